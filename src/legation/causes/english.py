"""English causes: the readers of phrases, verbs and nouns over one tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from legation.causes.english_nouns import find_nouns
from legation.causes.english_spans import (
    clause_above,
    clause_before,
    clause_behind,
    is_future,
    item_spans,
    negated,
    phrase_span,
    points,
    span_of,
    words_of,
)
from legation.causes.english_verbs import find_verbs
from legation.causes.link import Link, read_table
from legation.clauses.english_tree import MentionIndex, Tree, plant
from legation.model.reading import Draft
from legation.model.records import Layer
from legation.model.span import Span

_LONGEST: Final = 5
_NO_AIMS: Final = frozenset({"be", "become", "find", "discuss"})
_ANONYMOUS: Final = ["on", "condition", "that"]
_UNNAMED: Final = frozenset({"named", "identified", "name", "anonymous"})
_AIMS: Final = frozenset({"help", "hope", "seek", "try", "attempt", "look", "aim"})


def find_english(draft: Draft, number: int, mentions: MentionIndex) -> Iterator[Link]:
    """The links of an English sentence; those that tell most come first."""
    if draft.parses[number] is None:
        return
    tree = plant(draft, number, mentions)
    yield from find_nouns(tree)
    yield from find_verbs(tree)
    yield from _phrases(tree)
    yield from _infinitives(tree)


@cache
def _table() -> dict[str, tuple[str, Layer, frozenset[str]]]:
    return {
        row["phrase"]: (row["shape"], row["layer"], frozenset(row["more"].split()))  # type: ignore[misc]
        for row in read_table("links_en")
    }


def _phrases(tree: Tree) -> Iterator[Link]:
    """because of X, in response to X, on the grounds that X, in order to X."""
    table, at = _table(), 0
    while at < len(tree.words):
        for size in range(min(_LONGEST, len(tree.words) - at), 0, -1):
            row = table.get(" ".join(tree.words[at : at + size]))
            if row is None:
                continue
            link = _phrase(tree, at, at + size - 1, *row)
            if link is not None:
                yield link
            at += size - 1
            break
        at += 1


def _phrase(
    tree: Tree, first: int, last: int, shape: str, layer: Layer, more: frozenset[str]
) -> Link | None:
    if "act" in more and tree.lemmas[tree.heads[first]] not in words_of("act"):
        return None
    head = _content(tree, last, shape)
    if head is None:
        return None
    if tree.words[last] in ("at", "toward", "towards") and tree.named[head] >= 0:
        return None  # aimed at somebody
    keep = layer == "official" or "aim" in more
    causes = item_spans(tree, head, keep) if shape == "noun" else _clause_spans(tree, head, last)
    causes = tuple(cause for cause in causes if cause.start >= tree.ends[last])
    if tree.words[first : last + 1] == _ANONYMOUS and _UNNAMED & set(tree.words[last:]):
        return None
    if not causes:
        return None
    effect, pointing = _effect(tree, first, causes[-1])
    return Link(
        cue=Span(tree.starts[first], tree.ends[last]),
        causes=causes,
        effect=effect,
        layer=layer,
        aim="aim" in more,
        said="said" in more,
        negated=_is_negated(tree, first),
        anchor="topic",
        pointing=pointing,
    )


def _content(tree: Tree, last: int, shape: str) -> int | None:
    """The head of what follows the phrase."""
    kid = tree.kid(last, "pobj", "pcomp", "prep")
    if shape == "noun" and last + 1 < len(tree.words) and tree.tags[last + 1] == "VB":
        return None  # due to report next week
    if shape == "noun" and kid is not None and tree.deps[kid] != "prep":
        return kid
    if shape == "clause" and tree.deps[last] == "mark":
        return tree.heads[last]
    if shape == "aim" and tree.heads[last] > last:
        return tree.heads[last]
    following = last + 1
    if following >= len(tree.words):
        return None
    while tree.heads[following] > following:
        following = tree.heads[following]
    if shape == "clause":
        verb = tree.verb_above(following)
        following = verb if verb is not None and verb > last else following
    return following if tree.pos[following] in ("NOUN", "PROPN", "VERB", "AUX", "NUM") else None


def _clause_spans(tree: Tree, verb: int, last: int) -> tuple[Span, ...]:
    found = span_of(tree, [token for token in tree.subtree(verb) if token > last])
    return (found,) if found is not None else ()


def _effect(tree: Tree, first: int, cause: Span) -> tuple[Span | None, bool]:
    """The clause that the phrase stands in, without the phrase; whether it only points."""
    own = tree.kid(first, "nsubjpass")
    if own is not None:  # the bill is designed to …
        return (None, True) if points(tree, own) else (phrase_span(tree, own), False)
    verb = clause_above(tree, first)
    while tree.deps[verb] == "xcomp":
        verb = clause_above(tree, verb)
    if tree.starts[verb] >= cause.start:
        above = clause_above(tree, verb)
        verb = above if above != verb else verb
    subject = tree.kid(verb, "nsubj", "nsubjpass")
    if verb < first:
        if tree.lemmas[verb] == "be" and subject is not None:
            if points(tree, subject):
                return None, True
            return span_of(tree, tree.subtree(subject)), False
        return clause_before(tree, verb, first), False
    after = [t for t in range(len(tree.words)) if tree.starts[t] >= cause.end]
    if not after:
        return None, False
    return clause_behind(tree, verb, after[0]), False


def _is_negated(tree: Tree, first: int) -> bool:
    before = tree.words[max(0, first - 3) : first]
    return "not" in before or "n't" in before or "rather than" in " ".join(before)


def _infinitives(tree: Tree) -> Iterator[Link]:
    """Ships were sent to protect the port; a purge, thereby silencing its critics."""
    for verb, dep in enumerate(tree.deps):
        if dep != "advcl" or tree.pos[verb] != "VERB":
            continue
        above = tree.heads[verb]
        if above > verb or tree.pos[above] not in ("VERB", "AUX"):
            continue
        link = _purpose(tree, verb, above) or _thereby(tree, verb, above)
        if link is not None:
            yield link


def _purpose(tree: Tree, verb: int, above: int) -> Link | None:
    to = next((k for k in tree.kids[verb] if tree.words[k] == "to" and k < verb), None)
    if to is None or tree.tags[verb] != "VB" or tree.lemmas[above] not in words_of("purpose"):
        return None
    if tree.lemmas[verb] in _NO_AIMS or negated(tree, above):
        return None
    if is_future(tree, above):
        return None
    cause = span_of(tree, [token for token in tree.subtree(verb) if token > to])
    effect = clause_before(tree, above, to)
    if cause is None or effect is None:
        return None
    return Link(Span(tree.starts[to], tree.ends[to]), (cause,), effect, "unspecified", aim=True)


def _thereby(tree: Tree, verb: int, above: int) -> Link | None:
    if tree.tags[verb] != "VBG":
        return None
    adverb = next((k for k in tree.kids[verb] if tree.words[k] in ("thereby", "thus")), None)
    first = verb if adverb is None else adverb
    if adverb is None and (tree.lemmas[verb] not in _AIMS or tree.words[verb - 1] != ","):
        return None
    start = verb
    if adverb is None:
        inner = tree.kid(verb, "xcomp", "ccomp")
        if inner is None:
            return None
        start = inner
    cause = span_of(tree, [token for token in tree.subtree(start) if token >= start])
    effect = clause_before(tree, above, first)
    if cause is None or effect is None:
        return None
    cue = Span(tree.starts[first], tree.ends[first])
    return Link(cue, (cause,), effect, "underlying", aim=True)
