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
