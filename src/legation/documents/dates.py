"""When a document was published: reading dates of metadata, headers, datelines and file names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ROC_ERA = 1911

# Every way to write a full date. Years before 1600 or after 2199 are numbers of another kind.
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:1[6-9]|2[01])\d{2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<day>\d{1,2})(?!\d)"
)
_CHINESE = re.compile(
    r"(?:(?P<year>(?<!\d)(?:1[6-9]|2[01])\d{2})|(?:中華民國|中华民国|民國|民国)\s?(?P<roc>\d{2,3}))"
    r"\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
)
_ENGLISH = re.compile(
    rf"(?:{_MONTH}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.replace('name', 'name2')},?\s+"
    r"(?P<y2>\d{4}))(?!\d)",
    re.IGNORECASE,
)
_EDTF_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_ROC_SLASH = re.compile(r"(1[0-4]\d)([/.-])(\d{1,2})\2(\d{1,2})")
_ROC_DIGITS = re.compile(r"(1[0-4]\d)(\d{2})(\d{2})")
_STEM_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_STEM_MONTH = re.compile(r"^((?:19|20)\d{2})[-_.](0[1-9]|1[0-2])(?![\d])(?=$|[-_. ])")
_TAIL = re.compile(r"[）)]\s*(1[0-4]\d)(\d{2})(\d{2})\s*$")


@dataclass(frozen=True, slots=True)
class PartDate:
    """A date as a dateline gives it: a year, a month or a day may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def day_of(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_date(value: str | None) -> str | None:
    """The EDTF date that a metadata value states, or None where it states none.

    Times of day and zones are dropped: the day is the one written. An order that could be
    read in two ways (03/04/2026) gives None.
    """
    text = (value or "").strip()
    if not text or len(text) > 80:
        return None
    return _as_edtf(text) or _all_digits(text) or _in_words(text) or _in_mail(text)


def _as_edtf(text: str) -> str | None:
    parts = text.split("/")
    if len(parts) > 2 or not all(_is_edtf(part) for part in parts):
        return None
    return text


def _is_edtf(part: str) -> bool:
    match = _EDTF_PART.fullmatch(part)
    if not match or not match[1] > "0999":
        return False
    return day_of(int(match[1]), int(match[2] or 1), int(match[3] or 1)) is not None


def _all_digits(text: str) -> str | None:
    if match := _DIGITS.fullmatch(text):
        return day_of(int(match[1]), int(match[2]), int(match[3]))
    if match := _ROC_DIGITS.fullmatch(text):
        return day_of(int(match[1]) + _ROC_ERA, int(match[2]), int(match[3]))
    if match := _ROC_SLASH.fullmatch(text):
        return day_of(int(match[1]) + _ROC_ERA, int(match[3]), int(match[4]))
    return None


def _in_words(text: str) -> str | None:
    found = find_date(text)
    return found[0] if found else None


def _in_mail(text: str) -> str | None:
    try:
        parsed = parsedate(text)
    except (ValueError, TypeError, IndexError):
        return None
    if parsed is None or parsed[0] < 1600:
        return None
    return day_of(*parsed[:3])


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first full date in `text` as EDTF, start, end (exclusive); None if there is none."""
    found = [
        (match.start(), match.end(), day)
        for pattern, reading in (
            (_NUMERIC, _number_day),
            (_CHINESE, _number_day),
            (_ENGLISH, _english_day),
        )
        for match in pattern.finditer(text)
        if (day := reading(match))
    ]
    if not found:
        return None
    start, end, day = min(found)
    return day, start, end


def _number_day(match: re.Match[str]) -> str | None:
    roc = match.groupdict().get("roc")
    year = int(roc) + _ROC_ERA if roc else int(match["year"])
    return day_of(year, int(match["month"]), int(match["day"]))


def _english_day(match: re.Match[str]) -> str | None:
    name = (match["name"] or match["name2"])[:3].lower()
    day, year = match["d1"] or match["d2"], match["y1"] or match["y2"]
    return day_of(int(year), _MONTHS.index(name) + 1, int(day))


def month_number(name: str) -> int | None:
    """1 to 12 from an English month name or its abbreviation; None if it is neither."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def date_of_stem(stem: str) -> str | None:
    """The date in a file's name: a full one anywhere, or year and month at its beginning."""
    for match in _STEM_FULL.finditer(stem):
        day = day_of(int(match[1]), int(match[3]), int(match[4]))
        if day:
            return day
    month = _STEM_MONTH.match(stem)
    return f"{month[1]}-{month[2]}" if month else None


def date_of_tail(text: str) -> str | None:
    """The ROC date that Taiwan's news agency sets after its editors: （編輯：…）1150112."""
    match = _TAIL.search(text)
    return day_of(int(match[1]) + _ROC_ERA, int(match[2]), int(match[3])) if match else None


def completed(part: PartDate | None, known: str | None) -> str | None:
    """The day that a dateline gives, with what it leaves out taken from `known` (EDTF).

    A full `known` date stands as it is: a story may appear days after it was filed. A
    dateline that still lacks its year or month gives `known` back.
    """
    if known and (len(known) >= 10 or not re.fullmatch(r"\d{4}(-\d{2})?", known)):
        return known
    if part is None or part.day is None:
        return known
    year = part.year or (int(known[:4]) if known else None)
    month = part.month or (int(known[5:7]) if known and len(known) == 7 else None)
    if year is None or month is None:
        return known
    fits = known is None or f"{year:04}-{month:02}".startswith(known)
    return (day_of(year, month, part.day) if fits else None) or known
