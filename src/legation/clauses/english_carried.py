"""Who acts where an English clause names nobody: the subject that the text was just speaking of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from legation.clauses.english_tree import Tree
from legation.model.clause import Argument, Predicate
from legation.model.frame import Slot
from legation.model.reading import Draft

# Where it was and what for say nothing of who it was.
_ASIDE: Final = frozenset({"in", "for", "with"})
_UNFIT: Final = frozenset({"place", "source", "credit"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_REACH: Final = 2


def carry_subjects(draft: Draft, trees: Mapping[int, Tree], first: int) -> None:
    """Gives verbs from predicate `first` on that have no party the last subject before them.

    A passive verb gets it as its agent. It is looked for in the sentence, then in the two before.
    """
    for place in range(first, len(draft.predicates)):
        predicate = draft.predicates[place]
        if predicate.frame.pos == "v" and not _has_party(predicate):
            carried = _carried(trees, predicate)
            if carried is not None:
                draft.predicates[place] = replace(
                    predicate, arguments=(*predicate.arguments, carried)
                )


def _has_party(predicate: Predicate) -> bool:
    aside = _ASIDE - ({"with"} if predicate.frame.roles == "with" else set())
    return any(argument.mentions and argument.slot not in aside for argument in predicate.arguments)


def _carried(trees: Mapping[int, Tree], predicate: Predicate) -> Argument | None:
    turned = predicate.passive or predicate.frame.roles in ("undergo", "agentless")
    slot: Slot = "by" if turned else "subject"
    for back in range(_REACH + 1):
        tree = trees.get(predicate.sentence - back)
        if tree is None:
            continue
        found = _last_subject(tree, predicate.span.start)
        if found is not None:
            how = "carried" if not back else f"carried from s{predicate.sentence - back}"
            return Argument(slot, tree.span(tree.phrase(found)), (tree.named[found],), how)
    return None


def _last_subject(tree: Tree, before: int) -> int | None:
    """The last named subject that starts before the offset, else the last name that does."""
    fit = [
        token
        for token in range(len(tree.words))
        if tree.starts[token] < before
        and tree.named[token] >= 0
        and tree.kinds[token] not in _UNFIT
    ]
    subjects = [token for token in fit if tree.deps[token] in _SUBJECTS]
    found = subjects or fit
    return found[-1] if found else None
