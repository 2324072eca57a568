"""Who acts on whom over time: counts by kind of act, each with the reports it rests on.

Everything is one pass over `events` before any list is unfolded, so that a pair among millions of
reports is answered in a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, get_args

from legation.analysis.parties import (
    HAPPENED,
    Party,
    Scope,
    Values,
    acts_on,
    country,
    find_parties,
)
from legation.dossier import Dossier, Table
from legation.dossier.schema import literal
from legation.errors import UsageError

Period = Literal["day", "week", "month", "year"]
PERIODS: Final[tuple[str, ...]] = get_args(Period)
QUADS: Final = (
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
)
"""Names of PLOVER's four classes; class 1 is the first."""
LABELS: Final = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


def dyads(
    dossier: Dossier,
    actor: str,
    recipient: str | None = None,
    by: str = "month",
    statuses: Sequence[str] = HAPPENED,
    attributed: bool | str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
) -> Table:
    """What one actor did to another, period by period.

    A row per period from the first that holds anything to the last, then a row "coarser" for dates
    that span more than one period and a row "undated", so that `reports` add up to the number of
    events. Without a recipient: a row per counterpart (its country, if it has one) and period that
    holds a report.

    Columns: actor, recipient, period (as 2026-01, 2026-W03; "coarser", "undated"), first_day and
    last_day (None in the last two), verbal_cooperation, material_cooperation, verbal_conflict,
    material_conflict (reports), reports, happenings, intensity (mean of reports, -10 to 10; None
    without reports), articles_naming_both and articles (published in the period, whatever the
    status of what they tell), evidence (ids of the events).

    Raises:
        UsageError: an unknown actor, period, status or date.
    """
    check_period(by)
    scope = Scope(tuple(statuses), attributed, since, until)
    one, *rest = find_parties(dossier, actor, *([] if recipient is None else [recipient]))
    other = rest[0] if rest else None
    values = Values()
    counted = f"""
        told AS MATERIALIZED ({_reports(one, other, scope, by, values)}),
        counted AS (
            SELECT t.recipient, t.kind, t.first_day, {_COUNTS}
            FROM told t LEFT JOIN folds f ON f.document = t.document AND f.id = t.id GROUP BY ALL
        )"""
    coverage = _coverage(one, other, scope, by, values)
    shown = f"periods AS ({_periods(by, values, recipient)}) {_shown(by, values.add(actor))}"
    return dossier.sql(f"WITH {counted}, {coverage}, {shown}", values.list)


def _coverage(one: Party, other: Party | None, scope: Scope, by: str, values: Values) -> str:
    """SQL: articles by period of publication, all of them and those that name both."""
    within = scope.days("p.first_day", "p.last_day", values)
    return f"""
        published AS (SELECT document, {publication()} FROM documents),
        placed AS (
            SELECT p.document, row_number() OVER () AS number,
                {bucket("p.date", "p.first_day", "p.last_day", by)}
            FROM published p WHERE {within}
        ),
        articles AS (SELECT kind, first_day, count(*) AS articles FROM placed GROUP BY ALL),
        named AS MATERIALIZED ({_naming(one, other, values)})"""


def _shown(by: str, actor: str) -> str:
    """SQL: the columns of the answer, from `periods`, `counted`, `named` and `articles`."""
    numbers = ", ".join(f"coalesce(c.{name}, 0) AS {name}" for name in (*QUADS, *_NUMBERS))
    return f"""
        SELECT {actor} AS actor, p.recipient,
            CASE p.kind WHEN 'period' THEN strftime(p.first_day, '{LABELS[by]}') ELSE p.kind END
                AS period,
            p.first_day, (p.first_day + INTERVAL 1 {by} - INTERVAL 1 day)::DATE AS last_day,
            {numbers}, c.intensity, coalesce(n.n, 0) AS articles_naming_both,
            coalesce(a.articles, 0) AS articles, coalesce(c.evidence, []) AS evidence
        FROM periods p
        LEFT JOIN counted c ON c.recipient = p.recipient AND c.kind = p.kind
            AND c.first_day IS NOT DISTINCT FROM p.first_day
        LEFT JOIN named n ON n.recipient = p.recipient AND n.kind = p.kind
            AND n.first_day IS NOT DISTINCT FROM p.first_day
        LEFT JOIN articles a ON a.kind = p.kind AND a.first_day IS NOT DISTINCT FROM p.first_day
        ORDER BY p.recipient, p.first_day NULLS LAST, p.kind"""


