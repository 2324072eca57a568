"""What saved runs said, held against what came: scores, a log of the runs, and words of likelihood.

Only runs of a day before the outcome count, and only those on the situation as it stood: a what-if
is no forecast. One issue ends once, so that a score of one case says how far off that run was, and
not how good its method is; the number of cases stands in every answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from legation.analysis.series import wilson
from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.files import RUNS, load_situation
from legation.situation.likelihood import likelihood_of
from legation.situation.outcomes import NAMES, OTHER, Outcome, read_outcomes
from legation.situation.runs import Run, read_run
from legation.situation.scores import brier, crps_of_even, crps_of_points

FEW_CASES: Final = 30
"""Cases of a band below which its share says next to nothing."""
_MARKS: Final = {
    "run": "text",
    "created": "text",
    "issue": "text",
    "method": "text",
    "said": "text",
    "outcome": "text",
    "date": "text",
    "score": "text",
    "value": "number",
    "knowing_nothing": "number",
    "reason": "text",
    "evidence": "texts",
}
_LOG: Final = {
    "run": "text",
    "created": "text",
    "issue": "text",
    "methods": "texts",
    "outcome": "text",
    "date": "text",
    "scored": "flag",
    "reason": "text",
    "inputs_sha256": "text",
    "evidence": "texts",
}
_BANDS: Final = {
    "band": "text",
    "words": "texts",
    "cases": "count",
    "occurred": "count",
    "share": "number",
    "share_low": "number",
    "share_high": "number",
    "reason": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The score of one method of one run. `score`: Brier (0 to 2), CRPS (in units of the scale),
    or "in the set", which has no value.

    `knowing_nothing`: the score of even chances, or of anywhere on the scale; below it is better.
    """

    run: str
    created: str
    issue: str
    method: str
    said: str
    outcome: Outcome
    score: str
    value: float | None
    knowing_nothing: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A saved run, and whether it is scored; `outcome` None: its issue has none yet."""

    run: str
    created: str
    issue: str
    methods: tuple[str, ...]
    outcome: Outcome | None
    scored: bool
    reason: str
    inputs_sha256: str


@dataclass(frozen=True, slots=True)
class Case:
    """A word of likelihood and whether what it was said of came about."""

    scenario: str
    word: str | None
    asserter: str
    occurred: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Cases of one band (percent as in 55-80; "unmapped", "no word"). Shares are from 0 to 1."""

    band: str
    words: tuple[str, ...]
    cases: int
    occurred: int
    share: float | None
    low: float | None
    high: float | None
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostMortem:
    """Everything that outcomes say of the runs before them. `reasons`: how much that is."""

    situation: str
    outcomes: tuple[Outcome, ...]
    marks: tuple[Mark, ...]
    log: tuple[Logged, ...]
    bands: tuple[Band, ...]
    reasons: tuple[str, ...]

    def table(self) -> Table:
        """One row per scored method of a run."""
        return make_table((_row(one, _MARKS, one.outcome) for one in self.marks), _MARKS)

    def log_table(self) -> Table:
        """One row per saved run, the earliest first."""
        return make_table((_row(one, _LOG, one.outcome) for one in self.log), _LOG)

    def band_table(self) -> Table:
        """One row per band of likelihood that has cases."""
        rows = (
            {**_row(one, _BANDS, None), "share_low": one.low, "share_high": one.high}
            | {"evidence": one.evidence}
            for one in self.bands
        )
        return make_table(rows, _BANDS)


def _row(record: object, columns: Mapping[str, str], outcome: Outcome | None) -> dict[str, Any]:
    row = {name: getattr(record, name, None) for name in columns}
    if outcome is not None:
        row |= {"outcome": outcome.words, "date": outcome.date, "evidence": outcome.evidence}
    return row


