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
from legation.model.reading import Draft
from legation.model.records import Cause, Layer
from legation.model.span import Span

_UNREAD: Final = frozenset({"header", "noise", "credit"})
_ALIKE: Final = 0.5


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
                _alike(cause, known) or (link.cue.overlaps(one.cue) and cause.overlaps(known))
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

    def rows(self) -> Iterator[Cause]:
        for number, sentence in enumerate(self._draft.sentences):
            if sentence.kind in _UNREAD:
                continue
            last: Span | None = None
            for link in _distinct(self._links(number)):
                effect = self._effect(link, number) if link.effect or last is None else last
                last = effect
                yield from self._causes(link, effect, number)

    def _links(self, number: int) -> Iterator[Link]:
        sentence = self._draft.sentences[number]
        if sentence.language == "en":
            yield from find_english(self._draft, number)
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

    def _effect(self, link: Link, number: int) -> Span | None:
        """The act that a link explains: as it stands, without who says so, or the one meant."""
        effect = link.effect
        if effect is not None:
            effect = self._unsaid(effect, number)
        if effect is not None and not self._holders.is_name(effect):
            return effect
        before = min(link.cue.start, *(cause.start for cause in link.causes))
        if link.anchor == "before":
            return self._topics.previous(number)
        pointed = effect is not None or link.effect is not None
        find = self._topics.event if pointed else self._topics.act
        return find(number, before)

    def _unsaid(self, effect: Span, number: int) -> Span | None:
        """The effect without the words that report it (他堅稱 …); None if only 此舉 is left."""
        for speech in self._draft.speeches:
            content = speech.content
            if (
                speech.sentence == number
                and content is not None
                and effect.start <= speech.cue.start < content.start < effect.end
            ):
                effect = Span(content.start, effect.end)
        return None if is_pointer(self._text, effect) else effect

    def _causes(self, link: Link, effect: Span | None, number: int) -> Iterator[Cause]:
        if effect is not None and any(effect.overlaps(cause) for cause in link.causes):
            effect = _apart(effect, link.causes)
        holders = self._holders
        motive = holders.actor(link, effect, number) if link.aim or link.said else None
        chain = self._attributions.chain(link.causes[0], number)
        layer = _layer(link, motive, chain, effect, holders)
        if layer == "underlying" and motive is not None and link.layer == "underlying":
            own = holders.country(motive)
            chain = tuple(one for one in chain if holders.country(one) != own)
        if not chain and layer == "official" and motive is not None:
            chain = (motive,)
        elif not chain and link.seen:
            chain = ("observers",)
        for cause in link.causes:
            yield Cause(
                span=link.cue,
                effect=effect,
                cause=cause,
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
    if chain and motive is not None:
        if holders.country(chain[-1]) == holders.country(motive):
            return "official"
        if chain[-1] not in ("media", "sources") and not chain[-1].startswith("O:"):
            return "underlying"
    if effect is not None and holders.speaks(effect):
        return "official"
    return "unspecified"
