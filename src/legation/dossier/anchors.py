"""Where a judged record stands: characters by position and by quote, found again in a new text.

The selectors are those of the W3C Web Annotation model. A quote with too little around it proves
nothing: the same words may stand in another sentence, and the same sentence twice in one text. So
an anchor notes, for the text that was judged, which of three contexts occurs there only once; in
a changed text only those can say that the words found are the words judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

Context = Literal["prefix", "suffix", "sentence"]
State = Literal["SAME", "MOVED", "ORPHAN", "AMBIGUOUS"]

CONTEXTS: Final[tuple[Context, ...]] = get_args(Context)
_WANTED: Final = 32
"""Characters of context on each side; more are taken until the words are the only ones."""
_LONGEST: Final = 1024
_LEAST: Final = 10
"""Characters of context below which finding the words again proves nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor is in a text. `start` and `end` are None for ORPHAN and AMBIGUOUS."""

    state: State
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters `start` to `end` (exclusive) of a document whose text has `sha256`.

    `head` and `tail` say how much of `prefix` and `suffix` lies in the same sentence. `unique`
    names the contexts that, with the quote, occurred once in that text.
    """

    document: str
    sha256: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    head: int
    tail: int
    unique: tuple[Context, ...]

    def around(self, context: Context) -> tuple[str, str]:
        """The characters before and behind the quote that make up a context."""
        if context == "prefix":
            return self.prefix, ""
        if context == "suffix":
            return "", self.suffix
        return self.prefix[len(self.prefix) - self.head :], self.suffix[: self.tail]

    def to_json(self) -> dict[str, Any]:
        """As the log writes it: the selectors of the Web Annotation model, and our notes."""
        position = {"type": "TextPositionSelector", "start": self.start, "end": self.end}
        quote = {
            "type": "TextQuoteSelector",
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }
        return {
            "source": self.document,
            "sha256": self.sha256,
            "selector": [position, quote],
            "sentence": [self.start - self.head, self.end + self.tail],
            "unique": list(self.unique),
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Anchor:
        """The anchor that `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: it is none.
        """
        position, quote = found["selector"]
        start, end = int(position["start"]), int(position["end"])
        first, last = found["sentence"]
        anchor = cls(
            str(found["source"]),
            str(found["sha256"]),
            start,
            end,
            str(quote["exact"]),
            str(quote["prefix"]),
            str(quote["suffix"]),
            start - int(first),
            int(last) - end,
            tuple(context for context in CONTEXTS if context in found["unique"]),
        )
        if not 0 <= start < end or len(anchor.exact) != end - start:
            raise ValueError(f"its quote does not fill {start}-{end}")
        if not 0 <= anchor.head <= len(anchor.prefix) or not 0 <= anchor.tail <= len(anchor.suffix):
            raise ValueError("its sentence is not within its context")
        return anchor


def make_anchor(
    document: str, sha256: str, text: str, span: tuple[int, int], sentence: tuple[int, int]
) -> Anchor:
    """The anchor of `span` in `text`; `sentence` is cut to hold it and to `_LONGEST` characters."""
    start, end = span
    first = max(min(sentence[0], start), start - _LONGEST)
    last = min(max(sentence[1], end), end + _LONGEST)
    exact = text[start:end]
    prefix = _widened(text, start, end, start - first, before=True)
    suffix = _widened(text, start, end, last - end, before=False)
    made = Anchor(
        document, sha256, start, end, exact, prefix, suffix, start - first, last - end, ()
    )
    unique = tuple(
        context
        for context in CONTEXTS
        if _is_enough(made, context) and len(list(_places(made, context, text))) == 1
    )
    return Anchor(
        document, sha256, start, end, exact, prefix, suffix, start - first, last - end, unique
    )


def find_place(anchor: Anchor, sha256: str, text: str) -> Place:
    """Where the anchor is in `text`, and why there.

    In the same text the position decides, so that of two equal sentences each keeps its own. In a
    changed text every context that was the only one must point to one place, and all to the same.
    """
    if sha256 == anchor.sha256:
        return Place("SAME", anchor.start, anchor.end, "the text is the one that was judged")
    found = {
        context: set(_places(anchor, context, text))
        for context in CONTEXTS
        if _is_enough(anchor, context)
    }
    telling = [found[context] for context in anchor.unique if found.get(context)]
    if not telling:
        return _without_context(anchor, found)
    common = set.intersection(*telling)
    if len(common) != 1:
        count = len(set.union(*telling))
        why = f"the text changed, and the words with what stood around them fit {count} places"
        return Place("AMBIGUOUS", None, None, why)
    start = common.pop()
    end = start + len(anchor.exact)
    if (start, end) == (anchor.start, anchor.end):
        return Place(
            "MOVED", start, end, "the text changed elsewhere; the words stand where they did"
        )
    return Place(
        "MOVED", start, end, f"the text changed; the words moved by {start - anchor.start}"
    )


def _without_context(anchor: Anchor, found: Mapping[Context, set[int]]) -> Place:
    if any(found.values()):
        why = "the text changed, and the sentence cannot be told from its copies"
        return Place("AMBIGUOUS", None, None, why)
    why = f"the text changed, and {anchor.exact!r} is no longer there with what stood around it"
    return Place("ORPHAN", None, None, why)


def _is_enough(anchor: Anchor, context: Context) -> bool:
    before, after = anchor.around(context)
    return len(before) + len(after) >= _LEAST


def _places(anchor: Anchor, context: Context, text: str) -> Iterator[int]:
    """Where the quote begins, wherever it stands in this context."""
    before, after = anchor.around(context)
    for at in _occurrences(text, before + anchor.exact + after):
        yield at + len(before)


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _widened(text: str, start: int, end: int, least: int, before: bool) -> str:
    """Characters on one side of the span: enough that with it they occur once, if that helps."""
    length = max(_WANTED, least)
    while True:
        low = max(0, start - length) if before else start
        high = end if before else min(len(text), end + length)
        whole = low == 0 if before else high == len(text)
        if whole or length >= _LONGEST or _once(text, text[low:high]):
            return text[low:start] if before else text[end:high]
        length *= 2


def _once(text: str, wanted: str) -> bool:
    first = text.find(wanted)
    return text.find(wanted, first + 1) < 0
