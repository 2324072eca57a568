"""The time a report moves through: dates for acts whose sentence gives none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from legation.model.edtf import day_range
from legation.model.quantity import When
from legation.model.reading import Draft
from legation.model.records import Event
from legation.model.span import Span

# Words that step out of the story: what they go with happened at some other time.
_BACKGROUND: Final = re.compile(
    r"曾|此前|早前|先前|过去|以往|历来|历史|长期|多年|近年|去年|前年|往年|当年|迄今|至今|"
    r"自从|以来|上一次|屡|再三|后来|多年后|数月后|"
    r"\b(?:previously|once|historically|for (?:years|decades|months)|in the past|"
    r"last (?:year|month)|years? (?:ago|before)|has (?:repeatedly|often|long)|"
    r"over the (?:years|decades)|earlier (?:this|in))\b",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(r"[^，。；,;]{0,24}?(?:后|之后|以后|以来|之前|前)[，,]")
_NOW: Final = re.compile(
    r"如今|目前|迄今|至今|现在|现时|当前|眼下|\b(?:now|currently|so far|to date|at present)\b"
)
_GOES_ON: Final = re.compile(
    r"稍后|同时|随后|其后|随即|接着|继而|此后|"
    r"\b(?:later|then|meanwhile|at the same time|thereafter)\b"
)
_PAPERS: Final = (
    r"agreement|accord|treaty|pact|deal|law|act|constitution|resolution|convention|charter|decree|"
    r"declaration|memorandum|protocol|truce|ceasefire"
)
# The year is part of a name: the 2015 deal, the treaty of 1951, Resolution 1701, 1982年的公约.
_PAPER_BEHIND: Final = re.compile(
    rf"\s(?:[\w-]+\s){{0,3}}(?:{_PAPERS})s?\b|"
    r"年的?[^，。；、]{0,8}?(?:《|条约|协议|协定|和约|公约|法案|法律|宪法|决议|宣言|备忘录|停火协)",
    re.IGNORECASE,
)
_PAPER_BEFORE: Final = re.compile(
    rf"(?:{_PAPERS}|article|no\.)s?\s(?:(?:of|in|from)\s)?$", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:the |in |from |of )*(?:1[0-9]|20)\d\d年?", re.IGNORECASE)
_CARRIED: Final = frozenset({"actual", "ongoing", "denied"})
_TOLD: Final = frozenset({"body", "title", "heading"})  # a caption tells its own story
_STEPS: Final = 3
_NEWS: Final = timedelta(days=14)


def names_a_paper(when: When, draft: Draft) -> bool:
    """Whether a year only tells which treaty or law is meant; it dates no act then."""
    text = draft.folded
    bare = _YEAR.fullmatch(when.span.cut(text))
    if bare is None:
        return False
    digits = when.span.start + bare[0].rfind(" ") + 1
    year = digits + 4
    before = text[max(0, digits - 40) : digits]
    return bool(_PAPER_BEHIND.match(text, year) or _PAPER_BEFORE.search(before))


def carry_dates(events: Sequence[Event], draft: Draft) -> list[Event]:
    """Undated acts take the time their story has reached; the reason says which and why.

    In a news report that is the span from the first day of its news (a day within two weeks before
    publication that the text itself names) to the day of publication. In any other text it is the
    date of the act told last, in the same paragraph, or, if that is a day, the one before. Acts
    told as background, plans and conditions take none.
    """
    story = _Story(draft)
    out: list[Event] = []
    for event in events:
        told = story.kinds[event.sentence] in _TOLD and event.status in _CARRIED
        if told and event.date is not None:
            story.note(event.date, story.paragraphs[event.sentence])
        elif told and _is_now(event, draft.folded) and draft.document.published:
            now = draft.document.published[:7]
            why = ("date", "now, to the month of publication")
            event = replace(event, date=now, reasons=(*event.reasons, why))
        elif told and not _is_background(event, draft.folded):
            event = _dated(event, story, draft)
        out.append(event)
    return out


def _dated(event: Event, story: _Story, draft: Draft) -> Event:
    paragraph = story.paragraphs[event.sentence]
    goes_on = _GOES_ON.search(draft.folded, event.sentence.start, event.span.start)
    reached = (goes_on and story.before(event.sentence, paragraph)) or story.at(paragraph)
    if not reached:
        return event
    why = ("date", f"carried: the story moves in {reached}")
    return replace(event, date=reached, reasons=(*event.reasons, why))


class _Story:
    """What a document tells of its own time."""

    def __init__(self, draft: Draft) -> None:
        self.kinds: dict[Span, str] = {s.span: s.kind for s in draft.sentences}
        self.paragraphs: dict[Span, int] = {s.span: s.paragraph for s in draft.sentences}
        self.dates = draft.dates
        self.news = _news_span(draft)
        self.last: tuple[str, int] | None = None

    def before(self, sentence: Span, paragraph: int) -> str | None:
        """The last date named before a sentence, three paragraphs up at most: 稍后 goes on."""
        earlier = [when for when in self.dates if when.span.end <= sentence.start and when.edtf]
        if not earlier:
            return None
        holder = next((s for s in self.paragraphs if s.holds(earlier[-1].span)), None)
        near = holder is not None and paragraph - self.paragraphs[holder] <= _STEPS
        return earlier[-1].edtf if near else None

    def note(self, told: str, paragraph: int) -> None:
        """An act with a date of its own has been told."""
        self.last = (told, paragraph)

    def at(self, paragraph: int) -> str | None:
        """The date an undated act of this paragraph takes."""
        if self.news is not None:
            return self.news
        if self.last is None:
            return None
        away = paragraph - self.last[1]
        return self.last[0] if away == 0 or (away == 1 and _is_day(self.last[0])) else None


def _news_span(draft: Draft) -> str | None:
    """From the first day of the news to publication, or None where the text names no such day."""
    published = draft.document.published
    printed = day_range(published)[1] if published and _is_day(published) else None
    if printed is None:
        return None
    days = [
        first
        for when in draft.dates
        if when.edtf and _is_day(when.edtf) and (first := day_range(when.edtf)[0]) is not None
        if printed - _NEWS <= first <= printed
    ]
    return _interval(min(days), printed) if days else None


def _interval(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _is_day(text: str) -> bool:
    first, last = day_range(text)
    return first is not None and last is not None and (last - first).days <= 3


def _is_now(event: Event, folded: str) -> bool:
    return bool(_NOW.search(folded, event.sentence.start, event.span.start))


def _is_background(event: Event, folded: str) -> bool:
    comma = max(folded.rfind(mark, event.sentence.start, event.span.start) for mark in "，,；;")
    start = max(event.sentence.start, comma)
    if _AFTER.match(folded, event.span.end):
        return True  # 撤出机场后，…: told as what came before
    return bool(_BACKGROUND.search(folded, start, event.span.start))
