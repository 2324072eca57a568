"""What holds where several decisions meet on one record: of one analyst, or of several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from legation.dossier.correction_log import Correction

Standing = Literal["holds", "superseded", "withdrawn", "overruled", "unplaced"]


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome for one record.

    `values`: column -> the correction that decides it; `rejected`: the one that takes the record
    away, or None. `standing`: correction id -> what became of it. `disputed`: ids of decisions of
    two analysts who disagree; both stay in the table, and the later one holds.
    """

    values: Mapping[str, Correction]
    rejected: Correction | None
    standing: Mapping[str, Standing]
    disputed: frozenset[str]


@dataclass(slots=True)
class _Opinion:
    """What one analyst holds after all of their decisions on a record."""

    verdict: Correction | None = None
    fields: dict[str, Correction] = field(default_factory=dict)

    @property
    def last(self) -> Correction | None:
        """The decision that says when this analyst last looked at the record."""
        made = [*self.fields.values(), *([self.verdict] if self.verdict else [])]
        return max(made, key=lambda item: item.order) if made else None

    @property
    def rejects(self) -> bool:
        return self.verdict is not None and self.verdict.decision == "reject"


def value_of(correction: Correction, name: str) -> Any:
    """What a change, or an accepted record, says that the column holds."""
    return correction.new[name] if correction.decision == "accept" else correction.new


def withdrawn(corrections: Iterable[Correction]) -> frozenset[str]:
    """Ids of the corrections that a later line withdraws."""
    return frozenset(item.of for item in corrections if item.decision == "retract" and item.of)


def settle(corrections: Sequence[Correction], gone: frozenset[str]) -> Settled:
    """Settle the decisions on one record; `gone` are the ids of those withdrawn.

    Of one analyst the later decision replaces the earlier. A change after a rejection says that
    the record holds. An accepted record says of each column that it is as it was shown. Between
    analysts the later decision holds and both are disputed. The outcome does not depend on the
    order in which the corrections are given.
    """
    standing: dict[str, Standing] = {}
    opinions: dict[str, _Opinion] = {}
    for item in sorted(corrections, key=lambda item: item.order):
        if item.decision == "retract":
            standing[item.id] = "holds"
        elif item.id in gone:
            standing[item.id] = "withdrawn"
        else:
            standing[item.id] = "holds"
            for replaced in _take(opinions.setdefault(item.who, _Opinion()), item):
                standing[replaced.id] = "superseded"
    rejected, disputed = _verdict(list(opinions.values()), standing)
    values: dict[str, Correction] = {}
    if rejected is None:
        values = _values([item for item in opinions.values() if not item.rejects], disputed)
        for opinion in opinions.values():
            for name, item in opinion.fields.items():
                if name in values and value_of(values[name], name) != value_of(item, name):
                    standing[item.id] = "overruled"
    return Settled(values, rejected, standing, frozenset(disputed))


def _take(opinion: _Opinion, item: Correction) -> list[Correction]:
    """Enter a decision into its analyst's opinion; returns those that it replaces."""
    replaced: list[Correction] = []
    if item.decision == "change":
        if opinion.rejects and opinion.verdict:
            replaced.append(opinion.verdict)
            opinion.verdict = None
        earlier = opinion.fields.pop(str(item.field), None)
        replaced += [earlier] if earlier and earlier.decision == "change" else []
        opinion.fields[str(item.field)] = item
        return replaced
    replaced += [opinion.verdict] if opinion.verdict else []
    opinion.verdict = item
    if item.decision == "reject":
        replaced += [found for found in opinion.fields.values() if found.decision == "change"]
        opinion.fields.clear()
        return replaced
    for name in item.new:
        earlier = opinion.fields.get(name)
        if earlier is None or earlier.decision == "accept" or earlier.new != item.new[name]:
            replaced += [earlier] if earlier and earlier.decision == "change" else []
            opinion.fields[name] = item
    return replaced


def _verdict(
    opinions: list[_Opinion], standing: dict[str, Standing]
) -> tuple[Correction | None, set[str]]:
    """The rejection that holds, if one does, and the ids in dispute about whether it should."""
    rejecting = [item for item in opinions if item.rejects]
    keeping = [item for item in opinions if not item.rejects and item.last]
    if not rejecting:
        return None, set()
    last = max((item for item in opinions if item.last), key=_last)
    losers = keeping if last.rejects else rejecting
    for item in _holding(losers):
        standing[item.id] = "overruled"
    disputed = {item.id for item in _holding(opinions)} if keeping else set()
    return (last.verdict if last.rejects else None), disputed


def _values(opinions: list[_Opinion], disputed: set[str]) -> dict[str, Correction]:
    found: dict[str, Correction] = {}
    for name in sorted({name for opinion in opinions for name in opinion.fields}):
        said = [opinion.fields[name] for opinion in opinions if name in opinion.fields]
        latest = max(said, key=lambda item: item.order)
        found[name] = latest
        if any(value_of(item, name) != value_of(latest, name) for item in said):
            disputed.update(item.id for item in said)
    return found


def _holding(opinions: Iterable[_Opinion]) -> list[Correction]:
    """The decisions that opinions rest on, each once."""
    found: dict[str, Correction] = {}
    for opinion in opinions:
        for item in (*opinion.fields.values(), *([opinion.verdict] if opinion.verdict else [])):
            found[item.id] = item
    return list(found.values())


def _last(opinion: _Opinion) -> tuple[Any, ...]:
    return opinion.last.order if opinion.last else ()
