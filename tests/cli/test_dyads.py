from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Flow, Line, Saying, article, make
from tests.cli.runner import lines, run

TOLD = (
    Line("2009年法國向馬利出售直升機。", (Act("出售", "COOPERATE", ("FRA",), ("MLI",), "2009"),)),
    Line("France lends Mali money.", flows=(Flow("lends", "lending", "FRA", "MLI", "2011"),)),
    Line("法国声援马里。", (Act("声援", "SUPPORT", ("FRA",), ("MLI",), "2024-03-02"),)),
    Line("法國表示重視馬利。", sayings=(Saying("表示", "FRA.GOV"),)),
    Line("馬利請求法國修復雷達。", (Act("請求", "REQUEST", ("MLI",), ("FRA",), "2024-02"),)),
    Line(
        "France proposed joint border posts with Mali in 2023.",
        (Act("proposed", "REQUEST", ("FRA",), ("MLI",), "2023"),),
    ),
    Line("Mali rejected the proposal.", (Act("rejected", "REJECT", ("MLI",), ("FRA",), "2024"),)),
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("dyads") / "told"
    return str(make(path, article("a", *TOLD, published="2024-05-01")))


def test_dyads_lists_the_pairs_with_most_reports(dossier: str) -> None:
    first, second = lines(run("dyads", dossier, "--json"))
    assert (first["actor"], first["recipient"], first["reports"]) == ("FRA", "MLI", 3)
    assert (second["actor"], second["recipient"], second["reports"]) == ("MLI", "FRA", 2)


def test_dyads_counts_a_pair_by_period(dossier: str) -> None:
    rows = lines(run("dyads", dossier, "FRA:MLI", "--by", "year", "--json"))
    assert [row["period"] for row in rows][-2:] == ["coarser", "undated"]
    assert {row["period"]: row["reports"] for row in rows if row["reports"]} == {
        "2009": 1,
        "2023": 1,
        "2024": 1,
    }
    assert run("evidence", dossier, rows[0]["evidence"][0]).exit_code == 0


def test_dyads_shows_no_empty_periods_to_people_but_says_so(dossier: str) -> None:
    result = run("dyads", dossier, "FRA:MLI", "--by", "year")
    assert "2009" in result.stdout
    assert "2010" not in result.stdout
    assert "13 periods without a report" in result.stderr


@pytest.mark.parametrize("option", ["--changes", "--intervals"])
def test_dyads_says_how_sure_it_is(dossier: str, option: str) -> None:
    result = run("dyads", dossier, "FRA:MLI", "--by", "year", option)
    assert result.exit_code == 0
    assert "too few" in result.stderr or "an interval takes 5" in result.stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["Framce:MLI"], "FRA"),
        (["FRA:MLI", "--by", "decade"], "'decade' is no period"),
        (["FRA:MLI", "--status", "real"], "real is no status"),
        (["FRA", "--changes"], "take a pair"),
    ],
)
def test_dyads_says_what_makes_no_sense(dossier: str, args: list[str], message: str) -> None:
    result = run("dyads", dossier, *args)
    assert result.exit_code == 2
    assert message in result.stderr
