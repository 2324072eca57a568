"""What a person may judge about a record: its columns, the values they take, what follows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, Literal, get_args

from legation.errors import DateError, UsageError
from legation.model.codes import (
    CONTEXTS,
    EVENT_TYPES,
    MODES,
    QUAD_CLASS,
    SECTORS,
    STATUSES,
    intensity,
    plover_type,
)
from legation.model.edtf import day_range
from legation.model.quantity import Bound
from legation.model.records import Channel, ClaimForm, ClaimKind, Layer

Row = dict[str, Any]
Shape = Literal["id", "ids", "word", "words", "text", "number", "flag", "date"]

_COUNTRY: Final = re.compile(r"[A-Z]{3}((?:\.[A-Z]{3})*)")
_OTHER: Final = re.compile(r"(?:P|O|G|IGO|officials):[^:\s,]+|[a-z][a-z_-]*")
_UNKNOWN: Final = ("null", "unknown", "none", "")
_FLAGS: Final = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Judged:
    """A column that may be corrected. `allowed` is its closed list; `known`: it is never null."""

    shape: Shape
    allowed: tuple[str, ...] = ()
    known: bool = False


_ALL_MODES: Final = tuple(sorted({mode for modes in MODES.values() for mode in modes}))
JUDGED: Final[Mapping[str, Mapping[str, Judged]]] = {
    "mentions": {"actors": Judged("ids")},
    "events": {
        "type": Judged("word", EVENT_TYPES, known=True),
        "modes": Judged("words", _ALL_MODES),
        "contexts": Judged("words", tuple(sorted(CONTEXTS))),
        "actors": Judged("ids"),
        "recipients": Judged("ids"),
        "date": Judged("date"),
        "place": Judged("id"),
        "status": Judged("word", STATUSES, known=True),
        "attribution": Judged("ids"),
    },
    "claims": {
        "speaker": Judged("id"),
        "form": Judged("word", get_args(ClaimForm), known=True),
        "kind": Judged("word", get_args(ClaimKind), known=True),
        "about": Judged("ids"),
        "chain": Judged("ids"),
    },
    "ties": {
        "from": Judged("id"),
        "to": Judged("id"),
        "channel": Judged("word", get_args(Channel), known=True),
        "undirected": Judged("flag", known=True),
        "value": Judged("number"),
        "unit": Judged("text"),
        "bound": Judged("word", get_args(Bound)),
        "period": Judged("date"),
        "denominator": Judged("text"),
        "attribution": Judged("ids"),
    },
    "causes": {
        "layer": Judged("word", get_args(Layer), known=True),
        "motive_actor": Judged("id"),
        "attributed_to": Judged("ids"),
        "negated": Judged("flag", known=True),
    },
    "scenarios": {
        "likelihood": Judged("text", known=True),
        "band": Judged("text"),
        "attributed_to": Judged("ids"),
        "realised": Judged("flag"),
    },
}
"""Kind of record -> column -> what it takes."""
SPANS: Final[Mapping[str, tuple[str, ...]]] = {
    "claims": ("content",),
    "causes": ("effect", "cause"),
    "scenarios": ("condition", "outcome"),
}
"""Spans beside the record's own, which tell records at one place apart."""


def column(kind: str, name: str) -> Judged:
    """What the column takes.

    Raises:
        UsageError: there is no such kind, or it has no such column to be judged.
    """
    if kind not in JUDGED:
        raise UsageError(f"{kind} cannot be corrected; {', '.join(JUDGED)} can")
    if name not in JUDGED[kind]:
        raise UsageError(
            f"{name!r} of {kind} cannot be corrected; their columns that can are "
            f"{', '.join(JUDGED[kind])}"
        )
    return JUDGED[kind][name]


def parse(kind: str, name: str, text: str) -> Any:
    """The value that a person wrote: items of lists by commas, `null` for unknown.

    Raises:
        UsageError: it is no value of this column; the message says what is.
    """
    shape = column(kind, name).shape
    plain = text.strip()
    value: Any = plain
    if shape in ("ids", "words"):
        items = _items(plain)
        value = [] if plain.lower() in _UNKNOWN else items
    elif plain.lower() in _UNKNOWN:
        value = None
    elif shape == "number":
        value = _number(kind, name, plain)
    elif shape == "flag":
        value = _FLAGS.get(plain.lower(), plain)
    return checked(kind, name, value)


