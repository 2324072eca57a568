"""Steps from one schema version of the DuckDB file to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from legation.dossier.schema import (
    CORRECTIONS,
    FOLDS,
    SCHEMA_VERSION,
    VIEWS,
    table_statements,
    view_statements,
)
from legation.errors import DossierError


@dataclass(frozen=True, slots=True)
class Migration:
    """The step to `version`.

    `alter` changes tables. `fill` computes new columns from old ones; it also runs after parts of
    an earlier version were loaded, so it must give the same when it runs twice.
    """

    version: int
    about: str
    alter: tuple[str, ...] = ()
    fill: tuple[str, ...] = ()


MIGRATIONS: Final[tuple[Migration, ...]] = (
    Migration(
        2,
        "confidence of events, facts among conditions, what a claim answers",
        alter=(
            "ALTER TABLE events ADD COLUMN IF NOT EXISTS confidence DOUBLE",
            "ALTER TABLE claims ADD COLUMN IF NOT EXISTS answers_start INTEGER",
            "ALTER TABLE claims ADD COLUMN IF NOT EXISTS answers_end INTEGER",
            "ALTER TABLE scenarios ADD COLUMN IF NOT EXISTS realised BOOLEAN",
        ),
    ),
    Migration(
        3,
        "corrections by people, and reports folded into happenings",
        alter=(
            *table_statements(CORRECTIONS),
            *table_statements(FOLDS),
            *(line for view in VIEWS for line in view_statements(view)),
        ),
    ),
)
"""Every step, in order. A part is never rewritten: columns it lacks are null, then filled."""


def schema_version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The schema version of the open file; None where it is no dossier."""
    try:
        found = connection.execute("SELECT max(version) FROM legation_schema").fetchall()
    except duckdb.CatalogException:
        return None
    version: int | None = found[0][0]
    return version


def set_version(connection: duckdb.DuckDBPyConnection, version: int, about: str) -> None:
    """Note that the file now has schema `version`."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS legation_schema (version INTEGER, about VARCHAR)"
    )
    connection.execute("INSERT INTO legation_schema VALUES (?, ?)", [version, about])


def migrate(
    connection: duckdb.DuckDBPyConnection,
    migrations: Sequence[Migration] = MIGRATIONS,
    target: int = SCHEMA_VERSION,
) -> int:
    """Bring the file to schema `target`, all steps or none; returns the number of steps.

    Raises:
        DossierError: the file is of a later schema, or a step is missing.
    """
    version = schema_version(connection) or 0
    if version > target:
        raise DossierError(
            f"the dossier has schema {version}, this version of legation knows up to {target}; "
            "install a newer legation"
        )
    steps = [step for step in migrations if version < step.version <= target]
    if [step.version for step in steps] != list(range(version + 1, target + 1)):
        raise DossierError(
            f"no way is known from schema {version} to {target}; "
            "run `legation doctor DOSSIER --rebuild`"
        )
    if not steps:
        return 0
    connection.begin()
    try:
        for step in steps:
            for statement in (*step.alter, *step.fill):
                connection.execute(statement)
            set_version(connection, step.version, step.about)
    except duckdb.Error as error:
        connection.rollback()
        raise DossierError(
            f"schema {version} could not be brought to {target}: {error}; "
            "run `legation doctor DOSSIER --rebuild`"
        ) from error
    connection.commit()
    return len(steps)


def fill(
    connection: duckdb.DuckDBPyConnection,
    oldest: int,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> None:
    """Compute the columns that parts of schema `oldest` do not have."""
    for step in migrations:
        if step.version > oldest:
            for statement in step.fill:
                connection.execute(statement)
