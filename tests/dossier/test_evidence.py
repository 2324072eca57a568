from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.dossier.readings import STORIES, Story, reading

from legation.dossier import Dossier, Evidence
from legation.errors import UsageError
from legation.model.document import Sentence
from legation.model.reading import Reading
from legation.model.span import Span


def _evidence(tmp_path: Path, given: Reading, table: str, number: int = 0) -> Evidence:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([given])
        rows = dossier.sql(f"SELECT id FROM {table} ORDER BY start").rows()
        return dossier.evidence(rows[number]["id"])


@pytest.mark.parametrize("story", STORIES)
def test_an_event_opens_to_its_characters(tmp_path: Path, story: Story) -> None:
    found = _evidence(tmp_path, reading(story=story), "events")
    assert found.text == story.text
    assert {(mark.kind, mark.text) for mark in found.marks} == {
        ("actor", story.actor),
        ("trigger", story.arrest),
        ("recipient", story.recipient),
    }
    assert "".join(piece for piece, _ in found.pieces()) == story.text
    assert (story.arrest, ("trigger",)) in list(found.pieces())
    assert found.chain == (("O:afp", "FRA"),)
    assert found.reasons == (("status", "no marker of another status"),)


def test_a_person_is_shown_with_the_office_that_acts(tmp_path: Path) -> None:
    found = _evidence(tmp_path, reading(), "events")
    (person,) = [item for item in found.resolved if item.part == "recipient"]
    assert (person.actors, person.acts_as) == (("P:nicolas-maduro",), ("VEN.GOV",))
    assert (person.kind, person.basis) == ("name", "lexicon")


def test_a_mention_in_another_sentence_brings_its_sentence(tmp_path: Path) -> None:
    given = reading()
    middle = given.document.text.index("並")
    first, second = Span(0, middle), Span(middle, len(given.document.text))
    carried = replace(given.events[1], sentence=second)
    split = replace(
        given,
        sentences=tuple(Sentence(span, "body", "zh-Hant-TW", 1) for span in (first, second)),
        events=(carried,),
    )
    found = _evidence(tmp_path, split, "events")
    assert found.text == given.document.text[middle:]
    assert found.start == middle
    assert {item.sentence for item in found.resolved} == {given.document.text[:middle]}
    assert "".join(piece for piece, _ in found.pieces()) == found.text


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        ("claims", {"cue", "content", "speaker"}),
        ("ties", {"words"}),
        ("causes", {"link", "cause", "effect"}),
        ("scenarios", {"hedge", "outcome"}),
        ("mentions", {"mention"}),
        ("sentences", set()),
    ],
)
def test_every_kind_of_record_has_evidence(tmp_path: Path, table: str, kinds: set[str]) -> None:
    found = _evidence(tmp_path, reading(), table)
    assert found.table == table
    assert {mark.kind for mark in found.marks} == kinds
    assert found.text == reading().document.text


def test_the_beginning_of_an_id_is_enough_if_it_is_one(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([reading("a"), reading("b")])
        full = dossier.events().rows()[0]["id"]
        assert dossier.evidence(full[:12].upper()).id == full
        for wrong in ("ab", "", "zzzz"):
            with pytest.raises(UsageError):
                dossier.evidence(wrong)
