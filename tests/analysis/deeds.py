"""Articles of lines, each with the acts, sayings and ties that are to be found in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.dossier.readings import READER

from legation.dossier import Dossier, Run
from legation.model.codes import EventType, Status
from legation.model.document import Block, Document, Language, Sentence
from legation.model.mention import Mention
from legation.model.quantity import Quantity
from legation.model.reading import Reading
from legation.model.records import Channel, Claim, ClaimKind, Event, Tie
from legation.model.span import Span

NAMES = {
    "法國": "FRA",
    "法国": "FRA",
    "France": "FRA",
    "馬利": "MLI",
    "马里": "MLI",
    "Mali": "MLI",
    "查德": "TCD",
    "乍得": "TCD",
    "Chad": "TCD",
}


@dataclass(frozen=True)
class Act:
    """An event whose trigger is the first `words` of its line."""

    words: str
    type: EventType
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    date: str | None = None
    status: Status = "actual"
    attribution: tuple[str, ...] = ()
    amount: str | None = None


@dataclass(frozen=True)
class Saying:
    """A claim whose cue is the first `words` of its line; the rest of the line is what is said."""

    words: str
    speaker: str
    kind: ClaimKind = "assertion"
    chain: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flow:
    """A tie that the first `words` of its line state."""

    words: str
    channel: Channel
    source: str
    target: str
    period: str | None = None
    undirected: bool = False


@dataclass(frozen=True)
class Line:
    """A sentence with what it tells."""

    text: str
    acts: tuple[Act, ...] = ()
    sayings: tuple[Saying, ...] = ()
    flows: tuple[Flow, ...] = ()
    start: int = field(default=0)

    def span(self, words: str) -> Span:
        """Where the first `words` of the line stand in the text."""
        start = self.start + self.text.index(words)
        return Span(start, start + len(words))

    @property
    def whole(self) -> Span:
        """The line itself."""
        return Span(self.start, self.start + len(self.text))


def article(
    name: str, *lines: Line, published: str | None = None, language: Language = "zh-Hant-TW"
) -> Reading:
    """A reading of the lines, in which every name of NAMES is a mention."""
    placed = list(_placed(lines))
    text = "\n".join(line.text for line in placed)
    digest = hashlib.sha256(text.encode()).hexdigest()
    block = Block(Span(0, len(text)), "body", language, 1)
    return Reading(
        Document(name, text, digest, f"{name}.txt", published=published, blocks=(block,)),
        READER,
        tuple(Sentence(line.whole, "body", language, n) for n, line in enumerate(placed, 1)),
        tuple(_mentions(text)),
        tuple(_event(line, act) for line in placed for act in line.acts),
        tuple(_claim(line, saying) for line in placed for saying in line.sayings),
        tuple(_tie(line, flow) for line in placed for flow in line.flows),
    )


def make(path: Path, *readings: Reading) -> Path:
    """A dossier of the readings; its path."""
    with Dossier.open(path, write=True) as dossier:
        dossier.add(readings, run=Run(READER))
    return path


def ids(path: Path, quote: str) -> list[str]:
    """Ids of the events with such a trigger."""
    with Dossier.open(path) as dossier:
        rows = dossier.sql("SELECT id FROM events WHERE quote = ? ORDER BY id", [quote]).rows()
    return [row["id"] for row in rows]


def _placed(lines: Iterable[Line]) -> Iterator[Line]:
    start = 0
    for line in lines:
        yield Line(line.text, line.acts, line.sayings, line.flows, start)
        start += len(line.text) + 1


def _mentions(text: str) -> Iterator[Mention]:
    for words, actor in NAMES.items():
        at = text.find(words)
        while at >= 0:
            yield Mention(Span(at, at + len(words)), (actor,), "name", "given")
            at = text.find(words, at + 1)


def _event(line: Line, act: Act) -> Event:
    amount = act.amount
    return Event(
        span=line.span(act.words),
        type=act.type,
        plover_type=act.type,
        modes=(),
        contexts=(),
        actors=act.actors,
        recipients=act.recipients,
        actor_mentions=(),
        recipient_mentions=(),
        date=act.date,
        place=None,
        status=act.status,
        attribution=act.attribution,
        attribution_countries=tuple(None for _ in act.attribution),
        quantities=() if amount is None else (Quantity(line.span(amount), 12.0, None, "exact"),),
        sentence=line.whole,
        frame="given",
    )


def _claim(line: Line, saying: Saying) -> Claim:
    cue = line.span(saying.words)
    return Claim(
        span=cue,
        speaker=saying.speaker,
        speaker_mention=None,
        form="indirect",
        kind=saying.kind,
        content=Span(cue.end, line.whole.end),
        about=(),
        chain=saying.chain,
        sentence=line.whole,
    )


def _tie(line: Line, flow: Flow) -> Tie:
    return Tie(
        span=line.span(flow.words),
        source=flow.source,
        target=flow.target,
        channel=flow.channel,
        undirected=flow.undirected,
        value=None,
        unit=None,
        bound=None,
        denominator=None,
        period=flow.period,
        period_text=None,
        attribution=(),
        sentence=line.whole,
    )
