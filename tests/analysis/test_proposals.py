from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Line, Saying, article, make

from legation.analysis.proposals import Proposal, Proposals, proposal_pairs, proposals
from legation.dossier import Dossier
from legation.errors import UsageError
from legation.model.reading import Reading

MADE = {
    "hant": Line(
        "法國去年提議與馬利共建邊境哨所。",
        (Act("提議", "REQUEST", ("FRA",), ("MLI",), "2023"),),
    ),
    "hans": Line(
        "法国去年提议与马里共建边境哨所。",
        (Act("提议", "REQUEST", ("FRA",), ("MLI",), "2023"),),
    ),
    "en": Line(
        "France proposed joint border posts with Mali last year.",
        (Act("proposed", "REQUEST", ("FRA",), ("MLI",), "2023"),),
    ),
}
PUT_OFF = {
    "hant": Line(
        "該計劃隨後被擱置，但馬利軍方1月襲擊查德之後，法國重新考慮這一方案。",
        (Act("襲擊", "ASSAULT", ("MLI.MIL",), ("TCD",), "2024-01-09"),),
    ),
    "hans": Line(
        "该计划随后被搁置，但马里军方1月袭击乍得之后，法国重新考虑这一方案。",
        (Act("袭击", "ASSAULT", ("MLI.MIL",), ("TCD",), "2024-01-09"),),
    ),
    "en": Line(
        "The plan was shelved, but after Mali attacked Chad in January it was revived.",
        (Act("attacked", "ASSAULT", ("MLI.MIL",), ("TCD",), "2024-01-09"),),
    ),
}
REFUSED = {
    "hant": Line(
        "馬利2月拒絕了這項提議。", (Act("拒絕", "REJECT", ("MLI",), ("FRA",), "2024-02"),)
    ),
    "hans": Line(
        "马里2月拒绝了这项提议。", (Act("拒绝", "REJECT", ("MLI",), ("FRA",), "2024-02"),)
    ),
    "en": Line(
        "Mali rejected the proposal in February.",
        (Act("rejected", "REJECT", ("MLI",), ("FRA",), "2024-02"),),
    ),
}
THREE = pytest.mark.parametrize("script", ["hant", "hans", "en"])


def find(tmp_path: Path, *readings: Reading) -> Proposals:
    with Dossier.open(make(tmp_path / "d", *readings)) as dossier:
        return proposals(dossier, "FRA", "MLI")


def steps(one: Proposal) -> list[str]:
    return [stage.step for stage in one.stages]


@THREE
def test_proposals_follow_one_from_making_to_refusal(tmp_path: Path, script: str) -> None:
    found = find(tmp_path, article("a", MADE[script], PUT_OFF[script], REFUSED[script]))
    (one,) = found.proposals
    assert steps(one) == ["made", "shelved", "revived", "rejected"]
    assert one.state == "rejected"
    assert [stage.breaks for stage in one.stages] == [None] * 4
    made, _, revived, rejected = one.stages
    assert made.by == "proposer"
    assert str(made.first_day) == "2023-01-01"
    assert str(revived.first_day) == "2024-01-09"
    assert revived.trigger is not None
    assert rejected.by == "addressee"
    assert found.loose == ()


@THREE
def test_proposals_put_steps_in_order_of_date(tmp_path: Path, script: str) -> None:
    found = find(tmp_path, article("a", REFUSED[script], MADE[script]))
    assert [step.kind for step in found.loose] == ["rejected"]
    found = find(tmp_path / "b", article("a", MADE[script], REFUSED[script]), article("b"))
    again = Line(
        MADE[script].text.replace("last year", "in 2021").replace("去年", "2021年"),
        (Act(MADE[script].acts[0].words, "REQUEST", ("FRA",), ("MLI",), "2021"),),
    )
    found = find(tmp_path / "c", article("a", MADE[script], REFUSED[script], again))
    (one,) = found.proposals
    assert [(s.step, str(s.first_day)[:4]) for s in one.stages] == [
        ("made", "2021"),
        ("made", "2023"),
        ("rejected", "2024"),
    ]