_NUMBERS: Final = ("reports", "happenings")
_COUNTS: Final = f"""
    {", ".join(f"count(*) FILTER (t.quad_class = {n}) AS {q}" for n, q in enumerate(QUADS, 1))},
    count(*) AS reports, count(DISTINCT coalesce(f.happening, t.id)) AS happenings,
    avg(t.intensity) AS intensity, list_sort(list(DISTINCT t.id)) AS evidence
"""


def check_period(by: str) -> None:
    """Raise UsageError if `by` is none of PERIODS."""
    if by not in PERIODS:
        raise UsageError(f"{by!r} is no period; it is one of {', '.join(PERIODS)}")


def _reports(one: Party, other: Party | None, scope: Scope, by: str, values: Values) -> str:
    """SQL: the reports in scope, each with its counterpart and bucket."""
    placed = bucket("e.date", "e.date_first", "e.date_last", by)
    columns = f"e.document, e.id, e.quad_class, e.intensity, {placed}"
    if other is not None:
        name = values.add(other.asked)
        return f"""SELECT {columns}, {name} AS recipient FROM events e
            WHERE {scope.events(values)} AND {acts_on(one, other, values)}"""
    ids = f"{values.add(list(one.ids))}::VARCHAR[]"
    partners = f"list_filter(e.actors, lambda x: NOT list_contains({ids}, x))"
    others = f"CASE WHEN len(e.recipients) = 0 THEN {partners} ELSE e.recipients END"
    return f"""SELECT {columns},
            unnest(list_distinct(list_transform({others}, lambda x: {country("x")}))) AS recipient
        FROM events e WHERE {scope.events(values)} AND {one.among("actors", values)}"""


def bucket(text: str, first: str, last: str, by: str) -> str:
    """SQL: whether a date falls into one period, and the first day of that."""
    start = f"date_trunc('{by}', {first})::DATE"
    one = f"{first} IS NOT NULL AND {start} IS NOT DISTINCT FROM date_trunc('{by}', {last})::DATE"
    return f"""CASE WHEN {text} IS NULL THEN 'undated' WHEN {one} THEN 'period' ELSE 'coarser' END
        AS kind, CASE WHEN {text} IS NOT NULL AND {one} THEN {start} END AS first_day"""


def publication() -> str:
    """SQL: date of publication with its first and last day, null if it is no plain date."""
    plain = "regexp_replace(published, '[?~%]', '', 'g')"
    day = rf"""CASE WHEN regexp_full_match({plain}, '\d{{4}}(-\d{{2}}){{0,2}}')
        THEN try_cast({plain} || right('-01-01', 10 - length({plain})) AS DATE) END"""
    return f"""published AS date, {day} AS first_day, ({day} + CASE length({plain})
        WHEN 10 THEN INTERVAL 0 day WHEN 7 THEN INTERVAL 1 month - INTERVAL 1 day
        ELSE INTERVAL 1 year - INTERVAL 1 day END)::DATE AS last_day"""


_NAMED: Final = """SELECT document, unnest(roles) AS name FROM mentions UNION ALL
    SELECT document, unnest(actors) FROM mentions WHERE actors IS DISTINCT FROM roles"""


