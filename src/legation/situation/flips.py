"""What would flip it: the smallest change of one input that makes another option lead.

All other inputs stay at the middle of their intervals. A flip that comes about only by two changes
together is not looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from legation.situation.condorcet import (
    Challenge,
    coalition_strengths,
    option_chances,
    require_options,
)
from legation.situation.stands import SLACK, Contest, Floats, Stand

Of = Literal["condorcet", "mean"]
Input = Literal["position", "weight"]
Scores = Callable[[Floats, Floats], Floats]
"""Positions and weights (k each) of one actor to a score of every option (k, m); the greatest
leads."""

STEPS: Final = 100
"""Steps of the scale at which a position is tried; a flip within less than one is not found."""
HEAVIEST: Final = 10.0
"""Times its weight up to which an actor's weight is tried."""
_ROUNDS: Final = 5
"""Rounds of steps, each within one step of the last: to 1 in 10^10 of the scale."""


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest value of one input, on one side, at which another option leads.

    `of`: likeliest by the Condorcet election, or nearest to the weighted mean. `now` and `at`: the
    input's value, and where `instead` begins to lead. `size`: the change as a share of the scale
    (position) or of the weight itself (weight). `doubted`: `at` lies within the input's interval.
    """

    of: Of
    actor: str
    input: Input
    now: float
    at: float
    size: float
    leads: str
    instead: str
    doubted: bool
    evidence: tuple[str, ...]

    @property
    def words(self) -> str:
        """The flip as a sentence."""
        change = f"{self.actor}'s {self.input} at {self.at:.4g} instead of {self.now:.4g}"
        does = "leads" if self.of == "condorcet" else "is nearest to the weighted mean"
        within = " (within its interval)" if self.doubted else ""
        return f"{change}: then {self.instead} {does}, not {self.leads}{within}"


def flips(
    contest: Contest, of: Of = "condorcet", challenge: Challenge = "uniform"
) -> tuple[Flip, ...]:
    """Every single change of a position or weight that flips a contest, the smallest first.

    Positions are tried over the whole scale in steps of 1/100, weights from 0 to tenfold; then the
    point is narrowed down. Empty if there is none, or if two options lead together already.

    Raises:
        UsageError: fewer than two options.
    """
    require_options(contest)
    position, weight = contest.middles()
    leader = _sole_leader(_scores_by_actor(contest, 0, of, challenge)(position[:1], weight[:1])[0])
    if leader is None:
        return ()
    found: list[Flip] = []
    for at, stand in enumerate(contest.stands):
        if weight[at] > 0:  # who has no weight flips nothing
            scores = _scores_by_actor(contest, at, of, challenge)
            found += _flips_of(contest, scores, leader, at, stand, of)
    return tuple(sorted(found, key=lambda flip: flip.size))


def _scores_by_actor(contest: Contest, at: int, of: Of, challenge: Challenge) -> Scores:
    """Scores where only one actor changes: what all others add is computed once."""
    position, weight = contest.middles()
    others = np.arange(len(position)) != at
    places, span = contest.places, contest.span
    rest = coalition_strengths(position[others], weight[others], places, span)
    moment, total = position[others] @ weight[others], weight[others].sum()

    def by_mean(moved: Floats, weighed: Floats) -> Floats:
        mean = (moment + moved * weighed) / (total + weighed)
        return np.asarray(1 - np.abs(mean[:, None] - places) / span)

    def by_election(moved: Floats, weighed: Floats) -> Floats:
        own = coalition_strengths(moved[:, None], weighed[:, None], places, span)
        return option_chances(rest + own, challenge)

    return by_mean if of == "mean" else by_election


def _flips_of(
    contest: Contest, scores: Scores, leader: int, at: int, stand: Stand, of: Of
) -> list[Flip]:
    position, weight = (float(values[at]) for values in contest.middles())
    trials: list[tuple[Input, float, float]] = [
        ("position", position, contest.low),
        ("position", position, contest.high),
    ]
    if len(contest.stands) > 1:  # the weight of a sole actor decides nothing
        trials += [("weight", weight, 0.0), ("weight", weight, weight * HEAVIEST)]
    found = []
    for name, now, end in trials:

        def tried(values: Floats, name: Input = name) -> Floats:
            same = np.full_like(values, weight if name == "position" else position)
            return scores(values, same) if name == "position" else scores(same, values)

        nearest = _nearest_flip(tried, leader, now, end)
        if nearest is not None:
            found.append(_flip(contest, of, stand, name, now, nearest[0], leader, nearest[1]))
    return found


def _nearest_flip(
    tried: Callable[[Floats], Floats], leader: int, now: float, end: float
) -> tuple[float, int] | None:
    instead = None
    for _ in range(_ROUNDS):
        values = np.linspace(now, end, STEPS + 1)
        scores = tried(values)
        lost = np.flatnonzero(scores[:, leader] < scores.max(axis=1) - SLACK)
        if not lost.size:
            break
        first = int(lost[0])
        now, end = float(values[max(first - 1, 0)]), float(values[first])
        instead = int(np.argmax(scores[first]))
    return None if instead is None else (end, instead)


def _sole_leader(scores: Floats) -> int | None:
    most = np.flatnonzero(scores >= scores.max() - SLACK)
    return int(most[0]) if len(most) == 1 else None


def _flip(
    contest: Contest,
    of: Of,
    stand: Stand,
    name: Input,
    now: float,
    value: float,
    leader: int,
    instead: int,
) -> Flip:
    names = tuple(contest.options)
    if name == "position":
        bounds, whole = (stand.position.low, stand.position.high), contest.span
    else:
        bounds = (
            stand.capability.low * stand.salience.low,
            stand.capability.high * stand.salience.high,
        )
        whole = now
    return Flip(
        of,
        stand.actor,
        name,
        now,
        value,
        abs(value - now) / whole,
        names[leader],
        names[instead],
        bounds[0] <= value <= bounds[1],
        stand.evidence,
    )
