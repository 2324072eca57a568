"""Documents and what they are divided into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legation.model.span import Span

BlockKind = Literal["title", "heading", "body", "caption", "credit", "header", "noise"]
Language = Literal["zh-Hant-TW", "zh-Hant-HK", "zh-Hant", "zh-Hans", "en"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a part of one with a job of its own (a credit, a `date` header, a heading).

    Blocks are in order, do not overlap and together hold every character that is not white space.
    `paragraph` counts from 1.
    """

    span: Span
    kind: BlockKind
    language: Language
    paragraph: int


@dataclass(frozen=True, slots=True)
class Document:
    """A stored text with its metadata. The text never changes: every span cuts it.

    `published` is an EDTF level 1 date ("2026-01-12"), or None where nothing states it.
    `region` is the outlet's side for words such as a bare 外交部: TW, HK, CN, or None (unknown).
    `sha256` is of the stored text in UTF-8, after newlines were normalised to LF.
    """

    id: str
    text: str
    sha256: str
    path: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    region: str | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages of the blocks, the one with most characters first."""
        size: dict[Language, int] = {}
        for block in self.blocks:
            size[block.language] = size.get(block.language, 0) + len(block.span)
        return tuple(sorted(size, key=lambda tag: (-size[tag], tag)))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a whole block of a kind other than body."""

    span: Span
    kind: BlockKind
    language: Language
    paragraph: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its span in the document, its text folded for matching, and its tag.

    Chinese: text in Simplified characters, LAC's tags. English: the lemma, Universal POS tags.
    """

    span: Span
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document: where it came from and why, in words for the user."""

    path: str
    reason: str
