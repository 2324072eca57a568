"""The evidence reader: characters of the page are characters of the text."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.workbench.conftest import Browser, Open
from tests.workbench.reader_page import ReaderPage

from legation.analysis.dossier import Dossier
from legation.reading.files import read_files
from legation.workbench.layers import LAYERS

ALL = ",".join(LAYERS)
HOSTILE = (
    "# 𠮷野家表示反對制裁 🛢️\n\n"
    "中國外交部發言人林劍12日表示，中方反對美國對古巴的制裁。<script>alert(1)</script>\n\n"
    "美國國務院🛢發言人批評\u202e古巴政府\u202c拘押𠮷記者，\u200b並要求釋放。"
    '<img src=x onerror="alert(2)"> &lt;b&gt; {{ 7*7 }}\n\n'
    "俄罗斯外交部发言人扎哈罗娃周四谴责美国的制裁。𠮷\n\n"
    "China's foreign ministry \U0001f6a2 condemned the U.S. sanctions on Cuba on Friday.\n"
)


@pytest.fixture
def hostile(dossier: Path, tmp_path: Path) -> Path:
    (tmp_path / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    with Dossier.open(dossier, write=True) as opened:
        opened.add(item for item in read_files([str(tmp_path / "hostile.md")]))  # type: ignore[misc]
    return dossier


def _text(path: Path, document: str) -> str:
    with Dossier.open(path) as opened:
        rows = opened.sql("SELECT text FROM documents WHERE document = ?", [document]).rows()
    return str(rows[0]["text"])


def _page(browser: Browser, **query: str) -> ReaderPage:
    answer = browser.get(f"/evidence?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return ReaderPage(answer.text)


def _samples(path: Path) -> list[str]:
    """Documents in Traditional and Simplified Chinese, English, and both."""
    with Dossier.open(path) as opened:
        rows = opened.documents().rows()
    wanted = ("zh-Hant", "zh-Hans", "en")
    names = [
        next(row["document"] for row in rows if row["languages"][0].startswith(tag))
        for tag in wanted
    ]
    return [*names, next(row["document"] for row in rows if len(row["languages"]) > 1)]


def test_every_stretch_is_the_text_it_says(client: Browser, built: Path) -> None:
    for document in _samples(built):
        text = _text(built, document)
        pieces = _page(client, document=document, layers=ALL).pieces()
        assert "".join(piece.text for piece in pieces) == text
        for piece in pieces:
            start, end = piece.span
            assert piece.text == text[start:end]


def test_stretches_of_a_hostile_text_are_counted_in_code_points(
    hostile: Path, open_workbench: Open
) -> None:
    text = _text(hostile, "hostile")
    answer = open_workbench(hostile).get(f"/evidence?document=hostile&layers={ALL}")
    page = ReaderPage(answer.text)
    assert "".join(piece.text for piece in page.pieces()) == text
    assert all(text[slice(*piece.span)] == piece.text for piece in page.pieces())
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert {one.attributes.get("data-sign") for one in page.elements} >= {"RLO", "PDF", "ZWSP"}
    assert not any(name.startswith("on") for one in page.elements for name in one.attributes)


@pytest.mark.parametrize("kind", LAYERS)
def test_marks_of_a_record_are_its_characters(kind: str, client: Browser, built: Path) -> None:
    with Dossier.open(built) as opened:
        rows = opened.sql(
            f"SELECT id, document FROM {kind} ORDER BY document, start LIMIT 5"
        ).rows()
        assert rows
        for row in rows:
            found = opened.evidence(row["id"])
            page = _page(client, id=row["id"], document=row["document"], layers=ALL)
            own = [piece for piece in page.pieces() if "own" in piece.classes]
            text = _text(built, row["document"])
            assert own
            for mark in found.marks:
                inside = [
                    one for one in own if mark.start <= one.span[0] and one.span[1] <= mark.end
                ]
                assert "".join(one.text for one in inside) == text[mark.start : mark.end]
                assert mark.text == text[mark.start : mark.end]


def test_layers_are_switched_in_the_address(client: Browser, built: Path) -> None:
    document = _samples(built)[1]
    shown = _page(client, document=document, layers="events").pieces()
    layers = {name for piece in shown for name in piece.classes if name.startswith("l-")}
    assert layers == {"l-events"}
    none = _page(client, document=document, layers="none").pieces()
    assert not any(piece.tag == "a" for piece in none)


def test_layers_refuse_what_is_no_layer(client: Browser) -> None:
    answer = client.get("/evidence?document=x&layers=gossip", headers={"accept": "text/html"})
    assert answer.status_code == 400


def test_chosen_characters_are_marked(client: Browser, built: Path) -> None:
    document = _samples(built)[0]
    pieces = _page(client, document=document, char="10,25", layers=ALL).pieces()
    chosen = "".join(piece.text for piece in pieces if "chosen" in piece.classes)
    assert chosen == _text(built, document)[10:25]


@pytest.mark.parametrize("char", ["9,3", "a,b", "5", "0,99999999", "-1,4"])
def test_chosen_characters_must_be_in_the_text(char: str, client: Browser, built: Path) -> None:
    answer = client.get(
        f"/evidence?document={_samples(built)[0]}&char={char}",
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 400
    assert "code points" in answer.json()["error"]["message"]


def test_unknown_documents_and_records_are_said(client: Browser) -> None:
    for query in ("document=nowhere", "id=0000000000000000", "id=zz"):
        answer = client.get(f"/evidence?{query}", headers={"accept": "application/json"})
        assert answer.status_code == 400
        assert answer.json()["error"]["kind"] == "UsageError"


def test_each_block_and_stretch_has_its_language(client: Browser, built: Path) -> None:
    page = _page(client, document=_samples(built)[3])
    tags = {one.attributes["lang"] for one in page.elements if "block" in one.classes}
    assert any(tag.startswith("zh") for tag in tags)
    assert "en" in tags


def test_a_bilingual_text_has_its_parallel_paragraph(client: Browser, built: Path) -> None:
    document = _samples(built)[3]
    text = _text(built, document)
    with Dossier.open(built) as opened:
        event = opened.sql(
            """SELECT e.id FROM events e JOIN sentences s ON s.document = e.document
            AND s.id = e.sentence_id WHERE e.document = ? AND s.language LIKE 'zh%'
            AND s.kind = 'body' ORDER BY e.start LIMIT 1""",
            [document],
        ).rows()[0]["id"]
    page = _page(client, id=event, document=document)
    beside = [
        one
        for one in page.elements
        if one.attributes.get("data-document") == document and "data-a" in one.attributes
    ]
    assert any(one.attributes["lang"] == "en" for one in beside)
    assert all(one.text == text[slice(*one.span)] for one in beside)


def test_a_happening_told_in_the_other_language_stands_beside(
    dossier: Path, open_workbench: Open
) -> None:
    with Dossier.open(dossier, write=True) as opened:
        pairs = [
            opened.sql(
                """SELECT e.id, e.document, s.quote FROM events e JOIN sentences s
                ON s.document = e.document AND s.id = e.sentence_id
                WHERE s.language LIKE ? ORDER BY e.document, e.start LIMIT 1""",
                [tag],
            ).rows()[0]
            for tag in ("zh-Hans%", "en%")
        ]
        for pair in pairs:
            opened._store.connection.execute(
                "DELETE FROM folds WHERE document = ? AND id = ?", [pair["document"], pair["id"]]
            )
            opened._store.connection.execute(
                "INSERT INTO folds VALUES ('h', ?, ?, 'same act, same day', 0.9, 'test')",
                [pair["document"], pair["id"]],
            )
    browser = open_workbench(dossier)
    for one, other in (pairs, pairs[::-1]):
        page = _page(browser, id=one["id"], document=one["document"])
        beside = [
            e for e in page.elements if e.attributes.get("data-document") == other["document"]
        ]
        assert [e.text for e in beside] == [other["quote"]]
        assert beside[0].text == _text(dossier, other["document"])[slice(*beside[0].span)]


def test_why_an_actor_resolved_is_told(client: Browser, built: Path) -> None:
    with Dossier.open(built) as opened:
        event = opened.sql(
            "SELECT id, document FROM events WHERE len(actor_mentions) > 0 LIMIT 1"
        ).rows()[0]
        found = opened.evidence(event["id"])
    html = client.get(f"/evidence?id={event['id']}&document={event['document']}").text
    for item in found.resolved:
        assert item.basis.split("<")[0].split("'")[0].split("&")[0] in html
        assert all(f'title="{actor}"' in html for actor in item.actors)


def test_the_list_counts_what_each_document_holds(client: Browser, built: Path) -> None:
    rows = client.get("/api/evidence?limit=1000").json()["tables"]["documents"]["rows"]
    with Dossier.open(built) as opened:
        for row in rows:
            for name in LAYERS[1:]:
                counted = opened.sql(
                    f"SELECT count(*) AS n FROM {name} WHERE document = ?", [row["document"]]
                ).rows()[0]["n"]
                assert row[name] == counted
        assert len(rows) == len(opened.documents())


def test_an_empty_list_names_the_filter(client: Browser) -> None:
    answer = client.get("/evidence?language=en&outlet=nobodys-paper")
    assert "outlet=nobodys-paper" in answer.text


def test_the_files_hold_the_records_shown(client: Browser, built: Path) -> None:
    document = _samples(built)[2]
    rows = client.get(f"/export/evidence/records.json?document={document}&layers=claims").json()
    with Dossier.open(built) as opened:
        claims = opened.sql("SELECT id FROM claims WHERE document = ?", [document]).rows()
    assert {row["id"] for row in rows} == {row["id"] for row in claims}


def test_long_texts_are_shown_in_windows(
    dossier: Path, tmp_path: Path, open_workbench: Open
) -> None:
    long = "\n\n".join(f"中方反對美方第{number}次制裁。" * 8 for number in range(600))
    (tmp_path / "long.md").write_text(long, encoding="utf-8")
    with Dossier.open(dossier, write=True) as opened:
        opened.add(item for item in read_files([str(tmp_path / "long.md")]))  # type: ignore[misc]
    browser = open_workbench(dossier)
    text = _text(dossier, "long")
    answer = browser.get("/evidence?document=long&layers=none&char=50000,50010")
    assert len(answer.content) < 1_500_000
    pieces = ReaderPage(answer.text).pieces()
    assert "".join(p.text for p in pieces if "chosen" in p.classes) == text[50000:50010]
    assert all(text[slice(*piece.span)] == piece.text for piece in pieces)
    assert 'rel="prev"' in answer.text
    assert 'rel="next"' in answer.text
