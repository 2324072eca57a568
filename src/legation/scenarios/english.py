"""English forecasts, on spaCy's dependency trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from legation.model.reading import Draft
from legation.model.span import Span
from legation.scenarios.chinese import Forecast
from legation.scenarios.hedges import Hedge, load_hedges

_IF = {"if", "unless", "should", "once", "provided", "until", "when"}
_NO_WILL = {"it", "this", "that", "which", "these", "those"}


def find_english(
    draft: Draft, index: int, is_forecaster: Callable[[Span], bool]
) -> Iterator[Forecast]:
    """Forecasts of sentence `index`; `is_forecaster` tells whether an analyst speaks at a span."""
    parse = draft.parses[index]
    if parse is None or draft.document.text[draft.sentences[index].span.end - 1] == "?":
        return
    base = draft.sentences[index].span.start
    for first, last, hedge in _hedges(parse):
        verb = _verb(parse[last])
        if verb is None or _is_past(verb):
            continue
        cue = Span(base + parse[first].idx, base + parse[last].idx + len(parse[last].text))
        given = _given(verb, base)
        condition = given or _condition(verb, base)
        if hedge.kind == "modal" and not (
            condition is not None or is_forecaster(cue) or _is_thing(verb, draft, base)
        ):
            continue
        outcome = _outcome(verb, parse[last], base)
        if outcome is not None:
            yield Forecast(cue, hedge, condition, outcome, realised=given is not None)


_WITH_WILL: Final = frozenset(
    (
        "minister president leader official envoy ambassador diplomat general commander admiral "
        "spokesman spokeswoman spokesperson lawmaker senator deputy parliament government cabinet "
        "ministry council court judge police army troop soldier delegation chief king queen prince "
        "chancellor secretary governor mayor premier rebel team side party country state nation "
        "company firm bank union worker protester voter who they he she we"
    ).split()
)


def _hedges(parse: Any) -> Iterator[tuple[int, int, Hedge]]:
    """First and last token of each hedge, the longest at every place."""
    hedges = load_hedges("en")
    words = [token.lower_ for token in parse]
    lemmas = [token.lemma_.lower() for token in parse]
    at = 0
    while at < len(words):
        for size in range(min(3, len(words) - at), 0, -1):
            joined = " ".join(words[at : at + size])
            single = lemmas[at] if size == 1 else joined
            hedge = hedges.get(joined) or (hedges.get(single) if parse[at].pos_ == "VERB" else None)
            if hedge is not None and _fits(parse[at], hedge):
                yield at, at + size - 1, hedge
                at += size - 1
                break
        at += 1


def _fits(token: Any, hedge: Hedge) -> bool:
    if hedge.word in ("may", "might", "could", "would", "will", "can"):
        return bool(token.dep_ in ("aux", "ROOT") and token.tag_ == "MD")
    if hedge.word == "risk":
        return bool(token.pos_ == "VERB")
    return True


def _verb(token: Any) -> Any | None:
    """The verb that a hedge modifies."""
    if token.dep_ == "aux" or token.dep_ == "advmod":
        return token.head
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "pcomp", "dobj"):
            return child
    if token.lower_ == "to" and token.head.pos_ == "VERB":
        return token.head
    return token.head if token.head is not token and token.head.pos_ in ("VERB", "AUX") else None


def _is_past(verb: Any) -> bool:
    """may have killed, could not reach in the past: no forecast."""
    return any(child.dep_ == "aux" and child.lower_ == "have" for child in verb.children)


def _is_thing(verb: Any, draft: Draft, base: int) -> bool:
    """Whether the subject is a thing or an act, not somebody with a will."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
    if subject is None:
        return False
    if subject.dep_ == "csubj" or subject.lower_ in _NO_WILL:
        return True
    if subject.lemma_.lower() in _WITH_WILL:
        return False
    at = base + subject.idx
    return (
        not any(m.span.start <= at < m.span.end for m in draft.mentions) and subject.pos_ == "NOUN"
    )


def _given(verb: Any, base: int) -> Span | None:
    """ "Now that the troops have left, … may": a condition that is told as a fact."""
    for child in verb.children:
        if child.dep_ not in ("advcl", "ccomp", "advmod"):
            continue
        tokens = [t for t in child.subtree if not t.is_punct]
        if [t.lower_ for t in tokens[:2]] == ["now", "that"] and len(tokens) > 2:
            return Span(base + tokens[2].idx, base + tokens[-1].idx + len(tokens[-1].text))
    return None


def _condition(verb: Any, base: int) -> Span | None:
    for node in (verb, verb.head):
        for child in node.children:
            if child.dep_ != "advcl":
                continue
            mark = next((c for c in child.children if c.lower_ in _IF and c.i < child.i), None)
            if mark is not None and mark.lower_ != "when":
                tokens = [t for t in child.subtree if t.i > mark.i and not t.is_punct]
                if tokens:
                    return Span(base + tokens[0].idx, base + tokens[-1].idx + len(tokens[-1].text))
    return None


def _outcome(verb: Any, hedge: Any, base: int) -> Span | None:
    """The verb with what depends on it behind the hedge, without its conditions."""
    inside = {t.i for c in verb.children if c.dep_ in ("advcl", "conj") for t in c.subtree}
    tokens = [t for t in verb.subtree if t.i > hedge.i and t.i not in inside]
    tokens = [t for t in tokens if t.i >= min(verb.i, hedge.i)]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if not tokens:  # a recession is very likely: the subject is what may come
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")]
        tokens = [t for c in subjects for t in c.subtree if not t.is_punct]
    if not tokens:
        return None
    return Span(base + tokens[0].idx, base + tokens[-1].idx + len(tokens[-1].text))
