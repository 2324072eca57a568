from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path

import pytest
from tests.workbench.conftest import Browser, Open

from legation.analysis.dossier import Dossier
from legation.workbench.languages import TAGS, load_language
from legation.workbench.settings import Limits
from legation.workbench.sql import run_sql
from legation.workbench.views.search import EXAMPLES


@pytest.mark.parametrize("words", ["馬杜羅", "马杜罗", "Maduro"])
def test_a_name_in_any_script_finds_what_the_dossier_finds(
    client: Browser, built: Path, words: str
) -> None:
    with Dossier.open(built) as dossier:
        found = dossier.search(words, 50)
    page = client.get("/search", params={"q": words})
    assert page.status_code == 200
    assert f"<strong>{found.total}</strong>" in page.text
    assert page.text.count('class="sentence"') == len(found.hits)
    rows = client.get("/api/search", params={"q": words}).json()["tables"]["hits"]
    assert rows["total"] == len(found.hits)
    assert [row["evidence"][0] for row in rows["rows"]] == [hit.id for hit in found.hits]


def test_hits_link_to_their_evidence_and_show_status_and_source_of_records(
    client: Browser,
) -> None:
    page = client.get("/search", params={"q": "kind:event status:denied"}).text
    ids = re.findall(r'data-href="/evidence\?id=([0-9a-f]{16})"', page)
    assert ids
    assert "status-denied" in page
    assert page.count('class="says"') >= 1
    assert "lang=" in re.findall(r'<p class="sentence"[^>]*>', page)[0]


def test_marked_words_are_those_of_the_document(client: Browser) -> None:
    page = client.get("/search", params={"q": "Maduro"}).text
    marked = {html.unescape(words) for words in re.findall(r"<mark>([^<]*)</mark>", page)}
    assert "Maduro" in marked


def test_nothing_found_names_the_part_that_left_nothing(client: Browser) -> None:
    page = client.get("/search", params={"q": "Maduro zzqx"}).text
    assert 'class="empty"' in page
    assert "zzqx" in page.partition('class="empty"')[2]


def test_a_search_that_makes_no_sense_says_so_and_keeps_what_was_typed(client: Browser) -> None:
    page = client.get("/search", params={"q": "status:perhaps"}).text
    assert "status:perhaps" in page
    assert 'class="empty"' in page
    assert "actual" in page.partition('class="empty"')[2]


def test_the_file_holds_just_the_rows_of_the_page(client: Browser) -> None:
    shown = client.get("/api/search", params={"q": "Venezuela"}).json()["tables"]["hits"]
    text = client.get("/export/search/hits.csv", params={"q": "Venezuela"}).content.decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == shown["total"]
    assert [row["document"] for row in rows] == [row["document"] for row in shown["rows"]]


def test_a_number_of_sentences_that_is_not_offered_is_refused(client: Browser) -> None:
    assert client.get("/search", params={"q": "Maduro", "n": "7"}).status_code == 400


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_speaks_the_language_of_its_reader(client: Browser, tag: str) -> None:
    page = client.get("/search", params={"lang": tag}).text
    client.cookies.clear()
    assert f'<html lang="{tag}">' in page
    assert load_language(tag)("search.help") in page


def test_the_rows_of_a_query_are_shown_and_can_be_had_as_a_file(client: Browser) -> None:
    query = "SELECT type, count(*) AS n, list(id) AS evidence FROM events GROUP BY 1 ORDER BY 1"
    asked = {"tab": "sql", "sql": query, "name": "Acts by type"}
    page = client.get("/search", params=asked).text
    assert "<h2>Acts by type</h2>" in page
    rows = client.get("/api/search", params=asked).json()["tables"]["rows"]["rows"]
    assert f"<strong>{len(rows)}</strong>" in page
    assert f'/evidence?id={rows[0]["evidence"][0]}"' in page
    saved = json.loads(client.get("/export/search/rows.json", params=asked).content)
    assert saved == rows


def test_a_query_that_writes_is_refused_on_the_page_and_the_text_is_kept(
    client: Browser, built: Path
) -> None:
    before = built.read_bytes()
    page = client.get("/search", params={"tab": "sql", "sql": "DROP TABLE events"}).text
    assert "one SELECT" in page
    assert "DROP TABLE events</textarea>" in page
    asked = {"tab": "sql", "sql": "COPY events TO 'x.csv'"}
    assert client.get("/export/search/rows.csv", params=asked).status_code == 400
    assert built.read_bytes() == before


def test_markup_in_a_query_stays_text(client: Browser) -> None:
    asked = {"tab": "sql", "sql": "SELECT '<script>x</script>' AS \"<b>\"", "name": "<i>n</i>"}
    page = client.get("/search", params=asked).text
    assert "<script>x" not in page
    assert "<b>" not in page
    assert "<i>" not in page


@pytest.mark.parametrize("key", EXAMPLES)
def test_every_offered_query_runs_and_opens_to_evidence(built: Path, key: str) -> None:
    answer = run_sql(built, EXAMPLES[key], Limits())
    assert "evidence" in answer.table.columns
    with Dossier.open(built) as dossier:
        for row in answer.table.rows()[:3]:
            assert dossier.evidence(row["evidence"][0])


def test_tables_and_columns_stand_beside_the_query(client: Browser) -> None:
    page = client.get("/search", params={"tab": "sql"}).text
    for word in ("documents", "attribution", "happening", "event_dyads"):
        assert f"<code>{word}</code>" in page


def test_the_limits_of_the_settings_hold(open_workbench: Open, built: Path) -> None:
    browser = open_workbench(built, limits=Limits(sql_rows=3))
    asked = {"tab": "sql", "sql": "SELECT id FROM events"}
    table = browser.get("/api/search", params=asked).json()["tables"]["rows"]
    assert table["total"] == 3
    assert "there are more" in browser.get("/search", params=asked).text


def test_no_page_has_script_or_style_of_its_own(client: Browser) -> None:
    for address in ("/search", "/search?q=Maduro", "/search?tab=sql&sql=SELECT+1"):
        page = client.get(address).text
        assert " style=" not in page
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page)


def test_a_query_that_is_wrong_is_refused_in_the_one_shape(client: Browser) -> None:
    asked = {"sql": "SELEC 1", "tab": "sql"}
    assert client.get("/search", params=asked).status_code == 400
    answer = client.get("/api/search", params=asked)
    assert answer.status_code == 400
    assert answer.json()["error"]["kind"] == "UsageError"
