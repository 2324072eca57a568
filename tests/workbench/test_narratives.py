from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from tests.workbench.conftest import Browser

from legation.analysis.dossier import Dossier
from legation.analysis.narratives import Cell, Gap
from legation.workbench.languages import TAGS, load_language
from legation.workbench.views.matrix import make_matrix, motive_board

DYAD = {"actor": "USA", "recipient": "VEN"}


def test_the_matrix_gives_the_numbers_of_the_library(client: Browser, built: Path) -> None:
    with Dossier.open(built) as dossier:
        found = dossier.narratives(dyad=("USA", "VEN"))
    page = client.get("/narratives", params=DYAD).text
    assert f"<strong>{found.reports}</strong>" in page
    assert f"<strong>{found.happenings}</strong>" in page
    tables = client.get("/api/narratives", params={**DYAD, "limit": 10_000}).json()["tables"]
    assert tables["matrix"]["rows"] == found.table().rows()
    assert tables["omissions"]["rows"] == found.gaps_table().rows()
    assert tables["motives"]["rows"] == found.motives_table().rows()


@pytest.mark.parametrize("name", ["馬杜羅", "马杜罗", "Maduro"])
def test_an_actor_may_be_named_in_any_script(client: Browser, name: str) -> None:
    by_name = client.get("/api/narratives", params={"actor": name}).json()["tables"]
    by_id = client.get("/api/narratives", params={"actor": "P:nicolas-maduro"}).json()["tables"]
    assert by_name == by_id
    assert by_id["matrix"]["total"] > 0


def test_every_cell_that_is_shown_opens_its_quotes_and_its_evidence(built: Path) -> None:
    with Dossier.open(built) as dossier:
        found = dossier.narratives(dyad=("USA", "VEN"))
        matrix = make_matrix(found, load_language("en"), "", wide=True)
        cells = [
            cell
            for aspect in matrix.aspects
            for row in aspect.rows
            for cell in row.cells
            if isinstance(cell, Cell)
        ]
        assert cells
        for cell in cells:
            assert cell.quotes
            assert cell.evidence
        for cell in cells[:10]:
            assert any(dossier.evidence(name).text in cell.quotes for name in cell.evidence)


def test_a_gap_is_told_only_where_the_source_has_no_such_element(built: Path) -> None:
    with Dossier.open(built) as dossier:
        found = dossier.narratives(dyad=("USA", "VEN"))
    matrix = make_matrix(found, load_language("en"), "act", wide=True)
    known = {(gap.source, gap.aspect, gap.key) for gap in found.gaps}
    gaps = 0
    for row in matrix.aspects[0].rows:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            if isinstance(cell, Gap):
                gaps += 1
                assert (column.source, "act", row.key) in known
    assert gaps


def test_chinese_columns_stand_beside_english_ones(built: Path) -> None:
    with Dossier.open(built) as dossier:
        found = dossier.narratives(dyad=("USA", "VEN"))
    matrix = make_matrix(found, load_language("en"), "", wide=True)
    languages = [column.language for column in matrix.columns]
    assert languages == sorted(languages, key=lambda one: one != "zh")
    assert {"zh", "en"} <= set(languages)
    assert {"zh-Hant-TW", "zh-Hant-HK", "zh-Hans-CN"} <= {one.tag for one in matrix.columns}


def test_what_is_not_shown_is_counted(built: Path) -> None:
    with Dossier.open(built) as dossier:
        found = dossier.narratives(actor="USA")
    narrow = make_matrix(found, load_language("en"), "", wide=False)
    wide = make_matrix(found, load_language("en"), "", wide=True)
    assert narrow.left == len(wide.columns) - len(narrow.columns) > 0
    verbs = next(one for one in wide.aspects if one.name == "verb")
    every = make_matrix(found, load_language("en"), "verb", wide=True).aspects[0]
    assert len(every.rows) + every.left == len(verbs.rows) + verbs.left


def test_official_and_underlying_reasons_stand_side_by_side_by_asserter(built: Path) -> None:
    with Dossier.open(built) as dossier:
        found = dossier.narratives(dyad=("USA", "VEN"))
    board = motive_board(found)
    assert sum(layer is not None for one in board for layer in one.layers) == len(found.motives)
    for one in board:
        for layer, name in zip(one.layers, ("official", "underlying"), strict=True):
            assert layer is None or (layer.layer, layer.asserter) == (name, one.asserter)


