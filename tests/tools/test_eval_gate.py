"""The gate of accuracy: floors hold, fall short, and rise."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import eval_gate  # type: ignore[import-not-found]  # noqa: E402


def report(value: float) -> dict[str, Any]:
    """A scorer's report in which every figure that has a floor is `value`."""
    out: dict[str, Any] = {}
    for keys in eval_gate.FIGURES.values():
        inner = out
        for key in keys[:-1]:
            inner = inner.setdefault(key, {})
        inner[keys[-1]] = value
    return out


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scorer and a seed text beside the project; every figure is 0.5."""
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "score.py").write_text("", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_bytes("臺灣\r\n".encode())
    monkeypatch.setattr(eval_gate, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(eval_gate, "read_and_score", lambda *_: report(0.5))
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, shared: Path, *more: str) -> int:
    monkeypatch.setattr(sys, "argv", ["eval_gate.py", "--shared", str(shared), *more])
    return int(eval_gate.main())


def test_without_a_scorer_nothing_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path) == 0
    assert "nothing to score" in capsys.readouterr().out


def test_a_figure_below_its_floor_fails(
    gate: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = next(iter(eval_gate.FIGURES))
    floors = {"seeds": {name: 0.6}}
    eval_gate.FLOORS.write_text(json.dumps(floors), encoding="utf-8")
    assert run(monkeypatch, gate) == 1
    assert "LOW" in capsys.readouterr().out
    assert run(monkeypatch, gate, "--raise") == 1
    assert json.loads(eval_gate.FLOORS.read_text(encoding="utf-8")) == floors


def test_floors_rise_and_never_fall(gate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, gate, "--raise") == 0
    raised = json.loads(eval_gate.FLOORS.read_text(encoding="utf-8"))
    assert set(raised) == {"seeds", "seeds-hans"}
    assert set(raised["seeds"].values()) == {0.5}
    monkeypatch.setattr(eval_gate, "read_and_score", lambda *_: report(0.7))
    assert run(monkeypatch, gate) == 0
    assert json.loads(eval_gate.FLOORS.read_text(encoding="utf-8")) == raised
    assert run(monkeypatch, gate, "--raise") == 0
    again = json.loads(eval_gate.FLOORS.read_text(encoding="utf-8"))
    assert set(again["seeds-hans"].values()) == {0.7}


def test_a_missing_figure_counts_as_nothing() -> None:
    assert set(eval_gate.pick({"figures": {}}).values()) == {0.0}


def test_conversion_keeps_lengths_and_line_ends(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    text = "臺灣與烏克蘭。\r\n𠮷\n"
    (source / "a.txt").write_bytes(text.encode())
    eval_gate.convert(source, tmp_path / "same", simplified=False)
    eval_gate.convert(source, tmp_path / "hans", simplified=True)
    assert (tmp_path / "same" / "a.txt").read_bytes().decode() == text
    changed = (tmp_path / "hans" / "a.txt").read_bytes().decode()
    assert len(changed) == len(text)
    assert "乌克兰" in changed
