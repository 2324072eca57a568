"""Whether a match states what is: not denied, conditional, wanted, feared or over in a day."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from legation.ties.line import Line
from legation.ties.rules import Rule, read_rows, spell

_CLAUSE_ENDS: Final = "，,；;：。！？"
_KEPT: Final = 40
"""Characters before a match in which a word such as 要求 still bears on it."""


@cache
def load_signs(language: str) -> dict[str, re.Pattern[str]]:
    """Patterns of "denied", "condition", "wanted" and "standing" for "zh" or "en"."""
    found: dict[str, list[str]] = {}
    for tongue, kind, words in read_rows("signs.tsv"):
        if tongue == language:
            found.setdefault(kind, []).append(spell(words, language))
    flags = re.IGNORECASE if language == "en" else re.NOFLAG
    return {kind: re.compile("|".join(words), flags) for kind, words in found.items()}


def is_standing(line: Line, rule: Rule, match: re.Match[str]) -> bool:
    """Whether a match of a rule can be a tie, by the words of its clause and the one before."""
    signs = load_signs("en" if line.english else "zh")
    start = match.start()
    while start > 0 and match.start() - start < _KEPT:
        if line.text[start - 1] in _CLAUSE_ENDS:
            break
        start -= 1
    words = line.text[start : match.end()]
    if signs["denied"].search(words) or signs["condition"].search(words):
        return False
    if rule.modal and signs["wanted"].search(words):
        return False
    if signs["condition"].search(line.text, max(0, start - _KEPT), start):
        return False
    return not rule.firm or bool(signs["standing"].search(words))
