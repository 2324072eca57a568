"""Which of several actors a form stands for, from what else the document says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from legation.lexicons.actors import ActorLexicon, Form
from legation.lexicons.tenure import edtf_bounds
from legation.mentions.matcher import Match, load_matcher
from legation.model.reading import Draft
from legation.model.span import Span

_MEDIA_SECTORS = {"MED", "JRN"}
_NEAR = 14
# Names of papers that are common words: somebody's only inside 《 》 or with 雜誌, 週刊, 報 behind.
_COMMON = frozenset(
    "时代 外交政策 外交事务 财富 国家 民族 镜报 明镜 明星 焦点 观点 世界 中央 快报 邮报 "
    "商报 时报 晨报 晚报 论坛 先锋 新闻 大公 信报 今日 Time Nation World Fortune Focus "
    "Atlantic Hill Mirror Sun Guardian Independent Standard Observer Post Times Monitor "
    "Foreign-Policy".split()
)


_DAY = re.compile(r"\d,? May\b|\bMay \d|\b[Ii]n May\b|\b(?:of|last|late|early|mid-|since) ?May\b")


class Chooser:
    """Picks a reading of a match: names seen elsewhere, country nearby, office on the date."""

    def __init__(self, draft: Draft, lexicon: ActorLexicon) -> None:
        self.draft, self.lexicon = draft, lexicon

    @cached_property
    def _matches(self) -> list[Match]:
        return load_matcher().find(self.draft.folded, self.draft.tokens)

    @cached_property
    def _strong(self) -> Counter[str]:
        """How often each entity is named by a form that is its own."""
        return Counter(
            match.form.entity
            for match in self._matches
            if match.form.strength == "strong" and len({f.entity for f in match.forms}) == 1
        )

    @cached_property
    def _countries(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for match in self._matches:
            country = self._country(match.form)
            if country and match.form.kind in ("name", "abbreviation", "adjective", "metonym"):
                counts[country] += 1
        return counts

    def named(self, entity: str) -> bool:
        """Whether a form of its own names the entity anywhere in the document."""
        return self._strong[entity] > 0

    def _country(self, form: Form) -> str | None:
        if ":" not in form.entity and len(form.entity) == 3:
            return form.entity
        entity = self.lexicon.entities.get(form.entity)
        return entity.country if entity is not None else None

    def pick(self, match: Match, span: Span) -> Form | None:
        """The best reading, or None where the form is too weak to stand for anybody here."""
        named = [
            form
            for form in match.forms
            if form.kind not in ("body", "title", "source")
            and not self._is_common(form, span)
            and not self._is_foreign(form, span)
        ]
        if not named:
            return None
        if len({form.entity for form in named}) == 1 and named[0].strength == "strong":
            return named[0]
        scored = [(self._score(form, span), -number, form) for number, form in enumerate(named)]
        best, _, form = max(scored, key=lambda entry: entry[:2])
        weak = form.strength == "weak" and best < 2 and form.kind not in ("place", "abbreviation")
        if weak and not self._is_state_name(form, span):
            return None
        return form

    def _is_state_name(self, form: Form, span: Span) -> bool:
        """Whether Turkey or Jordan is the state: a noun phrase of its own, no part of a name."""
        if form.kind != "name" or ":" in form.entity:
            return False
        if form.language != "en":
            return any(
                token.span == span and token.tag == "LOC"
                for row in self.draft.tokens
                for token in row
            )
        text = self.draft.folded
        before = text[: span.start].rstrip()[-1:]
        word_before = re.search(r"([A-Z][\w'’.-]*) $", text[max(0, span.start - 24) : span.start])
        follows = re.match(r" [A-Z][a-z]", text[span.end : span.end + 3])
        if word_before and before not in ".!?" and len(word_before[1]) > 1:
            return False
        return not follows

    def _is_foreign(self, form: Form, span: Span) -> bool:
        """Whether a title of another country stands right before a person's bare name.

        洪国外长雷纳 is no British politician of that name.
        """
        entity = self.lexicon.entities.get(form.entity)
        if entity is None or entity.kind != "person" or "·" in form.text or " " in form.text:
            return False
        title = next((m for m in self._ending_at(span.start) if m.of_kind("title")), None)
        if title is None:
            return False
        owner = next(iter(self._ending_at(title.span.start)), None)
        country = self._country(owner.form) if owner is not None else None
        known = {entity.country, *(office.country for office in entity.offices)}
        return country is not None and country not in known

    def _ending_at(self, offset: int) -> list[Match]:
        """The match that ends at an offset (a blank between does not count)."""
        if self.draft.folded[offset - 1 : offset] == " ":
            offset -= 1
        return [self._by_end[offset]] if offset in self._by_end else []

    @cached_property
    def _by_end(self) -> dict[int, Match]:
        return {match.span.end: match for match in self._matches}

    def _is_common(self, form: Form, span: Span) -> bool:
        """Whether a month or a paper's name is nothing but the common word here."""
        if form.text == "May" and _DAY.search(
            self.draft.folded[max(0, span.start - 4) : span.end + 4]
        ):
            return True
        if form.text.replace(" ", "-") not in _COMMON or not form.entity.startswith("O:"):
            return False
        around = (
            self.draft.folded[span.start - 1 : span.start],
            self.draft.folded[span.end : span.end + 2],
        )
        return around[0] not in ("《", "“") and not around[1].startswith(
            ("杂志", "周刊", " magazine")
        )

    def _score(self, form: Form, span: Span) -> float:
        score = 0.0 if form.strength == "weak" else 1.5
        if self._strong[form.entity]:
            score += 3
        country = self._country(form)
        if country:
            score += min(2.0, self._countries[country] * 0.5)
            if self._near(country, span):
                score += 2
        if form.entity.startswith("P:"):
            role = self.lexicon.role_on(form.entity, self.draft.document.published)
            score += 0.7 if role and not role.endswith(".ELI") else 0
            score += 1.2 if self._in_office(form.entity) else 0
        if form.regions and self.draft.document.region in form.regions:
            score += 0.3
        return score

    def _in_office(self, identifier: str) -> bool:
        """Whether a person holds a dated office on the day of the document."""
        date = self.draft.document.published
        if not date:
            return False
        first, last = edtf_bounds(date)
        return any(
            office.first_day <= last and office.last_day >= first
            for office in self.lexicon.entity(identifier).offices
            if office.start is not None
        )

    def _near(self, country: str, span: Span) -> bool:
        """Whether the country is named right before: 古巴总统卡斯特罗."""
        return any(
            0 <= span.start - match.span.end <= _NEAR and self._country(match.form) == country
            for match in self._matches
        )

    def media(self, match: Match) -> Form | None:
        """The reading as a news outlet or agency, or None."""
        for form in match.forms:
            entity = self.lexicon.entities.get(form.entity)
            if entity is not None and entity.sector in _MEDIA_SECTORS:
                return form
        return None
