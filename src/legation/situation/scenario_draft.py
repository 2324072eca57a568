"""Scenarios that a dossier states, as a draft for an analyst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from legation.dossier import Dossier
from legation.situation.extracted import asserter_of, extracted, in_tongue
from legation.situation.records import Scenario

_STATED: Final = """
SELECT r.id, r.document, r.likelihood, r.attributed_to, r.tree, r.realised,
    substring(d.text, r.condition_start + 1, r.condition_end - r.condition_start) AS condition,
    substring(d.text, r.outcome_start + 1, r.outcome_end - r.outcome_start) AS outcome,
    d.outlet, d.published, s.language, s.quote AS sentence
FROM scenarios r JOIN documents d USING (document)
LEFT JOIN sentences s ON s.document = r.document AND s.id = r.sentence_id
WHERE $1 IS NULL OR r.document = $1
QUALIFY row_number() OVER (PARTITION BY r.id ORDER BY r.document) = 1
ORDER BY r.document, r.start, r.id
"""
_MARK: Final = 8
"""Characters of a record's id that name a drafted scenario."""


def draft_scenarios(dossier: Dossier, document: str | None = None) -> tuple[Scenario, ...]:
    """The scenarios of a dossier, or of one document, in the order of the texts.

    Branches that a text ties together get a root before them: their common condition, or the
    sentence. Nothing is declared exclusive; consequences and indicators are left for an analyst. A
    text that stands in the dossier twice gives each scenario once.
    """
    rows = dossier.sql(_STATED, [document]).rows()
    trees: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        if row["tree"]:
            trees.setdefault((row["document"], row["tree"]), []).append(row)
    tied = {key for key, branches in trees.items() if len(branches) > 1}
    return tuple(_drafted(dossier, rows, trees, tied))


def _drafted(
    dossier: Dossier,
    rows: Sequence[dict[str, Any]],
    trees: dict[tuple[str, str], list[dict[str, Any]]],
    tied: set[tuple[str, str]],
) -> Iterator[Scenario]:
    begun: set[tuple[str, str]] = set()
    for row in rows:
        key = row["document"], row["tree"]
        if key in tied and key not in begun:
            begun.add(key)
            yield _root(dossier, trees[key])
        yield _branch(dossier, row, _root_name(row) if key in tied else None)


def _root_name(row: dict[str, Any]) -> str:
    return f"tree-{row['tree'][:_MARK]}"


def _root(dossier: Dossier, branches: Sequence[dict[str, Any]]) -> Scenario:
    conditions = {row["condition"] for row in branches}
    common = conditions.pop() if len(conditions) == 1 else None
    first = branches[0]
    asserters = {asserter_of(row, row["attributed_to"]) for row in branches}
    return Scenario(
        id=_root_name(first),
        parent=None,
        condition={},
        outcome=in_tongue(common or first["sentence"], first["language"]),
        likelihood=None,
        asserter=asserters.pop() if len(asserters) == 1 else asserter_of(first, ()),
        consequences=(),
        indicators=(),
        exclusive=False,
        source=extracted(
            dossier,
            (row["id"] for row in branches),
            first["published"],
            "root of branches that the text ties together",
        ),
    )


def _branch(dossier: Dossier, row: dict[str, Any], parent: str | None) -> Scenario:
    return Scenario(
        id=f"scenario-{row['id'][:_MARK]}",
        parent=parent,
        condition=in_tongue(row["condition"], row["language"]),
        outcome=in_tongue(row["outcome"], row["language"]),
        likelihood=row["likelihood"],
        asserter=asserter_of(row, row["attributed_to"]),
        consequences=(),
        indicators=(),
        exclusive=False,
        source=extracted(
            dossier,
            [row["id"]],
            row["published"],
            "the text tells the condition as a fact" if row["realised"] else None,
        ),
    )
