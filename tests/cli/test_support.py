from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import article, make
from tests.cli.runner import lines, run
from tests.cli.test_dyads import TOLD


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("support") / "told"
    return str(make(path, article("a", *TOLD, published="2024-05-01")))


def test_support_gives_summary_years_acts_and_requests(dossier: str) -> None:
    rows = lines(run("support", dossier, "FRA:MLI", "--json"))
    views = [row["view"] for row in rows]
    assert views[0] == "summary"
    assert rows[0]["turn"].startswith("last deed 2011")
    assert {view: views.count(view) for view in ("year", "act", "request")} == {
        "year": 3,
        "act": 4,
        "request": 1,
    }
    assert rows[-1]["answer"] == "statement"
    for row in rows:
        for record in row.get("evidence", ())[:1]:
            assert run("evidence", dossier, record).exit_code == 0


def test_support_shows_sentences_and_says_what_none_reported_means(dossier: str) -> None:
    result = run("support", dossier, "FRA:MLI")
    assert "2009年法國向馬利出售直升機。" in result.stdout
    assert '"none reported" is not "none"' in result.stdout
    assert "last deed 2011" in result.stdout


def test_support_of_nothing_says_so(dossier: str) -> None:
    result = run("support", dossier, "MLI:FRA", "--since", "2030")
    assert result.exit_code == 0
    assert "Deeds, words, statements and denials: none" in result.stdout
    assert "no deed whose end is dated" in result.stdout


def test_support_refuses_what_is_no_pair(dossier: str) -> None:
    result = run("support", dossier, "FRA")
    assert result.exit_code == 2
    assert "'FRA' is no pair" in result.stderr
