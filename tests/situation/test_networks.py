from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from tests.situation.crisis import Crisis, crisis_of, ids

from legation.dossier import Dossier
from legation.errors import UsageError
from legation.situation.network_files import to_gexf, to_graphml, write_network
from legation.situation.network_removal import remove_node
from legation.situation.networks import Network, dependence_network, evasion_network

HANT = Crisis(
    "hant", "智利向加蓬供油。加蓬向乍得轉賣原油。祕魯也向加蓬供油。法國制裁加蓬。法國售油給加蓬。",
    "zh-Hant-TW",
)  # fmt: skip
HANT.link("智利向加蓬供油", ("CHL", "GAB.GOV"), "energy")
HANT.link("轉賣", ("GAB", "TCD"), "energy").link("祕魯也", ("PER", "GAB"), "energy")
HANT.event("法國制裁", "SANCTION", ("FRA.GOV", "GAB"), "2026-01-05")
HANT.link("法國售油", ("FRA", "GAB"), "energy")
HANS = Crisis("hans", "加蓬与马里合作。智利与加蓬结盟。加蓬各部门互相供油。", "zh-Hans")
HANS.event("合作", "COOPERATE", ("GAB", "MLI"), "2026-01-05")
HANS.link("结盟", ("GAB", "CHL"), "diplomacy", both=True)
HANS.link("互相供油", ("GAB.GOV", "GAB.BUS"), "energy")
ENGLISH = Crisis("en", "France may sanction Gabon again.", "en")
ENGLISH.event("sanction", "SANCTION", ("FRA", "GAB"), None, status="planned")
RANKED = Crisis("ranked", "Chile's oil exports to Gabon fall far short of Peru's.", "en")
RANKED.mention("Chile", "CHL").mention("Gabon", "GAB").mention("Peru", "PER")
RANKED.link("Chile's oil exports to Gabon", ("CHL", "GAB"), "energy")
RANKED.link("far short of Peru's", ("PER", "GAB"), "energy")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with crisis_of(tmp_path_factory.mktemp("net"), HANT, HANS, ENGLISH) as opened:
        yield opened


def pairs(network: Network) -> list[tuple[str, str, str]]:
    return [(one.giver, one.receiver, one.channel) for one in network.edges]


def test_edges_follow_the_flow_between_countries_with_evidence(dossier: Dossier) -> None:
    network = dependence_network(dossier, ["energy"])

    assert pairs(network) == [
        ("CHL", "GAB", "energy"),
        ("FRA", "GAB", "energy"),
        ("GAB", "TCD", "energy"),
        ("PER", "GAB", "energy"),
    ]
    assert network.edges[0].evidence == (ids(dossier, "ties")["智利向加蓬供油"],)
    assert network.edges[0].ties == 1


def test_what_gives_no_edge_is_counted_with_its_reason(dossier: Dossier) -> None:
    left_out = dependence_network(dossier, ["energy"]).left_out

    assert left_out == {"a tie within one country": 1, "an act over no channel of ties": 1}


def test_planned_act_is_an_edge_only_when_asked_for(dossier: Dossier) -> None:
    (told,) = dependence_network(dossier, ["sanctions"]).edges
    (asked,) = dependence_network(dossier, ["sanctions"], statuses=("actual", "planned")).edges

    assert (told.reports, asked.reports) == (1, 2)


def test_act_and_tie_of_one_channel_are_one_edge_with_both_counts(tmp_path: Path) -> None:
    text = Crisis("text", "France arms Gabon. It gave arms.")
    text.link("arms Gabon", ("FRA", "GAB"), "arms").event("gave", "AID", ("FRA", "GAB"), None)
    text.events[0] = replace(text.events[0], contexts=("military",))
    with crisis_of(tmp_path, text) as opened:
        (edge,) = dependence_network(opened, ["arms"]).edges

    assert (edge.ties, edge.reports, edge.happenings, len(edge.evidence)) == (1, 1, 1, 2)


