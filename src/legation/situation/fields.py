"""One entry of a file, read field by field; what is wrong is noted and the rest is read on."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final, cast, get_args

from legation.errors import DateError
from legation.model.edtf import day_range
from legation.situation.records import Basis, Interval, Source
from legation.situation.yaml_lines import Node, Problem

LANGUAGES: Final = ("en", "zh-Hant", "zh-Hans")
PLAIN: Final = "und"
"""Language of a text that was given without one."""
_BASES: Final = get_args(Basis)
_ID: Final = re.compile(r"\S+")
_SOURCE: Final = ("basis", "author", "as_of", "evidence", "note")


@dataclass(slots=True)
class Notes:
    """What reading a folder finds: problems, and the places that were left blank."""

    problems: list[Problem] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)

    def wrong(self, node: Node, what: str, remedy: str) -> None:
        """Note a problem at the place of `node`."""
        self.problems.append(Problem(node.file, node.line, what, remedy))


@dataclass(frozen=True, slots=True)
class Blank:
    """A number or choice that nobody gave: its path as in `positions.MEX.place`, and its place."""

    path: str
    file: str
    line: int

    def __str__(self) -> str:
        few = ", or has one entry only" if self.path.endswith(".options") else ""
        return f"{self.file}:{self.line}: {self.path} is blank{few}"


class Entry:
    """A mapping that is read by asking for its fields; `done` then knows the keys nobody asked for.

    `what` names the entry in messages. `inherited`: what an entry takes over where it says nothing
    itself; only its basis, author and day.
    """

    def __init__(
        self, node: Node, notes: Notes, what: str, inherited: Source | None = None
    ) -> None:
        self.node = node
        self.notes = notes
        self.what = what
        self.inherited = inherited
        self._fields: Mapping[str, Node] = {}
        if isinstance(node.content, Mapping):
            self._fields = node.content
        else:
            notes.wrong(node, f"{node.shown()} stands for {what}", "write its fields as key: value")
        self._asked: set[str] = set()

    def get(self, name: str) -> Node:
        """The value of a field; a blank at the place of the entry where there is none."""
        self._asked.add(name)
        return self._fields.get(name) or Node(self.node.file, self.node.line, None)

    def has(self, name: str) -> bool:
        """Whether the key stands there, with or without a value."""
        return name in self._fields

    def text(self, name: str, needed: bool = False) -> str | None:
        """A text; numbers are taken as they were written."""
        node = self.get(name)
        if node.blank:
            if needed:
                self._missing(node, name)
            return None
        if isinstance(node.content, tuple | Mapping):
            self._wrong(node, name, "a text")
            return None
        return node.text

    def id(self, name: str = "id") -> str:
        """An id without spaces; empty, with a problem, where there is none."""
        found = self.text(name, needed=True) or ""
        if found and not _ID.fullmatch(found):
            self.notes.wrong(
                self.get(name), f"{name} {found!r} has a space", "write it in one word with hyphens"
            )
        return found

    def words(self, name: str, needed: bool = False) -> Mapping[str, str]:
        """A text in some languages; given plainly, its language is `und`."""
        node = self.get(name)
        if node.blank:
            if needed:
                self._missing(node, name)
            return {}
        if isinstance(node.content, tuple):
            self._wrong(node, name, "a text, or texts by language")
            return {}
        if not isinstance(node.content, Mapping):
            return {PLAIN: node.text}
        found = {}
        for language, text in node.content.items():
            if language not in LANGUAGES:
                self.notes.wrong(
                    text,
                    f"{language!r} is no language of {name}",
                    f"use {', '.join(LANGUAGES)}",
                )
            elif isinstance(text.content, tuple | Mapping):
                self._wrong(text, f"{name}.{language}", "a text")
            elif not text.blank:
                found[language] = text.text
        return found

    def choice(self, name: str, allowed: Sequence[str], needed: bool = False) -> Any:
        """One of a few words."""
        found = self.text(name, needed)
        if found is None or found in allowed:
            return found
        self.notes.wrong(
            self.get(name), f"{name} {found!r} is none it can be", f"choose {', '.join(allowed)}"
        )
        return None

    def flag(self, name: str) -> bool:
        """true or false; false where nothing stands."""
        node = self.get(name)
        if not node.blank and not isinstance(node.content, bool):
            self._wrong(node, name, "true or false")
        return node.content is True

    def number(self, name: str) -> float | None:
        """A number, or None."""
        node = self.get(name)
        return None if node.blank else self._number(node, name)

    def point(self, name: str, entry: Source) -> tuple[float | None, Source | None]:
        """A single number with its source, as `sourced` has it."""
        found, source = self.sourced(name, entry)
        if found is not None and found.low != found.high:
            self._wrong(self.get(name), name, "one number, not two bounds")
            return None, None
        return (found.low if found else None), source

    def interval(self, name: str) -> Interval | None:
        """A number or its two bounds, or None."""
        return self._interval(self.get(name), name)

    def sourced(self, name: str, entry: Source) -> tuple[Interval | None, Source | None]:
        """A number with its source: the entry's, or its own where it is `{value: …, basis: …}`.

        In an extracted entry it needs its own, lest an analyst's number pass for the text's.
        """
        node = self.get(name)
        if not isinstance(node.content, Mapping):
            found = self._interval(node, name)
            if found is None:
                return None, None
            if entry.basis == "extracted":
                self.notes.wrong(
                    node,
                    f"{name} {node.shown()} of {self.what} is in an extracted entry, and it does "
                    "not say whose it is",
                    f"write {name}: {{value: …, basis: analyst, author: …}}",
                )
                return None, None
            return found, replace(entry, file=node.file, line=node.line)
        own = Entry(node, self.notes, f"{name} of {self.what}", entry)
        found = own.interval("value")
        source = own.source(name)
        own.done()
        return found, source if found else None

    def _interval(self, node: Node, name: str) -> Interval | None:
        if node.blank:
            return None
        if not isinstance(node.content, tuple):
            single = self._number(node, name)
            return None if single is None else Interval(single, single)
        bounds = [self._number(item, name) for item in node.content]
        if len(bounds) != 2 or None in bounds:
            if len(bounds) != 2:
                self._wrong(node, name, "a number or two bounds as in [5, 8]")
            return None
        low, high = cast(list[float], bounds)
        if low > high:
            self.notes.wrong(
                node, f"{name} [{low:g}, {high:g}] has its bounds exchanged", "put the lower first"
            )
            return None
        return Interval(low, high)

    def _number(self, node: Node, name: str) -> float | None:
        if isinstance(node.content, float) and math.isfinite(node.content):
            return node.content
        self._wrong(node, name, "a number")
        return None

    def day(self, name: str) -> str | None:
        """An ISO day as in 2026-01-20."""
        found = self.text(name)
        if found is None:
            return None
        try:
            if date.fromisoformat(found).isoformat() == found:
                return found
        except ValueError:
            pass
        self.notes.wrong(
            self.get(name), f"{name} {found!r} is no day", "write it as 2026-01-20, or leave it out"
        )
        return None

    def edtf(self, name: str) -> str | None:
        """An EDTF date as in 2026-01, 2026-01-20~ or 2025/2026."""
        found = self.text(name)
        try:
            day_range(found)
        except DateError as error:
            self.notes.wrong(self.get(name), f"{name}: {error}", "or leave it blank")
            return None
        return found

    def ids(self, name: str) -> tuple[str, ...]:
        """A list of ids; a single one may stand without brackets."""
        node = self.get(name)
        if node.blank:
            return ()
        items = node.content if isinstance(node.content, tuple) else (node,)
        found = []
        for item in items:
            if item.blank or isinstance(item.content, tuple | Mapping):
                self._wrong(item, name, "ids as in [a, b]")
            else:
                found.append(item.text)
        return tuple(found)

    def tiers(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A ranking from best to worst; what ties stands in brackets of its own."""
        node = self.get(name)
        if node.blank:
            return ()
        if not isinstance(node.content, tuple):
            self._wrong(node, name, "a list from best to worst as in [a, [b, c], d]")
            return ()
        found = []
        for item in node.content:
            tied = item.content if isinstance(item.content, tuple) else (item,)
            if any(one.blank or isinstance(one.content, tuple | Mapping) for one in tied):
                self._wrong(item, name, "ids, or ids in brackets where they tie")
            else:
                found.append(tuple(one.text for one in tied))
        return tuple(found)

    def entries(self, name: str, what: str, inherited: Source | None = None) -> Iterator[Entry]:
        """The entries of a list."""
        node = self.get(name)
        if node.blank:
            return
        if not isinstance(node.content, tuple):
            self._wrong(node, name, "a list; begin each entry with a hyphen")
            return
        for item in node.content:
            yield Entry(item, self.notes, what, inherited)

    def source(self, of: str | None = None) -> Source:
        """Where the entry comes from; its basis is needed, here or at the top of the file."""
        taken = self.inherited
        node = self.node
        basis = self.choice("basis", _BASES) or (taken.basis if taken else None)
        if basis is None:
            if self.get("basis").blank:
                self.notes.wrong(
                    node, f"{of or self.what} has no basis", f"choose {', '.join(_BASES)}"
                )
            basis = "analyst"
        own = Source(
            basis,
            self.text("author") or (taken.author if taken else None),
            self.day("as_of") or (taken.as_of if taken else None),
            self.ids("evidence"),
            self.text("note"),
            node.file,
            node.line,
        )
        if self._fields:
            self._signed(own, of or self.what)
        return own

    def _signed(self, source: Source, what: str) -> None:
        if source.basis == "analyst" and not source.author:
            self.notes.wrong(
                self.node, f"{what} is an analyst's judgement that nobody signs", "name its author"
            )
        if source.basis == "extracted" and not source.evidence:
            self.notes.wrong(
                self.node,
                f"{what} is said to be extracted, without evidence",
                "name ids of records in the dossier, or make its basis analyst",
            )

    def blank(self, name: str, path: str, value: object) -> None:
        """Note the field as blank if `value` is None; not where what stands there is wrong."""
        node = self.get(name)
        inner = node.content.get("value") if isinstance(node.content, Mapping) else node
        if value is None and (inner is None or inner.blank):
            self.notes.blanks.append(Blank(path, node.file, (inner or node).line))

    def done(self) -> None:
        """Note the keys that nobody asked for."""
        for key, node in self._fields.items():
            if key not in self._asked:
                known = sorted(self._asked)
                near = get_close_matches(key, known, 1)
                remedy = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
                self.notes.wrong(node, f"{self.what} has no field {key!r}", remedy)

    def _missing(self, node: Node, name: str) -> None:
        self.notes.wrong(node, f"{self.what} has no {name}", f"give its {name}")

    def _wrong(self, node: Node, name: str, wanted: str) -> None:
        self.notes.wrong(node, f"{name} of {self.what} is {node.shown()}", f"give {wanted}")
