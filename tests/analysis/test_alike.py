from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import date

import pytest

from legation.analysis.alike import THRESHOLD, Likeness, Report, alike, gap, window

DAY = date(2019, 3, 1).toordinal()
ONE = Report(
    key=("one", "e1"),
    start=3,
    type="COERCE",
    modes=frozenset({"seize"}),
    actors=frozenset({"CHL"}),
    recipients=frozenset({"PER"}),
    first=DAY,
    last=DAY,
    published=DAY + 1,
    stated=True,
    place=None,
    status="actual",
    trigger="扣押",
    language="zh",
    sentence="one@0",
    names=frozenset({"CHL", "PER"}),
    words=array("I", [1, 2, 3]),
    numbers=frozenset(),
)
OTHER = replace(ONE, key=("two", "e2"), sentence="two@0", trigger="seized", language="en")
NONE: dict[str | int, float] = {}


def judged(one: Report, other: Report, rarity: dict[str | int, float] | None = None) -> Likeness:
    found = alike(one, other, rarity or NONE)
    assert found is not None
    return found


def test_same_sides_act_and_day_are_one_happening_across_languages() -> None:
    found = judged(ONE, OTHER)
    assert found.score >= THRESHOLD
    assert found.reason == "same day; CHL PER; COERCE seize"
    assert alike(OTHER, ONE, NONE) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"status": "planned"},
        {"status": "denied"},
        {"first": DAY + 1, "last": DAY + 1},
        {"first": DAY + 31, "last": DAY + 31},
        {"type": "CONSULT"},
        {"actors": frozenset({"ARG"}), "recipients": frozenset({"BOL"})},
    ],
)
def test_what_is_final_speaks_against_it(change: dict[str, object]) -> None:
    assert alike(ONE, replace(OTHER, **change), NONE) is None  # type: ignore[arg-type]


def test_two_places_are_not_one() -> None:
    assert alike(replace(ONE, place="CHL"), replace(OTHER, place="PER"), NONE) is None
    assert alike(replace(ONE, place="CHL"), replace(OTHER, place="CHL"), NONE) is not None


def test_plans_fold_with_plans_of_their_kind_only() -> None:
    planned, proposed = replace(ONE, status="planned"), replace(OTHER, status="proposed")
    assert alike(planned, proposed, NONE) is None
    assert alike(planned, replace(OTHER, status="planned"), NONE) is not None
    assert alike(replace(ONE, status="ongoing"), OTHER, NONE) is not None


def test_a_neighbouring_type_is_less_alike_but_on_one_day_enough() -> None:
    fired = replace(ONE, type="MOBILIZE", modes=frozenset({"weapons"}))
    struck = replace(OTHER, type="ASSAULT", modes=frozenset({"aerial"}))
    assert THRESHOLD <= judged(fired, struck).score < judged(ONE, OTHER).score
    month = replace(struck, first=DAY - 10, last=DAY + 10)
    found = alike(fired, month, NONE)
    assert found is None or found.score < THRESHOLD


def test_expelling_is_one_act_under_two_types() -> None:
    sent = replace(ONE, type="SANCTION", modes=frozenset({"expel"}))
    assert alike(sent, replace(OTHER, modes=frozenset({"deport"})), NONE) is not None
    assert alike(sent, OTHER, NONE) is None


def test_exchanged_sides_are_another_act() -> None:
    answer = replace(OTHER, actors=ONE.recipients, recipients=ONE.actors)
    found = judged(ONE, answer)
    assert found.score < THRESHOLD
    assert "sides exchanged" in found.reason


def test_a_mutual_act_is_alike_to_one_told_from_one_side() -> None:
    mutual = replace(
        OTHER,
        type="CONSULT",
        modes=frozenset(),
        actors=frozenset({"CHL", "PER"}),
        recipients=frozenset(),
    )
    told = replace(ONE, type="CONSULT", modes=frozenset())
    assert judged(told, mutual).score >= THRESHOLD


def test_an_undated_report_joins_only_with_a_particular_in_common() -> None:
    undated = replace(OTHER, first=None, last=None)
    assert alike(ONE, undated, NONE) is None
    named = frozenset({"CHL", "PER", "O:acme"})
    found = alike(replace(ONE, names=named), replace(undated, names=named), {"O:acme": 1.0})
    assert found is not None
    assert found.reason.startswith("near in time of publication")


def test_common_names_count_by_their_rarity_and_unnamed_sources_not_at_all() -> None:
    named = frozenset({"CHL", "PER", "O:acme", "sources"})
    one, other = replace(ONE, names=named), replace(OTHER, names=named)
    rare = judged(one, other, {"O:acme": 1.0})
    common = judged(one, other, {"O:acme": 0.1, "sources": 1.0})
    assert rare.score > common.score > judged(ONE, OTHER).score
    assert "both name O:acme" in rare.reason
    assert "sources" not in rare.reason


def test_wording_counts_within_one_language_only() -> None:
    rarity: dict[str | int, float] = {1: 1.0, 2: 1.0, 3: 1.0}
    same = replace(OTHER, language="zh")
    assert judged(ONE, same, rarity).score > judged(ONE, OTHER, rarity).score
    assert "wording 100% alike" in judged(ONE, same, rarity).reason


def test_a_sentence_that_names_two_acts_does_not_mean_one() -> None:
    assert alike(ONE, replace(ONE, key=("one", "e9"), start=20), NONE) is None


def test_one_article_repeats_an_act_only_where_its_words_recur() -> None:
    later = replace(ONE, key=("one", "e9"), sentence="one@40")
    assert alike(ONE, replace(later, trigger="帶走"), NONE) is None
    assert alike(ONE, replace(later, trigger="遭扣"), NONE) is not None
    assert alike(ONE, replace(later, trigger="遭扣", stated=False), NONE) is None


def test_one_party_within_carried_days_may_act_more_than_once() -> None:
    one = replace(ONE, recipients=frozenset(), last=DAY + 3)
    other = replace(OTHER, recipients=frozenset(), last=DAY + 3, stated=False)
    assert alike(one, other, NONE) is None
    assert alike(one, replace(other, stated=True), NONE) is not None
    two = replace(other, recipients=ONE.recipients)
    assert alike(replace(one, recipients=ONE.recipients), two, NONE) is not None


def test_a_window_closes_open_ends_by_publication() -> None:
    assert window(ONE) == (DAY, DAY)
    assert window(replace(ONE, last=None)) == (DAY, DAY + 1)
    assert window(replace(ONE, first=None, last=None)) == (DAY - 2, DAY + 1)
    assert window(replace(ONE, first=None)) is None
    assert window(replace(ONE, first=None, last=None, published=None)) is None


def test_gaps_count_days_between_windows() -> None:
    assert gap(ONE, OTHER) == 0
    assert gap(ONE, replace(OTHER, first=DAY + 4, last=DAY + 5)) == 4
    assert gap(ONE, replace(OTHER, first=None)) == 0
