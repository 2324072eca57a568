"""What an English clause or noun phrase says of its own standing, apart from what governs it."""

from __future__ import annotations

from typing import Final

from legation.clauses.english_cues import CuePart, Modality, load_modality
from legation.clauses.english_tree import Tree
from legation.model.codes import Status

Signal = tuple[Status, str]

NONE: Final = frozenset({"no", "neither", "nobody", "none", "nothing", "nor"})
_NEGATING: Final = frozenset({"neg", "advmod", "preconj", "cc"})
_FUTURE: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "'d", "’d"})
_WOULD: Final = frozenset({"would", "'d", "’d", "could", "might"})
_SPANS: Final = frozenset({"years", "decades", "months", "weeks", "generations", "centuries"})


class Signals:
    """Signals of status at single words of one sentence, each with its reason."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._cues = load_modality()

    def modifiers(self, noun: int) -> list[Signal]:
        """Adjectives and negative determiners: "planned talks", "no talks"."""
        tree, found = self._tree, list[Signal]()
        for kid in tree.kids[noun]:
            if tree.words[kid] in NONE and tree.deps[kid] in ("det", "preconj", "cc", "neg"):
                found.append(("denied", f"{tree.words[kid]} {tree.words[noun]}"))
            elif tree.deps[kid] in ("amod", "compound", "nmod", "advmod", "npadvmod"):
                cue = self.cue(kid, "a", "adv")
                if cue is not None:
                    found.append((cue.status, f"{tree.words[kid]} {tree.words[noun]}"))
        return found

    def own(self, verb: int) -> list[Signal]:
        """The verb's own auxiliaries, negations, adverbs and conjunction."""
        found = [*self.negation(verb), *self.auxiliaries(verb), *self._adverbs(verb)]
        tree = self._tree
        for kid in tree.kids[verb]:
            cue = self.cue(kid, "mark") if tree.deps[kid] in ("mark", "advmod", "prep") else None
            if cue is not None and not self._is_comparison(kid):
                found.append((cue.status, f"{tree.words[kid]} clause"))
            elif tree.deps[kid] == "advcl" and self.is_condition(kid) and self._is_open(verb):
                found.append(("conditional", "main clause of a condition"))
        if tree.words[verb] in ("provided", "assuming") and tree.deps[verb] == "advcl":
            found.append(("conditional", f"{tree.words[verb]} that"))
        return found

    def _is_comparison(self, mark: int) -> bool:
        """ "as if": compares, and sets no condition."""
        return self._tree.words[mark] == "if" and self._after(mark, "as")

    def is_condition(self, verb: int) -> bool:
        """Whether the clause begins with if or unless."""
        tree = self._tree
        return any(
            tree.words[kid] in ("if", "unless") for kid in tree.all_kids(verb, "mark", "advmod")
        )

    def _is_open(self, verb: int) -> bool:
        helpers = {self._tree.words[kid] for kid in self._tree.all_kids(verb, "aux")}
        return self._tree.is_infinitive(verb) or bool(
            helpers & (_FUTURE | _WOULD | {"may", "should", "can"})
        )

    def negation(self, verb: int) -> list[Signal]:
        """Negations of the verb itself, of its subject or of its object."""
        tree, found = self._tree, list[Signal]()
        for kid in tree.kids[verb]:
            word, dep = tree.words[kid], tree.deps[kid]
            cue = self._cues.get((word, "adv")) if dep in _NEGATING else None
            if dep == "neg" or (cue is not None and cue.status == "denied"):
                if not self._is_only(kid):
                    found.append(("denied", f"{word} {tree.words[verb]}"))
            elif dep in ("nsubj", "nsubjpass", "dobj", "attr"):
                if word in NONE:
                    found.append(("denied", f"{word} {tree.words[verb]}"))
                elif any(
                    tree.words[inner] in NONE for inner in tree.all_kids(kid, "det", "preconj")
                ):
                    found.append(("denied", f"no {word}"))
            elif dep == "advmod" and word == "longer" and self._after(kid, "no"):
                found.append(("denied", "no longer"))
        head = tree.heads[verb]
        joined = [kid for kid in tree.all_kids(head, "cc") if kid < verb]
        if tree.deps[verb] == "conj" and joined and tree.words[joined[-1]] == "nor":
            found.append(("denied", f"nor {tree.words[verb]}"))
        if verb > 1 and tree.words[verb - 2 : verb] == ["rather", "than"]:
            found.append(("denied", f"rather than {tree.words[verb]}"))
        return found

    def _is_only(self, negation: int) -> bool:
        """ "not only … but": denies nothing."""
        words = self._tree.words
        return negation + 1 < len(words) and words[negation + 1] in ("only", "just", "merely")

    def _after(self, token: int, word: str) -> bool:
        return token > 0 and self._tree.words[token - 1] == word

    def auxiliaries(self, verb: int) -> list[Signal]:
        """Modal verbs and the progressive."""
        tree, found = self._tree, list[Signal]()
        helpers = tree.all_kids(verb, "aux")
        for kid in helpers:
            cue = self.cue(kid, "aux")
            if cue is None:
                continue
            status = cue.status
            if tree.words[kid] in ("would", "'d", "’d") and self._is_reported_future(verb):
                status = "planned"
            elif self._is_inverted(verb, kid):
                status = "conditional"
            found.append((status, f"{tree.words[kid]} {tree.lemmas[verb]}"))
        progressive = any(tree.lemmas[kid] == "be" for kid in helpers)
        if tree.tags[verb] == "VBG" and progressive and tree.words[verb] != "going":
            found.append(("ongoing", f"progressive {tree.words[verb]}"))
        if any(
            tree.words[kid] == "being" and tree.words[kid - 1] != "of"
            for kid in tree.all_kids(verb, "auxpass")
            if kid > 0
        ):
            found.append(("ongoing", f"being {tree.words[verb]}"))
        return found

    def _is_inverted(self, verb: int, helper: int) -> bool:
        """ "Should X attack, Y will respond": a condition without an if."""
        tree = self._tree
        subject = tree.kid(verb, "nsubj", "nsubjpass")
        asked = tree.words[-1] == "?"
        return (
            tree.words[helper] == "should"
            and subject is not None
            and helper < subject
            and not asked
        )

    def _is_reported_future(self, verb: int) -> bool:
        """ "said it would send": the future seen from the past, unless a condition stands by."""
        tree = self._tree
        head = tree.heads[verb]
        if any(self.is_condition(kid) for kid in tree.all_kids(verb, "advcl")):
            return False
        reported = tree.deps[verb] in ("ccomp", "parataxis") and tree.pos[head] == "VERB"
        return reported and tree.tags[head] in ("VBD", "VBN", "VBG")

    def _adverbs(self, verb: int) -> list[Signal]:
        tree, found = self._tree, list[Signal]()
        for token in range(verb - 1, max(verb - 3, 0), -1):
            if tree.pos[token] == "SPACE" and tree.pos[token - 1] == "AUX":
                # what the parser is not shown: "has for years …"
                found.append(("ongoing", "for a long time"))
        for kid in tree.kids[verb]:
            if tree.deps[kid] == "advmod":
                cue = self._cues.get((tree.words[kid], "adv"))
                if cue is not None and cue.status != "denied":
                    found.append((cue.status, f"{tree.words[kid]} {tree.lemmas[verb]}"))
            elif tree.deps[kid] == "prep" and tree.words[kid] in ("for", "over"):
                span = tree.kid(kid, "pobj")
                if span is not None and tree.words[span] in _SPANS:
                    found.append(("ongoing", f"{tree.words[kid]} {tree.words[span]}"))
        return found

    def cue(self, token: int, *parts: CuePart) -> Modality | None:
        """The cue a token is, as one of the parts of speech."""
        tree = self._tree
        for part in parts:
            for form in (tree.words[token], tree.lemmas[token]):
                cue = self._cues.get((form, part))
                if cue is not None:
                    return cue
        return None
