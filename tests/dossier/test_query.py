from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.dossier.readings import ENGLISH, HANS, HANT, reading

from legation.dossier import Dossier
from legation.errors import UsageError


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Three stories; that in English is a mutual act of two states in an open period."""
    english = reading("c-en", ENGLISH)
    talks = replace(
        english.events[0],
        type="CONSULT",
        modes=(),
        actors=("FRA.MIL", "DEU"),
        recipients=(),
        recipient_mentions=(),
        date="2024/..",
        attribution=("officials:USA",),
    )
    path = tmp_path_factory.mktemp("query") / "news"
    with Dossier.open(path, write=True) as writer:
        writer.add([reading("a-hant", HANT), reading("b-hans", HANS)])
        writer.add([replace(english, events=(talks,))])
    with Dossier.open(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 5),
        ({"actor": "FRA"}, 5),
        ({"actor": "FRA.MIL"}, 1),
        ({"actor": "FR"}, 0),
        ({"recipient": "VEN"}, 4),
        ({"recipient": "VEN.GOV"}, 4),
        ({"recipient": "VEN.MIL"}, 0),
        ({"recipient": "P:nicolas-maduro"}, 4),
        ({"recipient": "P:nicolas"}, 4),
        ({"recipient": "P:nico"}, 0),
        ({"recipient": "P:"}, 4),
        ({"actor": "P:nicolas-maduro"}, 0),
        ({"dyad": "FRA:VEN"}, 4),
        ({"dyad": "VEN:FRA"}, 0),
        ({"dyad": ("DEU", "FRA")}, 1),
        ({"dyad": "FRA > DEU"}, 1),
        ({"dyad": "FRA:FRA"}, 0),
        ({"type": "coerce"}, 2),
        ({"status": "planned"}, 2),
        ({"document": "a-hant"}, 2),
        ({"since": "2025-12-15"}, 3),
        ({"since": "2026"}, 1),
        ({"until": "2023"}, 0),
        ({"until": "2025-12-01"}, 3),
        ({"until": date(2025, 11, 30)}, 1),
        ({"since": "2025-12", "until": "2025-12", "type": "COERCE"}, 2),
        ({"limit": 3}, 3),
        ({"limit": 0}, 0),
        ({"min_confidence": 0.5}, 3),
        ({"min_confidence": 0.95}, 0),
    ],
)
def test_filters_keep_what_they_name(dossier: Dossier, filters: dict[str, Any], found: int) -> None:
    assert len(dossier.events(**filters)) == found


@pytest.mark.parametrize(
    "filters",
    [
        {"type": "WAR"},
        {"status": "done"},
        {"dyad": "USA"},
        {"since": "soon"},
        {"until": "2005/.."},
        {"limit": -1},
        {"min_confidence": 7},
    ],
)
def test_filters_without_sense_are_refused(dossier: Dossier, filters: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        dossier.events(**filters)


def test_events_come_in_order_with_their_sentences(dossier: Dossier) -> None:
    rows = dossier.events().rows()
    assert [(row["document"], row["start"]) for row in rows] == sorted(
        (row["document"], row["start"]) for row in rows
    )
    assert rows[0]["sentence_text"] == HANT.text


def test_views_answer(dossier: Dossier) -> None:
    dyads = dossier.sql("SELECT * FROM events_by_dyad ORDER BY actor, recipient, type").rows()
    assert [(row["actor"], row["recipient"], row["type"], row["reports"]) for row in dyads] == [
        ("DEU", "FRA", "CONSULT", 1),
        ("FRA", "DEU", "CONSULT", 1),
        ("FRA", "VEN", "AID", 2),
        ("FRA", "VEN", "COERCE", 2),
    ]
    sources = dossier.sql("SELECT DISTINCT source, source_country, link FROM event_sources").rows()
    assert {"source": "O:afp", "source_country": "FRA", "link": 1} in sources
    (amounts,) = dossier.sql(
        "SELECT count(*) AS n, min(value) AS value FROM event_quantities"
    ).rows()
    assert amounts == {"n": 2, "value": 3e7}
    (named,) = dossier.sql(
        "SELECT quotes FROM mentions_by_actor WHERE actor = ?", ["P:nicolas-maduro"]
    ).rows()
    assert named["quotes"] == ["Maduro", "馬杜羅", "马杜罗"]


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM events",
        "SELECT 1; SELECT 2",
        "SELECT * FROM nowhere",
        "COPY events TO 'out.csv'",
        "SELECT * FROM read_text('pyproject.toml')",
        "SELECT",
    ],
)
def test_sql_only_selects_and_reads_no_files(dossier: Dossier, query: str) -> None:
    with pytest.raises(UsageError):
        dossier.sql(query)
