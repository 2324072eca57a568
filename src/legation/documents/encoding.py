"""From bytes to characters: which encoding a file is in, or why that cannot be told."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from legation.errors import InputError

# Signatures of files that people take for text, with the name to show them.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (as are .docx, .odt and .epub files)"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# cp950 after big5hkscs: it alone has the euro sign and a few line-drawing characters.
_LEGACY = ("big5hkscs", "cp950", "gb18030")
_WIDE = ("utf-16-le", "utf-16-be")
_NAMES = {"big5hkscs": "Big5-HKSCS", "cp950": "Big5", "gb18030": "GB18030", "cp1252": "cp1252"}
_ALIASES = {
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "ascii": "utf-8",
    "utf-16": "",  # a page that says so without a mark was converted since
}
# The sixty or so characters that make up a quarter of any Chinese news text.
_FREQUENT = frozenset(
    "的一是不在有人這这中大來来上國国個个到說说們们為为子和你地出道也時时年得就那要下以生會会自着"
    "著去之過过家學学對对可她里裡後后小麼么心多天而能好都然沒没日於于起還还發发成事只作當当想看"
    "文無无開开手十用主行方又如前所本見见經经頭头面公同三已老從从動动兩两長长與与將将美"
)
_CJK_MARKS = frozenset("，。、；：？！「」『』（）《》〈〉【】—…·‧“”‘’　－％／～")
_WESTERN = frozenset("‘’“”–—…•€£©®°·«»½¿¡§")
# A signature of prose: below this share of common characters a decoding is taken for chance.
_LEAST = 0.8
_SAMPLE = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a file, without byte order mark, and the name of the encoding."""

    text: str
    encoding: str


@lru_cache(maxsize=1)
def common_characters() -> frozenset[str]:
    """Han characters of everyday use: level 1 of Big5 (5,401) and of GB2312 (3,755)."""
    big5 = _rows("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    gb2312 = _rows("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    return frozenset(c for c in big5 + gb2312 if "\u4e00" <= c <= "\u9fff")


def _rows(codec: str, leads: range, trails: range | list[int]) -> str:
    return "".join(bytes((a, b)).decode(codec, "ignore") for a in leads for b in trails)


def decode(data: bytes) -> Decoded:
    """The characters of `data`.

    Raises InputError, with the reason and a remedy, for empty, binary, truncated and
    mis-encoded data.
    """
    if not data:
        raise InputError("the file is empty (0 bytes): check that it was saved completely")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"this is {name}, not text: export its text as .txt or .html first")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding), encoding)
    decoded = _unmarked(data)
    _refuse_binary(decoded.text)
    return decoded


