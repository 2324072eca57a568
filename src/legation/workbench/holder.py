"""The open dossier behind all requests: many readers at a time, or one writer.

DuckDB lets a process hold a file either for reading or for writing. The holder keeps it open for
reading; a writer waits for the readers to end, reopens it for writing, and gives it back.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legation.analysis.dossier import Dossier
from legation.dossier.store import Paths, Store


class Holder:
    """Gives out the dossier; one for each workbench."""

    def __init__(self, path: Path) -> None:
        self.paths = Paths.of(path)
        self._store: Store | None = Store.read(self.paths)
        self._free = threading.Condition()
        self._readers = 0
        self._writing = False
        self._changes = 0

    @property
    def changes(self) -> int:
        """How often the dossier was written through this holder: part of every ETag."""
        return self._changes

    @contextmanager
    def reading(self) -> Iterator[Dossier]:
        """The dossier for one request, on a cursor of its own."""
        with self._free:
            self._free.wait_for(lambda: not self._writing)
            if self._store is None:
                self._store = Store.read(self.paths)
            store = self._store
            self._readers += 1
        cursor = store.connection.cursor()
        try:
            yield Dossier(Store(self.paths, cursor, None))
        finally:
            cursor.close()
            with self._free:
                self._readers -= 1
                self._free.notify_all()

    @contextmanager
    def writing(self) -> Iterator[Dossier]:
        """The dossier for the one who writes; readers wait.

        Raises LockedError when another process holds it.
        """
        with self._free:
            self._free.wait_for(lambda: not self._writing)
            self._writing = True
            self._free.wait_for(lambda: self._readers == 0)
            if self._store is not None:
                self._store.close()
                self._store = None
        try:
            with Dossier.open(self.paths.database, write=True) as dossier:
                yield dossier
            self._changes += 1
        finally:
            with self._free:
                self._writing = False
                self._free.notify_all()

    def close(self) -> None:
        """Let go of the file."""
        with self._free:
            if self._store is not None:
                self._store.close()
                self._store = None
