"""From a trigger to a predicate: which frame it evokes and what fills its slots, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from legation.clauses.items import Item
from legation.clauses.phrases_zh import (
    ACTS,
    AFTERMATH,
    BEARING,
    CONTROL,
    COORDINATORS,
    DOCUMENTS,
    ORDERS,
)
from legation.clauses.sides_zh import Left, Piece, put
from legation.clauses.status_zh import judge_status
from legation.model.clause import Argument, Predicate
from legation.model.codes import Status
from legation.model.frame import Frame, Slot
from legation.model.span import Span

# How far before a trigger the word may stand that its meaning needs: 援助才会恢复.
_NEED_REACH = 12
# Nouns that take over the subject before them where nothing says whose they are. Meetings, fighting
# and coups do not: left bare they mostly point back to what has been told.
_UNOWNED = frozenset({"SANCTION", "MOBILIZE", "RETREAT", "PROTEST", "ACCUSE"})
# What a party announces it has uttered: 将展开打击 is the threat, made now.
_UTTERED = frozenset({"AGREE", "THREATEN"})
# Whose object a paper can be: 批评草案, 撤回法案.
_OF_PAPERS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "CONCEDE", "AGREE", "THREATEN"})
_SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONSULT"})


@dataclass
class Carried:
    """The subject that a piece without one of its own takes over."""

    mentions: list[int] = field(default_factory=list)
    how: str = ""


class TriggerPiece(Piece):
    """A piece whose triggers become predicates."""

    def predicate(
        self,
        position: int,
        carried: Carried,
        made: dict[int, int],
        open_parent: int | None,
    ) -> Predicate | None:
        """The predicate of the trigger at `position`, or None if no frame fits."""
        item = self.items[position]
        left = self.left(position)
        objects, places, object_end = self.right(position)
        if places and not left.slots.get("in"):
            left.slots["in"] = places
        light = self._light_verb(left, position)
        nominal = self._is_nominal(position, left, objects, light)
        frame = self._choose(item, position, object_end, objects, nominal)
        if frame is None or self._names(position, nominal, frame) or self._orders(position):
            return None
        arguments = self._arguments(position, left, objects, light, nominal, frame, carried)
        parent = self._parent(left, made, open_parent)
        if parent is not None and parent == open_parent and frame.type in _SPEECH_ACTS:
            parent = None  # 呼吁停火，并要求撤军: a second demand, not what is demanded
        above = self.draft.predicates[parent].frame if parent is not None else None
        if above is not None and above.roles != "ask" and item.text in above.needs:
            return None  # 同意全面停火: the word that made the verb a concession
        status, reason = self._status(position, left, frame, nominal)
        return Predicate(
            span=item.span,
            sentence=self.index,
            frame=frame,
            arguments=tuple(arguments),
            status=frame.status or status,  # type: ignore[arg-type]
            status_reason=reason,
            passive=left.passive and not nominal,
            clause=Span(self.items[self.start].start, self.items[self.end - 1].end),
            parent=parent,
        )

    def _status(self, position: int, left: Left, frame: Frame, nominal: bool) -> tuple[Status, str]:
        """Status of the trigger at `position` with this frame, and what decided it."""
        status, reason = judge_status(
            self.draft,
            self.items,
            (self.start, self.end),
            position,
            left.phrase_start,
            governed=left.verb is not None,
        )
        if frame.type in _UTTERED and status in ("planned", "ongoing"):
            return "actual", f"uttered: {reason}"
        if nominal and status == "actual" and frame.type == "SANCTION" and self._bears(position):
            return "ongoing", "sanctions in force"
        return status, reason

    def _names(self, position: int, nominal: bool, frame: Frame) -> bool:
        """Whether a word only says which thing is meant: 停火声明, 巡逻舰, 政变后."""
        if position + 1 >= self.end:
            return False
        following = self.items[position + 1]
        if following.mention is not None or following.frames:
            return False
        if following.text in DOCUMENTS and frame.type not in _OF_PAPERS:
            return True
        if not nominal:
            return False
        if following.text in AFTERMATH:
            return True
        return following.tag == "n" and not following.text.startswith(ACTS)

    def _orders(self, position: int) -> bool:
        """Whether this orders an act that the clause goes on to tell: 下令制裁 is the sanction."""
        if self.items[position].text not in ORDERS:
            return False
        rest = self.items[position + 1 : self.end]
        return any(item.frames and not item.hidden for item in rest)

    def _bears(self, position: int) -> bool:
        """Whether a verb before says that something lasts: 面临各国的制裁."""
        return any(item.text in BEARING for item in self.items[self.start : position])

    def _light_verb(self, left: Left, position: int) -> str | None:
        """ "act" or "receive" where the verb last seen lends its arguments to this noun."""
        if left.verb is None:
            return None
        if self.items[left.verb].frames and position - left.verb > 6:
            return None
        return self.light.get(self.items[left.verb].text)

    def _is_nominal(
        self, position: int, left: Left, objects: Sequence[int], light: str | None
    ) -> bool:
        item = self.items[position]
        if all(frame.pos == "n" for frame in item.frames):
            return True
        before = self.items[position - 1] if position > self.start else None
        if before is not None and before.text == "的":
            return not objects or item.tag != "v"
        following = self.items[position + 1] if position + 1 < self.end else None
        if light is not None and item.tag in ("vn", "n"):
            return True
        if following is not None and following.mention is not None:
            return False
        return item.tag in ("vn", "n") and not objects

    def _choose(
        self, item: Item, position: int, object_end: int, objects: Sequence[int], nominal: bool
    ) -> Frame | None:
        """The first frame whose conditions hold; verbs read as nouns fall back on verb frames."""
        wanted = "n" if nominal else "v"
        ranked = sorted(
            item.frames, key=lambda frame: (frame.borrowed, frame.pos != wanted, not frame.needs)
        )
        near_end = min(self.end, max(object_end, position + 6))
        near = "".join(i.text for i in self.items[position + 1 : near_end])
        behind = "".join(i.text for i in self.items[position + 1 : self.end])
        before = "".join(i.text for i in self.items[self.start : position])[-_NEED_REACH:]
        touching = "".join(i.text for i in self.items[max(self.start, position - 2) : position])
        for frame in ranked:
            if any(_stands(word, near) or touching.endswith(word) for word in frame.blocks):
                continue
            if frame.needs and not self._meets(frame, behind, before, objects):
                continue
            return frame
        return None

    def _meets(self, frame: Frame, behind: str, before: str, objects: Sequence[int]) -> bool:
        mentions = [self.draft.mentions[number] for number in objects]
        actors = [actor for mention in mentions for actor in mention.actors]
        for need in frame.needs:
            if need == "@actor" and mentions:
                return True
            if need == "@person" and any(actor.startswith("P:") for actor in actors):
                return True
            if need == "@state" and any(
                actor[:3].isupper() and ":" not in actor for actor in actors
            ):
                return True
            if need == "@quantity" and any(character.isdigit() for character in behind):
                return True
            if _stands(need, behind) or need in before:
                return True
        return False

    def _arguments(
        self,
        position: int,
        left: Left,
        objects: list[int],
        light: str | None,
        nominal: bool,
        frame: Frame,
        carried: Carried,
    ) -> list[Argument]:
        subject, how = self.subject_of(position, left, nominal, light)
        slots: dict[Slot, list[int]] = {slot: list(ms) for slot, ms in left.slots.items()}
        if nominal and light is None and left.passive:
            light = "receive"  # 遭受法国的空袭
        if nominal and light == "receive":
            slots.setdefault("of", []).extend(subject)
            subject, how = list(left.verb_objects), "modifier of the noun"
            if not subject:
                subject = slots.get("by", []) + slots.get("from", [])
        elif nominal and light == "act":
            slots.setdefault("to", []).extend(left.verb_objects)
        elif nominal and not light:
            subject, how = self._owner(position, left, subject, how)
        if not nominal:
            antecedent = self._antecedent(position, objects)
            if (antecedent is not None and left.passive) or (
                antecedent is not None and not left.subject and objects
            ):
                subject, how = antecedent, "head of the relative clause"
            elif antecedent is not None and not objects:
                objects = antecedent
            elif objects and antecedent:
                objects = [number for number in objects if number not in antecedent] or objects
        if objects:
            slots.setdefault("object", []).extend(objects)
        if not subject and (not nominal or light or frame.type in _UNOWNED):
            subject, how = list(carried.mentions), carried.how or "subject of the clause before"
            subject = [number for number in subject if number not in slots.get("object", [])]
        out = [self._argument("subject", subject, how)] if subject else []
        out += [self._argument(slot, ms, f"after {slot}") for slot, ms in slots.items() if ms]
        return out

    def _owner(
        self, position: int, left: Left, subject: list[int], how: str
    ) -> tuple[list[int], str]:
        """Whose a noun is: the mention right before it, else the subject of its piece."""
        at = position - 1
        while at >= self.start and (
            self.items[at].hidden or self.items[at].tag in ("a", "u", "n", "b", "ad", "vn", "nz")
        ):
            at -= 1
        if at >= self.start:
            item = self.items[at]
            if self.mention(item) is not None and item.mention is not None:
                inside = {number for numbers in left.slots.values() for number in numbers}
                if item.mention not in inside:
                    return [
                        item.mention,
                        *[
                            m
                            for m in subject
                            if m != item.mention and self._coordinated(m, item.mention)
                        ],
                    ], "owner of the noun"
        if left.verb is None:
            return subject, how
        return [], ""

    def _coordinated(self, first: int, second: int) -> bool:
        between = Span(
            self.draft.mentions[first].span.end, self.draft.mentions[second].span.start
        ).cut(self.draft.folded)
        short = (
            self.draft.mentions[first].kind == self.draft.mentions[second].kind == "abbreviation"
        )
        return between in COORDINATORS or (short and not between)

    def _antecedent(self, position: int, objects: list[int]) -> list[int] | None:
        """Mentions of the noun phrase behind 的 where the trigger heads a relative clause."""
        at = position + 1
        while at < self.end and (
            self.items[at].mention is not None
            or self.items[at].tag in ("n", "a", "m", "q", "nz", "u")
        ):
            if self.items[at].text == "的":
                break
            at += 1
        if at >= self.end or self.items[at].text != "的":
            return None
        found: list[int] = []
        for item in self.items[at + 1 : self.end]:
            if item.is_verb and item.tag == "v":
                break
            if self.mention(item) is not None and item.mention is not None:
                put(found, item.mention, False)
        return found

    def _parent(self, left: Left, made: dict[int, int], open_parent: int | None) -> int | None:
        if left.verb is None:
            return open_parent if not left.subject else None
        at: int | None = left.verb
        while at is not None and at >= self.start:
            if at in made:
                return made[at]
            if self.items[at].text not in CONTROL and self.items[at].text not in self.light:
                break
            at = next((i for i in range(at - 1, self.start - 1, -1) if self.items[i].is_verb), None)
        return open_parent if not left.subject else None

    def _argument(self, slot: Slot, mentions: Sequence[int], how: str) -> Argument:
        unique = tuple(dict.fromkeys(mentions))
        spans = [self.draft.mentions[number].span for number in unique]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        return Argument(slot, span, unique, how)


def _stands(word: str, behind: str) -> bool:
    """Whether a word stands behind a trigger; with ^ before it, right behind it."""
    return behind.startswith(word[1:]) if word.startswith("^") else word in behind
