"""Filters on claims, ties, causes and scenarios, turned into SQL with parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from legation.errors import UsageError
from legation.model.records import Channel, ClaimForm, ClaimKind, Layer

_LISTED: Final = "len(list_filter(r.{column}, lambda x: {matches})) > 0"
_MATCHES: Final = "({0} = ? OR starts_with({0}, ? || '.') OR {0} = 'officials:' || ?)"
_ACTORS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "claims": {"speaker": ("speaker",), "about": ("about[]",), "source": ("chain[]",)},
    "ties": {
        "from": ("from",),
        "to": ("to",),
        "actor": ("from", "to"),
        "source": ("attribution[]",),
    },
    "causes": {"actor": ("motive_actor",), "source": ("attributed_to[]",)},
    "scenarios": {"source": ("attributed_to[]",)},
}
"""Kind of record -> filter -> columns that hold ids; [] marks lists."""
_CLOSED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "claims": {"kind": get_args(ClaimKind), "form": get_args(ClaimForm)},
    "ties": {"channel": get_args(Channel)},
    "causes": {"layer": get_args(Layer)},
    "scenarios": {},
}
_SPANS: Final[Mapping[str, tuple[str, ...]]] = {
    "claims": ("content",),
    "ties": (),
    "causes": ("effect", "cause"),
    "scenarios": ("condition", "outcome"),
}


def record_query(
    table: str, filters: Mapping[str, Any], limit: int | None
) -> tuple[str, list[Any]]:
    """SQL and parameters for one kind of record, with its sentence and the text of its spans.

    A country takes in its sectors (VEN, VEN.GOV) and officials:VEN; other ids are whole or, for
    persons and bodies, a beginning that ends before a hyphen.

    Raises:
        UsageError: a filter this kind does not have, or a value outside a closed list.
    """
    where: list[str] = []
    values: list[Any] = []
    for name, value in filters.items():
        if value is not None:
            _add(table, name, value, where, values)
    spans = "".join(
        f", substring(d.text, r.{span}_start + 1, r.{span}_end - r.{span}_start) AS {span}"
        for span in _SPANS[table]
    )
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    if limit is not None and limit < 0:
        raise UsageError(f"a limit of {limit} makes no sense; give 0 or more")
    bound = f"LIMIT {limit}" if limit is not None else ""
    return (
        f"""SELECT r.*{spans}, s.quote AS sentence_text FROM {table} r
        JOIN documents d USING (document)
        LEFT JOIN sentences s
            ON s.document = r.document AND s.start <= r.start AND r.start < s."end"
        {condition} ORDER BY r.document, r.start, r.id {bound}""",
        values,
    )


def _add(table: str, name: str, value: Any, where: list[str], values: list[Any]) -> None:
    if name == "document":
        where.append("r.document = ?")
        values.append(value)
    elif name in _CLOSED[table]:
        allowed = _CLOSED[table][name]
        if value not in allowed:
            raise UsageError(f"{value!r} is no {name}; it is one of {', '.join(allowed)}")
        where.append(f"r.{name} = ?")
        values.append(value)
    elif name in _ACTORS[table]:
        parts = []
        for column in _ACTORS[table][name]:
            plain = column.removesuffix("[]")
            if column.endswith("[]"):
                parts.append(_LISTED.format(column=plain, matches=_MATCHES.format("x")))
            else:
                parts.append(_MATCHES.format(f'r."{plain}"'))
            values += [value] * 3
        where.append(f"({' OR '.join(parts)})")
    else:
        known = ["document", *_CLOSED[table], *_ACTORS[table]]
        raise UsageError(f"{table} have no filter {name!r}; they have {', '.join(known)}")
