"""Folding: reports of one happening become one event, without comparing all with all.

Reports are compared with their neighbours (`blocking`) and joined from the likest pair on. Two
groups join only if on the whole they are alike, so that no vague report ties two happenings
together. What people said stands above it.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

import numpy as np

from legation.analysis.alike import THRESHOLD, Key, Likeness, Rarity, Report, alike
from legation.analysis.blocking import Pair, candidates

VERSION: Final = "folding@1"
"""Named in the rows it makes; raised whenever the same reports would be folded otherwise."""

_TOGETHER: Final = 0.5
"""Likeness that two groups must have on the whole to be joined; set on the dev half."""
_SAMPLE: Final = 12
"""So many of each group are compared for that."""
_KEPT: Final = 500_000
"""Likenesses kept at a time."""


@dataclass(frozen=True, slots=True)
class Words:
    """What people said about pairs of reports; never against each other."""

    same: frozenset[frozenset[Key]] = frozenset()
    different: frozenset[frozenset[Key]] = frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """A report in a happening: its likeness to the rest (None where a person put it) and why."""

    key: Key
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Reports of one happening, the first published first; its id is that report's."""

    id: str
    members: tuple[Member, ...]


@dataclass(slots=True)
class _Groups:
    """Groups of reports, by number, with the pairs that may not come together."""

    of: list[int]
    members: dict[int, list[int]]
    sentences: dict[int, set[str]]
    apart: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def single(cls, reports: Sequence[Report]) -> _Groups:
        numbers = range(len(reports))
        return cls(
            list(numbers),
            {number: [number] for number in numbers},
            {number: {reports[number].sentence} for number in numbers},
        )

    def forbid(self, one: int, other: int) -> None:
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)

    def forbidden(self, left: int, right: int) -> bool:
        if not self.sentences[left].isdisjoint(self.sentences[right]):
            return True  # a sentence that names two acts does not mean one
        if not self.apart:
            return False
        others = set(self.members[right])
        return any(self.apart.get(one, set()) & others for one in self.members[left])

    def join(self, left: int, right: int) -> None:
        if len(self.members[left]) < len(self.members[right]):
            left, right = right, left
        for number in self.members[right]:
            self.of[number] = left
        self.members[left] += self.members.pop(right)
        self.sentences[left] |= self.sentences.pop(right)


def fold_reports(
    reports: Sequence[Report], words: Words | None = None, threshold: float = THRESHOLD
) -> tuple[Happening, ...]:
    """Happenings that two or more of the reports tell of, by document and place in it.

    A report in none of them tells of a happening by itself. `threshold` is the likeness from
    which two reports are held for one.
    """
    words = words or Words()
    reports = sorted(reports, key=lambda report: (report.key[0], report.start, report.key[1]))
    rarity = rarities(reports)
    compare = _Compare(reports, rarity)
    groups = _Groups.single(reports)
    said = _said(groups, reports, words)
    compare.unit.update({number: groups.of[number] for number in said})
    for one, other in _likest_first(compare, threshold):
        left, right = groups.of[one], groups.of[other]
        if left == right or groups.forbidden(left, right):
            continue
        if compare.together(groups.members[left], groups.members[right]) >= _TOGETHER:
            groups.join(left, right)
    folded = sorted(sorted(group) for group in groups.members.values() if len(group) > 1)
    return tuple(_happening(reports, group, compare, said) for group in folded)


def _likest_first(compare: _Compare, threshold: float) -> Iterator[Pair]:
    """Pairs that are alike enough, in packed arrays: a large dossier has millions of them."""
    scores, left, right = array("d"), array("q"), array("q")
    for one, other in candidates(compare.reports):
        score = compare.score(one, other)
        if score >= threshold:
            scores.append(score)
            left.append(one)
            right.append(other)
    order = np.lexsort((np.array(right), np.array(left), -np.array(scores)))
    for at in order.tolist():
        yield left[at], right[at]


