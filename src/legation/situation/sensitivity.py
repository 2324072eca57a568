"""How far a result hangs on its inputs: draws over the intervals, and one input at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.situation.compromise import weighted_mean, weighted_median
from legation.situation.condorcet import Challenge, coalition_strengths, leaders, option_chances
from legation.situation.draws import DRAWS, draw_inputs
from legation.situation.flips import Flip, flips
from legation.situation.hashes import sha256_of
from legation.situation.records import Interval
from legation.situation.stands import SLACK, Contest, Floats, Stand, name_all

_BATCH: Final = 250
"""Draws computed at a time: bounds the memory, not the result."""
_LEADS: Final = {
    "option": "text",
    "place": "number",
    "leads": "number",
    "chance_p5": "number",
    "chance_p50": "number",
    "chance_p95": "number",
    "nearest_to_mean": "number",
    "evidence": "texts",
}
_SWINGS: Final = {
    "actor": "text",
    "input": "text",
    "low": "number",
    "high": "number",
    "mean_at_low": "number",
    "mean_at_high": "number",
    "swing": "number",
    "leads_at_low": "texts",
    "leads_at_high": "texts",
    "evidence": "texts",
}
_FLIPS: Final = {
    "of": "text",
    "actor": "text",
    "input": "text",
    "now": "number",
    "at": "number",
    "size": "number",
    "leads": "text",
    "instead": "text",
    "doubted": "flag",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Spread:
    """Quantiles of a result over the draws, on the scale: 5, 25, 50, 75 and 95 %."""

    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


@dataclass(frozen=True, slots=True)
class Lead:
    """One option over the draws. `leads`, `nearest_to_mean`: share of the draws, 0 to 1.

    Options that lead together each count. `chance`: its chance in the Condorcet election.
    """

    option: str
    place: float
    leads: float
    chance: Spread
    nearest_to_mean: float


@dataclass(frozen=True, slots=True)
class Swing:
    """One input at either bound, all others at the middle: a bar of the tornado.

    `swing`: by how much the weighted mean differs. `leads_at_low`, `leads_at_high`: likeliest
    options; empty without options.
    """

    actor: str
    input: str
    bounds: Interval
    mean_at_low: float
    mean_at_high: float
    leads_at_low: tuple[str, ...]
    leads_at_high: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def swing(self) -> float:
        """Width of the bar, on the scale."""
        return abs(self.mean_at_high - self.mean_at_low)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Draws, tornado (widest first) and flips (smallest first) of a contest.

    `leads` and `flips` are empty with fewer than two options.
    """

    issue: str
    challenge: Challenge
    draws: int
    seed: int
    mean: Spread
    median: Spread
    leads: tuple[Lead, ...]
    tornado: tuple[Swing, ...]
    flips: tuple[Flip, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    inputs_sha256: str

    def table(self) -> Table:
        """One row per option: share of draws in which it leads, its chance, near the mean."""
        rows = (
            {
                "option": one.option,
                "place": one.place,
                "leads": one.leads,
                "chance_p5": one.chance.p5,
                "chance_p50": one.chance.p50,
                "chance_p95": one.chance.p95,
                "nearest_to_mean": one.nearest_to_mean,
                "evidence": self.evidence,
            }
            for one in self.leads
        )
        return make_table(rows, _LEADS)

    def tornado_table(self) -> Table:
        """One row per input that is an interval: what its bounds do to mean and leader."""
        rows = (
            {name: getattr(one, name) for name in _SWINGS if name not in ("low", "high")}
            | {"low": one.bounds.low, "high": one.bounds.high}
            for one in self.tornado
        )
        return make_table(rows, _SWINGS)

    def flip_table(self) -> Table:
        """One row per single change that makes another option lead."""
        return make_table(({n: getattr(one, n) for n in _FLIPS} for one in self.flips), _FLIPS)


def sensitivity(
    contest: Contest, seed: int, draws: int = DRAWS, challenge: Challenge = "uniform"
) -> Sensitivity:
    """Draw a contest's inputs within their intervals and see what comes out.

    Raises:
        UsageError: fewer than one draw, or a negative seed.
    """
    position, weight = draw_inputs(contest, seed, draws)
    options = len(contest.options) > 1
    found = (*flips(contest, "condorcet", challenge), *flips(contest, "mean")) if options else ()
    found = tuple(sorted(found, key=lambda flip: flip.size))
    leads = _leads(contest, position, weight, challenge) if options else ()
    tornado = _tornado(contest, challenge)
    inputs = {"method": "sensitivity", "challenge": challenge, "draws": draws, "seed": seed}
    return Sensitivity(
        contest.issue,
        challenge,
        draws,
        seed,
        _spread(weighted_mean(position, weight)),
        _spread(weighted_median(position, weight)),
        leads,
        tornado,
        found,
        tuple(contest.evidence(contest.actors)),
        _reasons(leads, tornado, found),
        sha256_of({**inputs, **contest.inputs()}),
    )


def _leads(
    contest: Contest, position: Floats, weight: Floats, challenge: Challenge
) -> tuple[Lead, ...]:
    parts = [
        option_chances(
            coalition_strengths(
                position[at : at + _BATCH], weight[at : at + _BATCH], contest.places, contest.span
            ),
            challenge,
        )
        for at in range(0, len(position), _BATCH)
    ]
    chances = np.concatenate(parts)
    first = chances >= chances.max(axis=1, keepdims=True) * (1 - SLACK)
    gaps = np.abs(weighted_mean(position, weight)[:, None] - contest.places)
    near = gaps <= gaps.min(axis=1, keepdims=True) + SLACK * contest.span
    return tuple(
        Lead(
            option,
            place,
            float(first[:, at].mean()),
            _spread(chances[:, at]),
            float(near[:, at].mean()),
        )
        for at, (option, place) in enumerate(contest.options.items())
    )


def _tornado(contest: Contest, challenge: Challenge) -> tuple[Swing, ...]:
    found = []
    for stand in contest.stands:
        for name in ("position", "capability", "salience"):
            bounds: Interval = getattr(stand, name)
            if bounds.low == bounds.high:
                continue
            ends = [
                _at(contest, _fixed(stand, name, Interval(end, end)), challenge)
                for end in (bounds.low, bounds.high)
            ]
            if ends[0] is None or ends[1] is None:
                continue
            (low, low_leads), (high, high_leads) = ends[0], ends[1]
            found.append(
                Swing(stand.actor, name, bounds, low, high, low_leads, high_leads, stand.evidence)
            )
    return tuple(sorted(found, key=lambda one: -one.swing))


def _fixed(stand: Stand, name: str, value: Interval) -> Stand:
    if name == "position":
        return replace(stand, position=value)
    if name == "capability":
        return replace(stand, capability=value)
    return replace(stand, salience=value)


def _at(
    contest: Contest, changed: Stand, challenge: Challenge
) -> tuple[float, tuple[str, ...]] | None:
    """Mean and leaders with one actor changed; None if nobody is left with any weight."""
    stands = tuple(changed if one.actor == changed.actor else one for one in contest.stands)
    if not any(one.capability.middle * one.salience.middle > 0 for one in stands):
        return None
    other = replace(contest, stands=stands)
    position, weight = other.middles()
    mean = float(weighted_mean(position, weight))
    if len(contest.options) < 2:
        return mean, ()
    strengths = coalition_strengths(position, weight, contest.places, contest.span)
    return mean, leaders(contest, option_chances(strengths, challenge))


def _spread(values: Floats) -> Spread:
    return Spread(*np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95)).tolist())


def _reasons(
    leads: tuple[Lead, ...], tornado: tuple[Swing, ...], found: tuple[Flip, ...]
) -> tuple[str, ...]:
    said = []
    if leads:
        most = max(one.leads for one in leads)
        first = name_all(one.option for one in leads if one.leads == most)
        said.append(f"{first} leads in {most:.0%} of the draws")
    if tornado:
        wide = tornado[0]
        said.append(
            f"{wide.actor}'s {wide.input} matters most: the mean is {wide.mean_at_low:.4g} at "
            f"{wide.bounds.low:g} and {wide.mean_at_high:.4g} at {wide.bounds.high:g}"
        )
    else:
        said.append("no input is an interval: all draws are alike, and the doubt does not show")
    for name in ("position", "weight"):
        smallest = next((flip for flip in found if flip.input == name), None)
        if smallest:
            said.append(f"smallest flip by a {name}: {smallest.words}")
        elif leads:
            said.append(f"no change of a single {name} makes another option lead by itself")
    return tuple(said)
