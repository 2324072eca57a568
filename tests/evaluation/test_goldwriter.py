"""Writing annotated articles: reading back gives the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evaluation.make import article, reading

from legation.documents import document_from_text
from legation.errors import SpanError
from legation.evaluation.goldtext import GoldArticle, GoldEvent, GoldMention, read_gold
from legation.evaluation.goldwriter import write_gold
from legation.evaluation.preannotate import article_of
from legation.model.document import Sentence
from legation.model.mention import Mention
from legation.model.quantity import Quantity
from legation.model.reading import Reading
from legation.model.records import Event
from legation.model.span import Span


def back(folder: Path, gold: GoldArticle) -> GoldArticle:
    path = folder / "written.gold"
    path.write_text(write_gold(gold), encoding="utf-8", newline="\n")
    return read_gold(path)


def test_an_article_comes_back(tmp_path: Path) -> None:
    gold = article(tmp_path)
    assert back(tmp_path, gold) == gold


def test_a_reading_comes_back(tmp_path: Path) -> None:
    gold = article(tmp_path)
    made = article_of(reading(gold))
    assert back(tmp_path, made) == made
    assert made.text == gold.text.replace("。兩", "。\n\n兩")
    assert [m.actors for m in made.mentions] == [m.actors for m in gold.mentions]
    assert len(made.events) == len(gold.events)
    assert made.metadata["annotation"] == "by annotation, not corrected"


def test_signs_of_the_format_are_kept(tmp_path: Path) -> None:
    sentences = ("# 一[二]{三}|\\", "= \\[四]", "# 五")
    spans, text = [], ""
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
    made = GoldArticle("a", {"id": "a", "language": "zh-Hant-TW"}, text, tuple(spans), (), (), ())
    assert back(tmp_path, made) == made


def _event(start: int, end: int) -> GoldEvent:
    return GoldEvent(start, end, "AID", (), (), (), "actual", None, ())


CROSSED = [
    (((0, 2, "JPN"),), ((1, 3),), "cross"),
    (((0, 3, "JPN"),), ((1, 2),), "cross"),
    ((), ((0, 2), (1, 3)), "overlaps another"),
    ((), ((3, 6),), "not inside one sentence"),
]


@pytest.mark.parametrize(("mentions", "events", "message"), CROSSED)
def test_what_the_format_cannot_hold_is_refused(
    mentions: tuple[tuple[int, int, str], ...], events: tuple[tuple[int, int], ...], message: str
) -> None:
    made = GoldArticle(
        "a",
        {"id": "a", "language": "zh-Hans"},
        "一二三四五六",
        ((0, 4), (4, 6)),
        tuple(GoldMention(start, end, (actor,)) for start, end, actor in mentions),
        tuple(_event(*span) for span in events),
        (),
    )
    with pytest.raises(SpanError, match=message):
        write_gold(made)


def test_a_reading_leaves_out_what_cannot_be_written(tmp_path: Path) -> None:
    gold = article(tmp_path)
    made = reading(gold)
    first = made.events[0]
    crossing = replace(first, span=Span(first.span.start + 1, first.span.end + 1))
    odd = replace(
        made.events[1],
        date="2020-1X",
        actors=("FRA.GOV", "whoever"),
        quantities=(
            Quantity(Span(0, 1), 1500.5, "USD", "exact"),
            Quantity(Span(0, 1), -2.0, "percent", "exact"),
            Quantity(Span(0, 1), None, "人", "exact"),
            Quantity(Span(0, 1), 3.0, None, "exact"),
        ),
    )
    nobody = Mention(Span(0, 2), (), "nominal", "test")
    made = replace(made, events=(first, crossing, odd), mentions=(nobody, *made.mentions[1:]))
    found = article_of(made)
    assert back(tmp_path, found) == found
    assert [e.type for e in found.events] == ["SANCTION", "ACCUSE"]
    assert (found.events[1].date, found.events[1].actors) == (None, ("FRA.GOV",))
    assert found.events[1].quantities == ((1500.5, "USD"), (None, "人"))
    assert found.mentions[0].start > 0


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(st.sampled_from("中文[]{}|\\#= \n\u2028ab"), min_size=1, max_size=24),
    cuts=st.lists(st.integers(0, 24), max_size=8),
)
def test_any_text_comes_back(tmp_path: Path, text: str, cuts: list[int]) -> None:
    if not text.strip():
        return
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    sentences = tuple(
        Sentence(Span(start, end), "body", "zh-Hant-TW", 1 + start // 9)
        for start, end in pairwise(places)
    )
    spans = [sentence.span for sentence in sentences]
    made = Reading(
        document=document_from_text(text, id="a", language="zh-Hant-TW"),
        reader="test@1",
        sentences=sentences,
        mentions=tuple(Mention(span, ("JPN",), "name", "test") for span in spans[::2]),
        events=tuple(_read(Span(span.start, span.start + 1)) for span in spans),
    )
    found = article_of(made)
    assert back(tmp_path, found) == found


def _read(span: Span) -> Event:
    return Event(
        span=span,
        type="AID",
        plover_type="AID",
        modes=(),
        contexts=(),
        actors=("JPN",),
        recipients=(),
        actor_mentions=(),
        recipient_mentions=(),
        date=None,
        place=None,
        status="actual",
        attribution=(),
        attribution_countries=(),
        quantities=(),
        sentence=span,
        frame="test-1",
    )
