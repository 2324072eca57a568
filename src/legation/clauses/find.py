"""Clauses of a draft in either language."""

from __future__ import annotations

from collections.abc import Iterator

from legation.clauses.chinese import ChineseClauses
from legation.clauses.english import read_english
from legation.clauses.predicates_zh import Carried
from legation.clauses.speech_zh import find_speeches
from legation.lexicons.frames import load_frames
from legation.model.clause import Speech
from legation.model.reading import Draft
from legation.model.span import Span


def find_clauses(draft: Draft) -> None:
    """Fill `predicates` and `speeches` of a draft that has mentions, tokens and parses.

    Sentences are read in order, so that a subject can be carried from one to the next within a
    paragraph; nothing is carried over a paragraph break or out of a caption.
    """
    chinese = ChineseClauses()
    carried = Carried()
    paragraph = -1
    english: list[int] = []
    for number, sentence in enumerate(draft.sentences):
        if sentence.kind in ("header", "noise", "credit"):
            continue
        if sentence.language == "en":
            english.append(number)
            continue
        if sentence.paragraph != paragraph:
            carried, paragraph = Carried(), sentence.paragraph
        items = chinese.items(draft, number)
        carried_before = carried
        carried = chinese.read(draft, number, items, carried)
        draft.speeches += find_speeches(
            draft, number, items, chinese.subjects(draft, number, items, carried_before)
        )
    if english:
        read_english(draft, load_frames("en"), english)
    draft.speeches += _accusations(draft)
    draft.speeches.sort(key=lambda speech: (speech.sentence, speech.cue))


def _accusations(draft: Draft) -> Iterator[Speech]:
    """To accuse, criticise or demand is to say: what the clause holds is the speaker's."""
    cues = {speech.cue for speech in draft.speeches}
    for predicate in draft.predicates:
        frame = predicate.frame
        if frame.type != "ACCUSE" or frame.pos != "v" or predicate.passive:
            continue
        if any(cue.overlaps(predicate.span) for cue in cues):
            continue
        mentions = tuple(m for a in predicate.arguments if a.slot == "subject" for m in a.mentions)
        speakers = tuple(dict.fromkeys(a for m in mentions for a in draft.mentions[m].actors))
        content = Span(predicate.span.end, max(predicate.span.end, predicate.clause.end))
        if speakers and len(content) > 1 and predicate.status in ("actual", "ongoing"):
            yield Speech(
                predicate.span,
                predicate.sentence,
                speakers,
                mentions,
                content,
                "indirect",
                "assertion",
            )
