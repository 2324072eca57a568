from __future__ import annotations

from pathlib import Path

import pytest
from tests.situation.crisis import Crisis, crisis_of, deeds

from legation.dossier import Dossier
from legation.errors import UsageError
from legation.situation.reciprocity import LABEL, reciprocity

BONDS = Crisis("bonds", "France feeds Mali. Chile feeds Peru.")
BONDS.link("France feeds", ("FRA", "MLI"), "trade").link("Chile feeds", ("CHL", "PER"), "trade")
STRIKE = ("CHL", "ASSAULT", "MLI", "2026-01-05")
ANSWER = ("FRA.GOV", "SANCTION", "PER", "2026-01-15")


def dossier_with(folder: Path, *acts: tuple[str, str, str, str]) -> Dossier:
    return crisis_of(folder, BONDS, *deeds(*acts))


def test_strike_on_a_friend_answered_on_a_friend_is_a_candidate(tmp_path: Path) -> None:
    with dossier_with(tmp_path, STRIKE, ANSWER) as dossier:
        (row,) = reciprocity(dossier, shuffles=50).table()

    assert row["label"] == LABEL
    assert (row["one"], row["through"], row["other"], row["elsewhere"]) == (
        *("CHL", "MLI"),
        *("FRA", "PER"),
    )
    assert (row["shortest_lag"], row["longest_lag"]) == (10, 10)
    assert row["reason"] == (
        "CHL acts against MLI, reported as friend of FRA; "
        "FRA acts against PER, reported as friend of CHL"
    )
    assert len(row["evidence"]) == 4


def test_help_to_an_opponent_is_an_act_against_a_side(tmp_path: Path) -> None:
    fights = [("PER", "ASSAULT", "CHL", f"2025-0{month}-01") for month in (1, 2, 3)]
    wars = [("GAB", "ASSAULT", "FRA", f"2025-0{month}-01") for month in (1, 2, 3)]
    acts = [("CHL", "AID", "GAB", "2026-02-01"), ("FRA", "AID", "PER", "2026-02-20")]
    with crisis_of(tmp_path, *deeds(*fights, *wars, *acts)) as dossier:
        found = reciprocity(dossier, "CHL", lag=30, shuffles=50).candidates

    assert [(one.trigger.recipient, one.answer.recipient) for one in found] == [("GAB", "PER")]
    assert "reported as opponent of FRA" in found[0].reason


@pytest.mark.parametrize(
    "answer",
    [
        ("FRA", "SANCTION", "PER", "2026-05-15"),
        ("FRA", "ACCUSE", "PER", "2026-01-15"),
        ("FRA", "SANCTION", "MLI", "2026-01-15"),
        ("FRA", "SANCTION", "PER", "2026"),
    ],
    ids=["too late", "words only", "same place", "too coarse"],
)
def test_what_is_no_answer_elsewhere_is_no_candidate(
    answer: tuple[str, str, str, str], tmp_path: Path
) -> None:
    with dossier_with(tmp_path, STRIKE, answer) as dossier:
        assert reciprocity(dossier, shuffles=10).candidates == ()


def test_who_began_is_who_acted_first(tmp_path: Path) -> None:
    earlier = (*ANSWER[:3], "2026-01-01")
    with dossier_with(tmp_path, STRIKE, earlier) as dossier:
        (found,) = reciprocity(dossier, shuffles=10).candidates

    assert (found.trigger.actor, found.answer.actor, found.shortest) == ("FRA", "CHL", 4)


def test_coarse_dates_and_mixed_pairs_are_counted(tmp_path: Path) -> None:
    quarrel = ("CHL", "ASSAULT", "PER", "2026")
    with dossier_with(tmp_path, STRIKE, ANSWER, quarrel) as dossier:
        found = reciprocity(dossier, shuffles=10)

    assert (found.coarse, found.mixed, found.acts) == (1, 1, 2)
    assert found.candidates == ()


def test_busy_time_makes_a_candidate_worthless(tmp_path: Path) -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 13)]
    busy = [act for day in days for act in ((*STRIKE[:3], day), (*ANSWER[:3], day))]
    with dossier_with(tmp_path, *busy) as dossier:
        found = reciprocity(dossier, lag=90, shuffles=200)

    rate = found.rates["CHL", "FRA"]
    assert rate.found > 50
    assert rate.expected == pytest.approx(rate.found, rel=0.1)
    assert rate.as_many > 0.2


def test_regular_answers_in_a_long_quiet_time_are_rare_by_chance(tmp_path: Path) -> None:
    acts = []
    for year in range(2010, 2024):
        acts += [(*STRIKE[:3], f"{year}-03-01"), (*ANSWER[:3], f"{year}-03-05")]
    with dossier_with(tmp_path, *acts) as dossier:
        found = reciprocity(dossier, "FRA", lag=10, shuffles=200, seed=3)
        again = reciprocity(dossier, "FRA", lag=10, shuffles=200, seed=3)

    rate = found.rates["CHL", "FRA"]
    assert rate.found == 14
    assert rate.expected < 7
    assert rate.as_many < 0.02
    assert again == found


def test_actor_keeps_its_own_on_either_side(tmp_path: Path) -> None:
    with dossier_with(tmp_path, STRIKE, ANSWER) as dossier:
        counts = {
            actor: len(reciprocity(dossier, actor, shuffles=5).candidates)
            for actor in ("FRA", "CHL", "MLI")
        }

    assert counts == {"FRA": 1, "CHL": 1, "MLI": 0}


@pytest.mark.parametrize(("name", "value"), [("lag", 0), ("shuffles", -1)])
def test_number_that_makes_no_sense_is_refused(tmp_path: Path, name: str, value: int) -> None:
    with dossier_with(tmp_path, STRIKE) as dossier, pytest.raises(UsageError, match="below 1"):
        reciprocity(dossier, **{name: value})  # type: ignore[arg-type]
