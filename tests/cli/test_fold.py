from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.tellings import TELLINGS, dossier, folds, ids
from tests.cli.runner import lines, run


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(dossier(tmp_path / "d.duckdb", *TELLINGS))


def test_folding_says_reports_and_happenings(path: str) -> None:
    result = run("fold", path)
    assert result.exit_code == 0
    assert "3 reports of 1 happenings; 3 reports share one (as folds-00000001)" in result.stdout
    again = run("fold", path)
    assert "the same as before, nothing logged" in again.stdout


def test_json_has_one_line(path: str) -> None:
    (row,) = lines(run("fold", path, "--json"))
    assert (row["reports"], row["happenings"], row["folded"]) == (3, 1, 3)
    assert (row["run"], row["unplaced"], row["faults"]) == ("folds-00000001", [], [])


def test_show_gives_every_report_with_its_reason_and_the_roots(path: str) -> None:
    run("fold", path)
    result = run("fold", path, "--show", ids(Path(path))["hant"][:8])
    assert result.exit_code == 0
    for words in ("hant", "hans", "english", "same day", "folding@1", "3 independent roots"):
        assert words in result.stdout


def test_show_as_json_carries_ids_and_sources(path: str) -> None:
    run("fold", path)
    *rows, last = lines(run("fold", path, "--show", ids(Path(path))["hant"], "--json"))
    assert {row["id"] for row in rows} == set(ids(Path(path)).values())
    assert len(last["sources"]["roots"]) == 3
    assert all(root["evidence"] for root in last["sources"]["roots"])


def test_show_before_any_folding_shows_the_report_alone(path: str) -> None:
    result = run("fold", path, "--show", ids(Path(path))["hant"])
    assert "the only report" in result.stdout


def test_a_word_is_logged_and_undone(path: str) -> None:
    run("fold", path)
    known = ids(Path(path))
    said = ("--who", "Lin", "--reason", "two boats")
    result = run("fold", path, "--different", known["hans"], known["hant"], *said)
    assert result.exit_code == 0
    assert "with the word of Lin" in result.stdout
    assert folds(Path(path)) == [{"hans", "english"}]
    log = lines(run("fold", path, "--log", "--json"))
    assert [row["kind"] for row in log] == ["run", "different"]
    assert [row["stands"] for row in log] == ["counts", "holds"]
    undone = run("fold", path, "--undo", "--who", "Lin", "--reason", "one boat")
    assert undone.exit_code == 0
    assert folds(Path(path)) == [{"hant", "hans", "english"}]
    log = lines(run("fold", path, "--log", "--json"))
    assert [row["stands"] for row in log] == ["counts", "undone", "holds"]


def test_an_empty_log_is_said(path: str) -> None:
    result = run("fold", path, "--log")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 runs, 0 words" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--show", "zz"), "too short"),
        (("--show", "ffffffff"), "no report has the id"),
        (("--same", "ffffffff", "eeeeeeee"), "--who NAME"),
        (("--undo", "--who", "Lin", "--reason", "x"), "nothing can be undone"),
        (("--who", "Lin"), "belong to"),
        (("--log", "--undo"), "one at a time"),
    ],
)
def test_wrong_usage_is_code_2(path: str, args: tuple[str, ...], message: str) -> None:
    result = run("fold", path, *args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_no_dossier_is_an_error(tmp_path: Path) -> None:
    for args in ((), ("--log",), ("--show", "ffffffff")):
        result = run("fold", str(tmp_path / "none.duckdb"), *args)
        assert result.exit_code != 0
        assert "none" in result.stderr
        assert not (tmp_path / "none.duckdb").exists()
