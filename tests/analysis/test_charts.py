from __future__ import annotations

import builtins
import importlib
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.shaped import Link, telling, told
from tests.analysis.test_hasse import ORDER

from legation.analysis import charts
from legation.analysis.sizes import tie_numbers
from legation.analysis.tie_rows import library, make_table
from legation.errors import UsageError

QUADS = ("material_cooperation", "verbal_cooperation", "verbal_conflict", "material_conflict")


def _series(*rows: dict[str, Any]) -> Any:
    return make_table(rows, {"period": "text", **dict.fromkeys(QUADS, "count")})


def _data(chart: Any) -> list[dict[str, Any]]:
    (found,) = chart.to_dict()["datasets"].values()
    rows: list[dict[str, Any]] = found
    return rows


def test_dyad_chart_draws_periods_and_counts_what_has_none() -> None:
    pytest.importorskip("altair")
    table = _series(
        {"period": "2008", **dict.fromkeys(QUADS, 2)},
        {"period": "undated", **dict.fromkeys(QUADS, 7)},
    )

    figure = charts.dyad_chart(table)

    values = _data(figure.chart)
    assert {row["period"] for row in values} == {"2008"}
    assert {row["class"]: row["height"] for row in values} == {
        "material cooperation": 2,
        "verbal cooperation": 2,
        "verbal conflict": -2,
        "material conflict": -2,
    }
    assert figure.table is table
    assert "1 rows without a place" in figure.caption


def test_support_chart_leaves_gaps_where_nothing_is_known() -> None:
    pytest.importorskip("altair")
    columns = {"year": "text", "share": "number", "low": "number", "high": "number"}
    known = {"year": "2008", "share": 0.5, "low": 0.1, "high": 0.9}
    rows: list[dict[str, Any]] = [known, {"year": "2009"}, known | {"year": "undated"}]

    figure = charts.support_chart(make_table(rows, columns))

    assert "2008" in figure.chart.to_json()
    assert "2009" not in figure.chart.to_json()
    assert "1 rows drawn; 2 rows without a place" in figure.caption


def test_numbers_chart_has_a_mark_for_every_number(tmp_path: Path) -> None:
    pytest.importorskip("altair")
    links = [
        Link("FRA", "UKR", "lending", v, "EUR", "at_least", said_by=("O:afp",)) for v in (3, 5)
    ]
    with told(tmp_path, telling("one", ("[甲|FRA]借給[乙|UKR]。", links))) as dossier:
        figure = charts.numbers_chart(tie_numbers(dossier))

    assert [row["value"] for row in _data(figure.chart)] == [3, 5]
    assert {row["source"] for row in _data(figure.chart)} == {"O:afp"}


def test_hasse_chart_is_described_in_words() -> None:
    pytest.importorskip("altair")
    figure = charts.hasse_chart(ORDER)

    assert "HUN is below CHN" in figure.caption
    assert "HUN is below CHN" in figure.chart.to_json()
    assert len(figure.table) == 4


@pytest.mark.parametrize("drawn_here", [True, False])
def test_figure_shows_its_chart_and_its_table(
    monkeypatch: pytest.MonkeyPatch, drawn_here: bool
) -> None:
    pytest.importorskip("altair")
    if drawn_here:
        pytest.importorskip("vl_convert")
    else:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    figure = charts.dyad_chart(_series({"period": "2008", **dict.fromkeys(QUADS, 2)}))
    shown = figure._repr_html_()

    assert ("<svg" in shown) is drawn_here
    assert ("<script" in shown) is not drawn_here
    assert figure.caption in shown
    assert shown.endswith(figure.table._repr_html_())


def test_chart_refuses_a_table_without_its_columns() -> None:
    pytest.importorskip("altair")
    with pytest.raises(UsageError, match="verbal_conflict"):
        charts.dyad_chart(make_table([], {"period": "text"}))


def test_missing_library_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, *_: Any) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(UsageError, match="pip install altair"):
        charts.dyad_chart(_Bare())  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="pip install vl-convert-python"):
        library("vl_convert", "vl-convert-python")


class _Bare:
    """A table that nobody looks at."""

    columns = ("period", *QUADS)

    def rows(self) -> builtins.list[dict[str, Any]]:
        return []
