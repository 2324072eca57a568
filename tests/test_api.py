"""The front door: files in, a dossier out, failures reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation import Dossier, read
from legation.errors import LegationError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three texts that can be read, and two files that cannot."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "hant.txt").write_text("日本週四制裁俄羅斯。\n", encoding="utf-8")
    (folder / "hans.txt").write_text("日本周四制裁俄罗斯。\n", encoding="utf-8")
    (folder / "en.txt").write_text("Japan sanctioned Russia on Thursday.\n", encoding="utf-8")
    (folder / "void.txt").write_text("", encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02\xff" * 64)
    return folder


def test_good_files_are_read_and_bad_ones_reported(folder: Path, tmp_path: Path) -> None:
    report = read(folder, tmp_path / "d.duckdb")
    assert (report.added, report.replaced, report.unchanged) == (3, 0, 0)
    assert {Path(f.path).name for f in report.failures} == {"void.txt", "binary.txt"}
    assert all(failure.reason for failure in report.failures)
    with Dossier.open(tmp_path / "d.duckdb") as dossier:
        rows = list(dossier.sql("select type, status from events"))
        assert [(row["type"], row["status"]) for row in rows] == [("SANCTION", "actual")] * 3
        assert {Path(row["path"]).name for row in dossier.sql("select path from failures")} == {
            "void.txt",
            "binary.txt",
        }


def test_reading_again_leaves_all_as_it_is(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.duckdb"
    read(folder, into)
    report = read(folder, into)
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 3)
    assert len(report.failures) == 2


def test_a_changed_file_is_read_anew(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.duckdb"
    read(folder, into)
    (folder / "en.txt").write_text("Japan attacked Russia.\n", encoding="utf-8")
    report = read(folder, into)
    assert report.unchanged == 2
    assert report.added + report.replaced == 1


def test_files_may_be_named_one_by_one(folder: Path, tmp_path: Path) -> None:
    report = read([str(folder / "en.txt"), folder / "hans.txt"], into=str(tmp_path / "d"))
    assert (report.added, report.failures) == (2, ())


def test_a_file_that_is_too_large_is_a_failure(folder: Path, tmp_path: Path) -> None:
    report = read(folder / "en.txt", tmp_path / "d", max_bytes=10)
    assert report.added == 0
    assert [Path(f.path).name for f in report.failures] == ["en.txt"]


def test_what_is_no_dossier_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.duckdb"
    other.write_text("my own notes", encoding="utf-8")
    with pytest.raises(LegationError):
        read(folder, other)
    assert other.read_text(encoding="utf-8") == "my own notes"
