"""A sentence with its parties put as single signs, so that a pattern can speak of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any, Final

from legation.lexicons.actors import load_actors
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.span import Span

FIRST_SIGN: Final = 0xE000
_SIGNS: Final = re.compile("[\ue000-\uefff]")
FIRST_PRONOUN: Final = 0xE800
SIGN: Final = "[\ue000-\uefff]"
"""One party of a line; private use, so that no text holds it. Pronouns have signs of their own:
a gap without parties may hold them.
"""

_UNSAID: Final = frozenset({"gloss", "credit"})
_NOBODY: Final = frozenset({"experts", "observers", "media", "sources", "documents"})
# Words for partners or rivals in general are cues here, not parties.
_VAGUE: Final = re.compile(
    r"G:(?:great-powers|other-states|international-community|many-states|middle-east|"
    r"(?:.*-)?(?:allies|rivals|partners|creditors|donors|neighbours|enemies|adversaries|members))$"
)
_WATCHERS: Final = frozenset({"JRN", "MED", "EDU", "ELI", "SOC"})
# A body whose country only the context gives: a party if it is a government, else a word.
_GUESSED: Final = re.compile(r"(?:named|the country|the same body|if it acts)")
_RULERS: Final = re.compile(
    r"政府|政权|当局|军方|政府军|government|regime|authorit|administration", re.IGNORECASE
)
_JOIN_ZH: Final = re.compile(
    r"(?:[（(][^（）()]{0,30}[）)])?\s*(?:[、和与及跟同]|以及|暨|还有)?\s*"
)
_JOIN_EN: Final = re.compile(r"(?:,? (?:and|or|as well as) (?:the )?|, (?:the )?|\s?[-–/—]\s?)")
_TITLE_ZH: Final = re.compile(r"的?[^，。；、：？！—（）\s对向与和跟同在被给从于把]{0,6}")
_TITLE_EN: Final = re.compile(
    r"(?:['’]s?)? ?(?:[A-Za-z-]+ )?(?:[Pp]resident|[Pp]rime [Mm]inister|[Ll]eader|[Mm]inister|"
    r"[Kk]ing|[Cc]hancellor|[Pp]remier|[Ss]upreme [Ll]eader|[Gg]overnment of) ?"
)
_BRACKET: Final = re.compile(r"\s*[（(][^（）()]{0,60}[）)]")


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase of one or more coordinated actors.

    `members` holds the ids of each coordinated mention, `joints` the words between them (one
    fewer). `start` and `end` are document offsets; `number` is its place in the line. `short`:
    an abbreviation or adjective. `weak`: a pronoun or a phrase such as 該國.
    """

    number: int
    start: int
    end: int
    members: tuple[tuple[str, ...], ...]
    joints: tuple[str, ...]
    short: bool
    weak: bool
    pronoun: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in order, once each."""
        return tuple(dict.fromkeys(one for member in self.members for one in member))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as a text in which each party is one sign.

    `starts` gives for each character of `text` its document offset, with the sentence's end last.
    """

    index: int
    span: Span
    text: str
    starts: tuple[int, ...]
    parties: tuple[Party, ...]
    english: bool
    parse: Any

    def party(self, sign: str) -> Party:
        """The party of a sign."""
        return self.parties[(ord(sign) - FIRST_SIGN) % (FIRST_PRONOUN - FIRST_SIGN)]

    def holds(self, sign: str) -> bool:
        """Whether a character of the text is a party."""
        return FIRST_SIGN <= ord(sign) < 2 * FIRST_PRONOUN - FIRST_SIGN and bool(self.parties)

    def span_of(self, start: int, end: int) -> Span:
        """Document span of the characters `start` to `end` (exclusive) of `text`."""
        last = self.text[end - 1]
        if self.holds(last):
            return Span(self.starts[start], self.party(last).end)
        return Span(self.starts[start], self.starts[end - 1] + 1)

    def at(self, offset: int) -> int:
        """Place in `text` of a document offset (of the party that holds it)."""
        return max(0, bisect_right(self.starts, offset) - 1)


@cache
def _is_watcher(identifier: str) -> bool:
    """Whether an organisation reports or studies: it tells of relations and has none here."""
    entity = load_actors().entities.get(identifier)
    return entity is not None and entity.sector in _WATCHERS


