"""Statements of a dossier as contradictions compare them: who says what of whom, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from legation.dossier import Dossier

_COUNTRY: Final = re.compile(r"(?:officials:)?([A-Z]{3})(?:\.|$)")
UNNAMED: Final = "experts|observers|sources|media|documents|diplomats|officials(:.*)?"
"""Pattern of sources without a name, for Python and for DuckDB."""
FIRST_DAY: Final = date(1, 1, 1)
LAST_DAY: Final = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a statement is about. Empty and None mean that the text does not say.

    `first` and `last` are the first and last day that its time may mean; `when` is that time as
    EDTF. `who` and `whom` are actor ids.
    """

    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    what: str = ""
    when: str | None = None
    first: date | None = None
    last: date | None = None
    place: str | None = None

    @property
    def countries(self) -> frozenset[str]:
        """Countries among those who act and receive."""
        return frozenset(filter(None, map(country_of, (*self.who, *self.whom))))


@dataclass(frozen=True, slots=True)
class Statement:
    """A record with its sentence and its root: who, at the bottom of the chain, says it.

    `side` is the country of the root, or None. `voice` is True where the document says it itself.
    """

    id: str
    document: str
    words: str
    sentence: str
    sentence_start: int
    root: str
    side: str | None
    voice: bool
    scope: Scope


def country_of(actor: str | None) -> str | None:
    """The country of an actor id, or None for persons, bodies and collectives."""
    found = _COUNTRY.match(actor or "")
    return found[1] if found else None


def is_named(source: str) -> bool:
    """Whether a source is named; experts and officials of a country are not."""
    return re.fullmatch(UNNAMED, source) is None


def root_of(chain: Sequence[str], outlet: str | None, document: str) -> tuple[str, str]:
    """The root of an attribution chain (outermost first), and how it was found.

    It is the innermost named source. Unnamed sources of two documents cannot be known to be one,
    so they carry the document; without a chain the outlet speaks, or the document if none is named.
    """
    for source in reversed(chain):
        if is_named(source):
            return source, "innermost named source of the chain"
    if chain:
        return f"{chain[-1]}@{document}", "an unnamed source, told apart by document"
    if outlet:
        return outlet, "no chain: the outlet itself"
    return document, "no chain and no outlet: the document itself"


def sides(dossier: Dossier) -> dict[str, str]:
    """The country that each person most often acts for in this dossier."""
    rows = dossier.sql(
        """SELECT actor, country FROM (
            SELECT actor, CASE WHEN length(role) = 3 OR role[4] = '.' THEN role[:3] END AS country,
                count(*) AS n
            FROM (SELECT unnest(actors) AS actor, unnest(roles) AS role FROM mentions
                WHERE len(roles) > 0 AND starts_with(actors[1], 'P:'))
            WHERE starts_with(actor, 'P:') GROUP BY ALL)
        WHERE country IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY actor ORDER BY n DESC, country) = 1"""
    )
    return {row["actor"]: row["country"] for row in rows}


def side_of(root: str, persons: Mapping[str, str]) -> str | None:
    """The country that a root speaks for, or None."""
    plain = root.partition("@")[0]
    return country_of(plain) or persons.get(plain)


def same_voice(one: Statement, other: Statement) -> bool:
    """Whether one source says both, or a text says both itself: it qualifies, not contradicts."""
    if one.root == other.root or (one.document == other.document and one.voice and other.voice):
        return True
    return one.side is not None and one.side == other.side


def overlap(one: Scope, other: Scope) -> bool:
    """Whether two times can be one; a time that neither end of is known fits none."""
    if (one.first is None and one.last is None) or (other.first is None and other.last is None):
        return False
    return (one.first or FIRST_DAY) <= (other.last or LAST_DAY) and (other.first or FIRST_DAY) <= (
        one.last or LAST_DAY
    )


def width(scope: Scope) -> int | None:
    """Days that the time of a statement may mean; None where an end is open or unknown."""
    if scope.first is None or scope.last is None:
        return None
    return (scope.last - scope.first).days + 1
