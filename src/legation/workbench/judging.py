"""What a page shows of a record for a person to judge, and how values are written in its forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from legation.analysis.dossier import Dossier
from legation.dossier import Evidence
from legation.dossier.judged import JUDGED

_PLACE: Final = frozenset(["id", "document", "quote", "start", "end", "sentence", "sentence_id"])


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a record. `text` is `value` as a form takes it back.

    `allowed`: the words it may hold, empty where any; `actors`: its ids are those of actors.
    """

    name: str
    value: Any
    text: str
    allowed: tuple[str, ...] = ()
    actors: bool = False
    many: bool = False


def columns_of(kind: str, record: Mapping[str, Any]) -> tuple[Column, ...]:
    """The columns that a person may correct, with their present values."""
    return tuple(
        Column(
            name,
            record[name],
            written(record[name]),
            rule.allowed if rule.shape == "word" else (),
            rule.shape in ("id", "ids") and name != "place",
            rule.shape in ("ids", "words"),
        )
        for name, rule in JUDGED.get(kind, {}).items()
    )


def rest_of(kind: str, record: Mapping[str, Any]) -> tuple[Column, ...]:
    """The other columns, except those that say where the record is."""
    judged = JUDGED.get(kind, {})
    return tuple(
        Column(name, value, written(value))
        for name, value in record.items()
        if name not in judged and name not in _PLACE and name != "reasons"
    )


def written(value: Any) -> str:
    """A value as a person writes it in a form: lists by commas, `null` for unknown."""
    if value is None or value == []:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def spoken(dossier: Dossier, found: Evidence) -> str | None:
    """The language of the sentence of a record, or None where no sentence holds it."""
    rows = dossier.sql(
        """SELECT language FROM sentences WHERE document = ? AND "start" <= ? AND "end" > ?
        ORDER BY "start" DESC LIMIT 1""",
        [found.document, found.record["start"], found.record["start"]],
    ).rows()
    return str(rows[0]["language"]) if rows else None
