"""Bodies without a country, bare titles and unnamed sources: whose they are."""

from __future__ import annotations

import re

from legation.lexicons.actors import ActorLexicon, Form
from legation.lexicons.tenure import edtf_bounds
from legation.mentions.body_words import (
    ARMED,
    BEARERS,
    BESIDE,
    DIPLOMATS,
    FIGHTERS,
    HOME,
    HOME_WORDS,
    ISSUES,
    NO_HOLDER,
    NO_SOURCE,
    OFFICES,
    OWN,
    PASSING,
    PEACEKEEPERS,
    REBEL,
    REPORTERS,
    SHOWS,
    SHOWS_OR_SAYS,
    SOMEBODY,
    SPEAKS,
    TOLD,
    UNLESS_USED,
    is_scenery,
    offices_of,
    without,
)
from legation.mentions.context import Context
from legation.mentions.matcher import Match
from legation.model.mention import Mention, MentionKind
from legation.model.span import Span

__all__ = ["UNLESS_USED", "Bodies"]


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
        common = self._common_owner(span, form, basis)
        if common is not None:
            return common
        if country is None:
            return None
        role = f"{country}{form.role}"
        basis = f"{form.text}: {basis}"
        if is_scenery(form):
            basis = f"{UNLESS_USED} {basis}"
        kind: MentionKind = "org" if form.detail.startswith("org") else "nominal"
        return Mention(span, (role,), kind, basis, (role,))

    def _common_owner(self, span: Span, form: Form, basis: str) -> Mention | None:
        """Who is meant by bodies that belong to no state: reporters, UN staff, a group's men."""
        before = self.context.folded[max(0, span.start - 10) : span.start]
        if REPORTERS.fullmatch(form.text) and TOLD.search(before):
            return Mention(span, ("media",), "source", "unnamed source: reporters", ("media",))
        if basis in BESIDE:
            return None
        united = "IGO:UN"
        if form.text.startswith(("UN ", "联合国")) or (
            PEACEKEEPERS.search(form.text) and self.context.actors[united]
        ):
            return Mention(span, (united,), "org", f"{form.text}: of the United Nations", (united,))
        if not (form.role in REBEL or FIGHTERS.search(form.text)):
            return None
        number, _ = self.context.sentence(span)
        for row in self.context.candidates(span, number):
            for mention in reversed(row):
                actor = mention.actors[0]
                if len(mention.actors) == 1 and self._is_armed(actor):
                    roles = mention.roles or mention.actors
                    return Mention(span, (actor,), "nominal", f"{form.text}: of a group", roles)
        return None

    def _is_armed(self, actor: str) -> bool:
        entity = self.lexicon.entities.get(actor) if actor.startswith("O:") else None
        return entity is not None and f".{entity.sector}" in ARMED

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
        bears = following.text in BEARERS
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
        if not self._is_cited(span, form):
            return None
        if token == "documents":
            owner = [m for m in self.context.near(span) if m.span.end == span.start]
            if owner:  # 法国政府文件指出: the government speaks through them
                why = f"documents of {owner[0].span.cut(self.context.draft.document.text)}"
                return Mention(span, owner[0].actors, "source", why, owner[0].roles)
        if token == "officials":
            country, basis = self._country_of(span, form)
            if DIPLOMATS.search(form.text) and basis not in BESIDE:
                token = "sources"  # of whatever country: those who watch it
            else:
                token = f"officials:{country}" if country else "officials"
        return Mention(span, (token,), "source", f"unnamed source: {form.text}", (token,))

    def _is_cited(self, span: Span, form: Form) -> bool:
        """Whether what may be a source is one here: not 有人縱火, 發表聲明說, on social media."""
        folded = self.context.folded
        before = folded[max(0, span.start - 8) : span.start]
        if form.entity == "documents":
            return bool(SHOWS.match(folded, span.end)) and not ISSUES.search(before)
        if NO_SOURCE.search(form.text):
            return False
        if SOMEBODY.fullmatch(form.text):
            return bool(SHOWS_OR_SAYS.match(folded, span.end)) and not before.endswith("没")
        if form.text.startswith(("分析", "普遍")):
            return not any(0 <= span.start - m.span.end <= 1 for m in self.context.near(span))
        return not (form.entity == "former-officials" and self._beside_person(span))

    def _title(self, span: Span, form: Form) -> Mention | None:
        """A bare title of a head of state or government: the person who bears it here.

        Nothing where a name stands beside it. Other titles, which many bear, and one with its
        country right before it, which then is what the text names, count only if they act or speak.
        """
        kind = form.detail.split(" ")[0]
        if self._beside_person(span) or self._is_of_group(span):
            return None
        country, basis = self._country_of(span, form)
        if country is None or not form.role:
            return None
        passing = kind not in OFFICES or not self._is_definite(span)
        if passing and not SPEAKS.match(self.context.folded, span.end):
            return None
        if passing or basis == "the country before it":
            basis = f"{UNLESS_USED} {form.text}: {basis}"
            return Mention(span, (f"{country}{form.role}",), "nominal", basis)
        role = f"{country}{form.role}"
        bearer = self._bearer(span, form, country)
        if bearer is not None:
            return Mention(span, (bearer,), "nominal", f"{form.text}: who bears it here", (role,))
        return Mention(span, (role,), "nominal", f"{form.text}: {basis}", (role,))

    def _is_of_group(self, span: Span) -> bool:
        """Whether the title is one of a group named right before it: 哈马斯发言人, Hamas leader."""
        return any(
            0 <= span.start - m.span.end <= 1
            and not self.context.countries(m)
            and m.actors[0].startswith(("O:", "IGO:"))
            for m in self.context.near(span)
        )

    def _is_definite(self, span: Span) -> bool:
        """Whether a title means its one holder: not a prime minister, 前總統, 當選總統."""
        before = self.context.folded[max(0, span.start - 12) : span.start]
        behind = self.context.folded[span.end : span.end + 8]
        if PASSING.search(span.cut(self.context.folded)):
            return False
        return not (NO_HOLDER.search(before.lower()) or re.match(r" of (?:the )?[A-Z]", behind))

    def _bearer(self, span: Span, form: Form, country: str) -> str | None:
        """The person the title stands for: named with it here, or the holder of the office.

        Those named before the title come first, the last of them before the others; then the
        holder in the country that the title belongs to.
        """
        offices = offices_of(form)
        surname = self.context.folded[span.start - 1 : span.start]
        heads = [m for m in self.context.mentions if self._bears(m, form, offices)]
        if form.language == "zh":  # 蔡總統
            heads = [m for m in heads if m.span.cut(self.context.folded)[:1] == surname] or heads
        own = [m for m in heads if self.context.countries(m)[:1] == [country]]
        before = [m for m in own or heads if m.span.start < span.start]
        if own and before:
            return before[-1].actors[0]
        if own:
            return own[0].actors[0]
        date = self.context.draft.document.published
        holder = self.lexicon.holder(country, offices, date) if date else None
        if holder is not None or not heads:
            return holder
        return (before or heads)[-1].actors[0]

    def _bears(self, mention: Mention, form: Form, offices: tuple[str, ...]) -> bool:
        """Whether a name stands beside the title, or its person holds the office on the date."""
        if mention.kind != "name" or not mention.actors[0].startswith("P:"):
            return False
        if self.context.folded[: mention.span.start].endswith((form.text, form.text + " ")):
            return True
        entity = self.lexicon.entities.get(mention.actors[0])
        date = self.context.draft.document.published
        if entity is None or not date:
            return False
        first, last = edtf_bounds(date)
        return any(
            office.title.startswith(offices)
            and office.first_day <= last
            and office.last_day >= first
            for office in entity.offices
        )

    def _country_of(self, span: Span, form: Form) -> tuple[str | None, str]:
        """Whose body it is: named before it in the sentence, the outlet's own, or the topic's."""
        number, sentence = self.context.sentence(span)
        text = span.cut(self.context.folded)
        same = [
            (m, c)
            for m in self.context.within(number, span.start)
            for c in self.context.countries(m)[:1]
        ]
        own = next((c for word, c in OWN.items() if text.startswith(word)), None)
        touching = [
            c
            for m, c in same
            if span.start - m.span.end <= 1
            or self.context.folded[m.span.end : span.start] in ("'s ", "’s ")
        ]
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
        home = HOME.get(self.context.draft.document.region or "")
        opens = self.context.folded[span.start - 1 : span.start] in (
            "",
            "，",
            "。",
            "；",
            "\n",
            "「",
        )
        if home and sentence.language != "en" and HOME_WORDS.search(text) and (opens or not same):
            return home, "the outlet's own side"
        ranked = self._rank_countries(span, number, text)
        return ranked[0] if ranked else (None, "")

    def _rank_countries(self, span: Span, number: int, text: str) -> list[tuple[str, str]]:
        """Countries a bare body may belong to, the likeliest first, each with its reason.

        What the whole document speaks of weighs most; then what the sentence names before the
        body, and what the sentence before and the title name.
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
        for country in self.context.titled:
            score[country] += 0.3
        home = HOME.get(self.context.draft.document.region or "")
        if home in score and HOME_WORDS.search(text):
            score[home] += 0.7
        order = sorted(score, key=lambda country: (country in without(text), -score[country]))
        return [(country, why[country]) for country in order]

    def _is_object_of(self, mention: Mention) -> bool:
        """Countries that only colour a word (亲北韩, 反美, pro-Russian) own nobody's police."""
        before = self.context.folded[max(0, mention.span.start - 4) : mention.span.start].lower()
        return before.endswith(("亲", "反", "pro-", "anti-", "对", "向"))
