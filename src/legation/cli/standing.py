"""legation standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

import click

from legation.cli.output import Output, with_output
from legation.errors import UsageError

if TYPE_CHECKING:
    from legation.analysis.ordering import Order
    from legation.dossier import Dossier, Table

Row = dict[str, Any]

VIEWS: Final = (
    "numbers",
    "differences",
    "shares",
    "order",
    "comparisons",
    "substitutions",
    "worth",
    "flows",
    "exposure",
    "without",
)
_FILTERED: Final = ("numbers", "differences", "shares")
_BY_ACTOR: Final = ("substitutions", "worth", "flows")
_HIDDEN: Final = frozenset(
    {
        *("sentence_text", "documents", "document", "published", "outlets", "period_text"),
        *("whole", "whole_owner", "why_owner"),
    }
)
"""Columns that only JSON carries; a row opens to them by its ids."""


@click.command("standing")
@click.argument("dossier")
@click.argument("view", type=click.Choice(VIEWS), default="numbers")
@click.option(
    "--actor", help="Either end, an id or a name; for exposure and without, whom it is about."
)
@click.option("--from", "from_", help="Where the flow comes from.")
@click.option("--to", help="Where it goes.")
@click.option("--channel", help="trade, energy, lending, investment, arms, troops, …")
@click.option("--source", help="Who says so: an id in the chain of sources.")
@click.option("--document", help="Id of one document.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "svg", "mermaid", "dot")),
    default="table",
    help="How to write an order; the drawings are of the largest one.",
)
@with_output
def command(
    output: Output, dossier: str, view: str, form: str, actor: str | None, **filters: str | None
) -> None:
    """\b
    Examples:
      legation standing venezuela.duckdb numbers --from CHN --to VEN
      legation standing venezuela.duckdb shares --actor VEN
      legation standing venezuela.duckdb order --actor RUS
      legation standing venezuela.duckdb order --format svg > order.svg
      legation standing venezuela.duckdb exposure --actor VEN --channel energy
      legation standing venezuela.duckdb without --actor CHN --json

    Show how actors stand to each other: numbers of ties side by side by source and where they
    differ, shares with their wholes, who is put before whom without a number, who takes whose
    place, what an asset is worth, which flows change, whom an actor hangs on, and what falls away
    without one.

    Nothing is averaged or added up. That no tie is reported does not say that there is none.
    """
    from legation.analysis.names import resolve_actor
    from legation.dossier import Dossier

    _check(view, form, output.json, actor, filters)
    with Dossier.open(dossier) as opened:
        actor = resolve_actor(opened, actor) if actor is not None else None
        for end in ("from_", "to"):
            asked = filters[end]
            filters[end] = resolve_actor(opened, asked) if asked is not None else None
        if view == "order":
            _orders(output, opened, actor, form)
        elif view in ("exposure", "without"):
            _about(output, opened, view, str(actor), filters["channel"])
        else:
            _write(output, view, _table(opened, view, actor, filters))


def _check(
    view: str, form: str, as_json: bool, actor: str | None, filters: dict[str, str | None]
) -> None:
    """Refuse options that a view would pass over in silence."""
    if view in ("exposure", "without") and actor is None:
        raise UsageError(f"{view} needs --actor, such as --actor VEN")
    if form != "table" and as_json:
        raise UsageError(f"--format {form} is no JSON; leave out one of the two")
    if form != "table" and view != "order":
        raise UsageError(f"--format {form} is for the view order; {view} is a table")
    allowed = {"exposure": {"channel"}, "without": {"channel"}}
    unused = [
        name.strip("_")
        for name, value in filters.items()
        if value is not None and view not in _FILTERED and name not in allowed.get(view, ())
    ]
    if unused:
        raise UsageError(f"{view} has no filter --{unused[0]}")
    if view == "comparisons" and actor is not None:
        raise UsageError("comparisons has no filter --actor; order has one")


def _table(dossier: Dossier, view: str, actor: str | None, filters: dict[str, str | None]) -> Table:
    from legation.analysis import comparisons, displacement, shares, sizes

    if view == "comparisons":
        return comparisons.comparison_table(comparisons.read_comparisons(dossier))
    if view in _BY_ACTOR:
        by_actor: dict[str, Callable[[Dossier, str | None], Table]] = {
            "substitutions": displacement.substitutions,
            "worth": displacement.worth_changes,
            "flows": displacement.flow_changes,
        }
        return by_actor[view](dossier, actor)
    filtered: dict[str, Callable[..., Table]] = {
        "numbers": sizes.tie_numbers,
        "differences": sizes.number_differences,
        "shares": shares.tie_shares,
    }
    return filtered[view](dossier, actor=actor, **filters)


def _about(output: Output, dossier: Dossier, view: str, actor: str, channel: str | None) -> None:
    from legation.analysis.exposure import exposure, without

    if view == "without":
        removal = without(dossier, actor, channel)
        _write(output, "losses", removal.losses)
        _write(output, "parted", removal.parted)
        return
    found = exposure(dossier, actor, channel)
    _write(output, "partners", found.partners)
    _write(output, "concentration", found.concentration)
    if found.left_out:
        output.note(f"{found.left_out} ties left out: enmity, sanctions, crime, land, tariffs")


def _orders(output: Output, dossier: Dossier, actor: str | None, form: str) -> None:
    from legation.analysis.ordering import read_orders

    orders = read_orders(dossier, actor)
    if form != "table":
        if not orders:
            raise UsageError("no comparison is reported, so there is nothing to draw")
        output.text(_drawn(orders[0], form).rstrip("\n"))
        return
    for order in orders:
        _write(output, "order", order.table(), counted=False)
    output.note("1 partial order" if len(orders) == 1 else f"{len(orders)} partial orders")


def _drawn(order: Order, form: str) -> str:
    from legation.analysis import hasse

    write = {"svg": hasse.to_svg, "mermaid": hasse.to_mermaid, "dot": hasse.to_dot}[form]
    return write(hasse.lay_out(order))


def _write(output: Output, name: str, table: Table, counted: bool = True) -> None:
    if output.json:
        for row in table:
            output.record({"table": name, **row})
        return
    _show(output, table.columns, table.rows())
    if counted:
        output.note(f"{len(table)} {name}")


def _show(output: Output, columns: Iterable[str], rows: list[Row]) -> None:
    from rich import box
    from rich.table import Table as Shown

    hidden = _HIDDEN | ({"value", "bound"} if "share" in columns else set())
    names = [
        name
        for name in columns
        if name not in hidden and (name == "source" or any(row[name] for row in rows))
    ]
    if not rows:
        return
    shown = Shown(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in names:
        shown.add_column(
            name.replace("_", " "), overflow="fold", no_wrap=name in ("evidence", "value")
        )
    for row in rows:
        shown.add_row(*(_cell(name, row) for name in names))
    output.show(shown)


def _cell(name: str, row: Row) -> str:
    value = row[name]
    if name == "source":
        return _source(row)
    if value is None or value == []:
        return "–"
    if name in ("evidence", "differs_from"):
        return "\n".join(record[:8] for record in value)
    if isinstance(value, list):
        return ("\n" if name in ("texts", "cues") else ", ").join(value)
    return f"{value:,.12g}" if isinstance(value, float) else str(value)


def _source(row: Row) -> str:
    """Who says it, outermost first; the document in brackets where it speaks with its own voice."""
    documents = row.get("documents") or [row.get("document") or "?"]
    return " ← ".join(row["source"]) or f"({', '.join(documents)})"
