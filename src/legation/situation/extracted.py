"""What drafts share: entries of a situation that a dossier states, each with its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from legation.analysis.statements import root_of
from legation.dossier import Dossier
from legation.situation.records import Source


def extracted(
    dossier: Dossier, evidence: Iterable[str], as_of: str | None, note: str | None = None
) -> Source:
    """The source of an entry that records state; nobody signs it, and it stands in no file yet.

    `as_of`: the day of publication where it is a plain day; a coarser date is no day.
    """
    day = as_of if as_of is not None and len(as_of) == len("2026-01-20") else None
    return Source(
        "extracted", None, day, tuple(dict.fromkeys(evidence)), note, dossier.path.name, 0
    )


def in_tongue(text: str | None, language: str | None) -> Mapping[str, str]:
    """A text of a document under its language, regions left out; empty for no text."""
    if not text:
        return {}
    if language is None:
        return {"und": text}
    parts = language.split("-")
    return {"-".join(parts[:2]) if parts[0] == "zh" else parts[0]: text}


def asserter_of(row: Mapping[str, Any], chain: Sequence[str]) -> str:
    """Who says it: the root of the attribution, else the outlet, else the document."""
    return root_of(chain, row["outlet"], row["document"])[0]
