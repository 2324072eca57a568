"""The reference of the records, written from the schema so that the two cannot differ."""

from __future__ import annotations

from typing import Final

from legation.dossier.schema import (
    CORRECTIONS,
    FAILURES,
    FOLDS,
    PARTS,
    QUANTITY,
    REASON,
    RECORD_TABLES,
    RUNS,
    SCHEMA_VERSION,
    VIEWS,
    TableSpec,
)

_HEAD: Final = f"""# Records

Schema version {SCHEMA_VERSION}. This page is written from `legation.dossier.schema`.

One reading of one document yields the rows below. They stand in the tables of the dossier
(`NAME.duckdb`), in the Parquet parts beside it (`NAME.parts`), and in the files that
`legation export DOSSIER OUTDIR --format jsonl` writes, one `TABLE.jsonl` per table of records.

## Conventions

- Offsets count Unicode code points of the stored text from 0; ends are exclusive. The stored text
  never changes, newlines are LF, and `quote = text[start:end]` holds for every row: a row that
  would break this is refused.
- `id` is the first 16 hexadecimal digits of a SHA-256 over the text's SHA-256, the kind of record,
  its span and its key fields. The same text gives the same ids, whatever the run. Two documents
  with one text have records with the same ids; `document` and `id` together are unique.
- Actor ids: ISO 3166-1 alpha-3 countries, with a sector where one is known (`VEN.GOV`); persons
  `P:`, organisations `O:`, intergovernmental bodies `IGO:`, collectives `G:`; unnamed sources
  such as `experts`, `sources` or `officials:USA`. An event carries the id valid on its date.
- Dates are EDTF level 1: `2025-10-31`, `2008-09`, `2025-10~`, `2005/2022`, `2005/..`, or null.
  The columns `…_first` and `…_last` hold the first and last day the date may mean.
- Unknown is null or an empty list.
- `quad_class` and `intensity` follow `type`, the act itself; whether it took place is in `status`.
  `plover_type` is the type under PLOVER's rule for acts to come.
- "jsonl" marks the columns that JSON lines carry. There the rows stand by document, start and id.
- `end`, `from` and `to` are words of SQL: write them in double quotes.
"""
_NESTED: Final = {QUANTITY: "quantity[]", REASON: "{field, reason}[]"}
_QUANTITY: Final = """## Quantities

`events.quantities` is a list of structs: `value` (null where the text gives no number), `unit`
(ISO 4217 code, `percent`, `times`, `share`, or the noun as written), `bound`, `text`, `start`,
`end`; and beside these, not in JSON lines, `of` (what a share is a share of), `from_value` (the
first number of a change) and `same_as_start`, `same_as_end` (the amount it restates in another
currency). The view `event_quantities` has one row for each.
"""

_JUDGED: Final = """\
The tables of records hold corrected values, and no rejected rows. A row that was changed or
rejected stands as the reader gave it in the table of the same name in the schema `as_read`, such
as `as_read.events`; that schema is not there until something is corrected.
"""


def render() -> str:
    """The page docs/reference/records.md."""
    records = "\n".join(_section(table, marked=True) for table in RECORD_TABLES)
    others = "\n".join(_section(table, marked=False) for table in (RUNS, FAILURES, PARTS))
    judged = "\n".join(_section(table, marked=False) for table in (CORRECTIONS, FOLDS))
    views = "\n".join(f"| `{view.name}` | {view.about} |" for view in VIEWS)
    return (
        f"{_HEAD}\n{records}\n{_QUANTITY}\n# Runs and parts\n\n{others}\n"
        f"# Judgements\n\n{_JUDGED}\n{judged}\n"
        f"# Views\n\n| view | answers |\n|---|---|\n{views}\n"
    )


def _section(table: TableSpec, marked: bool) -> str:
    head = (
        "| column | type | jsonl | |\n|---|---|---|---|"
        if marked
        else "| column | type | |\n|---|---|---|"
    )
    lines = []
    for column in table.columns:
        kind = _NESTED.get(column.type, column.type)
        sign = f" {'yes' if column.exported else ''} |" if marked else ""
        lines.append(f"| `{column.name}` | {kind} |{sign} {column.about} |")
    return f"## {table.name}\n\n{table.about}\n\n{head}\n" + "\n".join(lines) + "\n"
