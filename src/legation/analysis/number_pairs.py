"""Counts of one thing that cannot both hold, and those that only seem to clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from legation.analysis.counts import Count, counts_in
from legation.analysis.denials import claim_statement
from legation.analysis.done_denied import event_statement
from legation.analysis.pairs import Pair, clause_at, folded, language_of, pattern
from legation.analysis.statements import (
    Scope,
    Statement,
    country_of,
    overlap,
    root_of,
    same_voice,
    sides,
    width,
)
from legation.dossier import Dossier

LARGEST: Final = 60
"""Counts compared in one group (kind, country, month); of more, the highest and the lowest."""
_NARROW: Final = 31
"""Days within which the times of two documents must lie to be compared."""
_MAYBE: Final = (
    r"[0-9一二三四五六七八九十百千万萬億亿兩两][多餘余]?[名人位架]"
    r"|(?i:killed|dead|death|died|fatalit|slain|injured|wounded|hurt|freed|released|arrested"
    r"|detained|jailed|displaced|fled|handed over|extradited|shot down|downed)"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count as a statement. `group` are countries named behind the number: whose people."""

    count: Count
    statement: Statement
    paragraph: int
    group: frozenset[str]


def number_pairs(dossier: Dossier) -> Iterator[Pair]:
    """Pairs of counts of one kind whose bounds leave no common number, by different sources.

    Within a document counts of one sentence, or of neighbouring paragraphs with times that can be
    one, are compared; across documents, counts that share a country of their acts and a time
    within a month. Pairs that differ in time or in whose people they count are apart.
    """
    counted = _counted(dossier)
    by_document: dict[tuple[str, str], list[Counted]] = {}
    abroad: dict[tuple[str, str, str], list[Counted]] = {}
    for one in counted:
        by_document.setdefault((one.statement.document, one.count.kind), []).append(one)
        first = one.statement.scope.first
        if first is not None and _narrow(one):
            for country in one.statement.scope.countries:
                key = (one.count.kind, country, first.isoformat()[:7])
                abroad.setdefault(key, []).append(one)
    for group in by_document.values():
        for one, other in combinations(_outer(group), 2):
            if _near(one, other):
                yield from _pair(one, other)
    seen: set[tuple[str, str]] = set()
    for group in abroad.values():
        for one, other in combinations(_outer(group), 2):
            ids = (one.statement.id, other.statement.id)
            if one.statement.document != other.statement.document and ids not in seen:
                seen.add(ids)
                yield from _pair(one, other)


def _outer(group: Sequence[Counted]) -> Sequence[Counted]:
    if len(group) <= LARGEST:
        return group
    half = LARGEST // 2
    ranked = sorted(group, key=lambda one: one.count.value)
    return [*ranked[:half], *ranked[-half:]]


def _near(one: Counted, other: Counted) -> bool:
    if one.statement.sentence_start == other.statement.sentence_start:
        return True
    return _narrow(one) and _narrow(other) and abs(one.paragraph - other.paragraph) <= 1


def _narrow(one: Counted) -> bool:
    """Whether the time of a count is known to a month: a sum so far is no count of one act."""
    days = width(one.statement.scope)
    return days is not None and days <= _NARROW


def _pair(one: Counted, other: Counted) -> Iterator[Pair]:
    if same_voice(one.statement, other.statement):
        return
    low, high = sorted((one, other), key=lambda item: (item.count.high, item.count.low))
    if high.count.low <= low.count.high or low.count.high <= 0:
        return
    why = _apart(low, high)
    ids = (low.statement.id, high.statement.id)
    said = " and ".join(f"{item.count.text} ({item.statement.root})" for item in (low, high))
    reason = f"{low.count.kind}: {said} " + (why or "leave no number that fits both")
    yield Pair("number", low.statement, high.statement, reason, ids, why is not None)


def _apart(low: Counted, high: Counted) -> str | None:
    """Why two counts do not clash after all, or None if they do."""
    together = low.statement.sentence_start == high.statement.sentence_start and (
        low.statement.document == high.statement.document
    )
    places = {item.statement.scope.place for item in (low, high)} - {None}
    if len(places) > 1 and not together:
        return f"are of other places: {' and '.join(sorted(map(str, places)))}"
    if low.group and high.group and not low.group & high.group:
        groups = " and ".join("/".join(sorted(item.group)) for item in (low, high))
        return f"count other people: {groups}"
    if low.count.part or (low.group and not high.group):
        return "do not clash: the lower one counts a part"
    if not together and not overlap(low.statement.scope, high.statement.scope):
        return f"are of other times: {low.statement.scope.when} and {high.statement.scope.when}"
    return None


_SENTENCES: Final = """SELECT s.document, s.id, s.start, s."end", s.quote, s.paragraph, d.outlet,
    d.published FROM sentences s JOIN documents d USING (document)
    WHERE s.kind IN ('body', 'title', 'caption') AND regexp_matches(s.quote, ?)
    ORDER BY s.document, s.start"""
