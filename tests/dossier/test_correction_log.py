from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.readings import STORIES, Story, at

from legation.dossier.anchors import make_anchor
from legation.dossier.correction_log import FOLDER, Correction, Session, log_sizes, read_log
from legation.errors import DossierError, UsageError


def _change(story: Story, new: Any = "denied") -> Correction:
    span = at(story.text, story.arrest)
    anchor = make_anchor(
        "story", "0" * 64, story.text, (span.start, span.end), (0, len(story.text))
    )
    return Correction(
        who="",
        at=datetime.min,  # noqa: DTZ901
        decision="change",
        kind="events",
        field="status",
        old="actual",
        new=new,
        reason=f"「{story.arrest}」",
        anchor=anchor,
        seen={"status": "actual", "actors": ["FRA"], "date": None},
    )


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The one file of a session of three decisions."""
    session = Session(tmp_path, "林")
    for story in STORIES:
        session.add(_change(story))
    (path,) = (tmp_path / FOLDER).iterdir()
    return path


@pytest.mark.parametrize("story", STORIES)
def test_what_is_written_is_read(tmp_path: Path, story: Story) -> None:
    made = Session(tmp_path, " 林 ").add(_change(story))
    log = read_log(tmp_path)
    assert log.corrections == (made,)
    assert made.who == "林"
    assert abs((datetime.now(UTC).replace(tzinfo=None) - made.at).total_seconds()) < 60
    assert log.files == log_sizes(tmp_path)
    assert not log.faults


def test_decisions_of_a_session_keep_their_order_and_add_only(tmp_path: Path) -> None:
    session = Session(tmp_path, "Lin")
    made, before = [], b""
    for number in range(20):
        made.append(session.add(_change(STORIES[number % 3])))
        (path,) = (tmp_path / FOLDER).iterdir()
        now = path.read_bytes()
        assert now.startswith(before)
        before = now
    assert before.count(b"\n") == 20
    assert list(read_log(tmp_path).corrections) == made


def test_sessions_have_files_of_their_own(tmp_path: Path) -> None:
    for who in ("Lin", "García"):
        Session(tmp_path, who).add(_change(STORIES[0]))
    assert len(list((tmp_path / FOLDER).iterdir())) == 2
    assert [item.who for item in read_log(tmp_path).corrections] == ["Lin", "García"]


def test_a_session_without_a_decision_leaves_nothing(tmp_path: Path) -> None:
    Session(tmp_path, "Lin")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError, match="--who"):
        Session(tmp_path, "  ")
    with pytest.raises(DossierError, match="put the folder back"):
        Session(tmp_path / "none", "Lin")


def test_the_same_line_in_two_files_is_one_correction(written: Path) -> None:
    (written.parent / "copy.jsonl").write_bytes(written.read_bytes())
    assert len(read_log(written.parents[1]).corrections) == 3


def test_a_torn_last_line_is_told_from_damage(written: Path) -> None:
    whole = written.read_bytes()
    for cut in (1, 40, len(whole.splitlines()[-1])):
        written.write_bytes(whole[: len(whole) - cut])
        log = read_log(written.parents[1])
        if cut == 1:  # only the end of the line is lost
            assert (len(log.corrections), log.faults) == (3, ())
            continue
        assert len(log.corrections) == 2
        (fault,) = log.faults
        assert (fault.file, fault.line, fault.torn) == (written.name, 3, True)


def _edit(**changes: Any) -> Callable[[bytes], bytes]:
    def edited(line: bytes) -> bytes:
        return json.dumps({**json.loads(line), **changes}).encode()

    return edited


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda line: line[:50], "Unterminated|delimiter|Expecting"),
        (lambda line: b"\x00" * len(line), "Expecting value"),
        (lambda line: line.replace(b"denied", b"actual"), "it was altered"),
        (lambda line: b"\xff\xfe" + line, "ascii"),
        (lambda line: b"[]", "no object"),
        (lambda line: b"[" * 100_000, "recursion"),
        (lambda line: b"{}", "it lacks 'id'"),
        (_edit(new="planned"), "it was altered"),
    ],
)
def test_a_damaged_line_is_reported_and_the_others_hold(
    written: Path, damage: Callable[[bytes], bytes], reason: str
) -> None:
    lines = written.read_bytes().splitlines()
    lines[1] = damage(lines[1])
    written.write_bytes(b"\n".join(lines) + b"\n")
    log = read_log(written.parents[1])
    assert [item.anchor.exact for item in log.corrections] == [
        STORIES[0].arrest,
        STORIES[2].arrest,
    ]
    (fault,) = log.faults
    assert (fault.line, fault.torn) == (2, False)
    assert any(part in fault.reason for part in reason.split("|"))


@pytest.mark.parametrize("new", ["finished", None, 3, ["denied"]])
def test_a_value_that_this_version_does_not_know_is_reported(tmp_path: Path, new: Any) -> None:
    session = Session(tmp_path, "Lin")
    session.add(_change(STORIES[0], new))
    session.add(_change(STORIES[1]))
    log = read_log(tmp_path)
    assert len(log.corrections) == 1
    assert "status" in log.faults[0].reason
    assert not log.faults[0].torn


def test_a_disk_that_is_full_is_reported_and_the_next_decision_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(tmp_path, "Lin")
    session.add(_change(STORIES[0]))
    write = os.write
    with monkeypatch.context() as patched:
        patched.setattr("os.write", lambda file, line: write(file, line[:99]))
        with pytest.raises(DossierError, match="could not be written"):
            session.add(_change(STORIES[1]))
    session.add(_change(STORIES[2]))
    log = read_log(tmp_path)
    assert [item.anchor.exact for item in log.corrections] == [
        STORIES[0].arrest,
        STORIES[2].arrest,
    ]
    assert [fault.torn for fault in log.faults] == [True]
