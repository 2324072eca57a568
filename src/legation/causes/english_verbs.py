"""English causes told by a verb: lead to, blame, present as, cite, be about, result from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from legation.causes.english_spans import (
    clause_before,
    is_future,
    item_spans,
    items,
    negated,
    phrase_span,
    points,
    span_of,
    words_of,
)
from legation.causes.link import Link
from legation.clauses.english_tree import Tree
from legation.model.records import Layer
from legation.model.span import Span

_WITH_TO: Final = frozenset({"lead", "contribute", "push", "drive"})
_WITH_IN: Final = frozenset({"result"})
_NEAR: Final = 5
_LED: Final = frozenset({"bring", "lead", "push", "elevate", "force", "compel"})
_PUSHED: Final = frozenset({"force", "compel", "push", "drive", "spur", "elevate"})
_FORCED: Final = frozenset({"prompt", "force", "compel", "spur", "push", "drive", "lead", "cause"})
_STATES: Final = frozenset(
    "concern fear tension tensions anger crisis conflict pressure importance influence unity worry "
    "dispute inequality resentment mistrust risk position alliance relation economy "
    "inflation".split()
)
_MILD: Final = frozenset({"deepen", "worsen", "elevate", "undermine", "heighten", "exacerbate"})


def find_verbs(tree: Tree) -> Iterator[Link]:
    """The links that verbs make, in order; verbs that frame an act come before all others."""
    for reader in _READERS:
        for verb, pos in enumerate(tree.pos):
            if pos in ("VERB", "AUX"):
                yield from reader(tree, verb)


def _cue(tree: Tree, *tokens: int) -> Span:
    return Span(tree.starts[min(tokens)], tree.ends[max(tokens)])


def _subject(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, or of the one it is coordinated with or governed by."""
    for _ in range(3):
        found = tree.kid(verb, "nsubj", "nsubjpass", "csubj")
        if found is not None:
            return found
        if tree.deps[verb] not in ("conj", "xcomp"):
            return None
        verb = tree.heads[verb]
    return None


def _frames(tree: Tree, verb: int) -> Iterator[Link]:
    """The raid was presented as an effort to free hostages."""
    if tree.lemmas[verb] not in words_of("frame"):
        return
    marker = next((k for k in tree.kids[verb] if tree.words[k] == "as" and k > verb), None)
    if marker is None:
        return
    content = tree.kid(marker, "pobj", "pcomp")
    if content is None:
        return
    inner = _aim_below(tree, content)
    if inner is None and tree.lemmas[verb] not in ("justify", "sell", "defend"):
        return
    cause = phrase_span(tree, content) if inner is None else inner
    passive = tree.kid(verb, "nsubjpass") is not None
    target = tree.kid(verb, "nsubjpass") if passive else tree.kid(verb, "dobj")
    if cause is None or target is None:
        return
    effect = None if points(tree, target) else phrase_span(tree, target)
    yield Link(
        _cue(tree, verb, marker),
        (cause,),
        effect,
        "official",
        aim=True,
        said=True,
        negated=negated(tree, verb),
        anchor="topic",
        holder=_holder(tree, verb) if not passive else None,
    )


def _holder(tree: Tree, verb: int) -> Span | None:
    subject = _subject(tree, verb)
    return None if subject is None else phrase_span(tree, subject)


def _aim_below(tree: Tree, noun: int) -> Span | None:
    """What an effort or operation is for: efforts to V, operations aimed at V-ing."""
    for kid in tree.kids[noun]:
        if kid < noun or tree.deps[kid] not in ("acl", "prep", "relcl", "advcl"):
            continue
        if tree.deps[kid] == "acl" and tree.is_infinitive(kid):
            return span_of(tree, [t for t in tree.subtree(kid) if t >= kid])
        if tree.lemmas[kid] in ("aim", "design", "intend", "mean"):
            inner = tree.kid(kid, "prep", "xcomp")
            inner = inner if inner is not None else kid
            tokens = [t for t in tree.subtree(inner) if t > inner or tree.deps[inner] == "xcomp"]
            return span_of(tree, [t for t in tokens if tree.words[t] != "to"])
        if tree.words[kid] in ("against", "for"):
            return span_of(tree, [t for t in tree.subtree(kid) if t > kid])
    return None


