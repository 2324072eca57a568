"""One word in every spelling: the patterns that a search looks for in texts as they are stored.

Texts stay as written, and nothing folded is stored beside them. Instead the word that is looked for
becomes a regular expression in which each character stands for all that are written for it:
Traditional and Simplified, full and half width, upper and lower case, with and without accents.
The expressions keep to what RE2 (in DuckDB) and Python's `re` read alike, so that one pattern
finds the sentences and marks the characters in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from legation.language.script import fold, strip_marks

# Characters that folding leaves apart, each with those that are written for it.
_ALIKE: Final = ("着著", "么幺", "'’‘`", '"“”„', "-‐‑‒–", "·．")
# Words that the three regions write with different characters, folded: either spelling finds both.
_WORDS: Final = (
    ("计划", "计画"),
    ("规划", "规画"),
    ("企划", "企画"),
    ("了解", "瞭解"),
    ("部分", "部份"),
    ("身份", "身分"),
    ("联络", "连络"),
    ("公布", "公佈"),
    ("宣布", "宣佈"),
    ("发布", "发佈"),
    ("散布", "散佈"),
)
_RANGES: Final = (
    (0x21, 0x7F),
    (0xA0, 0x250),
    (0x1E00, 0x1F00),
    (0x2010, 0x2030),
    (0x3400, 0xA000),
    (0xF900, 0xFB00),
    (0xFF01, 0xFF5F),
    (0x20000, 0x323B0),
)
"""Code points, ends exclusive, that may have twins: Latin, dots and dashes, Han, full width."""
_SPACE: Final = "[ \t\r\n\f\u00a0\u2000-\u200a\u3000]+"
_LETTER: Final = "0-9A-Za-zÀ-ÖØ-öø-ɏ０-９Ａ-Ｚａ-ｚ"
BEFORE: Final = f"(?:^|[^{_LETTER}])"
"""What may stand before a word in Latin letters, for RE2, which has no lookbehind."""
AFTER: Final = f"(?:$|[^{_LETTER}])"


def plain(text: str) -> str:
    """`text` in the one spelling that all others become; same length, same offsets."""
    folded = fold(text).translate(_twins()[0])
    for word, other in _WORDS:
        folded = folded.replace(other, word)
    return folded


def printable(text: str) -> str:
    """`text` without control and format characters (zero-width, direction marks), edges cut.

    Whatever is blank becomes a space.
    """
    blanks = " ".join(text.split())
    return "".join(c for c in blanks if unicodedata.category(c) not in _UNSEEN).strip()


_UNSEEN: Final = frozenset(["Cc", "Cf", "Cs", "Co", "Cn"])


def pattern(text: str, case: bool = False) -> str:
    """A regular expression for `text` in every spelling; `case` keeps capitals apart.

    Blanks stand for any run of blanks. It has no groups that capture.
    """
    words = {word: other for pair in _WORDS for word, other in (pair, pair[::-1])}
    form = fold(text) if case else plain(text)
    parts, at = [], 0
    while at < len(form):
        pair = form[at : at + 2]
        if pair in words:
            parts.append(f"(?:{_classes(pair, case)}|{_classes(words[pair], case)})")
            at += 2
        elif form[at].isspace():
            parts.append(_SPACE)
            at += len(form[at:]) - len(form[at:].lstrip())
        else:
            parts.append(_class(form[at], case))
            at += 1
    return "".join(parts)


def bounded(core: str, text: str, *, begins: bool = False, engine: str = "duckdb") -> str:
    """`core` where `text`, in Latin letters, is a whole word (or begins one); else unchanged.

    Words in Chinese have no such edges. For `engine` "python" the match is `core` alone; RE2
    takes in the character on either side.
    """
    if engine == "python":
        before, after = f"(?<![{_LETTER}])", f"(?![{_LETTER}])"
    else:
        before, after = BEFORE, AFTER
    form = plain(text)
    left = before if _is_latin(form[:1]) else ""
    right = after if _is_latin(form[-1:]) and not begins else ""
    return f"{left}{core}{right}"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _classes(text: str, case: bool) -> str:
    return "".join(_class(character, case) for character in text)


def _class(character: str, case: bool) -> str:
    """A class of all characters that are written for one."""
    lowered = character.translate(_twins()[0])
    members: Iterator[str] = iter(_twins()[1].get(lowered, lowered))
    kept = "".join(
        re.escape(member)
        for member in members
        if not case or _is_upper(member) == _is_upper(character)
    )
    return f"[{kept}]" if kept else re.escape(character)


def _is_upper(character: str) -> bool:
    return character != character.lower()


@cache
def _twins() -> tuple[Mapping[int, str], Mapping[str, str]]:
    """Character -> the one it becomes, where they differ; and that one -> all that become it."""
    characters = [chr(code) for low, high in _RANGES for code in range(low, high)]
    folded = fold("\n".join(characters)).split("\n")
    becomes: dict[int, str] = {}
    for character, simple in zip(characters, folded, strict=True):
        key = _key(simple)
        if key != character:
            becomes[ord(character)] = key
    for alike in _ALIKE:
        becomes |= {ord(other): alike[0] for other in alike[1:]}
    members: dict[str, str] = {}
    for code, key in becomes.items():
        members[key] = members.get(key, key) + chr(code)
    return becomes, members


def _key(character: str) -> str:
    wide = unicodedata.normalize("NFKC", character)
    single = strip_marks(wide if len(wide) == 1 else character)
    lowered = single.lower()
    return lowered if len(lowered) == 1 else single
