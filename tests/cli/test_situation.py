from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import Flow, Line, article, make
from tests.cli.runner import lines, run
from tests.situation.folders import MORE, SOUND, folder, line_of, swapped
from tests.situation.test_draft import told

from legation.cli.situation import command
from legation.situation.runs import LABEL

_ON_FOLDERS = (
    *("check", "show", "winset", "compromise", "condorcet", "sensitivity", "run"),
    *("ledger", "motives", "scenarios", "hypotheses"),
)
_BOARDS = """\
ledger:
  - {actor: MLI, arena: water, over: half, sign: gain, size: a good deal, asserter: experts}
  - {actor: MLI, arena: water, over: half, sign: loss, size: little, asserter: MLI.GOV}
motives:
  - {actor: TCD.GOV, act: keeps the gates shut, layer: official, asserter: TCD.GOV, words: floods}
  - {actor: TCD.GOV, act: keeps the gates shut, layer: underlying, asserter: experts, words: price}
"""


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(folder(tmp_path / "dam", more=MORE + _BOARDS))


@pytest.mark.parametrize("name", list(command.commands))
def test_every_command_has_examples_and_a_line(name: str) -> None:
    found = run("situation", name, "--help")
    assert found.exit_code == 0
    assert "Examples:" in found.stdout
    assert f"  legation situation {name}" in found.stdout
    assert "--json" in found.stdout
    assert command.commands[name].short_help


@pytest.mark.parametrize("name", _ON_FOLDERS)
def test_every_page_says_that_it_is_exploratory_and_counts_bases(name: str, place: str) -> None:
    found = run("situation", name, place)
    assert found.exit_code == 0, found.output
    for text in LABEL.values():
        assert text in found.stdout
    assert "0 extracted, 0 derived," in found.stdout
    head = lines(run("situation", name, place, "--json"))[0]
    assert head["label"] == dict(LABEL)
    assert set(head["basis"]) == {"extracted", "derived", "analyst"}


def test_check_lists_everything_with_its_line(tmp_path: Path) -> None:
    text = swapped("place: 4", "place: 14")
    text = swapped("salience: 0.2", "salience: ", text)
    where = str(folder(tmp_path / "dam", text=text))
    found = run("situation", "check", where)
    assert found.exit_code == 5
    assert f"problem: one.yaml:{line_of('actor: TCD.GOV, issue')}: the place 14" in found.stdout
    assert f"blank: one.yaml:{line_of('actor: FRA')}: positions.release.FRA" in found.stdout
    assert "1 problems, 0 warnings, 1 blanks" in found.stderr
    rows = lines(run("situation", "check", where, "--json"))[1:]
    assert [row["kind"] for row in rows] == ["problem", "blank"]
    assert rows[0]["line"] == line_of("actor: TCD.GOV, issue")


def test_blanks_alone_are_no_fault(tmp_path: Path) -> None:
    where = folder(tmp_path / "dam", text=swapped("salience: 0.2", "salience: "))
    assert run("situation", "check", str(where)).exit_code == 0
    refused = run("situation", "run", str(where))
    assert refused.exit_code == 5
    assert "positions.release.FRA.salience is blank" in refused.stderr
    assert not (where / "runs").exists()


@pytest.mark.parametrize("script", ["hant", "hans", "en"])
def test_a_draft_passes_its_own_check(tmp_path: Path, script: str) -> None:
    dossier = str(told(tmp_path, script))
    where = str(tmp_path / "posts")
    about = ("--about", "FRA", "--about", "MLI")
    made = run("situation", "draft", "border posts", "--from", dossier, *about, "--into", where)
    assert made.exit_code == 0, made.output
    assert "1 offers, 2 actors, 0 vetoes" in made.stderr
    checked = run("situation", "check", where, "--evidence", dossier)
    assert checked.exit_code == 0, checked.output
    assert "blank: " in checked.stdout
    assert run("situation", "winset", where).exit_code == 5
    shown = run("situation", "show", where)
    assert "offer-1" in shown.stdout
    again = run("situation", "draft", "border posts", "--from", dossier, *about, "--into", where)
    assert again.exit_code == 2
    assert "overwrites nothing" in again.stderr


def test_a_run_is_saved_and_replays(place: str) -> None:
    made = run("situation", "run", place, "--draws", "20", "--seed", "5")
    assert made.exit_code == 0
    (path,) = (Path(place) / "runs").iterdir()
    assert f"saved as {path}" in made.stdout
    again = run("situation", "replay", str(path))
    assert again.exit_code == 0
    assert "bit for bit" in again.stdout
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"seed": 5', '"seed": 6', 1), encoding="utf-8")
    changed = run("situation", "replay", str(path))
    assert changed.exit_code == 5
    assert "outputs differ" in changed.stdout


