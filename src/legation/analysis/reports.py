"""Reports as the folding compares them, out of a dossier."""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from legation.analysis.alike import Report
from legation.analysis.reprints import tokens
from legation.dossier import Dossier
from legation.errors import DateError
from legation.language.script import fold
from legation.lexicons.actors import load_actors
from legation.model.edtf import day_range

_EVENTS: Final = """
SELECT e.document, e.id, e.start, e.type, e.modes, e.actors, e.recipients, e.date_first,
    e.date_last, e.place, e.status, e.trigger, e.reasons, e.quantities, d.published, n.names,
    substr(d.text, e.sentence[1] + 1, e.sentence[2] - e.sentence[1]) AS words,
    e.sentence[1] AS sentence, coalesce(s.language, d.languages[1]) AS language
FROM events e
JOIN documents d ON d.document = e.document
LEFT JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
LEFT JOIN (
    SELECT s.document, s.id, list_distinct(flatten(list(m.actors))) AS names
    FROM sentences s JOIN mentions m
        ON m.document = s.document AND m.start >= s.start AND m."end" <= s."end"
    GROUP BY s.document, s.id
) n ON n.document = e.document AND n.id = e.sentence_id
WHERE hash(e.document) % ? = ?
"""
_AT_ONCE: Final = 100_000
"""Rows held at a time while they are read: a sentence takes more room than what is kept of it."""
_CARRIED: Final = ("carried", "the same act")
_STATE: Final = re.compile(r"([A-Z]{3})(?:\.[A-Z]+)?")


def read_reports(dossier: Dossier) -> list[Report]:
    """All reports of a dossier, by document and place in it."""
    count = int(dossier.sql("SELECT count(*) AS n FROM events").rows()[0]["n"])
    slices = count // _AT_ONCE + 1
    found = [
        _report(row) for number in range(slices) for row in dossier.sql(_EVENTS, [slices, number])
    ]
    return sorted(found, key=lambda report: (report.key[0], report.start, report.key[1]))


@lru_cache(maxsize=16384)
def party(identifier: str) -> str:
    """The country of a state, its bodies and its people; else the id itself."""
    state = _STATE.fullmatch(identifier)
    if state:
        return state[1]
    if identifier.startswith("P:"):
        entity = load_actors().entities.get(identifier)
        if entity is not None and entity.country:
            return entity.country
    return identifier


def _report(row: dict[str, Any]) -> Report:
    language, words = shingled(row["language"] or "", row["words"] or "")
    return Report(
        key=(sys.intern(row["document"]), row["id"]),
        start=row["start"],
        type=row["type"],
        modes=_ids(tuple(row["modes"] or ())),
        actors=_parties(tuple(row["actors"] or ())),
        recipients=_parties(tuple(row["recipients"] or ())),
        first=_ordinal(row["date_first"]),
        last=_ordinal(row["date_last"]),
        published=_published(row["published"]),
        stated=_stated(row["reasons"] or ()),
        place=row["place"],
        status=row["status"],
        trigger=sys.intern(fold(row["trigger"]).lower()),
        language=language,
        sentence=f"{row['document']}@{row['sentence']}",
        names=_parties(tuple(row["names"] or ())),
        words=words,
        numbers=frozenset(
            item["value"] for item in row["quantities"] or () if item["value"] is not None
        ),
    )


@lru_cache(maxsize=16384)
def _ids(found: tuple[str, ...]) -> frozenset[str]:
    """One set for all reports that have the same ids: there are far fewer sets than reports."""
    return frozenset(found)


@lru_cache(maxsize=16384)
def _parties(found: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(party, found))


@lru_cache(maxsize=1024)
def shingled(language: str, sentence: str) -> tuple[str, array[int]]:
    """Language family, and hashes of a sentence's shingles: pairs of Han characters, or words."""
    found = tokens(sentence)
    family = sys.intern(language.split("-")[0])
    parts = {one + other for one, other in pairwise(found)} if family == "zh" else set(found)
    return family, array("I", sorted(zlib.crc32(part.encode()) for part in parts))


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


@lru_cache(maxsize=4096)
def _published(edtf: str | None) -> int | None:
    """Day of publication; None where it is no single day."""
    try:
        first, last = day_range(edtf)
    except DateError:
        return None
    return first.toordinal() if first is not None and first == last else None


def _stated(reasons: Any) -> bool:
    """Whether the text dates the act itself, by the reason the reader gives for its date."""
    return not any(
        item["field"] == "date" and item["reason"].startswith(_CARRIED) for item in reasons
    )
