"""What quantities are counted in: currencies, classifiers, measures and nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from legation.mentions.tables import read_table


@dataclass(frozen=True, slots=True)
class Currencies:
    """Pattern sources for Chinese and English names and for signs, and the code of each form."""

    zh: str
    en: str
    signs: str
    codes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Pattern sources for counted nouns, and which of them stand for persons."""

    zh: str
    en: str
    persons: frozenset[str]


def one_of_words(words: Iterable[str]) -> str:
    """Pattern source for any of the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split("|") if form)


@cache
def currencies() -> Currencies:
    """The table of currencies; English names also in the plural."""
    codes: dict[str, str] = {}
    zh: list[str] = []
    en: list[str] = []
    signs: list[str] = []
    for row in read_table("currencies"):
        names = [form for name in _forms(row["en"]) for form in (name, plural(name))]
        zh.extend(_forms(row["zh"]))
        en.extend(names)
        signs.extend(_forms(row["signs"]))
        for form in (*_forms(row["zh"]), *_forms(row["signs"])):
            codes.setdefault(form, row["code"])
        for form in names:
            codes.setdefault(form.lower(), row["code"])
    return Currencies(one_of_words(zh), one_of_words(en), one_of_words(signs), codes)


def plural(noun: str) -> str:
    """The regular English plural."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


@cache
def classifiers() -> tuple[str, dict[str, str]]:
    """Pattern source for Chinese classifiers, and the kind of each."""
    kinds: dict[str, str] = {}
    sources: list[tuple[str, str]] = []
    for row in read_table("classifiers"):
        word = row["word"]
        kinds[word] = row["kind"]
        guard = f"(?![{row['unless']}])" if row["unless"] else ""
        sources.append((word, re.escape(word) + guard))
    ordered = sorted(sources, key=lambda source: (-len(source[0]), source[0]))
    return "(?:" + "|".join(source for _, source in ordered) + ")", kinds


@cache
def nouns() -> Nouns:
    """The table of counted nouns; English ones in the plural only, since one is no count."""
    zh: list[str] = []
    en: list[str] = []
    persons: set[str] = set()
    for row in read_table("nouns"):
        forms = [_many(cell) for cell in _forms(row["en"])]
        zh.extend(_forms(row["zh"]))
        en.extend(forms)
        if row["kind"] == "person":
            persons.update(_forms(row["zh"]))
            persons.update(form.lower() for form in forms)
    return Nouns(one_of_words(zh), one_of_words(en), frozenset(persons))


def _many(cell: str) -> str:
    singular, _, irregular = cell.partition("/")
    return irregular or plural(singular)
