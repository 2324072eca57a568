"""Independent sources: how many stand behind a happening, however many articles tell of it.

The root of a report is the innermost source it names: ten outlets that quote one newspaper have
one root. A report that names none rests on its outlet, and so does one whose sources have no name
("officials", "experts"), since nothing tells them from each other. Reprints rest on the article
they reprint.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pyarrow as pa

from legation.analysis.reprints import reprints
from legation.dossier import Dossier, Table
from legation.language.script import fold
from legation.lexicons.actors import load_actors

_REPORTS: Final = """
SELECT coalesce(f.happening, e.id) AS happening, e.document, e.id, e.attribution, d.outlet,
    d.published, d.text, e.trigger, e.type, e.status, e.date, e.start,
    substr(d.text, e.sentence[1] + 1, e.sentence[2] - e.sentence[1]) AS sentence_text,
    f.reason, f.score, f."by"
FROM events e
JOIN documents d ON d.document = e.document
LEFT JOIN folds f ON f.document = e.document AND f.id = e.id
"""


@dataclass(frozen=True, slots=True)
class Root:
    """A source on which reports rest, and the ids of those reports.

    `source` is its id, or `outlet:` and its folded name; `name` is how it is written.
    """

    source: str
    name: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What stands behind a happening: reports, articles (reprints once), independent roots."""

    happening: str
    reports: int
    documents: int
    articles: int
    roots: tuple[Root, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of all reports."""
        return tuple(dict.fromkeys(name for root in self.roots for name in root.reports))

    def table(self) -> Table:
        """One row per root, with what it rests on."""
        rows = [
            {
                "happening": self.happening,
                "source": root.source,
                "name": root.name,
                "reports": len(root.reports),
                "evidence": list(root.reports),
            }
            for root in self.roots
        ]
        schema = pa.schema(
            [
                ("happening", pa.string()),
                ("source", pa.string()),
                ("name", pa.string()),
                ("reports", pa.int32()),
                ("evidence", pa.list_(pa.string())),
            ]
        )
        return Table(pa.Table.from_pylist(rows, schema=schema))


def happening_reports(dossier: Dossier, document: str, report: str) -> list[dict[str, Any]]:
    """Rows of all reports of the happening that one report is of, the first published first."""
    return dossier.sql(
        _REPORTS
        + """WHERE (e.document = ? AND e.id = ?) OR f.happening = (
            SELECT happening FROM folds WHERE document = ? AND id = ?)
        ORDER BY d.published NULLS LAST, e.document, e.start""",
        [document, report, document, report],
    ).rows()


def sources(rows: Sequence[Mapping[str, Any]]) -> Sources:
    """What stands behind one happening, from the rows of its reports (`happening_reports`)."""
    ordered = sorted(rows, key=lambda row: (row["published"] or "9999", row["document"]))
    texts = {row["document"]: row["text"] for row in ordered}
    outlets = {row["document"]: row["outlet"] for row in ordered}
    first = reprints(texts)
    roots: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for row in ordered:
        origin = first[row["document"]]
        root = root_of(row["attribution"] or (), outlets[origin], origin)
        roots.setdefault(root, []).append(row["id"])
        written = outlets[origin] if root.startswith("outlet:") else None
        names.setdefault(root, written or root)
    return Sources(
        happening=ordered[0]["happening"] if ordered else "",
        reports=len(ordered),
        documents=len(texts),
        articles=len(set(first.values())),
        roots=tuple(
            Root(source, names[source], tuple(ids)) for source, ids in sorted(roots.items())
        ),
    )


def root_of(attribution: Iterable[str], outlet: str | None, document: str) -> str:
    """The source a report rests on: an id, `outlet:NAME`, or `document:ID` without an outlet."""
    named = [source for source in attribution if _is_named(source)]
    if named:
        return named[-1]
    if outlet is None or not outlet.strip():
        return f"document:{document}"
    return _outlet(outlet.strip())


def _is_named(source: str) -> bool:
    """Whether a source has a name of its own: an id, and not experts or officials:USA."""
    return source[:1].isupper()


@cache
def _outlet(name: str) -> str:
    """An outlet's id where the lexicon knows it, so that it is one with those who quote it."""
    forms = load_actors().by_text
    for text in (name, fold(name), name.removeprefix("The ")):
        for form in forms.get(text, ()):
            if form.kind == "org" and form.entity:
                return form.entity
    return f"outlet:{fold(name).casefold()}"
