from pathlib import Path

import pytest
from tests.analysis.told import Told, dossier_of

from legation.analysis.routes import rival_routes, routes, undercut_reasons
from legation.model.document import Language

# language, share by sea, share over land, a reason, its link, the reason's words, the land border
ROUTES: tuple[tuple[Language, str, str, str, str, str, tuple[str, str], str], ...] = (
    (
        "zh-Hant-TW",
        *("進口商說，八成以上即85%的糧食經海運進入智利。", "大部分糧食其實經秘魯邊境進入智利。"),
        *("智利封港是為了攔截阿根廷糧食。", "是為了", "攔截阿根廷糧食", ("秘魯", "智利"), "阿根廷"),
    ),
    (
        "zh-Hans",
        *("进口商说，八成以上即85%的粮食经海运进入智利。", "大部分粮食其实经秘鲁边境进入智利。"),
        *("智利封港是为了拦截阿根廷粮食。", "是为了", "拦截阿根廷粮食", ("秘鲁", "智利"), "阿根廷"),
    ),
    (
        "en",
        *(
            "Importers said 85% of grain comes by sea.",
            "Most grain enters Chile over the border with Peru.",
        ),
        *("Chile closed ports to stop Argentine grain.", "to stop", "stop Argentine grain"),
        *(("Peru", "Chile"), "Argentine"),
    ),
)
Row = tuple[Language, str, str, str, str, str, tuple[str, str], str]


def _land(row: Row) -> Told:
    land = Told("land", row[2], row[0], "Alpha")
    return land.mention(row[6][0], "PER").mention(row[6][1], "CHL")


@pytest.mark.parametrize("row", ROUTES)
def test_two_larger_parts_of_one_thing_clash(row: Row, tmp_path: Path) -> None:
    sea = Told("sea", row[1], row[0], "Beta")
    with dossier_of(tmp_path, (_land(row), sea)) as dossier:
        found = routes(dossier)
        (pair,) = rival_routes(found)
    assert {(route.path, route.percent) for route in found} == {("over land", None), ("by sea", 85)}
    assert "grain" in pair.reason
    assert "leave open" in pair.reason


def test_a_lesser_part_clashes_with_nothing(tmp_path: Path) -> None:
    row = ROUTES[2]
    sea = Told("sea", row[1].replace("85%", "20%"), "en", "Beta")
    with dossier_of(tmp_path, (_land(row), sea)) as dossier:
        assert list(rival_routes(routes(dossier))) == []


@pytest.mark.parametrize("row", ROUTES)
def test_a_stated_reason_is_undercut_by_where_most_comes_from(row: Row, tmp_path: Path) -> None:
    reason = Told("reason", row[3], row[0], "Beta").mention(row[7], "ARG")
    reason.cause(row[4], row[5], "official", "CHL.GOV", ("CHL.GOV",))
    with dossier_of(tmp_path, (_land(row), reason)) as dossier:
        (pair,) = undercut_reasons(dossier, routes(dossier))
    assert pair.one.scope.whom == ("ARG",)
    assert pair.one.root == "CHL.GOV"
    assert "between CHL and PER" in pair.reason


def test_a_reason_directed_at_the_very_border_is_not_undercut(tmp_path: Path) -> None:
    row = ROUTES[2]
    reason = Told("reason", row[3], row[0], "Beta").mention("Argentine", "PER")
    reason.cause(row[4], row[5], "official", "CHL.GOV", ("CHL.GOV",))
    with dossier_of(tmp_path, (_land(row), reason)) as dossier:
        assert list(undercut_reasons(dossier, routes(dossier))) == []


def test_an_underlying_motive_is_no_stated_reason(tmp_path: Path) -> None:
    row = ROUTES[2]
    reason = Told("reason", row[3], row[0], "Beta").mention("Argentine", "ARG")
    reason.cause(row[4], row[5], "underlying", "CHL.GOV", ("experts",))
    with dossier_of(tmp_path, (_land(row), reason)) as dossier:
        assert list(undercut_reasons(dossier, routes(dossier))) == []
