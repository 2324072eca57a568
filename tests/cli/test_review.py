from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import lines, run
from tests.dossier.readings import STORIES, Story, reading

from legation.dossier import Dossier
from legation.dossier.correction_log import FOLDER

_SOURCES = Path(__file__).parents[2] / "src"
_MAIN = "from legation.cli import main; main()"


@pytest.fixture
def desk(tmp_path: Path) -> str:
    """A dossier of one document in each of three languages and scripts; six events."""
    path = tmp_path / "news.duckdb"
    with Dossier.open(path, write=True) as dossier:
        dossier.add([reading(f"story-{number}", story) for number, story in enumerate(STORIES)])
    return str(path)


def _events(desk: str, *args: str) -> list[dict[str, Any]]:
    return lines(run("events", desk, "--json", *args))


def _typed(*answers: str) -> bytes:
    return "".join(f"{answer}\n" for answer in answers).encode()


@pytest.mark.parametrize(("number", "story"), list(enumerate(STORIES)))
def test_review_shows_the_sentence_and_keeps_what_is_decided(
    desk: str, number: int, story: Story
) -> None:
    document = f"story-{number}"
    result = run(
        *("review", desk, "--document", document, "--who", "林"),
        stdin=_typed("c", "status", "proposed", "只是建議", "a", "r", "no such act"),
    )
    assert result.exit_code == 0
    assert f">>{story.give}<<" in result.stderr  # the less certain event comes first
    assert "sure 0.40" in result.stderr
    assert result.stdout.splitlines()[0].endswith(
        f"林 changes status of event {story.give} in {document}: planned -> proposed"
    )
    assert result.stderr.endswith("3 decisions by 林\n")
    (row,) = _events(desk, "--document", document)
    assert (row["status"], row["plover_type"]) == ("proposed", "AGREE")
    found = lines(run("corrections", desk, "--json"))
    assert [(item["decision"], item["standing"]) for item in found] == [
        ("change", "holds"),
        ("accept", "holds"),
        ("reject", "holds"),
    ]
    assert found[1]["new"]["status"] == "proposed"  # as it was shown after the change
    assert {item["who"] for item in found} == {"林"}
    assert run("doctor", desk).exit_code == 0


def test_review_goes_back_by_undo(desk: str) -> None:
    result = run("review", desk, "--who", "Lin", stdin=_typed("u", "r", "", "u", "a", "q"))
    assert "nothing was decided in this session" in result.stderr
    assert result.stderr.count("\n1 of 6") == 2
    assert result.stderr.endswith("1 decision by Lin, 1 undone\n")
    assert len(_events(desk)) == 6


def test_review_asks_again_for_what_makes_no_sense(desk: str) -> None:
    answers = _typed("x", "c", "colour", "status", "blue", "denied", "", "c", "", "n", "q")
    result = run("review", desk, "--who", "Lin", "--json", stdin=answers)
    assert "'x' is no key" in result.stderr
    assert "'colour' of events cannot be corrected" in result.stderr
    assert "'blue' is no value of status; it is one of actual" in result.stderr
    assert "nothing was changed" in result.stderr
    assert [(row["field"], row["new"]) for row in lines(result)] == [("status", "denied")]


def test_review_takes_filters_and_leaves_out_what_was_decided(desk: str) -> None:
    result = run(
        *("review", desk, "--max-confidence", "0.5", "--status", "planned", "--who", "Lin"),
        stdin=_typed("a", "n"),
    )
    assert "1 of 3" in result.stderr
    again = run("review", desk, "--max-confidence", "0.5", "--who", "Lin", stdin=b"")
    assert "1 left out that Lin decided about" in again.stderr
    assert "1 of 2" in again.stderr
    other = run("review", desk, "--max-confidence", "0.5", "--who", "García", stdin=b"")
    assert "1 of 3" in other.stderr
    every = run("review", desk, "--who", "Lin", "--again", "--limit", "2", stdin=b"")
    assert "1 of 2" in every.stderr
    none = run("review", desk, "--type", "AID", "--actor", "USA", "--who", "Lin", stdin=b"")
    assert none.stderr == "0 decisions by Lin\n"


@pytest.mark.parametrize("kind", ["claims", "ties", "causes", "scenarios"])
def test_review_takes_every_kind(desk: str, kind: str) -> None:
    result = run("review", desk, "--kind", kind, "--who", "Lin", stdin=_typed("r", "", "q"))
    assert f"Lin rejects {kind.removesuffix('s')}" in result.stdout
    part = {"claims": "content", "ties": "channel", "causes": "effect", "scenarios": "outcome"}[
        kind
    ]
    words = {"claims": "逮捕", "ties": "lending"}.get(kind, "援助")
    assert f" {part} {words}" in result.stderr
    assert len(lines(run(kind, desk, "--json"))) == 2
    assert run("review", desk, "--kind", kind, "--status", "planned").exit_code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_session_that_is_cut_off_loses_nothing(desk: str, name: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, "review", desk, "--who", "Lin"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(_SOURCES)},
    )
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(_typed("r", "not told"))
    process.stdin.flush()
    while b"2 of 6" not in process.stderr.readline():
        pass
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=60)
    if name == "SIGINT":
        assert process.returncode == 0
        assert said.endswith(b"1 decision by Lin\n")
    assert len(_events(desk)) == 5
    assert run("doctor", desk).exit_code == 0


