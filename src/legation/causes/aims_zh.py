"""Chinese links that tell an aim: Y，以便 X; Y 旨在 X; 為了 X，Y."""

from __future__ import annotations

import re
from typing import Final

from legation.causes.clauses_zh import (
    clause_at,
    find_parting,
    has_verb,
    is_negated,
    piece_before,
    text_behind,
)
from legation.causes.link import Link
from legation.causes.passage import Passage, split_list
from legation.language.script import fold
from legation.model.records import Layer
from legation.model.span import Span

_NO_AIM: Final = re.compile(fold("以此(?:為|作|類|方|次)|可以?用來|能用來"))

_NO_FOR: Final = re.compile(
    fold("[^，。；]{0,14}(?:辯護|作證|叫好|喝采|喝彩|護航|背書|鋪路|祈禱|哀悼|止|準|期|主)$")
)

_AS: Final = re.compile(
    fold(
        "[^，。；]{0,24}(?:為主|為由|為名|為例|為首|為藉口|為準|為核心|為代表|及|外|內|上|下|來|作為|為)|"
        "[^，。；]{0,16}(?:身份|身分|姿態|方式|形式|立場|態度|罪)[^，。；]{0,14}"
    )
)

_WISH: Final = re.compile(fold("(?:希望|盼望|盼|想要|想|企圖|意圖|打算|準備|有意)$"))

_IF: Final = re.compile("若|如果|倘|假如|一旦")


def aims(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """Y，以便 X; Y 旨在 X."""
    index = passage.piece_at(cue.start)
    word = cue.cut(passage.text)
    if word == "以" and not _is_toward(passage, cue):
        return None
    if word in ("以此", "用来") and _NO_AIM.search(passage.text, cue.start - 2, cue.end + 2):
        return None
    cause = text_behind(passage, cue, verbs=True)
    if cause is None or not passage.words.get(cue.end, ("", "v"))[1]:
        return None
    own = passage.trim(passage.pieces[index].start, cue.start, tail=True)
    if own is not None and _IF.search(own.cut(passage.text)):
        return None
    effect: Span | None
    if own is None or _WISH.search(own.cut(passage.text)):
        effect = piece_before(passage, index)
    else:
        effect = None if passage.is_pointer(own) else own
    return Link(
        cue,
        split_list(passage, cause, keep=True),
        effect,
        layer,
        aim=True,
        negated=is_negated(passage, cue.start),
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


def toward(passage: Passage, cue: Span, layer: Layer) -> Link | None:
    """為了 X，Y; S 為 V X，Y."""
    index = passage.piece_at(cue.start)
    piece = passage.pieces[index]
    word = cue.cut(passage.text)
    if word == "为" and not _is_for(passage, cue):
        return None
    own = passage.trim(piece.start, cue.start, tail=True)
    if word == "为" and own is not None:
        return _toward_within(passage, cue, layer, own)
    if word == "为" and index + 1 == len(passage.pieces):
        return None
    inner = re.search("(?<=.{2})而(?!且|是)", passage.text[cue.end : piece.end])
    if inner is not None:
        cause = passage.trim(cue.end, cue.end + inner.start())
        effect = passage.trim(cue.end + inner.end(), piece.end)
    else:
        cause, effect = passage.trim(cue.end, piece.end), clause_at(passage, index + 1)
    if cause is None:
        return None
    if effect is None:
        effect = own if own is not None else piece_before(passage, index)
    return Link(cue, (cause,), effect, layer, aim=True, anchor="before", holder=own)


def _toward_within(passage: Passage, cue: Span, layer: Layer, own: Span) -> Link | None:
    """S 為 V X 而 Y, S 為 V X Y: the last verbs tell the effect."""
    piece = passage.pieces[passage.piece_at(cue.start)]
    parting = find_parting(passage, cue)
    if _NO_FOR.match(passage.text, cue.end, piece.end):
        return None
    if parting is not None:
        cause = passage.trim(cue.end, parting.start, tail=True)
        effect = passage.trim(parting.end, piece.end)
    else:
        index = passage.piece_at(cue.start)
        cause, effect = passage.trim(cue.end, piece.end), clause_at(passage, index + 1)
    if cause is None or effect is None or not has_verb(passage, Span(cue.end - 1, cause.end)):
        return None
    return Link(cue, (cause,), effect, layer, aim=True, holder=own)


def _is_for(passage: Passage, cue: Span) -> bool:
    """Whether 為 opens an aim: a verb behind it, and no verb before that takes it (視為)."""
    if passage.tag(cue.end) != "v":
        return False
    before = [start for start in passage.words if start < cue.start]
    return not before or passage.tag(max(before)) not in ("v", "vd")
