"""Folds: which reports tell of one happening, in a log beside the parts."""

from __future__ import annotations

from pathlib import Path

import duckdb


def load_folds(connection: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Bring the table `folds` up to the log under `root`, within the caller's transaction."""
