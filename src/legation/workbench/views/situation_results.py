"""What the models give for one issue, as tables and pictures; the models compute, this shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from legation.analysis.tie_rows import make_table
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.cells import worded
from legation.situation.compromise import Compromise, compromise
from legation.situation.condorcet import CHALLENGES, Condorcet, condorcet
from legation.situation.fields import Blank
from legation.situation.files import Loaded
from legation.situation.models import METHODS, Settings, ballot_of, contest_of, missing, stands_on
from legation.situation.overview import option_rows, position_rows, proposal_rows, veto_rows
from legation.situation.records import Interval, Issue, Situation
from legation.situation.sensitivity import Sensitivity, sensitivity
from legation.situation.winset import Reversions, WinSet, by_reversion, win_set
from legation.situation.winset_sensitivity import WinSetShares, win_set_sensitivity
from legation.workbench.languages import Language
from legation.workbench.page import Chart

_BAR: Final = 26
"""Height in pixels of a row of a chart with a row for each actor."""
_TEXT: Final = {"color": "var(--ink)", "fontFamily": "sans-serif"}
"""A font by name, so that the width of labels can be measured."""
_RULES: Final[Mapping[str, str]] = dict(
    zip(
        CHALLENGES,
        ("var(--material-coop)", "var(--verbal-coop)", "var(--verbal-conf)"),
        strict=True,
    )
)
_OWN: Final = {"basis": "text", "author": "text", "as_of": "text", "evidence": "texts"}
_OPTIONS: Final = {"option": "text", "label": "text", "anchor": "number", "part": "text", **_OWN}
_POSITIONS: Final = {
    **{"actor": "text", "place": "text", "capability": "text", "salience": "text"},
    **{"ranking": "text", "number_basis": "texts", **_OWN},
}
_VETOES: Final = {"actor": "text", "ground": "text", "indicator": "text", **_OWN}
_PROPOSALS: Final = {
    **dict.fromkeys(("proposal", "from", "to", "option", "step", "date", "trigger"), "text"),
    **_OWN,
}


@dataclass(frozen=True, slots=True)
class Results:
    """What could be computed; None and a reason under `refused` where it could not.

    `refused`: by method, why not: the blanks that it needs, or a message.
    """

    win_set: WinSet | None = None
    reversions: Reversions | None = None
    shares: WinSetShares | None = None
    compromise: Compromise | None = None
    elections: Mapping[str, Condorcet] = field(default_factory=dict)
    sensitivity: Sensitivity | None = None
    refused: Mapping[str, tuple[Blank | str, ...]] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, Table]:
        """The tables of what was computed, by name."""
        found: dict[str, Table] = {}
        if self.win_set and self.reversions and self.shares:
            found |= {"winset": self.win_set.table(), "reversions": self.reversions.table()}
            found |= {"shares": self.shares.table(), "turns": self.shares.turn_table()}
        if self.compromise:
            found["compromise"] = self.compromise.table()
        if self.elections:
            found["election"] = _election(self.elections)
        if self.sensitivity:
            found |= {"leads": self.sensitivity.table(), "flips": self.sensitivity.flip_table()}
            found["tornado"] = self.sensitivity.tornado_table()
        return found


def results(loaded: Loaded, issue: Issue, settings: Settings) -> Results:
    """Every model that the issue's entries allow, with the seed and draws of a saved run."""
    situation = loaded.situation
    found: dict[str, Any] = {}
    refused: dict[str, tuple[Blank | str, ...]] = {}
    for name in ("winset", "compromise", "condorcet", "sensitivity"):
        if name == "winset" and not issue.vetoes:
            refused[name] = ("no veto player is named",)
            continue
        blanks = missing(loaded, issue, METHODS[name])
        if blanks:
            refused[name] = blanks
            continue
        try:
            found |= _computed(name, situation, issue, settings)
        except UsageError as error:  # numbers on which the model cannot work: it says why
            refused[name] = (str(error),)
    return Results(**found, refused=refused)


def _computed(name: str, situation: Situation, issue: Issue, settings: Settings) -> dict[str, Any]:
    if name == "winset":
        ballot = ballot_of(situation, issue)
        return {
            "win_set": win_set(ballot),
            "reversions": by_reversion(ballot),
            "shares": win_set_sensitivity(ballot, settings.seed, settings.draws),
        }
    contest = contest_of(situation, issue)
    if name == "compromise":
        return {"compromise": compromise(contest)}
    if name == "condorcet":
        return {"elections": {rule: condorcet(contest, rule) for rule in CHALLENGES}}
    return {"sensitivity": sensitivity(contest, settings.seed, settings.draws)}


def _election(elections: Mapping[str, Condorcet]) -> Table:
    """Chances under each rule of challenge side by side; all else is the same under each."""
    import pyarrow as pa

    table = elections[CHALLENGES[0]].table().arrow()
    place = table.column_names.index("chance")
    table = table.remove_column(place)
    for number, (rule, found) in enumerate(elections.items()):
        table = table.add_column(place + number, rule, pa.array(found.chances, pa.float64()))
    return Table(table)


def issue_tables(situation: Situation, issue: Issue, tag: str) -> dict[str, Table]:
    """What the situation holds on an issue: options, positions, vetoes, proposals."""
    labels = {one.id: worded(one.label, tag) for one in issue.options}
    options = [row | {"label": labels[row["option"]]} for row in option_rows(issue)]
    positions = [
        row | {"number_basis": [f"{name}: {by}" for name, by in row["number_basis"].items()]}
        for row in position_rows(stands_on(situation, issue))
    ]
    return {
        "options": make_table(options, _OPTIONS),
        "positions": make_table(positions, _POSITIONS),
        "vetoes": make_table(veto_rows(issue), _VETOES),
        "proposals": make_table(proposal_rows(situation, issue.id), _PROPOSALS),
    }


