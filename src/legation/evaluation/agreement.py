"""A second annotation of the same articles, as readings: how far do two annotators agree?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from legation.errors import UsageError
from legation.evaluation.articles import document_of
from legation.evaluation.goldtext import GoldArticle, GoldClaim, GoldEvent
from legation.model.document import Sentence
from legation.model.mention import Mention
from legation.model.reading import Reading
from legation.model.records import Claim, Event
from legation.model.span import Span


def readings_of(
    articles: Sequence[GoldArticle], second: Sequence[GoldArticle]
) -> Iterator[tuple[GoldArticle, Reading]]:
    """Articles annotated twice, each with its second annotation as a reading.

    Articles that only one side has are left out. Raises UsageError where the two annotate
    different texts under one id.
    """
    others = {article.id: article for article in second}
    for article in articles:
        other = others.get(article.id)
        if other is None:
            continue
        if other.text != article.text:
            raise UsageError(
                f"{article.id}: the two annotations are not of one text; annotate the same"
            )
        reading = reading_of(other)
        yield article, replace(reading, events=tuple(_counted(article, other, reading)))


def _counted(article: GoldArticle, other: GoldArticle, reading: Reading) -> Iterator[Event]:
    """What the second annotation calls optional counts only where the first has it as well."""
    for gold, event in zip(other.events, reading.events, strict=True):
        met = any(one.start < gold.end and gold.start < one.end for one in article.events)
        if met or not gold.optional:
            yield event


def reading_of(article: GoldArticle) -> Reading:
    """An annotated article as if a reader had found what is annotated."""
    sentences = [Span(first, last) for first, last in article.sentences]
    return Reading(
        document=document_of(article),
        reader="annotation",
        sentences=tuple(
            Sentence(span, "title" if number == 0 else "body", article.language, number + 1)  # type: ignore[arg-type]
            for number, span in enumerate(sentences)
        ),
        mentions=tuple(
            Mention(Span(m.start, m.end), m.actors, "name", "annotated") for m in article.mentions
        ),
        events=tuple(event_of(event, sentences) for event in article.events),
        claims=tuple(_claim(claim, sentences) for claim in article.claims),
    )


def event_of(gold: GoldEvent, sentences: Sequence[Span]) -> Event:
    """An annotated event as a record."""
    span = Span(gold.start, gold.end)
    return Event(
        span=span,
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
        sentence=_around(span, sentences),
        frame="annotated",
    )


def _claim(gold: GoldClaim, sentences: Sequence[Span]) -> Claim:
    span = Span(gold.start, gold.end)
    return Claim(
        span=span,
        speaker=gold.speaker,
        speaker_mention=None,
        form=gold.form,  # type: ignore[arg-type]
        kind="assertion",
        content=None,
        about=(),
        chain=(),
        sentence=_around(span, sentences),
    )


def _around(span: Span, sentences: Sequence[Span]) -> Span:
    return next((one for one in sentences if one.holds(span)), span)
