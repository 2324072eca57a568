"""How sure a count is: intervals from drawing the articles again.

Reports of one article stand or fall together, so articles are drawn, not reports. Each article is
drawn a Poisson(1) number of times, which for articles that are few among many is the same as
drawing the whole collection with replacement (Hanley and MacGibbon 2006). Articles that tell the
same in a period are drawn together: the sum of g Poisson(1) draws is one Poisson(g) draw.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from legation.analysis.dyads import LABELS, QUADS, bucket, check_period
from legation.analysis.parties import HAPPENED, Scope, Values, acts_on, find_parties
from legation.dossier import Dossier, Table
from legation.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_ARTICLES: Final = 5
"""Below so many articles their redrawing says nothing, and no interval is given."""
_NORMAL: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds of its interval; bounds None where `reason` says why."""

    value: float | None
    low: float | None
    high: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """Reports of one article that fall into one period, by class, and the sum of intensities."""

    document: str
    first_day: date
    quads: tuple[int, int, int, int]
    intensity: float


def article_counts(
    dossier: Dossier, actor: str, recipient: str, by: str, scope: Scope
) -> list[ArticleCounts]:
    """What each article tells of a pair, for reports whose date lies in one period.

    Raises:
        UsageError: an unknown actor or period.
    """
    check_period(by)
    one, other = find_parties(dossier, actor, recipient)
    values = Values()
    quads = ", ".join(f"count(*) FILTER (quad_class = {n}) AS q{n}" for n in range(1, 5))
    found = dossier.sql(
        f"""WITH told AS (
            SELECT e.document, e.quad_class, e.intensity,
                {bucket("e.date", "e.date_first", "e.date_last", by)}
            FROM events e WHERE {scope.events(values)} AND {acts_on(one, other, values)}
        )
        SELECT document, first_day, {quads}, coalesce(sum(intensity), 0) AS intensity
        FROM told WHERE kind = 'period'
        GROUP BY document, first_day ORDER BY first_day, document""",
        values.list,
    ).arrow()
    columns = [found.column(name).to_pylist() for name in found.column_names]
    return [
        ArticleCounts(document, first, (a, b, c, d), float(intensity))
        for document, first, a, b, c, d, intensity in zip(*columns, strict=True)
    ]


def intervals(
    dossier: Dossier,
    actor: str,
    recipient: str,
    by: str = "month",
    statuses: Sequence[str] = HAPPENED,
    attributed: bool | str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Table:
    """95 % intervals of each period's reports, mean intensity and share of deeds in cooperation.

    Columns: actor, recipient, period, first_day, articles (that hold a report), reports with
    reports_low and _high, intensity with its bounds, material_share (material cooperation in all
    cooperation, 0 to 1; None without cooperation) with its bounds, and `reason`. Bounds are None
    below five articles. Periods without a report have no row: nothing is there to draw from.

    Raises:
        UsageError: an unknown actor, period, status or date, or fewer than 100 draws.
    """
    if draws < 100:
        raise UsageError(f"{draws} draws give no interval; ask for 100 or more")
    import numpy as np
    import pyarrow as pa

    scope = Scope(tuple(statuses), attributed, since, until)
    told: dict[date, list[ArticleCounts]] = defaultdict(list)
    for counts in article_counts(dossier, actor, recipient, by, scope):
        told[counts.first_day].append(counts)
    random, pair = np.random.default_rng(seed), {"actor": actor, "recipient": recipient}
    rows = [
        {**pair, "period": first.strftime(LABELS[by]), **_row(first, articles, draws, random)}
        for first, articles in sorted(told.items())
    ]
    return Table(pa.Table.from_pylist(rows, schema=_schema(pa)))


def _row(first: date, articles: Sequence[ArticleCounts], draws: int, random: Any) -> dict[str, Any]:
    """The figures of one period."""
    row: dict[str, Any] = {"first_day": first, "articles": len(articles)}
    for name, interval in zip(_FIGURES, _figures(articles, draws, random), strict=True):
        row[name] = interval.value
        row[f"{name}_low"], row[f"{name}_high"] = interval.low, interval.high
        row["reason"] = interval.reason
    return row


_FIGURES: Final = ("reports", "intensity", "material_share")


def _schema(pa: Any) -> Any:
    names = [f"{name}{end}" for name in _FIGURES for end in ("", "_low", "_high")]
    return pa.schema(
        [
            *((name, pa.string()) for name in ("actor", "recipient", "period")),
            ("first_day", pa.date32()),
            ("articles", pa.int64()),
            *((name, pa.float64()) for name in names),
            ("reason", pa.string()),
        ]
    )


def _figures(
    articles: Sequence[ArticleCounts], draws: int, random: Any
) -> tuple[Interval, Interval, Interval]:
    """Reports, mean intensity and material share, each with its interval."""
    import numpy as np

    alike: dict[tuple[float, ...], int] = defaultdict(int)
    for article in articles:
        alike[(*article.quads, article.intensity)] += 1
    told = np.array(list(alike), dtype=float)
    groups = np.array(list(alike.values()), dtype=float)
    if len(articles) < FEWEST_ARTICLES:
        totals, drawn = groups @ told, None
    else:
        totals, drawn = groups @ told, random.poisson(groups, (draws, len(groups))) @ told
    verbal, material = QUADS.index("verbal_cooperation"), QUADS.index("material_cooperation")
    parts = (
        (slice(0, 4), None),
        (slice(4, 5), slice(0, 4)),
        (slice(material, material + 1), slice(verbal, material + 1)),
    )
    first, second, third = (
        _interval(totals, drawn, above, below, len(articles)) for above, below in parts
    )
    return first, second, third


def _interval(
    totals: NDArray[Any], drawn: NDArray[Any] | None, above: slice, below: slice | None, n: int
) -> Interval:
    """The sum of the columns `above`, over that of the columns `below` if there are any."""
    import numpy as np

    base = 1.0 if below is None else float(totals[below].sum())
    value = float(totals[above].sum()) / base if base else None
    if drawn is None or value is None:
        reason = f"articles: {n}; an interval takes {FEWEST_ARTICLES}" if drawn is None else ""
        return Interval(value, None, None, reason)
    tops = drawn[:, above].sum(axis=1)
    if below is not None:
        bases = drawn[:, below].sum(axis=1)
        tops = tops[bases > 0] / bases[bases > 0]
    low, high = np.quantile(tops, [0.025, 0.975])
    return Interval(value, float(low), float(high), f"articles drawn {len(drawn)} times")


def wilson(part: int, whole: int) -> Interval:
    """The share of `part` in `whole` with Wilson's 95 % interval; all None for a whole of 0.

    It takes the acts for independent, which reports of one article are not: the interval is
    rather too narrow than too wide.
    """
    if whole == 0:
        return Interval(None, None, None, "nothing was counted")
    share, z = part / whole, _NORMAL**2
    centre = (share + z / (2 * whole)) / (1 + z / whole)
    half = _NORMAL * sqrt(share * (1 - share) / whole + z / (4 * whole**2)) / (1 + z / whole)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half), "Wilson")
