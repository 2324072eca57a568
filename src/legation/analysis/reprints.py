"""Reprints: articles whose text is nearly the same, found without comparing all with all.

Text is folded (Traditional = Simplified) and cut into shingles of some tokens each: a Han character
or a word in Latin letters is a token. MinHash keeps of each article a short signature whose equal
places estimate the share of common shingles; bands of it name the few articles worth comparing
in full.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from legation.language.script import fold

_TOKEN: Final = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
_SIZE: Final = 4
_WHOLE: Final = 1 << 64
_HASHES: Final = 96
_BANDS: Final = 32
ALIKE: Final = 0.7
"""Share of the shorter article's shingles that must stand in the other: a reprint may be cut."""
_SHORTER: Final = 0.5
"""A text of less than half the length is an excerpt, not a reprint."""

Shingles = NDArray[np.uint64]


def tokens(text: str) -> list[str]:
    """Han characters and words of folded text, in order, without marks."""
    return _TOKEN.findall(fold(text).lower())


def shingles(text: str) -> Shingles:
    """Sorted hashes of the runs of four tokens; of the whole text where it has fewer."""
    words = tokens(text)
    runs = max(1, len(words) - _SIZE + 1)
    found = {zlib.crc32(" ".join(words[at : at + _SIZE]).encode()) for at in range(runs)}
    return np.array(sorted(found), dtype=np.uint64)


def signature(found: Shingles) -> Shingles:
    """The least of each of 96 hashes over the shingles."""
    generator = np.random.Generator(np.random.PCG64(7))  # the same hashes on every machine
    factors, shifts = generator.integers(0, _WHOLE, size=(2, _HASHES), dtype=np.uint64)
    mixed = (found[:, None] * (factors | np.uint64(1)) + shifts) >> np.uint64(32)  # multiply-shift
    least: Shingles = mixed.min(axis=0)
    return least


def reprints(texts: Mapping[str, str]) -> dict[str, str]:
    """For each document the one it reprints: the first, in the order given, of those alike.

    A document that reprints none stands for itself. Empty texts are alike to none.
    """
    known = {name: shingles(text) for name, text in texts.items() if tokens(text)}
    buckets: defaultdict[tuple[int, bytes], list[str]] = defaultdict(list)
    width = _HASHES // _BANDS
    for name, found in known.items():
        sign = signature(found)
        for band in range(_BANDS):
            buckets[band, sign[band * width : (band + 1) * width].tobytes()].append(name)
    first = {name: name for name in texts}
    compared: set[tuple[str, str]] = set()
    for names in buckets.values():
        for one, other in _pairs(names):
            if (one, other) not in compared:
                compared.add((one, other))
                if share(known[one], known[other]) >= ALIKE:
                    _join(first, one, other)
    order = {name: at for at, name in enumerate(texts)}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in texts:
        groups[_root(first, name)].append(name)
    return {name: min(group, key=order.__getitem__) for group in groups.values() for name in group}


def share(one: Shingles, other: Shingles) -> float:
    """Share of the shorter one's shingles that the other has; 0 where it is far shorter."""
    small, large = sorted((len(one), len(other)))
    if small < _SHORTER * large:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / small


def _pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    """All pairs of a small bucket; of a large one, neighbours, which chain it as well."""
    if len(names) <= 20:
        return list(combinations(names, 2))
    return list(pairwise(names))


def _root(first: dict[str, str], name: str) -> str:
    while first[name] != name:
        first[name] = first[first[name]]
        name = first[name]
    return name


def _join(first: dict[str, str], one: str, other: str) -> None:
    first[_root(first, other)] = _root(first, one)
