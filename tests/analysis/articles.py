"""Articles built by hand, with mentions and acts where a test says that they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tests.dossier.readings import READER, at

from legation.dossier import Dossier, Run
from legation.model.document import Block, BlockKind, Document, Language, Sentence
from legation.model.mention import Mention
from legation.model.reading import Reading
from legation.model.records import Event
from legation.model.span import Span


def article(
    name: str,
    *sentences: str,
    named: Iterable[tuple[str, str]] = (),
    acts: Iterable[tuple[str, str, str, str, str]] = (),
    language: Language = "zh-Hant-TW",
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
) -> Reading:
    """An article of sentences, one a line; `title` is the first of them.

    `named` are (words, id), `acts` are (trigger, actor, recipient, type, status); words stand for
    their first occurrence.
    """
    lines = ([title] if title else []) + list(sentences)
    text = "\n".join(lines)
    held, start = [], 0
    for number, line in enumerate(lines):
        kind: BlockKind = "title" if title and number == 0 else "body"
        held.append(Sentence(Span(start, start + len(line)), kind, language, number + 1))
        start += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    block = Block(Span(0, len(text)), "body", language, 1)
    document = Document(
        name,
        text,
        digest,
        f"{name}.txt",
        title=title,
        outlet=outlet,
        published=published,
        blocks=(block,),
    )
    mentions = tuple(Mention(at(text, words), (actor,), "name", "given") for words, actor in named)
    events = tuple(_event(text, held, *act) for act in acts)
    return Reading(document, READER, tuple(held), mentions, events)


def _event(
    text: str,
    held: list[Sentence],
    trigger: str,
    actor: str,
    recipient: str,
    kind: str,
    status: str,
) -> Event:
    span = at(text, trigger)
    (sentence,) = (s.span for s in held if s.span.start <= span.start < s.span.end)
    return Event(
        span=span,
        type=kind,  # type: ignore[arg-type]
        plover_type=kind,  # type: ignore[arg-type]
        modes=(),
        contexts=(),
        actors=(actor,),
        recipients=(recipient,),
        actor_mentions=(),
        recipient_mentions=(),
        date=None,
        place=None,
        status=status,  # type: ignore[arg-type]
        attribution=(),
        attribution_countries=(),
        quantities=(),
        sentence=sentence,
        frame="given",
        reasons=(),
    )


def make(path: Path, *readings: Reading) -> Path:
    """A dossier of the articles; its path."""
    with Dossier.open(path, write=True) as dossier:
        dossier.add(readings, run=Run(READER))
    return path
