"""The tables of cues, compiled to patterns over lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, cast

from legation.errors import LexiconError
from legation.language.script import fold
from legation.model.records import Channel
from legation.ties.line import SIGN

_NO_PARTY: Final = "\ue000-\ue7ff"
_SET: Final = re.compile(r"<@(\w+)>")
_MACRO: Final = re.compile(r"<(?:(?P<role>[ABCG])|(?P<gap>[_,=*])(?P<size>[0-9]+))>")
_WORDS: Final = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]{2,}")


_NEEDS: Final = {
    "gang": re.compile(r"O:|.*\.(?:CRM|REB|UAF)"),
    "body": re.compile(r"IGO:|O:|G:"),
    "force": re.compile(r".*\.(?:MIL|SPY|COP|PRM)$"),
}
"""Marks that ask one end of a tie to be of a kind."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over lines and what it states.

    `source` and `target`: A, B, C, G (a party of the pattern; G is two or more), S (who acts
    before the match), T (whom the text speaks of), or "" (unstated). `channel` is None where
    `default` holds unless words say otherwise; `several`: as many ties as channels are named.
    `modal`: what is asked for or may be is none. `firm`: only with a sign that it is standing.
    `needs`: what one of the ends must be by its id, or None.
    """

    name: str
    pattern: re.Pattern[str]
    source: str
    target: str
    undirected: bool
    channel: Channel | None
    default: Channel | None
    several: bool
    modal: bool
    firm: bool
    needs: re.Pattern[str] | None


@dataclass(frozen=True)
class Rules:
    """The rules of one language, and a pattern that finds the cue words of any of them."""

    rules: tuple[Rule, ...]
    gate: re.Pattern[str]
    channels: tuple[tuple[Channel, re.Pattern[str]], ...]


def read_rows(name: str) -> Iterator[list[str]]:
    """Rows of legation/ties/data/NAME without its header, each as wide as that."""
    path = resources.files("legation.ties") / "data" / name
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    width = len(lines[0].split("\t"))
    for number, line in enumerate(lines[1:], start=1):
        cells = line.split("\t")
        if len(cells) > width or len(cells) < width - 1:
            raise LexiconError(f"{name}, row {number}: {line!r} has not {width} cells; mend it")
        yield [*cells, *[""] * (width - len(cells))]


@cache
def load_rules(language: str) -> Rules:
    """The rules for "zh" or "en", compiled once."""
    flags = re.IGNORECASE if language == "en" else re.NOFLAG
    sets = {row[1]: spell(row[2], language) for row in read_rows("sets.tsv") if row[0] == language}
    rules = []
    gates: list[str] = []
    for name, cue, channel, ends, marks, pattern in _all(language):
        cue, pattern = (_expand(spell(part, language), sets) for part in (cue, pattern))
        gates.append(cue)
        compiled = re.compile(pattern.replace("<cue>", f"(?P<cue>{cue})"), flags)
        rules.append(_rule(name, compiled, channel, ends, marks))
    channels = tuple(
        (cast("Channel", row[1]), re.compile(spell(row[2], language), flags))
        for row in read_rows("channels.tsv")
        if row[0] == language
    )
    return Rules(tuple(rules), re.compile("|".join(dict.fromkeys(gates)), flags), channels)


def _all(language: str) -> Iterator[list[str]]:
    """Cells of every rule: each noun in each structure, then the rules for single cues."""
    structures = [row[1:] for row in read_rows("structures.tsv") if row[0] == language]
    for tongue, name, channel, ends, words in read_rows("nouns.tsv"):
        if tongue != language:
            continue
        for structure, pattern in structures:
            lone = "<Y>" not in pattern
            filled = pattern.replace("<X>", "<A>").replace("<Y>", "<B>").replace("<N>", "<cue>")
            sides = ends.replace("X", "A").replace("Y", "T" if lone else "B")
            yield [f"{name}, {structure}", words, channel, sides, "", filled]
    yield from (row[1:] for row in read_rows("rules.tsv") if row[0] == language)


def spell(cell: str, language: str) -> str:
    """A cell as it is matched: Chinese folded to Simplified."""
    return fold(cell) if language == "zh" else cell


def _rule(name: str, pattern: re.Pattern[str], channel: str, ends: str, marks: str) -> Rule:
    undirected = "-" in ends
    source, target = ends.split("-" if undirected else ">")
    kind = channel.lstrip("?+")
    fixed = kind == channel
    return Rule(
        name=name,
        pattern=pattern,
        source=source,
        target=target,
        undirected=undirected,
        channel=cast("Channel", kind) if fixed else None,
        default=None if fixed or not kind else cast("Channel", kind),
        several=channel.startswith("+"),
        modal="modal" in marks,
        firm="firm" in marks,
        needs=next((_NEEDS[mark] for mark in marks.split() if mark in _NEEDS), None),
    )


def _expand(cell: str, sets: dict[str, str]) -> str:
    """Macros: <A> a party, <_9> at most 9 characters without party or comma, <,9> with commas,
    <=9> with parties, <*9> with both, <@name> a set of words.
    """
    cell = _MACRO.sub(_macro, _SET.sub(lambda found: f"(?:{sets[found[1]]})", cell))
    return re.sub(r"(\{0,[0-9]+\})\?$", r"\1", cell)  # at the end a gap takes all it can


def _macro(found: re.Match[str]) -> str:
    if found["role"]:
        return f"(?P<{found['role']}>{SIGN})"
    barred = {
        "_": _NO_PARTY + "，,；;：。！？",
        ",": _NO_PARTY + "；;。！？",
        "=": "，,；;：。！？」”",
        "*": "；;。！？",
    }
    return f"[^{barred[found['gap']]}]{{0,{found['size']}}}?"
