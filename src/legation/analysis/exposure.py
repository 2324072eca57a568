"""Whom an actor hangs on, and what falls away without a partner, as far as ties are reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from legation.analysis.comparisons import OTHERS
from legation.analysis.lines import read_lines
from legation.analysis.ordering import Order, read_orders
from legation.analysis.shares import Whole, is_rate, sentences_of, share_words, shared, whole_of
from legation.analysis.sizes import bounds, numbered, written
from legation.analysis.tie_rows import Row, library, make_table, on_side, read_ties, side
from legation.dossier import Dossier, Table

HANGS_ON: Final = (
    "trade",
    "energy",
    "lending",
    "investment",
    "arms",
    "troops",
    "intelligence",
    "diplomacy",
    "membership",
)
"""Channels of which a partner may be missed; enmity, sanctions, crime and land are others."""

_EXPOSURE_COLUMNS: Final = {
    "channel": "text",
    "role": "text",
    "partner": "text",
    "basis": "text",
    "size": "text",
    "of": "text",
    "period": "text",
    "ties": "count",
    "sources": "texts",
    "texts": "texts",
    "evidence": "texts",
}
_CONCENTRATION_COLUMNS: Final = {
    "channel": "text",
    "role": "text",
    "whole": "text",
    "period": "text",
    "partners": "texts",
    "covered": "number",
    "lowest": "number",
    "highest": "number",
    "reason": "text",
    "evidence": "texts",
}
_LOSS_COLUMNS: Final = {
    "actor": "text",
    "channel": "text",
    "role": "text",
    "size": "text",
    "remain": "texts",
    "remark": "text",
    "texts": "texts",
    "evidence": "texts",
}
_PARTED_COLUMNS: Final = {
    "channel": "text",
    "one": "texts",
    "other": "texts",
    "by_way_of": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Exposure:
    """Partners of an actor, and how concentrated they are where shares of one whole are known.

    `partners` has one row per channel, role and partner: its `basis` is share, number, order or
    "tie only". `concentration` has Herfindahl indices from `lowest` (the rest spread thin) to
    `highest` (the rest with one more partner), 0 to 1; both None with a `reason` where shares
    disagree or exceed the whole. `left_out` counts ties over channels that nobody hangs on,
    and tariffs and other rates, which are no flow.
    """

    actor: str
    partners: Table
    concentration: Table
    left_out: int

    def table(self) -> Table:
        """The partners."""
        return self.partners


@dataclass(frozen=True, slots=True)
class Removal:
    """What is reported to run through a node, and so falls away without it.

    `losses`: per actor and channel, with the partners that remain. `parted`: groups that only the
    node joins in a channel. Where no other tie is reported, that is no proof that there is none.
    """

    node: str
    losses: Table
    parted: Table

    def table(self) -> Table:
        """The losses."""
        return self.losses


def exposure(dossier: Dossier, actor: str, channel: str | None = None) -> Exposure:
    """Whom `actor` hangs on, over one channel or those of `HANGS_ON`.

    Raises:
        UsageError: networkx is not installed, or `channel` is none.
    """
    rows, left_out = _relevant(dossier, channel, actor)
    wholes = _wholes(dossier, rows)
    orders = read_orders(dossier, side(actor))
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        for role, partner in _roles(row, actor):
            groups.setdefault((row["channel"], role, partner), []).append(row)
    partners = [_partner(key, found, wholes, orders) for key, found in sorted(groups.items())]
    return Exposure(
        actor,
        make_table(partners, _EXPOSURE_COLUMNS),
        make_table(_concentrations(groups, wholes, actor), _CONCENTRATION_COLUMNS),
        left_out,
    )


def without(dossier: Dossier, node: str, channel: str | None = None) -> Removal:
    """What falls away without `node`: its partners' ties to it, and links that run through it.

    Raises:
        UsageError: networkx is not installed, or `channel` is none.
    """
    rows, _ = _relevant(dossier, channel, None)
    return Removal(
        node,
        make_table(_losses(rows, node), _LOSS_COLUMNS),
        make_table(_parted(rows, side(node)), _PARTED_COLUMNS),
    )


def _relevant(dossier: Dossier, channel: str | None, actor: str | None) -> tuple[list[Row], int]:
    rows = read_ties(dossier, channel=channel, actor=actor)
    kept = [
        row
        for row in rows
        if (channel is not None or row["channel"] in HANGS_ON) and not is_rate(row)
    ]
    return kept, len(rows) - len(kept)


def _wholes(dossier: Dossier, rows: list[Row]) -> dict[str, Whole]:
    """What each share is a share of, by the id of its tie."""
    found = [row for row in shared(rows) if row["value"] is not None]
    lines = {line.key: line for line in read_lines(dossier, sentences_of(found))}
    return {row["id"]: whole_of(row, lines) for row in found}


def _roles(row: Row, actor: str) -> Iterable[tuple[str, str]]:
    """What the other side is to the actor, and who it is; nothing for ties within one side."""
    for own, other, role in (("from", "to", "gives to"), ("to", "from", "gets from")):
        partner = side(row[other])
        if on_side(row[own], actor) and partner is not None and partner != side(actor):
            yield ("with" if row["undirected"] else role), partner


def _partner(
    key: tuple[str, str, str],
    rows: Sequence[Row],
    wholes: Mapping[str, Whole],
    orders: Sequence[Order],
) -> dict[str, Any]:
    channel, role, partner = key
    shares = [row for row in rows if row["id"] in wholes]
    numbers = shares or numbered(rows)
    places = [] if numbers else list(_places(partner, channel, orders))
    basis = "share" if shares else "number" if numbers else "order" if places else "tie only"
    sizes = [share_words(row) for row in numbers] or [place for place, _ in places]
    evidence = [row["id"] for row in rows] + [name for _, names in places for name in names]
    return {
        "channel": channel,
        "role": role,
        "partner": partner,
        "basis": basis,
        "size": "; ".join(sizes) or None,
        "of": "; ".join(dict.fromkeys(str(wholes[row["id"]]) for row in shares)) or None,
        "period": "; ".join(dict.fromkeys(row["period"] for row in rows if row["period"])) or None,
        "ties": len(rows),
        "sources": list(dict.fromkeys(_source(row) for row in rows)),
        "texts": [row["quote"] for row in rows],
        "evidence": list(dict.fromkeys(evidence)),
    }


def _source(row: Row) -> str:
    """Who says it, outermost first; the documents where they speak with their own voice."""
    return " ← ".join(row["attribution"]) or f"({', '.join(row['documents'])})"


def _places(
    partner: str, channel: str, orders: Sequence[Order]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What the orders of a channel say about a partner, with the ids it rests on."""
    for order in orders:
        if channel not in (order.scope.channel or "").split("/"):
            continue
        for lower, higher in order.edges:
            if partner in (lower, higher):
                other = higher if partner == lower else lower
                name = "every other" if other == OTHERS else other
                word = "below" if partner == lower else "above"
                ids = {i for found in order.stated(lower, higher) for i in found.evidence}
                yield f"{word} {name} ({order.scope.measure})", tuple(sorted(ids))


