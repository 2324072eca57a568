"""Integrity: quotes cut the text, mentions resolve, the parts are whole, the cache equals them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from legation.dossier.as_read import fetch, rejected
from legation.dossier.correction_log import read_log
from legation.dossier.corrections import lost_lines
from legation.dossier.parts import Part, damage, part_names, read_part, winners
from legation.dossier.schema import RECORD_TABLES, quoted
from legation.dossier.store import Store, winning_rows
from legation.errors import DossierError


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: its name, whether all is well, and details in words."""

    name: str
    ok: bool
    detail: str


def check(store: Store) -> tuple[Finding, ...]:
    """Check a dossier through and through; it reads everything once."""
    parts, findings = _parts(store)
    return (
        *findings,
        _texts(store),
        *_quotes(store),
        _links(store),
        *_corrections(store),
        *(_counts(store, parts) if parts and all(finding.ok for finding in findings) else ()),
    )


def _parts(store: Store) -> tuple[list[Part], list[Finding]]:
    root = store.paths.parts
    names = part_names(root)
    if not names:
        detail = f"{root} holds no parts: the dossier can be read, but not rebuilt"
        return [], [Finding("parts", not _count(store.connection, "FROM parts"), detail)]
    parts: list[Part] = []
    wrong: list[str] = []
    for name in names:
        try:
            part = read_part(root, name)
        except DossierError as error:
            wrong.append(str(error))
            continue
        parts.append(part)
        wrong.extend(damage(part))
    if wrong:
        remedy = "delete the folder of a damaged part and read its documents again"
        return parts, [Finding("parts", False, "; ".join([*wrong[:5], remedy]))]
    return parts, [Finding("parts", True, f"{len(parts)} whole")]


def _texts(store: Store) -> Finding:
    rows = store.connection.execute("SELECT document, sha256, text FROM documents")
    wrong = []
    count = 0
    while (row := rows.fetchone()) is not None:
        count += 1
        if hashlib.sha256(row[2].encode()).hexdigest() != row[1]:
            wrong.append(row[0])
    detail = f"{count} documents" if not wrong else f"altered: {', '.join(wrong[:5])}"
    return Finding("texts have their sha256", not wrong, detail)


def _quotes(store: Store) -> Iterator[Finding]:
    end = quoted("end")
    for table in RECORD_TABLES[1:]:
        [(count, wrong)] = store.connection.execute(
            f"""SELECT count(*), coalesce(list(r.id ORDER BY r.id) FILTER (
                d.text IS NULL OR substring(d.text, r.start + 1, r.{end} - r.start) <> r.quote
                ), [])
            FROM {table.name} r LEFT JOIN documents d USING (document)"""
        ).fetchall()
        detail = f"{count} rows" if not wrong else f"{len(wrong)} do not: {', '.join(wrong[:5])}"
        yield Finding(f"quotes of {table.name} cut the text", not wrong, detail)


def _links(store: Store) -> Finding:
    [(count, lost)] = store.connection.execute(
        """SELECT count(*), count(*) FILTER (m.id IS NULL) FROM (
            SELECT document, unnest(list_concat(actor_mentions, recipient_mentions)) AS id
            FROM events) e
        LEFT JOIN (SELECT DISTINCT document, id FROM mentions) m USING (document, id)"""
    ).fetchall()
    detail = f"{count} links" if not lost else f"{lost} of {count} lead to no mention"
    return Finding("events lead to their mentions", not lost, detail)


def _corrections(store: Store) -> Iterator[Finding]:
    """The log of corrections, line by line. A session that was cut off is no damage."""
    root = store.paths.parts
    log = read_log(root)
    lost = lost_lines(store.connection, root) if root.is_dir() else []
    if not log.files and not lost:
        return
    damaged = [fault for fault in log.faults if not fault.torn]
    wrong = [f"{fault.file} line {fault.line}: {fault.reason}" for fault in damaged]
    wrong += [f"{name} is shorter than it was" for name in lost]
    detail = f"{len(log.corrections)} corrections"
    if torn := len(log.faults) - len(damaged):
        detail += f", {torn} cut off while being written"
    if wrong:
        remedy = "restore the file from a backup; the other lines hold"
        detail = "; ".join([detail, *wrong[:5], remedy])
    yield Finding("corrections can be read", not wrong, detail)
    states = fetch(
        store.connection,
        "SELECT state, count(*) AS n FROM corrections GROUP BY state ORDER BY state",
    )
    found = ", ".join(f"{row['n']} {row['state']}" for row in states)
    yield Finding("corrections have their places", True, found or "none loaded")


def _counts(store: Store, parts: list[Part]) -> Iterator[Finding]:
    """Compare rows by table; in a connection of its own, for the store's may read no files."""
    with duckdb.connect() as connection:
        wins = winners(parts)
        connection.execute("CREATE TEMP TABLE winner (document VARCHAR, part VARCHAR)")
        connection.execute(
            "INSERT INTO winner SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [list(wins), list(wins.values())],
        )
        for table in RECORD_TABLES:
            having = [part for part in parts if part.rows.get(table.name)]
            source = f"FROM ({winning_rows(table, having)})"
            expected = _count(connection, source) if having else 0
            held = _count(store.connection, f"FROM {table.name}")
            away = rejected(store.connection, table.name)
            detail = f"{held} rows, {expected} in the parts"
            if away:
                detail = f"{held} rows and {away} rejected by people, {expected} in the parts"
            held += away
            if held != expected:
                detail += "; run `legation doctor DOSSIER --rebuild`"
            yield Finding(f"{table.name} equal the parts", held == expected, detail)


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    [(count,)] = connection.execute(f"SELECT count(*) {source}").fetchall()
    return int(count)
