"""The reports that the filters of a page leave, as SQL that views build on, and as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from legation.analysis.dossier import Dossier
from legation.analysis.empty import explain_empty
from legation.analysis.names import resolve_actor
from legation.dossier import EventFilter, Table
from legation.dossier.query import event_query
from legation.workbench.filters import Filters
from legation.workbench.page import Asked

QUADS: Final = (
    "material_cooperation",
    "verbal_cooperation",
    "verbal_conflict",
    "material_conflict",
)
"""PLOVER's classes from the most cooperative to the most hostile; names of columns."""
NUMBER: Final = {
    "verbal_cooperation": 1,
    "material_cooperation": 2,
    "verbal_conflict": 3,
    "material_conflict": 4,
}
COLOURS: Final = {
    "material_cooperation": "var(--material-coop)",
    "verbal_cooperation": "var(--verbal-coop)",
    "verbal_conflict": "var(--verbal-conf)",
    "material_conflict": "var(--material-conf)",
}
TEXT: Final = {"color": "var(--ink)", "fontFamily": "system-ui, 'Noto Sans CJK TC', sans-serif"}
"""Words in pictures: a named font, whose width can be measured."""
COUNTS: Final = f"""
    {", ".join(f"count(*) FILTER (t.quad_class = {NUMBER[q]}) AS {q}" for q in QUADS)},
    count(*) AS reports, count(DISTINCT coalesce(f.happening, t.id)) AS happenings"""
"""SQL: counts of reports `t` with their folds `f`."""
FOLDED: Final = "LEFT JOIN folds f ON f.document = t.document AND f.id = t.id"
CARDS: Final = 20
"""Reports on one page of cards."""


@dataclass(frozen=True, slots=True)
class Selection:
    """SQL of the events that pass, with the columns of `events`."""

    sql: str
    values: list[Any]


def attributed(filters: Filters) -> bool | None:
    """What the analyses ask instead of `said`: None for anybody's word."""
    return {"own": False, "others": True}.get(filters.said)


def selected(dossier: Dossier, filters: Filters) -> Selection:
    """The reports that pass all filters of a page.

    Of an actor and a recipient, acts of both together count as well, as in `Dossier.dyads`. With
    `since` or `until` what has no date is out; the view says how many that are.

    Raises:
        UsageError: an actor that nobody is, or that several are.
    """
    actor, recipient = _named(dossier, filters.actor), _named(dossier, filters.recipient)
    pair = (actor, recipient) if actor and recipient else None
    asked = EventFilter(
        actor=None if pair else actor,
        recipient=None if pair else recipient,
        dyad=pair,
        type=filters.type or None,
        since=filters.since or None,
        until=filters.until or None,
        document=filters.document or None,
    )
    where, values = _others(filters)
    if asked == EventFilter():  # nothing to look up: half the time at a hundred thousand reports
        return Selection(f"SELECT e.* FROM events e WHERE {where}", values)
    query, own = event_query(asked)
    chosen = f"SELECT e.* FROM events e SEMI JOIN ({query}) USING (document, id) WHERE {where}"
    return Selection(chosen, [*own, *values])


def _named(dossier: Dossier, text: str) -> str | None:
    return resolve_actor(dossier, text) if text else None


def _others(filters: Filters) -> tuple[str, list[Any]]:
    """SQL of the filters that `EventFilter` has not."""
    parts = [f"e.status IN ({', '.join('?' * len(filters.status))})"]
    values: list[Any] = list(filters.status)
    if filters.said:
        parts.append(f"(len(e.attribution) > 0) = {filters.said == 'others'}")
    texts, more = documents(filters)
    if texts != "true":
        parts.append(f"e.document IN (SELECT document FROM documents WHERE {texts})")
    return " AND ".join(parts), values + more


def documents(filters: Filters) -> tuple[str, list[Any]]:
    """SQL: whether a row of `documents` is of the outlet, language and id that are asked for."""
    parts, values = ["true"], []
    for column, value in (("document", filters.document), ("outlet", filters.outlet)):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if filters.language:
        parts.append("len(list_filter(languages, lambda x: x = ? OR starts_with(x, ? || '-'))) > 0")
        values += [filters.language] * 2
    return " AND ".join(parts[1:]) or "true", values


