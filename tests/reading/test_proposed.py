"""Triggers that no frame knows, proposed from outside: the clause engines find their parties."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from legation.documents import document_from_text
from legation.lexicons.frames import load_frames
from legation.model.clause import Proposed
from legation.model.codes import EventType
from legation.model.reading import Draft
from legation.model.span import Span
from legation.reading import STAGES

UNKNOWN = [  # words of no frame, told of Japan and Russia
    ("日本喂了俄羅斯。", "喂"),
    ("日本喂了俄罗斯。", "喂"),
    ("Japan spoonfed Russia.", "spoonfed"),
]


class Opinion:
    """A second proposer that is so sure of every word."""

    def __init__(self, chance: float) -> None:
        self.chance = chance

    def at(self, start: int, end: int) -> tuple[float, Mapping[EventType, float]]:
        return self.chance, {}


def read(text: str, words: str = "", kind: EventType = "AID", chance: float = 0.9) -> Draft:
    draft = Draft(document_from_text(text, id="t", published="2025-06-15"))
    for stage in STAGES:
        if stage.name == "clauses" and words:
            start = text.index(words)
            draft.proposed = [Proposed(Span(start, start + len(words)), kind, chance)]
            draft.opinions = [Opinion(chance) for _ in draft.sentences]
        stage.run([draft])
    return draft


@pytest.mark.parametrize(("text", "words"), UNKNOWN)
def test_a_proposed_trigger_gets_the_parties_of_its_clause(text: str, words: str) -> None:
    assert read(text).events == []
    (event,) = read(text, words).events
    assert (event.type, event.actors, event.recipients) == ("AID", ("JPN",), ("RUS",))
    assert event.span.cut(text) == words
    assert "/~/" in event.frame


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("日本制裁俄羅斯。", "制裁"),
        ("日本制裁俄罗斯。", "制裁"),
        ("Japan sanctioned Russia.", "sanctioned"),
    ],
)
def test_a_frame_that_fits_goes_before_a_proposal(text: str, words: str) -> None:
    (event,) = read(text, words).events
    assert event.type == "SANCTION"


@pytest.mark.parametrize(("text", "words"), [("日本喂了俄羅斯。", "俄羅斯"), UNKNOWN[2]])
def test_a_proposal_on_a_name_is_none(text: str, words: str) -> None:
    name = "Russia" if text.isascii() else words
    assert read(text, name).events == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_borrowed_frame_has_the_roles_most_of_its_type_have(language: str) -> None:
    lexicon = load_frames(language)
    frame = lexicon.borrowed("word", "v", "ASSAULT")
    same = [f.roles for f in lexicon.frames if (f.pos, f.type) == ("v", "ASSAULT")]
    assert same.count(frame.roles) == max(map(same.count, same))
    assert frame.borrowed
    assert not any(known.borrowed for known in lexicon.frames)


def test_without_an_opinion_nothing_is_said() -> None:
    draft = read("日本制裁俄羅斯。")
    assert draft.chance(0, Span(2, 4)) is None
    assert read("日本制裁俄羅斯。", "制裁", chance=0.4).chance(0, Span(2, 4)) == 0.4
