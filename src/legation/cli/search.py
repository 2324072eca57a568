"""legation search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from legation.cli.output import Output, console, with_output

if TYPE_CHECKING:
    from legation.analysis.found import Hit


@click.command(
    "search",
    # -word is a part of the search, also where it begins with h
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("dossier")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, help="So many at most; 20.")
@with_output
def command(output: Output, dossier: str, words: tuple[str, ...], limit: int) -> None:
    """\b
    Examples:
      legation search venezuela.duckdb 川普 油輪
      legation search venezuela.duckdb '"United Nations" outlet:ledger -veto'
      legation search venezuela.duckdb actor:馬杜羅 kind:event status:planned --json
      legation search venezuela.duckdb 停火 -加沙

    Find sentences that hold all words, in Traditional and Simplified, with the records in them.
    The name of an actor also finds its other names and what stands for it: 川普 finds 特朗普 and
    Trump.

    \b
    "a phrase"  these characters, in any spelling     -word  not in the sentence
    sanction*   words that begin so                   P:donald-trump  whatever names this actor
    Of the article: outlet:NAME lang:zh document:ID since:2026-01 until:2026-01-05
    In the sentence: kind:event type:SANCTION status:planned channel:energy actor:NAME
    """
    from legation.analysis.search import search
    from legation.dossier import Dossier

    with Dossier.open(dossier) as opened:
        found = search(opened, " ".join(words), limit)
    if output.json:
        for row in found.table():
            output.record(row)
    else:
        for hit in found:
            _show(output, hit)
    for line in found.understood:
        output.note(line)
    if found.undated:
        output.note(f"articles without a date, which dates leave out: {found.undated}")
    output.note(found.summary())


def _show(output: Output, hit: Hit) -> None:
    where = [hit.id[:8], hit.document, hit.outlet, hit.published]
    output.text(" · ".join(part for part in where if part))
    _show_snippet(output, hit)
    output.text(f"  {'; '.join(hit.reasons)}")
    if hit.records:
        output.text("  " + ", ".join(f"{kind} {name[:8]}" for kind, name in hit.records))
    output.text("")


def _show_snippet(output: Output, hit: Hit) -> None:
    """Marked characters in reverse on a terminal, between >> and << elsewhere."""
    from rich.text import Text

    pieces = [(" ".join(piece.split("\n")), marked) for piece, marked in hit.pieces()]
    if console(err=False).is_terminal:
        text = Text("  ")
        for piece, marked in pieces:
            text.append(piece, "bold reverse" if marked else "")
        output.show(text)
        return
    output.text("  " + "".join(f">>{piece}<<" if marked else piece for piece, marked in pieces))
