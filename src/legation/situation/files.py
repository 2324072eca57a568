"""A situation as a folder of YAML files: reading it, and changing it in memory.

Every `*.yaml` of the folder is read, in the order of names; which file holds what is free. Reading
goes on behind a problem, so that a folder's problems are all listed at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from legation.dossier import Dossier
from legation.errors import CheckError, UsageError
from legation.situation.checks import check_records
from legation.situation.entries import KINDS, NUMBERS, source_at_top
from legation.situation.fields import Blank, Entry, Notes
from legation.situation.hashes import sha256_of
from legation.situation.records import Situation
from legation.situation.yaml_lines import (
    Node,
    Problem,
    of_plain,
    read_value,
    read_yaml,
)

RUNS: Final = "runs"
"""Folder, within that of the situation, for what runs save."""
_BY_ID: Final = ("issues", "scenarios")
_SUPPOSED: Final = {"basis": "analyst", "author": "what-if"}
_FOLDER: Final = ("*.yaml", "*.yml")


class SituationError(CheckError):
    """A folder that is no situation; the message lists every problem with file and line."""

    def __init__(self, problems: Sequence[Problem | Blank], says: str) -> None:
        super().__init__("\n".join([says, *map(str, problems)]))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds, whether or not it is sound.

    `warnings` are doubts that do not stop a run; `blanks` stop one that needs them. `content` are
    the files as plain lists and mappings, merged by key: what is hashed and saved with a run.
    """

    folder: Path
    situation: Situation
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    blanks: tuple[Blank, ...]
    content: Mapping[str, Any]

    def checked(self) -> Situation:
        """The situation.

        Raises:
            SituationError: the folder has problems.
        """
        if self.problems:
            count = len(self.problems)
            says = f"{self.folder} has {count} problem{'s' if count > 1 else ''}:"
            raise SituationError(self.problems, says)
        return self.situation


def load_situation(
    folder: Path | str,
    dossier: Dossier | None = None,
    changes: Mapping[str, str] | None = None,
) -> Loaded:
    """Read a folder, with `changes` (path -> value as in YAML) made in memory only.

    With a dossier, the ids of evidence are looked up in it.

    Raises:
        UsageError: there is no such folder or no YAML in it; a change names nothing in it.
    """
    folder = Path(folder)
    trees, problems = _read(folder)
    for path, value in (changes or {}).items():
        trees, wrong = _changed(trees, path, value)
        problems += wrong
    return _load(folder, trees, problems, dossier)


def load_content(content: Mapping[str, Any], name: str) -> Loaded:
    """A situation from what a run saved of it; `name` stands for the file in messages.

    Raises:
        UsageError: the content is no mapping.
    """
    if not isinstance(content, Mapping):
        raise UsageError(f"{name} holds no inputs; it was changed since it was saved")
    return _load(Path(name), [of_plain(content, name)], [], None)


def read_situation(folder: Path | str, dossier: Dossier | None = None) -> Situation:
    """Read and check a folder.

    Raises:
        UsageError: there is no such folder, or no YAML in it.
        SituationError: it has problems; all are listed.
    """
    return load_situation(folder, dossier).checked()


def _read(folder: Path) -> tuple[list[Node], list[Problem]]:
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is no folder; `legation situation draft` proposes one from a dossier"
        )
    paths = sorted(path for pattern in _FOLDER for path in folder.glob(pattern) if path.is_file())
    if not paths:
        raise UsageError(f"{folder} holds no *.yaml; put the situation's files into it")
    trees, problems = [], []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            problems.append(
                Problem(path.name, 0, f"unreadable: {error.strerror}", "let it be read")
            )
            continue
        node, wrong = read_yaml(data, path.name)
        problems += wrong
        if node is None:
            continue
        if isinstance(node.content, Mapping):
            trees.append(node)
        else:
            what = f"{node.shown()} stands at the top of the file"
            problems.append(Problem(path.name, node.line, what, f"begin with {', '.join(KINDS)}"))
    return trees, problems


