from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.analysis.articles import article, make

import legation
import legation.dossier
from legation import Dossier
from legation.errors import UsageError


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    one = article(
        "one",
        "美國去年制裁委內瑞拉。",
        "法國批評委內瑞拉。",
        named=[("美國", "USA"), ("委內瑞拉", "VEN")],
        acts=[
            ("制裁", "USA", "VEN.GOV", "SANCTION", "actual"),
            ("批評", "FRA", "VEN", "ACCUSE", "actual"),
        ],
        outlet="島嶼通訊",
        published="2026-01-05",
    )
    return make(tmp_path_factory.mktemp("dossier") / "d.duckdb", one)


@pytest.fixture(scope="module")
def dossier(path: Path) -> Iterator[Dossier]:
    with Dossier.open(path) as opened:
        yield opened


def test_the_front_door_gives_the_dossier_with_analyses(dossier: Dossier) -> None:
    assert legation.Dossier is Dossier
    assert issubclass(Dossier, legation.dossier.Dossier)
    assert isinstance(dossier, Dossier)


def test_opening_imports_no_analysis(path: Path) -> None:
    code = (
        "import sys; from legation import Dossier; Dossier.open(sys.argv[1]).status(); "
        "print([m for m in sys.modules if m.startswith('legation.analysis.')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    held = ran.stdout.strip()
    assert "search" not in held
    assert "narratives" not in held


@pytest.mark.parametrize("name", ["美國", "美国", "United States", "USA", "usa"])
def test_events_take_names_for_ids(dossier: Dossier, name: str) -> None:
    rows = dossier.events(actor=name).rows()
    assert [row["trigger"] for row in rows] == ["制裁"]


@pytest.mark.parametrize(
    "dyad",
    ["USA:VEN", "美國:委內瑞拉", "美国：委内瑞拉", "United States -> Venezuela", ("美國", "VEN")],
)
def test_a_dyad_takes_names_for_ids(dossier: Dossier, dyad: str | tuple[str, str]) -> None:
    assert [row["trigger"] for row in dossier.events(dyad=dyad)] == ["制裁"]


@pytest.mark.parametrize(
    ("method", "filters"),
    [
        ("events", {"actor": "Venezeula"}),
        ("events", {"recipient": "Venezeula"}),
        ("events", {"dyad": "USA:Venezeula"}),
        ("claims", {"speaker": "Venezeula"}),
        ("ties", {"from_": "Venezeula"}),
        ("causes", {"actor": "Venezeula"}),
        ("scenarios", {"source": "Venezeula"}),
        ("dyads", {"actor": "Venezeula"}),
        ("support", {"giver": "USA", "receiver": "Venezeula"}),
        ("requests", {"asker": "Venezeula", "asked": "USA"}),
        ("proposals", {"proposer": "USA", "addressee": "Venezeula"}),
        ("contradictions", {"actor": "Venezeula"}),
        ("narratives", {"actor": "Venezeula"}),
        ("tie_numbers", {"from": "Venezeula"}),
        ("substitutions", {"actor": "Venezeula"}),
        ("why_empty", {"records": "events", "actor": "Venezeula"}),
    ],
)
def test_an_unknown_actor_is_answered_with_who_is_meant(
    dossier: Dossier, method: str, filters: dict[str, str]
) -> None:
    with pytest.raises(UsageError, match=r"did you mean VEN \(Venezuela, 委內瑞拉"):
        getattr(dossier, method)(**filters)


def test_a_dyad_that_is_none_is_refused(dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="is no dyad"):
        dossier.events(dyad="美國")


def test_an_empty_selection_names_the_filter(dossier: Dossier) -> None:
    assert dossier.why_empty("events", actor="美國") is None
    said = dossier.why_empty("events", actor="美國", type="ACCUSE")
    assert said is not None
    assert "without type=ACCUSE there would be 1" in said
    assert dossier.why_empty("events", actor="日本") == (
        "no report of an event in the dossier passes actor=日本"
    )
    assert dossier.why_empty("ties", from_="美國") == "the dossier holds no tie"
    with pytest.raises(UsageError, match="are no records"):
        dossier.why_empty("rumours")


def test_each_analysis_answers_and_its_evidence_opens(dossier: Dossier) -> None:
    tables = [
        dossier.dyads("美國", "委內瑞拉"),
        dossier.top_dyads(),
        dossier.support("美國", "委內瑞拉").table(),
        dossier.requests("美國", "委內瑞拉").table(),
        dossier.proposals("美國", "委內瑞拉").table(),
        dossier.contradictions(),
        dossier.narratives(dyad="美國:委內瑞拉").table(),
        dossier.search("制裁").table(),
        dossier.tie_numbers(),
        dossier.tie_shares(),
    ]
    opened = 0
    for table in tables:
        for row in table:
            for record in row.get("evidence") or ():
                assert dossier.evidence(record).text
                opened += 1
    assert opened


def test_corroboration_of_an_event(dossier: Dossier) -> None:
    (row,) = dossier.events(actor="美國")
    assert dossier.corroboration(row["id"]).said_by
