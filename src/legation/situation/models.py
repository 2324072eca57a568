"""From a situation's records to what its models compute on, and what keeps a model from running.

A model gets nothing that nobody gave: where a number it needs is blank, the blank's place is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from legation.errors import UsageError
from legation.situation.challenge import replicate
from legation.situation.compromise import compromise
from legation.situation.condorcet import CHALLENGES, condorcet
from legation.situation.fields import Blank
from legation.situation.files import Loaded, SituationError
from legation.situation.records import Interval, Issue, Position, Situation
from legation.situation.sensitivity import sensitivity
from legation.situation.stands import Contest, make_stand
from legation.situation.winset import Ballot, Voter, by_reversion, win_set
from legation.situation.winset_sensitivity import win_set_sensitivity

Outputs = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for beside its inputs. `draws`: how often intervals are drawn from."""

    seed: int = 0
    draws: int = 1000


@dataclass(frozen=True, slots=True)
class Method:
    """A model: its name, what it gives, and the fields it needs of issue and positions.

    `headline`: the outputs that a comparison of two runs shows, by their paths.
    """

    name: str
    about: str
    issue: tuple[str, ...]
    position: tuple[str, ...]
    compute: Callable[[Situation, Issue, Settings], Outputs]


def pick_issue(situation: Situation, name: str | None) -> Issue:
    """The issue of that name; the only one where none is named.

    Raises:
        UsageError: there is no such issue, or more than one and none named.
    """
    known = ", ".join(situation.issues) or "none"
    if name is None and len(situation.issues) == 1:
        return next(iter(situation.issues.values()))
    if name is None:
        raise UsageError(f"{situation.name} has {len(situation.issues)} issues; name one: {known}")
    if name not in situation.issues:
        raise UsageError(f"{name!r} is no issue of {situation.name}; it has {known}")
    return situation.issues[name]


def stands_on(situation: Situation, issue: Issue) -> tuple[Position, ...]:
    """The positions on an issue, in the order of the files."""
    return tuple(one for one in situation.positions if one.issue == issue.id)


def contest_of(situation: Situation, issue: Issue) -> Contest:
    """What the mean, the election and the challenge model compute on; all of it must be given.

    Options without an anchor are left out; an election refuses them before.

    Raises:
        UsageError: something is blank or makes no sense.
    """
    if issue.low is None or issue.high is None:
        raise UsageError(f"issue {issue.id} has no scale; give one as in `scale: [0, 100]`")
    stands = tuple(
        make_stand(one.actor, one.place, one.capability, one.salience, evidence_of(one))
        for one in stands_on(situation, issue)
    )
    options = {one.id: one.anchor for one in issue.options if one.anchor is not None}
    return Contest(issue.id, issue.low, issue.high, stands, options)


def ballot_of(situation: Situation, issue: Issue) -> Ballot:
    """What the win-set is computed on.

    Raises:
        UsageError: something is blank or makes no sense.
    """
    if issue.status_quo is None or issue.rule is None:
        raise UsageError(f"issue {issue.id} has no status quo or no rule; give both")
    grounds = {veto.actor: veto for veto in issue.vetoes}
    voters = []
    for one in stands_on(situation, issue):
        veto = grounds.get(one.actor)
        evidence = (*evidence_of(one), *(veto.source.evidence if veto else ()))
        ground = veto.ground if veto else None
        voter = Voter(one.actor, veto is not None, one.place, one.ranking, ground, evidence)
        voters.append(voter)
    options = {one.id: one.anchor for one in issue.options}
    return Ballot(issue.id, options, issue.status_quo, issue.reversion, issue.rule, tuple(voters))


def evidence_of(position: Position) -> tuple[str, ...]:
    """Ids of records behind a position and its numbers, each once."""
    given = (position.source, *position.numbers.values())
    return tuple(dict.fromkeys(name for source in given for name in source.evidence))


