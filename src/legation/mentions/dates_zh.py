"""Chinese date expressions, matched on text in Simplified characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from legation.mentions.dates_parts import Parts, resolve_parts, resolve_range
from legation.mentions.dates_rule import Rule, Rules, one_of
from legation.mentions.dates_zh_words import (
    read_ago,
    read_day_word,
    read_decade,
    read_number,
    read_of_century,
    read_onwards,
    read_past,
    read_previous,
    read_same_day,
    read_vague,
    read_week,
    read_weekday,
    read_weekend,
)
from legation.mentions.edtf import (
    UNRESOLVED,
    Anchor,
    Moment,
    Resolved,
    about,
    moment,
    since,
    until,
)
from legation.mentions.numbers import HAN_NUMBER

FORWARD_ZH: Final = re.compile(
    r"(?<!原)(?:将|定|拟|预定|预计|计划|排定)(?:于|在)?$|将[^，。；]{0,4}$"
)

_NUMERALS: Final = "0123456789０１２３４５６７８９〇零○一二三四五六七八九十廿两"
_TO: Final = r"\s?(?:至|到|[-–—~～－]{1,2})\s?"
_ONES: Final = "[一二三四五六七八九]"
_ONE_TO_31: Final = rf"(?:[0-9０-９]{{1,2}}|[一二三]?十{_ONES}?|廿{_ONES}?|{_ONES})"
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
_RELATIVE_YEAR: Final = "|".join((*_YEAR_WORDS, *_SAME_YEAR))
_RELATIVE_MONTH: Final = "|".join((*_MONTH_WORDS, *_MONTH_WORDS_ON, *_SAME_MONTH))
# 10月中國 is no middle of October, 3日本 no third day: what follows has the last word
_CLOSE: Final = r"(?=[，,、。；：）)完达]|$)"
_SEASON: Final = r"[春夏秋冬](?:季|天|初|末)?(?![节运假])"
_YEAR_PART: Final = (
    rf"(?:年)?[初底末终]|年中{_CLOSE}|中{_CLOSE}|中期|[上下]半年"
    rf"|第?[一二三四1-4]季度?|首季|Q[1-4]|{_SEASON}"
)
_MONTH_PART: Final = rf"[上中下]旬|[初底末]|中{_CLOSE}"
_LEAD: Final = r"(?<![0-9０-９.．〇一二三四五六七八九十百千万第近每数几])"


def _element(tag: str) -> str:
    """Year, month, day and part of a year or month; any of them may be missing."""
    year = (
        rf"(?:(?:中华)?(?P<era{tag}>民国|令和|平成|昭和)\s?(?P<eray{tag}>{HAN_NUMBER}|元)"
        rf"|(?P<y{tag}>{_YEAR}|0[0-9])|(?P<roc{tag}>1[0-3][0-9]))\s?年度?(?!代)"
        rf"|(?P<ry{tag}>{_RELATIVE_YEAR})度?"
    )
    month = (
        rf"(?P<m{tag}>{_ONE_TO_31})(?:\s?月份?(?!革命)|(?={_TO}{_ONE_TO_31}\s?月))"
        rf"|(?P<rm{tag}>{_RELATIVE_MONTH})份?"
    )
    day = (
        rf"(?P<d{tag}>{_ONE_TO_31})"
        rf"(?:\s?[日号](?!本(?![月周次台])|[元圆])|(?={_TO}{_ONE_TO_31}\s?[日号]))"
    )
    names = [name + tag for name in ("y", "ry", "era", "roc", "m", "rm", "d")]
    return (
        rf"(?:(?:{year})\s?(?![（(]))?(?:{month})?(?:\s?{day})?{one_of(names)}"
        rf"(?P<p{tag}>{_YEAR_PART}|{_MONTH_PART})?"
        r"(?:\s?[（(](?:周|星期|礼拜)[一二三四五六日天][）)])?"
    )


_AFTER: Final = r"以来|至今|迄今|以后|起(?![草诉义因码来到飞火])|后(?=[，,、。；：）)]|$)"
_BEFORE: Final = r"以前|之前|前(?=[，,、。；：）)完达]|$)"
_TAIL: Final = rf"(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE})|(?P<about>左右|前后))?"
_DATE: Final = re.compile(rf"{_LEAD}{_element('1')}(?:{_TO}{_element('2')})?{_TAIL}")
_DATE_FROM: Final = re.compile(
    rf"(?:自从?|从|由)\s?{_element('1')}(?:{_TO}{_element('2')}|(?={_AFTER})){_TAIL}"
)
_BARE_DAY: Final = re.compile(r"(?<![达约逾满续隔超前])[0-9０-９]{1,2}\s?日(?![内间游])")


def _text_of(match: re.Match[str], tag: str) -> Parts | None:
    """The parts of one element; None where it holds a year that no calendar knows."""
    part = {
        name: match[name + tag] for name in ("y", "era", "eray", "roc", "ry", "m", "rm", "d", "p")
    }
    year = read_number(part["y"])
    if part["y"] and len(part["y"]) == 2 and year is not None:
        year += 2000
    if part["era"]:
        years = 1 if part["eray"] == "元" else read_number(part["eray"]) or 0
        year = _CALENDARS[part["era"]] + years
    if part["roc"]:
        year = 1911 + int(part["roc"])
    same_year = _SAME_YEAR.get(part["ry"] or "")
    return Parts(
        year=year,
        month=read_number(part["m"]),
        day=read_number(part["d"]),
        part=_part(part["p"]),
        year_shift=_YEAR_WORDS.get(part["ry"] or ""),
        same_year=same_year,
        month_shift=(_MONTH_WORDS | _MONTH_WORDS_ON).get(part["rm"] or ""),
        same_month=_SAME_MONTH.get(part["rm"] or ""),
    )


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
    first, last = read_number(match["y1"]) or 0, read_number(match["y2"]) or 0
    if last < 100:
        last += first // 100 * 100
    return Resolved(f"{first}/{last}", "explicit") if first < last else None


def _bare_year(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    return Resolved(str(read_number(match[0])), "explicit")


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


def _rule(
    starts: str, pattern: str, resolve: Callable[[re.Match[str], Anchor], Resolved | None]
) -> Rule:
    return Rule(re.compile(pattern), frozenset(starts), resolve)


_UNIT: Final = "(?P<unit>个?多?(?:月|星期|世纪)|年|周|天|日)"
_COUNT: Final = rf"(?P<n>{HAN_NUMBER}|几十?|数十?|多|半)(?P<more>余|多|来)?{_UNIT}"
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
        read_day_word,
    ),
    _rule(
        "当同翌次隔",
        r"(?<![每适相])(?P<word>[当翌次隔同])(?:[日晚]|天(?!然))(?!本(?!人|月|周)|历)",
        read_same_day,
    ),
    _rule(
        "上本这下",
        r"(?<![以之])(?P<word>上上?|这个?|本|下下?)(?:周|个?(?:星期|礼拜))(?![一二三四五六日天末年刊边])",
        read_week,
    ),
    _rule("上本这下周", r"(?:(?P<word>上上?|这个?|本|下下?)个?)?周末", read_weekend),
    _rule(
        "上本这下周星礼",
        r"(?<![每一两二三四五六七八九十数几逢隔个0-9])(?:(?P<word>上上?|这个?|本|下下?)个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![次回]|[一二三四五六日]月)(?:\s?[（(](?:[0-9]{1,2}月)?(?P<date>[0-9]{1,2})[日号]?[）)])?",
        read_weekday,
    ),
    _rule(
        _NUMERALS + "几数半多百千",
        rf"(?<![0-9０-９第近大之分])(?P<n>{HAN_NUMBER}|几十?|数十?|半|多)(?P<more>余|多|来)?(?P<unit>个?多?(?:月|星期|世纪)|年|周|天|日)(?P<over>多|半)?(?P<side>以前|之前|前|以后|之后|后)(?!期|半|所|卫|备)",
        read_ago,
    ),
    _rule(
        "过近最未",
        rf"(?P<side>过去|最近|近|未来)的?这?{_COUNT}(?:多)?(?:以来|来|里|间|中|内)?",
        read_past,
    ),
    _rule(
        _NUMERALS + "上本",
        rf"(?<![0-9])(?:(?P<century>上|本|{_ONE_TO_31})(?:个)?世纪)?(?:(?P<y>[12][0-9]{{2}}0)|(?P<tens>[1-9]0|[二三四五六七八九]?十))年代(?:[初末]期?|中期|后期|前期)?",
        read_decade,
    ),
    _rule(
        _NUMERALS + "上本",
        rf"(?P<century>上|本|{_ONE_TO_31})(?:个)?世纪(?P<part>初|末期?|中叶|中期|[上下]半叶|[前后]半)?",
        read_of_century,
    ),
    _rule(
        "当那差几约在以",
        r"当时(?!间)|那时候?|差不多同时|几乎同时|约莫同时|在?此期间|以来",
        read_previous,
    ),
    _rule("此自从", "此后|自此以?后?|从此以?后?|从那时起|自那时起", read_onwards),
    _rule(
        "近多最稍不随此长日数几连历较早",
        r"近年来?|近几年来?|近来|近期(?!货)|近日|近月来?|多年来|多年以来|最近|稍早(?:前|时)?|稍后|不久前|不久后|随后|此前|长年来?|长期以来|日前(?!往)|数月来|数十?年来|几十?年来|连年|历年来|较早前|早前|早些时候",
        read_vague,
    ),
)

CHINESE: Final = Rules(
    _RULES,
    re.compile("[" + "".join(sorted({start for rule in _RULES for start in rule.starts})) + "]"),
)
