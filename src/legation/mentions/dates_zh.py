"""Chinese date expressions, matched on text in Simplified characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from legation.mentions.dates_parts import Parts, resolve_parts, resolve_range, two_digit_decade
from legation.mentions.dates_rule import Rule, Rules, one_of
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
    until,
    week,
    weekday,
)
from legation.mentions.numbers import HAN_NUMBER, parse_number

FORWARD_ZH: Final = re.compile(
    r"(?<!原)(?:将|定|拟|预定|预计|计划|排定)(?:于|在)?$|将[^，。；]{0,4}$"
)

_NUMERALS: Final = "0123456789０１２３４５６７８９〇零○一二三四五六七八九十廿两"
_TO: Final = r"\s?(?:至|到|[-–—~～－]{1,2})\s?"
_ONE_TO_31: Final = r"(?:[0-9０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR: Final = r"(?:1[5-9]|20|21|１[５-９]|２０)[0-9０-９]{2}|[12一二][〇零○一二三四五六七八九]{3}"
_CALENDARS: Final = {"民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_YEAR_WORDS: Final = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_SAME_YEAR: Final = {"同年": 0, "当年": 0, "该年": 0, "那年": 0, "翌年": 1, "次年": 1, "隔年": 1}
_MONTH_WORDS: Final = {
    "上上月": -2,
    "上上个月": -2,
    "上月": -1,
    "上个月": -1,
    "本月": 0,
    "这个月": 0,
}
_MONTH_WORDS_ON: Final = {"下月": 1, "下个月": 1, "下下个月": 2}
_SAME_MONTH: Final = {"同月": 0, "当月": 0, "该月": 0, "次月": 1, "翌月": 1, "隔月": 1}
_DAY_WORDS: Final = {"大前": -3, "前": -2, "昨": -1, "今": 0, "即": 0, "明": 1, "后": 2, "大后": 3}
_SAME_DAY: Final = {"当": 0, "同": 0, "翌": 1, "次": 1, "隔": 1}
_WEEK_WORDS: Final = {"上上": -2, "上": -1, "本": 0, "这": 0, "这个": 0, "下": 1, "下下": 2}
_WEEKDAYS: Final = {mark: place for place, mark in enumerate("一二三四五六日")} | {"天": 6}
_UNITS: Final = {
    "年": "year",
    "月": "month",
    "周": "week",
    "星期": "week",
    "天": "day",
    "日": "day",
}
_RELATIVE_YEAR: Final = "|".join((*_YEAR_WORDS, *_SAME_YEAR))
_RELATIVE_MONTH: Final = "|".join((*_MONTH_WORDS, *_MONTH_WORDS_ON, *_SAME_MONTH))
# 10月中國 is no middle of October, 3日本 no third day: what follows has the last word
_CLOSE: Final = r"(?=[，,、。；：）)完达]|$)"
_SEASON: Final = r"[春夏秋冬](?:季|天|初|末)?(?![节运假])"
_YEAR_PART: Final = rf"(?:年)?[初底末终]|年中{_CLOSE}|中{_CLOSE}|中期|[上下]半年|第?[一二三四1-4]季度?|首季|Q[1-4]|{_SEASON}"
_MONTH_PART: Final = rf"[上中下]旬|[初底末]|中{_CLOSE}"
_LEAD: Final = r"(?<![0-9０-９.．〇一二三四五六七八九十百千万第近每数几])"


def _element(tag: str) -> str:
    """Year, month, day and part of a year or month; any of them may be missing."""
    year = (
        rf"(?:(?:中华)?(?P<era{tag}>民国|令和|平成|昭和)\s?(?P<eray{tag}>[0-9０-９]{{1,3}}|{_ONE_TO_31}|元)"
        rf"|(?P<y{tag}>{_YEAR}|0[0-9])|(?P<roc{tag}>1[0-3][0-9]))\s?年度?(?!代)"
        rf"|(?P<ry{tag}>{_RELATIVE_YEAR})度?"
    )
    month = rf"(?P<m{tag}>{_ONE_TO_31})(?:\s?月份?|(?={_TO}{_ONE_TO_31}\s?月))|(?P<rm{tag}>{_RELATIVE_MONTH})份?"
    day = rf"(?P<d{tag}>{_ONE_TO_31})(?:\s?[日号](?!本(?![月周次台])|[元圆])|(?={_TO}{_ONE_TO_31}\s?[日号]))"
    names = [name + tag for name in ("y", "ry", "era", "roc", "m", "rm", "d")]
    return (
        rf"(?:(?:{year})\s?(?![（(]))?(?:{month})?(?:\s?{day})?{one_of(names)}"
        rf"(?P<p{tag}>{_YEAR_PART}|{_MONTH_PART})?"
        r"(?:\s?[（(](?:周|星期|礼拜)[一二三四五六日天][）)])?"
    )


_AFTER: Final = r"以来|至今|迄今|以后|起(?![草诉义因码来到飞火])|后(?=[，,、。])"
_BEFORE: Final = r"以前|之前|前(?=[，,、。；：）)完达]|$)"
_TAIL: Final = rf"(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE})|(?P<about>左右|前后))?"
_DATE: Final = re.compile(rf"{_LEAD}{_element('1')}(?:{_TO}{_element('2')})?{_TAIL}")
_DATE_FROM: Final = re.compile(
    rf"(?:自从?|从|由)\s?{_element('1')}(?:{_TO}{_element('2')}|(?={_AFTER})){_TAIL}"
)
_BARE_DAY: Final = re.compile(r"(?<![达约逾满续隔超长前])[0-9０-９]{1,2}\s?日(?![内间游])")


def _text_of(match: re.Match[str], tag: str) -> Parts | None:
    """The parts of one element; None where it holds a year that no calendar knows."""
    part = {
        name: match[name + tag] for name in ("y", "era", "eray", "roc", "ry", "m", "rm", "d", "p")
    }
    year = _number(part["y"])
    if part["y"] and len(part["y"]) == 2 and year is not None:
        year += 2000
    if part["era"]:
        years = 1 if part["eray"] == "元" else _number(part["eray"]) or 0
        year = _CALENDARS[part["era"]] + years
    if part["roc"]:
        year = 1911 + int(part["roc"])
    same_year = _SAME_YEAR.get(part["ry"] or "")
    return Parts(
        year=year,
        month=_number(part["m"]),
        day=_number(part["d"]),
        part=_part(part["p"]),
        year_shift=_YEAR_WORDS.get(part["ry"] or ""),
        same_year=same_year,
        month_shift=(_MONTH_WORDS | _MONTH_WORDS_ON).get(part["rm"] or ""),
        same_month=_SAME_MONTH.get(part["rm"] or ""),
    )


def _number(text: str | None) -> int | None:
    value = parse_number(text) if text else None
    return None if value is None else int(value)


def _part(text: str | None) -> str | None:
    """初 底 … as the names that the resolution knows."""
    if not text:
        return None
    text = text.removeprefix("年") if len(text) > 1 else text
    if text.startswith(("上半", "下半")):
        return "H1" if text[0] == "上" else "H2"
    if "季" in text and not text.startswith(("春", "夏", "秋", "冬")):
        text = text.removeprefix("第").replace("首", "1")
        return f"Q{'一二三四'.find(text[0]) + 1 or text[0]}"
    names = {
        "初": "start",
        "底": "end",
        "末": "end",
        "终": "end",
        "中": "middle",
        "上": "D1",
        "下": "D3",
    }
    if text == "中旬":
        return "D2"
    seasons = {"春": "21", "夏": "22", "秋": "23", "冬": "24"}
    return names.get(text[0]) or seasons.get(text[0]) or text


def _date(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    first, last = _text_of(match, "1"), _text_of(match, "2")
    if first is None:
        return None
    text = match[0]
    if match["roc1"] and not (first.month or anchor.republic or "年度" in text):
        return None
    if first.only_day and not match["d2"] and not _is_day(match):
        return None
    if last and last.given:
        found = resolve_range(first, last, anchor)
    else:
        found = resolve_parts(first, anchor)
    if not found or not found.edtf:
        return found
    if match["after"]:
        return Resolved(since(found.edtf), found.basis)
    if match["before"]:
        return Resolved(until(found.edtf), found.basis)
    return Resolved(about(found.edtf), found.basis) if match["about"] else found


def _is_day(match: re.Match[str]) -> bool:
    """A bare 3日: Arabic figures, no 3號, and no length of time such as 近30日."""
    return bool(_BARE_DAY.match(match.string, match.start("d1"), match.endpos))


def _iso(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    found = moment(int(match["y"]), int(match["m"]), int(match["d"]))
    return Resolved(found.edtf, "explicit") if found else None


def _compact(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """1150112: only in a text that counts years of the Republic."""
    if not anchor.republic:
        return None
    found = moment(1911 + int(match["y"]), int(match["m"]), int(match["d"]))
    return Resolved(found.edtf, "explicit") if found else None


def _years(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    first, last = _number(match["y1"]) or 0, _number(match["y2"]) or 0
    if last < 100:
        last += first // 100 * 100
    return Resolved(f"{first}/{last}", "explicit") if first < last else None


def _bare_year(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    return Resolved(str(_number(match[0])), "explicit")


def _month_words(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """本月晚些時候: some day of the month of publication."""
    published = anchor.published
    if not published or not published.month:
        return UNRESOLVED
    return Resolved(Moment(published.year, published.month).edtf, "published")


def _bare_part(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """年底, 上半年, 第三季 without their year."""
    part = _part(match["part"])
    return resolve_parts(Parts(part=part, open_year=True, coming=bool(match["coming"])), anchor)


def _day_word(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    if match["day"]:
        return resolve_parts(Parts(day=_number(match["day"])), anchor)
    return _from_today(_DAY_WORDS[match["word"]], anchor)


def _from_today(days: int, anchor: Anchor) -> Resolved:
    then = shift_day(anchor.today, days) if anchor.today else None
    return Resolved(of_day(then).edtf, "published") if then else UNRESOLVED


def _same_day(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    before = anchor.before.whole_day if anchor.before else None
    then = shift_day(before, _SAME_DAY[match["word"]]) if before else None
    return Resolved(of_day(then).edtf, "previous") if then else UNRESOLVED


def _week(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    found = week(anchor.today, _WEEK_WORDS[match["word"]]) if anchor.today else None
    return Resolved(found, "published") if found else UNRESOLVED


def _weekend(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    if not anchor.today:
        return UNRESOLVED
    weeks = _WEEK_WORDS[match["word"]] if match["word"] else 0
    days = [weekday(anchor.today, number, weeks, forward=False) for number in (5, 6)]
    return Resolved(f"{days[0]}/{days[1]}", "published") if all(days) else UNRESOLVED


def _weekday(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    if match["date"]:
        return resolve_parts(Parts(day=_number(match["date"])), anchor)
    weeks = _WEEK_WORDS[match["word"]] if match["word"] else None
    found = _day_of_week(anchor.today, match["day"], weeks, anchor.forward)
    return Resolved(of_day(found).edtf, "published") if found else UNRESOLVED


def _day_of_week(today: date | None, mark: str, weeks: int | None, forward: bool) -> date | None:
    return weekday(today, _WEEKDAYS[mark], weeks, forward) if today else None


def _count(match: re.Match[str]) -> tuple[str, int | None]:
    """Unit and number of 三十年, 兩個多月, 幾天; the number is None for 幾, 數, 多."""
    unit = _UNITS[match["unit"].lstrip("个多")]
    count = 1 if match["n"] == "整" else _number(match["n"])
    if match["n"] == "半":
        return ("month", 6) if unit == "year" else (unit, None)
    return unit, count if count and count < 10000 else None


def _ago(match: re.Match[str], anchor: Anchor) -> Resolved | None:
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


def _past(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    unit, count = _count(match)
    if count is None:
        return UNRESOLVED
    return past(unit, -count if match["side"] == "未来" else count, anchor)


def _decade(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    if match["y"]:
        return Resolved(f"{match['y'][:3]}X", "explicit")
    tens = _number(match["tens"]) or 0
    if not match["century"]:
        return two_digit_decade(tens, anchor)
    hundreds = _century(match["century"], anchor)
    return Resolved(f"{hundreds + tens // 10}X" if hundreds else None, "explicit")


def _century(text: str, anchor: Anchor) -> int | None:
    """The first decade of a century, as 190 for 20世紀; 上世紀 and 本世紀 by publication."""
    if text in ("上", "本"):
        now = anchor.published.year // 100 * 10 if anchor.published else 200
        return now - (10 if text == "上" else 0)
    number = _number(text)
    return (number - 1) * 10 if number and 1 < number < 23 else None


def _of_century(match: re.Match[str], anchor: Anchor) -> Resolved | None:
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


def _previous(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    return Resolved(anchor.previous, "previous") if anchor.previous else UNRESOLVED


def _vague(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    return UNRESOLVED


def _rule(
    starts: str, pattern: str, resolve: Callable[[re.Match[str], Anchor], Resolved | None]
) -> Rule:
    return Rule(re.compile(pattern), frozenset(starts), resolve)


_COUNT: Final = rf"(?P<n>{HAN_NUMBER}|几十?|数十?|多|半)(?P<more>余|多|来)?(?P<unit>个?多?(?:月|星期)|年|周|天|日)"
_RULES: Final = (
    Rule(_DATE, frozenset(_NUMERALS + "民令平昭中今去前明本后同当该那翌次隔上下这"), _date),
    Rule(_DATE_FROM, frozenset("自从由"), _date),
    _rule(
        _NUMERALS,
        r"(?<![0-9])(?P<y>[12][0-9]{3})(?P<sep>[-/.])(?P<m>[01]?[0-9])(?P=sep)(?P<d>[0-3]?[0-9])(?![0-9])",
        _iso,
    ),
    _rule(
        _NUMERALS,
        r"(?<![0-9])(?P<y>1[0-3][0-9])(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9])",
        _compact,
    ),
    _rule(
        _NUMERALS + "自从由",
        rf"(?:自从?|从|由)?(?<![0-9])(?P<y1>[12][0-9]{{3}})年?{_TO}(?P<y2>(?:[12][0-9])?[0-9]{{2}})(?:年度?|(?![-/0-9.月日]))",
        _years,
    ),
    _rule(
        _NUMERALS,
        r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?=(?:(?:、|和|与|及|或)\s?(?:1[89]|20)[0-9]{2}){1,4}\s?年)",
        _bare_year,
    ),
    _rule("本这", r"(?:本月|这个月)(?:稍?晚些?时候?|稍后|稍早|早些时候)", _month_words),
    _rule(
        "年上下第首Q",
        rf"(?<![每多今去前明同当整全历0-9])(?P<part>年[初底末终]|年中{_CLOSE}|[上下]半年|第[一二三四1-4]季度?|首季|Q[1-4](?![0-9]))(?P<coming>前)?",
        _bare_part,
    ),
    _rule(
        "今昨前明后大即",
        r"(?<![过之以目当生文先皇])(?P<word>大?[前后]|今|昨|明|即)(?:天|日(?!俄罗斯|美国|印度|新闻|报|本)|[早晚晨夜]|(?=[（(][0-9]{1,2}[）)]日?))(?!性|免疫|起头)(?:\s?[（(](?P<day>[0-9]{1,2})[日号]?[）)]日?)?",
        _day_word,
    ),
    _rule(
        "当同翌次隔",
        r"(?<![每适相])(?P<word>[当翌次隔同])(?:[日晚]|天(?!然))(?!本(?!人|月|周)|历)",
        _same_day,
    ),
    _rule(
        "上本这下",
        r"(?<![以之])(?P<word>上上?|这个?|本|下下?)(?:周|个?(?:星期|礼拜))(?![一二三四五六日天末年刊边])",
        _week,
    ),
    _rule("上本这下周", r"(?:(?P<word>上上?|这个?|本|下下?)个?)?周末", _weekend),
    _rule(
        "上本这下周星礼",
        r"(?<![每一两二三四五六七八九十数几逢隔个0-9])(?:(?P<word>上上?|这个?|本|下下?)个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![次回]|[一二三四五六日]月)(?:\s?[（(](?:[0-9]{1,2}月)?(?P<date>[0-9]{1,2})[日号]?[）)])?",
        _weekday,
    ),
    _rule(
        _NUMERALS + "几数半多",
        rf"(?<![0-9０-９第近大之分])(?P<n>{HAN_NUMBER}|几十?|数十?|半|多)(?P<more>余|多|来)?(?P<unit>个?多?(?:月|星期)|年|周|天|日)(?P<over>多|半)?(?P<side>以前|之前|前|以后|之后|后)(?!期|半|所|卫|备)",
        _ago,
    ),
    _rule(
        "过近最未",
        rf"(?P<side>过去|最近|近|未来)的?这?{_COUNT}(?:多)?(?:以来|来|里|间|中|内)?",
        _past,
    ),
    _rule(
        _NUMERALS + "上本",
        rf"(?<![0-9])(?:(?P<century>上|本|{_ONE_TO_31})(?:个)?世纪)?(?:(?P<y>[12][0-9]{{2}}0)|(?P<tens>[1-9]0|[二三四五六七八九]?十))年代(?:[初末]期?|中期|后期|前期)?",
        _decade,
    ),
    _rule(
        _NUMERALS + "上本",
        rf"(?P<century>上|本|{_ONE_TO_31})(?:个)?世纪(?P<part>初|末期?|中叶|中期|[上下]半叶|[前后]半)?",
        _of_century,
    ),
    _rule(
        "当那差几约在以",
        r"当时(?!间)|那时候?|差不多同时|几乎同时|约莫同时|在?此期间|以来",
        _previous,
    ),
    _rule(
        "近多最稍不随此长日数几连历较早",
        r"近年来?|近几年来?|近来|近期(?!货)|近日|近月来?|多年来|多年以来|最近|稍早(?:前|时)?|稍后|不久前|不久后|随后|此前|长年来?|长期以来|日前(?!往)|数十?年来|几十?年来|连年|历年来|较早前|早前|早些时候",
        _vague,
    ),
)

CHINESE: Final = Rules(
    _RULES,
    re.compile("[" + "".join(sorted({start for rule in _RULES for start in rule.starts})) + "]"),
)
