"""The brief: every line opens to its characters, and the files hold what the page shows."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from tests.workbench.conftest import Browser
from tests.workbench.pages import asked, has_no_inline, record_ids, spoken

from legation.analysis.dossier import Dossier
from legation.exports.brief import Brief, Line, Section
from legation.exports.documents import Quotation, to_docx, to_html
from legation.workbench.views import brief


def _document_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml").decode()


def test_every_line_has_evidence_that_resolves(client: Browser, built: Path) -> None:
    html = client.get("/brief").text
    main = html[html.index("<main") :]
    lines = re.findall(r"<li [^>]*data-record.*?</li>|<article.*?</article>", main, re.S)
    assert len(lines) > 20
    with Dossier.open(built) as dossier:
        for line in lines:
            ids = record_ids(line)
            assert ids, line
            for name in ids:
                found = dossier.evidence(name)
                begin, end = (found.record[at] - found.start for at in ("start", "end"))
                assert found.text[begin:end] == found.record["quote"]


def test_newest_material_acts_come_first_and_are_material(built: Path) -> None:
    with asked(built) as plain:
        acts = brief.load(plain).values["acts"]
        last = plain.dossier.sql(
            "SELECT max(date_last) AS day FROM events WHERE quad_class IN (2, 4) "
            "AND status IN ('actual', 'ongoing')"
        ).rows()[0]["day"]
    assert {row["quad_class"] for row in acts} <= {2, 4}
    assert acts[0]["date"].split("/")[-1] <= str(last)
    assert {row["status"] for row in acts} <= {"actual", "ongoing"}


def test_disputes_are_the_surest_of_the_analysis(client: Browser, built: Path) -> None:
    rows = client.get("/api/brief").json()["tables"]["contradictions"]["rows"]
    with Dossier.open(built) as dossier:
        every = {(row["one_id"], row["other_id"]) for row in dossier.contradictions()}
        best = dossier.contradictions(limit=1).rows()[0]
    assert 0 < len(rows) <= brief.DISPUTES
    assert rows[0]["score"] == best["score"]
    assert {(row["one_id"], row["other_id"]) for row in rows[:1]} <= every
    html = client.get("/brief").text
    for row in rows:
        assert {row["one_id"], row["other_id"]} <= record_ids(html)


def test_scenarios_are_open_and_say_by_whom(built: Path) -> None:
    with asked(built) as plain:
        rows = brief.load(plain).tables["scenarios"].rows()
        told = {row["id"] for row in plain.dossier.sql("SELECT id FROM scenarios WHERE realised")}
    assert rows
    assert not told & {row["id"] for row in rows}


def test_those_cited_are_counted_as_sql_counts(client: Browser, built: Path) -> None:
    rows = client.get("/api/brief").json()["tables"]["sources"]["rows"]
    with Dossier.open(built) as dossier:
        for row in rows:
            table = dossier.sql(
                "SELECT count(*) AS n FROM claims c WHERE speaker = ? AND document IN "
                "(SELECT document FROM events WHERE status IN ('actual', 'ongoing'))",
                [row["speaker"]],
            )
            assert row["claims"] == table.rows()[0]["n"] == len(row["evidence"])


def test_quotations_bear_the_language_of_their_document(client: Browser) -> None:
    languages = {tag for _, tag in spoken(client.get("/brief?lang=zh-Hans").text, "sentence")}
    client.cookies.clear()
    assert {"en", "zh-Hant-HK", "zh-Hant-TW", "zh-Hans"} & languages
    assert "" not in languages


@pytest.mark.parametrize(
    ("tag", "heading", "name"),
    [
        ("en", "Newest material acts", "Venezuela"),
        ("zh-Hant", "最新的實質行動", "委內瑞拉"),
        ("zh-Hans", "最新的实质行动", "委内瑞拉"),
    ],
)
def test_files_hold_what_the_page_shows(built: Path, tag: str, heading: str, name: str) -> None:
    with asked(built, tag=tag) as plain:
        page = brief.load(plain)
        files = {kind: made() for kind, made in page.values["files"].items()}
    assert set(files) == {"brief.md", "brief.html", "brief.docx"}
    texts = (files["brief.md"].decode(), files["brief.html"].decode())
    for text in (*texts, _document_xml(files["brief.docx"])):
        assert heading in text
        assert name in text
        for row in page.values["acts"]:
            assert row["id"] in text
    assert f'<html lang="{tag}">' in texts[1]


def test_word_sets_each_script_in_a_font_of_its_own() -> None:
    lines = (
        Quotation("says: 兩國同意", ("a1",), "兩國同意", "zh-Hant-HK"),
        Quotation("says: 两国同意", ("b2",), "两国同意", "zh-Hans"),
        Line("no quotation", ("c3",)),
    )
    xml = _document_xml(to_docx(Brief((Section("H", 2, lines),), "r"), "t\x00", "en"))
    runs = re.findall(r"<w:r>.*?</w:r>", xml, re.S)
    fonts = {
        text: re.search(r'w:eastAsia="([^"]+)"', run)
        for run in runs
        for text in re.findall(r"<w:t[^>]*>([^<]*)</w:t>", run)
    }
    traditional, simplified = fonts["兩國同意"], fonts["两国同意"]
    assert traditional is not None
    assert simplified is not None
    assert traditional[1] == "Microsoft JhengHei"
    assert simplified[1] == "Microsoft YaHei"


def test_a_hostile_quotation_stays_text_in_html() -> None:
    quote = "<script>alert(1)</script>\u202eabc"
    line = Quotation(f"x {quote}", ("a1",), quote, 'en"><b>')
    html = to_html(Brief((Section("<i>", 2, (line,)),), "<u>"), "<t>", "en")
    assert "<script" not in html
    assert "\u202e" not in html
    assert "U+202E" in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_an_empty_brief_names_the_filter(client: Browser) -> None:
    html = client.get("/brief?language=sw").text
    assert "language=sw" in " ".join(text for text, _ in spoken(html, "empty"))
    assert has_no_inline(html)


def test_filters_bound_the_brief(built: Path) -> None:
    with asked(built, {"actor": "CHN"}) as one, asked(built) as whole:
        mine, all_ = brief.load(one).values["numbers"], brief.load(whole).values["numbers"]
    assert 0 < mine["reports"] < all_["reports"]
