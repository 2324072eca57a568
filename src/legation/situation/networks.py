"""Who hangs on whom, and by which ways a sanctioned actor still trades, as far as it is reported.

A network holds standing ties and acts of some channels, each edge with the records it rests on. It
knows what was reported and no more: an edge that is missing is unknown, not absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any, Final

from legation.analysis.exposure import HANGS_ON
from legation.analysis.ordering import Order, read_orders
from legation.analysis.parties import HAPPENED
from legation.analysis.sizes import numbered, written
from legation.analysis.tie_rows import Row, library, make_table, read_ties, side
from legation.dossier import Dossier, Table
from legation.errors import UsageError
from legation.lexicons.tables import read_table

_PAST_SANCTIONS: Final = ("trade", "energy", "lending", "investment", "arms")
"""Channels by which goods and money reach somebody who is sanctioned."""
_EDGES: Final = {
    "giver": "text",
    "receiver": "text",
    "channel": "text",
    "both_ways": "flag",
    "role": "text",
    "ties": "count",
    "reports": "count",
    "happenings": "count",
    "sizes": "texts",
    "evidence": "texts",
}
_ACTS: Final = """
SELECT e.id, e.type, e.contexts, e.actors, e.recipients,
    coalesce(f.happening, e.id) AS happening
FROM events e LEFT JOIN folds f ON f.document = e.document AND f.id = e.id
WHERE list_contains($1, e.status) AND list_contains($2, e.type)
ORDER BY e.document, e.start, e.id
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """What flows from a giver to a receiver over one channel; of sanctions, who imposes on whom.

    `ties` and `reports` count records (a text that is reprinted counts once for its ties),
    `happenings` the acts told; `both_ways`: no direction is given. In a network around sanctions
    `role` is "sanction", "past the sanctions", or "with a sender" for a flow with one who imposes
    them; None elsewhere.
    """

    giver: str
    receiver: str
    channel: str
    both_ways: bool
    ties: int
    reports: int
    happenings: int
    sizes: tuple[str, ...]
    evidence: tuple[str, ...]
    role: str | None = None

    def joins(self, node: str) -> bool:
        """Whether `node` is one of its ends."""
        return node in (self.giver, self.receiver)


