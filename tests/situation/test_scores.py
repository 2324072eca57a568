from __future__ import annotations

import numpy as np
import pytest

from legation.errors import UsageError
from legation.situation.scores import (
    brier,
    crps,
    crps_of_even,
    crps_of_points,
    skill,
    stretch_of,
)


def by_hand(observed: float, drawn: list[float]) -> float:
    """The definition: mean distance to what came, less half the mean distance of two draws."""
    n = len(drawn)
    apart = sum(abs(a - b) for a in drawn for b in drawn) / (n * (n - 1))
    return sum(abs(x - observed) for x in drawn) / n - apart / 2


def test_crps_is_that_of_its_definition() -> None:
    random = np.random.default_rng(1)
    observed, drawn = random.normal(size=4), random.normal(size=(4, 9))
    expected = [by_hand(y, x.tolist()) for y, x in zip(observed.tolist(), drawn, strict=True)]
    assert crps(observed, drawn) == pytest.approx(expected)


def test_crps_of_a_normal_forecast_nears_its_closed_form() -> None:
    drawn = np.random.default_rng(2).normal(size=(1, 200_000))
    assert crps(np.array([0.0]), drawn)[0] == pytest.approx(0.23369, abs=2e-3)


def test_crps_of_one_point_is_its_distance() -> None:
    assert crps_of_points(7.0, {4.0: 1.0}) == pytest.approx(3.0)
    assert crps(np.array([7.0]), np.full((1, 5), 4.0))[0] == pytest.approx(3.0)


def test_crps_of_points_is_the_integral() -> None:
    points = {0.0: 0.2, 4.0: 0.5, 10.0: 0.3}
    grid = np.linspace(-5, 15, 200_001)
    below = sum(chance * (grid >= place) for place, chance in points.items())
    integral = float(np.sum((below - (grid >= 6.0)) ** 2) * (grid[1] - grid[0]))
    assert crps_of_points(6.0, points) == pytest.approx(integral, abs=1e-3)


@pytest.mark.parametrize("observed", [0.0, 2.5, 10.0, 12.0, -1.0])
def test_crps_of_even_is_that_of_many_points(observed: float) -> None:
    points = dict.fromkeys(np.linspace(0, 10, 2000).tolist(), 1 / 2000)
    assert crps_of_even(observed, 0, 10) == pytest.approx(
        crps_of_points(observed, points), abs=5e-3
    )


def test_brier_runs_from_nothing_to_two() -> None:
    assert brier("a", {"a": 1.0, "b": 0.0}) == 0
    assert brier("a", {"a": 0.0, "b": 1.0}) == 2
    assert brier("a", {"a": 0.5, "b": 0.3, "c": 0.2}) == pytest.approx(0.25 + 0.09 + 0.04)


def test_brier_gives_an_outcome_nobody_named_no_chance() -> None:
    assert brier("other", {"a": 0.5, "b": 0.5}) == pytest.approx(1.5)


@pytest.mark.parametrize("chances", [{"a": 0.5}, {"a": 1.5, "b": -0.5}, {}])
def test_chances_that_are_none_are_refused(chances: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="add up to"):
        brier("a", chances)


def test_skill_is_the_share_of_error_saved() -> None:
    scores = np.abs(np.random.default_rng(3).normal(size=200)) + 0.1
    found = skill(scores * 0.5, scores, 1, np.random.default_rng(0))
    assert found.value == pytest.approx(0.5)
    assert found.low == pytest.approx(0.5)
    assert found.better


def test_skill_comes_again_from_its_stream() -> None:
    random = np.random.default_rng(4)
    one, other = random.random(100), random.random(100)
    first, again = (skill(one, other, 4, np.random.default_rng(9)) for _ in range(2))
    assert first == again
    assert first != skill(one, other, 4, np.random.default_rng(10))


def test_skill_without_enough_stretches_has_no_interval() -> None:
    found = skill(np.ones(40), np.full(40, 2.0), 12, np.random.default_rng(0))
    assert (found.value, found.low, found.better) == (0.5, None, False)
    assert found.reason == "40 weeks are 1 stretches of 24; an interval takes 4"


def test_skill_against_what_never_errs_is_unknown() -> None:
    found = skill(np.ones(100), np.zeros(100), 1, np.random.default_rng(0))
    assert (found.value, found.better) == (None, False)


def test_skill_of_unlike_series_is_refused() -> None:
    with pytest.raises(UsageError, match="3 scores against 2"):
        skill(np.ones(3), np.ones(2), 1, np.random.default_rng(0))


def test_stretches_are_two_distances_long() -> None:
    assert stretch_of(96, 12) == 24
    assert stretch_of(1000, 1) == 10


def test_luck_is_seldom_taken_for_skill() -> None:
    """Two forecasts that err alike on average, with errors that overlap by 12 weeks."""
    random, lucky = np.random.default_rng(5), 0
    rounds, width = 150, np.ones(12) / 12**0.5
    for _ in range(rounds):
        base = np.abs(np.convolve(random.normal(size=107), width, "valid")) + 1
        apart = 0.3 * np.convolve(random.normal(size=107), width, "valid")
        lucky += skill(base + apart, base, 12, random).better
    assert lucky / rounds < 0.08
