"""legation support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from legation.cli.output import Output, with_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.analysis.requests import Request, Requests
    from legation.analysis.support import Act, Support


@click.command("support")
@click.argument("dossier")
@click.argument("pair", metavar="GIVER:RECEIVER")
@click.option("--since", help="First day, month or year of the acts.")
@click.option("--until", help="Last day, month or year of the acts.")
@with_output
def command(output: Output, dossier: str, pair: str, since: str | None, until: str | None) -> None:
    """\b
    Examples:
      legation support venezuela.duckdb RUS:VEN
      legation support venezuela.duckdb CHN:VEN --since 2025
      legation support venezuela.duckdb RUS:VEN --json

    Words or deeds: what one actor did for another, what it only said, year by year, each act with
    its sentence; and what the receiver asked for, with the answer that is reported.

    With --json, `view` tells the lines apart: summary, year, act, request.
    """
    from legation.analysis.parties import split_pair
    from legation.analysis.requests import requests
    from legation.analysis.support import support
    from legation.dossier import Dossier

    giver, receiver = split_pair(pair)
    with Dossier.open(dossier) as opened:
        found = support(opened, giver, receiver, since=since, until=until)
        asked = requests(opened, receiver, giver, since=since, until=until)
    if output.json:
        _json(output, found, asked)
    else:
        _show(output, found, asked)


def _json(output: Output, found: Support, asked: Requests) -> None:
    share = found.share
    output.record(
        {
            "view": "summary",
            "giver": found.giver,
            "receiver": found.receiver,
            "share": share.value,
            "low": share.low,
            "high": share.high,
            "last_deed": found.last_deed and found.last_deed.id,
            "last_own": found.last_own and found.last_own.id,
            "standing_ties": found.standing_ties,
            "turn": found.turn,
        }
    )
    for view, table in (
        ("year", found.years()),
        ("act", found.table()),
        ("request", asked.table()),
    ):
        for row in table:
            output.record({"view": view, **row})


def _show(output: Output, found: Support, asked: Requests) -> None:
    acts = found.of("deed", "word", "statement", "denial")
    _table(output, f"{found.giver} for {found.receiver}", [_year(row) for row in found.years()])
    _table(output, "Deeds, words, statements and denials", [_act(act) for act in acts])
    title = (
        f"Requests of {asked.asker} to {asked.asked}, and the answer that is reported in this "
        'dossier ("none reported" is not "none")'
    )
    _table(output, title, [_request(one) for one in asked.requests])
    share = _share(found.share.value, found.share.low, found.share.high)
    output.text(f"share of deeds in deeds and words: {share}; {found.standing_ties} standing ties")
    output.text(found.turn)
    left = {kind: len(found.of(kind)) for kind in ("standing", "restated", "asked", "move")}
    output.note("not shown: " + ", ".join(f"{count} {kind}" for kind, count in left.items()))


def _year(row: dict[str, Any]) -> dict[str, str]:
    return {
        "year": row["year"],
        "deeds": f"{row['deeds']} in {row['deed_happenings']} happenings",
        "by others": str(row["deeds_by_others"]),
        "words": f"{row['words']} in {row['word_happenings']} happenings",
        "statements": str(row["statements"]),
        "denials": str(row["denials"]),
        "standing": str(row["standing"]),
        "share of deeds": _share(row["share"], row["low"], row["high"]),
    }


def _act(act: Act) -> dict[str, str]:
    return {
        "kind": act.kind,
        "id": act.id[:8],
        "date": act.date or "?",
        "what": act.type,
        "says": " ← ".join(act.attribution) or "–",
        "sentence": " ".join((act.sentence or act.quote).split()),
        "why": act.reason,
    }


def _request(one: Request) -> dict[str, str]:
    return {
        "id": one.id[:8],
        "date": one.date or "?",
        "status": one.status,
        "asks for": one.item or "?",
        "answer": one.answer,
        "because": _because(one),
    }


def _because(one: Request) -> str:
    """The first two reasons for the answer, and how many there are besides."""
    reasons = [answer.reason for answer in one.answers if answer.kind == one.answer]
    more = f"; {len(reasons) - 2} more" if len(reasons) > 2 else ""
    return "; ".join(reasons[:2]) + more


def _share(value: float | None, low: float | None, high: float | None) -> str:
    return "–" if value is None else f"{value:.2f} ({low:.2f}-{high:.2f})"


def _table(output: Output, title: str, rows: Sequence[dict[str, Any]]) -> None:
    from rich import box
    from rich.table import Table

    if not rows:
        output.text(f"{title}: none")
        return
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in rows[0]:
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*row.values())
    output.show(table)
