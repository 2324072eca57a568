from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from tests.situation.contests import (
    car_emissions,
    contest,
    mirrored,
    rescaled,
    split_first,
    with_idle,
    without_order,
)
from tests.situation.drawn import contests, unhurried

from legation.situation.compromise import compromise, weighted_mean, weighted_median
from legation.situation.stands import Contest


def test_compromise_gives_the_published_start_of_the_car_emissions() -> None:
    found = compromise(car_emissions())

    assert found.mean == pytest.approx(7.38996, abs=5e-6)
    assert found.median == 7.0
    assert found.deciders == ("BE", "GR", "IE")
    assert found.nearest == ("seven",)


def test_compromise_says_who_pulls_where() -> None:
    found = compromise(car_emissions())
    uk = next(share for share in found.shares if share.actor == "UK")

    assert uk.share == pytest.approx(0.144 / 0.677)
    assert uk.pull == pytest.approx(found.mean - (0.677 * found.mean - 1.44) / 0.533)
    assert "UK has the most weight: 21% of all" in found.reasons
    assert any(reason.startswith("DE pulls the mean down by 0.79") for reason in found.reasons)


def test_median_is_midway_where_the_weights_are_equal() -> None:
    found = compromise(contest({"a": (2, 1, 1), "b": (8, 1, 1)}))

    assert found.median == 5
    assert found.deciders == ()
    assert "the weights are equal on both sides of 5, where nobody stands" in found.reasons


def test_pull_of_a_sole_actor_is_not_known() -> None:
    found = compromise(contest({"a": (2, 1, 1), "b": (8, 0, 1)}))

    assert found.mean == 2
    assert [share.pull for share in found.shares] == [None, 0]


def test_bounds_of_a_sole_actor_are_its_own_even_if_it_may_have_no_weight() -> None:
    found = compromise(contest({"a": ((2, 4), (0, 2), 1)}))

    assert (found.mean_bounds.low, found.mean_bounds.high) == (2, 4)
    assert (found.median_bounds.low, found.median_bounds.high) == (2, 4)


def test_table_has_a_row_per_actor() -> None:
    rows = compromise(car_emissions()).table().rows()

    assert [row["actor"] for row in rows] == sorted(row["actor"] for row in rows)
    assert sum(row["share"] for row in rows) == pytest.approx(1)
    assert rows[0].keys() >= {"evidence", "pull", "weight"}


@unhurried
@given(contests(wide=True))
def test_bounds_are_those_of_all_corners(one: Contest) -> None:
    if len(one.stands) > 4:
        return
    found = compromise(one)
    positions = product(*((s.position.low, s.position.high) for s in one.stands))
    weights = list(
        product(
            *(
                (s.capability.low * s.salience.low, s.capability.high * s.salience.high)
                for s in one.stands
            )
        )
    )
    corners = [(np.array(p), np.array(w)) for p in positions for w in weights if sum(w) > 0]
    for middle, bounds in (
        (weighted_mean, found.mean_bounds),
        (weighted_median, found.median_bounds),
    ):
        values = [float(middle(p, w)) for p, w in corners]
        assert bounds.low == pytest.approx(min(values), abs=1e-9)
        assert bounds.high == pytest.approx(max(values), abs=1e-9)


@unhurried
@given(contests())
def test_compromise_lies_within_the_positions(one: Contest) -> None:
    found = compromise(one)
    places = [stand.position.low for stand in one.stands if stand.capability.high > 0]

    for value in (found.mean, found.median):
        assert min(places) - 1e-9 <= value <= max(places) + 1e-9


@unhurried
@given(contests())
def test_order_of_actors_changes_nothing_at_all(one: Contest) -> None:
    assert compromise(one) == compromise(without_order(one))


@unhurried
@given(contests())
def test_mirrored_scale_mirrors_the_compromise(one: Contest) -> None:
    found, turned = compromise(one), compromise(mirrored(one))

    assert turned.mean == pytest.approx(one.low + one.high - found.mean, abs=1e-9)
    assert turned.median == pytest.approx(one.low + one.high - found.median, abs=1e-9)


@unhurried
@given(contests())
def test_unit_of_scale_and_weight_does_not_matter(one: Contest) -> None:
    found, other = compromise(one), compromise(rescaled(one, 7, 1000))

    assert other.mean == pytest.approx(7 * found.mean)
    assert other.median == pytest.approx(7 * found.median)


@unhurried
@given(contests())
def test_splitting_an_actor_changes_neither_mean_nor_median(one: Contest) -> None:
    found, split = compromise(one), compromise(split_first(one))

    assert split.mean == pytest.approx(found.mean)
    assert split.median == pytest.approx(found.median)


@unhurried
@given(contests(wide=True))
def test_actor_without_weight_is_inert(one: Contest) -> None:
    found, more = compromise(one), compromise(with_idle(one, one.high))

    assert more.mean == pytest.approx(found.mean)
    assert more.mean_bounds.high == pytest.approx(found.mean_bounds.high)
    assert more.median == found.median
    assert more.median_bounds == found.median_bounds
