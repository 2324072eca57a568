"""Scenarios as trees: bands of likelihood, who says so, what follows for whom, and the signs.

A branch keeps the word of its asserter; a word becomes a band at most. Bands of branches are held
against the whole only where an analyst declares them exclusive and complete, and nothing is ever
multiplied down a path: words of different people about different conditions are no chain of odds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from legation.analysis.tie_rows import make_table
from legation.dossier import Dossier, Table
from legation.errors import UsageError
from legation.situation.cells import entry_of, worded
from legation.situation.indicators import Sighting, check_indicators
from legation.situation.likelihood import Likelihood, Sum, likelihood_of, sum_of
from legation.situation.records import LedgerEntry, Scenario

_BRANCHES: Final = {
    "scenario": "text",
    "parent": "text",
    "depth": "count",
    "condition": "text",
    "outcome": "text",
    "likelihood": "text",
    "band": "text",
    "mapping": "text",
    "mapping_reason": "text",
    "asserter": "text",
    "consequences": "texts",
    "indicators": "texts",
    "branches_sum": "text",
    "basis": "text",
    "evidence": "texts",
    "entry": "text",
}
_CONSEQUENCES: Final = {
    "scenario": "text",
    "actor": "text",
    "arena": "text",
    "horizon": "text",
    "sign": "text",
    "size": "text",
    "asserter": "text",
    "basis": "text",
    "evidence": "texts",
    "entry": "text",
}
_SIGHTINGS: Final = {
    "scenario": "text",
    "indicator": "text",
    "words": "text",
    "first": "text",
    "last": "text",
    "state": "text",
    "reason": "text",
    "as_of": "text",
    "basis": "text",
    "evidence": "texts",
    "entry": "text",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A scenario in its tree. `depth` 0: a root. `path`: ids from the root down to it.

    `likelihood` is None where nobody gave a word. `branches_sum` is None unless its branches are
    declared exclusive.
    """

    scenario: Scenario
    depth: int
    path: tuple[str, ...]
    likelihood: Likelihood | None
    branches_sum: Sum | None
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of scenarios, each branch behind its parent. `as_of`: until when signs were looked for.

    `as_of` is None, and no branch has sightings, where no dossier was given.
    """

    branches: tuple[Branch, ...]
    as_of: date | None

    def table(self, language: str = "en") -> Table:
        """One row per branch, in the order of the trees."""
        return make_table((_branch_row(one, language) for one in self.branches), _BRANCHES)

    def consequences(self) -> Table:
        """One row per gain or loss that a branch is said to bring to an actor; nothing is added."""
        return make_table(
            (
                _consequence_row(branch.scenario.id, entry)
                for branch in self.branches
                for entry in branch.scenario.consequences
            ),
            _CONSEQUENCES,
        )

    def indicators(self, language: str = "en") -> Table:
        """One row per sign of a branch, with whether it was reported."""
        return make_table(
            (
                _sighting_row(branch.scenario.id, sighting, language, self.as_of)
                for branch in self.branches
                for sighting in branch.sightings
            ),
            _SIGHTINGS,
        )


def build_forest(
    scenarios: Iterable[Scenario], dossier: Dossier | None = None, as_of: date | None = None
) -> Forest:
    """Put scenarios into trees; with a dossier, look for their indicators until `as_of`.

    `as_of` None: the last day on which the dossier has anything.

    Raises:
        UsageError: an id that stands twice, a parent that is none of them, a circle of parents,
            or an indicator of an actor that the dossier does not name.
    """
    found: dict[str, Scenario] = {}
    for one in scenarios:
        if one.id in found:
            raise UsageError(
                f"{entry_of(one.source)}: the scenario {one.id!r} stands in "
                f"{entry_of(found[one.id].source)} already; give it another id"
            )
        found[one.id] = one
    paths = {name: _path(name, found) for name in found}
    looked = None
    if dossier is not None:
        signs = [sign for one in found.values() for sign in one.indicators]
        looked = check_indicators(dossier, signs, as_of)
    waiting = iter(() if looked is None else looked.sightings)
    sightings = {name: tuple(islice(waiting, len(one.indicators))) for name, one in found.items()}
    return Forest(
        tuple(
            Branch(
                scenario=found[name],
                depth=len(paths[name]) - 1,
                path=paths[name],
                likelihood=_likelihood(found[name]),
                branches_sum=_sum(found[name], found),
                sightings=sightings[name],
            )
            for name in _in_order(found)
        ),
        None if looked is None else looked.as_of,
    )


def _path(name: str, found: Mapping[str, Scenario]) -> tuple[str, ...]:
    path: list[str] = []
    at: str | None = name
    while at is not None:
        if at in path:
            circle = [*path[path.index(at) :], at]
            raise UsageError(
                f"{entry_of(found[at].source)}: the scenarios {' -> '.join(circle)} go round in a "
                "circle; leave the parent of one of them blank"
            )
        if at not in found:
            child = found[path[-1]]
            raise UsageError(
                f"{entry_of(child.source)}: the parent {at!r} of {child.id} is no scenario; "
                f"choose of {', '.join(found)}"
            )
        path.append(at)
        at = found[at].parent
    return tuple(reversed(path))


def _in_order(found: Mapping[str, Scenario], parent: str | None = None) -> Iterator[str]:
    """Ids, each parent before its branches, else as given."""
    for name, one in found.items():
        if one.parent == parent:
            yield name
            yield from _in_order(found, name)


def _likelihood(scenario: Scenario) -> Likelihood | None:
    return None if scenario.likelihood is None else likelihood_of(scenario.likelihood)


def _sum(scenario: Scenario, found: Mapping[str, Scenario]) -> Sum | None:
    branches = [one for one in found.values() if one.parent == scenario.id]
    if not scenario.exclusive or not branches:
        return None
    return sum_of(map(_likelihood, branches))


def _branch_row(branch: Branch, language: str) -> dict[str, Any]:
    one, likely, total = branch.scenario, branch.likelihood, branch.branches_sum
    return {
        "scenario": one.id,
        "parent": one.parent,
        "depth": branch.depth,
        "condition": worded(one.condition, language),
        "outcome": worded(one.outcome, language),
        "likelihood": one.likelihood,
        "band": likely and likely.band,
        "mapping": likely and likely.mapping,
        "mapping_reason": likely and likely.reason,
        "asserter": one.asserter,
        "consequences": [_consequence_words(entry) for entry in one.consequences],
        "indicators": [f"{each.indicator.id}: {each.state}" for each in branch.sightings]
        or [each.id for each in one.indicators],
        "branches_sum": total and f"{total.verdict}: {total.reason}",
        "basis": one.source.basis,
        "evidence": list(one.source.evidence),
        "entry": entry_of(one.source),
    }


def _consequence_words(entry: LedgerEntry) -> str:
    what = " ".join(word for word in (entry.size, entry.sign) if word)
    return f"{entry.actor}: {what}, {entry.arena} ({entry.asserter})"


def _consequence_row(scenario: str, entry: LedgerEntry) -> dict[str, Any]:
    return {
        "scenario": scenario,
        "actor": entry.actor,
        "arena": entry.arena,
        "horizon": entry.horizon,
        "sign": entry.sign,
        "size": entry.size,
        "asserter": entry.asserter,
        "basis": entry.source.basis,
        "evidence": list(entry.source.evidence),
        "entry": entry_of(entry.source),
    }


def _sighting_row(
    scenario: str, sighting: Sighting, language: str, as_of: date | None
) -> dict[str, Any]:
    sign = sighting.indicator
    return {
        "scenario": scenario,
        "indicator": sign.id,
        "words": worded(sign.words, language),
        "first": sign.first,
        "last": sign.last,
        "state": sighting.state,
        "reason": sighting.reason,
        "as_of": as_of and as_of.isoformat(),
        "basis": sign.source.basis,
        "evidence": list(sighting.evidence),
        "entry": entry_of(sign.source),
    }
