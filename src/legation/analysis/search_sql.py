"""A search turned into one SELECT over the tables of the dossier as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from legation.analysis.names import other_names, taken_in
from legation.analysis.search_query import Condition, Query, Term
from legation.analysis.spelling import bounded, pattern
from legation.model.edtf import day_range

TABLES: Final = {
    "event": "events",
    "claim": "claims",
    "tie": "ties",
    "cause": "causes",
    "scenario": "scenarios",
}
"""Kind of record, as a filter names it -> its table."""
_ACTING: Final = (
    *(("events", "actors"), ("events", "recipients"), ("claims", "[speaker]"), ("claims", "about")),
    *(("ties", '["from", "to"]'), ("causes", "[motive_actor]")),
)
"""Tables and their lists of ids of who takes part."""
_PUBLISHED: Final = "regexp_replace(d.published, '[?~%]', '', 'g')"


@dataclass(slots=True)
class Sql:
    """Parts of a query, with parameters in the order in which they stand in it."""

    tables: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    table_values: list[Any] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def select(self, columns: str, values: Sequence[Any] = ()) -> tuple[str, list[Any]]:
        """The query and its parameters; `values` are those of the columns.

        Sentences are `s`, their documents `d`.
        """
        tables = f"WITH {', '.join(self.tables)}" if self.tables else ""
        where = f"WHERE {' AND '.join(self.where)}" if self.where else ""
        return (
            f"""{tables} SELECT {columns} FROM sentences s
            JOIN documents d ON d.document = s.document {" ".join(self.joins)} {where}""",
            [*self.table_values, *values, *self.values],
        )


_FEW: Final = 12


def spellings(term: Term, engine: str = "duckdb") -> str:
    """The expression that finds a term as it was typed, in any spelling."""
    return bounded(pattern(term.text), term.text, begins=term.begins, engine=engine)


def names_of(term: Term, engine: str = "python") -> list[tuple[str, str]]:
    """Expressions that find the names of those whom the term names, longest first, each with whose.

    English names keep their capitals. A beginning of ids (P:jo) that means many actors is looked
    for in mentions only.
    """
    if len(term.actors) > _FEW:
        return []
    forms = sorted(other_names(term.actors), key=lambda form: (-len(form.text), form.text))
    return [
        (
            bounded(pattern(form.text, case=form.language == "en"), form.text, engine=engine),
            form.entity,
        )
        for form in forms
    ]


def build(query: Query) -> Sql:
    """The query that finds the sentences of which every part holds."""
    sql = Sql()
    for number, term in enumerate(query.terms):
        _add_term(sql, term, f"named{number}")
    for condition in query.conditions:
        text, values = _CONDITIONS.get(condition.name, _record)(condition)
        sql.where.append(f"NOT coalesce({text}, false)" if condition.excluded else text)
        sql.values += values
    return sql


def _add_term(sql: Sql, term: Term, name: str) -> None:
    names = [expression for expression, _ in names_of(term, "duckdb")]
    parts = ["regexp_matches(s.quote, ?)"]
    sql.values.append("|".join([spellings(term), *names]))
    if term.actors:
        ids = ids_of(term)
        sql.tables.append(f"{name} AS ({_mentioned(ids)})")
        sql.table_values += ids
        sql.joins.append(
            f"LEFT JOIN {name} ON {name}.document = s.document AND {name}.at = s.start"
        )
        parts.append(f"{name}.at IS NOT NULL")
    either = f"({' OR '.join(parts)})"
    sql.where.append(f"NOT {either}" if term.excluded else either)


def _mentioned(ids: Sequence[str]) -> str:
    """Sentences that hold a mention of one of the ids, be it a name or a pronoun."""
    return f"""SELECT DISTINCT m.document, w.start AS "at" FROM mentions m
        JOIN sentences w ON w.document = m.document AND w.start <= m.start AND m.start < w."end"
        WHERE {holds("m.actors", len(ids))}"""


def holds(column: str, count: int) -> str:
    """Whether a list holds one of so many ids, which are parameters one by one.

    DuckDB looks for each six times as fast as `list_has_any` looks for all, up to some dozens.
    """
    if count > _ONE_BY_ONE:
        return f"list_has_any({column}, [{', '.join('?' * count)}])"
    return f"({' OR '.join([f'list_contains({column}, ?)'] * count)})"


_ONE_BY_ONE: Final = 48


def ids_of(term: Term) -> list[str]:
    """All ids that a mention of the actors of a term may bear."""
    return [name for actor in term.actors for name in taken_in(actor)]


Part = tuple[str, list[Any]]


def _outlet(condition: Condition) -> Part:
    return "regexp_matches(coalesce(d.outlet, ''), ?)", [pattern(condition.value)]


def _language(condition: Condition) -> Part:
    value = condition.value.lower()
    return "(lower(s.language) = ? OR starts_with(lower(s.language), ? || '-'))", [value, value]


def _document(condition: Condition) -> Part:
    return "d.document = ?", [condition.value]


def _since(condition: Condition) -> Part:
    """Articles that may be of that day or later; those without a date are left out."""
    first = day_range(condition.value)[0]
    return f"{_PUBLISHED} >= left(?, length({_PUBLISHED}))", [str(first or "0000")]


def _until(condition: Condition) -> Part:
    last = day_range(condition.value)[1]
    return f"{_PUBLISHED} <= left(?, length({_PUBLISHED}))", [str(last or "9999-99-99")]


def _record(condition: Condition) -> Part:
    """Sentences that hold a record of that kind, type, status or channel."""
    held = [
        f"SELECT document, sentence_id FROM {table} WHERE {test}"
        for table, test in record_tests(condition)
    ]
    values = [] if condition.name == "kind" else [condition.value] * len(held)
    return f"(s.document, s.id) IN ({' UNION ALL '.join(held)})", values


def _actor(condition: Condition) -> Part:
    """Sentences that name the actor in any way, or hold a record in which it takes part."""
    ids = list(taken_in(condition.value))
    held = " UNION ALL ".join(
        f"SELECT document, sentence_id FROM {table} WHERE {holds(column, len(ids))}"
        for table, column in _ACTING
    )
    return (
        f"((s.document, s.start) IN ({_mentioned(ids)}) OR (s.document, s.id) IN ({held}))",
        ids * (1 + len(_ACTING)),
    )


def record_tests(condition: Condition) -> Sequence[tuple[str, str]]:
    """Tables that a filter on records is about, each with its test; `?` stands for the value."""
    if condition.name == "kind":
        return ((TABLES[condition.value], "true"),)
    table = "ties" if condition.name == "channel" else "events"
    return ((table, f"{condition.name} = ?"),)


_CONDITIONS: Final[Mapping[str, Callable[[Condition], Part]]] = {
    "outlet": _outlet,
    "lang": _language,
    "document": _document,
    "since": _since,
    "until": _until,
    "actor": _actor,
}
