"""Quantities: amounts of money, shares, counts and multiples, as the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from legation.mentions.quantities_en import find_en
from legation.mentions.quantities_zh import Place, find_zh
from legation.mentions.units import currencies
from legation.model.quantity import Quantity
from legation.model.span import Span

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_RESTATED: Final = re.compile(
    r"\s*(?:[（(]|[，,]?\s*(?:约合|折合|相当于|约等于|合|即|or|equivalent to|equal to|worth))"
    r"\s*(?:the equivalent of\s*|equivalent to\s*|about\s*)?",
)


def find_quantities(text: str, folded: str, sentences: Sequence[Span]) -> list[Quantity]:
    """Every quantity, sorted and without overlap, none crossing a sentence.

    `folded` is `text` in Simplified characters, of equal length. A range (2至3萬人, 20-30 people)
    gives its lower end with the bound "at_least". A percentage has its figure (40), a fraction its
    value (0.667, unit "share"). The span holds the words of the bound and the counted noun.
    A bare 元 has the unit "元": which state's is not in the words. Dates, ordinals, ages, lengths
    of time and numbers of models or articles are no quantities.
    """
    found: list[Quantity] = []
    for span in sentences:
        piece = span.cut(folded)
        place = Place(text, folded, span)
        if _HAN.search(piece):
            found.extend(find_zh(place))
        found.extend(find_en(place))
    return _restated(_without_overlap(found), folded)


def _without_overlap(found: Iterable[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for item in sorted(found, key=lambda item: (item.span.start, -item.span.end)):
        if not kept or item.span.start >= kept[-1].span.end:
            kept.append(item)
        elif item.from_value is not None and kept[-1].from_value is None:
            kept[-1] = item
    return kept


def _restated(found: list[Quantity], folded: str) -> list[Quantity]:
    """600億美元（約450億英鎊） is one amount: the second points to the first."""
    money = frozenset(currencies().codes.values())
    out: list[Quantity] = []
    for item in found:
        last = out[-1] if out else None
        if (
            last
            and last.unit != item.unit
            and last.unit in money
            and item.unit in money
            and _RESTATED.fullmatch(folded[last.span.end : item.span.start])
        ):
            item = replace(item, same_as=last.same_as or last.span)
        out.append(item)
    return out
