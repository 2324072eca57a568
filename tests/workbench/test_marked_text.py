"""Cutting a text where marks begin and end."""

from __future__ import annotations

import pytest

from legation.workbench.marked_text import Laid, cut_blocks

TEXTS = {
    "zh-Hant": "中方𠮷反對制裁。\n\n美方🛢拒絕。",
    "zh-Hans": "中方𠮷反对制裁。\n\n美方🛢拒绝。",
    "en": "Brazil 🛢 rejects it.\nChile does too.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_blocks_and_pieces_are_all_of_the_text(language: str) -> None:
    text = TEXTS[language]
    half = text.index("\n")
    sentences = [
        {"start": 0, "end": half, "kind": "title", "language": language},
        {"start": len(text) - 4, "end": len(text), "kind": "body", "language": language},
    ]
    laid = [Laid(0, 4, "events", "e", "span"), Laid(2, 6, "claims", "c", "span")]
    blocks = cut_blocks(text, sentences, laid, (3, 5), language)
    assert "".join(piece.text for block in blocks for piece in block.pieces) == text
    assert [block.kind for block in blocks] == ["title", "body"]
    for block in blocks:
        assert all(piece.text == text[piece.start : piece.end] for piece in block.pieces)
    both = [piece for block in blocks for piece in block.pieces if len(piece.layers) == 2]
    assert "".join(piece.text for piece in both) == text[2:4]
    chosen = [piece.text for block in blocks for piece in block.pieces if piece.chosen]
    assert "".join(chosen) == text[3:5]


def test_a_mark_over_several_blocks_lies_on_each() -> None:
    text = "one\ntwo\nthree"
    sentences = [
        {"start": start, "end": end, "kind": "body", "language": "en"}
        for start, end in ((0, 3), (4, 7), (8, 13))
    ]
    blocks = cut_blocks(text, sentences, [Laid(1, 10, "claims", "c", "span")], None, "en")
    marked = "".join(p.text for b in blocks for p in b.pieces if p.record == "c")
    assert marked == text[1:10]


def test_a_text_without_sentences_is_one_block() -> None:
    [block] = cut_blocks("無句", [], [], None, "zh-Hant")
    assert (block.start, block.end, block.language) == (0, 2, "zh-Hant")
    assert cut_blocks("", [], [], None, "en") == ()
