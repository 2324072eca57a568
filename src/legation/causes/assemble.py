"""Links to causes: which act they explain, whose motive they give, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from legation.causes.chinese import find_words
from legation.causes.english import find_english
from legation.causes.frames_zh import find_frames
from legation.causes.holders import Holders, blows
from legation.causes.link import Link
from legation.causes.passage import Passage, cut, full_width, is_pointer
from legation.causes.topics import Topics
from legation.clauses.attribution import Attributions
from legation.clauses.english_tree import MentionIndex
from legation.model.clause import Speech
from legation.model.reading import Draft
from legation.model.records import Cause, Layer
from legation.model.span import Span

_UNREAD: Final = frozenset({"header", "noise", "credit"})
_ALIKE: Final = 0.5
_LONG_LEAD: Final = 60
_SHORT_REST: Final = 6
_MARKS: Final = 3
_STILL: Final = 2
_STATE: Final = (".GOV", ".MIL", ".LEG", ".JUD", ".SPY", ".COP", ".ELI", ".PTY")


def assemble(draft: Draft) -> list[Cause]:
    """The causes of a draft whose predicates and speeches are known, in the order of the text."""
    return sorted(_Assembly(draft).rows(), key=lambda cause: (cause.span, cause.cause))


def _distinct(links: Iterator[Link]) -> list[Link]:
    """Without links that tell of a cause another one tells of already; the first one stays."""
    kept: list[Link] = []
    for link in links:
        fresh = tuple(
            cause
            for cause in link.causes
            if not any(
                _alike(cause, known)
                or (one.aim and link.aim and known.holds(cause))
                or (link.cue.overlaps(one.cue) and cause.overlaps(known))
                for one in kept
                for known in one.causes
            )
        )
        if fresh:
            kept.append(replace(link, causes=fresh))
    return kept


def _alike(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common > 0 and 2 * common / (len(one) + len(other)) >= _ALIKE


class _Assembly:
    """One draft on its way from links to causes."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._text = full_width(draft.folded)
        self._topics = Topics(draft)
        self._holders = Holders(draft)
        self._attributions = Attributions(draft)
        self._blows = blows(draft)
        self._speeches: dict[int, list[Speech]] = {}
        for speech in draft.speeches:
            self._speeches.setdefault(speech.sentence, []).append(speech)
        self._explained: tuple[int, Span] | None = None
        self._mentions = MentionIndex(draft.mentions)

    def rows(self) -> Iterator[Cause]:
        for number, sentence in enumerate(self._draft.sentences):
            if sentence.kind in _UNREAD:
                continue
            last: Span | None = None
            told: list[Span] = []
            for link in sorted(_distinct(self._links(number)), key=lambda link: link.cue):
                effect = self._effect(link, number, last)
                if effect is not None and any(effect.overlaps(one) for one in told):
                    effect = effect if link.effect is not None else last
                told += link.causes
                last = effect
                if effect is not None and (link.aim or link.said):
                    self._explained = (number, effect)
                yield from self._causes(link, effect, number)

    def _links(self, number: int) -> Iterator[Link]:
        sentence = self._draft.sentences[number]
        if sentence.language == "en":
            yield from find_english(self._draft, number, self._mentions)
            return
        passage = self._passage(number)
        yield from find_frames(passage)
        yield from find_words(passage)

    def _passage(self, number: int) -> Passage:
        sentence = self._draft.sentences[number]
        before = self._draft.sentences[number - 1] if number else None
        if before is not None and before.kind != sentence.kind:
            before = None
        return cut(
            self._text,
            sentence.span,
            self._draft.tokens[number],
            before.span if before else None,
            self._blows.get(number, ()),
        )

    def _effect(self, link: Link, number: int, last: Span | None) -> Span | None:
        """The act that a link explains: as it stands, without who says so, or the one meant.

        `last` is the effect of the link before it in the sentence: two links without an effect of
        their own explain the same act.
        """
        effect = link.effect
        if effect is not None:
            effect = None if self._reports(effect, number) else self._unsaid(effect, number)
        if effect is not None and not self._holders.is_name(effect):
            return effect
        if last is not None:
            return last
        starts = [link.cue.start, *(cause.start for cause in link.causes)]
        before = min([*starts, link.holder.start] if link.holder is not None else starts)
        if link.anchor == "before":
            return self._topics.previous(number)
        if link.pointing or link.effect is not None:
            return self._topics.event(number, before)
        known = None
        if self._explained is not None and 0 < number - self._explained[0] <= _STILL:
            known = self._explained[1]
        return self._topics.act(number, before, known)

    def _unsaid(self, span: Span, number: int) -> Span | None:
        """The span without the words that report it (他堅稱 …); None if only 此舉 is left."""
        for speech in self._speeches.get(number, ()):
            content = speech.content
            if (
                content is not None
                and span.start + 2 <= speech.cue.start < content.start < span.end
                and content.start - span.start <= _LONG_LEAD
                and (
                    span.end - content.start >= _SHORT_REST
                    or is_pointer(self._text, Span(content.start, span.end))
                )
            ):
                span = Span(content.start, span.end)
        return None if is_pointer(self._text, span) else span

    def _chain(self, link: Link, number: int) -> tuple[str, ...]:
        """Who says so, outermost first; the words that link (以回應) are no speech here."""
        ids = [
            speech.speakers[0]
            for speech in self._attributions.speeches(link.causes[0], number)
            if speech.speakers
            and speech.kind != "no_comment"
            and not (speech.sentence == number and link.cue.holds(speech.cue))
        ]
        return tuple(dict.fromkeys(ids))

    def _clean(self, link: Link, cause: Span, number: int) -> Span:
        """The cause without who reports it, unless it stands behind the cue."""
        return cause if cause.end > link.cue.start else self._unsaid(cause, number) or cause

    def _reports(self, span: Span, number: int) -> bool:
        """Whether the span only says that somebody says what follows it."""
        return any(
            speech.content is not None
            and span.holds(speech.cue)
            and 0 <= speech.content.start - span.end <= _MARKS
            for speech in self._speeches.get(number, ())
        )

    def _causes(self, link: Link, effect: Span | None, number: int) -> Iterator[Cause]:
        if effect is not None and any(effect.overlaps(cause) for cause in link.causes):
            effect = _apart(effect, link.causes)
        holders = self._holders
        motive = holders.actor(link, effect, number) if link.aim or link.said else None
        chain = self._chain(link, number)
        layer = _layer(link, motive, chain, effect, holders)
        if layer == "underlying" and motive is not None and link.layer == "underlying":
            own = holders.country(motive)
            chain = tuple(one for one in chain if holders.country(one) != own)
        if not chain and layer == "official" and motive is not None:
            chain = (motive,)
        elif not chain and link.seen:
            chain = ("observers",)
        for cause in link.causes:
            if self._reports(cause, number):
                continue
            yield Cause(
                span=link.cue,
                effect=effect,
                cause=self._clean(link, cause, number),
                layer=layer,
                motive_actor=motive,
                attributed_to=chain,
                negated=link.negated,
                sentence=self._draft.sentences[number].span,
            )


def _apart(effect: Span, causes: tuple[Span, ...]) -> Span | None:
    """The effect without the causes where they stand at its edge; an effect may hold one."""
    for cause in causes:
        if cause.holds(effect):
            return None
        if effect.start < cause.start < effect.end <= cause.end:
            effect = Span(effect.start, cause.start)
        elif cause.start <= effect.start < cause.end < effect.end:
            effect = Span(cause.end, effect.end)
    return effect


def _layer(
    link: Link,
    motive: str | None,
    chain: tuple[str, ...],
    effect: Span | None,
    holders: Holders,
) -> Layer:
    """An aim that the actor states is official; one that others see in the actor is underlying."""
    if link.layer != "unspecified" or not link.aim:
        return link.layer
    if chain and motive is None and (chain[-1] == "officials" or chain[-1].endswith(_STATE)):
        return "official"
    if chain and motive is not None:
        if holders.country(chain[-1]) == holders.country(motive):
            return "official"
        if chain[-1] not in ("media", "sources") and not chain[-1].startswith("O:"):
            return "underlying"
    if effect is not None and holders.speaks(effect):
        return "official"
    return "unspecified"
