"""Who does what an English verb says: subjects, shared, carried and controlled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from legation.clauses.english_cues import Modality, load_modality
from legation.clauses.english_tree import Tree

RELATIVE: Final = frozenset({"WDT", "WP"})
# The doer of such a complement is the object before it: "blamed X for doing".
_OF_OBJECT: Final = frozenset({"of", "from", "for", "into", "against"})
_VIEWS: Final = frozenset({"viewpoint", "perspective", "standpoint", "view"})
# Cues over an infinitive, not over a noun: "called the attack barbaric".
_NO_OBJECT: Final = frozenset({"call", "tell", "see", "find", "leave", "like", "get", "make"})
_DEEP: Final = 5
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_SPANS: Final = frozenset({"hour", "minute", "day", "week", "month", "year", "time", "decade"})
_TEMPORAL: Final = frozenset({"after", "before", "since", "until", "as"})


@dataclass(frozen=True, slots=True)
class Noun:
    """The head of a noun phrase found in a slot, and what put it there."""

    head: int
    how: str


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb's grammatical subject is acted upon."""
    if tree.kid(verb, "auxpass", "nsubjpass") is not None:
        return True
    if tree.tags[verb] != "VBN":
        return False
    if tree.kid(verb, "aux") is not None:
        return False
    if tree.kid(verb, "nsubj") is not None and tree.deps[verb] in ("ROOT", "ccomp", "relcl"):
        return False  # a past tense that the tagger took for a participle
    if tree.deps[verb] == "conj":
        head = tree.heads[verb]
        return tree.tags[head] == "VBN" and is_passive(tree, head)
    return tree.deps[verb] in ("acl", "advcl", "xcomp", "ccomp", "pcomp", "amod", "ROOT", "relcl")


def subject_of(tree: Tree, verb: int, deep: int = 0) -> Noun | None:
    """The grammatical subject: the clause's own, or the one its governor lends it."""
    if deep > _DEEP:
        return None
    own = tree.kid(verb, "nsubj", "nsubjpass")
    if own is not None and not _is_span_of_time(tree, verb, own):
        return _own(tree, verb, own)
    before = _behind_comma(tree, verb)
    if before is not None:
        return before
    found = None
    head, dep = tree.heads[verb], tree.deps[verb]
    if dep == "conj":
        head = _first_of(tree, verb, head)
        shared = subject_of(tree, head, deep + 1) if tree.pos[head] in ("VERB", "AUX") else None
        found = Noun(shared.head, f"shared with {tree.words[head]}") if shared else None
    elif dep in ("acl", "relcl"):
        found = _of_noun_clause(tree, verb, head, deep)
    elif dep == "pcomp":
        found = _of_gerund(tree, verb, head, deep)
    elif dep in ("xcomp", "ccomp", "advcl", "dep", "parataxis"):
        found = _of_governor(tree, verb, head, deep)
    if found is None and tree.tags[verb] == "VBG":
        found = _of_viewpoint(tree, verb) or _of_viewpoint(tree, head)
    return found


def _is_span_of_time(tree: Tree, verb: int, own: int) -> bool:
    """ "needed two hours to agree": no hour agrees."""
    return tree.lemmas[own] in _SPANS and tree.named[own] < 0 and tree.is_infinitive(verb)


def _behind_comma(tree: Tree, verb: int) -> Noun | None:
    """ "after X, brushing aside Y, refused": the parser takes X for the object of "after"."""
    if tree.tags[verb] not in _FINITE or tree.deps[verb] == "relcl":
        return None
    place = verb - 1
    while place > 0 and (tree.pos[place] in ("ADV", "AUX", "PART") or tree.heads[place] == verb):
        if tree.words[place] == ",":
            break
        place -= 1
    if tree.words[place] != ",":
        return None
    for noun in range(place - 1, 0, -1):
        preposition = tree.heads[noun]
        if (
            tree.deps[noun] == "pobj"
            and _is_named(tree, noun)
            and (tree.words[preposition] in _TEMPORAL or tree.heads[verb] == verb)
            and any(kid > noun for kid in tree.all_kids(noun, "acl", "relcl", "appos"))
            and not any(tree.deps[kid] == "cc" and noun < kid < verb for kid in tree.kids[noun])
        ):
            return Noun(noun, f"after {tree.words[preposition]}")
        if tree.pos[noun] == "VERB" and tree.tags[noun] in _FINITE and tree.deps[noun] != "relcl":
            return None
    return None


