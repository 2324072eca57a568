"""Bodies without a country, bare titles, pronouns and definite noun phrases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from legation.lexicons.actors import ActorLexicon, Form
from legation.mentions.matcher import Match
from legation.model.document import Sentence
from legation.model.mention import Mention, MentionKind
from legation.model.reading import Draft
from legation.model.span import Span

_HOME = {"TW": "TWN", "HK": "CHN", "CN": "CHN"}
# Bare in the copy of one side, these are that side's own: 外交部, 國家主席, 國防部.
_HOME_WORDS = re.compile(
    r"外交部|国防部|国务院|国家主席|国台办|商务部|行政院|总统府|陆委会|立法院|外长|国防部长|公安部|海警局|国安局|监察院|内政部|经济部"
)
# Bodies that only one side has, whatever else the sentence names.
_OWN = {
    "行政院": "TWN", "立法院": "TWN", "监察院": "TWN", "陆委会": "TWN", "海巡署": "TWN", "海基会": "TWN",
    "国台办": "CHN", "国务院台办": "CHN", "海协会": "CHN", "中联部": "CHN", "全国人大": "CHN", "中纪委": "CHN",
    "律政司": "HKG", "保安局": "HKG", "入境处": "HKG", "特首": "HKG", "行政会议": "HKG", "廉署": "HKG",
    "青瓦台": "KOR", "自卫队": "JPN", "国会参院": "JPN", "国务卿": "USA", "白宫": "USA", "众议院议长": "USA",
}
_PAIRS = {"两岸": ("CHN", "TWN"), "两韩": ("KOR", "PRK"), "朝韩": ("PRK", "KOR")}
_PRONOUN_ZH = re.compile(
    r"两岸|两韩|朝韩|"
    r"我们|咱们|(?<!其)他们|她们|它们|(?<![尤极与何甚如])其(?!中|他|它|实|次|余|间|一|二|三|所)|自己|自身|本人|我(?!国|军|方|党|们)|(?<![其吉])他(?!国|们|人|日)|她(?!们)|它(?!们)|"
    r"双方|(?:这|该|上述)?两国|这?两个国家|三国|该国|本国|我国|两人|二人|后者|前者|对方|两军|"
    r"(?:该|这个|这一)(?:组织|集团|政权|团体|政党|公司|机构|部门|政府|武装|国家|党|联盟|网络)|这些(?:国家|组织|网络|集团)|两大盟友|各方"
)
_PRONOUN_EN = re.compile(
    r"\b(?:[Hh]e|[Hh]im|[Hh]is|[Hh]imself|[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|[Ii]ts|[Ii]tself|[Ii]t|[Tt]hey|[Tt]hem|[Tt]heir|[Tt]hemselves|"
    r"[Ww]e|[Uu]s|[Oo]ur|I|[Mm]y|[Bb]oth (?:sides|countries|nations|governments|leaders)|[Tt]he two (?:sides|countries|nations|leaders|governments)|"
    r"[Tt]he (?:country|nation|regime|group|cartel|organi[sz]ation|company|bloc|alliance|network|militia)|[Tt]his (?:country|group|network|regime))\b"
)
_NOT_HE = re.compile(r"其[^，。]{0,2}$")
_EXPLETIVE = re.compile(
    r"\s+(?:is|was|has been|would be|will be|may be|seems|appears|remains|takes|took)\b"
)
_BEARERS = frozenset(
    "领袖 候选人 领导人 发言人 成员 人士 代表 官员 主席 部长 议员 高层 负责人 首领 头目 领导层 支持者".split()
)
_OFFICES = {
    "head-of-state": ("President", "King", "Queen", "Emperor"),
    "head-of-government": ("Prime Minister", "Premier", "Chancellor"),
}
_SPEAKS = re.compile(
    r"(?:[（(][^）)]*[）)])?.{0,6}?(?:说|表示|指出|称|认为|强调|透露)|,? (?:said|says|told|added|warned)"
)
_SHOWS = re.compile(r".{0,2}?(?:显示|指出|称|说|表明|透露|披露|show|say|suggest|indicat|reveal)")
_VEHICLE = re.compile(
    r"(?:机|舰|艇|船|轮|车|舰队|ships?|vessels?|warships?|boats?|tankers?|jets?|aircraft|planes?|drones?|submarines?|carriers?|bombers?|reserves)$"
)
UNLESS_USED = "if it acts:"
"""Marks the basis of mentions that count only if an event, claim or tie has them as a party."""
_OPEN, _CLOSE = '「『“"', '」』”"'
_LOOK_BACK = 4


def resolve_anaphora(
    draft: Draft, named: Sequence[Mention], bare: Sequence[Match], lexicon: ActorLexicon
) -> list[Mention]:
    """`named` plus bare bodies and titles and pronouns, each with what it stands for; sorted."""
    return _Anaphora(draft, named, lexicon).run(bare)


class _Anaphora:
    def __init__(self, draft: Draft, named: Sequence[Mention], lexicon: ActorLexicon) -> None:
        self.draft, self.lexicon = draft, lexicon
        self.folded = draft.folded
        self.mentions = sorted(named, key=lambda mention: mention.span)
        self.starts = [sentence.span.start for sentence in draft.sentences]
        self.shares = Counter(c for m in self.mentions for c in self._countries(m)[:1])

    def run(self, bare: Sequence[Match]) -> list[Mention]:
        waiting: list[tuple[Span, Match | None]] = [(match.span, match) for match in bare]
        for sentence in self.draft.sentences:
            if sentence.kind in ("header", "noise", "credit"):
                continue
            pattern = _PRONOUN_EN if sentence.language == "en" else _PRONOUN_ZH
            for found in pattern.finditer(self.folded, sentence.span.start, sentence.span.end):
                waiting.append((Span(found.start(), found.end()), None))
        out = list(self.mentions)
        for span, match in sorted(waiting, key=lambda entry: (entry[0].start, -entry[0].end)):
            if any(span.overlaps(m.span) for m in self._around(span)):
                continue
            mention = self._bare(span, match) if match is not None else self._pronoun(span)
            if mention is not None:
                self._insert(mention)
                out.append(mention)
        return sorted(out, key=lambda mention: mention.span)

    def _insert(self, mention: Mention) -> None:
        at = bisect_left([m.span.start for m in self.mentions], mention.span.start)
        self.mentions.insert(at, mention)

    def _around(self, span: Span) -> list[Mention]:
        return [
            m for m in self.mentions if m.span.start < span.end + 1 and m.span.end > span.start - 1
        ]

    def _sentence(self, span: Span) -> tuple[int, Sentence]:
        number = max(0, bisect_left(self.starts, span.start + 1) - 1)
        return number, self.draft.sentences[number]

    def _within(self, number: int, before: int | None = None) -> list[Mention]:
        """Mentions of a sentence in order, those before an offset only."""
        span = self.draft.sentences[number].span
        end = span.end if before is None else before
        return [
            m
            for m in self.mentions
            if span.start <= m.span.start
            and m.span.end <= end
            and m.kind not in ("credit", "gloss")
        ]

    def _countries(self, mention: Mention) -> list[str]:
        """Countries a mention stands for or belongs to; ISO codes."""
        if mention.kind == "credit":
            return []
        out = []
        for role in mention.roles or mention.actors:
            if ":" not in role and len(role) >= 3 and role[:3].isupper():
                out.append(role[:3])
        return out

    # ---------------------------------------------------------- bodies and titles

    def _bare(self, span: Span, match: Match) -> Mention | None:
        form = match.of_kind("source") or match.of_kind("body") or match.of_kind("title")
        if form is None or form.pattern in ("suffix", "never") or form.detail.startswith("word"):
            return None
        if not self._is_noun(span):
            return None
        if form.kind == "source":
            return self._source(span, form)
        if self._beside_person(span) and (match.of_kind("title") or form.detail[:3] != "org"):
            return None
        if form.kind == "title":
            return self._title(span, form)
        country, basis = self._country_of(span, form)
        if country is None:
            return None
        role = f"{country}{form.role}"
        if _VEHICLE.search(form.text):
            basis = f"{UNLESS_USED} {basis}"
        kind: MentionKind = "org" if form.detail.startswith("org") else "nominal"
        return Mention(span, (role,), kind, f"{form.text}: {basis}", (role,))

    def _is_noun(self, span: Span) -> bool:
        """Whether a bare word heads its noun phrase: not 移民问题, not an official statement."""
        number, sentence = self._sentence(span)
        if sentence.language == "en":
            parse = self.draft.parses[number]
            if parse is None:
                return True
            offset = span.end - 1 - sentence.span.start
            token = next((t for t in parse if t.idx <= offset < t.idx + len(t.text)), None)
            return token is None or (
                token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod")
            )
        following = next((t for t in self.draft.tokens[number] if t.span.start >= span.end), None)
        if following is None or following.span.start > span.end:
            tokens = self.draft.tokens[number]
            return following is None or any(t.span.end == span.end for t in tokens)
        named = any(m.span.start == span.end for m in self.mentions)
        bears = following.text in _BEARERS
        return named or bears or following.tag not in ("n", "vn", "nz", "an")

    def _beside_person(self, span: Span) -> bool:
        """Whether a person's name touches the word: a title in apposition."""
        return any(
            (-1 <= m.span.start - span.end <= 2 or 0 <= span.start - m.span.end <= 1)
            and any(actor.startswith("P:") for actor in m.actors)
            for m in self.mentions
            if m.kind == "name"
        )

    def _source(self, span: Span, form: Form) -> Mention | None:
        token = form.entity
        if token == "documents" and not _SHOWS.match(self.folded, span.end):
            return None
        if token == "officials":
            country, _ = self._country_of(span, form)
            token = f"officials:{country}" if country else "officials"
        return Mention(span, (token,), "source", f"unnamed source: {form.text}", (token,))

    def _title(self, span: Span, form: Form) -> Mention | None:
        """A bare title: the person who bears it here; nothing where a name stands beside it."""
        if self._beside_person(span):
            return None
        country, basis = self._country_of(span, form)
        if country is None or not form.role:
            return None
        role = f"{country}{form.role}"
        bearer = self._bearer(span, form, role)
        if bearer is not None:
            return Mention(span, (bearer,), "nominal", f"{form.text}: who bears it here", (role,))
        return Mention(span, (role,), "nominal", f"{form.text}: {basis}", (role,))

    def _bearer(self, span: Span, form: Form, role: str) -> str | None:
        """The person named with the title elsewhere in the document, or who holds the office."""
        near = [
            m
            for m in self.mentions
            if m.kind == "name"
            and m.actors[0].startswith("P:")
            and self.folded[: m.span.start].endswith((form.text, form.text + " "))
            and (m.roles or m.actors)[0][:3] == role[:3]
        ]
        before = [m for m in near if m.span.start < span.start]
        if near:
            return (before or near)[-1].actors[0]
        kind = form.detail.split(" ")[0]
        offices = _OFFICES.get(kind)
        if offices is None or not self.draft.document.published:
            return None
        return self.lexicon.holder(role[:3], offices, self.draft.document.published)

    def _country_of(self, span: Span, form: Form) -> tuple[str | None, str]:
        """Whose body it is: named before it in the sentence, the outlet's own, or the topic's."""
        number, sentence = self._sentence(span)
        text = span.cut(self.folded)
        same = [(m, c) for m in self._within(number, span.start) for c in self._countries(m)[:1]]
        own = next((c for word, c in _OWN.items() if text.startswith(word)), None)
        touching = [c for m, c in same if span.start - m.span.end <= 1]
        if touching:
            return touching[-1], "the country before it"
        if own is not None:
            return own, "a body that only it has"
        joined = [m for m in self.mentions if m.basis.endswith(f"+ {text}") and self._countries(m)]
        if joined:
            earlier = [m for m in joined if m.span.start < span.start] or joined
            return self._countries(earlier[-1])[0], "the same body with its country elsewhere here"
        beside = [
            c
            for m in self._within(number)
            if 0 <= m.span.start - span.end <= 3 and any(a.startswith("P:") for a in m.actors)
            for c in self._countries(m)
        ]
        if beside:
            return beside[0], "the country of the person named with it"
        home = _HOME.get(self.draft.document.region or "")
        if home and sentence.language != "en" and _HOME_WORDS.search(text) and not same:
            return home, "the outlet's own side"
        ranked = self._rank_countries(span, number, text)
        return ranked[0] if ranked else (None, "")

    def _rank_countries(self, span: Span, number: int, text: str) -> list[tuple[str, str]]:
        """Countries a bare body may belong to, the likeliest first, each with its reason.

        What the whole document speaks of weighs most; then what the sentence names before the
        body, and what the sentence before names.
        """
        total = sum(self.shares.values()) or 1
        score = {country: 3.0 * count / total for country, count in self.shares.items()}
        why = dict.fromkeys(score, "the country the document speaks of")
        for weight, rows, reason in (
            (1.0, self._within(number, span.start), "named before it in the sentence"),
            (0.4, self._within(number)[::-1], "named in the sentence"),
            (0.5, self._within(number - 1) if number else [], "named in the sentence before"),
        ):
            found = [c for m in rows if not self._is_object_of(m) for c in self._countries(m)[:1]]
            for country in dict.fromkeys(found):
                score[country] = score.get(country, 0.0) + weight
                why[country] = reason
            if found:
                score[found[-1]] += 0.3
        home = _HOME.get(self.draft.document.region or "")
        if home in score and _HOME_WORDS.search(text):
            score[home] += 0.7
        order = sorted(score, key=lambda country: -score[country])
        return [(country, why[country]) for country in order]

    def _is_object_of(self, mention: Mention) -> bool:
        """Countries that only colour a word (亲北韩, 反美, pro-Russian) own nobody's police."""
        before = self.folded[max(0, mention.span.start - 4) : mention.span.start].lower()
        return before.endswith(("亲", "反", "pro-", "anti-", "对", "向"))

    # ---------------------------------------------------------- pronouns

    def _pronoun(self, span: Span) -> Mention | None:
        text = span.cut(self.folded)
        lower = text.lower()
        number, sentence = self._sentence(span)
        if sentence.kind in ("title", "heading") and len(text) == 1:
            return None
        if text in _PAIRS:
            return Mention(span, _PAIRS[text], "nominal", "a pair by name", _PAIRS[text])
        if lower in ("我", "我们", "咱们", "we", "us", "our", "i", "my"):
            return self._speaker(span, number, plural=lower not in ("我", "i", "my"))
        if lower in (
            "he",
            "him",
            "his",
            "himself",
            "she",
            "her",
            "hers",
            "herself",
            "他",
            "她",
            "本人",
        ):
            return self._person(span, number)
        if re.match(r"双方|.*两国|.*两个国家|两军|两人|二人|两大盟友|both |the two |三国", lower):
            people = bool(re.match(r"两人|二人|.*leaders", lower))
            return self._pair(span, number, people)
        if re.match(r"该国|本国|the country|the nation|this country", lower):
            return self._country(span, number)
        if lower == "我国":
            home = _HOME.get(self.draft.document.region or "")
            return (
                Mention(span, (home,), "nominal", "the outlet's own side", (home,))
                if home
                else None
            )
        if re.match(r"(?:该|这|the |this )", lower):
            return self._group(span, number)
        if lower in ("它们", "他们", "她们", "they", "them", "their", "themselves"):
            return self._several(span, number)
        if lower == "it" and _EXPLETIVE.match(self.folded, span.end):
            return None
        if lower in (
            "对方",
            "后者",
            "前者",
            "各方",
            "这些国家",
            "这些组织",
            "这些网络",
            "这些集团",
        ):
            return self._last(span, number) if lower == "后者" else None
        return self._own(span, number)

    def _made(
        self, span: Span, mentions: Sequence[Mention], basis: str, kind: MentionKind
    ) -> Mention | None:
        pairs = {
            actor: role
            for m in mentions
            for actor, role in zip(m.actors, m.roles or m.actors, strict=True)
        }
        if not pairs:
            return None
        return Mention(span, tuple(pairs), kind, basis, tuple(pairs.values()))

    def _candidates(self, span: Span, number: int) -> list[list[Mention]]:
        """Mentions before the span, sentence by sentence, the nearest sentence first."""
        rows = [self._within(number, span.start)]
        for earlier in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            rows.append(self._within(earlier))
        return rows

    def _person(self, span: Span, number: int) -> Mention | None:
        rows = self._candidates(span, number)
        if self._behind_quote(span, number):
            rows = rows[1:]  # 「…，」他说: nobody that the quotation names
        for row in rows:
            people = [m for m in row if len(m.actors) == 1 and m.actors[0].startswith("P:")]
            people.sort(key=lambda m: not _SPEAKS.match(self.folded, m.span.end))
            if people:
                return self._made(
                    span,
                    people[:1],
                    f"person: {people[0].span.cut(self.draft.document.text)}",
                    "pronoun",
                )
        return None

    def _behind_quote(self, span: Span, number: int) -> bool:
        start = self.draft.sentences[number].span.start
        before = self.folded[start : span.start].rstrip()
        return before.endswith(("」", "”", '"', "』")) or "」，" in before[-2:]

    def _own(self, span: Span, number: int) -> Mention | None:
        """其, 自己, its: what the clause is about, else the subject of the sentence before."""
        for row in self._candidates(span, number):
            usable = [m for m in row if m.kind not in ("place", "source")]
            if usable:
                chosen = (
                    usable[0]
                    if span.cut(self.folded) != "其"
                    else self._nearest_subject(usable, span)
                )
                return self._made(
                    span, [chosen], f"of {chosen.span.cut(self.draft.document.text)}", "pronoun"
                )
        return None

    def _nearest_subject(self, usable: Sequence[Mention], span: Span) -> Mention:
        """The first mention of the piece before the last comma, else of the sentence."""
        comma = max(self.folded.rfind(mark, usable[0].span.start, span.start) for mark in "，,；")
        own = [m for m in usable if m.span.start > comma >= 0]
        return own[0] if own else usable[0]

    def _country(self, span: Span, number: int) -> Mention | None:
        for row in self._candidates(span, number):
            states = [m for m in row if any(":" not in a for a in m.actors) and self._countries(m)]
            if states:
                code = self._countries(states[-1])[0]
                return Mention(
                    span,
                    (code,),
                    "nominal",
                    f"country: {states[-1].span.cut(self.draft.document.text)}",
                    (code,),
                )
        return None

    def _pair(self, span: Span, number: int, people: bool) -> Mention | None:
        found: dict[str, Mention] = {}
        rows = self._candidates(span, number)
        for row in [] if people else rows[:3]:
            joined = self._joined(row)
            codes = tuple(dict.fromkeys(c for m in joined for c in self._countries(m)))
            if len(codes) == 2:
                return Mention(span, codes, "nominal", "the two named together before", codes)
        for row in rows:
            for mention in reversed(row):
                is_person = any(a.startswith("P:") for a in mention.actors)
                if people and not is_person:
                    continue
                keys = list(mention.actors) if people else self._countries(mention)
                for key in keys:
                    found.setdefault(key, mention)
            if len(found) >= 2:
                break
        if len(found) < 2:
            return None
        codes = tuple(list(found)[:2])
        roles = codes
        if people:
            roles = tuple((found[c].roles or found[c].actors)[0] for c in codes)
        return Mention(span, codes, "nominal", "the two named before", roles)

    def _group(self, span: Span, number: int) -> Mention | None:
        text = span.cut(self.folded).lower()
        state = re.search(r"政权|政府|国家|regime", text)
        for row in self._candidates(span, number):
            groups = [
                m
                for m in row
                if (
                    self._countries(m)
                    if state
                    else any(a.startswith(("O:", "IGO:")) for a in m.actors)
                )
            ]
            if groups:
                last = groups[-1]
                if state:
                    code = f"{self._countries(last)[0]}.GOV"
                    return Mention(
                        span,
                        (code,),
                        "nominal",
                        f"of {last.span.cut(self.draft.document.text)}",
                        (code,),
                    )
                return self._made(
                    span, [last], f"group: {last.span.cut(self.draft.document.text)}", "nominal"
                )
        return None

    def _several(self, span: Span, number: int) -> Mention | None:
        for row in self._candidates(span, number):
            plural = [
                m for m in row if len(m.actors) > 1 or m.kind in ("org", "collective", "source")
            ]
            joined = self._joined(row)
            if joined:
                return self._made(span, joined, "those named together before", "pronoun")
            if plural:
                return self._made(
                    span,
                    plural[:1],
                    f"of {plural[0].span.cut(self.draft.document.text)}",
                    "pronoun",
                )
        return None

    def _joined(self, row: Sequence[Mention]) -> list[Mention]:
        for second in range(len(row) - 1, 0, -1):
            first, last = row[second - 1], row[second]
            between = self.folded[first.span.end : last.span.start].strip()
            if between in ("和", "与", "及", "、", "以及", "同", "", "and"):
                if self._countries(first)[:1] != self._countries(last)[:1]:
                    return [first, last]
        return []

    def _opponent(self, span: Span, number: int) -> Mention | None:
        """对方: the last country named that is not the subject of the clause."""
        comma = max(self.folded.rfind(mark, 0, span.start) for mark in "，,；。")
        clause = [m for m in self._within(number, span.start) if m.span.start > comma]
        own = self._countries(clause[0])[:1] if clause else []
        for row in self._candidates(span, number):
            for mention in reversed(row):
                codes = self._countries(mention)[:1]
                if codes and codes != own and mention not in clause[:1]:
                    if not own and row and codes == self._countries(row[0])[:1]:
                        continue  # no subject here: the one of the sentence goes on
                    return self._made(span, [mention], "the other side", "nominal")
        return None

    def _last(self, span: Span, number: int) -> Mention | None:
        for row in self._candidates(span, number):
            if row:
                return self._made(
                    span, row[-1:], f"of {row[-1].span.cut(self.draft.document.text)}", "nominal"
                )
        return None

    def _speaker(self, span: Span, number: int, plural: bool) -> Mention | None:
        """我, 我们 in a quotation: who speaks, behind the quotation or before it."""
        last = number
        while (
            last + 1 < len(self.draft.sentences)
            and self.draft.sentences[last + 1].paragraph == self.draft.sentences[number].paragraph
        ):
            last += 1
        end = self.draft.sentences[last].span.end
        close = min(
            (at for mark in _CLOSE if (at := self.folded.find(mark, span.end, end)) >= 0),
            default=-1,
        )
        behind = [
            m
            for m in self.mentions
            if close >= 0
            and m.span.end <= min(end, close + 40)
            and m.span.start > close
            and any(a.startswith("P:") for a in m.actors)
        ]
        rows = [behind[:1], *self._candidates(span, number)]
        for row in rows:
            people = [m for m in row if any(a.startswith("P:") for a in m.actors)]
            if people:
                speaker = people[0]
                role = (speaker.roles or speaker.actors)[0]
                if plural and ":" not in role:
                    role = f"{role[:3]}.GOV" if not role.endswith((".OPP", ".REB")) else role
                    return Mention(span, (role,), "pronoun", "the speaker's side", (role,))
                return self._made(span, [speaker], "the speaker", "pronoun")
        return None
