"""Ways to forecast a weekly series: two baselines, and two models that have to beat them.

Each takes the weeks so far (NaN where a week has no value) and draws values for weeks to come, as
samples of a distribution. None says that the weeks so far do not suffice. A forecaster keeps
nothing between calls: the same weeks and random stream give the same draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

import numpy as np

from legation.situation.series_of_weeks import Measure
from legation.situation.stands import Floats

Role = Literal["baseline", "model"]
Drawn = list[Floats | None]
"""Draws (draws,) for each distance asked for."""
Draw = Callable[[Floats, Sequence[int], int, np.random.Generator], Drawn]
"""(weeks so far, distances in weeks from 1 on, draws, random stream) -> draws."""

RECENT: Final = 26
"""Weeks that the first baseline draws from: half a year."""
_STARTED: Final = 13
"""Weeks whose mean the moving average starts from; it is judged on the weeks after them."""
_RATES: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7)
"""Weights of the newest week among which the moving average chooses by its past errors."""
_FEWEST: Final = 10
"""Values, or pairs of them, below which nothing is estimated."""
_LIMIT: Final = 10.0
"""Bound of PLOVER's intensity, either side."""


@dataclass(frozen=True, slots=True)
class Forecaster:
    """A way to forecast. `about` says in words what it takes the future for."""

    name: str
    role: Role
    about: str
    draw: Draw


def _known(history: Floats) -> Floats:
    return history[~np.isnan(history)]


def _recent(
    history: Floats, aheads: Sequence[int], draws: int, random: np.random.Generator
) -> Drawn:
    return _any_week(history[-RECENT:], aheads, draws, random)


def _any_week(
    history: Floats, aheads: Sequence[int], draws: int, random: np.random.Generator
) -> Drawn:
    known = _known(history)
    return [random.choice(known, draws) if len(known) else None for _ in aheads]


def _levels(history: Floats, rate: float) -> Floats | None:
    """The moving average after each week (n,); a week without a value leaves it as it was."""
    start = _known(history[:_STARTED])
    if not len(start):
        return None
    level, found = float(start.mean()), np.empty(len(history))
    for at, value in enumerate(history.tolist()):
        if value == value:
            level += rate * (value - level)
        found[at] = level
    return found


def _best_levels(history: Floats) -> Floats | None:
    """The moving average whose rate had the smallest errors one week ahead."""
    found = [levels for rate in _RATES if (levels := _levels(history, rate)) is not None]
    if len(history) <= _STARTED + 1 or not found:
        return None
    errors = [
        float(np.nansum((history[_STARTED + 1 :] - levels[_STARTED:-1]) ** 2)) for levels in found
    ]
    return found[errors.index(min(errors))]


def _pairs(levels: Floats, history: Floats, ahead: int) -> tuple[Floats, Floats]:
    """Averages and what followed `ahead` weeks later, without the weeks it started from."""
    before, after = levels[_STARTED:-ahead], history[_STARTED + ahead :]
    held = ~np.isnan(after)
    return before[held], after[held]


def _average_counts(
    history: Floats, aheads: Sequence[int], draws: int, random: np.random.Generator
) -> Drawn:
    levels = _best_levels(history)
    if levels is None:
        return [None] * len(aheads)
    return [_average_count(levels, history, ahead, draws, random) for ahead in aheads]


def _average_count(
    levels: Floats, history: Floats, ahead: int, draws: int, random: np.random.Generator
) -> Floats | None:
    before, after = _pairs(levels, history, ahead)
    if len(after) < _FEWEST:
        return None
    # Variance mean + mean^2 / size, the size from the errors at this very distance.
    over = float(np.sum((after - before) ** 2 - before))
    size = float(np.sum(before**2)) / over if over > 0 else np.inf
    return _counts(np.full(draws, levels[-1]), size, random)


def _average_sizes(
    history: Floats, aheads: Sequence[int], draws: int, random: np.random.Generator
) -> Drawn:
    levels = _best_levels(history)
    if levels is None:
        return [None] * len(aheads)
    found: Drawn = []
    for ahead in aheads:
        before, after = _pairs(levels, history, ahead)
        enough = len(after) >= _FEWEST
        errors = random.choice(after - before, draws) if enough else None
        found.append(None if errors is None else _bounded(levels[-1] + errors))
    return found


def _counts(means: Floats, size: float, random: np.random.Generator) -> Floats:
    """Negative binomial counts with these means; an infinite size is Poisson's."""
    if np.isfinite(size):
        means = means * random.gamma(max(size, 1e-3), 1 / max(size, 1e-3), means.shape)
    return random.poisson(means).astype(float)


