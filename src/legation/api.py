"""The package's front door for Python: `from legation import read, Dossier`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from legation.documents import MAX_BYTES, read_documents
from legation.dossier import Dossier, Run, Writer
from legation.model.document import Document, Failure
from legation.reading import Reader, default_reader

Source = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the inputs of one run: documents by outcome, and every failure's reason."""

    added: int
    replaced: int
    unchanged: int
    failures: tuple[Failure, ...]


def read(
    paths: Source | Iterable[Source],
    into: Source,
    *,
    reader: Reader | None = None,
    max_bytes: int = MAX_BYTES,
) -> Report:
    """Read files or folders into the dossier `into`, which is made if need be.

    What the same reader version has read before is left as it is. Inputs that cannot be read are
    in the report with their reasons and in the dossier's table `failures`; the others go on.
    Raises LockedError when another process writes to the dossier, DossierError when `into` is no
    dossier of this version.
    """
    given = [paths] if isinstance(paths, str | PathLike) else list(paths)
    reader = reader or default_reader()
    run = Run(reader.origin, "legation.read")
    with Dossier.open(Path(into), write=True) as dossier, dossier.writer(run) as writer:
        inputs = read_documents([Path(path) for path in given], max_bytes=max_bytes)
        for reading in reader.read(_unread(inputs, writer), writer.fail):
            writer.put(reading, strict=False)
    tally = writer.tally
    return Report(tally.added, tally.replaced, tally.unchanged, tuple(writer.failures))


def _unread(inputs: Iterable[Document | Failure], writer: Writer) -> Iterator[Document]:
    for item in inputs:
        if isinstance(item, Failure):
            writer.fail(item)
        elif not writer.skips(item) and not writer.refuses(item):
            yield item
