"""What a network loses without one of its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from legation.analysis.comparisons import OTHERS
from legation.analysis.tie_rows import library, make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.networks import Edge, Network

_PASSED_ON: Final = frozenset({"trade", "energy", "arms"})
"""Channels of things that can be passed on; talks and troops of one pair do not reach the next."""
_COLUMNS: Final = {
    "actor": "text",
    "channel": "text",
    "loses": "texts",
    "remain": "texts",
    "out_of_reach": "texts",
    "next_in_order": "texts",
    "reason": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """What an actor loses in one channel.

    `loses`: edges to or from the node, as in "gets from RUS: 12 % of oil". `remain`: other
    partners in the same role. `out_of_reach`: actors whose goods could reach it through the node
    and by no other reported way; whether they did, no edge says. `next_in_order`: partners that
    texts put next below the node, where they order them.
    """

    actor: str
    channel: str
    loses: tuple[str, ...]
    remain: tuple[str, ...]
    out_of_reach: tuple[str, ...]
    next_in_order: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def reason(self) -> str:
        """How firm the loss is; that no other partner is reported does not say there is none."""
        if self.remain:
            return f"other partners are reported: {len(self.remain)}"
        if not self.loses:
            return "no other way is reported, which does not say that there is none"
        return "no other partner is reported, which does not say that there is none"


@dataclass(frozen=True, slots=True)
class Removal:
    """A network without a node: what its partners lose, and what is left of it."""

    node: str
    losses: tuple[Loss, ...]
    rest: Network

    def table(self) -> Table:
        """One row per actor and channel that loses something, those with nothing left first."""
        return make_table(map(_row, self.losses), _COLUMNS)


def remove_node(network: Network, node: str) -> Removal:
    """What falls away without `node`, channel by channel; sanctions are no loss and are left out.

    Raises:
        UsageError: the network has no such node.
    """
    if node not in network.nodes:
        near = get_close_matches(node, network.nodes, 3, 0.5) or network.nodes[:8]
        raise UsageError(f"{node!r} is no node of this network; it has {', '.join(near) or 'none'}")
    flows = [one for one in network.edges if one.channel != "sanctions"]
    losses = [
        loss
        for channel in sorted({one.channel for one in flows if one.joins(node)})
        for loss in _losses([one for one in flows if one.channel == channel], node, network)
    ]
    losses.sort(key=lambda loss: (bool(loss.remain), not loss.loses, loss.actor, loss.channel))
    edges = tuple(one for one in network.edges if not one.joins(node))
    rest = Network(f"{network.about}, without {node}", edges, network.orders, network.left_out)
    return Removal(node, tuple(losses), rest)


def _losses(edges: Sequence[Edge], node: str, network: Network) -> Iterable[Loss]:
    """Losses in one channel."""
    channel = edges[0].channel
    passing = [one for one in edges if channel in _PASSED_ON and not one.both_ways]
    before = _reach(passing)
    after = _reach(one for one in passing if not one.joins(node))
    through = _evidence(one for one in edges if one.joins(node))
    for actor in sorted({end for one in edges for end in (one.giver, one.receiver)} - {node}):
        own = [one for one in edges if one.joins(actor)]
        lost = [one for one in own if one.joins(node)]
        gone = before.get(actor, set()) - after.get(actor, set()) - {node, actor}
        if lost or gone:
            yield Loss(
                actor=actor,
                channel=channel,
                loses=tuple(_words(one, actor, node) for one in lost),
                remain=_remaining(own, lost, actor),
                out_of_reach=tuple(sorted(gone)),
                next_in_order=_next(network, actor, channel, node) if lost else (),
                evidence=through if gone else _evidence(lost),
            )


def _evidence(edges: Iterable[Edge]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in edges for name in one.evidence))


def _reach(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """By actor, those from whom a way of flows leads to it."""
    networkx = library("networkx")
    graph = networkx.DiGraph((one.giver, one.receiver) for one in edges)
    return {actor: networkx.ancestors(graph, actor) for actor in graph}


def _remaining(own: Iterable[Edge], lost: Sequence[Edge], actor: str) -> tuple[str, ...]:
    """Partners of an actor that stand to it as the lost ones do; its givers if it lost none."""
    roles = {_role(one, actor) for one in lost} or {"gets from"}
    return tuple(
        sorted(
            {
                one.receiver if one.giver == actor else one.giver
                for one in own
                if one not in lost and _role(one, actor) in roles
            }
        )
    )


def _role(edge: Edge, actor: str) -> str:
    if edge.both_ways:
        return "with"
    return "gets from" if edge.receiver == actor else "gives to"


def _words(edge: Edge, actor: str, node: str) -> str:
    sizes = f": {'; '.join(edge.sizes)}" if edge.sizes else ""
    return f"{_role(edge, actor)} {node}{sizes}"


def _next(network: Network, actor: str, channel: str, node: str) -> tuple[str, ...]:
    """Who comes right below the node among the partners of an actor, where texts order them."""
    found = {
        lower
        for order in network.orders
        if order.scope.hub == actor and order.scope.channel in (None, channel)
        for lower, higher in order.edges
        if higher == node and lower != OTHERS
    }
    return tuple(sorted(found))


def _row(loss: Loss) -> dict[str, Any]:
    return {
        "actor": loss.actor,
        "channel": loss.channel,
        "loses": list(loss.loses),
        "remain": list(loss.remain),
        "out_of_reach": list(loss.out_of_reach),
        "next_in_order": list(loss.next_in_order),
        "reason": loss.reason,
        "evidence": list(loss.evidence),
    }
