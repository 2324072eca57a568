from pathlib import Path

import pytest
from tests.analysis.told import Told, dossier_of

from legation.analysis.done_denied import done_or_not, unseen
from legation.model.codes import Status
from legation.model.document import Language

# language, a report, its trigger, a sweeping denial, its trigger, a narrow denial, its trigger
TELLINGS: tuple[tuple[Language, str, str, str, str, str, str], ...] = (
    (
        "zh-Hant-TW",
        *("法國五月護送利比亞船隊。", "護送", "法國至今未提供任何援助。", "提供"),
        *("法國沒有捐款。", "捐款"),
    ),
    (
        "zh-Hans",
        *("法国五月护送利比亚船队。", "护送", "法国至今未提供任何援助。", "提供"),
        *("法国没有捐款。", "捐款"),
    ),
    (
        "en",
        *("France escorted Libyan ships in May.", "escorted"),
        *("France has not given any help whatsoever.", "given"),
        *("France did not donate.", "donate"),
    ),
)
DYAD = ("FRA.MIL", "LBY.GOV")


def _yes(row: tuple[Language, str, str, str, str, str, str], status: Status = "actual") -> Told:
    return Told("yes", row[1], row[0], "Alpha").event(row[2], "AID", DYAD, "2025-05", status)


def _no(
    row: tuple[Language, str, str, str, str, str, str], date: str = "2025-05", narrow: bool = False
) -> Told:
    text, words = (row[5], row[6]) if narrow else (row[3], row[4])
    return Told("no", text, row[0], "Beta").event(words, "AID", ("FRA.GOV", "LBY"), date, "denied")


@pytest.mark.parametrize("row", TELLINGS)
def test_sweeping_denial_goes_against_every_act_of_its_type(
    row: tuple[Language, str, str, str, str, str, str], tmp_path: Path
) -> None:
    with dossier_of(tmp_path, (_yes(row), _no(row))) as dossier:
        (pair,) = done_or_not(dossier)
    assert (pair.one.root, pair.other.root) == ("Beta", "Alpha")
    assert pair.one.sentence == row[3]
    assert pair.other.sentence == row[1]
    assert "sweeping" in pair.reason


@pytest.mark.parametrize("row", TELLINGS)
def test_narrow_denial_goes_against_its_own_act_only(
    row: tuple[Language, str, str, str, str, str, str], tmp_path: Path
) -> None:
    with dossier_of(tmp_path, (_yes(row), _no(row, narrow=True))) as dossier:
        assert list(done_or_not(dossier)) == []


@pytest.mark.parametrize("status", ["planned", "proposed", "conditional"])
def test_what_has_not_come_about_contradicts_nothing(status: Status, tmp_path: Path) -> None:
    row = TELLINGS[2]
    with dossier_of(tmp_path, (_yes(row, status), _no(row))) as dossier:
        assert list(done_or_not(dossier)) == []


def test_acts_of_other_times_are_no_contradiction(tmp_path: Path) -> None:
    row = TELLINGS[2]
    with dossier_of(tmp_path, (_yes(row), _no(row, "2025-06"))) as dossier:
        assert list(done_or_not(dossier)) == []


def test_the_same_act_in_two_papers_needs_no_sweeping_word(tmp_path: Path) -> None:
    yes = Told("yes", "Kenya freed two men.", "en", "Alpha")
    no = Told("no", "Kenya has not freed them.", "en", "Beta")
    yes.event("freed", "RETREAT", ("KEN", "UGA"), "2025-05-02", modes=("release",))
    no.event("freed", "RETREAT", ("KEN", "UGA"), "2025-05", "denied")
    with dossier_of(tmp_path, (yes, no)) as dossier:
        (pair,) = done_or_not(dossier)
    assert "the same act" in pair.reason


def test_one_paper_does_not_contradict_itself(tmp_path: Path) -> None:
    row = TELLINGS[2]
    yes, no = _yes(row), _no(row)
    no.outlet = "Alpha"
    with dossier_of(tmp_path, (yes, no)) as dossier:
        assert list(done_or_not(dossier)) == []


def test_an_author_who_quotes_a_denial_sets_it_beside_knowingly(tmp_path: Path) -> None:
    text = "France escorted ships in May. Paris said it had given no help whatsoever."
    told = Told("one", text, "en", "Alpha")
    told.event("escorted", "AID", DYAD, "2025-05")
    told.event("given", "AID", DYAD, "2025-05", "denied", by=("FRA.GOV",))
    with dossier_of(tmp_path, (told,)) as dossier:
        assert list(done_or_not(dossier)) == []


def test_unwillingness_is_not_a_deed_denied(tmp_path: Path) -> None:
    row = TELLINGS[2]
    no = Told("no", "France has no reason to give any help.", "en", "Beta")
    no.event("give", "AID", DYAD, "2025-05", "denied")
    with dossier_of(tmp_path, (_yes(row), no)) as dossier:
        assert list(done_or_not(dossier)) == []


def test_many_reports_do_not_multiply(tmp_path: Path) -> None:
    row = TELLINGS[2]
    many = [
        Told(f"yes{n}", row[1], "en", f"Paper {n}").event(row[2], "AID", DYAD, "2025-05")
        for n in range(8)
    ]
    with dossier_of(tmp_path, (*many, _no(row))) as dossier:
        pairs = list(done_or_not(dossier))
        assert unseen(dossier) == 0
    assert len(pairs) == 5
    assert all("one of 8 reports" in pair.reason for pair in pairs)


@pytest.mark.parametrize(("done", "denied"), [("攻擊", "襲擊"), ("攻击", "袭击")])
def test_kindred_words_share_a_character(done: str, denied: str, tmp_path: Path) -> None:
    """Frames are named after words in one script, as the lexicon names them."""
    yes = Told("yes", f"智利{done}港口。", "zh-Hans", "Alpha")
    no = Told("no", f"智利没有{denied}港口。", "zh-Hans", "Beta")
    yes.event(done, "ASSAULT", ("CHL", "PER"), "2025-05-02")
    no.event(denied, "ASSAULT", ("CHL", "PER"), "2025-05-02", "denied")
    with dossier_of(tmp_path, (yes, no)) as dossier:
        (pair,) = done_or_not(dossier)
    assert "kindred words" in pair.reason
