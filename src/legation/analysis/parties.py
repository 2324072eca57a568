"""Who is asked for, and which reports count: conditions on events that several views share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from legation.analysis.names import resolve_actor
from legation.dossier import Dossier
from legation.dossier.schema import literal
from legation.errors import DateError, UsageError
from legation.language.script import fold
from legation.model.codes import STATUSES
from legation.model.edtf import day_range

HAPPENED: Final = ("actual", "ongoing")
_LISTED: Final = 5


@dataclass(slots=True)
class Values:
    """Parameters of a query, each under a number, so that one may be used twice."""

    list: list[Any] = field(default_factory=list)

    def add(self, value: Any) -> str:
        """The sign that stands for `value` in the query."""
        self.list.append(value)
        return f"${len(self.list)}"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor that was asked for, and the ids in the dossier that it takes in.

    A country takes in its sectors and officials; P:nicolas takes in P:nicolas-maduro. A `person`
    is also found where the mention that brought an office into the record is his.
    """

    asked: str
    ids: tuple[str, ...]

    @property
    def person(self) -> bool:
        """Whether mentions are to be looked through as well."""
        return self.asked.startswith("P:")

    def among(self, column: str, values: Values) -> str:
        """SQL: whether a list column of events `e` (actors or recipients) holds the party."""
        ids = f"{values.add(list(self.ids))}::VARCHAR[]"
        held = f"list_has_any(e.{column}, {ids})"
        if not self.person:
            return held
        return (
            f"({held} OR EXISTS (SELECT 1 FROM mentions m WHERE m.document = e.document "
            f"AND list_contains(e.{column[:-1]}_mentions, m.id) AND list_has_any(m.actors, {ids})))"
        )


def find_party(dossier: Dossier, asked: str) -> Party:
    """The ids that `asked` takes in; see `find_parties`."""
    return find_parties(dossier, asked)[0]


def find_parties(dossier: Dossier, *asked: str) -> tuple[Party, ...]:
    """The ids that each one asked for takes in, of those that the dossier names anywhere.

    Raises:
        UsageError: none; the message suggests ids, also for a name in words.
    """
    known = [
        row["id"]
        for row in dossier.sql(
            """SELECT DISTINCT unnest(actors) AS id FROM events
            UNION SELECT DISTINCT unnest(recipients) FROM events
            UNION SELECT DISTINCT unnest(actors) FROM mentions
            UNION SELECT DISTINCT unnest(roles) FROM mentions
            UNION SELECT DISTINCT speaker FROM claims WHERE speaker IS NOT NULL
            UNION SELECT "from" FROM ties WHERE "from" IS NOT NULL
            UNION SELECT "to" FROM ties WHERE "to" IS NOT NULL ORDER BY 1"""
        )
    ]
    found = []
    for given in asked:
        name = resolve_actor(dossier, given)
        ids = tuple(one for one in known if _takes_in(name, one))
        if not ids:
            raise UsageError(
                f"{name!r} is no actor of {dossier.path}; {_advice(dossier, name, known)}"
            )
        found.append(Party(name, ids))
    return tuple(found)


def _takes_in(asked: str, name: str) -> bool:
    if name == asked or name.startswith(f"{asked}.") or name == f"officials:{asked}":
        return True
    by_prefix = asked.startswith(("P:", "O:", "G:", "IGO:", "officials:"))
    return by_prefix and name.startswith(asked if asked.endswith(":") else f"{asked}-")


