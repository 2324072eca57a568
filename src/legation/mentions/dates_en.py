"""English date expressions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from legation.mentions.dates_en_words import (
    SEASONS,
    SHIFTS,
    WEEKDAYS,
    read_ago,
    read_day_word,
    read_decade,
    read_next_day,
    read_of_century,
    read_onwards,
    read_part,
    read_past,
    read_period,
    read_same,
    read_vague,
    read_weekday,
)
from legation.mentions.dates_parts import Parts, resolve_parts, resolve_range
from legation.mentions.dates_rule import Rule, Rules, one_of
from legation.mentions.edtf import (
    UNRESOLVED,
    Anchor,
    Resolved,
    about,
    moment,
    since,
    until,
)
from legation.mentions.numbers import WORD_UNITS

FORWARD_EN: Final = re.compile(
    r"\b(?:will|due|scheduled|expected|planned|slated|set (?:for|to)|plans? to|to be held"
    r"|is to|are to)\b"
    r"(?:(?!\b(?:said|told|announced|reported|warned|confirmed)\b)[^.;])*$"
    r"|\b(?:by|until|till)\s(?:the\send\sof\s)?$",
    re.IGNORECASE,
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ASKS: Final = re.compile(
    r"\b(?:in|of|by|for|on|and|or|to|through|throughout|during|into|till|until)\s$", re.IGNORECASE
)
COUNTED_EN: Final = (
    r"(?:people|troops|soldiers|men|women|children|civilians|personnel|members|migrants|refugees|"
    r"prisoners|police|workers|protesters|students|vehicles|houses|homes|miles|km|kilometers|"
    r"kilometres|tons|tonnes|barrels|dollars|euros|pounds|feet|meters|metres|others|additional|more)\b"
)

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR: Final = (
    r"(?:(?<=mid-)|(?<![\d.,$€£-]))(?:1[5-9]|20)\d\d(?![\d%]|[,.]\d|\s?[\u3400-\u9fff]|[-/]\d|s\b|-year)"
    rf"(?:(?<=\bin\s....)|(?<=since\s....)|(?!\s(?:[a-z-]+\s)?{COUNTED_EN}))"
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TO: Final = r"(?:\s(?:to|until|through|till)\s|\s?[-–—]\s?)"
_PART: Final = (
    r"(?:(?:the\s)?(?P<part{tag}>early|late|mid|(?:beginning|start|end|middle)\sof"
    r"|(?:spring|summer|autumn|fall|winter)(?:\sof)?|(?:first|second)\shalf\sof"
    r"|(?:first|second|third|fourth|final|last)\squarter\sof|Q[1-4]))(?:\s|-|,\s)(?:the\s)?"
)


def _element(tag: str) -> str:
    """January 3, 2026; 3 January; January; 2026; late October; the spring of 2014."""
    month, day = rf"(?P<m{tag}>{_MONTH})", rf"(?P<d{tag}>{_DAY})"
    other = rf"(?P<dm{tag}>{_DAY})(?:\sof)?\s(?P<md{tag}>{_MONTH})"
    year = rf"(?P<y{tag}>{_YEAR})"
    last = rf"(?P<ry{tag}>(?:last|this|next|the\ssame|that)\syear)"
    part = _PART.replace("{tag}", tag)
    weekday_lead = rf"(?:{_WEEKDAY},?\s(?:the\s)?)?"
    names = [name + tag for name in ("dm", "m", "y", "ry")]
    return (
        rf"{weekday_lead}(?:{part})?(?:(?P<lm{tag}>last|this|next|past)\s(?={_MONTH}\b))?"
        rf"(?:{other}|{month}(?:\s{day}(?![\d%]|[,.]\d|\s(?:{COUNTED_EN}|percent)))?)?"
        rf"(?:(?:(?<=[\w.]),?\s(?:of\s)?)?(?:{year}|{last}\b))?{one_of(names)}"
    )


_LEAD: Final = (
    r"(?:(?P<lead>since|from|before|until|till|up\sto|prior\sto|after|by|around|about|circa)"
    r"\s(?:at\sleast\s|the\s)?)?"
)
_END: Final = r"(?P<on>\sonwards?\b)?(?!\w)"
_DATE: Final = re.compile(
    rf"{_LEAD}(?<![\w.]){_element('1')}(?:{_TO}{_element('2')})?{_END}", re.IGNORECASE
)
_BETWEEN: Final = re.compile(
    rf"(?P<lead>from|between)\s{_element('1')}(?:{_TO}|\sand\s){_element('2')}{_END}", re.IGNORECASE
)
_DAYS: Final = re.compile(
    rf"(?:(?P<m1>{_MONTH})\s)?(?P<d1>{_DAY})(?:-|–|—|\sto\s)(?P<d2>{_DAY})(?![\d%])"
    rf"(?(m1)|\s(?P<m2>{_MONTH}))(?:,?\s(?P<y1>{_YEAR}))?"
)
_YEARS: Final = re.compile(
    r"(?P<open>(?:from|between)\s)?(?<![\d.,$€£-])(?P<y1>(?:1[5-9]|20)\d\d)"
    r"(?:-|–|—|\sto\s|(?(open)\sand\s|(?!))|\suntil\s|\sthrough\s|/)(?P<y2>(?:1[5-9]|20)?\d\d)(?![\d%]|[,./-]\d|s\b|\s?[\u3400-\u9fff])",
    re.IGNORECASE,
)


def _parts(match: re.Match[str], tag: str) -> Parts | None:
    group = {key: value for key, value in match.groupdict().items() if key.endswith(tag)}
    month_text = group[f"m{tag}"] or group[f"md{tag}"]
    if month_text and not month_text[0].isupper():
        return None  # may, march
    day_text = group[f"d{tag}"] or group[f"dm{tag}"]
    shift = (group[f"ry{tag}"] or group[f"lm{tag}"] or "").lower()
    same = 0 if shift.endswith("same year") or shift.startswith("that") else None
    word = shift.split(" ")[0] if shift and same is None else ""
    return Parts(
        year=int(group[f"y{tag}"]) if group[f"y{tag}"] else None,
        month=_MONTHS[month_text.lower().rstrip(".")] if month_text else None,
        day=int(re.sub(r"\D", "", day_text)) if day_text else None,
        part=read_part(group[f"part{tag}"]),
        year_shift=_shift(word, month_text, shift) if word else None,
        same_year=same,
    )


def _is_name(match: re.Match[str], parts: Parts) -> bool:
    """May and March without a day or year, and without a word that asks for a date: Theresa May."""
    if parts.month not in (3, 5) or parts not in (Parts(month=3), Parts(month=5)) or match["lead"]:
        return False
    before = match.string[max(0, match.start() - 12) : match.start()]
    return not match["lm1"] and not _ASKS.search(before)


def _shift(word: str, month: str | None, shift: str) -> int | None:
    """Last October is the last one that has been, not always that of last year."""
    if month and not shift.endswith("year"):
        return None
    return SHIFTS[word]


def _date(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    first, lead = _parts(match, "1"), (match["lead"] or "").lower()
    if first is None or first == Parts() or _is_name(match, first):
        return None
    last = _parts(match, "2")
    if last and last.given:
        return resolve_range(first, last, anchor)
    found = _one(first, match, anchor)
    if not found or not found.edtf:
        return found
    if lead == "since" or match["on"]:
        return Resolved(since(found.edtf), found.basis)
    if lead in ("before", "until", "till", "up to", "prior to", "by"):
        return Resolved(until(found.edtf), found.basis)
    return Resolved(about(found.edtf), found.basis) if lead in _ABOUT else found


_ABOUT: Final = frozenset({"around", "about", "circa"})


def _one(first: Parts, match: re.Match[str], anchor: Anchor) -> Resolved | None:
    word = (match["lm1"] or "").lower()
    if first.month and word == "last" and first.year_shift is None:
        return _last_month_named(first, anchor)
    if first.month and word == "next" and first.year_shift is None:
        anchor = Anchor(anchor.published, None, forward=True)
    return resolve_parts(first, anchor)


def _last_month_named(parts: Parts, anchor: Anchor) -> Resolved | None:
    """Last October: the latest one before the month of publication."""
    published = anchor.published
    if not published:
        return UNRESOLVED
    earlier = parts.month is not None and parts.month < (published.month or 13)
    year = published.year if earlier else published.year - 1
    found = resolve_parts(
        Parts(year=year, month=parts.month, day=parts.day, part=parts.part), anchor
    )
    return Resolved(found.edtf, "published") if found else None


def _days(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    month = _MONTHS[(match["m1"] or match["m2"]).lower().rstrip(".")]
    year = int(match["y1"]) if match["y1"] else None
    first = Parts(year=year, month=month, day=int(re.sub(r"\D", "", match["d1"])))
    return resolve_range(first, Parts(day=int(re.sub(r"\D", "", match["d2"]))), anchor)


def _years(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    first, last = int(match["y1"]), int(match["y2"])
    if last < 100:
        last += first // 100 * 100
    return Resolved(f"{first}/{last}", "explicit") if first < last else None


def _iso(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    found = moment(int(match["y"]), int(match["m"]), int(match["d"]))
    return Resolved(found.edtf, "explicit") if found else None


def _open_part(match: re.Match[str], anchor: Anchor) -> Resolved | None:
    """Q3, the third quarter, the second half of the year without their year."""
    text = match["part"]
    part = f"Q{text[1]}" if text[0] in "Qq" and text[1].isdigit() else read_part(text)
    return resolve_parts(Parts(part=part, open_year=True), anchor)


def _rule(
    starts: str,
    pattern: str,
    resolve: Callable[[re.Match[str], Anchor], Resolved | None],
) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), frozenset(starts.split()), resolve)


_DIGITS: Final = " ".join("0123456789")
_COUNT_WORDS: Final = " ".join(word for word in WORD_UNITS if word not in ("zero",))
_LONG_PARTS: Final = "early late mid beginning start end middle the first second third fourth final"
_DATE_STARTS: Final = frozenset(
    f"{_DIGITS} {' '.join(_MONTHS)} {' '.join(WEEKDAYS)} {' '.join(SEASONS)} {_LONG_PARTS} "
    "q since from between before until till up prior after by around about circa last this next "
    "past".split()
)
_UNIT: Final = r"(?P<unit>year|month|week|day|decade|fortnight|century)"
_N: Final = rf"(?P<n>\d+|half\san?|an?|{'|'.join(WORD_UNITS)}|several|a\sfew|few|many|some)"
_OVER: Final = r"(?:(?:over|in|during|for)\s)?"
_RULES: Final = (
    Rule(_DATE, _DATE_STARTS, _date),
    Rule(_BETWEEN, frozenset({"from", "between"}), _date),
    Rule(_DAYS, frozenset(_MONTHS) | frozenset("0123456789"), _days),
    Rule(_YEARS, frozenset(f"{_DIGITS} from between".split()), _years),
    _rule(_DIGITS, r"(?<![\d-])(?P<y>[12]\d{3})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?![\d-])", _iso),
    _rule(
        f"{' '.join(WEEKDAYS)} last this next on late early",
        rf"(?<!every\s)(?<!each\s)(?:on\s)?(?:(?:late|early)\s)?(?:(?P<word>last|this|next)\s)?(?P<day>{_WEEKDAY})\b(?!s|\s(?:Times|Agreement|Accord))",
        read_weekday,
    ),
    _rule(
        "yesterday today tomorrow tonight last this",
        r"(?P<word>yesterday|today|tomorrow|tonight|last\snight|this\s(?:morning|afternoon|evening))\b(?!['’])",
        read_day_word,
    ),
    _rule(
        "earlier later early late mid the end beginning start middle last this next since",
        r"(?:(?:the\s)?(?P<edge>earlier|later|early|late|mid|end\sof|beginning\sof|start\sof|middle\sof)[\s-])?"
        r"(?P<word>last|this|next)\s(?P<unit>weekend|week|month|year|spring|summer|autumn|fall|winter)\b",
        read_period,
    ),
    _rule(
        f"{_DIGITS} {_COUNT_WORDS} a an half several few many some about around nearly almost "
        "over more",
        rf"(?:(?P<about>about|around|nearly|almost|over|more\sthan|some)\s)?{_N}\s{_UNIT}s?\s(?P<side>ago|earlier|later|before)\b",
        read_ago,
    ),
    _rule(
        "the over in during for past last next",
        rf"{_OVER}(?:the\s)?(?P<side>past|last|next|coming|previous)\s(?:{_N}\s)?{_UNIT}s\b",
        read_past,
    ),
    _rule(
        "the over in during for",
        rf"{_OVER}the\s(?P<side>past|last)\s(?P<n>){_UNIT}\b",
        read_past,
    ),
    _rule(
        f"{_DIGITS} the early late mid fifties sixties seventies eighties nineties ' ’",
        r"(?:the\s)?(?:(?:early|late|mid)[\s-](?:the\s)?)?(?:(?P<y>(?:1[5-9]|20)\d0)['’]?s\b|['’]?(?P<tens>[1-9]0)['’]?s\b|(?P<word>fifties|sixties|seventies|eighties|nineties)\b)",
        read_decade,
    ),
    _rule(
        f"{_DIGITS} the early late mid twentieth nineteenth twenty",
        r"(?:the\s)?(?:(?P<part>early|late|mid)[\s-](?:the\s)?)?(?:(?P<n>\d\d)(?:st|nd|rd|th)|(?P<w>twentieth|nineteenth|twenty-first))[\s-]century\b",
        read_of_century,
    ),
    _rule(
        "the q first second third fourth beginning start middle end",
        r"(?:the\s)?(?P<part>Q[1-4](?![\d])|(?:first|second|third|fourth)\squarter(?!\s?of\s(?!the\syear))|(?:first|second)\shalf\sof\sthe\syear"
        r"|(?:beginning|start|middle|end)\sof\sthe\syear)",
        _open_part,
    ),
    _rule(
        "the that later in at during",
        r"(?:(?:later|at|during|in)\s)?(?:the\ssame|that)\s(?P<unit>(?<!same\s)time|year|month|day|period)\b",
        read_same,
    ),
    _rule("since", r"since\sthen\b", read_onwards),
    _rule("at", r"at\sthe\s(?P<unit>time)\b", read_same),
    _rule("the a", r"(?:the\s(?:next|following)\sday|a\sday\slater)\b", read_next_day),
    _rule(
        "recently recent in for lately shortly afterwards afterward subsequently",
        r"recently|lately|in\srecent\s(?:years|months|weeks|days)|recent\s(?:years|months|weeks|days)|for\s(?:many\s)?(?:years|decades|months)|shortly\safterwards?|afterwards?|subsequently",
        read_vague,
    ),
)

ENGLISH: Final = Rules(_RULES, re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]+|[0-9])|['’](?=[1-9]0)"))
