"""Who acts and who receives: candidates for either side of an act, and what speaks for each.

A candidate is what the clause itself gives (all mentions of a side together), any single actor
named in the sentence or shortly before, or nobody. `features` describes a candidate in words; a
linear model (events/data/parties.json, see docs/model-card-parties.md) weighs the words. Without
the model the rules of events/partners.py decide.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Final, Literal

from legation.clauses.speech_zh import is_media
from legation.events.candidates import country, party_rows, roles
from legation.events.pinned import read_pinned
from legation.model.clause import Predicate
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.records import Event
from legation.model.span import Span

Side = Literal["actor", "recipient"]
_REACH: Final = 3
# What the clause itself says stands unless another candidate is clearly likelier.
CLAUSE_MARGIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Ids for one side of an act with the mentions that hold them; no ids is nobody."""

    ids: tuple[str, ...]
    mentions: tuple[int, ...]
    origin: Literal["clause", "near", "nobody"]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the predicate it came from."""

    event: Event
    predicate: Predicate


class Ranker:
    """Ranks the candidates of one document's events, in the order they are told."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sentence_of = {s.span: number for number, s in enumerate(draft.sentences)}
        self.rows = party_rows(draft)
        self.shares = Counter(
            country(role) for row in self.rows for _, m in row for role in roles(m)
        )
        self.total = max(1, self.shares.total())
        self.history: Counter[tuple[str, str]] = Counter()
        self.last: Event | None = None
        self.settled: dict[Span, Event] = {}
        told = [{country(role) for _, m in row for role in roles(m)} for row in self.rows]
        titles = [n for n, s in enumerate(draft.sentences) if s.kind in ("title", "heading")]
        self.titled = {one for n in titles for one in told[n]}
        self.together = Counter(
            frozenset(pair) for row in told for pair in combinations(sorted(row), 2)
        )

    def remember(self, event: Event) -> None:
        """An event is settled: later ones may build on it."""
        self.settled[event.span] = event
        for actor in event.actors:
            for recipient in event.recipients:
                self.history[country(actor), country(recipient)] += 1
                self.history[country(recipient), country(actor)] += 1
        self.last = event

    def candidates(self, told: Told, side: Side) -> list[Candidate]:
        """Everybody who may stand on a side, the clause's own first, nobody last."""
        event = told.event
        given = event.actors if side == "actor" else event.recipients
        held = event.actor_mentions if side == "actor" else event.recipient_mentions
        other = event.recipients if side == "actor" else event.actors
        out = [Candidate(given, held, "clause")] if given else []
        seen = {given}
        here = self.sentence_of[event.sentence]
        for back in range(_REACH + 1):
            if here - back < 0:
                break
            for number, mention in reversed(self.rows[here - back]):
                for role in roles(mention):
                    if (role,) in seen or role in other or role in given or is_media(role):
                        continue
                    seen.add((role,))
                    out.append(Candidate((role,), (number,), "near"))
        return [*out, Candidate((), (), "nobody")]

    def features(self, told: Told, side: Side, candidate: Candidate) -> Iterator[str]:
        """What speaks for or against a candidate, as words; each counts once."""
        event, frame = told.event, told.predicate.frame
        kind = f"{side[0]}|{candidate.origin}"
        yield kind
        yield f"{kind}|{event.type}"
        yield f"{kind}|{frame.roles}|{frame.pos}|{'p' if told.predicate.passive else ''}"
        yield f"{kind}|{frame.language}"
        if candidate.origin == "nobody":
            yield f"{kind}|{event.type}|{event.modes[0] if event.modes else ''}"
            return
        other = event.recipients if side == "actor" else event.actors
        if candidate.origin == "clause":
            yield from self._clause_features(kind, told, side)
        yield from self._place_features(kind, told, candidate)
        yield from self._party_features(kind, event, side, candidate, other)
        yield from self._story_features(kind, told, side, candidate, other)

    def _clause_features(self, kind: str, told: Told, side: Side) -> Iterator[str]:
        slots = [argument.slot for argument in told.predicate.arguments]
        yield f"{kind}|slots|{'+'.join(sorted(set(slots)))}"
        for argument in told.predicate.arguments:
            if argument.slot == "subject":
                how = argument.how.split(" from ")[0].split(" of ")[0][:24]
                yield f"{kind}|how|{how}"
                yield f"{kind}|how|{how}|{told.predicate.frame.roles}"
        given = told.event.actors if side == "actor" else told.event.recipients
        yield f"{kind}|many|{len(given) > 1}"

    def _place_features(self, kind: str, told: Told, candidate: Candidate) -> Iterator[str]:
        """Where the candidate's mentions stand, seen from the trigger."""
        event = told.event
        here = self.sentence_of[event.sentence]
        places = set()
        for back in range(_REACH + 1):
            if here - back < 0:
                break
            row = self.rows[here - back]
            for order, (number, mention) in enumerate(row):
                if number in candidate.mentions or set(roles(mention)) & set(candidate.ids):
                    places.add(self._place(told, mention, back, order, len(row)))
        for place in sorted(places):
            yield f"{kind}|at|{place}"
            yield f"{kind}|at|{place}|{told.predicate.frame.roles}"
        nearest = self.draft.mentions[candidate.mentions[0]] if candidate.mentions else None
        if nearest is not None:
            yield f"{kind}|as|{nearest.kind}"
            slot = next(
                (a.slot for a in told.predicate.arguments if candidate.mentions[0] in a.mentions),
                "none",
            )
            yield f"{kind}|slot|{slot}|{told.predicate.frame.roles}"

    def _story_features(
        self, kind: str, told: Told, side: Side, candidate: Candidate, other: Sequence[str]
    ) -> Iterator[str]:
        """What the candidate does elsewhere: in the title, as a speaker, in the act above."""
        event, own = told.event, {country(one) for one in candidate.ids}
        if own & self.titled:
            yield f"{kind}|title|{event.type}"
        if own & {country(one) for one in event.attribution}:
            yield f"{kind}|speaks|{told.predicate.frame.roles}"
        parent = told.predicate.parent
        above = self.settled.get(self.draft.predicates[parent].span) if parent is not None else None
        if above is not None:
            acts = bool(own & {country(one) for one in above.actors})
            receives = bool(own & {country(one) for one in above.recipients})
            yield f"{kind}|above|{above.type}|{'a' if acts else ''}{'r' if receives else ''}"
        if other:
            met = max(self.together[frozenset((country(o), c))] for o in other for c in own)
            yield f"{kind}|together|{min(4, met)}"

    def _place(self, told: Told, mention: Mention, back: int, order: int, size: int) -> str:
        if back:
            where = "first" if order == 0 else "last" if order == size - 1 else "mid"
            return f"{back}{where}"
        clause = told.predicate.clause
        inside = "c" if clause.holds(mention.span) else ""
        if mention.span.end <= told.event.span.start:
            near = told.event.span.start - mention.span.end
            return f"0before{inside}{'n' if near <= 4 else ''}{'1st' if order == 0 else ''}"
        near = mention.span.start - told.event.span.end
        return f"0after{inside}{'n' if near <= 4 else ''}"

    def _party_features(
        self, kind: str, event: Event, side: Side, candidate: Candidate, other: Sequence[str]
    ) -> Iterator[str]:
        """Who the candidate is: sector, share of the document, dealings with the other side."""
        first = candidate.ids[0]
        sector = first[4:] if ":" not in first else first.split(":")[0]
        yield f"{kind}|sector|{sector}"
        yield f"{kind}|sector|{sector}|{event.type}"
        share = self.shares[country(first)] / self.total
        yield f"{kind}|share|{min(5, int(share * 10))}"
        sides = {country(one) for one in other}
        same = country(first) in sides
        yield f"{kind}|same|{same}|{bool(other)}"
        if same:
            yield f"{kind}|same|{event.type}|{sector}"
        past = max((self.history[country(one), country(first)] for one in other), default=0)
        yield f"{kind}|past|{min(2, past)}"
        if self.last is not None:
            was = "a" if first in self.last.actors else "r" if first in self.last.recipients else ""
            yield f"{kind}|was|{was}|{side}"
            if country(first) in {country(one) for one in self.last.actors}:
                yield f"{kind}|was|actor country"
            if country(first) in {country(one) for one in self.last.recipients}:
                yield f"{kind}|was|recipient country"


