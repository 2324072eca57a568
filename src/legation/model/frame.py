"""Predicate frames: what a verb or noun means as an event, and where its actors stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legation.model.codes import EventType

Roles = Literal[
    "act", "self", "with", "visit", "from", "undergo", "ask", "offer", "war", "of", "agentless"
]
"""Where actor and recipient stand, seen from an active clause:

act      subject acts; object, or the noun phrase after 對/向/給/to/on/against, receives
self     subject acts on nobody; a recipient only where 對/針對/against names one
with     reciprocal: subject and the noun phrase after 與/和/with are both actors
visit    subject visits the object
from     subject receives; the noun phrase after 從/自/from acts
undergo  subject suffers it; the noun phrase after 被/由/by/from, or the modifier of the noun, acts
ask      subject asks; the person asked receives, and acts in the clause that follows (proposed)
offer    subject offers; the noun phrase after 向/to receives; the content is not coded
war      a named conflict: its sides are all actors
of       (nouns) the possessor or of-phrase receives: the arrest of X; by/由 acts
agentless  subject receives and nobody acts (was sanctioned; 受制裁)
"""

Slot = Literal["subject", "object", "to", "against", "with", "from", "by", "of", "in", "for"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One meaning of one trigger.

    `trigger`: Simplified characters for Chinese, the lemma for English ("crack down on").
    `needs`: at least one of these words must stand in the object (empty: no condition);
    "@actor", "@person", "@state", "@quantity" ask for a mention of that kind.
    `blocks`: none of these may stand in the object or touch the trigger.
    `region`: TW, HK, CN where the wording belongs to one side, else None.
    """

    id: str
    language: Literal["zh", "en"]
    trigger: str
    pos: Literal["v", "n"]
    type: EventType
    mode: str | None
    roles: Roles
    needs: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    region: str | None = None
    status: str | None = None

    @property
    def borrowed(self) -> bool:
        """Whether the lexicon lacks the trigger, and its type lends it the roles usual there."""
        return "/~/" in self.id
