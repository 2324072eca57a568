"""Phrases that name a source or a view: "according to X", "from X's viewpoint", "for X, …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from legation.clauses.english_cues import Reporting, load_reporting
from legation.clauses.english_speakers import Speaker, speaker_at
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
_SHORT: Final = 4


class Phrases:
    """Finds phrases of attribution. `trim` strips a span of marks and spaces at its edges."""

    def __init__(self, draft: Draft, trim: Callable[[Span], Span]) -> None:
        self._draft = draft
        self._trim = trim
        self._cues = load_reporting()

    def of(self, tree: Tree) -> Iterator[Speech]:
        """Speeches opened by phrases of one sentence, in order."""
        for token, word in enumerate(tree.words):
            for row in self._cues.get((word, "p"), ()):
                tokens = _run(tree, token, row.cue)
                if tokens is not None:
                    source = tree.kid(tokens[-1], "pobj", "dobj")
                    if source is not None:
                        yield from self._framed(tree, tokens, source, row)
                    break
            if token == 0 and word in ("for", "to"):
                yield from self._seen_by(tree)
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

    def _seen_by(self, tree: Tree) -> Iterator[Speech]:
        """ "For X, doing this is …": the sentence is X's view of it."""
        noun = tree.kid(0, "pobj")
        if noun is None or tree.kinds[noun] not in ("name", "metonym"):
            return
        phrase = tree.subtree(0)
        behind = phrase[-1] + 1
        comma = behind < len(tree.words) and tree.words[behind] == ","
        if comma and len(phrase) <= _SHORT and phrase[-1] == noun:
            speaker, content = self._who(tree, noun), self._rest(tree, phrase)
            if content is not None and speaker.actors:
                yield Speech(
                    tree.span(phrase),
                    tree.sentence,
                    speaker.actors,
                    speaker.mentions,
                    content,
                    "indirect",
                    "framing",
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
            if phrase[-1] >= last - 1 and tree.words[phrase[0] - 1] == ",":
                while tree.deps[head] == "ccomp":  # "X said that …, according to Y": Y has it all
                    head = tree.heads[head]
            around = tree.subtree(head) if head not in phrase else list(range(last + 1))
            if phrase[-1] >= last - 1:
                around = list(range(around[0], phrase[0]))
            tokens = around
        span = self._trim(tree.span(tokens)) if tokens else None
        return span if span is not None and len(span) else None

    def _who(self, tree: Tree, head: int) -> Speaker:
        return speaker_at(tree, head, self._draft.mentions, self._draft.document.text)


def _run(tree: Tree, start: int, cue: str) -> list[int] | None:
    words = cue.split()
    run = range(start, start + len(words))
    fits = run.stop <= len(tree.words) and [tree.words[token] for token in run] == words
    return list(run) if fits else None
