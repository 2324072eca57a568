"""Build a document of a text and what is known of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath

from legation.documents.dates import completed, date_of_stem, read_date
from legation.documents.metadata import Metadata
from legation.documents.outline import Outline, Piece, outline
from legation.documents.variety import (
    Variety,
    has_letters,
    is_chinese,
    outlet_named,
    script_of,
    variety_of,
)
from legation.errors import InputError
from legation.model.document import Block, Document, Language

_SIDE_KINDS = ("header", "credit", "noise")


def normal_newlines(text: str) -> str:
    """`text` with LF for CRLF and CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def build(text: str, identifier: str, path: str | None, metadata: Metadata) -> Document:
    """The document of `text` (newlines already LF).

    Raises InputError for a text that is empty, holds nothing but white space, or holds
    characters that no file can store.
    """
    _refuse_unstorable(text)
    found = outline(text)
    outlet = _outlet(metadata, found, path)
    chinese = [piece for piece in found.pieces if is_chinese(piece.span.cut(text))]
    variety = variety_of(
        text,
        [piece.span.cut(text) for piece in chinese],
        outlet=outlet,
        url=metadata.url,
        region=metadata.region,
        language=metadata.language,
    )
    return Document(
        id=identifier,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        path=path,
        title=metadata.title or found.title or _title(text, found.pieces),
        outlet=outlet,
        url=metadata.url,
        published=_published(metadata, found, path),
        region=variety.region,
        blocks=_blocks(text, found.pieces, variety),
    )


def document_from_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the record's own field name
    path: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    region: str | None = None,
    language: str | None = None,
) -> Document:
    """The document of a text at hand; what is given here goes before what the text states.

    `published` may be in any unambiguous form; `region` is TW, HK, CN or a name of theirs;
    `language` a BCP 47 tag. CRLF and CR become LF, and a byte order mark is dropped, before
    offsets are counted. Raises InputError where the text is empty or cannot be stored.
    """
    metadata = Metadata(id, title, outlet, url, read_date(published), region, language)
    return build(normal_newlines(text).removeprefix("\ufeff"), id, path, metadata)


def _refuse_unstorable(text: str) -> None:
    if not text:
        raise InputError("the text is empty (0 characters): check that it was saved completely")
    if not text.strip():
        raise InputError(f"the text is only white space ({len(text)} characters): check its source")
    if "\x00" in text:
        raise InputError(f"a NUL character at {text.index(chr(0))}: this is not text; remove it")
    surrogate = re.search("[\ud800-\udfff]", text)
    if surrogate:
        raise InputError(
            f"an unpaired surrogate (U+{ord(surrogate[0]):04X}) at character {surrogate.start()}: "
            "half a character was lost; write the text as UTF-8 again"
        )


def _outlet(metadata: Metadata, found: Outline, path: str | None) -> str | None:
    """From metadata, a labelled line, a dateline, the address, or a part of the file's name."""
    stated = metadata.outlet or found.outlet or (found.dateline.outlet if found.dateline else None)
    if stated:
        return stated
    names = [metadata.url] if metadata.url else []
    named = next((outlet for name in names if (outlet := outlet_named(None, name))), None)
    if named is None and path:
        parts = [part for part in re.split(r"[-_ ]+", PurePath(path).stem) if len(part) > 2]
        known = (outlet_named(part) or outlet_named(None, f"{part.lower()}.com") for part in parts)
        named = next((outlet for outlet in known if outlet), None)
    return named.name if named else None


def _published(metadata: Metadata, found: Outline, path: str | None) -> str | None:
    part = found.dateline.part if found.dateline else None
    whole = completed(part, None)
    known = (
        metadata.published
        or found.header_date
        or whole
        or found.tail_date
        or (date_of_stem(PurePath(path).stem) if path else None)
    )
    return completed(part, known)


def _title(text: str, pieces: Sequence[Piece]) -> str | None:
    return next((" ".join(p.span.cut(text).split()) for p in pieces if p.kind == "title"), None)


def _blocks(text: str, pieces: Sequence[Piece], variety: Variety) -> tuple[Block, ...]:
    """Pieces with their languages; a mark without words of its own takes its neighbour's."""
    own = [_own_language(piece, text, variety) for piece in pieces]
    behind = _carried(own)
    ahead = _carried(own[::-1])[::-1]
    blocks: list[Block] = []
    for place, piece in enumerate(pieces):
        near = (ahead, behind) if piece.kind == "header" else (behind, ahead)
        language = own[place] or near[0][place] or near[1][place] or "en"
        blocks.append(Block(piece.span, piece.kind, language, piece.paragraph))
    return tuple(blocks)


def _carried(tags: Sequence[Language | None]) -> list[Language | None]:
    """Each place's tag, or the last one before it."""
    carried: list[Language | None] = []
    for tag in tags:
        carried.append(tag or (carried[-1] if carried else None))
    return carried


def _own_language(piece: Piece, text: str, variety: Variety) -> Language | None:
    words = piece.span.cut(text)
    if is_chinese(words):
        return variety.tag(script_of(words))
    return None if piece.kind in _SIDE_KINDS or not has_letters(words) else "en"
