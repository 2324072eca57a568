"""From a number on a page to the characters it stands on, which are those of the document."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page
from tests.browser.addresses import reader
from tests.browser.workbench import Watched, Workbench

pytestmark = pytest.mark.browser
SHOWN = """() => [...document.querySelectorAll(".text .seg")].map((one) =>
  [Number(one.dataset.a), Number(one.dataset.b), one.textContent, one.classList.contains("own")])"""


def compare(workbench: Workbench, page: Page) -> list[str]:
    """Hold each stretch of the reader against the document; the words of the record itself."""
    identifier = parse_qs(urlsplit(page.url).query)["id"][0]
    row = workbench.sql("SELECT document FROM events WHERE id = ?", [identifier])[0]
    text = workbench.text(row["document"])
    shown = page.evaluate(SHOWN)
    assert shown
    for start, end, words, _ in shown:
        assert words == text[start:end]
    return [words for *_, words, own in shown if own]


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en", "hostile"])
def test_marked_characters_are_those_of_the_document(
    workbench: Workbench, watch: Watched, language: str
) -> None:
    watch.page.goto(reader(workbench, language))
    own = compare(workbench, watch.page)
    identifier = parse_qs(urlsplit(watch.page.url).query)["id"][0]
    quote = workbench.sql("SELECT quote FROM events WHERE id = ?", [identifier])[0]["quote"]
    assert quote in "".join(own)


@pytest.mark.parametrize(("actor", "recipient"), [("USA", "VEN"), ("CHN", "PHL"), ("THA", "KHM")])
def test_number_opens_to_its_characters(
    workbench: Workbench, watch: Watched, actor: str, recipient: str
) -> None:
    page = watch.page
    page.goto("/network")
    link = f'a[href="/dyads?actor={actor}&recipient={recipient}"]'
    number = int(page.locator(f"td.number {link}").inner_text())
    page.locator(f"td.number {link}").click()
    assert f"{number} reports" in page.locator("p.two").first.inner_text()
    page.locator("figure.chart summary").first.click()
    page.locator("figure.chart a.evidence").first.click()
    assert compare(workbench, page)


def test_card_of_the_timeline_opens_to_its_characters(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto("/timeline?actor=USA")
    marked = page.locator("article.card mark").first.text_content()
    page.locator("article.card a.evidence").first.click()
    assert marked in compare(workbench, page)


def test_address_of_characters_opens_at_them(workbench: Workbench, watch: Watched) -> None:
    row = workbench.sql(
        """SELECT document, "start" AS a, "end" AS b FROM sentences
        WHERE starts_with(language, 'zh') ORDER BY document, "start" LIMIT 1 OFFSET 3"""
    )[0]
    page = watch.page
    page.goto(f"/evidence?document={row['document']}&char={row['a']},{row['b']}")
    chosen = page.locator(".text .chosen").all_text_contents()
    assert "".join(chosen) == workbench.text(row["document"])[row["a"] : row["b"]]


def test_layers_are_switched_off_and_back_works(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto(reader(workbench, "zh-Hant"))
    claims = page.locator(".text .l-claims").count()
    assert claims > 0
    page.locator("p.layers a.l-claims").click()
    assert page.locator(".text .l-claims").count() == 0
    page.go_back()
    assert page.locator(".text .l-claims").count() == claims


def test_texts_say_their_language(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    for language in ("zh-Hant", "zh-Hans", "en"):
        page.goto(reader(workbench, language))
        said = page.locator(".text .block").first.get_attribute("lang") or ""
        assert re.match(language, said)
