"""What is said: the characters of a complement or a quotation beside an English cue of speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from legation.clauses.english_cues import Reporting
from legation.clauses.english_quotes import Quote
from legation.clauses.english_subjects import is_passive
from legation.clauses.english_tree import Tree
from legation.model.reading import Draft
from legation.model.records import ClaimForm
from legation.model.span import Span

_CLAIMS: Final = frozenset(
    {
        *("claim", "accusation", "allegation", "report", "charge", "suggestion", "notion"),
        *("assertion", "rumor", "rumour", "involvement", "responsibility", "wrongdoing", "link"),
        *("knowledge", "role", "idea", "criticism", "speculation", "connection", "concern"),
    }
)
# A gerund or infinitive behind these is what is claimed: "claims to have won", "denied doing it".
_TAKES_INFINITIVE: Final = frozenset({"claim", "profess", "deny", "admit", "acknowledge"})
_SAID_TO: Final = frozenset(
    {"say", "report", "believe", "think", "allege", "claim", "understand", "rumor", "estimate"}
)
_NAMES: Final = frozenset({"call", "label", "dub", "brand", "term", "style", "describe"})
_MEDIA: Final = frozenset(
    {
        *("letter", "statement", "interview", "speech", "report", "tweet", "message", "post"),
        *("email", "note", "broadcast", "address", "telegram", "television", "radio", "tv"),
    }
)
_NEAR: Final = 6
_BOTH: Final = frozenset({"to", "on", "with"})
# "denied him entry" refuses; it contradicts nothing.
_GRANTS: Final = frozenset(
    {
        *("permission", "entry", "access", "visa", "bail", "request", "asylum", "parole", "aid"),
        *("application", "right", "treatment", "opportunity", "recognition", "citizenship"),
    }
)
_DAYS: Final = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("today", "yesterday", "week", "month", "night", "earlier", "later"),
    }
)
_RELATIVE: Final = frozenset({"that", "which", "who", "whom"})
_BROAD: Final = frozenset({"reject", "dismiss", "dispute", "rebut", "refute", "rule", "disavow"})


class Contents:
    """Finds what is said. `used` collects the quotations that have found their cue."""

    def __init__(self, draft: Draft, quotes: Sequence[Quote]) -> None:
        self._draft = draft
        self._text = draft.document.text
        self._quotes = quotes
        self.used: set[Quote] = set()

    def of(self, tree: Tree, verb: int, row: Reporting) -> Iterator[tuple[Span, ClaimForm]]:
        """Spans of what is said with their form, for a verb that is a cue."""
        if row.takes in ("as", "of"):
            span = self._after_preposition(tree, verb, row.takes)
            if span is not None:
                yield span, "indirect"
            return
        tokens = self._complement(tree, verb, row)
        if tokens:
            yield from self._with_quotes(tree, verb, self.trim(tree.span(tokens)))
            return
        yield from ((self.trim_quote(quote), "direct") for quote in self._nearby(tree, verb))

    def _complement(self, tree: Tree, verb: int, row: Reporting) -> list[int]:
        """The tokens of a that-clause, of the clause the cue interrupts, or of an object."""
        lemma = tree.lemmas[verb]
        own = set(tree.subtree(verb))
        clause = tree.kid(verb, "ccomp")
        if clause is not None and clause < verb and row.kind == "denial":
            return []  # "X has attacked Y, a charge Z denies"
        if clause is not None and _is_content(tree, verb, clause):
            tokens = _without_sequel(tree, verb, clause, _without_date(tree, verb, clause))
            cited = [kid for kid in tree.all_kids(verb, "advcl") if verb < kid < clause]
            if any(tree.words[kid] == "citing" for kid in cited):
                tokens = [*(t for kid in cited for t in tree.subtree(kid)), *tokens]
            return _without_source(tree, verb, sorted(tokens))
        noted = _in_a_statement(tree, verb)
        if noted is not None:
            return tree.subtree(noted)
        if tree.deps[verb] == "parataxis":
            return [token for token in tree.subtree(tree.heads[verb]) if token not in own]
        infinitive = tree.kid(verb, "xcomp")
        if infinitive is not None and (
            lemma in _TAKES_INFINITIVE or (lemma in _SAID_TO and is_passive(tree, verb))
        ):
            return tree.subtree(infinitive)
        if row.takes == "phrase" and not is_passive(tree, verb):
            thing = tree.kid(verb, "dobj")
            if thing is not None and lemma == "deny" and tree.lemmas[thing] in _GRANTS:
                return []
            if thing is not None and tree.deps[verb] == "relcl" and tree.words[thing] in _RELATIVE:
                head = tree.heads[verb]  # "a charge that the army denies"
                return [token for token in tree.subtree(head) if token not in own]
            if thing is not None and (lemma not in _BROAD or tree.lemmas[thing] in _CLAIMS):
                return tree.subtree(thing)
        return []

    def _after_preposition(self, tree: Tree, verb: int, takes: str) -> Span | None:
        wanted = ("as",) if takes == "as" else ("of", "for", "to", "on", "with")
        if takes == "as":
            for dep in ("oprd", "ccomp", "xcomp"):
                kid = tree.kid(verb, dep)
                if kid is None or kid < verb or tree.named[kid] >= 0:
                    continue  # "called X on Friday" is a talk
                if tree.pos[kid] in ("NOUN", "ADJ", "PROPN"):
                    return self.trim(tree.span(tree.subtree(kid)))
            for thing in tree.all_kids(verb, "dobj"):
                # 'called the raid "an act of terror"': taken for an apposition
                named = tree.kid(thing, "appos")
                if named is not None and named - thing < _NEAR and tree.lemmas[verb] in _NAMES:
                    return self.trim(tree.span(tree.subtree(named)))
        for kid in tree.subtree(verb, frozenset({"relcl", "advcl", "ccomp"})):
            if kid > verb and tree.words[kid] in wanted and self._belongs(tree, kid, verb, takes):
                return self.trim(tree.span([self._start(tree, kid, verb), tree.subtree(kid)[-1]]))
        return None

    def _belongs(self, tree: Tree, preposition: int, verb: int, takes: str) -> bool:
        """Whether a phrase is the verb's, although the parser may hang it on the object."""
        if tree.kid(preposition, "pcomp", "pobj", "amod", "advcl") is None:
            return False
        head = tree.heads[preposition]
        gerund = tree.words[preposition] == "of" and tree.kid(preposition, "pcomp") is not None
        return takes == "as" or gerund or head == verb or tree.deps[head] == "dobj"

    def _start(self, tree: Tree, preposition: int, verb: int) -> int:
        """ "blamed X on Y": both are said; "accused X of Y": only Y."""
        thing = tree.kid(verb, "dobj")
        if tree.words[preposition] in _BOTH and thing is not None:
            return tree.subtree(thing)[0]
        return preposition + 1

    def _with_quotes(self, tree: Tree, verb: int, span: Span) -> Iterator[tuple[Span, ClaimForm]]:
        """A complement that is a quotation is direct; one that only holds a piece of one is not."""
        at = tree.starts[verb]
        pieces = [
            quote
            for quote in self._quotes
            if quote.whole
            and quote.outer.overlaps(span)
            and quote not in self.used
            and not (quote.outer.start <= at < quote.outer.end)
        ]
        first = next(
            (quote for quote in pieces if quote.outer.start <= span.start < quote.outer.end), None
        )
        if first is None:
            yield span, "indirect"
            return
        if span.end > first.outer.end + 2 and len(pieces) == 1 and not first.outer.end <= at:
            yield span, "indirect"
            return
        sentence = self._draft.sentences[tree.sentence].span
        pieces += [
            quote
            for quote in self._quotes
            if quote.whole
            and quote not in pieces
            and quote not in self.used
            and sentence.holds(quote.inner)
            and quote.mark.start > at
        ]
        for quote in pieces:
            self.used.add(quote)
            yield self.trim_quote(quote), "direct"

    def _nearby(self, tree: Tree, verb: int) -> list[Quote]:
        """Quotations beside a cue that has no complement in the parse."""
        sentence = self._draft.sentences[tree.sentence].span
        at = tree.starts[verb]
        found = [
            quote
            for quote in self._quotes
            if quote.whole
            and quote not in self.used
            and quote.outer.overlaps(sentence)
            and not (quote.outer.start <= at < quote.outer.end)
        ]
        if not found or tree.kid(verb, "nsubj", "nsubjpass") is None:
            return []
        self.used.update(found)
        return found

    def trim_quote(self, quote: Quote) -> Span:
        """The words of a quotation without the comma before its closing mark."""
        start, end = quote.inner.start, quote.inner.end
        while end > start and self._text[end - 1] in ", \n":
            end -= 1
        return Span(start, end)

    def trim(self, span: Span) -> Span:
        """Without the marks and spaces at its edges."""
        start, end = span.start, span.end
        while start < end and self._text[start] in " ,;:—–-\n\t":
            start += 1
        while end > start and self._text[end - 1] in " ,;:.—–-\n\t":
            end -= 1
        mark = self._text[start : start + 1]
        closing = {"“": "”", '"': '"', "‘": "’"}.get(mark)
        if (
            closing
            and self._text[end : end + 1] == closing
            and closing not in self._text[start + 1 : end]
        ):
            end += 1  # the parser left the closing mark out
        if self._text[start:end].endswith((" and", " or", " but")):
            return self.trim(Span(start, self._text.rindex(" ", start, end)))
        opening = self._text[start : min(end, start + 8)]
        if opening.startswith(("that ", "whether ")):
            start += opening.index(" ") + 1
        return Span(start, end)


