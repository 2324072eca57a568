"""A reader: stages that say what they need and what they give, run over batches of documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import islice

from legation.errors import UsageError
from legation.model.document import Document, Failure
from legation.model.reading import Draft, Reading

_BATCH_CHARACTERS = 60_000
_BATCH_DOCUMENTS = 64


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a reading: fields of the draft it needs and gives, and the work on a batch."""

    name: str
    needs: frozenset[str]
    gives: frozenset[str]
    run: Callable[[Sequence[Draft]], None]


@dataclass(frozen=True)
class Reader:
    """Stages in order. Raises UsageError when a stage needs what none before it gives."""

    name: str
    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        given = {"document"}
        for stage in self.stages:
            if missing := stage.needs - given:
                raise UsageError(
                    f"stage {stage.name!r} of reader {self.name!r} needs {sorted(missing)}, which "
                    f"no stage before it gives; put the stage that does before it"
                )
            given |= stage.gives

    @cached_property
    def version(self) -> str:
        """First 12 hex digits of a hash over the code and data that a reading rests on."""
        digest = hashlib.sha256()
        for path in _sources():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
        digest.update("+".join(stage.name for stage in self.stages).encode())
        return digest.hexdigest()[:12]

    @property
    def origin(self) -> str:
        """Name and version, as records carry them."""
        return f"{self.name}@{self.version}"

    def read(
        self, documents: Iterable[Document], failed: Callable[[Failure], None] | None = None
    ) -> Iterator[Reading]:
        """A reading for each document, in order; a batch at a time is in memory.

        A document on which a stage breaks is given to `failed` with the reason, and the others go
        on; without `failed` the error is raised.
        """
        for batch in _batches(documents):
            try:
                drafts = self._run(batch)
            except Exception:
                if failed is None:
                    raise
                drafts = list(self._one_by_one(batch, failed))
            for draft in drafts:
                yield self._reading(draft)

    def _run(self, batch: Sequence[Document]) -> list[Draft]:
        drafts = [Draft(document) for document in batch]
        for stage in self.stages:
            stage.run(drafts)
        return drafts

    def _one_by_one(
        self, batch: Sequence[Document], failed: Callable[[Failure], None]
    ) -> Iterator[Draft]:
        """The drafts of a batch, without the document on which a stage breaks."""
        for document in batch:
            try:
                yield from self._run([document])
            except Exception as error:  # noqa: BLE001 - whatever broke, the others go on
                reason = (
                    f"the reader broke on it ({type(error).__name__}: {error}); this is a fault of "
                    "legation, please report it with the text"
                )
                failed(Failure(document.path or document.id, reason))

    def _reading(self, draft: Draft) -> Reading:
        return Reading(
            document=draft.document,
            reader=self.origin,
            sentences=tuple(draft.sentences),
            mentions=tuple(draft.mentions),
            events=tuple(draft.events),
            claims=tuple(draft.claims),
            ties=tuple(draft.ties),
            causes=tuple(draft.causes),
            scenarios=tuple(draft.scenarios),
        )


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in groups that are large enough to batch sentences and small enough to hold."""
    rest = iter(documents)
    while first := list(islice(rest, 1)):
        batch, size = first, len(first[0].text)
        while size < _BATCH_CHARACTERS and len(batch) < _BATCH_DOCUMENTS:
            following = next(rest, None)
            if following is None:
                break
            batch.append(following)
            size += len(following.text)
        yield batch


_PARTS = ("model", "lexicons", "documents", "language", "mentions", "clauses", "encoder")
_READERS = ("events", "claims", "ties", "causes", "scenarios", "reading")


def _counts(name: str) -> bool:
    """Weights are named by the sha256 in the manifest beside them, and need not be hashed again."""
    return not name.endswith(".onnx")


def _sources() -> list[resources.abc.Traversable]:
    """Files of the package whose change may change a record."""
    found = []
    for part in _PARTS + _READERS:
        folder = resources.files("legation") / part
        found += [path for path in folder.iterdir() if path.is_file()]
        data = folder / "data"
        if data.is_dir():
            found += [path for path in data.iterdir() if path.is_file() and _counts(path.name)]
    return sorted(found, key=lambda path: str(path))
