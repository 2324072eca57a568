"""Who acts on whom?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log1p, sqrt
from typing import Any, Final, get_args

from legation.analysis.names import resolve_actor
from legation.analysis.parties import country
from legation.analysis.tie_rows import library
from legation.dossier import Table
from legation.errors import UsageError
from legation.exports.gexf import Edge, to_gexf
from legation.model.records import Channel
from legation.workbench.page import Asked, Chart, Page
from legation.workbench.selected import (
    COLOURS,
    COUNTS,
    FOLDED,
    QUADS,
    TEXT,
    Selection,
    address,
    selected,
    two_numbers,
    undated_left_out,
    why_empty,
)

CHANNELS: Final = get_args(Channel)
NODES: Final = 300
"""Actors that the picture shows; SVG stays quick up to here."""
EDGES: Final = 600
_WIDE, _HIGH = 870, 510
"""The room of the picture in pixels, within its margins, on a screen of middling width."""
NAMED: Final = 40
"""Of the actors drawn, so many of the largest bear their name all the time."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is chosen beside the common filters.

    `lines` is events or ties; `channel` of ties, or ""; `split`: sectors stand apart from their
    country.
    """

    lines: str
    channel: str
    split: bool

    @classmethod
    def of(cls, more: Mapping[str, str]) -> Shown:
        """From the query. Raises UsageError for a value that there is not."""
        lines, channel = more.get("lines", "events"), more.get("channel", "")
        if lines not in ("events", "ties"):
            raise UsageError(f"lines={lines!r}: it is events or ties")
        if channel and channel not in CHANNELS:
            raise UsageError(f"channel={channel!r}: it is one of {', '.join(CHANNELS)}")
        return cls(lines, channel, more.get("split") == "1")


def load(asked: Asked) -> Page:
    """Actors and the lines between them: events by class, or standing ties by channel."""
    shown = Shown.of(asked.more)
    values: dict[str, Any] = {"shown": shown, "choices": _choices(asked, shown)}
    if shown.lines == "ties":
        edges = _ties(asked, shown)
        lacking = len(_lacking(asked, shown))
        empty = None if len(edges) or lacking else asked.language("network.empty.ties")
        values |= {"numbers": None, "alone": None, "lacking": lacking}
    else:
        chosen = _chosen(asked)
        numbers = two_numbers(asked, chosen)
        edges = _events(asked, chosen, shown)
        values |= {"numbers": {**numbers, "left_out": undated_left_out(asked)}, "lacking": None}
        values["alone"] = _alone(asked, chosen)
        empty = None if numbers["reports"] else why_empty(asked)
    values["files"] = {"graph.gexf": _gexf(asked, edges, shown)}
    charts = {"network": _chart(asked, edges, shown)} if len(edges) else {}
    return Page(values=values, tables={"edges": edges}, charts=charts, empty=empty)


def _gexf(asked: Asked, edges: Table, shown: Shown) -> Callable[[], bytes]:
    """The graph as a file, made only when it is asked for."""
    weight = "ties" if shown.lines == "ties" else "reports"

    def made() -> bytes:
        rows = [
            Edge(
                row["actor"],
                row["recipient"],
                float(row[weight]),
                {
                    name: value
                    for name, value in row.items()
                    if name not in ("actor", "recipient", "evidence")
                },
            )
            for row in edges
        ]
        return to_gexf(rows, asked.language.actor)

    return made


def _chosen(asked: Asked) -> Selection:
    """The reports; of an actor alone those in which it acts and those in which it is acted on."""
    filters = asked.filters
    acting = selected(asked.dossier, filters)
    if not filters.actor or filters.recipient:
        return acting
    acted_on = selected(asked.dossier, replace(filters, actor="", recipient=filters.actor))
    return Selection(
        f"""SELECT e.* FROM events e SEMI JOIN (
            SELECT document, id FROM ({acting.sql}) UNION SELECT document, id FROM ({acted_on.sql})
        ) USING (document, id)""",
        [*acting.values, *acted_on.values],
    )


def _events(asked: Asked, chosen: Selection, shown: Shown) -> Table:
    """A row per ordered pair with a report; a mutual act counts in both orders.

    With an actor alone only its own lines, not those of others in the same reports.
    """
    name = (lambda x: x) if shown.split else country
    touches, values = "true", list(chosen.values)
    if asked.filters.actor and not asked.filters.recipient:
        who = resolve_actor(asked.dossier, asked.filters.actor)
        touches = f"({_IS.format('t.actor')} OR {_IS.format('t.recipient')})"
        if not shown.split:
            touches = f"({country('?')} IN (t.actor, t.recipient))"
        if who.startswith("P:"):  # who acts for a state: the line is that state's
            touches = "true"
        values += [who] * touches.count("?")
    lands = f"list_distinct(list_transform({{0}}, lambda x: {name('x')}))"
    mine, theirs = lands.format("t.actors"), lands.format("t.recipients")
    return asked.dossier.sql(
        f"""WITH chosen AS ({chosen.sql}),
        half AS (
            SELECT t.document, t.id, t.quad_class, unnest({mine}) AS actor,
                CASE WHEN len(t.recipients) = 0 THEN {mine} ELSE {theirs} END AS theirs
            FROM chosen t
        ),
        pairs AS (SELECT * EXCLUDE (theirs), unnest(theirs) AS recipient FROM half)
        SELECT t.actor, t.recipient, {COUNTS}, list_sort(list(t.id)) AS evidence
        FROM pairs t {FOLDED} WHERE t.actor <> t.recipient AND {touches}
        GROUP BY ALL ORDER BY reports DESC, t.actor, t.recipient""",
        values,
    )


def _alone(asked: Asked, chosen: Selection) -> int:
    """Reports with nobody on the other side, which draw no line."""
    ids = "CASE WHEN len(t.recipients) = 0 THEN t.actors ELSE t.actors || t.recipients END"
    lands = f"list_distinct(list_transform({ids}, lambda x: {country('x')}))"
    found = asked.dossier.sql(
        f"SELECT count(*) AS n FROM ({chosen.sql}) t WHERE len({lands}) < 2", chosen.values
    )
    return int(found.rows()[0]["n"])


def _ties(asked: Asked, shown: Shown) -> Table:
    """A row per pair and channel; ties that hold both ways have one, in the order of the ids."""
    where, values = _tie_filter(asked, shown)
    name = (lambda x: x) if shown.split else country
    one, other = name('t."from"'), name('t."to"')
    return asked.dossier.sql(
        f"""WITH told AS (
            SELECT t.id, t.channel, t.undirected, {one} AS one, {other} AS other,
                t.value IS NOT NULL AS sized FROM ties t
            WHERE {where} AND t."from" IS NOT NULL AND t."to" IS NOT NULL
        )
        SELECT CASE WHEN undirected THEN least(one, other) ELSE one END AS actor,
            CASE WHEN undirected THEN greatest(one, other) ELSE other END AS recipient,
            channel, undirected, count(DISTINCT id) AS ties,
            count(DISTINCT id) FILTER (sized) AS with_number, list_sort(list(DISTINCT id))
                AS evidence
        FROM told WHERE one <> other GROUP BY ALL
        ORDER BY ties DESC, actor, recipient, channel""",
        values,
    )


def _lacking(asked: Asked, shown: Shown) -> Table:
    """Ties of which a text names but one side."""
    where, values = _tie_filter(asked, shown)
    return asked.dossier.sql(
        f"""SELECT DISTINCT t.id FROM ties t
        WHERE {where} AND (t."from" IS NULL OR t."to" IS NULL)""",
        values,
    )


_IS: Final = "({0} = ? OR starts_with({0}, ? || '.') OR {0} = 'officials:' || ?)"


def _tie_filter(asked: Asked, shown: Shown) -> tuple[str, list[Any]]:
    parts, values = ["true"], []
    if shown.channel:
        parts.append("t.channel = ?")
        values.append(shown.channel)
    for name, columns in (("actor", ("from", "to")), ("recipient", ("from", "to"))):
        text = getattr(asked.filters, name)
        if text:
            who = resolve_actor(asked.dossier, text)
            sides = (_IS.format(f't."{column}"') for column in columns)
            parts.append(f"({' OR '.join(sides)})")
            values += [who] * 3 * len(columns)
    if asked.filters.said:
        parts.append(f"(len(t.attribution) > 0) = {asked.filters.said == 'others'}")
    if asked.filters.document:
        parts.append("t.document = ?")
        values.append(asked.filters.document)
    return " AND ".join(parts), values


def _choices(asked: Asked, shown: Shown) -> dict[str, list[tuple[str, str, bool]]]:
    """Links that change what is shown, by name of the choice."""
    t, here = asked.language, asked.filters

    def to(**changes: str) -> str:
        return address("network", here, asked.more, **changes)

    found = {
        "network.show": [
            (t("network.events"), to(lines="", channel=""), shown.lines == "events"),
            (t("network.ties"), to(lines="ties"), shown.lines == "ties"),
        ],
        "network.parts": [
            (t("network.whole"), to(split=""), not shown.split),
            (t("network.split"), to(split="1"), shown.split),
        ],
    }
    if shown.lines == "ties":
        found["network.channel"] = [
            (t("network.any"), to(channel=""), not shown.channel),
            *((t(f"channel.{one}"), to(channel=one), one == shown.channel) for one in CHANNELS),
        ]
    return found


_SERIES: Final[Mapping[str, Any]] = {
    "type": "graph",
    "layout": "none",
    "left": 40,
    "right": 110,
    "top": 24,
    "bottom": 24,
    "preserveAspect": "contain",
    "roam": True,
    "scaleLimit": {"min": 0.4, "max": 6},
    "edgeSymbolSize": [0, 7],
    "emphasis": {"focus": "adjacency"},
    "label": {"color": "var(--ink)", "position": "right", "fontSize": 12},
    "labelLayout": {"hideOverlap": True},
}


def _chart(asked: Asked, edges: Table, shown: Shown) -> Chart:
    """The graph of the strongest lines; what is left out is counted in its caption."""
    t = asked.language
    weight = "ties" if shown.lines == "ties" else "reports"
    rows = edges.rows()
    sizes: Counter[str] = Counter()
    for row in rows:
        sizes[row["actor"]] += row[weight]
        sizes[row["recipient"]] += row[weight]
    kept = [name for name, _ in sizes.most_common(NODES)]
    among = set(kept)
    lines = [row for row in rows if row["actor"] in among and row["recipient"] in among][:EDGES]
    touched = {name for row in lines for name in (row["actor"], row["recipient"])}
    kept = [name for name in kept if name in touched]
    most = max(sizes.values())
    places = _places(lines)
    nodes = [
        {**_node(name, t.actor(name), sizes[name], most, number < NAMED), **places[name]}
        for number, name in enumerate(kept)
    ]
    alt = t(
        "network.alt",
        nodes=len(kept),
        edges=len(lines),
        nodes_out=len(sizes) - len(kept),
        edges_out=len(rows) - len(lines),
        what=t("network.ties.count") if weight == "ties" else t("network.reports"),
    )
    series = {**_SERIES, "data": nodes, "links": [_link(row, weight) for row in lines]}
    act = address("network", asked.filters, asked.more, actor="", page=1)
    option = {"textStyle": TEXT, "tooltip": {"show": True}, "series": [series]}
    glue = "" if act.endswith("?") else "&"
    return Chart(option, "edges", alt, f"{act}{glue}actor={{id}}", 560)


def _places(lines: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Where actors stand: near those they have lines with; the same for the same lines."""
    networkx = library("networkx")
    graph = networkx.Graph((row["actor"], row["recipient"]) for row in lines)
    found = networkx.spring_layout(
        graph, k=2.2 / sqrt(len(graph)), iterations=60, seed=1, method="force"
    )
    across, down = (_spread([float(place[at]) for place in found.values()]) for at in (0, 1))
    return {
        name: {"x": round(x * _WIDE, 1), "y": round(y * _HIGH, 1)}
        for name, x, y in zip(found, across, down, strict=True)
    }


