"""Counts of persons and craft in sentences: number, bound, what is counted, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from legation.analysis.pairs import clause_at, folded, language_of
from legation.lexicons.tables import read_table

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_WORDS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_BEFORE_ZH: Final = (
    ("at_least", "至少|不少于|最少"),
    ("less_than", "不足|不到|少于|未满|低于"),
    ("at_most", "至多|最多|不超过|高达"),
    ("more_than", "逾|超过|多于|破"),
    ("nearly", "将近|接近|近"),
    ("about", "大约|约|估计"),
)
_AFTER_ZH: Final = (("more_than", "多|余"), ("at_least", "以上"), ("about", "左右|上下"))
_BEFORE_EN: Final = (
    ("at_least", "at least|no fewer than|no less than"),
    ("less_than", "fewer than|less than|under"),
    ("at_most", "at most|up to|no more than"),
    ("more_than", "more than|over|above"),
    ("nearly", "nearly|almost|close to"),
    ("about", "about|around|some|roughly|approximately"),
)
_VAGUE_ZH: Final = re.compile(r"[第每]|[数几上成](?=[十百千万亿])")
"""Characters before a numeral that make it an order, a rate or no number at all (数百人)."""
_NUMBER_ZH: Final = re.compile(
    r"(?P<before>至少|不少于|最少|不足|不到|少于|未满|低于|至多|最多|不超过|高达|逾|超过|多于|破|将近|接近|近|大约|约|估计)?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?[十百千万亿]*|[一二三四五六七八九十百千万两〇零]+)"
    r"(?P<after>多|余)?(?P<unit>[名人位架])(?P<late>以上|左右|上下)?"
)
_NUMBER_EN: Final = re.compile(
    r"(?:\b(?P<before>at least|no fewer than|no less than|fewer than|less than|under|at most|up to"
    r"|no more than|more than|over|above|nearly|almost|close to|about|around|some|roughly"
    r"|approximately) )?\b(?P<number>\d[\d,]*(?:\.\d+)?|" + "|".join(_WORDS) + r")"
    r"(?P<scale> (?:hundred|thousand|million))?\b(?! ?(?:%|percent|per cent))"
    r"(?P<noun>(?: [\w'-]+){0,3})",
    re.IGNORECASE,
)
_PERSON_EN: Final = re.compile(
    r"\b(?:people|persons?|civilians?|soldiers?|troops|officers?|men|women|children|prisoners?"
    r"|detainees?|militants?|fighters?|protesters?|journalists?|workers?|nationals|residents"
    r"|inmates|sailors|members|police|guards|hostages)\b",
    re.IGNORECASE,
)
_CRAFT_EN: Final = re.compile(
    r"\b(?:jets?|aircraft|planes?|drones?|fighters?|helicopters?)\b", re.I
)
_MONTH_EN: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? $",
    re.IGNORECASE,
)
_SAME_KIND: Final = re.compile(
    r"人数|数字|总数|\b(?:counts?|counted|tally|figure)\b", re.IGNORECASE
)
"""Words by which a clause carries on the count of the clause before it."""
_PART: Final = re.compile(
    r"其中|当中|包括|之中|\b(?:among (?:them|the dead|those)|including|of (?:them|whom))\b", re.I
)


@dataclass(frozen=True, slots=True)
class Count:
    """A count as a sentence gives it; `start` and `end` are offsets in the sentence.

    `low` and `high` bound what the words allow, `high` being infinite for "at least". `part` says
    that the words count a part of something larger ("among them").
    """

    kind: str
    value: float
    bound: str
    low: float
    high: float
    start: int
    end: int
    text: str
    part: bool


@cache
def _kinds(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], row["unit"], re.compile(row["words"], re.IGNORECASE))
        for row in read_table("legation.analysis", "contradictions-counts")
        if row["language"] == language
    )


def counts_in(sentence: str) -> Iterator[Count]:
    """The counts of a sentence whose clause says what is counted in one way only.

    A clause with two counts of a kind, or two kinds, is left out: which belongs to which is open.
    """
    plain, language = folded(sentence), language_of(sentence)
    numbers = list(_numbers_zh(plain) if language == "zh" else _numbers_en(plain))
    for number, unit, bound, value in numbers:
        start, end = clause_at(plain, number.start())
        rivals = sum(start <= other.start() < end and unit == kind for other, kind, *_ in numbers)
        found = _kinds_of(plain, start, end, unit, language)
        if not found and start and _SAME_KIND.search(plain, start, end):
            found = _kinds_of(plain, clause_at(plain, start - 1)[0], start, unit, language)
        if rivals != 1 or len(found) != 1:
            continue
        low, high = interval(value, bound)
        part = _PART.search(plain, max(0, start - 6), end) is not None
        at, stop = number.start(), _end(number)
        text = sentence[at:stop].strip()
        yield Count(found[0], value, bound, low, high, at, stop, text, part)


def _kinds_of(text: str, start: int, end: int, unit: str, language: str) -> list[str]:
    return [
        kind
        for kind, counted, words in _kinds(language)
        if counted == unit and words.search(text, start, end)
    ]


def _end(number: re.Match[str]) -> int:
    """The end of a number with its bound and unit, without the nouns looked at behind it."""
    return number.start("noun") if "noun" in number.groupdict() else number.end()


def interval(value: float, bound: str) -> tuple[float, float]:
    """What a number with its bound may mean: lowest and highest, the latter perhaps infinite.

    "About" and "nearly" are given 15 % of room, the more-than-half of what such words span in news.
    """
    return {
        "at_least": (value, float("inf")),
        "more_than": (value, float("inf")),
        "at_most": (0.0, value),
        "less_than": (0.0, value - 1e-9 * max(value, 1.0)),
        "about": (value * 0.85, value * 1.15),
        "nearly": (value * 0.85, value),
    }.get(bound, (value, value))


def _numbers_zh(text: str) -> Iterator[tuple[re.Match[str], str, str, float]]:
    for found in _NUMBER_ZH.finditer(text):
        value = _value_zh(found["number"])
        if value is None or _VAGUE_ZH.match(text, found.start() - 1):
            continue
        bound = _bound(found["before"], _BEFORE_ZH)
        for words in (found["after"], found["late"]):
            bound = _bound(words, _AFTER_ZH) if words else bound
        yield found, "craft" if found["unit"] == "架" else "persons", bound, value


def _numbers_en(text: str) -> Iterator[tuple[re.Match[str], str, str, float]]:
    for found in _NUMBER_EN.finditer(text):
        if _MONTH_EN.search(text[: found.start("number")]):
            continue
        noun, number = found["noun"] or "", found["number"].lower().replace(",", "")
        bare = re.match(r" (?:dead|killed|deaths|injured|wounded)\b", noun, re.I) or re.search(
            r"\b(?:dead|toll|deaths) (?:at|to|is|was|of) $", text[: found.start()], re.I
        )
        if _PERSON_EN.search(noun) or bare:
            unit = "persons"
        elif _CRAFT_EN.search(noun):
            unit = "craft"
        else:
            continue
        value = float(_WORDS.get(number) or number)
        value *= _SCALES.get((found["scale"] or "").strip().lower(), 1)
        yield found, unit, _bound((found["before"] or "").lower(), _BEFORE_EN), value


def _bound(words: str | None, table: tuple[tuple[str, str], ...]) -> str:
    for bound, forms in table:
        if words and re.fullmatch(forms, words):
            return bound
    return "exact"


def _value_zh(text: str) -> float | None:
    """The value of Chinese or mixed numerals; None for a lone character that counts nothing."""
    found = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)([十百千万亿]*)", text)
    if found:
        value = float(found[1].replace(",", ""))
        for unit in found[2]:
            value *= _UNITS[unit]
        return value
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif _UNITS[character] >= 10_000:
            total = (total + section + digit) * _UNITS[character]
            section = digit = 0
        else:
            section += (digit or 1) * _UNITS[character]
            digit = 0
    value = total + section + digit
    return float(value) if value else None
