"""What a document says of itself: front matter, fields of a row, the head of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from legation.documents.dates import read_date

_KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id", "document", "doc_id"),
    "title": ("title", "headline", "標題", "标题"),
    "outlet": (
        "outlet",
        "publisher",
        "source",
        "sitename",
        "media",
        "媒體",
        "媒体",
        "來源",
        "来源",
    ),
    "url": ("url", "link", "網址", "网址"),
    "published": ("published", "date", "pub_date", "pubdate", "published_at", "datetime", "日期"),
    "region": ("region",),
    "language": ("language", "lang"),
}
_TEXT_KEYS = ("text", "content", "body", "article")
_FRONT = re.compile(r"---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(
    r"(?P<key>[\w一-鿿][\w 一-鿿-]{0,40}?)[ \t]*[:：](?:[ \t]+(?P<value>.*)|[ \t]*)$"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields as stated; None where nothing states them. `published` is an EDTF date."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    region: str | None = None
    language: str | None = None


def metadata_of(fields: Mapping[str, object]) -> Metadata:
    """The metadata among `fields`, whose names may be in any case."""
    lower = {str(key).strip().lower(): value for key, value in fields.items()}
    found = {name: _first(lower, keys) for name, keys in _KEYS.items()}
    return Metadata(**{**found, "published": _published(lower)})


def _first(fields: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys if (text := as_text(fields.get(key)))), None)


def _published(fields: Mapping[str, object]) -> str | None:
    dates = (read_date(as_text(fields.get(key))) for key in _KEYS["published"])
    return next((date for date in dates if date), None)


def as_text(value: object) -> str | None:
    """A string or number as a trimmed line; None for anything else, and for nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    if isinstance(value, int) and abs(value) >= 10**20:
        return None
    return " ".join(str(value).split()) or None


def text_of(fields: Mapping[str, object]) -> str | None:
    """The text among the fields of a row; None where no text field holds a string."""
    lower = {str(key).strip().lower(): value for key, value in fields.items()}
    values = (lower.get(key) for key in _TEXT_KEYS)
    return next((value for value in values if isinstance(value, str)), None)


def has_text_field(names: list[str]) -> bool:
    """Whether a table with these columns has one for the text."""
    return any(name.strip().lower() in _TEXT_KEYS for name in names)


def text_fields() -> str:
    """The names of text fields, for messages."""
    return ", ".join(_TEXT_KEYS)


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """The metadata at the head of a text file, and the text that follows.

    A rule of dashes that opens ordinary text is no front matter: every line up to the second
    rule must be `key: value`, a comment, or part of a list, and one key must be known here.
    """
    match = _FRONT.match(text)
    if not match:
        return Metadata(), text
    fields: dict[str, str] = {}
    for line in match["head"].split("\n"):
        if not line.strip() or line.lstrip().startswith(("#", "- ")) or line[0] in " \t":
            continue
        pair = _PAIR.match(line)
        if not pair:
            return Metadata(), text
        fields.setdefault(pair["key"].strip().lower(), _unquoted(pair["value"] or ""))
    known = {key for keys in _KEYS.values() for key in keys}
    if not known & fields.keys():
        return Metadata(), text
    return metadata_of(fields), text[match.end() :]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
