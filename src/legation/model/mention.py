"""Mentions: stretches of text that stand for actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legation.model.span import Span

MentionKind = Literal[
    "name",
    "gloss",
    "abbreviation",
    "metonym",
    "nominal",
    "pronoun",
    "collective",
    "source",
    "place",
    "org",
    "adjective",
    "credit",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span and the actor ids it stands for: several for 雙方, none where nothing resolved it.

    `roles` are the ids to use when the mention acts in an event, parallel to `actors`: the office
    held on the date, so that P:nicolas-maduro acts as VEN.GOV. `basis` says what resolved it.
    """

    span: Span
    actors: tuple[str, ...]
    kind: MentionKind
    basis: str
    roles: tuple[str, ...] = ()
