"""Texts run through every stage of the default reader, for the tests of its single stages."""

from __future__ import annotations

from functools import cache

import opencc

from legation.documents import document_from_text
from legation.events.assemble import Assembler
from legation.events.partners import with_partners
from legation.lexicons.actors import load_actors
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.records import Claim, Event
from legation.reading import STAGES


@cache
def draft_of(text: str, published: str | None = "2025-06-15", region: str | None = None) -> Draft:
    """The draft of a text behind the last stage; 2025-06-15 is a Sunday."""
    draft = Draft(document_from_text(text, id="t", published=published, region=region))
    for stage in STAGES:
        stage.run([draft])
    return draft


@cache
def by_rules(text: str) -> tuple[Event, ...]:
    """Events whose empty sides the rules fill, as they do where no weights are at hand."""
    draft = Draft(document_from_text(text, id="t", published="2025-06-15"))
    for stage in STAGES:
        if stage.name == "events":
            break
        stage.run([draft])
    stories = Assembler(draft, load_actors()).stories()
    return tuple(with_partners([told.event for told in stories], draft))


@cache
def hans(text: str) -> str:
    """A text of Taiwan in Simplified characters; its wording stays."""
    return str(opencc.OpenCC("tw2s").convert(text))


def mention_at(draft: Draft, words: str, nth: int = 0) -> Mention | None:
    """The mention whose characters are `words`, folded or not; the `nth` of them."""
    text = draft.document.text
    found = [m for m in draft.mentions if m.span.cut(text) in (words, hans(words))]
    return found[nth] if nth < len(found) else None


def actors_at(draft: Draft, words: str, nth: int = 0) -> tuple[str, ...]:
    """Actor ids of the mention `words`; empty where there is none."""
    mention = mention_at(draft, words, nth)
    return () if mention is None else mention.actors


def named(draft: Draft) -> dict[str, str]:
    """Words of each mention -> its actors, joined by commas."""
    return {m.span.cut(draft.document.text): ",".join(m.actors) for m in draft.mentions}


def countries(actors: tuple[str, ...]) -> str:
    """Ids cut to their countries, sorted, joined by commas."""
    return ",".join(sorted({one if ":" in one else one[:3] for one in actors}))


def short(event: Event) -> str:
    """An event as "TYPE actors>recipients status", sides as countries."""
    sides = f"{countries(event.actors)}>{countries(event.recipients)}"
    return f"{event.type} {sides} {event.status}"


def events_of(text: str, published: str | None = "2025-06-15") -> list[str]:
    """All events of a text in short, in order."""
    return [short(event) for event in draft_of(text, published).events]


def event_of(text: str, kind: str, published: str | None = "2025-06-15") -> Event:
    """The only event of a type in a text."""
    (event,) = (e for e in draft_of(text, published).events if e.type == kind)
    return event


def claims_of(text: str) -> list[tuple[str, str | None, str, str, str | None]]:
    """Cue, speaker, form, kind and content of every claim of a text."""
    draft = draft_of(text)

    def row(claim: Claim) -> tuple[str, str | None, str, str, str | None]:
        content = claim.content.cut(draft.document.text) if claim.content is not None else None
        cue = claim.span.cut(draft.document.text)
        return cue, claim.speaker, claim.form, claim.kind, content

    return [row(claim) for claim in draft.claims]
