"""Corrections: what people decided about records, laid anew over whatever the reader gives.

The log (`correction_log`) and the parts stay as they are. In the DuckDB file the record tables
hold corrected values and no rejected rows, so that every query sees what was decided; the rows as
the reader gave them are set aside (`as_read`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from legation.dossier import as_read
from legation.dossier.correction_log import Correction, log_sizes, read_log
from legation.dossier.judged import JUDGED, Row, countries, derive
from legation.dossier.locate import Located, Reading, locate
from legation.dossier.parts import arrow_schema
from legation.dossier.schema import CORRECTIONS, RECORD_TABLES, TableSpec, table_statements
from legation.dossier.settle import Settled, settle, value_of, withdrawn

_Key = tuple[str, str, str]
"""Kind, document and id of a record."""
_SPECS: Final = {table.name: table for table in RECORD_TABLES if table.name in JUDGED}
_ARROW: Final = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "TIMESTAMP": pa.timestamp("us"),
}


def load_corrections(connection: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Lay the log under `root` over the records, within the caller's transaction.

    The record tables must be as the reader gave them: `as_read.undo_corrections` sees to that.
    """
    log = read_log(root)
    if not log.files and not as_read.is_there(connection):
        return
    as_read.make(connection)
    readings = _readings(connection, log.corrections)
    located = {
        item.id: locate(item, readings.get(item.anchor.document)) for item in log.corrections
    }
    located |= {  # a retraction stands and falls with what it withdraws
        item.id: located[item.of] for item in log.corrections if item.of in located
    }
    settled = _settled(log.corrections, located)
    for kind in JUDGED:
        wanted = {key: found for key, found in settled.items() if key[0] == kind}
        if wanted:
            _apply(connection, _SPECS[kind], wanted)
    rows = [_row(item, located[item.id], settled) for item in log.corrections]
    connection.execute(f"DROP TABLE IF EXISTS {CORRECTIONS.name}")
    for statement in table_statements(CORRECTIONS):
        connection.execute(statement)
    columns = pa.schema([(column.name, _ARROW[column.type]) for column in CORRECTIONS.columns])
    _insert(connection, CORRECTIONS.name, pa.Table.from_pylist(rows, schema=columns))
    as_read.note_log(connection, log.files)


def is_ahead(connection: duckdb.DuckDBPyConnection, root: Path) -> bool:
    """Whether the log under `root` has lines that the tables do not know of."""
    sizes = log_sizes(root)
    if not sizes:
        return False
    noted = as_read.noted_log(connection)
    return any(noted.get(name, -1) < size for name, size in sizes.items())


def concern(connection: duckdb.DuckDBPyConnection, root: Path, documents: Sequence[str]) -> bool:
    """Whether corrections have to be laid anew when these documents are read."""
    if is_ahead(connection, root):
        return True
    if not as_read.is_there(connection):
        return False
    return bool(
        connection.execute(
            f"""SELECT 1 FROM {CORRECTIONS.name}
            WHERE document IN (SELECT unnest(?::VARCHAR[])) LIMIT 1""",
            [list(documents)],
        ).fetchall()
    )


def lost_lines(connection: duckdb.DuckDBPyConnection, root: Path) -> list[str]:
    """Files of the log that have fewer bytes than the tables were made with, or are gone."""
    sizes = log_sizes(root)
    noted = as_read.noted_log(connection)
    return sorted(name for name, size in noted.items() if sizes.get(name, 0) < size)


def _readings(
    connection: duckdb.DuckDBPyConnection, corrections: Iterable[Correction]
) -> dict[str, Reading]:
    """The documents that corrections are about, with their records of the kinds judged there."""
    names = sorted({item.anchor.document for item in corrections})
    rows: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for kind in sorted({item.kind for item in corrections}):
        query = f"SELECT * FROM {kind} WHERE document IN (SELECT unnest(?::VARCHAR[]))"
        for row in as_read.fetch(connection, query, [names]):
            rows[row["document"]][kind].append(row)
    texts = connection.execute(
        """SELECT document, sha256, text FROM documents
        WHERE document IN (SELECT unnest(?::VARCHAR[]))""",
        [names],
    ).fetchall()
    return {name: Reading(sha256, text, rows[name]) for name, sha256, text in texts}


def _settled(
    corrections: Sequence[Correction], located: Mapping[str, Located]
) -> dict[_Key, Settled]:
    by_record: dict[_Key, list[Correction]] = defaultdict(list)
    for item in corrections:
        row = located[item.id].row
        if row is not None:
            by_record[item.kind, row["document"], row["id"]].append(item)
    gone = withdrawn(corrections)
    return {key: settle(items, gone) for key, items in by_record.items()}


