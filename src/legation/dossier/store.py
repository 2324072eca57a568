"""A dossier on disk: Parquet parts, the DuckDB file made from them, and the writer's lock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from legation.dossier.as_read import undo_corrections
from legation.dossier.corrections import concern, is_ahead, load_corrections, lost_lines
from legation.dossier.folds import load_folds
from legation.dossier.lock import WriterLock, holder_of
from legation.dossier.migrations import fill, migrate, schema_version, set_version
from legation.dossier.parts import Key, Part, part_names, read_part, sweep, winners, write_part
from legation.dossier.rows import Rows
from legation.dossier.runs import read_runs
from legation.dossier.schema import (
    FAILURES,
    RECORD_TABLES,
    RUNS,
    SCHEMA_VERSION,
    TableSpec,
    create_statements,
    literal,
)
from legation.errors import DossierError, LockedError

_Settings = dict[str, str | bool | int | float | list[str]]
_SETTINGS: Final[_Settings] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_READ_ONLY: Final[_Settings] = {**_SETTINGS, "enable_external_access": "false"}
"""Reading needs no other file, so a query given by a user cannot open one."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a dossier lies. `NAME` and `NAME.duckdb` both name it."""

    database: Path
    parts: Path

    @classmethod
    def of(cls, path: Path | str) -> Paths:
        """The paths for a dossier's name, with or without `.duckdb`."""
        given = Path(path)
        base = given.with_suffix("") if given.suffix == ".duckdb" else given
        return cls(
            base.with_name(base.name + ".duckdb"),
            base.with_name(base.name + ".parts"),
        )

    @property
    def lock(self) -> Path:
        """The lock file of the writer."""
        return self.parts / ".lock"

    @property
    def log(self) -> Path:
        """DuckDB's write-ahead log."""
        return self.database.with_name(self.database.name + ".wal")


class Store:
    """An open dossier. `lock` is held while it is open for writing, else None."""

    def __init__(
        self, paths: Paths, connection: duckdb.DuckDBPyConnection, lock: WriterLock | None
    ) -> None:
        self.paths = paths
        self.connection = connection
        self.lock = lock

    @classmethod
    def read(cls, paths: Paths) -> Store:
        """Open for reading; parts that the DuckDB file lacks are loaded first.

        Raises:
            DossierError: there is no dossier, or it is foreign or corrupt.
            LockedError: a writer is at work.
        """
        if not paths.database.exists() and not part_names(paths.parts):
            raise DossierError(
                f"no dossier at {paths.database}; make one with "
                f"`legation read PATH... --into {paths.database}`"
            )
        if not paths.database.exists() or _is_behind(paths):
            cls.write(paths).close()
        return cls(paths, _connect(paths, write=False), None)

    @classmethod
    def write(cls, paths: Paths) -> Store:
        """Open for writing, making a new dossier where there is none.

        Raises:
            DossierError: the file is foreign or corrupt, or its parts are missing.
            LockedError: another writer holds it, or a reader has it open.
        """
        if paths.database.exists() and not paths.parts.is_dir():
            _refuse_without_parts(paths)
        lock = WriterLock(paths.lock)
        try:
            sweep(paths.parts)
            if not paths.database.exists():
                _make(paths)
            store = cls(paths, _connect(paths, write=True), lock)
            try:
                if schema_version(store.connection) != SCHEMA_VERSION:
                    store.undo_corrections()  # steps know the record tables only
                migrate(store.connection)
                store.catch_up()
            except BaseException:
                store.connection.close()
                raise
        except BaseException:
            lock.release()
            raise
        return store

    def close(self) -> None:
        """Close the file and let go of the lock."""
        self.connection.close()
        if self.lock is not None:
            self.lock.release()

    def append(self, rows: Rows, keys: Sequence[Key], replaces: bool) -> Part:
        """Write a part and load it. `replaces`: some of its documents are in the dossier."""
        part = write_part(self.paths.parts, rows, keys)
        self._load([part], replaces)
        return part

    def undo_corrections(self) -> None:
        """Give the tables back what the reader gave, until `catch_up` loads the log again."""
        self.connection.begin()
        undo_corrections(self.connection)
        self.connection.commit()

    def note_runs(self) -> None:
        """Bring the tables of runs and failures up to the files beside the parts."""
        self.connection.begin()
        _load_runs(self.connection, self.paths)
        self.connection.commit()

    def catch_up(self) -> None:
        """Load the parts and corrections that the DuckDB file lacks, and the runs."""
        names = part_names(self.paths.parts)
        held = _held(self.connection)
        lost = sorted(held - set(names))
        if lost:
            raise DossierError(
                f"{self.paths.parts} lacks {len(lost)} parts that {self.paths.database} was made "
                f"from, such as {lost[0]}; restore the folder from a backup, or keep what it has "
                "with `legation doctor DOSSIER --rebuild`"
            )
        if shorter := lost_lines(self.connection, self.paths.parts):
            raise DossierError(
                f"{self.paths.parts} lacks corrections that {self.paths.database} was made with, "
                f"of {', '.join(shorter[:3])}; restore the folder from a backup, or keep what it "
                "has with `legation doctor DOSSIER --rebuild`"
            )
        missing = [name for name in names if name not in held]
        if missing and held and min(missing) < max(held):
            self._rebuild()
        elif missing or is_ahead(self.connection, self.paths.parts):
            self._load([read_part(self.paths.parts, name) for name in missing], bool(held))
        self.note_runs()

    def _rebuild(self) -> None:
        self.connection.close()
        _make(self.paths)
        self.connection = _connect(self.paths, write=True)

    def _load(self, parts: Sequence[Part], replaces: bool) -> None:
        self.connection.begin()
        try:
            documents = [key.document for part in parts for key in part.keys]
            corrected = concern(self.connection, self.paths.parts, documents)
            if corrected:
                undo_corrections(self.connection)
            load_parts(self.connection, parts, replaces)
            if corrected:
                load_corrections(self.connection, self.paths.parts)
            load_folds(self.connection, self.paths.parts)
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()


