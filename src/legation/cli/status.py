"""legation status."""

from __future__ import annotations

from dataclasses import asdict

import click

from legation.cli.output import Output, with_output


@click.command("status")
@click.argument("dossier")
@with_output
def command(output: Output, dossier: str) -> None:
    """\b
    Examples:
      legation status venezuela.duckdb
      legation status venezuela.duckdb --json

    Say what a dossier holds: rows of each kind, events by status, the readers, and what the last
    run could not read. Events are reports: ten reports of one raid count ten.
    """
    from legation.dossier import Dossier

    with Dossier.open(dossier) as opened:
        found = opened.status()
    if output.json:
        output.record(asdict(found))
        return
    for name, count in found.counts.items():
        output.text(f"{name:<12}{count:>9}")
    by_status = ", ".join(f"{count} {name}" for name, count in found.statuses.items())
    output.text(f"events are    {by_status or 'none'}")
    output.text(f"from          {found.first_day or 'unknown'} to {found.last_day or 'unknown'}")
    output.text(f"read by       {', '.join(found.readers) or 'nobody yet'}")
    output.text(f"runs          {found.runs}, of which {found.unfinished} without an end")
    if found.corrections:
        states = ", ".join(f"{count} {name}" for name, count in sorted(found.corrections.items()))
        output.text(f"corrections   {sum(found.corrections.values())}: {states}")
    for name, count in found.rejected.items():
        output.text(f"rejected      {count} {name}, which are not among those above")
    for failure in found.failures:
        output.text(f"failed        {failure.path}: {failure.reason}")
