from __future__ import annotations

import numpy as np
import pytest
from tests.situation.weekly import returning, steady

from legation.situation.baselines import (
    FORECASTERS,
    RECENT,
    Autoregression,
    Forecaster,
    fit_autoregression,
)
from legation.situation.series_of_weeks import Measure

ALL = [(measure, one) for measure, listed in FORECASTERS.items() for one in listed]


def sizes(weeks: int = 160, gaps: bool = True) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Intensities that keep 0.8 of a departure from -2; a fifth of the weeks has none."""
    random, found = np.random.default_rng(7), [-2.0]
    for _ in range(weeks - 1):
        found.append(-2 + 0.8 * (found[-1] + 2) + float(random.normal(0, 1)))
    values = np.array([max(-10.0, min(10.0, one)) for one in found])
    if gaps:
        values[random.random(weeks) < 0.2] = np.nan
    return values


def history(measure: Measure) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return sizes() if measure == "intensity" else np.asarray(returning(160).counts)


def named(measure: Measure, name: str) -> Forecaster:
    return next(one for one in FORECASTERS[measure] if one.name == name)


def test_the_baselines_stand_first_and_the_list_is_known() -> None:
    for listed in FORECASTERS.values():
        assert [(one.name, one.role) for one in listed] == [
            ("last 26 weeks", "baseline"),
            ("moving average", "baseline"),
            ("all weeks", "model"),
            ("autoregression", "model"),
        ]


@pytest.mark.parametrize(("measure", "one"), ALL)
def test_a_forecaster_draws_what_it_is_asked_and_again(measure: Measure, one: Forecaster) -> None:
    values = history(measure)
    first, again = (one.draw(values, (1, 4, 12), 300, np.random.default_rng(2)) for _ in range(2))
    for drawn, same in zip(first, again, strict=True):
        assert drawn is not None
        assert same is not None
        assert drawn.shape == (300,)
        assert np.array_equal(drawn, same)
        if measure == "happenings":
            assert (drawn >= 0).all()
            assert np.array_equal(drawn, np.rint(drawn))
        else:
            assert np.abs(drawn).max() <= 10


@pytest.mark.parametrize(("measure", "one"), ALL)
def test_a_forecaster_without_weeks_says_nothing(measure: Measure, one: Forecaster) -> None:
    drawn = one.draw(np.array([]), (1, 12), 100, np.random.default_rng(0))
    assert drawn == [None, None]


def test_recent_weeks_are_drawn_and_no_others() -> None:
    values = np.concatenate([np.full(60, 99.0), np.arange(RECENT, dtype=float)])
    (drawn,) = named("happenings", "last 26 weeks").draw(
        values, (4,), 3000, np.random.default_rng(1)
    )
    assert drawn is not None
    assert set(drawn.tolist()) == set(range(RECENT))


def test_a_moving_average_follows_a_step_that_all_weeks_do_not() -> None:
    values = np.concatenate([np.full(100, 2.0), np.full(30, 40.0)])
    random = np.random.default_rng(1)
    (near,) = named("happenings", "moving average").draw(values, (1,), 2000, random)
    (far,) = named("happenings", "all weeks").draw(values, (1,), 2000, random)
    assert near is not None
    assert far is not None
    assert near.mean() == pytest.approx(40, rel=0.1)
    assert far.mean() < 15


def test_a_moving_average_is_as_wide_as_its_errors() -> None:
    values = steady(400, 5.0).counts
    (drawn,) = named("happenings", "moving average").draw(
        values, (1,), 20_000, np.random.default_rng(1)
    )
    assert drawn is not None
    assert drawn.var() == pytest.approx(5, rel=0.25)


def test_an_autoregression_finds_the_process_it_was_made_by() -> None:
    found = fit_autoregression(np.asarray(returning(1500).counts))
    assert found is not None
    assert found.mean == pytest.approx(6, rel=0.15)
    assert found.keep == pytest.approx(0.65, abs=0.1)
    assert found.size == pytest.approx(8, rel=0.5)


def test_an_autoregression_keeps_its_means_as_its_rule_says() -> None:
    one, values = Autoregression(3.0, 0.9, 0.4, 5.0), returning(50).counts
    mean, expected = 3.0, [3.0]
    for count in values.tolist():
        mean = 3.0 * (1 - 0.9) + 0.9 * (0.4 * count + 0.6 * mean)
        expected.append(mean)
    assert one.means(values) == pytest.approx(expected)


def test_an_autoregression_returns_to_its_mean_with_distance() -> None:
    one = Autoregression(6.0, 0.7, 0.9, 1000.0)
    near, far = one.draw(np.full(30, 30.0), (1, 40), 5000, np.random.default_rng(3))
    assert near.mean() > 18
    assert far.mean() == pytest.approx(6, rel=0.1)


def test_an_autoregression_takes_ten_weeks_with_happenings() -> None:
    assert fit_autoregression(np.array([0.0] * 90 + [1.0] * 9)) is None
    assert fit_autoregression(np.array([0.0] * 90 + [1.0] * 10)) is not None


def test_a_line_through_intensities_leans_to_the_last_value_and_less_with_distance() -> None:
    values = np.append(sizes(400, gaps=False), 6.0)
    near, far = named("intensity", "autoregression").draw(
        values, (1, 12), 4000, np.random.default_rng(1)
    )
    assert near is not None
    assert far is not None
    assert near.mean() == pytest.approx(-2 + 0.8 * 8, abs=1.0)
    assert far.mean() == pytest.approx(-2, abs=1.0)


def test_a_value_of_some_weeks_ago_counts_as_further_off() -> None:
    values = np.append(sizes(400, gaps=False), 6.0)
    stale = np.concatenate([values, np.full(5, np.nan)])
    one = named("intensity", "autoregression")
    (fresh,) = one.draw(values, (6,), 500, np.random.default_rng(1))
    (old,) = one.draw(stale, (1,), 500, np.random.default_rng(1))
    assert fresh is not None
    assert old is not None
    assert fresh == pytest.approx(old)
