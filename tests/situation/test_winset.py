from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.situation.contests import LADDER, contest, laboratories
from tests.situation.drawn import OPTIONS, ballots, unhurried, voters

from legation.errors import UsageError
from legation.situation.compromise import compromise
from legation.situation.records import Interval, Rule
from legation.situation.winset import Ballot, Voter, WinSet, by_reversion, win_set


def at(place: float | tuple[float, float], name: str = "v", veto: bool = True) -> Voter:
    low, high = place if isinstance(place, tuple) else (place, place)
    return Voter(name, veto, Interval(low, high))


def ballot(*members: Voter, rule: Rule = "majority", reversion: str | None = None) -> Ballot:
    return Ballot("test", {"old": 0, "mid": 4, "new": 10}, "old", reversion, rule, members)


def reason_of(found: WinSet, option: str) -> str:
    return next(one.reason for one in found.verdicts if one.option == option)


def test_win_set_of_the_laboratories_is_what_was_offered() -> None:
    found = win_set(laboratories())

    assert found.agreed == ("more information", "command posts")
    assert found.members == ("sharing", "more information", "command posts")
    assert found.deadlock is False
    assert found.reasons[0] == "more information and command posts can replace sharing"


def test_averaging_the_laboratories_gives_what_nobody_there_can_agree_to() -> None:
    rows = {"President": (1, 0.4, 0.9), "Senate": (1, 0.2, 0.6), "USA": (5, 1, 0.8)}
    found = compromise(contest(rows, LADDER, 6))

    assert found.nearest == ("joint raids",)
    assert not set(found.nearest) & set(win_set(laboratories()).members)


def test_blocked_option_names_who_blocks_it_and_by_what() -> None:
    verdicts = {one.option: one for one in win_set(laboratories()).verdicts}

    assert verdicts["joint raids"].blockers == ("President", "Senate")
    assert "President (office) and Senate (constitution)" in verdicts["joint raids"].reason
    assert verdicts["joint raids"].evidence == ("aa01", "aa02", "bb01")


def test_reversion_point_changes_the_win_set_of_the_laboratories() -> None:
    found = by_reversion(laboratories())
    rows = {row["reversion"]: row for row in found.table().rows()}

    assert rows["sharing"]["gained"] == rows["sharing"]["lost"] == []
    # If strikes come anyway, the president would rather lead raids; the Senate would not.
    assert rows["strikes alone"]["agreed"] == ["sharing", "more information", "command posts"]
    assert rows["more information"]["deadlock"] is True
    assert rows["more information"]["lost"] == ["more information", "command posts"]
    assert rows["command posts"]["agreed"] == ["more information"]
    assert rows["strikes alone"]["evidence"] == ["aa01", "aa02", "bb01"]


def test_veto_that_blocks_alone_is_said_to() -> None:
    found = win_set(laboratories("strikes alone"))

    assert reason_of(found, "joint raids").startswith("blocked alone by Senate (constitution)")
    president = next(v for v in laboratories().voters if v.actor == "President")
    senate = at(3, "Senate")
    moved = win_set(replace(laboratories("strikes alone"), voters=(president, senate)))
    assert "joint raids" in moved.agreed


def test_deadlock_is_said_plainly() -> None:
    found = win_set(ballot(at(0, "a"), at(10, "b")))

    assert found.deadlock is True
    assert found.members == ("old",)
    assert found.reasons[0] == "deadlock: nothing can replace old"


def test_status_quo_that_lapses_stays_in_the_set_and_is_not_agreed() -> None:
    found = win_set(ballot(at(10), reversion="mid"))

    assert found.members == ("old", "mid", "new")
    assert found.agreed == ("new",)
    assert reason_of(found, "old").startswith("the status quo, which can go on by itself, but: ")


def test_interval_that_reaches_over_the_middle_leaves_the_option_open() -> None:
    found = win_set(ballot(at((1, 3))))

    # mid beats old beyond 2, new beats old beyond 5
    assert found.open == ("mid",)
    assert found.agreed == ()
    assert found.deadlock is None
    assert "whether v would rather have it than old is not known" in reason_of(found, "mid")


def test_tie_counts_against_change_unless_asked() -> None:
    tied = ballot(at(2))

    assert win_set(tied).agreed == ()
    assert win_set(tied, ties="for").agreed == ("mid",)
    ranked = ballot(Voter("v", True, ranking=(("old", "mid", "new"),)))
    assert win_set(ranked).deadlock is True
    assert win_set(ranked, ties="for").agreed == ("mid", "new")
    assert "whoever finds an option as good as old counts for it" in (
        win_set(tied, ties="for").reasons
    )


