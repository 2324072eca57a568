from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Line, article, ids, make

from legation.dossier import Dossier
from legation.errors import UsageError
from legation.model.document import Language
from legation.situation.draft import Draft, draft_situation
from legation.situation.draft_files import draft_files, left_out, slug, write_draft
from legation.situation.files import SituationError, load_situation
from legation.situation.runs import run_situation

LANGUAGE: dict[str, Language] = {"hant": "zh-Hant-TW", "hans": "zh-Hans", "en": "en"}
MADE = {
    "hant": "法國去年提議與馬利共建邊境哨所。",
    "hans": "法国去年提议与马里共建边境哨所。",
    "en": "France proposed joint border posts with Mali last year.",
}
REFUSED = {
    "hant": "馬利2月拒絕了這項提議。",
    "hans": "马里2月拒绝了这项提议。",
    "en": "Mali rejected the proposal in February.",
}
HOLDS = {
    "hant": "擁有否決權的查德會阻止通過。",
    "hans": "拥有否决权的乍得会阻止通过。",
    "en": "Chad, which holds a veto, will stop it.",
}
VETO = {
    "hant": "外國軍隊入境必須先得到查德的批准。",
    "hans": "外国军队入境必须先得到乍得的批准。",
    "en": "Entry of foreign troops requires the approval of Chad.",
}
NO_VETO = {
    "hant": "軍隊並不須經查德批准。",
    "hans": "军队并不须经乍得批准。",
    "en": "The march never requires the approval of Chad.",
}
CUE = {"hant": ("提議", "拒絕"), "hans": ("提议", "拒绝"), "en": ("proposed", "rejected")}
THREE = pytest.mark.parametrize("script", ["hant", "hans", "en"])


def told(path: Path, script: str, *more: str) -> Path:
    made, refused = CUE[script]
    lines = [
        Line(MADE[script], (Act(made, "REQUEST", ("FRA",), ("MLI",), "2023"),)),
        Line(REFUSED[script], (Act(refused, "REJECT", ("MLI",), ("FRA",), "2024-02-03"),)),
        *(Line(text) for text in more),
    ]
    return make(path / "d.duckdb", article("posts", *lines, language=LANGUAGE[script]))


def drafted(dossier: Path, *about: str) -> Draft:
    with Dossier.open(dossier) as opened:
        return draft_situation(opened, "border posts", about)


@THREE
def test_offers_become_options_and_answers_their_history(tmp_path: Path, script: str) -> None:
    path = told(tmp_path, script)
    place = tmp_path / "posts"
    write_draft(draft_files(drafted(path, "FRA", "MLI"), str(path)), place)
    with Dossier.open(path) as opened:
        loaded = load_situation(place, opened)
    assert loaded.problems == ()
    situation = loaded.situation
    issue = situation.issues["border-posts"]
    assert [one.id for one in issue.options] == ["unchanged", "offer-1"]
    offer = issue.options[1]
    assert list(offer.label.values()) == [MADE[script]]
    assert LANGUAGE[script].startswith(next(iter(offer.label)))
    made, refused = CUE[script]
    assert offer.source.basis == "extracted"
    assert list(offer.source.evidence) == ids(path, made)
    (proposal,) = situation.proposals
    assert (proposal.giver, proposal.receiver, proposal.option) == ("FRA", "MLI", "offer-1")
    assert [step.step for step in proposal.history] == ["made", "rejected"]
    assert [step.date for step in proposal.history] == ["2023-01-01/2023-12-31", "2024-02-03"]
    assert list(proposal.history[1].source.evidence) == ids(path, refused)


