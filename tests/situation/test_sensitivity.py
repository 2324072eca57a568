from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from tests.situation.contests import car_emissions, contest, with_idle, without_order
from tests.situation.drawn import contests, unhurried

from legation.errors import UsageError
from legation.situation.condorcet import condorcet
from legation.situation.draws import draw_inputs
from legation.situation.flips import Flip, flips
from legation.situation.records import Interval
from legation.situation.sensitivity import sensitivity
from legation.situation.stands import Contest, Number, Stand

TWO = contest(
    {"a": ((1, 3), 4, 1), "b": ((8, 10), (3, 9), 1), "c": (5, 1, (0.2, 0.4))},
    {"low": 2, "high": 8},
)


def test_run_replays_from_its_seed_bit_for_bit() -> None:
    assert sensitivity(TWO, 7, 200) == sensitivity(TWO, 7, 200)
    assert sensitivity(TWO, 7, 200).mean != sensitivity(TWO, 8, 200).mean
    assert sensitivity(TWO, 7, 200).inputs_sha256 != sensitivity(TWO, 8, 200).inputs_sha256


def test_order_of_actors_changes_no_draw() -> None:
    assert sensitivity(TWO, 7, 50) == sensitivity(without_order(TWO), 7, 50)


def test_draws_of_others_stay_when_an_actor_is_added() -> None:
    position, weight = draw_inputs(TWO, 7, 50)
    more, heavier = draw_inputs(with_idle(TWO, 1), 7, 50)

    assert np.array_equal(more[:, :3], position)
    assert np.array_equal(heavier[:, :3], weight)
    assert sensitivity(with_idle(TWO, 1), 7, 50).leads == sensitivity(TWO, 7, 50).leads


@unhurried
@given(contests(wide=True))
def test_draws_stay_within_the_intervals(one: Contest) -> None:
    position, weight = draw_inputs(one, 3, 20)

    for at, stand in enumerate(one.stands):
        assert (position[:, at] >= stand.position.low).all()
        assert (position[:, at] <= stand.position.high).all()
        heaviest = stand.capability.high * stand.salience.high
        assert (weight[:, at] <= heaviest * (1 + 1e-12)).all()


def test_draws_fill_the_interval_evenly() -> None:
    position, _ = draw_inputs(contest({"a": ((2, 6), 1, 1)}), 1, 4000)

    assert position.mean() == pytest.approx(4, abs=0.06)
    assert np.quantile(position, 0.25) == pytest.approx(3, abs=0.1)


def test_inputs_are_drawn_independently_of_each_other() -> None:
    one = contest({"a": ((2, 6), (1, 2), 1), "b": ((2, 6), (1, 2), 1)})
    position, weight = draw_inputs(one, 1, 4000)
    together = np.corrcoef([*position.T, *weight.T])

    assert abs(together[~np.eye(4, dtype=bool)]).max() < 0.06


def test_points_without_doubt_give_one_result_and_say_so() -> None:
    found = sensitivity(car_emissions(), 1, 20)

    assert found.mean.p5 == found.mean.p95 == pytest.approx(7.38996, abs=1e-5)
    assert found.tornado == ()
    assert any(reason.startswith("no input is an interval") for reason in found.reasons)


def test_shares_of_leaders_add_up() -> None:
    found = sensitivity(TWO, 7, 400)

    assert sum(lead.leads for lead in found.leads) == pytest.approx(1)
    assert 0 < found.leads[0].leads < 1
    assert [row["option"] for row in found.table().rows()] == ["low", "high"]


