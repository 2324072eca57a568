"""legation proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from legation.cli.output import Output, with_output

if TYPE_CHECKING:
    from legation.analysis.proposals import Proposals, Stage
    from legation.dossier import Table


@click.command("proposals")
@click.argument("dossier")
@click.argument("pair", metavar="[PROPOSER:ADDRESSEE]", required=False)
@click.option("--limit", type=click.IntRange(min=0), default=20, help="Pairs at most, without one.")
@with_output
def command(output: Output, dossier: str, pair: str | None, limit: int) -> None:
    """\b
    Examples:
      legation proposals venezuela.duckdb
      legation proposals venezuela.duckdb USA:MEX
      legation proposals venezuela.duckdb USA:MEX --json

    Follow what one actor proposed to another: made, shelved, revived, countered, rejected,
    accepted, begun, each step with its date, what set it off, and its sentences. A step that
    cannot follow the one before it is marked as a break. Without a pair, list the pairs with most
    requests and acts proposed.
    """
    from legation.analysis.parties import split_pair
    from legation.analysis.proposals import proposal_pairs, proposals
    from legation.dossier import Dossier

    with Dossier.open(dossier) as opened:
        if pair is None:
            pairs = proposal_pairs(opened, limit)
        else:
            found = proposals(opened, *split_pair(pair))
    if pair is None:
        _pairs(output, pairs)
    elif output.json:
        for row in found.table():
            output.record(row)
    else:
        _show(output, found)


def _pairs(output: Output, pairs: Table) -> None:
    for row in pairs:
        if output.json:
            output.record(row)
        else:
            output.text(
                f"{row['proposer']}:{row['addressee']}  {row['reports']} reports in "
                f"{row['articles']} articles"
            )
    output.note(f"{len(pairs)} pairs; give one to follow its proposals")


def _show(output: Output, found: Proposals) -> None:
    for number, one in enumerate(found.proposals, start=1):
        output.text(f"{number}. {one.state}: {' '.join(one.words.split())}")
        for stage in one.stages:
            output.text(f"   {stage.step:<10}{_when(stage)}")
            if stage.breaks:
                output.text(f"      break: {stage.breaks}")
            for id_, reason, sentence in zip(
                stage.evidence, stage.reasons, stage.sentences, strict=True
            ):
                output.text(f"      {id_[:8]} {reason}\n        {' '.join(sentence.split())}")
    output.note(
        f"{len(found.proposals)} proposals of {found.proposer} to {found.addressee}; "
        f"{len(found.loose)} reports of steps belong to none"
    )


def _when(stage: Stage) -> str:
    if stage.trigger:
        return f"not before {stage.first_day}, after {stage.trigger[:8]}"
    if stage.first_day is None and stage.last_day is None:
        return "no date"
    if stage.first_day == stage.last_day:
        return str(stage.first_day)
    return f"{stage.first_day or '?'} to {stage.last_day or '?'}"
