"""Chinese causes told by a turn of phrase: 以…為由, 真正的目的是, 是…的主因, 究竟是…或是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from legation.causes.link import Anchor, Link, read_table
from legation.causes.passage import Passage, split_list
from legation.language.script import fold
from legation.model.records import Layer
from legation.model.span import Span

_PARTS: Final = {
    "n": r"[^，。；：！？\n]",
    "deep": "真正|真實|真|實際|更深層次|更深層|最深層|深層次|深層|"
    "背後|幕後|隱藏|潛在|更現實|更為現實|根本|不可告人|內在|隱秘|私下",
    "open": "官方|公開|表面|名義上|對外|宣稱|聲稱|所謂|法定|法律",
    "reason": "原因|主因|起因|成因|肇因|根源|癥結|導火線|導火索|誘因|因素|"
    "關鍵(?=還是|就是|仍是|因素)",
    "aim": "目的|目標|動機|用意|意圖|圖謀|企圖|盤算|算盤|考量|考慮|訴求|本意|初衷|居心|用心|出發點",
    "ground": "名目|名義|藉口|借口|正當性來源|正當性|合法性來源|託詞|說辭|說詞|幌子|理由|依據|說法",
    "be": "(?:仍然|仍|依然|依舊|其實|實際上|事實上|實則|主要|當然|顯然|無疑|恐怕|或許|應該|"
    "則|就|更|也|還|乃|並|均|都|正|雖|只|不過|無非|大概|即|，)*(?:是為了|是因為|是由於|是要|是想|就是要|是|在於|"
    "旨在|離不開|牽涉到|涉及|來自|源於|出於|不外乎|無非|：)(?:因為|為了|要)?",
}
_NOTHING: Final = re.compile(
    fold("(?:什麼|甚麼|為何|何在|不明|未明|否|誰|如何|多方面|複雜|這|此|單一|多重的|不同|多種)")
)
_NO: Final = re.compile(
    fold(
        "(?:不是|並非|並不是|絕非|而非|不能|不要|不得|不應|不可|否認|不應|並不|未必|不完全)[^，。；]{0,6}$"
    )
)
_BEHIND: Final = re.compile(fold("(?:的|之下|背後|本身|最|其|更|這|上述|，|另|就|其中|所謂)+$"))
_OUTCOME: Final = re.compile(
    fold("，(?:才|導致|致使|使得|使|令|造成|從而)(?:加速了?|造成了?|促成了?|有了|導致了?)?")
)
_FULL: Final = 5
_MEANS: Final = re.compile(fold("(?:藉由|透過|通過|借助|利用|憑藉|以[^，]{2,20}方式)"))
_THIS: Final = re.compile(fold("這|此|該|上述"))
_SETTING: Final = re.compile(
    fold(".{0,4}(?:在.*[中下裡裏上內]|從.*看|對.*[言說]|.*方面|為此|此外)")
)
_WHO: Final = re.compile(
    fold(
        "[^，。；的]{0,6}(?:政府|當局|總統|總理|首相|官員|軍方|政權|對方|他們|雙方|方面|領導人|執政黨)"
    )
)
_SUMMED_UP: Final = re.compile(fold("所致|並非|並不|不是"))


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table, compiled."""

    pattern: re.Pattern[str]
    name: str
    layer: str
    effect: str
    more: frozenset[str]


@cache
def load_frames() -> tuple[Frame, ...]:
    """The turns of phrase in the order of the table, in Simplified characters."""
    parts = {name: fold(text) for name, text in _PARTS.items()}
    return tuple(
        Frame(
            re.compile(fold(row["pattern"]).format(**parts)),
            row["name"],
            row["layer"],
            row["effect"],
            frozenset(row["more"].split()),
        )
        for row in read_table("frames_zh")
    )


def find_frames(passage: Passage) -> Iterator[Link]:
    """The links that a turn of phrase makes."""
    start, end = passage.sentence.start, passage.sentence.end
    while end > start and passage.text[end - 1] in "。！？!?」』”）) \n":
        end -= 1
    for frame in load_frames():
        for match in frame.pattern.finditer(passage.text, start, end):
            link = _link(passage, frame, match)
            if link is not None:
                yield link


def _link(passage: Passage, frame: Frame, match: re.Match[str]) -> Link | None:
    start, end = match.span("cause")
    if _NOTHING.match(passage.text, start):
        return None
    run = "run" in frame.more
    if run:
        end = passage.pieces[passage.run_on(passage.piece_at(end - 1), verbs=True)].end
    cause = passage.trim(start, end)
    if cause is None or passage.is_pointer(cause):
        return None
    cause, result = _result(passage, cause)
    layer, aim, said = _judge(passage, frame, match)
    if layer is None:
        return None
    effect, anchor, holder = _effect(passage, frame, match)
    effect = result or effect
    keep = layer == "official" or frame.name in ("in response", "trailing audience")
    return Link(
        cue=_cue(match),
        causes=_aims(passage, cause) if aim and run else split_list(passage, cause, keep),
        effect=effect,
        layer=layer,
        aim=aim,
        said=said,
        negated=_NO.search(passage.text[passage.sentence.start : match.start("cause")]) is not None,
        anchor=anchor,
        holder=holder,
        seen="seen" in frame.more,
        pointing="pointing" in frame.more
        or (holder is not None and _THIS.match(passage.text, holder.start) is not None),
    )