def two_numbers(asked: Asked, chosen: Selection) -> dict[str, int]:
    """`reports` and `happenings` of a selection; `undated` of the reports; `articles`."""
    return asked.dossier.sql(
        f"""SELECT count(*) AS reports, count(DISTINCT coalesce(f.happening, t.id)) AS happenings,
            count(*) FILTER (t.date IS NULL) AS undated, count(DISTINCT t.document) AS articles
        FROM ({chosen.sql}) t {FOLDED}""",
        chosen.values,
    ).rows()[0]


def undated_left_out(asked: Asked) -> int:
    """How many reports the window of time leaves out because they have no date; 0 without one."""
    if not (asked.filters.since or asked.filters.until):
        return 0
    every = selected(asked.dossier, replace(asked.filters, since="", until=""))
    return two_numbers(asked, every)["undated"]


def why_empty(asked: Asked) -> str | None:
    """Which filter leaves no report; None where reports are left."""
    plain = {name: value for name, value in asked.filters.set() if name != "q"}
    plain["status"] = ", ".join(asked.filters.status)

    def count(given: Mapping[str, Any]) -> int:
        fields = {name: value for name, value in given.items() if name != "status"}
        fields["status"] = tuple((given.get("status") or _EVERY).split(", "))
        return two_numbers(asked, selected(asked.dossier, Filters(**fields)))["reports"]

    return explain_empty(count, plain, "report of an event")


_EVERY: Final = "actual, ongoing, planned, proposed, conditional, denied"


def cards(asked: Asked, chosen: Selection, order: str = "") -> list[dict[str, Any]]:
    """The page of reports that is asked for, the latest first, ready for the macro `card`.

    Each has `before`, `quote` and `after` (its sentence, cut at the trigger) and `language`.
    """
    first = (asked.filters.page - 1) * CARDS
    order = order or "t.date_last DESC NULLS LAST, t.date_first DESC NULLS LAST"
    found = asked.dossier.sql(
        f"""WITH few AS (
            SELECT t.* FROM ({chosen.sql}) t
            ORDER BY {order}, t.document, t.start, t.id LIMIT {CARDS} OFFSET {first}
        )
        SELECT t.id, t.document, t.date, t.actors, t.recipients, t.type, t.modes, t.status,
            t.attribution, t.quote, t.start, t.sentence, t.quad_class, s.quote AS sentence_text,
            d.outlet, d.title, d.published, coalesce(s.language, d.languages[1], '') AS language
        FROM few t JOIN documents d ON d.document = t.document
        LEFT JOIN sentences s ON s.document = t.document AND s.id = t.sentence_id
        ORDER BY {order}, t.document, t.start, t.id""",
        chosen.values,
    )
    return [_card(row) for row in found]


def _card(row: dict[str, Any]) -> dict[str, Any]:
    text, span = row["sentence_text"], row["sentence"]
    at = row["start"] - span[0] if text and span else -1
    inside = at >= 0 and text[at : at + len(row["quote"])] == row["quote"]
    before, after = (text[:at], text[at + len(row["quote"]) :]) if inside else ("", "")
    return {**row, "before": before, "after": after}


def address(view: str, filters: Filters, more: Mapping[str, str], **changes: Any) -> str:
    """The address of a view with this state; a change that is no filter is a field of its own."""
    names = set(Filters.__dataclass_fields__)
    query = filters.query(**{name: value for name, value in changes.items() if name in names})
    own = {name: value for name, value in more.items() if name not in ("lang", "token")}
    own |= {name: value for name, value in changes.items() if name not in names}
    rest = urlencode({name: value for name, value in own.items() if value})
    return f"/{view}?{'&'.join(part for part in (query, rest) if part)}"


def make_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> Table:
    """Rows as a table; `columns` gives the type of each: text, texts, count, number or day."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "count": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
    }
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    kept = [{name: row[name] for name in columns} for row in rows]
    return Table(pa.Table.from_pylist(kept, schema=schema))
