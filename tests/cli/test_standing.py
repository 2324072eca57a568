from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.shaped import GOLD, Link, links, telling, told
from tests.cli.runner import lines, run

from legation.cli.standing import VIEWS

pytest.importorskip("networkx")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Comparisons about Russian oil, a share, a loan told twice and a partner replaced."""
    share = Link("VEN", "CHN", "energy", 66.7, "percent", "about", "原油", "2024")
    loans = [Link("FRA", "UKR", "lending", v, "EUR", "exact", None, "2024") for v in (3e9, 5e9)]
    sentences = [(row["zh"], links(row["ties"])) for row in GOLD["stated"]]
    sentences += [(row["zh"], [Link(None, None, "trade")]) for row in GOLD["replaced"]]
    sentences += [(row["zh"], [Link(None, None, "trade")]) for row in GOLD["worth"]]
    sentences += [(row["zh"], [Link(*row["tie"])]) for row in GOLD["flow"]]
    sentences += [
        ("[委內瑞拉|VEN]外銷的原油，三分之二運往[中國|CHN]。", [share]),
        ("[法國|FRA]借給[烏克蘭|UKR]。", loans),
    ]
    path = tmp_path_factory.mktemp("standing")
    told(path, telling("one", *sentences)).close()
    return str(path / "told")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_gives_lines_that_lead_to_evidence(dossier: str, view: str) -> None:
    actor = ["--actor", "RUS"] if view in ("exposure", "without") else []

    found = lines(run("standing", dossier, view, *actor, "--json"))

    resting = [row for row in found if row.get("relation") != "not compared"]
    assert resting
    for row in resting:
        assert run("evidence", dossier, row["evidence"][0]).exit_code == 0


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_prints_a_table_for_people(dossier: str, view: str) -> None:
    actor = ["--actor", "RUS"] if view in ("exposure", "without") else []

    result = run("standing", dossier, view, *actor)

    assert result.exit_code == 0
    assert "evidence" in result.stdout


def test_standing_names_the_document_that_speaks_for_itself(dossier: str) -> None:
    assert "(one)" in run("standing", dossier, "numbers").stdout
    assert "(one)" in run("standing", dossier, "exposure", "--actor", "VEN").stdout


def test_standing_gives_numbers_by_default_and_filters_them(dossier: str) -> None:
    found = lines(run("standing", dossier, "--from", "FRA", "--json"))

    assert [(row["table"], row["value"]) for row in found] == [("numbers", 3e9), ("numbers", 5e9)]


@pytest.mark.parametrize("name", ["法國", "法国", "France"])
def test_standing_takes_names_for_actors(dossier: str, name: str) -> None:
    found = lines(run("standing", dossier, "--from", name, "--json"))

    assert {row["from"] for row in found} == {"FRA"}


@pytest.mark.parametrize(
    ("form", "begins"), [("svg", "<svg"), ("mermaid", "graph BT"), ("dot", "digraph")]
)
def test_standing_draws_an_order(dossier: str, form: str, begins: str) -> None:
    result = run("standing", dossier, "order", "--actor", "RUS", "--format", form)

    assert result.exit_code == 0
    assert result.stdout.startswith(begins)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["exposure"], "--actor"),
        (["shares", "--format", "svg"], "order"),
        (["order", "--format", "svg", "--json"], "JSON"),
        (["worth", "--from", "VEN"], "--from"),
        (["comparisons", "--actor", "VEN"], "--actor"),
        (["order", "--actor", "JPN", "--format", "dot"], "nothing to draw"),
        (["numbers", "--channel", "oil"], "energy"),
        (["numbers", "--from", "Venezeula"], "VEN"),
    ],
)
def test_standing_refuses_what_makes_no_sense(
    dossier: str, options: list[str], message: str
) -> None:
    result = run("standing", dossier, *options)

    assert result.exit_code == 2
    assert message in str(result.exception) + result.stderr


def test_standing_says_how_many_ties_it_leaves_out(tmp_path: Path) -> None:
    sentence = "[甲|USA]制裁[乙|VEN]。", [Link("USA", "VEN", "sanctions")]
    told(tmp_path, telling("one", sentence)).close()

    result = run("standing", str(tmp_path / "told"), "exposure", "--actor", "VEN")

    assert "1 ties left out" in result.stderr
