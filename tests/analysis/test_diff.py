from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.runner import lines, run
from tests.dossier.readings import ENGLISH, STORIES, Story, at, document, reading

from legation.analysis.diff import USUAL, Diff, diff
from legation.dossier import Dossier
from legation.errors import UsageError
from legation.model.document import Sentence
from legation.model.reading import Reading
from legation.model.span import Span


def _dossier(folder: Path, name: str, *readings: Reading) -> str:
    path = folder / f"{name}.duckdb"
    with Dossier.open(path, write=True) as dossier:
        dossier.add(readings)
    return str(path)


def _diff(folder: Path, before: Reading, after: Reading, *kinds: str) -> Diff:
    first, second = _dossier(folder, "before", before), _dossier(folder, "after", after)
    with Dossier.open(first) as old, Dossier.open(second) as new:
        return diff(old, new, kinds or USUAL)


@pytest.mark.parametrize("story", STORIES)
def test_two_equal_readings_do_not_differ(tmp_path: Path, story: Story) -> None:
    found = _diff(tmp_path, reading(story=story), reading(story=story, reader="rules@2"))
    assert found.changes == ()
    assert found.same == {"events": 2, "claims": 1, "ties": 1, "causes": 1, "scenarios": 1}
    assert len(found.table()) == 0


@pytest.mark.parametrize("story", STORIES)
def test_records_are_added_removed_and_changed_by_column(tmp_path: Path, story: Story) -> None:
    given_ = reading(story=story)
    arrest, aid = given_.events
    said = replace(aid, span=at(story.text, story.said), type="CONSULT", plover_type="CONSULT")
    after = replace(
        given_, events=(replace(arrest, status="denied", recipients=("VEN",)), said), ties=()
    )
    found = _diff(tmp_path, given_, after)
    events = [item for item in found.changes if item.kind == "events"]
    assert {(item.what, item.field, item.words) for item in events} == {
        ("changed", "status", story.arrest),
        ("changed", "recipients", story.arrest),
        ("removed", None, story.give),
        ("added", None, story.said),
    }
    status = next(item for item in events if item.field == "status")
    assert (status.before, status.after, status.sentence) == ("actual", "denied", story.text)
    assert [item.what for item in found.changes if item.kind == "ties"] == ["removed"]
    counts = {(row["kind"], row["field"]): row for row in found.counts()}
    total = counts["events", None]
    assert (total["same"], total["added"], total["removed"], total["changed"]) == (0, 1, 1, 1)
    assert counts["events", "status"]["changed"] == 1
    assert len(total["evidence"]) == 4
    assert all(row["evidence"] for row in found.table())
    for item in events:
        with Dossier.open(tmp_path / "before") as old, Dossier.open(tmp_path / "after") as new:
            assert item.before_id is None or old.evidence(item.before_id).text == story.text
            assert item.after_id is None or new.evidence(item.after_id).text == story.text


def test_wider_words_are_one_record_and_not_two(tmp_path: Path) -> None:
    given_ = reading(story=ENGLISH)
    wider = replace(given_.events[1], span=at(ENGLISH.text, "will give"))
    found = _diff(tmp_path, given_, replace(given_, events=(given_.events[0], wider)), "events")
    assert [(item.field, item.before, item.after) for item in found.changes] == [
        ("words", "give", "will give")
    ]


def test_records_on_the_same_words_pair_with_the_most_alike(tmp_path: Path) -> None:
    given_ = reading()
    french, german = given_.ties[0], replace(given_.ties[0], source="DEU", channel="trade")
    found = _diff(
        tmp_path,
        replace(given_, ties=(french, german)),
        replace(given_, ties=(replace(german, value=1.0), replace(french, unit="USD"))),
        "ties",
    )
    assert {(item.field, item.after) for item in found.changes} == {("unit", "USD"), ("value", 1.0)}


def _paragraphs(stories: tuple[Story, ...], between: list[str], reader: str) -> Reading:
    """An article of several sentences with an event in each, and other text between them."""
    text, events, sentences = "", [], []
    for story, other in zip(stories, between, strict=True):
        text += other + "\n"
        start = len(text)
        text += story.text + "\n"
        span = at(story.text, story.arrest)
        whole = Span(start, start + len(story.text))
        sentences.append(Sentence(whole, "body", "zh-Hant-TW", 1))
        event = replace(
            reading(story=story).events[0], actor_mentions=(), recipient_mentions=(), sentence=whole
        )
        events.append(replace(event, span=Span(span.start + start, span.end + start)))
    return Reading(document("story", text), reader, tuple(sentences), (), tuple(events))


@given(
    before=st.lists(st.text("甲乙 ab\n", max_size=30), min_size=3, max_size=3),
    after=st.lists(st.text("甲乙 ab\n", max_size=30), min_size=3, max_size=3),
)
@settings(deadline=None, max_examples=10)
def test_records_are_followed_into_a_changed_text(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    old = _paragraphs(STORIES, before, "rules@1")
    new = _paragraphs(STORIES, after, "rules@2")
    found = _diff(tmp_path_factory.mktemp("diff"), old, new, "events")
    assert found.changes == ()
    assert found.same == {"events": 3}
    assert bool(found.texts) == (before != after)


def test_records_of_a_sentence_that_changed_are_removed_and_added(tmp_path: Path) -> None:
    old = _paragraphs(STORIES, ["", "", ""], "rules@1")
    other = replace(STORIES[1], text=STORIES[1].text.replace("上月", "昨天"))
    new = _paragraphs((STORIES[0], other, STORIES[2]), ["", "", ""], "rules@1")
    found = _diff(tmp_path, old, new, "events")
    assert sorted((item.what, item.sentence) for item in found.changes) == [
        ("added", other.text),
        ("removed", STORIES[1].text),
    ]


def test_documents_that_one_lacks_are_counted(tmp_path: Path) -> None:
    first = _dossier(tmp_path, "before", reading("a"), reading("b"))
    second = _dossier(tmp_path, "after", reading("b"), reading("c"))
    with Dossier.open(first) as old, Dossier.open(second) as new:
        found = diff(old, new)
        assert (found.only_before, found.only_after, found.changes) == ({"a": 6}, {"c": 6}, ())
        assert diff(old, new, document="b").only_before == {}
        with pytest.raises(UsageError, match="neither"):
            diff(old, new, document="z")
        with pytest.raises(UsageError, match="kinds are mentions, events"):
            diff(old, new, ["sentences"])


def test_diff_on_the_command_line(tmp_path: Path) -> None:
    given_ = reading()
    first = _dossier(tmp_path, "before", given_, reading("gone"))
    after = tuple(replace(event, status="denied") for event in given_.events)
    second = _dossier(tmp_path, "after", replace(given_, reader="rules@2", events=after))
    result = run("diff", first, second, "--limit", "1")
    assert result.exit_code == 0
    assert "status: actual -> denied" in result.stdout
    assert given_.document.text in result.stdout
    assert "2 changes; 1 are not shown" in result.stderr
    assert "only the first has gone, with 6 records not compared" in result.stderr
    rows = lines(run("diff", first, second, "--json", "--kind", "events"))
    assert [row["what"] for row in rows] == ["changed", "changed", "same", "document removed"]
    assert run("diff", first, second, "--field", "place", "--quiet").exit_code == 0
    assert run("diff", first, str(tmp_path / "none")).exit_code == 1
    assert run("diff", first, second, "--kind", "sentences").exit_code == 2