def country(identifier: str) -> str:
    """The country of an id, or the id itself where it has none."""
    return identifier if ":" in identifier else identifier[:3]


def _ids(mention: Mention) -> tuple[str, ...]:
    found = []
    for actor, role in zip(mention.actors, mention.roles or mention.actors, strict=True):
        if role in _NOBODY or _VAGUE.match(role) or role.startswith("officials:"):
            continue
        if _is_watcher(role) or role.endswith((".JRN", ".EDU", ".MED")):
            continue
        if actor.startswith("P:") and role == actor and mention.kind == "pronoun":
            continue
        found.append(role)
    return tuple(dict.fromkeys(found))


def _owner(mention: Mention, folded: str) -> Mention | None:
    """The country in 美國盟友, U.S. allies: a mention of its own where the whole is a cue."""
    if mention.kind not in ("collective", "nominal") or not any(
        _VAGUE.match(role) for role in mention.roles or mention.actors
    ):
        return None
    text = mention.span.cut(folded)
    for size in range(len(text) - 1, 1, -1):  # one character alone is too little: 多國, 中東
        for form in load_actors().by_text.get(text[:size].rstrip(), ()):
            if form.kind in ("name", "adjective", "abbreviation", "org"):
                ids = (form.role or form.entity,)
                span = Span(mention.span.start, mention.span.start + len(text[:size].rstrip()))
                return Mention(span, ids, "name", mention.basis, ids)
    return None


def _posted(mention: Mention, folded: str) -> tuple[Mention, ...]:
    """駐韓美軍: the country they are posted to, and the forces."""
    text = mention.span.cut(folded)
    if len(text) < 4 or text[0] != "驻":
        return (mention,)
    for form in load_actors().by_text.get(text[1], ()):
        if form.kind == "abbreviation" and form.entity:
            at = mention.span.start
            host = Mention(Span(at + 1, at + 2), (form.entity,), "name", mention.basis)
            return host, replace(mention, span=Span(at + 2, mention.span.end))
    return (mention,)


def _is_party(mention: Mention, folded: str) -> bool:
    if mention.kind in _UNSAID or not _ids(mention):
        return False
    if mention.kind == "source":
        return all(":" not in one for one in _ids(mention))
    if mention.kind not in ("org", "nominal") or not _GUESSED.search(mention.basis):
        return True
    if mention.basis.startswith("the two named") or "if it acts: lexicon" in mention.basis:
        return True
    return bool(_RULERS.search(mention.span.cut(folded))) and len(mention.span) > 2


def build_lines(draft: Draft) -> Iterable[Line]:
    """The lines of a draft that can hold a tie, in order."""
    at = 0
    mentions = sorted(draft.mentions, key=lambda m: m.span)
    for index, sentence in enumerate(draft.sentences):
        while at < len(mentions) and mentions[at].span.start < sentence.span.start:
            at += 1
        first = at
        while at < len(mentions) and mentions[at].span.start < sentence.span.end:
            at += 1
        if sentence.kind in ("header", "noise", "credit"):
            continue
        cut = draft.document.text if sentence.language == "en" else draft.folded
        own = [one for m in mentions[first:at] for one in _posted(_owner(m, cut) or m, cut)]
        own = [m for m in own if _is_party(m, draft.folded)]
        yield _line(draft, index, own)


def _line(draft: Draft, index: int, mentions: Sequence[Mention]) -> Line:
    sentence = draft.sentences[index]
    english = sentence.language == "en"
    source = draft.document.text if english else draft.folded
    parties = tuple(_parties(mentions, source, english))[:2000]
    text: list[str] = []
    starts: list[int] = []
    at = sentence.span.start
    for party in parties:
        text.extend(_plain(source[at : party.start]))
        starts.extend(range(at, party.start))
        text.append(chr((FIRST_PRONOUN if party.pronoun else FIRST_SIGN) + party.number))
        starts.append(party.start)
        bracket = _BRACKET.match(source, party.end, sentence.span.end)
        at = party.end
        if bracket and not any(m.span.start > party.end for m in mentions if _in(m, bracket)):
            at = bracket.end()
    text.extend(_plain(source[at : sentence.span.end]))
    starts.extend(range(at, sentence.span.end))
    return Line(
        index,
        sentence.span,
        "".join(text),
        (*starts, sentence.span.end),
        parties,
        english,
        draft.parses[index] if english else None,
    )


