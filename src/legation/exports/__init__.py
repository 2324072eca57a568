"""Tables for everybody else. Each format is one entry of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from legation.dossier import Dossier
from legation.exports.jsonl import export_jsonl

__all__ = ["FORMATS", "Format", "export_jsonl"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way out: its name, what it writes, and the function, which returns rows by file name."""

    name: str
    about: str
    write: Callable[[Dossier, Path], dict[str, int]]


FORMATS: Final = (
    Format("jsonl", "one JSON-lines file per kind of record, with everything", export_jsonl),
)
