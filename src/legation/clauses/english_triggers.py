"""Where an English sentence names an event: frames matched on the parse, with their conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

from legation.clauses.english_conditions import fits
from legation.clauses.english_subjects import is_passive
from legation.clauses.english_tree import Tree
from legation.model.codes import EventType
from legation.model.frame import Frame
from legation.model.reading import Draft


class Frames(Protocol):
    """What is asked of a lexicon of frames; `light` maps light verbs to "act" or "receive"."""

    def borrowed(self, trigger: str, pos: Literal["v", "n"], kind: EventType) -> Frame:
        """A frame for a trigger that is in no frame."""
        ...

    @property
    def light(self) -> Mapping[str, str]:
        """Light verbs with their particles: "carry out", "come under"."""
        ...

    def candidates(self, lemma: str) -> tuple[Frame, ...]:
        """Frames whose trigger begins with the word."""
        ...


@dataclass(frozen=True, slots=True)
class Light:
    """A light verb that lends a noun its arguments. `receives`: its subject is acted upon."""

    verb: int
    tokens: tuple[int, ...]
    receives: bool
    lemma: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame found at a token: `tokens` are all the words of its trigger, in order."""

    token: int
    tokens: tuple[int, ...]
    frame: Frame
    light: Light | None = None

    @property
    def noun(self) -> bool:
        """Whether the trigger is a noun."""
        return self.frame.pos == "n"

    @property
    def verb(self) -> int | None:
        """The verb that carries tense and negation: the trigger itself, or its light verb."""
        return (self.light.verb if self.light else None) if self.noun else self.token


