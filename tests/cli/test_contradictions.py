from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.told import Told, dossier_of
from tests.cli.runner import lines, run


@pytest.fixture
def told(tmp_path: Path) -> str:
    """A dossier in which one paper reports help and another knows of none."""
    yes = Told("yes", "France escorted ships in May.", "en", "Alpha")
    yes.event("escorted", "AID", ("FRA.MIL", "LBY.GOV"), "2025-05")
    no = Told("no", "France has not given any help.", "en", "Beta")
    no.event("given", "AID", ("FRA.GOV", "LBY"), "2025-05", "denied")
    with dossier_of(tmp_path, (yes, no)) as dossier:
        return str(dossier.path)


def test_contradictions_show_both_sentences(told: str) -> None:
    result = run("contradictions", told)
    assert result.exit_code == 0
    assert "France escorted ships in May." in result.stdout
    assert "France has not given any help." in result.stdout
    assert "1 pair of statements that cannot both hold" in result.stderr


def test_contradictions_as_json_carry_evidence(told: str) -> None:
    (row,) = lines(run("contradictions", told, "--json", "--quiet"))
    assert row["kind"] == "done or not"
    assert len(row["evidence"]) == 2


def test_contradictions_refuse_an_unknown_kind(told: str) -> None:
    result = run("contradictions", told, "--kind", "lie")
    assert result.exit_code == 2
    assert "it is one of denial" in result.stderr


def test_narratives_show_words_and_sources(told: str) -> None:
    result = run("narratives", told, "--actor", "FRA")
    assert result.exit_code == 0
    assert "AID: escorted" in result.stdout
    assert "AID: given" not in result.stdout
    assert "1 report of 1 happening in 2 sources" in result.stderr
    every = run("narratives", told, "--actor", "FRA", "--every-status")
    assert "AID: given" in every.stdout
    assert "2 reports of 2 happenings in 2 sources" in every.stderr


def test_narratives_as_json_say_which_part_a_line_is(told: str) -> None:
    rows = lines(run("narratives", told, "--dyad", "FRA:LBY", "--json", "--quiet"))
    assert {row["part"] for row in rows} == {"cell"}
    assert all(row["evidence"] for row in rows)


def test_narratives_want_one_thing(told: str) -> None:
    result = run("narratives", told)
    assert result.exit_code == 2
    assert "give an actor, a dyad, a happening or words" in result.stderr
