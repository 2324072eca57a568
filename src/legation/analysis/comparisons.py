"""Who is put before whom without a number: comparisons and first places that sentences state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from legation.analysis.lines import Line, Pattern, read_lines, read_patterns, search_words
from legation.analysis.tie_rows import Row, make_table, side
from legation.dossier import Dossier, Table
from legation.language.script import fold
from legation.lexicons.tables import read_table

OTHERS: Final = "*"
"""Stands for every other of the same scope, below the first and above nobody."""
_BEFORE: Final = re.compile(r"(对|与|和|跟|向|从|\bto|\bfrom|\bwith)\s*$", re.I)
_FIRST: Final = re.compile(
    r"最(?:大|多|主要|重要|关键|亲密|密切|可靠|坚定)|头号|第一大"
    r"|(?<!one of the )(?<!among the )\b(?:largest|biggest|most|top|number one|closest|staunchest"
    r"|strongest)\b",
    re.I,
)
_ONE_OF: Final = re.compile(r"[^，,。；;\ue000-\uf8ff]{0,16}之一")
_IS: Final = (
    r"(?:其实|仍然?|已经?|也|正|就|还|曾)?(?:是|为|成为|成了)"
    r"|\b(?:is|was|are|were|became|remains?|remained|has been)\b"
)
_PARTY: Final = "[\ue000-\uf8ff]"
_SUBJECT_OF: Final = re.compile(
    rf"(?P<ranked>{_PARTY})(?:[^，,。；;]{{0,8}}?(?:{_IS})|, (?:the|its|[^,]{{0,12}}'s)\b)"
    r"[^，,。；;]*$"
)
_AFTER: Final = re.compile(
    rf"[^，,。；;\ue000-\uf8ff]{{0,24}}?(?:的[^，,。；;\ue000-\uf8ff]{{1,8}})?(?:{_IS}|,)?\s*(?P<ranked>{_PARTY})"
)
_COLUMNS: Final = {
    "lower": "text",
    "cue": "text",
    "higher": "text",
    "hub": "text",
    "channel": "text",
    "measure": "text",
    "period": "text",
    "told_as": "text",
    "source": "texts",
    "text": "text",
    "sentence_text": "text",
    "document": "text",
    "reason": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: parties as partners of `hub` over `channel`, by `measure`.

    Only comparisons of one scope may be chained. None where the text does not say.
    """

    hub: str | None
    channel: str | None
    measure: str

    def __str__(self) -> str:
        with_whom = (
            f"{self.channel or 'any channel'} with {self.hub}"
            if self.hub
            else (self.channel or "no partner named")
        )
        return f"{self.measure}, {with_whom}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`lower` is below `higher`, as somebody says; both are countries or ids, or `OTHERS`.

    `told_as` is "fact", or the word or status that keeps it from being one. `first` and `last` are
    the first and last day it may be of; both None where no period is known. `text` is the clause.
    """

    lower: str
    higher: str
    cue: str
    scope: Scope
    period: str | None
    first: date | None
    last: date | None
    told_as: str
    source: tuple[str, ...]
    text: str
    sentence: str
    document: str
    reason: str
    evidence: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """As a row of `comparison_table`."""
        return {
            "lower": self.lower,
            "cue": self.cue,
            "higher": self.higher,
            "hub": self.scope.hub,
            "channel": self.scope.channel,
            "measure": self.scope.measure,
            "period": self.period,
            "told_as": self.told_as,
            "source": list(self.source),
            "text": self.text,
            "sentence_text": self.sentence,
            "document": self.document,
            "reason": self.reason,
            "evidence": list(self.evidence),
        }


def comparison_table(comparisons: Iterable[Comparison]) -> Table:
    """One row per pair of parties compared, also those not told as a fact."""
    return make_table((comparison.row() for comparison in comparisons), _COLUMNS)


def read_comparisons(dossier: Dossier) -> tuple[Comparison, ...]:
    """The comparisons and first places of a dossier, in the order of the texts."""
    ranked = dossier.sql("SELECT DISTINCT sentence_id FROM ties WHERE unit = 'rank'").rows()
    lines = {
        line.key: line
        for line in (
            *read_lines(dossier, words=search_words("ties-comparisons")),
            *read_lines(dossier, sentences=[row["sentence_id"] for row in ranked]),
        )
    }
    found: dict[tuple[str, str, str, str], Comparison] = {}
    for line in sorted(lines.values(), key=lambda line: (line.document, line.start)):
        for comparison in (*_stated(line), *_firsts(line)):
            key = line.id, comparison.lower, comparison.higher, comparison.cue
            found.setdefault(key, comparison)
    return tuple(found.values())


def _stated(line: Line) -> Iterator[Comparison]:
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.compiled.finditer(line.masked):
            start, end = match.span("cue")
            if not any(first < end and start < last for first, last in taken):
                taken.append((start, end))
                yield from _of_match(line, pattern, match)


def _of_match(line: Line, pattern: Pattern, match: re.Match[str]) -> Iterator[Comparison]:
    start = match.start()
    left = _sides(_parallel(line, match) or line.subject(start))
    right = _sides(line.actors(*match.span("B")))
    kind = pattern.cells["kind"]
    for one in left:
        for other in right:
            if one == other:
                continue
            lower, higher = (other, one) if kind == "more" else (one, other)
            yield _comparison(line, match, lower, higher, pattern, {*left, *right})
        if kind == "next" and right and one not in right:
            yield _comparison(line, match, OTHERS, one, pattern, {*left, *right})


def _parallel(line: Line, match: re.Match[str]) -> tuple[str, ...]:
    """The party before the cue behind the same preposition as the one after it (對A…超過對B)."""
    word = _BEFORE.search(line.masked, match.start(), match.start("B"))
    if word is None:
        return ()
    same = re.compile(rf"{re.escape(word[1])}\s*({_PARTY})", re.I)
    before = list(same.finditer(line.masked, 0, match.start()))
    return line.actors(*before[-1].span(1)) if before else ()


def _comparison(
    line: Line,
    match: re.Match[str],
    lower: str,
    higher: str,
    pattern: Pattern,
    sides: set[str],
) -> Comparison:
    span = match.span()
    measure, why = _measure(line, span[0])
    hub, channel, ties = _between(line, span, {lower, higher} - {OTHERS}, sides)
    return _made(
        line,
        span,
        (lower, higher),
        line.cut(*match.span("cue")),
        Scope(hub, channel, measure),
        ties,
        f"{pattern.cells['name']} ({pattern.cells['language']}); {why}",
    )


def _made(
    line: Line,
    span: tuple[int, int],
    pair: tuple[str, str],
    cue: str,
    scope: Scope,
    ties: list[Row],
    reason: str,
) -> Comparison:
    events = line.touching("events", *span)
    near = [tie for tie in line.touching("ties", *span) if tie in ties]
    dated = next((tie for tie in [*near, *ties] if tie["period"]), None)
    event = next((event for event in events if event["date"]), None)
    period, first, last = None, None, None
    if dated is not None:
        period, first, last = dated["period"], dated["period_first"], dated["period_last"]
    elif event is not None:
        period, first, last = event["date"], event["date_first"], event["date_last"]
    return Comparison(
        *pair,
        cue=cue,
        scope=scope,
        period=period,
        first=first,
        last=last,
        told_as=line.doubt(*span) or "fact",
        source=tuple(line.says(*span)),
        text=line.clause(*span),
        sentence=line.text,
        document=line.document,
        reason=reason,
        evidence=tuple(dict.fromkeys([*(tie["id"] for tie in ties), line.id])),
    )


def _between(
    line: Line, span: tuple[int, int], compared: set[str], sides: set[str]
) -> tuple[str | None, str | None, list[Row]]:
    """Whose partners the compared are, over which channel, and the ties that say so.

    The hub is the other end of ties in the sentence with each of them, else of one that touches
    the comparison; none of the `sides` of the whole comparison.
    """
    near = line.touching("ties", *span)
    all_ties = line.records.get("ties", ())
    ends = {
        name: {other for tie in all_ties for own, other in _ends(tie) if own == name} - sides
        for name in compared
    }
    common = sorted(set.intersection(*ends.values()))
    touched = sorted(
        {other for tie in near for own, other in _ends(tie) if own in compared} - sides
    )
    hub = next(iter([*common, *touched]), None)
    ties = [tie for name in sorted(compared) for tie in _nearest(line, span, name, hub)]
    ties = list({tie["id"]: tie for tie in ties}.values())
    channels = sorted({tie["channel"] for tie in [tie for tie in ties if tie in near] or ties})
    return hub, "/".join(channels) or None, ties


def _nearest(line: Line, span: tuple[int, int], name: str, hub: str | None) -> list[Row]:
    """The tie of `name` with the hub that stands nearest to the comparison; none without a hub."""
    place = line.at(span[0])
    ties = [tie for tie in line.records.get("ties", ()) if (name, hub) in set(_ends(tie))]
    return sorted(ties, key=lambda tie: (abs(tie["start"] - place), tie["id"]))[:1]


def _ends(tie: Row) -> Iterator[tuple[str, str]]:
    """Both orders of the sides of a tie that names both."""
    first, second = side(tie["from"]), side(tie["to"])
    if first and second:
        yield first, second
        yield second, first


def _firsts(line: Line) -> Iterator[Comparison]:
    """First places: the reader's ties of rank 1, with the end that the sentence ranks."""
    for tie in line.records.get("ties", ()):
        if (tie["unit"], tie["value"], tie["bound"]) != ("rank", 1.0, "exact"):
            continue
        first, second = side(tie["from"]), side(tie["to"])
        for word in _FIRST.finditer(line.masked):
            place = line.at(word.start())
            ranked = _ranked(line, word) if tie["start"] - 1 <= place <= tie["end"] + 40 else None
            if ranked is not None and ranked in (first, second):
                hub = second if ranked == first else first
                measure, why = _measure(line, word.end())
                yield _made(
                    line,
                    (word.start(), word.end()),
                    (OTHERS, ranked),
                    line.cut(*word.span()),
                    Scope(hub, tie["channel"], measure),
                    [tie],
                    f"first place; {why}",
                )
                break


