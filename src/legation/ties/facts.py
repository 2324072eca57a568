"""Number, rank and period of a tie, from the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from legation.model.quantity import Quantity, When
from legation.model.reading import Draft
from legation.model.records import Channel
from legation.model.span import Span

_ORDINALS: Final = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "两": 2,
}  # fmt: skip
_RANK_ZH: Final = re.compile(
    r"第(?P<number>[一二三四五六七八九十]|[0-9]{1,2})(?:大|位|名|高|多)|(?P<top>最大|最多|头号|首要|首位|居首|最主要|榜首)|"
    r"(?P<main>主要(?!的?[^，。]{0,10}之一))"
)
_RANK_EN: Final = re.compile(
    r"(?P<number>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ]"
    r"(?:largest|biggest|most|top|leading|main)|(?P<top>\b(?:largest|biggest|top|leading|"
    r"number[- ]one|most important|foremost)\b)|(?P<main>\b(?:main|primary|principal|chief)\b)",
    re.IGNORECASE,
)
_ONE_OF: Final = re.compile(r"之一|\bone of\b|\bamong\b", re.IGNORECASE)
_COMPARED_ZH: Final = re.compile(
    r"远?(?:不及|不如|小于|低于|少于|大于|高于|多于|超过)|更(?:多|少|大|小)|逊于"
)
_COMPARED_EN: Final = re.compile(
    r"\b(?:far |much |slightly )?(?:larger|smaller|greater|bigger|more|less|fewer) than\b",
    re.IGNORECASE,
)
_PROSE_ZH: Final = re.compile(
    r"过去[^，。；]{1,6}(?:年|载)[来里间]?|[数多几][十百]?年来|长期以来|长期|长年|近年来?|近几年来?|一直以来|"
    r"历来|向来|自古|多年|世代|冷战(?:时期|期间)|目前|现今|如今|迄今|至今|曾经|此前|过去"
)
_PROSE_EN: Final = re.compile(
    r"\b(?:long[- ]standing|long[- ]time|for (?:many |several )?(?:years|decades|centuries)|"
    r"for more than a (?:decade|century)|in recent (?:years|decades|months)|"
    r"(?:over|in|during) the (?:past|last) [a-z0-9-]+ (?:years|decades|months)|"
    r"during the cold war|decades[- ]old|traditionally|historically|currently|at present|"
    r"to this day|longtime|long)\b",
    re.IGNORECASE,
)
_NO_COUNT: Final = frozenset(
    "国家 國家 个国家 countries nations sides 方 国 國 次 times 岁 专家".split()
)
_MEASURES: Final = re.compile(
    r"公里|千米|米$|海里|英里|kilomet|miles?$|hours?|小时|分钟|座$|地区|城市|cities"
)
_MONEY: Final = re.compile(r"[A-Z]{3}|元")
_COUNTED: Final = frozenset({"troops", "arms", "energy", "trade", "crime"})
_HOLDS: Final = frozenset({"lending", "investment", *_COUNTED})
_REACH: Final = 200
"""Characters around a match in which its number and date are sought."""
_SUCH_AS: Final = re.compile(r"[，,](?:包括|包含|含|其中包括)")
"""What a clause behind a comma begins with where it counts out the one before."""


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_One = TypeVar("_One", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a tie; all None where the words give none. `bound` is a bound or a word."""

    value: float | None = None
    unit: str | None = None
    bound: str | None = None
    denominator: str | None = None
    span: Span | None = None


