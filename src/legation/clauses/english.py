"""Clauses of English sentences: predicates with arguments and status, and acts of speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from legation.clauses.english_arguments import Arguments
from legation.clauses.english_speech import Speeches
from legation.clauses.english_status import Standing
from legation.clauses.english_subjects import is_passive
from legation.clauses.english_tree import MentionIndex, Tree, plant
from legation.clauses.english_triggers import Frames, Hit, find_hits
from legation.model.clause import Predicate
from legation.model.reading import Draft
from legation.model.span import Span

_HEADLINES: Final = frozenset({"title", "heading", "caption"})
# Between the first and the last word of a trigger; a longer stretch would be no longer one trigger.
_WIDEST_GAP: Final = 3
# Up these relations a clause or noun is part of what its governor says, asks or refuses.
_COMPLEMENTS: Final = frozenset(
    {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "prep", "oprd", "nsubjpass", "conj", "attr"}
)


def read_english(draft: Draft, frames: Frames, indices: Sequence[int]) -> None:
    """Adds the predicates and speeches of the English sentences `indices` to the draft.

    `draft.parses` must hold their parses and `draft.mentions` be sorted. Sentences without a parse
    are passed over. Predicates come in the order of the text, and `parent` counts from the start
    of `draft.predicates`; within a sentence the outermost speech comes first.
    """
    mentions = MentionIndex(draft.mentions)
    trees = {
        index: plant(draft, index, mentions) for index in indices if draft.parses[index] is not None
    }
    for tree in trees.values():
        _read_predicates(draft, tree, frames)
    draft.speeches.extend(Speeches(draft, list(trees)).read(trees))


def _read_predicates(draft: Draft, tree: Tree, frames: Frames) -> None:
    hits = find_hits(tree, frames, draft)
    if not hits:
        return
    arguments = Arguments(tree, hits)
    headline = draft.sentences[tree.sentence].kind in _HEADLINES
    standing = Standing(tree, headline=headline)
    first = len(draft.predicates)
    places = {token: place for place, hit in enumerate(hits) for token in hit.tokens}
    for place, hit in enumerate(hits):
        status, reason = standing.of(hit)
        predicate = Predicate(
            span=_trigger_span(tree, hit),
            sentence=tree.sentence,
            frame=hit.frame,
            arguments=arguments.of(hit),
            status=status,
            status_reason=reason,
            passive=_is_passive(tree, hit),
            clause=_clause_span(tree, hit),
        )
        parent = _parent(tree, hit, places, place)
        draft.predicates.append(
            replace(predicate, parent=first + parent) if parent is not None else predicate
        )


def _trigger_span(tree: Tree, hit: Hit) -> Span:
    tokens = hit.tokens
    if tokens[-1] - tokens[0] >= len(tokens) + _WIDEST_GAP:
        return tree.span([hit.token])
    return tree.span(tokens)


def _is_passive(tree: Tree, hit: Hit) -> bool:
    if hit.noun:
        return hit.light is not None and hit.light.receives
    return is_passive(tree, hit.token)


def _clause_span(tree: Tree, hit: Hit) -> Span:
    verb = hit.verb
    if verb is None:
        verb = tree.verb_above(hit.token)
    tokens = tree.clause(verb) if verb is not None else tree.subtree(hit.token)
    return tree.span(sorted({*tokens, *hit.tokens}))


def _parent(tree: Tree, hit: Hit, places: dict[int, int], own: int) -> int | None:
    """The trigger above whose complement holds this one."""
    token = hit.verb if hit.verb is not None else hit.token
    if token in places and places[token] not in (own,):
        return places[token]
    while tree.heads[token] != token:
        dep = tree.deps[token]
        asked = dep == "advcl" and tree.is_infinitive(token)
        if dep not in _COMPLEMENTS and not asked:
            return None
        finite_conj = dep == "conj" and tree.tags[token] in ("VBD", "VBZ", "VBP")
        if finite_conj or (dep == "acl" and tree.tags[token] in ("VBN", "VBG")):
            return None
        coordinated = dep == "conj"
        token = tree.heads[token]
        above = places.get(token)
        if above is not None and above != own:
            if asked:
                return above if _asks(hit, tree, token) else None
            if not coordinated:
                return above
        elif above is None and tree.pos[token] == "VERB" and dep == "prep":
            return None
    return None


def _asks(hit: Hit, tree: Tree, governor: int) -> bool:
    """ "called on X to withdraw": an infinitive of what is asked, not of a purpose."""
    return tree.lemmas[governor] in (
        *("call", "urge", "ask", "press", "appeal", "order", "push", "request", "demand"),
        *("plead", "lobby", "pressure", "invite", "require", "instruct", "warn", "agree", "refuse"),
    )
