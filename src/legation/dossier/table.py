"""Results of queries: an Arrow table with ways to what its user works with."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from legation.errors import UsageError

_SHOWN: Final = 50
_MARKED: Final = frozenset({"sentence_text", "sentence", "start", "end"})


class Table:
    """Rows and named columns. Iterating gives one dict per row; nested lists are lists."""

    def __init__(self, arrow: Any) -> None:
        self._arrow = arrow

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(self._arrow.column_names)

    def rows(self) -> list[dict[str, Any]]:
        """All rows as dicts; dates are `datetime.date`, unknown values None."""
        found: list[dict[str, Any]] = self._arrow.to_pylist()
        return found

    def arrow(self) -> Any:
        """The `pyarrow.Table` itself."""
        return self._arrow

    def pl(self) -> Any:
        """A polars DataFrame.

        Raises:
            UsageError: polars is not installed.
        """
        return _library("polars").from_arrow(self._arrow)

    def df(self) -> Any:
        """A pandas DataFrame.

        Raises:
            UsageError: pandas is not installed.
        """
        _library("pandas")
        return self._arrow.to_pandas()

    def __len__(self) -> int:
        count: int = self._arrow.num_rows
        return count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self._arrow.to_batches(max_chunksize=1024):
            yield from batch.to_pylist()

    def __repr__(self) -> str:
        return f"Table({len(self)} rows: {', '.join(self.columns)})"

    def _repr_html_(self) -> str:
        marked = set(self.columns) >= _MARKED
        names = [name for name in self.columns if not (marked and name in ("start", "end"))]
        head = "".join(f"<th>{escape(name)}</th>" for name in names)
        body = "".join(_html_row(row, names, marked) for row in self._arrow[:_SHOWN].to_pylist())
        more = f"<p>{len(self) - _SHOWN} more rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _html_row(row: dict[str, Any], names: list[str], marked: bool) -> str:
    cells = []
    for name in names:
        if marked and name == "sentence_text" and row["sentence_text"] is not None:
            cells.append(f"<td>{_html_mark(row)}</td>")
        else:
            cells.append(f"<td>{escape(_plain(row[name]))}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _html_mark(row: dict[str, Any]) -> str:
    text, offset = row["sentence_text"], row["sentence"][0]
    start, end = row["start"] - offset, row["end"] - offset
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_plain(item) for item in value.values() if item is not None)
    return str(value)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed; install it with `pip install {name}`"
        ) from error