def _result(passage: Passage, cause: Span) -> tuple[Span, Span | None]:
    """The cause up to a piece that names its outcome (，導致 …，才 …), and that outcome."""
    match = _OUTCOME.search(passage.text, cause.start, passage.sentence.end)
    if match is None or match.start() > cause.end + 1:
        return cause, None
    piece = passage.pieces[passage.piece_at(match.end())]
    index = passage.run_on(passage.piece_at(match.end()))
    effect = passage.trim(match.end(), passage.pieces[index].end)
    shorter = passage.trim(cause.start, min(cause.end, match.start()))
    return (shorter, effect) if shorter is not None and piece.end > match.end() else (cause, None)


def _aims(passage: Passage, span: Span) -> tuple[Span, ...]:
    """The aims of a list whose pieces each open with a verb, without the means to them."""
    pieces = [piece for piece in passage.pieces if piece.overlaps(span)]
    aims: list[Span] = []
    for piece in pieces:
        start, end = max(piece.start, span.start), min(piece.end, span.end)
        if len(pieces) > 1 and _MEANS.match(passage.text, start):
            continue
        aim = passage.trim(start, end)
        if aim is not None:
            aims += split_list(passage, aim, keep=False)
    return tuple(aims) or (span,)


def _cue(match: re.Match[str]) -> Span:
    """The cue group, or the longer of the stretches between the other groups."""
    groups = match.re.groupindex
    if "cue" in groups:
        return Span(*match.span("cue"))
    edges = [match.start(), match.end()]
    for name in ("cause", "effect"):
        if name in groups and match.start(name) >= 0:
            edges += [*match.span(name)]
    edges.sort()
    gaps = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return max(gaps, key=len) if gaps else Span(*match.span())


def _judge(passage: Passage, frame: Frame, match: re.Match[str]) -> tuple[Layer | None, bool, bool]:
    """Layer, whether the cause is an aim, whether the actor claims it; no layer: no cause."""
    if frame.layer != "noun":
        return frame.layer, "aim" in frame.more, "said" in frame.more  # type: ignore[return-value]
    deep, shown = match["deep"] is not None, match["open"] is not None
    own = passage.text[match.start("effect") : match.start("cause")]
    shown = shown or (re.search(fold("官方|對外|公開理由"), own) is not None and not deep)
    if match["ground"] is not None:
        plain = match["ground"] in (fold("說法"), fold("依據"), fold("說辭"), fold("說詞"))
        if deep:
            return "underlying", True, False
        return (None, False, False) if plain and not shown else ("official", True, True)
    if match["reason"] is not None:
        return ("underlying" if deep else "unspecified"), False, False
    if shown:
        return "official", True, True
    if deep:
        return "underlying", True, False
    loose = match["aim"] in (fold("目標"), fold("考慮"), fold("訴求"))
    if loose and passage.tag(match.start("cause")) != "v":
        return None, False, False
    return "unspecified", True, False


def _effect(
    passage: Passage, frame: Frame, match: re.Match[str]
) -> tuple[Span | None, Anchor, Span | None]:
    """The effect within the sentence, where else to look, and where a motive's holder stands."""
    if frame.effect == "before":
        index = passage.piece_at(match.start())
        found = passage.pieces[passage.run_back(index - 1)] if index else None
        own = passage.trim(found.start, passage.pieces[index - 1].end) if found else None
        return own, "topic", None
    if frame.effect == "topic":
        return None, "topic", Span(passage.sentence.start, match.start("cause"))
    if frame.effect == "group":
        start, end = match.span("effect")
        own = passage.trim(start, end)
        if own is not None:
            tail = _BEHIND.search(passage.text[own.start : own.end])
            if tail is not None:
                own = passage.trim(own.start, own.start + tail.start())
        if own is None and frame.layer == "noun" and not (match["deep"] or match["open"]):
            if re.search("之[一二三四五]", match["cue"]):
                return None, "topic", None
            index = passage.piece_at(match.start("cue"))
            first = passage.run_back(index - 1) if index else 0
            setting = index and _SETTING.fullmatch(passage.pieces[index - 1].cut(passage.text))
            if index and not setting and not passage.parted(index - 1):
                edge = passage.pieces[index - 1].end
                return passage.trim(passage.pieces[first].start, edge), "topic", None
        if own is not None and _WHO.fullmatch(passage.text, own.start, own.end):
            return None, "topic", own
        if passage.is_pointer(own) or (own and _SUMMED_UP.search(own.cut(passage.text))):
            return None, "topic", own
        return own, "topic", own
    return _around(passage, match)


def _around(passage: Passage, match: re.Match[str]) -> tuple[Span | None, Anchor, Span | None]:
    """What is left of the piece behind, else the next piece, else what stands before."""
    index = passage.piece_at(match.start())
    piece = passage.pieces[index]
    last = passage.pieces[passage.piece_at(match.end() - 1)]
    rest = passage.trim(match.end(), last.end)
    own = passage.trim(piece.start, match.start(), tail=True)
    if rest is not None and len(rest) > 3:
        return rest, "topic", own
    behind = passage.piece_at(match.end() - 1) + 1
    leads = "，" not in match[0] and behind < len(passage.pieces) and _leads(match)
    if leads and not passage.parted(behind - 1):
        following = passage.pieces[behind]
        return passage.trim(following.start, following.end), "topic", own
    if own is not None and len(own) >= _FULL and not passage.is_pointer(own):
        return own, "topic", own
    if own is not None and not passage.is_pointer(own) and index == 0:
        return own, "topic", own
    if index > 0:
        first = passage.run_back(index - 1)
        return (
            passage.trim(passage.pieces[first].start, passage.pieces[index - 1].end),
            "topic",
            own,
        )
    return None, "topic", own


def _leads(match: re.Match[str]) -> bool:
    """Whether the phrase comes before its effect; an aim told behind a comma follows it."""
    return match[0][:1] not in ("换", "争") and not match[0].startswith(("以换", "以回", "以应"))
