"""What passes between two actors week by week: the series that forecasts are made of.

Happenings are counted, not reports: ten articles on one meeting are one. A happening stands in one
week only, the one that most of its reports give it. The series begins with the first week in which
an article of the dossier was published and ends with the last whole one: before and after, a zero
would say that nothing was read, not that nothing happened. What falls outside, or has no week, is
counted beside the series.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

import numpy as np

from legation.analysis.dyads import LABELS, bucket, publication
from legation.analysis.parties import HAPPENED, Scope, Values, acts_on, find_parties
from legation.analysis.tie_rows import make_table
from legation.dossier import Dossier, Table
from legation.situation.stands import Floats

Measure = Literal["happenings", "intensity"]
WEEK: Final = timedelta(days=7)
_COLUMNS: Final = {
    "actor": "text",
    "recipient": "text",
    "week": "text",
    "monday": "text",
    "happenings": "count",
    "reports": "count",
    "intensity": "number",
    "articles": "count",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Week:
    """One week, from `monday`. `intensity`: mean of its happenings, -10 to 10; None without any.

    `articles`: published in the week, on whatever. `evidence`: ids of the reports.
    """

    monday: date
    happenings: int
    reports: int
    intensity: float | None
    articles: int
    evidence: tuple[str, ...]

    @property
    def label(self) -> str:
        """The ISO week, as in 2026-W03."""
        return self.monday.strftime(LABELS["week"])


@dataclass(frozen=True, slots=True)
class WeekSeries:
    """Weeks without a gap, and the happenings that are in none of them.

    `outside`: dated to a week before the first or after the last. `coarser`: dated to more than a
    week. `undated`: without a date.
    """

    actor: str
    recipient: str
    weeks: tuple[Week, ...]
    outside: int
    coarser: int
    undated: int
    reasons: tuple[str, ...]

    @property
    def counts(self) -> Floats:
        """Happenings by week (n,)."""
        return np.array([week.happenings for week in self.weeks], dtype=float)

    @property
    def intensities(self) -> Floats:
        """Mean intensity by week (n,); NaN in weeks without a happening."""
        values = [np.nan if one.intensity is None else one.intensity for one in self.weeks]
        return np.array(values, dtype=float)

    def values(self, measure: Measure) -> Floats:
        """The series of a measure."""
        return self.counts if measure == "happenings" else self.intensities

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of all reports in the weeks, by week."""
        return tuple(name for week in self.weeks for name in week.evidence)

    def table(self) -> Table:
        """One row per week."""
        pair = {"actor": self.actor, "recipient": self.recipient}
        names = ("happenings", "reports", "intensity", "articles", "evidence")
        rows = (
            {
                **pair,
                "week": week.label,
                "monday": week.monday.isoformat(),
                **{name: getattr(week, name) for name in names},
            }
            for week in self.weeks
        )
        return make_table(rows, _COLUMNS)


@dataclass(frozen=True, slots=True)
class _Happening:
    """`kind`: period, coarser or undated; `monday` None unless it is a period.

    `evidence`: ids of its reports, which are fewer than the `reports` where a text stands twice.
    """

    kind: str
    monday: date | None
    intensity: float | None
    reports: int
    evidence: tuple[str, ...]


def series_of_weeks(
    dossier: Dossier,
    actor: str,
    recipient: str,
    statuses: Sequence[str] = HAPPENED,
    attributed: bool | str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
) -> WeekSeries:
    """The weekly series of an ordered pair; `since` and `until` name its first and last week.

    Without them it runs from the week of the first article to the last whole week before the last
    article. It has no weeks where nothing dates it.

    Raises:
        UsageError: an unknown actor, status or date.
    """
    window = Scope(tuple(statuses), attributed, since, until).window
    scope = Scope(tuple(statuses), attributed)
    one, other = find_parties(dossier, actor, recipient)
    values = Values()
    rows = dossier.sql(
        f"""SELECT e.id, e.intensity, coalesce(f.happening, e.id) AS happening,
            {bucket("e.date", "e.date_first", "e.date_last", "week")}
        FROM events e LEFT JOIN folds f ON f.document = e.document AND f.id = e.id
        WHERE {scope.events(values)} AND {acts_on(one, other, values)}
        ORDER BY e.date_first, e.document, e.start, e.id""",
        values.list,
    ).rows()
    happenings = _happenings(rows)
    articles = _articles(dossier)
    first, last, reasons = _span(window, articles, happenings)
    return _laid(actor, recipient, happenings, articles, (first, last), reasons)


