"""Triggers of the rules and of the encoder, merged by calibrated confidence.

Three thresholds decide. A trigger of the rules stays when the encoder gives an event there at
least `keep`; it takes the encoder's type when that has at least `retype` and is another one; a
proposal of the encoder that touches no trigger of the rules is added from `add` on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from legation.encoder.propose import Scores
from legation.model.codes import EventType
from legation.model.span import Span

Source = Literal["rules", "encoder"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least probabilities, 0 to 1; above 1 turns a step off (`keep` 0 keeps everything)."""

    keep: float = 0.0
    retype: float = 2.0
    add: float = 2.0


@dataclass(frozen=True, slots=True)
class Decision:
    """One trigger after the merge, in offsets of the sentence.

    `rule`: index of the rules' trigger, None for one of the encoder alone. `event`: probability of
    an event there. `reason` says in words which threshold decided.
    """

    span: Span
    type: EventType
    source: Source
    rule: int | None
    event: float
    reason: str


def decide(
    rules: Sequence[tuple[Span, EventType]], scores: Scores, thresholds: Thresholds
) -> list[Decision]:
    """The triggers of one sentence, in order of their first character."""
    found = []
    for number, (span, kind) in enumerate(rules):
        decision = _kept(number, span, kind, scores, thresholds)
        if decision is not None:
            found.append(decision)
    if thresholds.add <= 1:
        found += _added([span for span, _ in rules], scores, thresholds.add)
    return sorted(found, key=lambda decision: (decision.span, decision.rule or 0))


def _kept(
    number: int, span: Span, kind: EventType, scores: Scores, thresholds: Thresholds
) -> Decision | None:
    event, types = scores.at(span.start, span.end)
    if event < thresholds.keep:
        return None
    reason = f"rules; event {event:.2f}"
    if types:
        best = max(types, key=lambda name: types[name])
        if best != kind and types[best] >= thresholds.retype:
            reason = f"rules {kind}; encoder {best} {types[best]:.2f}"
            kind = best
    return Decision(span, kind, "rules", number, event, reason)


def _added(taken: Sequence[Span], scores: Scores, least: float) -> list[Decision]:
    found = []
    for proposal in scores.proposals():
        span = Span(proposal.start, proposal.end)
        if proposal.confidence >= least and not any(span.overlaps(other) for other in taken):
            reason = (
                f"encoder alone; event {proposal.event:.2f}, confidence {proposal.confidence:.2f}"
            )
            found.append(Decision(span, proposal.type, "encoder", None, proposal.event, reason))
    return found
