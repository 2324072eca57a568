from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.language.english import load_english, parse_english, split_english
from legation.model.span import Span


def _split(text: str) -> list[str]:
    return [span.cut(text) for span in split_english(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["U.S. President J. R. Smith met Mr. Lee on Jan. 5.", "He left."],
        ["The fleet belongs to the U.S.", "The crew does not."],
        ["It cost $3.5 million.", "Nobody paid."],
        ['"We will not go," he said.', '"They must leave."', "Then he left."],
        ['"Stop!" Smith said.', '"Why?" he asked.', "Nobody answered."],
        ["Wait...", "Nothing happened."],
        ["See No. 5 now.", "The answer was no.", "Then he won."],
        ["Talks began at 5 p.m. Tuesday in Rome.", "They failed."],
        ["It fell (by a third).[2]", "Then it rose."],
        ["Gen. Park met Adm. Kim vs. their wish.", "Both left!"],
        ["Firms such as Acme Inc. and Bolt Ltd. closed.", "Workers went home."],
        ["Who did it?", "Nobody knows…", "“It was us.”", "He lied."],
    ],
)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    assert _split(" ".join(sentences)) == sentences


def test_forgotten_space_and_blank_line_end_sentences() -> None:
    assert _split("The talks ended.The army left.") == ["The talks ended.", "The army left."]
    assert _split("A line without a stop\n\nAnother") == ["A line without a stop", "Another"]


def test_spans_count_from_the_start_of_the_document() -> None:
    text = "Title\nOne is here. Two is there."
    assert split_english(text, Span(6, len(text))) == [Span(6, 18), Span(19, 32)]


@given(st.text(alphabet="aB .!?\"'”\n1。", max_size=60))
def test_split_keeps_every_character_that_is_not_white_space(text: str) -> None:
    spans = split_english(text, Span(0, len(text)))
    assert "".join("".join(span.cut(text).split()) for span in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_parses_run_parallel_to_their_texts_and_keep_offsets() -> None:
    texts = ["CAIRO (Agency) - Talks began.", "", "Army Seizes Port", "The army seizes a port."]
    parses = parse_english(texts)
    assert [len(parse.text) for parse in parses] == [len(text) for text in texts]
    assert parses[0].text.strip() == "Talks began."
    assert [token.lower_ for token in parses[2]] == ["army", "seizes", "port"]
    assert parses[2][1].pos_ == "VERB"


def test_pipeline_is_loaded_once() -> None:
    assert load_english() is load_english()
    assert "ner" not in load_english().pipe_names
