"""Partners that take each other's place, assets that lose or gain worth, flows that change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Final

from legation.analysis.lines import Line, Pattern, read_lines, read_patterns, search_words
from legation.analysis.sizes import bounds, numbered, written
from legation.analysis.tie_rows import Row, make_table, on_side, read_ties, side
from legation.dossier import Dossier, Table
from legation.language.script import fold

_REPLACED: Final = frozenset({"replaced", "ousted"})
_WORTH: Final = frozenset({"falls", "rises"})
_FLOWS: Final = frozenset({"less", "more", "stops", "resumes", "collects"})
_WHEN: Final = re.compile(
    r"\d{4}年(?:\d{1,2}月)?(?:以来|起)?|近年来?|近几年|如今|眼下|目前|当前|现在"
    r"|\b(?:since )?(?:19|20)\d{2}\b|\bin recent years\b|\bnow\b|\btoday\b",
    re.I,
)
_CLAUSE_END: Final = re.compile("[，,。；;!?！？\n]|$")

_TOLD: Final = {
    "cue": "text",
    "channel": "text",
    "when": "text",
    "when_text": "text",
    "told_as": "text",
    "reasons": "texts",
    "source": "texts",
    "text": "text",
    "sentence_text": "text",
    "document": "text",
    "evidence": "texts",
}
_SUBSTITUTION_COLUMNS: Final = {
    "basis": "text",
    "newcomer": "text",
    "ousted": "text",
    "partner_of": "text",
    "what": "text",
    "reason": "text",
    **_TOLD,
}
_WORTH_COLUMNS: Final = {"asset": "text", "to": "text", "change": "text", **_TOLD}
_FLOW_COLUMNS: Final = {"from": "text", "to": "text", "change": "text", **_TOLD}


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a sentence tells it.

    `one` is the newcomer, the asset or the giver; `other` the ousted, whom it matters to, or the
    receiver; None where the text names nobody that the reader knows. `when` is an EDTF date of the
    records of the clause, `when_text` the nearest words of time before the cue. `told_as` is
    "fact", or what keeps it from being one. `reasons` are causes given for it, in their own words.
    """

    kind: str
    one: str
    other: str | None
    cue: str
    what: str | None
    channel: str | None
    when: str | None
    when_text: str | None
    told_as: str
    reasons: tuple[str, ...]
    source: tuple[str, ...]
    text: str
    sentence: str
    document: str
    evidence: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """The columns that every kind of change has."""
        return {
            "cue": self.cue,
            "channel": self.channel,
            "when": self.when,
            "when_text": self.when_text,
            "told_as": self.told_as,
            "reasons": list(self.reasons),
            "source": list(self.source),
            "text": self.text,
            "sentence_text": self.sentence,
            "document": self.document,
            "evidence": list(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class Shift:
    """Numbers of two partners of one hub in one unit of one whole: one falls, the other rises."""

    hub: str
    channel: str
    fallen: tuple[Row, Row]
    risen: tuple[Row, Row]
    partners: tuple[str, str]


def substitutions(dossier: Dossier, actor: str | None = None) -> Table:
    """Who takes whose place: told by a sentence, or shown by numbers that fall and rise.

    `what` is the place that is taken, in the text's words. `actor` is on either side or the one
    whose partners change. Columns `told_as` and `reason` say how firm it is.
    """
    rows = [
        {
            "basis": "told",
            "newcomer": change.one,
            "ousted": change.other,
            "what": change.what,
            "reason": f"the text says so: {change.cue}",
            **change.row(),
        }
        for change in read_changes(dossier, _REPLACED)
    ]
    rows += [_shift_row(shift) for shift in shifts(read_ties(dossier, True))]
    return make_table(
        (
            row
            for row in rows
            if any(on_side(row.get(name), actor) for name in ("newcomer", "ousted", "partner_of"))
        ),
        _SUBSTITUTION_COLUMNS,
    )


def worth_changes(dossier: Dossier, actor: str | None = None) -> Table:
    """What an asset is worth to an actor, where a text says that it falls or rises, and why.

    `to` is None where the text names somebody whom the reading does not know. `actor` is the asset
    or the one it matters to.
    """
    return make_table(
        (
            {"asset": change.one, "to": change.other, "change": change.kind, **change.row()}
            for change in read_changes(dossier, _WORTH)
            if on_side(change.one, actor) or on_side(change.other, actor)
        ),
        _WORTH_COLUMNS,
    )


def flow_changes(dossier: Dossier, actor: str | None = None) -> Table:
    """Ties that a text says shrink, grow, stop, resume, or turn to collecting; nothing is counted.

    A flow that shrinks is not one of 0: a number stands here only where `tie_numbers` has one.
    """
    return make_table(
        (
            {"from": change.one, "to": change.other, "change": change.kind, **change.row()}
            for change in read_changes(dossier, _FLOWS)
            if on_side(change.one, actor) or on_side(change.other, actor)
        ),
        _FLOW_COLUMNS,
    )


def read_changes(dossier: Dossier, kinds: frozenset[str]) -> tuple[Change, ...]:
    """Changes of these kinds as sentences tell them, in the order of the texts."""
    found: dict[tuple[str, str, str | None, str, str], Change] = {}
    for line in read_lines(dossier, words=search_words("ties-changes")):
        for change in _told(line, kinds):
            found.setdefault((line.id, change.one, change.other, change.kind, change.cue), change)
    return tuple(found.values())


def shifts(ties: Sequence[Row]) -> Iterator[Shift]:
    """Pairs of partners whose numbers cross over time, both seen at two times or more."""
    groups: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in numbered(ties):
        if row["value"] is None or row["period_first"] is None or row["undirected"]:
            continue
        for hub_end, partner_end in (("from", "to"), ("to", "from")):
            hub, partner = side(row[hub_end]), side(row[partner_end])
            if hub and partner:
                whole = fold(row["denominator"]) if row["denominator"] else ""
                key = hub, hub_end, row["channel"], row["unit"], whole
                groups.setdefault(key, {}).setdefault(partner, []).append(row)
    for (hub, _, channel, _, _), partners in groups.items():
        trends = {name: _ends_of(rows) for name, rows in sorted(partners.items())}
        falling = {name: ends for name, ends in trends.items() if ends and _moves(ends) < 0}
        rising = {name: ends for name, ends in trends.items() if ends and _moves(ends) > 0}
        for (loser, fallen), (winner, risen) in product(falling.items(), rising.items()):
            if _together(fallen, risen):
                yield Shift(hub, channel, fallen, risen, (loser, winner))


def _told(line: Line, kinds: frozenset[str]) -> Iterator[Change]:
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.compiled.finditer(line.masked):
            start, end = match.span("cue")
            if any(first < end and start < last for first, last in taken):
                continue
            taken.append((start, end))
            if pattern.cells["kind"] in kinds:
                yield from _of_match(line, pattern.cells["kind"], match)


def _of_match(line: Line, kind: str, match: re.Match[str]) -> Iterator[Change]:
    if kind in _FLOWS:
        yield from _of_flow(line, kind, match)
        return
    groups = match.re.groupindex
    first = line.actors(*match.span("A")) if "A" in groups else line.subject(match.start())
    second = line.actors(*match.span("B")) if "B" in groups else ()
    if kind == "ousted":
        second = line.subject(match.start())
    what = _what(line, match) if kind == "replaced" else None
    for one, other in product(_sides(first), _sides(second) or (None,)):
        if one != other and (other is not None or kind in _WORTH):
            yield _change(line, match, "replaced" if kind == "ousted" else kind, one, other, what)


def _of_flow(line: Line, kind: str, match: re.Match[str]) -> Iterator[Change]:
    """The change of a flow, for the tie nearest to the words; acts do not say which way it runs."""
    place = line.at(match.start())
    ties = [tie for tie in line.records.get("ties", ()) if tie["from"] and tie["to"]]
    near = [tie for tie in line.touching("ties", *match.span()) if tie in ties]
    for tie in sorted(near or ties, key=lambda tie: (abs(tie["start"] - place), tie["id"]))[:1]:
        giver, receiver = side(tie["from"]), side(tie["to"])
        if giver is not None:
            yield _change(line, match, kind, giver, receiver, None, tie)


def _change(
    line: Line,
    match: re.Match[str],
    kind: str,
    one: str,
    other: str | None,
    what: str | None,
    tie: Row | None = None,
) -> Change:
    span = match.span()
    ties = [tie] if tie is not None else line.touching("ties", *span)
    dated = [*line.touching("events", *span), *ties]
    whens = (row.get("date") or row.get("period") for row in dated)
    causes = [
        row
        for row in line.records.get("causes", ())
        if row["effect_start"] is not None
        and row["effect_start"] <= line.at(match.start("cue")) < row["effect_end"]
        and not row["negated"]
    ]
    channels = sorted({row["channel"] for row in ties})
    return Change(
        kind=kind,
        one=one,
        other=other,
        cue=line.cut(*match.span("cue")),
        what=what,
        channel="/".join(channels) or None,
        when=next(filter(None, whens), None),
        when_text=_when_text(line, match.end("cue")),
        told_as=line.doubt(*span) or "fact",
        reasons=tuple(_cut(line, row["cause_start"], row["cause_end"]) for row in causes),
        source=tuple(line.says(*span)),
        text=line.clause(*span),
        sentence=line.text,
        document=line.document,
        evidence=tuple(dict.fromkeys([*(row["id"] for row in (*dated, *causes)), line.id])),
    )


def _what(line: Line, match: re.Match[str]) -> str | None:
    """What of the ousted is taken over: the words behind it in its clause; None for none."""
    end = _CLAUSE_END.search(line.masked, match.end("B"))
    words = line.cut(match.end("B"), end.start() if end else len(line.masked)).strip(" .")
    return words.removeprefix("的").removeprefix("’s ").removeprefix("'s ").strip() or None


def _when_text(line: Line, end: int) -> str | None:
    found = list(_WHEN.finditer(line.masked, 0, end)) or list(_WHEN.finditer(line.masked))
    return line.cut(*found[-1].span()) if found else None


def _cut(line: Line, start: int, end: int) -> str:
    return line.text[max(0, start - line.start) : max(0, end - line.start)]


def _sides(actors: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name for actor in actors if (name := side(actor))))


def _ends_of(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    """The earliest and the latest number of a partner; None if they are of one time."""
    ordered = sorted(rows, key=lambda row: (row["period_first"], row["id"]))
    first, last = ordered[0], ordered[-1]
    return (first, last) if first["period_first"] < last["period_first"] else None


def _moves(ends: tuple[Row, Row]) -> int:
    """1 if the later number is greater beyond doubt, -1 if smaller, 0 if the ranges overlap."""
    (low, high), (later_low, later_high) = bounds(ends[0]), bounds(ends[1])
    return (later_low > high) - (later_high < low)


def _together(fallen: tuple[Row, Row], risen: tuple[Row, Row]) -> bool:
    starts = [ends[0]["period_first"] for ends in (fallen, risen)]
    stops = [ends[1]["period_last"] or ends[1]["period_first"] for ends in (fallen, risen)]
    return bool(max(starts) <= min(stops))


def _shift_row(shift: Shift) -> dict[str, Any]:
    loser, winner = shift.partners
    rows = [*shift.fallen, *shift.risen]

    def course(ends: tuple[Row, Row]) -> str:
        return " → ".join(f"{written(row)} ({row['period']})" for row in ends)

    return {
        "basis": "numbers",
        "newcomer": winner,
        "ousted": loser,
        "partner_of": shift.hub,
        "channel": shift.channel,
        "told_as": "fact",
        "reason": f"{loser} falls: {course(shift.fallen)}; {winner} rises: {course(shift.risen)}",
        "source": list(dict.fromkeys(name for row in rows for name in row["attribution"])),
        "text": " … ".join(row["quote"] for row in rows),
        "document": ", ".join(dict.fromkeys(row["document"] for row in rows)),
        "evidence": [row["id"] for row in rows],
    }


@cache
def _patterns() -> tuple[Pattern, ...]:
    return read_patterns("ties-changes")
