"""The records of a situation: what was extracted, what was derived, and what an analyst judged.

A situation is a folder of YAML files that people write and keep under version control (see
situation/files.py). Every entry says where it comes from: `basis` is *extracted* (a record of a
dossier states it), *derived* (a command computed it from records) or *analyst* (somebody's signed
judgement). A number that nobody gave is None and stays so: a run refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["extracted", "derived", "analyst"]
Layer = Literal["official", "underlying", "unspecified"]
Sign = Literal["gain", "loss", "open"]
Rule = Literal["unanimity", "majority", "two thirds"]
Step = Literal[
    "made", "countered", "shelved", "revived", "accepted", "rejected", "begun", "withdrawn"
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from.

    `evidence`: ids of records in the dossier (the beginning is enough). `as_of`: ISO day on which
    it held. `file` and `line` (from 1): where the entry stands, for messages.
    """

    basis: Basis
    author: str | None
    as_of: str | None
    evidence: tuple[str, ...]
    note: str | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A number that is known within bounds; a single number has equal bounds."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The point that a run without draws takes."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Option:
    """A way to settle an issue. `anchor`: its place on the scale, None until somebody says.

    `anchor_source`: who says so; None with the anchor.
    """

    id: str
    label: Mapping[str, str]
    anchor: float | None
    source: Source
    anchor_source: Source | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """What is contested: a scale between two ends, with options on it.

    `status_quo` is the option in force; `reversion` what happens without agreement, which need not
    be the status quo. `vetoes`: actors without whom nothing changes, each with what gives the veto.
    A scale, status quo or rule that nobody gave is None; a run that needs it is refused.
    """

    id: str
    question: Mapping[str, str]
    low: float | None
    high: float | None
    ends: tuple[Mapping[str, str], Mapping[str, str]] | None
    options: tuple[Option, ...]
    status_quo: str | None
    reversion: str | None
    rule: Rule | None
    vetoes: tuple[Veto, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Veto:
    """An actor whose consent is needed. `indicator`: a dated sign of its decision, or None."""

    actor: str
    ground: str
    indicator: Indicator | None
    source: Source


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue; `place` None: nobody has said.

    `ranking`: options from best to worst where the actor is known to rank them, ties in one tuple;
    empty: options are ranked by their distance from `place`. `numbers`: place, capability and
    salience, where given, each with its own source, since a text may give one and an analyst
    another.
    """

    actor: str
    issue: str
    place: Interval | None
    ranking: tuple[tuple[str, ...], ...]
    capability: Interval | None
    salience: Interval | None
    source: Source
    numbers: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer on an issue and what became of it, step by step."""

    id: str
    issue: str
    giver: str
    receiver: str
    option: str
    history: tuple[ProposalStep, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class ProposalStep:
    """One step; `date` is EDTF or None, `trigger` what is said to have brought it about."""

    step: Step
    date: str | None
    trigger: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Motive:
    """Why an actor is said to act: by whom, on which layer, with what speaks against it."""

    actor: str
    act: str
    layer: Layer
    asserter: str
    words: Mapping[str, str]
    audience: str | None
    against: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A gain or loss of one actor in one arena, in the words of somebody; never a number.

    `horizon`: short, medium or long term as the source has it, else None.
    """

    actor: str
    arena: str
    over: str
    sign: Sign
    size: str | None
    horizon: str | None
    asserter: str
    source: Source


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sign that can be checked: what to look for, where, and until when.

    `actor`, `recipient`, `type`: what an event in the dossier must have to be the sign; None: any.
    `first`, `last`: ISO days; None: open.
    """

    id: str
    words: Mapping[str, str]
    actor: str | None
    recipient: str | None
    type: str | None
    first: str | None
    last: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Scenario:
    """What may follow, as a branch of a tree; `parent` None: a root.

    `likelihood` is the word as its asserter used it. `exclusive` on a parent says that an analyst
    declares its branches exclusive and complete; only then may bands be held against their sum.
    """

    id: str
    parent: str | None
    condition: Mapping[str, str]
    outcome: Mapping[str, str]
    likelihood: str | None
    asserter: str
    consequences: tuple[LedgerEntry, ...]
    indicators: tuple[Indicator, ...]
    exclusive: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of several explanations of the same thing."""

    id: str
    question: str
    words: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is held against hypotheses: an observation, a report, an absence."""

    id: str
    question: str
    words: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class Rating:
    """How well an item fits a hypothesis to one rater: 1 contradicts, 3 neutral, 5 supports.

    None: it does not apply, which counts as neutral.
    """

    item: str
    hypothesis: str
    rater: str
    value: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Assumption:
    """What an analyst takes for granted, and which entries hang on it."""

    id: str
    words: Mapping[str, str]
    bears_on: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Situation:
    """A whole folder, checked. Mappings are by id, in the order of the files."""

    name: str
    title: Mapping[str, str]
    issues: Mapping[str, Issue]
    positions: tuple[Position, ...]
    proposals: tuple[Proposal, ...]
    motives: tuple[Motive, ...]
    ledger: tuple[LedgerEntry, ...]
    scenarios: Mapping[str, Scenario]
    hypotheses: tuple[Hypothesis, ...]
    items: tuple[Item, ...]
    ratings: tuple[Rating, ...]
    assumptions: tuple[Assumption, ...]
    sha256: str
