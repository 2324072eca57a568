"""The map: countries by their reports, and nothing more precise than the text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from tests.workbench.conftest import Browser
from tests.workbench.pages import asked, has_no_inline, option

from legation.analysis.dossier import Dossier
from legation.workbench.views import map as view


def test_fills_and_list_add_up_to_the_reports_that_say_where(client: Browser, built: Path) -> None:
    html = client.get("/map").text
    rows = client.get("/api/map").json()["tables"]["places"]["rows"]
    drawn = option(html, "map")["option"]["series"][0]["data"]
    aside = sum(row["reports"] for row in rows if not row["drawn"])
    with Dossier.open(built) as dossier:
        total = dossier.sql(
            "SELECT count(*) AS n FROM events WHERE status IN ('actual', 'ongoing') "
            "AND place IS NOT NULL"
        ).rows()[0]["n"]
    assert total > 0
    assert sum(one["value"] for one in drawn) + aside == total


def test_a_country_is_filled_by_its_numeric_code(client: Browser) -> None:
    drawn = option(client.get("/map").text, "map")["option"]["series"][0]["data"]
    codes = {one["place"]: one["name"] for one in drawn}
    assert codes["USA"] == "840"
    assert codes["VEN"] == "862"


@pytest.mark.parametrize(
    ("alpha", "numeric", "drawn"),
    [("AFG", "004", True), ("TWN", "158", True), ("HKG", "344", False), ("SGP", "702", False)],
)
def test_codes_keep_their_zeros_and_small_places_have_no_shape(
    alpha: str, numeric: str, drawn: bool
) -> None:
    assert view.shapes()[alpha] == (numeric, drawn)


def test_a_code_belongs_to_one_country() -> None:
    codes = [numeric for numeric, _ in view.shapes().values()]
    assert len(codes) == len(set(codes)) > 200
    assert all(re.fullmatch(r"\d{3}", code) for code in codes)


def test_places_without_a_shape_are_listed_with_both_numbers(client: Browser) -> None:
    rows = client.get("/api/map").json()["tables"]["places"]["rows"]
    without = [row["place"] for row in rows if not row["drawn"]]
    html = client.get("/map").text
    assert without
    for place in without:
        assert f'title="{place}"' in html


def test_a_place_shows_its_reports(client: Browser, built: Path) -> None:
    with asked(built, {"place": "VEN"}) as one:
        page = view.load(one)
        rows = one.dossier.sql(
            "SELECT id FROM events WHERE place = 'VEN' AND status IN ('actual', 'ongoing')"
        ).rows()
    assert {row["id"] for row in page.values["rows"]} == {row["id"] for row in rows} != set()
    assert "Venezuela" in client.get("/map?place=VEN").text


def test_the_page_says_what_borders_mean_and_how_many_are_nowhere(client: Browser) -> None:
    html = client.get("/map").text
    assert "Natural Earth 4.1" in html
    assert re.search(r"\d+ reports do not say where", html)
    assert has_no_inline(html)


def test_reports_without_any_place_leave_no_map_but_a_reason(client: Browser, built: Path) -> None:
    with Dossier.open(built) as dossier:
        document = dossier.sql(
            "SELECT document FROM events WHERE status = 'actual' GROUP BY document "
            "HAVING count(place) = 0 ORDER BY document"
        ).rows()[0]["document"]
    html = client.get("/map", params={"document": document}).text
    assert "no report says where it happened" in html
    assert 'data-chart="map"' not in html


@pytest.mark.parametrize("most", [1, 2, 3, 7, 100, 12345])
def test_steps_of_colour_hold_each_number_once(most: int) -> None:
    steps = view.bounds(most)
    assert steps[0][0] == 1
    assert steps[-1][1] == most
    assert all(low == before + 1 for (_, before), (low, _) in pairwise(steps))
    assert len(steps) <= view.STEPS
