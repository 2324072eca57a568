"""How good forecasts were: CRPS and Brier scores, and whether a difference is more than luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cbrt, ceil
from typing import Final

import numpy as np

from legation.errors import UsageError
from legation.situation.stands import Floats

FEWEST_STRETCHES: Final = 4
"""Stretches without overlap below which drawing them again says nothing."""
OVERLAPS: Final = 2
"""Length of a stretch as a multiple of the distance, over which errors are alike."""
_DRAWS: Final = 2000


@dataclass(frozen=True, slots=True)
class Skill:
    """By how much a forecast errs less than another, as a share of the other's error.

    1 is no error at all, 0 the same, negative is worse; None where the other never erred. `low` and
    `high` bound it at 95 %; None where `reason` says why.
    """

    value: float | None
    low: float | None
    high: float | None
    reason: str

    @property
    def better(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.low is not None and self.low > 0


def crps(observed: Floats, drawn: Floats) -> Floats:
    """Continuous ranked probability score of each forecast (n,), in the unit of what is forecast.

    `observed` (n,), `drawn` (n, draws): samples of each forecast. 0 is perfect; for a forecast that
    is one point it is the absolute error. The finite number of draws does not bias it.
    """
    from scoringrules import crps_ensemble

    # The backend is named, lest an installed accelerator change the last digits.
    scores = crps_ensemble(observed, drawn, estimator="pwm", backend="numpy")
    return np.asarray(scores, dtype=float)


def crps_of_points(observed: float, points: Mapping[float, float]) -> float:
    """CRPS of a distribution over few points: place -> probability, which adds up to 1.

    Raises:
        UsageError: no points, or they do not add up to 1.
    """
    _check_sum(points)
    places, chances = np.array(list(points)), np.array(list(points.values()))
    apart = np.abs(places[:, None] - places[None, :])
    return float(chances @ np.abs(places - observed) - chances @ apart @ chances / 2)


def crps_of_even(observed: float, low: float, high: float) -> float:
    """CRPS of "anywhere between `low` and `high`": what knowing nothing scores on a scale."""
    inside = min(max(observed, low), high)
    share = (inside - low) / (high - low)
    return (high - low) * (share**2 - share + 1 / 3) + abs(observed - inside)


def brier(outcome: str, chances: Mapping[str, float]) -> float:
    """Brier score over all options: 0 is perfect, 2 the worst. An unnamed outcome had chance 0.

    Raises:
        UsageError: no chances, or they do not add up to 1.
    """
    _check_sum(chances)
    named = {outcome: 0.0, **chances}
    return float(sum((p - (option == outcome)) ** 2 for option, p in named.items()))


def _check_sum(chances: Mapping[str, float] | Mapping[float, float]) -> None:
    total = sum(chances.values())
    if abs(total - 1) > 1e-6 or any(value < 0 for value in chances.values()):
        raise UsageError(
            f"the chances add up to {total:g}; give one of 0 or more to each, 1 in all"
        )


def stretch_of(origins: int, ahead: int) -> int:
    """Weeks that are drawn together: forecasts overlap for `ahead` weeks, and err together."""
    return max(OVERLAPS * ahead, ceil(cbrt(origins)))


def skill(scores: Floats, others: Floats, ahead: int, random: np.random.Generator) -> Skill:
    """Compare two forecasts of the same weeks, in their order (n,), by their CRPS.

    Both are drawn again together, in stretches of weeks from any place (round the end to the
    beginning), since errors that lie close are alike. The interval takes the spread of what is
    drawn, and Student's t with a degree of freedom less than there are stretches: the quantiles of
    few stretches are too narrow.

    Raises:
        UsageError: the two differ in length, or are empty.
    """
    from scipy.special import stdtrit

    count = len(scores)
    if not count or count != len(others):
        raise UsageError(f"{count} scores against {len(others)}; compare forecasts of one series")
    value = _skill(float(scores.sum()), float(others.sum()))
    stretch = stretch_of(count, ahead)
    if count // stretch < FEWEST_STRETCHES:
        said = f"{count} weeks are {count // stretch} stretches of {stretch}"
        return Skill(value, None, None, f"{said}; an interval takes {FEWEST_STRETCHES}")
    starts = random.integers(0, count, (_DRAWS, ceil(count / stretch)))
    places = (starts[:, :, None] + np.arange(stretch)) % count
    places = places.reshape(_DRAWS, -1)[:, :count]
    ours, theirs = scores[places].sum(axis=1), others[places].sum(axis=1)
    if value is None or not theirs.all():
        return Skill(value, None, None, "in some draws the other forecast does not err at all")
    half = float(stdtrit(count / stretch - 1, 0.975) * np.std(1 - ours / theirs))
    said = f"stretches of {stretch} weeks drawn {_DRAWS} times"
    return Skill(value, value - half, value + half, said)


def _skill(ours: float, theirs: float) -> float | None:
    return 1 - ours / theirs if theirs > 0 else None
