from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.analysis.tellings import ENGLISH, HANS, HANT, TELLINGS, dossier

from legation.analysis.alike import Report
from legation.analysis.reports import party, read_reports, shingled
from legation.dossier import Dossier

DAY = date(2019, 3, 1).toordinal()


def reports(path: Path) -> dict[str, Report]:
    with Dossier.open(path) as opened:
        return {report.key[0]: report for report in read_reports(opened)}


def test_reports_hold_countries_days_and_folded_words(tmp_path: Path) -> None:
    found = reports(dossier(tmp_path / "d.duckdb", *TELLINGS))
    for report in found.values():
        assert report.actors == {"CHL"}
        assert report.recipients == {"PER"}
        assert (report.first, report.last, report.published) == (DAY, DAY, DAY + 1)
        assert report.names == {"CHL", "PER"}
        assert report.stated
    assert found["hant"].trigger == found["hans"].trigger == "扣押"
    assert [found[name].language for name in ("hant", "hans", "english")] == ["zh", "zh", "en"]
    assert set(found["hant"].words) & set(found["hans"].words)


@pytest.mark.parametrize(
    ("reason", "stated"),
    [("carried: the story moves there", False), ("the same act is dated there", False)],
)
def test_a_carried_day_is_not_a_stated_one(tmp_path: Path, reason: str, stated: bool) -> None:
    found = reports(dossier(tmp_path / "d.duckdb", replace(HANT, reason=reason)))
    assert found["hant"].stated is stated


@pytest.mark.parametrize("published", [None, "2019-03", "2019"])
def test_a_vague_day_of_publication_is_unknown(tmp_path: Path, published: str | None) -> None:
    told = replace(ENGLISH, published=published, date=None)  # type: ignore[arg-type]
    found = reports(dossier(tmp_path / "d.duckdb", told))
    assert found["english"].published is None
    assert not found["english"].dated


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("USA", "USA"),
        ("USA.GOV", "USA"),
        ("P:donald-trump", "USA"),
        ("P:nobody-known", "P:nobody-known"),
        ("O:hamas", "O:hamas"),
        ("IGO:UN", "IGO:UN"),
        ("experts", "experts"),
    ],
)
def test_a_party_is_its_country_where_it_has_one(identifier: str, expected: str) -> None:
    assert party(identifier) == expected


def test_shingles_fold_scripts_and_keep_languages_apart() -> None:
    assert shingled("zh-Hant-TW", "扣押漁船") == shingled("zh-Hans", "扣押渔船")
    assert shingled("en", "The boat")[0] == "en"
    assert len(shingled("en", "The boat, the boat")[1]) == 2
    assert len(shingled("zh-Hans", "")[1]) == 0


def test_reports_of_one_document_stand_together(tmp_path: Path) -> None:
    path = dossier(tmp_path / "d.duckdb", HANS, HANT)
    with Dossier.open(path) as opened:
        assert [report.key[0] for report in read_reports(opened)] == ["hans", "hant"]
