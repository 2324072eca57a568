"""Where the forms of the actor lexicon stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from legation.language.script import is_han, strip_marks
from legation.lexicons.actors import ActorLexicon, Form, load_actors
from legation.model.document import Token
from legation.model.span import Span

# A short Chinese form inside one of these longer words is no mention.
_PARTS_OF_WORDS = ("中国结", "日本料理", "美国队长", "中国式", "法国梧桐")


@dataclass(frozen=True, slots=True)
class Match:
    """A form of the lexicon at a span; `forms` share their text and differ in what they stand for."""

    span: Span
    forms: tuple[Form, ...]

    @property
    def form(self) -> Form:
        """The first, most likely reading."""
        return self.forms[0]

    def of_kind(self, *kinds: str) -> Form | None:
        """The first reading of one of the kinds, or None."""
        return next((form for form in self.forms if form.kind in kinds), None)


class Matcher:
    """Finds all forms at once; overlaps are settled by length, then from the left."""

    def __init__(self, lexicon: ActorLexicon) -> None:
        self.lexicon = lexicon
        self._texts: list[str] = []
        self._forms: list[tuple[Form, ...]] = []
        for text, forms in _variants(lexicon).items():
            self._texts.append(text)
            self._forms.append(forms)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._texts, matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def find(self, folded: str, tokens: Sequence[Sequence[Token]]) -> list[Match]:
        """Matches in order, none overlapping another; `tokens` guard one-character forms."""
        text = strip_marks(folded)
        words = {token.span.start: token for row in tokens for token in row}
        found: list[tuple[int, int, int]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if self._stands(text, number, start, end, words):
                found.append((start, -end, number))
        found.sort()
        out: list[Match] = []
        taken = -1
        for start, minus, number in found:
            forms = self._forms[number]
            if start < taken or (start != taken and all(f.pattern == "suffix" for f in forms)):
                continue
            taken = -minus
            if any(form.pattern == "never" for form in forms):
                continue
            out.append(Match(Span(start, -minus), forms))
        return out

    def _stands(
        self, text: str, number: int, start: int, end: int, words: dict[int, Token]
    ) -> bool:
        form = self._forms[number][0]
        if form.language == "en":
            return _is_word(text, start, end)
        if any(f.pattern in ("suffix", "never") for f in self._forms[number]):
            return True
        if end - start == 1:
            return _is_abbreviation(text, start, words)
        return not _inside_word(text, start, end)


def _variants(lexicon: ActorLexicon) -> dict[str, tuple[Form, ...]]:
    """Texts to look for: lower-case English nouns also with a capital (Police, Protesters)."""
    out: dict[str, list[Form]] = {}
    for text, forms in lexicon.by_text.items():
        if forms[0].pattern == "gap":  # an ellipsis for any words: mentions.sources looks for these
            continue
        for variant in _spellings(text, forms[0]):
            out.setdefault(variant, []).extend(f for f in forms if f not in out.get(variant, ()))
    rank = {"name": 0, "org": 1, "metonym": 2, "abbreviation": 3, "adjective": 4, "collective": 5}
    return {
        text: tuple(
            sorted(forms, key=lambda form: (form.strength == "weak", rank.get(form.kind, 6)))
        )
        for text, forms in out.items()
    }


def _spellings(text: str, form: Form) -> set[str]:
    plain = strip_marks(text)
    if form.language != "en":
        return {plain}
    spellings = {plain, plain.replace("'", "’")}
    if plain[:1].islower():
        spellings |= {s[:1].upper() + s[1:] for s in spellings}
    return spellings


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether an English match begins and ends at word bounds (U.S. may end in its own dot)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if (before.isalnum() and not is_han(before)) or (before in "-_@#/" and start > 1):
        return False
    return not (after.isalnum() and not is_han(after)) and after != "_"


_ALONE_AFTER = (
    "对",
    "驻",
    "访",
    "赴",
    "援",
    "反",
    "亲",
    "抗",
    "遏",
    "制",
    "联",
    "离",
    "抵",
    "侵",
    "售",
    "仇",
    "媚",
    "在",
)
_PAIRS_BEFORE = frozenset("中美俄日英法德以伊乌韩朝墨菲越印巴澳加委台港欧土叙沙")


def _is_abbreviation(text: str, start: int, words: dict[int, Token]) -> bool:
    """Whether a country's one-character name stands here, and not a common word.

    It does when it is a place to the tagger, when a word consists of such names alone (中美, 俄乌),
    or behind a preposition or verb in one word with it (驻委, 访华, 对俄).
    """
    holder = next((words[at] for at in range(start, max(start - 4, -1), -1) if at in words), None)
    if holder is None or holder.span.end <= start:
        return False
    word = holder.text
    if len(word) == 1:
        if holder.tag in ("LOC", "nz", "ORG"):
            return True
        previous = text[start - 1] if start else ""
        following = text[start + 1] if start + 1 < len(text) else ""
        pair = previous in _PAIRS_BEFORE or following in _PAIRS_BEFORE
        return holder.tag in ("j", "nz", "LOC") or (pair and holder.tag not in ("p", "f", "u", "c"))
    if all(character in _PAIRS_BEFORE for character in word):
        return True
    offset = start - holder.span.start
    if offset == len(word) - 1 and word.startswith(_ALONE_AFTER) and len(word) == 2:
        return holder.tag in ("v", "vn", "n", "nz", "LOC", "vd", "p", "b")
    rest = word[offset + 1 :]
    return offset == 0 and rest in (
        "方",
        "军",
        "企",
        "媒",
        "警",
        "官",
        "舰",
        "机",
        "国",
        "谍",
        "籍",
        "裔",
        "府",
        "资",
        "商",
        "股",
        "债",
        "元首",
    )


def _inside_word(text: str, start: int, end: int) -> bool:
    return any(
        word in text[max(0, start - 2) : end + 2] and text[start:end] in word
        for word in _PARTS_OF_WORDS
    )


@cache
def load_matcher() -> Matcher:
    """The matcher over the compiled lexicon, built once for each process."""
    return Matcher(load_actors())