def _apply(
    connection: duckdb.DuckDBPyConnection, spec: TableSpec, settled: Mapping[_Key, Settled]
) -> None:
    """Set aside the rows that change, and put the corrected ones in their place."""
    kind = spec.name
    keys = [key[1:] for key in settled]
    before = as_read.set_aside(connection, kind, keys)
    holders = _holders(connection, sorted({document for document, _ in keys}))
    after, same = [], []
    for row in before:
        found = settled[kind, row["document"], row["id"]]
        made = _corrected(kind, row, found, holders)
        if found.rejected is None:
            after.append(made)
            if made == row:
                same.append((row["document"], row["id"]))
    _insert(connection, f"main.{kind}", pa.Table.from_pylist(after, schema=arrow_schema(spec)))
    if same:
        connection.execute(
            f"""DELETE FROM {as_read.SCHEMA}.{kind} WHERE (document, id) IN
                (SELECT (unnest(?::VARCHAR[]), unnest(?::VARCHAR[])))""",
            [[document for document, _ in same], [name for _, name in same]],
        )


def _holders(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[str]
) -> dict[tuple[str, str], frozenset[str]]:
    """For each mention of some documents the ids it may hold: its own and those it acts as."""
    rows = connection.execute(
        """SELECT document, id, list_concat(actors, roles) FROM mentions
        WHERE document IN (SELECT unnest(?::VARCHAR[]))""",
        [list(documents)],
    ).fetchall()
    return {(document, name): frozenset(ids) for document, name, ids in rows}


def _corrected(
    kind: str,
    row: Row,
    settled: Settled,
    holders: Mapping[tuple[str, str], frozenset[str]],
) -> Row:
    """The row with the values decided and what follows from them; `row` itself if none differs."""
    changes = {
        name: item for name, item in settled.values.items() if value_of(item, name) != row[name]
    }
    if not changes:
        return row
    made = {**row, **{name: value_of(item, name) for name, item in changes.items()}}
    made = derive(kind, made, tuple(changes))
    if "attribution" in changes and kind == "events":
        known = dict(zip(row["attribution"], row["attribution_countries"], strict=False))
        made["attribution_countries"] = countries(made["attribution"], known)
    _unlink(made, row, changes, holders)
    if "reasons" in row:
        # the reader's reasons are about one "actor" where the column holds its "actors"
        given = {*changes, *(name.removesuffix("s") for name in changes)}
        kept = [item for item in row["reasons"] or () if item["field"] not in given]
        made["reasons"] = kept + [
            {"field": name, "reason": _reason(item, row[name], name)}
            for name, item in changes.items()
        ]
    return made


def _unlink(
    made: Row,
    row: Row,
    changes: Mapping[str, Correction],
    holders: Mapping[tuple[str, str], frozenset[str]],
) -> None:
    """Drop links to mentions that hold none of the corrected actors."""
    for name, link in (("actors", "actor_mentions"), ("recipients", "recipient_mentions")):
        if name in changes and link in row:
            ids = frozenset(made[name])
            made[link] = [
                held for held in row[link] if ids & holders.get((row["document"], held), ids)
            ]
    if "speaker" in changes and row.get("speaker_mention"):
        ids = frozenset([made["speaker"]])
        if not ids & holders.get((row["document"], row["speaker_mention"]), ids):
            made["speaker_mention"] = None


def _reason(item: Correction, old: Any, name: str) -> str:
    said = f"corrected by {item.who} on {item.at:%Y-%m-%d}: {_json(old)} -> "
    why = f" ({item.reason})" if item.reason else ""
    return f"{said}{_json(value_of(item, name))}{why}"


def _row(item: Correction, located: Located, settled: Mapping[_Key, Settled]) -> Row:
    """A row of the table `corrections`."""
    record, anchor = located.row, item.anchor
    found = settled.get((item.kind, record["document"], record["id"])) if record else None
    return {
        "correction": item.id,
        "who": item.who,
        "at": item.at,
        "decision": item.decision,
        "kind": item.kind,
        "field": item.field,
        "old": _json(item.old) if item.decision == "change" else None,
        "new": _json(item.new) if item.decision in ("change", "accept") else None,
        "reason": item.reason,
        "retracts": item.of,
        "document": anchor.document,
        "sha256": anchor.sha256,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "seen": _json(item.seen),
        "state": located.state,
        "why": located.why,
        "record": record["id"] if record else None,
        "record_start": record["start"] if record else None,
        "record_end": record["end"] if record else None,
        "standing": found.standing[item.id] if found else "unplaced",
        "disputed": found is not None and item.id in found.disputed,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Any) -> None:
    connection.register("corrected", rows)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM corrected")
    connection.unregister("corrected")
