"""What differs between two readings of the same documents: two readers, lexicons or analysts.

Records are aligned by document, kind and overlap of their spans. Where the text itself changed,
its sentences are aligned first, and spans are carried over with those that stayed as they were.
Columns are compared that a person may judge, and the words of spans; not what follows from these,
nor confidence, which every version of a reader measures anew.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

import pyarrow as pa

from legation.dossier import Dossier, Table
from legation.dossier.judged import JUDGED, content
from legation.errors import UsageError

Row = dict[str, Any]
What = Literal["added", "removed", "changed"]
USUAL: Final = ("events", "claims", "ties", "causes", "scenarios")
"""The kinds compared unless told otherwise: mentions are many, and records rest on them."""
_WHATS: Final[tuple[What, ...]] = ("added", "removed", "changed")


@dataclass(frozen=True, slots=True)
class Change:
    """A record that only one reading has, or a column in which two differ.

    `before_id` and `after_id` open with `legation evidence` in the first and the second dossier;
    one is None for an added or removed record, and so is `field`. `start` and `sentence` are of
    the second reading, of the first for a removed record.
    """

    what: What
    kind: str
    document: str
    field: str | None
    before: Any
    after: Any
    before_id: str | None
    after_id: str | None
    words: str
    start: int
    sentence: str

    @property
    def evidence(self) -> list[str]:
        """Ids of the records it rests on."""
        return list(dict.fromkeys(name for name in (self.before_id, self.after_id) if name))


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, by kind, document and place; and what was not compared record by record.

    `same`: records by kind that agree in every column compared. `only_before`, `only_after`:
    documents that one dossier lacks, with the number of their records, which are not among the
    changes. `texts`: documents whose text changed.
    """

    changes: tuple[Change, ...]
    same: Mapping[str, int]
    only_before: Mapping[str, int]
    only_after: Mapping[str, int]
    texts: tuple[str, ...]

    def table(self) -> Table:
        """One row per change; values as JSON; `evidence` holds the ids."""
        rows = [
            {
                "what": item.what,
                "kind": item.kind,
                "document": item.document,
                "field": item.field,
                "before": _json(item.before),
                "after": _json(item.after),
                "words": item.words,
                "start": item.start,
                "sentence": item.sentence,
                "evidence": item.evidence,
            }
            for item in self.changes
        ]
        return Table(pa.Table.from_pylist(rows, schema=_CHANGES))

    def counts(self) -> Table:
        """One row per kind and field: records that agree, were added, removed or changed.

        The row without a field counts records, each once; the others count changes by column.
        """
        records: dict[str, dict[str, set[tuple[str | None, ...]]]] = defaultdict(
            lambda: {name: set() for name in _WHATS}
        )
        fields: Counter[tuple[str, str]] = Counter()
        ids: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for item in self.changes:
            key = (item.document, item.before_id, item.after_id)
            records[item.kind][item.what].add(key)
            ids[item.kind, None] += item.evidence
            if item.field is not None:
                fields[item.kind, item.field] += 1
                ids[item.kind, item.field] += item.evidence
        rows: list[Row] = []
        for kind, same in self.same.items():
            found = {name: len(keys) for name, keys in records[kind].items()}
            rows.append({"kind": kind, "field": None, "same": same, **found})
            rows += [
                {"kind": kind, "field": name, "changed": count}
                for (of, name), count in fields.most_common()
                if of == kind
            ]
        for row in rows:
            row["evidence"] = list(dict.fromkeys(ids[row["kind"], row["field"]]))
        return Table(pa.Table.from_pylist(rows, schema=_COUNTS))


_CHANGES: Final = pa.schema(
    [
        *((name, pa.string()) for name in "what kind document field before after words".split()),
        ("start", pa.int32()),
        ("sentence", pa.string()),
        ("evidence", pa.list_(pa.string())),
    ]
)
_COUNTS: Final = pa.schema(
    [
        ("kind", pa.string()),
        ("field", pa.string()),
        *((name, pa.int64()) for name in ("same", *_WHATS)),
        ("evidence", pa.list_(pa.string())),
    ]
)


def diff(
    before: Dossier,
    after: Dossier,
    kinds: Sequence[str] = USUAL,
    document: str | None = None,
) -> Diff:
    """Compare two readings; `kinds` of records, in `document` or in all.

    Raises:
        UsageError: a kind that has no columns to compare, or a document that neither has.
    """
    for kind in kinds:
        if kind not in JUDGED:
            raise UsageError(f"{kind!r} cannot be compared; kinds are {', '.join(JUDGED)}")
    old, new = _documents(before, document), _documents(after, document)
    if document is not None and not old and not new:
        raise UsageError(f"neither dossier has the document {document!r}; `legation status` counts")
    both = sorted(old.keys() & new.keys())
    carried = {name: _Carry(before, after, name, old[name], new[name]) for name in both}
    changes: list[Change] = []
    same: dict[str, int] = {}
    only: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for kind in kinds:
        sides = [_rows(dossier, kind, document) for dossier in (before, after)]
        for side, rows in enumerate(sides):
            only[side].update({name: len(rows[name]) for name in rows if name not in carried})
        same[kind] = 0
        for name in both:
            found, alike = _compare(kind, carried[name], sides[0][name], sides[1][name])
            changes += found
            same[kind] += alike
    return Diff(
        tuple(changes),
        same,
        {name: only[0][name] for name in sorted(old.keys() - new.keys())},
        {name: only[1][name] for name in sorted(new.keys() - old.keys())},
        tuple(name for name in both if carried[name].changed),
    )


