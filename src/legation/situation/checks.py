"""What must hold between the records of a situation; each record by itself is read soundly before.

A problem stops everything; a warning is a doubt that somebody should look at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from legation.dossier import Dossier
from legation.dossier.schema import RECORD_TABLES
from legation.errors import UsageError
from legation.situation.records import Interval, Issue, Position, Scenario, Situation, Source
from legation.situation.yaml_lines import Problem


@dataclass(slots=True)
class Result:
    """What the checks found."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def wrong(self, source: Source, what: str, remedy: str) -> None:
        """Note a problem at an entry."""
        self.problems.append(Problem(source.file, source.line, what, remedy))

    def doubt(self, source: Source, what: str, remedy: str) -> None:
        """Note a warning at an entry."""
        self.warnings.append(Problem(source.file, source.line, what, remedy))


def check_records(
    situation: Situation,
    issues: Sequence[Issue],
    scenarios: Sequence[Scenario],
    dossier: Dossier | None,
) -> Result:
    """Check a situation as a whole; with a dossier also the ids of evidence.

    `issues` and `scenarios` are those of the files, before mappings by id hide repeated ids.
    """
    result = Result()
    _repeated(situation, issues, scenarios, result)
    for issue in issues:
        _check_issue(issue, situation, result)
    for position in situation.positions:
        _check_position(position, situation, result)
    _check_proposals(situation, result)
    _check_scenarios(situation, scenarios, result)
    _check_ratings(situation, result)
    if dossier is not None:
        _check_evidence(situation, dossier, result)
    return result


def _repeated(
    situation: Situation, issues: Sequence[Issue], scenarios: Sequence[Scenario], result: Result
) -> None:
    def look(what: str, records: Iterable[Any], key: Callable[[Any], Hashable]) -> None:
        first: dict[Hashable, Source] = {}
        for one in records:
            name = key(one)
            if name in first:
                before = first[name]
                shown = " of ".join(name) if isinstance(name, tuple) else name
                what_now = f"{what} {shown!r} stands in {before.file}:{before.line} already"
                result.wrong(one.source, what_now, "give it another id, or keep one of the two")
            first.setdefault(name, one.source)

    look("issue", issues, _id)
    look("scenario", scenarios, _id)
    for name, records in (
        ("proposal", situation.proposals),
        ("hypothesis", situation.hypotheses),
        ("item", situation.items),
        ("assumption", situation.assumptions),
    ):
        look(name, records, _id)
    look("position", situation.positions, lambda one: (one.actor, one.issue))
    look("rating", situation.ratings, lambda one: (one.item, one.hypothesis, one.rater))
    look("indicator", (sign for one in scenarios for sign in one.indicators), _id)
    for issue in issues:
        look(f"option of {issue.id}", issue.options, _id)
        look(f"veto on {issue.id}", issue.vetoes, lambda one: one.actor)


def _id(record: Any) -> str:
    name: str = record.id
    return name


def _known(name: str, known: Iterable[str]) -> str:
    """What to do about an id that is not there."""
    names = sorted(known)
    near = get_close_matches(name, names, 1)
    if near:
        return f"did you mean {near[0]}?"
    return f"choose of {', '.join(names)}" if names else "there is none yet; add it"


def _check_issue(issue: Issue, situation: Situation, result: Result) -> None:
    options = [one.id for one in issue.options]
    for what, name in (("status_quo", issue.status_quo), ("reversion", issue.reversion)):
        if name is not None and name not in options:
            said = f"{what} {name!r} is no option of {issue.id}"
            result.wrong(issue.source, said, _known(name, options))
    for option in issue.options:
        if option.anchor is not None and not _within(issue, option.anchor, option.anchor):
            what = f"the anchor {option.anchor:g} of {option.id} is {_off(issue)}"
            result.wrong(option.anchor_source or option.source, what, _back(issue))
    if issue.rule == "unanimity" and not issue.vetoes:
        what = f"the rule of {issue.id} is unanimity, and no veto player is named"
        result.wrong(
            issue.source, what, "name under vetoes each actor without whom nothing changes"
        )
    stands = [one for one in situation.positions if one.issue == issue.id]
    actors = {one.actor for one in stands}
    for veto in issue.vetoes:
        if veto.actor not in actors:
            what = f"the veto player {veto.actor!r} has no position on {issue.id}"
            near = get_close_matches(veto.actor, sorted(actors), 1)
            remedy = f"did you mean {near[0]}?" if near else "add one; its place may be blank"
            result.wrong(veto.source, what, remedy)
    _unranked(issue, stands, result)


