"""The DuckDB dossier: schema, writer, views."""

from legation.dossier.check import Finding
from legation.dossier.decided import Decided
from legation.dossier.dossier import Dossier, Summary
from legation.dossier.evidence import Evidence, Mark, Resolved
from legation.dossier.judge import Judge
from legation.dossier.query import EventFilter
from legation.dossier.runs import Run, Tally
from legation.dossier.table import Table
from legation.dossier.writer import Writer

__all__ = [
    "Decided",
    "Dossier",
    "EventFilter",
    "Evidence",
    "Finding",
    "Judge",
    "Mark",
    "Resolved",
    "Run",
    "Summary",
    "Table",
    "Tally",
    "Writer",
]
