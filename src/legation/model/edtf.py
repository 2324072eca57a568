"""EDTF dates as intervals of days, so that a period in words can be compared with a day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from legation.errors import DateError

_POINT = re.compile(
    r"(?P<year>[0-9]{1,4}X{0,4})(?:-(?P<month>[0-9]{2}|[0-9]X|XX)(?:-(?P<day>[0-9]{2}|[0-9]X|XX))?)?"
    r"[?~%]?"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""First and last month of spring, summer, autumn, winter; months above 12 are in the next year."""


@lru_cache(maxsize=4096)
def day_range(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day (inclusive) that an EDTF level 1 date may mean.

    None stands for an open or unknown end; both are None where `edtf` is None or "../..".
    `~`, `?` and `%` leave the days as they are: the text beside them keeps the doubt. Seasons are
    those of the northern hemisphere, and winter begins in December of its year.

    Raises:
        DateError: `edtf` is no EDTF level 1 date between the years 1 and 9999.
    """
    if edtf is None:
        return None, None
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(first, edtf)
    start = None if first in ("", "..") else _point(first, edtf)[0]
    end = None if last in ("", "..") else _point(last, edtf)[1]
    if start and end and start > end:
        raise _wrong(edtf)
    return start, end


def _point(text: str, edtf: str) -> tuple[date, date]:
    found = _POINT.fullmatch(text)
    if found is None or len(found["year"]) != 4:
        raise _wrong(edtf)
    lowest, highest = _digits(found["year"], 1, 9999)
    months, days = found["month"], found["day"]
    try:
        if months is None:
            return date(lowest, 1, 1), date(highest, 12, 31)
        if months.isdigit() and int(months) in _SEASONS and days is None:
            return _season(lowest, highest, *_SEASONS[int(months)])
        first, last = _digits(months, 1, 12)
        if days is None:
            return date(lowest, first, 1), _last_day(highest, last)
        return _days(lowest, highest, first, last, days)
    except ValueError:
        raise _wrong(edtf) from None


def _season(lowest: int, highest: int, first: int, last: int) -> tuple[date, date]:
    return date(lowest, first, 1), _last_day(highest + (last > 12), (last - 1) % 12 + 1)


def _days(lowest: int, highest: int, first: int, last: int, days: str) -> tuple[date, date]:
    length = monthrange(highest, last)[1]
    early, late = _digits(days, 1, length)
    return date(lowest, first, early), date(highest, last, late)


def _digits(text: str, least: int, most: int) -> tuple[int, int]:
    """Lowest and highest number that `text` with X for any digit may be, cut to what exists."""
    if text.isdigit():
        return int(text), int(text)
    return max(int(text.replace("X", "0")), least), min(int(text.replace("X", "9")), most)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _wrong(edtf: str) -> DateError:
    return DateError(
        f"{edtf!r} is no EDTF level 1 date; "
        "write such as 2026-01-03, 2025-10~ or 2005/2022, or null where it is unknown"
    )
