"""Forecasts of a weekly series, never without their baselines and their record.

From every week on that has a year before it (an origin), each forecaster is asked for the weeks
1, 4 and 12 on, knowing only what came before, and is scored by what came. A model that does not
err less than both baselines, by more than luck, is labelled "no better than the baseline".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np

from legation.analysis.dyads import LABELS
from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.baselines import FORECASTERS, Forecaster, Role
from legation.situation.scores import FEWEST_STRETCHES, OVERLAPS, Skill, crps, skill
from legation.situation.series_of_weeks import WEEK, Measure, WeekSeries
from legation.situation.stands import Floats

Verdict = Literal["baseline", "better than both baselines", "no better than the baseline"]
AHEAD: Final = (1, 4, 12)
"""Distances in weeks."""
LEARN: Final = 52
"""Weeks before the first origin."""
_FEWEST_ORIGINS: Final = 30
_HINDSIGHT: Final = "weeks are as reported by now; at their time less of them was known"
_SCORES: Final = {
    "actor": "text",
    "recipient": "text",
    "measure": "text",
    "ahead": "count",
    "method": "text",
    "role": "text",
    "origins": "count",
    "crps": "number",
    "skill_recent": "number",
    "skill_recent_low": "number",
    "skill_recent_high": "number",
    "skill_average": "number",
    "skill_average_low": "number",
    "skill_average_high": "number",
    "verdict": "text",
    "reason": "text",
    "evidence": "texts",
}
_VALUES: Final = {
    "actor": "text",
    "recipient": "text",
    "measure": "text",
    "ahead": "count",
    "week": "text",
    "method": "text",
    "role": "text",
    "mean": "number",
    "p5": "number",
    "p25": "number",
    "p50": "number",
    "p75": "number",
    "p95": "number",
    "none": "number",
    "verdict": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Score:
    """One forecaster at one distance. `crps`: mean over `origins`, in the unit of the series.

    `skill_recent`, `skill_average`: against the last 26 weeks and the moving average; None for the
    baseline itself.
    """

    ahead: int
    method: str
    role: Role
    origins: int
    crps: float
    skill_recent: Skill | None
    skill_average: Skill | None
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """How all forecasters did on one series, at the distances that it is long enough for.

    `refused`: distance -> why there is no score there. `seed` and `draws` give the same again.
    """

    series: WeekSeries
    measure: Measure
    scores: tuple[Score, ...]
    refused: Mapping[int, str]
    seed: int
    draws: int

    @property
    def reasons(self) -> tuple[str, ...]:
        """What bounds the scores: how the series was made, and where there are none."""
        refused = (f"not scored {_far(ahead)}: {why}" for ahead, why in self.refused.items())
        return (*self.series.reasons, _HINDSIGHT, *refused)

    def table(self) -> Table:
        """One row per distance and forecaster."""
        return make_table((self._row(score) for score in self.scores), _SCORES)

    def _row(self, score: Score) -> dict[str, object]:
        row: dict[str, object] = {name: getattr(self.series, name) for name in _PAIR}
        for name in ("ahead", "method", "role", "origins", "crps", "verdict", "reason"):
            row[name] = getattr(score, name)
        for name in ("skill_recent", "skill_average"):
            found: Skill | None = getattr(score, name)
            if found is not None:
                row |= {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
        return {**row, "measure": self.measure, "evidence": self.series.evidence}


@dataclass(frozen=True, slots=True)
class Expected:
    """One forecaster's distribution for one week. `none`: chance that nothing happens; None for
    intensity, which is that of a week in which something does."""

    ahead: int
    week: str
    method: str
    role: Role
    mean: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    none: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected after the last week of a series, with the record it is to be read with.

    `silent`: forecasters that the last weeks give too little.
    """

    record: Record
    expected: tuple[Expected, ...]
    silent: tuple[str, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What bounds the record, and who had too little to say anything now."""
        return (*self.record.reasons, *self.silent)

    def table(self) -> Table:
        """One row per distance and forecaster; the baselines come first."""
        series = self.record.series
        shared = {name: getattr(series, name) for name in _PAIR}
        shared |= {"measure": self.record.measure, "evidence": series.evidence}
        names = [name for name in _VALUES if name not in shared]
        rows = ({**shared, **{n: getattr(one, n) for n in names}} for one in self.expected)
        return make_table(rows, _VALUES)


_PAIR: Final = ("actor", "recipient")


def weeks_needed(ahead: int) -> int:
    """Weeks that a series must have to be scored at a distance.

    A year to learn from, and behind it enough origins: 30, and four stretches of two distances.
    """
    return LEARN + ahead - 1 + max(_FEWEST_ORIGINS, FEWEST_STRETCHES * OVERLAPS * ahead)


def score_forecasters(
    series: WeekSeries,
    measure: Measure = "happenings",
    aheads: Sequence[int] = AHEAD,
    seed: int = 0,
    draws: int = 1000,
) -> Record:
    """Score all forecasters on a series by CRPS at rolling origins.

    Raises:
        UsageError: the series is too short for every distance (the message says what it takes), or
            distances, draws or measure make no sense.
    """
    _check(measure, aheads, seed, draws)
    values = series.values(measure)
    reach = [ahead for ahead in aheads if len(values) >= weeks_needed(ahead)]
    short = f"{len(values)} whole weeks, and it takes"
    refused = {a: f"{short} {weeks_needed(a)}" for a in aheads if a not in reach}
    drawn = _ask(values, measure, reach, seed, draws) if reach else {}
    scores: list[Score] = []
    for ahead in reach:
        found, why = _scores(values, measure, ahead, drawn, seed)
        scores += found
        if why:
            refused[ahead] = why
    if not scores:
        places = ", nor ".join(f"{_far(ahead)} ({why})" for ahead, why in refused.items())
        raise UsageError(f"{series.actor}:{series.recipient} cannot be forecast {places}")
    return Record(series, measure, tuple(scores), refused, seed, draws)


def forecast(
    series: WeekSeries,
    measure: Measure = "happenings",
    aheads: Sequence[int] = AHEAD,
    seed: int = 0,
    draws: int = 1000,
) -> Forecast:
    """What each forecaster expects after the series' last week, with its verdict at that distance.

    Raises:
        UsageError: as `score_forecasters`: what cannot be scored is not forecast.
    """
    record = score_forecasters(series, measure, aheads, seed, draws)
    values, last = series.values(measure), series.weeks[-1].monday
    verdicts = {(one.ahead, one.method): one.verdict for one in record.scores}
    reach = tuple(dict.fromkeys(one.ahead for one in record.scores))
    expected, silent = [], []
    for method in FORECASTERS[measure]:
        drawn = method.draw(values, reach, draws, _stream(seed, method.name, len(values)))
        for ahead, sample in zip(reach, drawn, strict=True):
            if sample is None:
                silent.append(f"{method.name}: too few values to say anything {_far(ahead)}")
                continue
            verdict = verdicts[ahead, method.name]
            expected.append(_expected(method, ahead, last, sample, measure, verdict))
    expected.sort(key=lambda one: one.ahead)
    return Forecast(record, tuple(expected), tuple(silent))


def _check(measure: str, aheads: Sequence[int], seed: int, draws: int) -> None:
    if measure not in FORECASTERS:
        raise UsageError(f"{measure!r} is no measure; choose {', '.join(FORECASTERS)}")
    if not aheads or min(aheads) < 1:
        raise UsageError(f"distances {list(aheads)}: give one or more, from 1 week on")
    if draws < 100:
        raise UsageError(f"{draws} draws make no distribution; ask for 100 or more")
    if seed < 0:
        raise UsageError(f"seed {seed}: give a whole number from 0 on")


def _far(ahead: int) -> str:
    return f"{ahead} week{'s' if ahead > 1 else ''} ahead"


def _ask(
    values: Floats, measure: Measure, aheads: Sequence[int], seed: int, draws: int
) -> dict[str, dict[tuple[int, int], Floats]]:
    """Draws by forecaster and by (weeks known, distance); without those that it cannot give."""
    found: dict[str, dict[tuple[int, int], Floats]] = {}
    for method in FORECASTERS[measure]:
        given = found.setdefault(method.name, {})
        for known in range(LEARN, len(values) - min(aheads) + 1):
            random = _stream(seed, method.name, known)
            drawn = method.draw(values[:known], aheads, draws, random)
            for ahead, sample in zip(aheads, drawn, strict=True):
                if sample is not None:
                    given[known, ahead] = sample
    return found


def _stream(seed: int, name: str, known: int) -> np.random.Generator:
    """A stream for each forecaster and origin, so that none disturbs another's draws."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return np.random.default_rng(np.random.SeedSequence([seed, number, known]))


def _scores(
    values: Floats,
    measure: Measure,
    ahead: int,
    drawn: Mapping[str, Mapping[tuple[int, int], Floats]],
    seed: int,
) -> tuple[list[Score], str]:
    """The scores at one distance, or none and why not."""
    targets = range(LEARN, len(values) - ahead + 1)
    origins = [
        known
        for known in targets
        if not np.isnan(values[known + ahead - 1])
        and all((known, ahead) in given for given in drawn.values())
    ]
    needed = weeks_needed(ahead) - LEARN - ahead + 1
    if len(origins) < needed:
        return [], (
            f"only {len(origins)} of {len(targets)} forecasts can be scored, and it takes "
            f"{needed}; the others lack a value, or happenings to learn from"
        )
    observed = np.array([values[known + ahead - 1] for known in origins])
    by_method = {
        name: crps(observed, np.stack([given[known, ahead] for known in origins]))
        for name, given in drawn.items()
    }
    return _compared(by_method, FORECASTERS[measure], ahead, seed), ""


def _compared(
    by_method: Mapping[str, Floats], methods: Sequence[Forecaster], ahead: int, seed: int
) -> list[Score]:
    recent, average = (one.name for one in methods if one.role == "baseline")

    def against(name: str, other: str) -> Skill | None:
        random = _stream(seed, f"{name} against {other}", ahead)
        same = name == other
        return None if same else skill(by_method[name], by_method[other], ahead, random)

    return [
        _score(
            one,
            ahead,
            by_method[one.name],
            against(one.name, recent),
            against(one.name, average),
        )
        for one in methods
    ]


def _score(
    method: Forecaster, ahead: int, scores: Floats, recent: Skill | None, average: Skill | None
) -> Score:
    compared = [one for one in (recent, average) if one is not None]
    verdict: Verdict = "baseline"
    reason = compared[0].reason
    if method.role == "model":
        beaten = all(one.better for one in compared)
        verdict = "better than both baselines" if beaten else "no better than the baseline"
        lost = [
            name
            for name, one in zip(("the last 26 weeks", "the moving average"), compared, strict=True)
            if not one.better
        ]
        if lost:
            reason = f"not surely better than {' and '.join(lost)}; {reason}"
    mean = float(scores.mean())
    return Score(
        ahead, method.name, method.role, len(scores), mean, recent, average, verdict, reason
    )


def _expected(
    method: Forecaster,
    ahead: int,
    last: date,
    sample: Floats,
    measure: Measure,
    verdict: Verdict,
) -> Expected:
    p5, p25, p50, p75, p95 = np.quantile(sample, (0.05, 0.25, 0.5, 0.75, 0.95)).tolist()
    none = float(np.mean(sample == 0)) if measure == "happenings" else None
    week = (last + WEEK * ahead).strftime(LABELS["week"])
    mean = float(sample.mean())
    return Expected(
        ahead, week, method.name, method.role, mean, p5, p25, p50, p75, p95, none, verdict
    )
