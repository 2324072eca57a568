"""Friends and opponents, as far as ties and acts of a dossier tell, and acts with known days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Final

from legation.analysis.exposure import HANGS_ON
from legation.analysis.parties import HAPPENED
from legation.analysis.tie_rows import read_ties, side
from legation.dossier import Dossier

_FINE: Final = 31
"""Days that a date may span; a year cannot tell which of two acts came first."""
_CLEAR: Final = 2
"""How many times as many records must speak for one relation as for the other."""
_HELP: Final = 2
_HARM: Final = 4
"""Quad classes of material cooperation and conflict; words alone are no act here."""
_ACTS: Final = """
SELECT coalesce(f.happening, e.id) AS happening, e.id, e.type, e.quad_class, e.actors, e.recipients,
    e.date, e.date_first, e.date_last
FROM events e LEFT JOIN folds f ON f.document = e.document AND f.id = e.id
WHERE list_contains($1, e.status) AND e.quad_class IN (2, 4)
ORDER BY e.document, e.start, e.id
"""


@dataclass(frozen=True, slots=True)
class Act:
    """One happening between two countries (or actors that have none), with its first and last day.

    `helps`: material cooperation; else it is material conflict. `evidence`: ids of its reports.
    """

    actor: str
    recipient: str
    type: str
    helps: bool
    when: str
    first: date
    last: date
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """Ids that speak for friendship and enmity of unordered pairs; `mixed` pairs are neither."""

    friends: Mapping[frozenset[str], tuple[str, ...]]
    opponents: Mapping[frozenset[str], tuple[str, ...]]
    mixed: frozenset[frozenset[str]]

    def hit_by(self, act: Act) -> Iterator[str]:
        """The sides that an act is against by way of its recipient."""
        held = self.opponents if act.helps else self.friends
        for pair in held:
            if act.recipient in pair and act.actor not in pair:
                yield from pair - {act.recipient}

    def ground(self, act: Act, other: str) -> tuple[str, tuple[str, ...]]:
        """Why an act is against `other`, in words, and the first records that say so."""
        what, held = ("helps", self.opponents) if act.helps else ("acts against", self.friends)
        kind = "opponent" if act.helps else "friend"
        words = f"{act.actor} {what} {act.recipient}, reported as {kind} of {other}"
        return words, held[frozenset((act.recipient, other))][:_SHOWN]


_SHOWN: Final = 3


def read_acts(dossier: Dossier) -> tuple[list[Act], int]:
    """Material acts dated to a month or finer, one per happening and pair; and how many were not.

    Of several reports of one happening the finest date is taken, and all are evidence.
    """
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in dossier.sql(_ACTS, [list(HAPPENED)]):
        for pair in _pairs(row):
            found.setdefault((row["happening"], *pair), []).append(row)
    acts, coarse = [], 0
    for (_, actor, recipient), rows in found.items():
        dated = [row for row in rows if row["date_first"] and row["date_last"]]
        best = min(dated, key=_span, default=None)
        if best is None or _span(best) > _FINE:
            coarse += 1
            continue
        acts.append(
            Act(
                actor=actor,
                recipient=recipient,
                type=best["type"],
                helps=best["quad_class"] == _HELP,
                when=best["date"],
                first=best["date_first"],
                last=best["date_last"],
                evidence=tuple(dict.fromkeys(row["id"] for row in rows)),
            )
        )
    return acts, coarse


def relations_of(dossier: Dossier) -> Relations:
    """Who is friend or opponent of whom, by ties and material acts, whenever they were.

    A pair with records of both sorts is what twice as many speak for, and mixed else.
    """
    good: dict[frozenset[str], list[str]] = {}
    bad: dict[frozenset[str], list[str]] = {}
    for row in read_ties(dossier):
        ends = frozenset(filter(None, (side(row["from"]), side(row["to"]))))
        if row["channel"] in HANGS_ON:
            good.setdefault(ends, []).append(row["id"])
        elif row["channel"] == "sanctions":
            bad.setdefault(ends, []).append(row["id"])
    for row in dossier.sql(_ACTS, [list(HAPPENED)]):
        for pair in _pairs(row):
            held = bad if row["quad_class"] == _HARM else good
            held.setdefault(frozenset(pair), []).append(row["id"])
    friends, opponents, mixed = {}, {}, set()
    for both in {*good, *bad}:
        if len(both) != 2:
            continue
        for_it, against = good.get(both, []), bad.get(both, [])
        if len(for_it) >= _CLEAR * len(against):
            friends[both] = tuple(for_it)
        elif len(against) >= _CLEAR * len(for_it):
            opponents[both] = tuple(against)
        else:
            mixed.add(both)
    return Relations(friends, opponents, frozenset(mixed))


def _pairs(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    actors = [name for one in row["actors"] if (name := side(one))]
    recipients = [name for one in row["recipients"] if (name := side(one))]
    return sorted({pair for pair in product(actors, recipients) if pair[0] != pair[1]})


def _span(row: Mapping[str, Any]) -> int:
    days: int = (row["date_last"] - row["date_first"]).days + 1
    return days
