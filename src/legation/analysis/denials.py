"""Denied and affirmed claims, and two parties that each say that the other began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from legation.analysis.pairs import Pair, clause_at, folded, language_of, pattern
from legation.analysis.statements import (
    Scope,
    Statement,
    country_of,
    is_named,
    root_of,
    same_voice,
    side_of,
    sides,
)
from legation.dossier import Dossier

_LEAST: Final = 4
"""Characters that must remain of what is denied; fewer are no statement (a misread idiom)."""

_ELIDED: Final = frozenset(("and", "but", "or", "并", "且", "又", "更", "也", "还", "但"))
"""Words before a cue that leave its subject to the clause before."""

_CLAIM: Final = """c.document, c.id, c.cue, c.speaker, c.about, c.chain, c.start, c.content_start,
    c.content_end, d.outlet, d.published,
    substring(d.text, c.content_start + 1, c.content_end - c.content_start) AS content,
    coalesce(s.quote, '') AS sentence, coalesce(s.start, c.start) AS sentence_start"""
_FROM: Final = """FROM claims c JOIN documents d ON d.document = c.document
    LEFT JOIN sentences s ON s.document = c.document AND s.id = c.sentence_id"""
_DENIALS: Final = f"""SELECT {_CLAIM}, c.answers_start, c.answers_start < s.start AND EXISTS (
        SELECT 1 FROM claims o WHERE o.document = c.document AND o.start >= s.start
            AND o.start < c.start AND o.kind <> 'denial') AS crossed {_FROM}
    WHERE c.kind = 'denial' AND c.answers_start IS NOT NULL ORDER BY 1, 2"""
"""`crossed`: it is said to answer an earlier sentence although its own holds a claim before it."""
_ANSWERED: Final = f"""SELECT {_CLAIM} {_FROM}
    WHERE (c.document, c.start) IN (SELECT document, answers_start FROM claims
            WHERE kind = 'denial' AND answers_start IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM events e WHERE e.document = c.document
            AND e.start = c.start AND e.type IN ('REQUEST', 'THREATEN')) ORDER BY 1, 2"""


def denied_claims(dossier: Dossier) -> Iterator[Pair]:
    """A claim and the denial that answers it, by another source.

    A demand is no claim that can be denied; an opinion ("he does not believe") is no denial, nor
    is one whose subject is left out, so that who denies is the reader's guess.
    """
    persons = sides(dossier)
    answered: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for row in dossier.sql(_ANSWERED):
        answered.setdefault((row["document"], row["start"]), []).append(row)
    for row in dossier.sql(_DENIALS):
        if row["crossed"] or not _is_denial(row):
            continue
        denial = claim_statement(row, persons)
        for found in answered.get((row["document"], row["answers_start"]), ()):
            claim = claim_statement(found, persons)
            if same_voice(denial, claim) or len(_before_denial(found, row)) < _LEAST:
                continue
            reason = f"{denial.root} denies what {claim.root} says"
            yield Pair("denial", claim, denial, reason, (claim.id, denial.id))


def _is_denial(row: Mapping[str, Any]) -> bool:
    """Whether somebody named before the cue denies, and does not only doubt."""
    plain, language = folded(row["sentence"]), language_of(row["sentence"])
    at = row["start"] - row["sentence_start"]
    before = plain[clause_at(plain, at)[0] : at].strip().lower()
    subject = before not in _ELIDED and (before != "" or language == "en")
    return subject and pattern("cues", "opinion", language).search(folded(row["cue"])) is None


def _before_denial(claim: Mapping[str, Any], denial: Mapping[str, Any]) -> str:
    """What is said, without the clause of the denial where that lies within it."""
    content: str = claim["content"] or ""
    inside = denial["start"] - (claim["content_start"] or 0)
    if 0 <= inside < len(content):
        content = content[: clause_at(content, inside)[0]]
    return content.strip(" ，；。,;\n\u3000")


_MAYBE_FIRST: Final = "先|主[动動]|挑起|(?i:first|started|provoked|initiated|opened fire)"
"""Finds in SQL, in either script, what may hold a cue of who began; the table decides."""
_BEGAN: Final = f"""SELECT {_CLAIM} {_FROM}
    WHERE c.kind = 'assertion' AND c.content_start IS NOT NULL AND c.speaker IS NOT NULL
        AND regexp_matches(substring(d.text, c.content_start + 1, c.content_end - c.content_start),
            ?) ORDER BY c.document, c.start, c.speaker"""


def who_began(dossier: Dossier) -> Iterator[Pair]:
    """Pairs of claims of one document in which each side says that the other acted first."""
    persons = sides(dossier)
    by_document: dict[str, list[tuple[Statement, bool]]] = {}
    for row in dossier.sql(_BEGAN, [_MAYBE_FIRST]):
        content = folded(row["content"])
        language = language_of(content)
        if pattern("cues", "first", language).search(content) is None:
            continue
        mutual = pattern("cues", "mutual", language).search(folded(row["sentence"])) is not None
        by_document.setdefault(row["document"], []).append((claim_statement(row, persons), mutual))
    for claims in by_document.values():
        yield from _opposed(claims)


def _opposed(claims: Iterable[tuple[Statement, bool]]) -> Iterator[Pair]:
    waiting: list[tuple[Statement, bool]] = []
    for statement, mutual in claims:
        for earlier, was_mutual in waiting:
            if same_voice(statement, earlier):
                continue
            together = mutual and was_mutual and statement.words == earlier.words
            if together or (_blames(statement, earlier) and _blames(earlier, statement)):
                reason = f"{earlier.root} and {statement.root} each say that the other acted first"
                ids = (earlier.id, statement.id)
                yield Pair("who began", earlier, statement, reason, ids)
        waiting.append((statement, mutual))


def _blames(one: Statement, other: Statement) -> bool:
    """Whether one speaks of the other's side."""
    return other.side is not None and other.side in set(map(country_of, one.scope.whom))


def claim_statement(row: Mapping[str, Any], persons: Mapping[str, str]) -> Statement:
    """A row of `claims`, with outlet, content and sentence, as a statement.

    Its time is that of its publication, since a claim has none of its own.
    """
    chain = [*row["chain"], row["speaker"]] if row["speaker"] else list(row["chain"])
    root, _ = root_of(chain, row["outlet"], row["document"])
    if row["speaker"] and is_named(row["speaker"]):
        root = row["speaker"]
    elif row["speaker"]:
        root = f"{row['speaker']}@{row['document']}"
    return Statement(
        row["id"],
        row["document"],
        row["content"] or row["cue"],
        row["sentence"],
        row["sentence_start"],
        root,
        side_of(root, persons),
        not chain,
        Scope(whom=tuple(row["about"]), what=row["cue"], when=row["published"]),
    )
