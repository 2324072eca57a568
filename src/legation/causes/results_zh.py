"""Chinese links that tell the cause first: X 導致 Y, X 加深 Y, X，因此 Y, X 後，Y."""

from __future__ import annotations

import re
from typing import Final

from legation.causes.clauses_zh import (
    clause_at,
    has_verb,
    is_negated,
    own_part,
    piece_before,
    piece_span,
)
from legation.causes.link import Link
from legation.causes.passage import Passage, split_list
from legation.language.script import fold
from legation.model.records import Layer
from legation.model.span import Span

_MAYBE: Final = re.compile(
    fold(
        "(?:可能|只會|將|將會|會|或|或將|或會|"
        "恐|恐將|恐怕|勢必|難免|必將|足以|可以|未|不|防止|以免|不要|若|如果|"
        "希望|藉此|借此|設法|試圖|力圖|欲|想|要|以|來|為)$|"
        "不足以|避免|並未|沒有"
    )
)

_NO_SO: Final = re.compile(fold("之$|因為|由於|不|未|沒|如果|若|能否"))

_SAYS: Final = re.compile(fold("(?:稱|說|表示|指出|認為|寫道|坦言)$"))
_BARE: Final = re.compile(fold("(?:這|此|也|都|就|並|更|又|則|從而|進而|不僅|同時|而|是|一度|還)*"))

_TOLL: Final = re.compile(
    fold(
        "([^，。；]{2,24}?(?:死亡|死傷|受傷|喪生|傷亡|遇難|失蹤|停電|中斷|混亂|損失))的([^，。；]{2,14})"
    )
)

_IS: Final = re.compile(fold("(?:(?:正|就)?是|由|為|就)(?=[^，。；於了]{2})"))

_TIME: Final = re.compile(fold("(?:自|在|當|到了|早在)?[^，]{1,30}(?:以來|時|後|前|期間|之際)$"))

_TALK: Final = re.compile(fold("[^，。；]{0,12}(?:討論|關注|注意|熱議|議論|迴響|好奇|共鳴)"))

_REACTS: Final = re.compile(
    fold(
        "(?:隨即|隨後|立即|立刻|便|遂|馬上|開始|重新|宣布|變得|更加|"
        "越發|愈發|轉而|不得不|被迫|決定|加強|加快|升級|急忙|即)"
    )
)

_HEAVY: Final = re.compile(
    fold(
        "了?[^，。；]{0,30}(?:擔憂|憂慮|疑慮|不滿|緊張|矛盾|分歧|危機|壓力|意願|信任|恐懼|對立|衝突|情緒|風險|"
        "局勢|關係|影響力|地位|經濟|通膨|通脹|能力|信心|怒火|氣焰|不確定性|孤立|敵意|物價|油價)"
    )
)


