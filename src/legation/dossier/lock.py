"""One writer at a time: a lock that the operating system lets go when its process dies."""

from __future__ import annotations

import json
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from legation.errors import LockedError

_FAR: Final = 1 << 30
"""Windows locks bytes, and locked bytes cannot be read: lock one far behind the contents."""


class WriterLock:
    """Holds `path` while open; the file says who holds it. A dead process holds nothing.

    Raises:
        LockedError: another writer holds it; the message names its process, host and start.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(self._file)
        except OSError:
            os.close(self._file)
            raise LockedError(_refusal(path)) from None
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
        os.ftruncate(self._file, 0)
        os.write(self._file, json.dumps(holder).encode())

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._file < 0:
            return
        os.ftruncate(self._file, 0)
        os.close(self._file)
        self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def holder_of(path: Path) -> str | None:
    """Who holds the lock at `path`, in words; None where nobody has signed it."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return f"process {found['pid']} on {found['host']} since {found['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _refusal(path: Path) -> str:
    holder = holder_of(path) or "another process"
    return (
        f"{path.parent.with_suffix('.duckdb')} is being written by {holder}; "
        "wait until it ends, or stop it, and try again"
    )


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
