"""The life of a proposal: made, shelved, revived, countered, rejected, accepted, begun.

Reports of steps between a proposer and an addressee are put to proposals by shared words, or, where
a text only says "the plan" or answers without naming anything, to the proposal it has told most of.
Two tellings of one step are one step with both reports. Steps stand in the order of the telling,
except where their dates say otherwise. A step that may not follow the one before it is kept and
shown as a break, with what is missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date` is the name of a column
from typing import Final

from legation.analysis.parties import HAPPENED, Scope, Values, country, find_parties
from legation.analysis.proposal_steps import Step, cues, find_steps, moves
from legation.analysis.requests import ALIKE, names_of, words_of
from legation.dossier import Dossier, Table
from legation.errors import UsageError


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in a proposal's life, with all its reports.

    `first_day` and `last_day` bound its date; None where open or unknown. `trigger` is the id of
    the event that the text makes its occasion. `breaks` says what is missing before it, or is
    None. `reasons` and `attached` run parallel to `evidence`: why it is this step, and why of this
    proposal.
    """

    step: str
    by: str | None
    first_day: Day | None
    last_day: Day | None
    trigger: str | None
    breaks: str | None
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    attached: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal of an actor to another. `words` are the sentence that makes it."""

    proposer: str
    addressee: str
    words: str
    stages: tuple[Stage, ...]

    @property
    def state(self) -> str:
        """The last step reported."""
        return self.stages[-1].step


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals of one actor to another, in order of telling.

    `loose` are reports of steps that belong to no proposal that was told before them.
    """

    proposer: str
    addressee: str
    proposals: tuple[Proposal, ...]
    loose: tuple[Step, ...]

    def table(self) -> Table:
        """A row per stage: number of the proposal, its words and state, and the stage."""
        import pyarrow as pa

        schema = pa.schema(
            [
                ("proposer", pa.string()),
                ("addressee", pa.string()),
                ("proposal", pa.int64()),
                ("state", pa.string()),
                ("number", pa.int64()),
                *((name, pa.string()) for name in ("step", "by", "trigger", "breaks")),
                *((name, pa.date32()) for name in ("first_day", "last_day")),
                *((name, pa.list_(pa.string())) for name in _LISTS),
            ]
        )
        rows = [
            {
                **{name: getattr(stage, name) for name in Stage.__slots__},
                "proposer": self.proposer,
                "addressee": self.addressee,
                "proposal": number,
                "state": one.state,
                "number": place,
            }
            for number, one in enumerate(self.proposals, start=1)
            for place, stage in enumerate(one.stages, start=1)
        ]
        rows = [{name: row[name] for name in schema.names} for row in rows]
        return Table(pa.Table.from_pylist(rows, schema=schema))


_LISTS: Final = ("reasons", "attached", "sentences", "evidence")


@dataclass(slots=True)
class _Thread:
    """A proposal while its reports are gathered; `words` are those of its making."""

    words: set[str] = field(default_factory=set)
    reports: list[tuple[Step, str]] = field(default_factory=list)


def proposals(dossier: Dossier, proposer: str, addressee: str) -> Proposals:
    """What `proposer` proposed to `addressee`, and what became of it as far as is told.

    Raises:
        UsageError: an unknown actor.
    """
    one, other = find_parties(dossier, proposer, addressee)
    names = names_of(dossier, one, other)
    threads, loose = _gather(find_steps(dossier, one, other), names)
    found = tuple(
        Proposal(proposer, addressee, thread.reports[0][0].sentence, tuple(_stages(thread)))
        for thread in threads
    )
    return Proposals(proposer, addressee, found, tuple(loose))


def proposal_pairs(dossier: Dossier, limit: int = 20) -> Table:
    """Ordered pairs of countries with the most requests and acts proposed, the likeliest to have
    proposals. Columns: proposer, addressee, reports, articles, evidence.

    Raises:
        UsageError: a limit below 0.
    """
    if limit < 0:
        raise UsageError(f"limit {limit} is below 0; give the number of pairs wanted")
    values = Values()
    happened = Scope(HAPPENED).events(values)
    lands = "list_distinct(list_transform({0}, lambda x: " + country("x") + "))"
    return dossier.sql(
        f"""WITH told AS (
            SELECT e.document, e.id, unnest({lands.format("e.actors")}) AS proposer,
                {lands.format("e.recipients")} AS others
            FROM events e
            WHERE e.status = 'proposed' OR (e.type = 'REQUEST' AND {happened})
        ),
        pairs AS (SELECT document, id, proposer, unnest(others) AS addressee FROM told)
        SELECT proposer, addressee, count(*) AS reports, count(DISTINCT document) AS articles,
            list_sort(list(DISTINCT id)) AS evidence
        FROM pairs WHERE proposer <> addressee GROUP BY ALL
        ORDER BY reports DESC, proposer, addressee LIMIT {int(limit)}""",
        values.list,
    )


def _gather(steps: Sequence[Step], names: Sequence[str]) -> tuple[list[_Thread], list[Step]]:
    """Reports by proposal, and those that belong to none."""
    threads: list[_Thread] = []
    holders: dict[str, set[int]] = defaultdict(set)
    told: dict[str, Counter[int]] = defaultdict(Counter)
    loose: list[Step] = []
    for step in steps:
        words = words_of(step.sentence, names) - _noise(step.sentence)
        shared = Counter(number for word in words for number in holders[word])
        number, why = _choose(step, len(words), shared, told[step.document])
        if number is None and step.kind == "made" and step.by == "proposer":
            number, why = len(threads), "the first of its words"
            threads.append(_Thread())
        if number is None:
            loose.append(step)
            continue
        thread = threads[number]
        thread.reports.append((step, why))
        told[step.document][number] += 1
        if step.kind == "made":
            for word in words - thread.words:
                holders[word].add(number)
            thread.words |= words
    return threads, loose


