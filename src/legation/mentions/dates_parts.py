"""From the parts of a date (year, month, day, 初, 底, Q3 …) to EDTF."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from legation.mentions.edtf import (
    FUTURE_DAYS,
    UNRESOLVED,
    Anchor,
    Moment,
    Resolved,
    guess_year,
    interval,
    moment,
    shift_month,
)

# first and last month of the parts of a year that EDTF level 1 has no code for
_SPANS: Final = {
    "H1": (1, 6),
    "H2": (7, 12),
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
}
_SEASON_START: Final = {"21": 3, "22": 6, "23": 9, "24": 12}
_DAYS_AHEAD: Final = 2  # a text dated the 12th may speak of the 13th elsewhere
_THIRDS: Final = {"D1": (1, 10), "D2": (11, 20), "D3": (21, 31)}


@dataclass(frozen=True, slots=True)
class Parts:
    """What an expression says of its date.

    `part`: start, middle, end; H1 H2 Q1-Q4; seasons 21-24; D1-D3, the thirds of a month.
    `year_shift` and `month_shift` count from publication, `same_year` and `same_month` from the
    previous date. `open_year`: the year is that of publication. `coming`: the text looks forward.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    year_shift: int | None = None
    same_year: int | None = None
    month_shift: int | None = None
    same_month: int | None = None
    open_year: bool = False
    coming: bool = False

    @property
    def given(self) -> bool:
        """Whether anything is said at all."""
        return self != Parts()

    @property
    def only_day(self) -> bool:
        """Whether the day stands without its month."""
        return self.day is not None and self == Parts(day=self.day)

    @property
    def has_year(self) -> bool:
        """Whether the year is named, by figures or by a word."""
        return any(part is not None for part in (self.year, self.year_shift, self.same_year))

    @property
    def has_month(self) -> bool:
        """Whether the month is named, by figures or by a word."""
        return any(part is not None for part in (self.month, self.month_shift, self.same_month))


def resolve_parts(parts: Parts, anchor: Anchor) -> Resolved | None:
    """The date, or None where the calendar has no such day."""
    if 0 in (parts.month, parts.day) or (parts.month or 1) > 12 or (parts.day or 1) > 31:
        return None
    if parts == Parts(same_year=0) and anchor.previous and "/" in anchor.previous:
        return Resolved(anchor.previous, "previous")  # 當年 after 從2005年至2022年
    base = _base(parts, anchor)
    if base is None:
        return UNRESOLVED
    found, basis = base
    whole = moment(found.year, found.month, parts.day)
    if whole is None:
        return None
    edtf = _with_part(whole, parts.part)
    return Resolved(edtf, basis) if edtf else None


def _base(parts: Parts, anchor: Anchor) -> tuple[Moment, str] | None:
    """Year and month, with what gave them."""
    if parts.has_year:
        year = _year(parts, anchor)
        return (Moment(year[0], parts.month), year[1]) if year else None
    if parts.month_shift is not None:
        published = anchor.published
        if not published or not published.month:
            return None
        then = shift_month(published.year, published.month, parts.month_shift)
        return (then, "published") if then else None
    if parts.same_month is not None:
        before = anchor.before
        if not before or not before.month:
            return None
        then = shift_month(before.year, before.month, parts.same_month)
        return (then, "previous") if then else None
    if parts.month:
        guess = guess_year(parts.month, parts.day, anchor)
        return (Moment(guess[0], parts.month), guess[1]) if guess else None
    return _month_of_day(parts.day, anchor) if parts.day else _open_year(parts, anchor)


def _year(parts: Parts, anchor: Anchor) -> tuple[int, str] | None:
    if parts.year is not None:
        return parts.year, "explicit"
    if parts.year_shift is not None:
        published = anchor.published
        return (published.year + parts.year_shift, "published") if published else None
    before = anchor.before
    return (before.year + (parts.same_year or 0), "previous") if before else None


def _month_of_day(day: int, anchor: Anchor) -> tuple[Moment, str] | None:
    """The month of a bare 3日: that of a date in the same sentence, else the last one published."""
    before, published = anchor.before, anchor.published
    known = published.month if published else None
    if before and before.day and (anchor.near or not known) and day >= before.day:
        then = moment(before.year, before.month, day)
        if then and not _ahead(then, anchor):
            return Moment(before.year, before.month), "previous"
    if not published or not known:
        return None
    later = published.day is not None and day > published.day + _DAYS_AHEAD
    month = shift_month(published.year, known, -1 if later and not anchor.forward else 0)
    return (month, "published") if month else None


def _ahead(then: Moment, anchor: Anchor) -> bool:
    """Whether a day lies after publication though nothing announces it."""
    if not anchor.today or not then.whole_day or anchor.forward:
        return False
    return (then.whole_day - anchor.today).days > _DAYS_AHEAD


def _open_year(parts: Parts, anchor: Anchor) -> tuple[Moment, str] | None:
    """The year of a bare 年底 or 第三季: the last that is not far ahead, unless announced."""
    published = anchor.published
    if not published:
        return None
    starts = {"end": 12, "middle": 6} | _SEASON_START
    first = _SPANS.get(parts.part or "", (starts.get(parts.part or "", 1), 0))[0]
    now = date(published.year, published.month or 12, published.day or 28)
    ahead = (date(published.year, first, 1) - now).days > FUTURE_DAYS
    back = ahead and not (anchor.forward or parts.coming)
    return Moment(published.year - 1 if back else published.year), "published"


def _with_part(found: Moment, part: str | None) -> str | None:
    if not part or found.day:
        return found.edtf
    year, month = found.year, found.month
    if month:
        last = monthrange(year, month)[1]
        if part in _THIRDS:
            first, end = _THIRDS[part]
            return f"{found.edtf}-{first:02}/{found.edtf}-{min(end, last):02}"
        days = {"start": "~", "middle": "-15~", "end": f"-{last}~"}
        return found.edtf + days.get(part, "")
    if part in _SPANS:
        first, end = _SPANS[part]
        return f"{year:04}-{first:02}/{year:04}-{end:02}"
    if part in _SEASON_START:
        return f"{year:04}-{part}"
    months = {"start": "-01~", "middle": "-06~", "end": "-12~"}
    return found.edtf + months.get(part, "")


def resolve_range(first: Parts, last: Parts, anchor: Anchor) -> Resolved | None:
    """first/last; what either end leaves out comes from the other."""
    if not first.has_year and last.has_year:
        first = replace(first, year=last.year, year_shift=last.year_shift, same_year=last.same_year)
    if first.day and not first.has_month and last.month:
        first = replace(first, month=last.month)
    start = resolve_parts(first, anchor)
    if not start or not start.edtf:
        return start
    inner = Anchor(anchor.published, start.edtf, near=True, forward=anchor.forward)
    if last.day and not last.has_month:
        last = replace(last, same_month=0)
    if not last.has_year and last.month:
        opening = inner.before
        turns = opening is not None and opening.month is not None and last.month < opening.month
        last = replace(last, same_year=1 if turns else 0)
    end = resolve_parts(last, inner)
    if not end or not end.edtf or start.edtf[:4] > end.edtf[:4]:
        return start
    return Resolved(interval(start.edtf, end.edtf), start.basis)


def two_digit_decade(tens: int, anchor: Anchor) -> Resolved:
    """90年代, the nineties: the last such decade that has begun; unknown for 20s to 40s."""
    if tens < 50:
        return UNRESOLVED
    return Resolved(f"19{tens // 10}X", "explicit")
