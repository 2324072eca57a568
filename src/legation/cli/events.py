"""legation events."""

from __future__ import annotations

from typing import Any

import click

from legation.cli.output import Output, with_output


@click.command("events")
@click.argument("dossier")
@click.option("--actor", help="Who acts: a country (VEN, with VEN.GOV), an id, or P:surname….")
@click.option("--recipient", help="Who receives, in the same way.")
@click.option("--dyad", help="Actor and recipient, as USA:VEN.")
@click.option("--type", "type_", help="PLOVER type, such as SANCTION.")
@click.option("--status", help="actual, ongoing, planned, proposed, conditional or denied.")
@click.option("--since", help="First day, month or year; undated events are left out.")
@click.option("--until", help="Last day, month or year; undated events are left out.")
@click.option("--document", help="Id of one document.")
@click.option("--min-confidence", type=float, help="Only what is at least so likely right, 0-1.")
@click.option("--limit", type=click.IntRange(min=0), help="So many at most.")
@with_output
def command(output: Output, dossier: str, type_: str | None, **filters: Any) -> None:
    """\b
    Examples:
      legation events venezuela.duckdb --dyad USA:VEN --status actual
      legation events venezuela.duckdb --actor P:nicolas-maduro --since 2025-10 --until 2026-01
      legation events venezuela.duckdb --type SANCTION --json
      legation events venezuela.duckdb --min-confidence 0.7

    List reports of events by document and place in it, with their status and with who says so
    (outermost source first; a dash for the text's own voice).

    Give the id, or its beginning, to `legation evidence`.
    """
    from legation.analysis.dossier import Dossier
    from legation.dossier import EventFilter

    with Dossier.open(dossier) as opened:
        found = opened.select(EventFilter(type=type_, **filters))
        filters.pop("limit")
        empty = None if len(found) else opened.why_empty("events", type=type_, **filters)
    if empty:
        output.note(empty)
    if output.json:
        for row in found:
            output.record(row)
        return
    _show(output, found.rows())


def _show(output: Output, rows: list[dict[str, Any]]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in (
        "id",
        "date",
        "actors",
        "type",
        "recipients",
        "status",
        "says",
        "trigger",
        "sure",
        "in",
    ):
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(
            row["id"][:8],
            row["date"] or "?",
            ", ".join(row["actors"]) or "?",
            " ".join([row["type"], *row["modes"]]),
            ", ".join(row["recipients"]),
            row["status"],
            " ← ".join(row["attribution"]) or "–",
            row["trigger"],
            "" if row["confidence"] is None else f"{row['confidence']:.2f}",
            row["document"],
        )
    if rows:
        output.show(table)
    output.note("1 report of an event" if len(rows) == 1 else f"{len(rows)} reports of events")
