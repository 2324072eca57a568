"""What a reading yields, and the draft that its stages fill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from legation.model.clause import Opinion, Predicate, Proposed, Speech
from legation.model.document import Document, Sentence, Token
from legation.model.mention import Mention
from legation.model.quantity import Quantity, When
from legation.model.records import Cause, Claim, Event, Scenario, Tie
from legation.model.span import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one reader found in one document. `reader` is its name and version."""

    document: Document
    reader: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    ties: tuple[Tie, ...] = ()
    causes: tuple[Cause, ...] = ()
    scenarios: tuple[Scenario, ...] = ()


@dataclass(slots=True)
class Draft:
    """A document on its way through the stages of a reader; each stage fills fields of its own.

    `tokens` and `parses` run parallel to `sentences`; a parse is a spaCy Doc of the sentence's
    text (English) or None. `folded` is the document's text in Simplified characters, of the same
    length. Everything else is in document offsets. `opinions` run parallel to the sentences, and
    `proposed` holds triggers beside the lexicon's; both are empty where no encoder was asked.
    """

    document: Document
    folded: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    tokens: list[tuple[Token, ...]] = field(default_factory=list)
    parses: list[Any] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    opinions: list[Opinion | None] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)
    scenarios: list[Scenario] = field(default_factory=list)

    def proposed_in(self, span: Span) -> list[Proposed]:
        """The proposed triggers inside a span."""
        return [one for one in self.proposed if span.holds(one.span)]

    def chance(self, sentence: int, span: Span) -> float | None:
        """Probability that the span, in the sentence of that index, tells of an event; or None."""
        opinion = self.opinions[sentence] if self.opinions else None
        if opinion is None:
            return None
        offset = self.sentences[sentence].span.start
        return opinion.at(span.start - offset, span.end - offset)[0]
