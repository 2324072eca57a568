"""Several at once: 兩國, both sides, 三國, the two leaders, and which of those named they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from legation.lexicons.actors import ActorLexicon
from legation.mentions.context import Context
from legation.model.mention import Mention
from legation.model.span import Span

# A side with this share of what a document names is one of its two parties.
_PAIR_SHARE: Final = 0.18
_AND: Final = ("和", "与", "及", "、", "以及", "同", "", "and")
_LIST: Final = (*_AND, ",", ", and")
_OPEN: Final = ("、", ",", "")
_NUMBERS: Final = {"三": 3, "四": 4, "五": 5, "六": 6, "three": 3, "four": 4, "five": 5, "six": 6}
_MANY: Final = re.compile(r"(?:the )?(三|四|五|六|three|four|five|six)")
_PEOPLE: Final = re.compile(r"两人|二人|.*leaders")
_BETWEEN: Final = re.compile(
    r"[」”》]?(?:和|与|及|、|以及|同| and )[^，。；：,;]{0,8}?|[^，。；：,;]{0,6}(?:和|与| and )"
)
_SIDES: Final = re.compile(r"双方|.*sides")
_FACTIONS: Final = frozenset({"REB", "UAF", "PRM", "OPP", "CRM"})
_NO_PARTY: Final = frozenset({"MED", "JRN", "NGO", "EDU", "SOC", "BUS", "MNC"})


class Pairs:
    """Resolves words for two or more parties from the context so far."""

    def __init__(self, context: Context, lexicon: ActorLexicon) -> None:
        """`lexicon`: tells an armed group from a newspaper."""
        self.context, self.lexicon = context, lexicon

    def resolve(self, span: Span, number: int) -> Mention | None:
        """The mention of such words; None where nothing tells whom they mean."""
        text = span.cut(self.context.folded).lower()
        rows = self.context.candidates(span, number)
        many = _MANY.match(text)
        if many:
            return self._many(span, _NUMBERS[many[1]])
        if _PEOPLE.match(text):
            return self._people(span, rows)
        return self._pair(span, rows, bool(_SIDES.match(text)))

    def _pair(self, span: Span, rows: Sequence[Sequence[Mention]], sides: bool) -> Mention | None:
        """Two named together, else the document's pair, else the last two."""
        touching = self._touching(span, rows[0])
        if touching is not None:
            return _nominal(span, touching, "the two named right before it")
        if sides and (parted := self._parted()):
            return _nominal(span, parted, "the two sides the document speaks of")
        main = [country for country, _ in self.context.shares.most_common(2)]
        beside = self._beside(span)
        for near, row in enumerate(rows[:3]):
            named = [m for m in row if not self._is_place(m)]
            for codes in reversed([*self._lists(named)]):
                if len(codes) != 2 or (near and len(beside & set(codes)) == 1):
                    continue
                if near == 0 or not main or main[0] in {*codes, *beside}:
                    return _nominal(span, codes, "the two named together before")
        if len(main) == 2 and len(beside & set(main)) != 1:
            return _nominal(span, tuple(main), "the two the document speaks of")
        return None

    def _beside(self, span: Span) -> set[str]:
        """Countries that the sentence names by themselves: 中国向两国求援 means two others.

        A person does not count: who speaks of 兩國 may well belong to one of them.
        """
        row = [
            mention
            for mention in self.context.within(self.context.number(span))
            if not any(actor.startswith("P:") for actor in mention.actors)
        ]
        return {
            code
            for codes in self._lists([m for m in row if not self._is_place(m)])
            if len(codes) == 1
            for code in codes
        }

    def _many(self, span: Span, wanted: int) -> Mention | None:
        """三國: the nearest list of as many countries before; else the document's first three."""
        number = self.context.number(span)
        rows = [self.context.within(number, span.start)]
        rows += [self.context.within(n) for n in range(number - 1, -1, -1)]
        for row in rows:
            for codes in reversed([*self._lists([m for m in row if not self._is_place(m)])]):
                if len(codes) == wanted:
                    return _nominal(span, codes, f"the {wanted} named together before")
        codes = tuple(country for country, _ in self.context.shares.most_common(wanted))
        if wanted > 3 or len(codes) < wanted:
            return None
        return _nominal(span, codes, "the three the document speaks of")

    def _people(self, span: Span, rows: Sequence[Sequence[Mention]]) -> Mention | None:
        found: dict[str, str] = {}
        for row in rows:
            for mention in reversed(row):
                for actor, role in zip(
                    mention.actors, mention.roles or mention.actors, strict=True
                ):
                    if actor.startswith("P:"):
                        found.setdefault(actor, role)
        if len(found) < 2:
            return None
        actors, roles = tuple(found)[:2], tuple(found.values())[:2]
        return Mention(span, actors, "nominal", "the two persons named before", roles)

    def _touching(self, span: Span, row: Sequence[Mention]) -> tuple[str, ...] | None:
        """法、德兩國, 印巴雙方: the pair whose names end where the word begins."""
        for codes, end in self._runs(row):
            if len(codes) == 2 and end == span.start:
                return codes
        return None

    def _parted(self) -> tuple[str, ...] | None:
        """The two that the document names together most, if one of them is no state.

        Government and rebels of one country, a country and an armed movement.
        """
        together: Counter[tuple[str, ...]] = Counter()
        for row in self.context.rows:
            for first, second in pairwise(row):
                sides = (*self._sides(first), *self._sides(second))
                between = self.context.folded[first.span.end : second.span.start]
                if len(set(sides)) == len(sides) == 2 and _BETWEEN.fullmatch(between):
                    together[tuple(sorted(sides))] += 1
        for sides, _ in together.most_common(1):
            return sides if any(":" in side or "." in side for side in sides) else None
        return None

    def _sides(self, mention: Mention) -> list[str]:
        found = (self._side(role) for role in mention.roles or mention.actors)
        return list(dict.fromkeys(side for side in found if side))

    def _side(self, role: str) -> str | None:
        if role.startswith("O:"):
            entity = self.lexicon.entities.get(role)
            return None if entity is not None and entity.sector in _NO_PARTY else role
        if ":" in role or not role[:3].isupper():
            return None
        return role if role[4:] in _FACTIONS else role[:3]

    def _lists(self, row: Sequence[Mention]) -> Iterator[tuple[str, ...]]:
        return (codes for codes, _ in self._runs(row))

    def _runs(self, row: Sequence[Mention]) -> Iterator[tuple[tuple[str, ...], int]]:
        """Countries named one after the other with nothing but commas and `and` between them.

        A second `and` belongs to no list: 甲、乙和丙與丁斷交 names three, and a fourth.
        """
        run: list[Mention] = []
        closed = False
        for mention in row:
            if run:
                between = self.context.folded[run[-1].span.end : mention.span.start].strip()
                last = between not in _OPEN
                if between not in _LIST or (closed and last):
                    yield self._codes(run), run[-1].span.end
                    run, closed = [], False
                else:
                    closed = last
            if self.context.countries(mention):
                run.append(mention)
        if run:
            yield self._codes(run), run[-1].span.end

    def _codes(self, run: Sequence[Mention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c for m in run for c in self.context.countries(m)))

    def _is_place(self, mention: Mention) -> bool:
        """Whether a country is only where something happens: 在加拿大和梵蒂冈密会."""
        before = self.context.folded[max(0, mention.span.start - 3) : mention.span.start]
        return mention.kind == "place" or before.endswith(("在", "于", "in ", "at "))


def _nominal(span: Span, actors: tuple[str, ...], basis: str) -> Mention:
    return Mention(span, actors, "nominal", basis, actors)
