"""Filters on events, turned into SQL with parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from legation.errors import DateError, UsageError
from legation.model.codes import EVENT_TYPES, STATUSES
from legation.model.edtf import day_range

_ACTOR: Final = r"(?:(?:P|O|G|IGO|officials):)?[^:>\s]+"
_DYAD: Final = re.compile(rf"({_ACTOR})\s*(?::|->|>)\s*({_ACTOR})")
_ID_PREFIX: Final = re.compile(r"(?:P|O|G|IGO|officials):.*")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What events are asked for; None asks for everything. Dates are EDTF or ISO days.

    A country (VEN) takes in its sectors (VEN.GOV) and officials:VEN; P:nicolas takes in
    P:nicolas-maduro, also where he acts as VEN.GOV; "P:" takes in every person.
    """

    actor: str | None = None
    recipient: str | None = None
    dyad: str | tuple[str, str] | None = None
    type: str | None = None
    status: str | None = None
    since: str | date | None = None
    until: str | date | None = None
    document: str | None = None
    limit: int | None = None
    min_confidence: float | None = None


@dataclass(slots=True)
class _Query:
    where: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        self.where.append(condition)
        self.values.extend(values)


def event_query(asked: EventFilter) -> tuple[str, list[Any]]:
    """SQL and its parameters; rows by document, start and id, sentences beside them.

    Raises:
        UsageError: a type, status, date, dyad, confidence or limit that makes no sense.
    """
    query = _Query()
    if asked.actor:
        _match(query, "actors", "actor_mentions", asked.actor)
    if asked.recipient:
        _match(query, "recipients", "recipient_mentions", asked.recipient)
    if asked.dyad:
        _match_dyad(query, *_pair(asked.dyad))
    if asked.type:
        _one_of(query, "type", asked.type.upper(), EVENT_TYPES)
    if asked.status:
        _one_of(query, "status", asked.status.lower(), STATUSES)
    if asked.document:
        query.add("e.document = ?", asked.document)
    if asked.min_confidence is not None:
        if not 0 <= asked.min_confidence <= 1:
            raise UsageError(
                f"{asked.min_confidence} is no probability; --min-confidence takes 0 to 1"
            )
        query.add("e.confidence >= ?", asked.min_confidence)
    _dates(query, asked)
    where = f"WHERE {' AND '.join(query.where)}" if query.where else ""
    limit = _limit(asked.limit)
    return (
        f"""SELECT e.*, s.quote AS sentence_text FROM events e
        LEFT JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
        {where} ORDER BY e.document, e.start, e.id {limit}""",
        query.values,
    )


def _matches(name: str) -> str:
    """Condition on a lambda variable; takes the value asked for five times."""
    return (
        f"({name} = ? OR starts_with({name}, ? || '.') OR {name} = 'officials:' || ? "
        f"OR (? AND starts_with({name}, ?)))"
    )


def _values(asked: str) -> list[Any]:
    by_prefix = _ID_PREFIX.fullmatch(asked) is not None
    prefix = asked if asked.endswith(":") else asked + "-"
    return [asked, asked, asked, by_prefix, prefix]


def _match(query: _Query, column: str, mentions: str, asked: str) -> None:
    in_list = f"len(list_filter(e.{column}, lambda x: {_matches('x')})) > 0"
    if not asked.startswith("P:"):
        query.add(in_list, *_values(asked))
        return
    query.add(
        f"""({in_list} OR EXISTS (SELECT 1 FROM mentions m WHERE m.document = e.document
            AND list_contains(e.{mentions}, m.id)
            AND len(list_filter(m.actors, lambda x: {_matches("x")})) > 0))""",
        *_values(asked),
        *_values(asked),
    )


def _match_dyad(query: _Query, actor: str, recipient: str) -> None:
    query.add(
        f"""(e.document, e.id) IN (SELECT (d.document, d.id) FROM event_dyads d
            WHERE {_matches("d.actor")} AND {_matches("d.recipient")})""",
        *_values(actor),
        *_values(recipient),
    )


def _pair(dyad: str | tuple[str, str]) -> tuple[str, str]:
    if not isinstance(dyad, str):
        return dyad
    found = _DYAD.fullmatch(dyad.strip())
    if found is None:
        raise UsageError(f"{dyad!r} is no dyad; write actor and recipient as in USA:VEN")
    return found[1], found[2]


def _one_of(query: _Query, column: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"{value!r} is no {column}; it is one of {', '.join(allowed)}")
    query.add(f"e.{column} = ?", value)


def _dates(query: _Query, asked: EventFilter) -> None:
    if asked.since is None and asked.until is None:
        return
    query.add("e.date IS NOT NULL")
    if asked.since is not None:
        query.add("(e.date_last IS NULL OR e.date_last >= ?)", _day(asked.since, "since", 0))
    if asked.until is not None:
        query.add("(e.date_first IS NULL OR e.date_first <= ?)", _day(asked.until, "until", 1))


def _day(value: str | date, name: str, end: int) -> date:
    if isinstance(value, date):
        return value
    try:
        found = day_range(value)[end]
    except DateError as error:
        raise UsageError(f"{name}: {error}") from error
    if found is None:
        raise UsageError(f"{name}: {value!r} has no such end; give a day, month or year")
    return found


def _limit(limit: int | None) -> str:
    if limit is None:
        return ""
    if limit < 0:
        raise UsageError(f"limit {limit} is below 0; give the number of events wanted")
    return f"LIMIT {int(limit)}"