@THREE
def test_what_no_text_gives_stays_blank_and_stops_a_run(tmp_path: Path, script: str) -> None:
    path = told(tmp_path, script)
    place = tmp_path / "posts"
    write_draft(draft_files(drafted(path, "FRA", "MLI"), str(path)), place)
    loaded = load_situation(place)
    issue = loaded.situation.issues["border-posts"]
    assert (issue.low, issue.high, issue.status_quo, issue.rule) == (None, None, None, None)
    assert all(option.anchor is None for option in issue.options)
    for position in loaded.situation.positions:
        assert position.place is position.capability is position.salience is None
    with pytest.raises(SituationError) as raised:
        run_situation(loaded)
    said = str(raised.value).splitlines()
    text = (place / "positions.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, one in enumerate(text, start=1) if one.lstrip().startswith("place:"))
    assert f"positions.yaml:{line}: positions.border-posts.FRA.place is blank" in said


@THREE
def test_a_veto_is_drafted_only_where_a_text_states_it(tmp_path: Path, script: str) -> None:
    (found,) = drafted(told(tmp_path, script, VETO[script]), "FRA", "MLI").vetoes
    assert found.actor == "TCD"
    assert found.quote.text == VETO[script]
    (tmp_path / "other").mkdir()
    without = drafted(told(tmp_path / "other", script, NO_VETO[script]), "FRA", "MLI")
    assert without.vetoes == ()
    assert drafted_again(tmp_path, script) == 1


def drafted_again(tmp_path: Path, script: str) -> int:
    """Vetoes of a draft as its files have them, with the position that a veto needs."""
    path = tmp_path / "d.duckdb"
    place = tmp_path / "posts"
    write_draft(draft_files(drafted(path, "FRA", "MLI"), str(path)), place)
    loaded = load_situation(place)
    assert loaded.problems == ()
    assert "TCD" in {one.actor for one in loaded.situation.positions}
    return len(loaded.situation.issues["border-posts"].vetoes)


@THREE
def test_who_has_a_veto_is_named_on_either_side_of_the_words(tmp_path: Path, script: str) -> None:
    (found,) = drafted(told(tmp_path, script, HOLDS[script]), "FRA", "MLI").vetoes
    assert found.actor == "TCD"


@THREE
def test_answers_alone_give_positions_and_no_options(tmp_path: Path, script: str) -> None:
    _, refused = CUE[script]
    line = Line(REFUSED[script], (Act(refused, "REJECT", ("MLI",), ("FRA",), "2024-02-03"),))
    path = make(tmp_path / "d.duckdb", article("no", line, language=LANGUAGE[script]))
    found = drafted(path, "FRA", "MLI")
    assert (found.offers, found.loose) == ((), ())
    assert [(one.actor, [quote.id for quote in one.acts]) for one in found.stances] == [
        ("MLI", ids(path, refused))
    ]
    place = tmp_path / "posts"
    write_draft(draft_files(found, str(path)), place)
    loaded = load_situation(place)
    assert loaded.problems == ()
    assert "issues.border-posts.options" in {one.path for one in loaded.blanks}


@pytest.mark.parametrize("word", ["邊境", "边境"])
@pytest.mark.parametrize("script", ["hant", "hans"])
def test_words_are_found_in_either_script(tmp_path: Path, script: str, word: str) -> None:
    assert len(drafted(told(tmp_path, script), "FRA", word).offers) == 1


def test_words_that_no_proposal_has_are_an_error(tmp_path: Path) -> None:
    path = told(tmp_path, "en")
    with pytest.raises(UsageError, match=r"none of 1 proposals .* has the words tariff"):
        drafted(path, "FRA", "MLI", "tariff")
    with pytest.raises(UsageError, match="no proposal of"):
        drafted(make(tmp_path / "void", article("v", Line("France, Mali."))), "FRA", "MLI")
    with pytest.raises(UsageError, match="'ZZZ'"):
        drafted(path, "ZZZ", "MLI")
    with Dossier.open(path) as opened, pytest.raises(UsageError, match="has no words"):
        draft_situation(opened, "  ")


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    path = make(
        tmp_path / "d.duckdb",
        article(
            "two",
            Line(MADE["en"], (Act("proposed", "REQUEST", ("FRA",), ("MLI",), "2023"),)),
            Line(
                "France proposed cheap cotton credits for Malian farmers in Mali.",
                (Act("proposed", "REQUEST", ("FRA",), ("MLI",), "2024"),),
            ),
            language="en",
        ),
    )
    found = drafted(path, "FRA", "MLI", "posts")
    assert (len(found.offers), found.passed) == (1, 1)
    assert "1 proposals have none of the words asked for." in list(left_out(found))


def test_a_draft_overwrites_nothing(tmp_path: Path) -> None:
    files = {"situation.yaml": "new"}
    write_draft(files, tmp_path / "a")
    with pytest.raises(UsageError, match="overwrites nothing"):
        write_draft(files, tmp_path / "a")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="overwrites nothing"):
        write_draft(files, tmp_path / "file")


@pytest.mark.parametrize(
    "question",
    ["yes", "a: b # c", '"quoted" \\ back', "line\nbreak", "\u0085\u2028bell\x07", "聯合行動：一"],
)
def test_any_words_can_be_read_back(tmp_path: Path, question: str) -> None:
    path = told(tmp_path, "hant")
    with Dossier.open(path) as opened:
        found = draft_situation(opened, question, ["FRA", "MLI"])
    place = tmp_path / "posts"
    write_draft(draft_files(found, str(path)), place)
    loaded = load_situation(place)
    assert loaded.problems == ()
    assert loaded.situation.title == {"und": question.strip()}
    assert list(loaded.situation.issues) == [slug(question)]
