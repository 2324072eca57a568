"""Cue words of reporting and modality, read from the tables beside the code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources


@cache
def read_cues(name: str) -> tuple[dict[str, str], ...]:
    """Rows of legation/clauses/data/NAME, as written; comment lines start with #."""
    path = resources.files("legation.clauses") / "data" / name
    return tuple(_rows(path.read_text(encoding="utf-8")))


def _rows(text: str) -> Iterator[dict[str, str]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
