"""The records of one document as layers over its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from legation.analysis.dossier import Dossier
from legation.dossier import Table
from legation.dossier.judged import SPANS
from legation.errors import UsageError
from legation.workbench.marked_text import Laid

LAYERS: Final = ("mentions", "events", "claims", "ties", "causes", "scenarios")
DEFAULT: Final = ("events", "claims", "ties", "causes", "scenarios")
_SAYS: Final = "list_value()::VARCHAR[]"
_COLUMNS: Final[Mapping[str, tuple[str, str, str, str, str]]] = {
    # who, whom, what, status, who says so
    "mentions": ("actors", _SAYS, "kind", "NULL", _SAYS),
    "events": ("actors", "recipients", "type", "status", "attribution"),
    "claims": ("[speaker]", "about", "kind", "NULL", "chain"),
    "ties": ('["from"]', '["to"]', "channel", "NULL", "attribution"),
    "causes": ("[motive_actor]", _SAYS, "layer", "NULL", "attributed_to"),
    "scenarios": (_SAYS, _SAYS, "likelihood", "NULL", "attributed_to"),
}


def layers_of(text: str | None) -> tuple[str, ...]:
    """The layers named in the address, by commas; None asks for those of a first look.

    Raises:
        UsageError: there is no such layer.
    """
    if text is None:
        return DEFAULT
    names = tuple(name for name in text.split(",") if name and name != "none")
    for name in names:
        if name not in LAYERS:
            raise UsageError(f"layers={name!r}: layers are {', '.join(LAYERS)}, or none")
    return tuple(name for name in LAYERS if name in names)


def records(dossier: Dossier, document: str, layers: Sequence[str]) -> Table:
    """The document's records in these layers, in order of their characters.

    Columns: layer, id, start, end, quote, who, whom, what, status, says, spans, evidence. `spans`
    are the starts and ends of parts beside the record's own span; empty where there are none.
    """
    if not layers:
        return _none()
    parts = " UNION ALL ".join(_select(layer) for layer in layers)
    return dossier.sql(
        f"""SELECT layer, id, "start", "end", quote,
        list_filter(who, lambda x: x IS NOT NULL) AS who,
        list_filter(whom, lambda x: x IS NOT NULL) AS whom, what, status, says, spans,
        [id] AS evidence FROM ({parts}) ORDER BY "start", "end", layer, id""",
        [document] * len(layers),
    )


def laid(rows: Sequence[Mapping[str, Any]]) -> list[Laid]:
    """The stretches of the text on which these records lie."""
    found = []
    for row in rows:
        found.append(Laid(row["start"], row["end"], row["layer"], row["id"], "span"))
        found += [
            Laid(span["a"], span["b"], row["layer"], row["id"], span["part"])
            for span in row["spans"]
            if span["a"] is not None
        ]
    return found


def _select(layer: str) -> str:
    who, whom, what, status, says = _COLUMNS[layer]
    spans = ", ".join(
        f"{{'part': '{name}', 'a': {name}_start, 'b': {name}_end}}" for name in SPANS.get(layer, ())
    )
    return f"""SELECT '{layer}' AS layer, id, "start", "end", quote, {who} AS who, {whom} AS whom,
    {what} AS what, {status} AS status, {says} AS says,
    [{spans}]::STRUCT(part VARCHAR, a INTEGER, b INTEGER)[] AS spans
    FROM {layer} WHERE document = ?"""


def _none() -> Table:
    names = ("layer", "id", "start", "end", "quote", "who", "whom", "what", "status", "says")
    return Table(pa.table({name: pa.array([], pa.string()) for name in (*names, "evidence")}))
