"""Narratives: which source tells a thing in which words, and what each leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from legation.analysis.names import resolve_actor, resolve_dyad
from legation.analysis.narrative_query import About, Selection, check_known, selection
from legation.analysis.statements import UNNAMED, is_named
from legation.dossier import Dossier, Table
from legation.language.script import fold

ASPECTS: Final = (
    "verb",
    "act",
    "status",
    "said by",
    "speaker",
    "framing",
    "official reason",
    "underlying reason",
    "reason",
)
"""What is compared, in the order of the matrix."""
_COMPARED: Final = frozenset(("act", "speaker", "official reason", "underlying reason"))
"""Aspects whose absence is told: words differ by language; acts, speakers and motives do not."""
_NEEDED: Final = 2
"""Independent roots that must have an element before its absence elsewhere is told."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One element as one source has it. `shown` are the words as written, `quotes` sentences.

    `key` names the element alike in every script and language where it can be; `roots` are those
    who say it; `region` is the side of the outlet, or None; `evidence` are ids of its `records`,
    of very many the first.
    """

    source: str
    region: str | None
    language: str
    aspect: str
    key: str
    records: int
    shown: tuple[str, ...]
    roots: tuple[str, ...]
    quotes: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """An element that at least two independent roots elsewhere have and `source` lacks."""

    source: str
    aspect: str
    key: str
    roots: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Motive:
    """Reasons of a layer that one asserter gives for one actor, in Chinese and in English."""

    asserter: str
    actor: str | None
    layer: str
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narratives:
    """The matrix of sources and elements, what each leaves out, and motives by asserter.

    `reports` are rows of events that count, `happenings` those that folding tells apart.
    """

    about: str
    reports: int
    happenings: int
    sources: tuple[str, ...]
    cells: tuple[Cell, ...]
    gaps: tuple[Gap, ...]
    motives: tuple[Motive, ...]

    def table(self) -> Table:
        """One row per source and element, with words, roots, sentences and evidence."""
        import pyarrow as pa

        table = _as_table(
            self.cells,
            ("source", "region", "language", "aspect", "key"),
            ("shown", "roots", "quotes", "evidence"),
        ).arrow()
        records = pa.array([cell.records for cell in self.cells], pa.int64())
        return Table(table.add_column(5, "records", records))

    def gaps_table(self) -> Table:
        """One row per element that a source leaves out, with who has it."""
        return _as_table(self.gaps, ("source", "aspect", "key"), ("roots", "sources", "evidence"))

    def motives_table(self) -> Table:
        """One row per asserter, actor and layer, Chinese and English words side by side."""
        return _as_table(
            self.motives, ("asserter", "actor", "layer"), ("chinese", "english", "evidence")
        )


def narratives(
    dossier: Dossier,
    actor: str | None = None,
    dyad: str | tuple[str, str] | None = None,
    happening: str | None = None,
    words: str | None = None,
    every_status: bool = False,
) -> Narratives:
    """How the sources tell of an actor, a dyad ("USA:VEN"), a happening (or event) or of words.

    A source is an outlet, or a document where none is known. Events count that are actual or
    ongoing; what else there is stands under `status` alone, unless `every_status` lets all count.
    Reasons given and framings count as said by the root of their chain.

    Raises:
        UsageError: not one thing is asked for, or no text mentions the actor.
    """
    about = About(
        actor and resolve_actor(dossier, actor),
        dyad and resolve_dyad(dossier, dyad),
        happening,
        words,
    )
    chosen = selection(about)
    check_known(dossier, about)
    happened = "true" if every_status else "status IN ('actual', 'ongoing')"
    rows = [
        *_event_rows(dossier, chosen, happened),
        *_claim_rows(dossier, chosen),
        *_cause_rows(dossier, chosen),
    ]
    cells = _cells(rows)
    sources = tuple(dict.fromkeys(cell.source for cell in cells))
    return Narratives(
        str(about),
        *_counted(dossier, chosen, happened),
        sources,
        cells,
        _gaps(cells, sources),
        _motives(rows),
    )


def _counted(dossier: Dossier, chosen: Selection, happened: str) -> tuple[int, int]:
    """Reports and happenings among the events that count."""
    row = dossier.sql(
        f"""SELECT count(*) AS reports, count(DISTINCT coalesce(f.happening, e.id)) AS happenings
        FROM events e LEFT JOIN folds f ON f.document = e.document AND f.id = e.id
        LEFT JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
        WHERE {chosen.events} AND {happened}""",
        chosen.event_values,
    ).rows()[0]
    return row["reports"], row["happenings"]


# Roots as `statements.root_of` finds them: innermost named source, unnamed ones by document.
_NAMED: Final = f"list_filter({{0}}, lambda x: NOT regexp_full_match(x, '{UNNAMED}'))"
_ROOT: Final = f"""CASE WHEN len({{0}}) = 0 THEN coalesce(d.outlet, d.document)
    ELSE coalesce({_NAMED}[-1], {{0}}[-1] || '@' || d.document) END"""
_SHOWN: Final = 3
_HELD: Final = 200
"""Sentences that a cell shows and ids that it holds at most; `records` says how many there are."""
_GROUP: Final = f"""list_sort(list(DISTINCT {{root}})) AS roots, count(*) AS records,
    min({{quote}}, {_SHOWN}) AS quotes, min({{id}}, {_HELD}) AS evidence"""
_FROM: Final = """coalesce(d.outlet, d.document) AS source, d.region,
    CASE WHEN starts_with(coalesce(s.language, d.languages[1], ''), 'zh') THEN 'zh'
        ELSE coalesce(s.language, d.languages[1], '') END AS language"""


def _event_rows(dossier: Dossier, chosen: Selection, happened: str) -> Iterable[dict[str, Any]]:
    """Rows of verbs, acts, statuses and sources: aspect, key, shown and what they rest on.

    One pass over the events: each gives one row for every aspect, and those are grouped.
    """
    return dossier.sql(
        f"""WITH told AS (
            SELECT {_FROM}, e.id, e.quote, e.status, s.quote AS sentence,
                {_ROOT.format("e.attribution")} AS root, len(e.attribution) = 0 AS own,
                concat_ws(' ', e.type, array_to_string(e.modes, ' ')) AS act,
                coalesce(nullif(split_part(e.frame, '/', 2), ''), e.quote) AS verb
            FROM events e JOIN documents d ON d.document = e.document
            LEFT JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
            WHERE {chosen.events}
        ), elements AS (
            SELECT *, unnest([{{'aspect': 'verb', 'key': trim(act) || ': ' || verb}},
                {{'aspect': 'act', 'key': trim(act)}}, {{'aspect': 'status', 'key': status}},
                {{'aspect': 'said by', 'key': CASE WHEN own THEN 'own voice' ELSE root END}}],
                recursive := true)
            FROM told
        )
        SELECT source, region, language, aspect, key, list_sort(list(DISTINCT quote)) AS shown,
            NULL AS actor, {_GROUP.format(root="root", quote="sentence", id="id")}
        FROM elements WHERE aspect = 'status' OR {happened} GROUP BY ALL""",
        chosen.event_values,
    )


def _claim_rows(dossier: Dossier, chosen: Selection) -> Iterable[dict[str, Any]]:
    """Rows of who speaks, and of framings, whose key is what the thing is called."""
    base = f"""FROM claims c JOIN documents d ON d.document = c.document
        LEFT JOIN sentences s ON s.document = c.document AND s.id = c.sentence_id
        WHERE {chosen.claims}"""
    group = _GROUP.format(
        root="coalesce(c.speaker, d.outlet, d.document)", quote="s.quote", id="c.id"
    )
    content = "substring(d.text, c.content_start + 1, c.content_end - c.content_start)"
    for aspect, key, more in (
        ("speaker", "c.speaker", "AND c.speaker IS NOT NULL"),
        ("framing", content, "AND c.kind = 'framing' AND c.content_start IS NOT NULL"),
    ):
        shown = "c.quote" if aspect == "speaker" else content
        yield from dossier.sql(
            f"""SELECT {_FROM}, '{aspect}' AS aspect, {key} AS key,
            list(DISTINCT {shown}) AS shown, NULL AS actor, {group} {base} {more} GROUP BY ALL""",
            chosen.claim_values,
        )


def _cause_rows(dossier: Dossier, chosen: Selection) -> Iterable[dict[str, Any]]:
    """Rows of reasons by layer, one per reason, so that its asserter stays with it."""
    root = _ROOT.format("r.attributed_to")
    return dossier.sql(
        f"""SELECT {_FROM}, CASE r.layer WHEN 'unspecified' THEN 'reason'
            ELSE r.layer || ' reason' END AS aspect,
            coalesce(r.motive_actor, '?') AS key, r.motive_actor AS actor,
            [substring(d.text, r.cause_start + 1, r.cause_end - r.cause_start)] AS shown,
            [{root}] AS roots, 1 AS records, [s.quote] AS quotes, [r.id] AS evidence
        FROM causes r JOIN documents d ON d.document = r.document
        LEFT JOIN sentences s ON s.document = r.document AND s.id = r.sentence_id
        WHERE {chosen.causes} AND NOT r.negated ORDER BY r.document, r.start, r.id""",
        chosen.cause_values,
    )


def _cells(rows: Iterable[Mapping[str, Any]]) -> tuple[Cell, ...]:
    """Rows of one element and source as one cell: keys that differ by script only are one."""
    grouped: dict[tuple[str, str, str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        key = fold(row["key"]).strip(" ,;，；。「」“”\"'")
        grouped.setdefault((row["source"], row["language"], row["aspect"], key), []).append(row)
    cells = [
        Cell(
            source,
            members[0]["region"],
            language,
            aspect,
            key,
            sum(member["records"] for member in members),
            _joined(members, "shown"),
            _joined(members, "roots"),
            _joined(members, "quotes")[:_SHOWN],
            _joined(members, "evidence"),
        )
        for (source, language, aspect, key), members in grouped.items()
    ]
    return tuple(sorted(cells, key=_cell_order))


def _cell_order(cell: Cell) -> tuple[Any, ...]:
    return (
        cell.source,
        ASPECTS.index(cell.aspect),
        -cell.records,
        cell.key,
        cell.language,
    )


def _joined(rows: Iterable[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    return tuple(sorted({value for row in rows for value in row[name] if value is not None}))


def _gaps(cells: Iterable[Cell], sources: Iterable[str]) -> tuple[Gap, ...]:
    elements: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        if cell.aspect in _COMPARED:
            elements.setdefault((cell.aspect, cell.key), []).append(cell)
    found = []
    for source in sources:
        for (aspect, key), having in elements.items():
            if any(cell.source == source for cell in having):
                continue
            # A speaker is one root whoever carries the words: there the carriers are counted.
            names = {root for cell in having for root in cell.roots if is_named(root)}
            if aspect == "speaker":
                names = {cell.source for cell in having}
            roots = tuple(sorted(names))
            if len(roots) >= _NEEDED and len({cell.source for cell in having}) >= _NEEDED:
                evidence = [name for cell in having for name in cell.evidence]
                carriers = tuple(dict.fromkeys(cell.source for cell in having))
                found.append(Gap(source, aspect, key, roots, carriers, tuple(evidence)))
    return tuple(sorted(found, key=lambda gap: (gap.source, -len(gap.roots), gap.aspect, gap.key)))


def _motives(rows: Iterable[Mapping[str, Any]]) -> tuple[Motive, ...]:
    grouped: dict[tuple[str, str | None, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["aspect"] in ("official reason", "underlying reason"):
            layer = row["aspect"].removesuffix(" reason")
            grouped.setdefault((row["roots"][0], row["actor"], layer), []).append(row)
    return tuple(
        Motive(
            asserter,
            actor,
            layer,
            _joined([row for row in members if row["language"] == "zh"], "shown"),
            _joined([row for row in members if row["language"] == "en"], "shown"),
            _joined(members, "evidence"),
        )
        for (asserter, actor, layer), members in sorted(
            grouped.items(), key=lambda item: (item[0][1] or "", item[0][2], item[0][0])
        )
    )


def _as_table(items: Iterable[Any], words: tuple[str, ...], lists: tuple[str, ...]) -> Table:
    import pyarrow as pa

    rows = [
        {name: getattr(item, name) for name in words}
        | {name: list(getattr(item, name)) for name in lists}
        for item in items
    ]
    fields = [(name, pa.string()) for name in words]
    fields += [(name, pa.list_(pa.string())) for name in lists]
    return Table(pa.Table.from_pylist(rows, pa.schema(fields)))
