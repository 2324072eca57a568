"""A second look at the rules' events: the encoder drops what it doubts and may name another type.

It is asked only about sentences that hold events. What it would add by itself has no arguments yet
and is left out (docs/decisions/0006-encoder-by-a-flag.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from legation.encoder import Encoder, Scores, Thresholds, decide
from legation.errors import CheckError
from legation.model.codes import plover_type
from legation.model.reading import Draft
from legation.model.records import Event
from legation.model.span import Span


def look_again(drafts: Sequence[Draft], encoder: Encoder) -> None:
    """Judge the events of the drafts anew; reasons are recorded."""
    for draft in drafts:
        told: defaultdict[Span, list[Event]] = defaultdict(list)
        for event in draft.events:
            told[event.sentence].append(event)
        draft.events = [
            kept
            for number, sentence in enumerate(draft.sentences)
            if sentence.span in told
            for kept in _judged(draft, number, told[sentence.span], encoder)
        ]


def _judged(draft: Draft, number: int, events: list[Event], encoder: Encoder) -> list[Event]:
    span = draft.sentences[number].span
    before = draft.sentences[number - 1].span.cut(draft.document.text) if number else ""
    (scores,) = encoder.score([(before, span.cut(draft.document.text))])
    return _decided(span, events, scores, encoder.thresholds(draft.sentences[number].language))


def _decided(
    sentence: Span, events: list[Event], scores: Scores, thresholds: Thresholds
) -> list[Event]:
    """The events that stay, some under another type, without the modes of the one they had."""
    rules = [
        (Span(e.span.start - sentence.start, e.span.end - sentence.start), e.type) for e in events
    ]
    out = []
    for decision in decide(rules, scores, replace(thresholds, add=2.0)):
        if decision.rule is None:
            continue
        event = events[decision.rule]
        reasons = (*event.reasons, ("type", decision.reason))
        if decision.type == event.type:
            out.append(replace(event, reasons=reasons))
        else:
            out.append(
                replace(
                    event,
                    type=decision.type,
                    plover_type=plover_type(decision.type, event.status),
                    modes=(),
                    confidence=None,  # measured for the type it had
                    reasons=reasons,
                )
            )
    return out


def needed(encoder: Encoder | None) -> Encoder:
    """The encoder, or CheckError where the package carries none."""
    if encoder is None:
        raise CheckError(
            "this installation carries no encoder; leave out --encoder, or train one with "
            "tools/train_encoder.py"
        )
    return encoder