def _spread(values: Sequence[float]) -> list[float]:
    """Values moved and stretched so that they lie from 0 to 1; all 0.5 if they are equal."""
    low, high = min(values), max(values)
    if low == high:
        return [0.5] * len(values)
    return [(value - low) / (high - low) for value in values]


def _node(name: str, label: str, size: int, most: int, named: bool) -> dict[str, Any]:
    return {
        "id": name,
        "name": label if label == name else f"{label} ({name})",
        "value": size,
        "symbolSize": round(8 + 26 * sqrt(size / most), 1),
        "itemStyle": {"color": "var(--accent)"},
        "label": {"show": named, "formatter": label},
    }


def _link(row: Mapping[str, Any], weight: str) -> dict[str, Any]:
    colour = "var(--soft)"
    if weight == "reports":
        colour = COLOURS[strongest(row)]
    return {
        "source": row["actor"],
        "target": row["recipient"],
        "id": row["actor"],
        "value": row[weight],
        "symbol": ["none", "none" if row.get("undirected") else "arrow"],
        "lineStyle": {
            "color": colour,
            "width": round(0.8 + 1.1 * log1p(row[weight]), 2),
            "curveness": 0.15,
            "opacity": 0.75,
        },
    }


def strongest(row: Mapping[str, Any], quads: Sequence[str] = QUADS) -> str:
    """The class with most reports; of equals the more hostile, so that none is glossed over."""
    return max(reversed(quads), key=lambda quad: row[quad])
