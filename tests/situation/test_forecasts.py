from __future__ import annotations

import numpy as np
import pytest
from tests.situation.weekly import returning, series, steady

from legation.errors import UsageError
from legation.situation import forecasts
from legation.situation.baselines import FORECASTERS, Forecaster
from legation.situation.forecasts import Record, forecast, score_forecasters, weeks_needed
from legation.situation.scores import crps

METHODS = ("last 26 weeks", "moving average", "all weeks", "autoregression")


def verdict(record: Record, method: str, ahead: int) -> str:
    return next(s.verdict for s in record.scores if (s.method, s.ahead) == (method, ahead))


def test_weeks_needed_grow_with_the_distance() -> None:
    assert [weeks_needed(ahead) for ahead in (1, 4, 12)] == [82, 87, 159]


@pytest.mark.parametrize("weeks", [0, 9, 81])
def test_a_short_series_is_refused_with_what_it_takes(weeks: int) -> None:
    with pytest.raises(UsageError) as refused:
        score_forecasters(steady(weeks))
    message = str(refused.value)
    assert f"FRA:MLI cannot be forecast 1 week ahead ({weeks} whole weeks, and it takes 82)" in (
        message
    )
    assert f"12 weeks ahead ({weeks} whole weeks, and it takes 159)" in message


def test_a_series_is_scored_where_it_is_long_enough_and_refused_elsewhere() -> None:
    record = score_forecasters(steady(90), draws=100)
    assert {score.ahead for score in record.scores} == {1, 4}
    assert record.refused == {12: "90 whole weeks, and it takes 159"}
    assert "not scored 12 weeks ahead: 90 whole weeks, and it takes 159" in record.reasons


def test_baselines_stand_beside_every_model_at_every_distance() -> None:
    record = score_forecasters(steady(160), draws=100)
    for ahead in (1, 4, 12):
        found = [one for one in record.scores if one.ahead == ahead]
        assert tuple(one.method for one in found) == METHODS
        assert len({one.origins for one in found}) == 1
        for one in found:
            assert (one.verdict == "baseline") == (one.role == "baseline")


def test_a_model_that_knows_the_process_beats_both_and_chance_is_no_skill() -> None:
    record = score_forecasters(returning(320), aheads=(1,), draws=400)
    assert verdict(record, "autoregression", 1) == "better than both baselines"
    assert verdict(record, "all weeks", 1) == "no better than the baseline"


def test_a_drift_leaves_all_weeks_behind() -> None:
    random = np.random.default_rng(3)
    drift = random.poisson(np.exp(np.cumsum(random.normal(0, 0.1, 200)) + 1.5))
    record = score_forecasters(series(drift), aheads=(1,), draws=200)
    (found,) = [one for one in record.scores if one.method == "all weeks"]
    assert found.verdict == "no better than the baseline"
    assert found.reason.startswith("not surely better than the last 26 weeks and the moving")
    assert found.skill_average is not None
    assert found.skill_average.high is not None
    assert found.skill_average.high < 0


def test_a_score_is_that_of_forecasts_made_without_the_future() -> None:
    """Changing the last week changes only the forecasts of that week."""
    values = steady(90).counts
    other = values.copy()
    other[-1] = 50
    for one in FORECASTERS["happenings"]:
        random = [np.random.default_rng(1) for _ in range(2)]
        before, after = (
            one.draw(v[:89], (1,), 100, r)[0] for v, r in zip((values, other), random, strict=True)
        )
        assert before is not None
        assert after is not None
        assert np.array_equal(before, after)
    first = score_forecasters(series(values), aheads=(1,), draws=100)
    second = score_forecasters(series(other), aheads=(1,), draws=100)
    rise = (second.scores[0].crps - first.scores[0].crps) * first.scores[0].origins
    assert 30 < rise < 50