@pytest.mark.parametrize(
    ("rule", "others", "needed"),
    [
        ("majority", 4, 3),
        ("majority", 5, 3),
        ("two thirds", 5, 4),
        ("two thirds", 6, 4),
        ("unanimity", 5, 5),
    ],
)
def test_rule_counts_those_without_a_veto(rule: Rule, others: int, needed: int) -> None:
    for willing in range(others + 1):
        rest = [at(10 if n < willing else 0, f"o{n}", veto=False) for n in range(others)]
        found = win_set(ballot(at(10), *rest, rule=rule))

        assert ("new" in found.agreed) is (willing >= needed)
        assert f"{willing} of {others} others do, {needed} needed" in reason_of(found, "new")


def test_ranking_by_hand_comes_before_distance() -> None:
    found = win_set(ballot(Voter("v", True, Interval(10, 10), (("mid",), ("old",), ("new",)))))

    assert found.agreed == ("mid",)


def test_option_left_out_of_a_ranking_without_a_place_is_open() -> None:
    found = win_set(ballot(Voter("a", True, None, (("mid",), ("old",))), at(10, "b")))

    assert found.open == ("new",)
    assert found.agreed == ("mid",)


def refused(message: str, **given: Any) -> None:
    whole: dict[str, Any] = {
        "issue": "raids",
        "options": {"old": 0.0, "new": 1.0},
        "status_quo": "old",
        "reversion": None,
        "rule": "majority",
        "voters": (at(1),),
    }
    with pytest.raises(UsageError, match=re.escape(message)):
        Ballot(**{**whole, **given})


def test_ballot_without_veto_player_says_what_to_do() -> None:
    message = "issue raids has no veto player: name whoever has to consent"
    refused(message, voters=(at(1, veto=False),))
    refused(message, voters=())


def test_option_that_nobody_ranks_is_refused() -> None:
    message = "issue raids: nobody ranks option new; give it a place on the scale"
    refused(message, options={"old": 0.0, "new": None})
    only = Voter("v", True, None, (("old",), ("mid",)))
    refused(message, options={"old": 0.0, "mid": 0.5, "new": 1.0}, voters=(only,))


def test_ballot_refuses_what_does_not_fit() -> None:
    refused("later is no option; use old and new", status_quo="later")
    refused("later is no option", reversion="later")
    refused("later is no option", voters=(Voter("v", True, None, (("later",), ("old",))),))
    refused("v ranks an option twice", voters=(Voter("v", True, None, (("old",), ("old",))),))
    refused("nobody has said what v prefers; give a ranking", voters=(Voter("v", True),))
    refused("v given more than once", voters=(at(1), at(0)))


@unhurried
@given(ballots(), st.data())
def test_another_veto_never_enlarges_the_win_set(one: Ballot, data: st.DataObject) -> None:
    more = data.draw(voters("veto new", True))
    before, after = win_set(one), win_set(replace(one, voters=(*one.voters, more)))

    assert set(after.agreed) <= set(before.agreed)
    assert set(after.members) <= set(before.members)
    assert {*after.agreed, *after.open} <= {*before.agreed, *before.open}


@unhurried
@given(ballots())
def test_status_quo_is_always_in_the_win_set(one: Ballot) -> None:
    found = win_set(one)

    assert OPTIONS[0] in found.members
    assert one.baseline in found.members
    assert one.baseline not in found.agreed


@unhurried
@given(ballots())
def test_order_of_voters_and_options_changes_nothing(one: Ballot) -> None:
    options = dict(reversed(list(one.options.items())))
    turned = replace(one, options=options, voters=tuple(reversed(one.voters)))

    assert win_set(turned) == win_set(one)


@unhurried
@given(ballots())
def test_mirrored_scale_leaves_the_win_set_as_it_is(one: Ballot) -> None:
    options = {name: 100 - (place or 0) for name, place in one.options.items()}
    mirrored = tuple(
        replace(v, place=v.place and Interval(100 - v.place.high, 100 - v.place.low))
        for v in one.voters
    )
    found, turned = win_set(one), win_set(replace(one, options=options, voters=mirrored))

    assert set(turned.members) == set(found.members)
    assert set(turned.open) == set(found.open)
