"""Charts, each with the table it is drawn from, so that nothing is to be seen only in colour."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from legation.analysis.hasse import Hasse, lay_out
from legation.analysis.ordering import Order
from legation.analysis.tie_rows import library
from legation.dossier import Table
from legation.errors import UsageError

_QUADS: Final = (
    "material_cooperation",
    "verbal_cooperation",
    "verbal_conflict",
    "material_conflict",
)
"""From the most cooperative act to the most hostile; columns of a dyad's series."""
_COLOURS: Final = ("#0072b2", "#56b4e9", "#e69f00", "#d55e00")
"""Of Okabe and Ito's palette, which stays apart for the colour-blind and in print."""
_SHAPES: Final = {
    "exact": "circle",
    "about": "diamond",
    "nearly": "diamond",
    "at_least": "triangle-right",
    "more_than": "triangle-right",
    "at_most": "triangle-left",
    "less_than": "triangle-left",
}
"""A triangle points to where the number may lie."""
_ROW_LABELS: Final = {"labelAngle": 0, "labelAlign": "left", "labelLimit": 400}
_PERIOD: Final = re.compile(r"\d{4}(?:-.+)?")
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Figure:
    """An Altair chart and its table twin. `caption` says what is left out of the chart."""

    chart: Any
    table: Table
    caption: str

    def svg(self) -> str:
        """The chart as SVG, made on this machine.

        Raises:
            UsageError: vl-convert-python is not installed.
        """
        drawn: str = library("vl_convert", "vl-convert-python").vegalite_to_svg(
            self.chart.to_dict()
        )
        return drawn

    def _repr_html_(self) -> str:
        """The chart, below it the caption and the table.

        As SVG where that can be made here; else as a script that a browser fetches Vega for.
        """
        if importlib.util.find_spec("vl_convert") is not None:
            drawn = self.svg()
        else:
            spec = self.chart.to_json(indent=None)
            name = f"chart-{hashlib.sha256(spec.encode()).hexdigest()[:8]}"
            drawn = self.chart.to_html(fullhtml=False, output_div=name)
        return (
            f"<figure>{drawn}<figcaption>{escape(self.caption)}</figcaption></figure>"
            f"{self.table._repr_html_()}"
        )


def dyad_chart(series: Table, title: str = "Acts by period") -> Figure:
    """Counts of acts by period and class, cooperation above the line and conflict below it.

    `series` has the columns period, material_cooperation, verbal_cooperation, verbal_conflict and
    material_conflict; rows whose period is none ("coarser", "undated") stay in the table alone.

    Raises:
        UsageError: altair is not installed, or a column is missing.
    """
    altair = library("altair")
    rows = _rows(series, ("period", *_QUADS))
    dated = [row for row in rows if _PERIOD.fullmatch(str(row["period"]))]
    values = [_bar(row, quad) for row in dated for quad in _QUADS]
    names = [quad.replace("_", " ") for quad in _QUADS]
    chart = (
        _base(altair, values, title, f"{title}: {_periods(dated)}")
        .mark_bar()
        .encode(
            x=altair.X("period:O", title="period"),
            y=altair.Y(
                "height:Q",
                title="reports (conflict below the line)",
                axis=altair.Axis(labelExpr="abs(datum.value)"),
            ),
            color=altair.Color(
                "class:N",
                title=None,
                sort=names,
                scale=altair.Scale(domain=names, range=list(_COLOURS)),
            ),
            tooltip=["period:O", "class:N", "reports:Q"],
        )
    )
    return Figure(chart, series, _left_out(rows, dated, title))


def support_chart(series: Table, title: str = "Deeds among all support") -> Figure:
    """The part of deeds in support by year, with its interval; years without one are gaps.

    `series` has the columns year, share, low and high (0 to 1, or None), as `Support.years()`;
    rows whose year is none ("coarser", "undated") stay in the table alone.

    Raises:
        UsageError: altair is not installed, or a column is missing.
    """
    altair = library("altair")
    rows = _rows(series, ("year", "share", "low", "high"))
    known = [
        {"year": int(row["year"]), **{name: row[name] for name in ("share", "low", "high")}}
        for row in rows
        if row["share"] is not None and _YEAR.fullmatch(str(row["year"]))
    ]
    base = _base(altair, known, title, f"{title}: {_periods(known, 'year')}")
    year = altair.X(
        "year:Q",
        title="year",
        axis=altair.Axis(format="d", tickMinStep=1),
        scale=altair.Scale(zero=False, padding=12),
    )
    points = base.mark_point(filled=True, size=60).encode(
        x=year,
        y=altair.Y("share:Q", title="deeds / (deeds + words)", scale=altair.Scale(domain=[0, 1])),
        tooltip=["year:Q", "share:Q", "low:Q", "high:Q"],
    )
    intervals = base.mark_rule().encode(x=year, y="low:Q", y2="high:Q")
    return Figure(intervals + points, series, _left_out(rows, known, title))


