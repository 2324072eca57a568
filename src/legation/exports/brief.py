"""A brief in Markdown: what is reported, by pair of actors; every line carries its evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from legation.dossier import Dossier
from legation.exports.brief_records import SECTIONS

_HAPPENED: Final = ("actual", "ongoing")
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#|])")
_COUNTRY: Final = re.compile(r"[A-Z]{3}(?=\.|$)")
_SHOWN_IDS: Final = 5

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the brief and the ids of the records it rests on, at least one."""

    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines. `level` is that of Markdown."""

    title: str
    level: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The sections in order; `remark` says in words what is left out, or that nothing is there."""

    sections: tuple[Section, ...]
    remark: str


def make_brief(
    dossier: Dossier,
    since: str | None = None,
    until: str | None = None,
    dyads: int = 10,
    events: int = 5,
) -> Brief:
    """The brief on a dossier: the `dyads` most reported pairs, the latest `events` of each.

    A pair is one of countries; an actor without one stands for itself. Events without a recipient
    or partner are listed under their actor alone. At most `dyads` lines each tell who says what,
    what binds them, why, and what may follow, from the documents that report those events.

    Raises:
        UsageError: `since` or `until` is no date.
    """
    rows = sorted(dossier.events(since=since, until=until).rows(), key=_latest, reverse=True)
    if not rows:
        return Brief((), "No event is reported in this dossier for that time.")
    happened = [row for row in rows if row["status"] in _HAPPENED]
    open_ = [row for row in rows if row["status"] not in _HAPPENED]
    sections = [
        Section("Counts", 2, tuple(_counts(rows))),
        Section("Most reported pairs", 2, tuple(_top(happened, dyads))),
        Section("What happened", 2, ()),
        *_by_pair(happened, dyads, events),
        Section("Planned, proposed, conditional or denied", 2, ()),
        *_by_pair(open_, dyads, events),
        *_records(dossier, {row["document"] for row in rows}, dyads),
    ]
    return Brief(
        tuple(sections),
        "Events are reports: one event may be reported several times. "
        f"Shown are {dyads} pairs at most, and of each the latest {events} events.",
    )


def _records(dossier: Dossier, documents: set[str], most: int) -> Iterable[Section]:
    """Claims, ties, causes and scenarios of the documents that report the events."""
    for table, title, lines_of in SECTIONS:
        rows = [row for row in getattr(dossier, table)().rows() if row["document"] in documents]
        lines = tuple(Line(text, _ids(own)) for text, own in lines_of(rows, most))
        if lines:
            yield Section(title, 2, lines)


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown; ids stand in code marks at the end of their line."""
    out = ["# Brief", "", brief.remark, ""]
    for section in brief.sections:
        out += [f"{'#' * section.level} {_escaped(section.title)}", ""]
        for line in section.lines:
            ids = " ".join(f"`{name}`" for name in line.ids)
            out.append(f"- {_escaped(line.text)} {ids}")
        if section.lines:
            out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def _latest(row: dict[str, Any]) -> tuple[date, str, int, str]:
    day = row["date_last"] or row["date_first"] or date.min
    return day, row["document"], row["start"], row["id"]


def _counts(rows: Sequence[dict[str, Any]]) -> Iterable[Line]:
    documents = {row["document"] for row in rows}
    yield Line(
        f"{len(rows)} reports of events in {len(documents)} documents; the latest", _ids(rows)
    )
    for status, count in Counter(row["status"] for row in rows).most_common():
        of_status = [row for row in rows if row["status"] == status]
        yield Line(f"{count} {status}", _ids(of_status))


def _ids(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["id"] for row in rows))[:_SHOWN_IDS]


def _grouped(rows: Sequence[dict[str, Any]]) -> list[tuple[Pair, list[dict[str, Any]]]]:
    """Rows by pair, the pair with most reports first."""
    groups: dict[Pair, list[dict[str, Any]]] = {}
    for row in rows:
        for pair in _pairs(row):
            groups.setdefault(pair, []).append(row)
    return sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def _pairs(row: dict[str, Any]) -> list[Pair]:
    actors = sorted({_side(actor) for actor in row["actors"]}) or ["?"]
    if row["recipients"]:
        recipients = sorted({_side(actor) for actor in row["recipients"]})
        return [(actor, recipient) for actor in actors for recipient in recipients]
    if len(actors) > 1:
        return [(first, second) for first in actors for second in actors if first < second]
    return [(actors[0], "")]


def _side(actor: str) -> str:
    country = _COUNTRY.match(actor)
    return country[0] if country else actor


def _name(pair: Pair) -> str:
    return f"{pair[0]} → {pair[1]}" if pair[1] else f"{pair[0]} alone"


def _top(rows: Sequence[dict[str, Any]], dyads: int) -> Iterable[Line]:
    for pair, group in _grouped(rows)[:dyads]:
        types = ", ".join(
            f"{count} {kind}"
            for kind, count in sorted(
                Counter(row["type"] for row in group).items(), key=lambda item: (-item[1], item[0])
            )
        )
        yield Line(f"{_name(pair)}: {len(group)} reports ({types}); the latest", _ids(group))


def _by_pair(rows: Sequence[dict[str, Any]], dyads: int, events: int) -> Iterable[Section]:
    for pair, group in _grouped(rows)[:dyads]:
        lines = tuple(Line(_event(row), (row["id"],)) for row in group[:events])
        yield Section(_name(pair), 3, lines)


def _event(row: dict[str, Any]) -> str:
    kind = " ".join([row["type"], *row["modes"]])
    actors = ", ".join(row["actors"]) or "?"
    recipients = f" → {', '.join(row['recipients'])}" if row["recipients"] else ""
    says = " ← ".join(row["attribution"]) or f"the text of {row['document']}"
    sentence = " ".join((row["sentence_text"] or row["quote"]).split())
    when = row["date"] or "no date"
    return f"{when} · {actors}{recipients} · {kind} · {row['status']} · says: {says} · {sentence}"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