class Facts:
    """Quantities and dates of a draft by place."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._quantities = sorted(draft.quantities, key=lambda one: one.span)
        self._dates = sorted(draft.dates, key=lambda one: one.span)
        self._quantity_starts = [one.span.start for one in self._quantities]
        self._date_starts = [one.span.start for one in self._dates]

    def values(self, match: Span, sentence: Span, channel: Channel, english: bool) -> list[Value]:
        """What the words of a tie say of its size: amounts, else a rank, else a comparison."""
        near = _widened(self.draft.folded, match, sentence, english)
        found = [
            self._value(one)
            for one in _within(self._quantities, self._quantity_starts, near)
            if _counts(one, channel)
        ]
        if found:
            return found
        words = match.cut(self.draft.document.text if english else self.draft.folded)
        rank = _rank(words, english) if channel not in ("membership", "territory") else None
        if rank is not None:
            return [rank]
        compared = (_COMPARED_EN if english else _COMPARED_ZH).search(words)
        if compared:
            start = match.start + compared.start()
            bound = self.draft.document.text[start : start + len(compared[0])]
            return [Value(unit="comparison", bound=bound)]
        return [Value()]

    def _value(self, one: Quantity) -> Value:
        value, unit = one.value, one.unit
        if unit == "share":
            unit = "percent"
            value = None if value is None else round(value * 100, 1)
        return Value(value, unit, one.bound, one.of, one.span)

    def period(self, match: Span, sentence: Span, english: bool) -> tuple[str | None, str | None]:
        """An EDTF date, or words where no date is known."""
        near = _widened(self.draft.folded, match, sentence, english, commas=english)
        dates = list(_within(self._dates, self._date_starts, near))
        if not any(one.edtf for one in dates):
            before = Span(sentence.start, near.start)
            dates += list(_within(self._dates, self._date_starts, before))[-1:]
        dated = [one for one in dates if one.edtf]
        if dated:
            best = min(dated, key=lambda one: _gap(one, match))
            return best.edtf, None
        text = self.draft.document.text if english else self.draft.folded
        pattern = _PROSE_EN if english else _PROSE_ZH
        for span in (near, Span(sentence.start, match.end)):
            found = pattern.search(text, span.start, span.end)
            if found:
                return None, self.draft.document.text[found.start() : found.end()]
        return None, None


def _gap(when: When, match: Span) -> tuple[bool, int]:
    """Intervals first, then the nearest."""
    distance = max(when.span.start - match.end, match.start - when.span.end, 0)
    return "/" not in (when.edtf or ""), distance


def _widened(folded: str, match: Span, sentence: Span, english: bool, commas: bool = True) -> Span:
    """The match with the rest of the clauses it begins and ends in."""
    marks = ";\n" if english else "，；。！？\n"
    if english and commas:
        marks += ","
    start, end = match.start, match.end
    sentence = Span(max(sentence.start, start - _REACH), min(sentence.end, end + _REACH))
    while start > sentence.start and not _breaks(folded, start - 1, marks):
        start -= 1
    while end < sentence.end and not _breaks(folded, end, marks):
        end += 1
    if _SUCH_AS.match(folded, end, sentence.end):
        marks = "；。！？\n"
        while end < sentence.end and not _breaks(folded, end, marks):
            end += 1
    return Span(start, end)


def _breaks(text: str, at: int, marks: str) -> bool:
    if text[at] not in marks:
        return False
    return text[at] != "," or not (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit())


def _within(rows: Sequence[_One], starts: Sequence[int], span: Span) -> Iterator[_One]:
    at = bisect_left(starts, span.start)
    while at < len(rows) and starts[at] < span.end:
        if rows[at].span.end <= span.end:
            yield rows[at]
        at += 1


def _counts(one: Quantity, channel: Channel) -> bool:
    """Whether a quantity can be the size of a tie of a channel."""
    unit = one.unit or ""
    if one.same_as is not None or channel not in _HOLDS or unit in _NO_COUNT:
        return False
    if _MONEY.fullmatch(unit):
        return channel not in ("troops", "crime")
    if unit in ("percent", "share"):
        return True
    return channel in _COUNTED and bool(unit) and not _MEASURES.search(unit)


def _rank(words: str, english: bool) -> Value | None:
    found = (_RANK_EN if english else _RANK_ZH).search(words)
    if found is None:
        return None
    number = found["number"]
    among = bool(_ONE_OF.search(words))
    if number:
        value = int(number) if number.isdigit() else _ORDINALS[number.lower()]
        return Value(float(value), "rank", "exact")
    if among:
        return Value(None, "rank", "one of the largest")
    return Value(1.0, "rank", "exact" if found["top"] else "about")