def _happenings(rows: Sequence[Mapping[str, Any]]) -> tuple[_Happening, ...]:
    told: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        told[row["happening"]].append(row)
    found = []
    for reports in told.values():
        mondays = Counter(row["first_day"] for row in reports if row["kind"] == "period")
        monday = max(mondays, key=lambda day: (mondays[day], -day.toordinal()), default=None)
        coarse = any(row["kind"] == "coarser" for row in reports)
        kind = "period" if monday else "coarser" if coarse else "undated"
        sizes = [row["intensity"] for row in reports if row["intensity"] is not None]
        mean = sum(sizes) / len(sizes) if sizes else None
        names = tuple(dict.fromkeys(row["id"] for row in reports))
        found.append(_Happening(kind, monday, mean, len(reports), names))
    return tuple(found)


def _articles(dossier: Dossier) -> Counter[date]:
    """Articles by day of publication; those without a day are in none."""
    rows = dossier.sql(
        f"""SELECT first_day, count(*) AS n FROM (SELECT {publication()} FROM documents)
        WHERE first_day = last_day GROUP BY first_day"""
    ).rows()
    return Counter({row["first_day"]: row["n"] for row in rows})


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _span(
    window: tuple[date | None, date | None],
    articles: Mapping[date, int],
    happenings: Sequence[_Happening],
) -> tuple[date | None, date | None, tuple[str, ...]]:
    """First and last Monday (None: no weeks), and why."""
    since, until = window
    first: date | None
    last: date | None
    dated = [one.monday for one in happenings if one.monday]
    reasons = []
    if since:
        first = _monday(since)
    elif articles:
        first = _monday(min(articles))
        reasons.append(f"the first article was published on {min(articles)}")
    else:
        first = min(dated, default=None)
        reasons.append("no article has a day of publication: coverage is not known")
    if until:
        last = _monday(until)
    elif articles:
        # The week in which the articles end is whole only if they end on its Sunday.
        last = _monday(max(articles) + timedelta(days=1)) - WEEK
        reasons.append(f"the last article was published on {max(articles)}")
    else:
        last = max(dated, default=None)
    if first is None or last is None or first > last:
        return None, None, (*reasons, "no whole week lies between")
    return first, last, tuple(reasons)


def _laid(
    actor: str,
    recipient: str,
    happenings: Sequence[_Happening],
    articles: Mapping[date, int],
    span: tuple[date | None, date | None],
    reasons: tuple[str, ...],
) -> WeekSeries:
    first, last = span
    by_week: dict[date, list[_Happening]] = {}
    if first is not None and last is not None:
        by_week = {first + WEEK * n: [] for n in range((last - first).days // 7 + 1)}
    outside = 0
    for one in happenings:
        if one.monday is None:
            continue
        if one.monday in by_week:
            by_week[one.monday].append(one)
        else:
            outside += 1
    published: Counter[date] = Counter()
    for day, number in articles.items():
        published[_monday(day)] += number
    weeks = tuple(_week(day, found, published[day]) for day, found in by_week.items())
    kinds = Counter(one.kind for one in happenings)
    left = {"outside": outside, "coarser": kinds["coarser"], "undated": kinds["undated"]}
    said = [
        f"{number} happenings left out: {_LEFT[name]}" for name, number in left.items() if number
    ]
    bare = sum(not week.articles for week in weeks)
    if bare:
        said.append(f"{bare} of {len(weeks)} weeks have no article: their zeros are no finding")
    return WeekSeries(actor, recipient, weeks, **left, reasons=(*reasons, *said))


_LEFT: Final = {
    "outside": "dated to a week before the first or after the last",
    "coarser": "dated to more than a week",
    "undated": "without a date",
}


def _week(monday: date, happenings: Sequence[_Happening], articles: int) -> Week:
    sizes = [one.intensity for one in happenings if one.intensity is not None]
    names = tuple(dict.fromkeys(name for one in happenings for name in one.evidence))
    mean = sum(sizes) / len(sizes) if sizes else None
    reports = sum(one.reports for one in happenings)
    return Week(monday, len(happenings), reports, mean, articles, names)
