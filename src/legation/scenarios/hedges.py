"""Words of estimative probability with their bands, read from the table beside the code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from legation.language.script import fold


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that says how likely something is.

    `band` in percent ("55-80"), None where usage is too loose for one. `mapping` says whose the
    band is: icd203, house (this project's), or unmapped. `kind`: hedge, always a forecast; modal,
    a forecast only under a condition, from an analyst, or of a thing without a will.
    """

    word: str
    band: str | None
    mapping: str
    kind: str


@cache
def load_hedges(language: str) -> dict[str, Hedge]:
    """Hedges of a language by their word, folded to Simplified for Chinese."""
    path = resources.files("legation.scenarios") / "data" / "hedges.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    out = {}
    for line in lines[1:]:
        tongue, word, band, mapping, kind = line.split("\t")
        if tongue == language:
            key = fold(word) if language == "zh" else word
            out[key] = Hedge(key, band or None, mapping, kind)
    return out
