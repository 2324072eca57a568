"""Dates: every expression of time in a text, resolved to EDTF level 1."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from legation.mentions.dates_en import ENGLISH, FORWARD_EN
from legation.mentions.dates_rule import Rules
from legation.mentions.dates_zh import CHINESE, FORWARD_ZH
from legation.mentions.edtf import Anchor, Moment, Resolved, parse_published, since
from legation.mentions.eras import find_eras
from legation.model.quantity import When
from legation.model.span import Span

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_REPUBLIC: Final = re.compile(r"民国|民國")
_SINCE_REACH: Final = 40  # characters between a date and the 以來 that closes its clause
_STOPS: Final = re.compile(r"[，,。；;！？!?：:]")

Resolve = Callable[[Anchor], Resolved | None]


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    sentence: int
    resolve: Resolve
    ahead: bool


def find_dates(
    text: str, folded: str, sentences: Sequence[Span], published: str | None
) -> list[When]:
    """Every date expression, sorted and without overlap, none crossing a sentence.

    `folded` is `text` in Simplified characters, of equal length. `published` is the document's
    own date as EDTF (day, month or year); without it what depends on it has `edtf` None and the
    basis "unresolved", as have expressions that no calendar can place (近年, recently).
    """
    day = parse_published(published)
    republic = bool(_REPUBLIC.search(text))
    found: list[_Found] = []
    for number, span in enumerate(sentences):
        found.extend(_in_sentence(folded, span, number))
    return _resolve(_without_overlap(found), folded, day, republic)


def _in_sentence(folded: str, span: Span, number: int) -> Iterator[_Found]:
    piece = span.cut(folded)
    if _HAN.search(piece):
        yield from _by_rules(CHINESE, folded, span, number, FORWARD_ZH)
    yield from _by_rules(ENGLISH, folded, span, number, FORWARD_EN)
    for era, resolve in find_eras(folded, span):
        yield _Found(era, number, resolve, ahead=False)


def _by_rules(
    rules: Rules, folded: str, span: Span, number: int, forward: re.Pattern[str]
) -> Iterator[_Found]:
    for match, rule in rules.find(folded, span):
        before = folded[max(span.start, match.start() - 60) : match.start()]
        yield _Found(
            Span(match.start(), match.end()),
            number,
            rule.bind(match),
            ahead=bool(forward.search(before)),
        )


def _without_overlap(found: list[_Found]) -> Iterator[_Found]:
    end = -1
    for item in sorted(found, key=lambda item: (item.span.start, -item.span.end)):
        if item.span.start >= end:
            yield item
            end = item.span.end


def _resolve(
    found: Iterator[_Found], folded: str, published: Moment | None, republic: bool
) -> list[When]:
    dates: list[When] = []
    last: _Found | None = None
    previous: str | None = None
    for item in found:
        anchor = Anchor(
            published,
            previous,
            near=last is not None and last.sentence == item.sentence,
            forward=item.ahead,
            republic=republic,
        )
        resolved = item.resolve(anchor)
        if item.span.cut(folded) == "以来":
            resolved = _closing(item, last, previous, folded)
        if resolved is None:
            continue
        dates.append(When(item.span, resolved.edtf, resolved.basis))
        if resolved.edtf:
            last, previous = item, resolved.edtf
    return dates


def _closing(
    item: _Found, last: _Found | None, previous: str | None, folded: str
) -> Resolved | None:
    """以來 at the end of a clause that holds its date: 自2022年戰事爆發以來."""
    if not last or not previous or last.sentence != item.sentence:
        return None
    between = folded[last.span.end : item.span.start]
    if not between or len(between) > _SINCE_REACH or _STOPS.search(between):
        return None
    return Resolved(since(previous), "previous")
