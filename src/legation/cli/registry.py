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
    Entry("evidence", "legation.cli.evidence", "Show the characters that a record rests on."),
    Entry("export", "legation.cli.export", "Write a dossier as tables for other programs."),
    Entry(
        "evaluate", "legation.cli.evaluate", "Say how right the reader is, on annotated articles."
    ),
    Entry("annotate", "legation.cli.annotate", "Write readings as annotated articles, to correct."),
    Entry("doctor", "legation.cli.doctor", "Check the installation, or a dossier; rebuild one."),
)
"""In the order in which a newcomer needs them."""