def decode_page(data: bytes) -> Decoded:
    """As `decode`, but an encoding that the page's own head declares is tried first."""
    found = _DECLARED.search(data[:4096])
    if found and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        name = found[1].decode("ascii", "replace").lower()
        try:
            text = data.decode(_ALIASES.get(name, name) or "utf-8")
        except (LookupError, UnicodeError):
            return decode(data)
        if not text.isascii() or "\x00" not in text:
            _refuse_binary(text)
            return Decoded(text, name)
    return decode(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(_broken(data, error)) from error
    _refuse_binary(text)
    return text


def _broken(data: bytes, error: UnicodeDecodeError) -> str:
    name = _NAMES.get(error.encoding, error.encoding.upper())
    if _is_cut(data, error):
        return (
            f"truncated: the {name} text stops in the middle of a character at byte "
            f"{error.start}: fetch the whole file again"
        )
    return (
        f"mis-encoded: byte 0x{data[error.start]:02x} at offset {error.start} is not {name}: "
        "save the file as UTF-8"
    )


def _is_cut(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether only the last character is at fault, and only because it is incomplete."""
    if error.end < len(data):
        return False
    return any(word in error.reason for word in ("unexpected end", "incomplete", "truncated"))


def _unmarked(data: bytes) -> Decoded:
    if b"\x00" in data:
        return _with_nulls(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        failure = error
    prefix = data[: failure.start]
    if _is_cut(data, failure) and not prefix.isascii():
        raise InputError(_broken(data, failure))
    best = _best(data, (*_WIDE, *_LEGACY))
    if best is not None:
        return best
    western = _western(data)
    if western is not None:
        return western
    if not prefix.isascii() and _commonness(data[:_SAMPLE].decode("utf-8", "ignore")) >= _LEAST:
        raise InputError(_broken(data, failure))
    raise InputError(
        "the encoding cannot be told (neither UTF-8, UTF-16, Big5-HKSCS nor GB18030 fits from "
        f"byte {failure.start} on): save the file as UTF-8"
    )


def _with_nulls(data: bytes) -> Decoded:
    best = _best(data, _WIDE)
    if best is not None:
        return best
    raise InputError(
        f"binary data (a NUL byte at offset {data.index(0)}), not text: "
        "give the text itself as .txt, .md, .html, .jsonl or .csv"
    )


def _best(data: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    """The decoding that reads most like prose; None where none does.

    Raises InputError where the best one breaks off inside its last character.
    """
    scored: list[tuple[float, int, str]] = []
    for place, encoding in enumerate(encodings):
        sample = _sample(data, encoding)
        if sample is not None:
            scored.append((_prose(sample, encoding in _WIDE), -place, encoding))
    for score, _, encoding in sorted(scored, reverse=True):
        if score < _LEAST:
            return None
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError as error:
            if _is_cut(data, error):
                raise InputError(_broken(data, error)) from error
    return None


def _sample(data: bytes, encoding: str) -> str | None:
    """The beginning of `data` in `encoding`, with its last characters cut off; None if wrong."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data[:_SAMPLE], final=False)
    except UnicodeDecodeError:
        return None


def _prose(text: str, wide: bool) -> float:
    """0 to about 1.3: the share of common characters, plus that of the most frequent ones.

    Bytes in pairs (`wide`) that are no text make no ASCII letters either, so all characters
    count; in the other encodings ASCII proves nothing.
    """
    if not text:
        return 0.0
    share = _commonness(text, len(text) if wide else 0)
    return share + _share_of(text, _FREQUENT) if share >= _LEAST else share


def _commonness(text: str, least: int = 0) -> float:
    """Share of everyday Han, its punctuation and accented letters among what is not ASCII in print.

    The share is of `least` characters where there are fewer.
    """
    odd = sum(not (c in "\t\n\r\f" or " " <= c <= "~" or _is_common(c)) for c in text)
    foreign = sum(c > "\x7f" for c in text)
    return 1 - odd / max(foreign, odd, least, 1)


def _is_common(char: str) -> bool:
    return char in common_characters() or char in _CJK_MARKS or "\u00c0" <= char <= "\u024f"


def _share_of(text: str, chars: frozenset[str]) -> float:
    foreign = [c for c in text if c > "\x7f"]
    return sum(c in chars for c in foreign) / len(foreign) if foreign else 0.0


def _western(data: bytes) -> Decoded | None:
    """English text with the curly quotes or accents of cp1252; None where it is not that."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    found = list(re.finditer(r"[^\x00-\x7f]", text))
    if len(found) > len(text) * 0.1:
        return None
    good = sum(
        match[0] in _WESTERN
        or bool(re.search("[A-Za-z]", text[max(match.start() - 1, 0) : match.end() + 1]))
        for match in found
        if match[0] in _WESTERN or match[0] in "ŒœŠšŽžŸ" or match[0] >= "À"
    )
    return Decoded(text, "cp1252") if good >= 0.95 * len(found) else None


def _refuse_binary(text: str) -> None:
    controls = list(_CONTROL.finditer(text))
    if controls and ("\x00" in text or len(controls) > len(text) * 0.01):
        raise InputError(
            f"binary data ({len(controls)} control characters, the first at character "
            f"{controls[0].start()}), not text: give the text itself as .txt, .md or .html"
        )
    damaged = text.count("\ufffd")
    if damaged > max(2, len(text) * 0.002):
        raise InputError(
            f"mis-encoded: {damaged} characters were already lost (U+FFFD) before this file was "
            "saved: fetch the original again"
        )
