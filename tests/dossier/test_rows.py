from __future__ import annotations

from dataclasses import replace

import pytest
from tests.dossier.readings import STORIES, Story, plain, reading

from legation.dossier.rows import rows_of
from legation.errors import DateError, DossierError, SpanError
from legation.model.quantity import Quantity
from legation.model.span import Span


@pytest.mark.parametrize("story", STORIES)
def test_rows_quote_the_characters_of_their_spans(story: Story) -> None:
    rows = rows_of(reading(story=story))
    for table, found in rows.items():
        assert found
        for row in found:
            if table != "documents":
                assert row["quote"] == story.text[row["start"] : row["end"]] != ""
    assert rows["events"][0]["trigger"] == story.arrest
    assert rows["claims"][0]["cue"] == story.said
    assert rows["events"][1]["quantities"][0]["text"] == story.euros


def test_rows_carry_ids_of_mentions_and_sentence() -> None:
    rows = rows_of(reading())
    ids = [row["id"] for row in rows["mentions"]]
    event = rows["events"][0]
    assert (event["actor_mentions"], event["recipient_mentions"]) == ([ids[1]], [ids[2]])
    assert rows["claims"][0]["speaker_mention"] == ids[0]
    assert event["sentence_id"] == rows["sentences"][0]["id"]


def test_rows_have_quad_class_and_intensity_of_the_act() -> None:
    arrest, aid = rows_of(reading())["events"]
    assert (arrest["quad_class"], arrest["intensity"]) == (4, -7.0)
    assert (aid["quad_class"], aid["plover_type"]) == (2, "AGREE")


def test_ids_are_those_of_content_not_of_document_or_reader() -> None:
    first = rows_of(reading("one", reader="rules@1"))
    second = rows_of(reading("two", reader="rules@2"))
    for table in ("sentences", "mentions", "events", "claims", "ties", "causes", "scenarios"):
        assert [row["id"] for row in first[table]] == [row["id"] for row in second[table]]
        assert all(len(row["id"]) == 16 for row in first[table])


def test_countries_run_parallel_to_sources() -> None:
    one = reading()
    event = replace(one.events[0], attribution=("O:afp", "experts"))
    (row,) = rows_of(replace(one, events=(event,)))["events"]
    assert row["attribution_countries"] == ["FRA", None]


def test_repeats_collapse_in_any_order() -> None:
    one = reading()
    other = replace(one.events[0], frame="arrest-0", reasons=())
    twice = replace(one, events=(*one.events, other, *one.events))
    back = replace(one, events=(*one.events[::-1], other))
    assert rows_of(twice)["events"] == rows_of(back)["events"]
    assert len(rows_of(twice)["events"]) == 2


@pytest.mark.parametrize("span", [Span(-1, 2), Span(3, 3), Span(5, 4), Span(0, 10_000)])
def test_spans_outside_the_text_are_refused(span: Span) -> None:
    one = reading()
    quantity = Quantity(span, 1.0, None, "exact")
    for broken in (
        replace(one, sentences=(replace(one.sentences[0], span=span),)),
        replace(one, mentions=(replace(one.mentions[0], span=span), *one.mentions[1:])),
        replace(one, events=(replace(one.events[0], span=span),)),
        replace(one, events=(replace(one.events[0], sentence=span),)),
        replace(one, events=(replace(one.events[0], quantities=(quantity,)),)),
        replace(one, claims=(replace(one.claims[0], content=span),)),
        replace(one, ties=(replace(one.ties[0], span=span),)),
        replace(one, causes=(replace(one.causes[0], cause=span),)),
        replace(one, scenarios=(replace(one.scenarios[0], condition=span),)),
    ):
        with pytest.raises(SpanError, match="story"):
            rows_of(broken)


def test_a_mention_index_without_mention_is_refused() -> None:
    one = reading()
    with pytest.raises(SpanError, match="mention 9 of 3"):
        rows_of(replace(one, events=(replace(one.events[0], actor_mentions=(9,)),)))


def test_a_text_altered_after_storing_is_refused() -> None:
    one = reading()
    altered = replace(one.document, text=one.document.text + "!")
    with pytest.raises(SpanError, match="sha256"):
        rows_of(replace(one, document=altered))


def test_half_a_surrogate_pair_is_refused() -> None:
    one = plain("broken", "text")
    with pytest.raises(SpanError, match="surrogate"):
        rows_of(replace(one, document=replace(one.document, text="te\ud800t")))


def test_a_date_in_prose_or_a_value_that_is_no_number_is_refused() -> None:
    one = reading()
    with pytest.raises(DateError, match="some time ago"):
        rows_of(replace(one, events=(replace(one.events[0], date="some time ago"),)))
    with pytest.raises(DossierError, match="nan"):
        rows_of(replace(one, ties=(replace(one.ties[0], value=float("nan")),)))
