"""Calibration of the encoder on held articles, and the table of what each proposer brings."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from legation.encoder.encoder import Encoder, load_encoder, pairs
from legation.encoder.merge import Thresholds, decide
from legation.encoder.propose import Calibration, Scores
from legation.evaluation.goldtext import GoldArticle
from legation.model.codes import EVENT_TYPES, EventType
from legation.model.span import Span

FOLDS = 5
# Few steps: a fine grid fits the noise of some forty articles, and does worse on the rest.
KEEP = (0.0, 0.04, 0.08, 0.15)
RETYPE = (0.8, 0.9, 2.0)
ADD = (0.3, 0.4, 0.5, 0.6, 2.0)
Trigger = tuple[Span, EventType]


class Counts(NamedTuple):
    """Triggers wanted, given, found, and found with an accepted type."""

    wanted: int = 0
    given: int = 0
    found: int = 0
    typed: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sum."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    def f1(self, right: int) -> float:
        """Harmonic mean of precision and recall for a number of right ones."""
        return 2 * right / max(self.wanted + self.given, 1)


def count(article: GoldArticle, given: Iterable[Trigger]) -> Counts:
    """Compare triggers with the annotation: one to one, by shared characters.

    Lines for one trigger are one, with all their types accepted. What touches nothing but an
    optional trigger is neither right nor wrong.
    """
    wanted: dict[Span, set[str]] = defaultdict(set)
    optional = [Span(e.start, e.end) for e in article.events if e.optional]
    for event in article.events:
        if not event.optional:
            wanted[Span(event.start, event.end)] |= {event.type, *event.alternatives}
    left = list(dict.fromkeys(given))
    total, typed, open_ = 0, 0, dict(wanted)
    for exact in (True, False):
        for trigger in list(left):
            match = next(
                (
                    span
                    for span, types in open_.items()
                    if span.overlaps(trigger[0]) and (not exact or trigger[1] in types)
                ),
                None,
            )
            if match is not None:
                del open_[match]
                left.remove(trigger)
                total, typed = total + 1, typed + exact
    wrong = [t for t in left if not any(t[0].overlaps(span) for span in optional)]
    return Counts(len(wanted), total + len(wrong), total, typed)


def _loaded(folder: Path) -> Encoder:
    encoder = load_encoder(folder)
    if encoder is None:
        raise SystemExit(f"no encoder in {folder}; train one with tools/train_encoder.py")
    return encoder


def calibrate(held: Sequence[GoldArticle], folder: Path) -> Calibration:
    """Logistic curve and temperature that fit the held articles best."""
    encoder = _loaded(folder)
    odds: list[float] = []
    right: list[bool] = []
    types: list[NDArray[np.float32]] = []
    accepted: list[list[bool]] = []
    for article in held:
        spans = [Span(*bounds) for bounds in article.sentences]
        for span, scores in zip(spans, encoder.score(pairs(article.text, spans)), strict=True):
            own = [e for e in article.events if span.start <= e.start < span.end]
            for proposal in scores.proposals(0.02):
                place = Span(proposal.start + span.start, proposal.end + span.start)
                hit = [e for e in own if place.overlaps(Span(e.start, e.end))]
                if not hit or not all(e.optional for e in hit):
                    raw = min(max(proposal.event, 1e-6), 1 - 1e-6)
                    odds.append(float(np.log(raw / (1 - raw))))
                    right.append(bool(hit))
            for event in own:
                chances = scores.at(event.start - span.start, event.end - span.start)[1]
                if chances and not event.optional:
                    types.append(np.log(np.array(list(chances.values()), np.float32) + 1e-9))
                    accepted.append([n in {event.type, *event.alternatives} for n in EVENT_TYPES])
    slope, shift = _logistic(np.array(odds), np.array(right))
    return Calibration(slope, shift, _temperature(np.stack(types), np.array(accepted)))


def _logistic(odds: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Newton's steps for the likeliest slope and shift."""
    weights = np.array([1.0, 0.0])
    x = np.stack([odds, np.ones_like(odds)], 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        bend = x.T @ (x * (chance * (1 - chance))[:, None]) + 1e-6 * np.eye(2)
        weights -= np.linalg.solve(bend, x.T @ (chance - right))
    return float(weights[0]), float(weights[1])


def _temperature(scores: NDArray[np.float32], accepted: NDArray[np.bool_]) -> float:
    def cost(heat: float) -> float:
        power = np.exp(scores / heat - (scores / heat).max(1, keepdims=True))
        chance = (power * accepted).sum(1) / power.sum(1)
        return float(-np.log(chance + 1e-9).mean())

    return float(min(np.arange(0.5, 4.0, 0.05), key=cost))


@dataclass(frozen=True, slots=True)
class Read:
    """An article as both read it: by sentence its span, the rules' triggers, encoder's scores."""

    article: GoldArticle
    sentences: tuple[tuple[Span, tuple[Trigger, ...], Scores], ...]

    @property
    def language(self) -> str:
        """zh or en."""
        return self.article.language[:2]


def read_both(held: Sequence[GoldArticle], encoder: Encoder) -> tuple[list[Read], float, float]:
    """Articles as read, and the seconds that rules and encoder took."""
    from legation.evaluation.articles import documents_of
    from legation.model.reading import Draft
    from legation.reading import STAGES

    drafts = [Draft(document) for document in documents_of(held)]
    names = [stage.name for stage in STAGES]
    began = time.perf_counter()
    for stage in STAGES[: names.index("events") + 1]:
        stage.run(drafts)
    middle = time.perf_counter()
    found = []
    for article, draft in zip(held, drafts, strict=True):
        spans = [sentence.span for sentence in draft.sentences]
        scored = encoder.score(pairs(draft.document.text, spans))
        rows = []
        for span, scores in zip(spans, scored, strict=True):
            own = {
                Span(e.span.start - span.start, e.span.end - span.start): e.type
                for e in draft.events
                if span.holds(e.span)
            }
            rows.append((span, tuple(own.items()), scores))
        found.append(Read(article, tuple(rows)))
    return found, middle - began, time.perf_counter() - middle


def merged(read: Read, thresholds: Thresholds) -> list[Trigger]:
    """Triggers of an article after the merge, in offsets of its text."""
    return [
        (Span(d.span.start + span.start, d.span.end + span.start), d.type)
        for span, rules, scores in read.sentences
        for d in decide(rules, scores, thresholds)
    ]


def encoder_alone(read: Read, thresholds: Thresholds) -> list[Trigger]:
    """Proposals of the encoder from `add` on, without the rules."""
    return [
        (Span(d.span.start + span.start, d.span.end + span.start), d.type)
        for span, _, scores in read.sentences
        for d in decide((), scores, thresholds)
    ]


Way = Callable[[Read, Thresholds], list[Trigger]]
_NEVER = Thresholds()
WAYS: tuple[tuple[str, Way, tuple[Thresholds, ...]], ...] = (
    ("rules", merged, (_NEVER,)),
    ("encoder", encoder_alone, tuple(Thresholds(add=add) for add in ADD)),
    ("union", merged, tuple(Thresholds(add=add) for add in ADD)),
    ("rules, kept", merged, tuple(Thresholds(keep=keep) for keep in KEEP)),
    ("rules, retyped", merged, tuple(Thresholds(retype=retype) for retype in RETYPE)),
    ("merged", merged, tuple(Thresholds(*three) for three in product(KEEP, RETYPE, ADD))),
)


def ablate(held: Sequence[GoldArticle], folder: Path) -> dict[str, Thresholds]:
    """Print the table: thresholds chosen on four fifths of the articles, measured on the rest.

    Returned are the thresholds of the merge, by language, chosen on all articles.
    """
    encoder = _loaded(folder)
    reads, rules_time, encoder_time = read_both(held, encoder)
    sentences = sum(len(read.sentences) for read in reads)
    print(
        f"{len(reads)} articles, {sentences} sentences; rules {rules_time:.1f} s, "
        f"encoder {encoder_time:.1f} s ({sentences / encoder_time:.0f} sentences/s)"
    )
    print("language  way              detection P / R / F1   type F1   thresholds on all")
    best: dict[str, Thresholds] = {}
    for way, run, choices in WAYS:
        parts: dict[str, Counts] = defaultdict(Counts)
        for language in ("zh", "en"):
            own = [read for read in reads if read.language == language]
            found, best[language] = _crossed(own, run, choices)
            for read, counts in zip(own, found, strict=True):
                for name in {language, read.article.language, "all"}:
                    parts[name] = parts[name].plus(counts)
        for name in sorted(parts):
            print(_line(name, way, parts[name], best.get(name)), flush=True)
    _details(reads, best)
    return best


def _details(reads: Sequence[Read], best: Mapping[str, Thresholds]) -> None:
    """Print how far confidence can be trusted, and the types one by one."""
    print("confidence   proposals   right")
    for mean, number, share in reliability(reads):
        print(f"{mean:10.2f} {number:11} {share:7.2f}")
    rules = by_type(reads, merged, {tag: Thresholds() for tag in best})
    both = by_type(reads, merged, best)
    print("type        in the annotation   rules F1   merged F1")
    for name in EVENT_TYPES:
        first, second = rules[name], both[name]
        print(
            f"{name:11} {first.wanted:17} {first.f1(first.typed):10.2f} "
            f"{second.f1(second.typed):11.2f}"
        )


def reliability(reads: Sequence[Read]) -> list[tuple[float, int, float]]:
    """For fifths of confidence: mean of it, proposals, and the share that is right in type."""
    told: list[tuple[float, bool]] = []
    for read in reads:
        events = [event for event in read.article.events if not event.optional]
        for span, _, scores in read.sentences:
            for proposal in scores.proposals():
                place = Span(proposal.start + span.start, proposal.end + span.start)
                right = any(
                    place.overlaps(Span(event.start, event.end))
                    and proposal.type in {event.type, *event.alternatives}
                    for event in events
                )
                told.append((proposal.confidence, right))
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in told:
        groups[min(int(one[0] * 5), 4)].append(one)
    return [
        (
            sum(value for value, _ in own) / len(own),
            len(own),
            sum(right for _, right in own) / len(own),
        )
        for _, own in sorted(groups.items())
    ]


def by_type(reads: Sequence[Read], way: Way, best: Mapping[str, Thresholds]) -> dict[str, Counts]:
    """Counts for each type: of the annotation by its first type, of what was given by its own."""
    found: dict[str, Counts] = defaultdict(Counts)
    for read in reads:
        given = way(read, best[read.language])
        for name in EVENT_TYPES:
            own = [trigger for trigger in given if trigger[1] == name]
            events = tuple(e for e in read.article.events if e.type == name or e.optional)
            part = count(replace(read.article, events=events), own)
            found[name] = found[name].plus(part)
    return found


def _line(name: str, way: str, sums: Counts, best: Thresholds | None) -> str:
    precision, recall = sums.found / max(sums.given, 1), sums.found / max(sums.wanted, 1)
    told = f"keep {best.keep} retype {best.retype} add {best.add}" if best else ""
    return (
        f"{name:10} {way:15} {precision:.3f} / {recall:.3f} / {sums.f1(sums.found):.3f}    "
        f"{sums.f1(sums.typed):.3f}   {told}"
    )


def _crossed(
    reads: Sequence[Read], run: Way, choices: Sequence[Thresholds]
) -> tuple[list[Counts], Thresholds]:
    """Counts of each article under thresholds chosen without its fold; the choice on all."""

    @cache
    def counted(article: int, choice: int) -> Counts:
        return count(reads[article].article, run(reads[article], choices[choice]))

    def choose(articles: Sequence[int]) -> int:
        def value(choice: int) -> float:
            total = Counts()
            for article in articles:
                total = total.plus(counted(article, choice))
            return total.f1(total.typed)

        return max(range(len(choices)), key=value)

    every = range(len(reads))
    chosen = [choose([a for a in every if a % FOLDS != fold]) for fold in range(FOLDS)]
    return [counted(a, chosen[a % FOLDS]) for a in every], choices[choose(every)]
