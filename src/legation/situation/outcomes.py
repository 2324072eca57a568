"""What came of it: outcomes that people enter beside the saved runs, in runs/outcomes.yaml.

    outcomes:
      - {issue: release, option: half, date: 2026-03-02, source: decree 14, author: lin}
      - {scenario: leaf, occurred: true, date: 2026-03-05, source: joint statement, author: lin}

An issue ends in one of its options or in `other`, at a `number` on its scale, or both. JSON will
do, too, as outcomes.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from legation.errors import UsageError
from legation.situation.fields import Entry, Notes
from legation.situation.files import RUNS, SituationError
from legation.situation.records import Situation
from legation.situation.yaml_lines import Problem, read_yaml

OTHER: Final = "other"
"""Stands for an outcome that is none of an issue's options."""
NAMES: Final = ("outcomes.yaml", "outcomes.yml", "outcomes.json")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an issue ended, or whether a scenario came about; `name` is its id.

    `option` and `number` are None for a scenario and where not given; `occurred` is None for an
    issue. `date`: ISO day. `source` says in words what shows it, `evidence` are ids of records.
    """

    about: Literal["issue", "scenario"]
    name: str
    option: str | None
    number: float | None
    occurred: bool | None
    date: str
    source: str
    author: str
    evidence: tuple[str, ...]
    file: str
    line: int

    @property
    def words(self) -> str:
        """The outcome in short."""
        if self.about == "scenario":
            return "occurred" if self.occurred else "did not occur"
        number = None if self.number is None else f"{self.number:g}"
        return " at ".join(part for part in (self.option, number) if part is not None)


def read_outcomes(folder: Path | str, situation: Situation) -> tuple[Outcome, ...]:
    """The outcomes entered for a situation, by date; none where there is no such file.

    Raises:
        SituationError: something is wrong in the file; every problem with its line.
    """
    found: list[Outcome] = []
    for name in NAMES:
        path = Path(folder) / RUNS / name
        if path.exists():
            found += _parse(path.read_bytes(), f"{RUNS}/{name}", situation)
    _refuse_twice(found)
    return tuple(sorted(found, key=lambda one: (one.date, one.name)))


def enter_outcome(folder: Path | str, situation: Situation, given: Mapping[str, Any]) -> Path:
    """Add an outcome (fields as in the file) to runs/outcomes.yaml, if it is sound; its path.

    Raises:
        SituationError: the outcome, or what the file has already, has problems.
        UsageError: the file cannot be written to.
    """
    path = Path(folder) / RUNS / NAMES[0]
    entry = {name: list(v) if isinstance(v, tuple) else v for name, v in given.items()}
    before = path.read_text(encoding="utf-8") if path.exists() else "outcomes:\n"
    if not before.endswith("\n"):
        before += "\n"
    line = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=10_000)
    text = before + "  - " + line.rstrip("\n").replace("\n", "\n    ") + "\n"
    added = _parse(text.encode(), f"{RUNS}/{NAMES[0]}", situation)
    others = [one for one in read_outcomes(folder, situation) if not one.file.endswith(NAMES[0])]
    _refuse_twice([*added, *others])
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written to: {error.strerror}; mend its rights") from (
            error
        )
    return path


def _parse(data: bytes, file: str, situation: Situation) -> list[Outcome]:
    node, wrong = read_yaml(data, file)
    notes, found = Notes(list(wrong)), []
    if node is not None and isinstance(node.content, Mapping):
        top = Entry(node, notes, "the file of outcomes")
        found = [
            one
            for entry in top.entries("outcomes", "an outcome")
            if isinstance(entry.node.content, Mapping)
            for one in _outcome(entry, situation)
        ]
        top.done()
    elif node is not None:
        notes.wrong(node, f"{node.shown()} stands at the top", "begin with outcomes:")
    if notes.problems:
        count = len(notes.problems)
        says = f"{file} has {count} problem{'s' if count > 1 else ''}:"
        raise SituationError(sorted(notes.problems), says)
    return found


def _outcome(entry: Entry, situation: Situation) -> Iterator[Outcome]:
    before = len(entry.notes.problems)
    issue, scenario = entry.text("issue"), entry.text("scenario")
    option, number = entry.text("option"), entry.number("number")
    occurred = entry.flag("occurred") if entry.has("occurred") else None
    day = entry.day("date")
    source, author = entry.text("source", needed=True), entry.text("author", needed=True)
    evidence = entry.ids("evidence")
    entry.done()
    if day is None and entry.get("date").blank:
        entry.notes.wrong(entry.node, "an outcome has no date", "give the day as in 2026-01-20")
    if (issue is None) == (scenario is None):
        what = "an outcome is of one issue or of one scenario"
        entry.notes.wrong(entry.node, what, "name one of the two")
    elif issue is not None:
        _check_issue(entry, situation, issue, option, number)
        if occurred is not None:
            entry.notes.wrong(entry.node, "an issue does not occur", "give its option or number")
    elif scenario is not None:
        _known(entry, "scenario", scenario, situation.scenarios)
        if occurred is None or option is not None or number is not None:
            what = "a scenario occurs or not"
            entry.notes.wrong(entry.node, what, "give only occurred: true or false")
    name = issue or scenario
    if len(entry.notes.problems) == before and name and day and source and author:
        kind: Literal["issue", "scenario"] = "issue" if issue else "scenario"
        at = entry.node
        yield Outcome(
            about=kind,
            name=name,
            option=option,
            number=number,
            occurred=occurred,
            date=day,
            source=source,
            author=author,
            evidence=evidence,
            file=at.file,
            line=at.line,
        )


def _check_issue(
    entry: Entry, situation: Situation, issue: str, option: str | None, number: float | None
) -> None:
    found = situation.issues.get(issue)
    if found is None:
        _known(entry, "issue", issue, situation.issues)
        return
    if option is None and number is None:
        entry.notes.wrong(entry.node, f"{issue} has no outcome", "give an option or a number")
    if option is not None and option != OTHER:
        _known(entry, "option", option, {one.id: one for one in found.options})
    low, high = found.low, found.high
    if number is None:
        return
    if low is None or high is None:
        entry.notes.wrong(
            entry.get("number"),
            f"{issue} has no scale",
            "give the issue a scale, or only an option",
        )
    elif not low <= number <= high:
        entry.notes.wrong(
            entry.get("number"),
            f"number {number:g} is off the scale of {issue}, {low:g} to {high:g}",
            "give a number on the scale",
        )


def _known(entry: Entry, field: str, name: str, known: Mapping[str, Any]) -> None:
    if name in known:
        return
    near = get_close_matches(name, list(known), 1)
    listed = f"it has {', '.join(known) or 'none'}"
    other = f"; {OTHER} stands for what is none of them" if field == "option" else ""
    remedy = (f"did you mean {near[0]}?" if near else listed) + other
    entry.notes.wrong(entry.get(field), f"{name!r} is no {field} here", remedy)


def _refuse_twice(found: list[Outcome]) -> None:
    first: dict[tuple[str, str], Outcome] = {}
    problems = []
    for one in found:
        place = first.setdefault((one.about, one.name), one)
        if place is not one:
            what = f"{one.about} {one.name} has its outcome in {place.file}:{place.line} already"
            problems.append(Problem(one.file, one.line, what, "keep one of the two"))
    if problems:
        raise SituationError(problems, "an outcome is entered once:")
