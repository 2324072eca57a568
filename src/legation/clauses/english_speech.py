"""Acts of speech in English sentences: verbs, nouns, phrases and quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from legation.clauses.english_content import Contents
from legation.clauses.english_cues import Reporting, load_reporting
from legation.clauses.english_phrases import Phrases
from legation.clauses.english_quotes import Quote, find_quotes
from legation.clauses.english_speakers import Speaker, speaker_at
from legation.clauses.english_subjects import agent_of, is_passive, subject_of
from legation.clauses.english_tree import Tree
from legation.model.clause import Speech
from legation.model.reading import Draft

_OWN_FRAMING: Final = frozenset({"present", "frame", "tout", "bill", "justify"})
_EVIDENT: Final = frozenset(
    {
        *("show", "reveal", "indicate", "suggest", "demonstrate", "mean", "imply", "signal"),
        *("find", "underline", "underscore", "highlight", "see", "hold", "conclude"),
    }
)
_DOCUMENTS: Final = frozenset(
    {
        *("report", "data", "document", "figure", "survey", "poll", "study", "record", "file"),
        *("investigation", "inquiry", "image", "footage", "statement", "letter", "leak", "memo"),
        *("cable", "audit", "statistic", "review", "paper", "article", "email", "message"),
        *("ministry", "government", "court", "panel", "commission", "committee", "agency"),
        *("newspaper", "official", "spokesman", "spokeswoman", "spokesperson", "minister"),
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
        self._phrases = Phrases(draft, self._contents.trim)
        self._cues = load_reporting()

    def read(self, trees: Mapping[int, Tree]) -> list[Speech]:
        """All speeches, sentence by sentence; within one, the outermost first."""
        found: list[Speech] = []
        for tree in trees.values():
            here = [*self._phrases.of(tree), *self._verbs(tree), *self._nouns(tree)]
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
        if not speaker.actors and self._is_evidence(tree, verb, row):
            return
        contents = list(self._contents.of(tree, verb, row))
        for content, form in contents:
            yield replace(base, content=content, form=form)
        if contents:
            yield from self._told(tree, verb, base)

    def _speaker(self, tree: Tree, verb: int, row: Reporting) -> Speaker:
        subject = subject_of(tree, verb)
        if is_passive(tree, verb) and row.cue != "quote":
            doer = agent_of(tree, verb)
            if doer is not None:
                return self._who(tree, doer)
            # "X's raid is presented as …": by X, unless another is named
            if row.cue not in _OWN_FRAMING:
                return Speaker()
        return self._who(tree, subject.head) if subject is not None else Speaker()

    def _is_evidence(self, tree: Tree, verb: int, row: Reporting) -> bool:
        """Whether nobody speaks: "the delay shows that …", "is blamed for"."""
        if row.takes == "of":
            return True
        subject = tree.kid(verb, "nsubj")
        return (
            tree.lemmas[verb] in _EVIDENT
            and subject is not None
            and tree.lemmas[subject] not in _DOCUMENTS
            and tree.pos[subject] == "NOUN"
        )

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

    # --- nouns -----------------------------------------------------------------------------

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
