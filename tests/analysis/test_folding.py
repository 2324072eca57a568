from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.test_alike import DAY, ONE, OTHER

from legation.analysis.alike import Report
from legation.analysis.folding import Words, fold_reports, rarities

THIRD = replace(OTHER, key=("three", "e3"), sentence="three@0", published=DAY)
APART = replace(OTHER, key=("four", "e4"), sentence="four@0", first=DAY + 60, last=DAY + 60)


def keys(reports: list[Report], words: Words | None = None) -> list[list[str]]:
    return [[member.key[1] for member in item.members] for item in fold_reports(reports, words)]


def pair(one: Report, other: Report) -> frozenset[frozenset[tuple[str, str]]]:
    return frozenset([frozenset([one.key, other.key])])


def test_reports_of_one_happening_are_folded_the_first_published_first() -> None:
    (happening,) = fold_reports([ONE, OTHER, THIRD, APART])
    assert [member.key for member in happening.members] == [THIRD.key, ONE.key, OTHER.key]
    assert happening.id == "e3"
    assert all("same day" in member.reason for member in happening.members)
    assert all(0.5 < (member.score or 0) <= 1 for member in happening.members)


def test_the_order_of_reports_does_not_matter() -> None:
    forward = fold_reports([ONE, OTHER, THIRD, APART])
    backward = fold_reports([APART, THIRD, OTHER, ONE])
    assert forward == backward


def test_a_vague_report_does_not_tie_two_happenings_together() -> None:
    later = replace(THIRD, first=DAY + 9, last=DAY + 9, published=DAY + 10)
    vague = replace(OTHER, key=("v", "e5"), sentence="v@0", first=DAY - 2, last=DAY + 20)
    for group in keys([ONE, OTHER, later, vague]):
        assert not {"e1", "e3"} <= set(group)


def test_nothing_to_fold_gives_nothing() -> None:
    assert fold_reports([]) == ()
    assert fold_reports([ONE]) == ()
    assert fold_reports([ONE, APART]) == ()


def test_what_a_person_called_different_stays_apart_and_takes_no_bridge() -> None:
    words = Words(different=pair(ONE, OTHER))
    for group in keys([ONE, OTHER, THIRD], words):
        assert not {"e1", "e2"} <= set(group)


def test_what_a_person_called_same_is_one_against_every_rule() -> None:
    (group,) = keys([ONE, APART], Words(same=pair(ONE, APART)))
    assert sorted(group) == ["e1", "e4"]
    (happening,) = fold_reports([ONE, APART], Words(same=pair(ONE, APART)))
    assert [member.score for member in happening.members] == [None, None]


def test_words_on_reports_that_are_not_there_do_nothing() -> None:
    gone = replace(ONE, key=("gone", "e0"))
    assert keys([ONE, OTHER], Words(same=pair(ONE, gone), different=pair(OTHER, gone))) == [
        ["e1", "e2"]
    ]


def test_rarity_is_high_for_what_few_documents_have() -> None:
    common = [
        replace(ONE, key=(name, name), names=frozenset({"CHL", f"O:{name}"})) for name in "abcd"
    ]
    found = rarities(common)
    assert found["O:a"] == pytest.approx(1.0)
    assert found["CHL"] < 0.2
    assert rarities([]) == {}
