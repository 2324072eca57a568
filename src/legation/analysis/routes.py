"""By which way most of something comes, and stated reasons that such a fact undercuts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Final

from legation.analysis.denials import claim_statement
from legation.analysis.pairs import Pair, clause_at, folded, language_of, pattern
from legation.analysis.statements import (
    Scope,
    Statement,
    country_of,
    root_of,
    same_voice,
    side_of,
    sides,
)
from legation.dossier import Dossier
from legation.lexicons.tables import read_table

_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)|百分之(\d+(?:\.\d+)?)")
_SHARE: Final = re.compile(
    r"[%％]|百分之|多[數数]|大部[分份]|主要"
    r"|(?i:percent|per cent|most|majority|bulk|mainly|chiefly|primarily)"
)
"""Finds in SQL the sentences that may tell of the larger part; the tables decide."""


@dataclass(frozen=True, slots=True)
class Route:
    """A statement that most of something (or `percent` of it) moves one way.

    `places` are the countries that its clause names.
    """

    statement: Statement
    thing: str
    path: str
    percent: float | None
    places: frozenset[str]


@cache
def _names(sort: str, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["name"], re.compile(row["words"], re.IGNORECASE))
        for row in read_table("legation.analysis", "contradictions-routes")
        if row["sort"] == sort and row["language"] == language
    )


def things_in(text: str) -> frozenset[str]:
    """Names of the goods and persons that move of which a text speaks."""
    language, plain = language_of(text), folded(text)
    return frozenset(name for name, words in _names("object", language) if words.search(plain))


def routes(dossier: Dossier) -> list[Route]:
    """The statements of the dossier that tell by which way most of something moves."""
    persons = sides(dossier)
    rows = dossier.sql(
        """SELECT s.document, s.id, s.start, s.quote, d.outlet, d.published FROM sentences s
        JOIN documents d USING (document) WHERE s.kind IN ('body', 'title', 'caption')
            AND regexp_matches(s.quote, ?) ORDER BY s.document, s.start""",
        [_SHARE.pattern],
    ).rows()
    found = [(row, *parts) for row in rows for parts in _clauses(row["quote"])]
    said = _said(dossier, {row["document"] for row, *_ in found}, persons)
    places = _places(dossier, {row["document"] for row, *_ in found})
    made = []
    for row, start, end, thing, path, percent in found:
        at = row["start"] + start
        here = {
            country
            for place, stop, country in places.get(row["document"], ())
            if at <= place and stop <= row["start"] + end
        }
        statement = _statement(row, start, end, said.get(row["document"], ()), persons)
        made.append(Route(statement, thing, path, percent, frozenset(here)))
    return made


def _clauses(sentence: str) -> Iterator[tuple[int, int, str, str, float | None]]:
    """Clauses with a thing, one way, movement and a larger part: span, thing, way, percent."""
    plain, language = folded(sentence), language_of(sentence)
    position = 0
    while position < len(plain):
        start, end = clause_at(plain, position)
        clause = plain[start:end]
        position = max(end, position) + 1
        paths = [name for name, words in _names("path", language) if words.search(clause)]
        things = [name for name, words in _names("object", language) if words.search(clause)]
        if len(paths) != 1 or not things or not pattern("routes", "flow", language).search(clause):
            continue
        number = _PERCENT.search(clause)
        percent = float(number[1] or number[2]) if number else None
        if percent is not None and percent > 50:
            yield start, end, things[0], paths[0], percent
        elif percent is None and pattern("routes", "most", language).search(clause):
            yield start, end, things[0], paths[0], None


def _said(
    dossier: Dossier, documents: set[str], persons: Mapping[str, str]
) -> dict[str, list[tuple[int, int, Statement]]]:
    """Claims of documents with the span of what is said, the shortest first."""
    rows = dossier.sql(
        """SELECT c.document, c.id, c.cue, c.speaker, c.about, c.chain, c.content_start,
            c.content_end, d.outlet, d.published, s.quote AS sentence, s.start AS sentence_start,
            NULL AS content
        FROM claims c JOIN documents d USING (document)
        LEFT JOIN sentences s ON s.document = c.document AND s.id = c.sentence_id
        WHERE list_contains(?, c.document) AND c.content_start IS NOT NULL
            AND c.kind = 'assertion'
        ORDER BY c.document, c.content_end - c.content_start, c.id""",
        [sorted(documents)],
    )
    found: dict[str, list[tuple[int, int, Statement]]] = {}
    for row in rows:
        span = (row["content_start"], row["content_end"], claim_statement(row, persons))
        found.setdefault(row["document"], []).append(span)
    return found


def _statement(
    row: Mapping[str, Any],
    start: int,
    end: int,
    said: Iterable[tuple[int, int, Statement]],
    persons: Mapping[str, str],
) -> Statement:
    """The clause as a statement of whoever says it; its record is the claim, or the sentence."""
    words = row["quote"][start:end].strip()
    at, stop = row["start"] + start, row["start"] + end
    scope = Scope(what=words, when=row["published"])
    for first, last, claim in said:
        if first <= at and stop <= last:
            root, side, record = claim.root, claim.side, claim.id
            break
    else:
        root, _ = root_of((), row["outlet"], row["document"])
        side, record = side_of(root, persons), row["id"]
    voice = record == row["id"]
    return Statement(
        record, row["document"], words, row["quote"], row["start"], root, side, voice, scope
    )


def _places(dossier: Dossier, documents: set[str]) -> dict[str, list[tuple[int, int, str]]]:
    """Mentions of countries, by document: start, end, country."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    rows = dossier.sql(
        """SELECT m.document, m.start, m."end", a.actor FROM mentions m, unnest(m.actors) a(actor)
        WHERE list_contains(?, m.document) ORDER BY ALL""",
        [sorted(documents)],
    )
    for row in rows:
        country = country_of(row["actor"])
        if country is not None:
            found.setdefault(row["document"], []).append((row["start"], row["end"], country))
    return found


