from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from legation.encoder.pieces import UNKNOWN, Cutter

_PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "\u2581",
    "\u2581sign",
    "s",
    "a",
    "制裁",
    "制",
    "裁",
    ",",
]
_SCORES = [0.0] * 4 + [-2.0, -5.0, -4.0, -4.0, -6.0, -7.0, -7.0, -3.0]
CUTTER = Cutter(_PIECES, _SCORES, {"，": ",", "\u200b": "", "\u3000": " "})


def words(text: str) -> list[str]:
    return [unit.span.cut(text) for unit in CUTTER.cut(text).units]


def test_cut_takes_the_longest_sum_of_scores() -> None:
    assert words("制裁") == ["制裁"]
    assert CUTTER.cut("制裁").ids == (4, 8)


def test_cut_joins_pieces_of_an_english_word() -> None:
    assert words("signs sign") == ["signs", "sign"]


def test_cut_keeps_chinese_pieces_apart() -> None:
    assert words("裁制") == ["裁", "制"]


def test_cut_covers_the_original_of_a_normalised_sign() -> None:
    assert words("制裁，制裁") == ["制裁", "，", "制裁"]
    assert words("制\u200b裁") == ["制\u200b裁"]


def test_cut_marks_what_it_does_not_know() -> None:
    assert CUTTER.cut("☃").ids == (4, UNKNOWN)


def test_cut_of_nothing_has_no_units() -> None:
    assert CUTTER.cut("").units == ()
    assert CUTTER.cut(" \u3000 ").units == ()


@given(st.text(alphabet="sign a制裁，☃\u200b\u3000𠮷F1-", max_size=60))
def test_units_are_in_order_and_inside(text: str) -> None:
    units = CUTTER.cut(text).units
    last = 0
    for unit in units:
        assert last <= unit.span.start < unit.span.end <= len(text)
        last = unit.span.end
