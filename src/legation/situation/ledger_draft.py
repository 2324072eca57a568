"""Gains and losses that a dossier states, as a draft of ledger entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from legation.analysis.lines import Line, read_lines
from legation.analysis.tie_rows import make_table, side
from legation.dossier import Dossier, Table
from legation.language.script import fold, is_han
from legation.lexicons.tables import read_table
from legation.situation.extracted import asserter_of, extracted
from legation.situation.records import LedgerEntry, Sign

_PARTY: Final = "(?P<A>[\ue000-\uf8ff])"
_IN: Final = re.compile("(?:在|\\bin )([\ue000-\uf8ff])", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[，；。!?！？\n;]|(?<!\d),|(?<!\d)\.(?!\d)")
_QUOTED: Final = re.compile("[^「『“‘]*[」』”’]")
_BEFORE: Final = {"zh": 6, "en": 24}
"""Characters before a cue within which a word denies it."""
_CUES: Final = ("named", "risked", "subject")
_LEFT_OUT: Final = {"reason": "text", "sign": "text", "words": "text", "evidence": "texts"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of gain or loss that gave no entry, and why."""

    reason: str
    sign: Sign
    words: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerDraft:
    """Entries as the texts have them, and what was passed over."""

    entries: tuple[LedgerEntry, ...]
    left_out: tuple[LeftOut, ...]

    def table(self) -> Table:
        """One row per stretch of text that was passed over, with the reason."""
        rows = (
            {
                "reason": one.reason,
                "sign": one.sign,
                "words": one.words,
                "evidence": list(one.evidence),
            }
            for one in self.left_out
        )
        return make_table(rows, _LEFT_OUT)


@dataclass(frozen=True, slots=True)
class _Cue:
    language: str
    kind: str
    sign: Sign
    pattern: re.Pattern[str]


def draft_ledger(dossier: Dossier) -> LedgerDraft:
    """Gains and losses of actors that sentences tell of, in the order of the texts.

    An entry needs a known actor and an arena in its clause; size and horizon are kept where the
    clause has them. Words that deny a gain or loss give no entry of the other sign.
    """
    entries: list[LedgerEntry] = []
    left_out: list[LeftOut] = []
    outlets = {
        row["document"]: row
        for row in dossier.sql("SELECT document, outlet, published FROM documents")
    }
    for line in read_lines(dossier, words=_sieve()):
        for cue, match in _matches(line):
            found = _read(dossier, line, cue, match, outlets[line.document])
            if isinstance(found, LeftOut):
                left_out.append(found)
            else:
                entries += found
    return LedgerDraft(tuple(entries), tuple(left_out))


def _matches(line: Line) -> Iterator[tuple[_Cue, re.Match[str]]]:
    """Cues of a line, no two on the same words; those that name their actor come first."""
    language = _language(line)
    taken: list[tuple[int, int]] = []
    for cue in _cues():
        if cue.language != language:
            continue
        for match in cue.pattern.finditer(line.masked):
            start, end = match.span("cue")
            if not any(first < end and start < last for first, last in taken):
                taken.append((start, end))
                yield cue, match


def _read(
    dossier: Dossier, line: Line, cue: _Cue, match: re.Match[str], row: Mapping[str, Any]
) -> list[LedgerEntry] | LeftOut:
    start, end = match.span("cue")
    clause = _clause(line, *match.span())
    evidence = _evidence(line, *match.span())
    words = line.cut(*clause).strip()

    def passed(reason: str) -> LeftOut:
        return LeftOut(reason, cue.sign, words, evidence)

    before = max(clause[0], match.start() - _BEFORE[cue.language])
    denied = _word(line, "not", cue.language, (before, start))
    if denied is not None and cue.kind != "risked":
        return passed(f"denied: {denied[1]}")
    actors = _actors(line, cue, match, clause[0])
    if not actors:
        return passed("its clause does not say who gains or loses")
    arena = _arena(line, cue.language, clause, start, actors)
    if arena is None:
        return passed("its clause names no arena")
    size = _word(line, "size", cue.language, clause, start)
    horizon = _word(line, "horizon", cue.language, (0, len(line.masked)), start)
    source = extracted(dossier, evidence, row["published"], _told_as(line, cue, start, end))
    return [
        LedgerEntry(
            actor=actor,
            arena=arena,
            over=words,
            sign=cue.sign,
            size=size[1] if size else None,
            horizon=horizon[0] if horizon else None,
            asserter=asserter_of(row, line.says(start, end)),
            source=source,
        )
        for actor in actors
    ]