def _causes(tree: Tree, verb: int) -> Iterator[Link]:
    """X led to Y; Y was caused by X; …, prompting Y."""
    lemma = tree.lemmas[verb]
    if lemma not in words_of("cause") or is_future(tree, verb):
        return
    if lemma == "bring" and not any(tree.words[k] == "about" for k in tree.kids[verb]):
        return
    if tree.kid(verb, "auxpass") is not None or tree.kid(verb, "agent") is not None:
        yield from _passive(tree, verb)
        return
    effect = _outcome(tree, verb)
    if effect is None:
        return
    cue, causes = _cue(tree, verb), _brought_by(tree, verb)
    if causes and not any(effect.overlaps(cause) for cause in causes):
        yield Link(cue, causes, effect, "unspecified", negated=negated(tree, verb))


def _passive(tree: Tree, verb: int) -> Iterator[Link]:
    by = tree.kid(verb, "agent")
    content = tree.kid(by, "pobj", "pcomp") if by is not None else None
    target = tree.kid(verb, "nsubjpass")
    if content is None or by is None or tree.lemmas[verb] in _LED:
        return
    if target is None:
        if tree.deps[verb] != "acl":
            return
        target = tree.heads[verb]
        effect = span_of(tree, [t for t in tree.phrase(target) if t < verb])
    else:
        effect = None if points(tree, target) else phrase_span(tree, target)
    causes = item_spans(tree, content, keep=False)
    if causes:
        yield Link(
            _cue(tree, verb, by),
            causes,
            effect,
            "unspecified",
            negated=negated(tree, verb),
            anchor="topic",
        )


def _outcome(tree: Tree, verb: int) -> Span | None:
    """What a verb of causing brings about."""
    lemma = tree.lemmas[verb]
    if lemma in _WITH_TO | _WITH_IN:
        marker = "in" if lemma in _WITH_IN else "to"
        prep = next((k for k in tree.kids[verb] if tree.words[k] == marker and k > verb), None)
        object_ = tree.kid(verb, "dobj")
        if prep is not None and object_ is None and tree.deps[prep] in ("prep", "dative"):
            return span_of(tree, [t for t in tree.subtree(prep) if t > prep])
        if lemma in _WITH_IN or tree.kid(verb, "xcomp", "ccomp") is None:
            return None
    made = tree.kid(verb, "xcomp", "ccomp") if lemma in _FORCED else None
    thing = tree.kid(verb, "dobj")
    if made is not None:
        return span_of(tree, [t for t in tree.subtree(verb) if t > verb])
    if thing is None or lemma in _WITH_TO or (lemma in _PUSHED and lemma not in _MILD):
        return None
    if lemma in _MILD:
        tokens = [t for t in tree.subtree(thing) if t >= verb]
        return span_of(tree, [verb, *tokens]) if tree.lemmas[thing] in _STATES else None
    return phrase_span(tree, thing)


def _brought_by(tree: Tree, verb: int) -> tuple[Span, ...]:
    """Subject of a verb of causing: a thing, the noun of a relative clause, or the main clause."""
    subject = _subject(tree, verb)
    dep = tree.deps[verb]
    if subject is not None and tree.words[subject] in ("which", "that") and dep == "relcl":
        noun = tree.heads[verb]
        found = span_of(tree, [t for t in tree.phrase(noun) if t < verb])
        return (found,) if found is not None else ()
    if subject is not None:
        if (tree.named[subject] >= 0 and tree.kinds[subject] != "place") or points(tree, subject):
            return ()
        return item_spans(tree, subject, keep=False)
    if dep == "advcl" and tree.tags[verb] == "VBG" and tree.heads[verb] < verb:
        found = clause_before(tree, tree.heads[verb], tree.subtree(verb)[0])
        return (found,) if found is not None else ()
    return ()


