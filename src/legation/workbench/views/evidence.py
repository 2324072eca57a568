"""Which characters does it rest on?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

import pyarrow as pa

from legation.analysis.empty import explain_empty
from legation.dossier import Evidence, Table
from legation.dossier.evidence import find_evidence
from legation.errors import UsageError
from legation.workbench.judging import columns_of, rest_of, spoken, written
from legation.workbench.layers import LAYERS, laid, layers_of, records
from legation.workbench.marked_text import Block, Laid, cut_blocks
from legation.workbench.page import Asked, Page
from legation.workbench.parallel import Passage, beside, told_elsewhere

_WINDOW: Final = 20_000
"""Characters of a long text on one page."""
_LISTED: Final = 300
"""Records listed under a text; the files hold all."""


def load(asked: Asked) -> Page:
    """A record in its text (`id`), a text with its layers (`document`), or the list of texts."""
    identifier = asked.more.get("id", "").strip()
    document = asked.filters.document or None
    if identifier:
        found = find_evidence(asked.dossier._store, identifier, document)
        return _reader(asked, found.document, found)
    return _reader(asked, document, None) if document else _list(asked)


def _reader(asked: Asked, document: str, found: Evidence | None) -> Page:
    about, text, sentences = _stored(asked, document)
    layers = layers_of(asked.more.get("layers"))
    table = records(asked.dossier, document, layers)
    rows = table.rows()
    chosen = _characters(asked.more.get("char"), text)
    focus = chosen[0] if chosen else found.record["start"] if found else 0
    language = next(iter(about["languages"]), "und")
    own = _own(found)
    blocks = cut_blocks(text, sentences, [*laid(rows), *own], chosen, language)
    shown, before, after = _window(blocks, _from(asked.more.get("from"), focus))
    state = _state(asked, document, found)
    first, last = (shown[0].start, shown[-1].end) if shown else (0, 0)
    listed = [row for row in rows if first <= row["start"] < last]
    return Page(
        values={
            "about": about,
            "language": language,
            "blocks": shown,
            **_shown(asked, found),
            "passages": _passages(asked, document, text, sentences, found, rows),
            "chosen": chosen,
            "switches": [(name, name in layers, state(_switched(layers, name))) for name in LAYERS],
            "listed": listed[:_LISTED],
            "all": len(listed),
            "link": lambda record: f"{state(layers, id=record, char=None)}",
            "earlier": None if before is None else state(layers, **{"from": before}),
            "later": None if after is None else state(layers, **{"from": after}),
            "size": (first, last, len(text)),
        },
        tables={"records": _flat(table), "marks": _marks(own, text)},
    )


def _stored(asked: Asked, document: str) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
    """What is known of a document, its text, and its sentences in order."""
    about = asked.dossier.sql(
        "SELECT * EXCLUDE (id) FROM documents WHERE document = ?", [document]
    ).rows()
    if not about:
        raise UsageError(f"no document has the id {document!r}; /evidence lists them")
    sentences = asked.dossier.sql(
        """SELECT "start", "end", kind, language, paragraph FROM sentences
        WHERE document = ? ORDER BY "start", "end" """,
        [document],
    ).rows()
    return about[0], about[0].pop("text"), sentences


def _shown(asked: Asked, found: Evidence | None) -> dict[str, Any]:
    """The values for the record in question, empty where there is none."""
    return {
        "found": found,
        "written": written,
        "spoken": spoken(asked.dossier, found) if found else None,
        "fields": columns_of(found.table, found.record) if found else (),
        "rest": rest_of(found.table, found.record) if found else (),
    }


def _state(asked: Asked, document: str, found: Evidence | None) -> Any:
    """A maker of addresses of this page with other layers, another record, another place."""
    kept = {"id": found.id if found else None, "document": document, "char": asked.more.get("char")}
    given = asked.more.get("layers")

    def address(layers: Sequence[str], **changes: Any) -> str:
        named = ",".join(layers) or "none"
        pairs = {**kept, **changes}
        if given is not None or tuple(layers) != layers_of(None):
            pairs["layers"] = named
        return "/evidence?" + urlencode({k: v for k, v in pairs.items() if v is not None}, safe=",")

    return address


def _switched(layers: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(one for one in LAYERS if (one in layers) != (one == name))


def _own(found: Evidence | None) -> list[Laid]:
    if found is None:
        return []
    return [
        Laid(mark.start, mark.end, found.table, found.id, mark.kind, own=True)
        for mark in found.marks
    ] or [Laid(found.record["start"], found.record["end"], found.table, found.id, "span", own=True)]


def _characters(given: str | None, text: str) -> tuple[int, int] | None:
    """`char=a,b`. Raises UsageError where these are no characters of the text."""
    if not given:
        return None
    first, _, last = given.partition(",")
    if not (first.isdecimal() and last.isdecimal()) or not int(first) < int(last) <= len(text):
        raise UsageError(
            f"char={given!r}: give two numbers a,b with a < b <= {len(text)}, "
            "the length of this text in code points"
        )
    return int(first), int(last)


def _from(given: str | None, focus: int) -> int:
    if not given:
        return max(0, focus - _WINDOW // 2)
    if not given.isdecimal():
        raise UsageError(f"from={given!r}: give the number of the first character to be shown")
    return int(given)


def _window(blocks: Sequence[Block], start: int) -> tuple[Sequence[Block], int | None, int | None]:
    """Blocks from `start` on, and the places before and behind them, None where the text ends."""
    if not blocks or blocks[-1].end <= 2 * _WINDOW:
        return blocks, None, None
    shown = [one for one in blocks if one.end > start and one.start < start + _WINDOW]
    shown = shown or [blocks[-1]]
    before = None if shown[0].start == 0 else max(0, shown[0].start - _WINDOW)
    after = None if shown[-1].end == blocks[-1].end else shown[-1].end
    return shown, before, after


def _passages(
    asked: Asked,
    document: str,
    text: str,
    sentences: Sequence[Mapping[str, Any]],
    found: Evidence | None,
    rows: Sequence[Mapping[str, Any]],
) -> list[Passage]:
    """The same in the other language: of the record, or of the whole text where none is chosen."""
    if found is None:
        events = [row["id"] for row in rows if row["layer"] == "events"]
        return told_elsewhere(asked.dossier, document, events)
    if found.table == "events":
        events = [found.id]
    else:  # what the events of its sentence are reports of is told there, too
        start, end = found.start, found.start + len(found.text)
        events = [
            row["id"]
            for row in asked.dossier.sql(
                'SELECT id FROM events WHERE document = ? AND "start" BETWEEN ? AND ?',
                [document, start, end],
            ).rows()
        ]
    parallel = beside(document, text, sentences, found.record["start"])
    return [*told_elsewhere(asked.dossier, document, events), *([parallel] if parallel else [])]


def _flat(table: Table) -> Table:
    """Without the parts, which are a structure."""
    arrow = table.arrow()
    return Table(arrow.drop_columns(["spans"]) if "spans" in arrow.column_names else arrow)


def _marks(own: Sequence[Laid], text: str) -> Table:
    return Table(
        pa.table(
            {
                "part": pa.array([mark.part for mark in own], pa.string()),
                "start": pa.array([mark.start for mark in own], pa.int32()),
                "end": pa.array([mark.end for mark in own], pa.int32()),
                "text": pa.array([text[mark.start : mark.end] for mark in own], pa.string()),
                "evidence": pa.array([[mark.id] for mark in own], pa.list_(pa.string())),
            }
        )
    )


_DOCUMENTS: Final = """SELECT d.document, d.title, d.outlet, d.published, d.languages, d.characters,
    coalesce(e.n, 0) AS events, coalesce(c.n, 0) AS claims, coalesce(t.n, 0) AS ties,
    coalesce(u.n, 0) AS causes, coalesce(s.n, 0) AS scenarios
    FROM documents d {joins} {where}
    ORDER BY d.published DESC NULLS LAST, d.document"""
_JOINS: Final = " ".join(
    f"LEFT JOIN (SELECT document, count(*) AS n FROM {name} GROUP BY document) {short} "
    "USING (document)"
    for short, name in zip("ectus", LAYERS[1:], strict=True)
)
_CONDITIONS: Final = {
    "q": "(contains(lower(coalesce(d.title, '')), lower(?)) OR contains(lower(d.document), ?))",
    "outlet": "contains(lower(coalesce(d.outlet, '')), lower(?))",
    "language": "len(list_filter(d.languages, lambda x: starts_with(x, ?))) > 0",
    "since": "d.published >= ?",
    "until": "(d.published <= ? OR starts_with(d.published, ?))",
}


def _list(asked: Asked) -> Page:
    """The documents, newest first, with what was found in each."""
    given = {name: getattr(asked.filters, name) or None for name in _CONDITIONS}
    table = asked.dossier.sql(*_documents(_DOCUMENTS.replace("{joins}", _JOINS), given))
    size, page = asked.settings.limits.page_rows, asked.filters.page
    arrow = table.arrow()
    pages = max(1, -(-len(table) // size))
    empty = None
    if not len(table):
        empty = explain_empty(lambda some: _count(asked, some), given, "document")
    return Page(
        values={
            "found": None,
            "about": None,
            "documents": Table(arrow.slice((page - 1) * size, size)).rows(),
            "total": len(table),
            "pages": pages,
        },
        tables={"documents": table},
        empty=empty,
    )


def _count(asked: Asked, given: Mapping[str, Any]) -> int:
    query, values = _documents("SELECT count(*) AS n FROM documents d {where}", given)
    return int(asked.dossier.sql(query, values).rows()[0]["n"])


def _documents(query: str, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    where, values = [], []
    for name, value in given.items():
        if value is not None:
            where.append(_CONDITIONS[name])
            values += [value] * _CONDITIONS[name].count("?")
    return query.replace("{where}", f"WHERE {' AND '.join(where)}" if where else ""), values
