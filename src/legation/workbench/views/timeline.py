"""When, and what changed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from legation.analysis.changes import Changes
from legation.analysis.dyads import LABELS, bucket, publication
from legation.dossier import Table
from legation.workbench.filters import STEPS
from legation.workbench.page import Asked, Chart, Page
from legation.workbench.selected import (
    CARDS,
    COLOURS,
    COUNTS,
    FOLDED,
    QUADS,
    TEXT,
    Selection,
    address,
    attributed,
    cards,
    documents,
    make_table,
    selected,
    two_numbers,
    undated_left_out,
    why_empty,
)

MOST: Final = 400
"""Periods that the picture draws, the latest; the table has them all."""
SHOWN: Final = 60
"""Of these the picture opens with so many; its slider has the rest."""
_SLIDER: Final = {
    "textStyle": {"color": "var(--soft)"},
    "borderColor": "var(--line)",
    "fillerColor": "rgba(128, 128, 128, 0.15)",
    "handleStyle": {"color": "var(--panel)", "borderColor": "var(--soft)"},
    "moveHandleStyle": {"color": "var(--line)"},
    **{
        name: {"lineStyle": {"color": "var(--soft)"}, "areaStyle": {"color": "var(--line)"}}
        for name in ("dataBackground", "selectedDataBackground")
    },
}
_MARK_COLUMNS: Final = {
    "period": "text",
    "first_day": "day",
    "low": "day",
    "high": "day",
    "before": "number",
    "after": "number",
    "p": "number",
    "reason": "text",
}


def load(asked: Asked) -> Page:
    """Reports of each class by step of time, beside the articles published; then the reports."""
    filters, t = asked.filters, asked.language
    chosen = selected(asked.dossier, filters)
    numbers = two_numbers(asked, chosen)
    steps = _steps(asked, chosen)
    marks = _marks(asked)
    pages = max(1, -(-numbers["reports"] // CARDS))
    tables = {
        "periods": steps,
        "events": every_report(asked, chosen),
        "changes": marks.table() if marks else make_table([], _MARK_COLUMNS),
    }
    return Page(
        values={
            "numbers": {**numbers, "left_out": undated_left_out(asked)},
            "rows": cards(asked, chosen),
            "pages": pages,
            "before": _page(asked, filters.page - 1, pages),
            "after": _page(asked, filters.page + 1, pages),
            "steps": [
                (t(f"by.{by}"), address("timeline", filters, asked.more, by=by), by == filters.by)
                for by in STEPS
            ],
            "marks": marks,
            "dated": any(row["first_day"] for row in steps),
        },
        tables=tables,
        charts={"timeline": _chart(asked, steps, marks)} if numbers["reports"] else {},
        empty=None if numbers["reports"] else why_empty(asked),
    )


def every_report(asked: Asked, chosen: Selection) -> Table:
    """All reports of a selection, for the files: who, whom, what, when, and where it stands."""
    return asked.dossier.sql(
        f"""SELECT t.id, coalesce(f.happening, t.id) AS happening, t.document, t.date, t.actors,
            t.recipients, t.type, t.modes, t.status, t.attribution, t.place, t.quad_class,
            t.intensity, t.quote, t.start, t."end"
        FROM ({chosen.sql}) t {FOLDED} ORDER BY t.document, t.start, t.id""",
        chosen.values,
    )


def _page(asked: Asked, number: int, pages: int) -> str | None:
    """The address of another page of the reports; None where there is none."""
    if not 1 <= number <= pages:
        return None
    return address("timeline", asked.filters, asked.more, page=number)


def _steps(asked: Asked, chosen: Selection) -> Table:
    """A row per period; "coarser" and "undated" at the end, so that `reports` add up.

    `articles` were published in the period. Periods without a report have rows between the
    first and the last that have one, but for those more than MOST before the last.
    """
    by, (texts, more) = asked.filters.by, documents(asked.filters)
    query = f"""
        WITH told AS (
            SELECT t.*, {bucket("t.date", "t.date_first", "t.date_last", by)}
            FROM ({chosen.sql}) t
        ),
        counted AS (
            SELECT t.kind, t.first_day, {COUNTS}, list_sort(list(t.id)) AS evidence
            FROM told t {FOLDED} GROUP BY ALL
        ),
        published AS (SELECT {publication()} FROM documents WHERE {texts}),
        articles AS (
            SELECT kind, first_day, count(*) AS articles FROM (
                SELECT {bucket("p.date", "p.first_day", "p.last_day", by)} FROM published p
            ) GROUP BY ALL
        ),
        ends AS (SELECT min(first_day) AS low, max(first_day) AS high FROM counted),
        periods AS (
            SELECT 'period' AS kind, unnest(generate_series(
                greatest(low, high - INTERVAL {MOST - 1} {by}), high, INTERVAL 1 {by}
            ))::DATE AS first_day FROM ends
            UNION SELECT kind, first_day FROM counted
            UNION SELECT unnest(['coarser', 'undated']), NULL
        )
        SELECT CASE p.kind WHEN 'period' THEN strftime(p.first_day, '{LABELS[by]}') ELSE p.kind END
                AS period,
            p.first_day, (p.first_day + INTERVAL 1 {by} - INTERVAL 1 day)::DATE AS last_day,
            {", ".join(f"coalesce(c.{n}, 0) AS {n}" for n in (*QUADS, "reports", "happenings"))},
            coalesce(a.articles, 0) AS articles, coalesce(c.evidence, []) AS evidence
        FROM periods p
        LEFT JOIN counted c ON c.kind = p.kind AND c.first_day IS NOT DISTINCT FROM p.first_day
        LEFT JOIN articles a ON a.kind = p.kind AND a.first_day IS NOT DISTINCT FROM p.first_day
        ORDER BY p.first_day NULLS LAST, p.kind"""
    return asked.dossier.sql(query, [*chosen.values, *more])


def _marks(asked: Asked) -> Changes | None:
    """Where the series of a pair changes; None where no pair is asked for, or more than one."""
    filters = asked.filters
    narrowed = filters.type or filters.document or filters.outlet or filters.language
    if not (filters.actor and filters.recipient) or narrowed:
        return None
    return asked.dossier.changes(
        filters.actor,
        filters.recipient,
        filters.by,
        statuses=filters.status,
        attributed=attributed(filters),
        since=filters.since or None,
        until=filters.until or None,
    )


def _chart(asked: Asked, steps: Table, marks: Changes | None) -> Chart:
    """Stacked bars, the line of articles, and marks where the series changes."""
    t, filters = asked.language, asked.filters
    rows = [row for row in steps if row["first_day"] is not None][-MOST:]
    bars = [_bar(t(f"quad.{quad}"), quad, rows) for quad in QUADS]
    if marks and bars:
        bars[0] |= _lines(marks, t("timeline.change"))
    line = {
        "type": "line",
        "name": t("timeline.published"),
        "data": [row["articles"] for row in rows],
        "yAxisIndex": 1,
        "step": "middle",
        "symbol": "none",
        "lineStyle": {"color": "var(--soft)", "width": 1.5, "type": "dashed"},
        "itemStyle": {"color": "var(--soft)"},
    }
    drawn = sum(row["reports"] for row in rows)
    alt = t(
        "timeline.alt",
        periods=len(rows),
        drawn=drawn,
        all=sum(row["reports"] for row in steps),
    )
    if marks:
        alt += t("timeline.marked", n=len(marks.changes))
    away = address("timeline", filters, asked.more, since="", until="", page=1)
    act = f"{away}{'' if away.endswith('?') else '&'}since={{since}}&until={{until}}"
    return Chart(
        _option([row["period"] for row in rows], [*bars, line], t), "periods", alt, act, 380
    )


def _option(labels: Sequence[str], series: Sequence[Any], t: Any) -> Mapping[str, Any]:
    axis = {"axisLabel": {"color": "var(--soft)"}, "nameTextStyle": {"color": "var(--soft)"}}
    quiet = {"splitLine": {"lineStyle": {"color": "var(--line)"}}, "minInterval": 1}
    first = max(0, len(labels) - SHOWN)
    return {
        "grid": {"left": 56, "right": 56, "top": 64, "bottom": 84},
        "textStyle": TEXT,
        "toolbox": {"show": False},
        "legend": {"top": 0, "textStyle": TEXT, "itemGap": 18},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": list(labels), **axis},
        "yAxis": [
            {"type": "value", "name": t("timeline.reports"), **axis, **quiet},
            {
                "type": "value",
                "name": t("timeline.articles"),
                **axis,
                "minInterval": 1,
                "splitLine": {"show": False},
            },
        ],
        "dataZoom": [
            {"type": "slider", "bottom": 12, "height": 24, "startValue": first, **_SLIDER},
        ],
        "brush": {"xAxisIndex": 0, "toolbox": [], "throttleType": "debounce",
                  "brushStyle": {"color": "var(--mark)", "opacity": 0.4}},
        "series": list(series),
    }  # fmt: skip


def _bar(name: str, quad: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    data = [
        {"value": row[quad], "since": str(row["first_day"]), "until": str(row["last_day"])}
        for row in rows
    ]
    return {
        "type": "bar",
        "stack": "reports",
        "name": name,
        "data": data,
        "itemStyle": {"color": COLOURS[quad]},
        "barMaxWidth": 36,
    }


def _lines(marks: Changes, word: str) -> dict[str, Any]:
    """Lines where the rate of reports changes, with the rates on both sides."""
    places = [
        {"xAxis": one.period, "label": {"formatter": f"{word} {one.before:.1f} → {one.after:.1f}"}}
        for one in marks.changes
    ]
    look = {"color": "var(--ink)", "type": "solid", "width": 1}
    label = {"color": "var(--ink)", "position": "end"}
    return {
        "markLine": {
            "symbol": "none",
            "silent": True,
            "lineStyle": look,
            "label": label,
            "data": places,
        }
    }
