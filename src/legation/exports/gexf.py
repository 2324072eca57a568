"""A graph of actors as GEXF 1.3, which Gephi and networkx read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree import ElementTree as Xml

_SPACE: Final = "http://gexf.net/1.3"
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one actor to another; `about` holds further columns, numbers or text.

    All lines are directed, since readers refuse a graph of both sorts; a tie that holds both ways
    says so in a column.
    """

    source: str
    target: str
    weight: float
    about: Mapping[str, Any] = field(default_factory=dict)


def to_gexf(edges: Iterable[Edge], label: Callable[[str], str] = str) -> bytes:
    """The graph as UTF-8; actors in the order of their ids, named by `label`.

    Columns whose values are all numbers are numbers there, too; None has no value.
    """
    rows = list(edges)
    root = Xml.Element("gexf", {"xmlns": _SPACE, "version": "1.3"})
    graph = Xml.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    columns = list(dict.fromkeys(name for row in rows for name in row.about))
    declared = Xml.SubElement(graph, "attributes", {"class": "edge"})
    for number, name in enumerate(columns):
        kind = _kind([row.about.get(name) for row in rows])
        Xml.SubElement(declared, "attribute", {"id": str(number), "title": name, "type": kind})
    nodes = Xml.SubElement(graph, "nodes")
    for name in sorted({end for row in rows for end in (row.source, row.target)}):
        Xml.SubElement(nodes, "node", {"id": _clean(name), "label": _clean(label(name))})
    lines = Xml.SubElement(graph, "edges")
    for number, row in enumerate(rows):
        _line(lines, number, row, columns)
    Xml.indent(root, " ")
    text = Xml.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _line(parent: Xml.Element, number: int, row: Edge, columns: list[str]) -> None:
    about = {
        "id": str(number),
        "source": _clean(row.source),
        "target": _clean(row.target),
        "weight": f"{row.weight:g}",
    }
    line = Xml.SubElement(parent, "edge", about)
    values = Xml.SubElement(line, "attvalues")
    for at, name in enumerate(columns):
        value = row.about.get(name)
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            Xml.SubElement(values, "attvalue", {"for": str(at), "value": _clean(text)})


def _kind(values: list[Any]) -> str:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, bool) for value in known):
        return "boolean"
    if known and all(isinstance(value, int) for value in known):
        return "integer"
    if known and all(isinstance(value, int | float) for value in known):
        return "double"
    return "string"


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
