"""The checker of annotated articles counts them and lists every fault."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import check_gold  # type: ignore[import-not-found]  # noqa: E402

GOOD = (
    "# id: {}\n# language: en\n# split: train\n\n"
    "[Japan|JPN] {{e1:sanctioned}} [Iran|IRN].\n  e1 SANCTION | JPN > IRN | actual | 2020\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_good_articles_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a.gold", GOOD.format("a"))
    write(tmp_path, "b.gold", GOOD.format("b"))
    assert check_gold.main([str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "2 articles, 2 sentences, 4 mentions, 2 events" in out
    assert "SANCTION 2" in out


def test_every_fault_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a.gold", GOOD.format("a").replace("actual", "real"))
    write(tmp_path, "b.gold", GOOD.format("b").replace("JPN >", "Japan >"))
    write(tmp_path, "c.gold", GOOD.format("c"))
    assert check_gold.main([str(tmp_path)]) == 5
    out = capsys.readouterr().out
    assert "a.gold:6: 'real' is no status" in out
    assert "b.gold:6: 'Japan' is no actor id" in out
    assert "1 articles" in out


def test_an_id_may_stand_once_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = write(tmp_path, "a.gold", GOOD.format("same"))
    second = write(tmp_path, "b.gold", GOOD.format("same"))
    assert check_gold.main([str(first), str(second)]) == 5
    assert "b.gold: the id same stands twice" in capsys.readouterr().out


def test_the_project_s_own_articles_hold(capsys: pytest.CaptureFixture[str]) -> None:
    if not list((ROOT / "corpus" / "gold").rglob("*.gold")):
        pytest.skip("no annotated articles in this checkout")
    assert check_gold.main([]) == 0, capsys.readouterr().out