def _without_date(tree: Tree, verb: int, clause: int) -> list[int]:
    """ "said on Tuesday it would": the date is of the saying, though the parser thinks not."""
    tokens = tree.subtree(clause)
    if tokens[0] != verb + 1:
        return tokens
    for kid in tree.all_kids(clause, "prep", "npadvmod", "advmod"):
        dated = [token for token in tree.subtree(kid) if tree.words[token] in _DAYS]
        if kid == tokens[0] and dated:
            return [token for token in tokens if token > tree.subtree(kid)[-1]] or tokens
    return tokens


def _without_sequel(tree: Tree, verb: int, clause: int, tokens: list[int]) -> list[int]:
    """ "X said Y would leave, and asked Z to help": the plain past goes on with what X did."""
    shifted = any(
        tree.tags[kid] == "MD" or tree.words[kid] == "had" for kid in tree.all_kids(clause, "aux")
    )
    if tree.tags[verb] != "VBD" or not shifted or clause < verb:
        return tokens
    for kid in tree.all_kids(clause, "conj"):
        plain = tree.tags[kid] == "VBD" and tree.kid(kid, "aux", "auxpass", "mark") is None
        if plain and any(tree.words[token] == "," for token in range(clause, kid)):
            first = tree.subtree(kid)[0]
            return [token for token in tokens if token < first]
    return tokens


def _without_source(tree: Tree, verb: int, tokens: list[int]) -> list[int]:
    """ "X said that …, according to Y": Y passes on what X said, and is no part of it."""
    for token in tokens:
        behind = token > verb and tree.words[token - 1] == ","
        if behind and tree.words[token] == "according":
            return [one for one in tokens if one < token - 1]
    return tokens


def _in_a_statement(tree: Tree, verb: int) -> int | None:
    """ "said in a letter that …": the clause hangs on the letter."""
    for preposition in tree.all_kids(verb, "prep", "dative"):
        noun = tree.kid(preposition, "pobj")
        for clause in tree.all_kids(noun, "acl", "relcl") if noun is not None else ():
            opens = tree.subtree(clause)[0]
            if tree.words[opens] == "that" and tree.lemmas[noun or 0] in _MEDIA and clause > verb:
                return clause
    return None


def _is_content(tree: Tree, verb: int, clause: int) -> bool:
    """A finite clause; "urged X to go" is an event of its own, no claim."""
    if tree.is_infinitive(clause):
        return False
    return clause < verb or tree.tags[clause] not in ("VBG", "VBN") or bool(tree.kids[clause])
