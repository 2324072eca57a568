"""A draft of a situation from a dossier's evidence: offers, answers, statements, stated vetoes.

What a text gives is written down with the ids that it rests on. What it does not give (a scale,
places, weights, a status quo, a rule) stays blank for an analyst to judge; a draft never fills in a
number. Everything looked at and left out is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Any, Final

from legation.analysis.parties import HAPPENED, Values, find_parties, find_party
from legation.analysis.proposals import Proposal, Proposals, proposal_pairs, proposals
from legation.dossier import Dossier
from legation.errors import UsageError
from legation.language.script import fold
from legation.lexicons.tables import read_table

_PAIRS: Final = 20
"""Ordered pairs looked at where fewer than two actors are named: those with most reports."""
_MOST: Final = 6
"""Actors that may be named; pairs grow with their square."""
_STATEMENTS: Final = 8
"""Statements shown beside a position; more are counted."""
_ACTOR: Final = re.compile(r"[A-Z]{3}(?:\.[A-Z]+)?|(?:P|O|G|IGO):\S+")
"""Ids of actors; sources without a name, such as experts, hold no veto."""
_NEGATED: Final = re.compile(
    r"(?:不|未|無|无|没|沒|\bnot|n't|\bno|\bnever)\s*\w{0,2}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that something rests on. `id` is the record's, `language` the sentence's."""

    id: str
    document: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal that becomes an option. `name` is the option's id."""

    name: str
    proposal: Proposal
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """What the dossier has of one actor on the issue.

    `acts`: ids of its offers and answers; `said`: its statements on the issue, `more` counts those
    not listed. `share`: of all reports of acts and statements of the actor, those on the issue.
    """

    actor: str
    acts: tuple[Quote, ...]
    said: tuple[Quote, ...]
    more: int
    share: tuple[int, int]
    articles: int


@dataclass(frozen=True, slots=True)
class StatedVeto:
    """A veto that a sentence states. `words`: those that state it."""

    actor: str
    words: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Draft:
    """What is proposed, before it is written as files.

    Without offers it rests on answers to what no text tells of. `loose`: ids of reports of steps
    in sentences that stand nowhere in the draft; `passed`: proposals without any of the words asked
    for; `vetoes_unnamed`: sentences that state a veto of nobody who is known.
    """

    question: str
    offers: tuple[Offer, ...]
    stances: tuple[Stance, ...]
    vetoes: tuple[StatedVeto, ...]
    pairs: tuple[tuple[str, str], ...]
    loose: tuple[str, ...]
    passed: int
    vetoes_unnamed: int


def draft_situation(dossier: Dossier, question: str, about: Sequence[str] = ()) -> Draft:
    """Propose what a dossier has on an issue. `about`: ids of actors, and words in any script.

    Raises:
        UsageError: no question, too many actors, an id that the dossier lacks, or no proposal
            between the actors that has any of the words.
    """
    if not question.strip():
        raise UsageError("the issue has no words; say what is contested, as in 'joint operations'")
    actors, words = _sorted_out(dossier, about)
    pairs = _pairs(dossier, actors)
    found = [proposals(dossier, *pair) for pair in pairs]
    told = [one for between in found for one in between.proposals]
    kept = [one for one in told if not words or _speaks_of(one, words)]
    answers = _answers(found, words)
    if not kept and not answers:
        raise UsageError(_nothing(dossier, pairs, words, len(told)))
    offers = tuple(_offers(dossier, kept))
    acts = _acts(offers, answers)
    quotes = quotes_of(dossier, [name for ids in acts.values() for name in ids])
    vetoes, unnamed = _vetoes(dossier, sorted({one.document for one in quotes}))
    shown = {one.text for one in quotes}
    return Draft(
        question=question.strip(),
        offers=offers,
        stances=tuple(_stances(dossier, acts, vetoes, words)),
        vetoes=vetoes,
        pairs=tuple(pairs),
        loose=tuple(
            dict.fromkeys(
                step.id for between in found for step in between.loose if step.sentence not in shown
            )
        ),
        passed=len(told) - len(kept),
        vetoes_unnamed=unnamed,
    )