def _concentrations(
    groups: Mapping[tuple[str, str, str], Sequence[Row]],
    wholes: Mapping[str, Whole],
    actor: str,
) -> Iterable[dict[str, Any]]:
    """An index for each whole of the actor's own of which a share is known."""
    found: dict[tuple[str, str, tuple[str, str, str | None]], dict[str, list[Row]]] = {}
    for (channel, role, partner), rows in groups.items():
        for row in rows:
            whole = wholes.get(row["id"])
            if whole is not None and whole.key is not None and whole.owner == side(actor):
                found.setdefault((channel, role, whole.key), {}).setdefault(partner, []).append(row)
    for (channel, role, key), partners in sorted(found.items(), key=lambda item: str(item[0])):
        rows = [row for own in partners.values() for row in own]
        covered, lowest, highest, reason = _index(partners)
        yield {
            "channel": channel,
            "role": role,
            "whole": str(wholes[rows[0]["id"]]),
            "period": key[2],
            "partners": sorted(partners),
            "covered": covered,
            "lowest": lowest,
            "highest": highest,
            "reason": reason,
            "evidence": [row["id"] for row in rows],
        }


def _index(
    partners: Mapping[str, Sequence[Row]],
) -> tuple[float | None, float | None, float | None, str]:
    """What the shares cover, the least and greatest index, and why; values as they are written."""
    shares: list[float] = []
    for partner, rows in sorted(partners.items()):
        for first, second in combinations(rows, 2):
            (low, high), (other_low, other_high) = bounds(first), bounds(second)
            if high < other_low or other_high < low:
                pair = f"{written(first)} and {written(second)}"
                return None, None, None, f"{partner} has two numbers: {pair}"
        shares.append(rows[0]["value"] / 100)
    covered = sum(shares)
    if covered > 1.005:
        return covered, None, None, "the shares exceed their whole"
    lowest = sum(share * share for share in shares)
    rest = max(0.0, 1 - covered)
    bound = {row["bound"] for rows in partners.values() for row in rows} - {"exact"}
    rough = " (numbers are bounds or rough)" if bound else ""
    return covered, lowest, lowest + rest * rest, f"{len(shares)} shares of one whole{rough}"


def _losses(rows: Sequence[Row], node: str) -> Iterable[dict[str, Any]]:
    partners: dict[tuple[str, str, str], set[str]] = {}
    lost: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        for own, other, role in (("from", "to", "gives to"), ("to", "from", "gets from")):
            actor, partner = side(row[own]), side(row[other])
            if actor is None or partner is None or actor in (partner, side(node)):
                continue
            key = actor, row["channel"], "with" if row["undirected"] else role
            if on_side(row[other], node):
                lost.setdefault(key, []).append(row)
            elif partner != side(node):
                partners.setdefault(key, set()).add(partner)
    for key, own_rows in sorted(lost.items()):
        remain = sorted(partners.get(key, ()))
        yield {
            **dict(zip(("actor", "channel", "role"), key, strict=True)),
            "size": "; ".join(map(written, numbered(own_rows))) or None,
            "remain": remain,
            "remark": "other ties are reported"
            if remain
            else "no other tie is reported, which does not say that there is none",
            "texts": [row["quote"] for row in own_rows],
            "evidence": [row["id"] for row in own_rows],
        }


def _parted(rows: Sequence[Row], node: str | None) -> Iterable[dict[str, Any]]:
    """Groups of actors that in a channel only the node joins, each pair of groups once."""
    networkx = library("networkx")
    for channel in sorted({row["channel"] for row in rows}):
        graph = networkx.Graph()
        for row in rows:
            ends = side(row["from"]), side(row["to"])
            if row["channel"] == channel and None not in ends and ends[0] != ends[1]:
                graph.add_edge(*ends)
        if node not in graph:
            continue
        own = set(graph[node])
        graph.remove_node(node)
        groups = [
            sorted(group) for group in networkx.connected_components(graph) if own & set(group)
        ]
        for one, other in combinations(sorted(groups), 2):
            members = {*one, *other}
            yield {
                "channel": channel,
                "one": one,
                "other": other,
                "by_way_of": node,
                "evidence": [
                    row["id"]
                    for row in rows
                    if row["channel"] == channel
                    and {side(row["from"]), side(row["to"])} & members
                    and node in (side(row["from"]), side(row["to"]))
                ],
            }
