"""A document's text cut into stretches for the page, each knowing its offsets and what lies on it.

Offsets count code points of the stored text, as everywhere; the page carries them with each
stretch, so that nothing has to be counted in the browser, where Chinese beyond the basic plane
and emoji count double.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Laid:
    """A record's characters from `start` to `end` (exclusive). `part`: what the span is of it.

    `own` marks are those of the record in question; the others belong to layers of the page.
    """

    start: int
    end: int
    layer: str
    id: str
    part: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters on which the same marks lie. `record`: id of the shortest of the layers there.

    `parts`: what the record in question calls them. `language`: where it differs from the block's.
    `chosen`: asked for in the address.
    """

    start: int
    end: int
    text: str
    layers: tuple[str, ...]
    record: str | None
    parts: tuple[str, ...]
    language: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one job: a paragraph, a title; with the white space behind them."""

    start: int
    end: int
    kind: str
    language: str
    pieces: tuple[Piece, ...]


def cut_blocks(
    text: str,
    sentences: Sequence[Mapping[str, Any]],
    laid: Iterable[Laid],
    chosen: tuple[int, int] | None,
    language: str,
) -> tuple[Block, ...]:
    """All of `text` in blocks; sentences (start, end, kind, language) are in order.

    `language` is that of text without sentences.
    """
    marks = sorted(laid, key=lambda mark: (mark.start, mark.end))
    out: list[Block] = []
    next_mark = 0
    active: list[Laid] = []
    for start, end, held in _lines(text, sentences):
        while next_mark < len(marks) and marks[next_mark].start < end:
            active.append(marks[next_mark])
            next_mark += 1
        active = [mark for mark in active if mark.end > start]
        longest = max(held, key=lambda one: one["end"] - one["start"], default=None)
        tag = longest["language"] if longest else language
        kind = longest["kind"] if longest else "body"
        pieces = _pieces(text, (start, end), held, active, chosen, tag)
        out.append(Block(start, end, kind, tag, pieces))
    return tuple(out)


def _lines(
    text: str, sentences: Sequence[Mapping[str, Any]]
) -> list[tuple[int, int, list[Mapping[str, Any]]]]:
    """Stretches of the text that begin a line, each with its sentences; together all of it."""
    groups: list[list[Mapping[str, Any]]] = []
    for one in sentences:
        if not groups or "\n" in text[groups[-1][-1]["end"] : one["start"]]:
            groups.append([])
        groups[-1].append(one)
    if not groups:
        return [(0, len(text), [])] if text else []
    starts = [0, *(group[0]["start"] for group in groups[1:]), len(text)]
    return [
        (start, end, group) for (start, end), group in zip(pairwise(starts), groups, strict=True)
    ]


def _pieces(
    text: str,
    span: tuple[int, int],
    sentences: Sequence[Mapping[str, Any]],
    marks: Sequence[Laid],
    chosen: tuple[int, int] | None,
    tag: str,
) -> tuple[Piece, ...]:
    cuts = {*span}
    for edges in (
        *((mark.start, mark.end) for mark in marks),
        *((one["start"], one["end"]) for one in sentences if one["language"] != tag),
        *((chosen,) if chosen else ()),
    ):
        cuts.update(at for at in edges if span[0] < at < span[1])
    found = []
    for start, end in pairwise(sorted(cuts)):
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        others = [mark for mark in here if not mark.own]
        nearest = min(others, key=lambda mark: mark.end - mark.start, default=None)
        found.append(
            Piece(
                start,
                end,
                text[start:end],
                tuple(dict.fromkeys(mark.layer for mark in others)),
                nearest.id if nearest else None,
                tuple(dict.fromkeys(mark.part for mark in here if mark.own)),
                _language(sentences, start, end, tag),
                chosen is not None and chosen[0] <= start and end <= chosen[1],
            )
        )
    return tuple(found)


def _language(sentences: Sequence[Mapping[str, Any]], start: int, end: int, tag: str) -> str | None:
    return next(
        (
            one["language"]
            for one in sentences
            if one["start"] <= start and end <= one["end"] and one["language"] != tag
        ),
        None,
    )
