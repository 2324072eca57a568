"""The ways in which the press shortens names of persons and countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from lexicon_tables import words

DOT = "·"
_DOTS = re.compile("[·‧•・．]")
_PARTICLES = frozenset(
    words("van von der den de del della di da dos du la le al el bin ben ibn abu ter ten zu")
)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III"})
# Where the family name comes first, always or when the given name has a hyphen or two words.
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "KHM"})
_FAMILY_FIRST_IF_LONG = frozenset({"TWN", "HKG", "SGP", "MAC"})
# Where the press calls people by the first name.
_GIVEN_NAME = frozenset({"MYS", "IDN", "ETH", "ERI", "THA"})
_TWO_FAMILY_NAMES = frozenset(
    words("ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN")
)
# Family names that are common English words: no name without the rest of the text.
COMMON_WORDS = frozenset(
    words(
        "May Rice Cook Power Price Brown Green White Black Young Day Hope Grant Rich Ban Long Bar"
        " Case Will Mark Park Hill Wood Bond Mills Wolf Fox Short Small Gore Rose Gates Burns Banks"
        " Field Bell Noble Straw Major King Pope Bush Love Little Savage Sharp Strange Sun Gold"
        " Silver Stone Best Good Wise Cash Bird Fish Lake Moon Son Man Can To In Do An So He She It"
    )
)


def plain(text: str) -> str:
    """A Latin name without accents."""
    table = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"})
    decomposed = unicodedata.normalize("NFKD", text.translate(table))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ʻ", "'")


def with_plain(names: Iterable[str]) -> list[str]:
    """The names, each followed by its form without accents, once."""
    return list(dict.fromkeys(form for name in names for form in (name, plain(name))))


def _long_given_name(words: list[str]) -> bool:
    return len(words) == 3 or "-" in words[-1]


def surnames(name: str, country: str) -> list[str]:
    """The short forms used after the first mention, best first; empty for a name of one word."""
    words = [word for word in name.split() if word not in _SUFFIXES and "(" not in word]
    if len(words) < 2:
        return []
    if country in _FAMILY_FIRST or (country in _FAMILY_FIRST_IF_LONG and _long_given_name(words)):
        return words[:1]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    found = [" ".join(words[start:])]
    if country in _TWO_FAMILY_NAMES and start == 2 and len(words) == 3:
        found.append(" ".join(words[1:]))
    if found[0].startswith(("al-", "Al-", "el-", "El-")):
        found.append(found[0][3:])
    if country in _GIVEN_NAME:
        found.append(words[0])
    return [form for form in found if len(form) > 1 and not form.endswith(".")]


def chinese_forms(name: str) -> list[str]:
    """A Chinese name with its parts joined by U+00B7, and without any separator."""
    joined = _DOTS.sub(DOT, name)
    return list(dict.fromkeys([joined, joined.replace(DOT, "")]))