def missing(loaded: Loaded, issue: Issue, method: Method) -> tuple[Blank, ...]:
    """The blanks that keep a method from running on an issue."""
    ranked = {one.actor for one in stands_on(loaded.situation, issue) if one.ranking}
    all_rank = len(ranked) == len(stands_on(loaded.situation, issue))
    found = []
    for blank in loaded.blanks:
        kind, _, rest = blank.path.partition(".")
        if not rest.startswith(f"{issue.id}."):
            continue
        owner, _, name = rest[len(issue.id) + 1 :].rpartition(".")
        by_rank = method.name == "winset" and (
            owner in ranked if kind == "positions" else name == "anchor" and all_rank
        )
        needed = method.position if kind == "positions" else method.issue
        if name in needed and not by_rank:
            found.append(blank)
    return tuple(found)


def refuse_blanks(loaded: Loaded, issue: Issue, methods: Sequence[Method]) -> None:
    """Refuse to run while something is blank that a method needs.

    Raises:
        SituationError: the blanks, each with file and line, and the methods that could run.
    """
    lacking = {method.name: missing(loaded, issue, method) for method in methods}
    blanks = list(dict.fromkeys(blank for found in lacking.values() for blank in found))
    if not blanks:
        return
    able = [name for name, found in lacking.items() if not found]
    could = f", or run only {', '.join(able)}" if able else ""
    says = (
        f"{issue.id} cannot be run: {len(blanks)} blanks. Give a number, or an interval that is "
        f"as wide as the doubt{could}:"
    )
    raise SituationError(blanks, says)


def pick_methods(issue: Issue, names: Sequence[str] = ()) -> tuple[Method, ...]:
    """The methods of these names; without any, all that fit the issue.

    Raises:
        UsageError: a name that is no method.
    """
    unknown = [name for name in names if name not in METHODS]
    if unknown:
        raise UsageError(f"{unknown[0]!r} is no method; choose {', '.join(METHODS)}")
    if names:
        return tuple(METHODS[name] for name in dict.fromkeys(names))
    usual = [name for name in METHODS if name != "challenge"]
    return tuple(METHODS[name] for name in usual if name != "winset" or issue.vetoes)


def plain(value: Any) -> Any:
    """A result as JSON has it: records as mappings, intervals as two bounds."""
    if isinstance(value, Interval):
        return [value.low, value.high]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value.item() if hasattr(value, "item") else value


def _winset(situation: Situation, issue: Issue, settings: Settings) -> Outputs:
    ballot = ballot_of(situation, issue)
    return {
        "winset": plain(win_set(ballot)),
        "reversions": by_reversion(ballot).table().rows(),
        "winset_sensitivity": plain(win_set_sensitivity(ballot, settings.seed, settings.draws)),
    }


def _compromise(situation: Situation, issue: Issue, settings: Settings) -> Outputs:
    return {"compromise": plain(compromise(contest_of(situation, issue)))}


def _condorcet(situation: Situation, issue: Issue, settings: Settings) -> Outputs:
    contest = contest_of(situation, issue)
    return {"condorcet": {name: plain(condorcet(contest, name)) for name in CHALLENGES}}


def _sensitivity(situation: Situation, issue: Issue, settings: Settings) -> Outputs:
    contest = contest_of(situation, issue)
    return {"sensitivity": plain(sensitivity(contest, settings.seed, settings.draws))}


def _challenge(situation: Situation, issue: Issue, settings: Settings) -> Outputs:
    return {"challenge": plain(replicate(contest_of(situation, issue)))}


_ALL: Final = ("place", "capability", "salience")
METHODS: Final[Mapping[str, Method]] = {
    one.name: one
    for one in (
        Method(
            "winset",
            "which options can replace what happens without an agreement",
            ("status_quo", "rule", "options", "anchor"),
            ("place",),
            _winset,
        ),
        Method("compromise", "the weighted mean and median", ("scale",), _ALL, _compromise),
        Method(
            "condorcet",
            "the chances of the options in a probabilistic Condorcet election",
            ("scale", "options", "anchor"),
            _ALL,
            _condorcet,
        ),
        Method(
            "sensitivity",
            "what comes out within the intervals, and what would flip it",
            ("scale",),
            _ALL,
            _sensitivity,
        ),
        Method(
            "challenge",
            "the expected-utility challenge model, as a historical reference",
            ("scale",),
            _ALL,
            _challenge,
        ),
    )
}
"""By name, in the order in which they are run."""