def checked(kind: str, name: str, value: Any) -> Any:
    """`value`, if the column takes it; words of closed lists in their own case.

    Raises:
        UsageError: the column does not take it; the message says what it takes.
    """
    rule = column(kind, name)
    if value is None and rule.shape not in ("ids", "words"):
        if rule.known:
            raise UsageError(f"{name} of {kind} cannot be unknown{_choice(rule)}")
        return None
    if rule.shape in ("ids", "words"):
        return _checked_list(name, rule, value)
    if rule.shape == "flag":
        if not isinstance(value, bool):
            raise UsageError(f"{value!r} is no value of {name}; it is true or false")
        return value
    if rule.shape == "number":
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise UsageError(f"{value!r} is no number, which {name} must be")
        return float(value)
    if not isinstance(value, str) or not value:
        raise UsageError(f"{value!r} is no text, which {name} must be")
    return _checked_text(name, rule, value)


def derive(kind: str, row: Row, changed: Sequence[str]) -> Row:
    """`row`, after `changed` were corrected, with the columns that follow from them set anew."""
    made = dict(row)
    if kind == "events":
        made["modes"] = [mode for mode in row["modes"] or () if mode in MODES[row["type"]]]
        made["plover_type"] = plover_type(row["type"], row["status"])
        made["quad_class"] = QUAD_CLASS[row["type"]]
        made["intensity"] = intensity(row["type"], tuple(made["modes"]))
    for name in ("date", "period"):
        if name in changed:
            made[f"{name}_first"], made[f"{name}_last"] = day_range(row[name])
    if "period" in changed and row["period"] is not None:
        made["period_text"] = None
    if kind == "mentions" and "actors" in changed:
        made["roles"] = []
    return made


def countries(chain: Sequence[str], known: Mapping[str, str | None]) -> list[str | None]:
    """The country of each source: as the reader had it, else as the id tells, else None."""
    found: list[str | None] = []
    for source in chain:
        country = _COUNTRY.match(source.removeprefix("officials:"))
        found.append(known.get(source) or (country[0][:3] if country else None))
    return found


def content(kind: str, row: Mapping[str, Any], text: str) -> Row:
    """What a record says: its judged columns, and the words of its spans."""
    found = {name: row[name] for name in JUDGED[kind]}
    for span in SPANS.get(kind, ()):
        start, end = row[f"{span}_start"], row[f"{span}_end"]
        found[f"{span} words"] = None if start is None else text[start:end]
    return found


def seen(kind: str, row: Mapping[str, Any], text: str) -> Row:
    """What tells a record from others at its place: what it says, and how far off its spans are."""
    found = content(kind, row, text)
    for span in SPANS.get(kind, ()):
        start = row[f"{span}_start"]
        found[f"{span} offset"] = None if start is None else start - row["start"]
    if kind == "mentions":
        found["kind"] = row["kind"]
    return found


def _items(text: str) -> list[Any]:
    if text.startswith("["):
        try:
            found = json.loads(text)
        except ValueError as error:
            raise UsageError(f"{text!r} is no list in JSON: {error}") from error
        return found if isinstance(found, list) else [found]
    return [item for item in re.split(r"\s*[,，、]\s*", text) if item]


def _number(kind: str, name: str, text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise UsageError(
            f"{text!r} is no number, which {name} of {kind} must be; write such as 3e7 or 30000000"
        ) from None


def _checked_list(name: str, rule: Judged, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{value!r} is no list of words, which {name} must be")
    return list(dict.fromkeys(_checked_text(name, rule, item) for item in value))


def _checked_text(name: str, rule: Judged, value: str) -> str:
    if rule.allowed:
        for allowed in rule.allowed:
            if allowed.lower() == value.lower():
                return allowed
        raise UsageError(f"{value!r} is no value of {name}{_choice(rule)}")
    if rule.shape in ("id", "ids"):
        _check_id(value)
    if rule.shape == "date":
        try:
            day_range(value)
        except DateError as error:
            raise UsageError(f"{name}: {error}") from error
    return value


def _check_id(value: str) -> None:
    country = _COUNTRY.fullmatch(value)
    wrong = (
        [sector for sector in country[1].split(".")[1:] if sector not in SECTORS] if country else []
    )
    if wrong:
        raise UsageError(
            f"{value!r} has no sector of PLOVER in {', '.join(wrong)}; "
            f"sectors are {', '.join(sorted(SECTORS))}"
        )
    if country is None and not _OTHER.fullmatch(value):
        raise UsageError(
            f"{value!r} is no id of an actor; ids are such as VEN, VEN.GOV, P:first-last, O:name, "
            "IGO:UN, G:west, officials:USA or experts"
        )


def _choice(rule: Judged) -> str:
    return f"; it is one of {', '.join(rule.allowed)}" if rule.allowed else ""
