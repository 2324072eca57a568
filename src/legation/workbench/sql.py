"""SQL that people type: it reads the dossier's tables, within limits, and reaches nothing else.

Each query runs in a process of its own (`sql_worker`), on a read-only connection without access to
files or the network and with its settings locked. It is stopped by DuckDB's own interrupt; if that
does not help, the process is killed. A query that eats memory takes nothing from the workbench.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from legation.dossier import Table
from legation.errors import UsageError
from legation.workbench.settings import Limits

_LONGEST: Final = 20_000
"""Characters of a query."""
_BYTES: Final = 32 * 1024 * 1024
"""Bytes of an answer, as Arrow counts them."""
_GRACE: Final = 3.0
"""Seconds beyond the limit after which the process is killed: it has to start, too."""
_UNITS: Final = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9}
_READS: Final = re.compile(
    r"(?:\s|--[^\n]*\n?|/\*.*?\*/|\()*(select|with|from|values)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave. `more`: there are rows beyond the limit that were not fetched."""

    table: Table
    more: bool
    seconds: float


def run_sql(dossier: Path, query: str, limits: Limits) -> Answer:
    """The rows of one SELECT over the tables of a dossier.

    Values that JSON and CSV have no form for become text; numbers without an end or that are none
    become null.

    Raises:
        UsageError: the query is no single SELECT, is wrong, asks for files, the network or
            settings, or needs more time, memory or room than the limits allow.
    """
    _check(query)
    asked = {
        "dossier": str(dossier),
        "query": query,
        "seconds": limits.sql_seconds,
        "rows": limits.sql_rows,
        "bytes": _BYTES,
        "memory_bytes": _bytes_of(limits.sql_memory),
        "path": sys.path,
    }
    begun = time.perf_counter()
    head, body = _worker(asked, limits)
    if "error" in head:
        raise UsageError(_message(head, limits))
    return Answer(_table(body), head["more"], time.perf_counter() - begun)


def _check(query: str) -> None:
    """Refuse what is no query before a process is begun for it."""
    if len(query) > _LONGEST:
        raise UsageError(
            f"the query has {len(query)} characters; {_LONGEST} is the most that is run"
        )
    if "\0" in query:
        raise UsageError("the query holds a null character; take it out")
    if _READS.match(query) is None:
        word = query.split(maxsplit=1)[0][:40] if query.strip() else "nothing"
        raise UsageError(_not_select(word))


def _not_select(what: str) -> str:
    return (
        f"queries here read and never write: give one SELECT, not {what}; records are changed "
        "under Corrections, and rows are saved with the links under the table"
    )


def _worker(asked: Mapping[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    script = str(resources.files("legation.workbench") / "sql_worker.py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", script],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=limits.sql_seconds + _GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"error": "time"}, b""
    line, _, body = done.stdout.partition(b"\n")
    # A process that the system refused memory often dies before it can say so.
    return (json.loads(line), body) if done.returncode == 0 and line else ({"error": "memory"}, b"")


def _message(head: Mapping[str, Any], limits: Limits) -> str:
    why = " ".join(str(head.get("why", "")).split())
    kinds = head.get("kinds", [])
    statement = " and ".join(kinds) if kinds else "nothing"
    messages = {
        "kind": _not_select(
            f"{len(kinds)} statements" if len(kinds) > 1 else f"a statement that is {statement}"
        ),
        "time": f"the query took more than {limits.sql_seconds:g} s and was stopped; ask for less, "
        "or filter before you join",
        "memory": f"the query needed more than {limits.sql_memory} of memory and was stopped; ask "
        "for fewer rows or shorter texts",
        "size": f"the answer is larger than {_BYTES // 1024**2} MB; name the columns you need "
        "rather than *, or give a LIMIT",
        "permission": "the query asks for a file, the network or a setting, which queries here "
        f"never reach; ask the tables of the dossier ({why})",
        "refused": f"the query cannot be run: {why}",
    }
    return messages[head["error"]]


def _bytes_of(text: str) -> int:
    """Bytes of a size such as 512MB."""
    found = re.fullmatch(r"\s*(\d+)\s*([KMG]?B)\s*", text, re.I)
    if found is None:
        raise UsageError(f"{text!r} is no size of memory; write it as in 512MB")
    return int(found[1]) * _UNITS[found[2].upper()]


def _table(body: bytes) -> Table:
    import pyarrow as pa

    with pa.ipc.open_stream(body) as reader:
        table = reader.read_all()
    columns = [_column(column) for column in table.columns]
    return Table(pa.table(columns, names=table.column_names))


def _column(column: Any) -> Any:
    """A column whose values JSON, CSV and Parquet can hold."""
    import pyarrow as pa

    types = pa.types
    kind = column.type
    if types.is_string(kind) or types.is_boolean(kind) or types.is_integer(kind):
        return column
    if types.is_date(kind) or types.is_null(kind):
        return column
    values = [_value(value) for value in column.to_pylist()]
    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([None if one is None else str(one) for one in values], pa.string())


def _value(value: Any) -> Any:
    """A value in its plain form; see `run_sql`."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _value(one) for key, one in value.items()}
    if hasattr(value, "as_integer_ratio"):  # decimals: sums of whole numbers are such
        return _number(value)
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _number(value: Any) -> int | float | None:
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else float(value)
