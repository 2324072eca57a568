"""Words of likelihood and the bands they stand for; never a point.

Two people who say "likely" need not mean the same number, so a word keeps its asserter and turns
into a band at most. English bands are those of ICD 203; the Chinese ones are this project's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from legation.language.script import fold
from legation.lexicons.tables import read_table

Whose = Literal["icd203", "house", "unmapped"]
Verdict = Literal["can hold", "cannot hold", "unknown"]
_ABOUT: Final = {
    "icd203": "band of ICD 203",
    "house": "this project's own band, no standard",
}


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A word of likelihood. `low` and `high` in percent, both None where it is unmapped.

    `mapping` says whose the band is, `reason` why there is one or none.
    """

    word: str
    low: int | None
    high: int | None
    mapping: Whose
    reason: str

    @property
    def band(self) -> str | None:
        """The band as in 55-80, or None."""
        return None if self.low is None else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Sum:
    """What the bands of branches come to that somebody declares exclusive and complete.

    `low` and `high` in percent count an unmapped branch as 0 to 100. The verdict is "unknown"
    where the mapped branches do not exclude 100 but some are unmapped.
    """

    low: int
    high: int
    unmapped: int
    verdict: Verdict
    reason: str


def likelihood_of(word: str) -> Likelihood:
    """The band of a word in Chinese of either script or in English; case does not matter.

    A word that the table lacks is unmapped: nothing is guessed from its parts.
    """
    row = _table().get(_key(word))
    if row is None:
        return Likelihood(word, None, None, "unmapped", "the table of words does not have it")
    mapping, low, high, note = row
    about = f"{_ABOUT[mapping]}: {low}-{high} %" if mapping in _ABOUT else note
    reason = f"{about}; {note}" if note and about is not note else about
    return Likelihood(word, low, high, mapping, reason)


def sum_of(branches: Iterable[Likelihood | None]) -> Sum:
    """Whether bands can add up to 100 %; None is a branch without a word, which is unmapped."""
    found = [(None, None) if one is None else (one.low, one.high) for one in branches]
    unmapped = sum(low is None for low, _ in found)
    low = sum(0 if end is None else end for end, _ in found)
    high = sum(100 if end is None else end for _, end in found)
    span = f"the bands come to {low}-{high} %"
    if low > 100:
        return Sum(low, high, unmapped, "cannot hold", f"{span}, more than the whole")
    if high < 100:
        return Sum(low, high, unmapped, "cannot hold", f"{span}, less than the whole")
    if unmapped:
        said = f"{unmapped} of {len(found)} branches have no band; the rest leaves room for them"
        return Sum(low, high, unmapped, "unknown", said)
    return Sum(low, high, 0, "can hold", f"{span}, which takes in 100")


def _key(word: str) -> str:
    return fold(" ".join(word.split())).casefold()


@cache
def _table() -> dict[str, tuple[Whose, int | None, int | None, str]]:
    found: dict[str, tuple[Whose, int | None, int | None, str]] = {}
    for row in read_table("legation.situation", "likelihood"):
        low, high = (int(row[end]) if row[end] else None for end in ("low", "high"))
        found[_key(row["word"])] = cast(Whose, row["mapping"]), low, high, row["note"]
    return found
