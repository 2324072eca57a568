"""Dyads and support: the view shows what the analyses give, and hides what is not ticked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workbench.conftest import Browser
from tests.workbench.pages import asked, has_no_inline, option, record_ids, spoken

from legation.analysis.dossier import Dossier
from legation.workbench.selected import QUADS
from legation.workbench.views import dyads

PAIR = {"actor": "USA", "recipient": "VEN"}


def test_without_a_pair_the_most_reported_are_offered(client: Browser, built: Path) -> None:
    rows = client.get("/api/dyads").json()["tables"]["top"]["rows"]
    with Dossier.open(built) as dossier:
        assert [row["reports"] for row in rows] == [
            row["reports"] for row in dossier.top_dyads(dyads.TOP)
        ]
    first = rows[0]
    link = f"/dyads?actor={first['actor']}&amp;recipient={first['recipient']}"
    assert link in client.get("/dyads").text


def test_an_actor_alone_leaves_its_pairs(client: Browser) -> None:
    rows = client.get("/api/dyads?actor=Mexico").json()["tables"]["top"]["rows"]
    assert {row["actor"] for row in rows} == {"MEX"}


@pytest.mark.parametrize("by", ["month", "year"])
def test_bars_are_the_numbers_of_the_analysis(client: Browser, built: Path, by: str) -> None:
    chart = option(client.get(f"/dyads?actor=USA&recipient=VEN&by={by}").text, "series")
    with Dossier.open(built) as dossier:
        rows = [row for row in dossier.dyads("USA", "VEN", by) if row["first_day"]]
    for series, quad in zip(chart["option"]["series"], QUADS, strict=True):
        assert [bar["value"] for bar in series["data"]] == [row[quad] for row in rows]
    assert chart["option"]["xAxis"]["data"] == [row["period"] for row in rows]


def test_two_pairs_stand_on_one_scale(client: Browser) -> None:
    html = client.get("/dyads?actor=USA&recipient=VEN&against=委內瑞拉:美國").text
    one, other = (option(html, name)["option"] for name in ("series", "against"))
    assert one["yAxis"]["max"] == other["yAxis"]["max"]
    assert html.count("<h2>") >= 2


def test_the_share_of_deeds_is_that_of_the_analysis_with_its_interval(
    client: Browser, built: Path
) -> None:
    with Dossier.open(built) as dossier:
        share = dossier.support("USA", "VEN").share
    assert share.value is not None
    assert share.low is not None
    assert share.high is not None
    text = client.get("/dyads?actor=USA&recipient=VEN").text
    assert f"{100 * share.value:.0f} %" in text
    assert f"({100 * share.low:.0f} %–{100 * share.high:.0f} %)" in text


def test_denied_and_proposed_reports_are_out_unless_ticked(built: Path) -> None:
    with asked(built, PAIR) as plain:
        happened = dyads.load(plain).values["one"].reports
    with asked(built, {**PAIR, "status": "denied"}) as ticked:
        page = dyads.load(ticked)
        wanted = ticked.dossier.dyads("USA", "VEN", statuses=["denied"]).rows()
    assert page.values["one"].reports == sum(row["reports"] for row in wanted)
    assert page.values["one"].reports != happened


def test_requests_not_ticked_are_counted_not_shown(built: Path) -> None:
    with asked(built, {"actor": "VEN", "recipient": "USA"}) as plain:
        page = dyads.load(plain)
        every = plain.dossier.requests("USA", "VEN").requests
    shown = [item["request"].id for item in page.values["ledger"]]
    assert len(shown) + sum(page.values["hidden"].values()) == len(every) > 0
    assert {item["request"].status for item in page.values["ledger"]} <= {"actual", "ongoing"}


def test_a_request_stands_with_its_answer_status_and_source(client: Browser) -> None:
    html = client.get("/dyads?actor=VEN&recipient=USA").text
    rows = client.get("/api/dyads?actor=VEN&recipient=USA").json()["tables"]["requests"]["rows"]
    assert rows
    assert {row["id"] for row in rows if row["status"] == "actual"} <= record_ids(html)
    assert "Strongest that is reported to follow" in html


def test_standing_ties_show_each_number_with_its_sentence(client: Browser, built: Path) -> None:
    html = client.get("/dyads?actor=MEX&recipient=USA").text
    with Dossier.open(built) as dossier:
        ties = dossier.ties(from_="MEX", to="USA").rows()
    assert ties
    for row in ties:
        assert row["id"] in record_ids(html)
    assert {tag for _, tag in spoken(html, "sentence")} == {
        tag for tag in ("zh-Hant-HK", "zh-Hant-TW", "zh-Hans", "en") if f'lang="{tag}"' in html
    } & {tag for _, tag in spoken(html, "sentence")}


def test_a_pair_that_nothing_binds_is_empty_with_a_reason(client: Browser) -> None:
    html = client.get("/dyads?actor=THA&recipient=VEN").text
    assert [text for text, _ in spoken(html, "empty") if "no report" in text.lower()]


@pytest.mark.parametrize("query", ["against=VEN", "against=VEN:Nobodyland"])
def test_a_second_pair_that_is_none_is_refused(client: Browser, query: str) -> None:
    answer = client.get(f"/dyads?actor=USA&recipient=VEN&{query}")
    assert answer.status_code == 400


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "zh-Hans"])
def test_the_page_speaks_its_language(client: Browser, tag: str) -> None:
    name = {"en": "Venezuela", "zh-Hant": "委內瑞拉", "zh-Hans": "委内瑞拉"}[tag]
    html = client.get(f"/dyads?actor=USA&recipient=VEN&lang={tag}").text
    client.cookies.clear()
    assert name in html
    assert has_no_inline(html)