def _is_named(tree: Tree, noun: int) -> bool:
    return tree.named[noun] >= 0 or any(
        tree.named[kid] >= 0 for kid in tree.all_kids(noun, "poss", "compound", "amod")
    )


def _first_of(tree: Tree, verb: int, head: int) -> int:
    """ "X said that Y might be dead, and appealed": coordinated with "said", not with "be"."""
    if (
        tree.tags[verb] in _FINITE
        and tree.tags[head] == "VB"
        and not tree.is_infinitive(head)
        and tree.kid(verb, "aux", "auxpass") is None
        and tree.deps[head] == "ccomp"
        and tree.tags[tree.heads[head]] == tree.tags[verb]
        and any(tree.words[token] == "," for token in range(head, verb))
    ):
        return tree.heads[head]
    return head


def _own(tree: Tree, verb: int, own: int) -> Noun:
    """The subject in the clause; for a relative pronoun what it stands for."""
    if tree.tags[own] not in RELATIVE:
        return Noun(own, tree.deps[own])
    head = tree.heads[verb]
    while tree.deps[verb] == "conj" and tree.pos[head] in ("VERB", "AUX"):
        verb, head = head, tree.heads[head]
    if head != verb and tree.pos[head] not in ("VERB", "AUX"):
        return Noun(head, f"{tree.deps[own]}, antecedent of {tree.words[own]}")
    named = tree.kid(head, "attr")
    if named is not None and named < own:  # "it was X that …"
        return Noun(named, f"{tree.deps[own]}, cleft")
    return Noun(own, tree.deps[own])


def _of_governor(tree: Tree, verb: int, head: int, deep: int) -> Noun | None:
    """Control: the doer of a complement or adverbial clause without a subject."""
    if tree.pos[head] == "ADJ" and tree.heads[head] != head:
        head = tree.heads[head]
    if tree.pos[head] not in ("VERB", "AUX"):
        return None
    cue = load_modality().get((tree.lemmas[head], "v"))
    controlled = cue is not None and cue.control == "object"
    lends_object = tree.deps[verb] != "advcl" and (cue is None or controlled)
    gives_time = tree.lemmas[head] == "give" and tree.kid(head, "dative") is not None
    controlled = controlled or gives_time  # "gave X three days to leave"
    asks = controlled and tree.is_infinitive(verb)
    if lends_object or asks:
        own_object = tree.kid(head, *(("dative",) if gives_time else ("dobj", "dative")))
        fits = own_object is not None and (
            tree.named[own_object] >= 0 or (controlled and tree.lemmas[own_object] not in _SPANS)
        )
        if own_object is not None and fits and own_object < verb and not is_passive(tree, head):
            return Noun(own_object, f"carried from the object of {tree.words[head]}")
        called = _asked(tree, head, verb) if asks else None
        if called is not None:
            return Noun(called, f"carried from the object of {tree.words[head]}")
    if is_passive(tree, head) and tree.deps[verb] == "advcl":
        doer = agent_of(tree, head)
        if tree.is_infinitive(verb) and not asks:
            return Noun(doer, f"carried from the agent of {tree.words[head]}") if doer else None
    found = subject_of(tree, head, deep + 1)
    if found is not None and tree.words[found.head] == "it" and tree.lemmas[head] == "be":
        # "it is for this that X remains wary, arguing …"
        for token in range(verb - 1, head, -1):
            named = tree.kid(token, "nsubj")
            if named is not None and token < verb:
                return Noun(named, f"carried from {tree.words[token]}")
    return Noun(found.head, f"carried from {tree.words[head]}") if found else None


def _of_viewpoint(tree: Tree, head: int) -> Noun | None:
    """ "From X's viewpoint, doing it is …": X does it."""
    for preposition in tree.all_kids(head, "prep"):
        noun = tree.kid(preposition, "pobj")
        if noun is not None and tree.lemmas[noun] in _VIEWS:
            return Noun(noun, f"carried from the {tree.words[noun]}")
    return None


def _asked(tree: Tree, head: int, verb: int) -> int | None:
    """X of "called on X to do"."""
    for preposition in tree.all_kids(head, "prep"):
        if tree.words[preposition] in ("on", "upon", "for", "to") and preposition < verb:
            return tree.kid(preposition, "pobj")
    return None


