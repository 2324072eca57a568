"""When the rate of a pair's reports changed, and how sure that is.

A Poisson likelihood ratio finds the period after which the rate differs most; shuffling the
periods says how often chance alone gives as much (which allows for bursts, but takes one period
for independent of the next); drawing the articles again gives the interval of the date. Then both
sides are looked at in the same way. With too few reports or articles nothing is marked, and the
reason is given instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from legation.analysis.dyads import LABELS, QUADS
from legation.analysis.parties import HAPPENED, Scope
from legation.analysis.series import ArticleCounts, article_counts
from legation.dossier import Dossier, Table
from legation.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_REPORTS: Final = 20
FEWEST_ARTICLES: Final = 8
FEWEST_PERIODS: Final = 8
MOST_PERIODS: Final = 20_000
_SIDE: Final = 3
"""Periods that a side must have: one or two are a burst, not a level."""
_LEVEL: Final = 0.01
"""Strict, because every side of a change is looked at again."""
_SHUFFLES: Final = 199
_DRAWS: Final = 200
_CELLS: Final = 2_000_000
"""Numbers held at a time while shuffling, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Change:
    """The rate before and after `first_day`, in reports per period.

    `low` and `high` are the first days between which the change lies in 95 % of the drawings,
    `p` is the share of shuffles that give as strong a change.
    """

    period: str
    first_day: date
    low: date
    high: date
    before: float
    after: float
    p: float
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of one series. `reason` says why there is none, or what was looked at."""

    actor: str
    recipient: str
    by: str
    of: str
    changes: tuple[Change, ...]
    reason: str

    def table(self) -> Table:
        """One row per change, with the columns of `Change`."""
        import pyarrow as pa

        days, numbers = ("first_day", "low", "high"), ("before", "after", "p")
        schema = [("period", pa.string()), *((name, pa.date32()) for name in days)]
        schema += [*((name, pa.float64()) for name in numbers), ("reason", pa.string())]
        rows = [{name: getattr(one, name) for name, _ in schema} for one in self.changes]
        return Table(pa.Table.from_pylist(rows, schema=pa.schema(schema)))


def changes(
    dossier: Dossier,
    actor: str,
    recipient: str,
    by: str = "month",
    of: str = "reports",
    statuses: Sequence[str] = HAPPENED,
    attributed: bool | str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    seed: int = 0,
) -> Changes:
    """Change points of the reports of a pair, or of one of their four classes (`of`).

    Reports whose date is coarser than a period or unknown are left out; `dyads` counts them.
    Between the first and the last period with a report, empty periods count 0. A change in how
    much was published changes the counts as well: see `articles` in `dyads`.

    Raises:
        UsageError: an unknown actor, period, status, date or class.
    """
    if of != "reports" and of not in QUADS:
        raise UsageError(f"{of!r} is no series; it is reports or one of {', '.join(QUADS)}")
    scope = Scope(tuple(statuses), attributed, since, until)
    told = [
        one for one in article_counts(dossier, actor, recipient, by, scope) if _reports(one, of)
    ]
    reason = _too_few(told, of, by)
    if reason:
        return Changes(actor, recipient, by, of, (), reason)
    import numpy as np

    starts = list(_starts(told[0].first_day, told[-1].first_day, by))
    series = _Series(told, of, starts, np.random.default_rng(seed))
    found = tuple(series.split(0, len(starts), by))
    looked = f"{series.total} reports in {len(starts)} periods, {series.articles} articles"
    return Changes(actor, recipient, by, of, found, looked)


def _reports(counts: ArticleCounts, of: str) -> int:
    return sum(counts.quads) if of == "reports" else counts.quads[QUADS.index(of)]


def _too_few(told: Sequence[ArticleCounts], of: str, by: str) -> str:
    reports = sum(_reports(one, of) for one in told)
    articles = len({one.document for one in told})
    if reports < FEWEST_REPORTS or articles < FEWEST_ARTICLES:
        return (
            f"too few: {reports} dated reports in {articles} articles; a mark takes "
            f"{FEWEST_REPORTS} in {FEWEST_ARTICLES}"
        )
    days = (told[-1].first_day - told[0].first_day).days
    periods = days // _DAYS[by] + 1
    if periods < FEWEST_PERIODS:
        return f"too few: {periods} periods ({by}); a mark takes {FEWEST_PERIODS}"
    if periods > MOST_PERIODS:
        return f"too many: {periods} periods ({by}); choose a longer period, or since and until"
    return ""


_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}


def _starts(first: date, last: date, by: str) -> Iterator[date]:
    step: Callable[[date], date] = {
        "day": lambda day: day + timedelta(1),
        "week": lambda day: day + timedelta(7),
        "month": lambda day: date(day.year + day.month // 12, day.month % 12 + 1, 1),
        "year": lambda day: date(day.year + 1, 1, 1),
    }[by]
    while first <= last:
        yield first
        first = step(first)


class _Series:
    """The counts per period, and per article for drawing anew."""

    def __init__(
        self, told: Sequence[ArticleCounts], of: str, starts: list[date], random: Any
    ) -> None:
        import numpy as np

        place = {start: number for number, start in enumerate(starts)}
        names = {name: n for n, name in enumerate(dict.fromkeys(one.document for one in told))}
        self.starts, self.random, self.articles = starts, random, len(names)
        self.article = np.array([names[one.document] for one in told])
        self.at = np.array([place[one.first_day] for one in told])
        self.reports = np.array([_reports(one, of) for one in told], dtype=float)
        self.counts = np.bincount(self.at, self.reports, len(starts))
        self.total = int(self.reports.sum())

    def split(self, start: int, end: int, by: str) -> Iterator[Change]:
        """The changes from period `start` to `end` (exclusive), in order of time."""
        counts = self.counts[start:end]
        if len(counts) < 2 * _SIDE or counts.sum() < FEWEST_REPORTS:
            return
        at = int(_gains(counts[None, :]).argmax(axis=1)[0]) + _SIDE
        p = self._chance(counts)
        if p > _LEVEL:
            return
        yield from self.split(start, start + at, by)
        low, high = self._bounds(start, end)
        day = self.starts[start + at]
        yield Change(
            day.strftime(LABELS[by]),
            day,
            low,
            high,
            float(counts[:at].mean()),
            float(counts[at:].mean()),
            p,
            f"likelihood ratio; {_SHUFFLES} shuffles, {_DRAWS} drawings of the articles",
        )
        yield from self.split(start + at, end, by)

    def _chance(self, counts: NDArray[Any]) -> float:
        """The share of shuffled series, the true one included, with as great a gain.

        Shuffling ends once the share is too great for a mark.
        """
        import numpy as np

        best = float(_gains(counts[None, :]).max())
        rows = max(1, min(50, _CELLS // len(counts)))
        as_great, left = 1, _SHUFFLES
        while left and as_great <= _LEVEL * (_SHUFFLES + 1):
            some = min(rows, left)
            shuffled = self.random.permuted(np.tile(counts, (some, 1)), axis=1)
            as_great += int((_gains(shuffled).max(axis=1) >= best - 1e-9).sum())
            left -= some
        return as_great / (_SHUFFLES + 1)

    def _bounds(self, start: int, end: int) -> tuple[date, date]:
        import numpy as np

        inside = (self.at >= start) & (self.at < end)
        at, reports = self.at[inside] - start, self.reports[inside]
        _, article = np.unique(self.article[inside], return_inverse=True)
        length, places = end - start, []
        for _ in range(_DRAWS):
            weights = self.random.poisson(1.0, int(article.max()) + 1)[article]
            drawn = np.bincount(at, reports * weights, length)
            places.append(int(_gains(drawn[None, :]).argmax(axis=1)[0]) + _SIDE + start)
        low, high = np.quantile(places, [0.025, 0.975], method="nearest")
        return self.starts[int(low)], self.starts[int(high)]


def _gains(counts: NDArray[Any]) -> NDArray[Any]:
    """Per row the log likelihood that a change wins, at each place with room on both sides."""
    import numpy as np

    length = counts.shape[1]
    left = counts.cumsum(axis=1)
    total = left[:, -1:]
    n = np.arange(1, length + 1)
    cut = slice(_SIDE - 1, length - _SIDE)
    before, after = left[:, cut], total - left[:, cut]
    gains: NDArray[Any] = (
        _log_rate(before, n[cut])
        + _log_rate(after, length - n[cut])
        - _log_rate(total, np.array([length]))
    )
    return gains


def _log_rate(reports: NDArray[Any], periods: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    return np.where(reports > 0, reports * np.log(np.maximum(reports, 1e-300) / periods), 0.0)
