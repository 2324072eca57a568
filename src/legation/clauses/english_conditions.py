"""The conditions of a frame: what must, and what must not, stand with an English trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable

from legation.clauses.english_subjects import is_passive, subject_of
from legation.clauses.english_tree import Tree
from legation.model.frame import Frame
from legation.model.reading import Draft

_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd", "nsubjpass", "acomp"})
_REGION = _OBJECTS | {"prep", "agent", "xcomp", "ccomp", "prt", "pcomp", "pobj", "advmod"}
_STATE = re.compile(r"[A-Z]{3}(?:\.(?:GOV|MIL))?\Z")
_PEOPLE = re.compile(
    r"(?:president|premier|leader|minister|king|queen|prince|chief|journalist|activist|dissident|"
    r"man|men|woman|women|people|person|citizen|national|suspect|official|soldier|officer|"
    r"student|protester|protestor|demonstrator|lawmaker|senator|deputy|mayor|governor|diplomat|"
    r"ambassador|envoy|general|commander|militant|fighter|rebel|civilian|migrant|refugee|"
    r"prisoner|hostage|reporter|lawyer|editor|businessman|executive|member|worker|resident|"
    r"villager|passenger|teacher|priest|monk|critic|opponent|politician|candidate|child|children|"
    r"family|him|her|them|himself|boy|girl|pilot|nun|missionary|brother|sister|mother|father|son|"
    r"daughter|wife|husband|engineer|nurse|sailor|crew|driver|policeman|peacekeeper|marcher|rioter|"
    r"farmer|fisherman|scholar|academic|author|writer|blogger|singer|publisher|judge|prosecutor|"
    r"bishop|imam|cleric|aide|adviser|supporter|insurgent|terrorist|gunman|tourist|doctor)\Z"
)
_ARMED = frozenset({"drone", "aerial", "heavy-weapons", "explosives", "firearms"})


def fits(tree: Tree, head: int, tokens: list[int], frame: Frame, draft: Draft) -> bool:
    """Whether `needs` and `blocks` of a frame are met where its trigger stands at `tokens`."""
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
        # "declined to say", "refused to comment": the infinitive is what is declined.
        objects = objects + [kid for kid in tree.all_kids(head, "xcomp") if not noun]
        if _holds(tree, [*objects, *sorted(near)], frame.blocks, draft):
            return False
        if frame.type == "ASSAULT" and not noun and not passive and _no_doer(tree, head, frame):
            return False
    if not frame.needs or _holds(tree, region, frame.needs, draft):
        return True
    return not noun and _subject_meets(tree, head, tokens, frame, draft)


def _tells_to(tree: Tree, verb: int) -> bool:
    """Told to do, not told that."""
    return any(tree.is_infinitive(kid) for kid in tree.all_kids(verb, "xcomp", "ccomp", "advcl"))


def _no_doer(tree: Tree, verb: int, frame: Frame) -> bool:
    """ "the earthquake that killed thousands", "cyclone Y struck the isle": nobody did it."""
    found = subject_of(tree, verb)
    if found is None or tree.named[found.head] >= 0:
        return False
    words = [found.head, *tree.all_kids(found.head, "compound", "amod")]
    return any(tree.lemmas[word] in frame.blocks for word in words)


def _subject_meets(tree: Tree, verb: int, tokens: list[int], frame: Frame, draft: Draft) -> bool:
    """The subject of a verb without an object ("tanks massed"), or the weapon that strikes."""
    found = subject_of(tree, verb)
    subject = found.head if found is not None and not is_passive(tree, verb) else None
    acts = frame.mode in _ARMED or frame.roles == "self"
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