@THREE
def test_proposals_fold_two_tellings_into_one_step(tmp_path: Path, script: str) -> None:
    found = find(tmp_path, article("a", MADE[script]), article("b", MADE[script], REFUSED[script]))
    (one,) = found.proposals
    assert steps(one) == ["made", "rejected"]
    assert len(one.stages[0].evidence) == 2


def test_proposals_with_other_words_are_others(tmp_path: Path) -> None:
    other = Line(
        "France offered Mali cheap wheat.",
        (Act("offered", "REQUEST", ("FRA",), ("MLI",), "2024-03"),),
    )
    found = find(tmp_path, article("a", MADE["en"], other))
    assert [one.words for one in found.proposals] == [MADE["en"].text, other.text]


def test_proposals_show_a_step_that_cannot_follow(tmp_path: Path) -> None:
    revived = Line("The plan was revived by France and Mali.")
    found = find(tmp_path, article("a", MADE["en"], revived))
    (one,) = found.proposals
    assert steps(one) == ["made", "revived"]
    assert one.stages[1].breaks == "revived is told after made, which it cannot follow"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("馬利則提議派出觀察員。", "提議"),
        ("马里则提议派出观察员。", "提议"),
        ("Mali offered observers.", "offered"),
    ],
)
def test_proposals_take_the_other_sides_offer_for_a_counter_offer(
    tmp_path: Path, text: str, verb: str
) -> None:
    counter = Line(text, (Act(verb, "REQUEST", ("MLI",), ("FRA",), "2024-03"),))
    (one,) = find(tmp_path, article("a", MADE["hant"], counter)).proposals
    assert steps(one) == ["made", "countered"]
    assert one.stages[1].by == "addressee"


@pytest.mark.parametrize(
    "text",
    [
        "法國與馬利的計劃未被擱置。",
        "法国与马里的计划没有被搁置。",
        "The plan was not shelved by Mali.",
    ],
)
def test_proposals_do_not_take_a_negated_word(tmp_path: Path, text: str) -> None:
    (one,) = find(tmp_path, article("a", MADE["hant"], Line(text))).proposals
    assert steps(one) == ["made"]


def test_proposals_take_a_denied_agreement_for_a_refusal(tmp_path: Path) -> None:
    no = Line(
        "馬利沒有同意共建邊境哨所。",
        (Act("同意", "AGREE", ("MLI",), ("FRA",), "2024-02", "denied"),),
    )
    (one,) = find(tmp_path, article("a", MADE["hant"], no)).proposals
    assert steps(one) == ["made", "rejected"]
    assert one.stages[1].reasons == ("AGREE (同意) is denied",)


def test_proposals_take_a_counter_offer_that_is_only_said(tmp_path: Path) -> None:
    said = Line("馬利則提議派出觀察員。", sayings=(Saying("提議", "MLI.GOV"),))
    (one,) = find(tmp_path, article("a", MADE["hant"], said)).proposals
    assert steps(one) == ["made", "countered"]


def test_proposals_do_not_take_a_noun_for_the_making(tmp_path: Path) -> None:
    noun = Line("法國的提議與馬利有關。", (Act("提議", "REQUEST", ("FRA",), ("MLI",), "2024-02"),))
    assert find(tmp_path, article("a", noun)).proposals == ()


def test_proposals_table_has_a_row_per_stage(tmp_path: Path) -> None:
    found = find(tmp_path, article("a", MADE["en"], PUT_OFF["en"], REFUSED["en"]))
    rows = found.table().rows()
    assert [(row["proposal"], row["number"]) for row in rows] == [(1, n) for n in range(1, 5)]
    assert all(row["evidence"] for row in rows)
    assert {row["state"] for row in rows} == {"rejected"}


def test_proposal_pairs_names_where_to_look(tmp_path: Path) -> None:
    path = make(tmp_path / "d", article("a", MADE["en"]))
    with Dossier.open(path) as dossier:
        (row,) = proposal_pairs(dossier).rows()
        with pytest.raises(UsageError, match="-1 is below 0"):
            proposal_pairs(dossier, -1)
        with pytest.raises(UsageError, match="'XXX'"):
            proposals(dossier, "XXX", "MLI")
    assert (row["proposer"], row["addressee"], row["reports"]) == ("FRA", "MLI", 1)