def _of_noun_clause(tree: Tree, verb: int, noun: int, deep: int) -> Noun | None:
    if tree.is_infinitive(verb):
        # "plan to attack": the planner, who possesses the noun or does what governs it.
        cue = load_modality().get((tree.lemmas[noun], "n"))
        asked = tree.kid(noun, "prep") if cue is not None and cue.control == "none" else None
        if asked is not None and tree.words[asked] in ("on", "for", "to"):
            called = tree.kid(asked, "pobj")
            return Noun(called, f"carried from {tree.words[noun]}") if called else None
        if tree.named[noun] >= 0 and cue is None:
            return Noun(noun, "carried, head of the infinitive")
        for dep in ("poss", "compound", "amod"):
            for kid in tree.all_kids(noun, dep):
                if tree.named[kid] >= 0:
                    return Noun(kid, f"carried from {tree.words[noun]}")
        above = tree.verb_above(noun)
        if above is not None and tree.lemmas[noun] in _SPANS and tree.lemmas[above] == "give":
            given = tree.kid(above, "dative")  # "gave X three days to leave"
            if given is not None:
                return Noun(given, "given time")
        found = subject_of(tree, above, deep + 1) if above is not None else None
        return Noun(found.head, f"carried from {tree.words[above]}") if found and above else None
    if tree.tags[verb] in ("VBG", "VBN"):
        return Noun(noun, "head of the participle")
    return None


def _of_gerund(tree: Tree, verb: int, preposition: int, deep: int) -> Noun | None:
    head = tree.heads[preposition]
    if tree.pos[head] in ("VERB", "AUX"):
        if tree.words[preposition] in _OF_OBJECT and not is_passive(tree, head):
            own_object = tree.kid(head, "dobj")
            if own_object is not None:
                return Noun(own_object, f"carried from the object of {tree.words[head]}")
        found = subject_of(tree, head, deep + 1)
        return Noun(found.head, f"carried from {tree.words[head]}") if found else None
    if tree.pos[head] == "ADJ" and tree.heads[head] != head:
        return _of_governor(tree, verb, head, deep)
    for kid in tree.all_kids(head, "poss", "compound", "amod"):
        if tree.named[kid] >= 0:
            return Noun(kid, f"carried from {tree.words[head]}")
    above = tree.verb_above(head)
    if above is None or above == verb:
        return None
    if tree.words[tree.heads[head]] == "by" and is_passive(tree, above):
        # "X is accused by Y of doing": the parser hangs the gerund on Y
        found = subject_of(tree, above, deep + 1)
        return Noun(found.head, f"carried from {tree.words[above]}") if found else None
    if tree.words[preposition] in _OF_OBJECT and tree.named[head] >= 0:
        return Noun(head, f"carried from the object of {tree.words[above]}")
    found = subject_of(tree, above, deep + 1)
    return Noun(found.head, f"carried from {tree.words[above]}") if found else None


def agent_of(tree: Tree, verb: int) -> int | None:
    """X of "by X" at a passive."""
    agent = tree.kid(verb, "agent")
    if agent is None:
        agent = next((kid for kid in tree.all_kids(verb, "prep") if tree.words[kid] == "by"), None)
    return tree.kid(agent, "pobj") if agent is not None else None


def governing_cue(tree: Tree, noun: int) -> tuple[int, Modality] | None:
    """The verb whose object (or passive subject) the noun is, if it tells the noun's standing."""
    head, dep = tree.heads[noun], tree.deps[noun]
    if dep == "conj" and tree.pos[head] in ("NOUN", "PROPN"):
        return governing_cue(tree, head)
    if dep == "pobj":
        preposition, verb = head, tree.heads[head]
        cue = load_modality().get((f"{tree.lemmas[verb]} {tree.words[preposition]}", "v"))
        return (verb, cue) if cue is not None and tree.pos[verb] == "VERB" else None
    if dep not in ("dobj", "nsubjpass") or tree.pos[head] not in ("VERB", "AUX"):
        return None
    if tree.lemmas[head] in _NO_OBJECT:
        return None
    particle = tree.kid(head, "prt")
    cue = None
    if particle is not None:
        cue = load_modality().get((f"{tree.lemmas[head]} {tree.words[particle]}", "v"))
    cue = cue or load_modality().get((tree.lemmas[head], "v"))
    return (head, cue) if cue is not None else None
