"""Chinese quantities, matched on text in Simplified characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from legation.mentions.numbers import HAN_NUMBER, parse_number
from legation.mentions.units import classifiers, currencies, nouns
from legation.model.quantity import Bound, Quantity
from legation.model.span import Span

_PLACE: Final = re.compile(r"[0-9０-９一二三四五六七八九十百千万两廿卅半数几上成翻加倍过大若一]")
_BEFORE: Final[tuple[tuple[Bound, str], ...]] = (
    ("nearly", "将近|接近|近"),
    ("about", "约合|大约|约莫|约有|约为|大概|大致|约|估计"),
    ("more_than", "超过|超出|多于|逾|高于|突破|远超|超"),
    ("at_least", "至少有?|起码|不少于|不低于|最少"),
    ("at_most", "不超过|高达|多达|最多|至多|最高|长达"),
    ("less_than", "不到|不足|少于|低于|未满|不满"),
)
_BOUND_NAMES: Final[dict[str, Bound]] = {
    f"b{place}": name for place, (name, _) in enumerate(_BEFORE)
}
_NOT_SHORT: Final = "(?<![最附靠远邻])"
_BOUND: Final = "|".join(
    rf"(?P<b{place}>{'(?<!不)' if name == 'more_than' else ''}(?:{words}))"
    for place, (name, words) in enumerate(_BEFORE)
)
_AFTER: Final[dict[str, Bound]] = {
    "以上": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "左右": "about",
    "上下": "about",
}
_TO: Final = r"(?:至|到|[-–~～—])"
_MODEL: Final = r"(?<![A-Za-z0-9０-９.．\-–第之百千万亿点每])"
_SCALES: Final = "[十百千万亿兆]+"
_BIG: Final = rf"\s?{_SCALES}"
_STOP: Final = re.compile(r"[，,。；;！!？?、：:（）()\n\s]")
_CLAUSE: Final = re.compile(r"[被把将已曾了并均皆仍就也都则而于在向对从以是为因让使]")
_RISE: Final = re.compile(r"(?:增|多|高出|涨|升|扩大)[^至到为，。；;、]{0,3}$")
_SHARE_OF: Final = re.compile(
    r"占(?:到|了|据)?(?!比)(?P<of>[^占，,。；;：:！？、]{2,24}?)的?(?:比例|比重|份额)?的?$"
)
_CHANGE: Final = (
    r"(?:大幅|急|陡|逐步|进一步|迅速)?(?:下降|降低|下调|调降|调低|减少|削减|缩减|缩小|下跌|下滑|降|减|跌|"
    r"上升|提高|上调|调高|增加|增长|扩大|扩增|扩充|上涨|升高|攀升|提升|升|增|涨|变)(?:至|到|为|成)"
)
_CHANGE_FROM: Final = re.compile(
    r"(?:从|由|自)[^，。；：！？]{0,8}?(?<![0-9０-９.．,一二三四五六七八九十百千万亿])"
    rf"(?P<from>(?:百分之)?{HAN_NUMBER})[%％]?[^，。；：！？0-9０-９]{{0,6}}?{_CHANGE}$"
)
_TWO_DIGITS: Final = re.compile(
    r"(?<![一二三四五六七八九])([一二三四五六七两])[二三四五六七八九两](?=[十百千万亿]|$)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The texts and the sentence that a quantity is looked for in."""

    text: str
    folded: str
    span: Span


@cache
def _pattern() -> re.Pattern[str]:
    money, counted = currencies().zh, classifiers()[0]
    number = (
        rf"百分之(?P<percent>{HAN_NUMBER})|(?P<part>{HAN_NUMBER}分之{HAN_NUMBER})|(?P<half>一半|半数)"
        rf"|(?P<vague>数以{_SCALES}计|成百上千|(?:数|几|上|成千)[十百千万亿上]*[十百千万亿])"
        rf"|(?:(?P<low>{HAN_NUMBER})(?:[%％]|个百分点)?{_TO})?(?P<num>{HAN_NUMBER})(?P<more>[余多来几])?(?P<big>{_BIG})?"
    )
    unit = (
        rf"\s?(?:(?P<sign>[%％])|(?P<cheng>成(?P<five>[一二三四五六七八九半])?(?![立为功员长熟本果分效交]))"
        rf"|(?P<points>个?百分点)|(?P<times>倍)|(?P<tail>多|余)?(?P<money>{money})(?![素首])|(?P<count>{counted}))"
    )
    return re.compile(rf"(?:{number})(?:{unit})?(?P<after>以[上下内]|左右|上下)?")


