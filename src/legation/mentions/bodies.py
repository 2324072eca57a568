"""Bodies without a country, bare titles and unnamed sources: whose they are."""

from __future__ import annotations

import re

from legation.lexicons.actors import ActorLexicon, Form
from legation.mentions.context import Context
from legation.mentions.matcher import Match
from legation.model.mention import Mention, MentionKind
from legation.model.span import Span

_HOME = {"TW": "TWN", "HK": "CHN", "CN": "CHN"}
# Bare in the copy of one side, these are that side's own: 外交部, 國家主席, 國防部.
_HOME_WORDS = re.compile(
    r"外交部|国防部|国务院|国家主席|国台办|商务部|行政院|总统府|陆委会|立法院|"
    r"外长|国防部长|公安部|海警局|国安局|监察院|内政部|经济部"
)
# Bodies that only one side has, whatever else the sentence names.
_OWN = {
    "行政院": "TWN",
    "立法院": "TWN",
    "监察院": "TWN",
    "陆委会": "TWN",
    "海巡署": "TWN",
    "海基会": "TWN",
    "国台办": "CHN",
    "国务院台办": "CHN",
    "海协会": "CHN",
    "中联部": "CHN",
    "全国人大": "CHN",
    "中纪委": "CHN",
    "律政司": "HKG",
    "保安局": "HKG",
    "入境处": "HKG",
    "特首": "HKG",
    "行政会议": "HKG",
    "廉署": "HKG",
    "青瓦台": "KOR",
    "自卫队": "JPN",
    "国会参院": "JPN",
    "国务卿": "USA",
    "白宫": "USA",
    "众议院议长": "USA",
}
_BEARERS = frozenset(
    "领袖 候选人 领导人 发言人 成员 人士 代表 官员 主席 部长 议员 高层 负责人 首领 头目 "
    "领导层 支持者".split()
)
_OFFICES = {
    "head-of-state": ("President", "King", "Queen", "Emperor"),
    "head-of-government": ("Prime Minister", "Premier", "Chancellor"),
}
_SHOWS = re.compile(r".{0,2}?(?:显示|指出|称|说|表明|透露|披露|show|say|suggest|indicat|reveal)")
_VEHICLE = re.compile(
    r"(?:机|舰|艇|船|轮|车|舰队|ships?|vessels?|warships?|boats?|tankers?|jets?|"
    r"aircraft|planes?|drones?|submarines?|carriers?|bombers?|reserves)$"
)
UNLESS_USED = "if it acts:"
"""Marks the basis of mentions that count only if an event, claim or tie has them as a party."""


