"""Who can be a party: mentions by sentence, the ids they act under, and their countries."""

from __future__ import annotations

from typing import Final

from legation.mentions.bodies import UNLESS_USED
from legation.model.mention import Mention
from legation.model.reading import Draft

UNFIT: Final = frozenset({"credit", "gloss", "source", "place"})
"""Kinds of mentions that name no party."""


def party_rows(draft: Draft) -> list[list[tuple[int, Mention]]]:
    """Mentions that can be parties, by sentence, with their numbers."""
    rows: list[list[tuple[int, Mention]]] = [[] for _ in draft.sentences]
    at = 0
    for number, mention in enumerate(draft.mentions):
        while draft.sentences[at].span.end <= mention.span.start:
            at += 1
        if mention.kind not in UNFIT and not mention.basis.startswith(UNLESS_USED):
            rows[at].append((number, mention))
    return rows


def roles(mention: Mention) -> tuple[str, ...]:
    """Ids under which a mention acts."""
    return mention.roles or mention.actors


def country(actor: str) -> str:
    """The country of XXX and XXX.SECTOR; any other id as it is."""
    return actor[:3] if ":" not in actor else actor
