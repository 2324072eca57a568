"""Which mentions a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Container

from legation.clauses.english_tree import Tree

_MODIFIERS = ("poss", "compound", "amod", "nmod", "nummod", "det", "npadvmod")
# "US-backed rebels" do not act for the US, "the US-led coalition" does.
_NOT_THEIRS = frozenset({"backed", "supported", "allied", "aligned", "funded", "armed", "trained"})
# Prepositions whose object may name the party of the noun before them.
_NAMING = frozenset({"of", "in", "from", "within", "inside", "across"})
_AUTHOR = frozenset({"by"})
_DEEP = 3


def mentions_of(
    tree: Tree, head: int, events: Container[int] = (), before: int | None = None
) -> tuple[int, ...]:
    """Mentions of a noun phrase and of its conjuncts, best first.

    A mention on the head stands for the phrase; else the modifiers that name its country do
    ("Venezuelan oil facilities", "the government of X"), else an apposition. For heads in `events`
    (noun triggers) an of-phrase names the victim, so it does not count. Conjuncts from the token
    `before` on are left out.
    """
    found: dict[int, None] = {}
    for noun in _several(tree, head):
        if before is not None and noun > before > head:
            continue
        found.update(dict.fromkeys(_single(tree, noun, events, 0)))
    return tuple(found)


def _several(tree: Tree, head: int) -> list[int]:
    """Conjuncts, and what the parser takes for an apposition in "X of A, Y of B and Z of C"."""
    found = tree.conjuncts(head)
    for kid in tree.all_kids(head, "appos"):
        named = tree.named[kid] >= 0 and tree.named[kid] != tree.named[head] >= 0
        if named and tree.kid(kid, "conj") is not None and tree.kinds[kid] == tree.kinds[head]:
            found += tree.conjuncts(kid)
    return found


def _single(tree: Tree, noun: int, events: Container[int], depth: int) -> list[int]:
    if tree.named[noun] >= 0:
        return [tree.named[noun], *_paired(tree, noun)]
    if depth >= _DEEP:
        return []
    before = _before(tree, noun, events, depth) or _whose(tree, noun, depth)
    if before:
        return before
    for wanted in (_AUTHOR,) if noun in events else (_AUTHOR, _NAMING):
        behind = _behind(tree, noun, events, depth, wanted)
        if behind:
            return behind
    for kid in tree.all_kids(noun, "appos"):
        found = _single(tree, kid, events, depth + 1)
        if found:
            return found
    return []


def _before(tree: Tree, noun: int, events: Container[int], depth: int) -> list[int]:
    found = []
    for kid in tree.kids[noun]:
        if tree.deps[kid] in _MODIFIERS and kid < noun and tree.words[kid] not in _NOT_THEIRS:
            if tree.deps[kid] == "poss" and _is_own(tree, kid):
                continue
            for modifier in tree.conjuncts(kid):
                found += _single(tree, modifier, events, depth + 1)
    return found


def _is_own(tree: Tree, owner: int) -> bool:
    """Of "his neighbour's claim": the neighbour is another than he."""
    return tree.named[owner] < 0 and any(
        tree.deps[kid] == "poss" and tree.tags[kid] == "PRP$" for kid in tree.kids[owner]
    )


def _whose(tree: Tree, noun: int, depth: int) -> list[int]:
    """ "X, whose guards …", "three of whom": the noun that the relative clause hangs on."""
    owner = next((kid for kid in tree.kids[noun] if tree.tags[kid] == "WP$"), None)
    if owner is None:
        owner = next(
            (
                kid
                for of in tree.all_kids(noun, "prep")
                for kid in tree.all_kids(of, "pobj")
                if tree.tags[kid] in ("WP", "WDT")
            ),
            None,
        )
    while owner is not None and tree.heads[noun] != noun:
        if tree.deps[noun] == "relcl":
            return _single(tree, tree.heads[noun], (), depth + 1)
        noun = tree.heads[noun]
    return []


def _behind(
    tree: Tree, noun: int, events: Container[int], depth: int, wanted: frozenset[str]
) -> list[int]:
    for kid in tree.all_kids(noun, "prep", "agent"):
        if tree.words[kid] in wanted:
            for item in tree.all_kids(kid, "pobj"):
                found = [
                    mention
                    for part in tree.conjuncts(item)
                    for mention in _single(tree, part, events, depth + 1)
                ]
                if found:
                    return found
    return []


def _paired(tree: Tree, noun: int) -> list[int]:
    """The first half of "Moscow-Beijing" or "Russian-Chinese", where the parser splits the pair."""
    if noun >= 2 and tree.words[noun - 1] in ("-", "–") and tree.named[noun - 2] >= 0:
        first = tree.named[noun - 2]
        return [first] if first != tree.named[noun] else []
    return []
