"""The schema `as_read`: rows as the reader gave them, of records that people changed or rejected.

`as_read.events` has the columns of `events`, and so with each kind that can be corrected.
`as_read.log` says how many bytes of each file of the log are in these tables. The schema is not
there until something is corrected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import duckdb

from legation.dossier.judged import JUDGED, Row

SCHEMA: Final = "as_read"
_LOG: Final = f"{SCHEMA}.log"


def is_there(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether corrections were ever loaded into this file."""
    return bool(
        connection.execute(
            "SELECT 1 FROM duckdb_tables() WHERE schema_name = ? AND table_name = 'log'", [SCHEMA]
        ).fetchall()
    )


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, empty, with the columns that the record tables have now."""
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    connection.execute(f'CREATE OR REPLACE TABLE {_LOG} (file VARCHAR, "bytes" BIGINT)')
    for kind in JUDGED:
        connection.execute(
            f"CREATE OR REPLACE TABLE {SCHEMA}.{kind} AS SELECT * FROM main.{kind} LIMIT 0"
        )


def set_aside(
    connection: duckdb.DuckDBPyConnection, kind: str, keys: Sequence[tuple[str, str]]
) -> list[Row]:
    """Move rows, by document and id, out of a record table into its twin; returns them."""
    connection.execute("CREATE OR REPLACE TEMP TABLE aside (document VARCHAR, id VARCHAR)")
    connection.execute(
        "INSERT INTO aside SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
        [[document for document, _ in keys], [name for _, name in keys]],
    )
    chosen = "(document, id) IN (SELECT (document, id) FROM aside)"
    connection.execute(
        f"INSERT INTO {SCHEMA}.{kind} BY NAME SELECT * FROM main.{kind} WHERE {chosen}"
    )
    connection.execute(f"DELETE FROM main.{kind} WHERE {chosen}")
    rows = fetch(connection, f"SELECT * FROM {SCHEMA}.{kind} WHERE {chosen}")
    connection.execute("DROP TABLE aside")
    return rows


def undo_corrections(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the record tables back what the reader gave; the log has to be loaded again."""
    if not is_there(connection):
        return
    for kind in JUDGED:
        held = f"{SCHEMA}.{kind}"
        connection.execute(
            f"DELETE FROM main.{kind} WHERE (document, id) IN (SELECT (document, id) FROM {held})"
        )
        connection.execute(f"INSERT INTO main.{kind} BY NAME SELECT * FROM {held}")
        connection.execute(f"DELETE FROM {held}")
    connection.execute(f"DELETE FROM {_LOG}")


def note_log(connection: duckdb.DuckDBPyConnection, files: Mapping[str, int]) -> None:
    """Note that so many bytes of each file are in the tables."""
    connection.execute(
        f"INSERT INTO {_LOG} SELECT unnest(?::VARCHAR[]), unnest(?::BIGINT[])",
        [list(files), list(files.values())],
    )


def noted_log(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Bytes of each file of the log that are in the tables."""
    if not is_there(connection):
        return {}
    return dict(connection.execute(f'SELECT file, "bytes" FROM {_LOG}').fetchall())


def rejected(connection: duckdb.DuckDBPyConnection, kind: str) -> int:
    """How many records of a kind people rejected, so that its table lacks them."""
    if kind not in JUDGED or not is_there(connection):
        return 0
    [(count,)] = connection.execute(
        f"""SELECT count(*) FROM {SCHEMA}.{kind} o
        ANTI JOIN main.{kind} r ON r.document = o.document AND r.id = o.id"""
    ).fetchall()
    return int(count)


def original(
    connection: duckdb.DuckDBPyConnection, kind: str, document: str, record_id: str
) -> Row | None:
    """A record as the reader gave it, where people changed or rejected it; else None."""
    if kind not in JUDGED or not is_there(connection):
        return None
    query = f"SELECT * FROM {SCHEMA}.{kind} WHERE document = ? AND id = ?"
    return next(iter(fetch(connection, query, [document, record_id])), None)


def fetch(
    connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any] = ()
) -> list[Row]:
    """Rows of a query as dicts."""
    result = connection.execute(query, list(values))
    names = [item[0] for item in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
