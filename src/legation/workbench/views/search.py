"""Find or count: sentences by words, names and records; or SQL over the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from legation.analysis.dossier import Dossier
from legation.dossier.schema import TABLES, VIEWS
from legation.errors import UsageError
from legation.workbench.page import Asked, Page
from legation.workbench.sql import run_sql

if TYPE_CHECKING:
    from legation.analysis.found import Found, Hit

COUNTS: Final = (50, 200, 1000, 5000)
"""How many sentences may be asked for."""
LISTED: Final = 200
"""Sentences that a page lists; the files hold all that was asked for."""
EXAMPLES: Final[Mapping[str, str]] = {
    "months": """SELECT strftime(e.date_first, '%Y-%m') AS month, count(*) AS reports,
  count(DISTINCT coalesce(f.happening, e.id)) AS happenings, list(e.id) AS evidence
FROM events e LEFT JOIN folds f USING (document, id)
WHERE e.status IN ('actual', 'ongoing')
GROUP BY month ORDER BY month""",
    "cited": """SELECT source, count(*) AS reports, count(DISTINCT document) AS documents,
  list(id) AS evidence
FROM (SELECT document, id, unnest(attribution) AS source FROM events)
GROUP BY source ORDER BY reports DESC, source""",
    "denied": """SELECT date, actors, recipients, type, quote, attribution, [id] AS evidence
FROM events WHERE status = 'denied' ORDER BY date""",
    "statuses": """SELECT type, status, count(*) AS reports, list(id) AS evidence
FROM events GROUP BY type, status ORDER BY type, status""",
    "numbers": """SELECT channel, "from", "to", value, unit, bound, period, quote, [id] AS evidence
FROM ties WHERE value IS NOT NULL ORDER BY channel, "from", "to\"""",
    "motives": """SELECT motive_actor AS actor, layer, attributed_to AS said_by,
  count(*) AS reasons, list(id) AS evidence
FROM causes WHERE NOT negated GROUP BY ALL ORDER BY actor, layer""",
    "outlets": """SELECT outlet, region, languages[1] AS language, count(*) AS documents,
  min(published) AS first, max(published) AS last, list(s.opening) AS evidence
FROM documents LEFT JOIN (SELECT document, arg_min(id, start) AS opening
  FROM sentences GROUP BY document) s USING (document)
GROUP BY ALL ORDER BY documents DESC""",
}
"""Queries to begin with, by the key of their name."""
_RECORDS: Final = """
    SELECT id, type AS what, status, attribution AS says, actors AS who, recipients AS whom, quote
    FROM events WHERE id IN (SELECT unnest($1))
    UNION ALL SELECT id, kind, NULL, list_concat(chain, list_filter([speaker], lambda x:
        x IS NOT NULL)), [], about, quote FROM claims WHERE id IN (SELECT unnest($1))
    UNION ALL SELECT id, channel, NULL, attribution, list_filter(["from"], lambda x:
        x IS NOT NULL), list_filter(["to"], lambda x: x IS NOT NULL), quote
        FROM ties WHERE id IN (SELECT unnest($1))
    UNION ALL SELECT id, layer, NULL, attributed_to, list_filter([motive_actor], lambda x:
        x IS NOT NULL), [], quote FROM causes WHERE id IN (SELECT unnest($1))
    UNION ALL SELECT id, band, NULL, attributed_to, [], [], quote
        FROM scenarios WHERE id IN (SELECT unnest($1))"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sentence with what stands on it: (kind, row of the record)."""

    hit: Hit
    records: tuple[tuple[str, Mapping[str, Any]], ...]


def load(asked: Asked) -> Page:
    """The tab that `tab` asks for: sentences, or the rows of a query."""
    return _sql(asked) if asked.more.get("tab") == "sql" else _search(asked)


def _search(asked: Asked) -> Page:
    words = asked.filters.q
    count = _count(asked.more.get("n", ""))
    values: dict[str, Any] = {
        "tab": "search",
        "found": None,
        "listed": (),
        "n": count,
        "more_of": [],
    }
    if not words:
        return Page(values)
    try:
        found = asked.dossier.search(words, count)
    except UsageError as error:
        return Page(values, empty=str(error), problem=str(error))
    values |= {"found": found, "listed": _listed(asked.dossier, found.hits[:LISTED])}
    values["more_of"] = _wider(words, count, found)
    return Page(values, {"hits": found.table()}, empty=found.why_empty)


def _count(text: str) -> int:
    if text and (not text.isdecimal() or int(text) not in COUNTS):
        raise UsageError(f"n={text!r}: it is one of {', '.join(map(str, COUNTS))}")
    return int(text or COUNTS[0])


def _wider(words: str, count: int, found: Found) -> list[tuple[int, str]]:
    """Links to more of the sentences, as far as there are more."""
    below = [0, *COUNTS]
    return [
        (number, urlencode({"q": words, "n": number}))
        for least, number in zip(below, COUNTS, strict=False)
        if number != count and found.total > least
    ]


def _listed(dossier: Dossier, hits: Iterable[Hit]) -> tuple[Listed, ...]:
    kept = tuple(hits)
    ids = [name for hit in kept for _, name in hit.records]
    rows = {row["id"]: row for row in dossier.sql(_RECORDS, [ids])} if ids else {}
    return tuple(
        Listed(hit, tuple((kind, rows[name]) for kind, name in hit.records if name in rows))
        for hit in kept
    )


def _sql(asked: Asked) -> Page:
    query = asked.more.get("sql", "").strip()
    values: dict[str, Any] = {
        "tab": "sql",
        "sql": query,
        "name": asked.more.get("name", "").strip()[:120],
        "answer": None,
        "examples": [
            (
                key,
                urlencode({"tab": "sql", "name": asked.language(f"search.sql.{key}"), "sql": sql}),
            )
            for key, sql in EXAMPLES.items()
        ],
        "tables": TABLES,
        "views_of": VIEWS,
    }
    if not query:
        return Page(values)
    try:
        answer = run_sql(asked.dossier.path, query, asked.settings.limits)
    except UsageError as error:
        return Page(values, empty=str(error), problem=str(error))
    empty = None if len(answer.table) else asked.language("search.sql.empty")
    return Page(values | {"answer": answer}, {"rows": answer.table}, empty=empty)