def _sorted_out(dossier: Dossier, about: Sequence[str]) -> tuple[list[str], list[str]]:
    """Ids of actors, and words. What looks like an id must be one of the dossier."""
    actors, words = [], []
    for one in about:
        if _ACTOR.fullmatch(one) or one.startswith("officials:"):
            actors.append(find_party(dossier, one).asked)
        elif one.strip():
            words.append(fold(one.strip()).casefold())
    actors = list(dict.fromkeys(actors))
    if len(actors) > _MOST:
        raise UsageError(f"{len(actors)} actors are named; name {_MOST} at most")
    return actors, words


def _pairs(dossier: Dossier, actors: Sequence[str]) -> list[tuple[str, str]]:
    if len(actors) > 1:
        return list(permutations(actors, 2))
    rows = [(row["proposer"], row["addressee"]) for row in proposal_pairs(dossier, 10 * _PAIRS)]
    if actors:
        ids = set(find_party(dossier, actors[0]).ids) | {actors[0]}
        rows = [pair for pair in rows if ids & set(pair)]
    return rows[:_PAIRS]


def _speaks_of(proposal: Proposal, words: Iterable[str]) -> bool:
    told = fold(" ".join(text for stage in proposal.stages for text in stage.sentences)).casefold()
    return any(word in told for word in words)


def _nothing(
    dossier: Dossier, pairs: Sequence[tuple[str, str]], words: Sequence[str], told: int
) -> str:
    who = ", ".join(f"{one}:{other}" for one, other in pairs[:6]) or "anybody"
    if told:
        return f"none of {told} proposals of {who} has the words {', '.join(words)}; try others"
    return (
        f"{dossier.path} tells of no proposal of {who}; "
        "`legation proposals` lists those it has, and --about takes their actors"
    )


def _offers(dossier: Dossier, kept: Sequence[Proposal]) -> Iterator[Offer]:
    for number, proposal in enumerate(kept, start=1):
        made = [stage for stage in proposal.stages if stage.step == "made"] or proposal.stages[:1]
        ids = list(dict.fromkeys(name for stage in made for name in stage.evidence))
        yield Offer(f"offer-{number}", proposal, tuple(quotes_of(dossier, ids)))


def quotes_of(dossier: Dossier, ids: Sequence[str]) -> list[Quote]:
    """The sentences behind records (events, claims, sentences), in the order of the ids."""
    rows = dossier.sql(
        """WITH told AS (
            SELECT id, document, sentence_id FROM events UNION ALL
            SELECT id, document, sentence_id FROM claims UNION ALL
            SELECT id, document, id FROM sentences
        )
        SELECT t.id, t.document, s.quote, s.language FROM told t
        JOIN sentences s ON s.document = t.document AND s.id = t.sentence_id
        WHERE t.id IN (SELECT unnest($1::VARCHAR[])) ORDER BY t.document""",
        [list(ids)],
    )
    first: dict[str, Quote] = {}
    for row in rows:
        quote = Quote(row["id"], row["document"], row["quote"], row["language"])
        first.setdefault(row["id"], quote)
    return [first[name] for name in ids if name in first]


def _answers(found: Sequence[Proposals], words: Sequence[str]) -> dict[str, list[str]]:
    """Actor -> ids of its answers, and steps of its own, that belong to no proposal told before."""
    answers: dict[str, list[str]] = {}
    for between in found:
        for step in between.loose:
            by = {"proposer": between.proposer, "addressee": between.addressee}.get(step.by or "")
            text = fold(step.sentence).casefold()
            if by is not None and (not words or any(word in text for word in words)):
                answers.setdefault(by, []).append(step.id)
    return answers


