from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tests.situation.contests import laboratories
from tests.situation.drawn import ballots, unhurried

from legation.errors import UsageError
from legation.situation.records import Interval
from legation.situation.winset import Ballot, Voter, win_set
from legation.situation.winset_sensitivity import turns, win_set_sensitivity

WIDE = Ballot(
    "test",
    {"old": 0, "mid": 4, "new": 10},
    "old",
    None,
    "majority",
    (Voter("a", True, Interval(1, 3), evidence=("aa01",)), Voter("b", True, Interval(9, 9))),
)


def test_shares_are_those_of_the_places_beyond_the_middle() -> None:
    found = win_set_sensitivity(WIDE, 7, 2000)

    # a prefers mid to old beyond 2, the middle of its interval
    assert found.shares["mid"][0] == pytest.approx(0.5, abs=0.04)
    assert found.shares["new"] == (0, 1, 0)
    assert "old" not in found.shares
    assert [row["option"] for row in found.table().rows()] == ["mid", "new"]


def test_shares_replay_from_the_seed_bit_for_bit() -> None:
    assert win_set_sensitivity(WIDE, 7, 300) == win_set_sensitivity(WIDE, 7, 300)
    assert win_set_sensitivity(WIDE, 7, 300).shares != win_set_sensitivity(WIDE, 8, 300).shares


def test_ranking_without_a_place_leaves_what_it_does_not_rank_open() -> None:
    ranked = Voter("a", True, None, (("mid",), ("old",)))
    found = win_set_sensitivity(replace(WIDE, voters=(ranked, WIDE.voters[1])), 7, 10)

    assert found.shares["new"] == (0, 0, 1)
    assert found.shares["mid"] == (1, 0, 0)


def test_turn_of_a_place_says_how_far_it_is() -> None:
    fixed = replace(WIDE, voters=(Voter("a", True, Interval(3, 3)), WIDE.voters[1]))
    first = turns(fixed)[0]

    assert (first.actor, first.option, first.now, first.then) == ("a", "mid", "in", "out")
    assert (first.place, first.change) == (2, 1)
    assert first.words == (
        "mid is in; it would be out if a ranked it below old, which it does beyond 2, 1 away"
    )
    found = {(turn.actor, turn.option): turn.change for turn in turns(fixed)}
    assert found == {("a", "mid"): 1, ("a", "new"): 2, ("b", "mid"): 7}


def test_option_that_two_block_is_flipped_by_neither() -> None:
    found = turns(laboratories())

    assert {turn.option for turn in found} == {"more information", "command posts"}
    assert all(turn.then == "out" and turn.change is None for turn in found)
    led = turns(laboratories("strikes alone"))
    assert ("Senate", "joint raids", "in") in [(t.actor, t.option, t.then) for t in led]


@unhurried
@given(ballots())
def test_turns_of_those_ranked_by_hand_change_the_win_set(one: Ballot) -> None:
    agreed = win_set(one).agreed
    for turn in turns(one):
        if turn.now == "in" and turn.option != one.status_quo:
            assert turn.option in agreed
            assert turn.then != "in"


def test_bad_settings_are_refused() -> None:
    with pytest.raises(UsageError, match="0 draws"):
        win_set_sensitivity(WIDE, 1, 0)
