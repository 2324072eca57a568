"""Numbers as Chinese and English write them, and the pattern sources that find them."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

_LONGEST: Final = 60  # characters; longer runs of figures are no numbers of a text
HAN_DIGITS: Final = "零〇○一二三四五六七八九两兩"
HAN_TENS: Final = "十百千万萬亿億兆"
_DIGIT: Final = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "兩": 2,
}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_BIG: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_TEENS: Final = {"廿": "二十", "卅": "三十"}
_WIDTH: Final = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")

_ARABIC: Final = (
    r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
)
_HAN_PLAIN: Final = rf"[{HAN_DIGITS}{HAN_TENS}廿卅]+(?:点[零〇一二三四五六七八九]+[十百千万亿兆]*)?"
_UNITS: Final = "[十百千万萬亿億兆]+"
HAN_NUMBER: Final = rf"(?:{_ARABIC}(?:{_UNITS}(?:{_ARABIC}{_UNITS}|[0-9](?![0-9]))?)?|{_HAN_PLAIN})"

_ONES: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
WORD_UNITS: Final = _ONES | _TENS
SCALES: Final = {
    "hundred": 10.0**2,
    "thousand": 10.0**3,
    "million": 10.0**6,
    "billion": 10.0**9,
    "trillion": 10.0**12,
    "dozen": 12.0,
    "k": 10.0**3,
    "m": 10.0**6,
    "mn": 10.0**6,
    "bn": 10.0**9,
    "b": 10.0**9,
    "tn": 10.0**12,
}
_PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_UNIT_WORDS: Final = "|".join(sorted(WORD_UNITS, key=len, reverse=True))
_SCALE_WORDS: Final = "hundred|thousand|million|billion|trillion|dozen"
_WORDS: Final = rf"(?:{_UNIT_WORDS}|half|an?)"
EN_FRACTION: Final = (
    rf"(?:(?:{_UNIT_WORDS}|an?)[ -])?"
    r"(?:hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
)
EN_NUMBER: Final = (
    rf"(?:(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
    rf"(?:[ -](?:{_SCALE_WORDS})\b|\ ?(?:bn|mn|tn)\b|[kmb](?![A-Za-z0-9]))?"
    rf"|half[ -]an?[ -](?:{_SCALE_WORDS})\b"
    rf"|an?[ ](?:{_SCALE_WORDS})\b(?:[ ](?:{_SCALE_WORDS})\b)?"
    rf"|(?:{_UNIT_WORDS})\b(?:(?:[ -]|[ ]and[ ])(?:{_UNIT_WORDS}|{_SCALE_WORDS})\b)*)"
)

_HAN_FULL: Final = re.compile(HAN_NUMBER)
_HAN_PART: Final = re.compile(rf"({HAN_NUMBER})分之({HAN_NUMBER})")
_ARABIC_TAIL: Final = re.compile(rf"({_ARABIC})([十百千万萬亿億兆]*)")
_EN_DIGITS: Final = re.compile(rf"([0-9][0-9,]*(?:\.[0-9]+)?)[ -]?({_SCALE_WORDS}|bn|mn|tn|[kmb])?")
_EN_PART: Final = re.compile(
    rf"(?:({_UNIT_WORDS}|an?)[ -])?({'|'.join(sorted(_PARTS, key=len, reverse=True))})s?"
)
_PERCENT: Final = re.compile(r"\s*(?:%|percent|per cent)$")
_SPLIT: Final = re.compile(r"[ -]+")


def parse_number(text: str) -> float | None:
    """The value of a number in digits or words of either language; None where it gives no number.

    A percentage gives the figure before its sign: 40 for 百分之四十 and for "40%", as quantities
    with the unit "percent" store it. A fraction gives its value. 數億 and "dozens" give None.
    """
    plain = text.strip().translate(_WIDTH)
    if len(plain) > _LONGEST:
        return None
    value = _english(plain.lower()) if plain.isascii() else _chinese(plain)
    return value if value is not None and isfinite(value) else None


def _chinese(plain: str) -> float | None:
    if plain.startswith(("百分之", "千分之")):
        figure = _han(plain[3:])
        return figure if figure is None or plain[0] == "百" else figure / 10
    plain = plain.removesuffix("%")
    if plain in ("半", "一半", "半数", "半數"):
        return 0.5
    if part := _HAN_PART.fullmatch(plain):
        whole, count = _han(part[1]), _han(part[2])
        return count / whole if whole and count is not None else None
    return _han(plain)


def _han(text: str) -> float | None:
    if not _HAN_FULL.fullmatch(text):
        return None
    if text[0] in "0123456789０１２３４５６７８９":
        return _mixed(text.translate(_WIDTH))
    for short, full in _TEENS.items():
        text = text.replace(short, full)
    whole, _, decimals = text.partition("点")
    if decimals:
        figures = decimals.rstrip(HAN_TENS)
        fraction = "".join(str(_DIGIT[mark]) for mark in figures)
        base = float(f"{int(_han_whole(whole))}.{fraction}")
        return base * _scale(decimals[len(figures) :])
    return _han_whole(whole)


def _scale(units: str) -> float:
    value = 1.0
    for unit in units:
        value *= _SMALL.get(unit, 0) or _BIG[unit]
    return value


def _mixed(text: str) -> float:
    """3亿5000万, 1.5万, 1万5: digits that carry Chinese units."""
    total, last = 0.0, 1.0
    for match in _ARABIC_TAIL.finditer(text):
        figure, scale = float(match[1].replace(",", "")), _scale(match[2])
        if match.start() and not match[2]:
            scale = last / 10
        total += figure * scale
        last = scale
    return total


def _han_whole(text: str) -> float:
    if all(mark in _DIGIT for mark in text):
        return float("".join(str(_DIGIT[mark]) for mark in text))
    total = section = 0
    digit: int | None = None
    step, zero = 1, False
    biggest = 0
    for mark in text:
        if mark in _DIGIT:
            digit, zero = _DIGIT[mark], zero or _DIGIT[mark] == 0
        elif mark in _SMALL:
            step = _SMALL[mark]
            section += (1 if digit is None else digit) * step
            digit, zero = None, False
        else:
            step, section = _BIG[mark], section + (digit or 0)
            if total and step > biggest:
                total, section = (total + section) * step, 0
            else:
                total, section = total + (section or 1) * step, 0
            digit, zero, biggest = None, False, max(biggest, step)
    if digit is not None and step > 10 and not zero:
        digit *= step // 10  # 兩千三 is 2300, 兩千零三 is 2003
    return float(total + section + (digit or 0))


def _english(text: str) -> float | None:
    text = _PERCENT.sub("", text)
    if match := _EN_DIGITS.fullmatch(text):
        return float(match[1].replace(",", "")) * SCALES.get(match[2] or "", 1.0)
    if match := _EN_PART.fullmatch(text):
        return WORD_UNITS.get(match[1] or "", 1) / _PARTS[match[2]]
    words = [word for word in _SPLIT.split(text) if word not in ("and", "of")]
    if words[:1] == ["half"] and words[1:2] in (["a"], ["an"]) and len(words) == 3:
        return SCALES[words[2]] / 2 if words[2] in SCALES else None
    return _english_words(words)


def _english_words(words: list[str]) -> float | None:
    total = section = 0.0
    for place, word in enumerate(words):
        if word in WORD_UNITS:
            section += WORD_UNITS[word]
        elif word in ("a", "an") and place == 0 and len(words) > 1:
            section = 1.0
        elif word not in SCALES or len(word) < 5 or not (section or total):
            return None
        elif SCALES[word] <= 100:
            section *= SCALES[word]
        else:
            total, section = total + (section or 1.0) * SCALES[word], 0.0
    return total + section if words else None