def test_contradictions_show_both_sentences_scopes_and_reason(client: Browser, built: Path) -> None:
    with Dossier.open(built) as dossier:
        rows = dossier.contradictions().rows()
    page = client.get("/narratives", params={"tab": "contradictions"}).text
    assert f"<strong>{len(rows)}</strong>" in page
    plain = html.unescape(re.sub(r"<[^>]+>", "", page))
    for row in rows[:5]:
        for text in (row["one_sentence"], row["other_sentence"], row["reason"]):
            assert text in plain
        assert f'/evidence?id={row["one_id"]}"' in page
        assert f'/evidence?id={row["other_id"]}"' in page


def test_contradictions_are_filtered_as_in_the_library(client: Browser, built: Path) -> None:
    with Dossier.open(built) as dossier:
        rows = dossier.contradictions("USA", "denial").rows()
    asked = {"tab": "contradictions", "actor": "USA", "kind": "denial"}
    table = client.get("/api/narratives", params=asked).json()["tables"]["contradictions"]
    assert [row["evidence"] for row in table["rows"]] == [row["evidence"] for row in rows]


def test_no_contradiction_names_the_filters_that_left_none(client: Browser) -> None:
    asked = {"tab": "contradictions", "actor": "THA", "kind": "route"}
    page = client.get("/narratives", params=asked).text
    assert "actor=THA" in page
    assert "kind=route" in page


def test_corroboration_counts_independent_roots(client: Browser, built: Path) -> None:
    with Dossier.open(built) as dossier:
        happening = dossier.sql(
            "SELECT happening FROM folds GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
        ).rows()[0]["happening"]
        found = dossier.corroboration(happening)
    asked = {"tab": "corroboration", "record": happening}
    page = client.get("/narratives", params=asked).text
    assert f"<strong>{found.independent}</strong>" in page
    assert f"<strong>{found.reports}</strong>" in page
    table = client.get("/api/narratives", params=asked).json()["tables"]["corroboration"]
    told = [(row["root"], sorted(row["evidence"])) for row in table["rows"]]
    assert told == [(row["root"], sorted(row["evidence"])) for row in found.table().rows()]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"actor": "nobody-such"}, "nobody-such"),
        ({"q": "zzqx"}, "zzqx"),
        ({"actor": "USA", "q": "制裁"}, "one thing"),
        ({"tab": "contradictions", "kind": "odd"}, "odd"),
        ({"tab": "corroboration", "record": "0000"}, "0000"),
        ({"actor": "USA", "aspect": "colour"}, "colour"),
    ],
)
def test_what_cannot_be_compared_is_said_on_the_page(
    client: Browser, asked: dict[str, str], words: str
) -> None:
    page = client.get("/narratives", params=asked)
    assert page.status_code == 200
    assert words in page.text.partition('class="empty"')[2]


def test_a_tab_that_is_none_is_refused(client: Browser) -> None:
    assert client.get("/narratives", params={"tab": "odd"}).status_code == 400


def test_filters_that_are_not_applied_are_named(client: Browser) -> None:
    page = client.get("/narratives", params={**DYAD, "since": "2026"}).text
    assert "Not applied in this view: since" in page


@pytest.mark.parametrize("tag", TAGS)
def test_without_a_question_the_page_offers_some(client: Browser, tag: str) -> None:
    page = client.get("/narratives", params={"lang": tag}).text
    client.cookies.clear()
    assert load_language(tag)("narratives.start.happenings") in page
    assert "?happening=" in page
    assert "actor=USA&amp;recipient=VEN" in page


def test_plans_and_denials_count_only_when_asked(client: Browser) -> None:
    def reports(**more: str) -> int:
        page = client.get("/narratives", params={**DYAD, **more}).text
        return int(re.findall(r'class="two"><strong>(\d+)', page)[0])

    assert reports(every="1") > reports()


def test_no_page_has_script_or_style_of_its_own(client: Browser) -> None:
    for query in ("", "?actor=USA", "?tab=contradictions", "?tab=corroboration"):
        page = client.get(f"/narratives{query}").text
        assert " style=" not in page
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
