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
