"""legation fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from legation.cli.output import Output, with_output
from legation.errors import UsageError

if TYPE_CHECKING:
    from legation.analysis.foldrun import FoldSummary
    from legation.analysis.roots import Sources

Row = dict[str, Any]


@click.command("fold")
@click.argument("dossier")
@click.option("--show", metavar="ID", help="All reports of the happening that this one is of.")
@click.option("--same", nargs=2, metavar="ID ID", help="Two reports tell of one happening.")
@click.option("--different", nargs=2, metavar="ID ID", help="Two reports tell of two.")
@click.option(
    "--undo",
    is_flag=False,
    flag_value="last",
    metavar="[NAME]",
    help="Withdraw a word or a run; the last one if none is named. Put it behind the dossier.",
)
@click.option("--log", "show_log", is_flag=True, help="What was said and run, and what stands.")
@click.option("--who", help="The analyst; with --same, --different and --undo.")
@click.option("--reason", help="Why; with --same, --different and --undo.")
@with_output
def command(
    output: Output,
    dossier: str,
    show: str | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undo: str | None,
    show_log: bool,
    who: str | None,
    reason: str | None,
) -> None:
    """\b
    Examples:
      legation fold venezuela.duckdb
      legation fold venezuela.duckdb --show 3f2a91c0
      legation fold venezuela.duckdb --same 3f2a91c0 77be0d12 --who Lin --reason "one raid"
      legation fold venezuela.duckdb --different 3f2a91c0 a01b7745 --who Lin --reason "two days"
      legation fold venezuela.duckdb --undo --who Lin --reason "misread"
      legation fold venezuela.duckdb --log

    Judge which reports tell of one happening. Every report stays; which happening it is of, why
    and who judged so is in the table folds.

    The judgement of the machine is made anew each time. What a person said holds against it, also
    after a new reading. Nothing is deleted: --undo adds a line that withdraws another.
    """
    _refuse_mixtures(show, same, different, undo, show_log, said=bool(who or reason))
    if show:
        _show(output, dossier, show)
    elif show_log:
        _log(output, dossier)
    elif same:
        _say(output, dossier, "same", same, who, reason)
    elif different:
        _say(output, dossier, "different", different, who, reason)
    elif undo:
        _undo(output, dossier, undo, who, reason)
    else:
        _fold(output, dossier)


def _refuse_mixtures(
    show: str | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undo: str | None,
    log: bool,
    said: bool,
) -> None:
    given = {
        "--show": show,
        "--same": same,
        "--different": different,
        "--undo": undo,
        "--log": log,
    }
    asked = [name for name, value in given.items() if value]
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(asked)} cannot be asked together; use one at a time")
    if said and not (same or different or undo):
        raise UsageError("--who and --reason belong to --same, --different and --undo")


def _fold(output: Output, dossier: str) -> None:
    from legation.analysis.foldrun import fold_dossier

    summary = fold_dossier(dossier)
    done = f"as {summary.run.name}" if summary.run else "the same as before, nothing logged"
    _report(output, summary, done)


def _say(
    output: Output,
    dossier: str,
    decision: Any,
    pair: tuple[str, str],
    who: str | None,
    reason: str | None,
) -> None:
    from legation.analysis.foldrun import say

    summary = say(dossier, decision, pair, who or "", reason or "")
    _report(output, summary, f"with the word of {who}")


def _undo(output: Output, dossier: str, name: str, who: str | None, reason: str | None) -> None:
    from legation.analysis.foldrun import undo

    chosen, summary = undo(dossier, None if name == "last" else name, who or "", reason or "")
    _report(output, summary, f"without {chosen}")


def _report(output: Output, summary: FoldSummary, done: str) -> None:
    if output.json:
        output.record(
            {
                "reports": summary.reports,
                "happenings": summary.happenings,
                "folded": summary.folded,
                "run": summary.run.name if summary.run else None,
                "unplaced": [
                    {"word": item.word.id, "states": list(item.states), "why": item.why}
                    for item in summary.unplaced
                ],
                "faults": list(summary.faults),
            }
        )
    output.text(
        f"{summary.reports} reports of {summary.happenings} happenings; "
        f"{summary.folded} reports share one ({done})"
    )
    for item in summary.unplaced:
        output.note(f"word {item.word.id} of {item.word.who} holds for none now: {item.why}")
    for fault in summary.faults:
        output.note(f"left out: {fault}")


def _show(output: Output, dossier: str, name: str) -> None:
    from legation.analysis.foldrun import find_report
    from legation.analysis.roots import happening_reports, sources
    from legation.dossier import Dossier

    with Dossier.open(dossier) as opened:
        key = find_report(opened, name)
        rows = happening_reports(opened, *key)
    found = sources(rows)
    if output.json:
        for row in rows:
            output.record({key: value for key, value in row.items() if key != "text"})
        output.record({"sources": _counts(found)})
        return
    _table(output, [_line(row) for row in rows])
    output.text(
        f"happening {found.happening[:8]}: {found.reports} reports in {found.articles} articles"
        + (f" ({found.documents} with reprints)" if found.documents > found.articles else "")
        + f", {len(found.roots)} independent roots: "
        + ", ".join(f"{root.name} ({len(root.reports)})" for root in found.roots)
    )


def _counts(found: Sources) -> Row:
    return {
        "happening": found.happening,
        "reports": found.reports,
        "documents": found.documents,
        "articles": found.articles,
        "roots": [{"source": root.source, "evidence": list(root.reports)} for root in found.roots],
    }


def _line(row: Row) -> dict[str, str]:
    return {
        "id": row["id"][:8],
        "published": row["published"] or "?",
        "type": row["type"],
        "words": row["trigger"],
        "date": row["date"] or "?",
        "status": row["status"],
        "in": row["document"],
        "by way of": " ← ".join(row["attribution"] or ()) or "–",
        "score": "" if row["score"] is None else f"{row['score']:.2f}",
        "why": row["reason"] or "the only report",
        "by": row["by"] or "",
    }


def _log(output: Output, dossier: str) -> None:
    from legation.dossier import Dossier
    from legation.dossier.fold_log import read_fold_log
    from legation.dossier.store import Paths

    Dossier.open(dossier).close()  # says so where there is none
    log = read_fold_log(Paths.of(dossier).parts)
    counts = log.run.name if log.run else None
    lines: list[dict[str, str]] = []
    for run in log.runs:
        stands = "counts" if run.name == counts else "undone" if run.name in log.undone else "older"
        what = f"{run.reports} reports, {run.happenings} happenings of more than one"
        lines.append(_entry(run.name, run.at, run.by, "run", what, stands))
    for word in log.words:
        about = " / ".join(f"{seen.anchor.document}: {seen.anchor.exact}" for seen in word.reports)
        stands = "undone" if word.id in log.undone else "holds"
        what = f"{about or word.of}: {word.reason}"
        lines.append(_entry(word.id, word.at, word.who, word.decision, what, stands))
    lines.sort(key=lambda line: line["at"])
    for fault in log.faults:
        output.note(f"left out: {fault}")
    if output.json:
        for line in lines:
            output.record(line)
        return
    _table(output, lines)
    output.note(f"{len(log.runs)} runs, {len(log.words)} words")


def _entry(name: str, at: Any, who: str, kind: str, what: str, stands: str) -> dict[str, str]:
    when = at.isoformat(sep=" ", timespec="microseconds")
    return {"name": name, "at": when, "by": who, "kind": kind, "what": what, "stands": stands}


def _table(output: Output, rows: list[dict[str, str]]) -> None:
    from rich import box
    from rich.table import Table

    if not rows:
        return
    shown = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in rows[0]:
        shown.add_column(name, overflow="fold", no_wrap=name in ("id", "name"))
    for row in rows:
        shown.add_row(*row.values())
    output.show(shown)
