from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from itertools import permutations

import pytest
from tests.situation.entries import QUESTION, hypothesis, item, rating

from legation.errors import UsageError
from legation.situation.hypotheses import weigh_hypotheses
from legation.situation.records import Rating

JAMMED, SOLD = hypothesis("jammed"), hypothesis("sold")
ITEMS = tuple(map(item, ("report", "silence", "arrest", "denial")))


def column(name: str, values: tuple[int | None, ...], rater: str = "ana") -> list[Rating]:
    return [rating(one.id, name, value, rater) for one, value in zip(ITEMS, values, strict=True)]


def test_inconsistency_counts_the_squares_below_neutral_only() -> None:
    ratings = [*column("jammed", (1, 2, 3, 5)), *column("sold", (3, 3, 3, 3))]

    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    scores = {score.hypothesis.id: score for score in found.scores}
    assert scores["jammed"].inconsistency == 5
    assert scores["jammed"].against == ("report", "silence")
    assert scores["sold"].inconsistency == 0
    assert [score.rank for score in found.scores] == [1, 2]
    assert found.scores[0].hypothesis is SOLD


def test_support_does_not_make_up_for_contradiction() -> None:
    ratings = [*column("jammed", (5, 5, 5, 1)), *column("sold", (3, 3, 3, 3))]

    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    assert found.scores[0].hypothesis is SOLD


def test_does_not_apply_counts_as_neutral_in_a_mean() -> None:
    ratings = [
        *column("jammed", (1, 3, 3, 3), "ana"),
        *column("jammed", (None, 3, 3, 3), "bo"),
        *column("sold", (3, 3, 3, 3)),
    ]

    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    assert found.cells[0].mean == 2
    assert found.scores[1].inconsistency == 1


def test_diagnosticity_is_the_population_deviation_across_hypotheses() -> None:
    ratings = [*column("jammed", (1, 2, 3, 5)), *column("sold", (5, 2, 3, 4))]

    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    assert found.diagnosticity == {"report": 2.0, "denial": 0.5, "silence": 0.0, "arrest": 0.0}
    assert found.discriminating == ("report", "denial")


def test_item_without_which_another_would_lead_is_decisive() -> None:
    ratings = [*column("jammed", (1, 2, 3, 3)), *column("sold", (3, 1, 3, 3))]

    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    assert found.scores[0].hypothesis is SOLD
    assert found.decisive == ("report",)


def test_review_moves_scores_and_never_a_hypothesis() -> None:
    hypotheses = (JAMMED, SOLD)
    before = deepcopy(hypotheses)
    ratings = [*column("jammed", (1, 2, 3, 5)), *column("sold", (3, 3, 3, 3))]
    review = column("sold", (1, 1, 1, 1), "bo")

    (first,) = weigh_hypotheses(hypotheses, ITEMS, ratings)
    (second,) = weigh_hypotheses(hypotheses, ITEMS, [*ratings, *review])

    assert hypotheses == before
    assert {score.hypothesis.id: score.hypothesis for score in second.scores} == {
        one.id: one for one in before
    }
    assert first.scores[0].hypothesis is SOLD
    assert {score.hypothesis.id: score.inconsistency for score in second.scores} == {
        "jammed": 5,
        "sold": 4,
    }


def test_disagreement_of_raters_is_shown_and_not_averaged_away() -> None:
    ratings = [
        *column("jammed", (1, 3, 3, 3), "ana"),
        *column("jammed", (5, 3, 4, 3), "bo"),
        *column("sold", (3, 3, 3, 3), "ana"),
        *column("sold", (2, 3, 3, 3), "bo"),
    ]

    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    assert [(cell.item.id, cell.hypothesis.id) for cell in found.disagreements] == [
        ("report", "jammed")
    ]
    assert {score.hypothesis.id: score.first_for for score in found.scores} == {
        "jammed": ("bo",),
        "sold": ("ana",),
    }
    (row,) = (row for row in found.matrix() if row["apart"])
    assert row["ratings"] == ["ana: 1", "bo: 5"]


def test_equals_share_a_rank_and_the_reason_says_so() -> None:
    ratings = [*column("jammed", (1, 3, 3, 3)), *column("sold", (3, 1, 3, 3))]

    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    assert [score.rank for score in found.scores] == [1, 1]
    assert "nothing here tells them apart" in found.reason


def test_unrated_cell_is_named_and_counts_as_neutral() -> None:
    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, [rating("report", "jammed", 1)])

    assert found.cells[1].mean is None
    assert len(found.unrated) == 7
    assert "7 of 8 cells are unrated" in found.reason
    assert found.scores[0].hypothesis is SOLD


def test_order_of_everything_is_without_effect() -> None:
    ratings = [*column("jammed", (1, 2, 3, 5)), *column("sold", (5, 2, 3, 4))]
    for items in permutations(ITEMS):
        (found,) = weigh_hypotheses((SOLD, JAMMED), items, ratings[::-1])
        assert {one.hypothesis.id: one.inconsistency for one in found.scores} == {
            "jammed": 5,
            "sold": 1,
        }


def test_questions_are_weighed_apart() -> None:
    other = (hypothesis("x", "who leads"), hypothesis("y", "who leads"))
    ratings = [*column("jammed", (1, 3, 3, 3)), rating("poll", "x", 2)]

    found = weigh_hypotheses((JAMMED, *other, SOLD), (*ITEMS, item("poll", "who leads")), ratings)

    assert [one.question for one in found] == [QUESTION, "who leads"]
    assert [one.scores[0].hypothesis.id for one in found] == ["sold", "y"]


def test_tables_open_to_evidence_and_entries_in_the_language_asked_for() -> None:
    ratings = [*column("jammed", (1, 2, 3, 5)), *column("sold", (3, 3, 3, 3))]
    (found,) = weigh_hypotheses((JAMMED, SOLD), ITEMS, ratings)

    rows = found.table("zh-Hans").rows()

    assert [row["words"] for row in rows] == ["說法sold", "說法jammed"]
    assert rows[1]["evidence"][:3] == ["h-jammed", "i-report", "i-silence"]
    assert rows[1]["entries"] == ["board.yaml:1"]
    assert len(found.matrix()) == 8


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (rating("weather", "jammed", 1, line=4), "board.yaml:4: .* 'weather'; choose of report"),
        (rating("report", "spell", 1), "'spell'; choose of jammed, sold"),
        (rating("report", "jammed", 6), "is 6; give 1"),
    ],
)
def test_bad_rating_is_refused_with_its_place(bad: Rating, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        weigh_hypotheses((JAMMED, SOLD), ITEMS, [bad])


def test_rating_twice_by_one_rater_is_refused() -> None:
    twice = rating("report", "jammed", 1)
    with pytest.raises(UsageError, match="there twice"):
        weigh_hypotheses((JAMMED, SOLD), ITEMS, [twice, replace(twice, value=2)])


def test_rating_across_questions_is_refused() -> None:
    with pytest.raises(UsageError, match="another question"):
        weigh_hypotheses(
            (JAMMED, SOLD), (item("poll", "who leads"),), [rating("poll", "jammed", 1)]
        )


def test_nothing_to_compete_is_refused() -> None:
    with pytest.raises(UsageError, match="no hypothesis"):
        weigh_hypotheses((), ITEMS, ())
    with pytest.raises(UsageError, match="competing needs another"):
        weigh_hypotheses((JAMMED,), ITEMS, [rating("report", "jammed", 1)])
    with pytest.raises(UsageError, match="nobody has rated"):
        weigh_hypotheses((JAMMED, SOLD), ITEMS, ())
