"""Word lists of this package: outlets, regional wording, cues of layout. Read once, then cached."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

import opencc

from legation.errors import LexiconError

Region = Literal["TW", "HK", "CN"]
REGIONS: tuple[Region, ...] = ("TW", "HK", "CN")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `region` is None for one that writes for several sides from outside."""

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    region: Region | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A word, folded to Simplified unless `exact`, and the regions that write it."""

    word: str
    regions: frozenset[Region]
    exact: bool


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold_text(text: str) -> str:
    """`text` in Simplified characters and small letters: for look-ups, never for offsets."""
    return str(_converter().convert(text)).lower()


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """`fold_text` of a short text that comes again and again."""
    return fold_text(name)


@cache
def rows(name: str, width: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of this package, without comments and header.

    Raises LexiconError, naming file and line, for a row that has not `width` columns.
    """
    source = resources.files("legation.documents").joinpath("data", name)
    found: list[tuple[str, ...]] = []
    lines = source.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(cells) != width:
            raise LexiconError(f"{name}:{number}: {len(cells)} columns, must be {width}")
        found.append(tuple(cell.strip() for cell in cells))
    return tuple(found[1:])


def _region(cell: str) -> Region | None:
    return next((region for region in REGIONS if region == cell), None)


@lru_cache(maxsize=1)
def outlets() -> tuple[Outlet, ...]:
    """All known publishers."""
    return tuple(
        Outlet(name, _split(aliases), _split(domains), _region(region))
        for name, aliases, domains, region in rows("outlets.tsv", 4)
    )


@lru_cache(maxsize=1)
def wordings() -> tuple[Wording, ...]:
    """All words that tell regions apart; a word written in all three is left out."""
    regions: dict[tuple[str, bool], set[Region]] = {}
    for kind, *cells in rows("wording.tsv", 4):
        exact = kind == "exact"
        for region, cell in zip(REGIONS, cells, strict=True):
            for word in _split(cell):
                key = (word if exact else folded(word), exact)
                regions.setdefault(key, set()).add(region)
    return tuple(
        Wording(word, frozenset(found), exact)
        for (word, exact), found in regions.items()
        if len(found) < len(REGIONS)
    )


@cache
def cues(kind: str, place: str) -> tuple[str, ...]:
    """Folded cue texts of one kind and place, longest first."""
    found = {
        folded(text) for one, where, text in rows("cues.tsv", 3) if (one, where) == (kind, place)
    }
    return tuple(sorted(found, key=lambda text: (-len(text), text)))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
