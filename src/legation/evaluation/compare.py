"""When two ids, lists of ids, parties or dates count as the same; all at the level of countries.

An id that names a state, a body of a state or its officials stands for the state. Persons, and
organisations with organisations, are the same when their names share half of their words. Unnamed
sources are the same when they are equal. A person or an organisation is never a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from legation.errors import DateError
from legation.model.edtf import day_range

_STATE: Final = re.compile(r"(?:officials:)?([A-Z]{3})(?:\..+)?")
_NAMED: Final = re.compile(r"(P|O|G|IGO):(.+)", re.IGNORECASE)
_UN: Final = re.compile(
    r"(?:uno?|united nations)(?: (?:sc|ga|security council|general assembly|secretariat))?"
    r"|unsc|unga"
)
_LEVELS: Final = (1, 31, 366)
"""Most days of a day, a month and a year; a longer period is a level of its own."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an id is compared by: its kind and its words (of a state: the code alone)."""

    kind: Literal["state", "person", "body", "source"]
    words: frozenset[str]


@lru_cache(maxsize=16_384)
def identity(actor: str) -> Identity:
    """The identity of an actor id; every organ of the United Nations is the United Nations."""
    state = _STATE.fullmatch(actor)
    if state:
        return Identity("state", frozenset((state[1],)))
    named = _NAMED.fullmatch(actor)
    if not named:
        return Identity("source", frozenset((actor.casefold(),)))
    name = " ".join(re.findall(r"[^\W_]+", named[2].casefold()))
    if named[1].upper() == "P":
        return Identity("person", frozenset(name.split()))
    return Identity("body", frozenset(("un",) if _UN.fullmatch(name) else name.split()))


def same_actor(left: str, right: str) -> bool:
    """Whether two ids stand for the same actor."""
    one, other = identity(left), identity(right)
    if one.kind != other.kind:
        return False
    if one.kind in ("person", "body"):
        return 2 * len(one.words & other.words) >= len(one.words | other.words) > 0
    return one.words == other.words


def distinct(actors: Iterable[str]) -> tuple[str, ...]:
    """One id for each identity, in order."""
    return tuple({identity(actor): actor for actor in actors}.values())


def list_right(gold: Iterable[str], read: Iterable[str], needed: int = 1) -> bool:
    """Whether a list of ids is right enough.

    Half of the gold ids, and at least `needed` of them (as far as there are so many), must be
    found, with fewer foreign ids beside them than found ones. No gold ids: none may be read.
    """
    wanted, given = distinct(gold), distinct(read)
    if not wanted:
        return not given
    found = sum(_among(actor, given) for actor in wanted)
    foreign = sum(not _among(actor, wanted) for actor in given)
    return found >= min(needed, len(wanted)) and 2 * found >= len(wanted) and foreign < found


def same_list(gold: Iterable[str], read: Iterable[str]) -> bool:
    """Whether two lists stand for the same actors, nothing missing and nothing foreign."""
    wanted, given = distinct(gold), distinct(read)
    return all(_among(actor, given) for actor in wanted) and all(
        _among(actor, wanted) for actor in given
    )


def _among(actor: str, others: Iterable[str]) -> bool:
    return any(same_actor(actor, other) for other in others)


def is_reciprocal(actors: Sequence[str], recipients: Sequence[str]) -> bool:
    """Whether several parties act with each other and nobody receives."""
    return not recipients and len(distinct(actors)) >= 2


def parties_right(
    gold: tuple[Sequence[str], Sequence[str]], read: tuple[Sequence[str], Sequence[str]]
) -> bool:
    """Whether actors and recipients (in this order on both sides) are right.

    In a reciprocal event who stands on which side says nothing: both sides of what was read are
    pooled, and two of the gold parties must be among them.
    """
    if is_reciprocal(*gold):
        return list_right(gold[0], [*read[0], *read[1]], needed=2)
    return list_right(gold[0], read[0]) and list_right(gold[1], read[1])


def outermost_right(gold: Sequence[str], read: Sequence[str]) -> bool:
    """Whether the first sources of two chains are the same; two empty chains are."""
    if not gold or not read:
        return not gold and not read
    return same_actor(gold[0], read[0])


@dataclass(frozen=True, slots=True)
class DateVerdict:
    """`exact`: the same days. `compatible`: they share one, and the date read is hardly coarser."""

    exact: bool
    compatible: bool


def compare_dates(gold: str, read: str | None) -> DateVerdict:
    """Compare a gold date with one that was read; both EDTF level 1.

    Compatible means a day in common, and that what was read is at most one level coarser (day,
    month, year, longer). Raises DateError where the gold date is none.
    """
    wanted = day_range(gold)
    try:
        given = day_range(read) if read else None
    except DateError:
        given = None
    if given is None:
        return DateVerdict(exact=False, compatible=False)
    shares = _first(wanted) <= _last(given) and _first(given) <= _last(wanted)
    near = _level(given) - _level(wanted) <= 1
    return DateVerdict(exact=wanted == given, compatible=shares and near)


_Days = tuple[date | None, date | None]


def _first(days: _Days) -> date:
    return days[0] or date.min


def _last(days: _Days) -> date:
    return days[1] or date.max


def _level(days: _Days) -> int:
    """0 for a day, 1 for a month, 2 for a year, 3 for anything longer or open."""
    if days[0] is None or days[1] is None:
        return len(_LEVELS)
    length = (days[1] - days[0]).days + 1
    return sum(length > most for most in _LEVELS)
