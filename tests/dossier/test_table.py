from __future__ import annotations

import importlib.util

import pyarrow as pa
import pytest

from legation.dossier import Table
from legation.errors import UsageError


def test_rows_iteration_and_arrow_agree() -> None:
    table = Table(pa.table({"a": [1, None], "b": [["x"], []]}))
    assert table.rows() == list(table) == [{"a": 1, "b": ["x"]}, {"a": None, "b": []}]
    assert (len(table), table.columns) == (2, ("a", "b"))
    assert table.arrow().num_rows == 2
    assert "2 rows" in repr(table)


def test_html_marks_the_trigger_and_escapes() -> None:
    table = Table(
        pa.table(
            {
                "start": [12],
                "end": [14],
                "sentence": [[10, 16]],
                "sentence_text": ["<甲逮捕乙>"],
                "who": [["A&B"]],
            }
        )
    )
    html = table._repr_html_()
    assert "&lt;甲<mark>逮捕</mark>乙&gt;" in html
    assert "A&amp;B" in html


def test_html_of_a_long_table_says_how_much_is_left_out() -> None:
    assert "<p>10 more rows</p>" in Table(pa.table({"a": list(range(60))}))._repr_html_()


@pytest.mark.parametrize(("library", "method"), [("polars", "pl"), ("pandas", "df")])
def test_a_missing_library_is_named(library: str, method: str) -> None:
    table = Table(pa.table({"a": [1]}))
    if importlib.util.find_spec(library) is not None:
        assert len(getattr(table, method)()) == 1
        return
    with pytest.raises(UsageError, match=f"pip install {library}"):
        getattr(table, method)()


def test_html_shows_what_cannot_be_seen() -> None:
    html = Table(pa.table({"a": ["甲\u202e乙\u200b丙\x00<script>"]}))._repr_html_()
    assert "\u202e" not in html
    assert "\u200b" not in html
    assert "U+202E" in html
    assert "U+200B" in html
    assert "U+0000" in html
    assert "<script>" not in html


def test_html_of_a_long_list_or_text_says_how_much_there_is() -> None:
    table = Table(pa.table({"ids": [[f"id{number}" for number in range(40)]], "t": ["字" * 900]}))
    html = table._repr_html_()
    assert "… (40 in all)" in html
    assert "id30" not in html
    assert "… (900 characters)" in html


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [(None, 1, 2), ([5, 9], 1, 2), ([0, 4], 3, 99), ([0, 4], None, None)],
)
def test_html_marks_nothing_where_the_span_is_not_in_the_sentence(
    sentence: list[int] | None, start: int | None, end: int | None
) -> None:
    columns = {
        "start": pa.array([start], pa.int32()),
        "end": pa.array([end], pa.int32()),
        "sentence": pa.array([sentence], pa.list_(pa.int32())),
        "sentence_text": ["甲乙丙丁"],
    }
    html = Table(pa.table(columns))._repr_html_()
    assert "甲乙丙丁" in html
    assert "<mark>" not in html


def test_html_marks_every_span_of_a_hit() -> None:
    marks = [{"start": 11, "end": 13}, {"start": 14, "end": 15}]
    columns = {"start": [10], "end": [16], "text": ["甲逮捕乙&丙"], "marks": [marks]}
    html = Table(pa.table(columns))._repr_html_()
    assert "甲<mark>逮捕</mark>乙<mark>&amp;</mark>丙" in html
