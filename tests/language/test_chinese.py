import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.language.chinese import load_segmenter
from legation.language.script import fold


@pytest.mark.parametrize(
    "text", ["法國外長週二訪問了開羅。", "法国外长周二访问了开罗。"], ids=["Hant", "Hans"]
)
def test_segment_is_the_same_in_both_scripts(text: str) -> None:
    tokens = load_segmenter().segment([fold(text)], [10])[0]
    assert [token.text for token in tokens][:2] == ["法国", "外长"]
    assert all(token.span.cut(" " * 10 + fold(text)) == token.text for token in tokens)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_segment_gives_a_text_the_same_words_in_any_batch(texts: list[str]) -> None:
    segmenter = load_segmenter()
    together = segmenter.segment(texts, [0] * len(texts))
    alone = [segmenter.segment([text], [0])[0] for text in texts]
    assert together == alone


def test_segment_cuts_what_is_longer_than_the_model_reads() -> None:
    text = "中国与法国签署协议，" * 80
    tokens = load_segmenter().segment([text], [0])[0]
    assert "".join(token.text for token in tokens) == text
