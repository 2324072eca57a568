"""Acts of speech in English sentences: verbs, nouns, phrases and quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from legation.clauses.english_content import Contents
from legation.clauses.english_cues import Reporting, load_reporting
from legation.clauses.english_quotes import Quote, find_quotes
from legation.clauses.english_speakers import Speaker, speaker_at
from legation.clauses.english_subjects import agent_of, is_passive, subject_of
from legation.clauses.english_tree import Tree
from legation.model.clause import Speech
from legation.model.reading import Draft
from legation.model.span import Span

_PERSPECTIVE: Final = frozenset(
    {
        *(
            "viewpoint",
            "perspective",
            "standpoint",
            "view",
            "opinion",
            "eye",
            "narrative",
            "account",
        ),
        *(
            "telling",
            "version",
            "reading",
            "framing",
            "rhetoric",
            "discourse",
            "mind",
            "estimation",
        ),
    }
)
_OPENING: Final = frozenset({"report", "write", "say", "quote", "reveal", "disclose", "according"})


class Speeches:
    """Finds who says what in the English sentences of a draft."""

    def __init__(self, draft: Draft, indices: Sequence[int]) -> None:
        self._draft = draft
        self._text = draft.document.text
        self._quotes = find_quotes(draft, indices)
        self._contents = Contents(draft, self._quotes)
        self._cues = load_reporting()

    def read(self, trees: Mapping[int, Tree]) -> list[Speech]:
        """All speeches, sentence by sentence; within one, the outermost first."""
        found: list[Speech] = []
        for tree in trees.values():
            here = [*self._phrases(tree), *self._verbs(tree), *self._nouns(tree)]
            here.sort(key=_nesting)
            found += here
        return self._carry(found)

    # --- verbs -----------------------------------------------------------------------------

    def _verbs(self, tree: Tree) -> Iterator[Speech]:
        for token, pos in enumerate(tree.pos):
            if pos != "VERB" or tree.deps[token] in ("aux", "amod", "compound"):
                continue
            for row in self._cues.get((tree.lemmas[token], "v"), ()):
                tokens = _behind(tree, token, row.cue)
                if tokens is None:
                    continue
                speeches = list(self._spoken(tree, token, tokens, row))
                if speeches:
                    yield from speeches
                    break

    def _spoken(self, tree: Tree, verb: int, tokens: list[int], row: Reporting) -> Iterator[Speech]:
        if row.cue == "cite" and tree.tags[verb] == "VBG":
            yield from self._citing(tree, verb)
            return
        speaker = self._speaker(tree, verb, row)
        cue = tree.span(tokens) if tokens[-1] - tokens[0] < len(tokens) + 2 else tree.span([verb])
        base = Speech(
            cue,
            tree.sentence,
            speaker.actors,
            speaker.mentions,
            None,
            "indirect",
            row.kind,
            opens=speaker.press and tree.lemmas[verb] in _OPENING,
        )
        if row.takes == "none":
            yield base
            return
        contents = list(self._contents.of(tree, verb, row))
        for content, form in contents:
            yield replace(base, content=content, form=form)
        if contents:
            yield from self._told(tree, verb, base)

    def _speaker(self, tree: Tree, verb: int, row: Reporting) -> Speaker:
        if is_passive(tree, verb) and row.cue != "quote":
            doer = agent_of(tree, verb)
            return self._who(tree, doer) if doer is not None else Speaker()
        subject = subject_of(tree, verb)
        return self._who(tree, subject.head) if subject is not None else Speaker()

    def _who(self, tree: Tree, head: int) -> Speaker:
        return speaker_at(tree, head, self._draft.mentions, self._text)

    def _told(self, tree: Tree, verb: int, base: Speech) -> Iterator[Speech]:
        """The paper that is told something passes it on: it is the outer source."""
        for kid in tree.all_kids(verb, "dobj", "dative"):
            if tree.lemmas[verb] not in ("tell", "inform", "brief") or tree.named[kid] < 0:
                continue
            listener = self._who(tree, kid)
            if listener.press and listener.mentions:
                content = self._contents.trim(tree.span(tree.subtree(verb)))
                yield replace(
                    base,
                    speakers=listener.actors,
                    speaker_mentions=listener.mentions,
                    content=content,
                    opens=True,
                    kind="assertion",
                )

    def _citing(self, tree: Tree, verb: int) -> Iterator[Speech]:
        """ "…, citing people familiar with the talks": the source of the clause above."""
        cited = tree.kid(verb, "dobj")
        if cited is None or tree.heads[verb] == verb:
            return
        speaker = self._who(tree, cited)
        if not speaker.actors:
            return
        head = tree.heads[verb]
        inner = tree.kid(head, "ccomp")
        if inner is None:
            inner = tree.kid(verb, "ccomp")
        tokens = tree.subtree(inner if inner is not None else head)
        own = set(tree.subtree(verb)) - (set(tokens) if inner is not None else set())
        tokens = [token for token in tokens if token not in own]
        if tokens:
            yield Speech(
                tree.span([verb]),
                tree.sentence,
                speaker.actors,
                speaker.mentions,
                self._contents.trim(tree.span(tokens)),
                "indirect",
                "assertion",
            )

    # --- phrases and nouns -----------------------------------------------------------------

    def _phrases(self, tree: Tree) -> Iterator[Speech]:
        for token, word in enumerate(tree.words):
            for row in self._cues.get((word, "p"), ()):
                tokens = _run(tree, token, row.cue)
                if tokens is not None:
                    source = tree.kid(tokens[-1], "pobj", "dobj")
                    if source is not None:
                        yield from self._framed(tree, tokens, source, row)
                    break
            if tree.lemmas[token] in _PERSPECTIVE and tree.deps[token] == "pobj":
                yield from self._viewed(tree, token)

    def _framed(
        self, tree: Tree, tokens: list[int], source: int, row: Reporting
    ) -> Iterator[Speech]:
        speaker = self._who(tree, source)
        if not speaker.actors and row.cue != "according to":
            return
        phrase = sorted({*tokens, *tree.subtree(source)})
        content = self._rest(tree, phrase)
        if content is not None:
            first = phrase[0] <= 1
            yield Speech(
                tree.span(tokens),
                tree.sentence,
                speaker.actors,
                speaker.mentions,
                content,
                "indirect",
                row.kind,
                opens=speaker.press and first,
            )

    def _viewed(self, tree: Tree, noun: int) -> Iterator[Speech]:
        """ "From Washington's viewpoint", "in the official Cuban narrative"."""
        preposition = tree.heads[noun]
        if tree.words[preposition] not in ("from", "in", "by", "to"):
            return
        speaker = self._who(tree, noun)
        if speaker.actors:
            phrase = tree.subtree(preposition)
            content = self._rest(tree, phrase)
            if content is not None:
                yield Speech(
                    tree.span(tree.phrase(preposition)),
                    tree.sentence,
                    speaker.actors,
                    speaker.mentions,
                    content,
                    "indirect",
                    "framing",
                )

    def _rest(self, tree: Tree, phrase: list[int]) -> Span | None:
        """What a phrase of attribution covers: the sentence behind it, or the clause around it."""
        last = len(tree.words) - 1
        if phrase[0] <= 1:
            tokens = list(range(phrase[-1] + 1, last + 1))
        else:
            head = tree.heads[phrase[0]]
            while head not in phrase and tree.pos[head] not in ("VERB", "AUX"):
                if tree.heads[head] == head:
                    break
                head = tree.heads[head]
            around = tree.subtree(head) if head not in phrase else list(range(last + 1))
            if phrase[-1] >= last - 1:
                around = list(range(around[0], phrase[0]))
            tokens = around
        span = self._contents.trim(tree.span(tokens)) if tokens else None
        return span if span is not None and len(span) else None

    def _nouns(self, tree: Tree) -> Iterator[Speech]:
        for token, pos in enumerate(tree.pos):
            if pos != "NOUN" or tree.named[token] >= 0:
                continue
            for row in self._cues.get((tree.lemmas[token], "n"), ()):
                clause = _that_clause(tree, token)
                if clause is None:
                    continue
                speaker = self._owner(tree, token)
                if speaker.actors:
                    yield Speech(
                        tree.span([token]),
                        tree.sentence,
                        speaker.actors,
                        speaker.mentions,
                        self._contents.trim(tree.span(tree.subtree(clause))),
                        "indirect",
                        row.kind,
                    )

    def _owner(self, tree: Tree, noun: int) -> Speaker:
        for kid in tree.all_kids(noun, "poss", "amod", "compound"):
            speaker = self._who(tree, kid)
            if speaker.actors:
                return speaker
        for kid in tree.all_kids(noun, "prep"):
            inner = tree.kid(kid, "pobj")
            if tree.words[kid] in ("by", "of", "from", "among") and inner is not None:
                return self._who(tree, inner)
        return Speaker()

    # --- quotations without a cue ----------------------------------------------------------

    def _carry(self, speeches: list[Speech]) -> list[Speech]:
        """Whole sentences in quotes without a cue belong to whoever spoke last, or speaks next."""
        found = list(speeches)
        for quote in self._quotes:
            if quote in self._contents.used or not quote.whole:
                continue
            place = self._sentence_at(quote.mark.start)
            if place is None or not self._fills(quote, place):
                continue
            near = self._neighbour(speeches, place)
            found.append(
                Speech(
                    quote.mark,
                    place,
                    near.speakers if near else (),
                    near.speaker_mentions if near else (),
                    self._contents.trim_quote(quote),
                    "direct",
                    "assertion",
                )
            )
        found.sort(key=lambda speech: speech.sentence)
        return found

    def _sentence_at(self, offset: int) -> int | None:
        sentences = self._draft.sentences
        low, high = 0, len(sentences)
        while low < high:
            middle = (low + high) // 2
            if sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(sentences) else None

    def _fills(self, quote: Quote, place: int) -> bool:
        span = self._draft.sentences[place].span
        return quote.mark.start == span.start and quote.outer.end >= span.end - 1

    def _neighbour(self, speeches: list[Speech], place: int) -> Speech | None:
        before = [s for s in speeches if 0 <= place - s.sentence <= 2 and s.speakers]
        if before and before[-1].content is not None:
            return before[-1]
        behind = [s for s in speeches if s.sentence == place + 1 and s.form == "direct"]
        return behind[0] if behind else None


def _nesting(speech: Speech) -> tuple[int, int]:
    span = speech.content or speech.cue
    return span.start, -len(span)


def _behind(tree: Tree, verb: int, cue: str) -> list[int] | None:
    """The tokens of a cue of several words that begins with the verb, or None."""
    tokens = [verb]
    for word in cue.split()[1:]:
        last = tokens[-1]
        near = range(last + 1, min(last + 4, len(tree.words)))
        match = next((t for t in near if word in (tree.words[t], tree.lemmas[t])), None)
        if match is None:
            return None
        tokens.append(match)
    return tokens


def _run(tree: Tree, start: int, cue: str) -> list[int] | None:
    words = cue.split()
    run = range(start, start + len(words))
    fits = run.stop <= len(tree.words) and [tree.words[token] for token in run] == words
    return list(run) if fits else None


def _that_clause(tree: Tree, noun: int) -> int | None:
    for kid in tree.all_kids(noun, "acl", "ccomp", "relcl"):
        if any(tree.words[mark] == "that" for mark in tree.all_kids(kid, "mark")):
            return kid
    head = tree.heads[noun]
    if tree.deps[noun] == "nsubj" and tree.lemmas[head] == "be":
        clause = tree.kid(head, "ccomp")
        if clause is not None and any(
            tree.words[mark] == "that" for mark in tree.all_kids(clause, "mark")
        ):
            return clause
    return None
