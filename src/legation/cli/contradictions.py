"""legation contradictions."""

from __future__ import annotations

from typing import Any

import click

from legation.cli.output import Output, with_output


@click.command("contradictions")
@click.argument("dossier")
@click.option("--actor", help="By or about whom: a country (with its bodies) or an id.")
@click.option(
    "--kind",
    help="denial, done or not, number, who or when, who began, route, reason against fact.",
)
@click.option("--apart", is_flag=True, help="Numbers that only seem to clash, and why not.")
@click.option("--limit", type=click.IntRange(min=0), help="So many at most, the surest first.")
@with_output
def command(
    output: Output,
    dossier: str,
    actor: str | None,
    kind: str | None,
    apart: bool,
    limit: int | None,
) -> None:
    """\b
    Examples:
      legation contradictions venezuela.duckdb
      legation contradictions venezuela.duckdb --actor RUS --kind "done or not"
      legation contradictions venezuela.duckdb --apart --json

    List pairs of statements about one thing that cannot both hold, the surest first, with their
    sources, times and sentences, and the reason.

    A plan that has not come about contradicts nothing, and neither do statements of other times,
    places or parts; numbers keep their bounds ("more than 80" and "90" agree). Which of the two is
    right is not judged.
    """
    from legation.analysis.contradictions import contradictions
    from legation.analysis.done_denied import unseen
    from legation.dossier import Dossier

    with Dossier.open(dossier) as opened:
        found = contradictions(opened, actor, kind, limit, apart)
        left_out = 0 if output.quiet else unseen(opened)
    for row in found:
        if output.json:
            output.record(row)
        else:
            _show(output, row)
    said = "apart after all" if apart else "of statements that cannot both hold"
    output.note(f"{len(found)} {'pair' if len(found) == 1 else 'pairs'} {said}")
    if left_out:
        output.note(f"{left_out} likely pairs of done and denied acts were not looked at")


def _show(output: Output, row: dict[str, Any]) -> None:
    output.text(f"{row['kind']} ({row['score']:.2f}): {row['reason']}")
    for end in ("one", "other"):
        when = row[f"{end}_when"] or "?"
        output.text(f"  {row[f'{end}_source']} in {row[f'{end}_document']}, {when}")
        output.text(f"    {' '.join(row[f'{end}_sentence'].split())}")
    output.text(f"  evidence: {' '.join(name[:8] for name in row['evidence'])}\n")
