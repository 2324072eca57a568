"""A Chinese sentence as the reader of causes sees it: pieces between marks, and their edges."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from legation.language.script import fold
from legation.model.document import Token
from legation.model.span import Span

_MARKS: Final = re.compile(r"(?:[，；：。！？!?\n]|——)+[」』”）)]*")
_ASCII: Final = {",": "，", ";": "；", ":": "："}
_ASCII_MARK: Final = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)")
_BRACKET: Final = re.compile(r"（[^（）]*）|\([^()]*\)")
_LEAD: Final = re.compile(
    fold(
        r"[\s「『“”」』、，—]*(?:(?:然而|不過|但是|但|而且|而|並且|並|且|也|亦|便|就|則|所以|因此|同時|其實|"
        r"目前|至今|畢竟|更是|更|都|均|卻|又|還|才|甚至|當然|顯然|首先|其次|此外|另外|以及|再到|加上|還有|"
        r"不論是|無論是|不論|無論|特別是|尤其是|尤其|例如|究竟是|究竟|或是|或者|抑或是|抑或|包括|主要|"
        r"一方面|另一方面|事實上|實際上|表面上|更多|而是|先前|日前|近日|隨後)[，、]?)*[\s「『“]*"
    )
)
_TAIL: Final = re.compile(
    fold(
        r"(?:[\s、，,]|已|也|都|均|卻|就|便|才|更|並|而|則|進一步|顯然|是|又|還|再|分別|直接|間接|嚴重|"
        r"不斷|持續|正|仍|主要|大幅|最終|終於|從而|進而|甚至|更多|主要是|至少|共|總共|一共|約|後來|一度)*$"
    )
)
_OPEN_END: Final = re.compile(
    fold("(?:外|時|後|下|前|以來|之際|來說|而言|來看|期間|之後|過程中|同時|當中|上)$")
)
_ASIDE: Final = re.compile(
    fold(
        "(?:不僅|不但|不只|不單|尤其|特別是|包括|也就是|即|例如|比如|雖然|儘管|正如|用以|以便|以期|旨在|以此)|從[^，]{1,16}(?:看|說|言)$"
    )
)
_ACTING: Final = frozenset({"v", "vd"})
_GOES_ON: Final = re.compile(
    fold("以及|及|並|和|與|或|加上|還有|再到|甚至|乃至|同時|也有助於|進而|從而|更|且")
)
_POINTER: Final = re.compile(
    fold(
        r"(?:而|但|在|對)*(?:這|此|該|其|它|他|她|他們|它們|上述|有關|相關|前述)?(?:也|就|都|些|次|番|項|種|一|個|系列|類|場)*"
        r"(?:舉|行動|舉動|做法|作法|決定|轉變|變化|措施|政策|論述|框架|說法|計劃|舉措|聲明|事件|局面|情況|背後)?"
        r"(?:的|背後|本身|其實|事實上|實際上|也|就|都|真正|本質上|核心|最|更|主要|根本|這些|公開|理由|之下)*"
    )
)


def full_width(folded: str) -> str:
    """The text with commas, colons and semicolons as Chinese writes them; of the same length."""
    return _ASCII_MARK.sub(lambda mark: _ASCII[mark[0]], folded)


def is_pointer(text: str, span: Span) -> bool:
    """Whether the words of a folded text name no act but only point at one."""
    return _POINTER.fullmatch(text, span.start, span.end) is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a document, whose offsets all are; `text` is folded, with full-width marks.

    `words` gives a token's folded text and tag by its start. `before` is the sentence before, None
    if there is none to read. `blows` are the starts of triggers that tell of force or pressure.
    """

    text: str
    sentence: Span
    pieces: tuple[Span, ...]
    words: dict[int, tuple[str, str]]
    ends: frozenset[int]
    before: Span | None
    blows: tuple[int, ...] = ()

    def piece_at(self, offset: int) -> int:
        """Index of the piece that holds `offset`, or of the last one that starts before it."""
        return max(0, bisect_right([piece.start for piece in self.pieces], offset) - 1)

    def is_word(self, start: int, end: int) -> bool:
        """Whether tokens begin and end there."""
        return start in self.words and end in self.ends

    def tag(self, offset: int) -> str:
        """The tag of the token that starts there, empty if none does."""
        return self.words.get(offset, ("", ""))[1]

    def trim(self, start: int, end: int, tail: bool = False) -> Span | None:
        """The span without leading connectives and marks; with `tail`, without adverbs behind.

        None where fewer than two characters stay.
        """
        lead = _LEAD.match(self.text, start, end)
        if lead is not None and end - lead.end() >= 2:
            start = lead.end()
        part = self.text[start:end].rstrip("」』”，。；、 \n（(—－-")
        if tail:
            part = part[: _TAIL.search(part).start()]  # type: ignore[union-attr]
        part = _close(part, self.text[start : start + len(part) + 1])
        return Span(start, start + len(part)) if len(part) >= 2 else None

    def is_pointer(self, span: Span | None) -> bool:
        """Whether the words name no act but only point at one: 此舉, 這, 其背後."""
        return span is None or is_pointer(self.text, span)

    def parted(self, index: int) -> bool:
        """Whether a semicolon stands between piece `index` and the next."""
        first, last = self.pieces[index].end, self.pieces[index + 1].start
        return "；" in self.text[first:last]

    def run_on(self, index: int, verbs: bool = False) -> int:
        """Index of the last piece that goes on with piece `index`.

        A piece goes on if it opens with a coordinator, after a piece that cannot end (…外, …時),
        or, with `verbs`, if it opens with a verb.
        """
        while index + 1 < len(self.pieces):
            piece, following = self.pieces[index], self.pieces[index + 1]
            if self.text[piece.end : following.start].strip() not in ("，", "、"):
                break
            opening = _OPEN_END.search(self.text, piece.start, piece.end)
            verb = verbs and self._acts(following.start)
            if not (opening or verb or _GOES_ON.match(self.text, following.start)):
                break
            index += 1
        return index

    def _acts(self, start: int) -> bool:
        """Whether a piece opens with a verb, with an adverb before it or not."""
        word, tag = self.words.get(start, ("", ""))
        return tag in _ACTING or (tag in ("d", "ad") and self.tag(start + len(word)) in _ACTING)

    def run_back(self, index: int) -> int:
        """Index of the first piece that piece `index` goes on with; asides are passed."""
        while index > 0 and _ASIDE.match(self.text, self.pieces[index].start):
            index -= 1
        while index > 0 and re.match(
            "以及|及|和|包括|并(?!非)|或", self.text[self.pieces[index].start :][:3]
        ):
            index -= 1
        return index


