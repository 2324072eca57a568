"""From grammatical slots to actors and recipients, by the roles of a frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from legation.model.clause import Predicate
from legation.model.frame import Slot

Slots = Mapping[Slot, tuple[int, ...]]
Parties = tuple[tuple[int, ...], tuple[int, ...]]
"""Mentions of the actors, mentions of the recipients."""


def parties(predicate: Predicate) -> Parties:
    """Mentions that act and mentions that receive; either may be empty."""
    slots: dict[Slot, tuple[int, ...]] = {}
    for argument in predicate.arguments:
        slots[argument.slot] = slots.get(argument.slot, ()) + argument.mentions
    actors, recipients = _RULES[predicate.frame.roles](slots, predicate.passive)
    if predicate.frame.language == "zh" and predicate.frame.roles == "act":
        together = slots.get("with", ())  # 与日本联名谴责: with whom, not whom
        actors = tuple(dict.fromkeys((*actors, *together))) if actors else actors
    recipients = tuple(number for number in recipients if number not in actors)
    return actors, recipients


def _first(slots: Slots, *names: Slot) -> tuple[int, ...]:
    """The mentions of the first slot that has any."""
    return next((slots[name] for name in names if slots.get(name)), ())


def _all(slots: Slots, *names: Slot) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for name in names for number in slots.get(name, ())))


def _act(slots: Slots, passive: bool) -> Parties:
    if passive:
        return _first(slots, "by", "from"), _first(slots, "subject", "object")
    if slots.get("by") and slots.get("subject"):  # 墨西哥由美国提供情报
        return slots["by"], _first(slots, "to", "object", "subject")
    recipients = _first(slots, "against", "to", "object", "of", "for", "with", "from")
    return _first(slots, "subject", "by"), recipients


def _self(slots: Slots, passive: bool) -> Parties:
    actors = _first(slots, "by") if passive else _first(slots, "subject", "by", "object", "of")
    return actors, _first(slots, "against", "from")


def _with(slots: Slots, passive: bool) -> Parties:
    del passive
    return _all(slots, "subject", "with", "by", "object", "to"), ()


def _visit(slots: Slots, passive: bool) -> Parties:
    if passive:
        return _first(slots, "by"), _first(slots, "subject")
    return _first(slots, "subject", "of"), _first(slots, "object", "to", "in", "with")


def _from(slots: Slots, passive: bool) -> Parties:
    del passive
    return _first(slots, "from", "by", "object", "of"), _first(slots, "subject")


def _undergo(slots: Slots, passive: bool) -> Parties:
    del passive
    return _first(slots, "by", "from", "object"), _first(slots, "subject", "of")


def _ask(slots: Slots, passive: bool) -> Parties:
    if passive:
        return _first(slots, "by"), _first(slots, "subject")
    return _first(slots, "subject", "by"), _first(slots, "to", "object", "of", "from", "against")


def _offer(slots: Slots, passive: bool) -> Parties:
    if passive:
        return _first(slots, "by"), _first(slots, "to", "subject")
    return _first(slots, "subject", "by"), _first(slots, "to", "object", "with", "for", "of")


def _war(slots: Slots, passive: bool) -> Parties:
    del passive
    return _all(slots, "subject", "with", "object", "against", "of", "by"), ()


def _of(slots: Slots, passive: bool) -> Parties:
    del passive
    return _first(slots, "by"), _first(slots, "of", "subject", "object")


def _agentless(slots: Slots, passive: bool) -> Parties:
    del passive
    return _first(slots, "by"), _first(slots, "subject", "object", "of")


_RULES: Final[Mapping[str, Callable[[Slots, bool], Parties]]] = {
    "act": _act,
    "self": _self,
    "with": _with,
    "visit": _visit,
    "from": _from,
    "undergo": _undergo,
    "ask": _ask,
    "offer": _offer,
    "war": _war,
    "of": _of,
    "agentless": _agentless,
}
