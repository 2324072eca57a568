"""What went wrong, by kind, each with the sentence where it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from legation.evaluation.compare import compare_dates, is_reciprocal, list_right, parties_right
from legation.evaluation.goldtext import GoldArticle, GoldEvent
from legation.model.records import Event

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong.

    `sentence` marks the words concerned with >> and <<; `gold` and `read` say what should have
    been read and what was.
    """

    kind: str
    document: str
    sentence: str
    gold: str
    read: str


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault: how often it happened, and at most three examples.

    The examples are of different documents where there are so many, spread over all of them.
    """

    kind: str
    count: int
    examples: tuple[Fault, ...]


def frequent(faults: Sequence[Fault], most: int = 10) -> tuple[FaultKind, ...]:
    """The most frequent kinds, the first ones first."""
    counts = Counter(fault.kind for fault in faults)
    ranked = sorted(counts, key=lambda kind: (-counts[kind], kind))[:most]
    return tuple(FaultKind(kind, counts[kind], _examples(faults, kind)) for kind in ranked)


def _examples(faults: Iterable[Fault], kind: str) -> tuple[Fault, ...]:
    of_kind = [fault for fault in faults if fault.kind == kind]
    first: dict[str, Fault] = {}
    for fault in of_kind:
        first.setdefault(fault.document, fault)
    spread = list(first.values())
    if len(spread) > _EXAMPLES:
        return tuple(spread[len(spread) * place // _EXAMPLES] for place in range(_EXAMPLES))
    spread += [fault for fault in of_kind if fault not in spread]
    return tuple(spread[:_EXAMPLES])


def shown(article: GoldArticle, start: int, end: int) -> str:
    """The sentence around the characters `start` to `end` (exclusive), these marked."""
    first, last = next(
        ((a, b) for a, b in article.sentences if a <= start < b),
        (max(0, start - 40), min(len(article.text), end + 40)),
    )
    text = article.text
    return f"{text[first:start]}>>{text[start:end]}<<{text[end:last]}".strip()


def event_faults(gold: GoldEvent, read: Event) -> Iterator[tuple[str, str, str]]:
    """Kind, gold and reading of all that differs in an event whose type is right."""
    yield from _party_faults(gold, read)
    if gold.status != read.status:
        yield f"status {gold.status} read as {read.status}", gold.status, read.status
    yield from _attribution_faults(gold, read)
    yield from _date_faults(gold, read)


def _party_faults(gold: GoldEvent, read: Event) -> Iterator[tuple[str, str, str]]:
    wanted, given = (gold.actors, gold.recipients), (read.actors, read.recipients)
    if parties_right(wanted, given):
        return
    if is_reciprocal(*wanted):
        kind = "a party of a reciprocal event wrong" if read.actors else "actor empty"
        yield kind, _sides(*wanted), _sides(*given)
        return
    for name, mine, theirs in (
        ("actor", gold.actors, read.actors),
        ("recipient", gold.recipients, read.recipients),
    ):
        if not list_right(mine, theirs):
            kind = "empty" if not theirs else "invented" if not mine else "wrong"
            yield f"{name} {kind}", _sides(*wanted), _sides(*given)


def _attribution_faults(gold: GoldEvent, read: Event) -> Iterator[tuple[str, str, str]]:
    if gold.attribution[:1] == read.attribution[:1]:
        return
    wanted, given = " ← ".join(gold.attribution) or "–", " ← ".join(read.attribution) or "–"
    if not read.attribution:
        yield "attribution missing", wanted, given
    elif not gold.attribution:
        yield "attribution invented", wanted, given
    elif not list_right(gold.attribution[:1], read.attribution[:1]):
        yield "attribution to another source", wanted, given


def _date_faults(gold: GoldEvent, read: Event) -> Iterator[tuple[str, str, str]]:
    if gold.date is None:
        if read.date:
            yield "date invented", "–", read.date
    elif read.date is None:
        yield "date missing", gold.date, "–"
    elif not compare_dates(gold.date, read.date).compatible:
        yield "date wrong", gold.date, read.date


def _sides(actors: Sequence[str], recipients: Sequence[str]) -> str:
    return f"{', '.join(actors) or '–'} > {', '.join(recipients) or '–'}"
