"""On A4 a page keeps its highlights, loses its buttons, and nothing is cut off."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import ViewportSize
from tests.browser.addresses import ADDRESSES, address, reader
from tests.browser.workbench import Watched, Workbench, settled

pytestmark = pytest.mark.browser
SHEET: Final[ViewportSize] = {"width": 673, "height": 1000}
"""A4 in CSS pixels, less the margins."""


@pytest.mark.parametrize("name", ADDRESSES)
def test_view_fits_the_sheet(workbench: Workbench, watch: Watched, name: str) -> None:
    page = watch.page
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    page.goto(address(workbench, name))
    settled(page)
    assert page.locator("h1").is_visible()
    for hidden in (".top", ".menu", ".filters", ".downloads"):
        assert not [one for one in page.locator(hidden).all() if one.is_visible()]
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET["width"]


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_highlights_are_printed(
    workbench: Workbench, watch: Watched, language: str, scheme: str
) -> None:
    page = watch.page
    page.emulate_media(media="print", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(reader(workbench, language))
    style = page.locator(".text mark.own").first.evaluate(
        """(one) => { const style = getComputedStyle(one);
        return [style.textDecorationLine, style.printColorAdjust, style.backgroundColor] }"""
    )
    assert style[:2] == ["underline", "exact"]
    assert style[2] != "rgba(0, 0, 0, 0)"
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    content = page.pdf(prefer_css_page_size=True, print_background=False)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert boxes
    assert all((round(float(w)), round(float(h))) == (595, 842) for w, h in boxes)
