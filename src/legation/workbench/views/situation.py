"""What is feasible, what is likely, what would flip it: the library's results, never a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from legation.analysis.pairs import language_of
from legation.dossier import Table
from legation.errors import UsageError
from legation.situation.cells import worded
from legation.situation.files import Loaded, SituationError, load_situation
from legation.situation.hypotheses import weigh_hypotheses
from legation.situation.ledgers import build_ledger
from legation.situation.models import Settings, pick_issue
from legation.situation.motive_board import build_board
from legation.situation.runs import LABEL, basis_counts
from legation.situation.scenario_tree import build_forest
from legation.workbench.page import Asked, Page
from legation.workbench.views.situation_results import issue_charts, issue_tables, results

_MOST_DRAWS: Final = 10_000
_OWN: Final = ("actor", "page", "by")
"""Common filters that mean something here."""


def load(asked: Asked) -> Page:
    """The part that `part` asks for, of the situation that the workbench was started with."""
    part = asked.more.get("part", "issue")
    if part not in PARTS:
        raise UsageError(f"part={part!r}: it is one of {', '.join(PARTS)}")
    values: dict[str, Any] = {"part": part, "parts": tuple(PARTS), "loaded": None}
    values["unused"] = [name for name, _ in asked.filters.set() if name not in _OWN]
    folder = asked.settings.situation
    if folder is None:
        return Page(values, empty=asked.language("situation.missing"))
    try:
        loaded = load_situation(folder, asked.dossier)
        values |= _head(asked, loaded)
        loaded.checked()
        return PARTS[part](asked, loaded, values)
    except SituationError:
        return Page(values, empty=asked.language("situation.wrong", n=len(loaded.problems)))
    except UsageError as error:  # no such folder or issue: the message says what to do
        return Page(values, empty=str(error))


def _head(asked: Asked, loaded: Loaded) -> dict[str, Any]:
    """What stands above every part: the label, whose word it rests on, problems and blanks."""
    situation, tag = loaded.situation, asked.language.tag
    return {
        "loaded": loaded,
        "label": LABEL[tag],
        "tongue": language_of,
        "say": partial(worded, language=tag),
        "title": worded(situation.title, tag) or situation.name,
        "basis": basis_counts(situation),
        "names": {
            option.id: worded(option.label, tag) or option.id
            for issue in situation.issues.values()
            for option in issue.options
        },
    }


def _issue(asked: Asked, loaded: Loaded, values: dict[str, Any]) -> Page:
    situation, tag = loaded.situation, asked.language.tag
    issues = list(situation.issues)
    if not issues:
        return Page(values, empty=asked.language("situation.none", what="issues"))
    issue = pick_issue(situation, asked.more.get("issue") or issues[0])
    settings = _settings(asked.more)
    found = results(loaded, issue, settings)
    values |= {
        "issue": issue,
        "question": worded(issue.question, tag) or issue.id,
        "ends": [worded(one, tag) for one in issue.ends or ()],
        "issues": [(one, worded(situation.issues[one].question, tag) or one) for one in issues],
        "settings": settings,
        "results": found,
    }
    tables = {**issue_tables(situation, issue, tag), **found.tables}
    charts = issue_charts(asked.language, values["names"], situation, issue, found)
    return Page(values, tables, charts)


def _settings(more: Mapping[str, str]) -> Settings:
    """Seed and draws, 0 and 1000 as on the command line unless the address says otherwise."""
    plain = Settings()
    given = {}
    for name, least, most in (("seed", 0, 2**32), ("draws", 1, _MOST_DRAWS)):
        text = more.get(name) or str(getattr(plain, name))
        if not text.isdecimal() or not least <= int(text) <= most:
            raise UsageError(f"{name}={text!r}: give a whole number from {least} to {most}")
        given[name] = int(text)
    return Settings(**given)


def _ledger(asked: Asked, loaded: Loaded, values: dict[str, Any]) -> Page:
    scenarios = loaded.situation.scenarios.values()
    said = (*loaded.situation.ledger, *(one for each in scenarios for one in each.consequences))
    found = build_ledger(said, asked.filters.actor or None)
    return _page(asked, values, {"ledger": found.table(), "entries": found.entries()})


def _motives(asked: Asked, loaded: Loaded, values: dict[str, Any]) -> Page:
    found = build_board(loaded.situation.motives, asked.dossier, asked.filters.actor or None)
    tag = asked.language.tag
    return _page(asked, values, {"grid": found.grid(tag), "motives": found.table(tag)})


def _scenarios(asked: Asked, loaded: Loaded, values: dict[str, Any]) -> Page:
    found = build_forest(loaded.situation.scenarios.values(), asked.dossier)
    tag = asked.language.tag
    tables = {
        "scenarios": found.table(tag),
        "consequences": found.consequences(),
        "indicators": found.indicators(tag),
    }
    return _page(asked, values | {"forest": found}, tables)


def _hypotheses(asked: Asked, loaded: Loaded, values: dict[str, Any]) -> Page:
    one = loaded.situation
    if not one.hypotheses:
        return Page(values, empty=asked.language("situation.none", what="hypotheses"))
    found = weigh_hypotheses(one.hypotheses, one.items, one.ratings)
    tag = asked.language.tag
    tables: dict[str, Table] = {}
    for number, each in enumerate(found, start=1):
        tables |= {f"scores-{number}": each.table(tag), f"matrix-{number}": each.matrix(tag)}
    return Page(values | {"analyses": found}, tables)


def _page(asked: Asked, values: dict[str, Any], tables: dict[str, Table]) -> Page:
    """A board; where its first table has no rows, the page says which filter left none."""
    first = next(iter(tables.values()))
    if len(first):
        return Page(values, tables)
    what = asked.language(f"situation.part.{values['part']}")
    actor = asked.filters.actor
    if actor:
        return Page(values, tables, empty=asked.language("situation.emptied", what=what, by=actor))
    return Page(values, tables, empty=asked.language("situation.none", what=what))


PARTS: Final[Mapping[str, Callable[[Asked, Loaded, dict[str, Any]], Page]]] = {
    "issue": _issue,
    "ledger": _ledger,
    "motives": _motives,
    "scenarios": _scenarios,
    "hypotheses": _hypotheses,
}
