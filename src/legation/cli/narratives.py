"""legation narratives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from legation.cli.output import Output, with_output

if TYPE_CHECKING:
    from legation.analysis.narratives import Cell, Gap, Motive, Narratives


@click.command("narratives")
@click.argument("dossier")
@click.option("--actor", help="About whom: a country (with its bodies) or an id.")
@click.option("--dyad", help="Actor and recipient, as USA:VEN.")
@click.option("--happening", help="Id of a happening, or of one report of it.")
@click.option("--words", help="What sentences hold, in either script.")
@click.option("--every-status", is_flag=True, help="Plans and denials count like what happened.")
@with_output
def command(output: Output, dossier: str, every_status: bool, **about: str | None) -> None:
    """\b
    Examples:
      legation narratives venezuela.duckdb --dyad USA:VEN
      legation narratives venezuela.duckdb --words 油輪 --json
      legation narratives venezuela.duckdb --happening 55dd5a

    Compare how sources tell of an actor, a dyad, a happening or an issue: which verbs, framings and
    reasons each uses and whom it quotes, what each leaves out that two independent others have, and
    the stated and the underlying motives by who gives them, in Chinese and English side by side.

    With --json every line says in `part` whether it is a cell, a gap or a motive.
    """
    from legation.analysis.narratives import narratives
    from legation.dossier import Dossier

    with Dossier.open(dossier) as opened:
        found = narratives(opened, **about, every_status=every_status)
    if output.json:
        for part, table in (
            ("cell", found.table()),
            ("gap", found.gaps_table()),
            ("motive", found.motives_table()),
        ):
            for row in table:
                output.record({"part": part, **row})
    else:
        _show(output, found)
    counts = ((found.reports, "report"), (found.happenings, "happening"))
    reports, happenings = (f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)
    sources = f"{len(found.sources)} source{'' if len(found.sources) == 1 else 's'}"
    output.note(f"{reports} of {happenings} in {sources}")


def _show(output: Output, found: Narratives) -> None:
    _table(
        output,
        "How each tells it",
        ("source", "region", "aspect", "words", "says", "n", "ids"),
        [_cell(cell) for cell in found.cells if cell.aspect != "act"],
    )
    _table(
        output,
        "What each leaves out",
        ("source", "aspect", "element", "told by", "in", "ids"),
        [_gap(gap) for gap in found.gaps],
    )
    _table(
        output,
        "Motives, by who gives them",
        ("given by", "for", "layer", "中文", "English", "ids"),
        [_motive(motive) for motive in found.motives],
    )


def _cell(cell: Cell) -> tuple[str, ...]:
    roots = ", ".join(cell.roots)
    shown = (cell.source, cell.region or "?", cell.aspect, _words(cell), roots, str(cell.records))
    return (*shown, _ids(cell.evidence))


def _gap(gap: Gap) -> tuple[str, ...]:
    where = (", ".join(gap.roots), ", ".join(gap.sources), _ids(gap.evidence))
    return (gap.source, gap.aspect, gap.key, *where)


def _motive(motive: Motive) -> tuple[str, ...]:
    words = (" / ".join(motive.chinese), " / ".join(motive.english), _ids(motive.evidence))
    return (motive.asserter, motive.actor or "?", motive.layer, *words)


def _words(cell: Cell) -> str:
    """What a cell says: its words, a verb's behind PLOVER's type; its key where words add none."""
    if cell.aspect in ("status", "said by"):
        return cell.key
    words = " / ".join(cell.shown)
    return f"{cell.key.partition(':')[0]}: {words}" if cell.aspect == "verb" else words


def _table(
    output: Output, title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    from rich import box
    from rich.table import Table

    shown = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in head:
        shown.add_column(name, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    if shown.row_count:
        output.show(shown)


def _ids(evidence: tuple[str, ...]) -> str:
    some = " ".join(name[:8] for name in evidence[:3])
    return f"{some} …" if len(evidence) > 3 else some
