"""Candidates for reciprocity: one side acts against another by way of a third, and is answered so.

A acts against B through C: it strikes a friend of B, or helps an opponent. Within some days B acts
against A through another D in the same way. That such a pair exists is no proof that one act
answers the other: in a busy time many do by chance. So every result says how often pairs come about
when the days of the acts are shuffled, and every row is an interpretation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from legation.analysis.tie_rows import library, make_table, on_side
from legation.dossier import Dossier, Table
from legation.errors import UsageError
from legation.situation.relations import Act, Relations, read_acts, relations_of

LABEL: Final = "interpretation: a candidate, not a finding"
_MOST: Final = 2_000_000
"""Pairs of acts that are shuffled; a thousand shuffles of so many take about a minute."""
_COLUMNS: Final = {
    "label": "text",
    "one": "text",
    "trigger": "text",
    "through": "text",
    "trigger_date": "text",
    "other": "text",
    "answer": "text",
    "elsewhere": "text",
    "answer_date": "text",
    "shortest_lag": "count",
    "longest_lag": "count",
    "reason": "text",
    "pairs_of_the_two": "count",
    "expected_by_chance": "number",
    "chance_of_as_many": "number",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger and what may be its answer. Lags in days, from the nearest to the farthest days
    that the dates may mean; `reason` says how either is against the other side.
    """

    trigger: Act
    answer: Act
    shortest: int
    longest: int
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How many candidates one pair of sides has, and has when days are shuffled.

    `expected`: mean over the shuffles. `as_many`: share of them (the real one counted in) with at
    least as many; near 1, the pair says nothing.
    """

    found: int
    expected: float
    as_many: float


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Candidates by shortest lag, with the base rate of each ordered pair (who began, who answers).

    `acts` were dated finely enough, `coarse` were not; `mixed` counts pairs of actors left out for
    being friends and opponents at once. `shuffles` and `seed` make the base rates again.
    """

    candidates: tuple[Candidate, ...]
    rates: Mapping[tuple[str, str], BaseRate]
    lag: int
    acts: int
    coarse: int
    mixed: int
    shuffles: int
    seed: int

    def table(self) -> Table:
        """One row per candidate, each with the base rate of its two sides."""
        return make_table(map(self._row, self.candidates), _COLUMNS)

    def _row(self, one: Candidate) -> dict[str, Any]:
        rate = self.rates[one.trigger.actor, one.answer.actor]
        return {
            "label": LABEL,
            "one": one.trigger.actor,
            "trigger": one.trigger.type,
            "through": one.trigger.recipient,
            "trigger_date": one.trigger.when,
            "other": one.answer.actor,
            "answer": one.answer.type,
            "elsewhere": one.answer.recipient,
            "answer_date": one.answer.when,
            "shortest_lag": one.shortest,
            "longest_lag": one.longest,
            "reason": one.reason,
            "pairs_of_the_two": rate.found,
            "expected_by_chance": rate.expected,
            "chance_of_as_many": rate.as_many,
            "evidence": list(one.evidence),
        }


def reciprocity(
    dossier: Dossier,
    actor: str | None = None,
    lag: int = 90,
    shuffles: int = 1000,
    seed: int = 0,
) -> Reciprocity:
    """Look for acts answered elsewhere within `lag` days.

    `actor` (a country takes in its bodies) began or answers. Friends are those with ties or
    cooperation, opponents those with sanctions or material conflict; both at once is mixed.

    Raises:
        UsageError: a lag or number of shuffles below 1, or too many acts to shuffle.
    """
    for name, value in (("lag", lag), ("shuffles", shuffles)):
        if value < 1:
            raise UsageError(f"{name} {value} is below 1; give a number of {_OF[name]}")
    acts, coarse = read_acts(dossier)
    relations = relations_of(dossier)
    possible = (
        pair
        for pair in _possible(acts, relations)
        if any(on_side(acts[at].actor, actor) for at in pair)
    )
    pairs = list(islice(possible, _MOST + 1))
    if len(pairs) > _MOST:
        raise UsageError(f"more than {_MOST:,} pairs of acts fit; name an actor who acts less")
    near = [pair for pair in pairs if _lags(acts, *pair)[0] <= lag and _lags(acts, *pair)[1] > 0]
    found = [_candidate(acts, pair, relations) for pair in near]
    return Reciprocity(
        candidates=tuple(sorted(found, key=lambda one: (one.shortest, one.trigger.first))),
        rates=_rates(acts, pairs, lag, shuffles, seed),
        lag=lag,
        acts=len(acts),
        coarse=coarse,
        mixed=len(relations.mixed),
        shuffles=shuffles,
        seed=seed,
    )


_OF: Final = {"lag": "days", "shuffles": "shuffles, such as 1000"}


def _possible(acts: Sequence[Act], relations: Relations) -> Iterator[tuple[int, int]]:
    """Pairs of acts whose parties fit, whatever their days: indices of trigger and answer."""
    against: dict[tuple[str, str], list[int]] = {}
    for at, act in enumerate(acts):
        for side in relations.hit_by(act):
            against.setdefault((act.actor, side), []).append(at)
    for (one, other), triggers in against.items():
        for trigger in triggers:
            for answer in against.get((other, one), ()):
                if acts[trigger].recipient != acts[answer].recipient:
                    yield trigger, answer


def _lags(acts: Sequence[Act], trigger: int, answer: int) -> tuple[int, int]:
    """Fewest and most days from trigger to answer; the fewest is not below 0."""
    one, other = acts[trigger], acts[answer]
    return max(0, (other.first - one.last).days), (other.last - one.first).days


def _candidate(acts: Sequence[Act], pair: tuple[int, int], relations: Relations) -> Candidate:
    trigger, answer = acts[pair[0]], acts[pair[1]]
    grounds = [
        relations.ground(trigger, answer.actor),
        relations.ground(answer, trigger.actor),
    ]
    rests_on = [name for _, ids in grounds for name in ids]
    return Candidate(
        trigger,
        answer,
        *_lags(acts, *pair),
        "; ".join(words for words, _ in grounds),
        tuple(dict.fromkeys([*trigger.evidence, *answer.evidence, *rests_on])),
    )


def _rates(
    acts: Sequence[Act], pairs: Sequence[tuple[int, int]], lag: int, shuffles: int, seed: int
) -> dict[tuple[str, str], BaseRate]:
    """Base rates by who began and who answers, over shuffles of the days among all acts."""
    if not pairs:
        return {}
    numpy = library("numpy")
    firsts = numpy.array([act.first.toordinal() for act in acts])
    lasts = numpy.array([act.last.toordinal() for act in acts])
    triggers, answers = (numpy.array(column) for column in zip(*pairs, strict=True))
    sides = sorted({(acts[one].actor, acts[other].actor) for one, other in pairs})
    group = numpy.array([sides.index((acts[one].actor, acts[other].actor)) for one, other in pairs])

    def count(order: Any) -> Any:
        begun, ended = firsts[order], lasts[order]
        shortest, longest = begun[answers] - ended[triggers], ended[answers] - begun[triggers]
        near = (shortest <= lag) & (longest > 0)
        return numpy.bincount(group[near], minlength=len(sides))

    random = numpy.random.default_rng(seed)
    real = count(numpy.arange(len(acts)))
    drawn = numpy.array([count(random.permutation(len(acts))) for _ in range(shuffles)])
    as_many = (1 + (drawn >= real).sum(axis=0)) / (shuffles + 1)
    return {
        side: BaseRate(int(real[at]), float(drawn[:, at].mean()), float(as_many[at]))
        for at, side in enumerate(sides)
    }