def rarities(reports: Iterable[Report]) -> dict[str | int, float]:
    """How much a name or shingle says: 1 for what one document has, 0 for what all have.

    Reports of one document must stand together.
    """
    spread: Counter[str | int] = Counter()
    documents = 0
    for _, told in groupby(reports, key=lambda report: report.key[0]):
        documents += 1
        held: set[str | int] = set()
        for report in told:
            held.update(report.names)
            held.update(report.words)
        spread.update(held)
    whole = math.log(documents + 1) or 1.0
    return {item: math.log((documents + 1) / count) / whole for item, count in spread.items()}


@dataclass(slots=True)
class _Compare:
    """Likeness of reports by number. `unit` maps those that a person put together to one number."""

    reports: Sequence[Report]
    rarity: Rarity
    unit: dict[int, int] = field(default_factory=dict)
    known: dict[Pair, float] = field(default_factory=dict)

    def of(self, one: int, other: int) -> Likeness | None:
        low, high = min(one, other), max(one, other)
        return alike(self.reports[low], self.reports[high], self.rarity)

    def score(self, one: int, other: int) -> float:
        """The likeness as a number; 0 for what cannot be one."""
        like = self.of(one, other)
        return like.score if like is not None else 0.0

    def cached(self, one: int, other: int) -> float:
        """The same, kept for the next time: groups that do not join meet again."""
        pair = (min(one, other), max(one, other))
        if pair not in self.known:
            if len(self.known) >= _KEPT:
                self.known.clear()
            self.known[pair] = self.score(one, other)
        return self.known[pair]

    def together(self, left: Sequence[int], right: Sequence[int]) -> float:
        """Mean likeness across two groups; what cannot be one counts as 0.

        Reports that a person put together are one, so that the likest of them speaks for all.
        """
        best: dict[Pair, float] = {}
        for one in left[:_SAMPLE]:
            for other in right[:_SAMPLE]:
                pair = (self.unit.get(one, one), self.unit.get(other, other))
                best[pair] = max(best.get(pair, 0.0), self.cached(one, other))
        return sum(best.values()) / len(best)


def _said(groups: _Groups, reports: Sequence[Report], words: Words) -> frozenset[int]:
    """Lay people's words over the groups; returns the reports that a `same` put together."""
    numbers = {report.key: number for number, report in enumerate(reports)}
    for pair in words.different:
        found = [numbers[key] for key in pair if key in numbers]
        if len(found) == 2:
            groups.forbid(*found)
    put: set[int] = set()
    for pair in sorted(words.same, key=sorted):
        found = sorted(numbers[key] for key in pair if key in numbers)
        if len(found) == 2:
            left, right = (groups.of[number] for number in found)
            if left != right:
                groups.join(left, right)
            put.update(found)
    return frozenset(put)


def _happening(
    reports: Sequence[Report], group: Sequence[int], compare: _Compare, said: frozenset[int]
) -> Happening:
    ordered = sorted(
        group,
        key=lambda number: (
            reports[number].published or math.inf,
            reports[number].key[0],
            reports[number].start,
        ),
    )
    return Happening(
        reports[ordered[0]].key[1],
        tuple(_member(reports, number, group, compare, said) for number in ordered),
    )


def _member(
    reports: Sequence[Report],
    number: int,
    group: Sequence[int],
    compare: _Compare,
    said: frozenset[int],
) -> Member:
    key = reports[number].key
    if number in said:
        return Member(key, None, "a person said so")
    others = [other for other in group[: _SAMPLE + 1] if other != number]
    likes = [(compare.of(number, other), other) for other in others]
    best = max(
        ((like, other) for like, other in likes if like is not None),
        key=lambda found: (found[0].score, -found[1]),
        default=None,
    )
    mean = sum(like.score for like, _ in likes if like is not None) / len(likes)
    if best is None:
        return Member(key, round(mean, 3), "like others of the group")
    return Member(key, round(mean, 3), f"like {reports[best[1]].key[0]}: {best[0].reason}")
