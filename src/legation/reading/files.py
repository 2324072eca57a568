"""Files to readings, for a process that does nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from legation.documents import read_documents
from legation.model.document import Document, Failure
from legation.model.reading import Reading
from legation.reading.stages import default_reader


def read_files(paths: Sequence[str]) -> Iterator[Reading | Failure]:
    """Readings of the documents in files, in their order, and failures with their reasons."""
    failures: list[Failure] = []

    def documents() -> Iterator[Document]:
        for found in read_documents([Path(path) for path in paths]):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                yield found

    for reading in default_reader().read(documents(), failures.append):
        yield from _drained(failures)
        yield reading
    yield from _drained(failures)


def _drained(failures: list[Failure]) -> Iterator[Failure]:
    while failures:
        yield failures.pop(0)
