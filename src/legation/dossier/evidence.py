"""From the id of a record back to the characters it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from legation.dossier import as_read
from legation.dossier.decided import Decided, decided
from legation.dossier.judged import JUDGED
from legation.dossier.schema import RECORD_TABLES, quoted
from legation.dossier.store import Store
from legation.dossier.table import visible
from legation.errors import UsageError

_TABLES: Final = tuple(table.name for table in RECORD_TABLES if table.name != "documents")
_SHORTEST: Final = 4
_SPANS: Final = {
    "claims": ("content",),
    "causes": ("effect", "cause"),
    "scenarios": ("condition", "outcome"),
}
_WORDS: Final = {
    "events": "trigger",
    "claims": "cue",
    "ties": "words",
    "causes": "link",
    "scenarios": "hedge",
    "mentions": "mention",
    "sentences": "sentence",
}
"""What the span of a record of each table is called."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (exclusive) of the document, and what they are."""

    start: int
    end: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """How an actor got into the record: the mention, what it stands for, and why.

    `actors` are the mention's own ids, `acts_as` those it takes in an event (the office held).
    `sentence` is the sentence of the mention, which need not be that of the record.
    """

    part: str
    mark: Mark
    actors: tuple[str, ...]
    acts_as: tuple[str, ...]
    kind: str
    basis: str
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record with its sentence. `chain` holds sources and their countries, outermost first.

    `also_in` names other documents with the same text, and so with a record of the same id.
    `corrections`: what people decided about the record, which `record` shows as it was corrected;
    a `rejected` one is no longer in its table, and is shown as the reader gave it.
    """

    id: str
    table: str
    document: str
    title: str | None
    outlet: str | None
    published: str | None
    record: Mapping[str, Any]
    text: str
    start: int
    marks: tuple[Mark, ...]
    chain: tuple[tuple[str, str | None], ...]
    resolved: tuple[Resolved, ...]
    reasons: tuple[tuple[str, str], ...]
    also_in: tuple[str, ...] = field(default=())
    corrections: tuple[Decided, ...] = ()
    rejected: bool = False

    def pieces(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The sentence cut wherever a mark begins or ends, each piece with its kinds of marks."""
        stop = self.start + len(self.text)
        cuts = {self.start, stop}
        for mark in self.marks:
            cuts.update(at for at in (mark.start, mark.end) if self.start < at < stop)
        edges = sorted(cuts)
        for start, end in pairwise(edges):
            kinds = {mark.kind for mark in self.marks if mark.start <= start and end <= mark.end}
            yield self.text[start - self.start : end - self.start], tuple(sorted(kinds))

    def _repr_html_(self) -> str:
        text = "".join(
            f'<mark title="{visible(", ".join(kinds))}">{visible(piece)}</mark>'
            if kinds
            else visible(piece)
            for piece, kinds in self.pieces()
        )
        where = " · ".join(filter(None, [self.outlet, self.published, self.document]))
        why = "; ".join(f"{field}: {reason}" for field, reason in self.reasons)
        small = visible(" — ".join(filter(None, [f"{self.table} {self.id[:8]}", where, why])))
        return f'<p dir="auto">{text}<br><small>{small}</small></p>'


def find_evidence(store: Store, record_id: str, document: str | None = None) -> Evidence:
    """The evidence for the record whose id is, or begins with, `record_id`.

    Of documents with the same text the first is taken, unless `document` names one.

    Raises:
        UsageError: no record, or more than one, has such an id.
    """
    table, row, rejected = find_record(store, record_id, document)
    return _evidence(store, table, row, rejected)


def _evidence(store: Store, table: str, row: dict[str, Any], rejected: bool) -> Evidence:
    document = _one(store, "SELECT * FROM documents WHERE document = ?", row["document"])
    start, end = row.get("sentence") or (row["start"], row["end"])
    if table == "mentions":
        start, end = _around(store, row)
    resolved = tuple(_resolved(store, table, row, document["text"]))
    marks = _marks(table, row, document["text"], resolved)
    chain = row.get("attribution") or row.get("chain") or row.get("attributed_to") or []
    countries = row.get("attribution_countries") or [None] * len(chain)
    others = store.connection.execute(
        f"SELECT document FROM {table} WHERE id = ? AND document <> ? ORDER BY document",
        [row["id"], row["document"]],
    ).fetchall()
    return Evidence(
        id=row["id"],
        table=table,
        document=row["document"],
        title=document["title"],
        outlet=document["outlet"],
        published=document["published"],
        record=row,
        text=document["text"][start:end],
        start=start,
        marks=marks,
        chain=tuple(zip(chain, countries, strict=False)),
        resolved=resolved,
        reasons=tuple((item["field"], item["reason"]) for item in row.get("reasons") or ()),
        also_in=tuple(name for (name,) in others),
        corrections=decided(store.connection, record=row["id"], document=row["document"]),
        rejected=rejected,
    )


