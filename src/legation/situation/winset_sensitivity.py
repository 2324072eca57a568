"""How far a win-set hangs on its inputs: draws over places, and single changes of mind."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.situation.draws import DRAWS, check_draws, stream
from legation.situation.hashes import sha256_of
from legation.situation.records import Interval
from legation.situation.winset import Ballot, Standing, Ties, Voter, outcome, prefers, standing_of

_SHARES: Final = {
    "option": "text",
    "in_set": "number",
    "out": "number",
    "open": "number",
    "evidence": "texts",
}
_TURNS: Final = {
    "actor": "text",
    "option": "text",
    "now": "text",
    "then": "text",
    "place": "number",
    "change": "number",
    "words": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One actor's change of mind about one option that changes the win-set.

    `now` and `then`: the option's standing before and after. `place` and `change`: which point the
    actor would have to pass and how far it is, on the scale; None where it is ranked by hand.
    """

    actor: str
    option: str
    now: Standing
    then: Standing
    place: float | None
    change: float | None
    words: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WinSetShares:
    """Over the draws, the share in which each option could replace the baseline (0 to 1).

    `shares`: option to (in, out, open), without the baseline; open is what places cannot settle.
    `turns`: the single changes of mind that change the win-set, the smallest first.
    """

    issue: str
    draws: int
    seed: int
    shares: Mapping[str, tuple[float, float, float]]
    turns: tuple[Turn, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    inputs_sha256: str

    def table(self) -> Table:
        """One row per option: shares of the draws in which it is in, out and open."""
        rows = (
            {"option": o, "in_set": i, "out": out, "open": left, "evidence": self.evidence}
            for o, (i, out, left) in self.shares.items()
        )
        return make_table(rows, _SHARES)

    def turn_table(self) -> Table:
        """One row per change of mind that changes the win-set."""
        return make_table(({n: getattr(one, n) for n in _TURNS} for one in self.turns), _TURNS)


def win_set_sensitivity(
    ballot: Ballot, seed: int, draws: int = DRAWS, ties: Ties = "against"
) -> WinSetShares:
    """Draw the actors' places within their intervals and count in how many each option passes.

    Raises:
        UsageError: fewer than one draw, or a negative seed.
    """
    check_draws(seed, draws)
    options = [option for option in ballot.options if option != ballot.baseline]
    counts = {option: [0, 0, 0] for option in options}
    moving = {v.actor: _places(v, seed, draws) for v in ballot.voters if _is_wide(v)}
    fixed = {
        option: {v.actor: prefers(ballot, v, option, ties) for v in ballot.voters}
        for option in options
    }
    for at in range(draws):
        drawn = [_placed(v, moving[v.actor][at]) for v in ballot.voters if v.actor in moving]
        for option, count in counts.items():
            views = {voter.actor: prefers(ballot, voter, option, ties) for voter in drawn}
            passed = outcome(ballot, {**fixed[option], **views})
            count[2 if passed is None else int(not passed)] += 1
    shares = {o: (c[0] / draws, c[1] / draws, c[2] / draws) for o, c in counts.items()}
    inputs = {"method": "win-set sensitivity", "ties": ties, "draws": draws, "seed": seed}
    found = turns(ballot, ties)
    return WinSetShares(
        ballot.issue,
        draws,
        seed,
        shares,
        found,
        tuple(dict.fromkeys(e for voter in ballot.voters for e in voter.evidence)),
        (found[0].words if found else "no single change of mind changes the win-set",),
        sha256_of({**inputs, **ballot.inputs()}),
    )


def turns(ballot: Ballot, ties: Ties = "against") -> tuple[Turn, ...]:
    """What would flip the win-set: every single change of mind that does, the smallest first."""
    found = []
    for option in ballot.options:
        if option == ballot.baseline:
            continue
        views = {v.actor: prefers(ballot, v, option, ties) for v in ballot.voters}
        now = outcome(ballot, views)
        for voter in ballot.voters:
            view = views[voter.actor]
            then = outcome(ballot, {**views, voter.actor: not view})
            if view is not None and then != now:
                standing, other = standing_of(now), standing_of(then)
                found.append(_turn(ballot, voter, option, view, standing, other))
    return tuple(sorted(found, key=lambda t: math.inf if t.change is None else t.change))


def _is_wide(voter: Voter) -> bool:
    return voter.place is not None and voter.place.low < voter.place.high


def _places(voter: Voter, seed: int, draws: int) -> list[float]:
    if voter.place is None:
        return []
    low, high = voter.place.low, voter.place.high
    places: list[float] = (low + (high - low) * stream(seed, voter.actor).random(draws)).tolist()
    return places


def _placed(voter: Voter, place: float) -> Voter:
    return replace(voter, place=Interval(place, place))


def _turn(
    ballot: Ballot, voter: Voter, option: str, willing: bool, now: Standing, then: Standing
) -> Turn:
    base = ballot.baseline
    side = "below" if willing else "above"
    words = f"{option} is {now}; it would be {then} if {voter.actor} ranked it {side} {base}"
    by_hand = {option, base} <= {name for tier in voter.ranking for name in tier}
    at, against, place, change = ballot.options[option], ballot.options[base], None, None
    if not by_hand and voter.place and at is not None and against is not None:
        place = (at + against) / 2
        change = min(abs(voter.place.low - place), abs(voter.place.high - place))
        words += f", which it does beyond {place:g}, {change:g} away"
    return Turn(voter.actor, option, now, then, place, change, words, voter.evidence)
