"""Adding readings: batches of documents become parts; what is there already is skipped."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Final, Self

from legation.dossier.parts import Key
from legation.dossier.rows import Rows, rows_of
from legation.dossier.runs import Run, RunLog, Tally
from legation.dossier.schema import RECORD_TABLES
from legation.dossier.store import Store
from legation.errors import DossierError, SpanError
from legation.model.document import Document, Failure
from legation.model.reading import Reading

_STDIN: Final = "-"
_KNOWN: Final = "document, path, sha256, origin, title, outlet, url, published, region"


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides whether a document must be read again."""

    sha256: str
    origin: str
    metadata: tuple[str | None, ...]
    path: str | None


class Writer:
    """Takes readings one by one and writes them in parts of some documents each.

    A part is written when `batch` documents wait, when `characters` of text wait, or when the
    oldest has waited `seconds`; a run that is killed loses only what waits.
    """

    def __init__(
        self,
        store: Store,
        run: Run,
        batch: int = 64,
        seconds: float = 5.0,
        characters: int = 4_000_000,
    ) -> None:
        self._store = store
        self._limits = (batch, seconds, characters)
        self._log = RunLog(store.paths.parts, run)
        self._log.begin()
        self._known = _known(store)
        self._met: set[str] = set()
        self._replaces = False
        self._characters = 0
        self._clear()

    @property
    def tally(self) -> Tally:
        """Counts so far, documents that still wait included."""
        return self._log.tally

    @property
    def failures(self) -> list[Failure]:
        """Inputs that gave no document, so far."""
        return self._log.failures

    def skips(self, document: Document) -> bool:
        """Whether the run's reader has read this very document already; then it is counted."""
        known = self._known.get(document.id)
        if known is None or not _same(known, document, self._log.run.reader):
            return False
        self._met.add(document.id)
        self.tally.unchanged += 1
        return True

    def refuses(self, document: Document) -> bool:
        """Whether the id belongs to another document; then the failure is noted.

        A changed text takes the place of the old one if it comes from the same file, and
        not for a second time in one run.
        """
        known = self._known.get(document.id)
        if known is None or known.sha256 == document.sha256:
            return False
        same_file = known.path == document.path and document.path != _STDIN
        if same_file and document.id not in self._met:
            return False
        self.fail(
            Failure(
                document.path or document.id,
                f"the id {document.id} belongs to another text, from {known.path or 'no file'}; "
                "give the document an id of its own in its metadata, or rename the file",
            )
        )
        return True

    def put(self, reading: Reading, strict: bool = True) -> None:
        """Take a reading; one that changes nothing is counted and skipped.

        Nothing is kept of a reading that breaks the rules of the records. Unless `strict`, it
        becomes a failure of its document, and the run goes on.

        Raises:
            SpanError, DossierError: `strict`, and the reading breaks the rules.
        """
        document = reading.document
        known = self._known.get(document.id)
        if known is not None and _same(known, document, reading.reader):
            self._met.add(document.id)
            self.tally.unchanged += 1
            return
        if self.refuses(document):
            return
        try:
            rows = rows_of(reading)
        except (SpanError, DossierError) as error:
            if strict:
                raise
            self.fail(Failure(document.path or document.id, f"read, but not kept: {error}"))
            return
        if document.id in self._waiting:
            self.flush()
        self._take(reading, rows, replaces=known is not None)
        batch, seconds, characters = self._limits
        waited = monotonic() - self._since
        if len(self._keys) >= batch or waited >= seconds or self._characters >= characters:
            self.flush()

    def fail(self, failure: Failure) -> None:
        """Note an input that gave no document."""
        self._log.fail(failure)

    def flush(self) -> None:
        """Write what waits."""
        rows, keys, replaces = self._rows, self._keys, self._replaces
        if keys:
            self._clear()  # first: what fails to load may be on disk, and must not go there twice
            self._store.append(rows, keys, replaces)

    def close(self) -> None:
        """Write what waits and end the run."""
        self.flush()
        self._log.end()
        self._store.note_runs()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            self.flush()
            self._store.note_runs()

    def _take(self, reading: Reading, rows: Rows, replaces: bool) -> None:
        document = reading.document
        for table, more in rows.items():
            self._rows[table].extend(more)
        self._keys.append(Key(document.id, document.sha256, reading.reader))
        self._waiting.add(document.id)
        self._met.add(document.id)
        self._replaces = self._replaces or replaces
        self._characters += len(document.text)
        self._known[document.id] = _Known(
            document.sha256, reading.reader, _metadata(document), document.path
        )
        if replaces:
            self.tally.replaced += 1
        else:
            self.tally.added += 1

    def _clear(self) -> None:
        self._rows: Rows = {table.name: [] for table in RECORD_TABLES}
        self._keys: list[Key] = []
        self._waiting: set[str] = set()
        self._replaces = False
        self._characters = 0
        self._since = monotonic()


def _known(store: Store) -> dict[str, _Known]:
    rows = store.connection.execute(f"SELECT {_KNOWN} FROM documents").fetchall()
    return {
        document: _Known(sha256, origin, tuple(metadata), path)
        for document, path, sha256, origin, *metadata in rows
    }


def _metadata(document: Document) -> tuple[str | None, ...]:
    return (document.title, document.outlet, document.url, document.published, document.region)


def _same(known: _Known, document: Document, reader: str) -> bool:
    return (known.sha256, known.origin, known.metadata) == (
        document.sha256,
        reader,
        _metadata(document),
    )
