from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legation.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generate() -> Callable[..., Any]:
    spec = importlib.util.spec_from_file_location("made", ROOT / "tools" / "generate_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Any] = module.generate
    return found


def test_generated_dossier_holds_what_was_asked_for_and_is_whole(
    tmp_path: Path, generate: Callable[..., Any]
) -> None:
    generate(tmp_path / "d", 300)
    with Dossier.open(tmp_path / "d") as dossier:
        assert dossier.status().counts["events"] == 300
        assert [finding for finding in dossier.check() if not finding.ok] == []


def test_generated_dossiers_of_one_seed_are_equal(
    tmp_path: Path, generate: Callable[..., Any]
) -> None:
    made = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        generate(tmp_path / name, 200, seed)
        with Dossier.open(tmp_path / name) as dossier:
            made.append(dossier.sql("SELECT * FROM events ORDER BY id").rows())
    assert made[0] == made[1] != made[2]
