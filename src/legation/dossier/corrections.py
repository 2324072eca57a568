"""Corrections: what people decided about records, in a log that is only ever added to."""

from __future__ import annotations

from pathlib import Path

import duckdb


def load_corrections(connection: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Bring the table `corrections` up to the log under `root`, within the caller's transaction."""
