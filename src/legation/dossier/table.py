"""Results of queries: an Arrow table with ways to what its user works with."""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import pairwise
from typing import Any, Final

from legation.errors import UsageError

_SHOWN: Final = 50
"""Rows that a notebook shows."""
_LISTED: Final = 6
"""Items of a list that a cell shows."""
_LONG: Final = 400
"""Characters of a text that a cell shows."""
_UNSEEN: Final = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_SENTENCE: Final = frozenset(["sentence_text", "sentence", "start", "end"])
_HIT: Final = frozenset(["text", "marks", "start", "end"])
_PLAIN_SPACE: Final = "\n\t"


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
        marked = _marked_column(self.columns)
        names = [name for name in self.columns if name not in _HIDDEN.get(marked, ())]
        head = "".join(f"<th>{visible(name)}</th>" for name in names)
        body = "".join(_html_row(row, names, marked) for row in self._arrow[:_SHOWN].to_pylist())
        more = f"<p>{len(self) - _SHOWN} more rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def visible(text: str) -> str:
    """`text` as HTML that says what it holds: signs escaped, unseen characters named by number.

    A character that changes the direction of writing, or has no width, can make a text read as
    what it is not.
    """
    return "".join(
        f'<code title="{_name(character)}">U+{ord(character):04X}</code>'
        if character not in _PLAIN_SPACE and unicodedata.category(character) in _UNSEEN
        else escape(character)
        for character in text
    )


def marked_html(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` as HTML with the characters of the spans (ends exclusive) in `<mark>`."""
    whole = range(len(text) + 1)
    kept = [(start, end) for start, end in spans if start in whole and end in whole]
    cuts = sorted({0, len(text), *(cut for span in kept for cut in span)})
    return "".join(
        f"<mark>{visible(text[one:other])}</mark>"
        if any(start <= one and other <= end for start, end in kept)
        else visible(text[one:other])
        for one, other in pairwise(cuts)
    )


_HIDDEN: Final[Mapping[str | None, tuple[str, ...]]] = {
    "sentence_text": ("start", "end"),
    "text": ("start", "end", "marks"),
}
"""Column whose characters are marked -> columns that the marks make needless."""


def _marked_column(columns: Iterable[str]) -> str | None:
    held = set(columns)
    if held >= _SENTENCE:
        return "sentence_text"
    return "text" if held >= _HIT else None


def _html_row(row: dict[str, Any], names: list[str], marked: str | None) -> str:
    cells = []
    for name in names:
        value = row[name]
        if name == marked and isinstance(value, str):
            cells.append(f'<td dir="auto">{marked_html(value, _spans(row, name))}</td>')
        else:
            cells.append(f'<td dir="auto">{visible(_plain(value))}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _spans(row: dict[str, Any], name: str) -> list[tuple[int, int]]:
    """The marked characters of a row, counted from the beginning of the text in its cell."""
    if name == "text":
        return [
            (mark["start"] - row["start"], mark["end"] - row["start"])
            for mark in row["marks"] or ()
        ]
    if not row["sentence"] or row["start"] is None:
        return []
    offset = row["sentence"][0]
    return [(row["start"] - offset, row["end"] - offset)]


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        shown = ", ".join(_plain(item) for item in value[:_LISTED])
        return shown if len(value) <= _LISTED else f"{shown}, … ({len(value)} in all)"
    if isinstance(value, dict):
        return " ".join(_plain(item) for item in value.values() if item is not None)
    text = str(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}… ({len(text)} characters)"


def _name(character: str) -> str:
    return unicodedata.name(character, "control character")


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed; install it with `pip install {name}`"
        ) from error
