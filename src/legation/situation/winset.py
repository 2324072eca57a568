"""The win-set: which options can replace what happens without an agreement.

An option is in it if every actor with a veto prefers it to the baseline, and as many of the other
actors as the rule asks for. The baseline is the reversion point where somebody gave one, else the
status quo. Who has no reason to prefer either is against change, unless `ties` says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.hashes import sha256_of
from legation.situation.records import Interval, Rule
from legation.situation.stands import SLACK, name_all

Ties = Literal["against", "for"]
Standing = Literal["in", "out", "open"]

_COLUMNS: Final = {
    "option": "text",
    "standing": "text",
    "agreed": "flag",
    "blockers": "texts",
    "unknown": "texts",
    "reason": "text",
    "evidence": "texts",
}
_REVERSION_COLUMNS: Final = {
    "reversion": "text",
    "agreed": "texts",
    "open": "texts",
    "deadlock": "flag",
    "gained": "texts",
    "lost": "texts",
    "reason": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Voter:
    """An actor who decides. `ground`: what gives the veto, None without one or if not known.

    `ranking`: options from best to worst, ties in one tuple; it comes before `place`, which ranks
    options by their distance. An option that neither covers has no known rank.
    """

    actor: str
    veto: bool
    place: Interval | None = None
    ranking: tuple[tuple[str, ...], ...] = ()
    ground: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is decided and by whom. `options`: places on the scale, None where there is none.

    `rule` is for the actors without a veto; `reversion` None: the status quo goes on.

    Raises:
        UsageError: no veto player, an actor twice or without any preference, an unknown option, or
            an option that nobody ranks.
    """

    issue: str
    options: Mapping[str, float | None]
    status_quo: str
    reversion: str | None
    rule: Rule
    voters: tuple[Voter, ...]

    def __post_init__(self) -> None:
        by_place = sorted(
            self.options.items(), key=lambda item: (math.inf if item[1] is None else item[1], item)
        )
        object.__setattr__(self, "options", dict(by_place))
        object.__setattr__(self, "voters", tuple(sorted(self.voters, key=lambda v: v.actor)))
        _check(self)

    @property
    def baseline(self) -> str:
        """The option that comes about without an agreement."""
        return self.reversion or self.status_quo

    def inputs(self) -> dict[str, Any]:
        """All that a result depends on, as JSON; evidence and grounds are not of it."""
        return {
            "issue": self.issue,
            "options": [[o, None if p is None else float(p)] for o, p in self.options.items()],
            "status_quo": self.status_quo,
            "reversion": self.reversion,
            "rule": self.rule,
            "voters": [
                [
                    v.actor,
                    v.veto,
                    None if v.place is None else [float(v.place.low), float(v.place.high)],
                    [sorted(tier) for tier in v.ranking],
                ]
                for v in self.voters
            ],
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one option is in the win-set, and why.

    `agreed`: those whose consent it takes prefer it to the baseline; None: not known. `blockers`:
    each is enough to keep it out; empty where the rule alone does. `unknown`: whose preference is
    not known.
    """

    option: str
    standing: Standing
    agreed: bool | None
    blockers: tuple[str, ...]
    unknown: tuple[str, ...]
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WinSet:
    """The win-set of a ballot. `members` always has the status quo and the baseline.

    `agreed`: what could replace the baseline; `open`: options of which it is not known.
    `deadlock`: nothing could replace it; None: it hangs on what is open.
    """

    issue: str
    baseline: str
    ties: Ties
    members: tuple[str, ...]
    agreed: tuple[str, ...]
    open: tuple[str, ...]
    deadlock: bool | None
    verdicts: tuple[Verdict, ...]
    reasons: tuple[str, ...]
    inputs_sha256: str

    def table(self) -> Table:
        """One row per option: standing, whether agreed, blockers, unknown, reason, evidence."""
        return make_table(
            ({name: getattr(one, name) for name in _COLUMNS} for one in self.verdicts), _COLUMNS
        )


@dataclass(frozen=True, slots=True)
class Reversions:
    """The win-set for every option as the reversion point; `now` is the ballot as given."""

    now: WinSet
    sets: tuple[WinSet, ...]

    def table(self) -> Table:
        """One row per reversion point: agreed, open, deadlock, and what changes against now."""
        return make_table(map(self._row, self.sets), _REVERSION_COLUMNS)

    def _row(self, other: WinSet) -> dict[str, Any]:
        return {
            "reversion": other.baseline,
            "agreed": other.agreed,
            "open": other.open,
            "deadlock": other.deadlock,
            "gained": [name for name in other.agreed if name not in self.now.agreed],
            "lost": [name for name in self.now.agreed if name not in other.agreed],
            "reason": other.reasons[0],
            "evidence": list(dict.fromkeys(e for v in other.verdicts for e in v.evidence)),
        }


def win_set(ballot: Ballot, ties: Ties = "against") -> WinSet:
    """The win-set of a ballot, with a reason for every option.

    `ties`: how an actor counts to whom an option is as good as the baseline.
    """
    verdicts = tuple(_judge(ballot, option, ties) for option in ballot.options)
    agreed = tuple(one.option for one in verdicts if one.agreed and one.option != ballot.baseline)
    open_ = tuple(one.option for one in verdicts if one.agreed is None)
    deadlock = False if agreed else (None if open_ else True)
    return WinSet(
        ballot.issue,
        ballot.baseline,
        ties,
        tuple(one.option for one in verdicts if one.standing == "in"),
        agreed,
        open_,
        deadlock,
        verdicts,
        _reasons(ballot, agreed, open_, deadlock, ties),
        sha256_of({"method": "win-set", "ties": ties, **ballot.inputs()}),
    )


def by_reversion(ballot: Ballot, ties: Ties = "against") -> Reversions:
    """What the win-set becomes if each of the options were the reversion point."""
    sets = (win_set(replace(ballot, reversion=option), ties) for option in ballot.options)
    return Reversions(win_set(ballot, ties), tuple(sets))


def prefers(ballot: Ballot, voter: Voter, option: str, ties: Ties) -> bool | None:
    """Whether an actor prefers an option to the baseline; None: not known."""
    ranks = {name: rank for rank, tier in enumerate(voter.ranking) for name in tier}
    base = ballot.baseline
    if option in ranks and base in ranks:
        return ranks[option] < ranks[base] + (ties == "for")
    at, against, place = ballot.options[option], ballot.options[base], voter.place
    if place is None or at is None or against is None:
        return None
    gains = [abs(p - against) - abs(p - at) for p in (place.low, place.high)]
    slack = SLACK * max(abs(at), abs(against), abs(place.low), abs(place.high), 1e-300)
    views = {gain > slack or (ties == "for" and gain >= -slack) for gain in gains}
    # The gain rises or falls along the whole scale, so that the two ends stand for all between.
    return views.pop() if len(views) == 1 else None


def outcome(ballot: Ballot, views: Mapping[str, bool | None]) -> bool | None:
    """Whether an option passes, given who prefers it; None: it hangs on what is not known."""
    vetoes = [views[v.actor] for v in ballot.voters if v.veto]
    others = [views[v.actor] for v in ballot.voters if not v.veto]
    if False in vetoes or others.count(False) > len(others) - needed(ballot):
        return False
    if None in vetoes or others.count(True) < needed(ballot):
        return None
    return True


def needed(ballot: Ballot) -> int:
    """How many of the actors without a veto have to prefer an option."""
    others = sum(not voter.veto for voter in ballot.voters)
    if ballot.rule == "unanimity" or not others:
        return others
    return others // 2 + 1 if ballot.rule == "majority" else math.ceil(others * 2 / 3)


def _judge(ballot: Ballot, option: str, ties: Ties) -> Verdict:
    if option == ballot.baseline:
        every = _evidence(ballot.voters)
        return Verdict(option, "in", True, (), (), "comes about without any agreement", every)
    views = {voter.actor: prefers(ballot, voter, option, ties) for voter in ballot.voters}
    agreed = outcome(ballot, views)
    against = [voter for voter in ballot.voters if views[voter.actor] is False]
    blockers = tuple(voter.actor for voter in against if voter.veto)
    unknown = tuple(actor for actor, view in views.items() if view is None)
    reason = _reason(ballot, views, agreed)
    standing = standing_of(agreed)
    if option == ballot.status_quo and not agreed:
        standing, reason = "in", f"the status quo, which can go on by itself, but: {reason}"
    rests_on = against if agreed is False else ballot.voters
    return Verdict(option, standing, agreed, blockers, unknown, reason, _evidence(rests_on))


def _reason(ballot: Ballot, views: Mapping[str, bool | None], agreed: bool | None) -> str:
    base = ballot.baseline
    vetoes = [voter for voter in ballot.voters if voter.veto]
    others = [voter.actor for voter in ballot.voters if not voter.veto]
    willing = sum(views[actor] is True for actor in others)
    count = f"{willing} of {len(others)} others do, {needed(ballot)} needed ({ballot.rule})"
    blockers = [_grounded(voter) for voter in vetoes if views[voter.actor] is False]
    unknown = [actor for actor, view in views.items() if view is None]
    if agreed:
        said = f"{name_all(v.actor for v in vetoes)} would rather have it than {base}"
        return f"{said}; {count}" if others else said
    if agreed is None:
        return f"open: whether {name_all(unknown)} would rather have it than {base} is not known"
    if not blockers:
        return f"not enough would rather have it than {base}: {count}"
    alone = "alone " if len(blockers) == 1 else ""
    return f"blocked {alone}by {name_all(blockers)}, to whom it is no better than {base}"


def _reasons(
    ballot: Ballot,
    agreed: tuple[str, ...],
    open_: tuple[str, ...],
    deadlock: bool | None,
    ties: Ties,
) -> tuple[str, ...]:
    base = ballot.baseline
    if deadlock:
        first = f"deadlock: nothing can replace {base}"
    elif deadlock is None:
        first = f"nothing is known to be able to replace {base}; open: {name_all(open_)}"
    else:
        first = f"{name_all(agreed)} can replace {base}"
        first += f"; open: {name_all(open_)}" if open_ else ""
    kind = "status quo" if base == ballot.status_quo else "reversion point"
    vetoes = name_all(_grounded(voter) for voter in ballot.voters if voter.veto)
    return (
        first,
        f"measured against the {kind} {base}; a veto has: {vetoes}",
        f"whoever finds an option as good as {base} counts {ties} it",
    )


def standing_of(agreed: bool | None) -> Standing:
    """The word for an outcome."""
    return "open" if agreed is None else ("in" if agreed else "out")


def _grounded(voter: Voter) -> str:
    return f"{voter.actor} ({voter.ground})" if voter.ground else voter.actor


def _evidence(voters: Iterable[Voter]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for voter in voters for one in voter.evidence))


def _check(ballot: Ballot) -> None:
    where = f"issue {ballot.issue}"
    known = name_all(ballot.options, "none")
    if not any(voter.veto for voter in ballot.voters):
        raise UsageError(
            f"{where} has no veto player: name whoever has to consent, with what gives the veto; "
            "if nobody has to, ask for the compromise or the Condorcet election instead"
        )
    named = {ballot.status_quo, ballot.reversion or ballot.status_quo}
    for voter in ballot.voters:
        ranked = [name for tier in voter.ranking for name in tier]
        named.update(ranked)
        if len(set(ranked)) < len(ranked):
            raise UsageError(f"{where}: {voter.actor} ranks an option twice; keep one rank each")
        if not ranked and voter.place is None:
            raise UsageError(
                f"{where}: nobody has said what {voter.actor} prefers; give a ranking, or a "
                "place on the scale (an interval if in doubt)"
            )
    if named - set(ballot.options):
        raise UsageError(
            f"{where}: {name_all(sorted(named - set(ballot.options)))} is no option; use {known}"
        )
    actors = [voter.actor for voter in ballot.voters]
    twice = sorted({actor for actor in actors if actors.count(actor) > 1})
    if twice:
        raise UsageError(f"{where}: {name_all(twice)} given more than once; keep one entry")
    _check_ranked(ballot)


def _check_ranked(ballot: Ballot) -> None:
    by_hand = {name for voter in ballot.voters for tier in voter.ranking for name in tier}
    placed = any(voter.place is not None for voter in ballot.voters)
    for option, place in ballot.options.items():
        if option not in by_hand and (place is None or not placed):
            raise UsageError(
                f"issue {ballot.issue}: nobody ranks option {option}; give it a place on the "
                "scale, put it into an actor's ranking, or leave it out"
            )
