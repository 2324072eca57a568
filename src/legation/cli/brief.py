"""legation brief."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.output import Output, with_output


@click.command("brief")
@click.argument("dossier")
@click.option("--since", help="First day, month or year; undated events are left out.")
@click.option("--until", help="Last day, month or year; undated events are left out.")
@click.option("--dyads", type=click.IntRange(min=1), default=10, show_default=True)
@click.option("--events", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--output", "target", type=click.Path(path_type=Path), help="Write to this file.")
@with_output
def command(
    output: Output,
    dossier: str,
    since: str | None,
    until: str | None,
    dyads: int,
    events: int,
    target: Path | None,
) -> None:
    """\b
    Examples:
      legation brief venezuela.duckdb
      legation brief venezuela.duckdb --since 2026-01 --output brief.md

    Write a brief in Markdown: counts, the pairs of actors with most reports, the latest events of
    each pair, and apart from these what is only planned, proposed, conditional or denied; then who
    says what, what binds whom, why by whose account, and what may follow. Each line names who says
    so, and the ids that `legation evidence` opens.

    --dyads and --events say how many pairs, and how many events of each, are shown.
    """
    from legation.dossier import Dossier
    from legation.exports.brief import make_brief, to_markdown

    with Dossier.open(dossier) as opened:
        made = make_brief(opened, since=since, until=until, dyads=dyads, events=events)
    if target is not None:
        target.write_text(to_markdown(made), encoding="utf-8", newline="\n")
        output.note(f"written to {target}")
    if output.json:
        for section in made.sections:
            for line in section.lines:
                output.record({"section": section.title, "text": line.text, "ids": list(line.ids)})
    elif target is None:
        output.text(to_markdown(made).rstrip("\n"))