def _unranked(issue: Issue, stands: Sequence[Position], result: Result) -> None:
    """Options that no actor can set beside the others: all rank, and none ranks them."""
    if not stands or any(not one.ranking for one in stands):
        return
    ranked = {name for one in stands for tier in one.ranking for name in tier}
    for option in issue.options:
        if option.id not in ranked:
            what = f"nobody ranks the option {option.id} of {issue.id}"
            remedy = "put it into a ranking, or take it out of the options"
            result.wrong(option.source, what, remedy)


def _within(issue: Issue, low: float, high: float) -> bool:
    if issue.low is None or issue.high is None:
        return True
    return issue.low <= low and high <= issue.high


def _off(issue: Issue) -> str:
    return f"off the scale {issue.low:g} to {issue.high:g} of {issue.id}"


def _back(issue: Issue) -> str:
    return f"give a number from {issue.low:g} to {issue.high:g}, or widen the scale"


_WEIGHTS: Final = (("capability", None), ("salience", 1.0))
"""Field -> the largest it can be."""


def _check_position(position: Position, situation: Situation, result: Result) -> None:
    issue = situation.issues.get(position.issue)
    if issue is None:
        what = f"the position of {position.actor} is on {position.issue!r}, which is no issue"
        result.wrong(position.source, what, _known(position.issue, situation.issues))
        return
    place = position.place
    if place is not None and not _within(issue, place.low, place.high):
        what = f"the place {_shown(place)} of {position.actor} is {_off(issue)}"
        result.wrong(position.numbers.get("place", position.source), what, _back(issue))
    for name, most in _WEIGHTS:
        _check_weight(position, name, most, result)
    _check_ranking(position, issue, result)


def _check_weight(position: Position, name: str, most: float | None, result: Result) -> None:
    value: Interval | None = getattr(position, name)
    if value is None:
        return
    source = position.numbers.get(name, position.source)
    if value.low < 0:
        what = f"the {name} {_shown(value)} of {position.actor} is below 0"
        result.wrong(source, what, f"a {name} counts from 0; an actor against it has another place")
    if most is not None and value.high > most:
        what = f"the {name} {_shown(value)} of {position.actor} is above {most:g}"
        result.wrong(source, what, f"give it as a share, 0 to {most:g}")
    if source.basis == "extracted":
        what = f"the {name} {_shown(value)} of {position.actor} is marked as extracted"
        remedy = "no text gives such a number; make its basis analyst, and name its author"
        result.wrong(source, what, remedy)


def _shown(value: Interval) -> str:
    return f"{value.low:g}" if value.low == value.high else f"[{value.low:g}, {value.high:g}]"


def _check_ranking(position: Position, issue: Issue, result: Result) -> None:
    if not position.ranking:
        return
    options = [one.id for one in issue.options]
    names = [name for tier in position.ranking for name in tier]
    for name in dict.fromkeys(names):
        if name not in options:
            what = f"{position.actor} ranks {name!r}, which is no option of {issue.id}"
            result.wrong(position.source, what, _known(name, options))
        if names.count(name) > 1:
            what = f"{position.actor} ranks {name!r} {names.count(name)} times"
            result.wrong(position.source, what, "keep one of them")
    left = [name for name in options if name not in names]
    if left:
        what = f"the ranking of {position.actor} leaves out {', '.join(left)}"
        result.doubt(position.source, what, "what it thinks of them counts as unknown")


def _check_proposals(situation: Situation, result: Result) -> None:
    for one in situation.proposals:
        issue = situation.issues.get(one.issue)
        if issue is None:
            what = f"the proposal {one.id} is on {one.issue!r}, which is no issue"
            result.wrong(one.source, what, _known(one.issue, situation.issues))
        elif one.option not in (names := [option.id for option in issue.options]):
            what = f"the proposal {one.id} offers {one.option!r}, which is no option of {issue.id}"
            result.wrong(one.source, what, _known(one.option, names))


