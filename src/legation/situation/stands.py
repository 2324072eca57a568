"""Who stands where on one issue, as plain numbers: what the models of a situation compute on.

Actors and options are put in one order at once, so that the order in which an analyst wrote them
down changes neither a result nor its last digit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from legation.errors import UsageError
from legation.situation.records import Interval

Floats = NDArray[np.float64]
Number = float | tuple[float, float] | Interval

SLACK: Final = 1e-9
"""Share of a whole below which two numbers are one: sums of decimals err in their last digits."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One actor on one issue.

    `position` is on the issue's scale. `capability` and `salience` are >= 0, in any unit that is
    the same for all actors; only their product counts. `evidence`: ids of records.
    """

    actor: str
    position: Interval
    capability: Interval
    salience: Interval
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """Actors and options on one scale from `low` to `high`; `options` gives each one's place.

    Raises:
        UsageError: a scale without length, no actors or one of them twice, a number that is
            missing, off the scale, negative or not finite, or weights that are all zero.
    """

    issue: str
    low: float
    high: float
    stands: tuple[Stand, ...]
    options: Mapping[str, float]

    def __post_init__(self) -> None:
        _check_scale(self)
        _check_actors(self)
        _check_options(self)
        in_order = sorted(self.options.items(), key=lambda item: (item[1], item[0]))
        object.__setattr__(self, "stands", tuple(sorted(self.stands, key=lambda s: s.actor)))
        object.__setattr__(self, "options", {name: float(place) for name, place in in_order})

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors, in the order of every array."""
        return tuple(stand.actor for stand in self.stands)

    @property
    def places(self) -> Floats:
        """The options' places (m)."""
        return np.array(list(self.options.values()), dtype=np.float64)

    @property
    def span(self) -> float:
        """Length of the scale."""
        return self.high - self.low

    def middles(self) -> tuple[Floats, Floats]:
        """Positions and weights (n each) at the middle of every interval."""
        position = np.array([stand.position.middle for stand in self.stands])
        weight = np.array([s.capability.middle * s.salience.middle for s in self.stands])
        return position, weight

    def inputs(self) -> dict[str, Any]:
        """All that a result depends on, as JSON; evidence is not of it."""
        return {
            "issue": self.issue,
            "scale": [float(self.low), float(self.high)],
            "options": list(map(list, self.options.items())),
            "stands": [
                [s.actor, *map(_bounds, (s.position, s.capability, s.salience))]
                for s in self.stands
            ],
        }

    def evidence(self, actors: Iterable[str]) -> list[str]:
        """Ids of records behind the stands of these actors, each once."""
        wanted = set(actors)
        found = (one for stand in self.stands if stand.actor in wanted for one in stand.evidence)
        return list(dict.fromkeys(found))


def make_stand(
    actor: str,
    position: Number | None,
    capability: Number | None,
    salience: Number | None,
    evidence: Iterable[str] = (),
) -> Stand:
    """A stand of numbers, pairs (low, high) or intervals.

    Raises:
        UsageError: a number that nobody gave.
    """
    given = {"position": position, "capability": capability, "salience": salience}
    blank = [name for name, value in given.items() if value is None]
    if blank:
        raise UsageError(
            f"{actor} has no {' and no '.join(blank)}: give a number, or an interval that is as "
            "wide as the doubt; a run fills in nothing"
        )
    found = [_interval(value) for value in given.values() if value is not None]
    return Stand(actor, found[0], found[1], found[2], tuple(evidence))


def nearest(options: Mapping[str, float], place: float, span: float) -> tuple[str, ...]:
    """The option nearest to a place; several where they are equally near."""
    gaps = {name: abs(at - place) for name, at in options.items()}
    least = min(gaps.values(), default=0.0)
    return tuple(name for name, gap in gaps.items() if gap <= least + SLACK * span)


def name_all(names: Iterable[str], none: str = "nobody") -> str:
    """Names as words: "a, b and c"."""
    found = list(names)
    if len(found) < 2:
        return found[0] if found else none
    return f"{', '.join(found[:-1])} and {found[-1]}"


def _interval(value: Number) -> Interval:
    if isinstance(value, Interval):
        return value
    low, high = value if isinstance(value, tuple) else (value, value)
    return Interval(float(low), float(high))


def _bounds(interval: Interval) -> list[float]:
    return [float(interval.low), float(interval.high)]


def _check_scale(contest: Contest) -> None:
    low, high = contest.low, contest.high
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise UsageError(
            f"issue {contest.issue}: the scale runs from {low:g} to {high:g}; its low end must be "
            "below its high end"
        )


def _check_actors(contest: Contest) -> None:
    names = [stand.actor for stand in contest.stands]
    if not names:
        raise UsageError(
            f"issue {contest.issue} has no actors: add a position with capability and salience "
            "for each actor that counts"
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(
            f"issue {contest.issue}: {name_all(twice)} given more than once; keep one position"
        )
    for stand in contest.stands:
        _check_stand(contest, stand)
    if not any(stand.capability.high * stand.salience.high > 0 for stand in contest.stands):
        raise UsageError(
            f"issue {contest.issue}: every actor's capability x salience is 0, so that nobody "
            "counts; give at least one actor a weight above 0"
        )


def _check_stand(contest: Contest, stand: Stand) -> None:
    where = f"issue {contest.issue}, {stand.actor}"
    for name in ("position", "capability", "salience"):
        bounds: Interval = getattr(stand, name)
        if not (math.isfinite(bounds.low) and math.isfinite(bounds.high)):
            raise UsageError(f"{where}: {name} {bounds.low:g} to {bounds.high:g} is no number")
        if bounds.low > bounds.high:
            raise UsageError(
                f"{where}: {name} runs from {bounds.low:g} to {bounds.high:g}; put the lower "
                "bound first"
            )
        if name != "position" and bounds.low < 0:
            raise UsageError(
                f"{where}: {name} is {bounds.low:g}; a weight cannot be negative: give 0 to an "
                "actor without weight, and show opposition by its position"
            )
    place = stand.position
    if place.low < contest.low or place.high > contest.high:
        raise UsageError(
            f"{where}: position {_show(place)} is off the scale from {contest.low:g} to "
            f"{contest.high:g}; move it onto the scale, or widen the scale"
        )


def _check_options(contest: Contest) -> None:
    for name, place in contest.options.items():
        if place is None:
            raise UsageError(
                f"issue {contest.issue}: option {name} has no place on the scale; give it an "
                "anchor, or leave it out of this run"
            )
        if not contest.low <= place <= contest.high:
            raise UsageError(
                f"issue {contest.issue}: option {name} at {place:g} is off the scale from "
                f"{contest.low:g} to {contest.high:g}; move it onto the scale, or widen the scale"
            )


def _show(interval: Interval) -> str:
    if interval.low == interval.high:
        return f"{interval.low:g}"
    return f"{interval.low:g} to {interval.high:g}"
