"""Chinese causes told by a linking word: 因為, 導致, 以便, 歸咎於 and their like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from legation.causes.link import Link, read_table
from legation.causes.passage import Passage, split_list
from legation.language.script import fold
from legation.model.records import Layer
from legation.model.span import Span

_NOT: Final = re.compile(
    fold("(?:不是|並非|並不是|絕非|不能|不應|不該|而非|不完全|未必|不只|不全|不會)[^，。；]{0,4}$")
)
_MAYBE: Final = re.compile(
    fold(
        "(?:可能|只會|將|將會|會|或|或將|或會|恐|恐將|恐怕|勢必|難免|必將|足以|不足以|可以|並未|沒有|未|不)$"
    )
)
_THEN: Final = re.compile(fold("所以|因此|因而|故|才|於是|便|就"))
_TIME: Final = re.compile(fold("(?:自|在|當|到了|早在)?[^，]{1,30}(?:以來|時|後|前|期間|之際)$"))
_OPENS: Final = re.compile(fold("[「『“]?(?:從而|而|但|也|這也|並|更|又|且|同時)?"))
_SUCH: Final = re.compile("，(?:例如|比如|譬如|诸如|像是)")
_TALK: Final = re.compile(fold("[^，。；]{0,12}(?:討論|關注|注意|熱議|議論|迴響|好奇|共鳴)"))
_REACTS: Final = re.compile(
    fold("(?:隨即|隨後|立即|立刻|便|遂|馬上|開始|重新|宣布|變得|更加|越發|愈發|轉而|不得不|被迫|決定|加強|加快|升級|急忙|即)")
)
_PLACE: Final = re.compile(fold("從[^，]{1,8}(?:來看|來說|而言|出發)$|對[^，]{1,40}(?:來說|而言)$"))
_AS: Final = re.compile(
    fold(
        "[^，。；]{0,24}(?:為主|為由|為名|為例|為首|為藉口|為準|為核心|為代表|及|外|內|上|下|來|作為|為)"
    )
)
_HEAVY: Final = re.compile(
    fold(
        "了?[^，。；]{0,30}(?:擔憂|憂慮|疑慮|不滿|緊張|矛盾|分歧|危機|壓力|意願|信任|恐懼|對立|衝突|情緒|風險|"
        "局勢|關係|影響力|地位|經濟|通膨|通脹|能力|信心|怒火|氣焰|不確定性|孤立|敵意|物價|油價)"
    )
)
_NOTHING: Final = re.compile(fold("如此|此|這樣|這|其|種種(?:原因|因素)|故|上述原因|時間"))
_IF: Final = re.compile("若|如果|倘|假如|一旦")
_VERBISH: Final = frozenset({"v", "vd", "vn"})
_BREAK: Final = re.compile(
    fold(
        "而(?!且|是)|被(?!控|指)|遭(?!到指)|受到|無法|不得不|不得|不能|未能|取消|推遲|下台|辭職|決定|拒絕|面臨|陷入|宣布"
    )
)

Handler = Callable[[Passage, Span, Layer], Link | None]


@cache
def _cues() -> dict[str, tuple[str, Layer]]:
    return {
        fold(row["cue"]): (row["shape"], row["layer"])  # type: ignore[misc]
        for row in read_table("links_zh")
    }


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_cues(), key=len, reverse=True))))


def find_words(passage: Passage) -> Iterator[Link]:
    """The links that a word makes, in order."""
    start, end = passage.sentence.start, passage.sentence.end
    for match in _pattern().finditer(passage.text, start, end):
        cue = Span(match.start(), match.end())
        if not _stands(passage, cue):
            continue
        shape, layer = _cues()[match[0]]
        link = _SHAPES[shape](passage, cue, layer)
        if link is not None:
            yield link


def _stands(passage: Passage, cue: Span) -> bool:
    """Whether the cue is a word of its own: short ones must be tokens."""
    if len(cue) == 1:
        return passage.is_word(cue.start, cue.end)
    return cue.start in passage.words


def _negated(passage: Passage, at: int) -> bool:
    piece = passage.pieces[passage.piece_at(at)]
    return _NOT.search(passage.text[piece.start : at]) is not None


def _own_part(passage: Passage, cue: Span) -> Span | None:
    """What stands before the cue in its piece, without adverbs; None if only adverbs do."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    found = passage.trim(piece.start, cue.start, tail=True)
    return None if passage.is_pointer(found) else found