def rebuild(paths: Paths) -> None:
    """Make the DuckDB file anew from the parts, whatever state it is in.

    Raises:
        DossierError: there are no parts, or one is damaged.
        LockedError: another writer holds the dossier.
    """
    if not part_names(paths.parts):
        raise DossierError(
            f"{paths.parts} holds no parts, so {paths.database} cannot be rebuilt; "
            "read the sources again into a new dossier"
        )
    with WriterLock(paths.lock):
        sweep(paths.parts)
        _make(paths)


def load_parts(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Part], replaces: bool
) -> None:
    """Insert the rows of parts, in a transaction of the caller's; later parts win."""
    connection.execute("CREATE OR REPLACE TEMP TABLE winner (document VARCHAR, part VARCHAR)")
    wins = winners(parts)
    connection.execute(
        "INSERT INTO winner SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
        [list(wins), list(wins.values())],
    )
    for table in RECORD_TABLES:
        if replaces:
            connection.execute(
                f"DELETE FROM {table.name} WHERE document IN (SELECT document FROM winner)"
            )
        _insert(connection, table, [part for part in parts if part.rows.get(table.name)])
    for part in parts:
        reader = part.keys[0].reader if part.keys else None
        connection.execute(
            "INSERT INTO parts VALUES (?, ?, ?, ?)",
            [part.name, part.schema, reader, len(part.keys)],
        )
    fill(connection, min((part.schema for part in parts), default=SCHEMA_VERSION))


def winning_rows(table: TableSpec, parts: Sequence[Part]) -> str:
    """SQL for the rows of `table` in parts that the temporary table `winner` lets win."""
    files = ", ".join(literal(part.file(table.name).as_posix()) for part in parts)
    return f"""
        SELECT r.* EXCLUDE (filename)
        FROM read_parquet([{files}], union_by_name = true, filename = true) r
        SEMI JOIN winner w ON w.document = r.document
            AND w.part = split_part(replace(r.filename, '\\', '/'), '/', -2)
    """


def _insert(connection: duckdb.DuckDBPyConnection, table: TableSpec, parts: Sequence[Part]) -> None:
    if not parts:
        return
    try:
        connection.execute(f"INSERT INTO {table.name} BY NAME {winning_rows(table, parts)}")
    except duckdb.Error as error:
        names = ", ".join(part.name for part in parts[:3])
        raise DossierError(
            f"{table.name} of part {names} cannot be loaded: {error}; find the damaged part with "
            "`legation doctor DOSSIER`, delete its folder and read its documents again"
        ) from error


