from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.situation.folders import MORE, SOUND, folder, line_of, load, swapped

from legation.errors import UsageError
from legation.situation.files import SituationError, load_situation
from legation.situation.models import METHODS, Settings, pick_issue
from legation.situation.runs import (
    LABEL,
    Run,
    basis_counts,
    read_run,
    replay_run,
    run_situation,
    save_run,
)
from legation.situation.what_if import what_if

QUICK = Settings(seed=3, draws=50)


def run(path: Path, text: str = SOUND, *methods: str) -> Run:
    return run_situation(load(path, text), methods=methods, settings=QUICK)


def test_a_run_computes_all_that_fits(tmp_path: Path) -> None:
    found = run(tmp_path)
    assert found.methods == ("winset", "compromise", "condorcet", "sensitivity")
    assert found.left_out == {
        "challenge": "a historical reference, run only when asked for by name"
    }
    weights = {"TCD.GOV": (4, 0.8), "MLI": (7.5, 0.375), "FRA": (5, 0.08)}
    mean = sum(at * weight for at, weight in weights.values()) / sum(
        weight for _, weight in weights.values()
    )
    assert found.outputs["compromise"]["mean"] == pytest.approx(mean)
    assert found.outputs["winset"]["agreed"] == ["half"]
    assert found.outputs["sensitivity"]["draws"] == 50
    assert set(found.outputs["condorcet"]) == {"uniform", "incentive", "conditional"}
    assert found.inputs_sha256 == load_situation(tmp_path).situation.sha256


def test_a_run_without_veto_players_says_what_is_left_out(tmp_path: Path) -> None:
    text = swapped("    vetoes:\n      - {actor: TCD.GOV, ground: it holds the gates}\n", "")
    found = run(tmp_path, text)
    assert "winset" not in found.outputs
    assert found.left_out["winset"] == "no veto player is named"


def test_a_blank_stops_only_what_needs_it(tmp_path: Path) -> None:
    text = swapped("salience: 0.2", "salience: ")
    with pytest.raises(SituationError) as raised:
        run(tmp_path, text)
    said = str(raised.value)
    assert f"one.yaml:{line_of('actor: FRA')}: positions.release.FRA.salience is blank" in said
    assert "or run only winset" in said
    assert "winset" in run(tmp_path, text, "winset").outputs


def test_a_ranking_stands_for_a_blank_place(tmp_path: Path) -> None:
    text = swapped("place: 5,", "ranking: [half, most, as-now],")
    assert run(tmp_path, text, "winset").outputs["winset"]["agreed"] == ["half"]
    with pytest.raises(SituationError, match=r"FRA\.place is blank"):
        run(tmp_path, text, "compromise")


def test_problems_stop_a_run(tmp_path: Path) -> None:
    with pytest.raises(SituationError, match="off the scale"):
        run(tmp_path, swapped("place: 4", "place: 40"))


def test_a_saved_run_replays_bit_for_bit(tmp_path: Path) -> None:
    made = run(tmp_path, SOUND, *METHODS)
    path = save_run(made, tmp_path)
    assert path.parent == tmp_path / "runs"
    assert json.loads(path.read_text(encoding="utf-8"))["label"] == dict(LABEL)
    read = read_run(path)
    assert read == made
    (tmp_path / "one.yaml").unlink()
    found = replay_run(read)
    assert (found.same, found.differs) == (True, ())


def test_runs_are_never_written_over(tmp_path: Path) -> None:
    made = run(tmp_path, SOUND, "compromise")
    first = save_run(made, tmp_path)
    before = first.read_bytes()
    second = save_run(made, tmp_path)
    assert first != second
    assert first.read_bytes() == before
    assert load_situation(tmp_path).problems == ()


def test_another_seed_gives_other_draws_and_the_same_seed_the_same(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    one, same, other = (
        run_situation(loaded, None, ["sensitivity"], Settings(seed, 50)) for seed in (3, 3, 4)
    )
    assert one.outputs == same.outputs
    assert one.outputs != other.outputs


def test_a_changed_output_or_input_is_found(tmp_path: Path) -> None:
    path = save_run(run(tmp_path, SOUND, "compromise"), tmp_path)
    saved = json.loads(path.read_text(encoding="utf-8"))
    saved["outputs"]["compromise"]["mean"] += 1e-12
    path.write_text(json.dumps(saved), encoding="utf-8")
    found = replay_run(read_run(path))
    assert (found.same, found.differs) == (False, ("compromise.mean",))
    saved["inputs"]["positions"][0]["place"] = 9.0
    path.write_text(json.dumps(saved), encoding="utf-8")
    found = replay_run(read_run(path))
    assert not found.inputs_kept
    assert "changed" in found.reason


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inputs": 1}', "\x00"])
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(UsageError, match="is no saved run"):
        read_run(tmp_path / "x.json")


def test_bases_are_counted(tmp_path: Path) -> None:
    counts = basis_counts(load(tmp_path, more=MORE).situation)
    assert counts["extracted"] == counts["derived"] == 0
    assert counts["analyst"] > 12


def test_what_if_says_what_changes_and_by_what(tmp_path: Path) -> None:
    folder(tmp_path)
    changes = {"positions.MLI.salience": "1", "positions.FRA.place": "1"}
    found = what_if(tmp_path, changes, settings=QUICK)
    by_output = {one.output: one for one in found.effects}
    mean = by_output["compromise.mean"]
    assert mean.alone == tuple(changes)
    assert mean.assumptions == ("drought",)
    assert by_output["winset.agreed"].alone == ("positions.FRA.place",)
    assert found.before.outputs == run(tmp_path).outputs
    assert found.after.changes == changes
    assert found.same > 0
    assert (tmp_path / "one.yaml").read_text(encoding="utf-8") == SOUND
    assert not (tmp_path / "runs").exists()


def test_a_change_that_changes_nothing_has_no_effects(tmp_path: Path) -> None:
    found = what_if(folder(tmp_path), {"positions.TCD.GOV.place": "4.0"}, settings=QUICK)
    assert found.effects == ()


def test_what_if_fills_a_blank_or_refuses(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing is changed"):
        what_if(folder(tmp_path), {})
    with pytest.raises(SituationError, match="off the scale"):
        what_if(folder(tmp_path), {"positions.FRA.place": "11"})


def test_an_issue_is_picked_by_name(tmp_path: Path) -> None:
    situation = load(tmp_path).situation
    assert pick_issue(situation, None).id == "release"
    with pytest.raises(UsageError, match="'weather' is no issue of dam; it has release"):
        pick_issue(situation, "weather")
    with pytest.raises(UsageError, match="'guess' is no method; choose winset"):
        run(tmp_path, SOUND, "guess")
