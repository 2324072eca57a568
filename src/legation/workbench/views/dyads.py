"""Words or deeds?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from legation.analysis.names import resolve_actor, resolve_dyad
from legation.analysis.requests import Requests
from legation.analysis.support import Support
from legation.dossier import Table
from legation.workbench.filters import STEPS
from legation.workbench.page import Asked, Chart, Page
from legation.workbench.selected import (
    COLOURS,
    QUADS,
    TEXT,
    address,
    attributed,
    why_empty,
)

TOP: Final = 30
"""Pairs that the list offers."""
MOST: Final = 120
"""Periods that a picture draws, the latest; the table has them all."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One ordered pair with its series and its support; `reports` are those of the series."""

    actor: str
    recipient: str
    series: Table
    support: Support
    reports: int
    happenings: int


def load(asked: Asked) -> Page:
    """The pairs with most reports; with an actor and a recipient, all that binds the two."""
    filters = asked.filters
    if not (filters.actor and filters.recipient):
        return _list(asked)
    one = _pair(
        asked,
        resolve_actor(asked.dossier, filters.actor),
        resolve_actor(asked.dossier, filters.recipient),
    )
    against = asked.more.get("against", "").strip()
    other = _pair(asked, *resolve_dyad(asked.dossier, against)) if against else None
    ledger = asked.dossier.requests(
        one.recipient, one.actor, since=filters.since or None, until=filters.until or None
    )
    return _page(asked, one, other, ledger)


def _list(asked: Asked) -> Page:
    """The pairs to choose from; those of one actor where one is given."""
    filters = asked.filters
    top = asked.dossier.top_dyads(
        TOP if not (filters.actor or filters.recipient) else 100_000,
        statuses=filters.status,
        attributed=attributed(filters),
        since=filters.since or None,
        until=filters.until or None,
    )
    arrow = top.arrow()
    for column, text in (("actor", filters.actor), ("recipient", filters.recipient)):
        if text:
            import pyarrow.compute as pc

            who = resolve_actor(asked.dossier, text)
            arrow = arrow.filter(pc.equal(arrow.column(column), who))
    top = Table(arrow.slice(0, TOP))
    values = {
        "one": None,
        "links": [
            address("dyads", filters, asked.more, actor=row["actor"], recipient=row["recipient"])
            for row in top
        ],
    }
    return Page(values, {"top": top}, {}, None if len(top) else _none(asked))


def _none(asked: Asked) -> str:
    return why_empty(asked) or asked.language("dyads.none")


def _pair(asked: Asked, actor: str, recipient: str) -> Pair:
    filters = asked.filters
    scope: dict[str, Any] = {
        "attributed": attributed(filters),
        "since": filters.since or None,
        "until": filters.until or None,
    }
    series = asked.dossier.dyads(actor, recipient, filters.by, statuses=filters.status, **scope)
    support = asked.dossier.support(actor, recipient, **scope)
    arrow = series.arrow()
    sums = [sum(arrow.column(name).to_pylist()) for name in ("reports", "happenings")]
    return Pair(actor, recipient, series, support, *sums)


def _page(asked: Asked, one: Pair, other: Pair | None, ledger: Requests) -> Page:
    ties = asked.dossier.ties(from_=one.actor, to=one.recipient)
    asked_for, hidden = _ledger(ledger, asked.filters.status)
    pairs = [one, *([other] if other else [])]
    tables: dict[str, Table] = {}
    charts: dict[str, Chart] = {}
    most = max((_highest(pair.series) for pair in pairs), default=1)
    for name, pair in zip(("series", "against"), pairs, strict=False):
        tables[name] = pair.series
        if pair.reports:
            charts[name] = _chart(asked, name, pair, most)
    tables |= {
        "support": one.support.years(),
        "acts": one.support.table(),
        "requests": ledger.table(),
        "ties": ties,
    }
    held = one.reports or len(ties) or len(ledger.requests) or one.support.acts
    return Page(
        values={
            "one": one,
            "pairs": pairs,
            "names": ["series", "against"],
            "against": asked.more.get("against", ""),
            **_links(asked, one),
            "ledger": asked_for,
            "hidden": hidden,
            "bindings": _by_source(ties),
            "language_of": _languages(asked, ties, asked_for),
        },
        tables=tables,
        charts=charts,
        empty=None if held else _none(asked),
    )


