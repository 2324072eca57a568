"""Weekly series made by known processes, and dossiers of weekly news."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from legation.situation.series_of_weeks import Week, WeekSeries

MONDAY = date(2020, 1, 6)


def series(counts: Iterable[float], sizes: Iterable[float | None] | None = None) -> WeekSeries:
    """A series with these happenings, one article a week, and one id for each happening."""
    numbers = [int(count) for count in counts]
    given = list(sizes) if sizes is not None else [-1.0 if n else None for n in numbers]
    weeks = tuple(
        Week(MONDAY + timedelta(weeks=at), n, n, size, 1, tuple(f"w{at}-{k}" for k in range(n)))
        for at, (n, size) in enumerate(zip(numbers, given, strict=True))
    )
    return WeekSeries("FRA", "MLI", weeks, 0, 0, 0, ())


def steady(weeks: int, mean: float = 3.0, seed: int = 1) -> WeekSeries:
    """Poisson counts about one mean: no week tells anything of the next."""
    return series(np.random.default_rng(seed).poisson(mean, weeks))


def returning(weeks: int, seed: int = 1) -> WeekSeries:
    """Counts that answer to the last ones and return to a mean of 6."""
    random, mean, found = np.random.default_rng(seed), 6.0, []
    for _ in range(weeks):
        found.append(int(random.poisson(mean * random.gamma(8, 1 / 8))))
        mean = 6 * 0.35 + 0.65 * (0.9 * found[-1] + 0.1 * mean)
    return series(found)
