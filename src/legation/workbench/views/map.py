"""Where, and how precisely known?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from legation.dossier import Table
from legation.lexicons.tables import read_table
from legation.workbench.languages import Language
from legation.workbench.page import Asked, Chart, Page
from legation.workbench.selected import (
    CARDS,
    COUNTS,
    FOLDED,
    TEXT,
    Selection,
    address,
    cards,
    selected,
    two_numbers,
    undated_left_out,
    why_empty,
)

STEPS: Final = 5
"""Steps of colour; each has a variable --step-1 to --step-5."""


def load(asked: Asked) -> Page:
    """Reports by the country of their place; with ?place=… the reports of one."""
    chosen = selected(asked.dossier, asked.filters)
    numbers = two_numbers(asked, chosen)
    places = _places(asked, chosen)
    rows = places.rows()
    placed = sum(row["reports"] for row in rows)
    empty = None if numbers["reports"] else why_empty(asked)
    if numbers["reports"] and not placed:
        empty = asked.language("map.unplaced")
    place = asked.more.get("place", "")
    return Page(
        values={
            "numbers": {**numbers, "left_out": undated_left_out(asked)},
            "nowhere": numbers["reports"] - placed,
            "undrawn": [_linked(asked, row) for row in rows if not row["drawn"]],
            "place": place,
            "everywhere": address("map", asked.filters, asked.more, place="", page=1),
            **_reports(asked, chosen, place),
        },
        tables={"places": places},
        charts={"map": _chart(asked, rows, numbers["reports"])} if placed else {},
        empty=empty,
    )


@cache
def shapes() -> Mapping[str, tuple[str, bool]]:
    """ISO 3166-1 alpha-3 -> numeric code, and whether the map has a shape for it."""
    return {
        row["alpha3"]: (row["numeric"], row["drawn"] == "yes")
        for row in read_table("legation.workbench", "countries")
    }


def _places(asked: Asked, chosen: Selection) -> Table:
    """A row per place: its id, ISO numeric code or None, `drawn`, precision, counts, evidence.

    Precision is "country" for what has a code; "named" for a place that is no country.
    """
    import pyarrow as pa

    found = asked.dossier.sql(
        f"""SELECT t.place, {COUNTS}, list_sort(list(t.id)) AS evidence
        FROM ({chosen.sql}) t {FOLDED} WHERE t.place IS NOT NULL
        GROUP BY t.place ORDER BY reports DESC, t.place""",
        chosen.values,
    ).arrow()
    known = [shapes().get(place) for place in found.column("place").to_pylist()]
    columns = {
        "code": pa.array([one[0] if one else None for one in known], pa.string()),
        "drawn": pa.array([bool(one and one[1]) for one in known], pa.bool_()),
        "precision": pa.array(["country" if one else "named" for one in known], pa.string()),
    }
    for number, (name, values) in enumerate(columns.items(), start=1):
        found = found.add_column(number, name, values)
    return Table(found)


def _linked(asked: Asked, row: Mapping[str, Any]) -> dict[str, Any]:
    link = address("map", asked.filters, asked.more, place=row["place"], page=1)
    return {**row, "href": f"{link}#reports"}


def _reports(asked: Asked, chosen: Selection, place: str) -> dict[str, Any]:
    """The cards of a place, with the links to the pages before and after."""
    if not place:
        return {"rows": [], "total": 0, "pages": 1, "before": None, "after": None}
    here = Selection(f"SELECT p.* FROM ({chosen.sql}) p WHERE p.place = ?", [*chosen.values, place])
    total = two_numbers(asked, here)["reports"]
    pages = max(1, -(-total // CARDS))
    page = asked.filters.page
    links = [
        address("map", asked.filters, asked.more, page=number) if 1 <= number <= pages else None
        for number in (page - 1, page + 1)
    ]
    return {
        "rows": cards(asked, here),
        "total": total,
        "pages": pages,
        "before": links[0],
        "after": links[1],
    }


def bounds(most: int) -> list[tuple[int, int]]:
    """Steps of colour from 1 to `most`, each about as long as all before it together."""
    found: list[tuple[int, int]] = []
    low, ratio = 1, max(most, 1) ** (1 / STEPS)
    for number in range(1, STEPS + 1):
        high = most if number == STEPS else round(ratio**number)
        if high >= low:
            found.append((low, high))
            low = high + 1
    return found


_SERIES: Final[Mapping[str, Any]] = {
    "type": "map",
    "map": "world",
    "nameProperty": "code",
    "aspectScale": 1,
    **dict.fromkeys(("left", "right", "top", "bottom"), 8),
    "roam": True,
    "scaleLimit": {"min": 1, "max": 8},
    "selectedMode": False,
    "label": {"show": False},
    "itemStyle": {"areaColor": "var(--land)", "borderColor": "var(--border)", "borderWidth": 0.5},
    "emphasis": {"label": {"show": False}, "itemStyle": {"areaColor": "var(--mark)"}},
}
_LEGEND: Final[Mapping[str, Any]] = {
    "type": "piecewise",
    "left": 8,
    "bottom": 8,
    "showLabel": True,
    "textStyle": TEXT,
    "outOfRange": {"color": "var(--land)"},
}


def _chart(asked: Asked, rows: Sequence[Mapping[str, Any]], reports: int) -> Chart:
    """Countries filled by their reports; a click shows those of one."""
    t = asked.language
    drawn = [row for row in rows if row["drawn"]]
    steps = bounds(max((row["reports"] for row in drawn), default=1))
    pieces = [
        {
            "gte": low,
            "lte": high,
            "label": f"{low if low == high else f'{low}–{high}'} {t('map.reports')}",
            "color": f"var(--step-{number})",
        }
        for number, (low, high) in enumerate(steps, start=STEPS - len(steps) + 1)
    ]
    option = {
        "textStyle": TEXT,
        "tooltip": {"trigger": "item", "formatter": " "},
        "visualMap": {**_LEGEND, "pieces": pieces},
        "series": [{**_SERIES, "data": [_country(asked.language, row) for row in drawn]}],
    }
    placed = sum(row["reports"] for row in rows)
    alt = t("map.alt", placed=placed, all=reports, countries=len(rows), drawn=len(drawn))
    act = address("map", asked.filters, asked.more, place="", page=1)
    glue = "" if act.endswith("?") else "&"
    return Chart(option, "places", alt, f"{act}{glue}place={{place}}#reports", 460)


def _country(t: Language, row: Mapping[str, Any]) -> dict[str, Any]:
    words = (
        f"{t.actor(row['place'])} ({row['place']})\n{row['reports']} {t('map.reports')} · "
        f"{row['happenings']} {t('cards.happenings')}"
    )
    return {
        "name": row["code"],
        "value": row["reports"],
        "place": row["place"],
        "tooltip": {"formatter": words},
    }