def _piece(passage: Passage, index: int, last: int | None = None) -> Span | None:
    if not 0 <= index < len(passage.pieces):
        return None
    end = passage.pieces[index if last is None else last].end
    return passage.trim(passage.pieces[index].start, end)


def _behind(passage: Passage, cue: Span, verbs: bool = False) -> Span | None:
    """From the cue to the end of its piece, and over the pieces that go on with it."""
    index = passage.piece_at(cue.start)
    if cue.end >= passage.pieces[index].end:
        index += 1  # the mark stands right behind the cue
    if index >= len(passage.pieces):
        return None
    end = passage.pieces[passage.run_on(index, verbs)].end
    return passage.trim(cue.end, end)


def _earlier(passage: Passage, index: int) -> Span | None:
    """The piece before piece `index`, with those that it goes on with."""
    if index <= 0:
        return None
    first = passage.run_back(index - 1)
    found = _piece(passage, first, index - 1)
    if found is not None and index > 1 and _PLACE.match(found.cut(passage.text)):
        return None
    return found


def _first(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """由於 X，Y: the cause runs to the piece in which the effect begins."""
    index = passage.piece_at(cue.start)
    own = passage.trim(passage.pieces[index].start, cue.start, tail=True)
    last = index
    while (
        last + 2 < len(passage.pieces)
        and passage.tag(passage.pieces[last + 1].start) in ("v", "c")
        and _THEN.match(passage.text, passage.pieces[last + 1].start) is None
    ):
        last += 1
    cause = passage.trim(cue.end, passage.pieces[last].end)
    if cause is None or _NOTHING.fullmatch(passage.text, cause.start, cause.end):
        return None
    effect = _clause(passage, last + 1)
    if effect is None:
        effect = _earlier(passage, index) if own is None or index else own
    causes = split_list(passage, cause, last > index)
    return Link(cue, causes, effect, layer, negated=_negated(passage, cue.start), anchor="before")


def _clause(passage: Passage, index: int) -> Span | None:
    """The piece with those behind it that complete it; pieces that only set a time are passed."""
    while index + 1 < len(passage.pieces) and _TIME.fullmatch(
        passage.pieces[index].cut(passage.text)
    ):
        index += 1
    if index >= len(passage.pieces):
        return None
    last = index
    while last + 1 < len(passage.pieces) and re.search(
        "[外时后下前]$", passage.pieces[last].cut(passage.text)
    ):
        last += 1
    return _piece(passage, index, last)


def _because(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y，因為 X; also of the sentence before. 因為 X，所以 Y."""
    index = passage.piece_at(cue.start)
    opens = passage.trim(passage.pieces[index].start, cue.start) is None
    if index == 0 and any(_THEN.match(passage.text, p.start) for p in passage.pieces[1:]):
        return _first(passage, cue, layer)
    if index == 0 and opens and passage.before is None and len(passage.pieces) > 1:
        return _first(passage, cue, layer)
    if not opens and index + 1 < len(passage.pieces) and index == 0:
        return _first(passage, cue, layer)
    start, at = cue.end, index
    if start >= passage.pieces[at].end:
        at += 1
    while at + 1 < len(passage.pieces) and _PLACE.fullmatch(
        passage.text, max(start, passage.pieces[at].start), passage.pieces[at].end
    ):
        at += 1
        start = passage.pieces[at].start
    if at >= len(passage.pieces):
        return None
    last = passage.run_on(at)
    if last == at and _SUCH.match(passage.text, passage.pieces[at].end):
        at, last = at + 1, passage.run_on(at + 1)  # they have other cares, such as …
        start = passage.pieces[at].start
    cause = passage.trim(start, passage.pieces[last].end)
    if cause is None:
        return None
    effect = _earlier(passage, index) if opens else _own_part(passage, cue)
    return Link(
        cue,
        split_list(passage, cause, keep=False),
        effect,
        layer,
        negated=_negated(passage, cue.start),
        anchor="before",
    )


def _short(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """S 因 X 而 Y; S 因 X，Y; S 因 X 被 Y."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    parting = None
    for match in _BREAK.finditer(passage.text, cue.end + 2, piece.end):
        if match.start() in passage.words:
            parting = match
            break
    if parting is None:
        return _first(passage, cue, layer) if piece != passage.pieces[-1] else None
    cause = passage.trim(cue.end, parting.start(), tail=True)
    start = parting.end() if parting[0] == "而" else parting.start()
    effect = passage.trim(start, piece.end)
    if cause is None or effect is None:
        return None
    return Link(cue, (cause,), effect, layer, negated=_negated(passage, cue.start))


def _so(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X，因此 Y; a sentence that opens with it sums up and links nothing in particular."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    if index == 0 or re.search(fold("之$|因為|由於"), passage.text[piece.start : cue.start]):
        return None
    if re.match("因为|由于", passage.text[passage.pieces[0].start :][:2]):
        return None
    cause = _earlier(passage, index)
    effect = passage.trim(piece.start, piece.end)
    if effect is not None and effect.start == cue.start:
        effect = passage.trim(cue.end, piece.end)
    if cause is None or effect is None:
        return None
    return Link(cue, (cause,), effect, layer)


def _makes(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X 導致 Y. Forecasts (可能導致) are no causes yet."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    word = cue.cut(passage.text)
    if _MAYBE.search(passage.text[piece.start : cue.start]):
        return None
    effect = _clause_from(passage, cue.end)
    cause = _own_part(passage, cue)
    if len(word) == 1 and cause is not None:
        return None  # 使 and 令 behind a noun are verbs of all kinds
    if effect is None or _TALK.fullmatch(passage.text, effect.start, effect.end):
        return None
    if cause is None:
        cause = _whole_before(passage, index)
    if cause is None:
        return None
    return Link(
        cue,
        split_list(passage, cause, keep=False),
        effect,
        layer,
        negated=_negated(passage, cue.start),
    )


def _clause_from(passage: Passage, start: int) -> Span | None:
    index = passage.piece_at(start)
    if start >= passage.pieces[index].end:
        index += 1
    whole = _clause(passage, index)
    return None if whole is None else passage.trim(start, whole.end)


def _whole_before(passage: Passage, index: int) -> Span | None:
    """All that stands before piece `index` in its sentence, else the sentence before."""
    if index > 0:
        first = passage.run_back(index - 1)
        if first == index - 1 and index >= 2 and passage.tag(passage.pieces[first].start) == "v":
            first -= 1
        return _piece(passage, first, index - 1)
    if passage.before is None:
        return None
    start = passage.before.start
    head, _, rest = passage.before.cut(passage.text).partition("，")
    if rest and _TIME.fullmatch(head):
        start += len(head) + 1
    return passage.trim(start, passage.before.end)


def _strains(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X 加深 Y 的擔憂: a thing or an act does it, not somebody who acts."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    heavy = _HEAVY.match(passage.text, cue.end, piece.end)
    if heavy is None or _MAYBE.search(passage.text[piece.start : cue.start]):
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
                _verbal(passage, one) for one in (left, right)
            ):
                return (left, right)
    return split_list(passage, span, keep=False)


def _verbal(passage: Passage, span: Span) -> bool:
    return any(
        tag in _VERBISH for at, (_, tag) in passage.words.items() if span.start < at < span.end
    )


def _aims(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y，以便 X; Y 旨在 X."""
    index = passage.piece_at(cue.start)
    if cue.cut(passage.text) == "以" and not _is_toward(passage, cue):
        return None
    cause = _behind(passage, cue, verbs=True)
    if cause is None or not passage.words.get(cue.end, ("", "v"))[1]:
        return None
    own = passage.trim(passage.pieces[index].start, cue.start, tail=True)
    if own is not None and _IF.search(own.cut(passage.text)):
        return None
    effect: Span | None
    if own is None:
        effect = _earlier(passage, index)
    else:
        effect = None if passage.is_pointer(own) else own
    return Link(
        cue,
        split_list(passage, cause, keep=True),
        effect,
        layer,
        aim=True,
        negated=_negated(passage, cue.start),
        anchor="topic",
        holder=own,
    )


def _is_toward(passage: Passage, cue: Span) -> bool:
    """Whether 以 opens an aim: a verb follows, no 為由, and a clause stands before."""
    if passage.tag(cue.end) != "v":
        return False
    piece = passage.pieces[passage.piece_at(cue.start)]
    if _AS.fullmatch(passage.text, cue.end, piece.end):
        return False
    if cue.start == piece.start:
        return piece != passage.pieces[0] and _AS.match(passage.text, cue.end, piece.end) is None
    before = passage.text[piece.start : cue.start]
    acts = [w for at, w in passage.words.items() if piece.start <= at < cue.start and w[1] == "v"]
    return len(before) >= 6 and bool(acts) and "为" not in passage.text[cue.end : piece.end]


def _toward(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """為了 X，Y; S 為 V X，Y."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    word = cue.cut(passage.text)
    if word == "为" and not _is_for(passage, cue):
        return None
    own = passage.trim(piece.start, cue.start, tail=True)
    if word == "为" and own is not None and (index + 1 == len(passage.pieces) or len(own) > 12):
        return None
    inner = re.search("(?<=.{2})而(?!且|是)", passage.text[cue.end : piece.end])
    if inner is not None:
        cause = passage.trim(cue.end, cue.end + inner.start())
        effect = passage.trim(cue.end + inner.end(), piece.end)
    else:
        cause, effect = passage.trim(cue.end, piece.end), _clause(passage, index + 1)
    if cause is None:
        return None
    if effect is None:
        effect = own if own is not None else _earlier(passage, index)
    return Link(cue, (cause,), effect, layer, aim=True, anchor="before", holder=own)


def _is_for(passage: Passage, cue: Span) -> bool:
    """Whether 為 opens an aim: a verb behind it, and no verb before that takes it (視為)."""
    if passage.tag(cue.end) != "v":
        return False
    before = [start for start in passage.words if start < cue.start]
    return not before or passage.tag(max(before)) not in ("v", "vd")


def _afterthought(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y，畢竟 X."""
    return _because(passage, cue, layer) if passage.piece_at(cue.start) else None


def _after(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """X 後，Y, where force or pressure comes first and the next piece tells of a reaction."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    if cue.end != piece.end or index + 1 >= len(passage.pieces) or len(piece) < 6:
        return None
    if not any(piece.start <= at < cue.start for at in passage.blows):
        return None
    start = piece.start + (1 if passage.text[piece.start] in "在自" else 0)
    cause, effect = passage.trim(start, cue.start), _clause(passage, index + 1)
    if cause is None or effect is None or not _REACTS.search(effect.cut(passage.text)):
        return None
    return Link(cue, (cause,), effect, layer)


def _blames(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """S 將 Y 歸咎於 X, or Y 歸咎於 X."""
    cause = _behind(passage, cue)
    piece = passage.pieces[passage.piece_at(cue.start)]
    if cause is None:
        return None
    taken = max(passage.text.rfind(w, piece.start, cue.start) for w in ("将", "把"))
    negated = _negated(passage, cue.start)
    if taken >= 0:
        effect = passage.trim(taken + 1, cue.start, tail=True)
        holder = Span(piece.start, taken) if taken > piece.start else None
        said: Layer = "official"
        return Link(cue, (cause,), effect, said, False, True, negated, "before", holder)
    effect = _subject_of(passage, cue)
    return Link(cue, (cause,), effect, layer, negated=negated, anchor="before")


def _subject_of(passage: Passage, cue: Span) -> Span | None:
    """The clause or noun phrase before a verb, in its piece or in the one before."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    text = passage.text[piece.start : cue.start]
    denial = _NOT.search(text)
    end = piece.start + denial.start() if denial else cue.start
    own = passage.trim(piece.start, end, tail=True)
    if not passage.is_pointer(own):
        return own
    return _earlier(passage, passage.piece_at(cue.start))


def _stems(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y 源於 X."""
    cause = _behind(passage, cue)
    effect = _subject_of(passage, cue)
    if cause is None:
        return None
    causes = split_list(passage, cause, keep=False)
    return Link(cue, causes, effect, layer, negated=_negated(passage, cue.start), anchor="before")


_SHAPES: Final[dict[str, Handler]] = {
    "first": _first,
    "because": _because,
    "short": _short,
    "so": _so,
    "makes": _makes,
    "strains": _strains,
    "aims": _aims,
    "toward": _toward,
    "after": _after,
    "afterthought": _afterthought,
    "blames": _blames,
    "stems": _stems,
}
