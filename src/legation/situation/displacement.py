"""Partners that take each other's place, assets that lose worth, flows that fade, on one page.

The reading itself is that of legation.analysis.displacement; here its three answers about one actor
stand together, each row with its evidence and with what keeps it from being a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from legation.analysis.displacement import flow_changes, substitutions, worth_changes
from legation.analysis.tie_rows import make_table
from legation.dossier import Dossier, Table

_COLUMNS: Final = {
    "sort": "text",
    "change": "text",
    "one": "text",
    "other": "text",
    "partner_of": "text",
    "what": "text",
    "channel": "text",
    "when": "text",
    "told_as": "text",
    "reasons": "texts",
    "source": "texts",
    "sentence_text": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Displacement:
    """What changes around an actor; None: around anybody.

    `substitutions`: one partner takes the place of another. `worth`: an asset is worth more or less
    to somebody. `flows`: a tie shrinks, grows, stops, resumes or turns to collecting. None of them
    imputes a number: a flow that shrinks is not one of 0.
    """

    actor: str | None
    substitutions: Table
    worth: Table
    flows: Table

    def table(self) -> Table:
        """All three as one table: `one` takes over, is the asset, or gives; `other` the rest."""
        rows = [
            *(_row(row, "substitution", "newcomer", "ousted") for row in self.substitutions),
            *(_row(row, "worth", "asset", "to") for row in self.worth),
            *(_row(row, "flow", "from", "to") for row in self.flows),
        ]
        return make_table(rows, _COLUMNS)


def displacement(dossier: Dossier, actor: str | None = None) -> Displacement:
    """Who takes whose place around `actor` (a country takes in its bodies), and what fades."""
    return Displacement(
        actor,
        substitutions(dossier, actor),
        worth_changes(dossier, actor),
        flow_changes(dossier, actor),
    )


def _row(row: dict[str, Any], sort: str, one: str, other: str) -> dict[str, Any]:
    change = row.get("change") or f"replaces, by {row['basis']}"
    return {**row, "sort": sort, "change": change, "one": row[one], "other": row[other]}
