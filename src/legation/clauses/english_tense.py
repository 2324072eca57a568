"""What the form of an English verb or noun alone says of its status."""

from __future__ import annotations

from typing import Final

from legation.clauses.english_signals import Signal
from legation.clauses.english_tree import Tree
from legation.clauses.english_triggers import Hit
from legation.model.codes import QUAD_CLASS

# What stays in force unless said otherwise; the bare noun names a state of things.
_STANDING: Final = frozenset(
    {
        *("sanction", "sanctions", "embargo", "blockade", "occupation", "siege", "boycott"),
        *("tariff", "tariffs", "ban", "restriction", "restrictions"),
    }
)
# Said in the simple present, as nothing that happened once is.
_LASTING: Final = frozenset({"ACCUSE", "REQUEST", "REJECT"})
_PERFECT: Final = frozenset({"have", "has", "'ve", "’ve"})


def by_tense(tree: Tree, hit: Hit, *, headline: bool, plain: bool) -> Signal | None:
    """The status of a trigger that nothing else marks, with its reason; None for a past act.

    `headline`: the present tense tells of the past. `plain`: nothing governs the trigger.
    """
    if hit.noun:
        stands = hit.light is None and plain and not headline
        if stands and tree.words[hit.token] in _STANDING:
            return "ongoing", "a measure that stands"
        return None
    if headline:
        announced = _is_announced(tree, hit.token)
        return ("planned", "infinitive of a headline") if announced else None
    if _is_habitual(tree, hit):
        return "ongoing", "simple present of a standing practice"
    if _is_lasting(tree, hit.token):
        return "ongoing", "perfect with since"
    return None


def _is_announced(tree: Tree, verb: int) -> bool:
    """ "Ruritania to withdraw troops"."""
    if not tree.is_infinitive(verb):
        return False
    head = tree.heads[verb]
    finite = any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tree.tags[:verb])
    return not finite and (head == verb or tree.deps[verb] in ("acl", "relcl", "advcl"))


def _is_habitual(tree: Tree, hit: Hit) -> bool:
    verb = hit.token
    return (
        tree.tags[verb] in ("VBZ", "VBP")
        and tree.kid(verb, "aux", "auxpass") is None
        and (QUAD_CLASS[hit.frame.type] in (2, 4) or hit.frame.type in _LASTING)
        and tree.deps[verb] != "advcl"
    )


def _is_lasting(tree: Tree, verb: int) -> bool:
    """ "has shelled the port since May": it began then and goes on."""
    helpers = {tree.words[kid] for kid in tree.all_kids(verb, "aux")}
    if tree.tags[verb] != "VBN" or helpers.isdisjoint(_PERFECT):
        return False
    clauses = tree.all_kids(verb, "advcl")
    marks = [mark for clause in clauses for mark in tree.all_kids(clause, "mark")]
    return any(tree.words[mark] == "since" for mark in (*tree.all_kids(verb, "prep"), *marks))
