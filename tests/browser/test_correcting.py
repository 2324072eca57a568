"""A correction made in the browser is kept when another version of the reader reads again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.workbench import Watched, Workbench

from legation.documents import read_documents
from legation.model.document import Document
from legation.model.reading import Reading
from legation.reading import default_reader

pytestmark = pytest.mark.browser
SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"


@pytest.fixture(scope="module")
def again() -> dict[str, Reading]:
    """Articles of the sample, read by another version of the reader; by their ids."""
    names = ("venezuela-oil-tw.md", "un-council-venezuela-cn.md", "un-council-venezuela-en.html")
    found = [
        one
        for one in read_documents([SAMPLE / name for name in names])
        if isinstance(one, Document)
    ]
    readings = default_reader().read(found)
    return {one.document.id: replace(one, reader=f"{one.reader}-other") for one in readings}


def change_status(page: Page, to: str, reason: str) -> None:
    """Correct the status of the record that the reader shows."""
    row = page.locator("table.record tr", has=page.locator("th", has_text="status")).first
    row.locator("summary").click()
    row.locator("select[name=to]").select_option(to)
    row.locator("input[name=reason]").fill(reason)
    row.locator("button[type=submit]").click()


@pytest.mark.parametrize("at", [0, 1, 2])
def test_correction_outlives_a_new_reading(
    workbench: Workbench, watch: Watched, again: dict[str, Reading], at: int
) -> None:
    document = sorted(again)[at]
    event = workbench.sql(
        """SELECT id, quote, "start" AS a, "end" AS b FROM events
        WHERE document = ? AND status = 'actual' ORDER BY "start" LIMIT 1""",
        [document],
    )[0]
    reason = f"判斷 {document}"
    page = watch.page
    page.goto(f"/evidence?id={event['id']}")
    change_status(page, "denied", reason)
    assert reason in page.locator("aside").inner_text()
    assert page.locator("aside .status-denied").count() > 0
    with workbench.app.state.holder.writing() as dossier:
        tally = dossier.add([again[document]])
    assert tally.replaced == 1
    page.goto("/corrections")
    row = page.locator("tr", has_text=reason)
    assert row.locator(".state-same, .state-SAME").count() == 1
    row.locator("a").first.click()
    assert reason in page.locator("aside").inner_text()
    assert page.locator("aside .status-denied").count() > 0
    own = "".join(page.locator(".text mark.own").all_text_contents())
    assert event["quote"] == workbench.text(document)[event["a"] : event["b"]]
    assert event["quote"] in own


def test_correction_is_taken_back(workbench: Workbench, watch: Watched) -> None:
    event = workbench.sql(
        "SELECT id FROM events WHERE document = 'venezuela-prisoners-hk' ORDER BY \"start\" LIMIT 1"
    )[0]
    page = watch.page
    page.goto(f"/evidence?id={event['id']}")
    page.keyboard.press("a")
    page.wait_for_selector("ul.decided")
    page.locator("ul.decided form.inline button").first.click()
    page.wait_for_selector("ul.decided")
    assert page.locator("ul.decided form.inline").count() == 0
    assert page.locator("ul.decided li").count() == 2
