"""Many readers or one writer on one file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from legation.dossier import Dossier
from legation.errors import DossierError
from legation.workbench.holder import Holder


def test_holder_gives_readers_cursors_of_their_own(dossier: Path) -> None:
    holder = Holder(dossier)
    with holder.reading() as one, holder.reading() as other:
        assert one.sql("SELECT 1 AS n").rows() == other.sql("SELECT 1 AS n").rows()
    holder.close()


def test_holder_writer_waits_for_readers_and_readers_for_the_writer(dossier: Path) -> None:
    holder = Holder(dossier)
    steps: list[str] = []
    inside, wait = threading.Event(), threading.Event()

    def write() -> None:
        with holder.writing():
            steps.append("write")
            inside.set()
            wait.wait(5)
            steps.append("written")

    def read() -> None:
        with holder.reading():
            steps.append("second read")

    with holder.reading():
        writer = threading.Thread(target=write)
        writer.start()
        assert not inside.wait(0.3)
        steps.append("first read")
    assert inside.wait(5)
    reader = threading.Thread(target=read)
    reader.start()
    reader.join(0.3)
    assert reader.is_alive()
    wait.set()
    writer.join(5)
    reader.join(5)
    holder.close()
    assert steps == ["first read", "write", "written", "second read"]


def test_holder_counts_changes_and_shows_what_was_decided(dossier: Path) -> None:
    holder = Holder(dossier)
    with holder.reading() as held:
        event = held.sql("SELECT id, document FROM events WHERE status = 'actual' LIMIT 1").rows()[
            0
        ]
    with holder.writing() as held:
        held.judge("Lin").change(event["id"], "status", "denied", event["document"])
    assert holder.changes == 1
    with holder.reading() as held:
        rows = held.sql(
            "SELECT status FROM events WHERE id = ? AND document = ?",
            [event["id"], event["document"]],
        ).rows()
    holder.close()
    assert rows == [{"status": "denied"}]


def test_holder_lets_readers_in_after_a_write_that_failed(dossier: Path) -> None:
    holder = Holder(dossier)
    with pytest.raises(ZeroDivisionError), holder.writing():
        raise ZeroDivisionError
    with holder.reading() as held:
        assert len(held.documents())
    assert holder.changes == 0
    holder.close()


def test_holder_keeps_other_writers_out_while_it_writes(dossier: Path) -> None:
    holder = Holder(dossier)
    with holder.writing(), pytest.raises(DossierError):
        Dossier.open(dossier, write=True)
    holder.close()


def test_holder_refuses_a_path_without_dossier(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="no dossier"):
        Holder(tmp_path / "none.duckdb")
