"""The Hasse diagram of an order: places of its parties and lines, as data, SVG, Mermaid and DOT."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from legation.analysis.comparisons import OTHERS
from legation.analysis.ordering import Order

_WIDTH: Final = 120
_HEIGHT: Final = 84
_BOX: Final = (100, 30)


@dataclass(frozen=True, slots=True)
class Node:
    """A party: `level` from the bottom, 0; `x` from the left, 0 to 1; `label` for people."""

    name: str
    label: str
    level: int
    x: float


@dataclass(frozen=True, slots=True)
class Hasse:
    """A diagram: `edges` are (lower, higher) names. `title` and `description` say it in words."""

    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]

    @property
    def height(self) -> int:
        """How many levels there are."""
        return 1 + max((node.level for node in self.nodes), default=-1)


def lay_out(order: Order, labels: Mapping[str, str] | None = None) -> Hasse:
    """Places for the parties of an order: higher is greater, side by side is not equal.

    Within a level each stands near the middle of those below it, so that fewer lines cross.
    """
    names = {OTHERS: "every other"} | dict(labels or {})
    places: dict[str, float] = {}
    nodes: list[Node] = []
    for level in sorted(set(order.levels.values())):
        own = [name for name, found in order.levels.items() if found == level]
        own.sort(key=lambda name: (_middle(name, order.edges, places), name))
        for index, name in enumerate(own):
            places[name] = (index + 1) / (len(own) + 1)
            nodes.append(Node(name, names.get(name, name), level, places[name]))
    return Hasse(
        f"Partial order: {order.scope}",
        _words(order, names),
        tuple(nodes),
        order.edges,
    )


def to_svg(hasse: Hasse) -> str:
    """The diagram as SVG with a title and a description for those who do not see it."""
    widest = max((_at_level(hasse, node.level) for node in hasse.nodes), default=1)
    width, height = _WIDTH * (widest + 1), _HEIGHT * max(hasse.height, 1)
    mark = hashlib.sha256(f"{hasse.title}{hasse.description}".encode()).hexdigest()[:8]
    places = {
        node.name: (round(node.x * width), round(height - (node.level + 0.5) * _HEIGHT))
        for node in hasse.nodes
    }
    lines = [_line(places[lower], places[higher]) for lower, higher in hasse.edges]
    boxes = [_box(node.label, places[node.name]) for node in hasse.nodes]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" aria-labelledby="t{mark} d{mark}">',
            f'<title id="t{mark}">{escape(hasse.title)}</title>',
            f'<desc id="d{mark}">{escape(hasse.description)}</desc>',
            '<g stroke="currentColor" fill="none">',
            *lines,
            "</g>",
            '<g font-family="sans-serif" font-size="13" text-anchor="middle">',
            *boxes,
            "</g>",
            "</svg>\n",
        ]
    )


def to_mermaid(hasse: Hasse) -> str:
    """The diagram as Mermaid's text, the greater above."""
    marks = {node.name: f"n{index}" for index, node in enumerate(hasse.nodes)}
    nodes = (f'  {marks[node.name]}["{_quoted(node.label)}"]' for node in hasse.nodes)
    edges = (f"  {marks[lower]} --- {marks[higher]}" for lower, higher in hasse.edges)
    head = (f"  accTitle: {_one_line(hasse.title)}", f"  accDescr: {_one_line(hasse.description)}")
    return "\n".join(("graph BT", *head, *nodes, *edges, ""))


def to_dot(hasse: Hasse) -> str:
    """The diagram as Graphviz's text, the greater above."""
    marks = {node.name: f"n{index}" for index, node in enumerate(hasse.nodes)}
    nodes = (f'  {marks[node.name]} [label="{_backslashed(node.label)}"];' for node in hasse.nodes)
    edges = (f"  {marks[lower]} -> {marks[higher]};" for lower, higher in hasse.edges)
    head = f'  label="{_backslashed(hasse.title)}"; rankdir=BT; edge [dir=none]; node [shape=box];'
    return "\n".join(("digraph order {", head, *nodes, *edges, "}", ""))


def _middle(name: str, edges: Iterable[tuple[str, str]], places: Mapping[str, float]) -> float:
    below = [places[lower] for lower, higher in edges if higher == name and lower in places]
    return sum(below) / len(below) if below else 0.5


def _words(order: Order, names: Mapping[str, str]) -> str:
    def name(party: str) -> str:
        return names.get(party, party)

    said = [f"{name(lower)} is below {name(higher)}" for lower, higher in order.edges]
    said += [
        f"{name(first)} and {name(second)} are not compared"
        for first, second in order.incomparable()
    ]
    said += [
        f"{', '.join(map(name, found.members))}: {found.verdict}, no line drawn"
        for found in order.contradictions
    ]
    return "; ".join(said) + "." if said else "Nothing is compared."


def _at_level(hasse: Hasse, level: int) -> int:
    return sum(node.level == level for node in hasse.nodes)


def _line(lower: tuple[int, int], higher: tuple[int, int]) -> str:
    half = _BOX[1] // 2
    return (
        f'<line x1="{lower[0]}" y1="{lower[1] - half}" x2="{higher[0]}" y2="{higher[1] + half}"/>'
    )


def _box(label: str, place: tuple[int, int]) -> str:
    width, height = _BOX
    return (
        f'<rect x="{place[0] - width // 2}" y="{place[1] - height // 2}" width="{width}" '
        f'height="{height}" rx="4" fill="none" stroke="currentColor"/>'
        f'<text x="{place[0]}" y="{place[1] + 5}" fill="currentColor">{escape(label)}</text>'
    )


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace(";", ",")


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")


def _backslashed(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
