"""Search in sentences and in the records that stand on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from legation.analysis.empty import explain_empty
from legation.analysis.found import Found, Hit
from legation.analysis.search_query import Condition, Query, Term, parse_query
from legation.analysis.search_sql import (
    TABLES,
    build,
    holds,
    ids_of,
    names_of,
    record_tests,
    spellings,
)
from legation.dossier import Dossier, Mark
from legation.errors import UsageError

_PLACES: Final = (
    "CASE s.kind WHEN 'title' THEN 0 WHEN 'heading' THEN 1 WHEN 'body' THEN 2 ELSE 3 END"
)
_ON_RECORDS: Final = frozenset(["kind", "type", "status", "channel"])
_RECORDS: Final = " UNION ALL ".join(
    f"""SELECT '{kind}' AS kind, document, id, start, "end" FROM {table}"""
    for kind, table in TABLES.items()
)


def search(dossier: Dossier, text: str, limit: int = 20) -> Found:
    """Sentences that hold all that is typed: words, "phrases", -words and filters.

    Words are found in every spelling; a word that names an actor also finds the actor's other
    names and what the reader resolved to it. First come sentences with all words as typed, then
    titles, headings and body, the newest article, its id and place in it.

    Raises:
        UsageError: `text` has nothing to look for or makes no sense, or `limit` is below 1.
    """
    if limit < 1:
        raise UsageError(f"a search for {limit} sentences makes no sense; give 1 or more")
    query = parse_query(text, dossier)
    rows = _rows(dossier, query, limit)
    hits = [_bare(row) for row in rows]
    spans = [(hit.document, hit.start, hit.start + len(hit.text)) for hit in hits]
    records = _records(dossier, spans)
    mentions = {
        term: _mentions(dossier, spans, ids_of(term)) for term in query.terms if term.actors
    }
    conditions = _condition_marks(dossier, spans, query.conditions)
    return Found(
        query,
        tuple(
            _explained(
                replace(hit, records=tuple(records.get(number, ()))),
                query,
                {term: found.get(number, []) for term, found in mentions.items()},
                conditions.get(number, []),
            )
            for number, hit in enumerate(hits)
        ),
        rows[0]["total"] if rows else 0,
        _undated(dossier, query),
        None if rows else _why_empty(dossier, query),
    )


def _rows(dossier: Dossier, query: Query, limit: int) -> list[dict[str, Any]]:
    typed = [spellings(term) for term in query.terms if not term.excluded]
    as_typed = " AND ".join(["regexp_matches(s.quote, ?)"] * len(typed)) or "true"
    inner, values = build(query).select(
        f"""s.document, s.id, s.start, s.quote, s.language, d.title, d.outlet, d.published,
        {_PLACES} AS place, {as_typed} AS typed""",
        typed,
    )
    return dossier.sql(
        f"""SELECT *, count(*) OVER () AS total FROM ({inner})
        ORDER BY typed DESC, place, published DESC NULLS LAST, document, start LIMIT {limit}""",
        values,
    ).rows()


def _bare(row: Mapping[str, Any]) -> Hit:
    return Hit(
        document=row["document"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        language=row["language"],
        id=row["id"],
        start=row["start"],
        text=row["quote"],
        marks=(),
        reasons=(),
        records=(),
    )


Spans = Sequence[tuple[str, int, int]]


def _within(spans: Spans) -> tuple[str, list[Any]]:
    """A table of numbered sentences as SQL, for joins; and its parameters."""
    documents, starts, ends = zip(*spans, strict=True) if spans else ((), (), ())
    return (
        """(SELECT unnest(?::INTEGER[]) AS number, unnest(?::VARCHAR[]) AS document,
            unnest(?::INTEGER[]) AS first, unnest(?::INTEGER[]) AS stop) h
        JOIN {table} r ON r.document = h.document AND h.first <= r.start AND r.start < h.stop""",
        [list(range(len(spans))), list(documents), list(starts), list(ends)],
    )


def _records(dossier: Dossier, spans: Spans) -> dict[int, list[tuple[str, str]]]:
    joined, values = _within(spans)
    rows = dossier.sql(
        f"""SELECT number, kind, id FROM {joined.format(table=f"({_RECORDS})")}
        ORDER BY number, r.start, kind, id""",
        values,
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row["number"], []).append((row["kind"], row["id"]))
    return found


def _mentions(dossier: Dossier, spans: Spans, ids: Sequence[str]) -> dict[int, list[Mark]]:
    """Sentence number -> what stands for the actors there; the kind of a mark is the id."""
    joined, values = _within(spans)
    rows = dossier.sql(
        f"""SELECT number, r.start, r."end", r.quote,
            list_intersect(r.actors, ?::VARCHAR[])[1] AS actor
        FROM {joined.format(table="mentions")} WHERE {holds("r.actors", len(ids))}
        ORDER BY number, r.start""",
        [list(ids), *values, *ids],
    )
    found: dict[int, list[Mark]] = {}
    for row in rows:
        mark = Mark(row["start"], row["end"], row["actor"], row["quote"])
        found.setdefault(row["number"], []).append(mark)
    return found


def _condition_marks(
    dossier: Dossier, spans: Spans, conditions: Sequence[Condition]
) -> dict[int, list[Mark]]:
    """Sentence number -> the words of the records that a filter asked for."""
    found: dict[int, list[Mark]] = {}
    for condition in conditions:
        if condition.excluded or condition.name not in _ON_RECORDS:
            continue
        for table, test in record_tests(condition):
            joined, values = _within(spans)
            rows = dossier.sql(
                f"""SELECT number, r.start, r."end", r.quote FROM {joined.format(table=table)}
                WHERE {test} ORDER BY number, r.start""",
                [*values, *([condition.value] if "?" in test else [])],
            )
            for row in rows:
                mark = Mark(row["start"], row["end"], str(condition), row["quote"])
                found.setdefault(row["number"], []).append(mark)
    return found


def _explained(
    hit: Hit, query: Query, mentions: Mapping[Term, Sequence[Mark]], records: Sequence[Mark]
) -> Hit:
    """The hit with its marks and its reasons."""
    marks = [
        (mark, why)
        for term in query.terms
        if not term.excluded
        for mark, why in _term_marks(hit, term, mentions.get(term, ()))
    ]
    marks += [(mark, mark.kind) for mark in records]
    reasons: dict[str, list[str]] = {}
    for mark, why in marks:
        reasons.setdefault(why, []).append(mark.text)
    plain = [
        str(condition)
        for condition in query.conditions
        if condition.name not in _ON_RECORDS and not condition.excluded
    ]
    return replace(
        hit,
        marks=tuple(sorted((mark for mark, _ in marks), key=lambda mark: (mark.start, mark.end))),
        reasons=(
            *(f"{why}: {', '.join(dict.fromkeys(words))}" for why, words in reasons.items()),
            *plain,
        ),
    )


def _term_marks(hit: Hit, term: Term, mentions: Sequence[Mark]) -> Iterator[tuple[Mark, str]]:
    """Where a term is in the sentence, and why that is it; what is marked already comes once."""
    taken: list[Mark] = []
    for expression, actor in ((spellings(term, "python"), None), *names_of(term)):
        for found in re.finditer(expression, hit.text):
            start, end = hit.start + found.start(), hit.start + found.end()
            mark = Mark(start, end, actor or "words", found[0])
            if not _overlaps(mark, taken):
                taken.append(mark)
                yield mark, _reason(term, mark)
    for mark in mentions:
        if not _overlaps(mark, taken):
            yield mark, f"stands for {mark.kind}"


def _overlaps(mark: Mark, others: Sequence[Mark]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _reason(term: Term, mark: Mark) -> str:
    if mark.kind != "words":
        return f"name of {mark.kind}"
    return "as typed" if mark.text == term.text else f"spelling of {term}"


def _undated(dossier: Dossier, query: Query) -> int:
    if not any(condition.name in ("since", "until") for condition in query.conditions):
        return 0
    rows = dossier.sql("SELECT count(*) AS n FROM documents WHERE published IS NULL").rows()
    return int(rows[0]["n"])


def _why_empty(dossier: Dossier, query: Query) -> str | None:
    parts: dict[str, Any] = {str(part): part for part in (*query.terms, *query.conditions)}

    def count(chosen: Mapping[str, Any]) -> int:
        terms = tuple(part for part in chosen.values() if isinstance(part, Term))
        conditions = tuple(part for part in chosen.values() if isinstance(part, Condition))
        statement, values = build(Query("", terms, conditions)).select("count(*) AS n")
        return int(dossier.sql(statement, values).rows()[0]["n"])

    return explain_empty(count, parts, "sentence", name_only=True)
