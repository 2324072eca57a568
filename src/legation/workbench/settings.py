"""What a workbench is started with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ReadFiles = Callable[[Sequence[str]], Iterator[Any]]
"""Reads files and gives, one by one, a `Reading` or a `Failure`; it runs in a process of its own,
so it is a function of a module."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost: seconds, rows, bytes."""

    sql_seconds: float = 5.0
    sql_rows: int = 10_000
    sql_memory: str = "512MB"
    upload_bytes: int = 20 * 1024 * 1024
    upload_files: int = 200
    page_rows: int = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """`analysts`: name by token. Empty: whoever reaches the loopback address is `analyst`.

    `situation`: the folder of a situation, or None. `read`: how documents are added; None where
    no reader is installed. `token`: needed by all requests where the address is no loopback.
    """

    dossier: Path
    situation: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8400
    token: str | None = None
    analyst: str = "analyst"
    analysts: Mapping[str, str] = field(default_factory=dict)
    read: ReadFiles | None = None
    limits: Limits = field(default_factory=Limits)
