"""legation evidence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from legation.cli.output import Output, console, with_output

if TYPE_CHECKING:
    from legation.dossier import Decided, Evidence, Resolved

_STYLES: Final = {
    "trigger": "bold reverse",
    "cue": "bold reverse",
    "hedge": "bold reverse",
    "link": "bold reverse",
    "words": "bold reverse",
    "mention": "bold reverse",
    "actor": "bold blue",
    "recipient": "bold magenta",
    "speaker": "bold blue",
    "quantity": "underline",
}


@click.command("evidence")
@click.argument("dossier")
@click.argument("record_id", metavar="ID")
@with_output
def command(output: Output, dossier: str, record_id: str) -> None:
    """\b
    Examples:
      legation evidence venezuela.duckdb 3f9a1c0752be6d18
      legation evidence venezuela.duckdb 3f9a --json

    Show what a record rests on: its sentence with the matched characters marked, who says so, and
    why each actor was resolved as it was. The beginning of an id is enough if it is the only one.
    """
    from legation.dossier import Dossier

    with Dossier.open(dossier) as opened:
        found = opened.evidence(record_id)
    if output.json:
        output.record(asdict(found))
    else:
        _show(output, found)


def _show(output: Output, found: Evidence) -> None:
    output.text(f"{found.table} {found.id}")
    about = [found.document, found.title, found.outlet, found.published]
    output.text(f"in {' · '.join(part for part in about if part)}")
    _show_sentence(output, found)
    for mark in found.marks:
        output.text(f"  {mark.kind:<10}{mark.start}-{mark.end}  {mark.text}")
    if found.table == "events":
        row = found.record
        actors, recipients = ", ".join(row["actors"]) or "?", ", ".join(row["recipients"]) or "–"
        kind = " ".join([row["type"], *row["modes"]])
        output.text(f"{actors} → {recipients}: {kind}, {row['status']}, {row['date'] or 'no date'}")
    chain = [f"{name} ({country})" if country else name for name, country in found.chain]
    output.text(f"says so: {' ← '.join(chain) or 'the text itself'}")
    for item in found.resolved:
        output.text(_resolution(item))
    for name, reason in found.reasons:
        output.text(f"{name}: {reason}")
    for made in found.corrections:
        output.text(_decision(made))
    if found.also_in:
        output.text(f"the same text is in {', '.join(found.also_in)}")
    output.text(f"read by {found.record['origin']}")


def _decision(item: Decided) -> str:
    from legation.cli.judging import plain

    change = f" {item.field}: {plain(item.old)} -> {plain(item.new)}" if item.field else ""
    why = f" ({item.reason})" if item.reason else ""
    disputed = ", disputed" if item.disputed else ""
    when = f"{item.at:%Y-%m-%d %H:%M}"
    return f"{item.who} {when} {item.decision}{change}{why}: {item.standing}{disputed}"


def _resolution(item: Resolved) -> str:
    actors = ", ".join(item.actors) or "nobody"
    acts = "" if item.acts_as == item.actors else f", acting as {', '.join(item.acts_as)}"
    line = f"{item.part} {item.mark.text} is {actors}{acts}: {item.kind}, {item.basis}"
    return line if item.sentence is None else f"{line}\n    {' '.join(item.sentence.split())}"


def _show_sentence(output: Output, found: Evidence) -> None:
    """The sentence with colours on a terminal, with >> and << around the span elsewhere."""
    from rich.text import Text

    if console(err=False).is_terminal:
        text = Text()
        for piece, kinds in found.pieces():
            text.append(piece, " ".join(_STYLES.get(kind, "") for kind in kinds).strip())
        output.show(text)
        return
    start = found.record["start"] - found.start
    end = found.record["end"] - found.start
    text_ = found.text
    output.text(f"{text_[:start]}>>{text_[start:end]}<<{text_[end:]}")
