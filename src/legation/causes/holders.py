"""Whose motive it is: the actor of the act that a motive explains."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from legation.causes.link import Link
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.span import Span

_SPOKEN: Final = frozenset({"REQUEST"})
_BLOWS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "REJECT", "PROTEST"})
_NO_HOLDER: Final = frozenset({"gloss", "credit", "place", "source"})


class Holders:
    """Answers who acts in a stretch of a draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._mentions = sorted(
            (mention for mention in draft.mentions if mention.actors),
            key=lambda mention: mention.span,
        )
        self._starts = [mention.span.start for mention in self._mentions]
        self._predicates = sorted(draft.predicates, key=lambda one: one.span)
        self._triggers = [predicate.span.start for predicate in self._predicates]
        self._country = {
            role if actor.startswith("P:") else actor: role
            for mention in draft.mentions
            for actor, role in zip(mention.actors, mention.roles or mention.actors, strict=True)
        } | {
            actor: role
            for mention in draft.mentions
            for actor, role in zip(mention.actors, mention.roles or mention.actors, strict=True)
            if actor.startswith("P:")
        }

    def actor(self, link: Link, effect: Span | None, sentence: int) -> str | None:
        """The role id of the actor whose motive the link gives; None if the text names none."""
        if link.holder is not None:
            named = self._last_before(link.holder) if link.said else self._first_in(link.holder)
            if named is not None:
                return named
        if effect is not None:
            found = self._subject(effect) or self._first_in(effect)
            if found is not None:
                return found
        start = self._draft.sentences[sentence].span.start
        return self._first_in(Span(start, max(start, link.cue.start)))

    def country(self, actor: str) -> str:
        """The country of an id, by the office that a person holds; the id itself if it has none."""
        role = self._country.get(actor, actor)
        role = role.removeprefix("officials:")
        return role.partition(".")[0]

    def speaks(self, effect: Span) -> bool:
        """Whether the act is a demand, which gives its own ground."""
        first, last = (
            bisect_left(self._triggers, effect.start),
            bisect_left(self._triggers, effect.end),
        )
        acts = self._predicates[first:last]
        return bool(acts) and acts[0].frame.type in _SPOKEN and acts[0].frame.pos == "v"

    def is_name(self, span: Span) -> bool:
        """Whether the span holds no more than the name of an actor."""
        return any(
            len(span) - len(mention.span) <= 1 and span.overlaps(mention.span)
            for mention in self._within(span)
        )

    def _subject(self, effect: Span) -> str | None:
        first, last = (
            bisect_left(self._triggers, effect.start),
            bisect_left(self._triggers, effect.end),
        )
        for predicate in self._predicates[first:last]:
            for argument in predicate.arguments:
                if argument.slot == "subject" and argument.mentions and not predicate.passive:
                    return _role(self._draft.mentions[argument.mentions[0]])
        return None

    def _first_in(self, span: Span) -> str | None:
        for mention in self._within(span):
            return _role(mention)
        return None

    def _last_before(self, span: Span) -> str | None:
        """The actor nearest before what is claimed: the one that claims it."""
        found = self._within(span)
        return _role(found[-1]) if found else None

    def _within(self, span: Span) -> list[Mention]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [one for one in self._mentions[first:last] if one.kind not in _NO_HOLDER]


def _role(mention: Mention) -> str | None:
    roles = mention.roles or mention.actors
    return roles[0] if roles else None


def blows(draft: Draft) -> dict[int, tuple[int, ...]]:
    """Starts of the triggers that tell of force, pressure or refusal, by sentence."""
    found: dict[int, tuple[int, ...]] = {}
    for predicate in draft.predicates:
        if predicate.frame.type in _BLOWS:
            found[predicate.sentence] = (*found.get(predicate.sentence, ()), predicate.span.start)
    return found
