"""Who speaks in an English clause: mentions, or unnamed sources by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from legation.clauses.english_nouns import mentions_of
from legation.clauses.english_tree import Tree
from legation.model.mention import Mention

_UNNAMED: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            *("expert", "analyst", "scholar", "academic", "researcher", "economist", "specialist"),
            *("historian", "strategist", "scientist", "professor", "pundit", "economists"),
        ),
        "experts",
    ),
    **dict.fromkeys(
        ("observer", "critic", "commentator", "outsider", "watcher", "skeptic", "sceptic"),
        "observers",
    ),
    **dict.fromkeys(
        ("source", "insider", "whistleblower", "eyewitness", "witness", "informant", "aide"),
        "sources",
    ),
    **dict.fromkeys(
        (
            *("media", "press", "newspaper", "outlet", "reporter", "journalist", "broadcaster"),
            *("magazine", "tabloid", "newswire", "agency"),
        ),
        "media",
    ),
}
_OFFICIALS: Final = frozenset({"official", "officer", "diplomat"})
_PERSONS: Final = frozenset({"people", "person", "those", "one", "man", "woman", "figure"})
_KNOWING: Final = frozenset(
    {"familiar", "brief", "briefed", "know", "close", "acquainted", "involved", "involve", "aware"}
)
_REPORTS: Final = frozenset({"report", "coverage", "dispatch"})
_COUNTRY: Final = re.compile(r"([A-Z]{3})(?:\.|\Z)")
_PRESS: Final = re.compile(
    r"times|post|news|journal|guardian|reuters|bbc|cnn|xinhua|agenc|associated press|tribune|"
    r"telegraph|herald|gazette|bloomberg|afp|nbc|cbs|abc|npr|jazeera|economist|tass|kyodo|yonhap|"
    r"daily|mail|radio|television|\btv\b|broadcast|magazine|weekly|politico|axios|spiegel|"
    r"le monde|sputnik|interfax|newspaper|\bpress\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Actor ids and the mentions they come from; both empty where nobody is named.

    `press`: a newspaper, broadcaster or agency speaks.
    """

    actors: tuple[str, ...] = ()
    mentions: tuple[int, ...] = ()
    press: bool = False


def speaker_at(tree: Tree, head: int, mentions: list[Mention], text: str) -> Speaker:
    """The speakers a noun phrase stands for, conjuncts included."""
    actors: dict[str, None] = {}
    places: dict[int, None] = {}
    press = False
    for noun in tree.conjuncts(head):
        named = _single(tree, noun)
        token = unnamed(tree, noun, named, mentions)
        ids = (token,) if token else tuple(a for place in named for a in mentions[place].actors)
        actors.update(dict.fromkeys(ids))
        places.update(dict.fromkeys(named))
        press = press or token == "media" or is_press(named, mentions, text)
    return Speaker(tuple(actors), tuple(places), press)


def _single(tree: Tree, noun: int) -> tuple[int, ...]:
    """Mentions of one conjunct alone."""
    others = set(tree.conjuncts(noun)[1:])
    if not others:
        return mentions_of(tree, noun)
    own = {tree.named[token] for token in tree.phrase(noun)} - {-1}
    far = {tree.named[token] for other in others for token in tree.subtree(other)} - {-1}
    return tuple(place for place in mentions_of(tree, noun) if place in own - far)


def unnamed(tree: Tree, noun: int, named: tuple[int, ...], mentions: list[Mention]) -> str | None:
    """The token of an unnamed source ("experts", "officials:USA"), or None for anybody else."""
    lemma = tree.lemmas[noun]
    if tree.named[noun] >= 0:
        return None
    if lemma in _OFFICIALS:
        for place in named:
            for actor in mentions[place].actors:
                country = _COUNTRY.match(actor)
                if country is not None:
                    return f"officials:{country.group(1)}"
        return "sources" if lemma == "official" else None
    if lemma in _PERSONS and _knows(tree, noun):
        return "sources"
    if lemma in _REPORTS and any(
        tree.lemmas[kid] in ("media", "press", "news", "newspaper") for kid in tree.kids[noun]
    ):
        return "media"
    if lemma in ("agency", "outlet") and not any(
        tree.lemmas[kid] in ("news", "media", "press") for kid in tree.kids[noun]
    ):
        return None
    if lemma == "group" or named:
        return None if lemma not in _UNNAMED or lemma == "aide" else _UNNAMED[lemma]
    return _UNNAMED.get(lemma)


def _knows(tree: Tree, noun: int) -> bool:
    """ "people familiar with the talks", "a person briefed on the plan"."""
    return any(tree.lemmas[token] in _KNOWING for token in tree.subtree(noun) if token != noun)


def is_press(named: tuple[int, ...], mentions: list[Mention], text: str) -> bool:
    """Whether one of the mentions is a newspaper, broadcaster or news agency by its name."""
    return any(
        "media" in mentions[place].actors
        or (
            any(actor.startswith("O:") for actor in mentions[place].actors)
            and _PRESS.search(mentions[place].span.cut(text)) is not None
        )
        for place in named
    )
