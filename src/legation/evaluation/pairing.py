"""One-to-one pairing with the greatest total weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Gold = TypeVar("Gold")
Read = TypeVar("Read")
_NOTHING: Final = 1e-9
"""A gain below this is rounding."""


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Gold, Read]):
    """Pairs, and what has none on either side; all in the order in which it was given."""

    pairs: tuple[tuple[Gold, Read], ...]
    missed: tuple[Gold, ...]
    spurious: tuple[Read, ...]


def pair(
    gold: Sequence[Gold], read: Sequence[Read], weight: Callable[[Gold, Read], float]
) -> Pairing[Gold, Read]:
    """Pair two sequences; what weighs nothing together is never paired."""
    weights = {
        (i, j): value
        for i, wanted in enumerate(gold)
        for j, given in enumerate(read)
        if (value := weight(wanted, given)) > 0
    }
    chosen = assign(weights)
    left, right = {i for i, _ in chosen}, {j for _, j in chosen}
    return Pairing(
        tuple((gold[i], read[j]) for i, j in chosen),
        tuple(item for i, item in enumerate(gold) if i not in left),
        tuple(item for j, item in enumerate(read) if j not in right),
    )


def assign(weights: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs (left, right), each index used once, whose weights sum to most.

    Left items come in one after the other; each takes the chain of exchanges that gains most. The
    matching of those that are in is the best one at every step.
    """
    edges: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), value in sorted(weights.items()):
        edges[left][right] = value
    holder: dict[int, int] = {}
    for left in edges:
        gains, before = _chains(left, edges, holder)
        ends = {
            right: gain - (edges[holder[right]][right] if right in holder else 0.0)
            for right, gain in gains.items()
        }
        end = max(ends, key=lambda right: (ends[right], -right))
        if ends[end] > _NOTHING:
            _exchange(left, end, before, holder)
    return sorted((left, right) for right, left in holder.items())


def _chains(
    start: int, edges: dict[int, dict[int, float]], holder: dict[int, int]
) -> tuple[dict[int, float], dict[int, int]]:
    """The gain of the best chain from `start` to each right item, and the item before it."""
    gains = dict(edges[start])
    before: dict[int, int] = {}
    waiting = sorted(gains)
    while waiting:
        right = waiting.pop(0)
        if right not in holder:
            continue
        other = holder[right]
        freed = gains[right] - edges[other][right]
        for following, value in edges[other].items():
            if following != right and freed + value > gains.get(following, 0.0) + _NOTHING:
                gains[following] = freed + value
                before[following] = right
                waiting.append(following)
    return gains, before


def _exchange(left: int, end: int, before: dict[int, int], holder: dict[int, int]) -> None:
    """Carry out a chain of exchanges: each holder moves on to the next item."""
    while end in before:
        previous = before[end]
        holder[end] = holder[previous]
        end = previous
    holder[end] = left
