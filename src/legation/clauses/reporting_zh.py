"""Chinese cues of speech, folded for matching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from legation.clauses.cues import read_cues
from legation.language.script import fold
from legation.model.records import ClaimKind


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that introduces speech. `where`: pre, post, prep or noun; see the table's header."""

    text: str
    kind: ClaimKind
    where: str
    opens: bool


def _load() -> dict[str, Cue]:
    cues = {}
    for row in read_cues("reporting_zh.tsv"):
        text = fold(row["cue"])
        kind: ClaimKind = row["kind"]  # type: ignore[assignment]
        cues[text] = Cue(text, kind, row["where"], row["opens"] == "yes")
    return cues


REPORTING: Final[dict[str, Cue]] = _load()
"""Cue (Simplified) -> what it does."""
