"""axe-core finds nothing serious in any view, in light and in dark; keys do the reader's work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.addresses import ADDRESSES, address, reader
from tests.browser.conftest import unmet
from tests.browser.workbench import Watched, Workbench, settled, watched

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`)"""


@pytest.fixture(scope="module", params=["light", "dark"])
def pages(
    request: pytest.FixtureRequest, browser: Browser, workbench: Workbench
) -> Iterator[Watched]:
    """A page in one theme."""
    with watched(browser, workbench, color_scheme=request.param) as made:
        yield made


@pytest.mark.parametrize("name", ADDRESSES)
def test_axe_finds_nothing_serious(workbench: Workbench, pages: Watched, name: str) -> None:
    if not AXE.exists():
        unmet(f"{AXE.name} is not there; run `npm ci` in assets/")
    page = pages.page
    page.goto(address(workbench, name))
    settled(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("name", ["evidence", "hits", "timeline of a pair", "corrections"])
def test_j_and_k_go_from_record_to_record(workbench: Workbench, watch: Watched, name: str) -> None:
    page = watch.page
    page.goto(address(workbench, name))
    focused = "document.activeElement.dataset.record"
    seen = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert all(seen)
    assert seen[0] == seen[2]
    if page.locator("[data-record]").count() > 1:
        assert seen[0] != seen[1]


def test_enter_opens_the_record_in_focus(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto(address(workbench, "timeline of a pair"))
    page.keyboard.press("j")
    identifier = page.evaluate("document.activeElement.dataset.record")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert f"/evidence?id={identifier}" in page.url


def test_question_mark_lists_the_keys(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto(reader(workbench, "zh-Hant"))
    page.keyboard.press("?")
    dialog = page.locator("dialog#keys")
    assert dialog.is_visible()
    assert {"j", "k", "Enter", "?"} <= set(dialog.locator("kbd").all_inner_texts())
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_slash_goes_to_the_search_and_typing_is_no_key(watch: Watched) -> None:
    page = watch.page
    page.goto("/brief")
    page.keyboard.press("/")
    page.keyboard.type("jk?制裁")
    assert page.locator("#quick").input_value() == "jk?制裁"


def test_skip_link_leads_to_the_content(watch: Watched) -> None:
    page = watch.page
    page.goto("/brief")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
