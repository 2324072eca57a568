"""Ledgers: what each actor gains and loses, by arena and horizon, in the words of those who say so.

Nothing is netted. A gain in one arena does not pay for a loss in another, what one asserter calls a
gain another calls a loss, and a size is a word: so there is no sum, no balance and no winner here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from legation.analysis.tie_rows import make_table, on_side
from legation.dossier import Table
from legation.situation.cells import entries_of, entry_of, evidence_of
from legation.situation.records import LedgerEntry, Sign

_CELLS: Final = {
    "actor": "text",
    "arena": "text",
    "horizon": "text",
    "gains": "texts",
    "losses": "texts",
    "open": "texts",
    "asserters": "texts",
    "contested": "texts",
    "bases": "texts",
    "evidence": "texts",
    "entries": "texts",
}
_ENTRIES: Final = {
    "actor": "text",
    "arena": "text",
    "horizon": "text",
    "sign": "text",
    "size": "text",
    "over": "text",
    "asserter": "text",
    "basis": "text",
    "note": "text",
    "evidence": "texts",
    "entry": "text",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one actor in one arena within one horizon; None: no horizon is given."""

    actor: str
    arena: str
    horizon: str | None
    entries: tuple[LedgerEntry, ...]

    def side(self, sign: Sign) -> tuple[LedgerEntry, ...]:
        """The entries of one sign, in the order given."""
        return tuple(one for one in self.entries if one.sign == sign)

    @property
    def contested(self) -> tuple[str, ...]:
        """What one asserter calls a gain and another a loss."""
        gains = {(one.over, one.asserter) for one in self.side("gain")}
        losses = {(one.over, one.asserter) for one in self.side("loss")}
        return tuple(
            dict.fromkeys(
                one.over
                for one in self.entries
                if any(
                    over == other_over == one.over and who != other
                    for over, who in gains
                    for other_over, other in losses
                )
            )
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """Cells by actor, arena and horizon, in the order in which entries name them."""

    cells: tuple[Cell, ...]

    def table(self) -> Table:
        """One row per cell; both sides stand, each entry with its size, object and asserter."""
        return make_table(map(_cell_row, self.cells), _CELLS)

    def entries(self) -> Table:
        """One row per entry."""
        return make_table(
            (_entry_row(one) for cell in self.cells for one in cell.entries), _ENTRIES
        )


def build_ledger(entries: Iterable[LedgerEntry], actor: str | None = None) -> Ledger:
    """Put entries side by side; `actor` keeps its own (a country takes in its bodies)."""
    cells: dict[tuple[str, str, str | None], list[LedgerEntry]] = {}
    actors: dict[str, list[tuple[str, str, str | None]]] = {}
    for one in entries:
        if on_side(one.actor, actor):
            key = one.actor, one.arena, one.horizon
            if key not in cells:
                actors.setdefault(one.actor, []).append(key)
            cells.setdefault(key, []).append(one)
    return Ledger(tuple(Cell(*key, tuple(cells[key])) for keys in actors.values() for key in keys))


def _cell_row(cell: Cell) -> dict[str, Any]:
    sources = [one.source for one in cell.entries]
    return {
        "actor": cell.actor,
        "arena": cell.arena,
        "horizon": cell.horizon,
        "gains": [_words(one) for one in cell.side("gain")],
        "losses": [_words(one) for one in cell.side("loss")],
        "open": [_words(one) for one in cell.side("open")],
        "asserters": list(dict.fromkeys(one.asserter for one in cell.entries)),
        "contested": list(cell.contested),
        "bases": sorted({source.basis for source in sources}),
        "evidence": evidence_of(sources),
        "entries": entries_of(sources),
    }


def _words(entry: LedgerEntry) -> str:
    size = f"{entry.size}: " if entry.size else ""
    return f"{size}{entry.over} ({entry.asserter})"


def _entry_row(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "actor": entry.actor,
        "arena": entry.arena,
        "horizon": entry.horizon,
        "sign": entry.sign,
        "size": entry.size,
        "over": entry.over,
        "asserter": entry.asserter,
        "basis": entry.source.basis,
        "note": entry.source.note,
        "evidence": list(entry.source.evidence),
        "entry": entry_of(entry.source),
    }
