"""Annotated articles in a compact text format that a person can read, write and review.

    # id: fiji-2006-coup-tw
    # outlet: 南島通訊（虛構）
    # published: 2006-12-06
    # language: zh-Hant-TW
    # story: fiji-2006
    # split: train

    = [斐濟|FJI]軍方{e1:奪權}
      e1 ASSAULT | FJI.MIL > FJI.GOV | actual | 2006-12-05
    [斐濟|FJI][軍方|FJI.MIL]5日{e1:推翻}[政府|FJI.GOV]，[美國|USA]{e2:譴責}政變。
      e1 COERCE seize | FJI.MIL > FJI.GOV | actual | 2006-12-05
      e2 ACCUSE disapprove | USA.GOV > FJI.MIL | actual | 2006-12-06
      c1 表示 | P:x-y | indirect

A line that begins with `#` is metadata, with `= ` the title; any other line that is not indented is
one sentence; a blank line ends a paragraph. `[words|ids]` is a mention (ids separated by commas),
`{eN:words}` the trigger of an event. Indented lines annotate the sentence above them:

    eN TYPE [mode[,mode]] | actors > recipients | status [| date [| attribution [| k=v ...]]]
    cN cue | speaker [| form]

Ids are separated by commas, an empty side is `-`. `attribution` is a chain, outermost first,
joined by `<`. Extra fields: `place=XXX`, `alt=TYPE,TYPE` (types also accepted), `optional`,
`q=VALUE UNIT` (several allowed). A backslash before [ ] { } | # = or another backslash keeps the
sign itself: # and = need it where a sentence begins with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from legation.errors import LexiconError
from legation.model.codes import EVENT_TYPES, MODES, STATUSES

_MARK = re.compile(r"\\([\[\]{}|#=\\])|\[([^\[\]|{}]+)\|([^\[\]|]+)\]|\{(e\d+):|\}")
_EDTF = re.compile(
    r"(?:\.\.|\d{2}[\dX]{2}(?:-\d\d(?:-\d\d)?)?[~?%]?)(?:/(?:\.\.|\d{2}[\dX]{2}(?:-\d\d(?:-\d\d)?)?[~?%]?))?"
)
_ID = re.compile(
    r"(?:officials:)?[A-Z]{3}(?:\.[A-Z]{3})?|(?:P|O|G|IGO):[^\s,|<>]+|experts|observers|sources|media|officials"
)


def is_actor_id(text: str) -> bool:
    """Whether the format takes `text` as an actor id."""
    return _ID.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether the format takes `text` as a date."""
    return _EDTF.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention: code points of the text, and the ids it stands for."""

    start: int
    end: int
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An annotated event; fields as in model.records.Event."""

    start: int
    end: int
    type: str
    modes: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    date: str | None
    attribution: tuple[str, ...]
    place: str | None = None
    alternatives: tuple[str, ...] = ()
    optional: bool = False
    quantities: tuple[tuple[float | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An annotated claim: its cue, who speaks, direct or indirect."""

    start: int
    end: int
    speaker: str
    form: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article; `sentences` are half-open spans of `text`, the title first."""

    id: str
    metadata: dict[str, str]
    text: str
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[GoldMention, ...]
    events: tuple[GoldEvent, ...]
    claims: tuple[GoldClaim, ...]

    @property
    def language(self) -> str:
        """BCP 47 tag from the metadata."""
        return self.metadata["language"]


def read_gold(path: Path) -> GoldArticle:
    """Parse one file; LexiconError names file, line and what is wrong with it."""
    return _Parser(path.name).parse(path.read_text(encoding="utf-8"))


def read_gold_folder(folder: Path) -> list[GoldArticle]:
    """All *.gold files below a folder, sorted by name."""
    return [read_gold(path) for path in sorted(folder.rglob("*.gold"))]


class _Parser:
    def __init__(self, name: str) -> None:
        self.name, self.line = name, 0
        self.metadata: dict[str, str] = {}
        self.text = ""
        self.sentences: list[tuple[int, int]] = []
        self.mentions: list[GoldMention] = []
        self.events: list[GoldEvent] = []
        self.claims: list[GoldClaim] = []
        self.triggers: dict[str, tuple[int, int]] = {}
        self._open = ("", 0)
        self._used: dict[str, tuple[int, int]] = {}  # triggers of the sentence with a line already

    def error(self, message: str) -> LexiconError:
        return LexiconError(f"{self.name}:{self.line}: {message}")

    def parse(self, source: str) -> GoldArticle:
        gap = ""
        for self.line, raw in enumerate(source.splitlines(), 1):
            line = raw.rstrip()
            if line.startswith("#"):
                key, _, value = line[1:].partition(":")
                self.metadata[key.strip()] = value.strip()
            elif not line:
                gap = "\n\n" if self.text else ""
            elif line[0] in " \t":
                self._note(line.strip())
            else:
                self._close()
                self._sentence(line, gap)
                gap = ""
        self._close()
        for key in ("id", "language"):
            if key not in self.metadata:
                raise self.error(f"the article has no `# {key}:` line")
        return GoldArticle(
            self.metadata["id"],
            self.metadata,
            self.text,
            tuple(self.sentences),
            tuple(sorted(self.mentions, key=lambda m: m.start)),
            tuple(sorted(self.events, key=lambda e: e.start)),
            tuple(self.claims),
        )

    def _close(self) -> None:
        if self.triggers:
            raise self.error(
                f"the sentence above has triggers without a line: {sorted(self.triggers)}"
            )

    def _sentence(self, line: str, gap: str) -> None:
        title = line.startswith("= ")
        line = line[2:] if title else line
        if self.text.endswith("\n"):
            gap = ""
        elif self.text and not gap:
            gap = " " if self.metadata.get("language") == "en" else ""
        self.text += gap
        self._used = {}
        start = len(self.text)
        self._open = ("", 0)
        last = 0
        for mark in _MARK.finditer(line):
            self.text += line[last : mark.start()]
            last = mark.end()
            self._mark(mark)
        self.text += line[last:]
        if self._open[0]:
            raise self.error(f"trigger {self._open[0]} is not closed")
        if re.search(r"[\[\]{}]", line[last:]):
            raise self.error(
                "a bracket that belongs to no mention or trigger; write \\[ for the sign"
            )
        self.sentences.append((start, len(self.text)))
        if title:
            self.text += "\n\n"

    def _mark(self, mark: re.Match[str]) -> None:
        """An escaped sign, a mention, or the beginning or end of a trigger."""
        open_id, open_at = self._open
        if mark[1]:
            self.text += mark[1]
        elif mark[2]:
            ids = tuple(self._id(part) for part in mark[3].split(","))
            self.mentions.append(GoldMention(len(self.text), len(self.text) + len(mark[2]), ids))
            self.text += mark[2]
        elif mark[4]:
            if open_id:
                raise self.error(f"trigger {mark[4]} begins inside trigger {open_id}")
            if mark[4] in self.triggers:
                raise self.error(f"trigger {mark[4]} stands twice in one sentence")
            self._open = (mark[4], len(self.text))
        else:
            if not open_id:
                raise self.error("a } without its {eN:")
            self.triggers[open_id] = (open_at, len(self.text))
            self._open = ("", 0)

    def _id(self, text: str) -> str:
        text = text.strip()
        if not _ID.fullmatch(text):
            raise self.error(f"{text!r} is no actor id")
        return text

    def _ids(self, text: str, separator: str = ",") -> tuple[str, ...]:
        text = text.strip()
        return () if text in ("", "-") else tuple(self._id(part) for part in text.split(separator))

    def _note(self, line: str) -> None:
        fields = [field.strip() for field in line.split("|")]
        head = fields[0].split()
        if re.fullmatch(r"e\d+", head[0]):
            self._event(head, fields[1:])
        elif re.fullmatch(r"c\d+", head[0]):
            self._claim(" ".join(head[1:]), fields[1:])
        else:
            raise self.error(f"{head[0]!r} is neither an event (e1) nor a claim (c1)")

    def _event(self, head: list[str], fields: list[str]) -> None:
        # a second line for one trigger (two dates, two events) repeats its id
        if head[0] not in self.triggers and head[0] not in self._used:
            raise self.error(f"{head[0]} marks nothing in the sentence above")
        start, end = self.triggers.pop(head[0]) if head[0] in self.triggers else self._used[head[0]]
        self._used[head[0]] = (start, end)
        kind = head[1] if len(head) > 1 else ""
        if kind not in EVENT_TYPES:
            raise self.error(f"{kind!r} is no PLOVER type; use one of {', '.join(EVENT_TYPES)}")
        modes = tuple(m for m in " ".join(head[2:]).replace(",", " ").split() if m != "-")
        if unknown := [mode for mode in modes if mode not in MODES[kind]]:
            raise self.error(f"{unknown} are no modes of {kind}; use {', '.join(MODES[kind])}")
        if len(fields) < 2 or ">" not in fields[0]:
            raise self.error("an event line is `eN TYPE mode | actors > recipients | status | …`")
        left, _, right = fields[0].partition(">")
        if fields[1] not in STATUSES:
            raise self.error(f"{fields[1]!r} is no status; use one of {', '.join(STATUSES)}")
        date = fields[2] if len(fields) > 2 and fields[2] not in ("", "-") else None
        if date and not _EDTF.fullmatch(date):
            raise self.error(f"{date!r} is no EDTF level 1 date")
        chain = self._ids(fields[3], "<") if len(fields) > 3 else ()
        extra = dict(self._extra(fields[4:]))
        self.events.append(
            GoldEvent(
                start,
                end,
                kind,
                modes,
                self._ids(left),
                self._ids(right),
                fields[1],
                date,
                chain,
                extra.get("place") or None,
                tuple(filter(None, extra.get("alt", "").split(","))),
                "optional" in extra,
                tuple(self._quantities(fields[4:])),
            )
        )

    def _extra(self, fields: list[str]) -> Iterator[tuple[str, str]]:
        for part in " ".join(fields).split():
            name, _, value = part.partition("=")
            if name in ("place", "alt", "optional"):
                yield name, value

    def _quantities(self, fields: list[str]) -> Iterator[tuple[float | None, str]]:
        for match in re.finditer(r"q=(-|[\d.]+) ([^=]+?)(?= \w+=|$)", " ".join(fields)):
            yield (None if match[1] == "-" else float(match[1]), match[2].strip())

    def _claim(self, cue: str, fields: list[str]) -> None:
        first, last = self.sentences[-1]
        at = self.text.find(cue, first, last)
        if at < 0 or not cue:
            raise self.error(f"the cue {cue!r} does not stand in the sentence above")
        form = fields[1] if len(fields) > 1 else "indirect"
        if form not in ("direct", "indirect"):
            raise self.error(f"{form!r} must be direct or indirect")
        self.claims.append(GoldClaim(at, at + len(cue), self._id(fields[0]), form))
