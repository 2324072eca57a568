"""Compiled data stand in the package as their sources give them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from legation.errors import LexiconError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import build_lexicons  # type: ignore[import-not-found]  # noqa: E402


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder, and one compiler that gives one file."""
    folder = tmp_path / "data"
    monkeypatch.setattr(build_lexicons, "DATA", folder)
    monkeypatch.setattr(build_lexicons, "compile_all", lambda: {"x.json": "{}\n"})
    return folder


def test_every_compiler_is_found() -> None:
    assert {"build_actors", "build_frames"} <= set(build_lexicons.builders())
    assert "build_lexicons" not in build_lexicons.builders()


def test_check_fails_until_the_data_are_written(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_lexicons.main(["--check"]) == 5
    assert "x.json" in capsys.readouterr().err
    assert build_lexicons.main([]) == 0
    assert (data / "x.json").read_text(encoding="utf-8") == "{}\n"
    assert build_lexicons.main(["--check"]) == 0


def test_check_sees_a_changed_file(data: Path) -> None:
    build_lexicons.main([])
    (data / "x.json").write_text("{ }\n", encoding="utf-8")
    assert build_lexicons.main(["--check"]) == 5
    assert (data / "x.json").read_text(encoding="utf-8") == "{ }\n"


def test_a_broken_source_is_reported(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> dict[str, str]:
        raise LexiconError("zh_x.tsv:3: unknown roles")

    monkeypatch.setattr(build_lexicons, "compile_all", broken)
    assert build_lexicons.main([]) == 1
    assert capsys.readouterr().err == "zh_x.tsv:3: unknown roles\n"
    assert not data.exists()


def test_other_arguments_are_refused(data: Path) -> None:
    assert build_lexicons.main(["--chek"]) == 2
    assert not data.exists()