def _advice(dossier: Dossier, asked: str, known: Sequence[str]) -> str:
    wanted = fold(asked.strip()).casefold()
    named: set[str] = set()
    for row in dossier.sql("SELECT DISTINCT quote, actors FROM mentions WHERE len(actors) > 0"):
        if wanted and fold(row["quote"]).casefold() == wanted:
            named.update(row["actors"])
    near = sorted(named) or get_close_matches(asked.strip(), known, _LISTED, 0.5)
    if near:
        return f"did you mean {', '.join(near[:_LISTED])}?"
    return "`legation events` shows the ids of those it has"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reports count, whoever acts.

    `attributed`: None for all, False for what an article says in its own voice, True for what it
    puts to others, an id for what has that source anywhere in its chain. `since` and `until`
    (EDTF or days, inclusive) keep what may fall in that time and, always, what has no date.

    Raises:
        UsageError: a status or date that makes no sense.
    """

    statuses: Sequence[str] = HAPPENED
    attributed: bool | str | None = None
    since: str | date | None = None
    until: str | date | None = None

    def __post_init__(self) -> None:
        unknown = [name for name in self.statuses if name not in STATUSES]
        if unknown or not self.statuses:
            raise UsageError(
                f"{', '.join(unknown) or 'nothing'} is no status; choose of {', '.join(STATUSES)}"
            )
        first, last = self.window
        if first and last and first > last:
            raise UsageError(f"since {first} is after until {last}; exchange the two")

    @property
    def window(self) -> tuple[date | None, date | None]:
        """First and last day asked for; None where open."""
        return _day(self.since, "since", 0), _day(self.until, "until", 1)

    def events(self, values: Values, statuses: bool = True) -> str:
        """SQL: whether an event `e` is in scope."""
        parts = []
        if statuses:
            parts.append(f"e.status IN ({', '.join(map(literal, self.statuses))})")
        if isinstance(self.attributed, str):
            parts.append(f"list_contains(e.attribution, {values.add(self.attributed)})")
        elif self.attributed is not None:
            parts.append(f"(len(e.attribution) > 0) = {self.attributed}")
        within = self.days("e.date_first", "e.date_last", values)
        return " AND ".join([*parts, f"(e.date IS NULL OR {within})"])

    def days(self, first: str, last: str, values: Values) -> str:
        """SQL: whether the days `first` to `last` (null: open) may touch the time asked for."""
        since, until = self.window
        parts = ["true"]
        if since is not None:
            parts.append(f"({last} IS NULL OR {last} >= {values.add(since)})")
        if until is not None:
            parts.append(f"({first} IS NULL OR {first} <= {values.add(until)})")
        return f"({' AND '.join(parts)})"


def _day(value: str | date | None, name: str, end: int) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        found = day_range(value)[end]
    except DateError as error:
        raise UsageError(f"{name}: {error}") from error
    if found is None:
        raise UsageError(f"{name}: {value!r} has no such end; give a day, month or year")
    return found


def acts_on(actor: Party, recipient: Party, values: Values) -> str:
    """SQL: whether in an event `e` the one acts on the other, or both act together."""
    one, other = actor.among("actors", values), recipient.among("recipients", values)
    together = recipient.among("actors", values)
    if not actor.person and not recipient.person:
        both = "".join(
            f" {sign} list_intersect(e.actors, {values.add(list(party.ids))}::VARCHAR[])"
            for sign, party in (("", actor), ("||", recipient))
        )
        together = f"({together} AND len(list_distinct({both})) > 1)"
    return f"({one} AND ({other} OR (len(e.recipients) = 0 AND {together})))"


def mentions_of(party: Party, columns: str) -> str:
    """SQL: columns of the mentions that stand for a party, or by which it acts.

    Lists are unfolded, since that is several times as fast as looking into each.
    """
    named = f"SELECT {columns}, unnest(roles) AS name FROM mentions"
    other = f"SELECT {columns}, unnest(actors) FROM mentions WHERE actors IS DISTINCT FROM roles"
    ids = ", ".join(map(literal, party.ids))
    return f"SELECT {columns} FROM ({named} UNION ALL {other}) WHERE name IN ({ids})"


def country(name: str) -> str:
    """SQL: the country of an id, or the id of an actor that has none."""
    bare = f"replace({name}, 'officials:', '')"
    return f"CASE WHEN {bare}[4:4] IN ('', '.') THEN {bare}[1:3] ELSE {name} END"


_ID: Final = r"(?:(?:P|O|G|IGO|officials):)?[^:>\s]+"
_PAIR: Final = re.compile(rf"({_ID})\s*(?::|->|>)\s*({_ID})")


def split_pair(text: str) -> tuple[str, str]:
    """Actor and recipient of a pair as written: USA:VEN, USA->VEN, P:nicolas-maduro:RUS.

    Raises:
        UsageError: it is no pair.
    """
    found = _PAIR.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{text!r} is no pair; write who acts and on whom as in USA:VEN")
    return found[1], found[2]
