"""Word pieces of a sentence, each with the characters it covers.

The pieces and their scores are those of multilingual-e5-small (a unigram model), cut down to what
Chinese in Simplified characters and English need. A sentence is cut into the pieces whose scores
sum to the most.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from legation.model.span import Span

START, PAD, END, UNKNOWN = range(4)
_SPACE: Final = "\u2581"
_SPECIAL: Final = 4
# Below every score of the model, so that an unknown character is the last resort.
_UNKNOWN_SCORE: Final = -30.0


@dataclass(frozen=True, slots=True)
class Unit:
    """What is labelled: an English word or a Chinese piece; `piece` is the index of its first."""

    span: Span
    piece: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ids of the pieces of a text, in order, and the units they make up."""

    ids: tuple[int, ...]
    units: tuple[Unit, ...]


class Cutter:
    """Cuts texts into pieces. `pieces` by id, the first four being marks; `scores` run parallel.

    `normal` maps a character to what stands for it (full width to ASCII, controls to nothing).
    """

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normal: Mapping[str, str]
    ) -> None:
        self._scores = list(scores)
        self._normal = dict(normal)
        self._ids: dict[str, int] = {}
        self._longest: dict[str, int] = {}
        for number, piece in enumerate(pieces):
            if number >= _SPECIAL and piece:
                self._ids[piece] = number
                self._longest[piece[0]] = max(self._longest.get(piece[0], 0), len(piece))

    def cut(self, text: str) -> Pieces:
        """Pieces and units of a text; spans are code points of `text`."""
        line, origin = self._normalised(text)
        bounds = self._best(line)
        ids: list[int] = []
        units: list[Unit] = []
        for start, end, number in bounds:
            piece = len(ids)
            ids.append(number)
            first = start + (line[start] == _SPACE)
            if first == end:
                continue  # a space that stands alone is a piece and no unit
            span = Span(origin[first], origin[end - 1] + 1)
            if units and first == start and _joins(text, units[-1].span.end, span.start):
                units[-1] = Unit(Span(units[-1].span.start, span.end), units[-1].piece)
            else:
                units.append(Unit(span, piece))
        return Pieces(tuple(ids), tuple(units))

    def _normalised(self, text: str) -> tuple[str, list[int]]:
        """The text as the model knows it, and where each of its characters comes from."""
        signs, origin = [_SPACE], [0]
        for place, old in enumerate(text):
            for new in self._normal.get(old, old):
                sign = _SPACE if new.isspace() else new
                if sign != _SPACE or signs[-1] != _SPACE:
                    signs.append(sign)
                    origin.append(place)
        return "".join(signs), origin

    def _best(self, line: str) -> list[tuple[int, int, int]]:
        """(start, end, id) of the pieces with the highest sum of scores."""
        length = len(line)
        best = [0.0] + [-1e30] * length
        back = [(0, UNKNOWN)] * (length + 1)
        ids, scores = self._ids, self._scores
        for start, sign in enumerate(line):
            here = best[start]
            for end in range(start + 1, min(length, start + self._longest.get(sign, 0)) + 1):
                number = ids.get(line[start:end])
                if number is not None and here + scores[number] > best[end]:
                    best[end], back[end] = here + scores[number], (start, number)
            if here + _UNKNOWN_SCORE > best[start + 1]:
                best[start + 1], back[start + 1] = here + _UNKNOWN_SCORE, (start, UNKNOWN)
        found, end = [], length
        while end:
            start, number = back[end]
            found.append((start, end, number))
            end = start
        return found[::-1]


def _joins(text: str, last: int, start: int) -> bool:
    """Whether a piece that begins at `start` goes on with the word that ends at `last`."""
    return last >= start > 0 and _in_word(text[start - 1]) and _in_word(text[start])


def _in_word(sign: str) -> bool:
    # letters of alphabets only: Chinese characters are words of their own until joined in a piece
    return sign.isalnum() and sign < "\u2e80"


def load_cutter(path: Path) -> Cutter:
    """The cutter of a file with `pieces`, `scores` and `normal`."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Cutter(stored["pieces"], stored["scores"], stored["normal"])
