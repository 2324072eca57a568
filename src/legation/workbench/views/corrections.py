"""What did people change, and does it still hold? And what should be looked at next?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

import pyarrow as pa

from legation.analysis.names import resolve_actor
from legation.dossier import EventFilter, Table
from legation.dossier.evidence import find_evidence
from legation.dossier.query import event_query
from legation.dossier.record_query import record_query
from legation.errors import UsageError
from legation.workbench.judging import columns_of, rest_of, spoken, written
from legation.workbench.page import Asked, Page

KINDS: Final = ("events", "claims", "ties", "causes", "scenarios")
STATES: Final = ("SAME", "MOVED", "ORPHAN", "AMBIGUOUS")
_LOGGED: Final = (
    *("correction", "decision", "who", "kind", "field", "old", "new", "reason"),
    *("state", "why", "standing", "document", "quote", "record", "retracts"),
)
_MOST: Final = 0.5
"""Events at most so likely right are looked at, unless the address says otherwise."""


def load(asked: Asked) -> Page:
    """The queue with its first record, and the log of all that was decided."""
    kind = _choice(asked, "kind", KINDS) or "events"
    most = _probability(asked.more.get("most"))
    at = _number(asked.more.get("at"))
    queue = _queue(asked, kind, most)
    total = len(queue)
    log = _log(asked)
    size, page = asked.settings.limits.page_rows, asked.filters.page
    current = next(iter(Table(queue.arrow().slice(at, 1)).rows()), None)
    found = None
    if current:
        found = find_evidence(asked.dossier._store, current["id"], current["document"])
    return Page(
        values={
            "kind": kind,
            "kinds": KINDS,
            "most": most,
            "at": at,
            "total": total,
            "found": found,
            "spoken": spoken(asked.dossier, found) if found else None,
            "written": written,
            "fields": columns_of(kind, found.record) if found else (),
            "rest": rest_of(kind, found.record) if found else (),
            "next": None if at + 1 >= total else _address(asked, at=at + 1),
            "before": None if at == 0 else _address(asked, at=at - 1),
            "here": _address(asked),
            "states": STATES,
            "state": asked.more.get("state", ""),
            "who": asked.more.get("who", ""),
            "disputed": "disputed" in asked.more,
            "log": log.rows()[(page - 1) * size : page * size],
            "pages": max(1, -(-len(log) // size)),
            "log_total": len(log),
            "page_address": lambda number: _address(asked, page=number),
        },
        tables={"queue": queue, "log": log},
    )


def _address(asked: Asked, **changes: Any) -> str:
    """This page with some fields changed."""
    page = changes.pop("page", asked.filters.page)
    more = {**asked.more, **changes}
    query = asked.filters.query(page=page)
    rest = urlencode({name: value for name, value in more.items() if name != "lang"})
    joined = "&".join(part for part in (query, rest) if part)
    return f"/corrections?{joined}" if joined else "/corrections"


def _queue(asked: Asked, kind: str, most: float) -> Table:
    """The records to look at, the least certain first."""
    query, values = _selection(asked, kind)
    conditions = ["(document, id) NOT IN (SELECT (unnest(?::VARCHAR[]), unnest(?::VARCHAR[])))"]
    known = _known(asked)
    values += [[document for document, _ in known], [name for _, name in known]]
    columns = "id, document, quote, NULL::DOUBLE AS confidence, [id] AS evidence"
    order = 'document, "start", id'
    if kind == "events":
        conditions += ["coalesce(confidence, 1) <= ?", "list_contains(?::VARCHAR[], status)"]
        values += [most, list(asked.filters.status)]
        columns = "id, document, quote, type, status, confidence, [id] AS evidence"
        order = f"confidence NULLS LAST, {order}"
        if asked.filters.said:
            conditions.append(f"(len(attribution) = 0) = {asked.filters.said == 'own'}")
    chosen = f"FROM ({query}) WHERE {' AND '.join(conditions)}"
    return asked.dossier.sql(f"SELECT {columns} {chosen} ORDER BY {order}", values)


def _selection(asked: Asked, kind: str) -> tuple[str, list[Any]]:
    filters = asked.filters
    actor = resolve_actor(asked.dossier, filters.actor) if filters.actor else None
    if kind != "events":
        named: dict[str, str | None] = {"document": filters.document or None}
        if actor:
            named[
                "speaker" if kind == "claims" else "source" if kind == "scenarios" else "actor"
            ] = actor
        return record_query(kind, named, None)
    return event_query(
        EventFilter(
            actor=actor,
            recipient=resolve_actor(asked.dossier, filters.recipient)
            if filters.recipient
            else None,
            type=filters.type or None,
            since=filters.since or None,
            until=filters.until or None,
            document=filters.document or None,
        )
    )


def _known(asked: Asked) -> list[tuple[str, str]]:
    """The records about which this analyst has decided: (document, id)."""
    return sorted(
        {
            (item.document, item.record)
            for item in asked.dossier.corrections(asked.analyst)
            if item.record
            and item.standing in ("holds", "overruled")
            and item.decision != "retract"
        }
    )


def _log(asked: Asked) -> Table:
    """All decisions that pass the filters, newest first, with what became of each."""
    state = _choice(asked, "state", STATES)
    items = [
        item
        for item in reversed(asked.dossier.corrections(asked.more.get("who") or None))
        if (not state or item.state == state)
        and (not asked.filters.document or item.document == asked.filters.document)
        and ("disputed" not in asked.more or item.disputed)
    ]
    columns: Mapping[str, Any] = {
        "at": pa.array([item.at for item in items], pa.timestamp("us")),
        **{
            name: pa.array([_text(name, getattr(item, name)) for item in items], pa.string())
            for name in _LOGGED
        },
        "disputed": pa.array([item.disputed for item in items], pa.bool_()),
        "evidence": pa.array(
            [[item.record] if item.record else [] for item in items], pa.list_(pa.string())
        ),
    }
    return Table(pa.table(dict(columns)))


def _text(name: str, value: Any) -> str | None:
    if name in ("old", "new"):
        # of a record accepted as a whole, `new` holds all its columns
        return None if value is None or isinstance(value, dict) else written(value)
    return None if value is None else str(value)


def _choice(asked: Asked, name: str, allowed: tuple[str, ...]) -> str:
    value = asked.more.get(name, "")
    if value and value not in allowed:
        raise UsageError(f"{name}={value!r}: it is one of {', '.join(allowed)}")
    return value


def _probability(text: str | None) -> float:
    if not text:
        return _MOST
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise UsageError(f"most={text!r} is no probability; give 0 to 1")
    return value


def _number(text: str | None) -> int:
    if not text:
        return 0
    if not text.isdecimal():
        raise UsageError(f"at={text!r}: records of the queue are counted from 0")
    return int(text)