def _naming(one: Party, other: Party | None, values: Values) -> str:
    """SQL: how many placed documents name both, by counterpart and period."""
    mine = f"name IN ({', '.join(map(literal, one.ids))})"
    if other is None:
        return f"""
            WITH spoken AS MATERIALIZED (
                SELECT p.number, p.kind, p.first_day, n.name
                FROM ({_NAMED}) n JOIN placed p USING (document)
            )
            SELECT {country("name")} AS recipient, kind, first_day, count(DISTINCT number) AS n
            FROM spoken SEMI JOIN (SELECT number FROM spoken WHERE {mine}) USING (number)
            GROUP BY ALL"""
    theirs = f"name IN ({', '.join(map(literal, other.ids))})"
    return f"""
        WITH both_named AS (
            SELECT document FROM (SELECT document, {mine} AS mine, {theirs} AS theirs
                FROM ({_NAMED})) WHERE mine OR theirs
            GROUP BY document HAVING bool_or(mine) AND bool_or(theirs)
        )
        SELECT {values.add(other.asked)} AS recipient, p.kind, p.first_day, count(*) AS n
        FROM both_named JOIN placed p USING (document) GROUP BY ALL"""


def _periods(by: str, values: Values, recipient: str | None) -> str:
    """SQL: the rows to be shown, empty periods included where there is one counterpart."""
    if recipient is None:
        return "SELECT recipient, kind, first_day FROM counted"
    name = values.add(recipient)
    return f"""
        SELECT {name} AS recipient, 'period' AS kind, unnest(generate_series(
            min(first_day), max(first_day), INTERVAL 1 {by}))::DATE AS first_day
        FROM (SELECT first_day FROM counted UNION ALL SELECT first_day FROM named)
        UNION ALL SELECT {name}, unnest(['coarser', 'undated']), NULL"""


def top_dyads(
    dossier: Dossier,
    limit: int = 20,
    statuses: Sequence[str] = HAPPENED,
    attributed: bool | str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
) -> Table:
    """The ordered pairs of countries (or of actors that have none) with most reports.

    Columns: actor, recipient, the four classes, reports, happenings, intensity, articles (that
    hold such a report), first_day and last_day of what is dated (None if nothing is), evidence.
    A pair within one country is left out.

    Raises:
        UsageError: an unknown status or date, or a limit below 0.
    """
    if limit < 0:
        raise UsageError(f"limit {limit} is below 0; give the number of pairs wanted")
    scope, values = Scope(tuple(statuses), attributed, since, until), Values()
    query = f"""
        WITH {_pairs(scope, values)},
        top AS (
            SELECT actor, recipient, count(*) AS n FROM pairs GROUP BY ALL
            ORDER BY n DESC, actor, recipient LIMIT {int(limit)}
        )
        SELECT t.actor, t.recipient, {_COUNTS},
            count(DISTINCT t.document) AS articles, min(t.date_first) AS first_day,
            max(t.date_last) AS last_day
        FROM pairs t SEMI JOIN top USING (actor, recipient)
        LEFT JOIN folds f ON f.document = t.document AND f.id = t.id
        GROUP BY ALL ORDER BY reports DESC, t.actor, t.recipient
    """
    return dossier.sql(query, values.list)


def _pairs(scope: Scope, values: Values) -> str:
    """SQL: reports by ordered pair of countries, as `pairs`."""
    lands = "list_distinct(list_transform({0}, lambda x: " + country("x") + "))"
    return f"""
        told AS MATERIALIZED (
            SELECT e.document, e.id, e.quad_class, e.intensity, e.date_first, e.date_last,
                {lands.format("e.actors")} AS mine,
                CASE WHEN len(e.recipients) = 0 THEN {lands.format("e.actors")}
                    ELSE {lands.format("e.recipients")} END AS theirs
            FROM events e WHERE {scope.events(values)}
        ),
        half AS (SELECT * EXCLUDE (mine), unnest(mine) AS actor FROM told),
        pairs AS MATERIALIZED (
            SELECT * FROM (SELECT * EXCLUDE (theirs), unnest(theirs) AS recipient FROM half)
            WHERE actor <> recipient
        )"""
