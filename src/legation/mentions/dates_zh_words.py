"""What Chinese words for days, weeks, spans of time and centuries stand for."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from legation.mentions.dates_parts import Parts, resolve_parts, two_digit_decade
from legation.mentions.edtf import (
    UNRESOLVED,
    Anchor,
    Moment,
    Resolved,
    about,
    ago,
    moment,
    of_day,
    past,
    shift_day,
    shift_month,
    since,
    week,
    weekday,
)
from legation.mentions.numbers import parse_number

_DAY_WORDS: Final = {"大前": -3, "前": -2, "昨": -1, "今": 0, "即": 0, "明": 1, "后": 2, "大后": 3}
_SAME_DAY: Final = {"当": 0, "同": 0, "翌": 1, "次": 1, "隔": 1}
_WEEK_WORDS: Final = {"上上": -2, "上": -1, "本": 0, "这": 0, "这个": 0, "下": 1, "下下": 2}
_WEEKDAYS: Final = {mark: place for place, mark in enumerate("一二三四五六日")} | {"天": 6}
_UNITS: Final = {
    "年": "year",
    "月": "month",
    "周": "week",
    "星期": "week",
    "世纪": "century",
    "天": "day",
    "日": "day",
}


def read_number(text: str | None) -> int | None:
    """A whole number, or None."""
    value = parse_number(text) if text else None
    return None if value is None else int(value)


def read_day_word(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """今日, 昨天, 今天（3日）: the figure in brackets has the last word."""
    if match["day"]:
        return resolve_parts(Parts(day=read_number(match["day"])), anchor)
    return _from_today(_DAY_WORDS[match["word"]], anchor)


def _from_today(days: int, anchor: Anchor) -> Resolved:
    then = shift_day(anchor.today, days) if anchor.today else None
    return Resolved(of_day(then).edtf, "published") if then else UNRESOLVED


def read_same_day(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """當天, 翌日: by the previous date."""
    before = anchor.before.whole_day if anchor.before else None
    then = shift_day(before, _SAME_DAY[match["word"]]) if before else None
    return Resolved(of_day(then).edtf, "previous") if then else UNRESOLVED


def read_week(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """上週, 本週: Monday to Sunday."""
    found = week(anchor.today, _WEEK_WORDS[match["word"]]) if anchor.today else None
    return Resolved(found, "published") if found else UNRESOLVED


def read_weekend(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """上週末: Saturday and Sunday."""
    if not anchor.today:
        return UNRESOLVED
    weeks = _WEEK_WORDS[match["word"]] if match["word"] else 0
    days = [weekday(anchor.today, number, weeks, forward=False) for number in (5, 6)]
    return Resolved(f"{days[0]}/{days[1]}", "published") if all(days) else UNRESOLVED


def read_weekday(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """週三, 下週三, 週三（7日）."""
    if match["date"]:
        return resolve_parts(Parts(day=read_number(match["date"])), anchor)
    weeks = _WEEK_WORDS[match["word"]] if match["word"] else None
    due = match.string[match.end() : match.end() + 1] == "前"  # 週五前: the coming one
    found = _day_of_week(anchor.today, match["day"], weeks, anchor.forward or due)
    return Resolved(of_day(found).edtf, "published") if found else UNRESOLVED


def _day_of_week(today: date | None, mark: str, weeks: int | None, forward: bool) -> date | None:
    return weekday(today, _WEEKDAYS[mark], weeks, forward) if today else None


def _count(match: re.Match[str]) -> tuple[str, int | None]:
    """Unit and number of 三十年, 兩個多月, 幾天; the number is None for 幾, 數, 多."""
    unit = _UNITS[match["unit"].lstrip("个多")]
    count = 1 if match["n"] == "整" else read_number(match["n"])
    if match["n"] == "半":
        halves = {"year": ("month", 6), "century": ("year", 50)}
        return halves.get(unit, (unit, None))
    if unit == "century":
        return "year", count * 100 if count and count < 100 else None
    return unit, count if count and count < 10000 else None


def read_ago(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """兩年前, 三天後."""
    unit, count = _count(match)
    if count is None:
        return UNRESOLVED
    if match["side"].endswith("后"):
        return _later(unit, count, anchor)
    found = ago(unit, count, anchor)
    vague = match["more"] or (unit != "day" and count >= 10)
    return Resolved(about(found.edtf), found.basis) if found.edtf and vague else found


def _later(unit: str, count: int, anchor: Anchor) -> Resolved:
    """Three days after the previous date."""
    before = anchor.before
    then: Moment | None = None
    if before and unit == "year":
        then = moment(before.year + count)
    elif before and unit == "month" and before.month:
        then = shift_month(before.year, before.month, count)
    elif before and before.whole_day and unit in ("day", "week"):
        day = shift_day(before.whole_day, count * (7 if unit == "week" else 1))
        then = of_day(day) if day else None
    return Resolved(then.edtf, "previous") if then else UNRESOLVED


def read_past(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """過去三十年, 未來五年."""
    unit, count = _count(match)
    if count is None:
        return UNRESOLVED
    return past(unit, -count if match["side"] == "未来" else count, anchor)


def read_decade(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """1990年代, 上世紀90年代, 九十年代."""
    if match["y"]:
        return Resolved(f"{match['y'][:3]}X", "explicit")
    tens = read_number(match["tens"]) or 0
    if not match["century"]:
        return two_digit_decade(tens, anchor)
    hundreds = _century(match["century"], anchor)
    return Resolved(f"{hundreds + tens // 10}X" if hundreds else None, "explicit")


def _century(text: str, anchor: Anchor) -> int | None:
    """The first decade of a century, as 190 for 20世紀; 上世紀 and 本世紀 by publication."""
    if text in ("上", "本"):
        now = anchor.published.year // 100 * 10 if anchor.published else 200
        return now - (10 if text == "上" else 0)
    number = read_number(text)
    return (number - 1) * 10 if number and 1 < number < 23 else None


def read_of_century(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """21世紀初: the decade; 20世紀: the century."""
    first = _century(match["century"], anchor)
    if not first:
        return None
    part = match["part"] or ""
    basis = "published" if match["century"] in ("上", "本") else "explicit"
    if part == "初":
        return Resolved(f"{first:03}X", basis)
    if part in ("末", "末期"):
        return Resolved(f"{first + 9:03}X", basis)
    if part in ("中", "中叶", "中期"):
        return Resolved(f"{first + 5:03}0~", basis)
    if part in ("上半叶", "前半"):
        return Resolved(f"{first:03}0/{first + 4:03}9", basis)
    if part in ("下半叶", "后半"):
        return Resolved(f"{first + 5:03}0/{first + 9:03}9", basis)
    return Resolved(f"{first // 10:02}XX", basis)


def read_previous(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """當時, 差不多同時: the previous date."""
    return Resolved(anchor.previous, "previous") if anchor.previous else UNRESOLVED


def read_onwards(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """此後: from the previous date on."""
    return Resolved(since(anchor.previous), "previous") if anchor.previous else UNRESOLVED


def read_vague(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """近年, 隨後: no calendar can place them."""
    return UNRESOLVED
