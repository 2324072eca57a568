"""Sentences of a dossier with their parties as single signs, so that patterns can name parties.

A pattern is written in Traditional characters or English and read folded. In it
`<A>` and `<B>` stand for one party or a list of parties, `<cue>` for the words of its row, `<12>`
for at most twelve characters of the same clause without digits or parties, `<*12>` for twelve of
any kind within the clause, `<@name>` for the words of the row of that name, of kind "set" and of
the same language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from legation.analysis.tie_rows import Row
from legation.dossier import Dossier
from legation.language.script import fold
from legation.lexicons.tables import read_table

_FIRST: Final = 0xE000
_PARTY: Final = "[\ue000-\uf8ff]"
_AND: Final = r"\s*(?:、|, and\b|,|和|与|及|以及|还有|\band\b|\bor\b|&)\s*"
_LIST: Final = rf"{_PARTY}(?:{_AND}{_PARTY})*"
_BREAKS: Final = "，,；;。!?！？\n"
_CLAUSE: Final = re.compile(r"[，；。!?！？\n;：:]|(?<!\d),|,(?!\d)")
"""What ends a clause; the comma of 60,000 does not."""
_ADJUNCT: Final = re.compile(
    r"(?:对于?|向|在|从|与|和|跟|于|由|比|据|除了?|随着|给|为|被"
    r"|\b(?:in|at|with|to|from|by|for|on|against|than|under|since|after)(?: the)?)\s*$",
    re.I,
)
"""Words before a party that make it the ground or partner of an act and not its subject."""
_DOUBT: Final = re.compile(
    r"如果|倘若|假如|若|可能|或将|或会|有望|预计|料将|将(?![\ue000-\uf8ff])|试图|企图|希望|计划|打算|难以|无法"
    r"|未能|不会|没有|并未|未曾|尚未|并非|是否|能否|如何"
    r"|\b(?:if|unless|whether|would|could|may|might|will|should|likely to|expected to|aims? to"
    r"|plans? to|hopes? to|seeks? to|tr(?:y|ies|ied|ying) to|wants? to|not|never|hardly)\b"
    r"|n['’]t\b",
    re.I,
)
"""Words in a clause that keep what it says from being told as a fact."""
_UNREAL: Final = frozenset({"planned", "proposed", "conditional", "denied"})
_TABLES: Final = ("mentions", "ties", "events", "claims", "causes")
_TOKEN: Final = re.compile(r"<(\*?\d+|[AB]|cue|@[a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Party:
    """A mention: where it stands in the document, and the ids it acts under (one or more)."""

    start: int
    end: int
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence. `masked` is folded, each party one sign; `offsets` lead back to the document.

    `records` holds the rows of the sentence by table: ties, events, claims, causes.
    """

    document: str
    id: str
    start: int
    text: str
    masked: str
    parties: tuple[Party, ...]
    offsets: tuple[int, ...]
    records: Mapping[str, Sequence[Row]]

    @property
    def key(self) -> tuple[str, str]:
        """Document and id of the sentence."""
        return self.document, self.id

    def at(self, place: int) -> int:
        """The offset in the document of a place in `masked`; its end is the sentence's end."""
        return self.offsets[place]

    def cut(self, start: int, end: int) -> str:
        """The text's own characters for a stretch of `masked`."""
        return self.text[self.at(start) - self.start : self.at(end) - self.start]

    def party(self, place: int) -> Party | None:
        """The party whose sign stands at a place of `masked`."""
        index = ord(self.masked[place]) - _FIRST if place < len(self.masked) else -1
        return self.parties[index] if 0 <= index < len(self.parties) else None

    def actors(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the parties in a stretch of `masked`, in order, each once."""
        found = (self.party(place) for place in range(start, end))
        return tuple(dict.fromkeys(actor for party in found if party for actor in party.actors))

    def actor_within(self, words: str) -> str | None:
        """The first actor named inside a stretch of the text, or None."""
        start = self.text.find(words)
        if start < 0:
            return None
        first, last = self.start + start, self.start + start + len(words)
        inside = (party for party in self.parties if first <= party.start and party.end <= last)
        return next((actor for party in inside for actor in party.actors), None)

    def subject(self, place: int) -> tuple[str, ...]:
        """Who a predicate at `place` speaks of: the first party of its clause, or the one before.

        Parties behind a preposition are passed over unless there is no other.
        """
        found = self._subject_place(place)
        if found is None:
            return ()
        sign = re.compile(_LIST).match(self.masked, found)
        return self.actors(found, sign.end() if sign else found + 1)

    def _subject_place(self, place: int) -> int | None:
        cuts = [0, *(cut.end() for cut in _CLAUSE.finditer(self.masked, 0, place)), place]
        nearest: int | None = None
        for start, end in reversed(list(pairwise(cuts))):
            for sign in re.compile(_PARTY).finditer(self.masked, start, end):
                if not _ADJUNCT.search(self.masked, 0, sign.start()):
                    return sign.start()
                nearest = sign.start() if nearest is None else nearest
        return nearest

    def touching(self, table: str, start: int, end: int) -> list[Row]:
        """Records of a table whose span shares characters with a stretch of `masked`."""
        first, last = self.at(start), self.at(end)
        return [
            row for row in self.records.get(table, ()) if row["start"] < last and first < row["end"]
        ]

    def doubt(self, start: int, end: int) -> str | None:
        """What keeps a stretch from being told as a fact: a status or a word; None for a fact."""
        for event in self.touching("events", start, end):
            if event["status"] in _UNREAL:
                return str(event["status"])
        clause = max((cut.end() for cut in _CLAUSE.finditer(self.masked, 0, start)), default=0)
        found = _DOUBT.search(self.masked, clause, start)
        return self.cut(found.start(), found.end()) if found else None

    def clause(self, start: int, end: int) -> str:
        """The text's own clauses around a stretch."""
        first = max((cut.end() for cut in _CLAUSE.finditer(self.masked, 0, start)), default=0)
        after = _CLAUSE.search(self.masked, end)
        return self.cut(first, after.start() if after else len(self.masked)).strip()

    def says(self, start: int, end: int) -> list[str]:
        """Who says a stretch, outermost first; empty for the document's own voice."""
        for row in self.touching("ties", start, end) + self.touching("events", start, end):
            if row["attribution"]:
                return list(row["attribution"])
        first = self.at(start)
        chains = [
            [*row["chain"], row["speaker"] or "?"]
            for row in self.records.get("claims", ())
            if row["content_start"] is not None
            and row["content_start"] <= first < row["content_end"]
        ]
        return max(chains, key=len, default=[])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of a table of patterns, compiled; `cells` are its other columns."""

    compiled: re.Pattern[str]
    cells: Mapping[str, str] = field(hash=False)


def read_patterns(name: str) -> tuple[Pattern, ...]:
    """The patterns of data/NAME.tsv, in its order."""
    rows = read_table("legation.analysis", name)
    sets = {(row["language"], row["name"]): row["words"] for row in rows if row["kind"] == "set"}
    return tuple(Pattern(_compiled(row, sets), row) for row in rows if row["kind"] != "set")


def search_words(name: str) -> str:
    """One regular expression of all cues of a table in both scripts, for a first sieve in SQL.

    Where a cue alone stands in too many sentences, the column `sieve` has more of its pattern.
    """
    rows = read_table("legation.analysis", name)
    words = {row.get("sieve") or row["words"] for row in rows if row["kind"] != "set"}
    both = sorted(words | {fold(word) for word in words})
    return f"(?i){'|'.join(f'(?:{word})' for word in both)}"


def _compiled(row: Mapping[str, str], sets: Mapping[tuple[str, str], str]) -> re.Pattern[str]:
    def part(token: re.Match[str]) -> str:
        name = token[1]
        if name in ("A", "B"):
            return f"(?P<{name}>{_LIST})"
        if name == "cue":
            return f"(?P<cue>{fold(row['words'])})"
        if name.startswith("@"):
            return f"(?:{fold(sets[row['language'], name[1:]])})"
        if name.startswith("*"):
            return f"[^{_BREAKS}]{{0,{name[1:]}}}?"
        return rf"[^{_BREAKS}\d%\ue000-\uf8ff]{{0,{name}}}?"

    return re.compile(_TOKEN.sub(part, fold(row["pattern"])), re.I)


def read_lines(
    dossier: Dossier, sentences: Iterable[str] | None = None, words: str | None = None
) -> Iterator[Line]:
    """Lines of the sentences with these ids, or of those with `words`.

    `words` is a regular expression of DuckDB. A text that stands in the dossier twice gives its
    lines once.
    """
    condition = "s.id IN (SELECT unnest(?))" if words is None else "regexp_matches(s.quote, ?)"
    found = dossier.sql(
        f"""SELECT min(s.document) AS document, s.id, s.start, s."end", s.quote FROM sentences s
        WHERE {condition} GROUP BY s.id, s.start, s."end", s.quote ORDER BY 1, 3""",
        [sorted(set(sentences or ())) if words is None else words],
    ).rows()
    inside = {table: _inside(dossier, table, found) for table in _TABLES} if found else {}
    for row in found:
        key = row["document"], row["id"]
        yield _line(row, {table: rows.get(key, []) for table, rows in inside.items()})


def _inside(
    dossier: Dossier, table: str, sentences: Sequence[Row]
) -> dict[tuple[str, str], list[Row]]:
    """The records of a table by the sentence that holds them, for some sentences."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in dossier.sql(
        f"""WITH held AS (SELECT unnest(?) AS document, unnest(?) AS held_by,
            unnest(?) AS first, unnest(?) AS last)
        SELECT r.*, h.held_by FROM {table} r JOIN held h
        ON h.document = r.document AND h.first <= r.start AND r."end" <= h.last
        ORDER BY r.document, r.start, r."end" DESC, r.id""",
        [[row[name] for row in sentences] for name in ("document", "id", "start", "end")],
    ):
        found.setdefault((row["document"], row["held_by"]), []).append(row)
    return found


