"""legation diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from legation.cli.output import Output, with_output

if TYPE_CHECKING:
    from legation.analysis.diff import Change, Diff

_SHOWN: Final = 20


@click.command("diff")
@click.argument("before")
@click.argument("after")
@click.option("--kind", "kinds", multiple=True, help="events, claims, ties, causes, scenarios …")
@click.option("--document", help="Id of one document.")
@click.option("--field", help="Only changes of one column.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=_SHOWN, show_default=True, help="So many shown."
)
@with_output
def command(
    output: Output,
    before: str,
    after: str,
    kinds: tuple[str, ...],
    document: str | None,
    field: str | None,
    limit: int,
) -> None:
    """\b
    Examples:
      legation diff before.duckdb after.duckdb
      legation diff before.duckdb after.duckdb --kind events --field status
      legation diff before.duckdb after.duckdb --json

    Compare two readings of the same documents, by two versions of the reader or of its lexicons:
    records added, removed, and changed in which column, each with its sentence. Records are the
    same that share characters of the text. JSON lines give every change, whatever the limit.
    """
    from legation.analysis.diff import USUAL, diff
    from legation.dossier import Dossier

    with Dossier.open(before) as first, Dossier.open(after) as second:
        found = diff(first, second, kinds or USUAL, document)
    wanted = [item for item in found.changes if field is None or item.field == field]
    if output.json:
        _as_json(output, found, wanted)
    else:
        _counts(output, found)
        for item in wanted[:limit]:
            _show(output, item)
    _notes(output, found, wanted, limit)


def _as_json(output: Output, found: Diff, wanted: list[Change]) -> None:
    from dataclasses import asdict

    for item in wanted:
        output.record({**asdict(item), "evidence": item.evidence})
    for kind, count in found.same.items():
        output.record({"what": "same", "kind": kind, "records": count})
    for what, documents in (
        ("document removed", found.only_before),
        ("document added", found.only_after),
    ):
        for name, count in documents.items():
            output.record({"what": what, "document": name, "records": count})


def _counts(output: Output, found: Diff) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in ("kind", "same", "added", "removed", "changed"):
        table.add_column(name, justify="left" if name == "kind" else "right")
    for row in found.counts():
        label = row["kind"] if row["field"] is None else f"  {row['field']}"
        cells = [row[name] for name in ("same", "added", "removed", "changed")]
        table.add_row(label, *("" if cell is None else str(cell) for cell in cells))
    output.show(table)


def _show(output: Output, item: Change) -> None:
    ids = " -> ".join(name[:8] for name in item.evidence)
    what = item.what if item.field is None else f"{item.field}: {_plain(item.before)} -> "
    tail = "" if item.field is None else _plain(item.after)
    output.text(f"{item.kind} {ids} in {item.document}, {item.words}: {what}{tail}")
    output.text(f"    {' '.join(item.sentence.split())}")


def _notes(output: Output, found: Diff, wanted: list[Change], limit: int) -> None:
    left = 0 if output.json else len(wanted) - limit
    more = f"; {left} are not shown, see --limit" if left > 0 else ""
    output.note(f"{len(wanted)} {'change' if len(wanted) == 1 else 'changes'}{more}")
    if found.texts:
        output.note(f"the text changed of {_some(list(found.texts))}")
    for which, documents in (("first", found.only_before), ("second", found.only_after)):
        if documents:
            records = sum(documents.values())
            some = _some(list(documents))
            output.note(f"only the {which} has {some}, with {records} records not compared")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def _plain(value: Any) -> str:
    from legation.cli.judging import plain

    if isinstance(value, list) and value and isinstance(value[0], dict):
        return ", ".join(str(item["text"]) for item in value)
    return plain(value)
