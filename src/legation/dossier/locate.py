"""Which record of the present reading a correction falls on, if it is certain which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from legation.dossier.anchors import Place, State, find_place
from legation.dossier.correction_log import Correction
from legation.dossier.judged import Row, seen

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "mentions": (),
    "events": ("type", "actors", "recipients"),
    "claims": ("speaker", "kind"),
    "ties": ("from", "to", "channel", "value", "unit", "period"),
    "causes": ("layer", "motive_actor", "effect words", "cause words"),
    "scenarios": ("condition words", "outcome words"),
}
"""What makes two records at one place two records, and not one that was read in two ways."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the dossier has it now: its text, and its records by kind, as read."""

    sha256: str
    text: str
    rows: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a correction is now. `row` is the record it falls on; None: ORPHAN or AMBIGUOUS."""

    state: State
    row: Row | None
    why: str


def locate(correction: Correction, reading: Reading | None) -> Located:
    """The record that a correction is about, in `reading`; None where the document is gone."""
    if reading is None:
        why = f"the dossier no longer has the document {correction.anchor.document}"
        return Located("ORPHAN", None, why)
    place = find_place(correction.anchor, reading.sha256, reading.text)
    if place.start is None or place.end is None:
        return Located(place.state, None, place.why)
    rows = reading.rows.get(correction.kind, ())
    exact = [row for row in rows if (row["start"], row["end"]) == (place.start, place.end)]
    if exact:
        return _among(correction, exact, reading.text, place)
    return _nested(correction, rows, reading.text, place)


def _among(correction: Correction, rows: Sequence[Row], text: str, place: Place) -> Located:
    """The record among those at the very place of the anchor."""
    found = [(row, seen(correction.kind, row, text)) for row in rows]
    row = _alike(correction, found)
    if row is None and len(rows) == 1 and correction.among == 1:
        row = rows[0]
    if row is None:
        why = f"{place.why}, but {len(rows)} {correction.kind} stand on these words"
        why += f" ({correction.among} when it was judged), and it cannot be told which it is"
        return Located("AMBIGUOUS", None, why)
    now = seen(correction.kind, row, text)
    other = _differences(correction.seen, now)
    if correction.decision == "reject" and any(
        now.get(name) != correction.seen.get(name) for name in _KEYS[correction.kind]
    ):
        return Located("ORPHAN", None, f"what was rejected is read otherwise now: {other}")
    why = f"{place.why}; the reader gives other values now: {other}" if other else place.why
    return Located(place.state, row, why)


def _alike(correction: Correction, found: Sequence[tuple[Row, Row]]) -> Row | None:
    """The only record that reads as the judged one; or as it was corrected to; or is the same."""
    wanted = dict(correction.seen)
    corrected = dict(wanted)
    if correction.decision == "change":
        corrected[str(correction.field)] = correction.new
    for asked in (wanted, corrected):
        fits = [row for row, now in found if now == asked]
        if len(fits) == 1:
            return fits[0]
        if fits:
            return None
    keys = _KEYS[correction.kind]
    fits = [row for row, now in found if all(now[key] == wanted.get(key) for key in keys)]
    return fits[0] if keys and len(fits) == 1 else None


def _nested(correction: Correction, rows: Sequence[Row], text: str, place: Place) -> Located:
    """A record whose words hold the anchor's, or are held by them: the reader cut them anew."""
    start, end = place.start or 0, place.end or 0
    near = [
        row
        for row in rows
        if (row["start"] <= start and end <= row["end"])
        or (start <= row["start"] and row["end"] <= end)
    ]
    if not near:
        why = f"{place.why}, but the reader has none of its {correction.kind} there now"
        return Located("ORPHAN", None, why)
    if len(near) > 1:
        why = f"{place.why}, but the reader cut the words anew, into {len(near)} records"
        return Located("AMBIGUOUS", None, why)
    found = _among(correction, near, text, place)
    if found.row is None:
        return found
    why = f"{found.why}; its words are now {near[0]['quote']!r}"
    return Located("MOVED", found.row, why)


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    changed = [
        f"{name} was {before[name]!r}, is {now[name]!r}"
        for name in now
        if name in before and before[name] != now[name] and not name.endswith(" offset")
    ]
    return "; ".join(changed)
