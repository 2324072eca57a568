"""Clauses of English sentences: predicates with arguments and status, and acts of speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from legation.clauses.english_arguments import Arguments
from legation.clauses.english_carried import carry_subjects
from legation.clauses.english_speech import Speeches
from legation.clauses.english_status import Standing
from legation.clauses.english_subjects import is_passive
from legation.clauses.english_tree import MentionIndex, Tree, plant
from legation.clauses.english_triggers import Frames, Hit, find_hits
from legation.model.clause import Predicate
from legation.model.reading import Draft
from legation.model.span import Span

_HEADLINES: Final = frozenset({"title", "heading", "caption"})
# A trigger is marked as a whole only if nothing but such words stands between its parts.
_FILLERS: Final = frozenset({"DET", "ADJ", "ADV", "PRON", "PART", "PUNCT"})
_WIDEST_GAP: Final = 2
# Up these relations a clause or noun is part of what its governor says, asks or refuses.
_ASKING: Final = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN", "CONCEDE"})
_CONTENT_PREPOSITIONS: Final = frozenset({"of", "for", "to", "about", "against", "from", "on"})
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
    first = len(draft.predicates)
    for tree in trees.values():
        _read_predicates(draft, tree, frames)
    carry_subjects(draft, trees, first)
    draft.speeches.extend(Speeches(draft, list(trees)).read(trees))


def _read_predicates(draft: Draft, tree: Tree, frames: Frames) -> None:
    hits = find_hits(tree, frames, draft)
    if not hits:
        return
    arguments = Arguments(tree, hits, draft.mentions)
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
        parent = _parent(tree, hits, places, place)
        draft.predicates.append(
            replace(predicate, parent=first + parent) if parent is not None else predicate
        )


def _trigger_span(tree: Tree, hit: Hit) -> Span:
    tokens = hit.tokens
    if hit.light is not None:  # "held talks", but only "talks" in "held two rounds of talks"
        joined = tuple(sorted({*hit.light.tokens, *tokens}))
        if joined[-1] - joined[0] == len(joined) - 1:
            return tree.span(joined)
    between = [t for t in range(tokens[0], tokens[-1]) if t not in tokens]
    if len(between) > _WIDEST_GAP or any(
        tree.named[token] >= 0 or tree.pos[token] not in _FILLERS for token in between
    ):
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
    while len(tokens) > 1 and tree.pos[tokens[-1]] in ("PUNCT", "SPACE"):
        tokens.pop()
    return tree.span(sorted({*tokens, *hit.tokens}))


def _parent(tree: Tree, hits: Sequence[Hit], places: dict[int, int], own: int) -> int | None:
    """The trigger above whose complement holds this one."""
    hit = hits[own]
    token = hit.verb if hit.verb is not None else hit.token
    if places.get(token, own) != own:
        return places[token]
    while tree.heads[token] != token and _is_inside(tree, token):
        dep, token = tree.deps[token], tree.heads[token]
        above = places.get(token, own)
        if above == own or dep == "conj":
            continue
        if dep == "advcl":  # "called on X to withdraw", unless it is a purpose
            return above if hits[above].frame.type in _ASKING else None
        if dep == "prep" and tree.pos[token] == "VERB" and not _is_about(tree, token, hit.token):
            return None
        return above
    return None


def _is_inside(tree: Tree, token: int) -> bool:
    """Whether the token belongs to what its head says, asks, promises or refuses."""
    dep = tree.deps[token]
    if dep == "advcl":
        return tree.is_infinitive(token)
    if dep in ("conj", "acl") and tree.tags[token] in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    if dep == "prep":
        return tree.words[token] in _CONTENT_PREPOSITIONS
    if dep == "ccomp" and token < tree.heads[token] and tree.tags[token] in ("VBD", "VBZ", "VBP"):
        return False  # two clauses side by side, joined by a comma
    return dep in _COMPLEMENTS


def _is_about(tree: Tree, verb: int, below: int) -> bool:
    """ "accused X of an attack", but not "met X for talks"."""
    while tree.heads[below] != verb and tree.heads[below] != below:
        below = tree.heads[below]
    return tree.words[below] in ("of", "about", "from", "for", "against") and (
        tree.kid(verb, "dobj", "nsubjpass") is not None
    )