def test_tornado_puts_the_widest_swing_first_and_tells_who_leads_at_its_ends() -> None:
    found = sensitivity(TWO, 7, 10)

    assert (found.tornado[0].actor, found.tornado[0].input) == ("b", "capability")
    swings = [bar.swing for bar in found.tornado]
    assert swings == sorted(swings, reverse=True)
    assert found.tornado[0].leads_at_low == ("low",)
    assert found.tornado[0].leads_at_high == ("high",)
    # At capability 3: (2 x 4 + 9 x 3 + 5 x 0.3) / 7.3
    assert found.tornado[0].mean_at_low == pytest.approx((8 + 27 + 1.5) / 7.3)
    assert len(found.tornado_table().rows()) == 4


def test_flip_is_the_point_at_which_another_option_leads() -> None:
    rows = {"a": (2, 4, 1), "b": (8, 3, 1)}
    found = sensitivity(contest(rows, {"low": 2, "high": 8}), 1, 1).flips
    by_weight = next(f for f in found if (f.of, f.actor, f.input) == ("condorcet", "b", "weight"))
    by_mean = next(f for f in found if (f.of, f.actor, f.input) == ("mean", "b", "position"))

    assert by_weight.at == pytest.approx(4, abs=1e-6)
    assert by_weight.size == pytest.approx(1 / 3, abs=1e-6)
    assert (by_weight.leads, by_weight.instead) == ("low", "high")
    # The mean passes 5 where (2 x 4 + 3x) / 7 = 5.
    assert by_mean.at == pytest.approx(9, abs=1e-6)
    assert by_weight.words == "b's weight at 4 instead of 3: then high leads, not low"
    assert by_mean.words.endswith(": then high is nearest to the weighted mean, not low")


def test_flip_within_the_interval_is_marked() -> None:
    rows: dict[str, tuple[Number, Number, Number]] = {"a": (2, 4, 1), "b": (8, (3, 6), 1)}
    found = sensitivity(contest(rows, {"low": 2, "high": 8}), 7, 1)
    doubted = {(flip.of, flip.actor, flip.input): flip.doubted for flip in found.flips}

    assert doubted["condorcet", "b", "weight"]
    assert not doubted["condorcet", "a", "weight"]
    assert found.reasons[-1].startswith("smallest flip by a weight: b's weight at 4")
    assert found.reasons[-1].endswith(" (within its interval)")


@settings(unhurried, max_examples=60)
@given(contests(options=True))
def test_flip_flips_at_its_point_and_not_just_before(one: Contest) -> None:
    leading = condorcet(one).leading
    found = [flip for flip in flips(one) if flip.of == "condorcet"]
    if len(leading) > 1:
        assert found == []
    for flip in found:
        assert flip.leads == leading[0]
        step = (flip.at - flip.now) * 1e-4
        assert flip.leads not in condorcet(changed(one, flip, flip.at + step)).leading
        assert flip.leads in condorcet(changed(one, flip, flip.at - step)).leading


def changed(one: Contest, flip: Flip, value: float) -> Contest:
    """The contest with one position (on the scale) or weight as given."""
    if flip.input == "position":
        there = min(max(value, one.low), one.high)
        changes = {"position": Interval(there, there)}
    else:
        weight = max(value, 0.0)
        changes = {"capability": Interval(weight, weight), "salience": Interval(1, 1)}
    stands = (
        Stand(
            s.actor,
            changes.get("position", s.position),
            changes.get("capability", s.capability),
            changes.get("salience", s.salience),
        )
        if s.actor == flip.actor
        else s
        for s in one.stands
    )
    return replace(one, stands=tuple(stands))


def test_contest_without_options_has_draws_of_the_mean_only() -> None:
    found = sensitivity(contest({"a": ((1, 3), 1, 1), "b": (8, 1, 1)}), 1, 100)

    assert not found.leads
    assert not found.flips
    assert 4.5 <= found.mean.p5 < found.mean.p95 <= 5.5


def test_bad_settings_are_refused() -> None:
    with pytest.raises(UsageError, match="0 draws: give at least 1"):
        sensitivity(TWO, 1, 0)
    with pytest.raises(UsageError, match="seed -1: give a whole number"):
        sensitivity(TWO, -1)