_INSIDE: Final = """WITH wanted AS (
    SELECT unnest(?::VARCHAR[]) AS document, unnest(?::BIGINT[]) AS f, unnest(?::BIGINT[]) AS l)"""
_EVENTS: Final = f"""{_INSIDE} SELECT DISTINCT e.document, e.id, e.quote, e.start, e.type, e.modes,
    e.actors, e.recipients, e.date, e.date_first, e.date_last, e.place, e.status, e.attribution,
    e.attribution_countries, d.outlet, '' AS sentence, e.start AS sentence_start
    FROM events e JOIN wanted w ON w.document = e.document AND e.start BETWEEN w.f AND w.l
    JOIN documents d ON d.document = e.document ORDER BY e.document, e.start, e.id"""
_CLAIMS: Final = f"""{_INSIDE} SELECT DISTINCT c.document, c.id, c.cue, c.speaker, c.about,
    c.chain, c.content_start, c.content_end, d.outlet, d.published, NULL AS content,
    '' AS sentence, c.start AS sentence_start
    FROM claims c JOIN wanted w ON w.document = c.document AND c.content_start <= w.l
        AND c.content_end >= w.f
    JOIN documents d ON d.document = c.document
    WHERE c.kind IN ('assertion', 'confirmation')
    ORDER BY c.document, c.content_end - c.content_start, c.id"""
_MENTIONS: Final = f"""{_INSIDE} SELECT DISTINCT m.document, m.start, m.actors FROM mentions m
    JOIN wanted w ON w.document = m.document AND m.start BETWEEN w.f AND w.l"""


def _counted(dossier: Dossier) -> list[Counted]:
    rows = [
        (row, counts)
        for row in dossier.sql(_SENTENCES, [_MAYBE])
        if (counts := list(counts_in(row["quote"])))
    ]
    spans = [
        [row["document"] for row, _ in rows],
        [row["start"] for row, _ in rows],
        [row["end"] for row, _ in rows],
    ]
    if not rows:
        return []
    persons = sides(dossier)
    events = _by_document(dossier.sql(_EVENTS, spans))
    claims = _by_document(dossier.sql(_CLAIMS, spans))
    mentions = _by_document(dossier.sql(_MENTIONS, spans))
    made = []
    for row, counts in rows:
        name = row["document"]
        for count in counts:
            event = _event_of(row, count, events.get(name, ()))
            if _is_to_come(row["quote"], count, event):
                continue
            statement = _statement(row, count, event, claims.get(name, ()), persons)
            group = _group(row, count, mentions.get(name, ()))
            made.append(Counted(count, statement, row["paragraph"], group))
    return made


def _is_to_come(sentence: str, count: Count, event: Mapping[str, Any] | None) -> bool:
    """Whether a number is of what may be, or was not: such a number counts nothing."""
    if event is not None and event["status"] not in ("actual", "ongoing"):
        return True
    start, end = clause_at(folded(sentence), count.start)
    words = pattern("cues", "intended", language_of(sentence))
    return words.search(folded(sentence), start, end) is not None


def _by_document(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found


def _event_of(
    row: Mapping[str, Any], count: Count, events: Iterable[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """The event whose words stand nearest to a count, in its clause or else in its sentence."""
    start, end = clause_at(folded(row["quote"]), count.start)
    at = row["start"] + count.start

    def distance(event: Mapping[str, Any]) -> tuple[bool, int]:
        inside = start <= event["start"] - row["start"] < end
        return (not inside, abs(event["start"] - at))

    here = [event for event in events if row["start"] <= event["start"] < row["end"]]
    return min(here, key=distance, default=None)


def _statement(
    row: Mapping[str, Any],
    count: Count,
    event: Mapping[str, Any] | None,
    claims: Iterable[Mapping[str, Any]],
    persons: Mapping[str, str],
) -> Statement:
    """A count as said by the innermost claim around it, or else as its event is attributed."""
    at = row["start"] + count.start
    claim = next((c for c in claims if c["content_start"] <= at < c["content_end"]), None)
    base = event_statement(event, persons) if event is not None else None
    said = claim_statement(claim, persons) if claim is not None else base
    root, side, voice, record = (
        (said.root, said.side, said.voice, said.id)
        if said is not None
        else (root_of((), row["outlet"], row["document"])[0], None, True, row["id"])
    )
    scope = base.scope if base is not None else Scope(what=count.kind, when=row["published"])
    start, end = clause_at(row["quote"], count.start)
    words = row["quote"][start:end].strip()
    return Statement(
        record,
        row["document"],
        words,
        row["quote"],
        row["start"],
        root,
        side,
        voice,
        scope,
    )


def _group(
    row: Mapping[str, Any], count: Count, mentions: Iterable[Mapping[str, Any]]
) -> frozenset[str]:
    """Countries of mentions in the clause behind the number; empty for people in general."""
    first = row["start"] + count.end - 1
    last = row["start"] + clause_at(row["quote"], count.start)[1]
    found = {
        country_of(actor)
        for mention in mentions
        if first <= mention["start"] < last
        for actor in mention["actors"]
    }
    return frozenset(country for country in found if country is not None)
