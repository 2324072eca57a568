"""People's words laid over groups of reports: what was said holds, the rest stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Key = tuple[str, str]
"""Document and id of a report."""
Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Said:
    """A word on two reports of the present reading, in the order of saying."""

    decision: Literal["same", "different"]
    pair: Pair
    word: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Words that stand together: pairs, and what the reports said to be one are held by.

    `overruled` are ids of words that a later one contradicts.
    """

    same: tuple[Pair, ...]
    different: tuple[Pair, ...]
    one: dict[Key, frozenset[Key]]
    overruled: tuple[str, ...]


def agree(words: Sequence[Said]) -> Agreed:
    """The words that can stand together; where two cannot, the later one does."""
    one: dict[Key, frozenset[Key]] = {}
    same: list[Pair] = []
    different: list[Pair] = []
    overruled: list[str] = []
    for said in reversed(words):
        left, right = (one.get(key, frozenset([key])) for key in said.pair)
        if said.decision == "different":
            if right == left:
                overruled.append(said.word)
                continue
            different.append(said.pair)
            one[said.pair[0]], one[said.pair[1]] = left, right
            continue
        joined = left | right
        if any(first in joined and second in joined for first, second in different):
            overruled.append(said.word)
            continue
        same.append(said.pair)
        for key in joined:
            one[key] = joined
    return Agreed(
        tuple(reversed(same)), tuple(reversed(different)), one, tuple(reversed(overruled))
    )


def lay(groups: Sequence[frozenset[Key]], agreed: Agreed) -> list[frozenset[Key]]:
    """The groups after the words; reports that stand alone are groups of one.

    Of two reports said to be different the second leaves, with those said to be one with it.
    """
    found = [set(group) for group in groups]
    for first, second in agreed.different:
        home = _home(found, first)
        if second in home:
            leaving = home & agreed.one[second]
            home -= leaving
            found.append(set(leaving))
    for first, second in agreed.same:
        home, other = _home(found, first), _home(found, second)
        if home is other:
            continue
        if _fits(home | other, agreed):
            home |= other
            other.clear()
            continue
        together = agreed.one[first]  # these fit, so they leave the rest and stand by themselves
        for group in found:
            group -= together
        found.append(set(together))
    return [frozenset(group) for group in found if group]


def _home(groups: list[set[Key]], key: Key) -> set[Key]:
    for group in groups:
        if key in group:
            return group
    alone = {key}
    groups.append(alone)
    return alone


def _fits(group: set[Key], agreed: Agreed) -> bool:
    return not any(one in group and other in group for one, other in agreed.different)
