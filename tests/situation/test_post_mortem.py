from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.situation.folders import MORE, SOUND, folder, load, swapped

from legation.errors import UsageError
from legation.situation.models import Settings
from legation.situation.outcomes import enter_outcome
from legation.situation.post_mortem import Case, calibration, post_mortem
from legation.situation.runs import Run, run_situation, save_run
from legation.situation.scores import brier, crps_of_points

BEFORE, AFTER = "2026-02-01T10:00:00Z", "2026-03-02T10:00:00Z"
SIGNED = {"source": "decree 14", "author": "lin"}


def saved(path: Path, created: str = BEFORE, **changed: object) -> Run:
    made = run_situation(load(path, more=MORE), methods=["winset", "compromise", "condorcet"])
    run = replace(made, created=created, **changed)  # type: ignore[arg-type]
    save_run(run, path)
    return run


def ended(path: Path, **fields: object) -> None:
    situation = load(path, more=MORE).checked()
    enter_outcome(path, situation, {**fields, "date": "2026-03-02", **SIGNED})


def test_a_run_is_scored_by_what_it_said(tmp_path: Path) -> None:
    run = saved(tmp_path)
    ended(tmp_path, issue="release", option="half", evidence=["ab12"])
    found = post_mortem(tmp_path)
    uniform = run.outputs["condorcet"]["uniform"]
    chances = dict(zip(uniform["options"], uniform["chances"], strict=True))
    places = dict(zip(uniform["places"], uniform["chances"], strict=True))
    marks = {(one.method, one.score): one for one in found.marks}
    assert marks["condorcet, uniform", "Brier"].value == pytest.approx(brier("half", chances))
    assert marks["condorcet, uniform", "Brier"].knowing_nothing == pytest.approx(2 / 3)
    assert marks["condorcet, uniform", "CRPS"].value == pytest.approx(crps_of_points(5.0, places))
    mean = run.outputs["compromise"]["mean"]
    assert marks["compromise", "CRPS"].value == pytest.approx(abs(mean - 5))
    assert marks["compromise", "CRPS"].knowing_nothing == pytest.approx(10 / 12)
    winset = marks["winset", "in the set"]
    assert winset.value is None
    held = "in" if "half" in run.outputs["winset"]["members"] else "not in"
    assert winset.reason == f"the outcome is {held} the win-set; a set has no score"
    row = found.table().rows()[0]
    assert (row["outcome"], row["date"], row["evidence"]) == ("half", "2026-03-02", ["ab12"])


def test_a_number_counts_before_the_place_of_the_option(tmp_path: Path) -> None:
    run = saved(tmp_path)
    ended(tmp_path, issue="release", option="half", number=6.5)
    (mark,) = [one for one in post_mortem(tmp_path).marks if one.method == "compromise"]
    assert mark.value == pytest.approx(abs(run.outputs["compromise"]["mean"] - 6.5))


def test_an_outcome_that_nobody_named_scores_worse_than_even_chances(tmp_path: Path) -> None:
    saved(tmp_path)
    ended(tmp_path, issue="release", option="other")
    found = post_mortem(tmp_path).marks
    assert {one.score for one in found} == {"Brier"}
    for one in found:
        assert one.value is not None
        assert one.value > 1
        assert one.reason == "the outcome was not among the options"


def test_only_runs_before_the_outcome_count_and_all_are_logged(tmp_path: Path) -> None:
    saved(tmp_path, "2026-02-01T10:00:00Z")
    saved(tmp_path, "2026-01-15T10:00:00Z")
    saved(tmp_path, AFTER)
    saved(tmp_path, "2026-02-02T10:00:00Z", changes={"positions.MLI.place": "3"})
    ended(tmp_path, issue="release", option="half")
    found = post_mortem(tmp_path)
    assert [(one.created[:10], one.scored) for one in found.log] == [
        ("2026-01-15", True),
        ("2026-02-01", True),
        ("2026-02-02", False),
        ("2026-03-02", False),
    ]
    assert found.log[2].reason == "a what-if, with changed positions.MLI.place"
    assert found.log[3].reason == "made on the day of the outcome or after"
    assert {one.created[:10] for one in found.marks} == {"2026-01-15", "2026-02-01"}
    assert found.log_table().rows()[0]["scored"] is True


def test_an_issue_without_an_outcome_is_logged_as_open(tmp_path: Path) -> None:
    saved(tmp_path)
    ended(tmp_path, scenario="leaf", occurred=True)
    found = post_mortem(tmp_path)
    assert found.marks == ()
    assert [one.reason for one in found.log] == ["its issue has no outcome yet"]


