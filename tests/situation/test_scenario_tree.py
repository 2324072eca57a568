from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.situation.crisis import Crisis, crisis_of, ids
from tests.situation.entries import indicator, ledger_entry, scenario, source

from legation.errors import UsageError
from legation.situation.records import Scenario
from legation.situation.scenario_tree import build_forest

TREE = (
    scenario("after", exclusive=True),
    scenario("calm", "after", "likely"),
    scenario("war", "after", "勢必", asserter="experts"),
    scenario("split", "war", "或許"),
    scenario("elsewhere", word="probably"),
)


def test_branches_stand_behind_their_parents_with_bands_and_asserters() -> None:
    rows = build_forest([TREE[3], TREE[1], *TREE[4:], TREE[2], TREE[0]]).table().rows()

    assert [(row["scenario"], row["depth"]) for row in rows] == [
        ("elsewhere", 0),
        ("after", 0),
        ("calm", 1),
        ("war", 1),
        ("split", 2),
    ]
    bands = {row["scenario"]: (row["band"], row["mapping"], row["asserter"]) for row in rows}
    assert bands["calm"] == ("55-80", "icd203", "observers")
    assert bands["war"] == ("95-99", "house", "experts")
    assert bands["split"] == (None, "unmapped", "observers")
    assert bands["after"][:2] == (None, None)


def test_sum_is_given_only_where_branches_are_declared_exclusive() -> None:
    forest = build_forest([*TREE, scenario("south", "elsewhere", "likely")])

    sums = {one.scenario.id: one.branches_sum for one in forest.branches}

    total = sums.pop("after")
    assert total is not None
    assert (total.verdict, total.low, total.high) == ("cannot hold", 150, 179)
    assert set(sums.values()) == {None}


def test_consequences_of_several_actors_stand_side_by_side() -> None:
    entries = (
        ledger_entry("RUS", "loss", "observers", size="heavy"),
        ledger_entry("RUS", "gain", "media", arena="prestige"),
        ledger_entry("CHN", "open", "observers"),
    )
    forest = build_forest([scenario("calm", consequences=entries)])

    rows = forest.consequences().rows()

    assert [(row["actor"], row["sign"], row["size"]) for row in rows] == [
        ("RUS", "loss", "heavy"),
        ("RUS", "gain", None),
        ("CHN", "open", None),
    ]
    assert rows[1]["evidence"] == ["media-gain"]
    (branch,) = forest.table()
    assert branch["consequences"][0] == "RUS: heavy loss, Latin America (observers)"


def test_indicators_are_held_against_the_dossier(tmp_path: Path) -> None:
    told = Crisis("told", "歐盟5日制裁加蓬。", "zh-Hant-TW", published="2026-01-06")
    told.event("制裁", "SANCTION", ("IGO:EU", "GAB"), "2026-01-05")
    signs = (
        indicator("sanction", actor="IGO:EU", first="2026-01-01", last="2026-01-31"),
        indicator("vote", actor="GAB", type="CONSULT", last="2026-02-28"),
    )
    with crisis_of(tmp_path, told) as dossier:
        forest = build_forest([scenario("calm", indicators=signs)], dossier)
        event = ids(dossier, "events")["制裁"]

    first, second = forest.indicators()
    assert (first["state"], first["evidence"]) == ("occurred", [event])
    assert (second["state"], second["evidence"]) == ("window open", [])
    assert "not reported until 2026-01-06" in second["reason"]
    assert forest.as_of == date(2026, 1, 6)
    (row,) = forest.table()
    assert row["indicators"] == ["sanction: occurred", "vote: window open"]


def test_without_a_dossier_no_sign_is_said_to_be_anything() -> None:
    forest = build_forest([scenario("calm", indicators=(indicator("vote", type="CONSULT"),))])

    assert forest.as_of is None
    assert len(forest.indicators()) == 0
    assert forest.table().rows()[0]["indicators"] == ["vote"]


def test_language_asked_for_is_shown() -> None:
    (row,) = build_forest([scenario("calm")]).table("zh-Hant")

    assert row["outcome"] == "calm發生"
    assert row["condition"] is None


@pytest.mark.parametrize(
    ("scenarios", "message"),
    [
        ((scenario("a", "c"), scenario("b", "a"), scenario("c", "b")), "a -> c -> b -> a go round"),
        ((scenario("a", "a"),), "a -> a go round in a circle; leave the parent"),
        ((scenario("b", "nowhere"),), "parent 'nowhere' of b is no scenario; choose of b"),
        ((scenario("a"), scenario("a", source=source(line=9))), "board.yaml:9: .*already"),
    ],
)
def test_tree_that_is_none_is_refused(scenarios: tuple[Scenario, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        build_forest(scenarios)


def test_no_scenarios_are_an_empty_forest() -> None:
    assert len(build_forest(()).table()) == 0
