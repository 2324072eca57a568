"""Which reports are worth comparing: neighbours in a block, sifted by what is final, in arrays.

A block is a party, a family of types, a status and a week. Within it reports lie by day, type and
sides, and each meets those next to it. The work so grows with the reports and not with their
square, and only a few pairs in a hundred are left to be judged one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from legation.analysis.alike import DONE, NEAR, Report, window
from legation.model.codes import EVENT_TYPES, STATUSES

Pair = tuple[int, int]

_FAMILIES: Final = (
    ("CONSULT", "COOPERATE"),
    ("AGREE", "CONCEDE", "COOPERATE", "SUPPORT", "RETREAT", "AID"),
    ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""Types that are neighbours of each other stand together in at least one family."""
_NEIGHBOURS: Final = 32
"""In a block a report is compared with so many of those that follow it."""
_WEEKS: Final = 6
"""A report whose window is wider lies in the blocks of its first and last weeks only."""
_ANYWHERE: Final = -1
_AT_ONCE: Final = 100_000
"""Pairs that are made Python's at a time."""

Numbers = NDArray[np.int64]


def candidates(reports: Sequence[Report]) -> Iterator[Pair]:
    """Pairs of places in `reports` that may be of one happening, each once, in order.

    A pair that is left out differs in something final, or lies too far apart in a crowded block.
    """
    columns = _Columns.of(reports)
    blocks, members = _rows(reports)
    order = np.lexsort((columns.rank[members], blocks))
    blocks, members = blocks[order], members[order]
    found: list[Numbers] = []
    for step in range(1, _NEIGHBOURS + 1):
        together = blocks[:-step] == blocks[step:]
        if not together.any():
            break
        left, right = members[:-step][together], members[step:][together]
        kept = columns.may_be_one(left, right)
        left, right = left[kept], right[kept]
        found.append(np.minimum(left, right) * len(reports) + np.maximum(left, right))
    codes = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
    for start in range(0, len(codes), _AT_ONCE):
        some = codes[start : start + _AT_ONCE]
        yield from zip((some // len(reports)).tolist(), (some % len(reports)).tolist(), strict=True)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What is final of all reports, one array per field. `rank` is the order within blocks."""

    first: Numbers
    last: Numbers
    stated: NDArray[np.bool_]
    type: Numbers
    place: Numbers
    sentence: Numbers
    rank: Numbers

    @classmethod
    def of(cls, reports: Sequence[Report]) -> _Columns:
        windows = [window(report) or (0, 0) for report in reports]
        places, sentences = _Codes(), _Codes()
        order = sorted(range(len(reports)), key=lambda number: _order(reports, windows, number))
        rank = np.empty(len(reports), dtype=np.int64)
        rank[order] = np.arange(len(reports))
        return cls(
            first=_numbers(days[0] for days in windows),
            last=_numbers(days[1] for days in windows),
            stated=np.array([report.stated for report in reports], dtype=bool),
            type=_numbers(_TYPE[report.type] for report in reports),
            place=_numbers(
                places.of(report.place) if report.place else _ANYWHERE for report in reports
            ),
            sentence=_numbers(sentences.of(report.sentence) for report in reports),
            rank=rank,
        )

    def may_be_one(self, left: Numbers, right: Numbers) -> NDArray[np.bool_]:
        """For each pair whether days, types, places and sentences allow it."""
        gaps = np.maximum(self.first[left] - self.last[right], self.first[right] - self.last[left])
        both = self.stated[left] & self.stated[right]
        here, there = self.place[left], self.place[right]
        return np.asarray(
            (gaps <= np.where(both, 0, 1))
            & _MAY_BE_ONE[self.type[left], self.type[right]]
            & ((here == there) | (here == _ANYWHERE) | (there == _ANYWHERE))
            & (self.sentence[left] != self.sentence[right])
        )


class _Codes:
    """Numbers for words, from 0, in the order of meeting them."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, word: str) -> int:
        return self._known.setdefault(word, len(self._known))


def _rows(reports: Sequence[Report]) -> tuple[Numbers, Numbers]:
    """Blocks and the reports in them, as two arrays of one length."""
    parties = _Codes()
    blocks, members = array("q"), array("q")
    for number, report in enumerate(reports):
        for block in _blocks(report, parties):
            blocks.append(block)
            members.append(number)
    return np.array(blocks, dtype=np.int64), np.array(members, dtype=np.int64)


def _blocks(report: Report, parties: _Codes) -> Iterator[int]:
    days = window(report)
    if days is None:
        return
    first, last = (days[0] - 1) // 7, (days[1] + 1) // 7
    weeks = range(first, last + 1) if last - first < _WEEKS else (first, last)
    status = 0 if report.status in DONE else _STATUS[report.status]
    for party in sorted(report.parties):
        for family, types in enumerate(_FAMILIES):
            if report.type in types:
                start = (parties.of(party) * len(_FAMILIES) + family) * len(STATUSES) + status
                yield from (start * _SPAN + week for week in weeks)


def _order(
    reports: Sequence[Report], windows: Sequence[tuple[int, int]], number: int
) -> tuple[object, ...]:
    report = reports[number]
    return windows[number], report.type, sorted(report.parties), report.trigger, report.key


def _numbers(values: Iterator[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int64)


def _allowed() -> NDArray[np.bool_]:
    made = np.eye(len(EVENT_TYPES), dtype=bool)
    for one, other in map(sorted, NEAR):
        made[_TYPE[one], _TYPE[other]] = made[_TYPE[other], _TYPE[one]] = True
    return made


_TYPE: Final[dict[str, int]] = {name: code for code, name in enumerate(EVENT_TYPES)}
_STATUS: Final[dict[str, int]] = {name: code for code, name in enumerate(STATUSES)}
_SPAN: Final = 1 << 20
"""More weeks than there are until the year 9999."""
_MAY_BE_ONE: Final[Any] = _allowed()