def test_the_analyst_is_taken_from_the_environment_or_the_login(
    desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = _events(desk)[0]["id"]
    monkeypatch.setenv("LEGATION_WHO", "Lin")
    assert "Lin accepts" in run("correct", desk, record, "--accept").stdout
    monkeypatch.delenv("LEGATION_WHO")
    monkeypatch.setattr("getpass.getuser", lambda: "mwangi")
    assert "mwangi accepts" in run("correct", desk, record, "--accept").stdout

    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nobody)
    result = run("correct", desk, record, "--accept")
    assert (result.exit_code, "--who NAME" in result.stderr) == (2, True)
    assert run("correct", desk, record, "--accept", "--who", " ").exit_code == 2


def test_correct_changes_rejects_accepts_and_retracts(desk: str) -> None:
    first, second, *_ = _events(desk)
    who = ("--who", "Lin")
    changed = run("correct", desk, first["id"][:8], "--field", "status", "--to", "planned", *who)
    assert "changes status of event 逮捕 in story-0: actual -> planned" in changed.stdout
    (made,) = lines(run("correct", desk, second["id"], "--reject", "--json", *who))
    assert made["target"]["selector"][0]["start"] == second["start"]
    assert [row["status"] for row in _events(desk, "--document", "story-0")] == ["planned"]
    result = run("correct", desk, made["correction"][:10], "--retract", *who)
    assert f"withdraws {made['correction'][:8]}" in result.stdout
    assert len(_events(desk)) == 6
    text = run("evidence", desk, first["id"], "--json")
    (one,) = lines(text)[0]["corrections"]
    assert (one["who"], one["old"], one["new"]) == ("Lin", "actual", "planned")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "say one thing"),
        (("--field", "status"), "say one thing"),
        (("--accept", "--reject"), "say one thing"),
        (("--field", "status", "--to", "blue"), "it is one of actual, ongoing"),
        (("--field", "date", "--to", "last week"), "no EDTF"),
        (("--field", "actors", "--to", "VEN.XYZ"), "no sector of PLOVER in XYZ"),
        (("--field", "actors", "--to", "The US"), "no id of an actor"),
        (("--field", "modes", "--to", "visit"), "no mode of COERCE, which has seize"),
        (("--field", "quote", "--to", "x"), "columns that can are type"),
        (("--field", "status", "--to", "actual"), "actual already"),
        (("--field", "type", "--to", "null"), "cannot be unknown"),
        (("--accept", "--document", "story-9"), "story-9 has no record"),
        (("--retract",), "no correction has the id"),
    ],
)
def test_wrong_usage_says_what_is_right(desk: str, args: tuple[str, ...], message: str) -> None:
    record = _events(desk)[0]["id"]
    result = run("correct", desk, record, *args, "--who", "Lin")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert not (Path(desk).with_suffix(".parts") / FOLDER).exists()


def test_what_cannot_be_withdrawn_is_said(desk: str) -> None:
    record = _events(desk)[0]["id"]
    (made,) = lines(run("correct", desk, record, "--accept", "--json", "--who", "Lin"))
    one = made["correction"]
    other = run("correct", desk, one, "--retract", "--who", "García")
    assert "a decision of Lin" in other.stderr
    (gone,) = lines(run("correct", desk, one, "--retract", "--json", "--who", "Lin"))
    assert "already" in run("correct", desk, one, "--retract", "--who", "Lin").stderr
    last = run("correct", desk, gone["correction"], "--retract", "--who", "Lin")
    assert "decide anew" in last.stderr


def test_corrections_lists_by_state_and_reports_damage(desk: str) -> None:
    first, second, *_ = _events(desk)
    run("correct", desk, first["id"], "--field", "status", "--to", "planned", "--who", "Lin")
    run("correct", desk, first["id"], "--field", "status", "--to", "denied", "--who", "García")
    run("correct", desk, second["id"], "--accept", "--who", "Lin")
    result = run("corrections", desk)
    assert result.exit_code == 0
    assert "actual -> planned" in result.stdout
    assert "overruled, disputed" in result.stdout
    assert result.stderr == "3 corrections: 3 SAME\n"
    assert len(lines(run("corrections", desk, "--disputed", "--json"))) == 2
    assert len(lines(run("corrections", desk, "--who", "Lin", "--json"))) == 2
    assert run("corrections", desk, "--state", "orphan", "--quiet").stdout == ""
    folder = Path(desk).with_suffix(".parts") / FOLDER
    newest = max(folder.iterdir())
    newest.write_bytes(newest.read_bytes() + b'{"id": "cut')
    result = run("corrections", desk)
    assert f"line 2 of {newest.name} was cut off and is left out" in result.stderr
    assert "3 corrections: 3 SAME" in result.stderr
    assert "1 cut off while being written" in run("doctor", desk).stdout


def test_a_writer_at_work_is_named_and_nothing_is_written(desk: str) -> None:
    record = _events(desk)[0]["id"]
    with Dossier.open(desk, write=True):
        for args in (
            ("correct", desk, record, "--accept"),
            ("review", desk),
            ("corrections", desk),
        ):
            assert run(*args).exit_code == 4
    assert not (Path(desk).with_suffix(".parts") / FOLDER).exists()


def test_a_reader_at_work_does_not_hinder_a_decision(desk: str) -> None:
    record = _events(desk)[0]["id"]
    with Dossier.open(desk):
        result = run("correct", desk, record, "--reject", "--who", "Lin")
    assert result.exit_code == 0
    assert "kept in the log" in result.stderr
    assert len(_events(desk)) == 5
