"""The command line with a reader that needs no models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner, Result
from tests.dossier.readings import at

from legation.cli.app import app
from legation.model.document import Document, Failure, Sentence
from legation.model.mention import Mention
from legation.model.reading import Reading
from legation.model.records import Event
from legation.model.span import Span


@dataclass
class FakeReader:
    """Finds in every text that France (法國) arrested (逮捕) somebody, and counts its documents."""

    name: str = "fake"
    version: str = "1"
    seen: int = 0
    broken: bool = False

    def read(
        self, documents: Iterable[Document], failed: Callable[[Failure], None] | None = None
    ) -> Iterator[Reading]:
        """One reading per document; it never breaks."""
        del failed
        for document in documents:
            self.seen += 1
            yield self._reading(document)

    def _reading(self, document: Document) -> Reading:
        text = document.text
        whole = Span(0, len(text.rstrip()))
        mentions: tuple[Mention, ...] = ()
        events: tuple[Event, ...] = ()
        if "逮捕" in text:
            mentions = (Mention(at(text, "法國"), ("FRA",), "name", "lexicon"),)
            trigger = Span(0, len(text) + 9) if self.broken else at(text, "逮捕")
            events = (_arrest(trigger, whole),)
        return Reading(
            document=document,
            reader=f"{self.name}@{self.version}",
            sentences=(Sentence(whole, "body", "zh-Hant-TW", 1),),
            mentions=mentions,
            events=events,
        )


def _arrest(trigger: Span, sentence: Span) -> Event:
    return Event(
        span=trigger,
        type="COERCE",
        plover_type="COERCE",
        modes=("arrest",),
        contexts=(),
        actors=("FRA",),
        recipients=("VEN.GOV",),
        actor_mentions=(0,),
        recipient_mentions=(),
        date="2026-01",
        place=None,
        status="actual",
        attribution=("O:afp", "experts"),
        attribution_countries=("FRA", None),
        quantities=(),
        sentence=sentence,
        frame="arrest-1",
        reasons=(("status", "no marker of another status"),),
    )


def run(*args: str, stdin: bytes | None = None) -> Result:
    """The result of a command, errors turned into exit codes as in a shell."""
    return CliRunner().invoke(app, list(args), input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    """Standard output as JSON lines; fails if anything else is there."""
    return [json.loads(line) for line in result.stdout.splitlines()]
