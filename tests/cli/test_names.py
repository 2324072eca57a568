"""Commands take names for ids, in any script, and answer a slip with who may be meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.articles import article, make
from tests.cli.runner import run


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    one = article(
        "one",
        "美國要求委內瑞拉釋放囚犯。",
        named=[("美國", "USA"), ("委內瑞拉", "VEN")],
        acts=[("要求", "USA", "VEN", "REQUEST", "actual")],
        published="2026-01-05",
    )
    return make(tmp_path_factory.mktemp("names") / "d.duckdb", one)


COMMANDS = (
    ("events", "--actor", "{}"),
    ("events", "--dyad", "{}:委內瑞拉"),
    ("claims", "--speaker", "{}"),
    ("ties", "--from", "{}"),
    ("causes", "--actor", "{}"),
    ("scenarios", "--source", "{}"),
    ("dyads", "{}:委內瑞拉"),
    ("support", "{}:委內瑞拉"),
    ("proposals", "{}:委內瑞拉"),
    ("contradictions", "--actor", "{}"),
    ("narratives", "--actor", "{}"),
    ("standing", "numbers", "--actor", "{}"),
    ("search", "actor:{}"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", ["美國", "美国", "USA"])
def test_commands_take_names(path: Path, command: tuple[str, ...], name: str) -> None:
    result = run(command[0], str(path), *(word.format(name) for word in command[1:]))
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_answer_a_slip(path: Path, command: tuple[str, ...]) -> None:
    result = run(command[0], str(path), *(word.format("Venezeula") for word in command[1:]))
    assert result.exit_code == 2
    assert "did you mean VEN (Venezuela, 委內瑞拉" in result.stderr


def test_an_empty_list_says_which_filter_emptied_it(path: Path) -> None:
    result = run("events", str(path), "--actor", "美國", "--type", "AID")
    assert "no report of an event in the dossier passes type=AID" in result.stderr
