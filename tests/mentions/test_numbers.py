"""Numbers in digits and words of both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.mentions.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3億", 3e8),
        ("三億", 3e8),
        ("三亿", 3e8),
        ("300 million", 3e8),
        ("1.5万", 15000),
        ("一萬五", 15000),
        ("１.５萬", 15000),
        ("fifteen thousand", 15000),
        ("15,000", 15000),
        ("15k", 15000),
        ("兩千三百", 2300),
        ("两千三", 2300),
        ("兩千零三", 2003),
        ("two thousand three hundred", 2300),
        ("1.2兆", 1.2e12),
        ("1.2万亿", 1.2e12),
        ("1.2 trillion", 1.2e12),
        ("3億5000萬", 3.5e8),
        ("4.5 million", 4.5e6),
        ("2.3bn", 2.3e9),
        ("廿六", 26),
        ("十四", 14),
        ("twenty-six", 26),
        ("a dozen", 12),
        ("two dozen", 24),
        ("一百零五", 105),
        ("one hundred and five", 105),
        ("三点五", 3.5),
        ("二〇二五", 2025),
        ("half a million", 5e5),
    ],
)
def test_number_gives_its_value(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之二", 2 / 3),
        ("two-thirds", 2 / 3),
        ("a third", 1 / 3),
        ("three quarters", 0.75),
        ("half", 0.5),
        ("一半", 0.5),
        ("半數", 0.5),
        ("半数", 0.5),
        ("百分之四十", 40),
        ("97%", 97),
        ("９７％", 97),
        ("12.5 percent", 12.5),
        ("千分之五", 0.5),
    ],
)
def test_share_gives_value_and_percentage_its_figure(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["", "數億", "数亿", "dozens", "a", "and", "若干", "three-ish", "億分之"]
)
def test_no_number_gives_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_round_trip(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(str(number)) == number


@settings(max_examples=200)
@given(
    st.text(max_size=70)
    | st.text(alphabet="零一二三十百千万亿兆两點点0123456789,.半分之%", max_size=70)
    | st.lists(st.sampled_from(["two", "hundred", "million", "half", "a", "-", " and "])).map(
        " ".join
    )
)
def test_any_text_gives_a_finite_number_or_none(text: str) -> None:
    value = parse_number(text)
    assert value is None or 0 <= value < float("inf")
