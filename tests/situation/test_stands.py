from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from tests.situation.contests import car_emissions, contest, without_order

from legation.errors import UsageError
from legation.situation.hashes import sha256_of
from legation.situation.records import Interval
from legation.situation.stands import Contest, make_stand, name_all, nearest

GOOD = make_stand("MEX", 3, 1, 1)


def refused(message: str, **given: Any) -> None:
    whole: dict[str, Any] = {
        "issue": "raids",
        "low": 0,
        "high": 10,
        "stands": (GOOD,),
        "options": {"none": 0, "joint": 8},
    }
    with pytest.raises(UsageError, match=re.escape(message)):
        Contest(**{**whole, **given})


def test_contest_without_actors_says_what_to_add() -> None:
    refused("issue raids has no actors: add a position with capability and salience", stands=())


def test_contest_refuses_a_negative_weight_and_says_how_opposition_is_shown() -> None:
    refused(
        "raids, USA: capability is -2; a weight cannot be negative: give 0 to an actor without",
        stands=(GOOD, make_stand("USA", 9, -2, 1)),
    )
    refused("USA: salience is -0.5", stands=(make_stand("USA", 9, 1, (-0.5, 1)),))


def test_contest_refuses_a_position_off_the_scale() -> None:
    message = "raids, USA: position 12 is off the scale from 0 to 10; move it onto the scale"
    refused(message, stands=(make_stand("USA", 12, 1, 1),))
    refused("position 8 to 11 is off", stands=(make_stand("USA", (8, 11), 1, 1),))


def test_contest_refuses_an_option_off_the_scale_or_without_a_place() -> None:
    refused("option joint at 11 is off the scale from 0 to 10", options={"joint": 11})
    refused("option joint has no place on the scale; give it an anchor", options={"joint": None})


def test_contest_refuses_what_cannot_be_computed_on() -> None:
    refused("USA given more than once", stands=(make_stand("USA", 1, 1, 1),) * 2)
    refused("capability x salience is 0", stands=(make_stand("USA", 1, 0, 1),))
    refused("position runs from 4 to 3; put", stands=(make_stand("USA", Interval(4, 3), 1, 1),))
    refused("position nan to nan is no number", stands=(make_stand("USA", float("nan"), 1, 1),))
    refused("the scale runs from 5 to 5; its low end must be below", low=5, high=5)


def test_stand_with_blanks_names_them_and_fills_in_nothing() -> None:
    with pytest.raises(UsageError, match="MEX has no position and no salience: give a number"):
        make_stand("MEX", None, 1, None)


def test_stand_takes_numbers_pairs_and_intervals() -> None:
    stand = make_stand("MEX", 3, (1, 2), Interval(0.5, 0.7), ["aa01"])

    assert stand.position == Interval(3, 3)
    assert stand.capability == Interval(1, 2)
    assert stand.evidence == ("aa01",)


def test_hash_is_of_the_numbers_and_not_of_their_order_or_evidence() -> None:
    one = car_emissions()
    told = contest({"MEX": (3, 1, 1)})
    cited = Contest("test", 0, 10, (make_stand("MEX", 3.0, 1, 1, ["aa01"]),), {})

    assert sha256_of(one.inputs()) == sha256_of(without_order(one).inputs())
    assert sha256_of(told.inputs()) == sha256_of(cited.inputs())
    assert sha256_of(told.inputs()) != sha256_of(contest({"MEX": (3.1, 1, 1)}).inputs())


@pytest.mark.parametrize(
    ("place", "near"), [(1.0, ("low",)), (5.0, ("low", "high")), (9.0, ("high",))]
)
def test_nearest_names_both_where_two_are_equally_near(place: float, near: tuple[str, ...]) -> None:
    options: Mapping[str, float] = {"low": 0, "high": 10}

    assert nearest(options, place, 10) == near


def test_names_become_words() -> None:
    assert [name_all(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "nobody",
        "a",
        "a and b",
        "a, b and c",
    ]
