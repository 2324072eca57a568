"""The network: lines are pairs as SQL counts them; what the picture leaves out is said."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.conftest import Browser
from tests.workbench.pages import asked, has_no_inline, option

from legation.analysis.dossier import Dossier
from legation.exports.gexf import Edge, to_gexf
from legation.workbench.selected import QUADS
from legation.workbench.views import network

networkx: Any = import_module("networkx")


def test_lines_are_those_of_the_most_reported_pairs(client: Browser, built: Path) -> None:
    rows = client.get("/api/network?limit=10000").json()["tables"]["edges"]["rows"]
    found = {(row["actor"], row["recipient"]): row for row in rows}
    with Dossier.open(built) as dossier:
        for row in dossier.top_dyads(30):
            line = found[row["actor"], row["recipient"]]
            assert line["reports"] == row["reports"]
            assert line["happenings"] == row["happenings"]
            assert line["evidence"] == row["evidence"]


def test_an_actor_chosen_leaves_its_own_lines(client: Browser) -> None:
    rows = client.get("/api/network?actor=CHN&limit=1000").json()["tables"]["edges"]["rows"]
    assert {row["actor"] for row in rows} - {"CHN"}
    assert {row["recipient"] for row in rows} - {"CHN"}
    assert all("CHN" in (row["actor"], row["recipient"]) for row in rows)


@pytest.mark.parametrize("name", ["P:donald-trump", "USA.GOV", "川普"])
def test_a_person_or_body_leaves_the_lines_it_has(client: Browser, name: str) -> None:
    for split in ("", "&split=1"):
        assert client.get(f"/network?actor={name}{split}").status_code == 200


def test_denied_acts_draw_no_line_unless_ticked(built: Path) -> None:
    with asked(built) as plain, asked(built, {"status": "denied"}) as ticked:
        drawn = {i for row in network.load(plain).tables["edges"] for i in row["evidence"]}
        denied = {i for row in network.load(ticked).tables["edges"] for i in row["evidence"]}
    assert denied
    assert not drawn & denied


def test_sectors_stand_apart_when_asked(built: Path) -> None:
    with asked(built) as whole, asked(built, {"split": "1"}) as split:
        one = {row["actor"] for row in network.load(whole).tables["edges"]}
        other = {row["actor"] for row in network.load(split).tables["edges"]}
    assert not [name for name in one if name.startswith("USA.")]
    assert [name for name in other if name.startswith("USA.")]


def test_ties_are_drawn_by_channel(client: Browser, built: Path) -> None:
    rows = client.get("/api/network?lines=ties&channel=energy").json()["tables"]["edges"]["rows"]
    assert {row["channel"] for row in rows} == {"energy"}
    with Dossier.open(built) as dossier:
        ids = {row["id"] for row in dossier.ties(channel="energy")}
    assert {name for row in rows for name in row["evidence"]} <= ids


def test_ties_without_a_side_are_counted(built: Path) -> None:
    with asked(built, {"lines": "ties"}) as ties:
        page = network.load(ties)
        table = ties.dossier.sql("SELECT count(DISTINCT id) AS n FROM ties").rows()[0]["n"]
    drawn = {name for row in page.tables["edges"] for name in row["evidence"]}
    assert len(drawn) + page.values["lacking"] <= table


@pytest.mark.parametrize("query", ["lines=rumours", "lines=ties&channel=gossip"])
def test_a_line_that_there_is_not_is_refused(client: Browser, query: str) -> None:
    answer = client.get(f"/network?{query}")
    assert answer.status_code == 400
    assert query.rsplit("=", 1)[1] in answer.text


def test_the_picture_says_what_it_leaves_out(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "NODES", 5)
    with asked(built) as few:
        page = network.load(few)
    drawn = page.charts["network"].option["series"][0]
    names = {row[end] for row in page.tables["edges"] for end in ("actor", "recipient")}
    assert len(drawn["data"]) <= 5
    assert str(len(names) - len(drawn["data"])) in page.charts["network"].alt
    assert {link["source"] for link in drawn["links"]} <= {node["id"] for node in drawn["data"]}


def test_the_same_lines_give_the_same_picture(client: Browser) -> None:
    first, second = (option(client.get("/network").text, "network") for _ in range(2))
    assert first == second


def test_of_equal_classes_the_more_hostile_gives_the_colour() -> None:
    row = dict.fromkeys(QUADS, 2)
    assert network.strongest(row) == "material_conflict"
    assert network.strongest({**row, "verbal_cooperation": 3}) == "verbal_cooperation"


def test_the_file_for_gephi_holds_the_table(built: Path) -> None:
    with asked(built, tag="zh-Hant") as whole:
        page = network.load(whole)
        content = page.values["files"]["graph.gexf"]()
    graph = networkx.read_gexf(BytesIO(content), version="1.3")
    assert graph.number_of_edges() == len(page.tables["edges"])
    row = page.tables["edges"].rows()[0]
    assert graph.edges[row["actor"], row["recipient"]]["reports"] == row["reports"]
    assert graph.nodes["USA"]["label"] == "美國"


def test_a_graph_file_stays_whole_with_hostile_names() -> None:
    content = to_gexf([Edge('a"<&\x00', "乙", 2.0, {"note": "</edge>", "both": True})])
    graph = networkx.read_gexf(BytesIO(content), version="1.3")
    assert set(graph.nodes) == {'a"<&\ufffd', "乙"}
    about = next(iter(graph.edges(data=True)))[2]
    assert (about["note"], about["both"], about["weight"]) == ("</edge>", True, 2.0)


def test_the_page_needs_no_inline_style(client: Browser) -> None:
    for query in ("", "lines=ties", "split=1&actor=USA"):
        assert has_no_inline(client.get(f"/network?{query}").text)
