from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from tests.cli.runner import lines, run

from legation.cli.registry import COMMANDS

_SOURCES = Path(__file__).parents[2] / "src"
_MAIN = "from legation.cli import main; main()"


def _shell(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", _MAIN, *args],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(_SOURCES), **env},
    )


def test_the_list_of_commands() -> None:
    assert [entry.name for entry in COMMANDS] == [
        "read",
        "status",
        "brief",
        "events",
        "claims",
        "ties",
        "causes",
        "scenarios",
        "dyads",
        "support",
        "proposals",
        "standing",
        "situation",
        "search",
        "fold",
        "contradictions",
        "narratives",
        "evidence",
        "review",
        "correct",
        "corrections",
        "diff",
        "serve",
        "export",
        "evaluate",
        "annotate",
        "doctor",
    ]


@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS])
def test_help_begins_with_examples(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    head = result.stdout.split("Options:")[0]
    assert head.index("Examples:") < head.index(f"  legation {name}") < len(head)
    assert head.split("\n\n")[1].strip().startswith("Examples:")
    assert "--json" in result.stdout
    assert "--quiet" in result.stdout


def test_help_lists_every_command_and_is_quick() -> None:
    _shell("--help")
    started = perf_counter()
    result = _shell("--help")
    assert perf_counter() - started < 1.5
    assert result.returncode == 0
    for entry in COMMANDS:
        assert f"  {entry.name}" in result.stdout.decode()


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from legation.cli.app import app; app(['--help'], standalone_mode=False); "
        "print([name for name in ('duckdb', 'pyarrow', 'spacy', 'rich') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_SOURCES)},
    )
    assert found.stdout.endswith("[]\n")


def test_errors_go_to_standard_error_with_their_code(tmp_path: Path) -> None:
    result = run("status", str(tmp_path / "none"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: no dossier at")


@pytest.mark.parametrize("before", [True, False])
def test_errors_are_json_where_that_is_wanted(tmp_path: Path, before: bool) -> None:
    args = ["status", str(tmp_path / "none")]
    result = run(*(["--json", *args] if before else [*args, "--json"]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert '{"error": {"kind": "DossierError"' in result.stderr


def test_wrong_usage_is_code_2(tmp_path: Path) -> None:
    assert run("nothing").exit_code == 2
    assert run("events").exit_code == 2
    result = run("events", str(tmp_path), "--no-such-option", "--json")
    assert result.exit_code == 2
    assert '"exit_code": 2' in result.stderr


def test_chinese_prints_on_any_terminal(dossier: str) -> None:
    for encoding in ("ascii", "cp1252", "big5", "utf-8"):
        result = _shell("events", dossier, PYTHONIOENCODING=encoding)
        assert result.returncode == 0, result.stderr
        text = result.stdout.decode(encoding)
        assert "逮捕" in text or "\\u902e\\u6355" in text
    escaped = _shell("events", dossier, "--json", PYTHONIOENCODING="cp1252")
    assert json.loads(escaped.stdout)["trigger"] == "逮捕"
    plain = _shell("evidence", dossier, _first_id(dossier), PYTHONIOENCODING="ascii")
    assert b">>\\u902e\\u6355<<" in plain.stdout


def _first_id(dossier: str) -> str:
    found: str = lines(run("events", dossier, "--json"))[0]["id"]
    return found