def post_mortem(folder: Path | str) -> PostMortem:
    """Hold the saved runs of a situation against the outcomes entered beside them.

    Raises:
        SituationError: the folder or its outcomes have problems.
        UsageError: no outcome has been entered.
    """
    situation = load_situation(folder).checked()
    outcomes = read_outcomes(folder, situation)
    if not outcomes:
        raise UsageError(
            f"{Path(folder) / RUNS} has no outcomes; enter one in {NAMES[0]} as in "
            "`- {issue: ID, option: ID, date: 2026-01-20, source: …, author: …}`"
        )
    runs, unread = _saved(Path(folder) / RUNS)
    ended = {one.name: one for one in outcomes if one.about == "issue"}
    log = tuple(_logged(name, run, ended.get(run.issue)) for name, run in runs.items())
    marks = tuple(
        mark
        for one in log
        if one.scored and one.outcome
        for mark in _marks(one.run, runs[one.run], one.outcome)
    )
    cases, missing = _cases(outcomes, runs)
    bands = calibration(cases)
    said = (*_said(log, marks), *_said_of(cases, missing), *unread)
    return PostMortem(situation.name, outcomes, marks, log, bands, said)


def calibration(cases: Iterable[Case]) -> tuple[Band, ...]:
    """How often what was called so came about, by band; the lowest first, then what has none."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        likely = likelihood_of(case.word) if case.word else None
        found[(likely.band or "unmapped") if likely else "no word"].append(case)
    return tuple(_band(name, found[name]) for name in sorted(found, key=_order))


def _order(band: str) -> tuple[int, ...]:
    if not band[0].isdigit():
        return (101, len(band))
    low, _, high = band.partition("-")
    return int(low), int(high)


def _band(name: str, cases: Sequence[Case]) -> Band:
    count, occurred = len(cases), sum(case.occurred for case in cases)
    share = wilson(occurred, count)
    said = f"{count} case{'s' if count > 1 else ''}"
    if count < FEW_CASES:
        said += f", fewer than {FEW_CASES}: next to nothing is known"
    if name[0].isdigit() and share.low is not None and share.high is not None:
        low, _, high = name.partition("-")
        apart = share.high < int(low) / 100 or share.low > int(high) / 100
        said += f"; the band {'lies outside' if apart else 'is within'} what the cases allow"
    words = tuple(dict.fromkeys(case.word for case in cases if case.word))
    evidence = tuple(dict.fromkeys(name for case in cases for name in case.evidence))
    return Band(name, words, count, occurred, share.value, share.low, share.high, said, evidence)


def _saved(home: Path) -> tuple[dict[str, Run], tuple[str, ...]]:
    """Saved runs by file, the earliest first, and what could not be read."""
    found, unread = {}, []
    for path in sorted(home.glob("*.json")):
        if path.name in NAMES:
            continue
        try:
            found[path.name] = read_run(path)
        except UsageError as error:
            unread.append(f"left out: {error}")
    return dict(sorted(found.items(), key=lambda item: (item[1].created, item[0]))), tuple(unread)


def _logged(name: str, run: Run, outcome: Outcome | None) -> Logged:
    if outcome is None:
        scored, reason = False, "its issue has no outcome yet"
    elif run.created[:10] >= outcome.date:
        scored, reason = False, "made on the day of the outcome or after"
    elif run.changes:
        changed = ", ".join(run.changes)
        scored, reason = False, f"a what-if, with changed {changed}"
    else:
        scored, reason = True, "made before the outcome"
    return Logged(
        *(name, run.created, run.issue, run.methods, outcome, scored, reason, run.inputs_sha256)
    )


def _marks(name: str, run: Run, outcome: Outcome) -> Iterator[Mark]:
    """The scores of a run; a method that says nothing of such an outcome has none."""
    issue: Mapping[str, Any] = next(
        (one for one in run.inputs.get("issues", ()) if one.get("id") == outcome.name), {}
    )
    number = outcome.number if outcome.number is not None else _place(issue, outcome.option)
    for method, said, chances, places in _distributions(run.outputs):
        given = (name, run.created, run.issue, method, said, outcome)
        if outcome.option is not None:
            even = dict.fromkeys(chances, 1 / len(chances))
            score = brier(outcome.option, chances), brier(outcome.option, even)
            strange = outcome.option not in chances
            reason = "the outcome was not among the options" if strange else "over all options"
            yield Mark(*given, "Brier", *score, reason)
        if number is not None:
            yield _distance(given, number, places, issue)
    found = run.outputs.get("compromise")
    if found and number is not None:
        mean = float(found["mean"])
        given = (name, run.created, run.issue, "compromise", f"{mean:.4g}", outcome)
        yield _distance(given, number, {mean: 1.0}, issue)
    agreed = run.outputs.get("winset")
    if agreed and outcome.option not in (None, OTHER):
        held = "in" if outcome.option in agreed["members"] else "not in"
        said = ", ".join(agreed["members"])
        reason = f"the outcome is {held} the win-set; a set has no score"
        yield Mark(
            *(name, run.created, run.issue, "winset", said, outcome),
            *("in the set", None, None, reason),
        )


def _distributions(
    outputs: Mapping[str, Any],
) -> Iterator[tuple[str, str, dict[str, float], dict[float, float]]]:
    """What a run says in chances: method, the likeliest, chances by option and by place."""
    for rule, found in (outputs.get("condorcet") or {}).items():
        chances = dict(zip(found["options"], found["chances"], strict=True))
        places: dict[float, float] = defaultdict(float)
        for place, chance in zip(found["places"], found["chances"], strict=True):
            places[float(place)] += chance
        first = max(chances, key=lambda option: chances[option])
        yield f"condorcet, {rule}", f"{first} {chances[first]:.0%}", chances, dict(places)


def _place(issue: Mapping[str, Any], option: str | None) -> float | None:
    """Where an option stood on the scale of a run's issue; None: it had no place."""
    for one in issue.get("options") or ():
        if one.get("id") == option:
            anchor = one.get("anchor")
            value = anchor.get("value") if isinstance(anchor, Mapping) else anchor
            return None if value is None else float(value)
    return None


