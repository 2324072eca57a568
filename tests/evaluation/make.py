"""Annotated articles, and readings to compare with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from legation.documents import document_from_text
from legation.evaluation.goldtext import GoldArticle, GoldClaim, GoldEvent, read_gold
from legation.model.document import Sentence
from legation.model.mention import Mention
from legation.model.reading import Reading
from legation.model.records import Claim, Event
from legation.model.span import Span

SOURCE = """# id: {id}
# language: zh-Hant-TW
# published: 2020-01-02
# split: {split}

= [日本|JPN]{{e1:制裁}}[伊朗|IRN]
  e1 SANCTION | JPN.GOV > IRN.GOV | actual | 2020-01-01
[法國|FRA]總統{{e1:譴責}}[襲擊者|IRN.MIL]，[外交部|FRA.GOV]說將{{e2:援助}}[伊朗|IRN]。
  e1 ACCUSE disapprove | FRA.GOV > IRN.MIL | actual | 2020-01-02 | O:afp
  e2 AID | FRA.GOV > IRN | planned | - | FRA.GOV
  c1 說 | FRA.GOV | indirect
[兩國|JPN,IRN]{{e1:會談}}，[記者|media]{{e2:到場}}。
  e1 CONSULT | JPN.GOV,IRN.GOV > - | denied | 2020-01 | - | alt=AGREE
  e2 CONSULT | media > - | actual | - | - | optional
"""


def article(folder: Path, name: str = "one", split: str = "dev") -> GoldArticle:
    """The article above, written into a folder and read."""
    path = folder / f"{name}.gold"
    path.write_text(SOURCE.format(id=name, split=split), encoding="utf-8")
    return read_gold(path)


def event(gold: GoldEvent, **changes: Any) -> Event:
    """An event as the gold has it, but for changes."""
    made = Event(
        span=Span(gold.start, gold.end),
        type=gold.type,  # type: ignore[arg-type]
        plover_type=gold.type,  # type: ignore[arg-type]
        modes=gold.modes,
        contexts=(),
        actors=gold.actors,
        recipients=gold.recipients,
        actor_mentions=(),
        recipient_mentions=(),
        date=gold.date,
        place=gold.place,
        status=gold.status,  # type: ignore[arg-type]
        attribution=gold.attribution,
        attribution_countries=tuple(None for _ in gold.attribution),
        quantities=(),
        sentence=Span(gold.start, gold.end),
        frame="test-1",
    )
    return replace(made, plover_type=changes.get("type", gold.type), **changes)


def claim(gold: GoldClaim) -> Claim:
    """A claim as the gold has it."""
    return Claim(
        span=Span(gold.start, gold.end),
        speaker=gold.speaker,
        speaker_mention=None,
        form=gold.form,  # type: ignore[arg-type]
        kind="assertion",
        content=None,
        about=(),
        chain=(),
        sentence=Span(gold.start, gold.end),
    )


def reading(gold: GoldArticle, **changes: Any) -> Reading:
    """A reading that finds all that is in the gold, but for changes."""
    made = Reading(
        document=document_from_text(gold.text, id=gold.id, language=gold.language),
        reader="test@1",
        sentences=tuple(
            Sentence(Span(start, end), "title" if place == 0 else "body", "zh-Hant-TW", place + 1)
            for place, (start, end) in enumerate(gold.sentences)
        ),
        mentions=tuple(
            Mention(Span(m.start, m.end), m.actors, "name", "test") for m in gold.mentions
        ),
        events=tuple(event(one) for one in gold.events),
        claims=tuple(claim(one) for one in gold.claims),
    )
    return replace(made, **changes)
