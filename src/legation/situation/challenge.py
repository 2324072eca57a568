"""The expected-utility challenge model, as a historical reference only: not for forecasts.

After Scholz, Calbert and Smith, "Unravelling Bueno de Mesquita's group decision model" (2011), who
rebuilt what was never published in full. Noise of a tenth on the inputs moves its median over the
whole scale, and on DEU III it erred more (25.9) than the weighted mean (22.7). Two readings:

*matching* gives the published figure. It needs two oddities of the authors' program, which are
kept: the denominator of P sums the votes over all pairs of positions, which leaves hardly a chance
to win; and of several compromises an actor takes the one that is lowest on the scale, so that the
result does not mirror when the scale is turned round. Everyone's utilities are computed with the
risk of the actor who looks.
*printed* takes P as the formula is printed, over the votes on one pair, and the offer that moves an
actor least. It does not give the figure: after one round its mean is 0.6 away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.compromise import weighted_mean, weighted_median
from legation.situation.hashes import sha256_of
from legation.situation.stands import Contest, Floats

Variant = Literal["matching", "printed"]
Kind = Literal["confrontation", "compromise", "capitulation"]

VARIANTS: Final[tuple[Variant, ...]] = get_args(Variant)
LABEL: Final = "historical reference: its result is no forecast"
_ROUNDS: Final = 10
"""The rounds of the published figure."""
_COLUMNS: Final = {
    "round": "count",
    "actor": "text",
    "position": "number",
    "risk": "number",
    "move": "text",
    "to": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Move:
    """An actor gives way to another: all the way, or part of it in a compromise."""

    actor: str
    to: str
    kind: Kind
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Round:
    """Where all stand after a round; round 0 is the start, without moves and risks.

    `risks`: exponent of each actor's utility in the round, 1/2 (takes risks) to 2 (avoids them).
    """

    number: int
    mean: float
    median: float
    positions: Mapping[str, float]
    risks: Mapping[str, float]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Replication:
    """A run of the challenge model. `label` is to be shown wherever a number of it is."""

    issue: str
    variant: Variant
    label: str
    rounds: tuple[Round, ...]
    evidence: Mapping[str, tuple[str, ...]]
    reasons: tuple[str, ...]
    inputs_sha256: str

    def table(self) -> Table:
        """One row per round and actor, with its move in the round if it made one."""
        return make_table(
            (
                {
                    "round": one.number,
                    "actor": actor,
                    "position": position,
                    "risk": one.risks.get(actor),
                    "move": next((m.kind for m in one.moves if m.actor == actor), None),
                    "to": next((m.to for m in one.moves if m.actor == actor), None),
                    "evidence": self.evidence[actor],
                }
                for one in self.rounds
                for actor, position in one.positions.items()
            ),
            _COLUMNS,
        )


def replicate(
    contest: Contest, variant: Variant = "matching", rounds: int = _ROUNDS
) -> Replication:
    """Run the challenge model from the middle of every interval.

    Distances are shares of the range that the actors' first positions span, as in the article.

    Raises:
        UsageError: a variant that is none, less than one round, or a salience above 1: the model
            takes it as the chance that an actor resists.
    """
    if variant not in VARIANTS:
        raise UsageError(f"{variant!r} is no variant: use {', '.join(map(repr, VARIANTS))}")
    if rounds < 1:
        raise UsageError(f"{rounds} rounds: give at least 1")
    _check_salience(contest)
    position, weight = contest.middles()
    salience = np.array([stand.salience.middle for stand in contest.stands])
    span = float(np.ptp(position)) or 1.0  # all at one place: nobody has anything to move for
    done = [_round(contest, 0, position, weight, {}, ())]
    for number in range(1, rounds + 1):
        risk = _risks(position / span, weight, salience, variant)
        views = _expectations(position / span, weight, salience, risk, variant)
        moves = _moves(contest.actors, position, views, variant)
        after = {move.actor: move.after for move in moves}
        places = [after.get(a, p) for a, p in zip(contest.actors, position.tolist(), strict=True)]
        position = np.array(places)
        risks = dict(zip(contest.actors, risk.tolist(), strict=True))
        done.append(_round(contest, number, position, weight, risks, moves))
    inputs = {"method": "challenge", "variant": variant, "rounds": rounds, **contest.inputs()}
    return Replication(
        contest.issue,
        variant,
        LABEL,
        tuple(done),
        {stand.actor: stand.evidence for stand in contest.stands},
        _reasons(done),
        sha256_of(inputs),
    )


def success_chances(place: Floats, weight: Floats, risk: Floats, variant: Variant) -> Floats:
    """P (n, n): chance that i wins against j; 0 where both stand at one place.

    `place` in shares of the range. It is no chance in the strict sense in the matching variant:
    P_ij + P_ji is far below 1.
    """
    far = np.abs(place[:, None] - place) ** risk[:, None]
    votes = weight[:, None, None] * (far[:, None, :] - far[:, :, None])  # voter, for i, against j
    support = np.maximum(votes, 0).sum(axis=0)
    pairs = np.abs(votes).sum(axis=0)
    total = np.full_like(pairs, pairs.sum()) if variant == "matching" else pairs
    chances: Floats = np.divide(support, total, out=np.zeros_like(support), where=total > 0)
    return chances


def _check_salience(contest: Contest) -> None:
    for stand in contest.stands:
        if stand.salience.middle > 1:
            raise UsageError(
                f"issue {contest.issue}, {stand.actor}: salience {stand.salience.middle:g} is no "
                "chance to resist, as which the challenge model takes it; divide all saliences by "
                "the greatest that there can be"
            )


def _risks(place: Floats, weight: Floats, salience: Floats, variant: Variant) -> Floats:
    """Exponents from the danger each actor is in: what all others can expect of challenging it."""
    neutral = np.ones_like(place)
    chances = success_chances(place, weight, neutral, variant)
    expected = _expected(place, salience, chances, 1.0)
    np.fill_diagonal(expected, 0)
    danger = expected.sum(axis=0)
    width = np.ptp(danger)
    if width <= 1e-12:  # nobody is in more danger than another: all are neutral
        return neutral
    acceptance = (2 * danger - danger.max() - danger.min()) / width
    return np.asarray((1 - acceptance / 3) / (1 + acceptance / 3))


def _expectations(
    place: Floats, weight: Floats, salience: Floats, risk: Floats, variant: Variant
) -> list[Floats]:
    """For each actor who looks, E (n, n): what it thinks i expects of challenging j."""
    common = success_chances(place, weight, risk, variant)
    views = []
    for own in risk.tolist():
        seen = np.full_like(risk, own)
        chances = success_chances(place, weight, seen, variant) if variant == "printed" else common
        views.append(_expected(place, salience, chances, own))
    return views


def _expected(place: Floats, salience: Floats, chances: Floats, risk: float) -> Floats:
    far = np.abs(place[:, None] - place) / 2
    won = 2 - 4 * (0.5 - np.minimum(far, 0.5)) ** risk
    lost = 2 - 4 * (0.5 + far) ** risk
    kept = 2 - 4 * 0.5**risk
    resisted = salience * (chances * won + (1 - chances) * lost)
    return np.asarray(resisted + (1 - salience) * won - kept)


def _moves(
    actors: tuple[str, ...], position: Floats, views: list[Floats], variant: Variant
) -> tuple[Move, ...]:
    found = []
    for i, actor in enumerate(actors):
        offers = []
        for j, other in enumerate(actors):
            offer = _offer(position[i], position[j], views[i][i, j], views[i][j, i], variant)
            if offer:
                rank, order, kind, after = offer
                move = Move(actor, other, kind, float(position[i]), float(after))
                offers.append((rank, order, other, move))
        if offers:
            found.append(min(offers, key=lambda offer: offer[:3])[3])
    return tuple(found)


def _offer(
    own: float, other: float, mine: float, theirs: float, variant: Variant
) -> tuple[int, float, Kind, float] | None:
    """What an actor at `own` takes from another: rank of its kind, order within it, and place.

    `mine`, `theirs`: what each expects of challenging the other.
    """
    if own == other or theirs <= 0:
        return None
    way = abs(other - own)
    if theirs > mine > 0:
        return 0, way, "confrontation", other
    if mine >= 0:
        return None
    if theirs > -mine:
        part = -mine / theirs
        lowest = (-mine * own + theirs * other) / (theirs - mine)
        return (
            1,
            lowest if variant == "matching" else way * part,
            "compromise",
            (own + (other - own) * part),
        )
    return 2, way, "capitulation", other


def _round(
    contest: Contest,
    number: int,
    position: Floats,
    weight: Floats,
    risks: Mapping[str, float],
    moves: tuple[Move, ...],
) -> Round:
    return Round(
        number,
        float(weighted_mean(position, weight)),
        float(weighted_median(position, weight)),
        dict(zip(contest.actors, position.tolist(), strict=True)),
        risks,
        moves,
    )


def _reasons(rounds: list[Round]) -> tuple[str, ...]:
    low = min(one.median for one in rounds)
    high = max(one.median for one in rounds)
    moved = sum(bool(one.moves) for one in rounds)
    return (
        LABEL,
        f"over {len(rounds) - 1} rounds the median runs between {low:.4g} and {high:.4g}; "
        f"somebody moves in {moved} of them",
    )
