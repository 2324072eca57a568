"""The report of an evaluation: figures with intervals, by language, type and status, and faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.evaluation.faults import Fault, FaultKind, frequent
from legation.evaluation.figures import FAMILIES, MAIN, Figure, total

_ROUNDS: Final = 1000
_SEED: Final = 7
_TAILS: Final = (2.5, 97.5)
_KINDS: Final = 10


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Counts of one article by the figure's name, and its faults."""

    document: str
    language: str
    sentences: int
    figures: Mapping[str, Figure]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Report:
    """Scores of a set of articles. `reader`: name and version of what read them."""

    documents: tuple[DocumentScore, ...]
    reader: str

    def figure(self, name: str, language: str | None = None) -> Figure:
        """The counts of a figure over all articles, or over those in one language."""
        return total(
            score.figures.get(name, Figure())
            for score in self.documents
            if language in (None, score.language)
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the articles, sorted."""
        return tuple(sorted({score.language for score in self.documents}))

    def classes(self, family: str) -> dict[str, Figure]:
        """Figures of a family by class: `classes("type")["AID"]`; sorted by class."""
        head = f"{family}:"
        names = {name for score in self.documents for name in score.figures}
        return {
            name.removeprefix(head): self.figure(name)
            for name in sorted(names)
            if name.startswith(head)
        }

    def macro(self, family: str) -> float | None:
        """Mean F1 over the classes that are in the gold; None where none is."""
        values = [figure.f1 or 0.0 for figure in self.classes(family).values() if figure.gold]
        return sum(values) / len(values) if values else None

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % intervals of the F1 of the main figures, by drawing articles with replacement.

        The seed is fixed: the same scores give the same intervals. Empty with fewer than two
        articles, and without the figures that have no counts.
        """
        size = len(self.documents)
        if size < 2:
            return {}
        draws = np.random.default_rng(_SEED).multinomial(size, [1 / size] * size, _ROUNDS)
        found = {}
        for name in MAIN:
            values = self._drawn(name, draws)
            if values.size:
                low, high = np.percentile(values, _TAILS)
                found[name] = (float(low), float(high))
        return found

    def _drawn(self, name: str, draws: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The figure's F1 in each draw that has any counts of it."""
        figures = [score.figures.get(name, Figure()) for score in self.documents]
        counts = np.array([(2 * f.right, f.read + f.gold) for f in figures], dtype=np.int64)
        sums = draws @ counts
        sums = sums[sums[:, 1] > 0]
        values: npt.NDArray[np.float64] = sums[:, 0] / sums[:, 1]
        return values

    @cached_property
    def faults(self) -> tuple[FaultKind, ...]:
        """The ten most frequent kinds of fault, each with up to three examples."""
        every = [fault for score in self.documents for fault in score.faults]
        return frequent(every, _KINDS)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values, for a writer of JSON; null where a figure has no counts."""
        return {
            "reader": self.reader,
            "documents": len(self.documents),
            "sentences": sum(score.sentences for score in self.documents),
            "figures": {
                name: plain(self.figure(name)) | {"f1_95": self.intervals.get(name)}
                for name in MAIN
            },
            "macro_f1": {family: self.macro(family) for family in ("type", "status")},
            "by_language": {
                tag: {name: plain(self.figure(name, tag)) for name in MAIN}
                for tag in self.languages
            },
            "by_class": {
                family: {name: plain(figure) for name, figure in self.classes(family).items()}
                for family in FAMILIES
            },
            "faults": [
                {
                    "kind": kind.kind,
                    "count": kind.count,
                    "examples": [
                        {
                            "document": fault.document,
                            "sentence": fault.sentence,
                            "gold": fault.gold,
                            "read": fault.read,
                        }
                        for fault in kind.examples
                    ],
                }
                for kind in self.faults
            ],
        }

    def to_markdown(self, *, faults: bool = True) -> str:
        """The report as Markdown tables; `faults` adds the most frequent kinds of fault."""
        from legation.evaluation.markdown import render

        return render(self, faults=faults)


def plain(figure: Figure) -> dict[str, Any]:
    """A figure as plain values."""
    return {
        "precision": figure.precision,
        "recall": figure.recall,
        "f1": figure.f1,
        "right": figure.right,
        "read": figure.read,
        "gold": figure.gold,
    }
