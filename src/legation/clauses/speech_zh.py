"""Who speaks in a Chinese sentence, and which characters are what is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
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
_PAUSE = re.compile("[，,：:]")
# How many characters the name of who is told may take up.
_TOLD_REACH = 40
_QUOTE = re.compile(r"[「『“]([^」』”]*)[」』”]?")
_SAID = re.compile(r"^[^，,「“]*(?:说|表示|指出|强调|称|警告|解释|补充|写道|回应|批评)道?[。.]?$")
_NEGATED = re.compile(r"(?:不|不会|不愿|没有|没|未|未有|拒绝|无法|拒不|从未|尚未)$")
_SPEAKER_MARK = re.compile(r"[：:]\s*$")
_TOLD = frozenset({"告诉", "告知"})
_CUE_SOON = re.compile(r".{0,2}?(?:认为|指出|表示|显示|称|说|警告|预测|相信)")
_PERSPECTIVE = re.compile(
    r"对[^，,。；]{1,14}?(?:而言|来说|来讲)|"
    r"从[^，,。；]{1,14}?(?:的?(?:角度|视角|立场|观点)(?:来看|看|出发|而言)?)|"
    r"在[^，,。；]{1,14}?看来|(?:站在|就)[^，,。；]{1,12}?的?(?:角度|立场)(?:来看|看|而言)?"
)
_NOT_SAID = re.compile(
    r"宪法|法律|法令|条例|规定|协议|协定|条约|公约|合约|章程|时程|行程|惯例|决议"
)
_DATA = re.compile(r"数据|资料|统计|文件|报告|民调|调查|纪录|记录|影像|图像")
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
    starts = {item.start for item in items}
    ends = {item.end for item in items}
    out = []
    for number, first, last in automaton.find_matches_as_indexes(text):
        span = Span(sentence.span.start + first, sentence.span.start + last)
        noun = cues[number].where == "noun"
        if (span.start not in starts and not noun) or span.end not in ends:
            continue
        position = _item_at(items, span.start)
        if not noun and items[position].tag in ("n", "vn") and _cue_follows(draft, span):
            continue  # 不少分析都认为: the noun is who speaks
        speech = _speech(draft, index, items, position, span, cues[number], subject_of)
        if speech is not None:
            out.append(speech)
    out += _perspectives(draft, index, items)
    merged = _merge(sorted(out, key=lambda speech: speech.cue))
    return [half for speech in merged for half in (*_first_half(draft, speech), speech)] or _uncued(
        draft, index
    )


def _item_at(items: Sequence[Item], offset: int) -> int:
    return next((i for i, item in enumerate(items) if item.end > offset), len(items) - 1)


def _cue_follows(draft: Draft, span: Span) -> bool:
    return bool(_CUE_SOON.match(draft.folded, span.end))


def _perspectives(draft: Draft, index: int, items: Sequence[Item]) -> list[Speech]:
    """对日本而言, 从巴黎角度来看: what follows is seen with somebody's eyes."""
    sentence = draft.sentences[index].span
    out = []
    for match in _PERSPECTIVE.finditer(draft.folded, sentence.start, sentence.end):
        cue = Span(match.start(), match.end())
        inside = [
            i.mention for i in items if i.mention is not None and cue.holds(i.span) and not i.hidden
        ]
        content = _after(draft, sentence, cue.end)
        if inside and content is not None:
            actors = tuple(dict.fromkeys(a for m in inside for a in draft.mentions[m].actors))
            out.append(Speech(cue, index, actors, tuple(inside), content, "indirect", "assertion"))
    return out


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
    if end <= start + 1 or _names_speaker(draft, index + 1):
        return []
    cue, content = Span(start, start + 1), Span(start + 1, end)
    return [
        Speech(cue, index, last.speakers, last.speaker_mentions, content, "direct", "assertion")
    ]


def _names_speaker(draft: Draft, index: int) -> bool:
    """Whether a sentence only names who said the quotation before it: 「……。」外長說。"""
    if index >= len(draft.sentences):
        return False
    span = draft.sentences[index].span
    return len(span) <= _TOLD_REACH and bool(_SAID.search(draft.folded, span.start, span.end))


