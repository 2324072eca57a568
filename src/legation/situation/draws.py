"""Draws of inputs within their intervals, from a seed.

Every input is drawn evenly between its bounds and by itself: an interval says what is possible,
not what is likely. Each actor has a stream of random numbers of its own, so that adding an actor
or narrowing one interval leaves the draws of all others as they were.
"""

from __future__ import annotations

import hashlib
from typing import Final

import numpy as np

from legation.errors import UsageError
from legation.situation.stands import Contest, Floats

DRAWS: Final = 1000


def draw_inputs(contest: Contest, seed: int, draws: int) -> tuple[Floats, Floats]:
    """Positions and weights (draws, n), drawn evenly within the intervals.

    Raises:
        UsageError: fewer than one draw, or a negative seed.
    """
    check_draws(seed, draws)
    position = np.empty((draws, len(contest.stands)))
    weight = np.empty_like(position)
    for at, stand in enumerate(contest.stands):
        even = stream(seed, stand.actor).random((3, draws))
        drawn = [
            bounds.low + (bounds.high - bounds.low) * share
            for bounds, share in zip(
                (stand.position, stand.capability, stand.salience), even, strict=True
            )
        ]
        position[:, at] = np.minimum(drawn[0], stand.position.high)  # rounding may pass the bound
        weight[:, at] = drawn[1] * drawn[2]
    return position, weight


def check_draws(seed: int, draws: int) -> None:
    """Refuse what cannot be drawn.

    Raises:
        UsageError: fewer than one draw, or a negative seed.
    """
    if draws < 1:
        raise UsageError(f"{draws} draws: give at least 1 ({DRAWS} by default)")
    if seed < 0:
        raise UsageError(f"seed {seed}: give a whole number from 0 on")


def stream(seed: int, actor: str) -> np.random.Generator:
    """The random numbers of one actor; the same for a seed on every machine."""
    name = int.from_bytes(hashlib.sha256(actor.encode()).digest()[:8], "big")
    return np.random.default_rng(np.random.SeedSequence([seed, name]))
