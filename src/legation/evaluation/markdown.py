"""A report as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from legation.evaluation.figures import MAIN, Figure

if TYPE_CHECKING:
    from legation.evaluation.report import Report

_BY_LANGUAGE: Final = (
    "mentions",
    "mention actor",
    "type",
    "dyad",
    "strict",
    "status",
    "attribution",
    "date compatible",
    "claims",
)


def render(report: Report, *, faults: bool) -> str:
    """All tables of a report."""
    sentences = sum(score.sentences for score in report.documents)
    parts = [
        f"{len(report.documents)} articles, {sentences} sentences, "
        f"{report.figure('type').gold} events that count, read by {report.reader or 'nobody'}.",
        "### Figures",
        main_table(report),
        "### By language (F1)",
        language_table(report),
        "### By type",
        type_table(report),
        "### By status",
        status_table(report),
    ]
    if faults:
        parts += ["### Most frequent faults", _faults(report)]
    return "\n\n".join(parts) + "\n"


def main_table(report: Report) -> str:
    """Every main figure with its interval, and the two means over classes."""
    rows = []
    for name in MAIN:
        figure = report.figure(name)
        low_high = report.intervals.get(name)
        interval = f"{low_high[0]:.3f}–{low_high[1]:.3f}" if low_high else "–"
        rows.append([name, *_values(figure), interval, *_counts(figure)])
    for family in ("type", "status"):
        value = report.macro(family)
        rows.append([f"{family}, mean over classes", "", "", number(value), "", "", "", ""])
    head = ["figure", "precision", "recall", "F1", "95 %", "right", "read", "gold"]
    return table(head, rows)


def language_table(report: Report) -> str:
    """F1 of the main figures by language."""
    rows = []
    for tag in report.languages:
        articles = sum(score.language == tag for score in report.documents)
        values = [number(report.figure(name, tag).f1) for name in _BY_LANGUAGE]
        rows.append([tag, str(articles), *values])
    return table(["language", "articles", *_BY_LANGUAGE], rows)


def type_table(report: Report) -> str:
    """Type, dyad and strict by PLOVER type."""
    dyads, stricts = report.classes("dyad"), report.classes("strict")
    rows = [
        [
            name,
            *_values(figure),
            number(dyads.get(name, Figure()).f1),
            number(stricts.get(name, Figure()).f1),
            *_counts(figure),
        ]
        for name, figure in report.classes("type").items()
    ]
    head = ["type", "precision", "recall", "F1", "dyad F1", "strict F1", "right", "read", "gold"]
    return table(head, rows)


def status_table(report: Report) -> str:
    """Statuses over events with the right type, and how many gold events of each were found."""
    found = report.classes("found")
    figures = report.classes("status")
    rows = []
    for name in sorted({*found, *figures}):
        figure = figures.get(name, Figure())
        events = found.get(name, Figure())
        rows.append([name, *_values(figure), *_counts(figure), number(events.recall)])
    head = ["status", "precision", "recall", "F1", "right", "read", "gold", "events found"]
    return table(head, rows)


def _faults(report: Report) -> str:
    lines = []
    for kind in report.faults:
        lines.append(f"- **{kind.kind}**: {kind.count}")
        for fault in kind.examples:
            told = f"gold `{fault.gold}`, read `{fault.read}`"
            lines.append(f"  - {fault.document}: {' '.join(fault.sentence.split())} ({told})")
    return "\n".join(lines) or "None."


def _values(figure: Figure) -> list[str]:
    return [number(figure.precision), number(figure.recall), number(figure.f1)]


def _counts(figure: Figure) -> list[str]:
    return [str(figure.right), str(figure.read), str(figure.gold)]


def number(value: float | None) -> str:
    """Three digits; a dash where there is nothing to count."""
    return "–" if value is None else f"{value:.3f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first stand to the right."""
    lines = [_row(head), "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
