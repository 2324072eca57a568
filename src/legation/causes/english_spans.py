"""Spans of English clauses and phrases, and the words that state causes."""

from __future__ import annotations

from functools import cache
from typing import Final

from legation.causes.link import read_table
from legation.clauses.english_tree import Tree
from legation.model.span import Span

_LEADING: Final = frozenset(
    "to that and but or nor so then however thus therefore also as rather moreover"
    " meanwhile".split()
)
_HANGING: Final = frozenset("that which who is are was were be been merely only".split())
_POINTERS: Final = frozenset(
    {"it", "they", "this", "that", "these", "those", "which", "he", "she", "we", "who", "there"}
)
_POINTING: Final = frozenset("move step decision measure measures steps moves shift change".split())
_TRAILING: Final = frozenset({"PUNCT", "SPACE", "CCONJ"})


@cache
def words_of(job: str) -> frozenset[str]:
    """Lemmas with a job in the table of words."""
    return next(
        frozenset(row["words"].split()) for row in read_table("words_en") if row["job"] == job
    )


def span_of(tree: Tree, tokens: list[int]) -> Span | None:
    """From the first to the last token, without marks and connectives at the edges."""
    first, last = 0, len(tokens)
    while first < last and (
        tree.words[tokens[first]] in _LEADING or tree.pos[tokens[first]] in ("PUNCT", "SPACE")
    ):
        first += 1
    while last > first and tree.pos[tokens[last - 1]] in _TRAILING:
        last -= 1
    if first >= last:
        return None
    return Span(tree.starts[tokens[first]], tree.ends[tokens[last - 1]])


def clause_above(tree: Tree, token: int) -> int:
    """The verb that the token hangs on, or the root."""
    verb = tree.verb_above(token)
    if verb is not None:
        return verb
    while tree.heads[token] != token:
        token = tree.heads[token]
    return token


def clause_before(tree: Tree, verb: int, stop: int) -> Span | None:
    """The clause of a verb up to token `stop`, from its subject on where it has one."""
    tokens = [token for token in tree.subtree(verb) if token < stop]
    start = _first_of(tree, verb)
    tokens = [token for token in tokens if token >= start]
    for token in reversed(tokens):
        if tree.words[token] in (",", ";", "—") and token + 1 == stop:
            tokens = [one for one in tokens if one < token]
            break
    while tokens and tree.words[tokens[-1]] in _HANGING:
        tokens.pop()
    return span_of(tree, tokens)


def clause_behind(tree: Tree, verb: int, start: int) -> Span | None:
    """The clause of a verb from token `start` on, without clauses that hang on it behind."""
    late = {
        token
        for kid in tree.kids[verb]
        if kid > verb and tree.deps[kid] in ("advcl", "parataxis")
        for token in tree.subtree(kid)
    }
    return span_of(tree, [t for t in tree.subtree(verb) if t >= start and t not in late])


def _first_of(tree: Tree, verb: int) -> int:
    """Where the clause begins: its subject; else the subject of the verb it is coordinated with."""
    subject = tree.kid(verb, "nsubj", "nsubjpass", "csubj", "expl")
    if subject is not None and subject < verb:
        return tree.subtree(subject)[0]
    own = [token for token in tree.subtree(verb) if token <= verb]
    lead = [t for t in own if tree.deps[t] in ("aux", "auxpass", "neg", "advmod")]
    if tree.deps[verb] in ("conj", "xcomp", "advcl", "acl", "pcomp"):
        return min([verb, *(t for t in lead if tree.heads[t] == verb)])
    return min(own, default=verb)


def phrase_span(tree: Tree, token: int) -> Span | None:
    """A noun phrase or gerund with all that belongs to it, but for loose clauses behind."""
    loose = {
        one
        for kid in tree.kids[token]
        if tree.deps[kid] in ("advcl", "parataxis", "relcl")
        and tree.deps[token] not in ("pcomp", "advcl", "xcomp", "ccomp", "acl")
        and kid > token
        for one in tree.subtree(kid)
    }
    tokens = [t for t in tree.subtree(token) if t not in loose]
    return span_of(tree, _past_hyphen(tree, tokens))


def _past_hyphen(tree: Tree, tokens: list[int]) -> list[int]:
    """Go on to the next mark where the parser cut a compound in two at its hyphen."""
    last = tokens[-1]
    if last + 1 >= len(tree.words) or tree.tags[last + 1] != "HYPH":
        return tokens
    stop = last + 1
    while stop < len(tree.words) and tree.words[stop] not in (",", ".", ";", "—", "”"):
        stop += 1
    return [*tokens, *range(last + 1, stop)]


def items(tree: Tree, token: int) -> list[int]:
    """The token and what is coordinated with it, nouns with nouns and verbs with verbs."""
    found = [token]
    for head in found:
        found.extend(k for k in tree.kids[head] if tree.deps[k] == "conj" and k not in found)
    return sorted(found)


def item_spans(tree: Tree, token: int, keep: bool) -> tuple[Span, ...]:
    """Spans of a list of causes, one by one; the whole where `keep` is set or items are words."""
    whole = phrase_span(tree, token)
    if whole is None:
        return ()
    found = items(tree, token)
    if keep or len(found) == 1:
        return (whole,)
    inside = {t for t, start in enumerate(tree.starts) if whole.start <= start < whole.end}
    spans = []
    for place, item in enumerate(found):
        stop = found[place + 1] if place + 1 < len(found) else None
        later = {t for other in found[place + 1 :] for t in tree.subtree(other)}
        tokens = [
            t
            for t in tree.subtree(item)
            if t not in later and (stop is None or t < stop) and t in inside
        ]
        part = span_of(tree, tokens)
        if part is None or len([t for t in tokens if tree.pos[t] not in _TRAILING]) < 2:
            return (whole,)
        spans.append(part)
    return tuple(spans)


def points(tree: Tree, token: int) -> bool:
    """Whether a subject is a pronoun or a noun such as "this move" that stands for an act."""
    if tree.words[token] in _POINTERS:
        return True
    if tree.lemmas[token] not in _POINTING:
        return False
    return any(tree.words[kid] in ("this", "these", "the", "that") for kid in tree.kids[token])


def negated(tree: Tree, token: int) -> bool:
    """Whether a negation hangs on the token or right before it."""
    return any(
        tree.deps[kid] == "neg" or tree.words[kid] in ("not", "never") for kid in tree.kids[token]
    )


def is_future(tree: Tree, verb: int) -> bool:
    """Whether a modal makes it a forecast."""
    return any(
        tree.tags[kid] == "MD" and tree.words[kid] not in ("can", "must") for kid in tree.kids[verb]
    )
