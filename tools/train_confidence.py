"""Train how likely an event is right: `python tools/train_confidence.py [--write]`.

Reads the annotated articles with either reader (rules alone, and with the encoder) and marks each
event right where the annotation has one on the same words with an accepted type; what the
annotation calls optional is left out. A logistic regression with an L2 penalty is fitted on split
`train` (which the lexicons were made with in view), a line per language and reader over its log
odds on split `dev`. Nothing is random. Split `test` is never opened; docs/accuracy.md shows there
whether the probabilities hold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation.evaluation.articles import documents_of, load  # noqa: E402
from legation.evaluation.goldtext import GoldArticle, GoldEvent  # noqa: E402
from legation.events.confidence import features, line_of  # noqa: E402
from legation.model.records import Event  # noqa: E402
from legation.reading import default_reader, fast_reader  # noqa: E402

OUT = ROOT / "src" / "legation" / "events" / "data" / "confidence.json"
ROUNDS, PENALTY, LEAST = 600, 2e-3, 3
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """An event's features, the line that calibrates it, and whether it is right."""

    words: tuple[str, ...]
    line: str
    right: bool


def judged(articles: Sequence[GoldArticle]) -> Iterator[Judged]:
    """The events that the reader finds in annotated articles, optional ones left out."""
    gold = {article.id: article for article in articles}
    readers = (fast_reader(), default_reader())
    for reading in chain.from_iterable(one.read(documents_of(articles)) for one in readers):
        beside = Counter(event.sentence for event in reading.events)
        left = list(gold[reading.document.id].events)
        for event in reading.events:
            match = partner(event, left)
            if match is not None:
                left.remove(match)
                if match.optional:
                    continue
            words = tuple(features(event, beside[event.sentence]))
            yield Judged(words, line_of(event), match is not None)


def partner(event: Event, gold: Sequence[GoldEvent]) -> GoldEvent | None:
    """The annotated event on the same words with an accepted type, or None."""
    for one in gold:
        touches = one.start < event.span.end and event.span.start < one.end
        if touches and {event.type, event.plover_type} & {one.type, *one.alternatives}:
            return one
    return None


def fit(
    rows: NDArray[np.float64], right: NDArray[np.float64], penalty: float
) -> NDArray[np.float64]:
    """Weights of a logistic regression, by full-batch Adam from zero."""
    weights = np.zeros(rows.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        pull = rows.T @ (_chance(rows @ weights) - right) / len(right) + penalty * weights
        first = 0.9 * first + 0.1 * pull
        second = 0.99 * second + 0.01 * pull**2
        scale = np.sqrt(second / (1 - 0.99**step)) + 1e-8
        weights -= 0.05 * (first / (1 - 0.9**step)) / scale
    return weights


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-odds))


def _matrix(rows: Sequence[Judged], index: dict[str, int]) -> NDArray[np.float64]:
    out = np.zeros((len(rows), len(index)))
    for number, row in enumerate(rows):
        for word in row.words:
            if word in index:
                out[number, index[word]] = 1.0
    return out


def _bins(chance: NDArray[np.float64], right: NDArray[np.float64]) -> Iterator[str]:
    for low, high in pairwise(EDGES):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            yield (
                f"  {low:.1f}-{min(high, 1.0):.1f}  {int(inside.sum()):5}  "
                f"said {chance[inside].mean():.2f}  right {right[inside].mean():.2f}"
            )


def main() -> None:
    """Train, print how the probabilities hold on dev, and write the model if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    loaded = load(ROOT / "corpus" / "gold" / "articles")
    train, dev = (list(judged(loaded.split(name))) for name in ("train", "dev"))
    counts = Counter(word for row in train for word in row.words)
    index = {word: i for i, word in enumerate(sorted(w for w, n in counts.items() if n >= LEAST))}
    right = np.array([row.right for row in train], float)
    weights = fit(_matrix(train, index), right, PENALTY)
    odds, lines = _matrix(dev, index) @ weights, {}
    truth = np.array([row.right for row in dev], float)
    chance = np.zeros(len(dev))
    for line in ("zh", "en", "zh+", "en+"):
        own = np.array([row.line == line for row in dev])
        pair = np.column_stack([odds[own], np.ones(int(own.sum()))])
        slope, offset = fit(pair, truth[own], 1e-4)
        lines[line] = (round(float(slope), 4), round(float(offset), 4))
        chance[own] = _chance(slope * odds[own] + offset)
        print(f"{line}: {int(own.sum())} events of dev, {truth[own].mean():.3f} right")
    print(f"{len(train)} events of train, {len(index)} features; dev:")
    print("\n".join(_bins(chance, truth)))
    better = [(a, b) for a in chance[truth == 1] for b in chance[truth == 0]]
    print(f"a right event is rated above a wrong one: {np.mean([a > b for a, b in better]):.3f}")
    if options.write:
        kept = {w: round(float(weights[i]), 3) for w, i in index.items() if abs(weights[i]) > 0.02}
        body = ",\n".join(
            f"  {json.dumps(w, ensure_ascii=False)}: {v}" for w, v in sorted(kept.items())
        )
        content = f'{{"lines": {json.dumps(lines)},\n"weights": {{\n{body}\n}}}}\n'.encode()
        OUT.write_bytes(content)
        pin = f"{hashlib.sha256(content).hexdigest()}  {OUT.name}\n"
        OUT.with_suffix(".sha256").write_text(pin, encoding="ascii")


if __name__ == "__main__":
    main()
