"""The probabilistic Condorcet election: every option against every other, as a distribution.

A coalition for one option against another is the sum of weights of the actors who are closer to
it, each times how much closer (as a share of the scale). The stronger coalition wins with the
probability P(i, j) = C(i, j)^2 / (C(i, j)^2 + C(j, i)^2), and the challenges go on for ever: the
result is how often each option holds. On DEU III's issues its mean errs as much as the weighted
mean does (22.7 on a scale of 100).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.compromise import weighted_mean
from legation.situation.hashes import sha256_of
from legation.situation.stands import SLACK, Contest, Floats, name_all, nearest

Challenge = Literal["uniform", "incentive", "conditional"]
"""Who challenges the option that holds: any other alike; others in proportion to C x P; or no
process at all, but the chance to win against every other at once."""

CHALLENGES: Final[tuple[Challenge, ...]] = get_args(Challenge)
_LEAST: Final = 1e-9
"""Incentive, as a share of the greatest, of a challenge that nobody has a reason for: it tells
options apart that no chain of reasoned challenges connects."""
_COLUMNS: Final = {
    "option": "text",
    "place": "number",
    "chance": "number",
    "beats": "texts",
    "backers": "texts",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Condorcet:
    """Chances of the options under one rule of challenge.

    `strengths[i][j]`: the coalition for option i against j; `duels[i][j]`: its chance to win, 1/2
    on the diagonal and where nobody tells the two apart. `expected` and `mean` are on the scale.
    `leading`: the likeliest option, several where equally likely. `agrees`: whether one of them is
    nearest to the weighted mean, too. `backers[i]`: actors with weight who stand nearest to i.
    """

    issue: str
    challenge: Challenge
    options: tuple[str, ...]
    places: tuple[float, ...]
    chances: tuple[float, ...]
    strengths: tuple[tuple[float, ...], ...]
    duels: tuple[tuple[float, ...], ...]
    backers: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[str, ...], ...]
    leading: tuple[str, ...]
    expected: float
    mean: float
    nearest_to_mean: tuple[str, ...]
    agrees: bool
    reasons: tuple[str, ...]
    inputs_sha256: str

    def table(self) -> Table:
        """One row per option: place, chance, the options it would beat, backers and evidence."""
        return make_table(
            (
                {
                    "option": option,
                    "place": self.places[i],
                    "chance": self.chances[i],
                    "beats": [
                        o for o, p in zip(self.options, self.duels[i], strict=True) if p > 0.5
                    ],
                    "backers": self.backers[i],
                    "evidence": self.evidence[i],
                }
                for i, option in enumerate(self.options)
            ),
            _COLUMNS,
        )

    def _beaten(self, i: int) -> list[str]:
        return [name for name, p in zip(self.options, self.duels[i], strict=True) if p > 0.5]


def condorcet(contest: Contest, challenge: Challenge = "uniform") -> Condorcet:
    """The chances of a contest's options at the middle of every interval.

    Raises:
        UsageError: fewer than two options.
    """
    require_options(contest)
    position, weight = contest.middles()
    strengths = coalition_strengths(position, weight, contest.places, contest.span)
    duels = duel_chances(strengths)
    found = option_chances(strengths, challenge)
    leading = leaders(contest, found)
    mean = float(weighted_mean(position, weight))
    near = nearest(contest.options, mean, contest.span)
    backers = _backers(contest)
    return Condorcet(
        contest.issue,
        challenge,
        tuple(contest.options),
        tuple(contest.options.values()),
        tuple(found.tolist()),
        tuple(map(tuple, strengths.tolist())),
        tuple(map(tuple, duels.tolist())),
        backers,
        tuple(tuple(contest.evidence(names)) for names in backers),
        leading,
        float(found @ contest.places),
        mean,
        near,
        bool(set(leading) & set(near)),
        _reasons(contest, found, strengths, leading, near),
        sha256_of({"method": "condorcet", "challenge": challenge, **contest.inputs()}),
    )


def require_options(contest: Contest) -> None:
    """Refuse a contest in which there is nothing to choose between.

    Raises:
        UsageError: fewer than two options.
    """
    if len(contest.options) < 2:
        raise UsageError(
            f"issue {contest.issue} has {len(contest.options)} option(s) with a place: an election "
            "needs at least two; add options with anchors, or ask for the compromise"
        )


def coalition_strengths(position: Floats, weight: Floats, places: Floats, span: float) -> Floats:
    """C (..., m, m) from positions and weights (..., n): support of option i against option j."""
    shape = (*position.shape[:-1], len(places), len(places))
    strengths = np.zeros(shape)
    for actor in range(position.shape[-1]):  # one actor at a time: n x m x m would fill the memory
        far = np.abs(position[..., actor, None] - places) / span
        closer = far[..., None, :] - far[..., :, None]
        strengths += weight[..., actor, None, None] * np.where(closer > SLACK, closer, 0)
    return strengths


def duel_chances(strengths: Floats) -> Floats:
    """P (..., m, m): C_ij^2 / (C_ij^2 + C_ji^2), and 1/2 where both are 0; P_ij + P_ji = 1."""
    other = np.swapaxes(strengths, -1, -2)
    greater = np.maximum(strengths, other)
    scale = np.where(greater > 0, greater, 1)  # squares of small weights would vanish
    own, against = (strengths / scale) ** 2, (other / scale) ** 2
    total = own + against
    return np.asarray(np.where(total > 0, own / np.where(total > 0, total, 1), 0.5))


def option_chances(strengths: Floats, challenge: Challenge = "uniform") -> Floats:
    """The distribution over options (..., m) for coalition strengths (..., m, m).

    Raises:
        UsageError: a rule of challenge that is none.
    """
    duels = duel_chances(strengths)
    count = strengths.shape[-1]
    if challenge == "uniform":
        return _stationary(duels / count)
    if challenge == "incentive":
        incentive = strengths * duels
        most = incentive.max(axis=(-1, -2), keepdims=True)
        incentive = incentive + _LEAST * np.where(most > 0, most, 1)
        incentive = np.where(np.eye(count) > 0, 0, incentive)
        return _stationary(incentive / incentive.sum(axis=-2, keepdims=True) * duels)
    if challenge == "conditional":
        wins = np.where(np.eye(count) > 0, 1, duels).prod(axis=-1)
        return np.asarray(wins / wins.sum(axis=-1, keepdims=True))
    raise UsageError(f"{challenge!r} is no rule of challenge: use {', '.join(CHALLENGES)}")


def leaders(contest: Contest, chances: Floats) -> tuple[str, ...]:
    """The likeliest option; several where they are equally likely."""
    most = chances.max() * (1 - SLACK)
    return tuple(name for name, p in zip(contest.options, chances, strict=True) if p >= most)


def _stationary(moves: Floats) -> Floats:
    """How often each option holds, if i follows j with the chance moves[i, j] (i != j).

    Of two options one can always beat the other, so that only one set of options is never left
    and the solution is unique.
    """
    count = moves.shape[-1]
    diagonal = np.eye(count) > 0
    off = np.where(diagonal, 0, moves)
    stays = 1 - off.sum(axis=-2, keepdims=True)
    system = np.eye(count) - np.where(diagonal, stays, off) + 1 / count
    even = np.full((*moves.shape[:-1], 1), 1 / count)
    found = np.clip(np.linalg.solve(system, even)[..., 0], 0, 1)
    return np.asarray(found / found.sum(axis=-1, keepdims=True))


def _backers(contest: Contest) -> tuple[tuple[str, ...], ...]:
    position, weight = contest.middles()
    near = [nearest(contest.options, place, contest.span) for place in position.tolist()]
    return tuple(
        tuple(
            actor
            for actor, own, names in zip(contest.actors, weight, near, strict=True)
            if own > 0 and option in names
        )
        for option in contest.options
    )


def _reasons(
    contest: Contest,
    chances: Floats,
    strengths: Floats,
    leading: tuple[str, ...],
    near: tuple[str, ...],
) -> tuple[str, ...]:
    names = tuple(contest.options)
    first, second = np.argsort(-chances, kind="stable")[:2].tolist()
    said = [
        f"{name_all(leading)} {'lead' if len(leading) > 1 else 'leads'} with a chance of "
        f"{chances[first]:.2f}",
        f"the pair that decides: {_side(contest, first, second, strengths)}, against "
        f"{_side(contest, second, first, strengths)}",
    ]
    if set(leading) & set(near):
        said.append(f"the weighted mean agrees: {name_all(near)} is nearest to it")
    else:
        said.append(
            f"the weighted mean disagrees: {name_all(near)} is nearest to it, not {names[first]}"
        )
    return tuple(said)


def _side(contest: Contest, option: int, other: int, strengths: Floats) -> str:
    position, weight = contest.middles()
    places = contest.places
    closer = np.abs(position - places[other]) - np.abs(position - places[option])
    support = weight * np.where(closer > SLACK * contest.span, closer, 0)
    heaviest = np.argsort(-support, kind="stable")[:3].tolist()
    who = [contest.actors[at] for at in heaviest if support[at] > 0]
    more = int((support > 0).sum()) - len(who)
    others = f" and {more} more" if more else ""
    return (
        f"{tuple(contest.options)[option]} with strength {strengths[option, other]:.3g} "
        f"({', '.join(who) or 'nobody'}{others})"
    )
