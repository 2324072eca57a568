"""Clauses of a draft in either language."""

from __future__ import annotations

from legation.clauses.chinese import Carried, ChineseClauses
from legation.clauses.english import read_english
from legation.clauses.speech_zh import find_speeches
from legation.lexicons.frames import load_frames
from legation.model.reading import Draft


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
