"""Filter, brush, Back, export: what is shown is what SQL counts, and what a file holds."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page
from tests.browser.workbench import Watched, Workbench, settled

pytestmark = pytest.mark.browser
HAPPENED = "status IN ('actual', 'ongoing')"
BY_USA = "EXISTS (SELECT 1 FROM unnest(actors) a(id) WHERE id = 'USA' OR starts_with(id, 'USA.'))"


def reports(page: Page) -> int:
    """The number of reports that the page says it shows."""
    found = re.search(r"(\d+) reports", page.locator("p.two").first.inner_text())
    assert found is not None
    return int(found.group(1))


def ids(workbench: Workbench, condition: str) -> set[str]:
    """The ids of events, from SQL."""
    return {row["id"] for row in workbench.sql(f"SELECT id FROM events WHERE {condition}")}


def download(page: Page, form: str) -> bytes:
    """The file of the reports that the page shows, by its link."""
    with page.expect_download() as waiting:
        page.locator(f'a[download][href^="/export/timeline/events.{form}"]').click()
    return waiting.value.path().read_bytes()


def test_filter_counts_as_sql_and_back_undoes_it(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto("/timeline")
    assert reports(page) == len(ids(workbench, HAPPENED))
    page.locator("input[name=actor]").fill("USA")
    page.locator("form.filters button[type=submit]").click()
    assert parse_qs(urlsplit(page.url).query)["actor"] == ["USA"]
    assert reports(page) == len(ids(workbench, f"{HAPPENED} AND {BY_USA}"))
    page.go_back()
    assert reports(page) == len(ids(workbench, HAPPENED))
    page.locator("input[value=denied]").check()
    page.locator("form.filters button[type=submit]").click()
    assert reports(page) == len(ids(workbench, "status IN ('actual', 'ongoing', 'denied')"))


def test_bars_and_table_add_up_to_the_count(watch: Watched) -> None:
    page = watch.page
    page.goto("/timeline")
    settled(page)
    given = page.request.get("/api/timeline?limit=1000").json()["tables"]["periods"]["rows"]
    total = reports(page)
    assert sum(row["reports"] for row in given) == total
    chart = json.loads(page.locator("#charts").text_content() or "")["timeline"]["option"]
    bars = [one for one in chart["series"] if one["type"] == "bar"]
    drawn = sum(value(datum) for one in bars for datum in one["data"])
    apart = sum(row["reports"] for row in given if row["period"] in ("coarser", "undated"))
    assert drawn == total - apart


def value(datum: Any) -> int:
    """The height of a bar."""
    return int((datum.get("value") if isinstance(datum, dict) else datum) or 0)


def test_brush_narrows_the_time_and_back_undoes_it(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto("/timeline")
    settled(page)
    before = reports(page)
    box = page.locator("[data-chart=timeline]").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] * 0.45
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.72, middle, steps=8)
    with page.expect_navigation():
        page.mouse.up()
    asked = parse_qs(urlsplit(page.url).query)
    since, until = asked["since"][0], asked["until"][0]
    assert since <= until
    inside = (
        f"{HAPPENED} AND date IS NOT NULL AND coalesce(date_first <= '{until}', true) "
        f"AND coalesce(date_last >= '{since}', true)"
    )
    assert reports(page) == len(ids(workbench, inside))
    assert 0 < reports(page) < before
    page.go_back()
    assert reports(page) == before


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_export_holds_exactly_what_is_filtered(
    workbench: Workbench, watch: Watched, form: str
) -> None:
    page = watch.page
    page.goto("/timeline?actor=USA&status=planned&status=denied")
    expected = ids(workbench, f"status IN ('planned', 'denied') AND {BY_USA}")
    assert expected
    content = download(page, form)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    elif form == "json":
        rows = json.loads(content)
    else:
        import pyarrow.parquet

        rows = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    assert len(rows) == len(expected) == reports(page)
    assert {row["id"] for row in rows} == expected


@pytest.mark.parametrize("form", ["svg", "png"])
def test_picture_of_a_chart_is_saved(watch: Watched, form: str) -> None:
    page = watch.page
    page.goto("/timeline")
    settled(page)
    with page.expect_download() as waiting:
        page.locator(f"button[data-save={form}]").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\x89PNG" if form == "png" else b"<svg")
    assert len(content) > 2000


def test_empty_page_names_the_filter_that_emptied_it(watch: Watched) -> None:
    page = watch.page
    page.goto("/timeline?actor=FJI")
    said = page.locator("p.empty").inner_text()
    assert "FJI" in said
    page.locator("p.empty a").click()
    assert reports(page) > 0


def test_citation_is_the_address_of_what_is_shown(watch: Watched) -> None:
    page = watch.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/timeline?actor=USA")
    page.locator("button.copy").click()
    page.wait_for_selector("button.copy[data-done]")
    assert page.url in page.evaluate("navigator.clipboard.readText()")
