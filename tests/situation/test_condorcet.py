from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from tests.situation.contests import (
    car_emissions,
    contest,
    mirrored,
    rescaled,
    split_first,
    with_idle,
    without_order,
)
from tests.situation.drawn import contests, unhurried

from legation.errors import UsageError
from legation.situation.condorcet import (
    CHALLENGES,
    Challenge,
    condorcet,
    duel_chances,
    option_chances,
)
from legation.situation.stands import Contest

STRENGTHS = np.array([[0, 12.099, 54.921], [10.333, 0, 27.079], [5.007, 55.047, 0]])
"""Coalition strengths of the published example."""


def test_duels_are_those_of_the_published_example() -> None:
    duels = duel_chances(STRENGTHS)

    assert duels[0, 1] == pytest.approx(0.5782, abs=5e-5)
    assert duels[0, 2] == pytest.approx(0.9918, abs=5e-5)
    assert duels[1, 2] == pytest.approx(0.1948, abs=5e-5)


@pytest.mark.parametrize(
    ("challenge", "chances"),
    [
        ("uniform", (0.6351, 0.2148, 0.1501)),
        ("incentive", (0.5094, 0.2796, 0.2110)),
        ("conditional", (0.8659, 0.1241, 0.0100)),
    ],
)
def test_chances_are_those_of_the_published_example(
    challenge: Challenge, chances: tuple[float, ...]
) -> None:
    assert option_chances(STRENGTHS, challenge) == pytest.approx(chances, abs=5e-5)


def test_uniform_chances_solve_the_equation_they_are_defined_by() -> None:
    duels, p = duel_chances(STRENGTHS), option_chances(STRENGTHS)

    assert p == pytest.approx((duels * (p[:, None] + p)).sum(axis=1) / 3)


def test_coalition_is_weight_times_how_much_closer() -> None:
    found = condorcet(
        contest({"a": (1, 2, 0.5), "b": (9, 3, 1), "c": (5, 7, 1)}, {"low": 2, "high": 8})
    )

    # a: 7 - 1 = 6 of 10 closer to low; b: 6 of 10 closer to high; c is equally far from both.
    assert found.strengths[0][1] == pytest.approx(1 * 0.6)
    assert found.strengths[1][0] == pytest.approx(3 * 0.6)
    assert found.duels[1][0] == pytest.approx(9 / 10)


def test_result_names_the_pair_that_decides_and_who_stands_behind_it() -> None:
    found = condorcet(contest({"a": (1, 2, 1), "b": (9, 3, 1)}, {"low": 2, "high": 8}))

    assert found.leading == ("high",)
    assert found.reasons[0].startswith("high leads with a chance of")
    assert "high with strength 1.8 (b), against low with strength 1.2 (a)" in found.reasons[1]
    assert [row["backers"] for row in found.table().rows()] == [["a"], ["b"]]
    assert [row["beats"] for row in found.table().rows()] == [[], ["low"]]


def test_agreement_with_the_mean_is_said_either_way() -> None:
    agreeing = condorcet(car_emissions())
    differing = condorcet(car_emissions(), "incentive")

    assert agreeing.agrees
    assert "the weighted mean agrees: seven is nearest to it" in agreeing.reasons
    assert not differing.agrees
    assert "the weighted mean disagrees: seven is nearest to it, not ten" in differing.reasons


def test_options_that_nobody_tells_apart_have_even_chances() -> None:
    for challenge in CHALLENGES:
        found = condorcet(contest({"a": (5, 1, 1)}, {"low": 4, "high": 6}), challenge)

        assert found.chances == pytest.approx((0.5, 0.5))
        assert found.leading == ("low", "high")


def test_unanimous_option_is_certain() -> None:
    rows = {"a": (2, 1, 1), "b": (3, 1, 1)}
    for challenge in CHALLENGES:
        found = condorcet(contest(rows, {"near": 2.5, "far": 6, "farther": 9}), challenge)

        assert found.chances == pytest.approx((1, 0, 0), abs=1e-6)


def test_election_needs_two_options() -> None:
    with pytest.raises(UsageError, match=r"has 1 option\(s\) with a place: .* add options"):
        condorcet(contest({"a": (5, 1, 1)}, {"only": 4}))


def test_unknown_rule_of_challenge_is_refused() -> None:
    with pytest.raises(UsageError, match="'lottery' is no rule of challenge: use uniform"):
        option_chances(STRENGTHS, "lottery")  # type: ignore[arg-type]


@unhurried
@given(contests(options=True))
def test_duels_and_chances_sum_to_one(one: Contest) -> None:
    for challenge in CHALLENGES:
        found = condorcet(one, challenge)
        duels = np.array(found.duels)

        assert duels + duels.T == pytest.approx(np.ones_like(duels))
        assert sum(found.chances) == pytest.approx(1)
        assert min(found.chances) >= 0
        assert min(one.places) - 1e-9 <= found.expected <= max(one.places) + 1e-9


@unhurried
@given(contests(options=True))
def test_order_changes_nothing_at_all(one: Contest) -> None:
    assert condorcet(one, "incentive") == condorcet(without_order(one), "incentive")


@unhurried
@given(contests(options=True))
def test_mirrored_scale_mirrors_the_chances(one: Contest) -> None:
    for challenge in CHALLENGES:
        found, turned = condorcet(one, challenge), condorcet(mirrored(one), challenge)
        chances = dict(zip(turned.options, turned.chances, strict=True))

        assert [chances[o] for o in found.options] == pytest.approx(found.chances, abs=1e-6)


@unhurried
@given(contests(options=True))
def test_units_and_split_weights_do_not_matter(one: Contest) -> None:
    for challenge in CHALLENGES:
        chances = condorcet(one, challenge).chances
        for same in (rescaled(one, 7, 1000), split_first(one), with_idle(one, one.high)):
            assert condorcet(same, challenge).chances == pytest.approx(chances, abs=1e-6)
