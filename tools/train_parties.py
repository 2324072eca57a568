"""Train the model that chooses actor and recipient: `python tools/train_parties.py [--write]`.

Reads the annotated articles of split `train`, reads their texts with the default reader up to the
events as their clauses give them, pairs those with the annotation (same trigger, type accepted),
and fits a linear ranking over the candidates of either side: softmax over candidates, the right
ones together against the rest, L2 penalty, full-batch gradient steps from zero. Nothing is random:
the same data give the same weights. Articles of split `dev` measure; `test` is never opened.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation.evaluation.articles import documents_of, load  # noqa: E402
from legation.evaluation.goldtext import GoldArticle, GoldEvent  # noqa: E402
from legation.events.assemble import Assembler  # noqa: E402
from legation.events.candidates import country  # noqa: E402
from legation.events.ranking import Ranker, Side, Told  # noqa: E402
from legation.lexicons.actors import load_actors  # noqa: E402
from legation.model.reading import Draft  # noqa: E402
from legation.reading import STAGES  # noqa: E402

OUT = ROOT / "src" / "legation" / "events" / "data" / "parties.json"
BEFORE_EVENTS = ("sentences", "words", "mentions", "numbers", "clauses")
ROUNDS, RATE, PENALTY, KEPT = 400, 1.0, 2e-3, 0.02


@dataclass(frozen=True, slots=True)
class Question:
    """One side of one event: features of each candidate, and which candidates are right."""

    side: Side
    words: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    language: str


def articles(split: str) -> tuple[GoldArticle, ...]:
    """Annotated articles of a split; a broken file is named and left out."""
    loaded = load(ROOT / "corpus" / "gold" / "articles")
    for failure in loaded.failures:
        print(f"{failure.path}: {failure.reason}", file=sys.stderr)
    return loaded.split(split)


def questions(found: Sequence[GoldArticle]) -> Iterator[Question]:
    """What there is to learn from the articles."""
    drafts = [Draft(document) for document in documents_of(found)]
    for stage in STAGES:
        if stage.name in BEFORE_EVENTS:
            stage.run(drafts)
    for article, draft in zip(found, drafts, strict=True):
        yield from _article(article, draft)


def _article(article: GoldArticle, draft: Draft) -> Iterator[Question]:
    ranker = Ranker(draft)
    left = list(article.events)
    for told in Assembler(draft, load_actors()).stories():
        gold = _pair(told, left)
        event = told.event
        if gold is not None and not _mutual(gold):
            for side, wanted in (("actor", gold.actors), ("recipient", gold.recipients)):
                asked = Told(event, told.predicate)
                candidates = ranker.candidates(asked, side)  # type: ignore[arg-type]
                right = tuple(list_right(wanted, one.ids) for one in candidates)
                words = tuple(tuple(ranker.features(asked, side, one)) for one in candidates)  # type: ignore[arg-type]
                if any(right):
                    yield Question(side, words, right, article.language)  # type: ignore[arg-type]
                    best = candidates[right.index(True)]
                    if side == "actor":
                        event = replace(event, actors=best.ids, actor_mentions=best.mentions)
                    else:
                        event = replace(
                            event, recipients=best.ids, recipient_mentions=best.mentions
                        )
        ranker.remember(event)


def _pair(told: Told, left: list[GoldEvent]) -> GoldEvent | None:
    for gold in left:
        types = {gold.type, *gold.alternatives}
        touches = gold.start < told.event.span.end and told.event.span.start < gold.end
        if touches and told.event.type in types:
            left.remove(gold)
            return gold
    return None


def _mutual(gold: GoldEvent) -> bool:
    return not gold.recipients and len({country(one) for one in gold.actors}) >= 2


def list_right(wanted: Sequence[str], given: Sequence[str]) -> bool:
    """At least half of what is wanted, and fewer others than that; country level."""
    first, second = {_reduced(one) for one in wanted}, {_reduced(one) for one in given}
    if not first:
        return not second
    common = len(first & second)
    return 2 * common >= len(first) and common > 0 and len(second - first) < common


def _reduced(actor: str) -> str:
    return country(actor.removeprefix("officials:")).lower()


class Model:
    """Weights by feature; softmax over the candidates of a question."""

    def __init__(self, asked: Sequence[Question], least: int = 2) -> None:
        counts: defaultdict[str, int] = defaultdict(int)
        for question in asked:
            for word in {word for words in question.words for word in words}:
                counts[word] += 1
        self.index = {
            word: i for i, word in enumerate(sorted(w for w, n in counts.items() if n >= least))
        }
        self.weights: NDArray[np.float64] = np.zeros(len(self.index))

    def fit(self, asked: Sequence[Question]) -> None:
        """Full-batch Adam on the log likelihood of the right candidates."""
        rows, columns, starts, right = [], [], [0], []
        candidate = 0
        for question in asked:
            for words, is_right in zip(question.words, question.right, strict=True):
                for word in words:
                    if word in self.index:
                        rows.append(candidate)
                        columns.append(self.index[word])
                right.append(is_right)
                candidate += 1
            starts.append(candidate)
        row, column = np.array(rows), np.array(columns)
        group = np.repeat(np.arange(len(asked)), np.diff(starts))
        is_right = np.array(right)
        first = np.zeros_like(self.weights)
        second = np.zeros_like(self.weights)
        for step in range(1, ROUNDS + 1):
            value = np.bincount(row, self.weights[column], candidate)
            top = np.full(len(asked), -np.inf)
            np.maximum.at(top, group, value)
            power = np.exp(value - top[group])
            every = np.bincount(group, power, len(asked))
            good = np.bincount(group, power * is_right, len(asked))
            pull = power / every[group] - power * is_right / good[group]
            gradient = np.bincount(column, pull[row], len(self.weights)) / len(asked)
            gradient += PENALTY * self.weights
            first = 0.9 * first + 0.1 * gradient
            second = 0.99 * second + 0.01 * gradient**2
            scale = np.sqrt(second / (1 - 0.99**step)) + 1e-8
            self.weights -= 0.05 * RATE * (first / (1 - 0.9**step)) / scale

    def right(self, asked: Iterable[Question]) -> dict[tuple[str, str], tuple[int, int]]:
        """(side, language) -> (right, asked)."""
        out: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for question in asked:
            values = [
                sum(self.weights[self.index[w]] for w in words if w in self.index)
                for words in question.words
            ]
            best = values.index(max(values))
            out[question.side, question.language][0] += question.right[best]
            out[question.side, question.language][1] += 1
        return {key: (good, every) for key, (good, every) in out.items()}

    def to_json(self) -> str:
        """Weights that matter, rounded; a stable text."""
        kept = {w: round(float(self.weights[i]), 3) for w, i in self.index.items()}
        kept = {word: weight for word, weight in kept.items() if abs(weight) >= KEPT}
        lines = ",\n".join(
            f"  {json.dumps(w, ensure_ascii=False)}: {v}" for w, v in sorted(kept.items())
        )
        return f'{{"weights": {{\n{lines}\n}}}}\n'


def main() -> None:
    """Train, print what is right on train and dev, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    train, dev = list(questions(articles("train"))), list(questions(articles("dev")))
    model = Model(train)
    before = {name: _rules(asked) for name, asked in (("train", train), ("dev", dev))}
    model.fit(train)
    print(
        f"{len(train)} questions to learn from, {len(dev)} to measure, {len(model.index)} features"
    )
    for name, asked in (("train", train), ("dev", dev)):
        for key, (good, every) in sorted(model.right(asked).items()):
            was = before[name].get(key, (0, 1))
            print(
                f"{name:6} {key[0]:10} {key[1]:11} {good / every:.3f} of {every}   "
                f"clause alone {was[0] / was[1]:.3f}"
            )
    if options.write:
        OUT.parent.mkdir(exist_ok=True)
        content = model.to_json().encode()
        OUT.write_bytes(content)
        pin = f"{hashlib.sha256(content).hexdigest()}  {OUT.name}\n"
        OUT.with_suffix(".sha256").write_text(pin, encoding="ascii")


def _rules(asked: Iterable[Question]) -> dict[tuple[str, str], tuple[int, int]]:
    """What the clause's own parties (or nobody) get right."""
    out: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for question in asked:
        first = 0 if f"{question.side[0]}|clause" in question.words[0] else len(question.words) - 1
        out[question.side, question.language][0] += question.right[first]
        out[question.side, question.language][1] += 1
    return {key: (good, every) for key, (good, every) in out.items()}


if __name__ == "__main__":
    main()
