"""Who stands where around an English trigger: grammatical slots with the mentions in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from legation.clauses.english_around import places, without_own
from legation.clauses.english_nouns import mentions_of
from legation.clauses.english_subjects import (
    RELATIVE,
    Noun,
    agent_of,
    governing_cue,
    is_passive,
    subject_of,
)
from legation.clauses.english_tree import Tree
from legation.clauses.english_triggers import Hit
from legation.model.clause import Argument
from legation.model.codes import EventType
from legation.model.frame import Slot
from legation.model.mention import Mention

PREPOSITION_SLOTS: Final[dict[str, Slot]] = {
    "to": "to",
    "into": "to",
    "onto": "to",
    "towards": "to",
    "toward": "to",
    "against": "against",
    "on": "against",
    "upon": "against",
    "at": "against",
    "with": "with",
    "alongside": "with",
    "between": "with",
    "among": "with",
    "from": "from",
    "by": "by",
    "of": "of",
    "in": "in",
    "inside": "in",
    "within": "in",
    "near": "in",
    "across": "in",
    "off": "in",
    "for": "for",
}
# A period, an occasion or a manner is no argument, whatever its preposition.
_CIRCUMSTANCES: Final = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("day", "week", "month", "year", "night", "morning", "evening", "decade", "century"),
        *("viewpoint", "perspective", "standpoint", "view", "opinion", "narrative", "words"),
        *("statement", "interview", "speech", "report", "letter", "address", "conference"),
        *("response", "retaliation", "protest", "connection", "order", "case", "event", "fact"),
        *("end", "start", "beginning", "deadline", "midnight", "noon", "means", "way", "surprise"),
        *("charge", "charges", "suspicion", "accusation", "condition", "anonymity"),
        *("time", "behalf", "condition", "basis", "grounds", "ground", "top", "board"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    }
)
_DOUBLED: Final = frozenset({"out", "from", "off", "up", "down", "over", "inside", "back"})
_DEEDS: Final = frozenset({"move", "decision", "step", "action", "act", "measure", "policy"})
_AFFECTED: Final = frozenset({"object", "to", "against", "with", "for", "of"})
_CLAUSES: Final = frozenset({"relcl", "advcl", "ccomp", "acl"})
# What "from" leads to at such a noun is its author: "an appeal from X".
_SENT: Final[frozenset[EventType]] = frozenset(
    {"REQUEST", "SUPPORT", "ACCUSE", "REJECT", "THREATEN", "AGREE", "AID", "CONSULT"}
)
_MODIFIER_ROLES: Final = frozenset({"poss", "compound", "amod", "nmod"})


class Arguments:
    """Collects the arguments of the triggers of one sentence."""

    def __init__(self, tree: Tree, hits: list[Hit], mentions: Sequence[Mention] = ()) -> None:
        self._tree = tree
        self._mentions = mentions
        self._events = {hit.token for hit in hits if hit.noun}

    def of(self, hit: Hit) -> tuple[Argument, ...]:
        """The arguments of a trigger, one per phrase and slot, the surest first."""
        pairs = self._noun(hit) if hit.noun else self._verb(hit)
        found: dict[tuple[Slot, int], Argument] = {}
        for slot, noun in pairs:
            if noun.head not in hit.tokens and (slot, noun.head) not in found:
                found[slot, noun.head] = self._argument(slot, noun, hit.verb)
        without_own(hit, found, self._mentions)
        if not any(argument.mentions for (slot, _), argument in found.items() if slot in _AFFECTED):
            for slot, noun in self._deeper(hit):
                argument = self._argument(slot, noun, hit.verb)
                if argument.mentions and all(noun.head != head for _, head in found):
                    found[slot, noun.head] = argument
            without_own(hit, found, self._mentions)
        for noun in places(self._tree, hit):
            if ("in", noun.head) not in found:
                found["in", noun.head] = self._argument("in", noun, hit.verb)
        return tuple(found.values())

    def _deeper(self, hit: Hit) -> Iterator[tuple[Slot, Noun]]:
        """Phrases the parser hung further down: "gave a grant and a loan to X"."""
        tree = self._tree
        heads = {hit.token, *(hit.light.tokens if hit.light else ())}
        # The victim of another event is that event's: "investigated the attack on X".
        others = {
            below for event in self._events - set(hit.tokens) for below in tree.subtree(event)
        }
        for head in sorted(heads):
            for kid in tree.all_kids(head, "dobj", "prep", "conj", "xcomp"):
                if tree.deps[kid] == "conj" and not hit.noun:
                    continue
                inside = tree.words[kid] in PREPOSITION_SLOTS or tree.words[kid] in ("as", "over")
                if tree.deps[kid] == "prep" and not inside:
                    continue  # "according to", "after", "despite": outside the event
                for token in tree.subtree(kid, _CLAUSES):
                    if tree.deps[token] == "dobj" and tree.deps[kid] == "xcomp":
                        yield "object", Noun(token, "object of the complement")
                        continue
                    slot = PREPOSITION_SLOTS.get(tree.words[token])
                    noun = tree.kid(token, "pobj")
                    if noun is None or slot not in _AFFECTED or tree.named[noun] < 0:
                        continue
                    if token in others and slot in ("against", "of"):
                        continue
                    yield slot, Noun(noun, f"after {tree.words[token]}, further down")

    def _argument(self, slot: Slot, noun: Noun, verb: int | None) -> Argument:
        span = self._tree.span(self._tree.phrase(noun.head))
        # "X, who mediated, and Y": Y stands behind the relative clause.
        before = verb if "antecedent" in noun.how else None
        mentions = mentions_of(self._tree, noun.head, self._events, before) or self._deed(noun.head)
        return Argument(slot, span, mentions, noun.how)

    def _deed(self, noun: int) -> tuple[int, ...]:
        """ "X built homes, a move condemned by Y": the move is X's."""
        tree = self._tree
        if tree.lemmas[noun] not in _DEEDS or tree.deps[noun] not in ("appos", "npadvmod", "conj"):
            return ()
        above = tree.verb_above(noun)
        doer = subject_of(tree, above) if above is not None else None
        return mentions_of(tree, doer.head, self._events) if doer is not None else ()

    def _verb(self, hit: Hit) -> Iterator[tuple[Slot, Noun]]:
        tree, verb = self._tree, hit.token
        subject = subject_of(tree, verb)
        passive = is_passive(tree, verb)
        if subject is not None:
            yield "subject", subject
            yield from self._listed(verb, subject.head)
        yield from self._objects(hit)
        yield from self._gap(verb, passive=passive)
        yield from self._garden_path(verb)
        for token in (verb, *(token for token in hit.tokens if token != verb)):
            yield from self._phrases(token, hit.tokens)
        for kid in tree.all_kids(verb, "dobj"):
            if tree.named[kid] < 0 and kid not in hit.tokens:
                for slot, noun in self._phrases(kid, hit.tokens):
                    if slot not in ("of", "by"):
                        yield slot, Noun(noun.head, f"{noun.how}, with the object")
        if hit.frame.roles == "ask":
            yield from self._addressed(verb)

    def _listed(self, verb: int, subject: int) -> Iterator[tuple[Slot, Noun]]:
        """ "X, Y trade prisoners": a headline's comma is an "and"; "A of X, B of Y and C of Z"."""
        tree = self._tree
        owner = tree.heads[subject] if tree.deps[subject] in ("nsubj", "nsubjpass") else verb
        for kid in tree.all_kids(owner, "npadvmod", "dep", "nsubj"):
            if kid == subject or kid > owner or tree.named[kid] < 0:
                continue
            first, second = sorted((kid, subject))
            start = tree.phrase(second)[0]
            touching = tree.words[start - 1] == "," and tree.phrase(first)[-1] == start - 2
            if touching and (first == start - 2 or tree.kid(second, "cc") is not None):
                yield "subject", Noun(kid, "listed beside the subject")

    def _objects(self, hit: Hit) -> Iterator[tuple[Slot, Noun]]:
        tree = self._tree
        # "accused X of Y", "X was accused of Y": the trigger's preposition leads to no object.
        direct = [kid for kid in tree.all_kids(hit.token, "dobj") if kid not in hit.tokens]
        own_object = bool(direct) or is_passive(tree, hit.token)
        for token in hit.tokens:
            for kid in tree.kids[token]:
                dep = tree.deps[kid]
                if kid in hit.tokens or tree.tags[kid] in RELATIVE:
                    continue
                if dep == "dobj" and tree.pos[token] in ("VERB", "AUX"):
                    yield "object", Noun(kid, "dobj")
                elif dep == "dative" and tree.pos[kid] != "ADP":
                    yield "to", Noun(kid, "dative")
                elif dep == "pobj" and tree.pos[token] in ("ADP", "SCONJ"):
                    slot = self._led(hit, token) if own_object else "object"
                    if slot == "object" and hit.frame.roles == "self":
                        slot = self._led(hit, token)
                    if slot is not None:
                        yield slot, Noun(kid, f"after {tree.words[token]}")
                elif dep == "nsubj" and tree.pos[token] == "ADJ":
                    yield "object", Noun(kid, f"before {tree.words[token]}")
                elif dep in _MODIFIER_ROLES and token != hit.token and tree.named[kid] >= 0:
                    # "raised Chinese tariffs", "broke off Cuban ties": with the trigger's own noun
                    yield "object", Noun(kid, f"{dep} of {tree.words[token]}")

    def _led(self, hit: Hit, token: int) -> Slot | None:
        """The slot that a preposition of the trigger leads to; "out of" is "from"."""
        tree = self._tree
        if tree.words[token] == "of" and any(tree.words[other] == "out" for other in hit.tokens):
            return "from"
        return PREPOSITION_SLOTS.get(tree.words[token])

    def _garden_path(self, verb: int) -> Iterator[tuple[Slot, Noun]]:
        """ "pressuring X is …": the parser takes the gerund's object for the next subject."""
        tree = self._tree
        behind = [kid for kid in tree.all_kids(verb, "dobj", "prep", "prt") if kid > verb]
        if tree.tags[verb] == "VBG" and not behind:
            for clause in tree.all_kids(verb, "ccomp"):
                noun = tree.kid(clause, "nsubj")
                if noun is not None and tree.phrase(noun)[0] == verb + 1:
                    yield "object", Noun(noun, "behind the gerund")

    def _gap(self, verb: int, *, passive: bool) -> Iterator[tuple[Slot, Noun]]:
        """The antecedent as object: "the ships that X seized", "the ships X seized"."""
        tree = self._tree
        head = tree.heads[verb]
        if tree.deps[verb] != "relcl" or passive:
            return
        subject = tree.kid(verb, "nsubj")
        has_object = any(tree.tags[kid] not in RELATIVE for kid in tree.all_kids(verb, "dobj"))
        if subject is not None and tree.tags[subject] not in RELATIVE and not has_object:
            yield "object", Noun(head, "antecedent")

    def _addressed(self, verb: int) -> Iterator[tuple[Slot, Noun]]:
        """The doer of what is asked is the one asked: "demanded that X withdraw"."""
        tree = self._tree
        if tree.kid(verb, "dobj") is not None:
            return
        for clause in tree.all_kids(verb, "ccomp", "xcomp", "advcl"):
            subject = tree.kid(clause, "nsubj", "nsubjpass")
            if subject is not None and clause > verb:
                yield "object", Noun(subject, "subject of the complement")

    def _phrases(self, token: int, skip: tuple[int, ...]) -> Iterator[tuple[Slot, Noun]]:
        """Prepositional phrases of a token, and what is coordinated with them."""
        tree = self._tree
        for kid in tree.kids[token]:
            if tree.deps[kid] not in ("prep", "agent", "dative") or kid in skip:
                continue
            if tree.pos[kid] not in ("ADP", "SCONJ", "VERB"):
                continue
            word = "by" if tree.deps[kid] == "agent" else tree.words[kid]
            inner = tree.kid(kid, "prep")
            if inner is not None and word in _DOUBLED and tree.kid(kid, "pobj") is None:
                word, kid = tree.words[inner], inner  # "out of", "from within"
            slot = PREPOSITION_SLOTS.get(word)
            noun = tree.kid(kid, "pobj")
            if slot is None or noun is None or tree.lemmas[noun] in _CIRCUMSTANCES:
                continue
            yield slot, Noun(noun, f"after {word}")

    def _noun(self, hit: Hit) -> Iterator[tuple[Slot, Noun]]:
        tree = self._tree
        owned = False
        for slot, noun in self._owners(hit):
            owned = owned or slot == "subject"
            yield slot, noun
        for token in hit.tokens:
            for pair in self._phrases(token, hit.tokens):
                slot, noun = self._by_role(hit, pair)
                owned = owned or slot in ("subject", "by")
                yield slot, noun
                yield from self._doer_below(pair[1].head)
        if hit.light is not None:
            yield from self._lent(hit, owned=owned)
        else:
            yield from self._governed(hit, owned=owned)
            yield from self._struck(hit)
        head = tree.heads[hit.token]
        if tree.deps[hit.token] == "conj" and hit.light is None and head in self._events:
            # "sanctions and tariffs on X": phrases of the last noun hold for the first, and back.
            yield from (self._by_role(hit, pair) for pair in self._phrases(head, hit.tokens))
        for kid in tree.all_kids(hit.token, "conj"):
            if kid in self._events:
                yield from (self._by_role(hit, pair) for pair in self._phrases(kid, hit.tokens))

    def _doer_below(self, noun: int) -> Iterator[tuple[Slot, Noun]]:
        """ "the arrest of X by Y": the parser often hangs "by Y" on X."""
        tree = self._tree
        for kid in tree.all_kids(noun, "prep", "agent"):
            doer = tree.kid(kid, "pobj")
            if tree.words[kid] == "by" and doer is not None:
                yield "by", Noun(doer, "after by, with the noun's object")

    def _owners(self, hit: Hit) -> Iterator[tuple[Slot, Noun]]:
        """Possessors and modifiers: "X's attack", "Russian strikes", "X's Y sanctions"."""
        tree = self._tree
        slot: Slot = "of" if hit.frame.roles in ("of", "agentless", "undergo") else "subject"
        aimed = any(
            tree.words[kid] in ("on", "against", "with")
            for token in hit.tokens
            for kid in tree.all_kids(token, "prep")
        )
        owner = False
        for token in hit.tokens:
            for kid in tree.kids[token]:
                dep = tree.deps[kid]
                if dep not in _MODIFIER_ROLES or kid in hit.tokens:
                    continue
                if dep != "poss" and not mentions_of(tree, kid):
                    continue
                second = owner and dep == "compound" and not aimed and slot == "subject"
                yield ("object" if second else slot), Noun(kid, dep)
                owner = owner or tree.named[kid] >= 0

    def _by_role(self, hit: Hit, pair: tuple[Slot, Noun]) -> tuple[Slot, Noun]:
        """An of-phrase is the doer of a withdrawal but the victim of an invasion."""
        slot, noun = pair
        roles = hit.frame.roles
        received = hit.light is not None and hit.light.receives
        sent = hit.frame.type in _SENT and roles in ("act", "ask", "offer", "with")
        if slot == "from" and (received or sent):
            return "by", noun
        if slot == "of" and roles in ("self", "with", "visit", "war", "undergo"):
            return "subject", noun
        if slot == "of" and roles in ("act", "ask", "offer"):
            return "object", noun
        if slot == "with" and noun.how in ("after between", "after among"):
            return "subject", noun
        if slot == "to" and roles == "visit":
            return "object", noun
        return slot, noun

    def _lent(self, hit: Hit, *, owned: bool) -> Iterator[tuple[Slot, Noun]]:
        """What the light verb has to give: its subject acts, or it receives."""
        tree, light = self._tree, hit.light
        if light is None:
            return
        verb, how = light.verb, f"light verb {light.lemma}"
        passive = is_passive(tree, verb)
        if passive:
            doer = agent_of(tree, verb)
            if doer is not None:
                yield ("by" if light.receives else "subject"), Noun(doer, f"agent of {how}")
        else:
            subject = subject_of(tree, verb)
            own_noun = subject is not None and hit.token in tree.conjuncts(subject.head)
            if subject is not None and not own_noun and (light.receives or not owned):
                yield "subject", Noun(subject.head, f"{subject.how}, {how}")
        for kid in tree.all_kids(verb, "dative", "dobj"):
            if tree.pos[kid] != "ADP" and hit.token not in tree.conjuncts(kid):
                yield "to", Noun(kid, f"{tree.deps[kid]}, {how}")
        for token in light.tokens:
            for pair in self._phrases(token, light.tokens):
                slot, noun = self._by_role(hit, pair)
                if pair[0] == "by" or hit.token in tree.conjuncts(noun.head):
                    continue
                yield slot, noun
        if light.receives and not passive:
            doer = agent_of(tree, verb)
            if doer is not None:
                yield "by", Noun(doer, f"agent of {how}")

    def _struck(self, hit: Hit) -> Iterator[tuple[Slot, Noun]]:
        """ "hit by sanctions", "killed in an airstrike": the passive's subject receives."""
        tree, preposition = self._tree, self._tree.heads[hit.token]
        verb = tree.heads[preposition]
        if tree.deps[hit.token] != "pobj" or tree.words[preposition] not in ("by", "in"):
            return
        if tree.pos[verb] == "VERB" and is_passive(tree, verb) and hit.frame.roles == "act":
            subject = subject_of(tree, verb)
            if subject is not None:
                yield "object", Noun(subject.head, f"{tree.words[verb]} {tree.words[preposition]}")

    def _governed(self, hit: Hit, *, owned: bool) -> Iterator[tuple[Slot, Noun]]:
        """The subject of a verb that plans, orders or widens what the noun names."""
        found = governing_cue(self._tree, hit.token)
        if found is None:
            return
        verb, cue = found
        for pair in self._phrases(verb, hit.tokens):
            slot, noun = self._by_role(hit, pair)
            if slot in ("against", "with") and hit.token not in self._tree.conjuncts(noun.head):
                yield slot, noun
        if not owned and (cue.control == "subject" or cue.status == "planned"):
            subject = subject_of(self._tree, verb)
            if is_passive(self._tree, verb):
                doer = agent_of(self._tree, verb)
                subject = Noun(doer, "agent") if doer is not None else None
            if subject is not None and subject.head != hit.token:
                yield "subject", Noun(subject.head, f"carried from {self._tree.words[verb]}")