@dataclass(frozen=True, slots=True)
class Network:
    """Edges by channel, giver and receiver. `orders`: who is put before whom without a number.

    `left_out` counts by reason the ties and reports of these channels that gave no edge.
    """

    about: str
    edges: tuple[Edge, ...]
    orders: tuple[Order, ...]
    left_out: Mapping[str, int]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Actors at the ends of edges, sorted."""
        return tuple(sorted({end for one in self.edges for end in (one.giver, one.receiver)}))

    def table(self) -> Table:
        """One row per edge."""
        return make_table(map(_edge_row, self.edges), _EDGES)

    def graph(self) -> Any:
        """A `networkx.MultiDiGraph`, keyed by channel; an edge without direction goes both ways."""
        graph = library("networkx").MultiDiGraph(about=self.about)
        graph.add_nodes_from(self.nodes)
        for one in self.edges:
            row = {name: value for name, value in _edge_row(one).items() if value is not None}
            ends = [(one.giver, one.receiver), (one.receiver, one.giver)]
            for giver, receiver in ends[: 1 + one.both_ways]:
                cells = {name: _cell(value) for name, value in row.items()}
                graph.add_edge(
                    giver, receiver, one.channel, **cells | {"giver": giver, "receiver": receiver}
                )
        return graph


def dependence_network(
    dossier: Dossier,
    channels: Sequence[str] = HANGS_ON,
    statuses: Sequence[str] = HAPPENED,
) -> Network:
    """Who gives to whom over some channels, by countries (or actors that belong to none).

    Raises:
        UsageError: no channel is named, or one that ties do not have.
    """
    edges, left_out = _edges(dossier, channels, statuses)
    return Network(", ".join(channels), edges, read_orders(dossier), left_out)


def evasion_network(
    dossier: Dossier,
    target: str,
    channels: Sequence[str] = _PAST_SANCTIONS,
    statuses: Sequence[str] = HAPPENED,
) -> Network:
    """Who sanctions `target`, and what is reported to flow between it and others.

    That something flows past sanctions does not say that it breaks them: the sanctions may not
    cover it, or not bind the giver. Orders are those of the partners of `target`.

    Raises:
        UsageError: no sanction on `target` is reported, or a channel is none.
    """
    name = side(target) or target
    edges, left_out = _edges(dossier, ("sanctions", *channels), statuses)
    sanctions = [one for one in edges if one.channel == "sanctions" and one.receiver == name]
    if not sanctions:
        raise UsageError(
            f"no sanction on {name} is reported in {dossier.path}; "
            f"`dependence_network` shows its ties"
        )
    senders = {one.giver for one in sanctions}
    kept = [replace(one, role="sanction") for one in sanctions]
    for one in edges:
        if one.channel != "sanctions" and one.joins(name):
            sent = senders & {one.giver, one.receiver}
            kept.append(replace(one, role="with a sender" if sent else "past the sanctions"))
    around = f"sanctions on {name} by {', '.join(sorted(senders))}, and flows past them"
    return Network(around, tuple(kept), read_orders(dossier, name), left_out)


def _edges(
    dossier: Dossier, channels: Sequence[str], statuses: Sequence[str]
) -> tuple[tuple[Edge, ...], dict[str, int]]:
    if not channels:
        raise UsageError(f"no channel is named; choose of {', '.join(HANGS_ON)}")
    groups: dict[tuple[str, str, str, bool], list[Row]] = {}
    left_out: dict[str, int] = {}
    for key, row in (*_tie_keys(dossier, channels), *_act_keys(dossier, channels, statuses)):
        if isinstance(key, str):
            left_out[key] = left_out.get(key, 0) + 1
        else:
            groups.setdefault(key, []).append(row)
    return tuple(_edge(key, groups[key]) for key in sorted(groups)), left_out


_Keyed = tuple[tuple[str, str, str, bool] | str, Row]
"""Channel, giver, receiver and whether it goes both ways; or the reason why there is no edge."""


def _tie_keys(dossier: Dossier, channels: Sequence[str]) -> Iterator[_Keyed]:
    for channel in dict.fromkeys(channels):
        for row in read_ties(dossier, channel=channel):
            giver, receiver = side(row["from"]), side(row["to"])
            if giver is None or receiver is None:
                yield "a tie with an unknown end", row
            elif giver == receiver:
                yield "a tie within one country", row
            elif row["undirected"]:
                yield (channel, min(giver, receiver), max(giver, receiver), True), row
            else:
                yield (channel, giver, receiver, False), row


def _act_keys(
    dossier: Dossier, channels: Sequence[str], statuses: Sequence[str]
) -> Iterator[_Keyed]:
    types = sorted({kind for kind, _ in _channels()})
    for row in dossier.sql(_ACTS, [list(statuses), types]):
        channel = _channel(row)
        if channel is None:
            yield "an act over no channel of ties", row
            continue
        if channel not in channels:
            continue
        pairs = set(product(_sides(row["actors"]), _sides(row["recipients"])))
        kept = sorted(pair for pair in pairs if pair[0] != pair[1])
        if not kept:
            yield "an act without two sides", row
        for giver, receiver in kept:
            yield (channel, giver, receiver, False), row


def _channel(row: Row) -> str | None:
    found = (_channels().get((row["type"], name)) for name in ("*", *row["contexts"]))
    return next(filter(None, found), None)


@cache
def _channels() -> dict[tuple[str, str], str]:
    rows = read_table("legation.situation", "event-channels")
    return {(row["type"], row["context"]): row["channel"] for row in rows}


def _sides(actors: Iterable[str]) -> list[str]:
    return [name for one in actors if (name := side(one))]


def _edge(key: tuple[str, str, str, bool], rows: Sequence[Row]) -> Edge:
    channel, giver, receiver, both = key
    ties = [row for row in rows if "channel" in row]
    acts = [row for row in rows if "channel" not in row]
    return Edge(
        giver=giver,
        receiver=receiver,
        channel=channel,
        both_ways=both,
        ties=len(ties),
        reports=len(acts),
        happenings=len({row["happening"] for row in acts}),
        sizes=tuple(dict.fromkeys(map(written, numbered(ties)))),
        evidence=tuple(dict.fromkeys(row["id"] for row in rows)),
    )


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {
        "giver": edge.giver,
        "receiver": edge.receiver,
        "channel": edge.channel,
        "both_ways": edge.both_ways,
        "role": edge.role,
        "ties": edge.ties,
        "reports": edge.reports,
        "happenings": edge.happenings,
        "sizes": list(edge.sizes),
        "evidence": list(edge.evidence),
    }


def _cell(value: Any) -> Any:
    """A cell that graph formats can hold, which have no lists."""
    return "; ".join(value) if isinstance(value, list) else value
