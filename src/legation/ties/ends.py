"""Who stands at the ends of a tie: parties of the pattern, the subject before it, the topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from legation.lexicons.actors import load_actors
from legation.ties.line import Line, Party, country
from legation.ties.rules import Rule

_PREPOSED: Final = re.compile(
    r"(?:对于?|向|在|从|自|与|和|跟|同|被|为|给|替|(?<!由)于|把|将|由|除了?|随着|受|至|到|因|以|拒绝|要求|驻)$"
)
_OWNS: Final = re.compile(r"\s*(?:的|境内|之|方面|总统|国内)")
_BREAKS: Final = "，,；;：:"
_WITH: Final = re.compile(r"[与和跟同]")
_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj")

_REACH: Final = 400
"""Characters before a match in which its subject is sought."""

Pairs = Iterator[tuple[str | None, str | None]]


class Ends:
    """Resolves the ends of matches in one draft; lines must be given in order, each then closed."""

    def __init__(self) -> None:
        self._topic: Party | None = None
        self._pair: tuple[tuple[str | None, str | None], ...] = ()

    def close(self, line: Line) -> None:
        """End a line: its first party is the topic of the next."""
        strong = [party for party in line.parties if not party.weak]
        if strong:
            self._topic = strong[0]

    def of(self, line: Line, rule: Rule, match: re.Match[str]) -> Pairs:
        """Pairs of source and target ids; None where the text leaves an end unsaid."""
        if rule.source == rule.target == "G":
            pairs = tuple(_inner_pairs(line.party(match["G"])))
            self._pair = pairs[:1] or self._pair
            yield from pairs
            return
        if rule.source == rule.target == "P":
            yield from self._pair
            return
        taken: list[Party] = [
            line.party(text)
            for name, text in match.groupdict().items()
            if name in ("A", "B", "C") and text
        ]
        source = self._end(line, rule.source, match, taken)
        target = self._end(line, rule.target, match, [*taken, *([source] if source else [])])
        if (rule.source and source is None) or (rule.target and target is None):
            return
        target = self._other(line, source, target)
        if rule.undirected and source is not None and target is not None:
            self._pair = ((source.ids[0], target.ids[0]),)
        for one in _first_ids(source):
            for other in _first_ids(target):
                if one is None or other is None or country(one) != country(other):
                    yield one, other

    def _end(
        self, line: Line, role: str, match: re.Match[str], taken: Sequence[Party]
    ) -> Party | None:
        if not role:
            return None
        if role == "S":
            taken = [party for party in taken if not party.weak]
            return self._subject(line, match, taken) or self._else(taken)
        if role in ("T", "N", "H"):
            cue = match.start("cue") if "cue" in match.re.groupindex else match.start()
            before = list(_before(line, cue))
            if role != "N":
                before.reverse()
            strong = [party for party in before if not party.weak]
            found = _unlike([*strong, *before], taken)
            return found if role == "H" else found or self._else(taken)
        if role == "W":
            return _named_by_word(match["W"])
        return line.party(match[role])

    def _else(self, taken: Sequence[Party]) -> Party | None:
        return _unlike([self._topic] if self._topic else [], taken)

    def _subject(self, line: Line, match: re.Match[str], taken: Sequence[Party]) -> Party | None:
        if line.english and line.parse is not None:
            found = _english_subject(
                line, match.start("cue") if "cue" in match.re.groupindex else match.start()
            )
            if found is not None:
                return _unlike([found], taken)
            return None
        return _unlike(list(_chinese_subjects(line, match.start())), taken)

    def _other(self, line: Line, source: Party | None, target: Party | None) -> Party | None:
        """A phrase such as 該國 that would tie a country to itself means another one."""
        if source is None or target is None or not target.weak:
            return target
        if {country(one) for one in source.ids} != {country(one) for one in target.ids}:
            return target
        near = [party for party in line.parties if not party.weak]
        return (
            _unlike([*reversed(near), *([self._topic] if self._topic else [])], [source]) or target
        )


def _named_by_word(word: str) -> Party | None:
    """The country of an adjective inside a word: the American of anti-Americanism."""
    stem = word[0].upper() + word[1:]
    for form in load_actors().by_text.get(stem, ()):
        if form.kind == "adjective":
            return Party(-1, 0, 0, ((form.role or form.entity,),), (), True, False)
    return None


def _first_ids(party: Party | None) -> tuple[str | None, ...]:
    return party.ids if party is not None else (None,)


def _unlike(parties: Sequence[Party], taken: Sequence[Party]) -> Party | None:
    """The first party that is of another country than those taken."""
    held = {country(one) for party in taken for one in party.ids}
    return next(
        (party for party in parties if not held & {country(one) for one in party.ids}), None
    )


def _before(line: Line, end: int) -> Iterator[Party]:
    for at in range(end - 1, max(-1, end - _REACH), -1):
        if line.holds(line.text[at]):
            yield line.party(line.text[at])


def _chinese_subjects(line: Line, end: int) -> Iterator[Party]:
    """Parties that may act before `end`: by clauses from the last, owners at the end."""
    clause: list[Party] = []
    owners: list[Party] = []
    for at in range(end - 1, max(-1, end - _REACH), -1):
        char = line.text[at]
        if char in _BREAKS:
            yield from reversed(clause)
            clause = []
        elif line.holds(char):
            if _PREPOSED.search(line.text[max(0, at - 3) : at]):
                continue
            owns = _OWNS.match(line.text, at + 1)
            (owners if owns else clause).append(line.party(char))
    yield from reversed(clause)
    yield from owners


def _english_subject(line: Line, at: int) -> Party | None:
    """The party that is the subject of the verb at a place of the line, or of the verb above."""
    offset = line.starts[at] - line.span.start
    token = next((t for t in line.parse if t.idx <= offset < t.idx + max(len(t.text), 1)), None)
    for _ in range(8):
        if token is None:
            return None
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                found = _party_in(line, child)
                if found is not None or child.tag_ not in ("WDT", "WP"):
                    return found
        if token.dep_ in ("relcl", "acl"):
            return _party_in(line, token.head)
        if token.head is token:
            return None
        token = token.head
    return None


def _party_in(line: Line, head: Any) -> Party | None:
    """The party that a noun phrase is, or else the one that possesses or opens it."""
    places = [
        head,
        *(t for t in head.subtree if t.i < head.i),
        *(t for t in head.subtree if t.i > head.i),
    ]
    for token in places[:12]:
        offset = token.idx + line.span.start
        for party in line.parties:
            if party.start <= offset < party.end:
                return party
    return None


def _inner_pairs(party: Party) -> Pairs:
    """A與B、C、D: A with each of the others; a list has its first with each of the others too."""
    members = party.members
    first = members[0]
    rest = members[1:]
    if not rest:  # 兩國: two ids in one mention
        first, rest = members[0][:1], (members[0][1:],)
    elif len(members) > 2 and _WITH.search(party.joints[-1]) and not _WITH.search(party.joints[0]):
        first, rest = members[-1], members[:-1]
        for member in rest:
            yield from (
                (one, other) for one in member for other in first if country(one) != country(other)
            )
        return
    for member in rest:
        yield from (
            (one, other) for one in first for other in member if country(one) != country(other)
        )
