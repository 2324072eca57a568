"""The chain of sources above a stretch of text: outermost first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from legation.model.clause import Speech
from legation.model.reading import Draft
from legation.model.span import Span

_GOES_ON = re.compile(
    r"这些|该报|报道还|报导还|还|文章|"
    r"They |He |She |The (?:paper|report|newspaper|officials|sources)"
)


class Attributions:
    """Answers who says what stands at a span, for one draft.

    A speech covers what lies in its content. A media frame (據《紐約時報》報道) also covers the
    rest of its paragraph, up to the next frame of that kind.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._by_sentence: defaultdict[int, list[Speech]] = defaultdict(list)
        self._blocks: list[Speech] = []
        for speech in draft.speeches:
            self._by_sentence[speech.sentence].append(speech)
            own = draft.sentences[speech.sentence].span
            if speech.content is not None and not own.holds(speech.content):
                self._blocks.append(speech)
        self._open = self._frames()

    def _frames(self) -> list[Speech | None]:
        """The media frame that is open when each sentence begins."""
        out: list[Speech | None] = []
        current: Speech | None = None
        paragraph = -1
        for number, sentence in enumerate(self._draft.sentences):
            if sentence.paragraph != paragraph:
                if not self._goes_on(number):
                    current = None
                paragraph = sentence.paragraph
            out.append(current)
            opening = [speech for speech in self._by_sentence[number] if speech.opens]
            current = opening[-1] if opening else current
        return out

    def _goes_on(self, number: int) -> bool:
        """Whether a new paragraph rests on the frame still: 这些, 还, or officials."""
        span = self._draft.sentences[number].span
        if _GOES_ON.match(self._draft.folded, span.start):
            return True
        first = next(iter(self._by_sentence[number]), None)
        return first is not None and any(
            self._draft.mentions[m].kind == "source" for m in first.speaker_mentions
        )

    def speeches(self, span: Span, sentence: int) -> list[Speech]:
        """Speeches above `span`, outermost first; a cue is not above itself."""
        found: list[Speech] = []
        frame = self._open[sentence]
        if frame is not None:
            found.append(frame)
        inside = self._by_sentence[sentence] + [
            speech for speech in self._blocks if speech.sentence != sentence
        ]
        for speech in sorted(inside, key=lambda speech: (speech.content or speech.cue).start):
            content = speech.content
            if content is not None and content.holds(span) and not speech.cue.overlaps(span):
                found.append(speech)
        return found

    def chain(self, span: Span, sentence: int) -> tuple[str, ...]:
        """Actor ids above `span`, outermost first; a speech's first speaker stands for it."""
        ids = [
            speech.speakers[0]
            for speech in self.speeches(span, sentence)
            if speech.speakers and speech.kind != "no_comment"
        ]
        return tuple(dict.fromkeys(ids))


def unsaid(speeches: Sequence[Speech]) -> bool:
    """Whether any of the speeches denies what it holds."""
    return any(speech.kind == "denial" for speech in speeches)
