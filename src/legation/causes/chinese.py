"""Chinese causes told by a linking word: 因為, 導致, 以便, 歸咎於 and their like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from legation.causes.aims_zh import aims, toward
from legation.causes.clauses_zh import (
    clause_at,
    find_parting,
    is_negated,
    own_part,
    piece_before,
    subject_of,
    text_behind,
)
from legation.causes.link import Link, read_table
from legation.causes.passage import Passage, split_list
from legation.causes.results_zh import after, makes, so, strains
from legation.language.script import fold
from legation.model.records import Layer
from legation.model.span import Span

_HANDS: Final = re.compile("[^，。；]{0,16}之手")

_THEN: Final = re.compile(fold("所以|因此|因而|故|才|於是"))

_SUCH: Final = re.compile("，(?:例如|比如|譬如|诸如|像是)")

_PLACE: Final = re.compile(fold("從[^，]{1,8}(?:來看|來說|而言|出發)$|對[^，]{1,40}(?:來說|而言)$"))

_NOTHING: Final = re.compile(fold("如此|此|這樣|這|其|種種(?:原因|因素)|故|上述原因|時間"))


Handler = Callable[[Passage, Span, Layer], Link | None]


@cache
def _cues() -> dict[str, tuple[str, Layer]]:
    return {
        fold(row["cue"]): (row["shape"], row["layer"])  # type: ignore[misc]
        for row in read_table("links_zh")
    }


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_cues(), key=len, reverse=True))))


def find_words(passage: Passage) -> Iterator[Link]:
    """The links that a word makes, in order."""
    start, end = passage.sentence.start, passage.sentence.end
    for match in _pattern().finditer(passage.text, start, end):
        cue = Span(match.start(), match.end())
        if not _stands(passage, cue):
            continue
        shape, layer = _cues()[match[0]]
        link = _SHAPES[shape](passage, cue, layer)
        if link is not None:
            yield link


def _stands(passage: Passage, cue: Span) -> bool:
    """Whether the cue is a word of its own: short ones must be tokens."""
    if len(cue) == 1:
        return passage.is_word(cue.start, cue.end)
    return cue.start in passage.words


def _first(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """由於 X，Y: the cause runs to the piece in which the effect begins."""
    index = passage.piece_at(cue.start)
    own = passage.trim(passage.pieces[index].start, cue.start, tail=True)
    last = index
    while (
        last + 2 < len(passage.pieces)
        and passage.tag(passage.pieces[last + 1].start) in ("v", "c")
        and _THEN.match(passage.text, passage.pieces[last + 1].start) is None
    ):
        last += 1
    cause = passage.trim(cue.end, passage.pieces[last].end)
    if cause is None or _NOTHING.fullmatch(passage.text, cause.start, cause.end):
        return None
    effect = clause_at(passage, last + 1)
    if effect is None:
        effect = piece_before(passage, index) if own is None or index else own
    causes = split_list(passage, cause, last > index)
    return Link(cue, causes, effect, layer, negated=is_negated(passage, cue.start), anchor="before")


def _because(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y，因為 X; also of the sentence before. 因為 X，所以 Y."""
    index = passage.piece_at(cue.start)
    opens = passage.trim(passage.pieces[index].start, cue.start, tail=True) is None
    if not opens and find_parting(passage, cue) is not None:
        return _short(passage, cue, layer)
    if index == 0 and any(_THEN.match(passage.text, p.start) for p in passage.pieces[1:]):
        return _first(passage, cue, layer)
    if index == 0 and opens and passage.before is None and len(passage.pieces) > 1:
        return _first(passage, cue, layer)
    if not opens and index + 1 < len(passage.pieces) and index == 0:
        return _first(passage, cue, layer)
    start, at = cue.end, index
    if start >= passage.pieces[at].end:
        at += 1
    while at + 1 < len(passage.pieces) and _PLACE.fullmatch(
        passage.text, max(start, passage.pieces[at].start), passage.pieces[at].end
    ):
        at += 1
        start = passage.pieces[at].start
    if at >= len(passage.pieces):
        return None
    last = passage.run_on(at)
    if last == at and _SUCH.match(passage.text, passage.pieces[at].end):
        at, last = at + 1, passage.run_on(at + 1)  # they have other cares, such as …
        start = passage.pieces[at].start
    cause = passage.trim(start, passage.pieces[last].end)
    if cause is None:
        return None
    effect = piece_before(passage, index) if opens else own_part(passage, cue)
    return Link(
        cue,
        split_list(passage, cause, keep=False),
        effect,
        layer,
        negated=is_negated(passage, cue.start),
        anchor="before",
    )


def _afterthought(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y，畢竟 X."""
    return _because(passage, cue, layer) if passage.piece_at(cue.start) else None


def _short(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """S 因 X 而 Y; S 因 X，Y; S 因 X 被 Y."""
    parting = find_parting(passage, cue)
    if parting is None:
        piece = passage.pieces[passage.piece_at(cue.start)]
        return _first(passage, cue, layer) if piece != passage.pieces[-1] else None
    piece = passage.pieces[passage.piece_at(cue.start)]
    cause = passage.trim(cue.end, parting.start, tail=True)
    effect = passage.trim(parting.end, piece.end)
    if cause is None or effect is None or _NOTHING.fullmatch(passage.text, cause.start, cause.end):
        return None
    text = effect.cut(passage.text)
    if text[0] in "被遭" and "的" in text[2:]:
        end = effect.start + text.index("的", 2)
        if not any(passage.tag(at) == "v" for at in passage.words if end < at < effect.end):
            effect = Span(effect.start, end)
    return Link(cue, (cause,), effect, layer, negated=is_negated(passage, cue.start))


def _blames(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """S 將 Y 歸咎於 X, or Y 歸咎於 X."""
    cause = text_behind(passage, cue)
    piece = passage.pieces[passage.piece_at(cue.start)]
    if cause is None:
        return None
    taken = max(passage.text.rfind(w, piece.start, cue.start) for w in ("将", "把"))
    negated = is_negated(passage, cue.start)
    if taken >= 0:
        effect = passage.trim(taken + 1, cue.start, tail=True)
        holder = Span(piece.start, taken) if taken > piece.start else None
        said: Layer = "official"
        return Link(cue, (cause,), effect, said, False, True, negated, "before", holder)
    effect = subject_of(passage, cue)
    return Link(cue, (cause,), effect, layer, negated=negated, anchor="before")


def _stems(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y 源於 X."""
    cause = text_behind(passage, cue)
    effect = subject_of(passage, cue)
    if cause is None or _HANDS.match(passage.text, cause.start):
        return None
    causes = split_list(passage, cause, keep=False)
    return Link(cue, causes, effect, layer, negated=is_negated(passage, cue.start), anchor="before")


_SHAPES: Final[dict[str, Handler]] = {
    "first": _first,
    "because": _because,
    "short": _short,
    "so": so,
    "makes": makes,
    "strains": strains,
    "aims": aims,
    "toward": toward,
    "after": after,
    "afterthought": _afterthought,
    "blames": _blames,
    "stems": _stems,
}
