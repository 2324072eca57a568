import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.documents import document_from_text
from legation.language.sentences import split_chinese, split_sentences
from legation.model.span import Span


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("他說：「不會退讓。」會談隨後結束。", ["他說：「不會退讓。」", "會談隨後結束。"]),
        ("他说：“不会退让。”会谈随后结束。", ["他说：“不会退让。”", "会谈随后结束。"]),
        ("真的嗎？！沒有人知道", ["真的嗎？！", "沒有人知道"]),
    ],
    ids=["Hant", "Hans", "open end"],
)
def test_split_keeps_closing_quotes(text: str, sentences: list[str]) -> None:
    spans = split_chinese(text, Span(0, len(text)))
    assert [span.cut(text) for span in spans] == sentences


@given(st.text(alphabet=st.sampled_from("甲乙。！」\n 「abc.?\u3000𠮷")))
def test_sentences_hold_every_visible_character(text: str) -> None:
    if not text.strip():
        return
    document = document_from_text(text, id="x")
    spans = [sentence.span for sentence in split_sentences(document)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    held = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in held for at, sign in enumerate(document.text) if not sign.isspace())
