"""Where an English sentence names an event: frames matched on the parse, with their conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from legation.clauses.english_subjects import is_passive
from legation.clauses.english_tree import Tree
from legation.model.frame import Frame
from legation.model.reading import Draft


class Frames(Protocol):
    """What is asked of a lexicon of frames; `light` maps light verbs to "act" or "receive"."""

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
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd", "nsubjpass", "acomp"})
_REGION = _OBJECTS | {"prep", "agent", "xcomp", "ccomp", "prt", "pcomp", "pobj", "advmod"}
_STATE = re.compile(r"[A-Z]{3}(?:\.(?:GOV|MIL))?\Z")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday weekend day week month year decade "
    "morning afternoon evening night eve hour minute january february march april may june july "
    "august september october november december".split()
)
_TOLLS = frozenset({"kill", "wound", "injure", "destroy", "damage", "maim"})
_ARMED = frozenset({"drone", "aerial", "heavy-weapons", "explosives", "firearms"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_ACTIVE_PARTICIPLES = frozenset({"amod", "compound", "nmod"})
_PEOPLE = re.compile(
    r"(?:president|premier|leader|minister|king|queen|prince|chief|journalist|activist|dissident|"
    r"man|men|woman|women|people|person|citizen|national|suspect|official|soldier|officer|"
    r"student|protester|protestor|demonstrator|lawmaker|senator|deputy|mayor|governor|diplomat|"
    r"ambassador|envoy|general|commander|militant|fighter|rebel|civilian|migrant|refugee|"
    r"prisoner|hostage|reporter|lawyer|editor|businessman|executive|member|worker|resident|"
    r"villager|passenger|teacher|priest|monk|critic|opponent|politician|candidate|child|children|"
    r"family|him|her|them|himself|boy|girl|supporter|insurgent|terrorist|gunman|tourist|doctor)\Z"
)


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
    found = _without_echoes(tree, _without_doubles(found))
    found.sort(key=lambda hit: hit.token)
    return found


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
        meeting = not noun and tree.lemmas[token] == "meet" and frame.type == "CONSULT"
        if meeting and is_passive(tree, head):
            continue  # "was met with anger"
        light = light_verb(tree, head, frames.light) if noun else None
        if _fits(tree, head, tokens, frame, draft):
            return Hit(head, tuple(sorted(tokens)), frame, light)
    return None


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
        if following < len(tree.words) and _is(tree, following, word):
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
            if kid in found or not _is(tree, kid, word):
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


def _fits(tree: Tree, head: int, tokens: list[int], frame: Frame, draft: Draft) -> bool:
    """The conditions `needs` and `blocks` of a frame."""
    if not frame.needs and not frame.blocks:
        return True
    noun = frame.pos == "n"
    if frame.roles == "ask" and frame.trigger == "tell" and not _tells_to(tree, head):
        return False
    region = _region(tree, head, tokens, noun=noun)
    if frame.blocks:
        near = {min(tokens) - 1, max(tokens) + 1} & set(range(len(tree.words)))
        passive = not noun and is_passive(tree, head)
        objects = region if passive else _region(tree, head, tokens, noun=noun, narrow=True)
        if _holds(tree, [*objects, *sorted(near)], frame.blocks, draft):
            return False
    if not frame.needs or _holds(tree, region, frame.needs, draft):
        return True
    return not noun and _subject_meets(tree, head, tokens, frame, draft)


def _tells_to(tree: Tree, verb: int) -> bool:
    """Told to do, not told that."""
    return any(tree.is_infinitive(kid) for kid in tree.all_kids(verb, "xcomp", "ccomp", "advcl"))


def _subject_meets(tree: Tree, verb: int, tokens: list[int], frame: Frame, draft: Draft) -> bool:
    """The subject of a verb without an object ("tanks massed"), or the weapon that strikes."""
    subject = tree.kid(verb, "nsubj")
    acts = frame.mode in _ARMED or frame.roles in ("self", "visit")
    if subject is None or (not acts and tree.kid(verb, "dobj") is not None):
        return False
    words = [word for word in frame.needs if not word.startswith("@")]
    region = [token for token in tree.phrase(subject) if token not in tokens]
    return _holds(tree, region, words, draft)


def _region(
    tree: Tree, head: int, tokens: list[int], *, noun: bool, narrow: bool = False
) -> list[int]:
    """The object stretch: what a verb acts on and its phrases, or what stands with a noun."""
    if noun:
        return [
            token
            for token in tree.subtree(head, frozenset({"relcl", "appos", "conj"}))
            if token not in tokens
        ]
    wanted = (_OBJECTS | {"prt"}) if narrow else _REGION
    found = [
        token
        for kid in tree.kids[head]
        if tree.deps[kid] in wanted or kid in tokens
        for token in tree.subtree(kid, frozenset({"relcl", "advcl"}))
        if token not in tokens
    ]
    if tree.deps[head] in ("relcl", "acl") and not _subject_is_relative(tree, head):
        found += tree.phrase(tree.heads[head])
    return found


def _subject_is_relative(tree: Tree, verb: int) -> bool:
    subject = tree.kid(verb, "nsubj")
    return tree.tags[verb] == "VBG" or (subject is not None and tree.tags[subject] in ("WDT", "WP"))


def _holds(tree: Tree, region: list[int], wanted: Iterable[str], draft: Draft) -> bool:
    words = {tree.lemmas[token] for token in region} | {tree.words[token] for token in region}
    words |= {tree.words[token].removesuffix("s") for token in region if tree.pos[token] == "PROPN"}
    for word in wanted:
        if word.startswith("@"):
            if any(_is_kind(tree, token, word, draft) for token in region):
                return True
        elif word in words:
            return True
        elif " " in word or "-" in word:
            line = " ".join(tree.lemmas[token] for token in region)
            plain = " ".join(tree.words[token] for token in region)
            spaced = word.replace("-", " - ")
            if f" {spaced} " in f" {line} " or f" {spaced} " in f" {plain} ":
                return True
    return False


def _is_kind(tree: Tree, token: int, kind: str, draft: Draft) -> bool:
    place = tree.named[token]
    if kind == "@quantity":
        return tree.pos[token] == "NUM" or any(
            quantity.span.start <= tree.starts[token] < quantity.span.end
            for quantity in draft.quantities
        )
    actors = draft.mentions[place].actors if place >= 0 else ()
    if kind == "@person":
        return (
            any(actor.startswith("P:") for actor in actors)
            or (place < 0 and tree.pos[token] == "PROPN")
            or _PEOPLE.match(tree.lemmas[token]) is not None
        )
    if kind == "@state":
        return any(_STATE.match(actor) for actor in actors)
    return place >= 0 and tree.kinds[token] != "place"