def _line(row: Row, records: Mapping[str, Sequence[Row]]) -> Line:
    folded = fold(row["quote"])
    signs: list[str] = []
    offsets: list[int] = []
    parties: list[Party] = []
    at = row["start"]
    for mention in _parties(records["mentions"], row["start"]):
        signs += _plain(folded[at - row["start"] : mention.start - row["start"]])
        offsets += range(at, mention.start)
        signs.append(chr(_FIRST + len(parties)))
        offsets.append(mention.start)
        parties.append(mention)
        at = mention.end
    signs += _plain(folded[at - row["start"] :])
    offsets += [*range(at, row["end"]), row["end"]]
    return Line(
        document=row["document"],
        id=row["id"],
        start=row["start"],
        text=row["quote"],
        masked="".join(signs),
        parties=tuple(parties),
        offsets=tuple(offsets),
        records=records,
    )


def _parties(mentions: Sequence[Row], at: int) -> Iterator[Party]:
    """Mentions that stand for somebody, none inside another."""
    for mention in mentions:
        actors = tuple(mention["roles"] or mention["actors"] or ())
        if actors and mention["start"] >= at:
            yield Party(mention["start"], mention["end"], actors)
            at = mention["end"]


def _plain(text: str) -> Iterable[str]:
    """Characters; those of private use, which stand for parties here, as a mark of their own."""
    return (("□" if "\ue000" <= sign <= "\uf8ff" else sign) for sign in text)