def _check_scenarios(situation: Situation, scenarios: Sequence[Scenario], result: Result) -> None:
    tree = situation.scenarios
    parents = {one.parent for one in scenarios}
    for one in scenarios:
        if one.parent is not None and one.parent not in tree:
            what = f"the parent {one.parent!r} of {one.id} is no scenario"
            result.wrong(one.source, what, _known(one.parent, tree))
        if one.exclusive and one.id not in parents:
            what = f"the branches of {one.id} are called exclusive, and it has none"
            result.doubt(one.source, what, "add branches, or leave out exclusive")
    seen: set[str] = set()
    for name in tree:
        walk: list[str] = []
        at: str | None = name
        while at is not None and at in tree and at not in seen and at not in walk:
            walk.append(at)
            at = tree[at].parent
        if at is not None and at in walk:
            circle = walk[walk.index(at) :]
            what = f"the scenarios {' -> '.join([*circle, circle[0]])} go round in a circle"
            result.wrong(tree[circle[0]].source, what, "leave the parent of one of them blank")
        seen.update(walk)


def _check_ratings(situation: Situation, result: Result) -> None:
    items = {one.id: one for one in situation.items}
    hypotheses = {one.id: one for one in situation.hypotheses}
    for one in situation.ratings:
        for what, name, known in (
            ("item", one.item, items),
            ("hypothesis", one.hypothesis, hypotheses),
        ):
            if name not in known:
                said = f"{one.rater} rates {name!r}, which is no {what}"
                result.wrong(one.source, said, _known(name, known))
        item, hypothesis = items.get(one.item), hypotheses.get(one.hypothesis)
        if item and hypothesis and item.question != hypothesis.question:
            said = (
                f"{one.rater} rates {one.item} on {item.question!r} "
                f"against {one.hypothesis} on {hypothesis.question!r}"
            )
            result.wrong(one.source, said, "give both the same question")


def sources(situation: Situation) -> Iterator[tuple[str, Source]]:
    """Every entry of a situation, also those within others, with what it is."""
    for issue in situation.issues.values():
        yield "issue", issue.source
        for option in issue.options:
            yield "option", option.source
            if option.anchor_source:
                yield "number", option.anchor_source
        for veto in issue.vetoes:
            yield "veto", veto.source
            if veto.indicator:
                yield "indicator", veto.indicator.source
    for position in situation.positions:
        yield "position", position.source
        yield from (("number", one) for one in position.numbers.values())
    for proposal in situation.proposals:
        yield "proposal", proposal.source
        yield from (("step", one.source) for one in proposal.history)
    for scenario in situation.scenarios.values():
        yield "scenario", scenario.source
        yield from (("consequence", one.source) for one in scenario.consequences)
        yield from (("indicator", one.source) for one in scenario.indicators)
    for kind, records in (
        ("motive", situation.motives),
        ("ledger entry", situation.ledger),
        ("hypothesis", situation.hypotheses),
        ("item", situation.items),
        ("rating", situation.ratings),
        ("assumption", situation.assumptions),
    ):
        yield from ((kind, one.source) for one in records)


def _check_evidence(situation: Situation, dossier: Dossier, result: Result) -> None:
    wanted: dict[str, dict[tuple[str, int], Source]] = {}
    against = ((source_id, one.source) for one in situation.motives for source_id in one.against)
    given = ((name, source) for _, source in sources(situation) for name in source.evidence)
    for name, source in (*given, *against):
        wanted.setdefault(name, {})[source.file, source.line] = source
    whole = _whole_ids(dossier, wanted)
    for name, places in wanted.items():
        if name in whole:
            continue
        try:
            found = dossier.evidence(name)
        except UsageError as error:
            for source in places.values():
                result.wrong(source, f"evidence: {error}", "or take it out of the evidence")
            continue
        if found.rejected:
            for source in places.values():
                what = f"the record {name} was rejected by {found.corrections[-1].who}"
                result.doubt(source, what, "take it out of the evidence, or see why")


def _whole_ids(dossier: Dossier, names: Iterable[str]) -> set[str]:
    """Those of the names that are whole ids of records in the tables: found at once."""
    union = " UNION ".join(f"SELECT id FROM {table.name}" for table in RECORD_TABLES)
    asked = f"SELECT id FROM ({union}) WHERE id IN (SELECT unnest($1::VARCHAR[]))"
    return {row["id"] for row in dossier.sql(asked, [list(names)])}
