"""One act told once: drops predicates that tell again what another of the same clause tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from legation.events.roles import parties
from legation.model.clause import Predicate

# Nouns of standing relations: an event only where the text says who does it for whom.
_RELATIONS: Final = frozenset({"AID", "COOPERATE", "SUPPORT", "AGREE", "CONCEDE"})
# Acts whose content names what is wanted: 尋求援助 is one request, not also an aid.
_WANTING: Final = frozenset({"REQUEST", "REJECT"})
_NEAR: Final = 14


def needless(predicates: Sequence[Predicate]) -> set[int]:
    """Indices of predicates that are no event of their own, with the reason in the rules below."""
    out: set[int] = set()
    for number, predicate in enumerate(predicates):
        if predicate.frame.pos == "n" and _is_relation_only(predicate):
            out.add(number)
            continue
        for other in range(max(0, number - 6), min(len(predicates), number + 7)):
            if other != number and other not in out and _tells(predicates, other, number):
                out.add(number)
                break
    return out


def _is_relation_only(predicate: Predicate) -> bool:
    """A noun such as 合作 or support whose two sides the clause does not name."""
    if predicate.frame.type not in _RELATIONS:
        return False
    actors, recipients = parties(predicate)
    if predicate.frame.roles == "with":
        return len(actors) < 2
    return not (actors and recipients) and predicate.status != "denied"


def _tells(predicates: Sequence[Predicate], one: int, other: int) -> bool:
    """Whether predicate `one` already tells what the noun `other` behind it names."""
    first, second = predicates[one], predicates[other]
    if first.sentence != second.sentence or first.clause != second.clause:
        return False
    gap = second.span.start - first.span.end
    noun = second.frame.pos == "n" or second.frame.trigger.endswith(("支持", "援助", "合作"))
    named = any(second.frame.trigger in need for need in first.frame.needs)
    if noun and named and 0 <= gap <= _NEAR and first.frame.roles not in ("ask", "offer"):
        return True  # 解除制裁: the word that made the verb an easing is no sanction
    if second.frame.type == first.frame.type:
        if 0 <= gap <= _NEAR and noun:
            return True  # 提供……援助, hold talks
        same = first.frame.mode == second.frame.mode and parties(first)[0] == parties(second)[0]
        return 0 <= gap <= 1 and same  # 肩并肩站在一起
    return first.frame.type in _WANTING and 0 <= gap <= _NEAR and second.frame.pos == "n"