def _ranked(line: Line, word: re.Match[str]) -> str | None:
    """Who holds the first place: the subject of 是/is before the word, or the party behind it.

    None where it is one of several (之一, one of the).
    """
    if _ONE_OF.match(line.masked, word.end()):
        return None
    before = _SUBJECT_OF.search(line.masked, 0, word.start())
    after = _AFTER.match(line.masked, word.end())
    found = before or after
    actors = line.actors(*found.span("ranked")) if found else ()
    return side(actors[0]) if actors else None


def _sides(actors: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for actor in actors if (name := side(actor))))


def _measure(line: Line, end: int) -> tuple[str, str]:
    """What is compared, and why it is taken to be that; size where the text names nothing."""
    last: tuple[int, str, str] | None = None
    for measure, words in _measures():
        for found in words.finditer(line.masked, max(0, end - _REACH), end):
            if last is None or found.start() > last[0]:
                last = found.start(), measure, line.cut(*found.span())
    return (last[1], f"measure: {last[2]}") if last else ("size", "measure not named")


_REACH: Final = 60
"""Characters before a cue in which its measure is sought."""


@cache
def _patterns() -> tuple[Pattern, ...]:
    return read_patterns("ties-comparisons")


@cache
def _measures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["measure"], re.compile(fold(row["words"]), re.I))
        for row in read_table("legation.analysis", "ties-measures")
    )
