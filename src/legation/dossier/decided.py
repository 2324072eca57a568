"""What was decided, read back from the table `corrections` with what became of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import duckdb

from legation.dossier import as_read
from legation.dossier.schema import quoted


@dataclass(frozen=True, slots=True)
class Decided:
    """A correction as it stands in the present reading; see the table `corrections`.

    `at` is UTC. `record` is None, and `standing` is unplaced, where it falls on no record.
    """

    correction: str
    who: str
    at: datetime
    decision: str
    kind: str
    field: str | None
    old: Any
    new: Any
    reason: str | None
    retracts: str | None
    document: str
    quote: str
    state: str
    why: str
    record: str | None
    record_start: int | None
    record_end: int | None
    standing: str
    disputed: bool


def decided(
    connection: duckdb.DuckDBPyConnection,
    record: str | None = None,
    document: str | None = None,
    who: str | None = None,
) -> tuple[Decided, ...]:
    """Corrections in the order in which they were made; None asks for all."""
    if not as_read.is_there(connection):
        return ()
    wanted = [("record", record), ("document", document), ("who", who)]
    given = [(name, value) for name, value in wanted if value is not None]
    where = " AND ".join(f"{name} = ?" for name, _ in given) or "true"
    names = ", ".join(quoted(item.name) for item in fields(Decided))
    rows = as_read.fetch(
        connection,
        f'SELECT {names} FROM corrections WHERE {where} ORDER BY "at", correction',
        [value for _, value in given],
    )
    return tuple(
        Decided(**{**row, "old": _value(row["old"]), "new": _value(row["new"])}) for row in rows
    )


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
