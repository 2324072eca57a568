"""What happened, how sure is it, what is disputed?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from legation.dossier import Table
from legation.dossier.record_query import record_query
from legation.exports.brief import Brief, Line, Section, to_markdown
from legation.exports.documents import Quotation, to_docx, to_html
from legation.workbench.languages import Language
from legation.workbench.page import Asked, Page
from legation.workbench.selected import (
    QUADS,
    Selection,
    address,
    attributed,
    cards,
    selected,
    two_numbers,
    undated_left_out,
    why_empty,
)

DYADS: Final = 10
ACTS: Final = 10
DISPUTES: Final = 6
SCENARIOS: Final = 8
SOURCES: Final = 12
_SUREST: Final = (
    "denial",
    "done or not",
    "number",
    "who began",
    "who or when",
    "route",
    "reason against fact",
)
_IDS: Final = 5
"""Ids that a line of the files shows; the tables have all."""


def load(asked: Asked) -> Page:
    """The brief on what the filters leave, each line with the records it rests on."""
    filters = asked.filters
    chosen = selected(asked.dossier, filters)
    numbers = {**two_numbers(asked, chosen), "left_out": undated_left_out(asked)}
    if not numbers["reports"]:
        return Page({"numbers": numbers, "files": {}}, empty=why_empty(asked))
    top = asked.dossier.top_dyads(
        DYADS,
        statuses=filters.status,
        attributed=attributed(filters),
        since=filters.since or None,
        until=filters.until or None,
    )
    material = Selection(
        f"SELECT m.* FROM ({chosen.sql}) m WHERE m.quad_class IN (2, 4)", chosen.values
    )
    values: dict[str, Any] = {
        "numbers": numbers,
        "acts": cards(asked, material)[:ACTS],
        "links": [
            address("dyads", filters, {}, actor=row["actor"], recipient=row["recipient"], page=1)
            for row in top
        ],
    }
    tables = {
        "dyads": top,
        "contradictions": _disputes(asked),
        "scenarios": _scenarios(asked, chosen),
        "sources": _sources(asked, chosen),
    }
    values["spoken"] = _tags(asked, tables["contradictions"])
    return Page({**values, "files": _files(asked, values, tables)}, tables)


def _disputes(asked: Asked) -> Table:
    """The surest contradictions: kind by kind, the surest kind first, until there are enough.

    Looking for all kinds and ranking them takes twice the time, and gives the same but for pairs
    of a lower kind that outrank a doubtful one of a higher.
    """
    import pyarrow as pa

    found: list[Any] = []
    seen: set[frozenset[str]] = set()
    for kind in _SUREST:
        some = asked.dossier.contradictions(asked.filters.actor or None, kind, DISPUTES)
        sentences = [frozenset((row["one_sentence"], row["other_sentence"])) for row in some]
        fresh = [
            number
            for number, pair in enumerate(sentences)
            if pair not in seen and pair not in sentences[:number]
        ]
        found.append(some.arrow().take(pa.array(fresh, pa.int64())))
        seen.update(sentences)
        if sum(map(len, found)) >= DISPUTES:
            break
    return Table(pa.concat_tables(found).slice(0, DISPUTES))


def _scenarios(asked: Asked, chosen: Selection) -> Table:
    """What may follow, from the documents of the reports; the latest published first.

    A scenario whose condition is told as a fact is left out: it is open no more.
    """
    query, values = record_query("scenarios", {}, None)
    return asked.dossier.sql(
        f"""SELECT r.id, r.document, r.likelihood, r.band, r.attributed_to, r.condition, r.outcome,
            r.sentence_text, coalesce(s.language, d.languages[1], '') AS language,
            [r.id] AS evidence
        FROM ({query}) r JOIN documents d ON d.document = r.document
        LEFT JOIN sentences s ON s.document = r.document AND s.id = r.sentence_id
        WHERE NOT coalesce(r.realised, false)
            AND r.document IN (SELECT t.document FROM ({chosen.sql}) t)
        ORDER BY d.published DESC NULLS LAST, r.band IS NULL, r.document, r.start, r.id
        LIMIT {SCENARIOS}""",
        [*values, *chosen.values],
    )


def _sources(asked: Asked, chosen: Selection) -> Table:
    """Who is cited in the documents of the reports: claims and in how many documents."""
    return asked.dossier.sql(
        f"""SELECT c.speaker, count(*) AS claims, count(DISTINCT c.document) AS articles,
            count(*) FILTER (c.kind = 'denial') AS denials, list_sort(list(c.id)) AS evidence
        FROM claims c WHERE c.speaker IS NOT NULL
            AND c.document IN (SELECT t.document FROM ({chosen.sql}) t)
        GROUP BY c.speaker ORDER BY claims DESC, c.speaker LIMIT {SOURCES}""",
        chosen.values,
    )


def _tags(asked: Asked, disputes: Table) -> dict[str, str]:
    """Id of a record in dispute -> the tag of its sentence's language."""
    documents = {row[f"{end}_document"] for row in disputes for end in ("one", "other")}
    found = asked.dossier.sql(
        "SELECT document, coalesce(languages[1], '') AS tag FROM documents "
        "WHERE list_contains(?::VARCHAR[], document)",
        [sorted(documents)],
    )
    return {row["document"]: row["tag"] for row in found}


