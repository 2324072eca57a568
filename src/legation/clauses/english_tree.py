"""An English parse as plain lists: what the clause readers ask of it, without spaCy's objects."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# What hangs on a noun phrase without being part of the phrase itself.
_LOOSE = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "appos"})
_TITLES = frozenset({"title", "heading"})
_DONE_TO = frozenset(
    "arrest detain kill seize jail imprison sack expel release free deport oust sentence charge "
    "ban wound injure capture abduct kidnap execute hang convict acquit shoot bomb summon suspend "
    "sanction indict accuse raid shell block close lift freeze extradite evacuate ambush".split()
)
_CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence. Lists run parallel to its tokens; a root is its own head.

    `starts` and `ends` are document offsets. `named` holds for each token the index of the
    draft's mention that covers it, or -1; `kinds` that mention's kind, or "".
    """

    sentence: int
    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    kids: list[list[int]]
    starts: list[int]
    ends: list[int]
    named: list[int]
    kinds: list[str]

    def kid(self, token: int, *deps: str) -> int | None:
        """The first child with one of the relations."""
        return next((kid for kid in self.kids[token] if self.deps[kid] in deps), None)

    def all_kids(self, token: int, *deps: str) -> list[int]:
        """The children with one of the relations, in order."""
        return [kid for kid in self.kids[token] if self.deps[kid] in deps]

    def subtree(self, token: int, without: frozenset[str] = frozenset()) -> list[int]:
        """The token and all below it, in order, but for branches with a relation in `without`."""
        found, queue = [token], [token]
        while queue:
            for kid in self.kids[queue.pop()]:
                if self.deps[kid] not in without:
                    found.append(kid)
                    queue.append(kid)
        found.sort()
        return found

    def phrase(self, token: int) -> list[int]:
        """The noun phrase of a head: no clauses, appositions or marks at its edges."""
        tokens = self.subtree(token, _LOOSE)
        while len(tokens) > 1 and self.pos[tokens[-1]] in ("PUNCT", "CCONJ"):
            tokens.pop()
        while len(tokens) > 1 and self.pos[tokens[0]] in ("PUNCT", "SPACE"):
            tokens.pop(0)
        return tokens

    def clause(self, verb: int) -> list[int]:
        """The tokens of a verb's own clause, without the clauses that hang on it."""
        inner = self.subtree(verb, _CLAUSAL)
        other = {
            token
            for kid in self.kids[verb]
            if self.deps[kid] == "conj" and self.pos[kid] in ("VERB", "AUX")
            for token in self.subtree(kid)
        }
        end = min((token for token in other if token > verb), default=len(self.words))
        return [token for token in inner if token not in other and token < end]

    def span(self, tokens: Sequence[int]) -> Span:
        """From the first to the last of the tokens, in document offsets; no white space before."""
        first = next((token for token in tokens if self.pos[token] != "SPACE"), tokens[0])
        return Span(self.starts[first], self.ends[tokens[-1]])

    def conjuncts(self, token: int) -> list[int]:
        """The token and the nominals coordinated with it."""
        found = [token]
        for head in found:
            found.extend(
                kid
                for kid in self.kids[head]
                if self.deps[kid] == "conj" and self.pos[kid] in NOMINAL | {"ADJ", "X"}
            )
        return found

    def is_infinitive(self, token: int) -> bool:
        """Whether the verb stands with "to"."""
        return any(self.words[kid] == "to" and self.tags[kid] == "TO" for kid in self.kids[token])

    def verb_above(self, token: int) -> int | None:
        """The nearest verb above the token, or None."""
        while self.heads[token] != token:
            token = self.heads[token]
            if self.pos[token] in ("VERB", "AUX"):
                return token
        return None


class MentionIndex:
    """The draft's mentions by place; they are sorted by span."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]

    def within(self, span: Span) -> Iterable[tuple[int, Mention]]:
        """Mentions that start in the span, with their indices."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return ((place, self._mentions[place]) for place in range(first, last))


def plant(draft: Draft, sentence: int, mentions: MentionIndex) -> Tree:
    """The tree of one parsed sentence of the draft."""
    parse: Doc = draft.parses[sentence]
    offset = draft.sentences[sentence].span.start
    tokens = list(parse)
    heads = _heads(tokens)
    kids: list[list[int]] = [[] for _ in tokens]
    for place, head in enumerate(heads):
        if head != place:
            kids[head].append(place)
    starts = [offset + token.idx for token in tokens]
    words = [token.lower_ for token in tokens]
    ends = [start + len(token) for start, token in zip(starts, tokens, strict=True)]
    named, kinds = _cover(draft, sentence, mentions, starts, ends)
    tags, deps = [token.tag_ for token in tokens], [token.dep_ for token in tokens]
    lemmas = [token.lemma_.lower() for token in tokens]
    if draft.sentences[sentence].kind in _TITLES:
        _turn_passives(lemmas, tags, deps, heads, kids)
    return Tree(
        sentence=sentence,
        words=words,
        lemmas=lemmas,
        pos=[token.pos_ for token in tokens],
        tags=tags,
        deps=deps,
        heads=heads,
        kids=kids,
        starts=starts,
        ends=ends,
        named=named,
        kinds=kinds,
    )


def _turn_passives(
    lemmas: list[str], tags: list[str], deps: list[str], heads: list[int], kids: list[list[int]]
) -> None:
    """ "Editor arrested in the capital": a headline leaves out the auxiliary of a passive."""
    for token, lemma in enumerate(lemmas):
        if lemma not in _DONE_TO or tags[token] not in ("VBD", "VBN"):
            continue
        relations = {deps[kid] for kid in kids[token]}
        if relations.isdisjoint({"dobj", "aux", "auxpass", "ccomp", "dative"}):
            tags[token] = "VBN"
            for kid in kids[token]:
                if deps[kid] == "nsubj" and kid < token and heads[kid] == token:
                    deps[kid] = "nsubjpass"


def _heads(tokens: Sequence[Token]) -> list[int]:
    """Heads, with what the parser hangs on an auxiliary ("has for years sold") on the verb."""
    heads = [token.head.i for token in tokens]
    helpers = {token.i for token in tokens if token.dep_ in ("aux", "auxpass")}
    return [heads[head] if head in helpers else head for head in heads]


def _cover(
    draft: Draft, sentence: int, mentions: MentionIndex, starts: list[int], ends: list[int]
) -> tuple[list[int], list[str]]:
    named = [-1] * len(starts)
    kinds = [""] * len(starts)
    for place, mention in mentions.within(draft.sentences[sentence].span):
        token = bisect_left(ends, mention.span.start + 1)
        while token < len(starts) and starts[token] < mention.span.end:
            if ends[token] > mention.span.start:
                named[token] = place
                kinds[token] = mention.kind
            token += 1
    return named, kinds
