"""The records that a reading yields beside mentions: events, claims, ties, causes, scenarios.

Field names are those of docs/reference/records.md. Lists of actors are ids; offsets are half-open
code points into the document's stored text; unknown is None or an empty tuple.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legation.model.codes import EventType, Status
from legation.model.quantity import Quantity
from legation.model.span import Span

ClaimForm = Literal["direct", "indirect"]
ClaimKind = Literal["assertion", "framing", "denial", "confirmation", "no_comment", "question"]
Layer = Literal["official", "underlying", "unspecified"]
Channel = Literal[
    "trade",
    "energy",
    "lending",
    "investment",
    "arms",
    "troops",
    "diplomacy",
    "sanctions",
    "territory",
    "membership",
    "ideology",
    "intelligence",
    "crime",
]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. `span` is the trigger; mention fields index the document's mentions.

    `attribution`: outermost source first, empty for the document's own voice;
    `attribution_countries` runs parallel to it. `reasons`: why status, actors and date are what
    they are, as (field, reason) pairs. `confidence`: probability, 0 to 1, that words and type are
    right; None where it was not measured.
    """

    span: Span
    type: EventType
    plover_type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_mentions: tuple[int, ...]
    recipient_mentions: tuple[int, ...]
    date: str | None
    place: str | None
    status: Status
    attribution: tuple[str, ...]
    attribution_countries: tuple[str | None, ...]
    quantities: tuple[Quantity, ...]
    sentence: Span
    frame: str
    reasons: tuple[tuple[str, str], ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what about whom. `span` is the cue.

    `answers`: the cue of the earlier claim that a denial or confirmation answers, where the text
    tells of one: somebody spoke about this speaker just before.
    """

    span: Span
    speaker: str | None
    speaker_mention: int | None
    form: ClaimForm
    kind: ClaimKind
    content: Span | None
    about: tuple[str, ...]
    chain: tuple[str, ...]
    sentence: Span
    answers: Span | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation. `span` holds the words that state it; from -> to follows the flow."""

    span: Span
    source: str | None
    target: str | None
    channel: Channel
    undirected: bool
    value: float | None
    unit: str | None
    bound: str | None
    denominator: str | None
    period: str | None
    period_text: str | None
    attribution: tuple[str, ...]
    sentence: Span


@dataclass(frozen=True, slots=True)
class Cause:
    """An effect and the cause or motive given for it. `span` holds the words that link them."""

    span: Span
    effect: Span | None
    cause: Span
    layer: Layer
    motive_actor: str | None
    attributed_to: tuple[str, ...]
    negated: bool
    sentence: Span


@dataclass(frozen=True, slots=True)
class Scenario:
    """What may follow, under which condition. `span` is the hedge.

    `realised`: the text tells the condition as a fact (既然, now that).
    """

    span: Span
    condition: Span | None
    outcome: Span
    likelihood: str
    band: str | None
    attributed_to: tuple[str, ...]
    tree: str | None
    sentence: Span
    realised: bool = False
