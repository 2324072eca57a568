"""legation dyads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from legation.cli.output import Output, with_output

if TYPE_CHECKING:
    from legation.dossier import Dossier

Row = dict[str, Any]
_KINDS: Final = {
    "verbal_cooperation": "words +",
    "material_cooperation": "deeds +",
    "verbal_conflict": "words -",
    "material_conflict": "deeds -",
}
_VOICES: Final = {"all": None, "own": False, "others": True}


@click.command("dyads")
@click.argument("dossier")
@click.argument("pair", required=False)
@click.option("--by", default="month", help="day, week, month or year.")
@click.option("--status", "statuses", multiple=True, help="May be given again; default: what is.")
@click.option(
    "--voice", default="all", type=click.Choice(list(_VOICES)), help="Whose word is taken."
)
@click.option("--source", help="Only what this source says: an id in the chain of sources.")
@click.option("--since", help="First day, month or year.")
@click.option("--until", help="Last day, month or year.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, help="Pairs at most, without PAIR."
)
@click.option("--intervals", is_flag=True, help="How sure each period's figures are.")
@click.option("--changes", is_flag=True, help="When the rate of reports changed.")
@with_output
def command(
    output: Output,
    dossier: str,
    pair: str | None,
    by: str,
    statuses: tuple[str, ...],
    voice: str,
    source: str | None,
    limit: int,
    intervals: bool,
    changes: bool,
    **window: str | None,
) -> None:
    """\b
    Examples:
      legation dyads venezuela.duckdb
      legation dyads venezuela.duckdb USA:VEN --by year
      legation dyads venezuela.duckdb USA --status planned --status proposed
      legation dyads venezuela.duckdb USA:VEN --by week --changes --json

    Count what one actor did to another, period by period: words and deeds of cooperation (+) and
    of conflict (-), as reports and as happenings, with the number of articles that named both.

    PAIR is an ordered pair (USA:VEN), one actor for all its counterparts, or nothing for the pairs
    with most reports. What is only planned, proposed, conditional or denied counts when asked for.
    """
    from legation.dossier import Dossier

    asked: Row = {"attributed": source or _VOICES[voice], **window}
    if statuses:
        asked["statuses"] = statuses
    with Dossier.open(dossier) as opened:
        if pair is None and not (intervals or changes):
            rows = _top(opened, limit, asked)
        elif changes:
            rows = _changes(output, opened, pair, by, asked)
        else:
            rows = _over_time(opened, pair, by, intervals, asked)
    _show(output, rows)


def _top(opened: Dossier, limit: int, asked: Row) -> list[Row]:
    from legation.analysis.dyads import top_dyads

    return top_dyads(opened, limit, **asked).rows()


def _over_time(opened: Dossier, pair: str | None, by: str, sure: bool, asked: Row) -> list[Row]:
    from legation.analysis.dyads import dyads
    from legation.analysis.series import intervals

    if sure:
        return intervals(opened, *_both(pair), by=by, **asked).rows()
    if pair is not None and _is_pair(pair):
        return dyads(opened, *_both(pair), by=by, **asked).rows()
    return dyads(opened, pair or "", None, by, **asked).rows()


def _is_pair(text: str) -> bool:
    """Whether a text names two; the colon of P:name makes none."""
    return ">" in text or ":" in re.sub("^(P|O|G|IGO|officials):", "", text.strip())


def _both(pair: str | None) -> tuple[str, str]:
    """The two of a pair; UsageError for none or one."""
    from legation.analysis.parties import split_pair
    from legation.errors import UsageError

    if pair is None or not _is_pair(pair):
        raise UsageError("--intervals and --changes take a pair, as in USA:VEN")
    return split_pair(pair)


def _changes(output: Output, opened: Dossier, pair: str | None, by: str, asked: Row) -> list[Row]:
    from legation.analysis.changes import changes

    found = changes(opened, *_both(pair), by=by, **asked)
    output.note(found.reason)
    return found.table().rows()


def _show(output: Output, rows: Sequence[Row]) -> None:
    if output.json:
        for row in rows:
            output.record(row)
        return
    from rich import box
    from rich.table import Table

    shown = [_cells(row) for row in rows if row.get("reports", 1) or row["period"] in _ALWAYS]
    empty = len(rows) - len(shown)
    if shown:
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
        for name in shown[0]:
            table.add_column(name, overflow="fold", no_wrap=name in _WHOLE)
        for cells in shown:
            table.add_row(*cells.values())
        output.show(table)
    output.note(f"{len(shown)} rows" + (f"; {empty} periods without a report" if empty else ""))


_WHOLE: Final = ("actor", "period", "ids", "first day", "last day")
_ALWAYS: Final = ("coarser", "undated")


def _cells(row: Row) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in row.items():
        if name in ("first_day", "last_day") and "period" in row and "p" not in row:
            continue
        if name.endswith(("_low", "_high")):
            continue
        if name == "evidence":
            more = f" +{len(value) - 1}" if len(value) > 1 else ""
            cells["ids"] = "".join(one[:8] for one in value[:1]) + more
        else:
            sure = row.get(f"{name}_low"), row.get(f"{name}_high")
            bounds = "" if sure[0] is None else f" ({_cell(sure[0])} to {_cell(sure[1])})"
            cells[_KINDS.get(name, name.replace("_", " "))] = _cell(value) + bounds
    return cells


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
