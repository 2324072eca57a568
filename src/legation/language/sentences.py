"""Sentence units: body blocks are cut into sentences, every other block is one unit."""

from __future__ import annotations

import itertools
import re

from legation.language.english import split_english
from legation.model.document import Block, Document, Sentence
from legation.model.span import Span

# A sentence ends after its last mark and the quotes and brackets that close behind it. A lone full
# stop of ASCII ends a Chinese sentence only when no digit or letter follows.
_CHINESE_END = re.compile(r"(?:[。！？!?]+|……(?=[」』”]))[」』”’\"'）)〕】]*")
_COUNTS_AS_UNIT = {"title", "heading", "caption", "credit", "header", "noise"}


def split_chinese(text: str, span: Span) -> list[Span]:
    """Sentences of a Chinese block, white space at the edges trimmed; document offsets."""
    cuts = [match.end() for match in _CHINESE_END.finditer(text, span.start, span.end)]
    bounds = [span.start, *(cut for cut in cuts if cut < span.end), span.end]
    pieces = [_trim(text, first, last) for first, last in itertools.pairwise(bounds)]
    return [piece for piece in pieces if len(piece)]


def split_sentences(document: Document) -> list[Sentence]:
    """All sentence units of a document, in order."""
    return [sentence for block in document.blocks for sentence in _split(document.text, block)]


def _split(text: str, block: Block) -> list[Sentence]:
    if block.kind in _COUNTS_AS_UNIT:
        spans = [_trim(text, block.span.start, block.span.end)]
    elif block.language == "en":
        spans = split_english(text, block.span)
    else:
        spans = split_chinese(text, block.span)
    return [
        Sentence(span, block.kind, block.language, block.paragraph) for span in spans if len(span)
    ]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
