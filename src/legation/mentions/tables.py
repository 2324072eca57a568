"""Cached readers of the tables in `data`, which is part of the package."""

from __future__ import annotations

from legation.lexicons import tables


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/NAME.tsv of this package by column."""
    return tables.read_table("legation.mentions", name)