def test_evasion_shows_sanctions_and_what_flows_past_them(dossier: Dossier) -> None:
    network = evasion_network(dossier, "GAB.GOV")

    roles = {(one.giver, one.receiver, one.channel): one.role for one in network.edges}
    assert roles == {
        ("FRA", "GAB", "sanctions"): "sanction",
        ("FRA", "GAB", "energy"): "with a sender",
        ("CHL", "GAB", "energy"): "past the sanctions",
        ("PER", "GAB", "energy"): "past the sanctions",
        ("GAB", "TCD", "energy"): "past the sanctions",
    }
    assert "by FRA" in network.about


def test_partial_order_of_partners_stands_beside_the_network(tmp_path: Path) -> None:
    with crisis_of(tmp_path, HANT, RANKED) as dossier:
        orders = evasion_network(dossier, "GAB").orders

    assert [order.edges for order in orders] == [(("CHL", "PER"),)]


def test_actor_that_nobody_sanctions_has_no_evasion(dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="no sanction on MLI is reported"):
        evasion_network(dossier, "MLI")


def test_no_channel_or_an_unknown_one_is_refused(dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="no channel is named"):
        dependence_network(dossier, [])
    with pytest.raises(UsageError, match="smoke"):
        dependence_network(dossier, ["smoke"])


def test_removal_tells_what_is_lost_and_what_remains(dossier: Dossier) -> None:
    found = remove_node(dependence_network(dossier, ["energy"]), "CHL")
    (row,) = found.table()
    assert row["actor"] == "GAB"
    assert row["loses"] == ["gets from CHL"]
    assert row["remain"] == ["FRA", "PER"]
    assert row["evidence"] == [ids(dossier, "ties")["智利向加蓬供油"]]
    assert "CHL" not in found.rest.nodes


def test_node_between_others_cuts_them_off(dossier: Dossier) -> None:
    found = remove_node(dependence_network(dossier, ["energy"]), "GAB")

    chad = next(one for one in found.losses if one.actor == "TCD")
    assert chad.out_of_reach == ("CHL", "FRA", "PER")
    assert chad.remain == ()
    assert found.rest.edges == ()


def test_partner_next_in_order_is_named_where_texts_rank(tmp_path: Path) -> None:
    with crisis_of(tmp_path, HANT, RANKED) as dossier:
        found = remove_node(evasion_network(dossier, "GAB"), "PER")

    gabon = next(one for one in found.losses if one.actor == "GAB")
    assert gabon.next_in_order == ("CHL",)


def test_node_that_is_not_there_is_refused_with_a_hint(dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="'GAP' is no node of this network; it has GAB"):
        remove_node(dependence_network(dossier), "GAP")


def test_tie_both_ways_is_two_arrows_in_the_graph_and_one_edge(dossier: Dossier) -> None:
    network = dependence_network(dossier, ["diplomacy"])

    assert pairs(network) == [("CHL", "GAB", "diplomacy")]
    assert sorted(network.graph().edges()) == [("CHL", "GAB"), ("GAB", "CHL")]


def test_files_read_back_with_their_evidence(dossier: Dossier, tmp_path: Path) -> None:
    network = dependence_network(dossier)
    graphml = networkx.read_graphml(write_network(network, tmp_path / "net.graphml"))
    gexf = networkx.read_gexf(write_network(network, tmp_path / "net.gexf"))

    for graph in (graphml, gexf):
        assert set(graph.nodes) == set(network.nodes)
        assert graph.number_of_edges() == network.graph().number_of_edges()
        rows = list(graph.edges(data=True))
        assert all(cells["evidence"] for _, _, cells in rows)


def test_same_network_gives_the_same_file(dossier: Dossier) -> None:
    network = dependence_network(dossier)

    assert to_gexf(network) == to_gexf(network)
    assert "lastmodifieddate" not in to_gexf(network)
    assert ET.fromstring(to_graphml(network)).tag.endswith("graphml")


def test_unknown_format_or_folder_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    network = dependence_network(dossier)
    with pytest.raises(UsageError, match=r"use \.gexf or \.graphml"):
        write_network(network, tmp_path / "net.png")
    with pytest.raises(UsageError, match="cannot be written"):
        write_network(network, tmp_path / "nowhere" / "net.gexf")
