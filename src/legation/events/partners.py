"""The side of an act that its clause leaves out, from the acts told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from legation.model.records import Event
from legation.model.span import Span

# Acts that are done to somebody: PLOVER asks for their recipient.
_TO_SOMEBODY: Final = frozenset(
    {"AID", "AGREE", "REJECT", "REQUEST", "ACCUSE", "SANCTION", "THREATEN", "SUPPORT", "CONCEDE"}
)
_REACH: Final = 3


def with_partners(events: Sequence[Event], sentences: Sequence[Span]) -> list[Event]:
    """Events whose empty side is filled with the other side of the last act that names one.

    Only acts of the same actor within three sentences count; nothing is filled where two
    candidates differ in kind, and the reason is recorded.
    """
    number = {span: index for index, span in enumerate(sentences)}
    done: list[Event] = []
    for event in events:
        if event.actors and not event.recipients and event.type in _TO_SOMEBODY:
            event = _filled(event, done, number)  # noqa: PLW2901
        done.append(event)
    return done


def _filled(event: Event, before: Sequence[Event], number: dict[Span, int]) -> Event:
    own = {_country(one) for one in event.actors}
    here = number[event.sentence]
    for earlier in reversed(before):
        if here - number[earlier.sentence] > _REACH:
            break
        sides = _other_side(own, earlier)
        if sides is None:
            continue
        ids, mentions = sides
        why = ("recipient", f"the other side of the act before: {earlier.frame}")
        return replace(
            event, recipients=ids, recipient_mentions=mentions, reasons=(*event.reasons, why)
        )
    return event


def _other_side(
    own: set[str], earlier: Event
) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """Ids and mentions of the side of an act on which `own` does not stand, or None."""
    actors = {_country(one) for one in earlier.actors}
    recipients = {_country(one) for one in earlier.recipients}
    if own & actors and recipients and not own & recipients:
        return earlier.recipients, earlier.recipient_mentions
    if own & recipients and actors and not own & actors:
        return earlier.actors, earlier.actor_mentions
    if own & actors and not recipients and len(actors) == 2:
        others = tuple(one for one in earlier.actors if _country(one) not in own)
        return (others, ()) if others else None
    return None


def _country(actor: str) -> str:
    return actor[:3] if ":" not in actor else actor
