"""The gate of accuracy: floors hold, fall short, and rise; the articles are pinned."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import eval_gate  # type: ignore[import-not-found]  # noqa: E402

ARTICLE = """# id: one
# language: zh-Hant-TW
# published: 2026-01-15
# story: one
# split: dev

= [日本|JPN]{e1:制裁}[俄羅斯|RUS]
  e1 SANCTION | JPN > RUS | actual
"""


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One annotated article, which the reader gets right, and nothing beside the project."""
    gold = tmp_path / "gold"
    (gold / "articles").mkdir(parents=True)
    (gold / "articles" / "one.gold").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setattr(eval_gate, "GOLD", gold)
    monkeypatch.setattr(eval_gate, "FLOORS", gold / "floors.json")
    monkeypatch.setattr(eval_gate, "DIGEST", gold / "DIGEST")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *more: str) -> int:
    monkeypatch.setattr(sys, "argv", ["eval_gate.py", "--beside", str(folder / "none"), *more])
    return int(eval_gate.main())


def floors(folder: Path) -> dict[str, dict[str, float]]:
    return dict(json.loads((folder / "gold" / "floors.json").read_text(encoding="utf-8")))


def test_floors_rise_and_never_fall(gate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, gate, "--digest", "--raise") == 0
    raised = floors(gate)
    assert set(raised) == {"dev"}
    assert raised["dev"]["events type F1"] == 1.0
    raised["dev"]["events dyad F1"] = 0.25
    (gate / "gold" / "floors.json").write_text(json.dumps(raised), encoding="utf-8")
    assert run(monkeypatch, gate) == 0
    assert floors(gate) == raised
    assert run(monkeypatch, gate, "--raise") == 0
    assert floors(gate)["dev"]["events dyad F1"] == 1.0


def test_a_figure_below_its_floor_fails(
    gate: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, gate, "--digest", "--raise") == 0
    high = floors(gate)
    high["dev"]["claims cue F1"] = 0.9  # the article has no claim
    (gate / "gold" / "floors.json").write_text(json.dumps(high), encoding="utf-8")
    capsys.readouterr()
    assert run(monkeypatch, gate, "--raise") == 1
    assert "1 figures below their floor" in capsys.readouterr().out
    assert floors(gate) == high


def test_an_article_that_changes_silently_fails(
    gate: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, gate, "--digest", "--raise") == 0
    path = gate / "gold" / "articles" / "one.gold"
    path.write_text(ARTICLE.replace("> RUS |", "> UKR |"), encoding="utf-8")
    assert run(monkeypatch, gate) == 1
    assert "have changed" in capsys.readouterr().out
    assert run(monkeypatch, gate, "--digest") == 0  # the floors of that split went with the pin
    assert "dev" not in floors(gate)


def test_held_back_articles_are_measured_apart(gate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ARTICLE.replace("# id: one", "# id: two\n# held-back: yes").replace("dev", "test")
    (gate / "gold" / "articles" / "two.gold").write_text(text, encoding="utf-8")
    assert run(monkeypatch, gate, "--digest", "--raise") == 0
    assert set(floors(gate)) == {"dev", "test", "held back"}


def test_without_outside_material_the_articles_alone_are_judged(
    gate: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, gate, "--digest") == 0
    assert "no outside material" in capsys.readouterr().out


def test_the_articles_of_the_project_are_pinned(tmp_path: Path) -> None:
    copied = tmp_path / "gold"
    shutil.copytree(ROOT / "corpus" / "gold", copied)
    pinned = (copied / "DIGEST").read_text(encoding="utf-8").split()[0]
    assert eval_gate.digest(copied) == pinned
