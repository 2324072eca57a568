"""What the grammar of a sentence says of a pronoun: whom it may mean first, and whom never."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from legation.mentions.context import Context
from legation.model.mention import Mention
from legation.model.span import Span

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_OBJECTS: Final = ("dobj", "iobj", "dative", "pobj", "obj")
_SHARING: Final = ("conj", "xcomp")
_CLAUSE_END: Final = "，。；：！？、"
# Verbs behind which a clause of its own begins, in which he may be the one who speaks.
_SPEECH: Final = re.compile(
    r".*(?:说|言|称|传|表示|指出|认为|强调|透露|承认|否认|相信|希望|担心|质疑|见到|看到|愿|是|道|"
    r"当|因|如果|若|除非|解释|补充|警告|主张|宣布|同意|决定)"
)


def antecedents(context: Context, span: Span) -> Iterator[tuple[Mention, ...]]:
    """Subjects that an English pronoun may mean, the innermost first; several where joined by and.

    A possessive may mean the subject of its own clause, any other word only those of the clauses
    around it. Nothing without a parse.
    """
    token = context.token(span)
    if token is None:
        return
    row = context.within(context.number(span))
    own = token.dep_ != "poss"
    seen = set()
    for verb in _verbs_above(token):
        subject = _subject(verb)
        if subject is None or subject.i in seen or _covers(subject, token):
            continue
        seen.add(subject.i)
        if own:
            own = False
            if token.dep_ in (*_SUBJECTS, *_OBJECTS):
                continue
        heads = (subject, *subject.conjuncts)
        found = tuple(m for head in heads if (m := _mention_of(context, row, span, head)))
        if found and all(m.span.end <= span.start for m in found):
            yield tuple(dict.fromkeys(found))


def others_only(context: Context, span: Span, number: int) -> list[Mention]:
    """Mentions of a pronoun's sentence that it cannot mean: who does to him what is done."""
    sentence = context.draft.sentences[number]
    if sentence.language == "en":
        token = context.token(span)
        if token is None or token.dep_ not in _OBJECTS:
            return []
        verb = next(_verbs_above(token), None)
        subject = _subject(verb) if verb is not None else None
        if subject is None:
            return []
        found = _mention_of(context, context.within(number), span, subject)
        return [found] if found is not None else []
    return _chinese_subject(context, span, number)


def _chinese_subject(context: Context, span: Span, number: int) -> list[Mention]:
    """The subject of the clause in which 他 stands behind its verb: 甲会见乙时感谢他."""
    folded = context.folded
    start = context.draft.sentences[number].span.start
    clause = max(folded.rfind(mark, start, span.start) for mark in _CLAUSE_END) + 1 or start
    holder = next((t for t in context.draft.tokens[number] if t.span.end == span.start), None)
    if holder is None or holder.tag not in ("v", "p") or holder.span.start < clause:
        return []
    if _SPEECH.fullmatch(holder.text) or folded.startswith("的", span.end):
        return []
    row = context.within(number, span.start)
    inside = [m for m in row if m.span.start >= clause]
    if inside:
        return inside[:1]
    people = [m for m in row if any(actor.startswith("P:") for actor in m.actors)]
    return people[:1]


def _verbs_above(token: Any) -> Iterator[Any]:
    at = token
    while at.head is not at and at.head.i != at.i:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            yield at


def _subject(verb: Any) -> Any:
    """The subject of a verb, or of the one it is joined to; None where it has none."""
    for _ in range(3):
        found = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if found is not None or verb.dep_ not in _SHARING:
            return found
        verb = verb.head
    return None


def _covers(subject: Any, token: Any) -> bool:
    """Whether the pronoun is part of the subject itself: his prime minister said."""
    return bool(subject.i == token.i or subject.is_ancestor(token))


def _mention_of(
    context: Context, row: Sequence[Mention], span: Span, subject: Any
) -> Mention | None:
    start = context.draft.sentences[context.number(span)].span.start + subject.idx
    return next((m for m in row if m.span.start <= start < m.span.end), None)
