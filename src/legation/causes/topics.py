"""What a text speaks of: acts to which 此舉, 其背後 or "these actions" point back."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from legation.language.script import fold
from legation.model.reading import Draft
from legation.model.span import Span

_MATERIAL: Final = frozenset(
    "ASSAULT COERCE MOBILIZE SANCTION PROTEST AID COOPERATE CONCEDE RETREAT THREATEN AGREE".split()
)
_UNREAD: Final = frozenset({"header", "noise", "credit"})
_ACTION_ZH: Final = re.compile(
    fold(
        r"對[^，。；：「」『』“”（）()\s]{2,14}?(?:採取|發動|實施|展開|進行|的)*"
        r"[^，。；：、「」『』“”（）()\s]{0,8}?"
        r"(?:行動|攻擊|施壓|制裁|封鎖|襲擊|打擊|轟炸|入侵|干預|禁運|關稅|禁令|政策|措施|援助)"
    )
)
_ACTION_EN: Final = re.compile(
    r"(?:actions?|strikes?|attacks?|offensive|sanctions|tariffs?|pressure|campaign|operations?|"
    r"intervention|raids?|blockade|embargo|moves?|policy|policies|war|invasion) "
    r"(?:against|toward|towards|on|in|at|of) (?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}"
)
_BEFORE_EN: Final = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3} )?"
    r"(?:(?!of |for |and |in |to )[a-z-]+ )?$"
)
_LEAD_EN: Final = re.compile(r"(?:(?:that|which|who|and|but|when|where|as|while|after) )+")
_STOP_ZH: Final = "，。；：！？\n,;"
_STOP_EN: Final = ".,;:!?—\n"
_REACH: Final = 10
_SOON: Final = 3
_FEW: Final = 6

Row = tuple[Span, int]


class Topics:
    """Acts of a draft by place: named actions, and clauses that tell of a material event."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._named = sorted(_named(draft))
        self._clauses = sorted(_clauses(draft))

    def act(self, sentence: int, before: int, known: Span | None = None) -> Span | None:
        """The act that a text with no word for it speaks of at offset `before`.

        The named action of this or the last three sentences, else `known` (what the text explained
        last), else a material event of this or the last one, else a named action up to ten
        sentences back, else all of the sentence before.
        """
        return (
            self._latest(self._named, sentence, before, _SOON)
            or known
            or self._latest(self._clauses, sentence, before, 1)
            or self._latest(self._named, sentence, before, _REACH)
            or self.previous(sentence)
        )

    def event(self, sentence: int, before: int) -> Span | None:
        """The act that 此舉 or "the move" points at: the last event told before `before`."""
        return (
            self._latest(self._clauses, sentence, before, 1, last=True)
            or self._latest(self._named, sentence, before, _REACH)
            or self.previous(sentence)
        )

    def previous(self, sentence: int) -> Span | None:
        """The first material clause of the sentence before, or all of it; None at the start."""
        if sentence == 0 or self._draft.sentences[sentence - 1].kind in _UNREAD:
            return None
        place = bisect_left(self._clauses, (self._draft.sentences[sentence - 1].span, 0))
        place = max(0, place - 1)
        for clause, number in self._clauses[place : place + _FEW]:
            if number == sentence - 1:
                return clause
        span = self._draft.sentences[sentence - 1].span
        text = span.cut(self._draft.document.text).rstrip('。.！!？?」”" \n')
        return Span(span.start, span.start + len(text)) if text else None

    def _latest(
        self, rows: list[Row], sentence: int, before: int, reach: int, last: bool = False
    ) -> Span | None:
        """The first (or last) row of the nearest sentence that has one before `before`.

        Only in the language of the sentence: a text may say the same twice.
        """
        place = bisect_left(rows, (Span(before, before), 0))
        sentences, found = self._draft.sentences, None
        english = sentences[sentence].language == "en"
        for span, number in reversed(rows[max(0, place - _FEW) : place]):
            if span.end > before or sentence - number > reach:
                continue
            if (sentences[number].language == "en") != english:
                break
            if found is not None and found[1] != number:
                break
            found = (span, number)
            if last:
                break
        return found[0] if found else None


def _named(draft: Draft) -> list[Row]:
    ends = {mention.span.end: mention.span.start for mention in draft.mentions}
    found = []
    for number, sentence in enumerate(draft.sentences):
        if sentence.kind in _UNREAD:
            continue
        english = sentence.language == "en"
        pattern = _ACTION_EN if english else _ACTION_ZH
        text = draft.document.text if english else draft.folded
        for match in pattern.finditer(text, sentence.span.start, sentence.span.end):
            start = match.start()
            if english:
                window = max(sentence.span.start, start - 60)
                lead = _BEFORE_EN.search(text[window:start])
                start = window + lead.start() if lead else start
            else:
                start = ends.get(start, start)
            found.append((Span(start, match.end()), number))
    return found


def _clauses(draft: Draft) -> list[Row]:
    """Pieces between marks that tell of a material event with a verb."""
    found = set()
    for predicate in draft.predicates:
        if predicate.frame.type not in _MATERIAL or predicate.frame.pos != "v":
            continue
        sentence = draft.sentences[predicate.sentence]
        english = sentence.language == "en"
        stops = _STOP_EN if english else _STOP_ZH
        text = draft.document.text
        start, end = predicate.span.start, predicate.span.end
        if english and predicate.clause.holds(predicate.span):
            start, end = predicate.clause.start, predicate.clause.end
            lead = _LEAD_EN.match(text, start, end)
            start = lead.end() if lead else start
        else:
            while start > sentence.span.start and text[start - 1] not in stops:
                start -= 1
            while end < sentence.span.end and text[end] not in stops:
                end += 1
        if end - start >= _FEW:
            found.add((Span(start, end), predicate.sentence))
    return list(found)