def makes(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X 導致 Y. Forecasts (可能導致) are no causes yet."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    word = cue.cut(passage.text)
    if _MAYBE.search(passage.text[piece.start : cue.start]):
        return None
    if index == 0 and cue.start == piece.start:
        return None  # 促成此事的特使: no cause stands before
    if word == "促成" and cue.start == piece.start and "的" in passage.text[cue.end : piece.end]:
        return None
    if len(word) == 1 and not _BARE.fullmatch(passage.text, piece.start, cue.start):
        return None  # 使 and 令 behind a noun are verbs of all kinds
    toll = _TOLL.match(passage.text, cue.end, piece.end)
    if toll is not None:
        return Link(cue, (Span(*toll.span(2)),), Span(*toll.span(1)), layer)
    effect = _clause_from(passage, cue.end)
    cause = own_part(passage, cue)
    if effect is not None and cause is None and effect.cut(passage.text).endswith("的"):
        return _cleft(passage, cue, layer, effect)
    if effect is not None and passage.text[effect.start] == "的":
        effect = passage.trim(effect.start + 1, effect.end)  # X 引發的風波
    if effect is None or _TALK.fullmatch(passage.text, effect.start, effect.end):
        return None
    if cause is None:
        cause = _whole_before(passage, index)
    if cause is None:
        return None
    lead = _IS.match(passage.text, cause.start, cause.end)
    cause = Span(lead.end(), cause.end) if lead is not None else cause
    return Link(
        cue,
        split_list(passage, cause, keep=False),
        effect,
        layer,
        negated=is_negated(passage, cue.start),
    )


def _cleft(passage: Passage, cue: Span, layer: Layer, effect: Span) -> Link | None:
    """導致 Y 的，是 X."""
    index = passage.piece_at(cue.start) + 1
    if index >= len(passage.pieces) or passage.text[passage.pieces[index].start] != "是":
        return None
    cause = passage.trim(passage.pieces[index].start + 1, passage.pieces[index].end)
    return Link(cue, (cause,), Span(effect.start, effect.end - 1), layer) if cause else None


def _clause_from(passage: Passage, start: int) -> Span | None:
    index = passage.piece_at(start)
    if start >= passage.pieces[index].end:
        index += 1
    whole = clause_at(passage, index)
    return None if whole is None else passage.trim(start, whole.end)


def _whole_before(passage: Passage, index: int) -> Span | None:
    """All that stands before piece `index` in its sentence, else the sentence before."""
    if index > 0:
        first = passage.run_back(index - 1)
        if first == index - 1 and index >= 2 and passage.tag(passage.pieces[first].start) == "v":
            first -= 1
        return piece_span(passage, first, index - 1)
    if passage.before is None:
        return None
    start = passage.before.start
    head, _, rest = passage.before.cut(passage.text).partition("，")
    if rest and _TIME.fullmatch(head):
        start += len(head) + 1
    return passage.trim(start, passage.before.end)


def strains(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X 加深 Y 的擔憂: a thing or an act does it, not somebody who acts."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    heavy = _HEAVY.match(passage.text, cue.end, piece.end)
    if (
        heavy is None
        or passage.text[cue.end] == "的"
        or _MAYBE.search(passage.text[piece.start : cue.start])
    ):
        return None
    cause = passage.trim(piece.start, cue.start, tail=True)
    if cause is None or len(cause) < 4 or passage.is_pointer(cause):
        return None
    last = max(start for start in passage.words if start < cause.end)
    if passage.words[last][1] not in ("n", "vn", "v", "an", "a"):
        return None
    causes = _pair(passage, cause)
    return Link(cue, causes, Span(cue.start, heavy.end()), layer)


def _pair(passage: Passage, span: Span) -> tuple[Span, ...]:
    """Two clauses joined by 和 or 與 where each says that something happened."""
    for start, (word, tag) in passage.words.items():
        if word in ("和", "与", "及", "以及") and tag == "c" and span.start < start < span.end:
            left, right = Span(span.start, start), Span(start + len(word), span.end)
            if min(len(left), len(right)) >= 5 and all(
                has_verb(passage, one) for one in (left, right)
            ):
                return (left, right)
    return split_list(passage, span, keep=False)


def so(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X，因此 Y; a sentence that opens with it sums up and links nothing in particular."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    if index == 0 or _NO_SO.search(passage.text[piece.start : cue.start]):
        return None
    if re.match("因为|由于", passage.text[passage.pieces[0].start :][:2]):
        return None
    cause = piece_before(passage, index)
    effect = passage.trim(piece.start, piece.end)
    if effect is not None and effect.start == cue.start:
        effect = passage.trim(cue.end, piece.end)
    if cause is None or effect is None or _SAYS.search(cause.cut(passage.text)):
        return None
    return Link(cue, (cause,), effect, layer)


def after(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X 後，Y, where force or pressure comes first and the next piece tells of a reaction."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    if cue.end != piece.end or index + 1 >= len(passage.pieces) or len(piece) < 6:
        return None
    if not any(piece.start <= at < cue.start for at in passage.blows):
        return None
    start = piece.start + (1 if passage.text[piece.start] in "在自" else 0)
    cause, effect = passage.trim(start, cue.start), clause_at(passage, index + 1)
    if cause is None or effect is None or not _REACTS.search(effect.cut(passage.text)):
        return None
    return Link(cue, (cause,), effect, layer)
