"""legation claims, ties, causes, scenarios."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from legation.cli.output import Output, with_output

Row = dict[str, Any]


def _common(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--limit", type=click.IntRange(min=0), help="So many at most."),
        click.option("--document", help="Id of one document."),
        click.option("--source", help="Who says so: an id in the chain of sources."),
    ):
        function = option(function)
    return function


@click.command("claims")
@click.argument("dossier")
@click.option("--speaker", help="Who speaks: a country (with its bodies) or an id.")
@click.option("--about", help="Who is spoken about.")
@click.option("--kind", help="assertion, framing, denial, confirmation, no_comment, question.")
@click.option("--form", help="direct or indirect.")
@_common
@with_output
def claims(output: Output, dossier: str, limit: int | None, **filters: Any) -> None:
    """\b
    Examples:
      legation claims venezuela.duckdb --speaker CHN --about USA
      legation claims venezuela.duckdb --kind no_comment
      legation claims venezuela.duckdb --source O:new-york-times --json

    List who says what about whom, with the sources above the speaker.
    """
    _run(output, dossier, "claims", limit, filters, _claim)


@click.command("ties")
@click.argument("dossier")
@click.option("--from", "from_", help="Where the flow comes from.")
@click.option("--to", help="Where it goes.")
@click.option("--actor", help="Either end.")
@click.option("--channel", help="trade, energy, lending, investment, arms, troops, …")
@_common
@with_output
def ties(output: Output, dossier: str, limit: int | None, **filters: Any) -> None:
    """\b
    Examples:
      legation ties venezuela.duckdb --from CHN --to VEN
      legation ties venezuela.duckdb --actor VEN --channel energy
      legation ties venezuela.duckdb --channel lending --json

    List standing relations with their numbers, what a share is a share of, period and source. Two
    reports of one tie with different numbers stand side by side.
    """
    _run(output, dossier, "ties", limit, filters, _tie)


@click.command("causes")
@click.argument("dossier")
@click.option("--layer", help="official, underlying or unspecified.")
@click.option("--actor", help="Whose motive it is.")
@_common
@with_output
def causes(output: Output, dossier: str, limit: int | None, **filters: Any) -> None:
    """\b
    Examples:
      legation causes venezuela.duckdb --actor USA --layer official
      legation causes venezuela.duckdb --actor USA --layer underlying
      legation causes venezuela.duckdb --source experts --json

    List effects and the causes or motives given for them, and who gives them.
    """
    _run(output, dossier, "causes", limit, filters, _cause)


@click.command("scenarios")
@click.argument("dossier")
@_common
@with_output
def scenarios(output: Output, dossier: str, limit: int | None, **filters: Any) -> None:
    """\b
    Examples:
      legation scenarios venezuela.duckdb
      legation scenarios venezuela.duckdb --source experts
      legation scenarios venezuela.duckdb --document un-council-venezuela-en --json

    List what may follow, under which condition, and how likely its source calls it.
    """
    _run(output, dossier, "scenarios", limit, filters, _scenario)


def _run(
    output: Output,
    dossier: str,
    table: str,
    limit: int | None,
    filters: dict[str, Any],
    show: Callable[[Row], dict[str, str]],
) -> None:
    from legation.analysis.dossier import Dossier

    with Dossier.open(dossier) as opened:
        found = getattr(opened, table)(limit=limit, **filters)
        empty = None if len(found) else opened.why_empty(table, **filters)
    if empty:
        output.note(empty)
    if output.json:
        for row in found:
            output.record(row)
        return
    _show(output, [show(row) for row in found.rows()], table)


def _show(output: Output, rows: list[dict[str, str]], table: str) -> None:
    from rich import box
    from rich.table import Table

    if rows:
        shown = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
        for name in rows[0]:
            shown.add_column(name, overflow="fold", no_wrap=name == "id")
        for row in rows:
            shown.add_row(*row.values())
        output.show(shown)
    output.note(f"{len(rows)} {table}")


def _claim(row: Row) -> dict[str, str]:
    return {
        "id": row["id"][:8],
        "speaker": row["speaker"] or "?",
        "cue": row["cue"],
        "kind": row["kind"],
        "says": row["content"] or "–",
        "about": ", ".join(row["about"]),
        "by way of": " ← ".join(row["chain"]) or "–",
        "in": row["document"],
    }


def _tie(row: Row) -> dict[str, str]:
    size = "" if row["value"] is None else f"{row['value']:g}"
    return {
        "id": row["id"][:8],
        "from": row["from"] or "?",
        "to": row["to"] or "?",
        "channel": row["channel"] + (" ↔" if row["undirected"] else ""),
        "size": " ".join(filter(None, [row["bound"], size, row["unit"]])),
        "of": row["denominator"] or "",
        "period": row["period"] or row["period_text"] or "",
        "says": " ← ".join(row["attribution"]) or "–",
        "words": row["quote"],
        "in": row["document"],
    }


def _cause(row: Row) -> dict[str, str]:
    return {
        "id": row["id"][:8],
        "layer": row["layer"] + (" (not)" if row["negated"] else ""),
        "whose": row["motive_actor"] or "",
        "cause": row["cause"],
        "effect": row["effect"] or "–",
        "says": " ← ".join(row["attributed_to"]) or "–",
        "in": row["document"],
    }


def _scenario(row: Row) -> dict[str, str]:
    return {
        "id": row["id"][:8],
        "likelihood": row["likelihood"] + (f" ({row['band']} %)" if row["band"] else ""),
        "outcome": row["outcome"],
        "condition": (row["condition"] or "–") + (" (fact)" if row["realised"] else ""),
        "says": " ← ".join(row["attributed_to"]) or "–",
        "in": row["document"],
    }