def _distance(
    given: tuple[str, str, str, str, str, Outcome],
    number: float,
    places: Mapping[float, float],
    issue: Mapping[str, Any],
) -> Mark:
    low, high = issue["scale"]
    even = crps_of_even(number, float(low), float(high))
    reason = f"from {number:g} on a scale from {low:g} to {high:g}"
    if len(places) == 1:
        reason += "; of a single point, it is the distance"
    return Mark(*given, "CRPS", crps_of_points(number, places), even, reason)


def _cases(
    outcomes: Sequence[Outcome], runs: Mapping[str, Run]
) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """Scenarios with an outcome, as the last run before it had them; ids of those in no run."""
    found, missing = [], []
    for outcome in outcomes:
        if outcome.about != "scenario":
            continue
        held = [
            scenario
            for run in runs.values()
            if run.created[:10] < outcome.date and not run.changes
            for scenario in run.inputs.get("scenarios") or ()
            if scenario.get("id") == outcome.name
        ]
        if not held:
            missing.append(outcome.name)
            continue
        last = held[-1]
        evidence = tuple(dict.fromkeys([*_ids(last.get("evidence")), *outcome.evidence]))
        word, asserter = last.get("likelihood"), str(last.get("asserter"))
        happened = bool(outcome.occurred)
        found.append(Case(outcome.name, word, asserter, happened, evidence))
    return tuple(found), tuple(missing)


def _ids(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _said(log: Sequence[Logged], marks: Sequence[Mark]) -> Iterator[str]:
    issues = {one.issue for one in marks}
    scored = sum(one.scored for one in log)
    yield (
        f"{len(issues)} issue{'s' if len(issues) != 1 else ''} with an outcome and a run before it;"
        f" {scored} of {len(log)} saved runs are scored"
    )
    if len(issues) < FEW_CASES:
        yield f"fewer than {FEW_CASES} issues: no method is shown to be good or bad by this"


def _said_of(cases: Sequence[Case], missing: Sequence[str]) -> Iterator[str]:
    if cases:
        yield f"{len(cases)} scenario{'s' if len(cases) > 1 else ''} with a word before the outcome"
    if missing:
        yield f"left out, for no run before the outcome has them: scenarios {', '.join(missing)}"
