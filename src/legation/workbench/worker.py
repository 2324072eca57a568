"""Reads uploaded files in a process of its own, one job after the other; then writes them.

While a job is read the dossier stays open to readers; they wait for the final write only.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from legation.dossier import Run
from legation.errors import LegationError, LockedError
from legation.model.document import Failure
from legation.model.reading import Reading
from legation.workbench.holder import Holder
from legation.workbench.settings import ReadFiles
from legation.workbench.uploads import DONE, FAILED, READING, WRITING, Job, Uploads

_STEP: Final = 0.3
"""Seconds between two notes of progress."""
_PATIENCE: Final = 60.0
"""Seconds to wait for another process that holds the dossier."""


class Worker:
    """The queue of one workbench. Jobs that an earlier process left unfinished come first."""

    def __init__(self, holder: Holder, uploads: Uploads, read: ReadFiles) -> None:
        self._holder, self._uploads, self._read = holder, uploads, read
        self._queue: queue.Queue[str] = queue.Queue()
        for job in reversed(uploads.jobs()):
            if not job.is_over:
                self._queue.put(job.id)
        threading.Thread(target=self._work, name="legation-add", daemon=True).start()

    def put(self, job: Job) -> None:
        """Read the files of a job when those before it are read."""
        self._queue.put(job.id)

    def _work(self) -> None:
        while True:
            job = self._uploads.job(self._queue.get())
            try:
                self._one(job)
            except (LegationError, OSError) as error:
                job = self._uploads.job(job.id)
                self._uploads.keep(job, state=FAILED, reason=str(error))

    def _one(self, job: Job) -> None:
        folder = self._uploads.files(job.id)
        paths = sorted(str(path) for path in folder.rglob("*") if path.is_file())
        job = self._uploads.keep(job, state=READING, done=0, failures=(), reason=None)
        readings: list[Reading] = []
        failures: list[Failure] = []
        seen: set[str] = set()
        noted = monotonic()
        for found in _found(self._read, paths):
            if isinstance(found, Failure):
                failures.append(found)
                seen.add(found.path)
            else:
                readings.append(found)
                seen.add(found.document.path or found.document.id)
            if monotonic() - noted > _STEP:
                done = min(len(seen), job.files)
                job = self._uploads.keep(job, done=done, documents=len(readings))
                noted = monotonic()
        job = self._uploads.keep(job, state=WRITING, done=job.files, documents=len(readings))
        self._write(job, readings, failures)

    def _write(self, job: Job, readings: Sequence[Reading], failures: Sequence[Failure]) -> None:
        run = Run(readings[0].reader if readings else "", f"add {job.files} files, by {job.who}")
        until = monotonic() + _PATIENCE
        while True:
            try:
                with self._holder.writing() as dossier, dossier.writer(run) as writer:
                    for reading in readings:
                        writer.put(reading, strict=False)
                    for failure in failures:
                        writer.fail(failure)
                break
            except LockedError:
                if monotonic() > until:
                    raise
                sleep(1)
        tally = writer.tally
        self._uploads.keep(
            job,
            state=DONE,
            tally={
                "added": tally.added,
                "replaced": tally.replaced,
                "unchanged": tally.unchanged,
                "failed": tally.failed,
            },
            failures=tuple(
                (self._name(job, failure.path), failure.reason) for failure in writer.failures
            ),
        )

    def _name(self, job: Job, path: str) -> str:
        """A path as the browser sent it."""
        folder = self._uploads.files(job.id)
        return str(Path(path).relative_to(folder)) if Path(path).is_relative_to(folder) else path


def _found(read: ReadFiles, paths: Sequence[str]) -> Iterator[Reading | Failure]:
    """What `read` gives for the files, from a process of its own; its end is never silent."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(read, list(paths), theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            try:
                found = ours.recv()
            except EOFError:
                process.join()
                raise LegationError(
                    f"the reader ended before its time (exit code {process.exitcode}); nothing of "
                    "this job was added; add the files again, fewer at a time"
                ) from None
            if found is None:
                return
            if isinstance(found, str):
                raise LegationError(f"the reader failed: {found}")
            yield found
    finally:
        ours.close()
        process.join(timeout=5)
        if process.is_alive():
            process.terminate()


def _read(read: ReadFiles, paths: Sequence[str], out: Connection) -> None:
    """The work of the process: send what is found, then None; a text says what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    end: Any = None
    try:
        for found in read(paths):
            out.send(found)
    except Exception as error:  # noqa: BLE001  whatever it is, the page has to say it
        end = f"{type(error).__name__}: {error}"
    out.send(end)
    out.close()
