"""The log of corrections: lines that are only ever added, one file per session of an analyst.

`NAME.parts/corrections/<start>-<random>.jsonl`. A line carries a hash of itself, so that a damaged
one is known for what it is; it is reported and left out, and every other line holds. Sessions
write to files of their own, so that they need no lock among themselves.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal, get_args

from legation.dossier.anchors import Anchor
from legation.dossier.judged import JUDGED, checked
from legation.errors import DossierError, LegationError, UsageError

FOLDER: Final = "corrections"
Decision = Literal["accept", "reject", "change", "retract"]
_DECISIONS: Final = get_args(Decision)
_UNREADABLE: Final = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What damaged bytes, or content of another shape, end in."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of one person. `at` is UTC without a zone.

    `field`, `old`, `new`: of a change. An accepted record has its judged columns, as the analyst
    saw them, in `new`. `seen` is what the reader had, which tells the record from the others at
    its place; `among` counts the records of its kind that stood there. `of` is the correction
    that a retraction withdraws. `id` is a hash of all the rest, given when it is written: the same
    line in two files is one correction.
    """

    who: str
    at: datetime
    decision: Decision
    kind: str
    field: str | None
    old: Any
    new: Any
    reason: str | None
    anchor: Anchor
    seen: Mapping[str, Any]
    among: int = 1
    of: str | None = None
    id: str = ""

    @property
    def order(self) -> tuple[datetime, str]:
        """Later decisions sort behind earlier ones, whatever file they are in."""
        return self.at, self.id

    def to_json(self) -> dict[str, Any]:
        """As the log writes it, without the id."""
        return {
            "who": self.who,
            "at": self.at.isoformat(timespec="microseconds"),
            "decision": self.decision,
            "kind": self.kind,
            "field": self.field,
            "old": self.old,
            "new": self.new,
            "reason": self.reason,
            "target": self.anchor.to_json(),
            "seen": dict(self.seen),
            "among": self.among,
            "of": self.of,
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the log that does not hold. `torn`: the last one, of a session that was cut off."""

    file: str
    line: int
    reason: str
    torn: bool


@dataclass(frozen=True, slots=True)
class Log:
    """All sessions: corrections in the order of deciding, faults, and the bytes read by file."""

    corrections: tuple[Correction, ...]
    faults: tuple[Fault, ...]
    files: Mapping[str, int]


class Session:
    """Writes decisions of one analyst, each on disk before the next; no file until the first."""

    def __init__(self, root: Path, who: str) -> None:
        if not who.strip():
            raise UsageError("a correction needs its analyst; name one with --who NAME")
        if not root.is_dir():
            raise DossierError(
                f"{root} is missing, so nothing can be decided; put the folder back beside the "
                "dossier, since corrections are kept in it"
            )
        self.who = who.strip()
        self._folder = root / FOLDER
        self._path: Path | None = None
        self._last = datetime.min  # noqa: DTZ901

    def add(self, correction: Correction) -> Correction:
        """Write a decision; returns it with the analyst, the time and the id set.

        Raises:
            DossierError: it could not be written.
        """
        now = datetime.now(UTC).replace(tzinfo=None)
        self._last = max(now, self._last + timedelta(microseconds=1))
        made = replace(correction, who=self.who, at=self._last)
        content = made.to_json()
        made = replace(made, id=_hash(content))
        line = json.dumps({"id": made.id, **content}, ensure_ascii=True) + "\n"
        path = self._file()
        try:
            _append(path, line.encode("ascii"))
        except OSError as error:
            self._path = None  # whatever is there of the line, the next one begins a file
            raise DossierError(
                f"{path}: the decision could not be written ({error}); "
                "see that there is room and leave to write, and decide again"
            ) from error
        return made

    def _file(self) -> Path:
        if self._path is None:
            self._folder.mkdir(exist_ok=True)
            name = f"{self._last:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.jsonl"
            self._path = self._folder / name
        return self._path


def _append(path: Path, line: bytes) -> None:
    """Add a line and wait until it is on the disk.

    Raises:
        OSError: it could not be written, or not in full.
    """
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        if os.write(file, line) < len(line):
            raise OSError(f"only a part of {len(line)} bytes")
        os.fsync(file)
    finally:
        os.close(file)


def log_sizes(root: Path) -> dict[str, int]:
    """Bytes of each file of the log: enough to know whether something was added."""
    return {path.name: path.stat().st_size for path in sorted((root / FOLDER).glob("*.jsonl"))}


def read_log(root: Path) -> Log:
    """Every correction that can be read, and what cannot, whatever the order of the files."""
    found: dict[str, Correction] = {}
    faults: list[Fault] = []
    files: dict[str, int] = {}
    for path in sorted((root / FOLDER).glob("*.jsonl")):
        content = path.read_bytes()
        files[path.name] = len(content)
        lines = content.split(b"\n")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                correction = _parse(line)
            except (*_UNREADABLE, LegationError) as error:
                torn = number == len(lines)  # nothing follows: not even the end of the line
                faults.append(Fault(path.name, number, _words(error), torn))
                continue
            found[correction.id] = correction
    ordered = sorted(found.values(), key=lambda correction: correction.order)
    return Log(tuple(ordered), tuple(faults), files)


def _parse(line: bytes) -> Correction:
    content = json.loads(line.decode("ascii"))
    if not isinstance(content, dict):
        raise ValueError("it is no object of JSON")
    written = content.pop("id")
    if _hash(content) != written:
        raise ValueError("it was altered: its id is not that of its content")
    made = Correction(
        who=_text(content, "who"),
        at=datetime.fromisoformat(content["at"]),
        decision=content["decision"],
        kind=content["kind"],
        field=content["field"],
        old=content["old"],
        new=content["new"],
        reason=content["reason"],
        anchor=Anchor.from_json(content["target"]),
        seen=dict(content["seen"]),
        among=int(content["among"]),
        of=content["of"],
        id=written,
    )
    _check(made)
    return made


def _check(made: Correction) -> None:
    """Refuse what this version cannot replay, such as a status that it does not know."""
    if made.decision not in _DECISIONS or made.kind not in JUDGED:
        raise ValueError(f"it decides {made.decision!r} on {made.kind!r}, which is not known")
    if made.at.tzinfo is not None:
        raise ValueError("its time has a zone; it must be UTC without one")
    if made.decision == "change":
        checked(made.kind, str(made.field), made.new)
    if made.decision == "accept":
        for name, value in made.new.items():
            checked(made.kind, name, value)
    if made.decision == "retract" and not made.of:
        raise ValueError("it does not say which correction it withdraws")


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content[name]
    if not isinstance(value, str) or not value:
        raise ValueError(f"its {name} is {value!r}")
    return value


def _hash(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _words(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it lacks {error.args[0]!r}"
    return " ".join(str(error).split()) or type(error).__name__