class _Carry:
    """A document in both readings, and the way of a span from the first text into the second."""

    def __init__(self, before: Dossier, after: Dossier, document: str, old: Row, new: Row) -> None:
        self.document = document
        self.before: str = old["text"]
        self.after: str = new["text"]
        self.changed = old["sha256"] != new["sha256"]
        self._blocks: list[tuple[int, int, int]] = []
        if self.changed:
            self._blocks = _blocks(_sentences(before, document), _sentences(after, document))

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the span is in the second text; None where its sentence changed."""
        if not self.changed:
            return start, end
        index = bisect_right(self._blocks, (start, len(self.before), 0)) - 1
        if index < 0 or end > self._blocks[index][1]:
            return None
        by = self._blocks[index][2]
        return start + by, end + by


def _blocks(
    old: Sequence[tuple[int, int, str]], new: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, int]]:
    """Sentences of the first text that the second has too: start, end, and the way to it."""
    matcher = SequenceMatcher(
        None, [text for *_, text in old], [text for *_, text in new], autojunk=False
    )
    return [
        (old[block.a + at][0], old[block.a + at][1], new[block.b + at][0] - old[block.a + at][0])
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    ]


def _sentences(dossier: Dossier, document: str) -> list[tuple[int, int, str]]:
    rows = dossier.sql(
        'SELECT start, "end", quote FROM sentences WHERE document = ? ORDER BY start, "end"',
        [document],
    )
    return [(row["start"], row["end"], row["quote"]) for row in rows]


def _documents(dossier: Dossier, document: str | None) -> dict[str, Row]:
    where = "" if document is None else "WHERE document = ?"
    values = [] if document is None else [document]
    rows = dossier.sql(f"SELECT document, sha256, text FROM documents {where}", values)
    return {row["document"]: row for row in rows}


def _rows(dossier: Dossier, kind: str, document: str | None) -> dict[str, list[Row]]:
    where = "" if document is None else "WHERE document = ?"
    values = [] if document is None else [document]
    found: dict[str, list[Row]] = defaultdict(list)
    for row in dossier.sql(f"SELECT * FROM {kind} {where} ORDER BY document, start, id", values):
        found[row["document"]].append(row)
    return found


def _compare(
    kind: str, carry: _Carry, before: Sequence[Row], after: Sequence[Row]
) -> tuple[list[Change], int]:
    """The changes in one document, by place, and how many records agree."""
    old = [(row, _compared(kind, row, carry.before)) for row in before]
    new = [(row, _compared(kind, row, carry.after)) for row in after]
    pairs = _pairs(carry, old, new)
    left = set(range(len(new))) - set(pairs.values())
    changes: list[Change] = []
    same = 0
    for index, (row, values) in enumerate(old):
        if index not in pairs:
            changes.append(_one("removed", kind, carry.before, row, values, None))
            continue
        other, now = new[pairs[index]]
        fields = [name for name in values if values[name] != now[name]]
        same += not fields
        changes += [
            _changed(kind, carry.after, name, (row, values), (other, now)) for name in fields
        ]
    changes += [_one("added", kind, carry.after, new[at][0], None, new[at][1]) for at in left]
    return sorted(changes, key=lambda item: (item.start, item.evidence, item.field or "")), same


def _compared(kind: str, row: Row, text: str) -> Row:
    values = {"words": row["quote"], **content(kind, row, text)}
    if kind == "events":
        values["quantities"] = [
            {name: item[name] for name in ("value", "unit", "bound", "text")}
            for item in row["quantities"] or ()
        ]
    return values


def _pairs(
    carry: _Carry, old: Sequence[tuple[Row, Row]], new: Sequence[tuple[Row, Row]]
) -> dict[int, int]:
    """Which record of the first reading is which of the second: the most alike pairs first."""
    scored = []
    for index, at, overlap in _overlaps(carry, [row for row, _ in old], [row for row, _ in new]):
        values, now = old[index][1], new[at][1]
        alike = sum(values[name] == now[name] for name in values)
        scored.append((-overlap, -alike, index, at))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, index, at in sorted(scored):
        if index not in pairs and at not in taken:
            pairs[index] = at
            taken.add(at)
    return pairs


def _overlaps(
    carry: _Carry, old: Sequence[Row], new: Sequence[Row]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of records that share characters, with the share of characters that they share."""
    starts = [row["start"] for row in new]
    longest = max((row["end"] - row["start"] for row in new), default=0)
    for index, row in enumerate(old):
        span = carry.span(row["start"], row["end"])
        if span is None:
            continue
        start, end = span
        for at in range(bisect_left(starts, start - longest), bisect_left(starts, end)):
            other = new[at]
            common = min(end, other["end"]) - max(start, other["start"])
            if common > 0:
                whole = max(end, other["end"]) - min(start, other["start"])
                yield index, at, common / whole


def _one(
    what: What, kind: str, text: str, row: Row, before: Row | None, after: Row | None
) -> Change:
    return Change(
        what,
        kind,
        row["document"],
        None,
        before,
        after,
        row["id"] if before is not None else None,
        row["id"] if after is not None else None,
        row["quote"],
        row["start"],
        _sentence(row, text),
    )


def _changed(
    kind: str, text: str, name: str, before: tuple[Row, Row], after: tuple[Row, Row]
) -> Change:
    row = after[0]
    return Change(
        "changed",
        kind,
        row["document"],
        name,
        before[1][name],
        after[1][name],
        before[0]["id"],
        row["id"],
        row["quote"],
        row["start"],
        _sentence(row, text),
    )


def _sentence(row: Row, text: str) -> str:
    start, end = row.get("sentence") or (row["start"], row["end"])
    return text[start:end]


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)