def rival_routes(found: Iterable[Route]) -> Iterator[Pair]:
    """Pairs that give the larger part of one thing to two ways."""
    for one, other in combinations(found, 2):
        if one.thing != other.thing or one.path == other.path:
            continue
        if same_voice(one.statement, other.statement):
            continue
        reason = (
            f"as shares of all {one.thing}, {_part(one)} {one.path} and {_part(other)} {other.path}"
            f" come to more than the whole{_open(one, other)}"
        )
        ids = (one.statement.id, other.statement.id)
        yield Pair("route", one.statement, other.statement, reason, ids)


def _part(route: Route) -> str:
    return "most" if route.percent is None else f"{route.percent:g} %"


def _open(*pair: Route) -> str:
    """What the words leave open: a percentage may be of what comes that way alone."""
    shares = [f"{route.percent:g} %" for route in pair if route.percent is not None]
    if not shares:
        return ""
    return f"; the words leave open whether {' and '.join(shares)} is of all, or of that way alone"


_REASONS: Final = """
SELECT r.document, r.id, r.quote, r.motive_actor, r.attributed_to, d.outlet, d.published,
    substring(d.text, r.cause_start + 1, r.cause_end - r.cause_start) AS cause,
    s.quote AS sentence, s.start AS sentence_start, s."end" AS sentence_end
FROM causes r JOIN documents d USING (document)
JOIN sentences s ON s.document = r.document AND s.id = r.sentence_id
WHERE r.layer = 'official' AND NOT r.negated AND r.motive_actor IS NOT NULL
ORDER BY r.document, r.start, r.id
"""


def undercut_reasons(dossier: Dossier, found: Iterable[Route]) -> Iterator[Pair]:
    """Stated reasons about a thing, against facts that put most of that thing elsewhere.

    The reason names a country it is directed at; the fact, said by another source, names the
    border that most of the thing crosses, and that country is not among those it names.
    """
    facts = [route for route in found if route.percent is None and len(route.places) > 1]
    if not facts:
        return
    persons = sides(dossier)
    rows = [row for row in dossier.sql(_REASONS) if things_in(row["cause"])]
    places = _places(dossier, {row["document"] for row in rows})
    for row in rows:
        motive = country_of(row["motive_actor"]) or persons.get(row["motive_actor"])
        aimed = {
            country
            for start, stop, country in places.get(row["document"], ())
            if row["sentence_start"] <= start and stop <= row["sentence_end"]
        } - {motive}
        if motive is None or len(aimed) != 1:
            continue
        reason = _reason_statement(row, aimed, persons)
        for fact in facts:
            yield from _undercut(reason, fact, things_in(row["cause"]), motive)


def _undercut(
    reason: Statement, fact: Route, things: frozenset[str], motive: str
) -> Iterator[Pair]:
    aimed = reason.scope.whom[0]
    if fact.thing not in things or aimed in fact.places or motive not in fact.places:
        return
    if fact.statement.side == motive or same_voice(reason, fact.statement):
        return
    through = " and ".join(sorted(fact.places))
    text = (
        f"the stated reason is {fact.thing} and it is directed at {aimed}; {fact.statement.root} "
        f"says that most {fact.thing} move {fact.path} between {through}"
    )
    ids = (reason.id, fact.statement.id)
    yield Pair("reason against fact", reason, fact.statement, text, ids)


def _reason_statement(
    row: Mapping[str, Any], aimed: set[str], persons: Mapping[str, str]
) -> Statement:
    root, _ = root_of(row["attributed_to"], row["outlet"], row["document"])
    return Statement(
        row["id"],
        row["document"],
        row["cause"],
        row["sentence"],
        row["sentence_start"],
        root,
        side_of(root, persons),
        not row["attributed_to"],
        Scope((row["motive_actor"],), tuple(aimed), row["cause"], row["published"]),
    )
