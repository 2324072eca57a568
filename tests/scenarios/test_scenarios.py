"""Forecasts in Traditional, Simplified and English; and sentences that foretell nothing."""

from collections.abc import Callable
from typing import Any

import opencc
import pytest

from legation.documents import document_from_text
from legation.model.reading import Reading
from legation.model.records import Scenario
from legation.reading import fast_reader

Read = Callable[[str], tuple[str, tuple[Scenario, ...]]]

FORECASTS: dict[str, tuple[str, str]] = {
    "may": ("和談可能在年底前破裂。", "The talks may collapse before the end of the year."),
    "condition": (
        "如果油價下跌，該國經濟可能陷入衰退。",
        "If oil prices fall, the country's economy may slide into recession.",
    ),
    "once": (
        "一旦封鎖持續，糧食供應勢必中斷。",
        "If the blockade goes on, food supplies will almost certainly run out.",
    ),
    "likely": ("新政府很可能恢復談判。", "The new government is likely to resume the talks."),
    "unlikely": ("雙方不太可能在本月簽署協議。", "The two sides are unlikely to sign this month."),
    "bound to": ("這項決定勢必激怒鄰國。", "The decision is bound to anger its neighbours."),
    "thing": (
        "分析人士認為，這項制裁將重創該國的銀行業。",
        "Analysts believe the sanctions would cripple the country's banks.",
    ),
    "perhaps": ("下一屆議會或許會重審條約。", "The next parliament might review the treaty."),
}

NOTHING: dict[str, tuple[str, str]] = {
    "past": ("去年洪水摧毀了三座橋梁。", "Last year's flood destroyed three bridges."),
    "plan": ("外長將於週三訪問開羅。", "The foreign minister will visit Cairo on Wednesday."),
    "possibility as a noun": ("他拒絕討論撤軍的可能性。", "He refused to discuss a pull-out."),
    "question": ("和談可能破裂嗎？", "May the talks collapse?"),
    "past possibility": (
        "警方說，嫌犯可能已經離境。",
        "Police said the suspect may have left the country.",
    ),
}


@pytest.fixture(scope="session")
def read() -> Read:
    reader = fast_reader()

    def scenarios(text: str) -> tuple[str, tuple[Scenario, ...]]:
        reading: Reading = next(reader.read([document_from_text(text, id="s")]))
        return text, reading.scenarios

    return scenarios


def _threes(rows: dict[str, tuple[str, str]]) -> list[Any]:
    simplify = opencc.OpenCC("tw2s").convert
    out: list[Any] = []
    for name, (traditional, english) in rows.items():
        out.append(pytest.param(traditional, id=f"{name}-Hant"))
        out.append(pytest.param(simplify(traditional), id=f"{name}-Hans"))
        out.append(pytest.param(english, id=f"{name}-en"))
    return out


@pytest.mark.parametrize("text", _threes(FORECASTS))
def test_a_forecast_is_found_with_its_outcome(text: str, read: Read) -> None:
    text, found = read(text)
    assert len(found) >= 1
    assert all(len(scenario.outcome.cut(text)) > 1 for scenario in found)


@pytest.mark.parametrize("text", _threes(NOTHING))
def test_nothing_is_foretold(text: str, read: Read) -> None:
    assert read(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "condition", "word", "band"),
    [
        ("如果油價下跌，經濟很可能衰退。", "油價下跌", "很可能", "55-80"),
        ("如果油价下跌，经济很可能衰退。", "油价下跌", "很可能", "55-80"),
        (
            "If oil prices fall, a recession is very likely.",
            "oil prices fall",
            "very likely",
            "80-95",
        ),
    ],
    ids=["Hant", "Hans", "en"],
)
def test_condition_and_band_are_kept(
    text: str, condition: str, word: str, band: str, read: Read
) -> None:
    text, found = read(text)
    assert [s.condition.cut(text) for s in found if s.condition] == [condition]
    assert (found[0].likelihood, found[0].band) == (word, band)


def test_a_loose_word_has_no_band(read: Read) -> None:
    assert read("和談可能破裂。")[1][0].band is None


@pytest.mark.parametrize(
    "text",
    [
        "專家說，該國或許會退出條約，或者可能爆發內戰。",
        "专家说，该国或许会退出条约，或者可能爆发内战。",
    ],
    ids=["Hant", "Hans"],
)
def test_alternatives_are_branches_of_one_tree(text: str, read: Read) -> None:
    trees = {scenario.tree for scenario in read(text)[1]}
    assert len(trees) == 1
    assert None not in trees
