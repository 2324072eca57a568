"""YAML whose every value knows its file and line, read strictly.

Plain words mean what YAML 1.2 says: `no` and `on` are words, `2026-01-20` is a text, and only
`true`, `false`, `null`, `~` and numbers are more than text. What invites mistakes is a problem with
its line: keys given twice, aliases, merges, tags and more than one document in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml

Scalar = str | float | bool | None
Content = Scalar | tuple["Node", ...] | Mapping[str, "Node"]

_NULL: Final = re.compile(r"~|null|Null|NULL|")
_NUMBER: Final = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,17})?|\.[0-9]{1,17})(?:[eE][-+][0-9]{1,2})?"
)
"""No leading zeros and no exponent without a sign: those are ids of records, such as 12e45678."""
_BOOLEAN: Final[Mapping[str, bool]] = {"true": True, "false": False}
_PLAIN_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge", "value")
)
_LARGEST: Final = 4_000_000
"""Bytes of a file; a larger one was not written by hand."""
_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file: where, what, and what to do. `line` counts from 1; 0: the file."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place. A list is a tuple of nodes, a mapping a dict of nodes by key.

    Whole numbers are floats like all others; `text` is a scalar as it was written.
    """

    file: str
    line: int
    content: Content
    text: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was given."""
        return self.content is None

    def plain(self) -> Any:
        """The value without its places, as JSON would have it; `of_plain` goes back."""
        if isinstance(self.content, tuple):
            return [node.plain() for node in self.content]
        if isinstance(self.content, Mapping):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, float) and self.text != _shortest(self.content):
            return self.text  # 1.10 may be an id
        return self.content

    def shown(self) -> str:
        """The value as a message quotes it."""
        if isinstance(self.content, tuple):
            return "a list"
        if isinstance(self.content, Mapping):
            return "a mapping"
        return "nothing" if self.content is None else repr(self.text)


def of_plain(value: Any, file: str) -> Node:
    """Plain content as nodes again; numbers and texts read just as those of the file did."""
    if isinstance(value, Mapping):
        return Node(file, 0, {str(key): of_plain(one, file) for key, one in value.items()})
    if isinstance(value, list):
        return Node(file, 0, tuple(of_plain(one, file) for one in value))
    if isinstance(value, bool):
        return Node(file, 0, value, str(value).lower())
    if isinstance(value, int | float):
        return Node(file, 0, float(value), _shortest(float(value)))
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Node(file, 0, float(value), value)
    return Node(file, 0, value, value or "")


def _shortest(number: float) -> str:
    """A number as people write it."""
    return str(int(number)) if number.is_integer() else repr(number)


def read_yaml(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The one document of a file, None where it is empty or no YAML, and all problems with it."""
    try:
        return _parse(data, file)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Problem(file, line, "the file is not UTF-8", "save it as UTF-8"),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"no YAML: {error.problem or error.context}"
        line = mark.line + 1 if mark else 0
        return None, (Problem(file, line, what, "mend the indentation, quotes or brackets there"),)
    except yaml.reader.ReaderError as error:
        line = data.decode("utf-8")[: error.position].count("\n") + 1
        what = f"the character U+{error.character:04X} may not stand in YAML"
        return None, (Problem(file, line, what, "take it out"),)
    except RecursionError:
        return None, (Problem(file, 0, "lists and mappings are nested too deep", "nest less"),)


def read_value(text: str, place: str) -> tuple[Node, tuple[Problem, ...]]:
    """A value as it may stand behind a colon, as in `6`, `[5, 8]` or nothing at all."""
    node, problems = read_yaml(text.encode("utf-8", "replace"), place)
    flat = tuple(replace(one, line=0) for one in problems)  # it stands in no line of any file
    return replace(node or Node(place, 0, None), line=0), flat


def _parse(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    if len(data) > _LARGEST:
        what = f"the file has {len(data)} bytes, more than {_LARGEST}"
        return None, (Problem(file, 0, what, "split it"),)
    loader = yaml.SafeLoader(data.decode("utf-8-sig"))
    try:
        composed = loader.get_single_node()
    finally:
        loader.dispose()
    if composed is None:
        return None, ()
    walk = _Walk(file, set(), [])
    node = walk.node(composed, 0)
    return node, tuple(walk.problems)


@dataclass(slots=True)
class _Walk:
    """From the library's nodes to ours; `seen` are those met before, which an alias repeats."""

    file: str
    seen: set[int]
    problems: list[Problem]

    def node(self, node: yaml.Node, depth: int) -> Node:
        line = node.start_mark.line + 1
        if depth > _DEEPEST:
            self._wrong(line, f"nesting is deeper than {_DEEPEST}", "nest less")
            return Node(self.file, line, None)
        if not isinstance(node, yaml.ScalarNode) and id(node) in self.seen:
            self._wrong(line, "an alias (*) repeats what stands elsewhere", "write it out")
            return Node(self.file, line, None)
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self._wrong(line, f"the tag {node.tag!r} has no meaning here", "leave it out")
        if isinstance(node, yaml.ScalarNode):
            return Node(self.file, line, _scalar(node), node.value)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.node(item, depth + 1) for item in node.value)
            return Node(self.file, line, items)
        return Node(self.file, line, dict(self._pairs(node, depth)))

    def _pairs(self, node: yaml.Node, depth: int) -> Iterator[tuple[str, Node]]:
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._wrong(line, "a key is a list or mapping", "make it a word")
                continue
            name = str(key.value)
            if name in first:
                what = f"the key {name!r} stands there already, in line {first[name]}"
                self._wrong(line, what, "keep one of the two")
                continue
            first[name] = line
            found = self.node(value, depth + 1)
            # A value has the line of its key, where people look, though a block begins below it.
            yield name, Node(found.file, line, found.content, found.text)

    def _wrong(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, what, remedy))


def _scalar(node: yaml.ScalarNode) -> Scalar:
    text: str = node.value
    if node.style is not None:
        return text
    if _NULL.fullmatch(text):
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    return float(text) if _NUMBER.fullmatch(text) else text