def find_record(
    store: Store, record_id: str, document: str | None = None
) -> tuple[str, dict[str, Any], bool]:
    """Table and row of the record whose id begins so, and whether people rejected it.

    Raises:
        UsageError: no record, or more than one, has such an id; or the document has none.
    """
    wanted = record_id.strip().lower()
    if len(wanted) < _SHORTEST:
        raise UsageError(f"{record_id!r} is too short for an id; give {_SHORTEST} characters")
    aside = tuple(JUDGED) if as_read.is_there(store.connection) else ()
    sources = [(table, table) for table in _TABLES]
    sources += [(table, f"{as_read.SCHEMA}.{table}") for table in aside]
    union = " UNION ".join(
        f"SELECT '{table}' AS kind, id FROM {source} WHERE starts_with(id, ?)"
        for table, source in sources
    )
    found = store.connection.execute(
        f"SELECT kind, id FROM ({union}) ORDER BY id", [wanted] * len(sources)
    ).fetchall()
    if not found:
        raise UsageError(f"no record has the id {record_id!r}; `legation events` lists ids")
    if len(found) > 1:
        some = ", ".join(f"{name} ({kind})" for kind, name in found[:5])
        raise UsageError(f"{record_id!r} begins {len(found)} ids; give more of one: {some}")
    table, full = found[0]
    asked = (full, document, document)
    where = "WHERE id = ? AND coalesce(document = ?, ? IS NULL) ORDER BY document LIMIT 1"
    row = _one(store, f"SELECT * FROM {table} {where}", *asked)
    if row or table not in aside:
        return table, _given(row, full, document), False
    row = _one(store, f"SELECT * FROM {as_read.SCHEMA}.{table} {where}", *asked)
    return table, _given(row, full, document), True


def _given(row: dict[str, Any], record_id: str, document: str | None) -> dict[str, Any]:
    if not row:
        raise UsageError(f"{document} has no record {record_id}; leave out --document to find it")
    return row


def _one(store: Store, query: str, *values: str | None) -> dict[str, Any]:
    """The first row of a query as a dict; empty if there is none."""
    result = store.connection.execute(query, values)
    names = [column[0] for column in result.description or ()]
    rows = result.fetchall()
    return dict(zip(names, rows[0], strict=True)) if rows else {}


def _around(store: Store, row: Mapping[str, Any]) -> tuple[int, int]:
    """The sentence that holds a mention, or the mention alone where none does."""
    found = store.connection.execute(
        f"""SELECT start, {quoted("end")} FROM sentences
        WHERE document = ? AND start <= ? AND {quoted("end")} >= ? ORDER BY start DESC LIMIT 1""",
        [row["document"], row["start"], row["end"]],
    ).fetchall()
    return found[0] if found else (row["start"], row["end"])


def _resolved(store: Store, table: str, row: Mapping[str, Any], text: str) -> Iterator[Resolved]:
    if table == "mentions":
        yield _resolution("mention", row, None)
        return
    wanted = [("actor", name) for name in row.get("actor_mentions") or ()]
    wanted += [("recipient", name) for name in row.get("recipient_mentions") or ()]
    if row.get("speaker_mention"):
        wanted.append(("speaker", row["speaker_mention"]))
    for part, name in wanted:
        mention = _one(
            store, "SELECT * FROM mentions WHERE document = ? AND id = ?", row["document"], name
        )
        if mention:
            start, end = _around(store, mention)
            yield _resolution(part, mention, text[start:end])


def _resolution(part: str, mention: Mapping[str, Any], sentence: str | None) -> Resolved:
    actors = tuple(mention["actors"] or ())
    return Resolved(
        part,
        Mark(mention["start"], mention["end"], part, mention["quote"]),
        actors,
        tuple(mention["roles"] or ()) or actors,
        mention["kind"],
        mention["basis"],
        sentence,
    )


def _marks(
    table: str, row: Mapping[str, Any], text: str, resolved: tuple[Resolved, ...]
) -> tuple[Mark, ...]:
    marks = {item.mark for item in resolved}
    if table not in ("mentions", "sentences"):
        marks.add(Mark(row["start"], row["end"], _WORDS[table], row["quote"]))
    for name in _SPANS.get(table, ()):
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        if start is not None:
            marks.add(Mark(start, end, name, text[start:end]))
    for quantity in row.get("quantities") or ():
        marks.add(Mark(quantity["start"], quantity["end"], "quantity", quantity["text"]))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)))
