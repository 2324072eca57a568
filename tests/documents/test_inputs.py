"""Files, folders, rows, pages and standard input."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.documents import document_from_bytes, document_from_text, read_documents
from legation.errors import InputError
from legation.model.document import Document, Failure

HANT = "外交部發言人昨天說，政府對這項決定深感遺憾，將與盟友磋商下一步。\n總統稍後會見代表團。\n"
HANS = "外交部发言人昨天说，政府对这项决定深感遗憾，将与盟友磋商下一步。\n总统稍后会见代表团。\n"
ENGLISH = "The ministry said it regrets the step.\nThe president met the delegation later.\n"
PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}"><title>{title}</title>
<meta property="og:site_name" content="某報"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2026-01-03T10:00:00+08:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"""


def one(data: bytes, path: str) -> Document:
    (document,) = document_from_bytes(data, path)
    assert isinstance(document, Document), document
    return document


def reason(data: bytes, path: str) -> str:
    (failure,) = document_from_bytes(data, path)
    assert isinstance(failure, Failure)
    assert failure.path == path
    return failure.reason


@pytest.mark.parametrize("text", [HANT, HANS, ENGLISH], ids=["Hant", "Hans", "en"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
def test_file_is_read_in_any_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    if text == HANS and encoding == "big5hkscs":
        pytest.skip("Big5 has no Simplified characters")
    path = tmp_path / "note.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    assert (document.id, document.text, document.path) == ("note", text, str(path))


def test_folder_is_walked_in_order_and_failures_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "note.txt").write_text(HANS, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "note.txt").write_text(HANT, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(HANT, encoding="utf-8")
    found = list(read_documents([tmp_path, tmp_path / "note.txt", tmp_path / "none.txt"]))
    assert [type(item).__name__ for item in found] == [
        "Failure",
        "Document",
        "Failure",
        "Document",
        "Failure",
    ]
    ids = [item.id for item in found if isinstance(item, Document)]
    assert ids[0] == "note"
    assert ids[1].startswith("note-")
    reasons = [item.reason for item in found if isinstance(item, Failure)]
    assert "unsupported file type .pdf" in reasons[0]
    assert "empty" in reasons[1]
    assert "no such file" in reasons[2]


def test_large_files_are_refused_but_long_json_lines_are_streamed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH * 20, encoding="utf-8")
    rows = [{"id": f"r{number}", "text": ENGLISH} for number in range(9)]
    rows.insert(3, {"id": "long", "text": ENGLISH * 20})
    lines = [json.dumps(row) for row in rows]
    (tmp_path / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = list(read_documents([tmp_path], max_bytes=400))
    assert isinstance(found[0], Failure)
    assert "larger than the limit" in found[0].reason
    assert [item.id for item in found if isinstance(item, Document)] == [f"r{n}" for n in range(9)]
    assert isinstance(found[4], Failure)
    assert found[4].reason.startswith("line 4: larger")


def test_standard_input_is_sniffed() -> None:
    (document,) = read_documents(["-"], io.BytesIO(HANT.encode("big5hkscs")))
    assert isinstance(document, Document)
    assert document.id == "stdin"
    row = json.dumps({"id": "a", "text": ENGLISH}).encode()
    (document,) = read_documents(["-"], io.BytesIO(row))
    assert isinstance(document, Document)
    assert document.id == "a"
    (failure,) = read_documents(["-"])
    assert isinstance(failure, Failure)


def test_front_matter_is_metadata_and_no_text() -> None:
    head = "---\ntitle: '大使遭召回'\noutlet: 明報\ndate: 2026/1/3\nid: envoy\ntags:\n  - a\n---\n"
    document = one((head + HANT).encode(), "note.md")
    assert document.text == HANT
    assert (document.id, document.title, document.outlet) == ("envoy", "大使遭召回", "明報")
    assert (document.published, document.region) == ("2026-01-03", "HK")


def test_a_rule_of_dashes_is_no_front_matter() -> None:
    text = "---\nThe envoy left.\n---\n" + ENGLISH
    assert one(text.encode(), "note.md").text == text


def test_published_comes_from_text_or_name_but_not_from_a_bare_day() -> None:
    line = "（中央社記者王小美台北3日電）外交部今天宣布召回大使。\n"
    assert one(line.encode(), "note.txt").published is None
    assert one(line.encode(), "2026-01-03-note.txt").published == "2026-01-03"
    document = document_from_text(line, id="x", published="2026-01")
    assert (document.published, document.outlet) == ("2026-01-03", "中央社")
    assert one((" date 2026-01-12 " + HANT).encode(), "20260105.txt").published == "2026-01-12"
    dated = "發布時間：民國115年1月3日\n來源：聯合報\n" + HANT
    document = one(dated.encode(), "note.txt")
    assert (document.published, document.outlet, document.region) == ("2026-01-03", "聯合報", "TW")


def test_outlet_may_come_from_the_name() -> None:
    assert one(HANT.encode(), "hk01-12345.txt").outlet == "香港01"
    assert one(HANT.encode(), "note-12345.txt").outlet is None


def test_json_lines_give_documents_and_failures() -> None:
    lines = [
        json.dumps({"id": "a", "text": HANT, "source": "明報", "date": "20260103"}),
        json.dumps({"document": "b", "content": HANS}),
        json.dumps({"body": ENGLISH}),
        "",
        '{"text": "cut',
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": "  "}',
        '{"text": "half \\ud83d"}',
    ]
    found = document_from_bytes("\n".join(lines).encode(), "rows.jsonl")
    documents = [item for item in found if isinstance(item, Document)]
    assert [document.id for document in documents] == ["a", "b", "rows-000003"]
    assert (documents[0].published, documents[0].outlet) == ("2026-01-03", "明報")
    reasons = [item.reason for item in found if isinstance(item, Failure)]
    assert [text.split(":")[0] for text in reasons] == [f"line {n}" for n in (5, 6, 7, 8, 9)]
    assert "surrogate" in reasons[4]


def test_table_gives_documents_and_failures() -> None:
    long = "外交部對此表示遺憾。" * 20_000
    table = f'ID,Text,source\na,"{HANT}",明報\nb,too,many,fields\nc,"{long}",\nd,"a"b,\ne,"cut off'
    found = document_from_bytes(table.encode("utf-8-sig"), "rows.csv")
    assert [item.id for item in found if isinstance(item, Document)] == ["a", "c"]
    reasons = [item.reason for item in found if isinstance(item, Failure)]
    assert len(reasons) == 3
    assert reasons[0].startswith("line 5: 4 fields")
    assert "no rows" in reason(b"id,text\n\n", "rows.csv")
    assert "no column" in reason(b"a,b\n1,2\n", "rows.csv")
    assert one("id\ttext\na\t總統辭職。\n".encode(), "rows.tsv").text == "總統辭職。"


@pytest.mark.parametrize(
    ("lang", "charset", "codec", "title", "text"),
    [
        ("zh-TW", "big5", "big5hkscs", "大使遭召回", HANT),
        ("zh-CN", "gb2312", "gb18030", "大使遭召回国", HANS),
        ("en", "utf-8", "utf-8", "Envoy recalled", ENGLISH),
    ],
)
def test_page_gives_title_article_and_metadata(
    lang: str, charset: str, codec: str, title: str, text: str
) -> None:
    body = "".join(f"<p>{line}</p>" for line in (text * 6).splitlines())
    page = PAGE.format(lang=lang, charset=charset, title=title, body=body)
    document = one(page.encode(codec), "page.html")
    assert document.text.startswith(title + "\n")
    assert document.text.count(title) == 1
    assert "Home" not in document.text
    assert (document.title, document.outlet) == (title, "某報")
    assert document.published == "2026-01-03"
    assert document.blocks[0].kind == "title"


def test_page_without_an_article_says_so() -> None:
    assert "no HTML tag" in reason(b"just words", "page.html")
    assert "truncated" in reason(b"<html><head><title>a</title><script>var a = 1;", "page.html")


def test_text_that_cannot_be_stored_is_refused() -> None:
    for text in ("", " \n", "a\x00b", "a\ud800b"):
        with pytest.raises(InputError):
            document_from_text(text, id="x")


def test_white_space_is_reported() -> None:
    assert "white space" in reason(b" \n\t\n", "note.txt")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(alphabet='{}[]"\\:,<>/ptexid0a\n中', max_size=120).map(str.encode),
    ),
    st.sampled_from(["txt", "md", "html", "jsonl", "csv", "docx"]),
)
def test_no_bytes_raise_an_exception(data: bytes, ending: str) -> None:
    for item in document_from_bytes(data, f"any.{ending}"):
        if isinstance(item, Failure):
            assert item.reason
        else:
            assert item.blocks
            assert item.text.strip()
