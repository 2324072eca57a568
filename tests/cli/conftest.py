from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runner import FakeReader, run

import legation.cli.read


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """The reader that `legation read` gets."""
    fake = FakeReader()
    monkeypatch.setattr(legation.cli.read, "load_reader", lambda fast=False: fake)
    return fake


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles and an empty file."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("法國警方上週逮捕一名官員。\n", encoding="utf-8")
    (folder / "two.txt").write_text("會談在日內瓦結束，沒有結果。\n", encoding="utf-8")
    (folder / "void.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def dossier(reader: FakeReader, articles: Path, tmp_path: Path) -> str:
    """A dossier made from the articles."""
    path = str(tmp_path / "news.duckdb")
    assert run("read", str(articles), "--into", path, "--quiet").exit_code == 3
    return path
