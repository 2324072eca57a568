"""The side of an act that its clause leaves out, from what the document tells around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from legation.events.candidates import UNFIT, country, party_rows, roles
from legation.model.reading import Draft
from legation.model.records import Event

# Moves and marches have no recipient unless the text names one.
_ALONE: Final = frozenset({"MOBILIZE"})
_BYSTANDERS: Final = frozenset({"MED", "JRN", "EDU"})
_REACH: Final = 3
_ENOUGH: Final = 1.0
_HISTORY_CAP: Final = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    actor: str
    mention: int
    score: float
    why: str


def with_partners(events: Sequence[Event], draft: Draft) -> list[Event]:
    """Events whose empty side is filled with the likeliest counterpart, reason recorded.

    What counts for a counterpart: that it is named in the sentence or just before, that it stood
    on the other side in acts told before, and that the document speaks of it. A side stays empty
    where nothing counts enough. A protest without an addressee addresses its own government.
    """
    return _Partners(draft).run(events)


class _Partners:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sentence_of = {s.span: number for number, s in enumerate(draft.sentences)}
        self.rows = party_rows(draft)
        self.shares = Counter(
            country(role) for m in draft.mentions if m.kind not in UNFIT for role in roles(m)
        )
        self.history: Counter[tuple[str, str]] = Counter()

    def run(self, events: Sequence[Event]) -> list[Event]:
        done = []
        for event in events:
            filled = self._fill(event)
            self._remember(filled)
            done.append(filled)
        return done

    def _remember(self, event: Event) -> None:
        for actor in event.actors:
            for recipient in event.recipients:
                self.history[country(actor), country(recipient)] += 1
                self.history[country(recipient), country(actor)] += 1

    def _fill(self, event: Event) -> Event:
        if event.actors and not event.recipients and len(_sides(event.actors)) < 2:
            return self._recipient(event)
        if event.recipients and not event.actors:
            return self._actor(event)
        return event

    def _recipient(self, event: Event) -> Event:
        if event.type == "PROTEST":
            own = country(event.actors[0])
            government = f"{own}.GOV" if len(own) == 3 else None
            if government and government not in event.actors:
                why = ("recipient", "a protest addresses its own government")
                return replace(event, recipients=(government,), reasons=(*event.reasons, why))
        best = self._best(event, event.actors)
        if best is None or event.type in _ALONE:
            return event
        return replace(
            event,
            recipients=(best.actor,),
            recipient_mentions=(best.mention,),
            reasons=(*event.reasons, ("recipient", f"implied: {best.why}")),
        )

    def _actor(self, event: Event) -> Event:
        """Who acted on somebody, only where that side has acted on him before."""
        best = self._best(event, event.recipients)
        known = best is not None and any(
            self.history[country(best.actor), country(one)] for one in event.recipients
        )
        if best is None or not known:
            return event
        return replace(
            event,
            actors=(best.actor,),
            actor_mentions=(best.mention,),
            reasons=(*event.reasons, ("actor", f"implied: {best.why}")),
        )

    def _best(self, event: Event, own: Sequence[str]) -> _Candidate | None:
        here = self.sentence_of[event.sentence]
        found = [
            self._judge(role, number, here - back, here, own)
            for back in range(_REACH + 1)
            if here - back >= 0
            for number, mention in self.rows[here - back]
            for role in roles(mention)
            if role not in own and not _same_side(role, own) and role[4:] not in _BYSTANDERS
        ]
        best = max(found, key=lambda candidate: candidate.score, default=None)
        return best if best is not None and best.score >= _ENOUGH else None

    def _judge(
        self, role: str, number: int, sentence: int, here: int, own: Sequence[str]
    ) -> _Candidate:
        where = country(role)
        near = {0: 1.0, 1: 0.6, 2: 0.3}.get(here - sentence, 0.1)
        past = min(_HISTORY_CAP, sum(self.history[country(one), where] for one in own))
        share = self.shares[where] / max(1, self.shares.total())
        score = near + 0.8 * past + 1.5 * share
        why = "they have dealt with each other before" if past else "named beside it"
        return _Candidate(role, number, score, why)


def _sides(actors: Sequence[str]) -> set[str]:
    return {country(actor) for actor in actors}


def _same_side(role: str, own: Sequence[str]) -> bool:
    """Whether a role is of the acting side: of its country, unless two sectors face each other."""
    sector = role[4:]
    for one in own:
        if country(one) != country(role):
            continue
        other = one[4:]
        if ":" in role or not sector or not other or {sector, other} <= _STATE:
            return True
    return False


_STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
