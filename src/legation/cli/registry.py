"""The commands: one entry and one module each, which is imported when the command is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its name, the module and attribute that hold it, and a line for the list."""

    name: str
    module: str
    about: str
    attribute: str = "command"


COMMANDS: Final = (
    Entry("read", "legation.cli.read", "Read files, folders or standard input into a dossier."),
    Entry("status", "legation.cli.status", "Say what a dossier holds."),
    Entry("brief", "legation.cli.brief", "Write a brief in Markdown, every line with its ids."),
    Entry("events", "legation.cli.events", "List reports of events, by actor, type, time, status."),
    Entry("claims", "legation.cli.records", "List who says what about whom.", "claims"),
    Entry("ties", "legation.cli.records", "List standing relations with their numbers.", "ties"),
    Entry("causes", "legation.cli.records", "List reasons and motives, by layer.", "causes"),
    Entry(
        "scenarios", "legation.cli.records", "List what may follow, and how likely.", "scenarios"
    ),
    Entry("dyads", "legation.cli.dyads", "Count who acts on whom over time."),
    Entry("support", "legation.cli.support", "Tell words from deeds, and requests from answers."),
    Entry("proposals", "legation.cli.proposals", "Follow proposals from the making to the end."),
    Entry("standing", "legation.cli.standing", "Show how actors stand to each other, over time."),
    Entry("situation", "legation.cli.situation", "Reason over positions, vetoes and scenarios."),
    Entry("search", "legation.cli.search", "Find sentences by words, names and records."),
    Entry("fold", "legation.cli.fold", "Judge which reports tell of one happening."),
    Entry(
        "contradictions", "legation.cli.contradictions", "List statements that cannot both hold."
    ),
    Entry("narratives", "legation.cli.narratives", "Compare how sources tell of one thing."),
    Entry("evidence", "legation.cli.evidence", "Show the characters that a record rests on."),
    Entry("review", "legation.cli.review", "Look at records one by one, and decide about each."),
    Entry("correct", "legation.cli.correct", "Decide about one record.", "correct"),
    Entry("corrections", "legation.cli.correct", "List what was decided.", "corrections"),
    Entry("diff", "legation.cli.diff", "Compare two readings, record by record."),
    Entry("serve", "legation.cli.serve", "Open the dossier in the browser."),
    Entry("export", "legation.cli.export", "Write a dossier as tables for other programs."),
    Entry(
        "evaluate", "legation.cli.evaluate", "Say how right the reader is, on annotated articles."
    ),
    Entry("annotate", "legation.cli.annotate", "Write readings as annotated articles, to correct."),
    Entry("doctor", "legation.cli.doctor", "Check the installation, or a dossier; rebuild one."),
)
"""In the order in which a newcomer needs them."""
