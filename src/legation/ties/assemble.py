"""Standing relations: who is bound to whom, over which channel, how much and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from legation.clauses.attribution import Attributions, unsaid
from legation.model.clause import Speech
from legation.model.reading import Draft
from legation.model.records import Channel, Tie
from legation.model.span import Span
from legation.ties.ends import Ends
from legation.ties.facts import Facts
from legation.ties.line import Line, build_lines, country
from legation.ties.rules import Rule, Rules, load_rules
from legation.ties.standing import is_standing

_GOODS: Final[frozenset[Channel]] = frozenset({"energy", "arms", "lending", "investment"})
_LINKS: Final = frozenset({"crime", "intelligence", "ideology"})
_ACCUSED: Final = re.compile(r"控|指责|指摘|谴责|斥|accus|alleg|charg|blam|claim", re.IGNORECASE)
_FIELD: Final = re.compile(r"(?:领域|方面|层面|上|in (?:trade|defen[cs]e|energy|security)[a-z ]*)$")


Found = tuple[Tie, Span | None]
"""A tie and where its number stands."""


def assemble(draft: Draft) -> list[Tie]:
    """The ties of a draft whose mentions, dates, quantities, predicates and speeches are known.

    In the order of the text; a relation that one sentence states twice is one tie.
    """
    return list(_Reader(draft).run())


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._ends = Ends()
        self._facts = Facts(draft)
        self._attributions = Attributions(draft)

    def run(self) -> Iterator[Tie]:
        for line in build_lines(self._draft):
            rules = load_rules("en" if line.english else "zh")
            if rules.gate.search(line.text):
                yield from _settled(self._ties(line, rules))
            self._ends.close(line)

    def _ties(self, line: Line, rules: Rules) -> Iterator[Found]:
        """Ties of the rules in their order; a cue that has stated one states no other."""
        used: list[tuple[int, int]] = []
        for rule in rules.rules:
            for match in rule.pattern.finditer(line.text):
                start, end = match.span("cue")
                if any(start < last and first < end for first, last in used):
                    continue
                if is_standing(line, rule, match):
                    found = list(self._of(line, rules, rule, match))
                    if found:
                        used.append((start, end))
                        yield from found

    def _of(self, line: Line, rules: Rules, rule: Rule, match: re.Match[str]) -> Iterator[Found]:
        span = line.span_of(match.start(), match.end())
        speeches = self._attributions.speeches(span, line.index)
        if unsaid(speeches):
            return
        pairs = list(dict.fromkeys(self._ends.of(line, rule, match)))[:8]
        if rule.needs is not None:
            needs = rule.needs
            pairs = [pair for pair in pairs if any(one and needs.match(one) for one in pair)]
        for channel in self._channels(line, rules, rule, match) if pairs else ():
            if channel in _LINKS and self._is_accused(speeches):
                continue
            chain = self._attributions.chain(span, line.index)
            period, prose = self._facts.period(span, line.span, line.english)
            if channel == "troops" and all((one or "").endswith(".SPY") for one, _ in pairs):
                channel = "intelligence"
            for value in self._facts.values(span, line.span, channel, line.english):
                for source, target in pairs:
                    tie = Tie(
                        span=span,
                        source=source,
                        target=target,
                        channel=channel,
                        undirected=rule.undirected,
                        value=value.value,
                        unit=value.unit,
                        bound=value.bound,
                        denominator=value.denominator,
                        period=period,
                        period_text=prose,
                        attribution=chain,
                        sentence=line.span,
                    )
                    yield tie, value.span

    def _channels(
        self, line: Line, rules: Rules, rule: Rule, match: re.Match[str]
    ) -> list[Channel]:
        if rule.channel is not None:
            return [rule.channel]
        found = _named(rules, match[0])
        if not found:  # 法國戰機 is a party, but says what is bought
            found = _named(rules, self._makers(line, match))
        if rule.several and found:
            goods = bool(_GOODS & set(found))
            return [one for one in found if not (goods and one in ("troops", "trade"))]
        if not found and rule.default in ("diplomacy", "trade"):
            found = _named(rules, _field(line, match))
        return found[:1] or ([rule.default] if rule.default is not None else [])

    def _makers(self, line: Line, match: re.Match[str]) -> str:
        """The words of the forces and firms in a match."""
        text = self._draft.document.text if line.english else self._draft.folded
        return " ".join(
            text[party.start : party.end]
            for party in map(line.party, filter(line.holds, match[0]))
            if any(one.endswith((".MIL", ".BUS")) for one in party.ids)
        )

    def _is_accused(self, speeches: Iterable[Speech]) -> bool:
        """An accusation of a link is a claim, and no tie."""
        return any(_ACCUSED.search(one.cue.cut(self._draft.folded)) for one in speeches)


def _named(rules: Rules, words: str) -> list[Channel]:
    return [channel for channel, pattern in rules.channels if pattern.search(words)]


def _field(line: Line, match: re.Match[str]) -> str:
    """The words before and behind in the clause, and a field set off before it: 在防務領域，…"""
    before = re.split(r"[，,；;：。]", line.text[max(0, match.start() - 30) : match.start()])
    behind = re.split(r"[，,；;：。]", line.text[match.end() : match.end() + 14])
    words = before[-1] + behind[0]
    if len(before) > 1 and _FIELD.search(before[-2]):
        words += before[-2]
    return words


def _own_numbers(found: Sequence[Found]) -> Iterator[Tie]:
    """Ties without the numbers that stand inside the words of another relation."""
    for tie, number in found:
        if number is not None and not tie.span.holds(number):
            others = [one for one, _ in found if one.span.holds(number)]
            if others and all(
                (_pair(one), one.channel) != (_pair(tie), tie.channel) for one in others
            ):
                tie = replace(tie, value=None, unit=None, bound=None, denominator=None)
        yield tie


def _settled(found: Iterable[Found]) -> list[Tie]:
    """One tie for each pair, channel and number of a sentence.

    What a pattern of its own says of a channel stands before what a general one guesses.
    """
    told = list(_own_numbers(list(found)))
    sized: dict[tuple[object, ...], Channel] = {}
    for tie in sorted(told, key=lambda tie: tie.channel in ("trade", "diplomacy")):
        sized.setdefault((_pair(tie), tie.value, tie.unit), tie.channel)
    kept: dict[tuple[object, ...], Tie] = {}
    for tie in told:
        if tie.value is None or sized[_pair(tie), tie.value, tie.unit] == tie.channel:
            kept.setdefault(_key(tie), tie)
    rows = list(kept.values())
    numbered = {(_pair(tie), tie.channel) for tie in rows if tie.unit is not None}
    special = {(_pair(tie), tie.span) for tie in rows if tie.channel != "diplomacy"}
    out = [
        tie
        for tie in rows
        if (tie.unit is not None or (_pair(tie), tie.channel) not in numbered)
        and not (
            tie.channel == "diplomacy"
            and any(
                pair == _pair(tie) and span != tie.span and span.overlaps(tie.span)
                for pair, span in special
            )
        )
    ]
    return sorted(out, key=lambda tie: (tie.span, tie.source or "", tie.target or ""))


def _pair(tie: Tie) -> frozenset[str]:
    return frozenset(country(one) for one in (tie.source, tie.target) if one)


def _key(tie: Tie) -> tuple[object, ...]:
    return (_pair(tie), tie.channel, tie.value, tie.unit, _span_of_rank(tie))


def _span_of_rank(tie: Tie) -> Span | None:
    return tie.span if tie.unit == "rank" else None
