from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.shaped import Link, telling, told

pytest.importorskip("networkx")

from legation.analysis.exposure import Exposure, Removal, exposure, without
from legation.errors import UsageError


def _ties(tmp_path: Path, *links: Link) -> tuple[str, list[tuple[str, list[Link]]]]:
    return "one", [(f"{n}. [甲|{k.source}]與[乙|{k.target}]。", [k]) for n, k in enumerate(links)]


def _exposure(
    tmp_path: Path, *links: Link, actor: str = "VEN", channel: str | None = None
) -> Exposure:
    name, sentences = _ties(tmp_path, *links)
    with told(tmp_path, telling(name, *sentences)) as dossier:
        return exposure(dossier, actor, channel)


def _without(tmp_path: Path, node: str, *links: Link) -> Removal:
    name, sentences = _ties(tmp_path, *links)
    with told(tmp_path, telling(name, *sentences)) as dossier:
        return without(dossier, node)


def _oil(buyer: str, value: float, **more: str) -> Link:
    period = more.get("period", "2024")
    bound = more.get("bound", "exact")
    return Link("VEN", buyer, "energy", value, "percent", bound, "原油出口", period)


def test_exposure_says_on_what_each_partner_rests(tmp_path: Path) -> None:
    found = _exposure(
        tmp_path,
        _oil("CHN", 60),
        Link("VEN.GOV", "IND.BUS", "energy", 2e5, "barrels"),
        Link("VEN", "CUB", "energy"),
        Link("USA", "VEN", "sanctions"),
        Link("VEN", "VEN.MIL", "arms"),
    )

    rows = {row["partner"]: row for row in found.table()}
    assert {name: row["basis"] for name, row in rows.items()} == {
        "CHN": "share",
        "CUB": "tie only",
        "IND": "number",
    }
    assert (rows["CHN"]["size"], rows["CHN"]["of"]) == ("60 percent", "VEN: 原油出口")
    assert rows["CUB"]["size"] is None
    assert {row["role"] for row in found.partners} == {"gives to"}
    assert all(row["evidence"] for row in found.partners)
    assert found.left_out == 1


def test_exposure_uses_an_order_where_no_number_is_known(tmp_path: Path) -> None:
    link = Link("VEN", "CHN", "energy", 1.0, "rank")
    sentence = "[中國|CHN]是[委內瑞拉|VEN]石油的最大買家。"
    with told(tmp_path, telling("one", (sentence, [link]))) as dossier:
        (row,) = exposure(dossier, "VEN").partners

    assert (row["basis"], row["size"]) == ("order", "above every other (size)")


def test_concentration_is_of_one_whole_and_period_with_its_range(tmp_path: Path) -> None:
    found = _exposure(tmp_path, _oil("CHN", 60), _oil("IND", 20), _oil("ESP", 90, period="2010"))

    rows = {row["period"]: row for row in found.concentration}
    assert rows["2024"]["partners"] == ["CHN", "IND"]
    assert rows["2024"]["covered"] == pytest.approx(0.8)
    assert rows["2024"]["lowest"] == pytest.approx(0.4)
    assert rows["2024"]["highest"] == pytest.approx(0.44)
    assert rows["2010"]["partners"] == ["ESP"]


@pytest.mark.parametrize(
    ("links", "reason"),
    [
        ((_oil("CHN", 60), _oil("CHN", 90)), "CHN has two numbers"),
        ((_oil("CHN", 60), _oil("IND", 70)), "exceed their whole"),
    ],
)
def test_concentration_is_unknown_where_shares_do_not_fit(
    tmp_path: Path, links: tuple[Link, ...], reason: str
) -> None:
    (row,) = _exposure(tmp_path, *links).concentration

    assert (row["lowest"], row["highest"]) == (None, None)
    assert reason in row["reason"]


def test_shares_of_an_unknown_whole_give_no_concentration(tmp_path: Path) -> None:
    found = _exposure(tmp_path, Link("VEN", "CHN", "energy", 60, "percent"))

    assert len(found.concentration) == 0
    assert found.partners.rows()[0]["of"] == "?"


def test_without_a_node_losses_and_what_remains_are_told_apart(tmp_path: Path) -> None:
    found = _without(
        tmp_path,
        "CHN",
        Link("CHN.BUS", "VEN", "lending", 6e10, "USD", "at_most"),
        Link("RUS", "VEN", "lending"),
        Link("CHN", "CUB", "lending"),
        Link("VEN", "CHN", "energy"),
    )

    rows = {(row["actor"], row["channel"]): row for row in found.table()}
    assert rows["VEN", "lending"]["remain"] == ["RUS"]
    assert rows["VEN", "lending"]["size"] == "at most 60,000,000,000 USD"
    assert rows["CUB", "lending"]["remain"] == []
    assert "does not say that there is none" in rows["CUB", "lending"]["remark"]
    assert rows["VEN", "energy"]["role"] == "gives to"
    assert all(row["evidence"] for row in found.losses)


def test_without_a_node_groups_that_only_it_joins_fall_apart(tmp_path: Path) -> None:
    found = _without(
        tmp_path,
        "TUR",
        Link("RUS", "TUR", "energy"),
        Link("TUR", "GRC", "energy"),
        Link("GRC", "ITA", "energy"),
        Link("RUS", "SRB", "arms"),
        Link("TUR", "RUS", "arms"),
    )

    (row,) = found.parted
    assert (row["one"], row["other"]) == (["GRC", "ITA"], ["RUS"])
    assert (row["channel"], row["by_way_of"]) == ("energy", "TUR")
    assert len(row["evidence"]) == 2


def test_unknown_node_takes_nothing_away(tmp_path: Path) -> None:
    found = _without(tmp_path, "FRA", Link("RUS", "TUR", "energy"))

    assert (len(found.losses), len(found.parted)) == (0, 0)


def test_unknown_channel_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="energy"):
        _exposure(tmp_path, Link("VEN", "CHN", "energy"), channel="oil")