def test_it_says_how_few_cases_there_are(tmp_path: Path) -> None:
    saved(tmp_path)
    ended(tmp_path, issue="release", option="half")
    said = post_mortem(tmp_path).reasons
    assert said[0] == "1 issue with an outcome and a run before it; 1 of 1 saved runs are scored"
    assert said[1].startswith("fewer than 30 issues")


def test_a_word_counts_as_it_stood_before_the_outcome(tmp_path: Path) -> None:
    saved(tmp_path)
    ended(tmp_path, scenario="leaf", occurred=True)
    text = MORE.replace("likelihood: likely", "likelihood: almost certain")
    folder(tmp_path, text=SOUND, more=text)
    (band,) = post_mortem(tmp_path).bands
    assert (band.band, band.words, band.cases, band.occurred) == ("55-80", ("likely",), 1, 1)


def test_a_scenario_that_no_run_held_is_left_out_and_told(tmp_path: Path) -> None:
    saved(tmp_path, AFTER)
    ended(tmp_path, scenario="leaf", occurred=True)
    found = post_mortem(tmp_path)
    assert found.bands == ()
    assert "left out, for no run before the outcome has them: scenarios leaf" in found.reasons


def test_a_file_that_is_no_run_is_told(tmp_path: Path) -> None:
    saved(tmp_path)
    ended(tmp_path, issue="release", option="half")
    (tmp_path / "runs" / "odd.json").write_text(json.dumps({"a": 1}), encoding="utf-8")
    found = post_mortem(tmp_path)
    assert len(found.log) == 1
    assert any("odd.json is no saved run" in reason for reason in found.reasons)


def test_without_outcomes_it_says_how_to_enter_one(tmp_path: Path) -> None:
    saved(tmp_path)
    with pytest.raises(UsageError, match=r"has no outcomes; enter one in outcomes\.yaml as in"):
        post_mortem(tmp_path)


def test_an_option_without_an_anchor_has_a_brier_score_only(tmp_path: Path) -> None:
    text = swapped("{id: most, label: most, anchor: 8}", "{id: most, label: most}")
    folder(tmp_path, text=text)
    run = run_situation(load(tmp_path, text), methods=["compromise"])
    save_run(replace(run, created=BEFORE), tmp_path)
    situation = load(tmp_path, text).checked()
    given = {"issue": "release", "option": "most", "date": "2026-03-02", **SIGNED}
    enter_outcome(tmp_path, situation, given)
    assert post_mortem(tmp_path).marks == ()


def case(word: str | None, occurred: bool, name: str = "s") -> Case:
    return Case(name, word, "experts", occurred, (f"e-{word}",))


@pytest.mark.parametrize("words", [("很可能", "很可能", "likely"), ("勢必", "势必", "bound to")])
def test_calibration_takes_words_of_all_scripts_into_one_band(words: tuple[str, ...]) -> None:
    (band,) = calibration(case(word, True) for word in words)
    assert (band.cases, band.occurred, band.share) == (3, 3, 1.0)
    assert band.reason.startswith("3 cases, fewer than 30: next to nothing is known")


def test_calibration_keeps_bands_apart_and_the_unmapped_too() -> None:
    cases = [case("unlikely", False), case("可能", True), case(None, True), case("likely", False)]
    assert [band.band for band in calibration(cases)] == ["20-45", "55-80", "no word", "unmapped"]


def test_calibration_says_when_a_band_cannot_be_right() -> None:
    found = calibration([case("likely", False) for _ in range(40)])[0]
    assert found.high is not None
    assert found.high < 0.1
    assert found.reason == "40 cases; the band lies outside what the cases allow"
    assert found.evidence == ("e-likely",)


def test_calibration_of_nothing_is_empty() -> None:
    assert calibration([]) == ()


def test_band_table_has_its_interval(tmp_path: Path) -> None:
    saved(tmp_path)
    ended(tmp_path, scenario="leaf", occurred=False)
    (row,) = post_mortem(tmp_path).band_table().rows()
    assert (row["band"], row["share"], row["occurred"]) == ("55-80", 0.0, 0)
    assert row["share_low"] == 0.0
    assert 0.7 < row["share_high"] < 0.85


def test_settings_do_not_change_what_is_scored(tmp_path: Path) -> None:
    loaded = load(tmp_path, more=MORE)
    run = run_situation(loaded, methods=["sensitivity"], settings=Settings(1, 50))
    save_run(replace(run, created=BEFORE), tmp_path)
    ended(tmp_path, issue="release", option="half")
    assert post_mortem(tmp_path).marks == ()