def _close(part: str, wider: str) -> str:
    """Give back a closing mark that was cut off although its opening one stays."""
    for opening, closing in ("「」", "『』", "“”", "（）"):
        if part.count(opening) > part.count(closing) and wider == part + closing:
            return wider
    return part


def cut(
    text: str,
    sentence: Span,
    words: Sequence[Token],
    before: Span | None,
    blows: tuple[int, ...] = (),
) -> Passage:
    """The passage of a sentence; marks inside brackets divide nothing."""
    closed = [match.span() for match in _BRACKET.finditer(text, sentence.start, sentence.end)]
    pieces, start = [], sentence.start
    for mark in _MARKS.finditer(text, sentence.start, sentence.end):
        if any(first <= mark.start() < last for first, last in closed):
            continue
        if mark.start() > start:
            pieces.append(Span(start, mark.start()))
        start = mark.end()
    if start < sentence.end:
        pieces.append(Span(start, sentence.end))
    return Passage(
        text,
        sentence,
        tuple(pieces) or (sentence,),
        {word.span.start: (word.text, word.tag) for word in words},
        frozenset(word.span.end for word in words),
        before,
        blows,
    )


_AND: Final = re.compile(
    fold(
        "，(?:以及|加上|再加上|還有|再到|同時|並(?!非)|也有助於|也)|、|以及|，?(?:或是|抑或是|還是)"
    )
)
_SHORT: Final = 4


def split_list(passage: Passage, span: Span, keep: bool) -> tuple[Span, ...]:
    """The items of a list of causes; the whole where items are short nouns or `keep` is set."""
    if keep:
        return (span,)
    edges = [span.start]
    for match in _AND.finditer(passage.text, span.start, span.end):
        if not _quoted(passage.text, span.start, match.start()):
            edges += [match.start(), match.end()]
    edges.append(span.end)
    parts = [passage.trim(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    kept = [part for part in parts if part is not None]
    if len(kept) < len(parts) or any(len(part) < _SHORT for part in kept):
        return (span,)
    return tuple(kept)


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether a quotation or bracket is open at `at`."""
    part = text[start:at]
    return any(part.count(a) > part.count(b) for a, b in ("「」", "『』", "“”", "（）"))
