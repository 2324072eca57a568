"""Bytes to characters, and the reasons where that fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.documents.encoding import common_characters, decode, decode_page
from legation.errors import InputError

HANT = "外交部發言人昨天說，政府對這項決定深感遺憾，將與盟友磋商下一步。雙方討論了安全與貿易。"
HANS = "外交部发言人昨天说，政府对这项决定深感遗憾，将与盟友磋商下一步。双方讨论了安全与贸易。"
ENGLISH = "The ministry said it “regrets” the step; talks with allies aren’t over."


@pytest.mark.parametrize("text", [HANT, HANS, ENGLISH], ids=["Hant", "Hans", "en"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5hkscs"],
)
def test_decode_tells_the_encoding(text: str, encoding: str) -> None:
    if text == HANS and encoding == "big5hkscs":
        pytest.skip("Big5 has no Simplified characters")
    assert decode(text.encode(encoding)).text == text


def test_decode_reads_english_of_western_windows() -> None:
    decoded = decode(ENGLISH.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (ENGLISH, "cp1252")


def test_decode_reads_english_in_utf_16_without_mark() -> None:
    text = "Talks in Bogotá went on\u202f\u2060 for two days."
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)).text == text


def test_decode_reads_hong_kong_characters() -> None:
    text = "立法會議員喺大埔嘅街坊會上話，政府嘅決定係咁樣嘅，佢哋會繼續同各方商討。" * 2
    assert decode(text.encode("big5hkscs")).text == text


@pytest.mark.parametrize("text", [HANT, HANS], ids=["Hant", "Hans"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_decode_says_that_a_file_is_truncated(text: str, encoding: str) -> None:
    with pytest.raises(InputError, match="truncated"):
        decode(text.encode(encoding)[:-1])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG picture"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"text\x00with nul", "binary"),
        (b"\x01\x02\x03\x04 a", "binary"),
        (b"\xff\xfe\x00\xd8a\x00", "mis-encoded"),
        (HANT.encode()[:30] + b"\xff" + HANT.encode()[30:], "mis-encoded: byte 0xff at offset 30"),
        (("\ufffd" * 9 + "deputy").encode(), "already lost"),
        (bytes(range(0x80, 0x100)) * 3, "cannot be told"),
    ],
)
def test_decode_gives_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data)


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [("big5", "big5hkscs", HANT), ("gb2312", "gb18030", HANS), ("utf-8", "utf-8", ENGLISH)],
)
def test_decode_page_trusts_the_declared_encoding(declared: str, encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><p>{text}</p></html>'
    assert decode_page(page.encode(encoding)).text == page


def test_decode_page_survives_a_wrong_or_unknown_declaration() -> None:
    for declared in ("utf-8", "no-such-charset", "utf-16"):
        page = f'<html><head><meta charset="{declared}"></head><p>{HANT}</p></html>'
        assert decode_page(page.encode("big5hkscs")).text == page


@given(st.binary(max_size=300))
def test_decode_gives_text_or_an_input_error(data: bytes) -> None:
    for function in (decode, decode_page):
        try:
            decoded = function(data)
        except InputError:
            continue
        assert "\x00" not in decoded.text
        decoded.text.encode("utf-8")


def test_common_characters_hold_both_scripts() -> None:
    assert set("國國际國会會") <= common_characters()
    assert len(common_characters()) > 6000