def _quote_before(draft: Draft, index: int) -> Span | None:
    """The quotation that fills the sentence before, in the same paragraph."""
    if not index or draft.sentences[index - 1].paragraph != draft.sentences[index].paragraph:
        return None
    before = draft.sentences[index - 1].span
    match = _QUOTE.match(draft.document.text, before.start, before.end)
    if match is None or match.end() < before.end:
        return None
    return Span(match.start(1), match.end(1))


def _first_half(draft: Draft, speech: Speech) -> list[Speech]:
    """「甲，」某人说，「乙」: the quotation before the cue is said by the same speaker."""
    sentence = draft.sentences[speech.sentence].span
    text = draft.document.text
    opens = text[sentence.start] in _OPEN
    if speech.form != "direct" or speech.content is None or not opens:
        return []
    match = _QUOTE.match(text, sentence.start, speech.cue.start)
    if match is None or speech.content.start < speech.cue.end:
        return []
    return [replace(speech, content=Span(match.start(1), match.end(1)))]


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
    if cue.kind == "confirmation" and _NEGATED.search(draft.folded, sentence.start, span.start):
        return None  # 不会承认选举结果: refuses to recognise, says nothing
    mentions = _speakers(draft, items, position, span, subject_of)
    if _in_preposition(items, position):
        return None
    if not mentions and len(span) == 1:
        return None
    content, form = _content(draft, sentence, span, cue)
    if content is None and cue.where == "post":
        content, form = _quote_before(draft, index), "direct"
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


def _speakers(
    draft: Draft, items: Sequence[Item], position: int, cue: Span, subject_of: SubjectOf
) -> list[int]:
    """Mentions that speak at a cue: its subject, cut to the phrase nearest the cue."""
    text = cue.cut(draft.folded)
    if draft.folded.startswith("的", cue.end) or text.startswith("所"):
        near = [i for i in items[:position] if i.mention is not None and not i.hidden][-1:]
        if near and cue.start - near[0].end <= 2 and near[0].mention is not None:
            return [near[0].mention]
    mentions, _ = subject_of(position)
    if len(mentions) < 2:
        return mentions
    kept = mentions[-1:]
    for number in reversed(mentions[:-1]):
        gap = draft.folded[draft.mentions[number].span.end : draft.mentions[kept[0]].span.start]
        if len(gap) > 8 or any(mark in gap for mark in "（("):
            break
        kept.insert(0, number)
    return kept


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
    between = draft.folded[span.end : content.start if content is not None else sentence.end]
    if not speakers and _DATA.search(between):
        speakers = ("documents",)
    if cue.text in ("据", "根据", "依据", "按照") and (not speakers or _NOT_SAID.search(between)):
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
    for item in reversed(items[: position + 1]):
        if item.is_break or (item.text in PREPOSITIONS and item.text != "在"):
            break
        if item.mention is not None and not item.hidden:
            return draft.mentions[item.mention].actors, (item.mention,)
    return (), ()


def _content(draft: Draft, sentence: Span, cue: Span, what: Cue) -> tuple[Span | None, str]:
    """What is said, and whether in the speaker's own words."""
    text = draft.document.text
    at = cue.end
    if what.text in _TOLD:  # 告诉《纽约时报》，…: who is told is no part of what is said
        told = _PAUSE.search(text, at, min(sentence.end, at + _TOLD_REACH))
        at = told.end() if told is not None else at
    while at < sentence.end and text[at] in _SKIP:
        at += 1
    rest = text[at : sentence.end].strip("。！？!?.；; ")
    if rest and what.kind == "framing":
        end = next((i for i in range(at, sentence.end) if text[i] in "，,；;。！？"), sentence.end)
        return Span(at, end), "indirect"
    if rest and rest[0] in _OPEN:
        match = _QUOTE.match(text, at, sentence.end)
        if match and match.end() >= sentence.end - 2:
            return Span(match.start(1), match.end(1)), "direct"
        return Span(at, sentence.end), "indirect"
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
