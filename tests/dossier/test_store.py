from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from tests.dossier.readings import HANS, exported, reading

from legation.dossier import Dossier
from legation.dossier.parts import part_names
from legation.dossier.schema import SCHEMA_VERSION, TABLES, VIEWS
from legation.errors import DossierError, LockedError
from legation.exports import export_jsonl

_ROOT = Path(__file__).parents[2]
_WRITER = """
import sys, time
from legation.dossier import Dossier, Run
from tests.dossier.readings import reading
with Dossier.open(sys.argv[1], write=True) as dossier:
    writer = dossier.writer(Run("rules@1"), batch=2)
    for number in range(5):
        writer.put(reading(f"d{number}"))
    print("waiting", flush=True)
    time.sleep(60)
"""


def _start_writer(dossier: Path) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(_ROOT / "src"), str(_ROOT)])
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(dossier)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    return process


def _kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A dossier of two documents in two parts."""
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([reading("a")])
        dossier.add([reading("b", HANS)])
    return tmp_path / "news.duckdb"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_run_loses_only_what_waited(tmp_path: Path) -> None:
    process = _start_writer(tmp_path / "news")
    _kill(process)
    assert process.returncode == -signal.SIGKILL
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        assert [row["document"] for row in dossier.documents()] == ["d0", "d1", "d2", "d3"]
        assert dossier.status().unfinished == 1
        tally = dossier.add([reading(f"d{number}") for number in range(5)])
        assert (tally.added, tally.unchanged) == (1, 4)
        assert all(finding.ok for finding in dossier.check())


def test_a_second_writer_and_a_reader_are_told_who_holds_it(tmp_path: Path) -> None:
    process = _start_writer(tmp_path / "news")
    try:
        for write in (True, False):
            with pytest.raises(LockedError, match=f"process {process.pid} on .* since 2"):
                Dossier.open(tmp_path / "news", write=write)
    finally:
        _kill(process)
    Dossier.open(tmp_path / "news", write=True).close()


def test_two_writers_in_one_process_are_refused(tmp_path: Path) -> None:
    with (
        Dossier.open(tmp_path / "news", write=True),
        pytest.raises(LockedError, match=f"process {os.getpid()}"),
    ):
        Dossier.open(tmp_path / "news", write=True)


def test_a_reader_keeps_a_writer_out_and_readers_share(made: Path) -> None:
    with Dossier.open(made), Dossier.open(made), pytest.raises(LockedError):
        Dossier.open(made, write=True)
    Dossier.open(made, write=True).close()


def test_a_part_that_never_reached_duckdb_is_loaded(made: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.duckdb"
    shutil.copy(made, before)
    with Dossier.open(made, write=True) as dossier:
        dossier.add([reading("c")])
    shutil.copy(before, made)
    with Dossier.open(made) as dossier:
        assert [row["document"] for row in dossier.documents()] == ["a", "b", "c"]


def test_what_a_killed_writer_left_is_swept(made: Path) -> None:
    left = made.with_suffix(".parts") / ".writing-00000009-abc"
    left.mkdir()
    Dossier.open(made, write=True).close()
    assert not left.exists()


def test_rebuilding_gives_the_same_export(made: Path, tmp_path: Path) -> None:
    with Dossier.open(made, write=True) as dossier:
        dossier.add([reading("a", reader="rules@2")])
        export_jsonl(dossier, tmp_path / "first")
        runs = dossier.status().runs
    made.unlink()
    with Dossier.open(made) as dossier:
        export_jsonl(dossier, tmp_path / "second")
        assert dossier.status().runs == runs
    Dossier.rebuild(made)
    with Dossier.open(made) as dossier:
        export_jsonl(dossier, tmp_path / "third")
    assert exported(tmp_path / "first") == exported(tmp_path / "second")
    assert exported(tmp_path / "first") == exported(tmp_path / "third")


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 500])
def test_a_corrupt_file_says_how_to_rebuild(made: Path, damage: bytes) -> None:
    made.write_bytes(damage)
    for write in (False, True):
        with pytest.raises(DossierError, match=r"doctor .* --rebuild"):
            Dossier.open(made, write=write)
    Dossier.rebuild(made)
    with Dossier.open(made) as dossier:
        assert len(dossier.documents()) == 2


def test_a_damaged_block_is_reported(made: Path) -> None:
    content = bytearray(made.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    made.write_bytes(content)
    with pytest.raises(DossierError, match="--rebuild"):
        Dossier.open(made)


def test_a_foreign_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE prices (year INTEGER)")
    before = path.read_bytes()
    for write in (False, True):
        with pytest.raises(DossierError, match="no dossier of legation"):
            Dossier.open(path, write=write)
    assert path.read_bytes() == before
    assert not path.with_suffix(".parts").exists()


def test_no_dossier_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="legation read"):
        Dossier.open(tmp_path / "none")
    with pytest.raises(DossierError, match="cannot be rebuilt"):
        Dossier.rebuild(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_dossier_without_parts_can_be_read_only(made: Path) -> None:
    shutil.rmtree(made.with_suffix(".parts"))
    with Dossier.open(made) as dossier:
        assert len(dossier.documents()) == 2
    with pytest.raises(DossierError, match="put the folder back"):
        Dossier.open(made, write=True)


def test_a_lost_part_is_reported(made: Path) -> None:
    root = made.with_suffix(".parts")
    shutil.rmtree(root / part_names(root)[0])
    with pytest.raises(DossierError, match="lacks 1 parts"):
        Dossier.open(made, write=True)
    with Dossier.open(made) as dossier:
        assert not all(finding.ok for finding in dossier.check())
    Dossier.rebuild(made)
    with Dossier.open(made) as dossier:
        assert [row["document"] for row in dossier.documents()] == ["b"]


def test_an_altered_part_is_found(made: Path) -> None:
    root = made.with_suffix(".parts")
    part = root / part_names(root)[0]
    (part / "events.parquet").write_bytes(b"PAR1")
    with Dossier.open(made) as dossier:
        wrong = [finding for finding in dossier.check() if not finding.ok]
    assert [finding.name for finding in wrong] == ["parts"]
    assert "altered" in wrong[0].detail
    with pytest.raises(DossierError, match="events of part"):
        Dossier.rebuild(made)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [("{", "cannot be read"), ("later", "newer legation")],
)
def test_a_manifest_that_is_wrong_is_named(made: Path, manifest: str, message: str) -> None:
    root = made.with_suffix(".parts")
    path = root / part_names(root)[1] / "manifest.json"
    if manifest == "later":
        found = json.loads(path.read_text(encoding="utf-8"))
        manifest = json.dumps({**found, "schema": SCHEMA_VERSION + 1})
    path.write_text(manifest, encoding="utf-8")
    with pytest.raises(DossierError, match=message):
        Dossier.rebuild(made)


def test_tables_columns_and_views_are_documented(made: Path) -> None:
    with Dossier.open(made) as dossier:
        tables = dossier.sql("SELECT table_name, comment FROM duckdb_tables()").rows()
        described = {row["table_name"]: row["comment"] for row in tables}
        views = dossier.sql("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal")
        described |= {row["view_name"]: row["comment"] for row in views}
        columns = dossier.sql(
            """SELECT column_name FROM duckdb_columns()
            WHERE comment IS NULL AND table_name IN (SELECT unnest(?))""",
            [[table.name for table in TABLES]],
        )
    assert all(described[item.name] == item.about for item in (*TABLES, *VIEWS))
    assert len(columns) == 0
