"""The commands: one entry and one module each, which is imported when the command is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its name, the module whose `command` it is, and a line for the list."""

    name: str
    module: str
    about: str


COMMANDS: Final = (
    Entry("read", "legation.cli.read", "Read files, folders or standard input into a dossier."),
    Entry("status", "legation.cli.status", "Say what a dossier holds."),
    Entry("brief", "legation.cli.brief", "Write a brief in Markdown, every line with its ids."),
    Entry("events", "legation.cli.events", "List reports of events, by actor, type, time, status."),
    Entry("evidence", "legation.cli.evidence", "Show the characters that a record rests on."),
    Entry("export", "legation.cli.export", "Write a dossier as tables for other programs."),
    Entry("doctor", "legation.cli.doctor", "Check the installation, or a dossier; rebuild one."),
)
"""In the order in which a newcomer needs them."""
