"""Paragraphs of a text: its lines, or runs of lines where a mailer or a typist wrapped them."""

from __future__ import annotations

import re

from legation.documents.marks import ending, units
from legation.model.span import Span

# Everything that str.splitlines breaks at and that can stand in a stored text.
_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TERMINAL = "。！？!?.…:："
_WIDEST = 60  # in units: 120 columns of letters, 60 of Han


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at its ends; an empty span where it holds nothing else."""
    part = span.cut(text)
    lead = len(part) - len(part.lstrip())
    return Span(span.start + lead, max(span.start + len(part.rstrip()), span.start + lead))


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, without white space at their ends."""
    lines = [trimmed(text, Span(*match.span())) for match in _LINE.finditer(text)]
    lines = [line for line in lines if len(line)]
    runs = _runs(text, lines)
    return [Span(run[0].start, run[-1].end) for run in runs] if _is_wrapped(text, runs) else lines


def _runs(text: str, lines: list[Span]) -> list[list[Span]]:
    """Lines that follow each other without an empty line between them."""
    runs: list[list[Span]] = []
    for line in lines:
        if runs and len(re.findall(r"\n", text[runs[-1][-1].end : line.start])) == 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_wrapped(text: str, runs: list[list[Span]]) -> bool:
    """Whether lines break at a margin: even in width, and mostly in the middle of a sentence."""
    inner = [line.cut(text) for run in runs for line in run[:-1]]
    if len(runs) < 2 or len(inner) < 4:
        return False
    widths = sorted(units(line) for line in inner)
    middle = widths[len(widths) // 2]
    if widths[-1] > _WIDEST or middle < 0.7 * widths[-1] or middle < 15:
        return False
    return sum(ending(line) not in _TERMINAL for line in inner) >= 0.7 * len(inner)
