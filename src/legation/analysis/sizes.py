"""Numbers of ties side by side, as each source gives them: never averaged, never summed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import Any, Final

from legation.analysis.tie_rows import (
    ORDINAL_UNITS,
    Row,
    make_table,
    overlap,
    read_ties,
    side,
)
from legation.dossier import Dossier, Table
from legation.language.script import fold

_ROUNDING: Final = 0.01
"""An exact number may be rounded: 66.7 and 67 per cent are one statement."""
_ABOUT: Final = 0.1
"""How far "about" and "nearly" reach. A convention, wide enough for 'about two thirds' and 70 %."""

_ALL_PAIRS: Final = 20
"""Numbers of one flow and unit that are compared each with each; the pairs grow with the square."""

NUMBER_COLUMNS: Final = {
    "from": "text",
    "to": "text",
    "channel": "text",
    "bound": "text",
    "value": "number",
    "unit": "text",
    "denominator": "text",
    "period": "text",
    "period_text": "text",
    "source": "texts",
    "outlets": "texts",
    "published": "text",
    "text": "text",
    "sentence_text": "text",
    "documents": "texts",
    "differs_from": "texts",
    "evidence": "texts",
}
_CONFLICT_COLUMNS: Final = {
    "from": "text",
    "to": "text",
    "channel": "text",
    "verdict": "text",
    "reason": "text",
    "first": "text",
    "first_source": "texts",
    "first_text": "text",
    "second": "text",
    "second_source": "texts",
    "second_text": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two numbers for one thing that cannot both hold as they stand.

    `verdict` is "differs" where both are of one period or of one whole, else "may differ": the
    texts leave open whether they count the same.
    """

    first: Row
    second: Row
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Range:
    """A tie with the smallest and largest number that its value may stand for."""

    low: float
    high: float
    row: Row


def tie_numbers(dossier: Dossier, **filters: str | None) -> Table:
    """Every number of every tie beside its source, period and words; one row per statement.

    Filters are those of `Dossier.ties`. `value` is None where the text gives only a kind of amount
    ("hundreds of millions of dollars": unit USD). `differs_from` holds the ids of numbers that
    cannot hold beside it. Places in an order ("the largest buyer") are in `orders`, not here.
    """
    rows = numbered(read_ties(dossier, True, **filters))
    differing: dict[str, list[str]] = {row["id"]: [] for row in rows}
    for found in differences(rows):
        differing[found.first["id"]].append(found.second["id"])
        differing[found.second["id"]].append(found.first["id"])
    rows.sort(key=_place)
    return make_table(
        (
            row
            | {
                "source": row["attribution"],
                "text": row["quote"],
                "differs_from": differing[row["id"]],
                "evidence": [row["id"]],
            }
            for row in rows
        ),
        NUMBER_COLUMNS,
    )


def number_differences(dossier: Dossier, **filters: str | None) -> Table:
    """Pairs of numbers for one flow that do not fit, each with both texts and sources."""
    return make_table(
        (
            _difference_row(found)
            for found in differences(numbered(read_ties(dossier, True, **filters)))
        ),
        _CONFLICT_COLUMNS,
    )


def numbered(rows: Sequence[Row]) -> list[Row]:
    """The ties among `rows` that give a size, be it only by its unit."""
    return [row for row in rows if row["unit"] is not None and row["unit"] not in ORDINAL_UNITS]


def differences(rows: Sequence[Row]) -> Iterator[Difference]:
    """Pairs that measure one flow in one unit and whose ranges share no number.

    In a group of more than `_ALL_PAIRS` each is compared with the lowest and the highest alone.
    """
    groups: dict[tuple[str, ...], list[_Range]] = {}
    for row in rows:
        if row["value"] is not None:
            whole = fold(row["denominator"]).strip() if row["denominator"] else ""
            key: tuple[str, ...] = (*_flow(row), row["unit"], whole)
            groups.setdefault(key, []).append(_Range(*bounds(row), row))
    for key, group in groups.items():
        for first, second in _pairs(group):
            found = _difference(first, second, key[-1])
            if found is not None:
                yield found


def _pairs(group: Sequence[_Range]) -> Iterator[tuple[_Range, _Range]]:
    """All pairs of a group; of a large one each with the lowest and the highest alone."""
    if len(group) <= _ALL_PAIRS:
        yield from combinations(group, 2)
        return
    lowest = min(group, key=lambda one: one.high)
    highest = max(group, key=lambda one: one.low)
    yield lowest, highest
    for one in group:
        if one is not lowest and one is not highest:
            yield lowest, one
            yield one, highest


def bounds(row: Row) -> tuple[float, float]:
    """Smallest and largest number that a tie's value may stand for, after its `bound`."""
    value, rounding = row["value"], abs(row["value"]) * _ROUNDING
    reach = abs(value) * _ABOUT
    return {
        "about": (value - reach, value + reach),
        "nearly": (value - reach, value + rounding),
        "at_least": (value - rounding, inf),
        "more_than": (value - rounding, inf),
        "at_most": (-inf, value + rounding),
        "less_than": (-inf, value + rounding),
    }.get(row["bound"], (value - rounding, value + rounding))


def written(row: Row) -> str:
    """A number as words: bound, value, unit, and what it is a share of."""
    value = None if row["value"] is None else f"{row['value']:,.12g}"
    bound = None if row["bound"] == "exact" else (row["bound"] or "").replace("_", " ")
    whole = f"of {row['denominator']}" if row["denominator"] else None
    return " ".join(part for part in (bound, value, row["unit"], whole) if part)


def _difference(one: _Range, other: _Range, whole: str) -> Difference | None:
    if max(one.low, other.low) <= min(one.high, other.high):
        return None
    first, second = one.row, other.row
    together = overlap(first, second)
    if together is False:
        return None
    if first["period"] is not None and first["period"] == second["period"]:
        return Difference(first, second, "differs", f"both are of {first['period']}")
    if whole and together:
        return Difference(first, second, "differs", f"both are shares of {first['denominator']}")
    why = "one has no period" if together is None else "the periods only touch"
    return Difference(first, second, "may differ", f"{why}, so they may count different things")


def _place(row: Row) -> tuple[Any, ...]:
    """By flow, unit, period and value; unknown values first."""
    value = -inf if row["value"] is None else row["value"]
    return *_flow(row), row["unit"] or "", row["period"] or "", value, row["id"]


def _flow(row: Row) -> tuple[str, str, str]:
    """Where a tie runs; one without direction has its sides in the order of the alphabet."""
    ends = (side(row["from"]) or "?", side(row["to"]) or "?")
    first, second = sorted(ends) if row["undirected"] else ends
    return first, second, row["channel"]


def _difference_row(found: Difference) -> Row:
    first, second, channel = _flow(found.first)
    return {
        "from": first,
        "to": second,
        "channel": channel,
        "verdict": found.verdict,
        "reason": found.reason,
        "first": written(found.first),
        "first_source": found.first["attribution"],
        "first_text": found.first["quote"],
        "second": written(found.second),
        "second_source": found.second["attribution"],
        "second_text": found.second["quote"],
        "evidence": [found.first["id"], found.second["id"]],
    }
