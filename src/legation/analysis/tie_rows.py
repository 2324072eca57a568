"""Ties as the analyses of ties read them: once per text, with their sentences and both sides."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from legation.dossier import Dossier, Table
from legation.dossier.record_query import record_query
from legation.errors import UsageError

_COUNTRY: Final = re.compile(r"[A-Z]{3}(?=\.|$)")
ORDINAL_UNITS: Final = frozenset({"rank", "comparison"})
"""Units of ties that give a place in an order and no size."""

Row = dict[str, Any]


def side(actor: str | None) -> str | None:
    """The country of an id (VEN for VEN.GOV), or the id itself where it belongs to none."""
    found = _COUNTRY.match(actor) if actor else None
    return found[0] if found else actor


def on_side(actor: str | None, asked: str | None) -> bool:
    """Whether an id is `asked` or a part of it; everything is where nothing is asked."""
    return asked is None or actor == asked or (actor or "").startswith(f"{asked}.")


def read_ties(dossier: Dossier, sized: bool = False, **filters: str | None) -> list[Row]:
    """Ties that pass the filters of `Dossier.ties`, by document and place; `sized`: with a unit.

    A text that stands in the dossier twice gives each tie once, with both `documents`. `outlets`
    name who printed it, and `published` its earliest date of publication, or None.

    Raises:
        UsageError: a filter that ties do not have, or no such channel.
    """
    named = {name.removesuffix("_"): value for name, value in filters.items()}
    query, values = record_query("ties", named, None)
    where = "WHERE t.unit IS NOT NULL" if sized else ""
    return dossier.sql(
        f"""WITH printed AS (
            SELECT t.id, list(t.document ORDER BY t.document) AS documents,
                list(DISTINCT d.outlet) FILTER (d.outlet IS NOT NULL) AS outlets,
                min(d.published) AS published
            FROM ties t JOIN documents d USING (document) {where} GROUP BY t.id)
        SELECT t.* EXCLUDE (origin, sentence), p.documents, p.published,
            list_sort(coalesce(p.outlets, [])) AS outlets
        FROM ({query}) t JOIN printed p ON p.id = t.id {where}
        QUALIFY row_number() OVER (PARTITION BY t.id ORDER BY t.document) = 1
        ORDER BY t.document, t.start, t.id""",
        values,
    ).rows()


def overlap(first: Row, second: Row) -> bool | None:
    """Whether the periods of two ties share a day; None where one of them is not known."""
    spans = [_span(first), _span(second)]
    if any(span is None for span in spans):
        return None
    (a_first, a_last), (b_first, b_last) = (span for span in spans if span is not None)
    return a_first <= b_last and b_first <= a_last


def _span(row: Row) -> tuple[date, date] | None:
    if row.get("period") is None:
        return None
    return row["period_first"] or date.min, row["period_last"] or date.max


def make_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Table:
    """Rows as a `Table`; `columns` gives each column's type: text, texts, number, count, flag."""
    arrow = importlib.import_module("pyarrow")
    types = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "number": arrow.float64(),
        "count": arrow.int64(),
        "flag": arrow.bool_(),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
    kept = [{name: row.get(name) for name in columns} for row in rows]
    return Table(arrow.Table.from_pylist(kept, schema=schema))


def library(name: str, package: str | None = None) -> Any:
    """An optional library; `package` is what to install where that has another name.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed; install it with `pip install {package or name}`"
        ) from error