def _plain(text: str) -> str:
    """Text without the signs that stand for parties."""
    return _SIGNS.sub("\ufffd", text)


def _in(mention: Mention, bracket: re.Match[str]) -> bool:
    return bracket.start() <= mention.span.start < bracket.end()


def _parties(mentions: Sequence[Mention], source: str, english: bool) -> Iterable[Party]:
    """Mentions joined to parties: a title and its holder, then what is coordinated."""
    phrases: list[list[Any]] = []
    for mention in mentions:
        ids = _ids(mention)
        if phrases and mention.span.start < phrases[-1][1]:
            continue
        if phrases and _is_title(phrases[-1], mention, ids, source, english):
            phrases[-1][1:] = [mention.span.end, ids, mention]
            continue
        phrases.append([mention.span.start, mention.span.end, ids, mention])
    number = 0
    at = 0
    while at < len(phrases):
        group = [phrases[at]]
        joints: list[str] = []
        while at + 1 < len(phrases):
            joint = source[phrases[at][1] : phrases[at + 1][0]]
            listed = (
                not english
                or joint.strip() not in (",", ", the")
                or _ends_with_and(phrases, at + 1, source)
            )
            if not _coordinated(joint, phrases[at][3], phrases[at + 1][3], english, listed):
                break
            if len(group) == 1 and not english and _opens_list(phrases, at, joint, source):
                break
            joints.append(joint)
            at += 1
            group.append(phrases[at])
        yield _party(number, group, joints)
        number += 1
        at += 1


def _ends_with_and(phrases: list[list[Any]], at: int, source: str) -> bool:
    """Whether a comma stands in a list: only commas and names up to an "and"."""
    for one, other in pairwise(phrases[at : at + 8]):
        joint = source[one[1] : other[0]]
        if re.fullmatch(r",? (?:and|or|as well as) (?:the )?", joint):
            return True
        if joint not in (", ", ", the "):
            return False
    return False


def _opens_list(phrases: list[list[Any]], at: int, joint: str, source: str) -> bool:
    """甲與乙、丙、丁: whom 甲 has to do with, not a list of four."""
    if at + 2 >= len(phrases) or not re.search(r"[与和同跟]", joint):
        return False
    return source[phrases[at + 1][1] : phrases[at + 2][0]].strip() == "、"


def _party(number: int, group: list[list[Any]], joints: list[str]) -> Party:
    kinds = [row[3].kind for row in group]
    return Party(
        number,
        group[0][0],
        group[-1][1],
        tuple(row[2] for row in group),
        tuple(joints),
        all(kind in ("abbreviation", "adjective") for kind in kinds),
        all(kind in ("pronoun", "nominal") for kind in kinds),
        kinds == ["pronoun"],
    )


def _is_title(
    before: list[Any], mention: Mention, ids: tuple[str, ...], source: str, english: bool
) -> bool:
    """法國總統馬克宏, French President Emmanuel Macron: one actor, named twice."""
    if before[3].kind == "pronoun" or mention.kind == "pronoun" or len(ids) != 1:
        return False
    if country(ids[0]) not in map(country, before[2]) or country(ids[0]) == ids[0] != ids[0][:3]:
        return False
    between = source[before[1] : mention.span.start]
    pattern = _TITLE_EN if english else _TITLE_ZH
    return ids[0][:3].isupper() and bool(pattern.fullmatch(between))


def _coordinated(
    joint: str, left: Mention, right: Mention, english: bool, listed: bool = True
) -> bool:
    if english:
        if right.kind == "pronoun" or left.kind == "pronoun":
            return False
        if joint.strip() in ("-", "–", "—", "/") or " and " in joint or " or " in joint:
            return bool(_JOIN_EN.fullmatch(joint))
        return (
            listed
            and joint in (", ", ", the ")
            and left.kind != "adjective"
            and right.kind != "adjective"
        )
    if joint == "":
        return left.kind == right.kind == "abbreviation" and len(left.span) == len(right.span) == 1
    if right.kind == "pronoun" or not _JOIN_ZH.fullmatch(joint):
        return False
    return bool(re.search(r"[、和与及跟同]|以及|还有", joint))
