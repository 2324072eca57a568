"""Rules for date expressions: a pattern, what it may start with, and how it is resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from legation.mentions.edtf import Anchor, Resolved
from legation.model.span import Span


def one_of(groups: Sequence[str]) -> str:
    """Pattern source that matches nothing, and that only if one of the groups took part."""
    source = "(?!)"
    for group in groups:
        source = f"(?({group})|{source})"
    return source


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression of time. `resolve` returns None where the match is no date after all.

    `starts`: the characters (Chinese) or lower-case words (English) that it can begin with.
    """

    pattern: re.Pattern[str]
    starts: frozenset[str]
    resolve: Callable[[re.Match[str], Anchor], Resolved | None]

    def bind(self, match: re.Match[str]) -> Callable[[Anchor], Resolved | None]:
        """The resolution of one match, waiting for its anchor."""
        return lambda anchor: self.resolve(match, anchor)


class Rules:
    """A set of rules, looked up by what stands at each place where one could begin."""

    def __init__(self, rules: Sequence[Rule], places: re.Pattern[str]) -> None:
        self._places = places
        self._starting: dict[str, tuple[Rule, ...]] = {
            start: tuple(rule for rule in rules if start in rule.starts)
            for start in {start for rule in rules for start in rule.starts}
        }

    def find(self, text: str, span: Span) -> Iterator[tuple[re.Match[str], Rule]]:
        """The longest match at each place inside the span, from left to right."""
        at = span.start
        while place := self._places.search(text, at, span.end):
            best: tuple[re.Match[str], Rule] | None = None
            for rule in self._starting.get(place[0].lower(), ()):
                match = rule.pattern.match(text, place.start(), span.end)
                if match and match.end() > (best[0].end() if best else place.start()):
                    best = match, rule
            if best:
                yield best
                at = best[0].end()
            else:
                at = place.end()
