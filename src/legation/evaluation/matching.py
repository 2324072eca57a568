"""Events of a reading paired with those of the gold, one to one."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from legation.evaluation.compare import parties_right
from legation.evaluation.goldtext import GoldArticle, GoldEvent
from legation.evaluation.pairing import Pairing, pair
from legation.model.records import Event
from legation.model.span import Span

# What a pair weighs, beside 1 for standing in the same place: the type before all else.
_TYPE: Final = 4.0
_OVERLAP: Final = 2.0
_PARTIES: Final = 1.0
_COUNTED: Final = 0.5
_DETAIL: Final = 0.2


def type_right(gold: GoldEvent, read: Event) -> bool:
    """Whether the type read, or PLOVER's single type for it, is one that the gold accepts."""
    accepted = (gold.type, *gold.alternatives)
    return read.type in accepted or read.plover_type in accepted


def overlap(start: int, end: int, span: Span) -> float:
    """Shared characters over all characters of two stretches: 0 to 1."""
    common = min(end, span.end) - max(start, span.start)
    return common / (end - start + len(span) - common) if common > 0 else 0.0


def sentence_at(article: GoldArticle, offset: int) -> int | None:
    """Index of the gold sentence that holds a character; None between sentences."""
    index = bisect_right(article.sentences, (offset, len(article.text) + 1)) - 1
    return index if index >= 0 and offset < article.sentences[index][1] else None


def match_events(article: GoldArticle, events: tuple[Event, ...]) -> Pairing[GoldEvent, Event]:
    """Pair events whose triggers overlap; then, of the rest, those of a sentence and type."""

    def by_trigger(gold: GoldEvent, read: Event) -> float:
        shared = overlap(gold.start, gold.end, read.span)
        if not shared:
            return 0.0
        return 1 + _TYPE * type_right(gold, read) + _OVERLAP * shared + _likeness(gold, read)

    def by_sentence(gold: GoldEvent, read: Event) -> float:
        place = sentence_at(article, gold.start)
        if place is None or place != sentence_at(article, read.span.start):
            return 0.0
        if not type_right(gold, read):
            return 0.0
        return 1 + _likeness(gold, read) + 1 / (2 + abs(gold.start - read.span.start))

    near = pair(article.events, events, by_trigger)
    far = pair(near.missed, near.spurious, by_sentence)
    return Pairing((*near.pairs, *far.pairs), far.missed, far.spurious)


def _likeness(gold: GoldEvent, read: Event) -> float:
    parties = parties_right((gold.actors, gold.recipients), (read.actors, read.recipients))
    details = (gold.status == read.status) + (gold.date == read.date)
    return _PARTIES * parties + _COUNTED * (not gold.optional) + _DETAIL * details
