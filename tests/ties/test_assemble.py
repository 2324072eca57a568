"""Ties in Traditional, Simplified and English; and sentences that state none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import opencc
import pytest
from tests.ties.cases import NOTHING, STATED, VALUES

from legation.model.records import Tie

Ties = Callable[[str], list[Tie]]


def _country(identifier: str | None) -> str | None:
    return identifier if identifier is None or ":" in identifier else identifier[:3]


def _ends(tie: Tie) -> tuple[object, ...]:
    ends = (_country(tie.source), _country(tie.target))
    return (frozenset(ends) if tie.undirected else ends, tie.channel)


def _threes(rows: dict[str, Any]) -> list[Any]:
    out: list[Any] = []
    simplify = opencc.OpenCC("tw2s").convert
    for name, (traditional, english, *rest) in rows.items():
        out.append(pytest.param(traditional, *rest, id=f"{name}-Hant"))
        out.append(pytest.param(simplify(traditional), *rest, id=f"{name}-Hans"))
        out.append(pytest.param(english, *rest, id=f"{name}-en"))
    return out


@pytest.mark.parametrize(("text", "wanted"), _threes(STATED))
def test_assemble_finds_what_is_stated(text: str, wanted: Any, ties: Ties) -> None:
    found = ties(text)
    expected = {
        (frozenset((a, b)) if tie.undirected else (a, b), channel)
        for tie, (a, b, channel) in zip(found, wanted, strict=False)
    }
    assert len(found) == len(wanted)
    assert {_ends(tie) for tie in found} == expected


@pytest.mark.parametrize("text", _threes(NOTHING))
def test_assemble_finds_nothing_where_none_is_stated(text: str, ties: Ties) -> None:
    assert ties(text) == []


@pytest.mark.parametrize(("text", "value", "unit", "bound"), _threes(VALUES))
def test_assemble_gives_one_number(
    text: str, value: float, unit: str, bound: str, ties: Ties
) -> None:
    assert [(tie.value, tie.unit, tie.bound) for tie in ties(text)] == [(value, unit, bound)]


PERIODS: dict[str, tuple[str, str, str]] = {
    "years": (
        "2018年至2021年，中國向巴基斯坦提供了210億美元貸款。",
        "From 2018 to 2021, China lent Pakistan $21 billion in loans.",
        "2018/2021",
    ),
    "year": ("芬蘭2023年加入北約。", "Finland joined NATO in 2023.", "2023"),
}
PROSE: dict[str, tuple[str, str, tuple[str, str]]] = {
    "for years": (
        "美國多年來一直為以色列提供軍事援助。",
        "The United States has for years provided Israel with military aid.",
        ("多年", "for years"),
    ),
    "long": (
        "英國長期與美國分享情報。",
        "Britain has long shared intelligence with the United States.",
        ("期", "long"),
    ),
}


@pytest.mark.parametrize(("text", "period"), _threes(PERIODS))
def test_assemble_dates_a_tie(text: str, period: str, ties: Ties) -> None:
    assert [(tie.period, tie.period_text) for tie in ties(text)] == [(period, None)]


@pytest.mark.parametrize(("text", "words"), _threes(PROSE))
def test_assemble_keeps_a_period_in_words(text: str, words: tuple[str, str], ties: Ties) -> None:
    (tie,) = ties(text)
    assert tie.period is None
    assert tie.period_text is not None
    assert any(word in tie.period_text for word in words)


SAID: dict[str, tuple[str, str]] = {
    "experts": (
        "專家指出，伊朗約四成原油出口到印度。",
        "Iran exports about 40 percent of its crude to India, experts say.",
    ),
}


@pytest.mark.parametrize("text", _threes(SAID))
def test_assemble_says_who_says_so(text: str, ties: Ties) -> None:
    (tie,) = ties(text)
    assert tie.attribution == ("experts",)


def test_assemble_names_what_a_share_is_of(ties: Ties) -> None:
    (tie,) = ties("Pakistan gets 81 percent of its arms imports from China.")
    assert tie.value == 81
    assert tie.denominator is not None
    assert "arms imports" in tie.denominator


def test_assemble_gives_each_side_of_a_list(ties: Ties) -> None:
    found = ties("敘利亞的阿薩德政權一直依賴俄羅斯和伊朗的軍事支持。")
    assert [(tie.source, tie.channel) for tie in found] == [("IRN", "arms"), ("RUS", "arms")]


def test_assemble_counts_out_what_was_sold(ties: Ties) -> None:
    found = ties("埃及的防空系統建立在法國武器上，包括12套飛彈系統，以及40架無人機。")
    assert [(tie.source, tie.target, tie.value) for tie in found] == [
        ("FRA", "EGY", 12),
        ("FRA", "EGY", 40),
    ]


def test_assemble_leaves_a_number_to_its_own_relation(ties: Ties) -> None:
    found = ties("日本向印尼提供了5億美元貸款、日本公司參與印尼的鐵路項目。")
    assert [(tie.channel, tie.value) for tie in found] == [
        ("lending", 500_000_000),
        ("investment", None),
    ]


def test_assemble_reads_less_lending_as_one_tie(ties: Ties) -> None:
    found = ties("尚比亞的債務不斷增加。中國近年來減少新貸款，轉而回收舊債。")
    assert [(t.source, t.target, t.channel, t.period_text) for t in found] == [
        ("CHN", "ZMB", "lending", "近年來")
    ]


def test_assemble_keeps_a_comparison_without_a_number(ties: Ties) -> None:
    found = ties("泰國對法國的貿易規模有限，遠不及與日本之間的貿易。")
    assert ("JPN", "comparison") in {(tie.source, tie.unit) for tie in found}


@pytest.mark.parametrize(
    "text",
    [
        "美國長期指控該國總統與阿拉瓜火車勾結。",
        "Ecuador accused the mayor of leading the Tren de Aragua gang.",
    ],
)
def test_assemble_takes_an_accusation_of_a_link_for_a_claim(text: str, ties: Ties) -> None:
    assert [tie for tie in ties(text) if tie.channel == "crime"] == []


@pytest.mark.parametrize("name", sorted(STATED))
def test_assemble_cuts_spans_inside_the_sentence(name: str, ties: Ties) -> None:
    for text in STATED[name][:2]:
        for tie in ties(text):
            assert tie.sentence.holds(tie.span)
            assert tie.span.cut(text) == tie.span.cut(text).strip()


def test_assemble_bears_characters_of_private_use(ties: Ties) -> None:
    found = ties("\ue123中國是斯里蘭卡最大的債權國。\uefff")
    assert [(tie.source, tie.target) for tie in found] == [("CHN", "LKA")]


def test_assemble_is_quick_on_a_sentence_without_end(ties: Ties) -> None:
    assert ties("中國與俄羅斯" * 400) == []
