"""Dates as EDTF level 1 strings, and the anchors that relative expressions are resolved against."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

FUTURE_DAYS: Final = 60  # a month without a year lies at most so far ahead of publication
_PUBLISHED: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?[~?%]?")
_LAST: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?=[~?%]?(?:/\.\.)?$)")


class Resolved(NamedTuple):
    """An EDTF string (None: cannot be resolved) and what resolved it."""

    edtf: str | None
    basis: str


UNRESOLVED: Final = Resolved(None, "unresolved")


@dataclass(frozen=True, slots=True)
class Moment:
    """A year with what is known of its month and day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def whole_day(self) -> date | None:
        """The calendar day, or None where the moment is less precise."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def edtf(self) -> str:
        """The moment as precise as it is known."""
        return "-".join(
            (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date expression is resolved against.

    `published`: the document's own date. `previous`: the EDTF of the last date before it in the
    text, `near` where that date stands in the same sentence. `forward`: words just before the
    expression announce the future. `republic`: the document counts years of the Republic of China.
    """

    published: Moment | None = None
    previous: str | None = None
    near: bool = False
    forward: bool = False
    republic: bool = False

    @property
    def today(self) -> date | None:
        """The day of publication, or None where it is not known to the day."""
        return self.published.whole_day if self.published else None

    @property
    def before(self) -> Moment | None:
        """The last moment of the previous date, or None where it has no plain year."""
        return last_moment(self.previous) if self.previous else None


def moment(year: int, month: int | None = None, day: int | None = None) -> Moment | None:
    """The moment, or None where the calendar has no such day."""
    if not 1 <= year <= 9998 or (day and not month):
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    if month and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Moment(year, month, day)


def of_day(day: date) -> Moment:
    """The moment of a calendar day."""
    return Moment(day.year, day.month, day.day)


def parse_published(published: str | None) -> Moment | None:
    """A document's date: a day, a month or a year; None for anything else."""
    match = _PUBLISHED.fullmatch(published or "")
    if not match:
        return None
    return moment(int(match[1]), *(int(part) if part else None for part in match.groups()[1:]))


def last_moment(edtf: str) -> Moment | None:
    """The last moment that an EDTF string names: 2022 for 2005/2022 and for 2022/.., or None."""
    match = _LAST.search(edtf)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return moment(year, month, day) if year and (month or 1) <= 12 else Moment(year or 1)


def interval(start: str, end: str) -> str:
    """start/end, with nested intervals reduced to their outer ends."""
    return f"{start.split('/')[0]}/{end.split('/')[-1]}"


def since(edtf: str) -> str:
    """From the start of a date on."""
    return f"{edtf.split('/')[0]}/.."


def until(edtf: str) -> str:
    """Up to the end of a date."""
    return f"../{edtf.split('/')[-1]}"


def about(edtf: str) -> str:
    """The same date, marked as approximate; intervals and decades stay as they are."""
    return edtf if "/" in edtf or "X" in edtf or edtf.endswith("~") else f"{edtf}~"


def shift_month(year: int, month: int, months: int) -> Moment | None:
    """The month so many months later."""
    count = year * 12 + month - 1 + months
    return moment(count // 12, count % 12 + 1)


def shift_day(day: date, days: int) -> date | None:
    """The day so many days later, or None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def days_between(first: date, last: date) -> str:
    """The interval of two days, both included."""
    return f"{first.isoformat()}/{last.isoformat()}"


def week(day: date, weeks: int) -> str | None:
    """Monday to Sunday of the week so many weeks after the one that holds `day`."""
    monday = shift_day(day, 7 * weeks - day.weekday())
    sunday = shift_day(monday, 6) if monday else None
    return days_between(monday, sunday) if monday and sunday else None


def weekday(day: date, number: int, weeks: int | None, forward: bool) -> date | None:
    """A weekday (Monday 0). `weeks` None: the nearest one, not after `day` unless `forward`."""
    if weeks is not None:
        return shift_day(day, 7 * weeks - day.weekday() + number)
    ahead = (number - day.weekday()) % 7
    return shift_day(day, ahead if forward or not ahead else ahead - 7)


def ago(unit: str, count: int, anchor: Anchor) -> Resolved:
    """`count` units ("year", "month", "week", "day") before publication; after it if negative."""
    published = anchor.published
    if not published:
        return UNRESOLVED
    then: Moment | None = None
    if unit == "year":
        then = moment(published.year - count)
    elif unit == "month" and published.month:
        then = shift_month(published.year, published.month, -count)
    elif published.whole_day and unit in ("week", "day"):
        shifted = shift_day(published.whole_day, -count * (7 if unit == "week" else 1))
        then = of_day(shifted) if shifted else None
    if not then:
        return UNRESOLVED
    return Resolved(then.edtf + ("~" if unit == "week" else ""), "published")


def past(unit: str, count: int, anchor: Anchor) -> Resolved:
    """The last `count` units up to publication; the next ones if `count` is negative."""
    found = ago(unit, count, anchor)
    published = anchor.published
    if not found.edtf or not published:
        return UNRESOLVED
    parts = {"year": 1, "month": 2}.get(unit, 3)
    now = "-".join(published.edtf.split("-")[:parts])
    then = found.edtf.rstrip("~")
    return Resolved(f"{then}/{now}" if count > 0 else f"{now}/{then}", "published")


def guess_year(month: int, day: int | None, anchor: Anchor) -> tuple[int, str] | None:
    """The year of a month that is given without one, and its basis.

    A month later than a dated one in the same sentence shares its year. Otherwise the year of
    publication, or the one before where that would lie more than FUTURE_DAYS ahead; after words
    such as 將於 the next year where this year's date is long past.
    """
    before, published = anchor.before, anchor.published
    follows = before is not None and before.month is not None and month >= before.month
    if not published:
        return (before.year, "previous") if before and (follows or anchor.near) else None
    now = date(published.year, published.month or 12, published.day or 28)
    day = min(day or 1, 28)
    if before and follows and anchor.near:
        ahead = (date(before.year, month, day) - now).days > FUTURE_DAYS
        if anchor.forward or not ahead:
            return before.year, "previous"
    distance = (date(published.year, month, day) - now).days
    if distance > FUTURE_DAYS:
        return published.year - 1, "published"
    if anchor.forward and distance < -FUTURE_DAYS:
        return published.year + 1, "published"
    return published.year, "published"
