"""The words that tell what standing a clause has and who speaks in it, from tables of data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

from legation.errors import LexiconError
from legation.model.codes import STATUSES, Status
from legation.model.records import ClaimKind

Control = Literal["subject", "object", "none"]
CuePart = Literal["aux", "v", "n", "a", "adv", "mark", "p"]
_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
_PARTS: tuple[CuePart, ...] = get_args(CuePart)
_CONTROLS: tuple[Control, ...] = get_args(Control)


@dataclass(frozen=True, slots=True)
class Modality:
    """A word that gives what it governs a status.

    `control`: whose act its complement is, the cue's subject or its object; "none" where the cue
    tells nothing of who acts.
    """

    cue: str
    status: Status
    part: CuePart
    control: Control


@dataclass(frozen=True, slots=True)
class Reporting:
    """A word that reports what somebody says.

    `takes`: what holds the content: "clause" (that …, or a quotation), "phrase" (also a plain
    object: denied the claim), "as" (portrays X as Y), "of" (accused X of Y), "none".
    """

    cue: str
    kind: ClaimKind
    part: CuePart
    takes: str


@cache
def load_modality() -> Mapping[tuple[str, CuePart], Modality]:
    """Cues of status by lemma and part of speech."""
    found: dict[tuple[str, CuePart], Modality] = {}
    for place, (cue, status, part, control) in _rows("modality_en.tsv", 4):
        if status not in STATUSES or part not in _PARTS or control not in _CONTROLS:
            raise LexiconError(f"{place}: {cue!r} has an unknown status, part or control; see top")
        key = (cue, part)
        found[key] = Modality(cue, status, part, control)
    return found


@cache
def load_reporting() -> Mapping[tuple[str, CuePart], tuple[Reporting, ...]]:
    """Cues of speech by their first word and part of speech; the longest cue first."""
    found: dict[tuple[str, CuePart], list[Reporting]] = {}
    for place, (cue, kind, part, takes) in _rows("reporting_en.tsv", 4):
        if kind not in _KINDS or part not in _PARTS:
            raise LexiconError(f"{place}: {cue!r} has an unknown kind or part; see the top lines")
        row = Reporting(cue, kind, part, takes)
        found.setdefault((cue.split(" ", 1)[0], row.part), []).append(row)
    return {key: tuple(sorted(rows, key=lambda row: -len(row.cue))) for key, rows in found.items()}


def _rows(name: str, columns: int) -> list[tuple[str, list[str]]]:
    """The rows of a table with their places, for messages; `#` opens a comment."""
    path = resources.files("legation.clauses") / "data" / name
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) < columns:
                raise LexiconError(
                    f"{name}:{number}: {len(cells)} columns, not {columns}; add tabs"
                )
            rows.append((f"{name}:{number}", cells[:columns]))
    return rows