def _load(
    folder: Path, trees: Sequence[Node], problems: Sequence[Problem], dossier: Dossier | None
) -> Loaded:
    notes = Notes(list(problems))
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    heads = [head for tree in trees for head in _build(tree, notes, found)]
    name, title = _head(heads, notes, folder)
    content = _merged(trees)
    kept: dict[str, Any] = {kind: tuple(records) for kind, records in found.items()}
    kept |= {kind: {one.id: one for one in found[kind]} for kind in _BY_ID}
    situation = Situation(name=name, title=title, sha256=sha256_of(content), **kept)
    result = check_records(situation, found["issues"], found["scenarios"], dossier)
    wrong = [*notes.problems, *result.problems, *_unknown_paths(situation, trees)]
    return Loaded(
        folder,
        situation,
        tuple(sorted(set(wrong))),
        tuple(sorted(set(result.warnings))),
        tuple(notes.blanks),
        content,
    )


def _build(tree: Node, notes: Notes, found: dict[str, list[Any]]) -> Iterator[Entry]:
    top = Entry(tree, notes, "a file")
    inherited = source_at_top(top)
    for kind, (what, build) in KINDS.items():
        for entry in top.entries(kind, what, inherited):
            if isinstance(entry.node.content, Mapping):
                found[kind].append(build(entry))
                entry.done()
    head = top.get("situation")
    top.done()
    if not head.blank:
        yield Entry(head, notes, "situation")


def _head(heads: Sequence[Entry], notes: Notes, folder: Path) -> tuple[str, Mapping[str, str]]:
    """Name and title; there must be just one."""
    if not heads:
        where = Problem(str(folder), 0, "no file has `situation:`", "give it an id and a title")
        notes.problems.append(where)
        return "", {}
    first, *more = heads
    for head in more:
        place = f"{first.node.file}:{first.node.line}"
        notes.wrong(head.node, f"`situation` stands in {place} already", "keep one of the two")
    name, title = first.id(), first.words("title", needed=True)
    first.done()
    return name, title


def _merged(trees: Sequence[Node]) -> dict[str, Any]:
    """All files as one. What a file says at its top for its entries is written into each entry."""
    merged: dict[str, Any] = {}
    for tree in trees:
        fields = tree.plain()
        top = {key: fields[key] for key in ("basis", "author", "as_of") if key in fields}
        for key, value in fields.items():
            if key in top:
                continue
            if isinstance(value, list):
                entries = [{**top, **one} if isinstance(one, dict) else one for one in value]
                merged.setdefault(key, []).extend(entries)
            else:
                merged[key] = value
    return merged


def _entry_names(kind: str, fields: Mapping[str, Node]) -> list[str]:
    """The names by which a path may call an entry, the full one first."""
    if kind == "positions":
        actor, issue = fields.get("actor"), fields.get("issue")
        names = [f"{issue.text}.{actor.text}"] if actor and issue else []
        return [*names, actor.text] if actor else names
    if kind == "ratings":
        parts = [fields.get(name) for name in ("item", "hypothesis", "rater")]
        return [".".join(part.text for part in parts if part is not None)]
    name = fields.get("id")
    return [name.text] if name else []


def _find(trees: Sequence[Node], path: str) -> list[tuple[int, str, int, str]]:
    """Where a path leads: number of the tree, kind, number of the entry, and the fields behind."""
    kind, _, rest = path.partition(".")
    found: list[tuple[int, tuple[int, str, int, str]]] = []
    for number, tree in enumerate(trees):
        assert isinstance(tree.content, Mapping)
        entries = tree.content.get(kind)
        if entries is None or not isinstance(entries.content, tuple):
            continue
        for place, entry in enumerate(entries.content):
            if isinstance(entry.content, Mapping):
                for name in _entry_names(kind, entry.content):
                    if rest == name or rest.startswith(f"{name}."):
                        where = (number, kind, place, rest[len(name) + 1 :])
                        found.append((len(name), where))
                        break
    # TCD.GOV is no field of TCD: the longest name is meant.
    longest = max((length for length, _ in found), default=0)
    return [where for length, where in found if length == longest]


