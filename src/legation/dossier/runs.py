"""Runs and their failures: one append-only JSON-lines file per run beside the parts."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from legation import __version__
from legation.dossier.parts import RUNS_FOLDER
from legation.model.document import Failure


@dataclass(frozen=True, slots=True)
class Run:
    """What is being run: the reader with its version, and the command as the user gave it."""

    reader: str
    command: str = ""


@dataclass(slots=True)
class Tally:
    """Documents of a run by what became of them."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0


@dataclass(slots=True)
class RunLog:
    """The record of one run, written as it goes; a run that is killed has no end."""

    root: Path
    run: Run
    tally: Tally = field(default_factory=Tally)
    failures: list[Failure] = field(default_factory=list)
    started: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))
    finished: datetime | None = None
    id: str = ""

    def begin(self) -> None:
        """Give the run its id, from its start, and open its file."""
        self.id = f"{self.started:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        started = self.started.isoformat()
        self._append(
            "run",
            {
                "run": self.id,
                "reader": self.run.reader,
                "command": self.run.command,
                "package": __version__,
                "started": started,
            },
        )

    def fail(self, failure: Failure) -> None:
        """Note an input that gave no document."""
        self.failures.append(failure)
        self.tally.failed += 1
        self._append("failure", {"path": failure.path, "reason": failure.reason})

    def end(self) -> None:
        """Note that the run came to its end."""
        self.finished = datetime.now(UTC).replace(tzinfo=None)
        tally = self.tally
        self._append(
            "end",
            {
                "finished": self.finished.isoformat(),
                "added": tally.added,
                "replaced": tally.replaced,
                "unchanged": tally.unchanged,
                "failed": tally.failed,
            },
        )

    @property
    def _path(self) -> Path:
        return self.root / RUNS_FOLDER / f"{self.id}.jsonl"

    def _append(self, kind: str, content: dict[str, Any]) -> None:
        line = json.dumps({"kind": kind, **content}, ensure_ascii=True)
        with self._path.open("a", encoding="ascii") as file:
            file.write(line + "\n")


def read_runs(root: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of the tables `runs` and `failures`, runs in the order of their start."""
    runs: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    for path in sorted((root / RUNS_FOLDER).glob("*.jsonl")):
        row, failed = _read_run(path)
        if row:
            runs.append(row)
            failures.extend(failed)
    return runs, failures


def _read_run(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    row: dict[str, Any] = {}
    failures = []
    for line in _lines(path):
        kind = line.pop("kind", None)
        if kind == "failure":
            failures.append({"run": path.stem, **line})
        elif kind in ("run", "end"):
            row.update(line)
    if row:
        row = {"run": path.stem, "failed": len(failures), **row}
    return row, failures


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            return  # a killed run leaves its last line unfinished
        if isinstance(found, dict):
            yield found
