from __future__ import annotations

from pathlib import Path

import pytest
from tests.dossier.readings import STORIES, reading
from tests.situation.folders import MORE, SOUND, folder, line_of, load, messages, swapped

from legation.dossier import Dossier
from legation.situation.checks import sources
from legation.situation.files import load_situation


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("place: 4", "place: 14", "the place 14 of TCD.GOV is off the scale 0 to 10 of release"),
        ("[6, 9]", "[6, 12]", "the place [6, 12] of MLI is off the scale"),
        ("anchor: 8", "anchor: -1", "the anchor -1 of most is off the scale"),
        ("capability: 0.5", "capability: -0.5", "the capability -0.5 of MLI is below 0"),
        ("[0.5, 1]", "[0.5, 3]", "the salience [0.5, 3] of MLI is above 1"),
        ("status_quo: as-now", "status_quo: asnow", "'asnow' is no option of release; did you"),
        ("rule: majority", "rule: majority\n    reversion: rain", "'rain' is no option"),
        ("id: half,", "id: most,", "option of release 'most' stands in"),
        ("actor: FRA,", "actor: MLI,", "position 'MLI of release' stands in"),
        ("FRA, issue: release", "FRA, issue: relase", "'relase', which is no issue; did you"),
        ("actor: TCD.GOV, ground", "actor: TCD, ground", "veto player 'TCD' has no position"),
        ("bears_on: [positions.MLI.", "bears_on: [positions.MLL.", "bears on 'positions.MLL."),
    ],
)
def test_what_does_not_fit_together_is_a_problem(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = messages(load(tmp_path, swapped(old, new)))
    assert any(said in one for one in found), found
    assert all("; " in one for one in found)


def test_a_problem_names_the_line_of_the_number(tmp_path: Path) -> None:
    block = "  - actor: NER\n    issue: release\n    place: 5\n    salience: -1\n"
    text = swapped("assumptions:", f"{block}assumptions:")
    (found,) = messages(load(tmp_path, text))
    assert found.startswith(f"one.yaml:{line_of('salience: -1', text)}: ")


def test_a_rule_of_unanimity_needs_veto_players(tmp_path: Path) -> None:
    text = swapped("rule: majority", "rule: unanimity")
    text = swapped("    vetoes:\n      - {actor: TCD.GOV, ground: it holds the gates}\n", "", text)
    (found,) = messages(load(tmp_path, text))
    assert "no veto player is named; name under vetoes" in found


def test_an_option_that_nobody_ranks(tmp_path: Path) -> None:
    text = SOUND
    for old in ("place: 4,", "place: [6, 9],", "place: 5,"):
        text = swapped(old, f"{old} ranking: [half, as-now],", text)
    loaded = load(tmp_path, text)
    (found,) = messages(loaded)
    assert "nobody ranks the option most of release; put it into a ranking" in found
    assert len(loaded.warnings) == 3
    placed = load(tmp_path, swapped("place: 4,", "place: 4, ranking: [half, as-now],"))
    assert placed.problems == ()


def test_rankings_name_options_once(tmp_path: Path) -> None:
    text = swapped("place: 4,", "place: 4, ranking: [half, [as-now, mots], half],")
    found = messages(load(tmp_path, text))
    assert any("ranks 'mots', which is no option" in one for one in found)
    assert any("ranks 'half' 2 times" in one for one in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{id: root,", "{id: root, parent: leaf,", "root -> leaf -> root go round in a circle"),
        ("{id: root,", "{id: root, parent: root,", "root -> root go round in a circle"),
        ("parent: root", "parent: rot", "the parent 'rot' of leaf is no scenario; did you mean"),
        ("{id: leaf,", "{id: root,", "scenario 'root' stands in two.yaml:4 already"),
        ("hypothesis: leak,", "hypothesis: lack,", "lin rates 'lack', which is no hypothesis"),
        ("value: 2", "value: 7", "the rating 7 is none it can be; give 1 (contradicts)"),
        ("value: 2", "value: 2.5", "the rating 2.5 is none"),
        ("{id: level, question: why", "{id: level, question: who", "give both the same question"),
        ("hypothesis: leak, rater: lin", "hypothesis: theft, rater: lin", "rating 'level of"),
    ],
)
def test_trees_and_ratings_hang_together(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = messages(load(tmp_path, more=swapped(old, new, MORE)))
    assert any(said in one for one in found), found


def test_a_long_circle_is_told_once(tmp_path: Path) -> None:
    names = [f"s{number}" for number in range(300)]
    rows = [
        f"  - {{id: {name}, parent: {names[at - 1]}, outcome: x, asserter: y}}"
        for at, name in enumerate(names)
    ]
    more = "\n".join(["basis: analyst", "author: lin", "scenarios:", *rows])
    found = messages(load(tmp_path, more=more))
    assert len(found) == 1


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Dossier.open(path, write=True) as opened:
        opened.add([reading(f"story-{at}", story) for at, story in enumerate(STORIES)])
    return path


def test_evidence_is_looked_up_in_a_dossier(tmp_path: Path, dossier: Path) -> None:
    with Dossier.open(dossier) as opened:
        known = opened.events().rows()[0]["id"]
        kept = swapped("salience: 0.2}", f"salience: 0.2, evidence: [{known}, '{known[:9]}']}}")
        place = folder(tmp_path / "a", text=kept)
        assert load_situation(place, opened).problems == ()
        lost = swapped("salience: 0.2}", "salience: 0.2, evidence: [feedfeedfeedfeed]}")
        place = folder(tmp_path / "b", text=lost)
        found = [str(one) for one in load_situation(place, opened).problems]
        assert load_situation(place).problems == ()
    assert found
    assert all("no record has the id 'feedfeedfeedfeed'" in one for one in found)
    assert found[0].startswith(f"one.yaml:{line_of('actor: FRA')}: ")


def test_every_entry_and_number_has_a_source(tmp_path: Path) -> None:
    kinds = [kind for kind, _ in sources(load(tmp_path, more=MORE).situation)]
    assert kinds.count("number") == 3 + 9
    assert {"issue", "option", "veto", "position", "scenario", "rating"} < set(kinds)
