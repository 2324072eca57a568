"""The sentences of corpus/gold/phenomena/ties.toml, in Traditional and English."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_PATH = Path(__file__).parents[2] / "corpus" / "gold" / "phenomena" / "ties.toml"
_ROWS: dict[str, list[dict[str, Any]]] = tomllib.loads(_PATH.read_text(encoding="utf-8"))

Row = tuple[str, str, tuple[tuple[str | None, str | None, str], ...]]

STATED: dict[str, Row] = {
    row["name"]: (
        row["zh"],
        row["en"],
        tuple((source or None, target or None, channel) for source, target, channel in row["ties"]),
    )
    for row in _ROWS["stated"]
}
VALUES: dict[str, tuple[str, str, float | None, str | None, str]] = {
    row["name"]: (row["zh"], row["en"], row["value"], row["unit"], row["bound"])
    for row in _ROWS["number"]
}
NOTHING: dict[str, tuple[str, str]] = {
    row["name"]: (row["zh"], row["en"]) for row in _ROWS["nothing"]
}
