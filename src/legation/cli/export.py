"""legation export."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.output import Output, with_output
from legation.errors import UsageError


@click.command("export")
@click.argument("dossier")
@click.argument("outdir", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "name", default="jsonl", show_default=True, help="Form of the export.")
@with_output
def command(output: Output, dossier: str, outdir: Path, name: str) -> None:
    """\b
    Examples:
      legation export venezuela.duckdb tables/
      legation export venezuela.duckdb tables/ --format jsonl --json

    Write a dossier into a folder as tables for other programs. `jsonl` gives one file per kind of
    record; the same dossier gives the same bytes.
    """
    from legation.dossier import Dossier
    from legation.exports import FORMATS

    chosen = next((entry for entry in FORMATS if entry.name == name), None)
    if chosen is None:
        known = ", ".join(entry.name for entry in FORMATS)
        raise UsageError(f"{name!r} is no format of export; known are {known}")
    with Dossier.open(dossier) as opened:
        written = chosen.write(opened, outdir)
    for file, rows in written.items():
        if output.json:
            output.record({"file": str(outdir / file), "rows": rows})
        else:
            output.note(f"{outdir / file}: {rows} rows")