def _noise(sentence: str) -> set[str]:
    """Words of proposing itself, which any two proposals share."""
    found = (match.group() for sort in ("noun", "made") for match in cues(sort).finditer(sentence))
    return set(words_of(" ".join(found), ()))


_SAME: Final = 0.25
"""Share of its words that a second making must have in common to be of the same proposal."""


def _choose(
    step: Step, words: int, shared: Counter[int], told: Counter[int]
) -> tuple[int | None, str]:
    """The proposal a report belongs to, and why; None if none is found."""
    makes = step.kind == "made" and step.by == "proposer"
    if shared:
        number, count = max(shared.items(), key=lambda item: (item[1], told[item[0]], -item[0]))
        if count >= max(ALIKE, _SAME * words if makes else 0):
            return number, f"shares {count} words with it"
    if makes:
        return None, ""
    if not told:
        return None, "nothing was proposed before it in its article"
    main = max(told, key=lambda number: (told[number], -number))
    if step.names:
        return main, "speaks of a proposal, and its article tells most of this one"
    if step.by == "addressee" and step.kind in ("rejected", "countered"):
        return main, "answers the proposer, and its article tells most of this proposal"
    return None, "names no proposal"


def _stages(thread: _Thread) -> Iterator[Stage]:
    state = "none"
    for group in _ordered(_merged(thread.reports)):
        steps = [step for step, _ in group]
        first = steps[0]
        breaks = None
        if first.kind not in moves()[state]:
            breaks = f"{first.kind} is told after {state}, which it cannot follow"
            if state == "none":
                breaks = f"{first.kind} is told, but not that it was made"
        yield Stage(
            step=first.kind,
            by=next((step.by for step in steps if step.by), None),
            first_day=max((step.first_day for step in steps if step.first_day), default=None),
            last_day=min((step.last_day for step in steps if step.last_day), default=None),
            trigger=next((step.trigger for step in steps if step.trigger), None),
            breaks=breaks,
            evidence=tuple(step.id for step in steps),
            reasons=tuple(step.reason for step in steps),
            attached=tuple(why for _, why in group),
            sentences=tuple(step.sentence for step in steps),
        )
        state = first.kind


_Report = tuple[Step, str]


def _merged(reports: Sequence[_Report]) -> list[list[_Report]]:
    """Reports of one step together, by their first telling.

    Sentences that tell the same steps in the same order tell the same; a report alone in its
    sentence joins the last of its kind whose dates do not speak against it; one of a sequence only
    where both have dates.
    """
    place = {id(report): number for number, report in enumerate(reports)}
    sentences: dict[tuple[str, int], list[_Report]] = {}
    for report in reports:
        sentences.setdefault((report[0].document, report[0].sentence_start), []).append(report)
    runs: dict[tuple[str, ...], list[list[_Report]]] = {}
    for run in sentences.values():
        if len(run) > 1:
            groups = runs.setdefault(tuple(step.kind for step, _ in run), [[] for _ in run])
            for group, report in zip(groups, run, strict=True):
                group.append(report)
    in_run = [group for groups in runs.values() for group in groups]
    alone: list[list[_Report]] = []
    for run in sentences.values():
        if len(run) == 1:
            _join(in_run, alone, run[0])
    return sorted((*in_run, *alone), key=lambda group: place[id(group[0])])


def _join(in_run: Sequence[list[_Report]], alone: list[list[_Report]], report: _Report) -> None:
    """Put a report to the group it tells the same step as, or to a new one."""
    step = report[0]
    dated = step.first_day is not None or step.last_day is not None
    for groups in ([g for g in (*in_run, *alone) if dated and any(_bounds(g))], alone):
        for group in reversed(groups):
            bounds = _bounds(group)
            alike = group[0][0].kind == step.kind
            if alike and not _before(bounds, step) and not _after(bounds, step):
                group.append(report)
                return
    alone.append([report])


def _bounds(group: Sequence[_Report]) -> tuple[Day | None, Day | None]:
    firsts = [step.first_day for step, _ in group if step.first_day]
    lasts = [step.last_day for step, _ in group if step.last_day]
    return max(firsts, default=None), min(lasts, default=None)


def _before(bounds: tuple[Day | None, Day | None], step: Step) -> bool:
    return bool(bounds[1] and step.first_day and bounds[1] < step.first_day)


def _after(bounds: tuple[Day | None, Day | None], step: Step) -> bool:
    return bool(bounds[0] and step.last_day and bounds[0] > step.last_day)


def _ordered(groups: Sequence[list[_Report]]) -> list[list[_Report]]:
    """In the order of telling, except where dates say otherwise or a sentence tells a sequence."""
    placed: list[list[_Report]] = []
    for group in groups:
        first, last = _bounds(group)
        at = len(placed)
        previous = _told_before(group, placed)
        if previous is not None:
            at = previous + 1
        for number, other in enumerate(placed):
            start = _bounds(other)[0]
            if last and start and last < start:
                at = min(at, number)
                break
        while first and at < len(placed):
            end = _bounds(placed[at])[1]
            if end is None or end >= first:
                break
            at += 1
        placed.insert(at, group)
    return placed


def _told_before(group: Sequence[_Report], placed: Sequence[list[_Report]]) -> int | None:
    """Where the step stands that the same sentence tells just before this one."""
    step = group[0][0]
    for number in reversed(range(len(placed))):
        for other, _ in placed[number]:
            same = (other.document, other.sentence_start) == (step.document, step.sentence_start)
            if same and other.start < step.start:
                return number
    return None