def _stems(tree: Tree, verb: int) -> Iterator[Link]:
    """Y stems from X."""
    if tree.lemmas[verb] not in words_of("stem"):
        return
    prep = next((k for k in tree.kids[verb] if tree.words[k] == "from" and k > verb), None)
    content = tree.kid(prep, "pobj", "pcomp") if prep is not None else None
    subject = _subject(tree, verb)
    if content is None or prep is None:
        return
    if subject is None and tree.deps[verb] == "acl":
        effect = span_of(tree, [t for t in tree.phrase(tree.heads[verb]) if t < verb])
    elif subject is None or points(tree, subject):
        effect = None
    else:
        effect = phrase_span(tree, subject)
    causes = item_spans(tree, content, keep=False)
    if causes:
        yield Link(
            _cue(tree, verb, prep),
            causes,
            effect,
            "unspecified",
            negated=negated(tree, verb),
            anchor="topic",
        )


def _blames(tree: Tree, verb: int) -> Iterator[Link]:
    """X blamed Y on Z; X blamed Z for Y; X attributed Y to Z."""
    markers = {"blame": ("on", "for"), "attribute": ("to",), "ascribe": ("to",), "pin": ("on",)}
    wanted = markers.get(tree.lemmas[verb])
    if wanted is None:
        return
    thing = tree.kid(verb, "dobj", "nsubjpass")
    prep = _prep_below(tree, verb, thing, wanted)
    content = tree.kid(prep, "pobj", "pcomp") if prep is not None else None
    if thing is None or prep is None or content is None:
        return
    first = span_of(tree, [t for t in tree.phrase(thing) if t < prep or t < verb])
    second = phrase_span(tree, content)
    if first is None or second is None:
        return
    effect, cause = (second, first) if tree.words[prep] == "for" else (first, second)
    passive = tree.kid(verb, "nsubjpass") is not None
    yield Link(
        _cue(tree, verb),
        (cause,),
        effect,
        "unspecified" if passive else "official",
        said=not passive,
        negated=negated(tree, verb),
        holder=None if passive else _holder(tree, verb),
    )


def _prep_below(tree: Tree, verb: int, thing: int | None, wanted: tuple[str, ...]) -> int | None:
    places = [verb] if thing is None else [verb, thing]
    return next(
        (k for place in places for k in tree.kids[place] if tree.words[k] in wanted and k > verb),
        None,
    )


def _cites(tree: Tree, verb: int) -> Iterator[Link]:
    """The bank froze the loan, citing fraud; on the surface the ministry stresses safety."""
    deps, lemma = tree.deps[verb], tree.lemmas[verb]
    thing = tree.kid(verb, "dobj")
    if thing is None or tree.named[thing] >= 0:
        return  # citing somebody is no ground
    late = {t for kid in tree.all_kids(verb, "advcl", "conj") for t in tree.subtree(kid)}
    found = span_of(tree, [t for t in tree.subtree(verb) if t > verb and t not in late])
    cause = (found,) if found is not None else ()
    if lemma in words_of("cite") and deps == "advcl" and tree.tags[verb] == "VBG":
        above = tree.heads[verb]
        tokens = tree.subtree(verb)
        start = tokens[-1] + 1 if verb < above else None
        effect = (
            clause_before(tree, above, tokens[0])
            if start is None
            else span_of(tree, [t for t in tree.subtree(above) if t >= start])
        )
        if effect is not None and cause:
            yield Link(_cue(tree, verb), cause, effect, "official", aim=True, said=True)
        return
    if lemma in ("emphasize", "emphasise", "stress", "cite", "invoke", "claim") and cause:
        before = " ".join(tree.words[:verb])
        if "on the surface" in before or any(w in words_of("open") for w in tree.words[:verb]):
            yield Link(
                _cue(tree, verb),
                cause,
                None,
                "official",
                aim=True,
                said=True,
                anchor="topic",
                holder=_holder(tree, verb),
            )


