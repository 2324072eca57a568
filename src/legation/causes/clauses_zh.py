"""Stretches of a Chinese passage around a linking word: what stands before, behind and between."""

from __future__ import annotations

import re
from typing import Final

from legation.causes.passage import Passage
from legation.language.script import fold
from legation.model.span import Span

_NOT: Final = re.compile(
    fold("(?:不是|並非|並不是|絕非|不能|不應|不該|而非|不完全|未必|不只|不全|不會)[^，。；]{0,4}$")
)

_TIME: Final = re.compile(fold("(?:自|在|當|到了|早在)?[^，]{1,30}(?:以來|時|後|前|期間|之際)$"))

_PLACE: Final = re.compile(fold("從[^，]{1,8}(?:來看|來說|而言|出發)$|對[^，]{1,40}(?:來說|而言)$"))

_SUBJECTS: Final = frozenset({"n", "nz", "r", "LOC", "PER", "ORG", "nr", "ns", "nt", "c", ""})

_ACTS: Final = frozenset({"v", "vd"})

_VERBISH: Final = frozenset({"v", "vd", "vn"})

_BREAK: Final = re.compile(
    fold(
        "而(?!且|是)|未獲|被(?!控|指)|遭(?!到指)|受到|無法|不得不|不得|不能|未能|取消|推遲|下台|辭職|決定|拒絕|面臨|陷入|宣布"
    )
)


def is_negated(passage: Passage, at: int) -> bool:
    """Whether a negation of the link stands before offset `at` in its piece."""
    piece = passage.pieces[passage.piece_at(at)]
    return _NOT.search(passage.text[piece.start : at]) is not None


def own_part(passage: Passage, cue: Span) -> Span | None:
    """What stands before the cue in its piece, without adverbs; None if only adverbs do."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    found = passage.trim(piece.start, cue.start, tail=True)
    return None if passage.is_pointer(found) else found


def piece_span(passage: Passage, index: int, last: int | None = None) -> Span | None:
    """Pieces `index` to `last` without marks and connectives; None if there is no such piece."""
    if not 0 <= index < len(passage.pieces):
        return None
    end = passage.pieces[index if last is None else last].end
    return passage.trim(passage.pieces[index].start, end)


def text_behind(passage: Passage, cue: Span, verbs: bool = False) -> Span | None:
    """From the cue to the end of its piece, and over the pieces that go on with it."""
    index = passage.piece_at(cue.start)
    if cue.end >= passage.pieces[index].end:
        index += 1  # the mark stands right behind the cue
    if index >= len(passage.pieces):
        return None
    end = passage.pieces[passage.run_on(index, verbs)].end
    return passage.trim(cue.end, end)


def piece_before(passage: Passage, index: int) -> Span | None:
    """The piece before piece `index`, with those that it goes on with; not over a semicolon."""
    if index <= 0 or passage.parted(index - 1):
        return None
    first = passage.run_back(index - 1)
    found = piece_span(passage, first, index - 1)
    if found is not None and index > 1 and _PLACE.match(found.cut(passage.text)):
        return None
    return found


def clause_at(passage: Passage, index: int) -> Span | None:
    """The piece with those behind it that complete it; pieces that only set a time are passed."""
    while index + 1 < len(passage.pieces) and _TIME.fullmatch(
        passage.pieces[index].cut(passage.text)
    ):
        index += 1
    if index >= len(passage.pieces) or (index > 0 and passage.parted(index - 1)):
        return None
    last = index
    while last + 1 < len(passage.pieces) and re.search(
        "[外时后下前]$", passage.pieces[last].cut(passage.text)
    ):
        last += 1
    return piece_span(passage, index, last)


def subject_of(passage: Passage, cue: Span) -> Span | None:
    """The clause or noun phrase before a verb, in its piece or in the one before."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    text = passage.text[piece.start : cue.start]
    denial = _NOT.search(text)
    end = piece.start + denial.start() if denial else cue.start
    own = passage.trim(piece.start, end, tail=True)
    if not passage.is_pointer(own):
        return own
    return piece_before(passage, passage.piece_at(cue.start))


def find_parting(passage: Passage, cue: Span) -> Span | None:
    """The word that parts cause and effect within a piece; where it ends the effect begins.

    而 always does; 被, 無法 and the like only where a subject stands before the cue, since the
    whole piece is the cause else; in the last resort the last verbs of the piece do.
    """
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    led = passage.trim(piece.start, cue.start, tail=True) is not None
    alone = index + 1 == len(passage.pieces)
    for match in _BREAK.finditer(passage.text, cue.end + 2, piece.end):
        if match.start() not in passage.words:
            continue
        if match[0] == "而":
            return Span(match.start(), match.end())
        if led or alone:
            return Span(match.start(), match.start())
    if not led or (not alone and passage.tag(passage.pieces[index + 1].start) not in _SUBJECTS):
        return None
    return _last_verbs(passage, cue, piece)


def _last_verbs(passage: Passage, cue: Span, piece: Span) -> Span | None:
    """Where the last run of verbs of a piece begins, if something stands between it and the cue."""
    starts = sorted(at for at in passage.words if cue.end <= at < piece.end)
    place = len(starts) - 1
    while place >= 0 and passage.tag(starts[place]) not in _ACTS:
        place -= 1
    last = place
    while place > 0 and passage.tag(starts[place - 1]) in _ACTS | {"d", "ad"}:
        place -= 1
    for at in (place, last):
        if at > 0 and starts[at] - cue.end >= 2:
            return Span(starts[at], starts[at])
    return None


def has_verb(passage: Passage, span: Span) -> bool:
    """Whether a verb stands in the span behind its first character."""
    return any(
        tag in _VERBISH for at, (_, tag) in passage.words.items() if span.start < at < span.end
    )
