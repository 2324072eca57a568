"""The log of folds: what people said of two reports, and the runs of the machine.

Everything lies in `NAME.parts/judgements` and is only ever added to. `folds.jsonl` holds the words
of people, one line each with a hash of itself; `folds-00000001.jsonl` and so on hold one run of the
folding each, of which the last that is not undone counts. Words name their reports by position and
quote, and so outlive a new reading; runs name them by id and are made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, get_args

from legation.dossier.anchors import Anchor
from legation.errors import DossierError

FOLDER: Final = "judgements"
_WORDS: Final = "folds.jsonl"
_RUNS: Final = "folds-*.jsonl"
Decision = Literal["same", "different", "undo"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as somebody judged it: where its trigger stands, and its type."""

    anchor: Anchor
    type: str


@dataclass(frozen=True, slots=True)
class Word:
    """What a person said. `at` is UTC without a zone.

    `reports` holds the two reports of `same` and `different`, and is empty for `undo`, which
    withdraws the word or run `of`. `id` is a hash of all the rest.
    """

    who: str
    at: datetime
    decision: Decision
    reason: str
    reports: tuple[Seen, ...] = ()
    of: str | None = None

    @property
    def id(self) -> str:
        """Hash of the content."""
        return _hash(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """As the log writes it, without the id."""
        return {
            "who": self.who,
            "at": self.at.isoformat(timespec="microseconds"),
            "decision": self.decision,
            "reason": self.reason,
            "reports": [
                {"target": seen.anchor.to_json(), "type": seen.type} for seen in self.reports
            ],
            "of": self.of,
        }


@dataclass(frozen=True, slots=True)
class FoldRun:
    """A run of the machine: its name, the version of the folding, and what it made."""

    name: str
    by: str
    at: datetime
    reports: int
    happenings: int
    file: Path


@dataclass(frozen=True, slots=True)
class FoldLog:
    """The log: words in the order of saying, runs in theirs, and what could not be read."""

    words: tuple[Word, ...]
    runs: tuple[FoldRun, ...]
    faults: tuple[str, ...]

    @property
    def undone(self) -> frozenset[str]:
        """Ids of words and names of runs that were withdrawn."""
        return frozenset(word.of for word in self.words if word.decision == "undo" and word.of)

    @property
    def standing(self) -> tuple[Word, ...]:
        """Words on reports that were not withdrawn."""
        gone = self.undone
        return tuple(w for w in self.words if w.decision != "undo" and w.id not in gone)

    @property
    def run(self) -> FoldRun | None:
        """The run that counts; None where there is none."""
        gone = self.undone
        return next((run for run in reversed(self.runs) if run.name not in gone), None)


def read_fold_log(root: Path) -> FoldLog:
    """The log beside the parts under `root`; empty where nothing was judged yet."""
    folder = root / FOLDER
    words: dict[str, Word] = {}
    faults: list[str] = []
    path = folder / _WORDS
    lines = path.read_bytes().split(b"\n") if path.exists() else []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            word = _parse(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            faults.append(f"{path}, line {number}: {error}")
            continue
        words[word.id] = word
    runs = []
    for file in sorted(folder.glob(_RUNS)):
        try:
            runs.append(_head(file))
        except (OSError, ValueError, KeyError, TypeError) as error:
            faults.append(f"{file}: its first line cannot be read ({error})")
    ordered = sorted(words.values(), key=lambda word: (word.at, word.id))
    return FoldLog(tuple(ordered), tuple(runs), tuple(faults))


def add_word(root: Path, word: Word) -> Word:
    """Add a word to the log; it is on disk when this returns."""
    folder = _folder(root)
    line = json.dumps({"id": word.id, **word.to_json()}, ensure_ascii=True) + "\n"
    path = folder / _WORDS
    if path.exists() and not path.read_bytes().endswith(b"\n"):
        line = "\n" + line  # the last line was cut off; it must not swallow this one
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(file, line.encode("ascii"))
        os.fsync(file)
    finally:
        os.close(file)
    return word


def add_run(
    root: Path, by: str, at: datetime, reports: int, rows: Sequence[Mapping[str, Any]]
) -> FoldRun:
    """Write a run whole or not at all. Rows have happening, document, id, reason and score."""
    folder = _folder(root)
    last = max((int(path.stem.split("-")[1]) for path in folder.glob(_RUNS)), default=0)
    name = f"folds-{last + 1:08d}"
    happenings = len({row["happening"] for row in rows})
    head = {
        "run": name,
        "by": by,
        "at": at.isoformat(timespec="microseconds"),
        "reports": reports,
        "happenings": happenings,
    }
    file = folder / f"{name}.jsonl"
    fresh = folder / f".{name}.tmp"
    with fresh.open("w", encoding="utf-8") as out:
        out.writelines(_lines((head, *rows)))
        out.flush()
        os.fsync(out.fileno())
    fresh.rename(file)
    return FoldRun(name, by, at, reports, happenings, file)


def run_rows(run: FoldRun) -> list[str]:
    """The lines of a run below its head, to tell whether another made the same."""
    return run.file.read_text(encoding="utf-8").splitlines(keepends=True)[1:]


def as_lines(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Rows as a run's file holds them."""
    return list(_lines(rows))


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _folder(root: Path) -> Path:
    if not root.is_dir():
        raise DossierError(
            f"{root} is missing, so nothing can be folded; put the folder back beside the "
            "dossier, since its judgements are kept in it"
        )
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    return folder


def _parse(line: bytes) -> Word:
    content = json.loads(line.decode("ascii"))
    written = content.pop("id")
    if _hash(content) != written:
        raise ValueError("it was altered: its id is not that of its content")
    reports = tuple(
        Seen(Anchor.from_json(item["target"]), str(item["type"])) for item in content["reports"]
    )
    if content["decision"] not in get_args(Decision):
        raise ValueError(f"it decides {content['decision']!r}, which is not known")
    if len(reports) != (0 if content["decision"] == "undo" else 2):
        raise ValueError(f"it is about {len(reports)} reports")
    return Word(
        str(content["who"]),
        datetime.fromisoformat(content["at"]),
        content["decision"],
        str(content["reason"]),
        reports,
        content["of"],
    )


def _head(file: Path) -> FoldRun:
    with file.open(encoding="utf-8") as lines:
        head = json.loads(next(lines, "null"))
    if not isinstance(head, dict):
        raise ValueError("it is no head of a run")
    return FoldRun(
        str(head["run"]),
        str(head["by"]),
        datetime.fromisoformat(head["at"]),
        int(head["reports"]),
        int(head["happenings"]),
        file,
    )


def _hash(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
