from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.dossier.readings import reading

from legation.dossier import Dossier
from legation.dossier.migrations import Migration, fill, migrate, schema_version, set_version
from legation.dossier.schema import SCHEMA_VERSION
from legation.errors import DossierError

_NEXT = SCHEMA_VERSION + 1
_WORDS = Migration(
    _NEXT,
    "length of the trigger",
    alter=("ALTER TABLE events ADD COLUMN trigger_length INTEGER",),
    fill=("UPDATE events SET trigger_length = length(trigger) WHERE trigger_length IS NULL",),
)


@pytest.fixture
def database(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """The DuckDB file of a dossier of the present schema, open for writing."""
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([reading()])
    return duckdb.connect(str(tmp_path / "news.duckdb"))


def test_a_step_alters_and_fills(database: duckdb.DuckDBPyConnection) -> None:
    assert migrate(database, (_WORDS,), _NEXT) == 1
    assert schema_version(database) == _NEXT
    assert database.execute("SELECT trigger_length FROM events").fetchall() == [(2,), (2,)]
    assert migrate(database, (_WORDS,), _NEXT) == 0
    database.execute("UPDATE events SET trigger_length = NULL")
    fill(database, oldest=SCHEMA_VERSION, migrations=(_WORDS,))
    fill(database, oldest=SCHEMA_VERSION, migrations=(_WORDS,))
    assert database.execute("SELECT trigger_length FROM events").fetchall() == [(2,), (2,)]
    database.close()


def test_a_step_that_fails_leaves_everything(database: duckdb.DuckDBPyConnection) -> None:
    wrong = Migration(_NEXT, "wrong", alter=(*_WORDS.alter, "ALTER TABLE nowhere DROP COLUMN x"))
    with pytest.raises(DossierError, match="--rebuild"):
        migrate(database, (wrong,), _NEXT)
    assert schema_version(database) == SCHEMA_VERSION
    assert "trigger_length" not in [
        row[0] for row in database.execute("DESCRIBE events").fetchall()
    ]
    database.close()


def test_a_missing_step_is_reported(database: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(DossierError, match="no way is known"):
        migrate(database, (Migration(_NEXT + 1, "one too far"),), _NEXT + 1)
    database.close()


def test_a_later_schema_is_refused(database: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    set_version(database, SCHEMA_VERSION + 1, "from the future")
    with pytest.raises(DossierError, match="newer legation"):
        migrate(database)
    database.close()
    for write in (True, False):
        with pytest.raises(DossierError, match="newer legation"):
            Dossier.open(tmp_path / "news", write=write)


def test_a_dossier_of_the_first_schema_gets_a_confidence(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([reading()])
    old = duckdb.connect(str(tmp_path / "news.duckdb"))
    old.execute("ALTER TABLE events DROP COLUMN confidence")
    old.execute("ALTER TABLE scenarios DROP COLUMN realised")
    old.execute("ALTER TABLE claims DROP COLUMN answers_start")
    old.execute("ALTER TABLE claims DROP COLUMN answers_end")
    old.execute("DROP TABLE corrections")
    old.execute("DROP TABLE folds")
    old.execute("DELETE FROM legation_schema")
    set_version(old, 1, "made")
    old.close()
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        assert [row["confidence"] for row in dossier.events().rows()] == [None, None]
        assert [row["realised"] for row in dossier.scenarios().rows()] == [None]