class Bodies:
    """Resolves what the lexicon calls bodies, titles and sources, from the context so far."""

    def __init__(self, context: Context, lexicon: ActorLexicon) -> None:
        self.context, self.lexicon = context, lexicon

    def resolve(self, span: Span, match: Match) -> Mention | None:
        """The mention of a bare body, title or source; None where it is nobody's or no noun."""
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
        number, sentence = self.context.sentence(span)
        if sentence.language == "en":
            parse = self.context.draft.parses[number]
            if parse is None:
                return True
            offset = span.end - 1 - sentence.span.start
            token = next((t for t in parse if t.idx <= offset < t.idx + len(t.text)), None)
            return token is None or (
                token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod")
            )
        following = next(
            (t for t in self.context.draft.tokens[number] if t.span.start >= span.end), None
        )
        if following is None or following.span.start > span.end:
            tokens = self.context.draft.tokens[number]
            return following is None or any(t.span.end == span.end for t in tokens)
        named = any(m.span.start == span.end for m in self.context.mentions)
        bears = following.text in _BEARERS
        return named or bears or following.tag not in ("n", "vn", "nz", "an")

    def _beside_person(self, span: Span) -> bool:
        """Whether a person's name touches the word: a title in apposition."""
        return any(
            (-1 <= m.span.start - span.end <= 2 or 0 <= span.start - m.span.end <= 1)
            and any(actor.startswith("P:") for actor in m.actors)
            for m in self.context.mentions
            if m.kind == "name"
        )

    def _source(self, span: Span, form: Form) -> Mention | None:
        token = form.entity
        if token == "documents" and not _SHOWS.match(self.context.folded, span.end):
            return None
        if token == "documents":
            owner = [m for m in self.context.near(span) if m.span.end == span.start]
            if owner:  # 美国政府内部文件显示: the government speaks through them
                why = f"documents of {owner[0].span.cut(self.context.draft.document.text)}"
                return Mention(span, owner[0].actors, "source", why, owner[0].roles)
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
            for m in self.context.mentions
            if m.kind == "name"
            and m.actors[0].startswith("P:")
            and self.context.folded[: m.span.start].endswith((form.text, form.text + " "))
            and (m.roles or m.actors)[0][:3] == role[:3]
        ]
        before = [m for m in near if m.span.start < span.start]
        if near:
            return (before or near)[-1].actors[0]
        kind = form.detail.split(" ")[0]
        offices = _OFFICES.get(kind)
        if offices is None or not self.context.draft.document.published:
            return None
        return self.lexicon.holder(role[:3], offices, self.context.draft.document.published)

    def _country_of(self, span: Span, form: Form) -> tuple[str | None, str]:
        """Whose body it is: named before it in the sentence, the outlet's own, or the topic's."""
        number, sentence = self.context.sentence(span)
        text = span.cut(self.context.folded)
        same = [
            (m, c)
            for m in self.context.within(number, span.start)
            for c in self.context.countries(m)[:1]
        ]
        own = next((c for word, c in _OWN.items() if text.startswith(word)), None)
        touching = [c for m, c in same if span.start - m.span.end <= 1]
        if touching:
            return touching[-1], "the country before it"
        if own is not None:
            return own, "a body that only it has"
        joined = [
            m
            for m in self.context.mentions
            if m.basis.endswith(f"+ {text}") and self.context.countries(m)
        ]
        if joined:
            earlier = [m for m in joined if m.span.start < span.start] or joined
            return self.context.countries(earlier[-1])[
                0
            ], "the same body with its country elsewhere here"
        beside = [
            c
            for m in self.context.within(number)
            if 0 <= m.span.start - span.end <= 3 and any(a.startswith("P:") for a in m.actors)
            for c in self.context.countries(m)
        ]
        if beside:
            return beside[0], "the country of the person named with it"
        home = _HOME.get(self.context.draft.document.region or "")
        opens = self.context.folded[span.start - 1 : span.start] in (
            "",
            "，",
            "。",
            "；",
            "\n",
            "「",
        )
        if home and sentence.language != "en" and _HOME_WORDS.search(text) and (opens or not same):
            return home, "the outlet's own side"
        ranked = self._rank_countries(span, number, text)
        return ranked[0] if ranked else (None, "")

    def _rank_countries(self, span: Span, number: int, text: str) -> list[tuple[str, str]]:
        """Countries a bare body may belong to, the likeliest first, each with its reason.

        What the whole document speaks of weighs most; then what the sentence names before the
        body, and what the sentence before names.
        """
        total = sum(self.context.shares.values()) or 1
        score = {country: 3.0 * count / total for country, count in self.context.shares.items()}
        why = dict.fromkeys(score, "the country the document speaks of")
        for weight, rows, reason in (
            (1.0, self.context.within(number, span.start), "named before it in the sentence"),
            (0.4, self.context.within(number)[::-1], "named in the sentence"),
            (
                0.5,
                self.context.within(number - 1) if number else [],
                "named in the sentence before",
            ),
        ):
            found = [
                c for m in rows if not self._is_object_of(m) for c in self.context.countries(m)[:1]
            ]
            for country in dict.fromkeys(found):
                score[country] = score.get(country, 0.0) + weight
                why[country] = reason
            if found:
                score[found[-1]] += 0.3
        home = _HOME.get(self.context.draft.document.region or "")
        if home in score and _HOME_WORDS.search(text):
            score[home] += 0.7
        order = sorted(score, key=lambda country: -score[country])
        return [(country, why[country]) for country in order]

    def _is_object_of(self, mention: Mention) -> bool:
        """Countries that only colour a word (亲北韩, 反美, pro-Russian) own nobody's police."""
        before = self.context.folded[max(0, mention.span.start - 4) : mention.span.start].lower()
        return before.endswith(("亲", "反", "pro-", "anti-", "对", "向"))
