"""Small readings built by hand: who says what, for tests of what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.dossier.readings import at, document

from legation.dossier import Dossier
from legation.model.codes import EventType, Status
from legation.model.document import Block, Language, Sentence
from legation.model.mention import Mention
from legation.model.quantity import Quantity
from legation.model.reading import Reading
from legation.model.records import Cause, Claim, ClaimKind, Event, Layer, Tie
from legation.model.span import Span

_END = re.compile(r"[。！？]|[.!?](?=\s|$)|$")


@dataclass
class Told:
    """A text to which records are added by the words they stand on."""

    name: str
    text: str
    language: Language = "en"
    outlet: str | None = None
    published: str = "2025-06-10"
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the text; each is a paragraph of its own."""
        found: list[Sentence] = []
        start = 0
        for end in _END.finditer(self.text):
            if self.text[start : end.end()].strip():
                span = Span(start, end.end())
                found.append(Sentence(span, "body", self.language, len(found) + 1))
            start = end.end()
        return tuple(found)

    def _sentence(self, span: Span) -> Span:
        return next(s.span for s in self.sentences if s.span.start <= span.start < s.span.end)

    def mention(self, words: str, actor: str, role: str | None = None) -> Told:
        """Somebody named; `role` is the id under which he acts."""
        span = at(self.text, words)
        self.mentions.append(Mention(span, (actor,), "name", "given", (role,) if role else ()))
        return self

    def event(
        self,
        words: str,
        type: EventType,  # noqa: A002
        dyad: tuple[str, str],
        date: str | None,
        status: Status = "actual",
        by: tuple[str, ...] = (),
        modes: tuple[str, ...] = (),
        place: str | None = None,
        quantities: tuple[Quantity, ...] = (),
    ) -> Told:
        """An event whose frame is named after its words."""
        span = at(self.text, words)
        self.events.append(
            Event(
                span=span,
                type=type,
                plover_type=type,
                modes=modes,
                contexts=(),
                actors=(dyad[0],),
                recipients=(dyad[1],),
                actor_mentions=(),
                recipient_mentions=(),
                date=date,
                place=place,
                status=status,
                attribution=by,
                attribution_countries=(None,) * len(by),
                quantities=quantities,
                sentence=self._sentence(span),
                frame=f"{self.language[:2]}/{words}/v/{type}",
            )
        )
        return self

    def claim(
        self,
        cue: str,
        speaker: str,
        content: str,
        about: tuple[str, ...] = (),
        kind: ClaimKind = "assertion",
        answers: str | None = None,
    ) -> Told:
        """What somebody says; `answers` is the cue of the claim that it answers."""
        span = at(self.text, cue)
        answered = None if answers is None else at(self.text, answers)
        self.claims.append(
            Claim(
                span=span,
                speaker=speaker,
                speaker_mention=None,
                form="indirect",
                kind=kind,
                content=at(self.text, content),
                about=about,
                chain=(),
                sentence=self._sentence(span),
                answers=answered,
            )
        )
        return self

    def cause(
        self, link: str, cause: str, layer: Layer, actor: str, by: tuple[str, ...] = ()
    ) -> Told:
        """A reason that is given for what somebody does."""
        span = at(self.text, link)
        self.causes.append(
            Cause(span, None, at(self.text, cause), layer, actor, by, False, self._sentence(span))
        )
        return self

    def tie(
        self, words: str, ends: tuple[str, str], value: float, unit: str, by: tuple[str, ...]
    ) -> Told:
        """A loan of a size in the years 2010 to 2015."""
        span = at(self.text, words)
        whole = self._sentence(span)
        self.ties.append(
            Tie(
                *(span, *ends, "lending", False, value, unit, "exact", None),
                *("2010/2015", None, by, whole),
            )
        )
        return self

    def reading(self) -> Reading:
        """The reading of the text."""
        block = Block(Span(0, len(self.text)), "body", self.language, 1)
        made = replace(
            document(self.name, self.text),
            outlet=self.outlet,
            published=self.published,
            blocks=(block,),
        )
        return Reading(
            document=made,
            reader="rules@1",
            sentences=self.sentences,
            mentions=tuple(self.mentions),
            events=tuple(self.events),
            claims=tuple(self.claims),
            ties=tuple(self.ties),
            causes=tuple(self.causes),
        )


def dossier_of(folder: Path, texts: Iterable[Told]) -> Dossier:
    """A dossier on disk that holds the texts, open for reading."""
    path = folder / "told.duckdb"
    with Dossier.open(path, write=True) as opened:
        opened.add([text.reading() for text in texts])
    return Dossier.open(path)
