"""A second proposer beside the lexicon: the encoder adds triggers, doubts some, and may retype.

Before the clauses are read it is asked about every sentence; what it alone proposes becomes a
trigger with the roles that are usual for its type, so that the clause engines find its parties as
they do for any other. After the events are made it drops those that it doubts, and gives those
whose type it is sure of that type (docs/decisions/0006-encoder-by-a-flag.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from legation.encoder import Encoder, Scores, Thresholds, decide
from legation.errors import CheckError
from legation.events.confidence import load_confidence, with_confidence
from legation.model.clause import Proposed
from legation.model.codes import plover_type
from legation.model.document import Sentence
from legation.model.reading import Draft
from legation.model.records import Event
from legation.model.span import Span

_UNREAD = frozenset({"header", "noise", "credit"})
# Characters of the sentence before that help with an English one; more costs time and gives none.
_ENOUGH = 100


def ask(drafts: Sequence[Draft], encoder: Encoder) -> None:
    """Fill `opinions` and `proposed` of drafts whose mentions are known.

    A sentence that names nobody is not asked about: what it tells is told of nobody.
    """
    for draft in drafts:
        wanted = [
            number
            for number, one in enumerate(draft.sentences)
            if one.kind not in _UNREAD and any(one.span.holds(m.span) for m in draft.mentions)
        ]
        scored = encoder.score([_with_before(draft, number) for number in wanted])
        draft.opinions = [None] * len(draft.sentences)
        for number, scores in zip(wanted, scored, strict=True):
            draft.opinions[number] = scores
            sentence = draft.sentences[number]
            draft.proposed += _proposed(sentence, scores, encoder.thresholds(sentence.language))


def _with_before(draft: Draft, number: int) -> tuple[str, str]:
    text, sentence = draft.document.text, draft.sentences[number]
    before = draft.sentences[number - 1].span.cut(text) if number else ""
    if sentence.language == "en":
        before = before[-_ENOUGH:].partition(" ")[2] if len(before) > _ENOUGH else before
    return before, sentence.span.cut(text)


def _proposed(sentence: Sentence, scores: Scores, thresholds: Thresholds) -> Iterator[Proposed]:
    for one in scores.proposals():
        if one.confidence >= thresholds.add:
            span = Span(one.start + sentence.span.start, one.end + sentence.span.start)
            yield Proposed(span, one.type, one.confidence)


def look_again(drafts: Sequence[Draft], encoder: Encoder) -> None:
    """Judge the events of drafts with opinions anew; reasons are recorded."""
    for draft in drafts:
        judged: list[Event] = []
        for sentence, scores in zip(draft.sentences, draft.opinions, strict=True):
            own = [event for event in draft.events if event.sentence == sentence.span]
            if own and isinstance(scores, Scores):
                thresholds = encoder.thresholds(sentence.language)
                own = _decided(sentence.span, own, scores, thresholds)
            judged += own
        draft.events = with_confidence(judged, load_confidence())


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
        if decision.type != event.type:
            event = replace(
                event,
                type=decision.type,
                plover_type=plover_type(decision.type, event.status),
                modes=(),
                confidence=None,  # measured for the type it had
            )
        out.append(replace(event, reasons=reasons))
    return out


def needed(encoder: Encoder | None) -> Encoder:
    """The encoder, or CheckError where the package carries none."""
    if encoder is None:
        raise CheckError(
            "this installation carries no encoder; read with --fast, or train one with "
            "tools/train_encoder.py"
        )
    return encoder