def _make(paths: Paths) -> None:
    """Make the DuckDB file from the parts under a temporary name, then put it in its place."""
    parts = [read_part(paths.parts, name) for name in part_names(paths.parts)]
    fresh = paths.parts / ".rebuild.duckdb"
    fresh.unlink(missing_ok=True)
    connection = duckdb.connect(str(fresh), config=_SETTINGS)
    try:
        connection.begin()
        for statement in create_statements():
            connection.execute(statement)
        set_version(connection, SCHEMA_VERSION, "made")
        load_parts(connection, parts, replaces=False)
        _load_runs(connection, paths)
        load_corrections(connection, paths.parts)
        load_folds(connection, paths.parts)
        connection.commit()
    finally:
        connection.close()
    paths.log.unlink(missing_ok=True)
    fresh.replace(paths.database)


def _load_runs(connection: duckdb.DuckDBPyConnection, paths: Paths) -> None:
    runs, failures = read_runs(paths.parts)
    for table, rows in ((RUNS, runs), (FAILURES, failures)):
        connection.execute(f"DELETE FROM {table.name}")
        values = ", ".join(f"unnest(?::{column.type}[])" for column in table.columns)
        if rows:
            connection.execute(
                f"INSERT INTO {table.name} SELECT {values}",
                [[row.get(column.name) for row in rows] for column in table.columns],
            )


def _held(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT part FROM parts").fetchall()}


def _is_behind(paths: Paths) -> bool:
    names = part_names(paths.parts)
    connection = _connect(paths, write=False)
    try:
        version = schema_version(connection) or 0
        if version < SCHEMA_VERSION or not set(names) <= _held(connection):
            return True
        return is_ahead(connection, paths.parts)
    finally:
        connection.close()


def _connect(paths: Paths, write: bool) -> duckdb.DuckDBPyConnection:
    settings = _SETTINGS if write else _READ_ONLY
    try:
        connection = duckdb.connect(str(paths.database), read_only=not write, config=settings)
    except duckdb.Error as error:
        raise _cannot_open(paths, error, write) from error
    try:
        version = schema_version(connection)
        if version is None:
            raise DossierError(
                f"{paths.database} is a DuckDB file but no dossier of legation; "
                "choose another name for the dossier"
            )
        if version > SCHEMA_VERSION:
            raise DossierError(
                f"{paths.database} has schema {version}, this version knows up to "
                f"{SCHEMA_VERSION}; install a newer legation"
            )
    except duckdb.Error as error:
        connection.close()
        raise _corrupt(paths, error) from error
    except DossierError:
        connection.close()
        raise
    return connection


def _cannot_open(paths: Paths, error: duckdb.Error, write: bool) -> DossierError:
    text = str(error)
    if "lock" in text and isinstance(error, duckdb.IOException):
        process = re.search(r"PID (\d+)", text)
        signed = None if write else holder_of(paths.lock)  # a writer would find its own name
        held = signed or f"process {process[1] if process else 'unknown'}"
        return LockedError(
            f"{paths.database} is held by {held}; wait until it ends, or stop it, and try again"
        )
    if isinstance(error, duckdb.ConnectionException):
        return LockedError(
            f"{paths.database} is open in this process in another mode; close it there first"
        )
    return _corrupt(paths, error)


def _corrupt(paths: Paths, error: duckdb.Error) -> DossierError:
    if part_names(paths.parts):
        remedy = f"run `legation doctor {paths.database} --rebuild`: its parts hold everything"
    else:
        remedy = "choose another name for the dossier; this file is left as it is"
    reason = " ".join(str(error).split())
    return DossierError(f"{paths.database} cannot be opened as a dossier ({reason}); {remedy}")


def _refuse_without_parts(paths: Paths) -> None:
    connection = _connect(paths, write=False)
    held = _held(connection)
    connection.close()
    if held:
        raise DossierError(
            f"{paths.parts} is missing, so nothing can be added to {paths.database}; put the "
            "folder back beside it, or read into a new dossier"
        )
