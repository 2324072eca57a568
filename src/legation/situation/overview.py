"""What a situation holds, as rows for tables: each with its basis, its author and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from legation.situation.records import Interval, Issue, Position, Situation, Source

Row = dict[str, Any]


def option_rows(issue: Issue) -> list[Row]:
    """Options of an issue, with the part they play."""
    return [
        {
            "option": one.id,
            "anchor": one.anchor,
            "part": ", ".join(
                name
                for name, option in (
                    ("status quo", issue.status_quo),
                    ("reversion", issue.reversion),
                )
                if option == one.id
            ),
            "label": _words(one.label),
            **_from(one.source, one.anchor_source),
        }
        for one in issue.options
    ]


def position_rows(positions: Iterable[Position]) -> list[Row]:
    """Positions; `number_basis` says whose each number is."""
    return [
        {
            "actor": one.actor,
            "place": bounds(one.place),
            "capability": bounds(one.capability),
            "salience": bounds(one.salience),
            "ranking": " > ".join(" = ".join(tier) for tier in one.ranking) or None,
            "number_basis": {name: _signed(source) for name, source in one.numbers.items()},
            **_from(one.source, *one.numbers.values()),
        }
        for one in positions
    ]


def veto_rows(issue: Issue) -> list[Row]:
    """Who has a veto, by what, and by which sign its decision will be known."""
    return [
        {
            "actor": one.actor,
            "ground": one.ground,
            "indicator": one.indicator.id if one.indicator else None,
            **_from(one.source),
        }
        for one in issue.vetoes
    ]


def proposal_rows(situation: Situation, issue: str) -> list[Row]:
    """A row per step of each proposal."""
    return [
        {
            "proposal": one.id,
            "from": one.giver,
            "to": one.receiver,
            "option": one.option,
            "step": step.step,
            "date": step.date,
            "trigger": step.trigger,
            **_from(step.source),
        }
        for one in situation.proposals
        if one.issue == issue
        for step in one.history
    ]


def bounds(value: Interval | None) -> str | None:
    """An interval as it is written; None where it is blank."""
    if value is None:
        return None
    return f"{value.low:g}" if value.low == value.high else f"{value.low:g} to {value.high:g}"


def _from(source: Source, *others: Source | None) -> Row:
    """Basis and author of an entry, and the evidence of it and its numbers."""
    given = [source, *(one for one in others if one is not None)]
    evidence = dict.fromkeys(name for one in given for name in one.evidence)
    return {
        "basis": source.basis,
        "author": source.author,
        "as_of": source.as_of,
        "evidence": list(evidence),
    }


def _signed(source: Source) -> str:
    return " ".join(filter(None, (source.basis, source.author)))


def _words(texts: Mapping[str, str]) -> str:
    return " / ".join(dict.fromkeys(texts.values()))
