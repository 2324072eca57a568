"""Readings built by hand, for tests of what comes after reading."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from legation.model.document import Block, Document, Sentence
from legation.model.mention import Mention
from legation.model.quantity import Quantity
from legation.model.reading import Reading
from legation.model.records import Cause, Claim, Event, Scenario, Tie
from legation.model.span import Span

READER = "rules@1"


@dataclass(frozen=True)
class Story:
    """A text and the words in it that records stand on."""

    text: str
    agency: str
    actor: str
    recipient: str
    arrest: str
    give: str
    euros: str
    said: str
    aid: str
    hedge: str
    link: str


HANT = Story(
    "法新社報道，法國上月逮捕馬杜羅，並將提供約三千萬歐元援助。",
    *("法新社", "法國", "馬杜羅", "逮捕", "提供", "約三千萬歐元", "報道", "援助", "將", "並"),
)
HANS = Story(
    "法新社报道，法国上月逮捕马杜罗，并将提供约三千万欧元援助。",
    *("法新社", "法国", "马杜罗", "逮捕", "提供", "约三千万欧元", "报道", "援助", "将", "并"),
)
ENGLISH = Story(
    "AFP said France arrested Maduro last month and will give about 30 million euros in aid.",
    *("AFP", "France", "Maduro", "arrested", "give", "about 30 million euros", "said"),
    *("aid", "will", "and"),
)
STORIES = (HANT, HANS, ENGLISH)


def document(name: str, text: str, path: str | None = None, **metadata: str) -> Document:
    """A document of one block."""
    block = Block(Span(0, len(text)), "body", "zh-Hant-TW", 1)
    digest = hashlib.sha256(text.encode()).hexdigest()
    where = f"{name}.txt" if path is None else path
    return Document(name, text, digest, where, blocks=(block,), **metadata)


def at(text: str, words: str) -> Span:
    """The span of the first occurrence of `words`."""
    start = text.index(words)
    return Span(start, start + len(words))


def reading(name: str = "story", story: Story = HANT, reader: str = READER) -> Reading:
    """A reading of a story, with something of every kind."""
    text = story.text
    whole = Span(0, len(text))
    mentions = (
        Mention(at(text, story.agency), ("O:afp",), "org", "lexicon"),
        Mention(at(text, story.actor), ("FRA",), "name", "lexicon"),
        Mention(at(text, story.recipient), ("P:nicolas-maduro",), "name", "lexicon", ("VEN.GOV",)),
    )
    return Reading(
        document=document(name, text),
        reader=reader,
        sentences=(Sentence(whole, "body", "zh-Hant-TW", 1),),
        mentions=mentions,
        events=_events(story),
        claims=(_claim(story),),
        ties=(_tie(story),),
        causes=(_cause(story),),
        scenarios=(_scenario(story),),
    )


def _events(story: Story) -> tuple[Event, Event]:
    text = story.text
    arrest = Event(
        span=at(text, story.arrest),
        type="COERCE",
        plover_type="COERCE",
        modes=("arrest",),
        contexts=("legal",),
        actors=("FRA",),
        recipients=("VEN.GOV",),
        actor_mentions=(1,),
        recipient_mentions=(2,),
        date="2025-12",
        place=None,
        status="actual",
        attribution=("O:afp",),
        attribution_countries=("FRA",),
        quantities=(),
        sentence=Span(0, len(text)),
        frame="arrest-1",
        reasons=(("status", "no marker of another status"),),
        confidence=0.8,
    )
    aid = replace(
        arrest,
        span=at(text, story.give),
        type="AID",
        plover_type="AGREE",
        modes=(),
        contexts=("economic",),
        date=None,
        status="planned",
        quantities=(Quantity(at(text, story.euros), 3e7, "EUR", "about"),),
        frame="give-1",
        confidence=0.4,
        reasons=(("status", "marker of the future before the trigger"),),
    )
    return arrest, aid


def _tie(story: Story) -> Tie:
    return Tie(
        span=at(story.text, story.aid),
        source="FRA",
        target="VEN",
        channel="lending",
        undirected=False,
        value=3e7,
        unit="EUR",
        bound="about",
        denominator=None,
        period="2005/2022",
        period_text=None,
        attribution=("O:afp",),
        sentence=Span(0, len(story.text)),
    )


def _claim(story: Story) -> Claim:
    return Claim(
        span=at(story.text, story.said),
        speaker="O:afp",
        speaker_mention=0,
        form="indirect",
        kind="assertion",
        content=at(story.text, story.arrest),
        about=("FRA",),
        chain=(),
        sentence=Span(0, len(story.text)),
    )


def _cause(story: Story) -> Cause:
    return Cause(
        span=at(story.text, story.link),
        effect=at(story.text, story.aid),
        cause=at(story.text, story.arrest),
        layer="official",
        motive_actor="FRA",
        attributed_to=(),
        negated=False,
        sentence=Span(0, len(story.text)),
    )


def _scenario(story: Story) -> Scenario:
    return Scenario(
        span=at(story.text, story.hedge),
        condition=None,
        outcome=at(story.text, story.aid),
        likelihood=story.hedge,
        band="likely",
        attributed_to=("O:afp",),
        tree=None,
        sentence=Span(0, len(story.text)),
    )


def plain(name: str, text: str, spans: tuple[Span, ...] = (), reader: str = READER) -> Reading:
    """A reading of any text that holds mentions only."""
    mentions = tuple(Mention(span, ("FRA",), "name", "given") for span in spans)
    return Reading(document(name, text), reader, (), mentions)


def exported(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder of an export, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
