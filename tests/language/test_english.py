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


def test_lemmas_that_the_pipeline_gets_wrong_are_corrected() -> None:
    parse = parse_english(["They staged a rally, waged war, were fined and cordoned off."])[0]
    lemmas = {token.text: token.lemma_ for token in parse}
    assert [lemmas[word] for word in ("staged", "waged", "fined", "cordoned")] == [
        *("stage", "wage", "fine", "cordon"),
    ]


def test_headlines_are_parsed_with_their_verbs() -> None:
    parse = parse_english(["Lebedev signs deal with Ruritanian rebels"])[0]
    assert (parse[1].tag_, parse[1].lemma_, parse[1].dep_) == ("VBZ", "sign", "ROOT")
    assert parse[0].dep_ == "nsubj"
    assert parse_english(["Ruritania peace talks"])[0][2].pos_ == "NOUN"


def test_clauses_between_semicolons_are_parsed_apart() -> None:
    text = "The envoy left the city by night; the army closed the bridge."
    parse = parse_english([text])[0]
    assert parse.text == text
    assert [token.text for token in parse if token.dep_ == "ROOT"] == ["left", "closed"]


def test_pipeline_is_loaded_once() -> None:
    assert load_english() is load_english()
    assert "ner" not in load_english().pipe_names
