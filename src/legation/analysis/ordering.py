"""Comparisons as partial orders: what follows, what contradicts, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from legation.analysis.comparisons import OTHERS, Comparison, Scope, read_comparisons
from legation.analysis.tie_rows import library, make_table
from legation.dossier import Dossier, Table

_COLUMNS: Final = {
    "scope": "text",
    "relation": "text",
    "lower": "text",
    "higher": "text",
    "stated": "count",
    "cues": "texts",
    "sources": "texts",
    "texts": "texts",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Comparisons that go round in a circle: each of `members` comes out above itself.

    `verdict` is "contradiction", or "change" where no day belongs to all of them.
    """

    members: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Order:
    """The partial order of one scope.

    `edges` (lower, higher) are the covering pairs: what follows from others is left out.
    `comparisons` are those it rests on, told as facts; `contradictions` have no edge in it.
    `levels` counts steps from the lowest, 0; parties of one level are not thereby equal.
    """

    scope: Scope
    comparisons: tuple[Comparison, ...]
    edges: tuple[tuple[str, str], ...]
    levels: Mapping[str, int]
    contradictions: tuple[Contradiction, ...]

    def below(self, lower: str, higher: str) -> bool:
        """Whether `lower` is below `higher`, as stated or as it follows."""
        above = {end for start, end in self.edges if start == lower}
        return higher in above or any(self.below(name, higher) for name in above)

    def incomparable(self) -> tuple[tuple[str, str], ...]:
        """Pairs of which nothing is said, nor follows; "every other" is no party of a pair."""
        names = sorted(name for name in self.levels if name != OTHERS)
        return tuple(
            (first, second)
            for first, second in combinations(names, 2)
            if not self.below(first, second) and not self.below(second, first)
        )

    def stated(self, lower: str, higher: str) -> tuple[Comparison, ...]:
        """The comparisons that put `lower` below `higher` in so many words."""
        return tuple(c for c in self.comparisons if (c.lower, c.higher) == (lower, higher))

    def table(self) -> Table:
        """One row per covering pair, contradiction and open pair, with texts and evidence."""
        return make_table(self._rows(), _COLUMNS)

    def _rows(self) -> Iterable[dict[str, Any]]:
        for lower, higher in self.edges:
            yield self._row("below", lower, higher, self.stated(lower, higher))
        for found in self.contradictions:
            names = ", ".join(found.members)
            yield self._row(found.verdict, names, names, found.comparisons)
        for first, second in self.incomparable():
            yield self._row("not compared", first, second, ())

    def _row(
        self, relation: str, lower: str, higher: str, rests_on: tuple[Comparison, ...]
    ) -> dict[str, Any]:
        return {
            "scope": str(self.scope),
            "relation": relation,
            "lower": lower,
            "higher": higher,
            "stated": len(rests_on),
            "cues": [found.cue for found in rests_on],
            "sources": [" ← ".join(found.source) or found.document for found in rests_on],
            "texts": [found.text for found in rests_on],
            "evidence": list(dict.fromkeys(name for found in rests_on for name in found.evidence)),
        }


def read_orders(dossier: Dossier, hub: str | None = None) -> tuple[Order, ...]:
    """The partial orders of a dossier, the one with most parties first.

    `hub` keeps those whose parties are compared as partners of that country or actor.
    """
    found = order_comparisons(read_comparisons(dossier))
    return tuple(order for order in found if hub is None or order.scope.hub == hub)


def order_comparisons(comparisons: Iterable[Comparison]) -> tuple[Order, ...]:
    """Orders of the comparisons told as facts, one for each scope."""
    scopes: dict[Scope, list[Comparison]] = {}
    for comparison in comparisons:
        if comparison.told_as == "fact":
            scopes.setdefault(comparison.scope, []).append(comparison)
    orders = (_order(scope, tuple(found)) for scope, found in scopes.items())
    return tuple(sorted(orders, key=lambda order: (-len(order.levels), str(order.scope))))


def _order(scope: Scope, comparisons: tuple[Comparison, ...]) -> Order:
    networkx = library("networkx")
    graph = networkx.DiGraph((found.lower, found.higher) for found in comparisons)
    circles = [
        sorted(members)
        for members in networkx.strongly_connected_components(graph)
        if len(members) > 1
    ]
    for members in circles:
        graph.remove_edges_from(list(graph.subgraph(members).edges))
    reduced = networkx.transitive_reduction(graph)
    levels = {
        name: level
        for level, names in enumerate(networkx.topological_generations(reduced))
        for name in names
    }
    return Order(
        scope,
        comparisons,
        tuple(sorted(reduced.edges)),
        {name: levels[name] for name in sorted(levels, key=lambda name: (levels[name], name))},
        tuple(_contradiction(members, comparisons) for members in sorted(circles)),
    )


def _contradiction(members: list[str], comparisons: tuple[Comparison, ...]) -> Contradiction:
    inner = tuple(c for c in comparisons if c.lower in members and c.higher in members)
    return Contradiction(tuple(members), inner, "change" if _apart(inner) else "contradiction")


def _apart(comparisons: tuple[Comparison, ...]) -> bool:
    """Whether every period is known and two that follow each other share no day."""
    dated = [(c.first, c.last) for c in comparisons if c.first and c.last]
    if len(dated) < len(comparisons):
        return False
    latest = max(first for first, _ in dated if first)
    earliest = min(last for _, last in dated if last)
    return earliest < latest
