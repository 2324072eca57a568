"""Dossiers of marked sentences with the ties that they state, built without a reader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.dossier.readings import READER, at, document

from legation.dossier import Dossier
from legation.language.script import fold
from legation.model.document import Sentence
from legation.model.mention import Mention
from legation.model.reading import Reading
from legation.model.records import Cause, Channel, Tie
from legation.model.span import Span

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "phenomena" / "comparisons.toml"
GOLD: dict[str, list[dict[str, Any]]] = tomllib.loads(_GOLD.read_text(encoding="utf-8"))
LANGUAGES = ("hant", "hans", "en")


@dataclass(frozen=True)
class Link:
    """A tie of a sentence; `words` locate its span, the whole sentence if None."""

    source: str | None
    target: str | None
    channel: Channel
    value: float | None = None
    unit: str | None = None
    bound: str | None = "exact"
    denominator: str | None = None
    period: str | None = None
    said_by: tuple[str, ...] = ()
    words: str | None = None
    undirected: bool = False


def telling(
    name: str,
    *sentences: tuple[str, Sequence[Link]],
    causes: Iterable[tuple[str, str, str]] = (),
    **metadata: str,
) -> Reading:
    """A reading of sentences with marked parties; a cause is (link, effect, cause) in words."""
    text, mentions, spans = "", [], []
    for marked, _ in sentences:
        start = len(text)
        plain, own = _unmarked(marked, start)
        text += plain
        mentions += own
        spans.append(Span(start, len(text)))
    ties = [
        _tie(text, span, link)
        for span, (_, links) in zip(spans, sentences, strict=True)
        for link in links
    ]
    return Reading(
        document=document(name, text, **metadata),
        reader=READER,
        sentences=tuple(Sentence(span, "body", "zh-Hant-TW", 1) for span in spans),
        mentions=tuple(mentions),
        ties=tuple(ties),
        causes=tuple(_cause(text, spans[0], words) for words in causes),
    )


def told(path: Path, *readings: Reading) -> Dossier:
    """An open dossier of the readings."""
    with Dossier.open(path / "told", write=True) as writer:
        writer.add(readings)
    return Dossier.open(path / "told")


def wording(row: dict[str, Any], language: str) -> str:
    """The gold sentence of a row in Traditional, Simplified or English."""
    if language == "en":
        return str(row["en"])
    return str(row["zh"]) if language == "hant" else fold(row["zh"])


def gold_readings(kind: str, ties: Callable[[dict[str, Any]], Sequence[Link]]) -> list[Reading]:
    """A reading of every gold sentence of a kind in each wording; see `gold_name`."""
    return [
        telling(gold_name(kind, row, language), (wording(row, language), ties(row)))
        for row in GOLD[kind]
        for language in LANGUAGES
    ]


def gold_name(kind: str, row: dict[str, Any], language: str) -> str:
    """The id of the document that holds a gold sentence."""
    return f"{kind} {row['name']} {language}"


def links(rows: Iterable[Sequence[Any]]) -> list[Link]:
    """Links from gold: [from, to, channel], an empty end for one that is not named."""
    return [Link(source or None, target or None, channel) for source, target, channel in rows]


def _unmarked(marked: str, start: int) -> tuple[str, list[Mention]]:
    plain, mentions, at_ = "", [], 0
    for mark in _MARK.finditer(marked):
        plain += marked[at_ : mark.start()]
        span = Span(start + len(plain), start + len(plain) + len(mark[1]))
        mentions.append(Mention(span, tuple(mark[2].split(",")), "name", "given"))
        plain += mark[1]
        at_ = mark.end()
    return plain + marked[at_:], mentions


def _tie(text: str, sentence: Span, link: Link) -> Tie:
    return Tie(
        span=sentence if link.words is None else at(text, link.words),
        source=link.source,
        target=link.target,
        channel=link.channel,
        undirected=link.undirected,
        value=link.value,
        unit=link.unit,
        bound=link.bound,
        denominator=link.denominator,
        period=link.period,
        period_text=None,
        attribution=link.said_by,
        sentence=sentence,
    )


def _cause(text: str, sentence: Span, words: tuple[str, str, str]) -> Cause:
    return Cause(
        span=at(text, words[0]),
        effect=at(text, words[1]),
        cause=at(text, words[2]),
        layer="unspecified",
        motive_actor=None,
        attributed_to=(),
        negated=False,
        sentence=sentence,
    )
