"""The parts of a text by their job: title, headings, body, captions, credits, headers, noise."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from legation.documents import marks
from legation.documents.datelines import Dateline, dateline_of
from legation.documents.dates import date_of_tail, find_date, read_date
from legation.documents.paragraphs import paragraphs, trimmed
from legation.documents.variety import is_chinese
from legation.model.document import BlockKind
from legation.model.span import Span

_DATE_HEADER = re.compile(
    r"(?P<mark>[-*•]\s*\d{1,3}\s+)?(?P<head>date[ \t:：]+(?P<day>\d{4}-\d{2}-\d{2}))(?!\S)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(?P<mark>#{1,6}|>+|[-*+•])[ \t　]+(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?P<inner>[^*_]+)\1")
_SPEECH_COLON = re.compile(
    r"(?:說|说|稱|称|表示|指出|寫道|写道|強調|强调|如下|問|问|答|道|認為|认为|透露|補充|补充|宣布|宣佈)[：:]$"
)
_SOURCE = re.compile(r"(?:來源|来源|source)[：:]\s*([^\s，|｜]+)", re.IGNORECASE)
_TITLE_UNITS, _HEADING_UNITS, _VIDEO_UNITS, _QUESTION_UNITS = 60, 30, 45, 20
_TITLE_WORDS, _HEADING_WORDS = 25, 14
_CAPTION_UNITS = 200
_LIST_LINES = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph; `paragraph` counts from 1."""

    span: Span
    kind: BlockKind
    paragraph: int


@dataclass(slots=True)
class Outline:
    """The pieces of a text in order, and what its headers and datelines state.

    `header_date` and `tail_date` are full days; `outlet` and `title` come from labelled lines.
    Each is None where the text has nothing of the kind.
    """

    pieces: list[Piece] = field(default_factory=list)
    header_date: str | None = None
    tail_date: str | None = None
    dateline: Dateline | None = None
    outlet: str | None = None
    title: str | None = None


@dataclass(slots=True)
class _Core:
    """What is left of a paragraph once marks, headers and credits are taken off its ends."""

    span: Span
    paragraph: int
    before: list[tuple[Span, BlockKind]]
    after: list[tuple[Span, BlockKind]]
    kind: BlockKind | None = None
    marked: bool = False  # `#`, or bold from end to end


def outline(text: str) -> Outline:
    """Divide `text`; the pieces hold every character that is not white space."""
    result = Outline()
    cores = [_core(text, span, place) for place, span in enumerate(paragraphs(text), start=1)]
    _judge_lines(text, cores, result)
    _judge_ends(text, cores, result)
    _judge_places(text, cores)
    for core in cores:
        if core.kind == "body":
            _take_dateline(text, core, result)
        parts = [*core.before, (core.span, core.kind or "body"), *core.after]
        result.pieces += [Piece(s, kind, core.paragraph) for s, kind in parts if len(s)]
    return result


def _core(text: str, span: Span, paragraph: int) -> _Core:
    """Take the marks off both ends of a paragraph."""
    core = _Core(span, paragraph, [], [])
    header = _DATE_HEADER.match(span.cut(text))
    if header and read_date(header["day"]):
        at = span.start
        core.before += [
            (trimmed(text, Span(at, at + header.start("head"))), "noise"),
            (Span(at + header.start("head"), at + header.end()), "header"),
        ]
        core.span = trimmed(text, Span(at + header.end(), span.end))
        opening = marks.credit_at_start(core.span.cut(text))
        if 0 < opening < len(core.span):
            _cut_front(text, core, opening, "credit")
        return core
    mark = _MARKUP.match(span.cut(text))
    if mark and not marks.is_noise(span.cut(text)):
        _cut_front(text, core, mark.end("mark"), "noise")
        core.marked = mark["mark"].startswith("#")
    bold = _BOLD.fullmatch(core.span.cut(text))
    if bold and any(char.isalnum() for char in bold["inner"]):
        core.marked = True
        _cut_front(text, core, 2, "noise")
        core.after.append((Span(core.span.end - 2, core.span.end), "noise"))
        core.span = trimmed(text, Span(core.span.start, core.span.end - 2))
    return core


def _cut_front(text: str, core: _Core, length: int, kind: BlockKind) -> None:
    at = core.span.start + length
    core.before.append((trimmed(text, Span(core.span.start, at)), kind))
    core.span = trimmed(text, Span(at, core.span.end))


def _judge_lines(text: str, cores: list[_Core], result: Outline) -> None:
    """Lines whose own words tell what they are."""
    started = related = False
    for core in cores:
        line = core.span.cut(text)
        if not started:
            _take_header_date(text, core, result)
        if not line:
            continue
        if related and not _is_prose(line):
            core.kind = "noise"
            continue
        related = marks.is_related(line)
        core.kind = "noise" if related else _kind_of_line(line, started, result)
        title_like = _is_title(line) or core.marked
        started = started or (core.kind is None and not title_like)


def _is_prose(line: str) -> bool:
    """Whether a line after a list of links belongs to the article again."""
    end = marks.ending(line)
    return end in ("。", ".") or (end in ("！", "？", "!", "?") and marks.units(line) > 30)


def _take_header_date(text: str, core: _Core, result: Outline) -> None:
    for span, kind in core.before:
        if kind == "header" and result.header_date is None:
            found = find_date(span.cut(text))
            result.header_date = found[0] if found else None