@cache
def _prefix() -> re.Pattern[str]:
    """Bound and currency before a number."""
    money = currencies()
    return re.compile(
        rf"(?:{_NOT_SHORT}(?:{_BOUND})\s?)?(?:(?P<money>{money.zh}|{money.signs})\s?)?"
        rf"(?:(?P<again>{'|'.join(words for _, words in _BEFORE)})\s?)?$"
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(nouns().zh)


def find_zh(place: Place) -> Iterator[Quantity]:
    """Quantities of one sentence from left to right."""
    at = place.span.start
    while start := _PLACE.search(place.folded, at, place.span.end):
        found = _special(place, start.start()) or _measured(place, start.start())
        if found:
            yield found
        at = max(found.span.end if found else 0, _skip(place, start.start()))


_RUN: Final = re.compile(rf"{HAN_NUMBER}|.")


def _skip(place: Place, at: int) -> int:
    """Past the number at `at`, so that its last digits are not taken for one of their own."""
    run = _RUN.match(place.folded, at, place.span.end)
    return max(run.end() if run else at, at + 1)


_SPECIAL: Final = re.compile(
    r"(?P<double>翻了?一?倍|翻了?一?番|加倍|倍增(?!计))|(?P<fourfold>翻了?[两二]番)|(?P<majority>过半数?)"
    r"|(?P<amount>大量|大批|一定数量的?|若干)"
)


def _special(place: Place, at: int) -> Quantity | None:
    """翻倍, 過半, 大量軍備: quantities without a number."""
    match = _SPECIAL.match(place.folded, at, place.span.end)
    if not match:
        return None
    span = Span(match.start(), match.end())
    if match["amount"]:
        noun = _noun_after(place, match.end(), reach=10)
        if not noun:
            return None
        return Quantity(Span(at, noun.end), None, noun.cut(place.text), "about")
    if match["majority"]:
        return Quantity(span, 0.5, "share", "more_than", of=_of_after(place, span.end))
    return Quantity(span, 4.0 if match["fourfold"] else 2.0, "times", "exact")


_MANY: Final = 10  # from here on a figure with 個 is a count though its noun is not known
_LEFT: Final = re.compile(_MODEL)


def _measured(place: Place, at: int) -> Quantity | None:
    match = _pattern().match(place.folded, at, place.span.end)
    if not match or not _LEFT.match(place.folded, at):
        return None
    value, bound = _value(match)
    prefix = _prefix().search(place.folded[max(place.span.start, at - 12) : at])
    money = match["money"]
    if prefix and prefix["money"]:
        if _plain(match):
            money = prefix["money"]
        else:
            prefix = _prefix().search(prefix["again"] or "")
    start = at - len(prefix[0]) if prefix else at
    bound = _bound(match, prefix, bound)
    span = Span(start, match.end())
    if money:
        return _changed(place, Quantity(span, value, currencies().codes[money], bound))
    if match["count"]:
        return _changed(place, _counted(place, match, span, value, bound))
    return _changed(place, _shared(place, match, span, value, bound))


def _plain(match: re.Match[str]) -> bool:
    """Whether a currency before the number can be its unit: 人民幣140億元, $20億, not 美元20%."""
    other = ("percent", "part", "half", "sign", "cheng", "points", "times", "count")
    return match["money"] in (None, "元") and not any(match[group] for group in other)


def _value(match: re.Match[str]) -> tuple[float | None, Bound]:
    """The number and the bound that it carries in itself: 15000餘, 2至3萬, 三四百."""
    if match["vague"]:
        return _round(match["vague"])
    if match["percent"]:
        return parse_number(match["percent"]), "exact"
    if match["part"]:
        return parse_number(match["part"]), "exact"
    if match["half"]:
        return 0.5, "exact"
    text, big = match["num"], (match["big"] or "").strip()
    if match["low"]:
        return _lower(match["low"], text + ("" if match["more"] else big)), "at_least"
    bound: Bound = "more_than" if match["more"] in ("余", "多", "几") else "exact"
    if match["more"] == "来":
        bound = "about"
    if _TWO_DIGITS.search(text):
        text, bound = _TWO_DIGITS.sub(r"\1", text), "about"  # 三四百, 兩三名
    value = parse_number(text)
    factor = parse_number(big) if big else 1.0
    return (value * factor if value is not None and factor else value), bound


def _round(text: str) -> tuple[float | None, Bound]:
    """上百 is at least a hundred; 數百 and 成千上萬 give no number."""
    if text[0] == "上":
        return parse_number(text[1:]), "at_least"
    return None, "about"


_UNITS: Final = re.compile(r"[十百千万亿兆]+$")


def _lower(low: str, high: str) -> float | None:
    """The lower end of a range; 2至3萬 and 20-30億 lend it their unit."""
    value, units = parse_number(low), _UNITS.search(high)
    if value is None or not units or _UNITS.search(low):
        return value
    figure, factor = parse_number(high[: units.start()] or "一"), parse_number(units[0])
    return value * factor if figure and factor and value < figure else value


def _bound(match: re.Match[str], prefix: re.Match[str] | None, inner: Bound) -> Bound:
    if prefix:
        for group, name in _BOUND_NAMES.items():
            if prefix[group]:
                return name
        if prefix["again"]:
            for name, words in _BEFORE:
                if re.fullmatch(words, prefix["again"]):
                    return name
    if match["after"]:
        return _AFTER[match["after"]]
    return "more_than" if match["tail"] else inner


def _shared(
    place: Place, match: re.Match[str], span: Span, value: float | None, bound: Bound
) -> Quantity | None:
    """Percentages, shares, times, and a figure with its noun but no classifier."""
    of = _of_before(place, span.start) or _of_after(place, match.end())
    if match["percent"] or match["sign"]:
        return Quantity(span, value, "percent", bound, of=of)
    if match["part"] or match["half"]:
        return Quantity(span, value, "share", bound, of=of)
    if match["cheng"] and value is not None and value < 10:
        five = parse_number(match["five"]) if match["five"] else 0.0
        more = 5.0 if match["five"] == "半" else five or 0.0
        return Quantity(span, value * 10 + more, "percent", bound, of=of)
    if match["points"]:
        return Quantity(span, value, "百分點" if "點" in span.cut(place.text) else "百分点", bound)
    if match["times"]:
        rise = _RISE.search(place.folded[max(place.span.start, span.start - 6) : span.start])
        times = value + 1 if value is not None and rise else value
        return Quantity(span, times, "times", bound)
    noun = _noun_after(place, match.end(), reach=4 if match["vague"] else 0)
    figure = value is not None and value >= 2 and match["num"] and match["num"][0].isdigit()
    if noun and (figure or match["vague"]):
        return Quantity(Span(span.start, noun.end), value, noun.cut(place.text), bound)
    return None


def _counted(
    place: Place, match: re.Match[str], span: Span, value: float | None, bound: Bound
) -> Quantity | None:
    word = match["count"]
    kind = classifiers()[1][word]
    noun = None if match["after"] else _noun_after(place, match.end(), reach=14)
    one = match["num"] == "一" and not match["big"]
    if one and (kind in ("person", "vague") or _is_article(place, match.start())):
        return None
    if one and noun and _is_person(noun.cut(place.folded)):
        return None
    as_written = place.text[match.start("count") : match.end("count")]
    if kind in ("self", "measure"):
        return Quantity(span, value, as_written, bound)
    if noun:
        return Quantity(Span(span.start, noun.end), value, noun.cut(place.text), bound)
    led = _noun_before(place, span.start) if kind in ("thing", "person") else None
    if led:
        return Quantity(Span(led.start, span.end), value, led.cut(place.text), bound)
    if kind == "vague" and word not in ("次", "轮", "起", "批") and (value or 0) < _MANY:
        return None
    return Quantity(span, value, as_written, bound)


_ARTICLE: Final = "统唯同单专每任某这那有其另之万进第"


def _is_article(place: Place, at: int) -> bool:
    """統一, 唯一, 這一艘: the 一 belongs to the word before it."""
    return at > place.span.start and place.folded[at - 1] in _ARTICLE


def _is_person(phrase: str) -> bool:
    return any(phrase.endswith(word) for word in nouns().persons)


def _noun_after(place: Place, at: int, reach: int) -> Span | None:
    """The counted noun phrase: up to a known noun, without the clause before its last 的."""
    stop = _STOP.search(place.folded, at, min(place.span.end, at + reach + 14))
    end = stop.start() if stop else min(place.span.end, at + reach + 14)
    found = _noun().search(place.folded, at, end)
    if not found or found.start() - at > reach:
        return None
    last = found.end()
    while more := _noun().match(place.folded, last, end):
        last = more.end()
    if place.folded[last : last + 1] == "的" and reach > 0:
        further = _noun().search(place.folded, last, min(end, last + 8))
        last = further.end() if further else last
    between = place.folded[at : found.start()]
    if _CLAUSE.search(between) and not between.endswith("的"):
        return None
    modifier = place.folded.rfind("的", at, last)
    first = modifier + 1 if modifier >= at else at
    return Span(first, _joined(place, last, end)) if first < last else None


_AND: Final = re.compile(r"(?:以及|和|与|及)[\u4e00-\u9fff]{0,4}?")


def _noun_before(place: Place, at: int) -> Span | None:
    """A list names what it counts before the figure: 坦克31輛."""
    begin = max(place.span.start, at - 8)
    last: Span | None = None
    for found in _noun().finditer(place.folded, begin, at):
        last = Span(found.start(), found.end())
    return last if last and last.end == at else None


_HAS: Final = re.compile(
    r"(?:(?:当中|之中|中|里)[，,]?(?:就|大?约|将?近|超过|逾)*有?|(?:就|至少)?有(?:大?约|将?近|超过|逾)*)$"
)


def _joined(place: Place, last: int, end: int) -> int:
    """Persons joined to persons: 醫生和消防人員 are counted together."""
    link = _AND.match(place.folded, last, end)
    if not link:
        return last
    more = _noun().search(place.folded, link.end(), min(end, link.end() + 6))
    if more and _is_person(more[0]) and not _PLACE.search(place.folded, link.end(), more.start()):
        return more.end()
    return last


def _of_before(place: Place, at: int) -> str | None:
    """占全國出口總額的30%: what the share is a share of, as written."""
    begin = max(place.span.start, at - 32)
    match = _SHARE_OF.search(place.folded[begin:at]) or _counted_noun(place.folded[begin:at])
    return place.text[begin + match.start("of") : begin + match.end("of")] if match else None


def _counted_noun(before: str) -> re.Match[str] | None:
    """原油有八成, 出口当中三成: the noun that a share counts out of, right before it."""
    tail = _HAS.search(before)
    if tail is None:
        return None
    return re.search(rf"(?P<of>{_noun().pattern})$", before[: tail.start()])


def _of_after(place: Place, at: int) -> str | None:
    """三分之二的議員, 97%經海路運送的毒品: the share's noun with all that leads to it."""
    start = at + 1 if place.folded[at : at + 1] == "的" else at
    noun = _noun_after(place, start, reach=10)
    return place.text[start : noun.end].strip() or None if noun else None


def _changed(place: Place, found: Quantity | None) -> Quantity | None:
    """從20%降至10%: one quantity with the value it came from."""
    if found is None:
        return None
    begin = max(place.span.start, found.span.start - 40)
    match = _CHANGE_FROM.search(place.folded[begin : found.span.start])
    if not match:
        return found
    return Quantity(
        Span(begin + match.start(), found.span.end),
        found.value,
        found.unit,
        found.bound,
        of=found.of,
        from_value=parse_number(match["from"]),
    )
