"""Chinese forecasts: a hedge, what may follow, and the condition before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from legation.model.reading import Draft
from legation.model.span import Span
from legation.scenarios.hedges import Hedge, load_hedges

_PIECE_END = "，,；;。！？!?：:\n"
_IF = re.compile(
    r"(?:如果|倘若|倘|假如|假若|假使|要是|一旦|万一|除非|只要|若是|若|任何(?=[^，。]{1,12}(?:只会|都会|都将)))"
)
_IF_TAIL = re.compile(r"[^，。；]{2,30}的话")
_NO_FORECAST = re.compile(
    r"可能(?:性|已|曾|早已|正是|就是)|(?:不|没有|无|绝无|毫无)可能(?!会|将)|尽可能|可能的"
)
_THING = re.compile(
    r"(?:此举|这将|这会|该举|建议|设想|计划|方案|行动|政策|决定|制裁|冲突|战争|协议|结果|局势|关系|危机|影响|后果|"
    r"合作|关税|措施|法案|选举|公投|停火|撤军|升级|压力|失败|胜利|崩溃)[^，。；]{0,6}$"
)
_GOES_ON = re.compile(r"[，,](?:并|而|也|从而|进而|甚至|且|以及|还|导致|使|让|令|引发|造成)")
# How far behind a comma the hedge of a second branch stands.
_HEDGE_REACH = 5
_SPOKEN = re.compile(r"(?:称|说|表示|指|认为|指出|警告|强调)$")
_GIVEN = re.compile(r"既然|随着")
_QUESTION = re.compile(r"[？?]\s*$")


class Forecast(NamedTuple):
    """Spans of one forecast, and its hedge."""

    cue: Span
    hedge: Hedge
    condition: Span | None
    outcome: Span
    realised: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(load_hedges("zh"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def find_chinese(
    draft: Draft, index: int, is_forecaster: Callable[[Span], bool]
) -> Iterator[Forecast]:
    """Forecasts of sentence `index`; `is_forecaster` tells whether an analyst speaks at a span."""
    sentence = draft.sentences[index].span
    text = draft.folded
    if _QUESTION.search(text[sentence.start : sentence.end]):
        return
    words = {token.span.start for token in draft.tokens[index]}
    ends = {token.span.end for token in draft.tokens[index]}
    last = sentence.start
    for match in _pattern().finditer(text, sentence.start, sentence.end):
        cue = Span(match.start(), match.end())
        hedge = load_hedges("zh")[match[0]]
        if cue.start < last or cue.start not in words or cue.end not in ends:
            continue
        if _NO_FORECAST.match(text, cue.start):
            continue
        before = text[max(sentence.start, cue.start - 1) : cue.start]
        if before in ("不", "没", "无") and hedge.kind == "hedge":
            continue
        given = _given(text, sentence, cue)
        condition = given or _condition(text, sentence, cue)
        if hedge.kind == "modal" and not _is_forecast(
            draft, sentence, cue, condition, is_forecaster
        ):
            continue
        outcome = _outcome(text, sentence, cue)
        if outcome is not None:
            last = outcome.end
            yield Forecast(cue, hedge, condition, outcome, realised=given is not None)


def _is_forecast(
    draft: Draft,
    sentence: Span,
    cue: Span,
    condition: Span | None,
    is_forecaster: Callable[[Span], bool],
) -> bool:
    """Whether 将, 会, 能 foretells here: under a condition, from an analyst, or of a thing."""
    if condition is not None:
        return True
    start = _piece_start(draft.folded, sentence, cue.start)
    own = draft.folded[start : cue.start]
    acted = any(
        start <= m.span.start and m.span.end <= cue.start and cue.start - m.span.end <= 6
        for m in draft.mentions
        if m.kind not in ("gloss", "credit", "place")
    )
    if not acted and _THING.search(own):
        return True
    return cue.cut(draft.folded) not in ("能", "可", "可以", "会") and is_forecaster(cue)


def _piece_start(text: str, sentence: Span, at: int) -> int:
    while at > sentence.start and text[at - 1] not in _PIECE_END:
        at -= 1
    return at


def _piece_end(text: str, sentence: Span, at: int) -> int:
    while at < sentence.end and text[at] not in _PIECE_END:
        at += 1
    return at


def _outcome(text: str, sentence: Span, cue: Span) -> Span | None:
    """From the hedge to the end of its piece, and over pieces that go on with it (并, 从而)."""
    end = _piece_end(text, sentence, cue.end)
    if end - cue.end < 2 and end < sentence.end and text[end] in "，,":
        start, end = end + 1, _piece_end(text, sentence, end + 1)
        return Span(start, end) if end - start > 1 else None
    while end < sentence.end and _GOES_ON.match(text, end):
        if _pattern().search(text, end + 1, min(end + _HEDGE_REACH, sentence.end)):
            break  # ，也可能…: a branch of its own
        end = _piece_end(text, sentence, end + 1)
    return Span(cue.end, end) if end - cue.end > 1 else None


def _given(text: str, sentence: Span, cue: Span) -> Span | None:
    """既然敵軍已經撤退，……可能: a condition that is told as a fact."""
    mark = next(iter(_GIVEN.finditer(text, sentence.start, cue.start)), None)
    if mark is None:
        return None
    end = min(_piece_end(text, sentence, mark.end()), cue.start)
    return Span(mark.end(), end) if end - mark.end() > 1 else None


def _condition(text: str, sentence: Span, cue: Span) -> Span | None:
    """The clause that opens with 如果, 若, 一旦 before the hedge, without its marker."""
    found = list(_IF.finditer(text, sentence.start, cue.start))
    if found:
        mark = found[-1]
        start = _piece_start(text, sentence, mark.start())
        end = _piece_end(text, sentence, mark.end())
        spoken = _SPOKEN.search(text, start, mark.start())  # 并称如果…
        begin = mark.end() if mark.start() == start or spoken else start
        end = min(end, cue.start)
        return Span(begin, end) if end - begin > 1 else None
    tail = _IF_TAIL.search(text, sentence.start, cue.start)
    return Span(tail.start(), tail.end() - 2) if tail else None