_SKIPPED = frozenset({"a", "an", "the", "its", "their", "one's"})
_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
_NOT_INSIDE = frozenset(
    {"nsubj", "ccomp", "advcl", "relcl", "conj", "mark", "aux", "auxpass", "csubj", "parataxis"}
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday weekend day week month year decade "
    "morning afternoon evening night eve hour minute january february march april may june july "
    "august september october november december".split()
)
_GOING = frozenset({"meet", "fly", "land", "travel", "go", "come", "arrive", "drive"})
_NAMING = frozenset({"call", "term", "describe", "brand", "label"})
_TOLLS = frozenset({"kill", "wound", "injure", "destroy", "damage", "maim"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_ACTIVE_PARTICIPLES = frozenset({"amod", "compound", "nmod"})


@cache
def _words(trigger: str) -> tuple[str, ...]:
    first, *others = trigger.lower().split()
    return (first, *(word for word in others if word not in _SKIPPED))


def find_hits(tree: Tree, frames: Frames, draft: Draft) -> list[Hit]:
    """The triggers of a sentence in order; a word belongs to one trigger only."""
    taken: set[int] = set()
    found: list[Hit] = []
    for noun in (False, True):
        for token, pos in enumerate(tree.pos):
            if pos in _CONTENT and token not in taken and _can_be(tree, token, noun=noun):
                hit = _hit(tree, token, frames, draft, noun=noun)
                if hit is not None and taken.isdisjoint(hit.tokens):
                    taken.update(hit.tokens)
                    found.append(hit)
    found += _proposed_hits(tree, frames, draft, taken)
    found = _without_echoes(tree, _without_doubles(found))
    found.sort(key=lambda hit: hit.token)
    return found


def _proposed_hits(tree: Tree, frames: Frames, draft: Draft, taken: set[int]) -> Iterator[Hit]:
    """Triggers proposed beside the lexicon whose words no frame has taken."""
    for one in draft.proposed_in(draft.sentences[tree.sentence].span):
        tokens = [
            token
            for token in range(len(tree.pos))
            if tree.span([token]).overlaps(one.span) and tree.pos[token] in _CONTENT
        ]
        if not tokens or not taken.isdisjoint(tokens):
            continue
        head = _head(tree, tokens)
        pos: Literal["v", "n"] = "v" if tree.pos[head] in ("VERB", "AUX") else "n"
        light = light_verb(tree, head, frames.light) if pos == "n" else None
        frame = frames.borrowed(tree.lemmas[head], pos, one.type)
        taken.update(tokens)
        yield Hit(head, tuple(tokens), frame, light)


def _without_doubles(hits: list[Hit]) -> list[Hit]:
    """One event for "imposed sanctions" if both words are triggers: the verb's where they agree,
    else the noun's, which says more."""
    verbs = {hit.token: hit for hit in hits if not hit.noun}
    dropped: set[int] = set()
    for hit in hits:
        if hit.light is not None and hit.light.verb in verbs:
            verb = verbs[hit.light.verb]
            same = verb.frame.type == hit.frame.type and not hit.light.receives
            dropped.add(hit.token if same or verb.frame.needs else verb.token)
    return [hit for hit in hits if hit.token not in dropped]


def _without_echoes(tree: Tree, hits: list[Hit]) -> list[Hit]:
    """Leaves out what only spells out the verb above: "shelled it, killing ten", "refused to
    accept it"."""
    above = {hit.token: hit.frame.type for hit in hits if not hit.noun}
    return [
        hit
        for hit in hits
        if hit.noun
        or not (
            (
                above.get(tree.heads[hit.token]) == "ASSAULT"
                and tree.deps[hit.token] == "advcl"
                and tree.tags[hit.token] == "VBG"
                and tree.lemmas[hit.token] in _TOLLS
            )
            or (
                above.get(tree.heads[hit.token]) == "REJECT"
                and tree.deps[hit.token] == "xcomp"
                and hit.frame.type == "AGREE"
            )
        )
    ]


def _can_be(tree: Tree, token: int, *, noun: bool) -> bool:
    """Whether the part of speech fits, and no name swallows the word ("Strike Force")."""
    if not noun:
        return (
            tree.pos[token] in ("VERB", "AUX")
            and tree.deps[token] not in _ACTIVE_PARTICIPLES
            and tree.deps[token] not in ("aux", "auxpass")
            and (tree.named[token] < 0 or tree.kinds[token] == "adjective")
        )
    if tree.named[token] >= 0 and tree.kinds[token] != "adjective":
        return False
    return tree.pos[token] in ("NOUN", "PROPN") or tree.deps[token] in ("amod", "compound")


def _hit(tree: Tree, token: int, frames: Frames, draft: Draft, *, noun: bool) -> Hit | None:
    part = "n" if noun else "v"
    matches = []
    for frame in _candidates(tree, token, frames):
        if frame.pos == part:
            tokens = _match(tree, token, frame)
            if tokens:
                matches.append((-len(tokens), not frame.needs, tokens, frame))
    matches.sort(key=lambda match: match[:2])
    for _, _, tokens, frame in matches:
        head = _head(tree, tokens) if noun else token
        if noun and not _is_nominal(tree, head, tokens):
            continue
        if not noun and _is_idle(tree, head, frame):
            continue
        light = light_verb(tree, head, frames.light) if noun else None
        if fits(tree, head, tokens, frame, draft):
            return Hit(head, tuple(sorted(tokens)), frame, light)
    return None


def _is_idle(tree: Tree, verb: int, frame: Frame) -> bool:
    """ "was met with anger", "was flown to X", "asked whether …, he said", "what he called"."""
    lemma = tree.lemmas[verb]
    if frame.type == "CONSULT" and (lemma == "meet" or frame.mode == "visit"):
        return lemma in _GOING and is_passive(tree, verb)
    if lemma == "ask" and tree.tags[verb] == "VBN" and tree.deps[verb] == "advcl":
        return is_passive(tree, verb)
    return lemma in _NAMING and any(tree.words[kid] == "what" for kid in tree.kids[verb])


def _candidates(tree: Tree, token: int, frames: Frames) -> Iterator[Frame]:
    lemma, word = tree.lemmas[token], tree.words[token]
    yield from frames.candidates(lemma)
    if word != lemma:
        yield from frames.candidates(word)
    elif tree.pos[token] == "PROPN" and word.endswith("s"):
        # The lemmatizer leaves a capitalised noun of a headline in the plural.
        yield from frames.candidates(word[:-1])
    if token >= 2 and tree.words[token - 1] == "-" and tree.pos[token] == "VERB":
        yield from frames.candidates(f"{tree.words[token - 2]}-{lemma}")
    if token + 2 < len(tree.words) and tree.words[token + 1] == "-":
        for last in {tree.lemmas[token + 2], tree.words[token + 2]}:
            yield from frames.candidates(f"{word}-{last}")


def _match(tree: Tree, token: int, frame: Frame) -> list[int]:
    """The tokens of the whole trigger, first word at `token`; empty if a word is missing."""
    words = _words(frame.trigger)
    found = [token]
    if "-" in words[0] and "-" not in tree.words[token]:
        ends_here = token >= 2 and tree.words[token - 1] == "-"
        found += [token - 1, token - 2] if ends_here else [token + 1, token + 2]
    for word in words[1:]:
        following = max(token, found[-1]) + 1
        if (
            following < len(tree.words)
            and _is(tree, following, word)
            and not _leads_to_time(tree, following)
            and not (tree.deps[following] == "det" and tree.heads[following] not in found)
        ):  # "said no such promise": no refusal
            found.append(following)
            continue
        inside = _inside(tree, found, word, frame)
        if inside is None:
            return []
        found.append(inside)
    return [] if len(found) > 1 and _leads_to_time(tree, found[-1]) else found


def _inside(tree: Tree, found: list[int], word: str, frame: Frame) -> int | None:
    """The word below one found already, or the noun that a participle hangs on ("a deal struck
    by X")."""
    for head in found:
        for kid in tree.kids[head]:
            if kid in found or not _is(tree, kid, word) or _leads_to_time(tree, kid):
                continue
            if tree.deps[kid] in _NOT_INSIDE and tree.pos[kid] != "ADJ":
                continue
            if frame.pos == "v" or kid > head:
                return kid
    above = tree.heads[found[0]]
    hangs = frame.pos == "v" and tree.deps[found[0]] in ("acl", "relcl")
    if hangs and above not in found and tree.pos[above] == "NOUN" and _is(tree, above, word):
        return above
    return None


def _leads_to_time(tree: Tree, token: int) -> bool:
    """ "called him on Friday" is no call on anybody."""
    noun = tree.kid(token, "pobj") if tree.pos[token] in ("ADP", "SCONJ") else None
    if noun is None or tree.named[noun] >= 0 or tree.words[token] == "until":
        return False
    return tree.lemmas[noun] in _TIMES or _YEAR.match(tree.words[noun]) is not None


def _is(tree: Tree, token: int, word: str) -> bool:
    return word in (tree.lemmas[token], tree.words[token]) or (
        tree.pos[token] == "PROPN" and tree.words[token] == word + "s"
    )


def _head(tree: Tree, tokens: list[int]) -> int:
    outer = (t for t in tokens if tree.heads[t] not in tokens or tree.heads[t] == t)
    return next(outer, tokens[0])


def _is_nominal(tree: Tree, head: int, tokens: list[int]) -> bool:
    """Whether the noun heads its phrase: no modifier of another noun, no part of a name."""
    if tree.pos[head] not in ("NOUN", "PROPN") or tree.deps[head] in _ACTIVE_PARTICIPLES:
        return False
    if tree.heads[head] == head + 1 and tree.pos[head + 1] == "NOUN":
        return False  # "the talks venue", whatever the parser calls the relation
    if tree.pos[head] == "PROPN" and not _is_titled(tree):
        # A capital in running text: "Operation …", "the … Initiative".
        return tree.tags[head] == "NNPS" and not any(
            tree.pos[kid] == "PROPN" and tree.named[kid] < 0
            for kid in tree.all_kids(head, "compound")
            if kid not in tokens
        )
    return True


def _is_titled(tree: Tree) -> bool:
    """Whether the sentence is set in capitals, as headlines are: most nouns are proper."""
    common = sum(pos == "NOUN" for pos in tree.pos)
    return 2 * common <= sum(pos == "PROPN" for pos in tree.pos)


def light_verb(tree: Tree, noun: int, light: Mapping[str, str]) -> Light | None:
    """The light verb that governs the noun, or that hangs on it as a relative clause."""
    head, dep = tree.heads[noun], tree.deps[noun]
    if dep == "conj" and tree.pos[head] in ("NOUN", "PROPN"):
        return light_verb(tree, head, light)
    if dep in ("dobj", "nsubjpass", "attr", "oprd") and tree.pos[head] in ("VERB", "AUX"):
        found = _look_up(tree, head, (), light)
        if found is not None:
            return found
    if dep == "pobj":
        found = _under_preposition(tree, head, light)
        if found is not None:
            return found
    for kid in tree.all_kids(noun, "acl", "relcl"):
        found = _look_up(tree, kid, (), light)
        if found is not None and not _has_object(tree, kid):
            return found
    return None


def _under_preposition(tree: Tree, preposition: int, light: Mapping[str, str]) -> Light | None:
    verb = tree.heads[preposition]
    between: tuple[int, ...] = (preposition,)
    if tree.pos[verb] not in ("VERB", "AUX"):  # "take part in", "be subject to"
        between = (verb, preposition)
        verb = tree.heads[verb]
    if tree.pos[verb] not in ("VERB", "AUX"):
        return None
    return _look_up(tree, verb, between, light, whole=True)


def _look_up(
    tree: Tree,
    verb: int,
    between: tuple[int, ...],
    light: Mapping[str, str],
    *,
    whole: bool = False,
) -> Light | None:
    particle = tree.kid(verb, "prt")
    parts = () if particle is None else (particle,)
    tries = [parts + between] if whole or not parts else [parts + between, between]
    for tokens in tries:
        key = " ".join(tree.lemmas[token] for token in (verb, *tokens))
        if key in light:
            return Light(verb, (verb, *tokens), light[key] == "receive", key)
    return None


def _has_object(tree: Tree, verb: int) -> bool:
    return any(tree.tags[kid] not in ("WDT", "WP") for kid in tree.all_kids(verb, "dobj"))
