"""A reading as an annotated article that a person can correct."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from legation.evaluation.goldtext import (
    GoldArticle,
    GoldClaim,
    GoldEvent,
    GoldMention,
    is_actor_id,
    is_date,
)
from legation.evaluation.goldwriter import plain_number
from legation.model.codes import MODES
from legation.model.document import Sentence
from legation.model.quantity import Quantity
from legation.model.reading import Reading
from legation.model.records import Event
from legation.model.span import Span

_LEFT_OUT: Final = ("header", "noise")
_SIGNS: Final = re.compile(r"[\[\]{}|\\]")
_BREAKS: Final = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def article_of(reading: Reading) -> GoldArticle:
    """The article to correct: `write_gold` can write it, and reading it back gives the same.

    Its text is put together anew from the sentences; headers and noise are left out, and a line
    break inside a sentence becomes a blank. Left out too is what the format cannot hold: mentions
    and claims that nothing resolved, and of marks that cross each other the later one.
    """
    build = _Build(reading)
    for sentence in reading.sentences:
        if sentence.kind not in _LEFT_OUT:
            build.add(sentence)
    metadata = _metadata(reading)
    return GoldArticle(
        metadata["id"],
        metadata,
        build.text,
        tuple(build.spans),
        tuple(sorted(build.mentions, key=lambda mention: mention.start)),
        tuple(sorted(build.events, key=lambda event: event.start)),
        tuple(build.claims),
    )


def _metadata(reading: Reading) -> dict[str, str]:
    document = reading.document
    languages = document.languages
    known = {
        "id": document.id,
        "outlet": document.outlet,
        "published": document.published,
        "language": languages[0] if languages else "en",
        "url": document.url,
        "annotation": f"by {reading.reader}, not corrected",
    }
    return {name: " ".join(value.split()) for name, value in known.items() if value}


@dataclass(slots=True)
class _Build:
    """The article while sentences are put one after the other."""

    reading: Reading
    text: str = ""
    paragraph: int = 0
    titled: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)
    events: list[GoldEvent] = field(default_factory=list)
    claims: list[GoldClaim] = field(default_factory=list)

    def add(self, sentence: Sentence) -> None:
        """Put a sentence behind what is there, with everything inside it."""
        raw = _BREAKS.sub(" ", sentence.span.cut(self.reading.document.text))
        words = raw.strip()
        if not words:
            return
        first = sentence.span.start + len(raw) - len(raw.lstrip())
        old = Span(first, first + len(words))
        self.text += self._gap(sentence)
        start = len(self.text)
        self.text += words
        self.spans.append((start, len(self.text)))
        self.titled = len(self.spans) == 1 and sentence.kind == "title"
        self.paragraph = sentence.paragraph
        self._annotate(old, start - first)

    def _gap(self, sentence: Sentence) -> str:
        if not self.spans:
            return ""
        if self.titled or sentence.paragraph != self.paragraph:
            return "\n\n"
        return " " if self.reading.document.languages[:1] == ("en",) else ""

    def _annotate(self, old: Span, shift: int) -> None:
        events = [e for e in self.reading.events if len(e.span) and old.holds(e.span)]
        taken: list[Span] = []
        for event in events:
            if event.span in taken or not any(event.span.overlaps(other) for other in taken):
                taken.append(event.span)
                self.events.append(_event(event, shift))
        self._mentions(old, shift, taken)
        for claim in self.reading.claims:
            cue = claim.span.cut(self.reading.document.text)
            known = claim.speaker is not None and is_actor_id(claim.speaker)
            plain = not _SIGNS.search(cue) and not _BREAKS.search(cue) and cue == cue.strip()
            if known and cue and plain and old.holds(claim.span):
                span = claim.span.start + shift, claim.span.end + shift
                self.claims.append(GoldClaim(*span, claim.speaker or "", claim.form))

    def _mentions(self, old: Span, shift: int, triggers: list[Span]) -> None:
        end = old.start
        for mention in sorted(self.reading.mentions, key=lambda m: (m.span.start, -m.span.end)):
            span, ids = mention.span, _known(mention.actors)
            words = span.cut(self.reading.document.text)
            if not ids or not words or not old.holds(span) or span.start < end:
                continue
            if _SIGNS.search(words) or any(_cross(span, trigger) for trigger in triggers):
                continue
            self.mentions.append(GoldMention(span.start + shift, span.end + shift, ids))
            end = span.end


def _cross(mention: Span, trigger: Span) -> bool:
    return mention.overlaps(trigger) and not trigger.holds(mention)


def _known(actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(actor for actor in actors if is_actor_id(actor))


def _event(event: Event, shift: int) -> GoldEvent:
    return GoldEvent(
        event.span.start + shift,
        event.span.end + shift,
        event.type,
        tuple(mode for mode in event.modes if mode in MODES[event.type]),
        _known(event.actors),
        _known(event.recipients),
        event.status,
        event.date if event.date and is_date(event.date) else None,
        _known(event.attribution),
        event.place,
        (),
        False,
        tuple(_quantities(event.quantities)),
    )


def _quantities(quantities: Iterable[Quantity]) -> Iterator[tuple[float | None, str]]:
    """Those that have a unit in words that the format can hold, and no more than ten decimals."""
    for quantity in quantities:
        unit = " ".join((quantity.unit or "").split())
        value = None if quantity.value is None else float(quantity.value)
        if not unit or re.search(r"[=|]", unit):
            continue
        if value is None or (value >= 0 and float(plain_number(value)) == value):
            yield value, unit