def _kind_of_line(line: str, started: bool, result: Outline) -> BlockKind | None:
    if marks.is_noise(line):
        return "noise"
    label = marks.label_of(line)
    if label and label[0] == "header" and _is_plain(label[2], started):
        _take_label(label[1], label[2], started, result)
        return "credit" if started else "header"
    if not started and marks.is_date_line(line):
        found = find_date(line)
        result.header_date = result.header_date or (found[0] if found else None)
        source = _SOURCE.search(line)
        result.outlet = result.outlet or (source[1] if source else None)
        return "header"
    if marks.is_byline(line):
        return "credit"
    credit = marks.credit_at_end(line)
    if credit and not line[: credit[1]].strip():
        return "credit"
    return "caption" if marks.is_caption_like(line) else None


def _is_plain(value: str, started: bool) -> bool:
    """Whether a label's value is a name or a title, not a sentence of the article."""
    if started and marks.units(value) > 30:
        return False
    return "http" in value or not marks.has_sentences(value)


def _take_label(label: str, value: str, started: bool, result: Outline) -> None:
    day = find_date(value)
    if day and not started:
        result.header_date = result.header_date or day[0]
    elif label in ("来源", "新闻来源", "媒体", "出处", "source", "outlet", "publisher"):
        result.outlet = result.outlet or value
    elif label in ("标题", "title", "headline") and not started:
        result.title = result.title or value


def _judge_ends(text: str, cores: list[_Core], result: Outline) -> None:
    """Lines that end in a credit: captions, or body with a signature."""
    open_cores = [core for core in cores if core.kind is None and len(core.span)]
    ends = {id(core): marks.credit_at_end(core.span.cut(text)) for core in open_cores}
    signed = sum(1 for end in ends.values() if end and end[0] == "agency")
    habit = signed > 2 and signed >= 0.6 * len(open_cores)
    for core in open_cores:
        end = ends[id(core)]
        if end is None:
            continue
        line = core.span.cut(text)
        last = core is open_cores[-1]
        fits = marks.units(line) <= _CAPTION_UNITS
        if fits and (end[0] == "photo" or (end[0] == "agency" and not last and not habit)):
            core.kind = "caption"
            continue
        result.tail_date = date_of_tail(line) or result.tail_date
        _cut_credits(text, core)


def _cut_credits(text: str, core: _Core) -> None:
    """Take all bracketed credits at the end of a line off it, as one piece."""
    at = core.span.end
    while at > core.span.start:
        end = marks.credit_at_end(text[core.span.start : at])
        if end is None:
            break
        at = core.span.start + end[1]
    core.after.insert(0, (trimmed(text, Span(at, core.span.end)), "credit"))
    core.span = trimmed(text, Span(core.span.start, at))


def _judge_places(text: str, cores: list[_Core]) -> None:
    """Title, headings and body, by length, ending and what stands around."""
    open_cores = [core for core in cores if core.kind is None and len(core.span)]
    short = [_is_short(core, text, place == 0) for place, core in enumerate(open_cores)]
    last_long = max((place for place, one in enumerate(short) if not one), default=-1)
    listed = _in_lists(short)
    said = False
    for place, core in enumerate(open_cores):
        loose = listed[place] and not core.marked
        if short[place] and place < last_long and not said:
            core.kind = "body" if loose else "title" if place == 0 else "heading"
        else:
            core.kind = "body"
        said = core.kind == "body" and marks.ending(core.span.cut(text)) in "：:"


def _in_lists(short: list[bool]) -> list[bool]:
    """Which places stand in a row of four or more short lines; the very first line in none."""
    listed = [False] * len(short)
    first = 1
    for place in range(1, len(short) + 1):
        if place == len(short) or not short[place]:
            if place - first >= _LIST_LINES:
                listed[first:place] = [True] * (place - first)
            first = place + 1
    return listed


def _is_short(core: _Core, text: str, first: bool) -> bool:
    line = core.span.cut(text)
    if core.marked and marks.units(line) <= _TITLE_UNITS:
        return True
    if core.before and core.before[-1][1] == "noise" and core.before[-1][0].cut(text) in "-*+•":
        return False
    return _is_title(line) if first else _is_heading(line)


def _is_title(line: str) -> bool:
    if (
        marks.ending(line) in "。．.;；,，：:、"
        or "。" in line
        or not any(c.isalpha() for c in line)
    ):
        return False
    if is_chinese(line):
        return marks.units(line) <= _TITLE_UNITS
    return len(line.split()) <= _TITLE_WORDS and not marks.has_sentences(line[:-1])


def _is_heading(line: str) -> bool:
    end = marks.ending(line)
    if "。" in line or not any(char.isalpha() for char in line):
        return False
    if not is_chinese(line):
        fits = len(line.split()) <= _HEADING_WORDS and len(line) <= 90
        return fits and end not in ".;,:—…" and not line[0].islower()
    if end in "：:":
        return _is_video_headline(line)
    if end in "？?！!":
        return marks.units(line) <= _QUESTION_UNITS and not re.search("[，,：:]", line)
    return end not in "．.;；,，、…—" and marks.units(line) <= _HEADING_UNITS


def _is_video_headline(line: str) -> bool:
    """A headline over a video box: two phrases with a blank between them, and a colon."""
    if marks.units(line) > _VIDEO_UNITS or _SPEECH_COLON.search(line):
        return False
    return not re.search("[，,；;]", line) and bool(re.search(r"[一-鿿」][ 　][「一-鿿]", line))


def _take_dateline(text: str, core: _Core, result: Outline) -> None:
    line = core.span.cut(text)
    dateline = dateline_of(line)
    if dateline is None or not line[dateline.length :].strip():
        return
    result.dateline = result.dateline or dateline
    _cut_front(text, core, dateline.length, "header")