def numbers_chart(numbers: Table, title: str = "Numbers by source") -> Figure:
    """Every number of `tie_numbers` on a line of its own by source, a panel per flow and unit.

    Nothing is averaged: two sources are two marks. The shape says how the number is meant: a
    triangle points to where it may lie (at least: right), a diamond is rough, a circle exact.

    Raises:
        UsageError: altair is not installed, or a column is missing.
    """
    altair = library("altair")
    wanted = ("from", "to", "channel", "value", "unit", "bound", "period", "source", "documents")
    rows = _rows(numbers, wanted)
    known = [row for row in rows if row["value"] is not None]
    values = [_number(row) for row in known]
    chart = (
        _base(altair, values, title, f"{title}: {len(known)} numbers, none averaged")
        .mark_point(filled=True, size=90)
        .encode(
            x=altair.X("value:Q", title=None, scale=altair.Scale(zero=True)),
            y=altair.Y("source:N", title=None),
            shape=altair.Shape(
                "bound:N",
                title="meant as",
                scale=altair.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())),
            ),
            color=altair.Color("period:N", title="period"),
            row=altair.Row("flow:N", title=None, header=altair.Header(**_ROW_LABELS)),
            tooltip=["flow:N", "source:N", "value:Q", "bound:N", "period:N", "text:N"],
        )
        .resolve_scale(x="independent", y="independent")
    )
    return Figure(chart, numbers, _left_out(rows, known, title))


def hasse_chart(order: Order, labels: dict[str, str] | None = None) -> Figure:
    """The Hasse diagram of an order: the greater above, no line where nothing follows.

    Raises:
        UsageError: altair is not installed.
    """
    altair = library("altair")
    hasse = lay_out(order, labels)
    size = {"width": 480, "height": 100 * hasse.height}
    axes = {
        "x": altair.X("x:Q", axis=None, scale=altair.Scale(domain=[0, 1])),
        "y": altair.Y("level:Q", axis=None, scale=altair.Scale(domain=[-0.5, hasse.height - 0.5])),
    }
    lines = (
        _base(altair, _edge_values(hasse), hasse.title, hasse.description)
        .mark_rule(color="#666666")
        .encode(**axes, x2="x2:Q", y2="level2:Q")
    )
    nodes = [{"label": n.label, "level": n.level, "x": n.x} for n in hasse.nodes]
    points = altair.Chart(altair.InlineData(values=nodes))
    dots = points.mark_circle(size=900, color="#ffffff", stroke="#0072b2").encode(**axes)
    names = points.mark_text().encode(**axes, text="label:N")
    return Figure((lines + dots + names).properties(**size), order.table(), hasse.description)


def _edge_values(hasse: Hasse) -> list[dict[str, Any]]:
    places = {node.name: node for node in hasse.nodes}
    return [
        {
            "x": places[lower].x,
            "level": places[lower].level,
            "x2": places[higher].x,
            "level2": places[higher].level,
        }
        for lower, higher in hasse.edges
    ]


def _base(altair: Any, values: Sequence[dict[str, Any]], title: str, words: str) -> Any:
    """A chart over rows, with a description that screen readers read out."""
    data = altair.InlineData(values=list(values))
    return altair.Chart(data, title=title, description=words)


def _rows(table: Table, wanted: Iterable[str]) -> list[dict[str, Any]]:
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise UsageError(
            f"the chart needs the columns {', '.join(missing)}; the table has "
            f"{', '.join(table.columns)}"
        )
    return table.rows()


def _bar(row: dict[str, Any], quad: str) -> dict[str, Any]:
    up = quad.endswith("cooperation")
    return {
        "period": row["period"],
        "class": quad.replace("_", " "),
        "reports": row[quad],
        "height": row[quad] if up else -row[quad],
    }


def _number(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "flow": f"{row['from'] or '?'} → {row['to'] or '?'}, {row['channel']}, {_of(row)}",
        "source": " ← ".join(row["source"]) or ", ".join(row["documents"]),
        "value": row["value"],
        "bound": row["bound"] or "exact",
        "period": row["period"] or "no period",
        "text": row.get("text"),
    }


def _of(row: dict[str, Any]) -> str:
    whole = f" of {row['denominator']}" if row.get("denominator") else ""
    return f"{row['unit']}{whole}"


def _periods(rows: Sequence[dict[str, Any]], column: str = "period") -> str:
    if not rows:
        return f"no {column}"
    return f"{len(rows)} {column}s from {rows[0][column]} to {rows[-1][column]}"


def _left_out(rows: Sequence[dict[str, Any]], drawn: Sequence[dict[str, Any]], title: str) -> str:
    missing = len(rows) - len(drawn)
    tail = f"; {missing} rows without a place on the chart are in the table only" if missing else ""
    return f"{title}: {len(drawn)} rows drawn{tail}."
