"""The same thing told in the other language: other reports of a happening, parallel paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from legation.analysis.dossier import Dossier

_MOST: Final = 12
"""Passages shown beside a text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in another language. `id`: the report there, or None for a paragraph.

    `before`, `quote` and `after` are together the characters `start` to `end` of `document`;
    `reason` says why they are taken for parallel; `of` is the report they are parallel to.
    """

    document: str
    id: str | None
    start: int
    end: int
    language: str
    before: str
    quote: str
    after: str
    about: str
    reason: str
    of: str | None = None


def told_elsewhere(dossier: Dossier, document: str, events: Sequence[str]) -> list[Passage]:
    """Reports, in another language, of the happenings that these reports of `document` tell of."""
    if not events:
        return []
    rows = dossier.sql(
        f"""WITH own AS (
            SELECT f.happening, f.id, s.language FROM folds f
            JOIN events e ON e.document = f.document AND e.id = f.id
            JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
            WHERE f.document = ? AND list_contains(?::VARCHAR[], f.id))
        SELECT f.document, f.id, f.reason, own.id AS "of", s.language, s.quote AS sentence,
            s."start" AS "first", e."start", e."end", d.outlet, d.title, d.published
        FROM own JOIN folds f ON f.happening = own.happening
        JOIN events e ON e.document = f.document AND e.id = f.id
        JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
        JOIN documents d ON d.document = e.document
        WHERE split_part(s.language, '-', 1) <> split_part(own.language, '-', 1)
        ORDER BY e."start", f.document, f.id LIMIT {_MOST}""",
        [document, list(events)],
    ).rows()
    return [_passage(row) for row in rows]


def _passage(row: Mapping[str, Any]) -> Passage:
    sentence, first = row["sentence"], row["first"]
    start, end = row["start"] - first, row["end"] - first
    return Passage(
        row["document"],
        row["id"],
        first,
        first + len(sentence),
        row["language"],
        sentence[:start],
        sentence[start:end],
        sentence[end:],
        " · ".join(
            part
            for part in (row["outlet"] or row["title"] or row["document"], row["published"])
            if part
        ),
        row["reason"],
        row["of"],
    )


def beside(
    document: str, text: str, sentences: Sequence[Mapping[str, Any]], at: int
) -> Passage | None:
    """The paragraph in the other language that stands where the one around `at` stands.

    Only in documents of two languages with as many paragraphs in one as in the other; elsewhere
    the place of a paragraph says nothing.
    """
    groups: dict[str, dict[int, tuple[int, int, str]]] = {}
    for one in sentences:
        if one["kind"] != "body":
            continue
        spans = groups.setdefault(one["language"].partition("-")[0], {})
        start, _, tag = spans.get(one["paragraph"], (one["start"], 0, one["language"]))
        spans[one["paragraph"]] = (start, one["end"], tag)
    if len(groups) != 2 or len({len(spans) for spans in groups.values()}) != 1:
        return None
    left, right = ([*spans.values()] for spans in groups.values())
    for here, there in ((left, right), (right, left)):
        for number, (start, end, _) in enumerate(here):
            if start <= at < end:
                first, last, tag = there[number]
                reason = f"paragraph {number + 1} of {len(here)} in each language"
                return Passage(
                    document, None, first, last, tag, text[first:last], "", "", document, reason
                )
    return None
