"""Analysis of competing hypotheses: what speaks against each explanation, and who thinks so.

The method is Heuer's (Psychology of Intelligence Analysis, 1999, chapter 8): explanations are not
proved by what fits them, since most evidence fits several; the one with least against it stands.
Nothing here changes a hypothesis: reviews add ratings, and only scores move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any, Final

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.cells import entries_of, entry_of, evidence_of, worded
from legation.situation.records import Hypothesis, Item, Rating

NEUTRAL: Final = 3
"""The rating that neither supports nor contradicts; what does not apply counts as it."""
APART: Final = 2
"""Steps between two raters from which on they disagree: one supports what the other does not."""

_SCORES: Final = {
    "question": "text",
    "rank": "count",
    "hypothesis": "text",
    "words": "text",
    "inconsistency": "number",
    "against": "texts",
    "raters": "texts",
    "first_for": "texts",
    "reason": "text",
    "evidence": "texts",
    "entries": "texts",
}
_CELLS: Final = {
    "item": "text",
    "words": "text",
    "diagnosticity": "number",
    "hypothesis": "text",
    "mean": "number",
    "ratings": "texts",
    "apart": "flag",
    "evidence": "texts",
    "entries": "texts",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """An item against a hypothesis. `mean` of the raters, 1 contradicts, 3 neutral, 5 supports.

    `mean` is None where nobody rated, which counts as neutral. A rater's None is "does not apply".
    """

    item: Item
    hypothesis: Hypothesis
    ratings: tuple[Rating, ...]

    @property
    def mean(self) -> float | None:
        """Mean of the raters, each of whose "does not apply" is neutral."""
        return fmean(map(_value, self.ratings)) if self.ratings else None

    @property
    def counted(self) -> float:
        """The mean, or neutral where there is none."""
        return NEUTRAL if self.mean is None else self.mean

    @property
    def apart(self) -> bool:
        """Whether raters are two steps apart or more."""
        values = [_value(one) for one in self.ratings]
        return bool(values) and max(values) - min(values) >= APART


@dataclass(frozen=True, slots=True)
class Score:
    """A hypothesis with what speaks against it; rank 1 has least, and equals share a rank.

    `inconsistency`: sum over items of (3 - mean)² where the mean is below 3. `against`: the items
    below 3, worst first. `first_for`: raters on whose ratings alone it ranks first.
    """

    hypothesis: Hypothesis
    rank: int
    inconsistency: float
    against: tuple[str, ...]
    first_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The matrix of one question.

    `diagnosticity`: by item, the population standard deviation of its means across hypotheses;
    0 tells nothing apart. `discriminating`: items above 0, greatest first. `decisive`: items
    without which another hypothesis would rank first. `unrated`: cells that nobody rated.
    """

    question: str
    scores: tuple[Score, ...]
    cells: tuple[Cell, ...]
    diagnosticity: Mapping[str, float]
    discriminating: tuple[str, ...]
    decisive: tuple[str, ...]
    raters: tuple[str, ...]
    unrated: tuple[tuple[str, str], ...]
    reason: str

    @property
    def disagreements(self) -> tuple[Cell, ...]:
        """Cells whose raters are apart."""
        return tuple(cell for cell in self.cells if cell.apart)

    def table(self, language: str = "en") -> Table:
        """One row per hypothesis, the least contradicted first."""
        return make_table((self._score(one, language) for one in self.scores), _SCORES)

    def matrix(self, language: str = "en") -> Table:
        """One row per item and hypothesis, the most diagnostic item first."""
        order = {name: place for place, name in enumerate(self.diagnosticity)}
        cells = sorted(self.cells, key=lambda cell: order[cell.item.id])
        return make_table((self._cell(cell, language) for cell in cells), _CELLS)

    def _score(self, score: Score, language: str) -> dict[str, Any]:
        own = [cell for cell in self.cells if cell.hypothesis == score.hypothesis]
        held = {cell.item.id: cell.item.source for cell in own if cell.item.id in score.against}
        rated = (one.source for cell in own for one in cell.ratings)
        sources = [score.hypothesis.source, *held.values(), *rated]
        return {
            "question": self.question,
            "rank": score.rank,
            "hypothesis": score.hypothesis.id,
            "words": worded(score.hypothesis.words, language),
            "inconsistency": score.inconsistency,
            "against": list(score.against),
            "raters": list(self.raters),
            "first_for": list(score.first_for),
            "reason": self.reason,
            "evidence": evidence_of(sources),
            "entries": entries_of(sources),
        }

    def _cell(self, cell: Cell, language: str) -> dict[str, Any]:
        sources = [cell.item.source, *(one.source for one in cell.ratings)]
        return {
            "item": cell.item.id,
            "words": worded(cell.item.words, language),
            "diagnosticity": self.diagnosticity[cell.item.id],
            "hypothesis": cell.hypothesis.id,
            "mean": cell.mean,
            "ratings": [
                f"{one.rater}: {'does not apply' if one.value is None else one.value}"
                for one in cell.ratings
            ],
            "apart": cell.apart,
            "evidence": evidence_of(sources),
            "entries": entries_of(sources),
        }


def weigh_hypotheses(
    hypotheses: Iterable[Hypothesis], items: Iterable[Item], ratings: Iterable[Rating]
) -> tuple[Analysis, ...]:
    """The matrix of each question, in the order of the hypotheses.

    Raises:
        UsageError: a question has one hypothesis only, nothing held against it or no rating; or a
            rating is of an unknown item or hypothesis, of two questions, twice by one rater, or
            outside 1 to 5.
    """
    all_hypotheses, all_items, all_ratings = tuple(hypotheses), tuple(items), tuple(ratings)
    if not all_hypotheses:
        raise UsageError("there is no hypothesis; give two explanations of one question at least")
    _check(all_hypotheses, all_items, all_ratings)
    return tuple(
        _weigh(
            question,
            [one for one in all_hypotheses if one.question == question],
            [one for one in all_items if one.question == question],
            all_ratings,
        )
        for question in dict.fromkeys(one.question for one in all_hypotheses)
    )


