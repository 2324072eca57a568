"""Who speaks in a Chinese sentence, and which characters are what is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import ahocorasick_rs

from legation.clauses.items import Item
from legation.clauses.phrases_zh import PREPOSITIONS
from legation.clauses.reporting_zh import REPORTING, Cue
from legation.lexicons.actors import load_actors
from legation.model.clause import Speech
from legation.model.reading import Draft
from legation.model.span import Span

_OPEN, _CLOSE = '「『“‘"', '」』”’"'
_QUOTE = re.compile(r"[「『“]([^」』”]*)[」』”]?")
_SPEAKER_MARK = re.compile(r"[：:]\s*$")
_SKIP = "，,：: 　"
SubjectOf = Callable[[int], tuple[list[int], str]]
"""Position of an item -> mentions that are the subject there, and how they were found."""


def is_media(actor: str) -> bool:
    """Whether an id is a news outlet's or stands for the press: its frame stays open."""
    entity = load_actors().entities.get(actor)
    return actor == "media" or (entity is not None and entity.sector in ("MED", "JRN"))


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[Cue]]:
    cues = [cue for text, cue in REPORTING.items() if "…" not in text]
    words = [cue.text for cue in cues]
    return (
        ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        cues,
    )


def find_speeches(
    draft: Draft, index: int, items: Sequence[Item], subject_of: SubjectOf
) -> list[Speech]:
    """Speeches of Chinese sentence `index`, in the order of their cues."""
    sentence = draft.sentences[index]
    text = sentence.span.cut(draft.folded)
    automaton, cues = _automaton()
    starts = {item.start: number for number, item in enumerate(items)}
    ends = {item.end for item in items}
    out = []
    for number, first, last in automaton.find_matches_as_indexes(text):
        span = Span(sentence.span.start + first, sentence.span.start + last)
        if span.start not in starts or span.end not in ends:
            continue
        speech = _speech(draft, index, items, starts[span.start], span, cues[number], subject_of)
        if speech is not None:
            out.append(speech)
    return _merge(out) or _uncued(draft, index)


def _uncued(draft: Draft, index: int) -> list[Speech]:
    """A sentence that begins with a quotation mark and has no cue: whoever spoke last goes on.

    Its cue is the mark.
    """
    sentence = draft.sentences[index]
    start = sentence.span.start
    text = draft.document.text
    if sentence.kind != "body" or text[start] not in "「『“" or not draft.speeches:
        return []
    last = draft.speeches[-1]
    close = text.find({"「": "」", "『": "』", "“": "”"}[text[start]], start)
    if index - last.sentence > 3 or (0 <= close < sentence.span.end - 3):
        return []
    end = close if 0 <= close < sentence.span.end else sentence.span.end
    if end <= start + 1:
        return []
    cue, content = Span(start, start + 1), Span(start + 1, end)
    return [
        Speech(cue, index, last.speakers, last.speaker_mentions, content, "direct", "assertion")
    ]


def _merge(speeches: list[Speech]) -> list[Speech]:
    """据 X 报道称: several cues over one content are one act of speech."""
    out: list[Speech] = []
    for speech in speeches:
        last = out[-1] if out else None
        if (
            last is not None
            and last.content is not None
            and speech.content is not None
            and speech.cue.start - last.cue.end <= 1
        ):
            speakers = speech if speech.speakers and not last.speakers else last
            out[-1] = Speech(
                Span(last.cue.start, speech.cue.end),
                speech.sentence,
                speakers.speakers,
                speakers.speaker_mentions,
                speech.content,
                speech.form,
                speech.kind,
                last.opens or speech.opens,
            )
        else:
            out.append(speech)
    return out


def _speech(
    draft: Draft,
    index: int,
    items: Sequence[Item],
    position: int,
    span: Span,
    cue: Cue,
    subject_of: SubjectOf,
) -> Speech | None:
    sentence = draft.sentences[index].span
    if cue.where == "prep":
        return _by_preposition(draft, index, items, position, span, cue)
    if cue.where == "noun":
        content = _after(draft, sentence, span.end)
        return Speech(
            span, index, *_noun_speaker(draft, items, position), content, "indirect", cue.kind
        )
    mentions, _ = subject_of(position)
    if _in_preposition(items, position):
        return None
    if not mentions and len(span) == 1:
        return None
    content, form = _content(draft, sentence, span, cue)
    tail = draft.document.text[span.end : sentence.end].strip('。！？!?.；;」』”"’ ')
    if not tail and items[position].tag in ("n", "vn"):
        return None  # 发表声明: a noun, nobody's words
    if cue.kind == "no_comment":
        content, form = None, "indirect"
    elif content is None and not _SPEAKER_MARK.search(draft.document.text[span.end : sentence.end]):
        return None
    if content is None and cue.kind != "no_comment":
        content, form = _next_block(draft, index), "direct"
    speakers = tuple(dict.fromkeys(a for m in mentions for a in draft.mentions[m].actors))
    opens = any(is_media(a) for a in speakers)
    return Speech(span, index, speakers, tuple(mentions), content, form, cue.kind, opens)  # type: ignore[arg-type]


