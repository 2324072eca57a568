"""Text of articles on a page."""

from __future__ import annotations

import pytest

from legation.workbench.safe_text import hidden_name, segments


@pytest.mark.parametrize(
    ("sign", "name"),
    [("\u202e", "RLO"), ("\u200b", "ZWSP"), ("\ufeff", "BOM"), ("\x07", "U+0007")],
)
def test_hidden_name_names_what_is_unseen(sign: str, name: str) -> None:
    assert hidden_name(sign) == name


@pytest.mark.parametrize("sign", ["a", "\n", "\t", "委", "𠮷", "🛢", "<", " "])
def test_hidden_name_leaves_what_is_seen(sign: str) -> None:
    assert hidden_name(sign) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "China condemns the strike",
        "\u202e外交部發言人",
        "外交部发言人\u200b\u200b表示𠮷🛢",
        "\ufeff",
        "<script>\u202ealert(1)\u202c</script>",
    ],
)
def test_segments_keep_every_character(text: str) -> None:
    assert "".join(words for words, _ in segments(text)) == text


def test_segments_hold_one_hidden_character_each() -> None:
    assert segments("a\u200b\u200bb") == [
        ("a", None),
        ("\u200b", "ZWSP"),
        ("\u200b", "ZWSP"),
        ("b", None),
    ]
