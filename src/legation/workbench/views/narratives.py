"""Who frames it how, what cannot both be true, and who says so independently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from legation.analysis.dossier import Dossier
from legation.analysis.pairs import KINDS
from legation.dossier import Table
from legation.errors import UsageError
from legation.workbench.page import Asked, Page
from legation.workbench.views.matrix import make_matrix, motive_board

TABS: Final = ("matrix", "contradictions", "corroboration")
PAIRS: Final = 25
"""Contradictions on a page."""
_STARTS: Final = 12
"""Happenings and dyads that are offered where nothing was asked for."""
_UNUSED: Final = ("since", "until", "said", "type", "document", "outlet", "language")
"""Common filters that the comparisons cannot apply; the page says so."""
_HAPPENINGS: Final = """WITH told AS (
        SELECT f.happening, count(*) AS reports,
            count(DISTINCT coalesce(d.outlet, d.document)) AS sources
        FROM folds f JOIN documents d USING (document)
        GROUP BY f.happening HAVING reports > 1 ORDER BY sources DESC, reports DESC, 1 LIMIT ?
    )
    SELECT told.happening, told.reports, told.sources, list(DISTINCT e.type) AS types,
        list(DISTINCT e.status) AS statuses, min(e.date) AS date,
        list(DISTINCT coalesce(e.attribution[-1], d.outlet, d.document)) AS says,
        list_distinct(flatten(list(e.actors))) AS actors,
        list_distinct(flatten(list(e.recipients))) AS recipients, list(e.id) AS evidence
    FROM told JOIN folds f USING (happening) JOIN events e USING (document, id)
    JOIN documents d USING (document)
    GROUP BY ALL ORDER BY told.sources DESC, told.reports DESC, told.happening"""
_ABOUT: Final = f"""WITH asked AS ({
    " UNION ALL ".join(
        f"SELECT id, document, sentence_id, {status} AS status FROM {table} "
        "WHERE id IN (SELECT unnest($1))"
        for table, status in (
            ("events", "status"),
            *((name, "NULL") for name in ("claims", "ties", "causes", "scenarios")),
        )
    )
})
    SELECT r.id, s.language, r.status, r.document, d.outlet, d.published
    FROM asked r JOIN documents d ON d.document = r.document
    LEFT JOIN sentences s ON s.document = r.document AND s.id = r.sentence_id"""


def load(asked: Asked) -> Page:
    """The tab that `tab` asks for."""
    tab = asked.more.get("tab", TABS[0])
    if tab not in TABS:
        raise UsageError(f"tab={tab!r}: it is one of {', '.join(TABS)}")
    values = _common(asked, tab)
    loads: Mapping[str, Callable[[Asked, dict[str, Any]], Page]] = {
        "matrix": _matrix,
        "contradictions": _contradictions,
        "corroboration": _corroboration,
    }
    try:
        return loads[tab](asked, values)
    except UsageError as error:  # an unknown name, kind or id: the page says which
        return Page(values, empty=str(error))


def _common(asked: Asked, tab: str) -> dict[str, Any]:
    filters, more = asked.filters, asked.more
    about = {"actor": filters.actor, "recipient": filters.recipient, "q": filters.q}
    about["happening"] = more.get("happening", "").strip()
    kept = {name: value for name, value in about.items() if value}
    return {
        "tab": tab,
        "tabs": [(name, urlencode({"tab": name, **kept})) for name in TABS],
        "about": about,
        "every": more.get("every") == "1",
        "kind": more.get("kind", ""),
        "kinds": KINDS,
        "apart": more.get("apart") == "1",
        "record": more.get("record", "").strip(),
        "unused": [name for name, _ in filters.set() if name in _UNUSED],
        **dict.fromkeys(("matrix", "starts", "pairs", "found"), None),
    }


def _matrix(asked: Asked, values: dict[str, Any]) -> Page:
    about = values["about"]
    if not any(about.values()):
        return Page(values | {"starts": _starts(asked.dossier)})
    actor, recipient = about["actor"], about["recipient"]
    if recipient and not actor:
        actor, recipient = recipient, ""
    found = asked.dossier.narratives(
        actor=None if recipient else actor or None,
        dyad=(actor, recipient) if recipient else None,
        happening=about["happening"] or None,
        words=about["q"] or None,
        every_status=values["every"],
    )
    tables = {
        "matrix": found.table(),
        "omissions": found.gaps_table(),
        "motives": found.motives_table(),
    }
    if not found.cells:
        return Page(values, tables, empty=asked.language("narratives.none", about=found.about))
    matrix = make_matrix(found, asked.language, asked.more.get("aspect", ""), _wide(asked))
    board = motive_board(found)
    return Page(values | {"matrix": matrix, "board": board, "found": found}, tables)


def _wide(asked: Asked) -> bool:
    return asked.more.get("wide") == "1"


def _starts(dossier: Dossier) -> dict[str, Any]:
    """What may be compared: happenings that several reports tell of, and the busiest dyads."""
    return {
        "happenings": dossier.sql(_HAPPENINGS, [_STARTS]).rows(),
        "dyads": dossier.top_dyads(_STARTS).rows(),
    }


def _contradictions(asked: Asked, values: dict[str, Any]) -> Page:
    whom = values["about"]["actor"] or values["about"]["recipient"] or None
    kind = values["kind"] or None
    table = asked.dossier.contradictions(whom, kind, apart=values["apart"])
    first = (asked.filters.page - 1) * PAIRS
    shown = Table(table.arrow().slice(first, PAIRS)).rows()
    pages = max(1, -(-len(table) // PAIRS))
    values |= {"pairs": _sides(asked.dossier, shown), "total": len(table), "pages": pages}
    values["turn"] = [
        (name, urlencode(_asked_again(values, page)))
        for name, page in (("before", asked.filters.page - 1), ("after", asked.filters.page + 1))
        if 1 <= page <= pages
    ]
    return Page(values, {"contradictions": table}, empty=_why_none(asked, table, whom, kind))


def _asked_again(values: Mapping[str, Any], page: int) -> dict[str, str]:
    """The query of another page of the contradictions."""
    kept = {"tab": "contradictions", "actor": values["about"]["actor"], "kind": values["kind"]}
    kept |= {"apart": "1" if values["apart"] else "", "page": str(page)}
    return {name: value for name, value in kept.items() if value}


def _why_none(asked: Asked, table: Table, whom: str | None, kind: str | None) -> str | None:
    """Which filter leaves no contradiction; None where there are some."""
    if len(table):
        return None
    named = [f"{name}={value}" for name, value in (("actor", whom), ("kind", kind)) if value]
    if not named:
        return asked.language("narratives.contradictions.none")
    return asked.language("narratives.contradictions.emptied", by=" + ".join(named))


def _sides(dossier: Dossier, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each pair with its two sides, each with language, status and outlet of its record."""
    kept = list(rows)
    ids = [row[f"{end}_id"] for row in kept for end in ("one", "other")]
    known = {row["id"]: row for row in dossier.sql(_ABOUT, [ids])} if ids else {}
    return [{**row, "sides": [_side(row, end, known) for end in ("one", "other")]} for row in kept]


def _side(row: Mapping[str, Any], end: str, known: Mapping[str, Any]) -> dict[str, Any]:
    side = {
        name.removeprefix(f"{end}_"): value
        for name, value in row.items()
        if name.startswith(f"{end}_")
    }
    about = known.get(side["id"], {})
    before, words, after = side["sentence"].partition(side["words"])
    if not words:
        before, after = side["sentence"], ""
    side |= {"before": before, "marked": words, "after": after}
    return side | {name: about.get(name) for name in ("language", "status", "outlet", "published")}


def _corroboration(asked: Asked, values: dict[str, Any]) -> Page:
    if not values["record"]:
        return Page(values | {"starts": _starts(asked.dossier)})
    found = asked.dossier.corroboration(values["record"])
    voices = [(stance, getattr(found, stance)) for stance in ("said_by", "denied_by")]
    ids = [item.id for _, some in voices for voice in some for item in voice.statements]
    known = {row["id"]: row for row in asked.dossier.sql(_ABOUT, [ids])} if ids else {}
    values |= {"found": found, "voices": voices, "known": known}
    return Page(values, {"corroboration": found.table()})