@dataclass(frozen=True, slots=True)
class Autoregression:
    """Mean of next week's count: part long-run mean, part last count, part last mean.

    `mean` is the long-run mean, `keep` (0 to 1) how much of a departure from it is left a week
    later, `news` (0 to 1) the share of that which the last count alone decides. Variance is
    mean + mean^2 / `size`.
    """

    mean: float
    keep: float
    news: float
    size: float

    def means(self, history: Floats) -> Floats:
        """Expected count of each week and of the one after (n + 1,)."""
        slow = self.keep * (1 - self.news)
        fed = self.mean * (1 - self.keep) + self.keep * self.news * history
        steps = accumulate(fed.tolist(), lambda mean, new: slow * mean + new, initial=self.mean)
        return np.fromiter(steps, dtype=float, count=len(history) + 1)

    def draw(
        self, history: Floats, aheads: Sequence[int], draws: int, random: np.random.Generator
    ) -> list[Floats]:
        """Counts at each distance, on paths that are drawn week by week; each (draws,)."""
        means, path = np.full(draws, self.means(history)[-1]), []
        for _ in range(max(aheads, default=0)):
            path.append(_counts(means, self.size, random))
            news = self.news * path[-1] + (1 - self.news) * means
            means = self.mean * (1 - self.keep) + self.keep * news
        return [path[ahead - 1] for ahead in aheads]


def fit_autoregression(history: Floats) -> Autoregression | None:
    """The likeliest autoregression of counts (n,); None with fewer than ten above 0."""
    from scipy.optimize import minimize
    from scipy.special import gammaln

    if np.count_nonzero(history) < _FEWEST:
        return None

    def of(given: Floats) -> Autoregression:
        mean, keep, news, size = given.tolist()
        return Autoregression(float(np.exp(mean)), _share(keep), _share(news), float(np.exp(size)))

    def against(given: Floats) -> float:
        one = of(given)
        means, size = np.maximum(one.means(history)[:-1], 1e-9), one.size
        likely = gammaln(history + size) - gammaln(size) - size * np.log1p(means / size)
        return float(-np.sum(likely + history * (np.log(means) - np.log(means + size))))

    middle = float(np.log(history.mean()))
    bounds = [(middle - 2, middle + 2), (-6.0, 6.0), (-6.0, 6.0), (-4.0, 7.0)]
    start = np.array([middle, 0.0, 0.0, 1.0])
    # A simplex, for tiny linear algebra spends its time waiting for threads.
    corners = start + np.vstack([np.zeros(4), np.diag([0.5, 1.5, 1.5, 1.5])])
    options = {"initial_simplex": corners, "xatol": 0.01, "fatol": 0.01}
    found = minimize(against, start, method="Nelder-Mead", bounds=bounds, options=options)
    return of(np.asarray(found.x))


def _share(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def _autoregressive_counts(
    history: Floats, aheads: Sequence[int], draws: int, random: np.random.Generator
) -> Drawn:
    found = fit_autoregression(history)
    return [None] * len(aheads) if found is None else [*found.draw(history, aheads, draws, random)]


def _autoregressive_sizes(
    history: Floats, aheads: Sequence[int], draws: int, random: np.random.Generator
) -> Drawn:
    return [_on_a_line(history, ahead, draws, random) for ahead in aheads]


def _on_a_line(
    history: Floats, ahead: int, draws: int, random: np.random.Generator
) -> Floats | None:
    """A line from each value to that so many weeks later, with the departures from it.

    It starts from the last week with a value, which may be further off than `ahead`.
    """
    known = np.flatnonzero(~np.isnan(history))
    if not len(known):
        return None
    distance = ahead + len(history) - 1 - int(known[-1])
    before, after = history[:-distance], history[distance:]
    both = ~(np.isnan(before) | np.isnan(after))
    if np.count_nonzero(both) < _FEWEST:
        return None
    x, y = before[both] - before[both].mean(), after[both]
    spread = float(np.sum(x**2))
    slope = float(np.clip(np.sum(x * y) / spread, -1, 1)) if spread else 0.0
    middle = y.mean() + slope * (history[known[-1]] - before[both].mean())
    departures = y - y.mean() - slope * x
    return _bounded(middle + random.choice(departures, draws))


def _bounded(sizes: Floats) -> Floats:
    return np.minimum(np.maximum(sizes, -_LIMIT), _LIMIT)


_RESAMPLE: Final = Forecaster(
    "last 26 weeks", "baseline", "one of the last 26 weeks comes again, each alike", _recent
)
_ALL_WEEKS: Final = Forecaster(
    "all weeks", "model", "one of all weeks so far comes again, each alike", _any_week
)
FORECASTERS: Final[Mapping[Measure, tuple[Forecaster, ...]]] = {
    "happenings": (
        _RESAMPLE,
        Forecaster(
            "moving average",
            "baseline",
            "negative binomial about an exponentially weighted mean",
            _average_counts,
        ),
        _ALL_WEEKS,
        Forecaster(
            "autoregression",
            "model",
            "negative binomial; the mean returns to its long run and answers to the last counts",
            _autoregressive_counts,
        ),
    ),
    "intensity": (
        _RESAMPLE,
        Forecaster(
            "moving average",
            "baseline",
            "an exponentially weighted mean, with the errors it made before at that distance",
            _average_sizes,
        ),
        _ALL_WEEKS,
        Forecaster(
            "autoregression",
            "model",
            "a line from one week's value to that so many weeks on, with the departures from it",
            _autoregressive_sizes,
        ),
    ),
}
"""By measure: the baselines first, then the models. A test pins the lists."""
