"""Text of articles on a page: it never becomes markup, and what is invisible is shown.

Jinja escapes every value; this module adds marks for characters that would reorder or hide text.
One character stays one character, so that offsets in the page are those of the document.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_HIDDEN: Final = {
    0x00AD: "SHY",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}


def hidden_name(sign: str) -> str | None:
    """The short name of a character that is invisible or turns the text around; else None."""
    named = _HIDDEN.get(ord(sign))
    if named is not None:
        return named
    if unicodedata.category(sign) in ("Cc", "Cf", "Co") and sign not in "\n\t":
        return f"U+{ord(sign):04X}"
    return None


def segments(text: str) -> list[tuple[str, str | None]]:
    """The text in stretches: (visible text, None) or (one hidden character, its name)."""
    out: list[tuple[str, str | None]] = []
    start = 0
    for at, sign in enumerate(text):
        name = hidden_name(sign)
        if name is not None:
            if start < at:
                out.append((text[start:at], None))
            out.append((sign, name))
            start = at + 1
    if start < len(text):
        out.append((text[start:], None))
    return out