def _actors(line: Line, cue: _Cue, match: re.Match[str], clause: int) -> list[str]:
    """Who gains or loses: who is named in the match, else the subject, if it is in the clause.

    A party within quotation marks that end before the cue is part of a name for something else.
    """
    if cue.kind == "named":
        ids = line.actors(*match.span("A"))
    else:
        ids = line.subject(match.start())
        places = [
            place
            for place in range(clause, match.start())
            if (party := line.party(place)) and set(party.actors) & set(ids)
        ]
        if not places or _QUOTED.match(line.masked, places[0], match.start()):
            return []
    return list(dict.fromkeys(name for one in ids if (name := side(one))))


def _told_as(line: Line, cue: _Cue, start: int, end: int) -> str | None:
    doubt = line.doubt(start, end)
    risk = "a risk that is weighed" if cue.kind == "risked" else None
    return "; ".join(filter(None, [risk, doubt and f"told as: {doubt}"])) or None


def _clause(line: Line, start: int, end: int) -> tuple[int, int]:
    first = max((cut.end() for cut in _CLAUSE.finditer(line.masked, 0, start)), default=0)
    after = _CLAUSE.search(line.masked, end)
    return first, after.start() if after else len(line.masked)


def _evidence(line: Line, start: int, end: int) -> tuple[str, ...]:
    """Claims, causes and acts on these words, and the sentence."""
    tables = ("claims", "causes", "events")
    rows = [row["id"] for table in tables for row in line.touching(table, start, end)]
    return tuple(dict.fromkeys([*rows, line.id]))


def _arena(
    line: Line, language: str, clause: tuple[int, int], place: int, actors: list[str]
) -> str | None:
    """Arena and region that the clause names nearest to the cue, else a country it is set in."""
    named = [_word(line, kind, language, clause, place) for kind in ("arena", "region")]
    if any(named):
        return ", ".join(found[0] for found in named if found)
    for match in _IN.finditer(line.masked, *clause):
        for one in line.actors(*match.span(1)):
            if side(one) not in actors:
                return side(one)
    return None


def _word(
    line: Line, kind: str, language: str, span: tuple[int, int], place: int | None = None
) -> tuple[str, str] | None:
    """Name of the row, and the text's own word, of a kind of words nearest to `place`."""
    found = [
        (abs(match.start() - (span[0] if place is None else place)), name, match)
        for name, pattern in _words(kind, language)
        for match in pattern.finditer(line.masked, *span)
    ]
    if not found:
        return None
    _, name, match = min(found, key=lambda one: (one[0], one[1]))
    return name, line.cut(*match.span())


def _language(line: Line) -> str:
    return "zh" if any(map(is_han, line.text)) else "en"


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return read_table("legation.situation", "ledger")


@cache
def _words(kind: str, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["name"], re.compile(fold(row["words"]), re.IGNORECASE))
        for row in _rows()
        if (row["kind"], row["language"]) == (kind, language)
    )


@cache
def _cues() -> tuple[_Cue, ...]:
    """Cues that name their actor, then those whose subject it is."""
    rows = [row for row in _rows() if row["kind"] in _CUES]
    rows.sort(key=lambda row: row["kind"])
    return tuple(
        _Cue(
            row["language"],
            row["kind"],
            cast(Sign, row["name"]),
            re.compile(_expression(row), re.IGNORECASE),
        )
        for row in rows
    )


def _expression(row: Mapping[str, str]) -> str:
    cue = f"(?P<cue>{fold(row['words'])})"
    if row["kind"] != "named":
        return cue
    return fold(row["pattern"]).replace("{A}", _PARTY).replace("{cue}", cue)


def _sieve() -> str:
    """All cues in both scripts as one regular expression of DuckDB."""
    words = {row["words"] for row in _rows() if row["kind"] in _CUES}
    return "(?i)" + "|".join(sorted(f"(?:{one})" for one in words | set(map(fold, words))))
