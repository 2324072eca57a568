"""Times that texts give by a term of office or a named period: 查維斯時代, the Cold War."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from legation.mentions.edtf import UNRESOLVED, Anchor, Resolved
from legation.mentions.tables import read_table
from legation.model.span import Span

_ONE_TERM: Final = 4  # years
_REACH: Final = 60  # characters before a trigger in which its name is looked for
_GLOSS: Final = r"(?:\s?[（(][^（）()]{1,40}[）)])?"
_OFFICE: Final = r"(?:总统|首相|总理|主席|政府|政权|当局|本人)?"
_ORDER: Final = r"(?:(?P<order>第?[一二三四首])(?:个|届|次)?)?"
_LEADER_ZH: Final = re.compile(
    rf"(?:的?{_ORDER}(?P<word>时代|时期|执政(?:时代|时期|期间|年代)?|年代|任内|任期(?:内|期间)?|主政(?:时期|期间)?"
    r"|当政(?:时期|期间)?|在任(?:时|期间)|掌权(?:时期|期间)?|在位(?:时期|期间)|统治(?:时期|期间)"
    r"|(?:上台|上任|就任|掌权|执政)(?:以来|以后|之后|后)(?!来|期|方)))"
)
_PERIOD_ZH: Final = re.compile(
    r"(?P<word>时代|时期|期间|年代|(?:结束|终结|解体)?(?:以?后|之后|以来)(?!来|期|方)|(?:爆发)?(?:以前|之前))"
)
_LEADER_EN: Final = re.compile(
    r"(?:'s|’s|s')?[ -](?P<word>era|years|administration|presidency|premiership|rule|government|"
    r"(?P<order>first|second|third)[ -](?:term|presidency|administration))\b"
)
_ACTORS: Final = frozenset({"administration", "government", "presidency", "rule"})
_TAKES_OFFICE: Final = (
    *("上台", "上任", "就任"),
    *(f"{act}{since}" for act in ("掌权", "执政") for since in "以之后"),
)
_ORDERS: Final = {"一": 1, "首": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3}
_BEFORE_EN: Final = r"(?:(?P<lead>[Uu]nder|[Dd]uring|[Ii]n|[Tt]hroughout)[ ])?(?:the[ ])?"
_TITLES: Final = (
    r"(?:(?:[Tt]hen-)?(?:[Ff]ormer[ ])?"
    r"(?:[Pp]resident|[Pp]rime[ ][Mm]inister|[Cc]hancellor|[Ll]eader)[ ])?"
)
_GIVEN: Final = r"(?:[A-Z][\w.’'-]*[ ]){0,2}?"

Resolve = Callable[[Anchor], Resolved | None]


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of office in years; `end` is None while it lasts."""

    start: int
    end: int | None

    @property
    def edtf(self) -> str:
        return f"{self.start}/{self.end or '..'}"


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of one language with their terms in order, and a pattern for all of them."""

    terms: dict[str, tuple[_Term, ...]]
    source: str


def find_eras(folded: str, span: Span) -> Iterator[tuple[Span, Resolve]]:
    """The eras inside a sentence, each with the function that places it."""
    yield from _find(folded, span, _LEADER_ZH, _leaders("zh"), _leader_zh())
    yield from _find(folded, span, _PERIOD_ZH, _periods("zh"), _period_zh())
    yield from _find(folded, span, _LEADER_EN, _leaders("en"), _leader_en())
    yield from _whole(folded, span, _under_en(), _leaders("en"))
    yield from _whole(folded, span, _period_en(), _periods("en"))


def _find(
    folded: str, span: Span, trigger: re.Pattern[str], names: _Names, name: re.Pattern[str]
) -> Iterator[tuple[Span, Resolve]]:
    for cue in trigger.finditer(folded, span.start, span.end):
        from_here = max(span.start, cue.start() - _REACH)
        match = name.search(folded[from_here : cue.start()])
        if not match:
            continue
        parts, word = match.groupdict(), cue["word"]
        if word in _ACTORS and (parts.get("lead") or "in").lower() == "in":
            continue  # officials in the administration: an actor
        within = word.startswith(_TAKES_OFFICE)
        after = bool(parts.get("post")) or (_is_after(word) and not within)
        before = word.endswith(("以前", "之前"))
        order = _ORDERS.get((cue.groupdict().get("order") or "").removeprefix("第"))
        terms = names.terms[match["name"]]
        yield (
            Span(from_here + match.start(), cue.end()),
            _resolver(terms, order, after=after, before=before, within=within),
        )


def _is_after(word: str) -> bool:
    return word.endswith(("后", "以来"))


def _whole(
    folded: str, span: Span, pattern: re.Pattern[str], names: _Names
) -> Iterator[tuple[Span, Resolve]]:
    for match in pattern.finditer(folded, span.start, span.end):
        lead = (match["lead"] or "").lower()
        resolve = _resolver(
            names.terms[match["name"]],
            None,
            after=lead in ("post", "after", "since", "since the end of", "after the end of"),
            before=lead in ("before", "pre"),
        )
        yield Span(match.start(), match.end()), resolve


def _resolver(
    terms: tuple[_Term, ...],
    order: int | None,
    *,
    after: bool,
    before: bool,
    within: bool = False,
) -> Resolve:
    """`after` its end, `before` its start, `within`: from its start on (上台以來)."""

    def resolve(anchor: Anchor) -> Resolved:
        term = _choose(terms, order, anchor)
        if term is None:
            return UNRESOLVED
        if after:
            return Resolved(f"{term.end}/..", "era") if term.end else UNRESOLVED
        if within:
            return Resolved(f"{term.start}/..", "era")
        return Resolved(f"../{term.start}" if before else term.edtf, "era")

    return resolve


def _choose(terms: tuple[_Term, ...], order: int | None, anchor: Anchor) -> _Term | None:
    """The numbered term, else the last one begun by the year of publication."""
    if order:
        return _numbered(terms, order)
    if len(terms) == 1:
        return terms[0]
    if not anchor.published:
        return None
    begun = [term for term in terms if term.start <= anchor.published.year]
    return begun[-1] if begun else None


def _numbered(terms: tuple[_Term, ...], order: int) -> _Term | None:
    """The first or second term of one who left office between; None where a row holds several."""
    before = terms[: max(order - 1, 1)]
    several = any(term.end is None or term.end - term.start > _ONE_TERM for term in before)
    return None if several or not 1 < len(terms) >= order else terms[order - 1]


def _load(table: str, column: str) -> _Names:
    terms: dict[str, tuple[_Term, ...]] = {}
    for row in read_table(table):
        end = None if row["end"] == ".." else int(row["end"])
        for name in row[column].split("|"):
            terms[name] = (*terms.get(name, ()), _Term(int(row["start"]), end))
    ordered = sorted(terms, key=lambda name: (-len(name), name))
    return _Names(terms, "|".join(re.escape(name) for name in ordered))


@cache
def _leaders(language: str) -> _Names:
    return _load("terms", language)


@cache
def _periods(language: str) -> _Names:
    return _load("periods", language)


@cache
def _leader_zh() -> re.Pattern[str]:
    given = r"(?:[\u4e00-\u9fff]{1,6}·)?"
    return re.compile(
        rf"(?P<post>[后後](?=[^，。]))?{given}(?P<name>{_leaders('zh').source}){_GLOSS}{_OFFICE}{_GLOSS}$"
    )


@cache
def _period_zh() -> re.Pattern[str]:
    return re.compile(rf"(?<![新])(?P<post>后)?(?P<name>{_periods('zh').source})$")


@cache
def _leader_en() -> re.Pattern[str]:
    lead = _BEFORE_EN
    return re.compile(
        rf"{lead}(?P<post>[Pp]ost-)?\b{_TITLES}{_GIVEN}(?P<name>{_leaders('en').source})$"
    )


@cache
def _under_en() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<lead>[Uu]nder)[ ]{_TITLES}{_GIVEN}(?P<name>{_leaders('en').source})\b"
        r"(?!['’-]|[ ][A-Z])"
    )


@cache
def _period_en() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<lead>[Dd]uring|[Ii]n|[Ss]ince(?:[ ]the[ ]end[ ]of)?|[Aa]fter(?:[ ]the[ ]end[ ]of)?"
        r"|[Bb]efore|[Tt]hroughout|[Pp]ost|[Pp]re)"
        rf"(?:[ -](?:the[ ])?)(?P<name>{_periods('en').source})"
        r"(?:[ -](?:era|period|years|times|rule))?\b"
    )
