"""Score readings against annotated articles.

Figures of events: *detection*: paired at all; *type*: with a type that the gold accepts; *dyad*:
and the parties right; *strict*: and the status equal and the date compatible. Status,
attribution and dates are judged over the pairs with the right type. Events that the annotators
marked optional count neither where they are found nor where they are missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from legation.errors import SpanError, UsageError
from legation.evaluation.compare import (
    compare_dates,
    outermost_right,
    parties_right,
    same_actor,
    same_list,
)
from legation.evaluation.faults import Fault, event_faults, shown
from legation.evaluation.figures import Tally
from legation.evaluation.goldtext import GoldArticle, GoldClaim, GoldEvent, GoldMention
from legation.evaluation.matching import match_events, overlap, type_right
from legation.evaluation.pairing import pair
from legation.evaluation.report import DocumentScore, Report
from legation.model.mention import Mention
from legation.model.reading import Reading
from legation.model.records import Claim, Event


def evaluate(articles: Sequence[GoldArticle], readings: Iterable[Reading]) -> Report:
    """Score readings against the articles of the same ids; an article without one counts as missed.

    Raises UsageError where two articles or readings share an id or a reading has no article, and
    SpanError where a reading is of another text.
    """
    known = _by_id(articles)
    found: dict[str, Reading] = {}
    for reading in readings:
        name = reading.document.id
        if name not in known or name in found:
            which = "twice" if name in found else "of no annotated article"
            raise UsageError(f"a reading {which}: {name!r}; give one reading for each article")
        if reading.document.text != known[name].text:
            raise SpanError(f"the reading of {name!r} is of another text; read the gold's own text")
        found[name] = reading
    scores = tuple(score_article(article, found.get(article.id)) for article in articles)
    return Report(scores, ", ".join(sorted({reading.reader for reading in found.values()})))


def _by_id(articles: Sequence[GoldArticle]) -> Mapping[str, GoldArticle]:
    known: dict[str, GoldArticle] = {}
    for article in articles:
        if article.id in known:
            raise UsageError(f"two annotated articles have the id {article.id!r}; rename one")
        known[article.id] = article
    return known


def score_article(article: GoldArticle, reading: Reading | None) -> DocumentScore:
    """Counts and faults of one article; None: it was not read."""
    tally = Tally()
    faults = [
        *_mentions(article, reading.mentions if reading else (), tally),
        *_events(article, reading.events if reading else (), tally),
        *_claims(article, reading.claims if reading else (), tally),
    ]
    return DocumentScore(
        article.id, article.language, len(article.sentences), tally.figures, tuple(faults)
    )


def _mentions(article: GoldArticle, mentions: tuple[Mention, ...], tally: Tally) -> Iterator[Fault]:
    def weight(gold: GoldMention, read: Mention) -> float:
        return overlap(gold.start, gold.end, read.span)

    paired = pair(article.mentions, mentions, weight)
    tally.add("mentions", len(paired.pairs), len(mentions), len(article.mentions))
    for gold, read in paired.pairs:
        right = same_list(gold.actors, read.actors)
        tally.judge("mention actor", right)
        if not right:
            sentence = shown(article, gold.start, gold.end)
            wanted, given = ", ".join(gold.actors), ", ".join(read.actors) or "–"
            yield Fault("mention of another actor", article.id, sentence, wanted, given)
    for gold in paired.missed:
        sentence = shown(article, gold.start, gold.end)
        yield Fault("mention missed", article.id, sentence, ", ".join(gold.actors), "–")
    for read in paired.spurious:
        sentence = shown(article, read.span.start, read.span.end)
        yield Fault("mention spurious", article.id, sentence, "–", ", ".join(read.actors) or "–")


def _events(article: GoldArticle, events: tuple[Event, ...], tally: Tally) -> Iterator[Fault]:
    paired = match_events(article, events)
    for gold, read in paired.pairs:
        if not gold.optional:
            yield from _event_pair(article, gold, read, tally)
    for gold in paired.missed:
        if not gold.optional:
            _count_missed(gold, tally)
            sentence = shown(article, gold.start, gold.end)
            yield Fault(f"missed {gold.type}", article.id, sentence, gold.type, "–")
    for read in paired.spurious:
        for name in ("detection", "type", "dyad", "strict"):
            tally.add(name, read=1)
        _count_spurious(read, tally)
        sentence = shown(article, read.span.start, read.span.end)
        yield Fault(f"spurious {read.type}", article.id, sentence, "–", read.type)


def _count_missed(gold: GoldEvent, tally: Tally) -> None:
    for name in ("detection", "type", "dyad", "strict"):
        tally.add(name, gold=1)
    for name in ("type", "dyad", "strict"):
        tally.add(f"{name}:{gold.type}", gold=1)
    tally.add(f"found:{gold.status}", gold=1)


def _count_spurious(read: Event, tally: Tally) -> None:
    for name in ("type", "dyad", "strict"):
        tally.add(f"{name}:{read.type}", read=1)


def _event_pair(
    article: GoldArticle, gold: GoldEvent, read: Event, tally: Tally
) -> Iterator[Fault]:
    typed = type_right(gold, read)
    parties = parties_right((gold.actors, gold.recipients), (read.actors, read.recipients))
    dated = gold.date is None or compare_dates(gold.date, read.date).compatible
    dyad = typed and parties
    verdicts = {
        "type": typed,
        "dyad": dyad,
        "strict": dyad and gold.status == read.status and dated,
    }
    tally.judge("detection", True)
    for name, right in verdicts.items():
        tally.judge(name, right)
        # a type accepted as an alternative counts as the gold's own
        tally.add(f"{name}:{gold.type}", int(right), int(typed), 1)
    tally.add(f"found:{gold.status}", int(typed), int(typed), 1)
    sentence = shown(article, gold.start, gold.end)
    if not typed:
        _count_spurious(read, tally)
        kind = f"{gold.type} read as {read.type}"
        yield Fault(kind, article.id, sentence, gold.type, read.type)
        return
    _event_details(gold, read, tally)
    for kind, wanted, given in event_faults(gold, read):
        yield Fault(kind, article.id, sentence, wanted, given)


def _event_details(gold: GoldEvent, read: Event, tally: Tally) -> None:
    tally.judge("status", gold.status == read.status)
    tally.judge_class("status", gold.status, read.status)
    tally.judge("attribution", outermost_right(gold.attribution, read.attribution))
    wanted, given = bool(gold.attribution), bool(read.attribution)
    tally.add("attribution presence", wanted and given, given, wanted)
    if gold.date is None:
        tally.judge("date null", read.date is None)
        return
    verdict = compare_dates(gold.date, read.date)
    tally.judge("date compatible", verdict.compatible)
    tally.judge("date exact", verdict.exact)


def _claims(article: GoldArticle, claims: tuple[Claim, ...], tally: Tally) -> Iterator[Fault]:
    def weight(gold: GoldClaim, read: Claim) -> float:
        shared = overlap(gold.start, gold.end, read.span)
        spoken = same_actor(gold.speaker, read.speaker or "")
        return 1 + shared + 0.5 * spoken if shared else 0.0

    paired = pair(article.claims, claims, weight)
    # a verb such as "accuse" may be annotated as an event alone: as a claim it is not wrong
    spurious = [claim for claim in paired.spurious if not _is_trigger(article, claim)]
    tally.add("claims", len(paired.pairs), len(paired.pairs) + len(spurious), len(article.claims))
    for gold, read in paired.pairs:
        right = same_actor(gold.speaker, read.speaker or "")
        tally.judge("claim speaker", right)
        tally.judge("claim form", gold.form == read.form)
        if not right:
            sentence = shown(article, gold.start, gold.end)
            kind = "claim of another speaker" if read.speaker else "claim without its speaker"
            yield Fault(kind, article.id, sentence, gold.speaker, read.speaker or "–")
    for gold in paired.missed:
        sentence = shown(article, gold.start, gold.end)
        yield Fault("claim missed", article.id, sentence, gold.speaker, "–")
    for claim in spurious:
        sentence = shown(article, claim.span.start, claim.span.end)
        yield Fault("claim spurious", article.id, sentence, "–", claim.speaker or "–")


def _is_trigger(article: GoldArticle, claim: Claim) -> bool:
    return any(overlap(event.start, event.end, claim.span) for event in article.events)
