"""Figures: how many were right, read and in the gold, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

MAIN: Final = (
    "mentions",
    "mention actor",
    "detection",
    "type",
    "dyad",
    "strict",
    "status",
    "attribution",
    "attribution presence",
    "date compatible",
    "date exact",
    "date null",
    "claims",
    "claim speaker",
    "claim form",
)
"""The figures of a report, in their order."""

FAMILIES: Final = ("type", "dyad", "strict", "status", "found")
"""Figures that are also counted by class, as in "type:AID" or "status:planned"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts; of a mere accuracy `read` and `gold` are the same number."""

    right: int = 0
    read: int = 0
    gold: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was read that is right; None where nothing was read."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that was found; None where there is no gold."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where nothing was read and nothing is in the gold."""
        return 2 * self.right / (self.read + self.gold) if self.read + self.gold else None

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.right + other.right, self.read + other.read, self.gold + other.gold)


def total(figures: Iterable[Figure]) -> Figure:
    """The sum of the counts."""
    return sum(figures, Figure())


@dataclass(slots=True)
class Tally:
    """Figures of one document while they are counted."""

    figures: dict[str, Figure] = field(default_factory=dict)

    def add(self, name: str, right: int = 0, read: int = 0, gold: int = 0) -> None:
        """Count towards the figure `name`."""
        self.figures[name] = self.figures.get(name, Figure()) + Figure(right, read, gold)

    def judge(self, name: str, right: bool) -> None:
        """Count something that is in the gold and was read, right or wrong."""
        self.add(name, int(right), 1, 1)

    def judge_class(self, family: str, gold: str, read: str) -> None:
        """Count the class that something has in the gold and the class that was read."""
        if gold == read:
            self.add(f"{family}:{gold}", 1, 1, 1)
        else:
            self.add(f"{family}:{gold}", gold=1)
            self.add(f"{family}:{read}", read=1)
