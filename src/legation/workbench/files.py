"""Tables as files: CSV, JSON or Parquet of exactly the rows that a page shows."""

from __future__ import annotations

import io
import json
from typing import Any, Final

from fastapi.responses import Response

from legation.dossier import Table
from legation.errors import UsageError

FORMS: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
DOCUMENTS: Final = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gexf": "application/gexf+xml",
}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def answer(table: Table, form: str, name: str) -> Response:
    """A download of a table. Raises UsageError for a form that is not offered."""
    if form not in FORMS:
        raise UsageError(f"tables are written as {', '.join(FORMS)}, not as {form!r}")
    content = {"csv": _csv, "json": _json, "parquet": _parquet}[form](table)
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=FORMS[form], headers=headers)


def download(content: bytes, form: str, name: str) -> Response:
    """A file that a view makes itself: a brief or a graph."""
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=DOCUMENTS[form], headers=headers)


def plain(value: Any) -> Any:
    """A value with dates as ISO text, all the way down."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def _json(table: Table) -> bytes:
    return json.dumps(plain(table.rows()), ensure_ascii=False, indent=1).encode()


def _parquet(table: Table) -> bytes:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table.arrow(), buffer)
    return buffer.getvalue()


def _csv(table: Table) -> bytes:
    """Comma-separated with a mark of UTF-8, which spreadsheets need for Chinese.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    import csv

    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(table.columns)
    for row in table:
        writer.writerow([_cell(value) for value in row.values()])
    return ("\ufeff" + buffer.getvalue()).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(plain(value), ensure_ascii=False)
    text = str(plain(value))
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