@cache
def load_weights() -> Mapping[str, float] | None:
    """The model's weights, or None where the package carries none.

    Raises CheckError if the file is not the one whose sha256 is pinned beside it.
    """
    content = read_pinned("parties")
    return None if content is None else dict(json.loads(content)["weights"])


def score(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """Sum of the weights of a candidate's features."""
    return sum(weights.get(word, 0.0) for word in words)


def settle_parties(
    stories: Sequence[Told], draft: Draft, weights: Mapping[str, float]
) -> list[Event]:
    """Events with the likeliest candidate on either side, told in order; reasons recorded."""
    ranker = Ranker(draft)
    out = []
    for told in stories:
        event = told.event
        if not _is_mutual(told):
            for side in ("actor", "recipient"):
                event = _choose(ranker, Told(event, told.predicate), side, weights)
        ranker.remember(event)
        out.append(event)
    return out


def _is_mutual(told: Told) -> bool:
    """A meeting or a war: its parties are all actors, as the clause gives them."""
    mutual = told.predicate.frame.roles in ("with", "war")
    return mutual and len({country(one) for one in told.event.actors}) >= 2


def _value(
    ranker: Ranker, told: Told, side: Side, candidate: Candidate, weights: Mapping[str, float]
) -> float:
    given = CLAUSE_MARGIN if candidate.origin == "clause" else 0.0
    return score(ranker.features(told, side, candidate), weights) + given


def _choose(ranker: Ranker, told: Told, side: Side, weights: Mapping[str, float]) -> Event:
    found = ranker.candidates(told, side)
    best = max(found, key=lambda one: _value(ranker, told, side, one, weights))
    event = told.event
    if best.origin == "clause":
        return event
    if best.origin == "near":
        words = ranker.draft.mentions[best.mentions[0]].span.cut(ranker.draft.document.text)
        why = f"implied: {words}"
    else:
        why = "nobody that the text names"
    reasons = (*event.reasons, (side, why))
    if side == "actor":
        return replace(event, actors=best.ids, actor_mentions=best.mentions, reasons=reasons)
    return replace(event, recipients=best.ids, recipient_mentions=best.mentions, reasons=reasons)
