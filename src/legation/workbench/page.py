"""A view of the dossier: what it is asked with, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from legation.analysis.dossier import Dossier
from legation.dossier import Table
from legation.workbench.filters import Filters
from legation.workbench.languages import Language
from legation.workbench.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a view. `more`: query fields beside the common filters."""

    dossier: Dossier
    filters: Filters
    language: Language
    settings: Settings
    more: Mapping[str, str]
    analyst: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table: an ECharts option without functions, and the name of the table.

    `alt` says in a sentence what the picture shows. `act`: what a click on a datum does, a query
    string with `{name}` for fields of the datum, or None.
    """

    option: Mapping[str, Any]
    table: str
    alt: str
    act: str | None = None
    height: int = 320


@dataclass(frozen=True, slots=True)
class Page:
    """What a view answers: values for its template, tables by name, charts by name.

    `empty`: why there is nothing to show, naming the filter that emptied it; None: there is.
    `problem`: what is wrong with what was asked; the page then answers 400.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    empty: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name in the address (also of its template and its words), and its work.

    `fresh`: what it shows changes without the dossier, so that no browser may keep it.
    """

    name: str
    load: Callable[[Asked], Page]
    fresh: bool = False
