from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from tests.situation.contests import car_emissions, contest, mirrored, without_order
from tests.situation.drawn import contests, unhurried

from legation.errors import UsageError
from legation.situation.challenge import LABEL, VARIANTS, Variant, replicate, success_chances
from legation.situation.compromise import compromise
from legation.situation.records import Interval
from legation.situation.stands import Contest, Stand, make_stand

PUBLISHED = (7.4, 7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6, 7.3, 7.2)
"""Means of rounds 0 to 10, read off the article's figure to one decimal."""
MEANS = (7.390, 7.461, 7.553, 7.590, 7.358, 7.349, 7.415, 7.510, 7.572, 7.325, 7.242)
"""The same from an independent program."""
MEDIANS = (7, 8.416, 9.611, 9.962, 9.962, 9.962, 7.472, 8.825, 9.671, 9.671, 7)
RISKS = {
    "NL": 1.4057,
    "DE": 1.4057,
    "BE": 0.7542,
    "LU": 0.5089,
    "FR": 1.0465,
    "IT": 1.0465,
    "UK": 1.9649,
    "IE": 0.5,
    "DK": 2,
    "GR": 1.1121,
}


def with_shares(one: Contest) -> Contest:
    """Saliences as shares of 1, as the challenge model takes them."""
    stands = tuple(
        replace(s, salience=Interval(s.salience.low / 50, s.salience.high / 50)) for s in one.stands
    )
    return replace(one, stands=stands)


def test_matching_variant_follows_the_published_means() -> None:
    means = [one.mean for one in replicate(car_emissions()).rounds]

    assert means == pytest.approx(PUBLISHED, abs=0.065)
    assert means == pytest.approx(MEANS, abs=5e-4)


def test_matching_variant_gives_the_medians_and_risks_of_an_independent_program() -> None:
    rounds = replicate(car_emissions()).rounds

    assert [one.median for one in rounds] == pytest.approx(MEDIANS, abs=5e-4)
    assert rounds[1].risks == pytest.approx(RISKS, abs=5e-5)


def test_printed_formula_is_six_tenths_off_after_one_round() -> None:
    printed = replicate(car_emissions(), "printed").rounds[1]

    assert printed.mean == pytest.approx(6.836, abs=5e-4)
    assert MEANS[1] - printed.mean == pytest.approx(0.6, abs=0.05)
    assert PUBLISHED[1] - printed.mean == pytest.approx(0.6, abs=0.05)


def test_chances_of_the_matching_variant_are_no_chances() -> None:
    position, weight = car_emissions().middles()
    neutral = np.ones_like(weight)
    apart = position[:, None] != position
    sums = {
        variant: (chances + chances.T)[apart]
        for variant in VARIANTS
        if (chances := success_chances(position / 6, weight, neutral, variant)) is not None
    }

    assert sums["matching"].max() < 0.1
    assert sums["printed"] == pytest.approx(1)


def test_matching_variant_does_not_mirror() -> None:
    one = car_emissions()
    means = [found.mean for found in replicate(one).rounds]
    turned = [10 - found.mean for found in replicate(mirrored(one)).rounds]

    assert turned[0] == pytest.approx(means[0])
    assert max(abs(a - b) for a, b in zip(means, turned, strict=True)) > 0.1


def test_median_of_the_challenge_model_swings_under_noise_and_the_weighted_mean_does_not() -> None:
    noise = np.random.default_rng(1)
    medians, means = [], []
    for _ in range(60):
        noisy = tuple(_with_noise(stand, noise) for stand in car_emissions().stands)
        one = replace(car_emissions(), stands=noisy)
        medians.append(replicate(one).rounds[-1].median)
        means.append(compromise(one).mean)

    assert max(medians) - min(medians) > 5  # of a range of 6 on which the actors stand
    assert max(means) - min(means) < 1


def _with_noise(stand: Stand, noise: np.random.Generator) -> Stand:
    """Every input off by up to a tenth of itself."""
    by = noise.uniform(0.9, 1.1, 3)
    place = min(stand.position.low * by[0], 10)
    return make_stand(
        stand.actor, place, stand.capability.low * by[1], min(stand.salience.low * by[2], 1)
    )


def test_result_is_labelled_as_a_historical_reference() -> None:
    found = replicate(car_emissions())

    assert found.label == LABEL
    assert found.reasons[0] == LABEL
    assert "the median runs between 7 and 9.962" in found.reasons[1]


def test_table_says_who_gave_way_to_whom() -> None:
    found = replicate(car_emissions(), rounds=2)
    rows = found.table().rows()

    assert len(rows) == 3 * 10
    assert {row["move"] for row in rows if row["round"] == 0} == {None}
    moved = [row for row in rows if row["round"] == 1 and row["move"]]
    assert {row["actor"] for row in moved} == {move.actor for move in found.rounds[1].moves}
    assert all(row["to"] for row in moved)


def test_actors_at_one_place_do_not_move() -> None:
    rounds = replicate(contest({"a": (4, 1, 1), "b": (4, 2, 1)})).rounds

    assert {one.mean for one in rounds} == {4}
    assert not any(one.moves for one in rounds)


@pytest.mark.parametrize("variant", VARIANTS)
@unhurried
@given(one=contests().map(with_shares))
def test_nobody_leaves_the_range_of_the_first_positions(variant: Variant, one: Contest) -> None:
    first = [stand.position.low for stand in one.stands]
    for found in replicate(one, variant, 3).rounds:
        assert min(found.positions.values()) >= min(first) - 1e-9
        assert max(found.positions.values()) <= max(first) + 1e-9
        assert all(0.5 - 1e-9 <= risk <= 2 + 1e-9 for risk in found.risks.values())


@unhurried
@given(contests().map(with_shares))
def test_order_of_actors_changes_nothing_at_all(one: Contest) -> None:
    assert replicate(one, rounds=3) == replicate(without_order(one), rounds=3)


def test_hash_tells_variants_and_rounds_apart() -> None:
    one = car_emissions()
    runs = [replicate(one), replicate(one, "printed"), replicate(one, rounds=3)]
    evidence = tuple(replace(stand, evidence=("aa01",)) for stand in one.stands)

    assert len({run.inputs_sha256 for run in runs}) == 3
    assert replicate(replace(one, stands=evidence)).inputs_sha256 == runs[0].inputs_sha256


def test_bad_settings_are_refused() -> None:
    with pytest.raises(UsageError, match=re.escape("'new' is no variant: use 'matching', 'pri")):
        replicate(car_emissions(), "new")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="0 rounds: give at least 1"):
        replicate(car_emissions(), rounds=0)
    with pytest.raises(UsageError, match=r"b: salience 80 is no chance to resist.* divide all"):
        replicate(contest({"a": (1, 1, 1), "b": (2, 1, 80)}))
