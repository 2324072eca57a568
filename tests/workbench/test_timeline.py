"""The timeline: bars, table and SQL agree; cards show each report as its text has it."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from tests.workbench.conftest import Browser
from tests.workbench.pages import asked, has_no_inline, option, record_ids, spoken

from legation.analysis.dossier import Dossier
from legation.workbench.selected import CARDS, QUADS
from legation.workbench.views import timeline

ASKED = {
    "happened": "",
    "denied": "status=denied",
    "of a country": "actor=USA",
    "of a pair": "actor=VEN&recipient=USA",
    "in a window": "since=2025-12&until=2026-01",
    "own voice": "said=own",
    "in Chinese": "language=zh",
}


def _sql(path: Path, where: str) -> int:
    with Dossier.open(path) as dossier:
        return int(dossier.sql(f"SELECT count(*) AS n FROM events WHERE {where}").rows()[0]["n"])


@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_bars_and_table_add_up_to_the_count_of_sql(client: Browser, built: Path, by: str) -> None:
    html = client.get(f"/timeline?by={by}").text
    rows = client.get(f"/api/timeline?by={by}&limit=10000").json()["tables"]["periods"]["rows"]
    bars = option(html, "timeline")["option"]["series"][: len(QUADS)]
    drawn = sum(bar["value"] for series in bars for bar in series["data"])
    aside = sum(row["reports"] for row in rows if row["first_day"] is None)
    total = _sql(built, "status IN ('actual', 'ongoing')")
    assert total > 100
    assert drawn + aside == sum(row["reports"] for row in rows) == total


@pytest.mark.parametrize("query", ASKED.values(), ids=ASKED)
def test_the_file_of_reports_holds_what_the_heading_counts(client: Browser, query: str) -> None:
    html = client.get(f"/timeline?{query}").text
    answer = client.get(f"/export/timeline/events.csv?{query}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    assert f"<strong>{len(rows)}</strong> reports" in html
    happenings = {row["happening"] for row in rows}
    assert f"<strong>{len(happenings)}</strong> happenings" in html


def test_denied_reports_are_out_unless_ticked(client: Browser, built: Path) -> None:
    rows = client.get("/api/timeline?limit=10000").json()["tables"]["events"]["rows"]
    assert {row["status"] for row in rows} <= {"actual", "ongoing"}
    denied = client.get("/api/timeline?limit=10000&status=denied").json()["tables"]["events"]
    assert denied["total"] == _sql(built, "status = 'denied'") > 0


def test_a_bar_leads_to_its_own_period(client: Browser) -> None:
    chart = option(client.get("/timeline?actor=USA").text, "timeline")
    assert "since={since}" in chart["act"]
    assert "actor=USA" in chart["act"]
    bars = chart["option"]["series"][: len(QUADS)]
    place = max(
        range(len(bars[0]["data"])), key=lambda at: sum(b["data"][at]["value"] for b in bars)
    )
    datum = bars[0]["data"][place]
    address = chart["act"].replace("{since}", datum["since"]).replace("{until}", datum["until"])
    rows = client.get(f"/api{address}&limit=10000").json()["tables"]["periods"]["rows"]
    inside = next(row for row in rows if row["first_day"] == datum["since"])
    assert inside["reports"] == sum(bar["data"][place]["value"] for bar in bars)


def test_the_line_counts_articles_by_publication(client: Browser, built: Path) -> None:
    rows = client.get("/api/timeline?by=year&limit=100").json()["tables"]["periods"]["rows"]
    found = next(row for row in rows if row["period"] == "2026")
    with Dossier.open(built) as dossier:
        table = dossier.sql("SELECT count(*) AS n FROM documents WHERE published LIKE '2026%'")
        assert found["articles"] == table.rows()[0]["n"]


def test_marks_need_a_pair_and_enough_reports(built: Path) -> None:
    with asked(built) as of_all:
        assert timeline.load(of_all).values["marks"] is None
    with asked(built, {"actor": "USA", "recipient": "VEN", "by": "year"}) as of_pair:
        marks = timeline.load(of_pair).values["marks"]
    assert marks.changes == ()
    assert marks.reason.startswith("too few")


def test_cards_mark_the_trigger_in_its_sentence_and_language(built: Path, client: Browser) -> None:
    html = client.get("/timeline").text
    with asked(built) as of_all:
        rows = timeline.load(of_all).values["rows"]
        texts = {
            row["document"]: row["text"]
            for row in of_all.dossier.sql("SELECT document, text FROM documents")
        }
    assert len(rows) == CARDS
    for row in rows:
        whole = row["before"] + row["quote"] + row["after"]
        begin, end = row["sentence"]
        assert texts[row["document"]][begin:end] == whole
        assert f"<mark>{row['quote']}</mark>" in html or "&" in row["quote"]
    languages = {language for _, language in spoken(html, "sentence")}
    assert {one.split("-")[0] for one in languages} == {"en", "zh"}
    assert {row["language"] for row in rows} == languages


def test_pages_of_cards_hold_each_report_once(client: Browser, built: Path) -> None:
    with asked(built, {"actor": "VEN"}) as first:
        page = timeline.load(first)
        total = page.values["numbers"]["reports"]
    assert total > CARDS
    found: list[str] = []
    for number in range(1, page.values["pages"] + 1):
        with asked(built, {"actor": "VEN", "page": str(number)}) as one:
            found += [row["id"] for row in timeline.load(one).values["rows"]]
    assert len(found) == len(set(found)) == total
    assert 'rel="prev"' not in client.get("/timeline?actor=VEN").text


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("language=sw", "language=sw"),
        ("outlet=Nowhere+Post&type=AID", "outlet=Nowhere Post"),
        ("said=own&status=planned&until=1900", "until=1900"),
    ],
)
def test_an_empty_page_names_the_filter_that_emptied_it(
    client: Browser, query: str, word: str
) -> None:
    answer = client.get(f"/timeline?{query}")
    assert answer.status_code == 200
    text = " ".join(text for text, _ in spoken(answer.text, "empty"))
    assert word in text
    assert 'href="/timeline"' in answer.text


@pytest.mark.parametrize("query", ["by=century", "since=soon", "actor=Nobodyland", "page=0"])
def test_what_makes_no_sense_is_refused_by_name(client: Browser, query: str) -> None:
    answer = client.get(f"/timeline?{query}")
    assert answer.status_code == 400
    assert query.split("=")[1] in answer.text


def test_chinese_names_ask_for_the_same_as_ids(client: Browser) -> None:
    totals = {
        client.get(f"/api/timeline?actor={name}").json()["tables"]["events"]["total"]
        for name in ("VEN", "委內瑞拉", "委内瑞拉", "Venezuela")
    }
    assert len(totals) == 1


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "zh-Hans"])
def test_the_page_speaks_its_language_and_needs_no_inline_style(client: Browser, tag: str) -> None:
    html = client.get(f"/timeline?lang={tag}").text
    client.cookies.clear()
    assert f'<html lang="{tag}">' in html
    assert has_no_inline(html)
    assert len(record_ids(html)) >= CARDS


def test_undated_reports_are_counted_when_a_window_leaves_them_out(built: Path) -> None:
    undated = _sql(built, "status IN ('actual', 'ongoing') AND date IS NULL")
    with asked(built, {"since": str(date(2025, 1, 1))}) as window:
        assert timeline.load(window).values["numbers"]["left_out"] == undated
