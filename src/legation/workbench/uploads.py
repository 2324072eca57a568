"""Documents that came through the browser: files beside the dossier, a folder for each job.

`NAME.uploads/JOB/files/…` holds them byte for byte, `NAME.uploads/JOB/job.json` what became of
them. Both stay, so that the dossier can be read anew from its sources.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from legation.dossier.store import Paths
from legation.errors import UsageError

WAITING: Final = "waiting"
READING: Final = "reading"
WRITING: Final = "writing"
DONE: Final = "done"
FAILED: Final = "failed"
_UNFINISHED: Final = (WAITING, READING, WRITING)
_ID: Final = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_DEEPEST: Final = 6
_LONGEST: Final = 120
"""Bytes of a name; file systems take 255."""


@dataclass(frozen=True, slots=True)
class Job:
    """One adding of documents. `done` of `files` are read; `failures` are (path, reason).

    `tally` counts documents added, replaced, unchanged, failed; empty until they are written.
    `reason` says why a whole job failed, or None.
    """

    id: str
    who: str
    at: str
    files: int
    state: str = WAITING
    done: int = 0
    documents: int = 0
    tally: Mapping[str, int] | None = None
    failures: tuple[tuple[str, str], ...] = ()
    reason: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state not in _UNFINISHED


class Uploads:
    """The folder of a dossier's uploads."""

    def __init__(self, database: Path) -> None:
        parts = Paths.of(database).parts
        self.root = parts.with_name(parts.name.removesuffix(".parts") + ".uploads")

    def new(self, who: str, files: int) -> Job:
        """A job with its empty folder. `files`: how many it will hold."""
        now = datetime.now(UTC)
        job = Job(f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}", who, f"{now:%F %H:%M}", files)
        self.files(job.id).mkdir(parents=True)
        return job

    def files(self, identifier: str) -> Path:
        """The folder of a job's files. Raises UsageError where this is no id of a job."""
        if not _ID.fullmatch(identifier):
            raise UsageError(f"{identifier!r} is no id of a job; /add lists the jobs")
        return self.root / identifier / "files"

    def place(self, identifier: str, name: str) -> Path:
        """Where a file of this name goes: inside the job's folder, beside no other of its name."""
        folder = self.files(identifier)
        path = folder.joinpath(*safe_parts(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        while path.exists():
            number += 1
            stem = path.stem.removesuffix(f"-{number - 1}")
            path = path.with_name(f"{stem}-{number}{path.suffix}")
        return path

    def keep(self, job: Job, **changes: Any) -> Job:
        """Write what became of a job; a reader sees the old or the new, never half."""
        job = replace(job, **changes)
        path = self.files(job.id).with_name("job.json")
        half = path.with_suffix(".half")
        half.write_text(json.dumps(asdict(job), ensure_ascii=False, indent=1), encoding="utf-8")
        half.replace(path)
        return job

    def job(self, identifier: str) -> Job:
        """A job by its id. Raises UsageError where there is none."""
        path = self.files(identifier).with_name("job.json")
        try:
            given = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise UsageError(f"there is no job {identifier}; /add lists the jobs") from None
        given["failures"] = tuple((path, reason) for path, reason in given["failures"])
        return Job(**given)

    def jobs(self) -> tuple[Job, ...]:
        """All jobs, newest first."""
        if not self.root.is_dir():
            return ()
        names = sorted((path.parent.name for path in self.root.glob("*/job.json")), reverse=True)
        return tuple(self.job(name) for name in names if _ID.fullmatch(name))


def safe_parts(name: str) -> tuple[str, ...]:
    """The parts of a path that a browser sent, none of which leads up, is hidden or unseen."""
    parts = [_safe(part) for part in re.split(r"[/\\]", name)]
    return tuple(part for part in parts if part)[-_DEEPEST:] or ("unnamed.txt",)


def _safe(part: str) -> str:
    plain = "".join(
        "_" if sign in ':*?"<>|' or unicodedata.category(sign).startswith("C") else sign
        for sign in unicodedata.normalize("NFC", part)
    )
    plain = plain.strip().lstrip(".").rstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    room = _LONGEST - len((dot + suffix).encode())
    if len(plain.encode()) <= _LONGEST:
        return plain
    if not stem or room < 8:
        stem, dot, suffix, room = plain, "", "", _LONGEST
    return stem.encode()[:room].decode(errors="ignore") + dot + suffix
