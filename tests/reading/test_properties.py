"""Whatever the text: no exception, and every record stands on characters of it."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from legation.documents import document_from_text, read_documents
from legation.errors import InputError
from legation.language.script import fold
from legation.model.codes import EVENT_TYPES, MODES, STATUSES
from legation.model.document import Document
from legation.model.reading import Reading
from legation.model.span import Span
from legation.reading import Reader, fast_reader

WORDS = (
    "日本 俄羅斯 俄罗斯 馬克宏 马克龙 普丁 美 中 俄委 美國國防部 《紐約時報》 據 報導 "
    "法新社 外交部 該國 兩國 他 其 我們 制裁 攻擊 攻击 被 遭 把 將 向 對 與 提供 援助 "
    "要求 釋放 否認 沒有 如果 可能 計畫 說 表示 說： 拒絕置評 2019年 6月10日 去年 "
    "300萬美元 三名記者 的 時 後 ， 。 、 ； ： ！ 「 」 『 』 “ ” （ ） 《 》 … Japan "
    "Russia Moscow U.S. Mr. President Emmanuel Macron attacked sanctioned said that not "
    "by if , . : ; ? \" ' ( ) — According to the New York Times he they the two countries "
    "$3 million"
).split(" ")
ODD = "𠮷𩸽👨‍👩‍👧é̂ａＢ１\u200b\u3000\u00a0\ufeff\u2028\t\r\n\x0b‏של"

words = st.lists(st.sampled_from([*WORDS, "\n", "\n\n", " "]), max_size=40).map("".join)
spaced = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map(" ".join)
odd = st.text(alphabet=ODD + "日俄說攻擊「」。aB .", max_size=60)
mixed = st.lists(st.one_of(words, odd, st.text(max_size=20)), max_size=4).map("".join)
texts = st.one_of(words, spaced, odd, mixed, st.text(max_size=120))
few = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@cache
def reader() -> Reader:
    """One reader for all texts, so that all readings carry one version."""
    return fast_reader()


def read(text: str) -> Reading | None:
    """The reading of a text; None where it is refused (empty, NUL, surrogates)."""
    try:
        document = document_from_text(text, id="t", published="2025-06-15")
    except InputError:
        return None
    return next(reader().read([document]))


def check(reading: Reading) -> None:
    """Assert that the records stand on the text and speak the closed vocabularies."""
    text = reading.document.text
    whole = Span(0, len(text))
    sentences = {sentence.span for sentence in reading.sentences}
    count = len(reading.mentions)

    def cuts(span: Span | None) -> None:
        if span is not None:
            assert whole.holds(span)
            assert len(span.cut(text)) == len(span) > 0

    for sentence in reading.sentences:
        cuts(sentence.span)
    last = 0
    for mention in reading.mentions:
        cuts(mention.span)
        assert mention.span.start >= last
        last = mention.span.end
        assert any(span.holds(mention.span) for span in sentences)
        assert mention.actors
        assert len(mention.roles) in (0, len(mention.actors))
    for event in reading.events:
        cuts(event.span)
        assert event.sentence in sentences
        assert event.sentence.holds(event.span)
        assert event.type in EVENT_TYPES
        assert event.status in STATUSES
        assert set(event.modes) <= set(MODES[event.type])
        assert event.actors or event.recipients
        assert not set(event.actors) & set(event.recipients)
        assert all(0 <= n < count for n in event.actor_mentions + event.recipient_mentions)
        assert len(event.attribution) == len(event.attribution_countries)
        for quantity in event.quantities:
            cuts(quantity.span)
    for claim in reading.claims:
        cuts(claim.span)
        cuts(claim.content)
        assert claim.sentence in sentences
        assert claim.speaker_mention is None or 0 <= claim.speaker_mention < count
    for tie in reading.ties:
        cuts(tie.span)
    for cause in reading.causes:
        cuts(cause.span)
        cuts(cause.cause)
        cuts(cause.effect)
    for scenario in reading.scenarios:
        cuts(scenario.span)
        cuts(scenario.outcome)
        cuts(scenario.condition)


@few
@given(texts)
@example("「")
@example("說：")
@example("據，")
@example("的")
@example("·")
@example("（Ａ）")
@example("日本說：\n\n\n「")
@example("𠮷日本𠮷制裁𠮷俄羅斯𠮷")
@example("e\u0301 Japan\u0301 attacked Russia.")
@example("被被被把將對向給")
@example("Japan\u2028attacked\u2028Russia")
def test_records_stand_on_any_text(text: str) -> None:
    reading = read(text)
    if reading is not None:
        check(reading)


@settings(few, max_examples=40)
@given(texts)
def test_reading_again_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@settings(few, max_examples=30)
@given(st.lists(texts, min_size=2, max_size=4))
def test_neighbours_in_a_batch_do_not_matter(batch: list[str]) -> None:
    alone = [reading for text in batch if (reading := read(text)) is not None]
    documents = [reading.document for reading in alone]
    assert list(reader().read(documents)) == alone


@pytest.mark.parametrize("text", ["will", "Japan will", "Russia attacked Japan. It may"])
def test_a_modal_may_end_a_sentence(text: str) -> None:
    reading = read(text)
    assert reading is not None
    check(reading)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "text", ["Nicolás Maduro attacked Perú.", "馬杜羅（Nicolás Maduro）攻擊日本。"]
)
def test_composed_and_decomposed_letters_are_read(text: str, form: str) -> None:
    reading = read(unicodedata.normalize(form, text))  # type: ignore[arg-type]
    assert reading is not None
    check(reading)
    assert any("P:nicolas-maduro" in mention.actors for mention in reading.mentions)


def test_astral_characters_before_a_sentence_shift_nothing() -> None:
    plain, shifted = read("日本制裁俄羅斯。"), read("𠮷𠮷。日本制裁俄羅斯。")
    assert plain is not None
    assert shifted is not None
    assert [e.span.start + 3 for e in plain.events] == [e.span.start for e in shifted.events]


def test_a_long_line_without_a_stop_is_read() -> None:
    reading = read("日本制裁俄羅斯，並且" * 200)
    assert reading is not None
    check(reading)


SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"


def test_records_stand_on_whole_articles_in_either_script() -> None:
    documents = [item for item in read_documents([SAMPLE]) if isinstance(item, Document)]
    assert len(documents) >= 15
    for reading in reader().read(documents):
        check(reading)
        assert reading.events
    folded = [
        document_from_text(
            fold(document.text),
            id=document.id,
            published=document.published,
            region=document.region,
        )
        for document in documents
        if document.text != fold(document.text)
    ]
    assert folded
    for reading in reader().read(folded):
        check(reading)
        assert reading.events
