"""What a search found: sentences with their marks and reasons, and how it was understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from legation.analysis.names import describe_actor
from legation.analysis.search_query import Query
from legation.dossier import Mark, Table
from legation.dossier.table import visible

_AROUND: Final = 60
"""Characters that a snippet shows before the first mark and behind the last one."""
_NAMED: Final = 4
"""Actors that a line names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found. `marks` are characters of the document, `start` is the sentence's.

    `reasons` say why it was found, part by part; `records` are (kind, id) of the records that begin
    in the sentence; unknown metadata are None.
    """

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    id: str
    start: int
    text: str
    marks: tuple[Mark, ...]
    reasons: tuple[str, ...]
    records: tuple[tuple[str, str], ...]

    def snippet(self, around: int = _AROUND) -> tuple[int, int]:
        """First character and end, in the document, of what is worth showing of the sentence."""
        stop = self.start + len(self.text)
        if not self.marks:
            return self.start, min(stop, self.start + 2 * around)
        first = min(mark.start for mark in self.marks)
        last = max(mark.end for mark in self.marks)
        begin = self.start if first - self.start <= 2 * around else first - around
        return begin, stop if stop - last <= 2 * around else last + around

    def pieces(self, around: int = _AROUND) -> Iterator[tuple[str, bool]]:
        """The snippet cut at its marks, each piece with whether it is marked; … for what is cut."""
        begin, end = self.snippet(around)
        cuts = {begin, end}
        for mark in self.marks:
            cuts |= {mark.start, mark.end}
        if begin > self.start:
            yield "…", False
        for one, other in pairwise(sorted(cut for cut in cuts if begin <= cut <= end)):
            marked = any(mark.start <= one and other <= mark.end for mark in self.marks)
            yield self.text[one - self.start : other - self.start], marked
        if end < self.start + len(self.text):
            yield "…", False


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What a search found: the first hits of `total`, and how the search was understood.

    `undated` counts articles that a filter on dates left out for having none. `why_empty` says,
    where nothing was found, which part of the search left nothing; else it is None.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    undated: int
    why_empty: str | None

    @property
    def understood(self) -> tuple[str, ...]:
        """Whom the words were taken to name: a line for each term that names somebody."""
        return tuple(
            f"{term} names {_either(term.actors)}" for term in self.query.terms if term.actors
        )

    def table(self) -> Table:
        """One row per hit; `evidence` are ids, the sentence's first and then its records'."""
        import pyarrow as pa

        return Table(pa.Table.from_pylist([_row(hit) for hit in self.hits], _schema()))

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __repr__(self) -> str:
        return f"Found({self.query.text!r}: {self.summary()})"

    def _repr_html_(self) -> str:
        items = []
        for hit in self.hits:
            text = "".join(
                f"<mark>{visible(piece)}</mark>" if marked else visible(piece)
                for piece, marked in hit.pieces()
            )
            where = " · ".join(filter(None, [hit.outlet, hit.published, hit.document]))
            why = "; ".join(hit.reasons)
            items.append(f"<li>{text}<br><small>{visible(where)} — {visible(why)}</small></li>")
        return f"<p>{visible(self.summary())}</p><ol>{''.join(items)}</ol>"

    def summary(self) -> str:
        """How much was found and how much of it is here, in a line."""
        if self.why_empty:
            return f"nothing found: {self.why_empty}"
        noun = "sentence" if self.total == 1 else "sentences"
        shown = "" if len(self.hits) == self.total else f", the first {len(self.hits)} shown"
        return f"{self.total} {noun}{shown}"


def _either(actors: Sequence[str]) -> str:
    shown = " or ".join(map(describe_actor, actors[:_NAMED]))
    return shown if len(actors) <= _NAMED else f"{len(actors)} actors, such as {shown}"


def _row(hit: Hit) -> dict[str, Any]:
    return {
        "document": hit.document,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": hit.published,
        "language": hit.language,
        "start": hit.start,
        "end": hit.start + len(hit.text),
        "text": hit.text,
        "marks": [
            {"start": mark.start, "end": mark.end, "kind": mark.kind, "text": mark.text}
            for mark in hit.marks
        ],
        "reasons": list(hit.reasons),
        "records": [{"kind": kind, "id": name} for kind, name in hit.records],
        "evidence": [hit.id, *(name for _, name in hit.records)],
    }


def _schema() -> Any:
    import pyarrow as pa

    text, number = pa.string(), pa.int32()
    mark = pa.struct([("start", number), ("end", number), ("kind", text), ("text", text)])
    return pa.schema(
        [
            *((name, text) for name in ("document", "title", "outlet", "published", "language")),
            *(("start", number), ("end", number), ("text", text), ("marks", pa.list_(mark))),
            ("reasons", pa.list_(text)),
            ("records", pa.list_(pa.struct([("kind", text), ("id", text)]))),
            ("evidence", pa.list_(text)),
        ]
    )
