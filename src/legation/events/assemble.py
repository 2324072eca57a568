"""Predicates to events: who acts on whom, when, where, how sure, and who says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Final

from legation.clauses.attribution import Attributions, unsaid
from legation.events.confidence import load_confidence, with_confidence
from legation.events.narrative import carry_dates, names_a_paper
from legation.events.partners import with_partners
from legation.events.ranking import Told, load_weights, settle_parties
from legation.events.roles import parties
from legation.events.twins import needless
from legation.lexicons.actors import ActorLexicon
from legation.model.clause import Predicate
from legation.model.codes import Status, plover_type
from legation.model.edtf import day_range
from legation.model.quantity import Quantity, When
from legation.model.reading import Draft
from legation.model.records import Event
from legation.model.span import Span

# What a request, proposal or refusal speaks of has not happened: it is proposed.
_PROPOSING: Final = frozenset({"REQUEST", "REJECT"})
# PLOVER codes one category for a promise or threat: its content is no event of its own.
_CLOSED: Final = frozenset({"AGREE", "THREATEN"})
# What is asked for is given to the one who asks.
_GIVEN: Final = frozenset({"AID", "COOPERATE", "SUPPORT", "AGREE", "CONCEDE"})
# Words behind which an earlier date of the sentence no longer holds.
_MOVES_ON: Final = re.compile(
    r"但|随后|其后|之后|后来|然后|今年|现在|如今|目前|此后|"
    r"\b(?:but|then|later|since|before|after|now|today)\b"
)
_IF: Final = re.compile(r"如果|若|一旦|除非|只要|的话|倘|假|\bif\b|unless")
# From this probability on, a trigger whose clause names nobody is given parties of the text around.
_SURE: Final = 0.5
# To demand, blame or refuse is to speak: told of the speaker, not by him.
_UTTERANCES: Final = frozenset({"REQUEST", "ACCUSE", "REJECT"})
# Unnamed sources say things; they do nothing that PLOVER codes.
_NOBODY: Final = frozenset({"experts", "observers", "media", "sources", "documents"})


def assemble(draft: Draft, lexicon: ActorLexicon) -> list[Event]:
    """The events of a draft whose predicates, speeches, dates and quantities are known."""
    return Assembler(draft, lexicon).run()


class Assembler:
    """Turns the predicates of one draft into events."""

    def __init__(self, draft: Draft, lexicon: ActorLexicon) -> None:
        self.draft, self.lexicon = draft, lexicon
        self.attributions = Attributions(draft)

    def run(self) -> list[Event]:
        """The events, with the sides and dates that their clauses leave out."""
        captions = {s.span for s in self.draft.sentences if s.kind == "caption"}
        weights = load_weights()
        if weights is None:
            events = with_partners([told.event for told in self.stories()], self.draft)
        else:
            events = settle_parties(self.stories(), self.draft, weights)
        events = [_told_of(event) for event in events if event.actors or event.recipients]
        dated = carry_dates(_share_dates(events, captions), self.draft)
        return with_confidence(dated, load_confidence())

    def stories(self) -> list[Told]:
        """Events as their clauses alone give them, in the order of the text."""
        skipped = needless(self.draft.predicates)
        told: dict[tuple[Span, str, str | None], Told] = {}
        for number, predicate in enumerate(self.draft.predicates):
            if number in skipped or self._is_content(predicate):
                continue
            for event in self._events(predicate):
                told.setdefault((event.span, event.type, event.date), Told(event, predicate))
        return sorted(told.values(), key=lambda one: one.event.span)

    def _parent(self, predicate: Predicate) -> Predicate | None:
        return None if predicate.parent is None else self.draft.predicates[predicate.parent]

    def _is_content(self, predicate: Predicate) -> bool:
        """Whether this is what a promise or threat promises, which is not coded apart."""
        parent = self._parent(predicate)
        return (
            parent is not None
            and parent.frame.type in _CLOSED
            and not (predicate.status == "conditional" and _IF.search(predicate.status_reason))
        )

    def _events(self, predicate: Predicate) -> list[Event]:
        actors, recipients = self._parties(predicate)
        if not actors and not recipients and not self._is_sure(predicate):
            return []
        dates: list[When | None] = [*self._dates(predicate)] or [None]
        return [
            event for when in dates if (event := self._event(predicate, actors, recipients, when))
        ]

    def _is_sure(self, predicate: Predicate) -> bool:
        """Whether an event is told even though its clause names nobody: the text around may."""
        chance = self.draft.chance(predicate.sentence, predicate.span)
        return chance is not None and chance >= _SURE

    def _parties(self, predicate: Predicate) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Mentions of both sides; who asks for help gets it, who hosts a meeting is visited."""
        actors, recipients = parties(predicate)
        parent = self._parent(predicate)
        if parent is not None and parent.frame.roles == "ask":
            asking, asked = parties(parent)
            taken_over = any(
                a.slot == "subject" and a.how.startswith(("carried", "subject of"))
                for a in predicate.arguments
            )
            if not actors or (taken_over and asked and set(actors) == set(asking)):
                actors = asked
            if not recipients and predicate.frame.type in _GIVEN and set(actors) == set(asked):
                recipients = asking
        if predicate.frame.type == "CONSULT" and not recipients and len(actors) == 2:
            actors, recipients = self._hosted(predicate, actors)
        return actors, recipients

    def _hosted(
        self, predicate: Predicate, actors: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """A meeting in the country of one side is a visit by the other."""
        place = self._place(predicate)
        hosts = tuple(
            n for n in actors if place and any(r[:3] == place for r in self._ids([n], None))
        )
        guests = tuple(n for n in actors if n not in hosts)
        return (guests, hosts) if hosts and guests else (actors, ())

    def _event(
        self,
        predicate: Predicate,
        actors: Sequence[int],
        recipients: Sequence[int],
        when: When | None,
    ) -> Event | None:
        date = when.edtf if when is not None else None
        acting, receiving = self._ids(actors, date), self._ids(recipients, date)
        receiving = tuple(one for one in receiving if one not in acting) if acting else receiving
        if not acting and not receiving:
            return None
        status, reason = self._status(predicate)
        chain = self.attributions.chain(predicate.span, predicate.sentence)
        frame = predicate.frame
        return Event(
            span=predicate.span,
            type=frame.type,
            plover_type=plover_type(frame.type, status),
            modes=(frame.mode,) if frame.mode else (),
            contexts=frame.contexts,
            actors=acting,
            recipients=receiving,
            actor_mentions=tuple(actors),
            recipient_mentions=tuple(recipients),
            date=date,
            place=self._place(predicate),
            status=status,
            attribution=chain,
            attribution_countries=tuple(self._country(one, date) for one in chain),
            quantities=self._quantities(predicate),
            sentence=self.draft.sentences[predicate.sentence].span,
            frame=frame.id,
            reasons=self._reasons(predicate, reason, when),
        )

    def _reasons(
        self, predicate: Predicate, status: str, when: When | None
    ) -> tuple[tuple[str, str], ...]:
        found = [(f"{a.slot}", a.how) for a in predicate.arguments]
        found.append(("status", status))
        if when is not None:
            found.append(("date", f"{when.span.cut(self.draft.document.text)} ({when.basis})"))
        return tuple(found)

    def _ids(self, mentions: Iterable[int], date: str | None) -> tuple[str, ...]:
        """Ids as they act in an event: a person by the office held on the date."""
        out: list[str] = []
        for number in mentions:
            mention = self.draft.mentions[number]
            roles = mention.roles or mention.actors
            for actor, role in zip(mention.actors, roles, strict=True):
                if actor in _NOBODY:
                    continue
                out.append(self._role(actor, date) or role)
        return tuple(dict.fromkeys(out))

    def _role(self, actor: str, date: str | None) -> str | None:
        """The office of a person of the lexicon on a date, else None."""
        if actor.startswith("P:") and actor in self.lexicon.entities:
            return self.lexicon.role_on(actor, date or self.draft.document.published)
        return None

    def _country(self, actor: str, date: str | None) -> str | None:
        role = self._role(actor, date)
        if role is None and actor.startswith("P:"):
            role = next(
                (
                    m.roles[0]
                    for m in self.draft.mentions
                    if m.actors == (actor,) and m.roles and m.roles[0] != actor
                ),
                None,
            )
        return role[:3] if role is not None and ":" not in role[:3] else None

    def _status(self, predicate: Predicate) -> tuple[Status, str]:
        speeches = self.attributions.speeches(predicate.span, predicate.sentence)
        if unsaid(speeches) and predicate.status in ("actual", "ongoing"):
            return "denied", "inside a denial"
        parent = self._parent(predicate)
        wanted = parent is not None and parent.frame.type in _PROPOSING
        if parent is not None and wanted and predicate.status in ("actual", "planned", "ongoing"):
            return "proposed", f"what is {parent.frame.trigger}"
        return predicate.status, predicate.status_reason

    def _dates(self, predicate: Predicate) -> list[When]:
        """Dates of the clause (several where 2019年和2024年 share a verb), else of the sentence."""
        sentence = self.draft.sentences[predicate.sentence].span
        dated = [
            when
            for when in self.draft.dates
            if sentence.holds(when.span) and when.edtf and not names_a_paper(when, self.draft)
        ]
        inside = [when for when in dated if predicate.clause.holds(when.span)]
        if inside:
            nearest = min(inside, key=lambda when: _distance(when.span, predicate.span))
            return [nearest, *(w for w in inside if w is not nearest and self._joined(w, nearest))]
        before = [
            when
            for when in dated
            if when.span.start < predicate.span.start
            and not _MOVES_ON.search(self.draft.folded, when.span.end, predicate.span.start)
        ]
        joined = before[-2:-1] if len(before) > 1 and self._joined(before[-2], before[-1]) else []
        return [*joined, *before[-1:]]

    def _joined(self, one: When, other: When) -> bool:
        first, second = sorted((one.span, other.span))
        return self.draft.folded[first.end : second.start].strip() in (
            "和",
            "与",
            "及",
            "、",
            "and",
        )

    def _place(self, predicate: Predicate) -> str | None:
        for argument in predicate.arguments:
            if argument.slot != "in":
                continue
            for number in argument.mentions:
                for actor in self.draft.mentions[number].actors:
                    if actor[:3].isupper() and ":" not in actor:
                        return actor[:3]
        return None

    def _quantities(self, predicate: Predicate) -> tuple[Quantity, ...]:
        """Quantities of the clause that stand nearer to this trigger than to any other."""
        others = [
            p.span
            for p in self.draft.predicates
            if p.sentence == predicate.sentence and p.span != predicate.span
        ]
        return tuple(
            quantity
            for quantity in self.draft.quantities
            if predicate.clause.holds(quantity.span)
            and all(
                _distance(quantity.span, predicate.span) <= _distance(quantity.span, other)
                for other in others
            )
        )


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _told_of(event: Event) -> Event:
    """Without the last source where that is who speaks in this very act: 他表示遗憾，并要求赔偿.

    Chinese strings acts of speech together; what stands behind the first is no content of it.
    """
    spoken = event.type in _UTTERANCES and event.status in ("actual", "ongoing")
    language, _, part, *_ = (*event.frame.split("/"), "", "")
    if not (event.attribution and spoken and language == "zh" and part == "v"):
        return event
    speaker, home = event.attribution[-1], event.attribution_countries[-1]
    state = home or (speaker[:3] if ":" not in speaker else None)
    if not any(one == speaker or one.partition(".")[0] == state for one in event.actors):
        return event
    return replace(
        event,
        attribution=event.attribution[:-1],
        attribution_countries=event.attribution_countries[:-1],
    )


def _share_dates(events: list[Event], captions: Set[Span]) -> list[Event]:
    """An act told again without its date has the date it was told with: same type, same dyad.

    Only where the dates that the document gives for it can be one day. A caption's date is that
    of its picture, so for an act that the body dates the body is right.
    """
    known: defaultdict[object, set[str]] = defaultdict(set)
    for event in events:
        if event.date and event.status == "actual" and event.sentence not in captions:
            for act in _acts(event):
                known[act].add(event.date)
    out = []
    for event in events:
        told = [known.get(act, set()) for act in _acts(event)]
        shared = _one(set().union(*told)) if all(told) else None
        open_ = event.date is None or event.sentence in captions
        if open_ and event.status == "actual" and shared not in (None, event.date):
            why = ("date", "the same act is dated elsewhere here")
            event = replace(event, date=shared, reasons=(*event.reasons, why))
        out.append(event)
    return out


def _one(dates: set[str]) -> str | None:
    """The most precise of dates that can all be the same day; None where two cannot."""
    spans = {day_range(text): text for text in dates}
    if not spans or any(first is None or last is None for first, last in spans):
        return next(iter(dates)) if len(dates) == 1 else None
    latest = max(first for first, _ in spans if first)
    earliest = min(last for _, last in spans if last)
    if latest > earliest:
        return None
    return min(spans.items(), key=lambda entry: (_length(entry[0]), entry[1]))[1]


def _length(days: tuple[date | None, date | None]) -> int:
    first, last = days
    return (last - first).days if first and last else 10**6


def _acts(event: Event) -> set[tuple[str, str | None, str | None]]:
    """Type and country of actor and recipient, for each pair: two asked are asked one by one."""
    actors, recipients = _countries(event.actors), _countries(event.recipients)
    return {(event.type, actor, recipient) for actor, recipient in product(actors, recipients)}


def _countries(side: Iterable[str]) -> set[str | None]:
    return {one[:3] for one in side} or {None}