def _in_preposition(items: Sequence[Item], position: int) -> bool:
    """据 X 报道: the preposition has already made the speech."""
    for item in reversed(items[:position]):
        if item.is_break:
            return False
        if item.text in ("据", "根据") and item.mention is None:
            return True
    return False


def _by_preposition(
    draft: Draft, index: int, items: Sequence[Item], position: int, span: Span, cue: Cue
) -> Speech | None:
    """据 X 报道，…: the speaker stands between the preposition and the next comma."""
    sentence = draft.sentences[index].span
    mentions: list[int] = []
    end = span.end
    last = position
    for number in range(position, len(items)):
        item = items[number]
        if item.start < span.end:
            continue
        if item.is_break:
            break
        if item.mention is not None and not item.hidden and not mentions:
            mentions.append(item.mention)
        if item.text in REPORTING:
            end = item.end
        last = number
    del last
    comma = next((i for i in items[position:] if i.is_break and i.start >= end), None)
    content = _after(draft, sentence, comma.end if comma is not None else end)
    speakers = tuple(dict.fromkeys(a for m in mentions for a in draft.mentions[m].actors))
    if not speakers and cue.text in ("据报", "据报道", "据报导"):
        speakers = ("media",)
    if not speakers and cue.text in ("据", "根据", "依据", "按照"):
        return None
    opens = any(is_media(a) for a in speakers)
    return Speech(
        Span(span.start, end),
        index,
        speakers,
        tuple(mentions),
        content,
        "indirect",
        cue.kind,
        opens,
    )


def _noun_speaker(
    draft: Draft, items: Sequence[Item], position: int
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The actor whose document or narrative speaks: the nearest mention before the noun."""
    for item in reversed(items[:position]):
        if item.is_break or (item.text in PREPOSITIONS and item.text not in ("在",)):
            break
        if item.mention is not None and not item.hidden:
            return draft.mentions[item.mention].actors, (item.mention,)
    return (), ()


def _content(draft: Draft, sentence: Span, cue: Span, what: Cue) -> tuple[Span | None, str]:
    """What is said, and whether in the speaker's own words."""
    text = draft.document.text
    at = cue.end
    while at < sentence.end and text[at] in _SKIP:
        at += 1
    rest = text[at : sentence.end].strip("。！？!?.；; ")
    if rest and rest[0] in _OPEN:
        match = _QUOTE.match(text, at, sentence.end)
        if match and match.end() >= sentence.end - 2:
            return Span(match.start(1), match.end(1)), "direct"
        return Span(at, sentence.end), "indirect"
    if rest and what.kind == "framing":
        stop = next((i for i in range(at, sentence.end) if text[i] in "，,；;。！？"), sentence.end)
        return Span(at, stop), "indirect"
    if rest and not _only_closes(rest):
        return Span(at, _trim_end(text, sentence.end)), "indirect"
    if what.where != "post":
        return None, "indirect"
    quotes = list(_QUOTE.finditer(text, sentence.start, cue.start))
    if quotes:
        return Span(quotes[0].start(1), quotes[-1].end(1)), "direct"
    comma = max(
        text.rfind("，", sentence.start, cue.start), text.rfind(",", sentence.start, cue.start)
    )
    return (Span(sentence.start, comma), "indirect") if comma > 0 else (None, "indirect")


def _only_closes(rest: str) -> bool:
    return all(character in _CLOSE or character in "。，,；;" for character in rest)


def _after(draft: Draft, sentence: Span, start: int) -> Span | None:
    while start < sentence.end and draft.document.text[start] in _SKIP:
        start += 1
    end = _trim_end(draft.document.text, sentence.end)
    return Span(start, end) if start < end else None


def _trim_end(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in "。！？!?；; ":
        end -= 1
    return end


def _next_block(draft: Draft, index: int) -> Span | None:
    """The paragraph behind a cue that ends in a colon: a block quote without marks."""
    if index + 1 >= len(draft.sentences):
        return None
    first = draft.sentences[index + 1]
    if first.kind != "body":
        return None
    last = index + 1
    while (
        last + 1 < len(draft.sentences) and draft.sentences[last + 1].paragraph == first.paragraph
    ):
        last += 1
    return Span(first.span.start, draft.sentences[last].span.end)
