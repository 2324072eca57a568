"""What is typed into a search, understood: words, phrases, what must not be there, and filters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, get_args

from legation.analysis.names import actors_named, ids_meant, resolve_actor
from legation.analysis.spelling import plain, printable
from legation.dossier import Dossier
from legation.errors import DateError, UsageError
from legation.model.codes import EVENT_TYPES, STATUSES
from legation.model.edtf import day_range
from legation.model.records import Channel

KINDS: Final = ("event", "claim", "tie", "cause", "scenario")
FILTERS: Final = (
    *("outlet", "lang", "document", "since", "until"),
    *("kind", "type", "status", "channel", "actor"),
)
"""Words that may stand before a colon: of the article, then of the records in the sentence."""
_CLOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": KINDS,
    "type": EVENT_TYPES,
    "status": STATUSES,
    "channel": get_args(Channel),
}
_LONGEST: Final = 400
_MOST: Final = 24
_NAME_WORDS: Final = 6
_QUOTES: Final = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»"}
_TOKEN: Final = re.compile(
    r"""(?P<minus>[-－](?=\S))?
    (?:(?P<prefix>(?!officials)[a-z]{2,})[:：](?=\S))?
    (?:(?P<open>["“「『«])(?P<phrase>[^"”」』»]*)(?P<close>["”」』»]|$)|(?P<word>[^\s"“「『«]+))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a sentence must hold, or must not (`excluded`).

    `actors` are the ids that the words name; their other names and what stands for them count too.
    `begins` holds where a word may go on (`sanction*`). A phrase names nobody.
    """

    text: str
    excluded: bool = False
    phrase: bool = False
    begins: bool = False
    actors: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = f'"{self.text}"' if self.phrase else self.text + "*" * self.begins
        return f"-{shown}" if self.excluded else shown


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter: a name out of FILTERS and its value, checked."""

    name: str
    value: str
    excluded: bool = False

    def __str__(self) -> str:
        return f"{'-' * self.excluded}{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Query:
    """All of what was typed, in order: every part must hold of a sentence."""

    text: str
    terms: tuple[Term, ...]
    conditions: tuple[Condition, ...]


def parse_query(text: str, dossier: Dossier | None = None) -> Query:
    """Understand what was typed; names in `actor:` are looked up in `dossier` too.

    Raises:
        UsageError: nothing is left to look for, it is too long, a quotation does not end, or a
            filter is unknown or has a value that makes no sense.
    """
    if len(text) > _LONGEST:
        raise UsageError(
            f"a search may have {_LONGEST} characters, this has {len(text)}; look for a few words"
        )
    typed = printable(text)
    terms: list[Term] = []
    conditions: list[Condition] = []
    for found in _tokens(typed):
        if found["prefix"] is not None:
            conditions.append(_condition(found, dossier))
        else:
            terms.append(_term(found))
    positive = [term for term in terms if not term.excluded]
    if not positive and not any(not condition.excluded for condition in conditions):
        raise UsageError(_NOTHING.format(text=text[:60]))
    if len(terms) + len(conditions) > _MOST:
        raise UsageError(
            f"a search may have {_MOST} parts, this has {len(terms) + len(conditions)}"
        )
    return Query(typed, tuple(_joined(terms)), tuple(conditions))


_NOTHING: Final = (
    "{text!r} has nothing to look for; give words (川普 關稅), a phrase in quotation marks, or a "
    "filter such as kind:event"
)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    for found in _TOKEN.finditer(text):
        if found["open"] and _QUOTES[found["open"]] != found["close"]:
            raise UsageError(
                f"the quotation that begins with {found['open']}{found['phrase'][:30]} does not "
                f"end; close it with {_QUOTES[found['open']]}"
            )
        if _content(found):
            yield found


def _content(found: re.Match[str]) -> str:
    return str(found["phrase"] if found["open"] else found["word"]).strip()


def _term(found: re.Match[str]) -> Term:
    text, excluded = _content(found), found["minus"] is not None
    if found["open"]:
        return Term(text, excluded, phrase=True)
    if text.endswith("*") and text.rstrip("*")[-1:].isalnum():
        return Term(text.rstrip("*"), excluded, begins=True)
    return Term(text, excluded, actors=ids_meant(text) or actors_named(text))


def _joined(terms: Sequence[Term]) -> Iterator[Term]:
    """Words that together are a name (Donald Trump) become one term; the longest name wins."""
    at = 0
    while at < len(terms):
        best, step = terms[at], 1
        for stop in range(min(len(terms), at + _NAME_WORDS), at + 1, -1):
            run = terms[at:stop]
            if any(term.excluded or term.phrase or term.begins for term in run):
                continue
            name = " ".join(term.text for term in run)
            if actors := actors_named(name):
                best, step = Term(name, actors=actors), len(run)
                break
        yield best
        at += step


def _condition(found: re.Match[str], dossier: Dossier | None) -> Condition:
    name, value = found["prefix"], _content(found)
    if name not in FILTERS:
        near = get_close_matches(name, FILTERS, n=1)
        hint = f"did you mean {near[0]}:?" if near else f"filters are {', '.join(FILTERS)}"
        raise UsageError(
            f"{name}: is no filter of a search; {hint}; to look for the words, put them in quotes"
        )
    return Condition(name, _checked(name, value, dossier), found["minus"] is not None)


def _checked(name: str, value: str, dossier: Dossier | None) -> str:
    if name == "actor":
        return resolve_actor(dossier, value)
    if name in ("since", "until"):
        try:
            day_range(value)
        except DateError as error:
            raise UsageError(
                f"{name}:{value} is no date; write 2026, 2026-01 or 2026-01-05"
            ) from error
    if name not in _CLOSED:
        return value
    wanted = plain(value)
    for allowed in _CLOSED[name]:
        if wanted in (allowed.lower(), f"{allowed.lower()}s"):
            return allowed
    raise UsageError(f"{value!r} is no {name}; it is one of {', '.join(_CLOSED[name])}")