def issue_charts(
    t: Language,
    names: Mapping[str, str],
    situation: Situation,
    issue: Issue,
    found: Results,
) -> dict[str, Chart]:
    """Pictures of the tables: who stands where, chances of the options, the tornado."""
    charts = {}
    if issue.low is not None and any(one.place for one in stands_on(situation, issue)):
        charts["scale"] = _scale_chart(t, names, situation, issue, found.compromise)
    if found.elections:
        charts["election"] = _election_chart(t, names, found.elections)
    if found.sensitivity and found.sensitivity.tornado:
        charts["tornado"] = _tornado_chart(t, issue, found.sensitivity, found.compromise)
    return charts


def _axes(issue: Issue, categories: list[str]) -> dict[str, Any]:
    """The issue's scale across, a row for each category down, the first one on top."""
    soft = {"color": "var(--soft)"}
    return {
        "textStyle": _TEXT,
        "grid": {"left": 230, "right": 96, "top": 40, "bottom": 28},
        "xAxis": {
            "type": "value",
            "min": issue.low,
            "max": issue.high,
            "axisLabel": soft,
            "splitLine": {"lineStyle": {"color": "var(--line)"}},
        },
        "yAxis": {
            "type": "category",
            "data": categories,
            "inverse": True,
            "axisLabel": {"color": "var(--ink)", "width": 220, "overflow": "truncate"},
            "axisTick": {"show": False},
        },
        "tooltip": {"trigger": "item"},
    }


def _ranges(bounds: list[tuple[float, float]], colour: str) -> list[dict[str, Any]]:
    """Bars that begin where their range does: an unseen bar under a seen one."""
    bar = {"type": "bar", "stack": "range", "stackStrategy": "all", "barWidth": 12}
    unseen = {"itemStyle": {"color": "transparent"}, "silent": True, "tooltip": {"show": False}}
    return [
        {**bar, **unseen, "data": [low for low, _ in bounds]},
        {**bar, "itemStyle": {"color": colour}, "data": [high - low for low, high in bounds]},
    ]


def _lines(marks: list[tuple[float, str]], colour: str) -> dict[str, Any]:
    """Lines across all rows, each with its name above."""
    return {
        "symbol": "none",
        "silent": True,
        "lineStyle": {"color": colour, "type": "dashed"},
        "data": [
            {"xAxis": at, "label": {"formatter": name, "color": "var(--soft)", "position": "start"}}
            for at, name in marks
        ],
    }


def _scale_chart(
    t: Language,
    names: Mapping[str, str],
    situation: Situation,
    issue: Issue,
    found: Compromise | None,
) -> Chart:
    placed: list[tuple[str, Interval]] = [
        (one.actor, one.place) for one in stands_on(situation, issue) if one.place is not None
    ]
    shares = {one.actor: one.share for one in found.shares} if found else {}
    options = [(one.anchor, names[one.id]) for one in issue.options if one.anchor is not None]
    points = [
        {
            "value": [place.middle, t.actor(actor)],
            "symbolSize": 8 + 32 * shares.get(actor, 0.0),
            "name": t.actor(actor),
        }
        for actor, place in placed
    ]
    series = _ranges([(place.low, place.high) for _, place in placed], "var(--line)")
    series.append(
        {
            "type": "scatter",
            "data": points,
            "itemStyle": {"color": "var(--accent)"},
            "markLine": _lines(options, "var(--soft)"),
        }
    )
    option = {**_axes(issue, [t.actor(actor) for actor, _ in placed]), "series": series}
    return Chart(
        option, "positions", t("situation.chart.scale"), height=70 + _BAR * max(len(placed), 3)
    )


def _election_chart(
    t: Language, names: Mapping[str, str], elections: Mapping[str, Condorcet]
) -> Chart:
    first = elections[CHALLENGES[0]]
    option = {
        "textStyle": _TEXT,
        "grid": {"left": 48, "right": 24, "top": 40, "bottom": 48},
        "legend": {"top": 0, "textStyle": {"color": "var(--ink)"}},
        "xAxis": {
            "type": "category",
            "data": [names.get(one, one) for one in first.options],
            "axisLabel": {"color": "var(--ink)", "interval": 0, "width": 140, "overflow": "break"},
        },
        "yAxis": {
            "type": "value",
            "min": 0,
            "max": 1,
            "axisLabel": {"color": "var(--soft)"},
            "splitLine": {"lineStyle": {"color": "var(--line)"}},
        },
        "tooltip": {"trigger": "axis"},
        "series": [
            {
                "type": "bar",
                "name": t(f"situation.rule.{rule}"),
                "data": list(found.chances),
                "itemStyle": {"color": _RULES[rule]},
            }
            for rule, found in elections.items()
        ],
    }
    return Chart(option, "election", t("situation.chart.election"), height=260)


def _tornado_chart(
    t: Language, issue: Issue, found: Sensitivity, middle: Compromise | None
) -> Chart:
    bars = [sorted((one.mean_at_low, one.mean_at_high)) for one in found.tornado]
    rows = [f"{t.actor(one.actor)} · {t(f'situation.column.{one.input}')}" for one in found.tornado]
    series = _ranges([(low, high) for low, high in bars], "var(--verbal-conf)")
    if middle is not None:
        series[1]["markLine"] = _lines([(middle.mean, f"{middle.mean:.4g}")], "var(--ink)")
    option = {**_axes(issue, rows), "series": series}
    return Chart(option, "tornado", t("situation.chart.tornado"), height=70 + _BAR * len(rows))