def _acts(offers: Sequence[Offer], answers: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Actor -> ids of its offers and answers, each once."""
    acts: dict[str, list[str]] = {}
    for offer in offers:
        one = offer.proposal
        for actor in (one.proposer, one.addressee):
            acts.setdefault(actor, [])
        for stage in one.stages:
            by = {"proposer": one.proposer, "addressee": one.addressee}.get(stage.by or "")
            if by is not None:
                acts[by] += stage.evidence
    for actor, ids in answers.items():
        acts.setdefault(actor, []).extend(ids)
    return {actor: list(dict.fromkeys(ids)) for actor, ids in acts.items()}


def _stances(
    dossier: Dossier,
    told: Mapping[str, Sequence[str]],
    vetoes: Sequence[StatedVeto],
    words: Sequence[str],
) -> Iterator[Stance]:
    acts = {actor: list(ids) for actor, ids in told.items()}
    for veto in vetoes:
        acts.setdefault(veto.actor, [veto.quote.id])
    for actor, ids in acts.items():
        others = [other for other in acts if other != actor]
        said = _said(dossier, actor, others, words)
        quotes = quotes_of(dossier, ids)
        on_issue = len(ids) + len(said)
        yield Stance(
            actor=actor,
            acts=tuple(quotes),
            said=tuple(said[:_STATEMENTS]),
            more=max(0, len(said) - _STATEMENTS),
            share=(on_issue, max(on_issue, _told_of(dossier, actor))),
            articles=len({one.document for one in (*quotes, *said)}),
        )


def _said(dossier: Dossier, actor: str, others: Sequence[str], words: Sequence[str]) -> list[Quote]:
    """Statements of an actor about the others, with the words where any were asked for."""
    party, *about = find_parties(dossier, actor, *others)
    values = Values()
    speakers = values.add(list(party.ids))
    spoken = values.add([name for one in about for name in one.ids])
    rows = dossier.sql(
        f"""SELECT c.id, c.document, s.quote, s.language FROM claims c
        JOIN sentences s ON s.document = c.document AND s.id = c.sentence_id
        WHERE c.kind <> 'question' AND list_contains({speakers}::VARCHAR[], c.speaker)
            AND list_has_any(c.about, {spoken}::VARCHAR[])
        ORDER BY c.document, c.start, c.id""",
        values.list,
    )
    found = [Quote(row["id"], row["document"], row["quote"], row["language"]) for row in rows]
    return [
        one
        for one in found
        if not words or any(word in fold(one.text).casefold() for word in words)
    ]


def _told_of(dossier: Dossier, actor: str) -> int:
    """Reports of acts of an actor, and of statements."""
    party = find_party(dossier, actor)
    values = Values()
    held, ids = party.among("actors", values), values.add(list(party.ids))
    statuses = ", ".join(f"'{status}'" for status in (*HAPPENED, "proposed", "planned"))
    rows = dossier.sql(
        f"""SELECT (SELECT count(*) FROM events e WHERE e.status IN ({statuses}) AND {held})
            + (SELECT count(*) FROM claims WHERE list_contains({ids}::VARCHAR[], speaker)) AS n""",
        values.list,
    ).rows()
    return int(rows[0]["n"])


@cache
def _cues() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_table("legation.situation", "veto_cues")
    return tuple((re.compile(row["words"], re.IGNORECASE), row["holder"]) for row in rows)


def _vetoes(dossier: Dossier, documents: Sequence[str]) -> tuple[tuple[StatedVeto, ...], int]:
    """Vetoes that documents state of anybody, one per actor; and how many of nobody known.

    The holder is the actor named nearest to the words, on the side on which they have it.
    """
    found: dict[str, StatedVeto] = {}
    unnamed = 0
    sentences = dossier.sql(
        """SELECT id, document, start, "end", quote, language FROM sentences
        WHERE document IN (SELECT unnest($1::VARCHAR[])) ORDER BY document, start""",
        [list(documents)],
    )
    for row in sentences:
        for words, holder in _cues():
            match = words.search(row["quote"])
            if match is None or _NEGATED.search(row["quote"][: match.start()]):
                continue
            actor = _holder(dossier, row, match, holder)
            if actor is None:
                unnamed += 1
            else:
                quote = Quote(row["id"], row["document"], row["quote"], row["language"])
                found.setdefault(actor, StatedVeto(actor, match.group(), quote))
            break
    return tuple(found.values()), unnamed


def _holder(
    dossier: Dossier, sentence: dict[str, Any], match: re.Match[str], side: str
) -> str | None:
    start, end = sentence["start"] + match.start(), sentence["start"] + match.end()
    where, order = ('"end" <= ?', "start DESC") if side == "before" else ("start >= ?", "start")
    rows = dossier.sql(
        f"""SELECT roles, actors FROM mentions
        WHERE document = ? AND start >= ? AND "end" <= ? AND {where} AND len(actors) = 1
        ORDER BY {order}, id""",
        [
            sentence["document"],
            sentence["start"],
            sentence["end"],
            start if side == "before" else end,
        ],
    )
    named = (str((row["roles"] or row["actors"])[0]) for row in rows)
    return next((name for name in named if _ACTOR.fullmatch(name)), None)