def _value(rating: Rating) -> int:
    return NEUTRAL if rating.value is None else rating.value


def _check(
    hypotheses: Sequence[Hypothesis], items: Sequence[Item], ratings: Sequence[Rating]
) -> None:
    questions = {one.id: one.question for one in hypotheses}
    asked = {one.id: one.question for one in items}
    seen: set[tuple[str, str, str]] = set()
    for one in ratings:
        where = f"{entry_of(one.source)}: the rating by {one.rater}"
        for name, known in ((one.item, asked), (one.hypothesis, questions)):
            if name not in known:
                raise UsageError(f"{where} is of {name!r}; choose of {', '.join(known) or 'none'}")
        if asked[one.item] != questions[one.hypothesis]:
            raise UsageError(
                f"{where} holds {one.item} against {one.hypothesis}, which is of another question; "
                "rate within one question"
            )
        if one.value is not None and one.value not in range(1, 6):
            raise UsageError(f"{where} is {one.value}; give 1 (contradicts) to 5 (supports)")
        key = one.rater, one.item, one.hypothesis
        if key in seen:
            raise UsageError(f"{where} of {one.item} for {one.hypothesis} is there twice; keep one")
        seen.add(key)


def _weigh(
    question: str, hypotheses: list[Hypothesis], items: list[Item], ratings: Sequence[Rating]
) -> Analysis:
    if len(hypotheses) < 2:
        raise UsageError(
            f"{question!r} has one hypothesis, {hypotheses[0].id}; competing needs another, if "
            "only that it is wrong"
        )
    cells = tuple(_cell(item, one, ratings) for item in items for one in hypotheses)
    raters = tuple(dict.fromkeys(one.rater for cell in cells for one in cell.ratings))
    if not raters:
        raise UsageError(f"nobody has rated anything on {question!r}; give items and ratings")
    spread = {
        item.id: pstdev(cell.counted for cell in cells if cell.item is item) for item in items
    }
    diagnosticity = dict(sorted(spread.items(), key=lambda pair: -pair[1]))
    scores = _scores(hypotheses, cells, raters)
    unrated = tuple((cell.item.id, cell.hypothesis.id) for cell in cells if not cell.ratings)
    return Analysis(
        question=question,
        scores=scores,
        cells=cells,
        diagnosticity=diagnosticity,
        discriminating=tuple(name for name, value in diagnosticity.items() if value > 0),
        decisive=_decisive(hypotheses, items, cells),
        raters=raters,
        unrated=unrated,
        reason=_reason(scores, len(unrated), len(cells)),
    )


def _cell(item: Item, hypothesis: Hypothesis, ratings: Sequence[Rating]) -> Cell:
    own = (one for one in ratings if (one.item, one.hypothesis) == (item.id, hypothesis.id))
    return Cell(item, hypothesis, tuple(own))


def _inconsistency(hypothesis: Hypothesis, cells: Iterable[Cell]) -> float:
    return sum(
        (NEUTRAL - cell.counted) ** 2
        for cell in cells
        if cell.hypothesis is hypothesis and cell.counted < NEUTRAL
    )


def _scores(
    hypotheses: Sequence[Hypothesis], cells: Sequence[Cell], raters: Sequence[str]
) -> tuple[Score, ...]:
    totals = {one.id: _inconsistency(one, cells) for one in hypotheses}
    alone = {rater: _leaders(hypotheses, _of_rater(cells, rater)) for rater in raters}
    made = []
    for one in hypotheses:
        against = sorted(
            (cell for cell in cells if cell.hypothesis is one and cell.counted < NEUTRAL),
            key=lambda cell: cell.counted,
        )
        made.append(
            Score(
                hypothesis=one,
                rank=1 + sum(total < totals[one.id] for total in totals.values()),
                inconsistency=totals[one.id],
                against=tuple(cell.item.id for cell in against),
                first_for=tuple(rater for rater in raters if one.id in alone[rater]),
            )
        )
    return tuple(sorted(made, key=lambda score: score.rank))


def _of_rater(cells: Iterable[Cell], rater: str) -> list[Cell]:
    return [
        Cell(cell.item, cell.hypothesis, tuple(one for one in cell.ratings if one.rater == rater))
        for cell in cells
    ]


def _leaders(hypotheses: Iterable[Hypothesis], cells: Sequence[Cell]) -> set[str]:
    totals = {one.id: _inconsistency(one, cells) for one in hypotheses}
    least = min(totals.values())
    return {name for name, total in totals.items() if total == least}


def _decisive(
    hypotheses: Sequence[Hypothesis], items: Iterable[Item], cells: Sequence[Cell]
) -> tuple[str, ...]:
    leaders = _leaders(hypotheses, cells)
    return tuple(
        item.id
        for item in items
        if _leaders(hypotheses, [cell for cell in cells if cell.item is not item]) != leaders
    )


def _reason(scores: Sequence[Score], unrated: int, cells: int) -> str:
    first = [score.hypothesis.id for score in scores if score.rank == 1]
    least = f"{', '.join(first)}: least against {'it' if len(first) == 1 else 'them'}"
    if len(first) > 1:
        least += ", equally; nothing here tells them apart"
    split = {score.hypothesis.id for score in scores if score.first_for} - set(first)
    if split:
        least += f"; some raters alone would put {', '.join(sorted(split))} first"
    if unrated:
        least += f"; {unrated} of {cells} cells are unrated and count as neutral"
    return least
