"""Tables of words that lie in the `data` folder of a package of the reader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from legation.errors import LexiconError


@cache
def read_table(package: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/NAME.tsv by column; the first line that is no comment names the columns.

    Raises LexiconError for a row whose number of cells differs from that of the columns.
    """
    text = files(package).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    columns: list[str] = []
    rows: list[dict[str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
        elif len(cells) != len(columns):
            raise LexiconError(
                f"{name}.tsv line {number} has {len(cells)} cells, not {len(columns)}: "
                "separate the cells with one tab each"
            )
        else:
            rows.append(dict(zip(columns, cells, strict=True)))
    return tuple(rows)
