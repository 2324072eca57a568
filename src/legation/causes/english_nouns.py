"""English causes told by a noun: the reason is, the real goal was to, the stated aim of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from legation.causes.english_spans import (
    item_spans,
    negated,
    phrase_span,
    points,
    span_of,
    words_of,
)
from legation.causes.link import Link
from legation.clauses.english_tree import Tree
from legation.model.records import Layer
from legation.model.span import Span

_OF_WHAT: Final = frozenset({"for", "behind", "of", "to"})
_VAGUE: Final = frozenset({"unclear", "unknown", "clear", "complex", "many", "obvious", "simple"})
_LOOSE: Final = frozenset(
    {"target", "concern", "issue", "interest", "design", "source", "basis", "cover"}
)


def find_nouns(tree: Tree) -> Iterator[Link]:
    """The links that nouns of reason, aim and ground make."""
    for noun, pos in enumerate(tree.pos):
        if pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        lemma = tree.lemmas[noun]
        result = _result(tree, noun) if lemma in words_of("result") else None
        if result is not None:
            yield result
        kind = next((job for job in ("reason", "aim", "ground") if lemma in words_of(job)), None)
        if kind is None:
            continue
        depth = _depth(tree, noun)
        if lemma in _LOOSE and depth is None:
            continue
        link = _is(tree, noun, kind, depth) or _reverse(tree, noun, kind, depth)
        link = link or _folded(tree, noun, kind, depth) or _inverted(tree, noun, kind, depth)
        link = link or _of(tree, noun, kind, depth)
        if link is not None:
            yield link


def _result(tree: Tree, noun: int) -> Link | None:
    """Y is the result of X, a response to X."""
    verb = tree.heads[noun]
    if tree.deps[noun] != "attr" or tree.lemmas[verb] != "be":
        return None
    prep = next((k for k in tree.kids[noun] if tree.words[k] in ("of", "to") and k > noun), None)
    content = tree.kid(prep, "pobj", "pcomp") if prep is not None else None
    subject = tree.kid(verb, "nsubj", "csubj")
    if content is None or subject is None:
        return None
    effect = None if points(tree, subject) else phrase_span(tree, subject)
    causes = item_spans(tree, content, keep=False)
    return _link(tree, _cue(tree, noun), causes, effect, "reason", None, negated(tree, verb))


def _depth(tree: Tree, noun: int) -> str | None:
    """Whether words around the noun call it hidden or shown."""
    near = [k for k in tree.kids[noun] if tree.deps[k] in ("amod", "compound", "advmod", "nmod")]
    near += [k for one in near for k in tree.kids[one]]
    words = {tree.words[k] for k in near} | {tree.lemmas[k] for k in near}
    if words & words_of("open"):
        return "open"
    if words & words_of("deep"):
        return "deep"
    before = " ".join(tree.words[:noun])
    if "official" in before and ("narrative" in before or "account" in before):
        return "open"
    return None


def _layer(kind: str, depth: str | None) -> tuple[Layer, bool, bool]:
    """Layer, aim, said."""
    if depth == "deep":
        return "underlying", kind != "reason", False
    if kind == "ground" or depth == "open":
        return "official", True, True
    return "unspecified", kind == "aim", False


def _link(
    tree: Tree,
    cue: Span,
    causes: tuple[Span, ...],
    effect: Span | None,
    kind: str,
    depth: str | None,
    no: bool = False,
) -> Link | None:
    if not causes:
        return None
    layer, aim, said = _layer(kind, depth)
    return Link(cue, causes, effect, layer, aim, said, no, "topic")


def _is(tree: Tree, noun: int, kind: str, depth: str | None) -> Link | None:
    """The real goal is to V; the main justification lies in X; the core issues revolve around X."""
    verb = tree.heads[noun]
    if tree.deps[noun] not in ("nsubj", "nsubjpass") or tree.lemmas[verb] not in words_of("link"):
        return None
    content = _complement(tree, verb)
    if content is None or tree.words[content] in _VAGUE or content < noun:
        return None
    keep = _layer(kind, depth)[0] == "official"
    causes = item_spans(tree, content, keep)
    causes = tuple(_bare(tree, cause) for cause in causes)
    effect = _about_what(tree, noun)
    cue = Span(tree.starts[_first(tree, noun)], tree.ends[verb])
    return _link(tree, cue, causes, effect, kind, depth, negated(tree, verb))


def _bare(tree: Tree, cause: Span) -> Span:
    """The cause without "to" or "because" before it."""
    for token, start in enumerate(tree.starts):
        if start >= cause.start:
            if tree.words[token] in ("to", "because", "that") and token + 1 < len(tree.starts):
                return Span(tree.starts[token + 1], cause.end)
            break
    return cause


def _first(tree: Tree, noun: int) -> int:
    return min(tree.phrase(noun))


def _complement(tree: Tree, verb: int) -> int | None:
    """What the verb says the noun is."""
    kid = tree.kid(verb, "attr", "xcomp", "ccomp", "advcl", "oprd", "dobj")
    if kid is not None and kid > verb:
        return kid
    for prep in tree.all_kids(verb, "prep"):
        if prep > verb and tree.words[prep] in ("in", "around", "on", "from", "with"):
            return tree.kid(prep, "pobj", "pcomp")
    return None


def _about_what(tree: Tree, noun: int) -> Span | None:
    """What the reason is for: the reason for X, the motive behind X, the reason why X."""
    for kid in tree.kids[noun]:
        if kid < noun:
            continue
        if tree.deps[kid] == "prep" and tree.words[kid] in _OF_WHAT:
            found = tree.kid(kid, "pobj", "pcomp")
            if found is not None and not points(tree, found) and tree.named[found] < 0:
                return phrase_span(tree, found)
        if tree.deps[kid] in ("relcl", "acl", "advcl") and kid > noun:
            tokens = [t for t in tree.subtree(kid) if tree.words[t] not in ("why", "that", "to")]
            return span_of(tree, tokens)
    return None


def _reverse(tree: Tree, noun: int, kind: str, depth: str | None) -> Link | None:
    """X is the main reason for Y."""
    verb = tree.heads[noun]
    if tree.deps[noun] != "attr" or tree.lemmas[verb] not in ("be", "become", "remain"):
        return None
    subject, effect = tree.kid(verb, "nsubj", "csubj"), _about_what(tree, noun)
    if subject is None or effect is None or kind == "aim" or points(tree, subject):
        return None
    if tree.lemmas[noun] in ("ground", "basis", "source"):
        return None
    causes = item_spans(tree, subject, keep=False)
    return _link(tree, _cue(tree, noun), causes, effect, kind, depth, negated(tree, verb))


def _cue(tree: Tree, noun: int) -> Span:
    return Span(tree.starts[_first(tree, noun)], tree.ends[noun])


def _folded(tree: Tree, noun: int, kind: str, depth: str | None) -> Link | None:
    """Migration has been folded into the official rationale; X serves as a pretext."""
    prep = tree.heads[noun]
    if tree.deps[noun] != "pobj" or tree.words[prep] not in ("into", "as") or kind != "ground":
        return None
    verb = tree.heads[prep]
    subject = tree.kid(verb, "nsubjpass", "nsubj", "dobj")
    if tree.kid(verb, "nsubjpass") is None and tree.kid(verb, "dobj") is not None:
        subject = tree.kid(verb, "dobj")
    if subject is None or points(tree, subject):
        return None
    causes = item_spans(tree, subject, keep=True)
    effect = _about_what(tree, noun)
    return _link(tree, _cue(tree, noun), causes, effect, kind, depth, negated(tree, verb))


def _inverted(tree: Tree, noun: int, kind: str, depth: str | None) -> Link | None:
    """Behind the rhetoric lie deeper considerations of X; calculations centered on X."""
    if depth != "deep" or tree.lemmas[tree.heads[noun]] not in (
        "lie",
        "be",
        "stand",
        "sit",
        "lurk",
    ):
        return None
    if tree.words[tree.heads[noun]] != "lie" and tree.heads[noun] > noun:
        return None
    for kid in tree.kids[noun]:
        if kid < noun:
            continue
        prep = kid if tree.words[kid] == "of" else tree.kid(kid, "prep")
        if prep is None or (prep != kid and tree.deps[kid] != "acl"):
            continue
        content = tree.kid(prep, "pobj", "pcomp")
        if content is not None:
            causes = item_spans(tree, content, keep=False)
            return _link(tree, _cue(tree, noun), causes, None, kind, depth)
    return None


def _of(tree: Tree, noun: int, kind: str, depth: str | None) -> Link | None:
    """The stated goals of "stability"; with the declared aim of V-ing."""
    if kind != "aim" or depth is None:
        return None
    of = next((k for k in tree.kids[noun] if tree.words[k] == "of" and k > noun), None)
    content = tree.kid(of, "pobj", "pcomp") if of is not None else None
    if content is None or tree.named[content] >= 0:
        return None
    causes = item_spans(tree, content, keep=depth == "open")
    return _link(tree, _cue(tree, noun), causes, None, kind, depth)