def test_a_forecaster_is_asked_only_for_what_it_has_not_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A series that counts its own weeks: whoever knows the last one knows the target."""
    seen: list[tuple[int, int]] = []

    def draw(
        history: object, aheads: object, draws: int, random: object
    ) -> list[np.ndarray[tuple[int], np.dtype[np.float64]] | None]:
        assert isinstance(history, np.ndarray)
        assert isinstance(aheads, list)
        seen.append((len(history), int(history[-1])))
        return [np.full(draws, history[-1] + ahead) for ahead in aheads]

    oracle = Forecaster("oracle", "model", "counts on", draw)
    listed = {**FORECASTERS, "happenings": (*FORECASTERS["happenings"][:2], oracle)}
    monkeypatch.setattr(forecasts, "FORECASTERS", listed)
    record = score_forecasters(series(range(90)), aheads=(1, 4), draws=100)
    assert seen[0] == (52, 51)
    assert seen[-1] == (89, 88)
    found = [one for one in record.scores if one.method == "oracle"]
    assert [one.crps for one in found] == [0.0, 0.0]
    assert [one.origins for one in found] == [38, 35]


def test_forecasts_come_again_bit_for_bit_and_differ_by_seed() -> None:
    first, again, other = (
        score_forecasters(steady(90), aheads=(1,), seed=seed, draws=100) for seed in (4, 4, 5)
    )
    assert first.scores == again.scores
    assert first.scores != other.scores


def test_intensity_is_scored_over_weeks_that_have_one() -> None:
    random = np.random.default_rng(6)
    sizes = [None if random.random() < 0.2 else float(random.normal(-2, 1)) for _ in range(130)]
    found = series([0 if size is None else 1 for size in sizes], sizes)
    record = score_forecasters(found, "intensity", aheads=(1,), draws=100)
    assert record.scores[0].origins == sum(size is not None for size in sizes[52:])


def test_intensity_of_too_few_weeks_is_refused_with_their_number() -> None:
    sizes = [-1.0 if at % 4 == 0 else None for at in range(100)]
    found = series([0 if size is None else 1 for size in sizes], sizes)
    with pytest.raises(UsageError, match="only 11 of 48 forecasts can be scored"):
        score_forecasters(found, "intensity", aheads=(1,), draws=100)


def test_a_series_of_nothing_is_refused_not_praised() -> None:
    with pytest.raises(UsageError, match="only 0 of 108 forecasts can be scored"):
        score_forecasters(series([0] * 160), aheads=(1,), draws=100)


def test_a_forecast_gives_each_week_its_name_its_chances_and_its_verdict() -> None:
    found = forecast(steady(90), aheads=(1, 4), draws=500)
    assert [one.method for one in found.expected[:4]] == list(METHODS)
    first = found.expected[0]
    assert (first.ahead, first.week) == (1, "2021-W39")
    assert first.p5 <= first.p25 <= first.p50 <= first.p75 <= first.p95
    assert first.none is not None
    assert 0 <= first.none < 0.2
    assert {one.verdict for one in found.expected} <= {
        "baseline",
        "no better than the baseline",
        "better than both baselines",
    }


def test_tables_open_to_the_reports_behind_them() -> None:
    found = forecast(steady(90), aheads=(1,), draws=100)
    for table in (found.table(), found.record.table()):
        rows = table.rows()
        assert len(rows) == 4
        assert rows[0]["evidence"] == list(found.record.series.evidence)
        assert rows[0]["verdict"] == "baseline"
    assert found.record.table().rows()[0]["skill_recent"] is None


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"aheads": ()}, "from 1 week on"),
        ({"aheads": (0,)}, "from 1 week on"),
        ({"draws": 5}, "ask for 100 or more"),
        ({"seed": -1}, "from 0 on"),
        ({"measure": "mood"}, "choose happenings, intensity"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        score_forecasters(steady(90), **asked)  # type: ignore[arg-type]


def test_the_mean_score_is_that_of_the_forecasts() -> None:
    values, random = steady(90).counts, forecasts._stream
    expected = []
    for known in range(52, 90):
        (drawn,) = FORECASTERS["happenings"][0].draw(
            values[:known], [1], 100, random(0, "last 26 weeks", known)
        )
        assert drawn is not None
        expected.append(crps(values[known : known + 1], drawn[None, :])[0])
    record = score_forecasters(steady(90), aheads=(1,), draws=100)
    assert record.scores[0].crps == pytest.approx(np.mean(expected))


def test_a_forecaster_that_is_silent_now_is_told() -> None:
    sizes = [-1.0 + 0.1 * (at % 7) if at < 110 else None for at in range(140)]
    found = series([0 if size is None else 1 for size in sizes], sizes)
    made = forecast(found, "intensity", aheads=(1,), draws=100)
    assert [one.method for one in made.expected] == list(METHODS[1:])
    assert made.reasons[-1] == "last 26 weeks: too few values to say anything 1 week ahead"