def _links(asked: Asked, one: Pair) -> dict[str, Any]:
    """Addresses of other pairs and other steps of time."""
    t, filters, more = asked.language, asked.filters, asked.more
    return {
        "back": address("dyads", filters, {}, actor="", recipient=""),
        "swap": address("dyads", filters, more, actor=one.recipient, recipient=one.actor),
        "reverse": address("dyads", filters, more, against=f"{one.recipient}:{one.actor}"),
        "steps": [
            (t(f"by.{by}"), address("dyads", filters, more, by=by), by == filters.by)
            for by in STEPS
        ],
    }


def _ledger(
    ledger: Requests, statuses: Sequence[str]
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Requests of the statuses that are ticked, and by status how many others there are."""
    shown, hidden = [], dict[str, int]()
    for request in ledger.requests:
        if request.status not in statuses:
            hidden[request.status] = hidden.get(request.status, 0) + 1
            continue
        answers = [one for one in request.answers if one.kind == request.answer]
        shown.append({"request": request, "answers": answers})
    return shown, hidden


def _by_source(ties: Table) -> list[dict[str, Any]]:
    """Ties with numbers first; never summed, since two texts may tell of one."""
    return sorted(ties.rows(), key=lambda row: (row["value"] is None, row["channel"]))


def _languages(asked: Asked, ties: Table, ledger: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Document -> the tag of its main language, for what is quoted here."""
    wanted = {row["document"] for row in ties} | {row["request"].document for row in ledger}
    found = asked.dossier.sql(
        "SELECT document, coalesce(languages[1], '') AS tag FROM documents "
        "WHERE list_contains(?::VARCHAR[], document)",
        [sorted(wanted)],
    )
    return {row["document"]: row["tag"] for row in found}


def _highest(series: Table) -> int:
    """A round number that no bar exceeds, be it cooperation or conflict of a period."""
    rows = [row for row in series if row["first_day"]]
    both: list[int] = [
        row[f"material_{side}"] + row[f"verbal_{side}"]
        for row in rows
        for side in ("cooperation", "conflict")
    ]
    highest = max(both, default=1) or 1
    step = max(1, int("1" + "0" * (len(str(highest)) - 1)) // 2)
    return -(-highest // step) * step


def _chart(asked: Asked, name: str, pair: Pair, most: int) -> Chart:
    """Two bars a period, cooperation and conflict, each of words and deeds."""
    t = asked.language
    rows = [row for row in pair.series if row["first_day"] is not None][-MOST:]
    soft = {"axisLabel": {"color": "var(--soft)"}}
    lines = {"splitLine": {"lineStyle": {"color": "var(--line)"}}, "minInterval": 1}
    option = {
        "textStyle": TEXT,
        "grid": {"left": 44, "right": 12, "top": 56, "bottom": 32},
        "legend": {"top": 0, "textStyle": TEXT, "itemGap": 14},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [row["period"] for row in rows], **soft},
        "yAxis": {"type": "value", "max": most, **lines, **soft},
        "series": [_bars(t(f"quad.{quad}"), quad, rows) for quad in QUADS],
    }
    alt = t(
        "dyads.alt",
        actor=t.actor(pair.actor),
        recipient=t.actor(pair.recipient),
        drawn=sum(row["reports"] for row in rows),
        all=pair.reports,
        periods=len(rows),
    )
    both = {"actor": pair.actor, "recipient": pair.recipient}
    away = address("timeline", asked.filters, {}, **both, since="", until="", page=1)
    return Chart(option, name, alt, f"{away}&since={{since}}&until={{until}}", 300)


def _bars(name: str, quad: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "type": "bar",
        "stack": "cooperation" if quad.endswith("cooperation") else "conflict",
        "name": name,
        "itemStyle": {"color": COLOURS[quad]},
        "barMaxWidth": 22,
        "data": [
            {"value": row[quad], "since": str(row["first_day"]), "until": str(row["last_day"])}
            for row in rows
        ],
    }
