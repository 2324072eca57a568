"""What English words for days, weeks, spans of time and centuries stand for."""

from __future__ import annotations

import re
from typing import Final

from legation.mentions.dates_parts import Parts, resolve_parts, two_digit_decade
from legation.mentions.edtf import (
    UNRESOLVED,
    Anchor,
    Moment,
    Resolved,
    about,
    ago,
    last_moment,
    moment,
    of_day,
    past,
    shift_day,
    since,
    week,
    weekday,
)
from legation.mentions.numbers import parse_number

WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
SEASONS: Final = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_TENS: Final = {"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_UNITS: Final = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("day", 14)}
SHIFTS: Final = {"last": -1, "this": 0, "next": 1, "past": -1, "previous": -1, "coming": 1}
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


# what a bare 2000 counts when it is no year
def read_part(text: str | None) -> str | None:
    """Late, first half, Q3 … as the names that the resolution knows; None for none."""
    if not text:
        return None
    first = text.lower().split()[0]
    if "quarter" in text.lower():
        return f"Q{_QUARTERS[first]}"
    if first.startswith("q"):
        return first.upper()
    if "half" in text.lower():
        return "H1" if first == "first" else "H2"
    names = {"early": "start", "beginning": "start", "start": "start", "late": "end", "end": "end"}
    return names.get(first) or SEASONS.get(first) or "middle"


def read_weekday(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """On Tuesday, next Wednesday."""
    word = (match["word"] or "").lower()
    weeks = {"last": None, "next": 1, "this": 0}.get(word)
    number = WEEKDAYS[match["day"].lower()]
    forward = anchor.forward and word != "last"
    found = weekday(anchor.today, number, weeks, forward) if anchor.today else None
    if found and word == "last" and found == anchor.today:
        found = shift_day(found, -7)
    return Resolved(of_day(found).edtf, "published") if found else UNRESOLVED


def read_day_word(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """Yesterday, tonight."""
    word = match["word"].lower()
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    then = shift_day(anchor.today, days) if anchor.today else None
    return Resolved(of_day(then).edtf, "published") if then else UNRESOLVED


def read_period(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """Last week, this month, next year, earlier this month, the end of this year."""
    shift, unit = SHIFTS[match["word"].lower()], match["unit"].lower()
    edge = (match["edge"] or "").lower()
    if unit == "week":
        found = week(anchor.today, shift) if anchor.today else None
        return Resolved(found, "published") if found else UNRESOLVED
    if unit == "weekend":
        return _weekend(shift, anchor)
    part = read_part(edge) if edge and edge not in ("earlier", "later") else None
    if unit == "month":
        return resolve_parts(Parts(month_shift=shift, part=part), anchor)
    if unit == "year":
        return resolve_parts(Parts(year_shift=shift, part=part), anchor)
    if unit in SEASONS:
        return _season(shift, SEASONS[unit], anchor)
    return UNRESOLVED


def _weekend(shift: int, anchor: Anchor) -> Resolved:
    if not anchor.today:
        return UNRESOLVED
    days = [weekday(anchor.today, number, shift, forward=False) for number in (5, 6)]
    return Resolved(f"{days[0]}/{days[1]}", "published") if all(days) else UNRESOLVED


def _season(shift: int, season: str, anchor: Anchor) -> Resolved:
    """Last summer: the latest that was over or under way a season before publication."""
    published = anchor.published
    if not published:
        return UNRESOLVED
    started = (published.month or 1) >= {"21": 6, "22": 9, "23": 12}.get(season, 3)
    if shift < 0:
        year = published.year if started and season != "24" else published.year - 1
    else:
        year = published.year + (1 if shift > 0 and started else 0)
    return Resolved(f"{year:04}-{season}", "published")


def _count(match: re.Match[str]) -> tuple[str, int | None, bool]:
    """Unit, number (None: several) and whether the unit itself is vague (decades)."""
    unit, text = match["unit"].lower(), match["n"]
    base, factor = _UNITS.get(unit, (unit, 1))
    half = (text or "").lower().startswith("half")
    count = 1.0 if text in ("", "a", "an") else parse_number(text) if text else None
    whole = factor / 2 if half else (count or 0) * factor
    exact = whole >= 1 and whole == int(whole) and whole < 10000
    return base, int(whole) if exact else None, factor >= 10


def read_ago(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """Two years ago, three days later."""
    unit, count, vague = _count(match)
    if count is None:
        return UNRESOLVED
    side = match["side"].lower()
    if side != "ago" and (side == "later" or anchor.before):
        return _later(unit, count if side == "later" else -count, anchor)
    found = ago(unit, count, anchor)
    if found.edtf and (vague or match["about"]):
        return Resolved(about(found.edtf), found.basis)
    return found


def _later(unit: str, count: int, anchor: Anchor) -> Resolved:
    """So many units after the previous date, or before it if negative."""
    before = anchor.before
    if not before:
        return UNRESOLVED
    if unit == "year":
        then = moment(before.year + count)
    elif before.whole_day and unit in ("day", "week"):
        day = shift_day(before.whole_day, count * (7 if unit == "week" else 1))
        then = of_day(day) if day else None
    else:
        then = None
    return Resolved(then.edtf, "previous") if then else UNRESOLVED


def read_past(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """The past three decades, the next two years."""
    unit, count, _ = _count(match)
    if count is None:
        return UNRESOLVED
    return past(unit, -count if match["side"].lower() in ("next", "coming") else count, anchor)


def read_decade(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """The 1990s, the nineties."""
    if match["y"]:
        return Resolved(f"{match['y'][:3]}X", "explicit")
    tens = int(match["tens"]) if match["tens"] else _TENS[match["word"].lower()]
    return two_digit_decade(tens, anchor)


def read_of_century(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """The early 21st century."""
    number = (
        int(match["n"])
        if match["n"]
        else {"twentieth": 20, "nineteenth": 19}.get(match["w"].lower(), 21)
    )
    if not 2 <= number <= 22:
        return None
    part = (match["part"] or "").lower()
    first = (number - 1) * 10
    decades = {"early": f"{first:03}X", "late": f"{first + 9:03}X", "mid": f"{first + 5:03}0~"}
    return Resolved(decades.get(part, f"{number - 1:02}XX"), "explicit")


def read_same(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """That year, the same month, at the time: by the previous date."""
    before, unit = anchor.before, match["unit"].lower()
    if not before:
        return UNRESOLVED
    if unit == "year":
        return Resolved(Moment(before.year).edtf, "previous")
    if unit == "month" and before.month:
        return Resolved(Moment(before.year, before.month).edtf, "previous")
    if unit == "day" and before.whole_day:
        return Resolved(before.edtf, "previous")
    if unit in ("time", "period") and anchor.previous:
        return Resolved(anchor.previous, "previous")
    return UNRESOLVED


def read_next_day(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """The next day: by the previous date."""
    before = last_moment(anchor.previous) if anchor.previous else None
    then = shift_day(before.whole_day, 1) if before and before.whole_day else None
    return Resolved(of_day(then).edtf, "previous") if then else UNRESOLVED


def read_onwards(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """Since then: from the previous date on."""
    return Resolved(since(anchor.previous), "previous") if anchor.previous else UNRESOLVED


def read_vague(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """Recently: no calendar can place it."""
    return UNRESOLVED
