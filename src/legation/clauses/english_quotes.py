"""Quotations in English text: pairs of marks, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from legation.model.reading import Draft
from legation.model.span import Span

_MARK = re.compile(r"[“”\"„«»]|(?<![\w’])‘(?=\w)|(?<=[\w.,!?…])’(?![\w])")
_ENDS = re.compile(r"[,.!?…—-]\s*\Z")
_LONG_WORDS = 5


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between two marks. `mark` is the opening mark; `whole` that it is a saying
    rather than a word or two taken up."""

    mark: Span
    inner: Span
    whole: bool

    @property
    def outer(self) -> Span:
        """With both marks."""
        return Span(self.mark.start, self.inner.end + 1)


def find_quotes(draft: Draft, indices: Iterable[int]) -> list[Quote]:
    """Quotations in the paragraphs of the sentences, in order; an unclosed one ends with its
    paragraph."""
    paragraphs: dict[int, Span] = {}
    for index in indices:
        sentence = draft.sentences[index]
        known = paragraphs.get(sentence.paragraph, sentence.span)
        paragraphs[sentence.paragraph] = Span(
            min(known.start, sentence.span.start), max(known.end, sentence.span.end)
        )
    found: list[Quote] = []
    for span in paragraphs.values():
        found += _in_paragraph(draft.document.text, span)
    return found


def _in_paragraph(text: str, span: Span) -> list[Quote]:
    found = []
    opening: re.Match[str] | None = None
    for match in _MARK.finditer(text, span.start, span.end):
        mark = match.group()
        if opening is None:
            opening = match if mark not in "”»’" else None
        elif _closes(opening.group(), mark):
            found.append(_quote(text, opening, match.start()))
            opening = None
        elif mark == opening.group() and mark == "“":
            opening = match  # the first was never closed
    if opening is not None and opening.group() in '“"' and span.end - opening.end() > 1:
        found.append(_quote(text, opening, span.end))
    return [quote for quote in found if len(quote.inner)]


def _closes(opening: str, mark: str) -> bool:
    return mark == {"“": "”", "‘": "’", "«": "»", "„": "”"}.get(opening, opening)


def _quote(text: str, opening: re.Match[str], end: int) -> Quote:
    inner = Span(opening.end(), end)
    words = inner.cut(text).split()
    whole = len(words) >= _LONG_WORDS or (
        len(words) > 1 and _ENDS.search(inner.cut(text)) is not None
    )
    return Quote(Span(opening.start(), opening.end()), inner, whole)
