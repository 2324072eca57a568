"""The last step: drop mentions that stand for somebody only if something is done by or to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from legation.mentions.bodies import UNLESS_USED
from legation.model.reading import Draft
from legation.model.records import Claim, Event


def settle_mentions(draft: Draft) -> None:
    """Drop unused regions and vehicles, and renumber the mentions that events and claims hold."""
    used = set(_used(draft.events, draft.claims))
    kept = [
        number
        for number, mention in enumerate(draft.mentions)
        if number in used or not mention.basis.startswith(UNLESS_USED)
    ]
    if len(kept) == len(draft.mentions):
        return
    new = {old: number for number, old in enumerate(kept)}
    draft.mentions = [draft.mentions[number] for number in kept]
    draft.events = [
        replace(
            event,
            actor_mentions=tuple(new[n] for n in event.actor_mentions),
            recipient_mentions=tuple(new[n] for n in event.recipient_mentions),
        )
        for event in draft.events
    ]
    draft.claims = [
        claim
        if claim.speaker_mention is None
        else replace(claim, speaker_mention=new[claim.speaker_mention])
        for claim in draft.claims
    ]


def _used(events: Iterable[Event], claims: Iterable[Claim]) -> Iterable[int]:
    for event in events:
        yield from event.actor_mentions
        yield from event.recipient_mentions
    for claim in claims:
        if claim.speaker_mention is not None:
            yield claim.speaker_mention
