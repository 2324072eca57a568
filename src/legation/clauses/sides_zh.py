"""What stands left and right of a word between two commas of a Chinese sentence.

The words before a trigger are read once from left to right, keeping track of subject, prepositions
and the verb last seen; the words behind it give its object.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legation.clauses.items import Item
from legation.clauses.phrases_zh import (
    CLAUSE_OPENERS,
    COORDINATORS,
    PASSIVE,
    PIVOTS,
    PREPOSITIONS,
    TIME_ENDS,
)
from legation.clauses.reporting_zh import REPORTING
from legation.model.frame import Slot
from legation.model.mention import Mention
from legation.model.reading import Draft

_SILENT = {"credit", "gloss"}


@dataclass
class Left:
    """What the words of a piece before a trigger amount to."""

    subject: list[int] = field(default_factory=list)
    slots: dict[Slot, list[int]] = field(default_factory=dict)
    verb: int | None = None
    verb_objects: list[int] = field(default_factory=list)
    passive: bool = False
    modifier: list[int] = field(default_factory=list)
    phrase_start: int = 0
    local: bool = True


class Piece:
    """One stretch of items between two commas."""

    def __init__(
        self,
        draft: Draft,
        index: int,
        items: list[Item],
        start: int,
        end: int,
        light: Mapping[str, str],
    ) -> None:
        self.draft, self.index, self.items = draft, index, items
        self.start, self.end = start, end
        self.light = light

    def mention(self, item: Item) -> Mention | None:
        """The mention of an item that can be an argument, or None."""
        if item.mention is None or item.hidden:
            return None
        found = self.draft.mentions[item.mention]
        return None if found.kind in _SILENT else found

    def subject(self) -> list[int]:
        """The subject of the piece: mentions before its first verb that follow no preposition."""
        for position in range(self.start, self.end):
            item = self.items[position]
            if item.hidden or not (item.is_verb or item.frames):
                continue
            if _is_modifier(self.items, position, self.end):
                continue
            return self.left(position).subject
        return self.left(self.end).subject

    def left(self, position: int) -> Left:  # noqa: C901 - one pass over the words, case by case
        """Read the words of the piece before `position` from left to right."""
        out = Left(phrase_start=self.start)
        slot: Slot | None = None
        joined = False
        previous: Item | None = None
        for at in range(self.start, position):
            item = self.items[at]
            if item.hidden:
                continue
            found = self.mention(item)
            if found is not None and item.mention is not None:
                touching = previous is not None and previous.end == item.start
                if touching and found.kind == "abbreviation" and previous is not None:
                    joined = joined or self._is_short(previous)  # 美英俄
                if found.kind == "place" and slot != "by":
                    out.slots.setdefault("in", []).append(item.mention)
                elif slot is not None:
                    put(out.slots.setdefault(slot, []), item.mention, joined)
                elif out.verb is not None:
                    put(out.verb_objects, item.mention, joined)
                else:
                    put(out.subject, item.mention, joined)
                    out.phrase_start = at + 1
                joined = False
            elif item.text in COORDINATORS and self._joins(at, position, previous):
                joined = True
            elif self._is_preposition(at, position):
                slot = PREPOSITIONS[item.text]
                out.passive = out.passive or item.text in PASSIVE
                joined = False
            elif item.text in CLAUSE_OPENERS:
                slot, joined = None, False
                out.subject, out.verb, out.verb_objects = [], None, []
            elif item.text == "的":
                if out.verb is not None:  # a relative clause ends: what stood in it modifies
                    out.modifier = out.subject + out.verb_objects
                    kept = out.slots.get("in", [])
                    out = Left(phrase_start=at + 1, modifier=out.modifier)
                    if kept:
                        out.slots["in"] = kept
                    slot = None
                elif slot == "in":
                    slot = None
                joined = False
            elif item.text in TIME_ENDS:
                if out.verb is not None:
                    out = Left(subject=out.subject, phrase_start=at + 1)
                slot = None
            elif item.is_verb and not _is_modifier(self.items, at, position):
                if slot == "in" and not out.subject and self._ends_in_time():
                    out.subject = out.slots.pop("in", [])  # 在议会否决条约后: a clause, no place
                slot = None
                self._pass_verb(out, at)
            previous = item
        return out

    def _ends_in_time(self) -> bool:
        return self.end > self.start and self.items[self.end - 1].text in TIME_ENDS

    def _is_short(self, item: Item) -> bool:
        found = self.mention(item)
        return found is not None and found.kind == "abbreviation"

    def _pass_verb(self, out: Left, at: int) -> None:
        """A verb stands between subject and trigger: decide who the subject is from here on."""
        item = self.items[at]
        if out.verb is not None and out.verb_objects:
            before = self.items[out.verb]
            if before.text in PIVOTS or before.text in REPORTING or self.asks(before):
                out.subject = list(out.verb_objects)
                out.slots = {}
                out.passive = False
                out.phrase_start = out.verb + 1
        out.verb, out.verb_objects = at, []
        if item.frames and item.text not in self.light:
            out.passive = False

    def asks(self, item: Item) -> bool:
        """Whether the word asks somebody for something."""
        return any(frame.roles == "ask" for frame in item.frames)

    def _joins(self, at: int, position: int, previous: Item | None) -> bool:
        """Whether a word such as 和 joins two mentions (and is no preposition)."""
        if previous is None or previous.mention is None:
            return self.items[at].text == "、"
        following = next(
            (i for i in self.items[at + 1 : position] if not i.hidden and i.tag not in ("w",)), None
        )
        return following is not None

    def _is_preposition(self, at: int, position: int) -> bool:
        item = self.items[at]
        if item.mention is not None or item.text not in PREPOSITIONS:
            return False
        if len(item.text) > 1 and item.tag in ("n", "nz"):
            return False
        if item.text == "将":  # the object marker needs a noun phrase, the future a verb
            return item.tag == "p" or self._noun_follows(at)
        if item.text in ("为", "就", "于"):
            return item.tag == "p"
        if item.text in ("受", "获", "获得", "受到", "遭受", "遭到", "遭"):
            return True
        return True

    def _noun_follows(self, at: int) -> bool:
        following = next((i for i in self.items[at + 1 : self.end] if not i.hidden), None)
        return following is not None and following.mention is not None

    def _heads_relative(self, at: int) -> bool:
        """Whether what follows 的 is the subject of another verb: 攻击以色列的伊朗否认……"""
        following = self.items[at + 1 : self.end]
        if not following or self.mention(following[0]) is None:
            return False
        return any(item.is_verb and item.tag in ("v", "vd") for item in following[1:])

    def right(self, position: int) -> tuple[list[int], list[int], int]:
        """Objects and places behind a trigger, and the item at which the object ends."""
        objects: list[int] = []
        places: list[int] = []
        joined = False
        at = position + 1
        while at < self.end:
            item = self.items[at]
            found = self.mention(item)
            if item.hidden:
                at += 1
                continue
            if found is not None and item.mention is not None:
                put(places if found.kind == "place" else objects, item.mention, joined)
                joined = False
            elif item.text == "的" and objects and self._heads_relative(at):
                break
            elif item.text in COORDINATORS:
                joined = bool(objects)
            elif item.text in PREPOSITIONS and item.tag == "p" and item.text not in ("给", "对"):
                if item.text in ("在", "于", "从", "以"):
                    break
                break
            elif item.is_verb and not self._object_goes_on(at):
                break
            at += 1
        return objects, places, at

    def _object_goes_on(self, at: int) -> bool:
        """Whether a verb inside an object only modifies a noun: 运送粮食的船队."""
        if _is_modifier(self.items, at, self.end):
            return True
        for following in self.items[at + 1 : self.end]:
            if following.text == "的":
                return True
            if following.is_verb and following.tag == "v":
                return False
        return False

    def subject_of(
        self, position: int, left: Left, nominal: bool, light: str | None
    ) -> tuple[list[int], str]:
        """Subject of the word at `position`, given what stands before it, and why."""
        if left.verb is None or not left.verb_objects or (nominal and light):
            return left.subject, "before the verb"
        verb = self.items[left.verb]
        if verb.text in PIVOTS or self.asks(verb):
            return left.verb_objects, f"object of {verb.text}"
        if verb.text in REPORTING:
            return left.verb_objects, f"after {verb.text}"
        return left.subject, "before the first verb"


def put(numbers: list[int], number: int, joined: bool) -> None:
    """Add a mention to a noun phrase: the later one is its head unless the two are joined."""
    if not joined and numbers:
        numbers.pop()
    numbers.append(number)


def _is_modifier(items: Sequence[Item], at: int, end: int) -> bool:
    """Whether a verb only modifies the noun behind it (联合行动, 走私毒品的)."""
    item = items[at]
    if item.frames:
        return False
    return item.tag == "vn" or (at + 1 < end and items[at + 1].text == "的" and item.tag != "v")
