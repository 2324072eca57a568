from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest
from tests.analysis.test_alike import DAY, ONE

from legation.analysis.alike import NEAR, Report, compatible
from legation.analysis.blocking import candidates
from legation.model.codes import EventType

TYPES: tuple[str, ...] = get_args(EventType)


def copies(count: int, **change: object) -> list[Report]:
    """Reports that differ in nothing but their document."""
    return [
        replace(ONE, key=(f"d{number:04d}", f"e{number}"), sentence=f"d{number}@0", **change)  # type: ignore[arg-type]
        for number in range(count)
    ]


def met(reports: list[Report]) -> list[tuple[int, int]]:
    return list(candidates(reports))


def drawn(count: int, seed: int) -> list[Report]:
    """Reports drawn at random, few enough that no block is crowded."""
    draw = random.Random(seed)
    states = ["CHL", "PER", "ARG"]
    return [
        replace(
            report,
            type=draw.choice(TYPES),
            modes=frozenset(),
            actors=frozenset(draw.sample(states, draw.randint(0, 2))),
            recipients=frozenset(draw.sample(states, draw.randint(0, 2))),
            first=draw.choice([None, DAY, DAY + 1, DAY + 2]),
            last=draw.choice([None, DAY + 2, DAY + 3, DAY + 40]),
            published=draw.choice([None, DAY + 3]),
            stated=draw.random() < 0.5,
            place=draw.choice([None, None, "CHL", "PER"]),
            status=draw.choice(["actual", "ongoing", "planned"]),
        )
        for report in copies(count)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_no_pair_that_may_be_one_is_left_out_where_nothing_is_crowded(seed: int) -> None:
    from legation.analysis.alike import window

    reports = drawn(30, seed)
    found = set(met(reports))
    for one, other in combinations(range(len(reports)), 2):
        if window(reports[one]) is None or window(reports[other]) is None:
            continue
        if compatible(reports[one], reports[other]):
            assert (one, other) in found


@pytest.mark.parametrize("pair", sorted(map(sorted, NEAR)))
def test_neighbouring_types_meet_in_some_block(pair: list[str]) -> None:
    one, other = copies(2)
    assert met([replace(one, type=pair[0]), replace(other, type=pair[1])]) == [(0, 1)]


@pytest.mark.parametrize(
    "change",
    [
        {"type": "CONSULT"},
        {"status": "planned"},
        {"first": DAY + 1, "last": DAY + 1},
        {"actors": frozenset({"ARG"}), "recipients": frozenset({"BOL"})},
        {"sentence": "d0@0"},
        {"first": None, "last": None, "published": None},
    ],
)
def test_what_is_final_is_sifted_out(change: dict[str, object]) -> None:
    one, other = copies(2)
    assert met([one, replace(other, **change)]) == []  # type: ignore[arg-type]


def test_two_places_are_sifted_out_and_one_unknown_is_not() -> None:
    one, other = copies(2)
    assert met([replace(one, place="CHL"), replace(other, place="PER")]) == []
    assert met([replace(one, place="CHL"), other]) == [(0, 1)]


def test_a_crowded_block_is_compared_with_neighbours_only() -> None:
    found = met(copies(1000))
    assert len(found) == len(set(found)) == sum(min(32, 999 - number) for number in range(1000))
    assert all(one < other for one, other in found)


def test_a_long_window_meets_a_day_in_its_last_week() -> None:
    one, other = copies(2)
    assert met([replace(one, first=DAY - 90), other]) == [(0, 1)]


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_to_compare(count: int) -> None:
    assert met(copies(count)) == []
