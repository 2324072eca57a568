"""Files of many documents: a JSON object a line, or a table with a header line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from legation.documents.building import build, normal_newlines
from legation.documents.metadata import has_text_field, metadata_of, text_fields, text_of
from legation.errors import InputError
from legation.model.document import Document, Failure

_WIDEST_FIELD = 2**31 - 1


def json_lines(text: str, path: str) -> Iterator[Document | Failure]:
    """A document or a failure for each line of `text` that is not blank."""
    found = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            found = True
            yield json_line(line, number, path)
    if not found:
        yield Failure(path, "the file has only blank lines: give one JSON object a line")


def json_line(line: str, number: int, path: str) -> Document | Failure:
    """The document of one line; `number` counts from 1."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", type(error).__name__)
        return Failure(path, f"line {number}: cut off or not JSON ({reason}): check the line")
    if not isinstance(fields, dict):
        return Failure(path, f"line {number}: not a JSON object: write {{...}} on each line")
    return _document(fields, number, path)


def table(text: str, path: str) -> Iterator[Document | Failure]:
    """A document or a failure for each record of a table in CSV."""
    head = text.partition("\n")[0]
    delimiter = max(",\t;", key=lambda mark: (head.count(mark), mark == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names, found = None, False
    while True:
        number = reader.line_num + 1
        try:
            with _wide_fields():
                cells = next(reader)
        except StopIteration:
            if not found:
                yield Failure(path, "the table has no rows below its header: check the export")
            return
        except csv.Error as error:
            found = True
            yield Failure(path, f"line {number}: broken CSV ({error}): check its quotes")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if names is None:
            names = [cell.strip() for cell in cells]
            if not has_text_field(names):
                yield Failure(path, f"line {number}: no column named {text_fields()}: rename one")
                return
            continue
        found = True
        yield _record(names, cells, number, path)


@contextmanager
def _wide_fields() -> Iterator[None]:
    """Lift the csv module's limit of 131,072 characters a field, for one record."""
    before = csv.field_size_limit(_WIDEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _record(names: list[str], cells: list[str], number: int, path: str) -> Document | Failure:
    if len(cells) != len(names):
        return Failure(
            path,
            f"line {number}: {len(cells)} fields, the header has {len(names)}: "
            "put quotes around fields that hold the delimiter",
        )
    return _document(dict(zip(names, cells, strict=True)), number, path)


def _document(fields: dict[str, object], number: int, path: str) -> Document | Failure:
    text = text_of(fields)
    if text is None:
        return Failure(path, f"line {number}: no text in a field named {text_fields()}: add one")
    metadata = metadata_of(fields)
    identifier = metadata.id or f"{PurePath(path).stem}-{number:06}"
    try:
        return build(normal_newlines(text).removeprefix("\ufeff"), identifier, path, metadata)
    except InputError as error:
        return Failure(path, f"line {number}: {error}")
