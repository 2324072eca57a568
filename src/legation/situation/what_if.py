"""What if: inputs changed in memory, which outputs change with them, and by which change.

The files stay as they are. Each change is also made alone, to tell which of several does what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.files import Loaded, full_path, load_situation
from legation.situation.models import Settings, evidence_of
from legation.situation.records import Situation
from legation.situation.runs import Run, flat, run_situation

_HEADLINE: Final = (
    "winset.baseline",
    "winset.agreed",
    "winset.open",
    "winset.deadlock",
    "reversions.*.agreed",
    "winset_sensitivity.shares.*",
    "compromise.mean",
    "compromise.mean_bounds",
    "compromise.median",
    "compromise.median_bounds",
    "compromise.deciders",
    "compromise.nearest",
    "condorcet.*.chances.*",
    "condorcet.*.leading",
    "condorcet.*.agrees",
    "sensitivity.mean.p5",
    "sensitivity.mean.p50",
    "sensitivity.mean.p95",
    "sensitivity.leads.*.leads",
    "challenge.rounds.*.mean",
)
"""Outputs by which two runs are compared; all others explain these."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An output that changed. `alone`: the changes each of which brings it about by itself.

    Empty: it takes several together. `assumptions`: ids of those that bear on the changed entries.
    """

    output: str
    before: str | None
    after: str | None
    alone: tuple[str, ...]
    assumptions: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two runs side by side, and what the changes did. `same`: outputs that did not change."""

    before: Run
    after: Run
    effects: tuple[Effect, ...]
    same: int

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Ids of the assumptions that bear on the changed inputs, where an output changed."""
        return tuple(dict.fromkeys(name for one in self.effects for name in one.assumptions))

    def table(self) -> Table:
        """One row per output that changed."""
        columns = {"output": "text", "before": "text", "after": "text", "alone": "texts"}
        columns |= {"assumptions": "texts", "evidence": "texts"}
        rows = ({name: getattr(one, name) for name in columns} for one in self.effects)
        return make_table(rows, columns)


def what_if(
    folder: Path | str,
    changes: Mapping[str, str],
    issue: str | None = None,
    methods: Sequence[str] = (),
    settings: Settings | None = None,
) -> WhatIf:
    """Run a folder as it is and with changes in memory; which outputs change, and by what.

    Each change is also made alone, to tell which of several brings an effect about.

    Raises:
        SituationError: problems or blanks before or after the changes.
        UsageError: no change, or one that names nothing.
    """
    if not changes:
        raise UsageError("nothing is changed; say what, as in --set positions.MEX.place=6")
    plain = load_situation(folder)

    def compute(made: Mapping[str, str]) -> Run:
        loaded = load_situation(folder, changes=made) if made else plain
        return run_situation(loaded, issue, methods, settings, made)

    before, after = compute({}), compute(changes)
    alone = {path: compute({path: value}) for path, value in changes.items()}
    if len(changes) == 1:
        alone = dict.fromkeys(changes, after)
    left, right = headline(before), headline(after)
    each = {path: headline(run) for path, run in alone.items()}
    paths = [full_path(plain, path) for path in changes]
    bearing, evidence = _bearing(plain, paths), _evidence(plain.situation, paths)
    effects = []
    for output in dict.fromkeys([*left, *right]):
        then, now = left.get(output), right.get(output)
        if then != now:
            by = tuple(path for path, found in each.items() if found.get(output) != then)
            effects.append(Effect(output, in_words(then), in_words(now), by, bearing, evidence))
    return WhatIf(before, after, tuple(effects), len({*left, *right}) - len(effects))


def headline(run: Run) -> dict[str, Any]:
    """The outputs that two runs are compared by, by path."""
    return {
        path: value
        for path, value in flat(_by_option(run.outputs))
        if any(fnmatchcase(path, pattern) for pattern in _HEADLINE)
    }


def _by_option(output: Any) -> Any:
    """Chances under the names of their options, wherever an output lists the two side by side."""
    if not isinstance(output, Mapping):
        return output
    if "options" in output and "chances" in output:
        chances = dict(zip(output["options"], output["chances"], strict=True))
        return {**output, "chances": chances}
    return {name: _by_option(one) for name, one in output.items()}


def in_words(value: Any) -> str | None:
    """A value of an output as text; None where it is not known."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return ", ".join(in_words(one) or "unknown" for one in value) or "none"
    return str(value)


def _bearing(loaded: Loaded, paths: Sequence[str]) -> tuple[str, ...]:
    """Assumptions that bear on what is changed, or on the entry that holds it."""
    return tuple(
        one.id
        for one in loaded.situation.assumptions
        if any(_within(path, full_path(loaded, at)) for path in paths for at in one.bears_on)
    )


def _evidence(situation: Situation, paths: Sequence[str]) -> tuple[str, ...]:
    """Ids behind the positions, options and issues that are changed."""
    held = [(f"positions.{one.issue}.{one.actor}", evidence_of(one)) for one in situation.positions]
    for issue in situation.issues.values():
        held.append((f"issues.{issue.id}", issue.source.evidence))
        held += [
            (f"issues.{issue.id}.options.{option.id}", option.source.evidence)
            for option in issue.options
        ]
    found = (names for at, names in held if any(_within(path, at) for path in paths))
    return tuple(dict.fromkeys(name for names in found for name in names))


def _within(path: str, at: str) -> bool:
    return path == at or path.startswith(f"{at}.")
