"""Every view opens in a browser, without a complaint, and without asking another machine."""

from __future__ import annotations

import re

import pytest
from tests.browser.addresses import ADDRESSES, address
from tests.browser.workbench import Watched, Workbench, settled

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ADDRESSES)
def test_view_opens_with_its_question_and_draws_its_charts(
    workbench: Workbench, watch: Watched, name: str
) -> None:
    page = watch.page
    answer = page.goto(address(workbench, name))
    assert answer is not None
    assert answer.status == 200
    settled(page)
    assert page.locator("h1").inner_text()
    assert page.locator("p.question").inner_text()
    for chart in page.locator("[data-chart]").all():
        assert chart.locator("svg").count() == 1
        assert chart.get_attribute("aria-label")


@pytest.mark.parametrize("name", ADDRESSES)
def test_markup_of_a_view_has_no_script_or_style_of_its_own(
    workbench: Workbench, watch: Watched, name: str
) -> None:
    answer = watch.page.request.get(address(workbench, name))
    html = answer.text()
    tags = re.findall(r"<[a-zA-Z][^<>]*>", html)
    names = [re.sub(r"([\"']).*?\1", "", tag, flags=re.S) for tag in tags]
    assert not [name for name in names if re.search(r"\s(style|on\w+)=", name)]
    scripts = [tag for tag in tags if tag.startswith("<script")]
    assert all("src=" in tag or 'type="application/json"' in tag for tag in scripts)
    assert not [tag for tag in tags if re.search(r"(src|href)=.?\s*(https?:|//|javascript:)", tag)]


def test_views_work_without_script(workbench: Workbench, watch: Watched) -> None:
    assert watch.page.context.browser is not None
    context = watch.page.context.browser.new_context(
        base_url=workbench.address, java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    page.goto("/dyads?actor=USA&recipient=VEN")
    page.locator("figure.chart summary").first.click()
    page.locator("figure.chart a.evidence").first.click()
    assert page.locator(".reader mark.own").count() > 0
    page.locator("nav.menu a", has_text="Timeline").click()
    page.locator("input[name=actor]").fill("USA")
    page.locator("form.filters button[type=submit]").click()
    assert "actor=USA" in page.url
    context.close()


@pytest.mark.parametrize(
    ("tag", "title"), [("zh-Hant", "時間線"), ("zh-Hans", "时间线"), ("en", "Timeline")]
)
def test_language_is_switched_and_kept(watch: Watched, tag: str, title: str) -> None:
    page = watch.page
    page.goto("/timeline?actor=USA")
    if tag == "en":
        page.locator(".switches a[lang=zh-Hans]").click()
    page.locator(f".switches a[lang={tag}]").click()
    assert page.locator("h1").inner_text() == title
    assert page.locator("html").get_attribute("lang") == tag
    assert "actor=USA" in page.url
    page.goto("/timeline")
    assert page.locator("h1").inner_text() == title


@pytest.mark.parametrize(
    ("locale", "name"), [("zh-TW", "委內瑞拉"), ("zh-CN", "委内瑞拉"), ("en-US", "Venezuela")]
)
def test_browser_chooses_language_and_names(
    workbench: Workbench, watch: Watched, locale: str, name: str
) -> None:
    assert watch.page.context.browser is not None
    context = watch.page.context.browser.new_context(base_url=workbench.address, locale=locale)
    page = context.new_page()
    page.goto("/brief")
    assert name in page.locator("main").inner_text()
    context.close()


def test_theme_is_switched_and_kept(watch: Watched) -> None:
    page = watch.page
    page.goto("/timeline")
    settled(page)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.locator("#theme").click()
    assert page.evaluate(ground) != light
    settled(page)
    assert page.locator("[data-chart] svg").count() == 1
    page.goto("/brief")
    assert page.evaluate(ground) != light
