"""What a document has named so far: shared by the resolvers of bodies and of pronouns."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from typing import Any

from legation.model.document import Sentence
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.span import Span

_LOOK_BACK = 4
_SILENT = ("credit", "gloss")


class Context:
    """Mentions by sentence, in order; grows as more are resolved."""

    def __init__(self, draft: Draft, named: Sequence[Mention]) -> None:
        self.draft = draft
        self.folded = draft.folded
        self.starts = [sentence.span.start for sentence in draft.sentences]
        self.rows: list[list[Mention]] = [[] for _ in draft.sentences]
        for mention in named:
            self.add(mention)
        self.shares = Counter(c for m in named for c in self.countries(m)[:1])
        self.titled = {
            country
            for row, sentence in zip(self.rows, draft.sentences, strict=True)
            if sentence.kind in ("title", "heading")
            for mention in row
            for country in self.countries(mention)[:1]
        }
        self.actors = Counter(actor for m in named for actor in m.actors)

    @property
    def mentions(self) -> list[Mention]:
        """All mentions, in order."""
        return [mention for row in self.rows for mention in row]

    def add(self, mention: Mention) -> None:
        """Take a mention in at its place."""
        insort(self.rows[self.number(mention.span)], mention, key=lambda m: m.span)

    def number(self, span: Span) -> int:
        """The sentence in which a span begins."""
        return max(0, bisect_right(self.starts, span.start) - 1)

    def sentence(self, span: Span) -> tuple[int, Sentence]:
        """The sentence in which a span begins, with its number."""
        number = self.number(span)
        return number, self.draft.sentences[number]

    def near(self, span: Span) -> list[Mention]:
        """Every mention of the span's sentence, of whatever kind."""
        return self.rows[self.number(span)]

    def within(self, number: int, before: int | None = None) -> list[Mention]:
        """Mentions of a sentence that can be meant, those that end before an offset only."""
        end = self.draft.sentences[number].span.end if before is None else before
        return [m for m in self.rows[number] if m.span.end <= end and m.kind not in _SILENT]

    def candidates(self, span: Span, number: int) -> list[list[Mention]]:
        """Mentions before the span, sentence by sentence, the nearest sentence first."""
        first = max(0, number - _LOOK_BACK)
        earlier = [self.within(n) for n in range(number - 1, first - 1, -1)]
        return [self.within(number, span.start), *earlier]

    def token(self, span: Span) -> Any:
        """The parsed English word in which a span ends; None without a parse."""
        number, sentence = self.sentence(span)
        parse = self.draft.parses[number] if number < len(self.draft.parses) else None
        if parse is None:
            return None
        offset = span.end - 1 - sentence.span.start
        return next((t for t in parse if t.idx <= offset < t.idx + len(t.text)), None)

    def is_subject(self, mention: Mention) -> bool:
        """Whether an English mention is the subject of a verb."""
        token = self.token(mention.span)
        return token is not None and token.dep_ in ("nsubj", "nsubjpass")

    def countries(self, mention: Mention) -> list[str]:
        """Countries a mention stands for or belongs to; ISO codes."""
        if mention.kind == "credit":
            return []
        roles = mention.roles or mention.actors
        return [role[:3] for role in roles if ":" not in role and role[:3].isupper()]
