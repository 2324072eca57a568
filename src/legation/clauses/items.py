"""Chinese sentences as rows of items: words, mentions and triggers, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick_rs

from legation.lexicons.frames import FrameLexicon, load_frames
from legation.model.clause import Proposed
from legation.model.document import Token
from legation.model.frame import Frame
from legation.model.mention import Mention
from legation.model.span import Span

_BREAK = re.compile(r"[，,；;：:。！？!?…—]+|\n+")
_NAMES = {"PER", "LOC", "ORG"}


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a mention (`mention` indexes the draft's mentions) or a trigger (`frames`).

    `text` is folded to Simplified characters; offsets are the document's.
    """

    start: int
    end: int
    text: str
    tag: str
    mention: int | None = None
    frames: tuple[Frame, ...] = ()
    hidden: bool = False

    @property
    def span(self) -> Span:
        """The characters of the item."""
        return Span(self.start, self.end)

    @property
    def is_break(self) -> bool:
        """Whether the item ends a clause (、 does not)."""
        return self.mention is None and bool(_BREAK.fullmatch(self.text))

    @property
    def is_verb(self) -> bool:
        """Whether the item can head a clause of its own."""
        return self.mention is None and (self.tag in ("v", "vd") or bool(self.frames))


class Triggers:
    """Finds the triggers of a lexicon in folded text."""

    def __init__(self, lexicon: FrameLexicon) -> None:
        self.lexicon = lexicon
        self._words = list(lexicon.by_trigger)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._words, matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def find(
        self,
        folded: str,
        sentence: Span,
        taken: Sequence[Span],
        fits: Callable[[Span], bool] = lambda span: True,
    ) -> list[tuple[Span, str]]:
        """Longest triggers from the left that leave the spans in `taken` whole.

        One that does not fit (应[获释]放 splits a word) is passed over before the longest is
        chosen, so that it hides none that does.
        """
        text = sentence.cut(folded)
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        spans = sorted(
            (Span(sentence.start + start, sentence.start + end), self._words[number])
            for number, start, end in matches
        )
        spans.sort(key=lambda match: (match[0].start, -match[0].end))
        found: list[tuple[Span, str]] = []
        end = sentence.start
        for span, word in spans:
            if span.start < end or any(span.overlaps(other) for other in taken):
                continue
            if fits(span):
                found.append((span, word))
                end = span.end
        return found


@cache
def load_triggers() -> Triggers:
    """The Chinese triggers, compiled once for each process."""
    return Triggers(load_frames("zh"))


def build_items(
    folded: str,
    sentence: Span,
    tokens: Sequence[Token],
    mentions: Iterable[tuple[int, Mention]],
    triggers: Triggers,
    proposed: Sequence[Proposed] = (),
) -> list[Item]:
    """The items of one sentence. A mention or a trigger swallows the tokens it covers.

    What is proposed beside the lexicon becomes a trigger too, or one more meaning of one.
    """
    held = [
        Item(m.span.start, m.span.end, m.span.cut(folded), "M", mention=index)
        for index, m in mentions
    ]
    bounds = {token.span.start for token in tokens} | {token.span.end for token in tokens}
    bounds |= {edge for item in held for edge in (item.start, item.end)}

    def fits(span: Span) -> bool:
        return _stands_alone(span, tokens, bounds)

    for span, word in triggers.find(folded, sentence, [item.span for item in held], fits):
        frames = triggers.lexicon.by_trigger[word]
        held.append(Item(span.start, span.end, word, _tag_of(span, tokens), frames=frames))
    for one in proposed:
        _propose(held, one, one.span.cut(folded), tokens, triggers.lexicon)
    held.sort(key=lambda item: item.start)
    items = held + [piece for token in tokens for piece in _remains(token, held, folded)]
    return _hide_brackets(sorted(items, key=lambda item: item.start))


def _propose(
    held: list[Item], one: Proposed, word: str, tokens: Sequence[Token], lexicon: FrameLexicon
) -> None:
    """Take a proposed trigger among the items that are held, where no mention stands."""
    frames = (lexicon.borrowed(word, "v", one.type), lexicon.borrowed(word, "n", one.type))
    over = [number for number, item in enumerate(held) if item.span.overlaps(one.span)]
    if not over:
        held.append(
            Item(one.span.start, one.span.end, word, _tag_of(one.span, tokens), frames=frames)
        )
    elif len(over) == 1 and held[over[0]].frames:
        item = held[over[0]]
        if all(frame.type != one.type for frame in item.frames):
            held[over[0]] = replace(item, frames=(*item.frames, *frames))


def _tag_of(span: Span, tokens: Sequence[Token]) -> str:
    """The tag of a trigger: a verb's if it begins with one (提供武器), else its last token's."""
    tags = [token.tag for token in tokens if token.span.overlaps(span)]
    return "v" if not tags or tags[0] in ("v", "vd") else tags[-1]


def _stands_alone(span: Span, tokens: Sequence[Token], bounds: set[int]) -> bool:
    """Whether a trigger is a word here, and not a stretch of other words or of a name."""
    if span.start in bounds and span.end in bounds:
        return True
    over = [token for token in tokens if token.span.overlaps(span)]
    if len(span) == 1 or any(token.tag in _NAMES and len(token.span) > 2 for token in over):
        return False
    return len(over) == 1 and len(over[0].span) <= len(span) + 2


def _remains(token: Token, held: Sequence[Item], folded: str) -> list[Item]:
    """What mentions and triggers leave of a token."""
    pieces = [token.span]
    for item in held:
        if item.end <= token.span.start or item.start >= token.span.end:
            continue
        pieces = [
            Span(start, end)
            for piece in pieces
            for start, end in (
                (piece.start, min(piece.end, item.start)),
                (max(piece.start, item.end), piece.end),
            )
            if start < end
        ]
    return [Item(p.start, p.end, p.cut(folded), token.tag) for p in pieces]


def _hide_brackets(items: list[Item]) -> list[Item]:
    """Mark what stands in round brackets without a trigger: it takes no part in the clause."""
    opened: int | None = None
    out = list(items)
    for index, item in enumerate(items):
        if item.text in ("（", "("):
            opened = index
        elif item.text in ("）", ")") and opened is not None:
            inside = range(opened, index + 1)
            if not any(items[i].frames for i in inside):
                for i in inside:
                    out[i] = replace(items[i], hidden=True)
            opened = None
    return out


def segments(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Half-open ranges of items between marks that end a clause."""
    ranges, first = [], 0
    for index, item in enumerate(items):
        if item.is_break and not item.hidden:
            if index > first:
                ranges.append((first, index))
            first = index + 1
    if first < len(items):
        ranges.append((first, len(items)))
    return ranges
