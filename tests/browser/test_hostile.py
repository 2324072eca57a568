"""An article that would take over a careless page is shown as text, in every view."""

from __future__ import annotations

import pytest
from tests.browser.addresses import ADDRESSES, address, reader
from tests.browser.workbench import HOSTILE, HOSTILE_TEXT, Watched, Workbench, settled

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_of_the_article_runs(workbench: Workbench, watch: Watched, name: str) -> None:
    page = watch.page
    page.goto(address(workbench, name))
    settled(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("iframe, main script, main img").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def test_reader_shows_the_article_character_by_character(
    workbench: Workbench, watch: Watched
) -> None:
    page = watch.page
    page.goto(reader(workbench, "hostile"))
    text = workbench.text(str(HOSTILE["id"]))
    assert "".join(page.locator(".text .seg").all_text_contents()) in text
    shown = page.locator(".reader .text").text_content() or ""
    assert "<script>window.hacked = 1</script>" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "49" not in shown


@pytest.mark.parametrize(
    ("sign", "name"), [("\u202e", "RLO"), ("\u200b", "ZWSP"), ("\u2066", "LRI")]
)
def test_hidden_characters_are_named(
    workbench: Workbench, watch: Watched, sign: str, name: str
) -> None:
    page = watch.page
    page.goto(reader(workbench, "hostile"))
    named = page.locator(f".text .sign[data-sign={name}]")
    assert named.count() == HOSTILE_TEXT.count(sign)
    assert named.first.text_content() == sign
    order = "(one) => getComputedStyle(one).unicodeBidi"
    assert named.first.evaluate(order).startswith("isolate")
    label = named.first.evaluate("(one) => getComputedStyle(one, '::before').content")
    assert name in label or name in named.first.evaluate(
        "(one) => getComputedStyle(one, '::after').content"
    )


def test_search_finds_the_article_and_stays_safe(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto("/search?q=hacked")
    assert page.evaluate("window.hacked") is None
    assert "<script>" in (page.locator("main").text_content() or "")


def test_url_of_an_article_is_no_link(workbench: Workbench, watch: Watched) -> None:
    page = watch.page
    page.goto(reader(workbench, "hostile"))
    assert "javascript:window.hacked=5" in (page.locator("main").text_content() or "")
    assert page.locator("a[href*='hacked=5']").count() == 0