def _files(
    asked: Asked, values: Mapping[str, Any], tables: Mapping[str, Table]
) -> dict[str, Callable[[], bytes]]:
    """The brief as files, made only when one is asked for."""
    t = asked.language
    title = f"{t('brief.title')} · {asked.dossier.path.name}"

    def made() -> Brief:
        return _brief(asked, values, tables)

    return {
        "brief.md": lambda: to_markdown(made()).encode(),
        "brief.html": lambda: to_html(made(), title, t.tag).encode(),
        "brief.docx": lambda: to_docx(made(), title, t.tag),
    }


def _brief(asked: Asked, values: Mapping[str, Any], tables: Mapping[str, Table]) -> Brief:
    """What the page shows, as lines."""
    t = asked.language
    shown = "; ".join(f"{name}: {value}" for name, value in asked.filters.set())
    numbers = values["numbers"]
    remark = t(
        "brief.remark",
        reports=numbers["reports"],
        happenings=numbers["happenings"],
        articles=numbers["articles"],
        filters=shown or ", ".join(t(f"status.{one}") for one in asked.filters.status),
    )
    sections = (
        Section(t("brief.dyads"), 2, tuple(_dyad(t, row) for row in tables["dyads"])),
        Section(t("brief.acts"), 2, tuple(_act(t, row) for row in values["acts"])),
        Section(
            t("brief.disputes"),
            2,
            tuple(
                line
                for row in tables["contradictions"]
                for line in _dispute(t, row, values["spoken"])
            ),
        ),
        Section(t("brief.scenarios"), 2, tuple(_scenario(t, row) for row in tables["scenarios"])),
        Section(t("brief.sources"), 2, tuple(_source(t, row) for row in tables["sources"])),
    )
    return Brief(tuple(section for section in sections if section.lines), remark)


def _says(t: Language, chain: Sequence[str]) -> str:
    return f"{t('cards.says')} {' ← '.join(map(t.actor, chain)) or t('said.own')}"


def _names(t: Language, ids: Sequence[str]) -> str:
    return t("cards.and").join(map(t.actor, ids)) or t("cards.nobody")


def _dyad(t: Language, row: Mapping[str, Any]) -> Line:
    kinds = t("cards.and").join(f"{t(f'quad.{quad}')} {row[quad]}" for quad in QUADS if row[quad])
    return Line(
        f"{t.actor(row['actor'])} → {t.actor(row['recipient'])}: {row['reports']} "
        f"{t('cards.reports')} · {row['happenings']} {t('cards.happenings')} ({kinds})",
        tuple(row["evidence"][:_IDS]),
    )


def _act(t: Language, row: Mapping[str, Any]) -> Line:
    quote = _flat(row["before"] + row["quote"] + row["after"])
    whom = f" → {_names(t, row['recipients'])}" if row["recipients"] else ""
    lead = " · ".join(
        (
            row["date"] or t("cards.undated"),
            _names(t, row["actors"]) + whom,
            t("type." + row["type"]),
            t("status." + row["status"]),
            _says(t, row["attribution"]),
            "",
        )
    )
    return Quotation(lead + quote, (row["id"],), quote, row["language"])


def _dispute(t: Language, row: Mapping[str, Any], tags: Mapping[str, str]) -> Sequence[Line]:
    lines = []
    for end, mark in (("one", "a"), ("other", "b")):
        quote = _flat(row[f"{end}_sentence"])
        source = row[f"{end}_source"]
        lead = f"{t('dispute.' + row['kind'])} {mark} · {_says(t, [source] if source else [])} · "
        tag = tags.get(row[f"{end}_document"], "")
        lines.append(Quotation(lead + quote, (row[f"{end}_id"],), quote, tag))
    return lines


def _scenario(t: Language, row: Mapping[str, Any]) -> Line:
    quote = _flat(row["sentence_text"] or row["outcome"])
    band = f" ({row['band']} %)" if row["band"] else ""
    lead = f"{row['likelihood']}{band} · {_says(t, row['attributed_to'])} · "
    return Quotation(lead + quote, (row["id"],), quote, row["language"])


def _source(t: Language, row: Mapping[str, Any]) -> Line:
    counts = t("brief.claims", claims=row["claims"], articles=row["articles"], n=row["denials"])
    return Line(f"{t.actor(row['speaker'])}: {counts}", tuple(row["evidence"][:_IDS]))


def _flat(text: str) -> str:
    return " ".join(text.split())
