"""Where the forms of the actor lexicon stand in a text."""

from __future__ import annotations

import re
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
    """Forms of the lexicon at a span: they share their text and differ in what they stand for."""

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
        ends = {token.span.end for row in tokens for token in row}
        found: list[tuple[int, int, int]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if self._stands(text, number, start, end, words) and (
                not _needs_bounds(self._forms[number][0]) or (start in words and end in ends)
            ):
                found.append((start, -end, number))
        found.sort()
        out: list[Match] = []
        taken = -1
        for start, minus, number in found:
            forms = self._forms[number]
            if start < taken:
                continue
            if all(form.pattern == "suffix" for form in forms) and (
                start != taken or -minus not in ends
            ):
                continue
            if _is_part_of_name(forms[0], start, -minus, taken, words):
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
        if any(f.pattern == "suffix" for f in self._forms[number]):
            return True
        if any(f.pattern == "never" for f in self._forms[number]):
            return end - start > 2 or start in words  # 美元 is money, but not in 中美元首
        if end - start == 1:
            return not _is_common_word(text, start) and _is_abbreviation(text, start, words)
        if end - start == 2 and text[start + 1 : end + 1] == "国家" and start not in words:
            return False  # 主义国家 is the word for states, 美国家庭 is not
        return not _inside_word(text, start, end)


_GEOGRAPHY = re.compile(r".{0,2}(?:海峡|海|湾|岛|群岛|半岛|洋|运河|盆地|沙漠|山脉|河|湖|线|走廊)$")


def _is_part_of_name(form: Form, start: int, end: int, taken: int, words: dict[int, Token]) -> bool:
    """Whether two characters that name somebody stand inside a longer word or place name."""
    if form.language != "zh" or end - start > 3 or form.kind not in ("name", "org", "place"):
        return False
    holder = next((words[at] for at in range(start, max(start - 6, -1), -1) if at in words), None)
    if holder is None or holder.span.end <= start:
        return False
    rest = holder.text[end - holder.span.start :]
    if rest and holder.tag in ("LOC", "nz", "s") and _GEOGRAPHY.match(rest):
        return True
    if end - start != 2 or not form.entity.startswith("P:") or start == taken:
        return False
    if holder.tag == "PER" and holder.span.start == start and holder.span.end > end:
        return True  # 贝尔 of 贝尔莱
    return holder.span.start != start or (
        holder.span.end < end and holder.tag not in ("PER", "nz", "LOC")
    )


def _needs_bounds(form: Form) -> bool:
    """Whether a Chinese form is so short or so weak that it must be a word to the tagger."""
    if form.language != "zh" or len(form.text) > 3 or form.kind == "body":
        return False
    if form.kind == "abbreviation" and form.text.endswith("国") and form.strength == "weak":
        return True
    return form.kind == "place" or (form.kind == "org" and len(form.text) <= 2)


def _variants(lexicon: ActorLexicon) -> dict[str, tuple[Form, ...]]:
    """Texts to look for: lower-case English nouns also with a capital (Police, Protesters)."""
    out: dict[str, list[Form]] = {}
    for text, forms in lexicon.by_text.items():
        if not _is_sought(text, forms, lexicon):
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


_FRONTS = ("name", "org", "metonym", "body")


def _is_sought(text: str, forms: tuple[Form, ...], lexicon: ActorLexicon) -> bool:
    """Leaves out what other stages look for, and titles that begin with a body."""
    first = forms[0]
    if first.pattern == "gap" or first.detail.startswith("deictic"):
        return False
    if first.language == "en":
        return len(text) > 2 or text.isupper() or not first.entity.startswith("P:")
    if all(form.kind in ("title", "body", "source") for form in forms):
        return not _is_composed(text, lexicon)
    return True


def _is_composed(text: str, lexicon: ActorLexicon) -> bool:
    """Whether a Chinese title or body is one name behind another: 联合国 + 秘书长."""
    for cut in range(2, len(text) - 1):
        front = lexicon.by_text.get(text[:cut], ())
        if not any(f.kind in _FRONTS and f.pattern != "suffix" for f in front):
            continue
        if any(f.kind in ("title", "body", "source") for f in lexicon.by_text.get(text[cut:], ())):
            return True
    return False


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


_BEFORE_ONE = frozenset("对驻访赴援反亲抗遏制联离抵侵仇媚在与和同给向助挺批促涉通拒")
_AFTER_ONE = frozenset("方军企媒警官舰机谍籍裔府资商股债境侨控占属")
_SHORT = frozenset("中美俄日英法德以伊乌韩朝墨菲越印巴委台港欧土叙沙格哥古智泰柬缅澳加意西葡黎埃")
_WITH_PAIR = re.compile(
    r"(?:关系|战争|[两三四五六]国|双方|边境|边界|之间|贸易|冲突|会谈|谈判|交好|元首|领导人|首脑|外长|防长|峰会|对话|合作|建交|断交|同盟|"
    r"联合|军演|协议|协定|条约|停火|开战|对抗|博弈|竞争|往来|高层|军方|军事|经贸|海军|空军|战事|局势|交火|和谈|和平|邦交|互信|"
    r"交恶|友好|联盟|三边|三方|、|战略|大使|总统|总理|关税|休战|航线|能源|石油|防务|外交|伙伴|反目|互征)"
)


# Words in which one character reads like a country's name and is none.
_COMMON_WORDS = (
    "和约",
    "签约",
    "违约",
    "缔约",
    "条约",
    "同比",
    "环比",
    "特区",
    "特首",
    "所属",
    "西沙",
    "南沙",
    "中沙",
    "东沙",
    "文官",
    "日惹",
    "越境",
    "内陆",
    "南太",
    "新贝",
    "乌来",
    "台股",
    "港股",
    "美股",
    "东西",
    "向西",
    "中新社",
)
_WORDS_OF = {
    character: tuple(word for word in _COMMON_WORDS if character in word)
    for character in set("".join(_COMMON_WORDS))
}


def _is_common_word(text: str, start: int) -> bool:
    return any(
        text.startswith(word, start - at)
        for word in _WORDS_OF.get(text[start], ())
        for at, character in enumerate(word)
        if character == text[start] and start >= at
    )


def _is_abbreviation(text: str, start: int, words: dict[int, Token]) -> bool:
    """Whether a country's one-character name stands here, and not a common word.

    It does in a row of such names (中美关系, 俄乌战争), behind or before certain characters of the
    same word (驻委, 反美; 美方, 墨境), and where the tagger calls it a place.
    """
    holder = next((words[at] for at in range(start, max(start - 6, -1), -1) if at in words), None)
    if holder is None or holder.span.end <= start:
        return False
    word, offset = holder.text, start - holder.span.start
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    if _is_in_row(text, start, words):
        return True
    if after == "方" and text[start] in _SHORT and start + 1 in words:
        return (
            len(word) == 1 and words[start + 1].text == "方"
        )  # 以方 where 以 is tagged a preposition
    if len(word) == 1 and before in ("反", "对", "抗", "亲", "驻", "访") and after not in ("国",):
        return holder.tag not in ("p", "f", "u", "c", "d", "m")
    if len(word) == 1 and after != "境":
        return holder.tag in ("LOC", "ORG", "j") or (holder.tag == "nz" and after not in ("之",))
    if 2 <= len(word) <= 4 and all(character in _SHORT for character in word):
        return holder.tag in ("LOC", "nz", "j", "ORG")
    if offset == 1 and len(word) == 2 and before in _BEFORE_ONE:
        return holder.tag in ("v", "vn", "n", "nz", "LOC", "ORG", "vd", "p", "b", "a")
    return (offset == 0 and len(word) == 2 and after in _AFTER_ONE) or (
        len(word) == 1 and after == "境"
    )


def _is_in_row(text: str, start: int, words: dict[int, Token]) -> bool:
    """Whether a character stands in a row of countries: 中美关系, 英、法、德三国, 菲美日澳四国."""
    run, stop = start, start + 1
    while run > 0 and (
        text[run - 1] in _SHORT or (text[run - 1] == "、" and text[run - 2] in _SHORT)
    ):
        run -= 1
    while text[stop : stop + 1] and (
        text[stop] in _SHORT or (text[stop] == "、" and text[stop + 1 : stop + 2] in _SHORT)
    ):
        stop += 1
    names = stop - run - text.count("、", run, stop)
    return 2 <= names <= 5 and run in words and _WITH_PAIR.match(text, stop) is not None


def _inside_word(text: str, start: int, end: int) -> bool:
    return any(
        word in text[max(0, start - 2) : end + 2] and text[start:end] in word
        for word in _PARTS_OF_WORDS
    )


@cache
def load_matcher() -> Matcher:
    """The matcher over the compiled lexicon, built once for each process."""
    return Matcher(load_actors())