def test_what_if_names_effects_and_assumptions(place: str) -> None:
    asked = ("situation", "what-if", place, "--set", "positions.FRA.place=1", "--draws", "20")
    found = run(*asked)
    assert found.exit_code == 0
    assert "winset.agreed" in found.stdout
    assert "assumptions that bear on the changed inputs: –" in found.stdout
    rows = lines(run(*asked, "--json"))
    changed = next(row for row in rows if row.get("output") == "winset.agreed")
    assert (changed["before"], changed["after"]) == ("half", "none")
    assert changed["alone"] == ["positions.FRA.place"]
    assert not (Path(place) / "runs").exists()
    saved = run(*asked, "--save", "--set", "positions.TCD.GOV.place=9")
    assert "assumptions that bear on the changed inputs: drought" in saved.stdout
    assert len(list((Path(place) / "runs").iterdir())) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("positions.FRA.place", "is no change; write PATH=VALUE"),
        ("=3", "is no change"),
        ("positions.FRANCE.place=3", "names no entry; did you mean"),
        ("positions.FRA.place=99", "off the scale"),
        ("positions.FRA.place=[", "no YAML"),
    ],
)
def test_a_wrong_change_is_refused(place: str, change: str, said: str) -> None:
    found = run("situation", "what-if", place, "--set", change)
    assert found.exit_code in (2, 5)
    assert said in found.stderr


def test_errors_are_json_where_json_is_asked_for(tmp_path: Path) -> None:
    found = run("situation", "check", str(tmp_path / "none"), "--json")
    assert found.exit_code == 2
    assert '"error"' in found.stderr


def test_winset_says_what_could_replace_the_status_quo(place: str) -> None:
    found = run("situation", "winset", place)
    assert "half can replace as-now" in found.stdout
    assert "by reversion point" in found.stdout
    assert SOUND.count("half") == 2


def test_gains_and_losses_stand_side_by_side(place: str, tmp_path: Path) -> None:
    (row,) = [one for one in lines(run("situation", "ledger", place, "--json")) if "gains" in one]
    assert len(row["gains"]) == len(row["losses"]) == 1
    dossier = str(told(tmp_path, "hant"))
    asked = run("situation", "ledger", place, "--evidence", dossier)
    assert "extracted entries are drafted from the dossier" in asked.stdout


def test_motives_and_scenarios_are_read_beside_a_dossier(place: str, tmp_path: Path) -> None:
    dossier = str(told(tmp_path, "en"))
    motives = run("situation", "motives", place, "--evidence", dossier, "--actor", "TCD")
    assert "floods" in motives.stdout
    assert "0 extracted motives are drafted" in motives.stdout
    scenarios = run("situation", "scenarios", place, "--evidence", dossier, "--as-of", "2026-01-31")
    assert "55-80" in scenarios.stdout


def test_hypotheses_name_their_question(place: str) -> None:
    assert "hypotheses on why" in run("situation", "hypotheses", place).stdout
    lost = run("situation", "hypotheses", place, "--question", "who")
    assert lost.exit_code == 2
    assert "'who' is no question here; there is why" in lost.stderr


def test_an_outcome_is_entered_and_held_against_runs(place: str) -> None:
    assert run("situation", "run", place, "--draws", "20").exit_code == 0
    none_yet = run("situation", "outcome", place)
    assert none_yet.exit_code == 2
    entered = ("--date", "2099-01-02", "--source", "a decree", "--author", "lin")
    found = run("situation", "outcome", place, "--issue", "release", "--option", "half", *entered)
    assert found.exit_code == 0, found.output
    assert "Brier" in found.stdout
    assert "fewer than" in found.stdout
    asked = ("situation", "outcome", place, "--scenario", "leaf", "--not-occurred", *entered)
    kinds = {row.get("kind") for row in lines(run(*asked, "--json"))}
    assert {"scores", "saved runs", "words of likelihood"} <= kinds
    wrong = run("situation", "outcome", place, "--issue", "release", "--option", "none", *entered)
    assert wrong.exit_code == 5
    assert "is no option here" in wrong.stderr


def test_a_series_too_short_for_a_forecast_is_refused(tmp_path: Path) -> None:
    found = run("situation", "forecast", str(told(tmp_path, "hans")), "FRA:MLI")
    assert found.exit_code == 2
    assert "week" in found.stderr


@pytest.mark.parametrize("command", ["reciprocity", "displacement"])
def test_a_page_over_the_dossier_is_labelled_and_knows_its_actors(
    command: str, dossier: str
) -> None:
    shown = run("situation", command, dossier)
    assert shown.exit_code == 0
    assert "exploratory" in shown.stdout + shown.stderr
    refused = run("situation", command, dossier, "--actor", "Nobodyland")
    assert refused.exit_code == 2


def test_a_network_is_shown_from_a_dossier_and_written(tmp_path: Path) -> None:
    flow = Flow("提供", "energy", "FRA", "MLI")
    line = Line("法國向馬利提供燃料。", flows=(flow,))
    dossier = str(make(tmp_path / "d.duckdb", article("fuel", line)))
    path = tmp_path / "n.gexf"
    asked = ("situation", "network", dossier, "--channel", "energy", "--without", "FRA")
    found = run(*asked, "--write", str(path))
    assert found.exit_code == 0, found.output
    assert LABEL["zh-Hant"] in found.stdout
    assert "without FRA" in found.stdout
    assert "MLI" in path.read_text(encoding="utf-8")
    kinds = [row.get("kind") for row in lines(run(*asked, "--json"))]
    assert "network: energy" in kinds
    assert run("situation", "network", dossier, "--channel", "rumours").exit_code == 2