def _about(tree: Tree, verb: int) -> Iterator[Link]:
    """The war is not about X but about Y; the vote was really about Y."""
    if tree.lemmas[verb] != "be":
        return
    subject = _subject(tree, verb)
    preps = [k for k in tree.subtree(verb) if k > verb and tree.words[k] == "about"]
    preps = [k for k in preps if k - verb < _NEAR or "but" in tree.words[verb:k]]
    if not preps or subject is None:
        return
    around = tree.words[verb : preps[-1] + 1]
    if len(preps) < 2 and not any(word in words_of("deep") for word in around):
        return
    content = tree.kid(preps[-1], "pobj", "pcomp")
    if content is None:
        return
    effect = None if points(tree, subject) else phrase_span(tree, subject)
    causes = item_spans(tree, content, keep=False)
    if causes:
        yield Link(_cue(tree, preps[-1]), causes, effect, "underlying", aim=True, anchor="topic")


def _tries(tree: Tree, verb: int) -> Iterator[Link]:
    """They aim to V, where they are acts; the measures seek to V."""
    if tree.lemmas[verb] not in words_of("try"):
        return
    inner = tree.kid(verb, "xcomp")
    subject = _subject(tree, verb)
    if inner is None or subject is None or not tree.is_infinitive(inner):
        return
    pronoun = tree.words[subject] in ("it", "they", "this", "these")
    if pronoun and tree.lemmas[verb] not in ("aim", "seek"):
        return
    if not pronoun and tree.lemmas[subject] not in words_of("deed"):
        return
    effect = None if points(tree, subject) else phrase_span(tree, subject)
    causes = _verbs_of(tree, inner)
    if causes:
        layer: Layer = "underlying" if pronoun else "unspecified"
        yield Link(_cue(tree, verb), causes, effect, layer, aim=True, anchor="topic", pointing=True)


def _verbs_of(tree: Tree, verb: int) -> tuple[Span, ...]:
    """Coordinated verbs, each with what belongs to it."""
    found = items(tree, verb)
    above = tree.heads[verb]
    if len(found) == 1:  # the parser may hang the second aim on the verb above
        found += [k for k in tree.kids[above] if tree.deps[k] == "conj" and tree.tags[k] == "VB"]
        found += [k for other in found[1:] for k in tree.kids[other] if tree.deps[k] == "conj"]
    spans = []
    for place, item in enumerate(found):
        later = {t for other in found[place + 1 :] for t in tree.subtree(other)}
        stop = found[place + 1] if place + 1 < len(found) else len(tree.words)
        part = span_of(tree, [t for t in tree.subtree(item) if item <= t < stop and t not in later])
        if part is not None:
            spans.append(part)
    return tuple(spans)


def _benefits(tree: Tree, verb: int) -> Iterator[Link]:
    """Holding the strait would enhance its leverage, strengthening …"""
    if tree.lemmas[verb] not in words_of("benefit"):
        return
    subject = tree.kid(verb, "csubj")
    if subject is None or tree.tags[subject] != "VBG":
        return
    effect = phrase_span(tree, subject)
    late = [k for k in tree.kids[verb] if tree.deps[k] == "advcl" and tree.tags[k] == "VBG"]
    late = [k for k in late if k > verb]
    away = {t for k in late for t in tree.subtree(k)}
    causes = [span_of(tree, [t for t in tree.subtree(verb) if t >= verb and t not in away])]
    causes += [phrase_span(tree, kid) for kid in late]
    spans = tuple(cause for cause in causes if cause is not None)
    if spans and effect is not None:
        yield Link(_cue(tree, verb), spans, effect, "underlying", aim=True)


_READERS: Final[tuple[Callable[[Tree, int], Iterator[Link]], ...]] = (
    _frames,
    _blames,
    _cites,
    _about,
    _tries,
    _benefits,
    _causes,
    _stems,
)
