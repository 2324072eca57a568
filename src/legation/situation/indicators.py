"""Whether signs that somebody named beforehand were reported, and until when that was looked for.

Only reports of what happened count (actual, ongoing). That nothing was reported is not that nothing
happened: each answer says until which day, and over how many documents, it looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from legation.analysis.parties import HAPPENED
from legation.dossier import Dossier, EventFilter
from legation.errors import DateError, UsageError
from legation.model.edtf import day_range
from legation.situation.cells import entry_of
from legation.situation.records import Indicator

State = Literal[
    "occurred", "may have occurred", "window open", "not reported", "not begun", "cannot be checked"
]
_NAMED: Final = 3
"""Ids that a reason names; the evidence has all."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What became of a sign. `evidence`: ids of the reports of it; empty unless it (may have)
    occurred. `reason` names days and ids.
    """

    indicator: Indicator
    state: State
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """Sightings, in the order of the indicators; `as_of` is the last day looked at."""

    sightings: tuple[Sighting, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class _Days:
    """First and last day that something may mean; None: open."""

    first: date | None
    last: date | None

    def within(self, other: _Days) -> bool:
        """Whether it surely lies in `other`."""
        if other.first is not None and (self.first is None or self.first < other.first):
            return False
        return other.last is None or (self.last is not None and self.last <= other.last)

    def touches(self, other: _Days) -> bool:
        """Whether it may lie in `other`."""
        if self.last is not None and other.first is not None and self.last < other.first:
            return False
        return self.first is None or other.last is None or self.first <= other.last

    def __str__(self) -> str:
        return f"{self.first or 'ever'} to {self.last or 'open'}"


def check_indicators(
    dossier: Dossier, indicators: Iterable[Indicator], as_of: date | None = None
) -> Looked:
    """Look in a dossier for reports of signs.

    `as_of`: later happenings, and documents published later, do not count; None: the last day of
    anything in the dossier.

    Raises:
        UsageError: an indicator has an unknown type of event or a window that makes no sense; or
            nothing in the dossier has a date and `as_of` is None.
    """
    published = _published(dossier)
    until = as_of or _last_day(dossier, published)
    return Looked(tuple(_look(dossier, one, published, until) for one in indicators), until)


def _published(dossier: Dossier) -> dict[str, _Days]:
    rows = dossier.sql("SELECT document, published FROM documents ORDER BY document")
    return {row["document"]: _range(row["published"]) for row in rows}


def _range(text: str | None) -> _Days:
    try:
        return _Days(*day_range(text)) if text else _Days(None, None)
    except DateError:  # an outlet's own words for a day, which the dossier keeps as they are
        return _Days(None, None)


def _last_day(dossier: Dossier, published: Mapping[str, _Days]) -> date:
    """The day of the last article; where none has a date, that of the last event.

    An ongoing event may reach into years to come, of which no article could tell.
    """
    days = [one.last for one in published.values() if one.last]
    if not days:
        days = [day for day in (dossier.status().last_day,) if day]
    if not days:
        raise UsageError(f"nothing in {dossier.path} has a date; say until when to look")
    return max(days)


def _look(
    dossier: Dossier, one: Indicator, published: Mapping[str, _Days], as_of: date
) -> Sighting:
    window = _window(one)
    if one.actor is None and one.recipient is None and one.type is None:
        reason = "it names no actor, recipient or type of event to look for"
        return Sighting(one, "cannot be checked", reason, ())
    if window.first is not None and window.first > as_of:
        reason = f"its window, {window}, begins after {as_of}"
        return Sighting(one, "not begun", reason, ())
    known = [
        row
        for row in _reports(dossier, one)
        if (first := published[row["document"]].first) is None or first <= as_of
    ]
    until = window.last if window.last is not None and window.last < as_of else as_of
    looked_at = _Days(window.first, until)
    sure = [row for row in known if row["date"] and _days(row).within(looked_at)]
    if sure:
        return Sighting(one, "occurred", _named(sure, "reported by"), _ids(sure))
    maybe = [row for row in known if not row["date"] or _days(row).touches(looked_at)]
    if maybe:
        reason = f"{_named(maybe, 'reported by')}, without a day that is surely in {looked_at}"
        return Sighting(one, "may have occurred", reason, _ids(maybe))
    reason = f"not reported until {until}; documents of that time: {_read(published, looked_at)}"
    if until == as_of:
        return Sighting(one, "window open", f"{reason}; the window is {window}", ())
    return Sighting(one, "not reported", reason, ())


def _window(one: Indicator) -> _Days:
    try:
        first, last = (date.fromisoformat(day) if day else None for day in (one.first, one.last))
    except ValueError as error:
        raise UsageError(
            f"{entry_of(one.source)}: the window of {one.id} has a day that is none ({error}); "
            "write it as 2026-01-20"
        ) from error
    if first and last and first > last:
        raise UsageError(
            f"{entry_of(one.source)}: first {first} of {one.id} is after its last {last}; "
            "exchange the two"
        )
    return _Days(first, last)


def _reports(dossier: Dossier, one: Indicator) -> list[dict[str, Any]]:
    both = (one.actor, one.recipient) if one.actor and one.recipient else None
    rows: list[dict[str, Any]] = []
    for status in HAPPENED:
        asked = EventFilter(
            actor=None if both else one.actor,
            recipient=None if both else one.recipient,
            dyad=both,
            type=one.type,
            status=status,
        )
        try:
            rows += dossier.select(asked)
        except UsageError as error:
            raise UsageError(f"{entry_of(one.source)}: indicator {one.id}: {error}") from error
    return sorted(rows, key=lambda row: (str(row["date_first"]), row["document"], row["start"]))


def _days(row: Mapping[str, Any]) -> _Days:
    return _Days(row["date_first"], row["date_last"])


def _ids(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["id"] for row in rows))


def _named(rows: Sequence[Mapping[str, Any]], by: str) -> str:
    shown = ", ".join(f"{row['id']} ({row['date'] or 'no date'})" for row in rows[:_NAMED])
    more = len(rows) - _NAMED
    return f"{by} {shown}" + (f" and {more} more" if more > 0 else "")


def _read(published: Mapping[str, _Days], looked_at: _Days) -> int:
    return sum(
        (one.first or one.last) is not None and one.touches(looked_at) for one in published.values()
    )
