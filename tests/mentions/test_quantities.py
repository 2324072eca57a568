"""Quantities in Traditional and Simplified Chinese and in English."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from legation.mentions.quantities import find_quantities
from legation.mentions.tables import read_table
from legation.model.quantity import Quantity
from legation.model.span import Span


@cache
def _folder() -> OpenCC:
    return OpenCC("t2s")


def _fold(text: str) -> str:
    return str(_folder().convert(text))


def _find(text: str) -> list[Quantity]:
    return find_quantities(text, _fold(text), [Span(0, len(text))])


def _said(text: str) -> list[tuple[str, float | None, str | None, str]]:
    return [(found.span.cut(text), found.value, found.unit, found.bound) for found in _find(text)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "bound"),
    [
        ("基地駐有近15000名士兵。", "近15000名士兵", 15000, "士兵", "nearly"),
        ("基地驻有近1.5万名士兵。", "近1.5万名士兵", 15000, "士兵", "nearly"),
        ("holds nearly 15,000 soldiers.", "nearly 15,000 soldiers", 15000, "soldiers", "nearly"),
        ("當局逮捕逾百名示威者。", "逾百名示威者", 100, "示威者", "more_than"),
        ("当局逮捕逾百名示威者。", "逾百名示威者", 100, "示威者", "more_than"),
        ("held more than 80 rebels.", "more than 80 rebels", 80, "rebels", "more_than"),
        ("海軍派出兩艘軍艦。", "兩艘軍艦", 2, "軍艦", "exact"),
        ("海军派出一艘军舰。", "一艘军舰", 1, "军舰", "exact"),
        ("The navy sent two guided-missile destroyers.", "two guided-missile destroyers", 2,
         "guided-missile destroyers", "exact"),
        ("至少三十多人受傷。", "至少三十多人", 30, "人", "at_least"),
        ("不到3000户停电。", "不到3000户", 3000, "户", "less_than"),
        ("fewer than 3,000 homes had power", "fewer than 3,000 homes", 3000, "homes", "less_than"),
        ("約2至3萬人上街。", "約2至3萬人", 20000, "人", "about"),
        ("2至3万人上街。", "2至3万人", 20000, "人", "at_least"),
        ("20 to 30 million people fled", "20 to 30 million people", 2e7, "people", "at_least"),
        ("有三四百名村民撤離", "三四百名村民", 300, "村民", "about"),
        ("最多可载200人", "最多", 0, "", ""),
        ("up to 200 people", "up to 200 people", 200, "people", "at_most"),
        ("200 or more people", "200 or more people", 200, "people", "at_least"),
        ("該國擁有12套「鷹眼」防空系統。", "12套「鷹眼」防空系統", 12, "「鷹眼」防空系統", "exact"),
        ("killing at least 53 overnight", "at least 53", 53, None, "at_least"),
        ("坦克31輛受損", "坦克31輛", 31, "坦克", "exact"),
        ("一兩名議員缺席", "一兩名議員", 1, "議員", "about"),
        ("兩個航母戰鬥群", "兩個航母戰鬥群", 2, "航母戰鬥群", "exact"),
        ("數以千計的民眾上街", "數以千計的民眾", None, "民眾", "about"),
        ("十餘個國家", "十餘個國家", 10, "國家", "more_than"),
    ],
)  # fmt: skip
def test_count_has_noun_and_bound(
    text: str, quote: str, value: float | None, unit: str | None, bound: str
) -> None:
    if not bound:
        assert _said(text)[0][1:] == (200, "人", "exact")
        return
    assert _said(text) == [(quote, value, unit, bound)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("貸款20億美元", 2e9, "USD"),
        ("贷款20 亿美元", 2e9, "USD"),
        ("a loan of $2 billion", 2e9, "USD"),
        ("斥資三億歐元", 3e8, "EUR"),
        ("斥资3亿欧元", 3e8, "EUR"),
        ("spent 300 million euros", 3e8, "EUR"),
        ("耗費新台幣3000億元", 3e11, "TWD"),
        ("人民币140亿元", 1.4e10, "CNY"),
        ("14 billion yuan", 1.4e10, "CNY"),
        ("1.2兆日圓", 1.2e12, "JPY"),
        ("£45bn", 4.5e10, "GBP"),
        ("US$5.5億", 5.5e8, "USD"),
        ("CAN$8 billion", 8e9, "CAD"),
        ("a $5-billion programme", 5e9, "USD"),
        ("100億元", 1e10, "元"),
    ],
)
def test_money_has_its_code(text: str, value: float, unit: str) -> None:
    (found,) = _find(text)
    assert found.unit == unit
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["採購數億美元的武器", "采购数亿美元的武器", "millions of dollars"]
)
def test_amount_without_number_has_no_value(text: str) -> None:
    (found,) = _find(text)
    assert (found.value, found.unit) in {(None, "USD"), (None, "dollars")}


@pytest.mark.parametrize(
    ("text", "value", "unit", "of"),
    [
        ("占該區總投資的40%以上", 40, "percent", "該區總投資"),
        ("占该区总投资的四成", 40, "percent", "该区总投资"),
        ("over 40% of total investment in the area", 40, "percent", "total investment"),
        ("三分之二的議員贊成", 2 / 3, "share", "議員"),
        ("三分之二的议员赞成", 2 / 3, "share", "议员"),
        ("two-thirds of lawmakers agreed", 2 / 3, "share", "lawmakers"),
        ("百分之四十的席位", 40, "percent", "席位"),
        ("a quarter of the country's exports", 0.25, "share", "the country's exports"),
        ("half of the seats", 0.5, "share", "the seats"),
    ],
)
def test_share_says_of_what(text: str, value: float, unit: str, of: str) -> None:
    (found,) = _find(text)
    assert (found.unit, found.of) == (unit, of)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["稅率從去年的20%降至10%", "税率由20%下调至10%", "the rate fell from 20% to 10%"],
)
def test_change_keeps_where_it_came_from(text: str) -> None:
    (found,) = _find(text)
    assert (found.from_value, found.value, found.unit) == (20, 10, "percent")


@pytest.mark.parametrize(
    "text",
    [
        "獲得600億美元（約450億英鎊）",
        "获得600亿美元（约450亿英镑）",
        "received $60 billion (about £45 billion)",
    ],
)
def test_restated_amount_points_to_the_first(text: str) -> None:
    first, second = _find(text)
    assert (first.same_as, second.same_as) == (None, first.span)
    assert (first.unit, second.unit) == ("USD", "GBP")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("增至四倍", 4),
        ("达到过去的4倍", 4),
        ("four times the old figure", 4),
        ("產量翻倍", 2),
        ("产量翻番", 2),
        ("output doubled", 2),
        ("增加一倍", 2),
        ("a threefold rise", 3),
    ],
)
def test_multiple_is_times(text: str, value: float) -> None:
    (found,) = _find(text)
    assert (found.value, found.unit) == (value, "times")


@pytest.mark.parametrize(
    "text",
    [
        "2025年10月3日的第三次會議",
        "民国115年第12条",
        "in 2019 protesters met on Jan. 3",
        "圖-160與殲-20",
        "图-160与F-16、S-300",
        "the Tu-160, the AK-103 and the F-16",
        "一名官員說這是一個開始",
        "一位专家认为统一部会反对",
        "one official spoke",
        "Article 5 and Resolution 2231",
        "過去三十年",
        "两年前的35岁男子",
        "a 35-year-old man two years ago",
        "十分重要，千方百計",
        "兩國與雙方",
        "一帶一路",
        "货轮「海星1号」",
        "the third quarter",
    ],
)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert _find(text) == []


def test_quantity_stays_in_its_sentence() -> None:
    text = "兵力近15000名士兵"
    spans = [Span(0, 8), Span(8, len(text))]
    for found in find_quantities(text, text, spans):
        assert any(span.holds(found.span) for span in spans)


@pytest.mark.parametrize("name", ["currencies", "classifiers", "nouns", "terms", "periods"])
def test_table_is_folded_to_simplified_characters(name: str) -> None:
    for row in read_table(name):
        cell = row["word"] if name == "classifiers" else row["zh"]
        assert _fold(cell) == cell


_PIECES = st.sampled_from(
    [
        *(
            "近",
            "約",
            "15000",
            "數百",
            "名",
            "士兵",
            "億",
            "美元",
            "$",
            "%",
            "從",
            "降至",
            "三分之二",
        ),
        *(
            "的",
            "占",
            "（",
            "，",
            "-",
            "一",
            "艘",
            "倍",
            "萬",
            "half",
            "two",
            " to ",
            " of ",
            "from ",
        ),
        *(" million", " people"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=4), max_size=20).map("".join))
def test_any_text_gives_sorted_spans_without_overlap(text: str) -> None:
    middle = len(text) // 2
    sentences = [Span(0, middle), Span(middle, len(text))]
    folded = _fold(text)
    end = 0
    for found in find_quantities(text, folded if len(folded) == len(text) else text, sentences):
        assert end <= found.span.start < found.span.end <= len(text)
        assert any(span.holds(found.span) for span in sentences)
        end = found.span.end


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("委內瑞拉原油有八成輸往中國。", "原油"),
        ("委内瑞拉出口的原油中，约八成输往中国。", "原油"),
        ("議員當中有三成反對。", "議員"),
        ("政府有八成把握。", None),
    ],
)
def test_a_share_of_the_noun_before_it(text: str, of: str | None) -> None:
    (share,) = _find(text)
    assert share.of == of
