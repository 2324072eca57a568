"""Traditional and Simplified characters: one folded view for matching, of equal length.

The stored text never changes. `fold` gives a view in Simplified characters in which every code
point answers to the code point at the same offset of the original, so that a match on the view is
a span of the text. OpenCC's t2s replaces character by character (phrases decide which), which keeps
the length; its tw2sp and t2sp replace whole words and do not, so they are never used here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

# Pairs that t2s leaves apart although the three regions write them for one word. Equal lengths.
_PHRASES = {
    "计画": "计划",
    "规画": "规划",
    "企画": "企划",
    "瞭解": "了解",
    "部份": "部分",
    "身分": "身份",
    "连络": "联络",
    "公布": "公布",
    "宣布": "宣布",
    "宣佈": "宣布",
    "公佈": "公布",
    "发佈": "发布",
    "散佈": "散布",
    "佔": "占",
    "裏": "里",
    "着": "着",
    "喫": "吃",
    "祕": "秘",
    "麽": "么",
    "兹": "兹",
}
_PHRASE = re.compile("|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True)))

# Every dot that separates the parts of a foreign name becomes the mainland's.
_DOTS = dict.fromkeys(map(ord, "‧•・∙⋅●"), "·")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _half_width() -> dict[int, str]:
    """Full-width letters, digits and the signs % ＄ to their ASCII twins; punctuation stays."""
    wide = {ord("０") + i: chr(ord("0") + i) for i in range(10)}
    for first, plain in (("Ａ", "A"), ("ａ", "a")):
        wide |= {ord(first) + i: chr(ord(plain) + i) for i in range(26)}
    return wide | {ord("％"): "%", ord("＄"): "$", ord("．"): "·"}


_WIDTH = _half_width() | _DOTS


def fold(text: str) -> str:
    """`text` in Simplified characters, half-width letters and digits; same length, same offsets."""
    converted = _converter().convert(text)
    if len(converted) != len(text):  # a phrase rule changed the length: convert one by one
        converted = "".join(_fold_character(c) for c in text)
    return _PHRASE.sub(lambda match: _PHRASES[match[0]], converted.translate(_WIDTH))


@cache
def _fold_character(character: str) -> str:
    converted = _converter().convert(character)
    return converted if len(converted) == 1 else character


def is_han(character: str) -> bool:
    """Whether a character is a Han ideograph (of any plane)."""
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or ("\U00020000" <= character <= "\U0003ffff")
    )


def strip_marks(text: str) -> str:
    """Latin letters without their accents (Nicolás -> Nicolas); same length, same offsets."""
    return "".join(_strip_mark(character) for character in text)


@cache
def _strip_mark(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() and base.isalpha() else character
