"""JSON lines: one file per kind of record, the contract of docs/reference/records.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from legation.dossier import Dossier
from legation.dossier.schema import DOCUMENTS, RECORD_TABLES, TableSpec, quoted

_QUANTITY_FIELDS: Final = ("value", "unit", "bound", "text", "start", "end")


def export_jsonl(dossier: Dossier, outdir: Path) -> dict[str, int]:
    """Write documents.jsonl … scenarios.jsonl into `outdir`; returns rows written by file name.

    Rows stand by document, start and id, so the same dossier gives the same bytes. A file appears
    whole or not at all, and takes the place of an earlier one.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    return {f"{table.name}.jsonl": _write(dossier, table, outdir) for table in RECORD_TABLES}


def _write(dossier: Dossier, table: TableSpec, outdir: Path) -> int:
    columns = ", ".join(quoted(column.name) for column in table.exported)
    order = "document" if table is DOCUMENTS else "document, start, id"
    found = dossier.sql(f"SELECT {columns} FROM {table.name} ORDER BY {order}")
    path = outdir / f"{table.name}.jsonl"
    unfinished = outdir / f".{table.name}.jsonl.part"
    with unfinished.open("w", encoding="utf-8", newline="\n") as file:
        for row in found:
            file.write(json.dumps(_shaped(row), ensure_ascii=False, allow_nan=False) + "\n")
    unfinished.replace(path)
    return len(found)


def _shaped(row: dict[str, Any]) -> dict[str, Any]:
    if "quantities" not in row:
        return row
    quantities = [
        {name: quantity[name] for name in _QUANTITY_FIELDS} for quantity in row["quantities"]
    ]
    return {**row, "quantities": quantities}
