"""Persons the lexicon does not know, and names repeated in brackets behind another name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from legation.language.script import strip_marks
from legation.lexicons.actors import ActorLexicon
from legation.mentions.matcher import Match
from legation.model.document import Token
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.span import Span

_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,7})+")
_GLOSS = re.compile(
    r"[（(]\s*([A-Z][^（）()，,；;、\u4e00-\u9fff]{1,60}?)\s*(?=[，,、；;）)]|又|或)"
)
_ALIAS = re.compile(
    r"(?:又译|又称|另译|或译|亦译|也译|简称|暂译)(?:作|为)?[「“]?([\u4e00-\u9fff·]{2,12})[」”]?"
)
_HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Adm|Capt|Sgt|Sen|Rep|Gov|Sir|Lord|Professor|General|"
    r"Colonel|Admiral|Senator|Judge|Justice)\.? $"
)
_ENGLISH_NAME = re.compile(
    r"\b[A-Z][a-zà-ÿ'’-]+"
    r"(?: (?:(?:[A-Z]\.|al-|el-|bin|de|da|dos|van|von|der|del|la|ben|Al-|El-)\s?)*"
    r"[A-Z][\w'’à-ÿ-]+){1,3}"
)
_NOT_PERSON = re.compile(
    r"\b(?:The|A|An|In|On|At|For|But|And|If|When|While|After|Before|Since|As|This|That|These|Those|Its|His|Her|"
    r"Their|Our|Some|Many|Most|Both|No|Under|Over|From|With|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|January|February|March|April|May|June|July|August|September|October|November|December|North|South|"
    r"East|West|Northern|Southern|Eastern|Western|New|Street|River|Sea|Ocean|Island|Islands|Strait|Province|City|"
    r"Council|Ministry|Department|Party|Army|Navy|Force|Forces|Union|Bank|University|Group|Act|Treaty|Agreement|"
    r"Court|House|Senate|Congress|Parliament|Committee|Commission|Agency|Office|Airport|Airlines|Post|Times|News|"
    r"War|Day|Week|Summit|Conference|Organization|Organisation|Association|Institute|Center|Centre|Peninsula|Gulf|"
    r"Border|Security|Defense|Defence|Foreign|National|United|International|President|Minister|Prime)\b"
)
_BODY_TAIL = re.compile(
    r"(?:国立|国家)?(?:大学|学院|研究所|研究中心|公司|集团|基金会|银行|医院|机场|湾|岛|州|省|市|县|号|山|河|湖|港|镇|金矿|油田|奖|级|型|广场|大道|监狱)"
)
_NAME_TAIL = 14
# Between a group and the title or name of its man.
_OF_GROUP = re.compile(r"[」”]? ?(?:的|军事|政治|一方的|方面的?|前|副|最高)?|['’]s? ")


def slug(name: str) -> str:
    """P: id of a Latin name: lower case, no accents, hyphens; of any other name: as written."""
    plain = strip_marks(name).strip()
    if re.search(r"[A-Za-z]", plain):
        plain = re.sub(r"^(?:Prof|Dr|Mr|Mrs|Ms|Gen|Sen)\.? ", "", plain)
        return "P:" + "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
    return "P:" + plain.replace("·", "-")


def find_persons(
    draft: Draft, named: Sequence[Mention], bare: Sequence[Match], lexicon: ActorLexicon
) -> list[Mention]:
    """`named` and the persons without an entry, whose country and sector their title gives."""
    del lexicon
    return _Persons(draft, named, bare).run()


class _Persons:
    def __init__(self, draft: Draft, named: Sequence[Mention], bare: Sequence[Match]) -> None:
        self.draft = draft
        self.folded = draft.folded
        self.taken = sorted(mention.span for mention in named)
        self.named = sorted(named, key=lambda mention: mention.span)
        self.titles = [match for match in bare if match.of_kind("title")]
        self.known: dict[str, tuple[str, str]] = {}
        self.out: list[Mention] = []

    def run(self) -> list[Mention]:
        for number, sentence in enumerate(self.draft.sentences):
            if sentence.kind in ("header", "noise"):
                continue
            if sentence.language == "en":
                self._english(sentence.span)
            else:
                self._chinese(number, sentence.span)
        self._later()
        return self.named + self.out

    def _free(self, span: Span) -> bool:
        return not any(span.overlaps(other) for other in self.taken)

    def _chinese(self, number: int, sentence: Span) -> None:
        for match in _DOTTED.finditer(self.folded, sentence.start, sentence.end):
            span = self._name_only(number, Span(match.start(), match.end()))
            if span is None or self._extend(span):
                continue
            if self._free(span):
                self._add(span, self._gloss_behind(span))
        for token in self.draft.tokens[number]:
            if token.tag != "PER" or not 2 <= len(token.span) <= 8 or not self._free(token.span):
                continue
            gloss = self._gloss_behind(token.span)
            titled = self._title_before(token.span) or self._title_behind(token.span)
            if (
                token.text in self.known
                or titled is not None
                or (gloss and self._speaks(token.span))
            ):
                self._add(token.span, gloss)

    def _name_only(self, number: int, span: Span) -> Span | None:
        """The name in a run of characters with a dot: the words round the dots that are names."""
        at = self.folded.index("·", span.start)
        row = self.draft.tokens[number]
        middle = next((i for i, t in enumerate(row) if t.span.start <= at < t.span.end), None)
        if middle is None:
            return None
        if row[middle].tag == "ORG":
            return None
        first = last = middle
        while (
            first > 0
            and _is_name(row[first - 1])
            and row[first - 1].span.end == row[first].span.start
        ):
            first -= 1
        while last + 1 < len(row) and _is_name(row[last + 1]):
            last += 1
        whole = Span(row[first].span.start, row[last].span.end)
        start, end = max(whole.start, span.start), min(whole.end, span.end)
        for title in self.titles:
            if start < title.span.start < end and title.span.start > at:
                end = title.span.start
        if start >= at or end <= at + 1 or _BODY_TAIL.match(self.folded, end):
            return None
        return Span(start, end)

    def _extend(self, span: Span) -> bool:
        """Give a known surname the given names before it; whether there was one."""
        for number, mention in enumerate(self.named):
            if (
                mention.span.end == span.end
                and mention.span.start > span.start
                and mention.actors[0].startswith("P:")
            ):
                self.named[number] = replace(mention, span=span)
                self.taken.append(span)
                return True
        return False

    def _gloss_behind(self, span: Span) -> str | None:
        """The Latin name in the bracket behind a name or behind the title that follows it."""
        title = self._title_behind(span)
        match = _GLOSS.match(self.folded, title.span.end if title is not None else span.end)
        return match[1] if match else None

    def _title_before(self, span: Span) -> Match | None:
        for title in self.titles:
            if title.span.end <= span.start <= title.span.end + 2:
                return title
        return None

    def _title_behind(self, span: Span) -> Match | None:
        return next((t for t in self.titles if t.span.start == span.end), None)

    def _speaks(self, span: Span) -> bool:
        """Whether a verb of speech follows the name and its bracket."""
        behind = self.folded[span.end : span.end + 60]
        return bool(
            re.match(
                r"(?:[（(][^）)]*[）)])?[^，。]{0,8}?(?:表示|指出|认为|称|说|强调|透露|警告)",
                behind,
            )
        )

    def _english(self, sentence: Span) -> None:
        for match in _ENGLISH_NAME.finditer(self.folded, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if not self._free(span) or _NOT_PERSON.search(match[0]):
                continue
            title = self._title_before(span)
            before = self.folded[max(0, span.start - 12) : span.start]
            after = self.folded[span.end : span.end + 40]
            if (
                title is not None
                or _HONORIFIC.search(before)
                or re.match(
                    r",? (?:said|says|told|who|added|warned|argued)\b|, (?:an?|the) \w+", after
                )
                or self._title_after(span)
            ):
                self._add(span, match[0])

    def _title_after(self, span: Span) -> bool:
        return any(0 < title.span.start - span.end <= 30 for title in self.titles) and (
            self.folded[span.end : span.end + 1] == ","
        )

    def _add(self, span: Span, gloss: str | None) -> None:
        text = span.cut(self.folded)
        if text in self.known:
            actor, role = self.known[text]
        else:
            actor = slug(gloss or text)
            role = self._role(span) or actor
            for name in {text, text.split("·")[-1], (gloss or "").split(" ")[-1]}:
                if len(name) > 1:
                    self.known[name] = (actor, role)
            if text.count("·") > 1:
                self.known["·".join(text.split("·")[-2:])] = (actor, role)
            if gloss:
                self.known.setdefault(strip_marks(gloss), (actor, role))
        self.out.append(Mention(span, (actor,), "name", "unknown person", (role,)))
        self.taken.append(span)

    def _role(self, span: Span) -> str | None:
        """COUNTRY.SECTOR of a person from title and country beside the name, or None."""
        near = [t for t in self.titles if -2 <= span.start - t.span.end <= 2]
        near += [t for t in self.titles if 0 <= t.span.start - span.end <= 30][:1]
        form = near[0].of_kind("title") if near else None
        anchor = near[0].span if near else span
        group = self._group_before(anchor)
        if group is not None:
            return group
        country = self._country_near(anchor)
        if form is None:
            return country
        country = country or self._topic()
        return f"{country}{form.role}" if country else None

    def _group_before(self, anchor: Span) -> str | None:
        """The movement whose man the person is: 塔利班副首领某某, the M23 commander so-and-so."""
        for mention in self.named:
            between = self.folded[mention.span.end : anchor.start]
            if mention.span.end > anchor.start or not _OF_GROUP.fullmatch(between):
                continue
            role = (mention.roles or mention.actors)[0]
            if role.startswith("O:") and mention.kind == "org":
                return role
        return None

    def _topic(self) -> str | None:
        """The country that the document names most."""
        counts = Counter(
            role[:3] for m in self.named for role in (m.roles or m.actors) if ":" not in role
        )
        return counts.most_common(1)[0][0] if counts else None

    def _country_near(self, anchor: Span) -> str | None:
        window = [m for m in self.named if 0 <= anchor.start - m.span.end <= _NAME_TAIL]
        window += [m for m in self.named if 0 <= m.span.start - anchor.end <= 8]
        for mention in reversed(window[:3]):
            for role in mention.roles or mention.actors:
                if ":" not in role:
                    return role[:3]
        return None

    def _later(self) -> None:
        """Later uses of a part of an unknown name."""
        for name, (actor, role) in self.known.items():
            for match in re.finditer(re.escape(name), self.folded):
                span = Span(match.start(), match.end())
                if not self._free(span) or not self._word(span) or not self._in_sentence(span):
                    continue
                self.out.append(Mention(span, (actor,), "name", "named before", (role,)))
                self.taken.append(span)

    def _word(self, span: Span) -> bool:
        edges = (
            self.folded[max(0, span.start - 1) : span.start] + self.folded[span.end : span.end + 1]
        )
        return (
            not any(edge.isascii() and edge.isalnum() for edge in edges)
            or not span.cut(self.folded).isascii()
        )

    def _in_sentence(self, span: Span) -> bool:
        return any(sentence.span.holds(span) for sentence in self.draft.sentences)


def _is_name(token: Token) -> bool:
    return token.tag == "PER" or token.text == "·"


def find_glosses(draft: Draft, mentions: Sequence[Mention], lexicon: ActorLexicon) -> list[Mention]:
    """Names in brackets right behind a mention, in Latin letters or as 又譯 X: kind gloss."""
    del lexicon
    out: list[Mention] = []
    spans = {mention.span.start: mention for mention in mentions}
    skip: set[Span] = set()
    for mention in mentions:
        if mention.span in skip or mention.kind == "credit":
            continue
        out.append(mention)
        match = _GLOSS.match(draft.folded, _behind_marks(draft.folded, mention.span.end))
        if match is None:
            continue
        span = Span(match.start(1), match.end(1))
        inside = [m for m in mentions if m.span.overlaps(span)]
        if any(m.kind == "credit" for m in inside):
            continue
        same = any(set(m.actors) & set(mention.actors) for m in inside)
        if inside and not same and mention.basis != "unknown person":
            continue
        skip |= {m.span for m in inside}
        out.append(
            Mention(
                span,
                mention.actors,
                "gloss",
                f"gloss of {mention.span.cut(draft.document.text)}",
                mention.roles,
            )
        )
    del spans
    out += [m for m in mentions if m.kind == "credit"]
    return sorted((m for m in out if m.span not in skip or m.kind == "gloss"), key=lambda m: m.span)


_BEHIND = re.compile(r"[」”》]?(?:教授|博士|先生|女士|上将|中将|将军|研究员|议员)?")


def _behind_marks(text: str, at: int) -> int:
    match = _BEHIND.match(text, at)
    return match.end() if match else at
