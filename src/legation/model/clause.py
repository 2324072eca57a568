"""Clauses as the five readers see them: predicates with arguments, and acts of speech."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from legation.model.codes import EventType, Status
from legation.model.frame import Frame, Slot
from legation.model.records import ClaimForm, ClaimKind
from legation.model.span import Span


class Opinion(Protocol):
    """What a second proposer says of one sentence."""

    def at(self, start: int, end: int) -> tuple[float, Mapping[EventType, float]]:
        """Probability of an event at characters of the sentence, and of each type given one."""
        ...


@dataclass(frozen=True, slots=True)
class Proposed:
    """A trigger that a second proposer sees. `confidence`: that words and type are right."""

    span: Span
    type: EventType
    confidence: float


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase in a slot of a predicate. `mentions` index the draft's mentions, best first.

    `how` says what put it there: "before the verb", "after 對", "nsubj", "carried from s3".
    """

    slot: Slot
    span: Span
    mentions: tuple[int, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A trigger in its clause.

    `sentence` indexes the draft's sentences. `parent` indexes the predicate of the draft whose
    complement this one stands in (要求 X 撤軍: the withdrawal's parent is the demand), else None.
    `passive`: the grammatical subject is acted upon; arguments are in *grammatical* slots.
    `clause` is the span of the clause, for dates and quantities.
    """

    span: Span
    sentence: int
    frame: Frame
    arguments: tuple[Argument, ...]
    status: Status
    status_reason: str
    passive: bool
    clause: Span
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody says something: the cue, who speaks, and the characters of what is said.

    `speakers` are actor ids (a noun or document may speak: O:, media, sources), empty if unknown.
    `opens`: the frame stays open after the sentence (據《紐約時報》報道 …).
    """

    cue: Span
    sentence: int
    speakers: tuple[str, ...]
    speaker_mentions: tuple[int, ...]
    content: Span | None
    form: ClaimForm
    kind: ClaimKind
    opens: bool = False
