"""legation correct, legation corrections."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from legation.cli.judging import WHO, analyst, as_row, opened, plain, take_up, told
from legation.cli.output import Output, with_output
from legation.errors import UsageError

if TYPE_CHECKING:
    from legation.dossier.correction_log import Correction, Fault
    from legation.dossier.decided import Decided
    from legation.dossier.judge import Judge

_STATES = ("SAME", "MOVED", "ORPHAN", "AMBIGUOUS")


@click.command("correct")
@click.argument("dossier")
@click.argument("record_id", metavar="ID")
@click.option("--field", help="The column to be changed, such as status.")
@click.option("--to", help="What it holds; items of lists by commas, null for unknown.")
@click.option("--accept", is_flag=True, help="The record is right as it is shown.")
@click.option("--reject", is_flag=True, help="The text does not say this.")
@click.option("--retract", is_flag=True, help="Withdraw the correction that has this id.")
@click.option("--document", help="Which one, where several documents have the same text.")
@click.option("--reason", help="Why, in your words.")
@WHO
@with_output
def correct(
    output: Output,
    dossier: str,
    record_id: str,
    field: str | None,
    to: str | None,
    accept: bool,
    reject: bool,
    retract: bool,
    document: str | None,
    reason: str | None,
    who: str | None,
) -> None:
    """\b
    Examples:
      legation correct venezuela.duckdb 3f9a1c07 --field status --to planned --who Lin
      legation correct venezuela.duckdb 3f9a1c07 --field actors --to RUS.GOV,CHN.GOV
      legation correct venezuela.duckdb 3f9a1c07 --reject --reason "a film is told of"
      legation correct venezuela.duckdb 77b0d2e1 --retract

    Decide about a record: what a column holds, that the record is right, or that it is not there.
    Every later query shows it, also after the text is read again. What the reader had is kept.
    """
    from legation.dossier.judge import Judge

    chosen = [field is not None or to is not None, accept, reject, retract]
    if sum(chosen) != 1 or (field is None) != (to is None):
        raise UsageError(
            "say one thing: --field NAME with --to VALUE, --accept, --reject or --retract"
        )
    with opened(dossier) as store:
        judge = Judge(store, analyst(who))
        if field is not None and to is not None:
            made = judge.change(record_id, field, to, document, reason)
        else:
            made = _whole(judge, record_id, accept, reject, document, reason)
    take_up(output, dossier)
    if output.json:
        output.record(as_row(made))
    output.text(told(made))


def _whole(
    judge: Judge,
    record_id: str,
    accept: bool,
    reject: bool,
    document: str | None,
    reason: str | None,
) -> Correction:
    if accept:
        return judge.accept(record_id, document, reason)
    if reject:
        return judge.reject(record_id, document, reason)
    return judge.retract(record_id, reason)


@click.command("corrections")
@click.argument("dossier")
@click.option("--who", help="Decisions of one analyst.")
@click.option("--document", help="Id of one document.")
@click.option("--state", type=click.Choice(_STATES, case_sensitive=False), help="In one state.")
@click.option("--disputed", is_flag=True, help="Where two analysts decided otherwise.")
@with_output
def corrections(
    output: Output,
    dossier: str,
    who: str | None,
    document: str | None,
    state: str | None,
    disputed: bool,
) -> None:
    """\b
    Examples:
      legation corrections venezuela.duckdb
      legation corrections venezuela.duckdb --state ORPHAN
      legation corrections venezuela.duckdb --disputed --json

    List what was decided about records, in the order of deciding, with what became of it: SAME,
    MOVED, ORPHAN or AMBIGUOUS says whether its words were found in the present reading; holds,
    superseded, withdrawn, overruled or unplaced whether it counts.
    """
    from legation.dossier.correction_log import read_log
    from legation.dossier.decided import decided

    with opened(dossier) as store:
        found = decided(store.connection, document=document, who=who)
        faults = read_log(store.paths.parts).faults
    rows = [
        item
        for item in found
        if (state is None or item.state == state.upper()) and (item.disputed or not disputed)
    ]
    if output.json:
        for item in rows:
            output.record(asdict(item))
    else:
        _show(output, rows)
    _note(output, rows, faults)


def _show(output: Output, rows: list[Decided]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in ("id", "who", "when", "decision", "words", "in", "state", "standing", "why"):
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for item in rows:
        decision = f"{item.decision} {item.kind}"
        if item.decision == "change":
            decision = f"{item.kind} {item.field}: {plain(item.old)} -> {plain(item.new)}"
        if item.retracts:
            decision = f"retract {item.retracts[:8]}"
        table.add_row(
            item.correction[:8],
            item.who,
            f"{item.at:%Y-%m-%d %H:%M}",
            decision,
            item.quote,
            item.document,
            item.state,
            item.standing + (", disputed" if item.disputed else ""),
            "; ".join(filter(None, [item.reason, item.why if item.state != "SAME" else None])),
        )
    if rows:
        output.show(table)


def _note(output: Output, rows: list[Decided], faults: tuple[Fault, ...]) -> None:
    states = Counter(item.state for item in rows)
    counted = ", ".join(f"{states[name]} {name}" for name in _STATES if states[name])
    noun = "correction" if len(rows) == 1 else "corrections"
    output.note(f"{len(rows)} {noun}" + (f": {counted}" if counted else ""))
    for fault in faults:
        kind = "was cut off" if fault.torn else "is damaged"
        output.note(f"line {fault.line} of {fault.file} {kind} and is left out: {fault.reason}")
