"""What stands around an act without being party to it: its place, and the doer's own means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from legation.clauses.english_subjects import Noun
from legation.clauses.english_tree import Tree
from legation.clauses.english_triggers import Hit
from legation.model.clause import Argument
from legation.model.codes import EventType
from legation.model.frame import Slot
from legation.model.mention import Mention

_INSIDE: Final = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout"})
_PLACES: Final = frozenset({"place", "name", "metonym", "gloss"})
# Acts done with or through somebody of one's own: "sent its army", "promised troops".
_OWN_MEANS: Final[frozenset[EventType]] = frozenset(
    {"MOBILIZE", "AID", "COOPERATE", "AGREE", "CONCEDE", "RETREAT", "SANCTION", "SUPPORT"}
)
_OWN_ARMS: Final = frozenset({"", "MIL", "COP", "SPY"})


def without_own(
    hit: Hit, found: dict[tuple[Slot, int], Argument], mentions: Sequence[Mention]
) -> None:
    """Empties objects that are the doer's own means: nobody is sent against his own army."""
    if hit.frame.type not in _OWN_MEANS or not mentions:
        return
    doers = {
        role[:3]
        for (slot, _), argument in found.items()
        if slot == "subject"
        for place in argument.mentions
        for role in _roles(mentions[place])
    }
    for (slot, head), argument in found.items():
        if slot in ("object", "of", "for") and argument.mentions:
            others = tuple(m for m in argument.mentions if not _is_own(mentions[m], doers))
            found[slot, head] = replace(argument, mentions=others)


def _is_own(mention: Mention, doers: set[str]) -> bool:
    roles = _roles(mention)
    return bool(roles) and all(
        ":" not in role and role[:3] in doers and role[4:] in _OWN_ARMS for role in roles
    )


def places(tree: Tree, hit: Hit) -> Iterator[Noun]:
    """Where it was: in-phrases with a place, wherever in the clause the parser hung them."""
    verb = hit.verb if hit.verb is not None else hit.token
    subject = tree.kid(verb, "nsubj", "nsubjpass")
    outside = set(tree.subtree(subject)) if subject is not None else set()
    inside = tree.clause(verb) if hit.verb is not None else tree.subtree(verb)
    for token in inside:
        if tree.deps[token] != "prep" or tree.words[token] not in _INSIDE or token in outside:
            continue
        noun = tree.kid(token, "pobj")
        if noun is not None and tree.named[noun] >= 0 and tree.kinds[noun] in _PLACES:
            yield Noun(noun, f"after {tree.words[token]}, in the clause")


def _roles(mention: Mention) -> tuple[str, ...]:
    return mention.roles or mention.actors
