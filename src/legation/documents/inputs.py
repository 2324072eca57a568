"""Everything a run is given - files, folders, standard input - as documents and failures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO

from legation.documents.building import build, normal_newlines
from legation.documents.encoding import decode, decode_page
from legation.documents.metadata import Metadata, split_front_matter
from legation.documents.page import read_page
from legation.documents.rows import json_line, json_lines, table
from legation.errors import InputError
from legation.model.document import Document, Failure

MAX_BYTES = 20_000_000
_FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}


def read_documents(
    paths: Iterable[Path | str],
    stdin: BinaryIO | None = None,
    *,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Document | Failure]:
    """The documents of `paths` one by one, and a Failure for each input that gives none.

    Folders are walked in sorted order, hidden entries and linked folders left out; "-" reads
    `stdin`. A file named twice is read once. Ids are unique within the run: a later document
    whose id is taken gets a short hash of its path (and place in the file) added.
    """
    taken: set[str] = set()
    for found in _read_all(paths, stdin, max_bytes):
        if isinstance(found, Document):
            found = _renamed(found, taken)
            taken.add(found.id)
        yield found


def document_from_bytes(
    data: bytes,
    path: str,
    *,
    kind: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> list[Document | Failure]:
    """The documents of one file's bytes; never an exception, whatever the bytes are.

    `kind` is text, html, jsonl or csv; None takes it from the path's ending, or from the
    first characters where the path is "-".
    """
    return list(_from_bytes(data, path, kind, max_bytes))


def _read_all(
    paths: Iterable[Path | str], stdin: BinaryIO | None, max_bytes: int
) -> Iterator[Document | Failure]:
    seen: set[Path] = set()
    for given in paths:
        if str(given) == "-":
            yield from _from_stdin(stdin, max_bytes)
            continue
        for item in _files(Path(given)):
            if isinstance(item, Failure):
                yield item
            elif (real := item.absolute()) not in seen:
                seen.add(real)
                yield from _from_file(item, max_bytes)


def _from_stdin(stdin: BinaryIO | None, max_bytes: int) -> Iterator[Document | Failure]:
    if stdin is None:
        yield Failure("-", "no standard input was given: name a file or folder instead")
        return
    try:
        data = stdin.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        yield Failure("-", f"standard input cannot be read ({error}): pipe a file into it")
        return
    yield from _from_bytes(data, "-", None, max_bytes)


def _files(path: Path) -> Iterator[Path | Failure]:
    """The files of a path: itself, or what its folder holds, in sorted order."""
    try:
        if path.is_dir():
            for entry in sorted(path.iterdir(), key=lambda one: one.name):
                if not entry.name.startswith(".") and not (entry.is_symlink() and entry.is_dir()):
                    yield from _files(entry)
        elif path.is_file():
            yield path
        elif path.exists():
            yield Failure(_shown(path), "neither a file nor a folder: save it to a file first")
        else:
            yield Failure(_shown(path), "no such file or folder: check the path")
    except (OSError, ValueError) as error:
        yield Failure(
            _shown(path), f"cannot be opened ({_cause(error)}): check path and permissions"
        )


def _from_file(path: Path, max_bytes: int) -> Iterator[Document | Failure]:
    name = _shown(path)
    kind = _FORMATS.get(path.suffix.lower())
    if kind is None:
        yield Failure(name, _unsupported(path.suffix))
        return
    try:
        size = path.stat().st_size
        if size > max_bytes and kind == "jsonl":
            yield from _long_json_lines(path, name, max_bytes)
            return
        if size > max_bytes:
            yield Failure(name, _too_large(size, max_bytes))
            return
        data = path.read_bytes()
    except OSError as error:
        yield Failure(name, f"cannot be read ({_cause(error)}): check its permissions")
        return
    yield from _from_bytes(data, name, kind, max_bytes)


def _long_json_lines(path: Path, name: str, max_bytes: int) -> Iterator[Document | Failure]:
    """Line by line, so that a whole corpus in one file never stands in memory."""
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(max_bytes + 1):
            number += 1
            if len(line) > max_bytes:
                size = len(line)
                yield Failure(name, f"line {number}: {_too_large(size, max_bytes)}")
                while line and not line.endswith(b"\n"):
                    line = lines.readline(max_bytes + 1)
            elif line.strip():
                yield _json_bytes(line, number, name)


def _json_bytes(line: bytes, number: int, path: str) -> Document | Failure:
    try:
        text = decode(line).text
    except InputError as error:
        return Failure(path, f"line {number}: {error}")
    return json_line(text, number, path)


def _from_bytes(
    data: bytes, path: str, kind: str | None, max_bytes: int
) -> Iterator[Document | Failure]:
    if len(data) > max_bytes:
        yield Failure(path, _too_large(len(data), max_bytes))
        return
    kind = kind or (_sniffed(data) if path == "-" else _FORMATS.get(PurePath(path).suffix.lower()))
    if kind is None:
        yield Failure(path, _unsupported(PurePath(path).suffix))
        return
    try:
        decoded = decode_page(data) if kind == "html" else decode(data)
        text = normal_newlines(decoded.text)
        if not text.strip():
            raise InputError("the file holds only white space: check that it was saved completely")
        if kind in ("text", "html"):
            yield _single(text, path, kind)
            return
    except InputError as error:
        yield Failure(path, str(error))
        return
    yield from json_lines(text, path) if kind == "jsonl" else table(text, path)


def _single(text: str, path: str, kind: str) -> Document:
    metadata: Metadata
    if kind == "html":
        text, metadata = read_page(text)
    else:
        metadata, text = split_front_matter(text)
    stem = "stdin" if path == "-" else PurePath(path).stem
    return build(text, metadata.id or stem, path, metadata)


def _sniffed(data: bytes) -> str:
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "html"
    return "jsonl" if start.startswith(b"{") else "text"


def _renamed(document: Document, taken: set[str]) -> Document:
    """`document`, under another id if its own is taken."""
    if document.id not in taken:
        return document
    place = f"{document.path}\n{document.sha256}"
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()
    length, name = 6, document.id
    while name in taken and length < len(digest):
        name = f"{document.id}-{digest[:length]}"
        length += 1
    count = 2
    while name in taken:
        name = f"{document.id}-{digest[:6]}-{count}"
        count += 1
    return replace(document, id=name)


def _unsupported(suffix: str) -> str:
    known = ", ".join(_FORMATS)
    return f"unsupported file type {suffix or '(no ending)'}: use one of {known}"


def _too_large(size: int, max_bytes: int) -> str:
    return f"larger than the limit ({size:,} of {max_bytes:,} bytes): split it or raise the limit"


def _shown(path: Path) -> str:
    """The path as text that can be stored, even where its name is not in UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
