"""Narratives laid out: elements as rows, sources as columns, Chinese beside English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from legation.analysis.narratives import ASPECTS, Cell, Gap, Motive, Narratives
from legation.errors import UsageError
from legation.workbench.languages import Language

COLUMNS: Final = 8
WIDE: Final = 60
ROWS: Final = 10
ALL_ROWS: Final = 200
"""Columns and rows that a page shows: of every aspect some, of one that is asked for all."""
_TAGS: Final = {"TW": "zh-Hant-TW", "HK": "zh-Hant-HK", "CN": "zh-Hans-CN"}
_ACTORS: Final = frozenset(("said by", "speaker", "official reason", "underlying reason", "reason"))
_OWN: Final = "own voice"


@dataclass(frozen=True, slots=True)
class Column:
    """A source in one language. `tag`: BCP 47, as exact as the region of the outlet lets it be."""

    source: str
    language: str
    tag: str
    region: str | None
    records: int


@dataclass(frozen=True, slots=True)
class Row:
    """An element; `cells` has, by column, what the source has of it, the gap, or None.

    `label` is in the words of a source, then `tag` is their language, or in the reader's (None).
    """

    key: str
    label: str
    tag: str | None
    note: str
    cells: tuple[Cell | Gap | None, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """The rows of one aspect; `left` says how many are not shown."""

    name: str
    rows: tuple[Row, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix. `left`: sources (in a language) that have no column here."""

    columns: tuple[Column, ...]
    left: int
    aspects: tuple[Aspect, ...]
    aspect: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The reasons that one asserter gives for one actor: by layer, official first."""

    asserter: str
    actor: str | None
    layers: tuple[Motive | None, Motive | None]


def make_matrix(found: Narratives, language: Language, aspect: str, wide: bool) -> Matrix:
    """The matrix of all aspects, or of one.

    Raises:
        UsageError: there is no such aspect.
    """
    if aspect and aspect not in ASPECTS:
        raise UsageError(f"aspect={aspect!r}: it is one of {', '.join(ASPECTS)}")
    every = _columns(found.cells)
    columns = every[: WIDE if wide else COLUMNS]
    # Side by side means that those of one language stand together.
    ordered = tuple(sorted(columns, key=lambda one: (one.language != "zh", one.language)))
    gaps = {(gap.source, gap.aspect, gap.key): gap for gap in found.gaps}
    aspects = []
    for name in (aspect,) if aspect else ASPECTS:
        rows = _rows(name, found.cells, ordered, gaps, language)
        shown = rows[: ALL_ROWS if aspect else ROWS]
        if rows:
            aspects.append(Aspect(name, shown, len(rows) - len(shown)))
    return Matrix(ordered, len(every) - len(columns), tuple(aspects), aspect, wide)


def motive_board(found: Narratives) -> tuple[Board, ...]:
    """Official beside underlying reasons, by who gives them and for whom."""
    grouped: dict[tuple[str, str | None], dict[str, Motive]] = {}
    for motive in found.motives:
        grouped.setdefault((motive.asserter, motive.actor), {})[motive.layer] = motive
    return tuple(
        Board(asserter, actor, (layers.get("official"), layers.get("underlying")))
        for (asserter, actor), layers in grouped.items()
    )


def _columns(cells: Iterable[Cell]) -> tuple[Column, ...]:
    """Sources by language, those with most records first; records of one aspect count once."""
    counted: dict[tuple[str, str], dict[str, int]] = {}
    regions: dict[str, str | None] = {}
    for cell in cells:
        by_aspect = counted.setdefault((cell.source, cell.language), {})
        by_aspect[cell.aspect] = by_aspect.get(cell.aspect, 0) + cell.records
        regions.setdefault(cell.source, cell.region)
    columns = [
        Column(
            source,
            tongue,
            _TAGS.get(regions[source] or "", "zh") if tongue == "zh" else tongue,
            regions[source],
            max(by_aspect.values()),
        )
        for (source, tongue), by_aspect in counted.items()
    ]
    return tuple(sorted(columns, key=lambda one: (-one.records, one.source, one.language)))


def _rows(
    aspect: str,
    cells: Iterable[Cell],
    columns: tuple[Column, ...],
    gaps: Mapping[tuple[str, str, str], Gap],
    language: Language,
) -> tuple[Row, ...]:
    """The elements of an aspect that a shown column has, the most widely told first."""
    by_key: dict[str, dict[tuple[str, str], Cell]] = {}
    for cell in cells:
        if cell.aspect == aspect:
            by_key.setdefault(cell.key, {})[cell.source, cell.language] = cell
    rows = []
    for key, having in by_key.items():
        told = {source for source, _ in having}
        line = tuple(
            having.get((one.source, one.language))
            or (None if one.source in told else gaps.get((one.source, aspect, key)))
            for one in columns
        )
        if any(isinstance(one, Cell) for one in line):
            rank = (-len(told), -sum(cell.records for cell in having.values()), key)
            rows.append((rank, _row(aspect, key, line, columns, language)))
    return tuple(row for _, row in sorted(rows, key=lambda item: item[0]))


def _row(
    aspect: str,
    key: str,
    line: tuple[Cell | Gap | None, ...],
    columns: tuple[Column, ...],
    language: Language,
) -> Row:
    first, column = next(
        (cell, column) for cell, column in zip(line, columns, strict=True) if isinstance(cell, Cell)
    )
    if aspect == "verb":
        return Row(key, first.shown[0], column.tag, key.partition(":")[0], line)
    if aspect == "framing":
        return Row(key, first.shown[0] if first.shown else key, column.tag, "", line)
    if aspect == "act":
        kind, _, mode = key.partition(" ")
        return Row(key, language.words.get(f"type.{kind}", kind), None, mode, line)
    if aspect == "status":
        return Row(key, language.words.get(f"status.{key}", key), None, "", line)
    if aspect in _ACTORS and key not in (_OWN, "?"):
        name = first.roots[0] if aspect == "said by" and first.roots else key
        return Row(key, language.actor(name), None, "", line)
    return Row(key, language("said.own" if key == _OWN else "narratives.unnamed"), None, "", line)
