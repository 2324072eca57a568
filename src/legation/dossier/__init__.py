"""The DuckDB dossier: schema, writer, views."""

from legation.dossier.check import Finding
from legation.dossier.dossier import Dossier, Summary
from legation.dossier.evidence import Evidence, Mark, Resolved
from legation.dossier.query import EventFilter
from legation.dossier.runs import Run, Tally
from legation.dossier.table import Table
from legation.dossier.writer import Writer

__all__ = [
    "Dossier",
    "EventFilter",
    "Evidence",
    "Finding",
    "Mark",
    "Resolved",
    "Run",
    "Summary",
    "Table",
    "Tally",
    "Writer",
]
