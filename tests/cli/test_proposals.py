from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import article, make
from tests.cli.runner import lines, run
from tests.cli.test_dyads import TOLD


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("proposals") / "told"
    return str(make(path, article("a", *TOLD, published="2024-05-01")))


def test_proposals_gives_a_line_per_stage(dossier: str) -> None:
    rows = lines(run("proposals", dossier, "FRA:MLI", "--json"))
    assert [(row["step"], row["state"]) for row in rows] == [
        ("made", "rejected"),
        ("rejected", "rejected"),
    ]
    assert run("evidence", dossier, rows[1]["evidence"][0]).exit_code == 0


def test_proposals_shows_steps_with_their_sentences(dossier: str) -> None:
    result = run("proposals", dossier, "FRA:MLI")
    assert "2023-01-01 to 2023-12-31" in result.stdout
    assert "Mali rejected the proposal." in result.stdout
    assert "1 proposals of FRA to MLI" in result.stderr


def test_proposals_without_a_pair_lists_pairs(dossier: str) -> None:
    rows = lines(run("proposals", dossier, "--json"))
    assert {(row["proposer"], row["addressee"]) for row in rows} == {("FRA", "MLI"), ("MLI", "FRA")}


def test_proposals_suggests_an_id(dossier: str) -> None:
    result = run("proposals", dossier, "Framce:MLI")
    assert result.exit_code == 2
    assert "FRA" in result.stderr
