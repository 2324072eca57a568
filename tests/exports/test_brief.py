from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.dossier.readings import ENGLISH, HANS, HANT, reading

from legation.dossier import Dossier
from legation.exports.brief import make_brief, to_markdown


def _dossier(path: Path) -> Dossier:
    with Dossier.open(path, write=True) as dossier:
        english = reading("c", ENGLISH)
        denied = replace(english.events[0], status="denied")
        alone = replace(english.events[0], recipients=(), status="ongoing", date="2026-01-02")
        dossier.add([reading("a", HANT), reading("b", HANS)])
        dossier.add([replace(english, events=(denied, alone))])
    return Dossier.open(path)


def test_every_line_has_ids_that_open(tmp_path: Path) -> None:
    with _dossier(tmp_path / "news") as dossier:
        lines = [
            line for line in to_markdown(make_brief(dossier)).splitlines() if line.startswith("- ")
        ]
        assert len(lines) > 8
        for line in lines:
            ids = re.findall(r"`([0-9a-f]{16})`", line)
            assert ids
            assert all(dossier.evidence(found).id == found for found in ids)


def test_what_did_not_happen_stands_apart(tmp_path: Path) -> None:
    with _dossier(tmp_path / "news") as dossier:
        text = to_markdown(make_brief(dossier))
    happened, apart = text.split("## Planned, proposed, conditional or denied")
    assert " · planned · " not in happened
    assert " · denied · " not in happened
    assert " · denied · " in apart
    assert " · actual · " not in apart
    assert "says: O:afp" in apart
    assert "### FRA alone" in happened


def test_counts_are_those_of_sql(tmp_path: Path) -> None:
    with _dossier(tmp_path / "news") as dossier:
        brief = make_brief(dossier)
        (count,) = dossier.sql("SELECT count(*) AS n FROM events").rows()
    assert brief.sections[0].lines[0].text.startswith(f"{count['n']} reports of events")


def test_claims_ties_causes_and_scenarios_have_their_sections(tmp_path: Path) -> None:
    with _dossier(tmp_path / "news") as dossier:
        text = to_markdown(make_brief(dossier))
    _, ties = text.split("## What binds them")
    assert "FRA → VEN · lending · about 30,000,000 EUR · 2005/2022 · says: O:afp" in ties
    for heading in ("Who says what", "Why, by whose account", "What may follow"):
        assert f"## {heading}" in text


def test_a_dossier_without_events_says_so(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        assert "No event is reported" in to_markdown(make_brief(dossier))


def test_characters_of_markdown_are_escaped(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        story = replace(HANT, text=HANT.text.replace("上月", "*上月*"))
        dossier.add([reading("a_b", story)])
        assert "\\*上月\\*" in to_markdown(make_brief(dossier))
