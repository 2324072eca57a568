"""A pair of statements that cannot both hold, and words shared by the searches for such pairs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from legation.analysis.statements import Statement, is_named, width
from legation.language.script import fold, is_han
from legation.lexicons.tables import read_table

Kind = Literal[
    "denial", "done or not", "number", "who or when", "who began", "route", "reason against fact"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_BASE: Final[dict[Kind, float]] = {
    "denial": 1.0,
    "done or not": 0.9,
    "number": 0.85,
    "who or when": 0.75,
    "who began": 0.8,
    "route": 0.7,
    "reason against fact": 0.6,
}
"""How sure a kind is: a denial points at what it denies, a reason is undercut by inference."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, why they cannot both hold, and all the records that say either.

    `apart` is True where they only seem to clash: other time, place or part. `score` is 0 to 1.
    """

    kind: Kind
    one: Statement
    other: Statement
    reason: str
    evidence: tuple[str, ...]
    apart: bool = False

    @property
    def score(self) -> float:
        """How sure and how sharp it is: the kind, named roots, and times that are narrow."""
        score = _BASE[self.kind]
        for statement in (self.one, self.other):
            if not is_named(statement.root.partition("@")[0]):
                score *= 0.95
            days = width(statement.scope)
            if self.kind != "denial" and (days is None or days > 31):
                score *= 0.9
        return round(score, 3)


@cache
def pattern(table: str, sort: str, language: str) -> re.Pattern[str]:
    """All words of a sort as one pattern for folded text; `language` is zh or en."""
    words = "|".join(
        row["words"]
        for row in read_table("legation.analysis", f"contradictions-{table}")
        if row["sort"] == sort and row["language"] == language
    )
    return re.compile(words, re.IGNORECASE)


@cache
def folded(text: str) -> str:
    """`text` in one script, offsets unchanged."""
    return fold(text)


def language_of(text: str) -> str:
    """zh if a tenth of the characters are Han, else en: mixed sentences are read as Chinese."""
    return "zh" if sum(map(is_han, text)) * 10 >= len(text) else "en"


_CLAUSE: Final = re.compile(r"[，；。！？：、「」『』“”\n]|[,;:](?=\s)|[.!?](?=\s|$)")


def clause_at(text: str, position: int) -> tuple[int, int]:
    """Start and end (exclusive) of the clause of `text` that holds `position`."""
    start = 0
    for mark in _CLAUSE.finditer(text):
        if mark.start() >= position:
            return start, mark.start()
        start = mark.end()
    return start, len(text)