def full_path(loaded: Loaded, path: str) -> str:
    """A path with the issue of a position in it; the path itself where it leads to no one entry."""
    tree = of_plain(loaded.content, loaded.folder.name)
    places = _find([tree], path)
    if len(places) != 1:
        return path
    ((_, kind, place, fields),) = places
    entry = loaded.content[kind][place]
    name = _entry_names(kind, {key: of_plain(value, "") for key, value in entry.items()})[0]
    return ".".join(filter(None, (kind, name, fields)))


def _changed(trees: Sequence[Node], path: str, value: str) -> tuple[list[Node], list[Problem]]:
    """The trees with one value replaced, and what is wrong with the value."""
    places = _find(trees, path)
    if len(places) != 1:
        raise UsageError(_lost(trees, path, len(places)))
    ((number, kind, place, fields),) = places
    if not fields:
        raise UsageError(f"{path} is a whole entry; name a field of it as in {path}.place")
    node, problems = read_value(value, f"{path}={value}")
    tree = trees[number]
    assert isinstance(tree.content, Mapping)
    entries = tree.content[kind]
    assert isinstance(entries.content, tuple)
    changed = _put(entries.content[place], fields, node, path)
    items = (*entries.content[:place], changed, *entries.content[place + 1 :])
    content = {**tree.content, kind: replace(entries, content=items)}
    result = [*trees]
    result[number] = replace(tree, content=content)
    return result, list(problems)


def _put(entry: Node, fields: str, value: Node, path: str) -> Node:
    """An entry with the field replaced; a list within is gone into by the ids of its entries."""
    if isinstance(entry.content, Mapping):
        name, _, rest = fields.partition(".")
        inner = entry.content.get(name)
        if not rest:
            if name in NUMBERS:
                value = _supposed(inner, value)
            return replace(entry, content={**entry.content, name: value})
        if inner is not None:
            return replace(entry, content={**entry.content, name: _put(inner, rest, value, path)})
    if isinstance(entry.content, tuple):
        for number, item in enumerate(entry.content):
            fields_of = item.content if isinstance(item.content, Mapping) else {}
            named = fields_of.get("id") or fields_of.get("actor")
            if named is not None and fields.startswith(f"{named.text}."):
                put = _put(item, fields[len(named.text) + 1 :], value, path)
                items = (*entry.content[:number], put, *entry.content[number + 1 :])
                return replace(entry, content=items)
    raise UsageError(f"{path}: nothing is called {fields!r} there; give the path of a field")


def _supposed(inner: Node | None, value: Node) -> Node:
    """A changed number, as somebody's supposition: it is no longer what a text or analyst says."""
    own = inner.content if inner is not None and isinstance(inner.content, Mapping) else {}
    kept = {key: node for key, node in own.items() if key == "as_of"}
    said = {name: replace(value, content=word, text=word) for name, word in _SUPPOSED.items()}
    return replace(value, content={**kept, **said, "value": value})


def _lost(trees: Sequence[Node], path: str, places: int) -> str:
    if places:
        return f"{path} may be {places} entries; write positions.ISSUE.ACTOR.FIELD"
    names = [
        f"{kind}.{name}"
        for tree in trees
        if isinstance(tree.content, Mapping)
        for kind, entries in tree.content.items()
        if isinstance(entries.content, tuple)
        for entry in entries.content
        if isinstance(entry.content, Mapping)
        for name in _entry_names(kind, entry.content)
    ]
    near = get_close_matches(path, names, 1, 0.3)
    advice = f"did you mean {near[0]}?" if near else f"begin with {', '.join(KINDS)}"
    return f"{path} names no entry; {advice}"


def _unknown_paths(situation: Situation, trees: Sequence[Node]) -> Iterator[Problem]:
    """Assumptions that bear on what is not there."""
    for one in situation.assumptions:
        for path in one.bears_on:
            if not _find(trees, path):
                what = f"the assumption {one.id} bears on {path!r}"
                yield Problem(one.source.file, one.source.line, what, _lost(trees, path, 0))
