"""Two reports of one tie with different numbers stay side by side, each with its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation import Dossier, read

REPORTS = {
    "hant": (
        "路透社報導，委內瑞拉三分之二的原油輸往中國。",
        "據法新社報導，委內瑞拉原油有八成輸往中國。",
    ),
    "hans": (
        "路透社报道，委内瑞拉三分之二的原油输往中国。",
        "据法新社报道，委内瑞拉原油有八成输往中国。",
    ),
    "en": (
        "Two thirds of Venezuela's crude goes to China, Reuters reported.",
        "Some 80 percent of Venezuela's crude goes to China, AFP reported.",
    ),
}


@pytest.mark.parametrize("wording", REPORTS)
def test_both_numbers_stay(wording: str, tmp_path: Path) -> None:
    for number, text in enumerate(REPORTS[wording]):
        (tmp_path / f"2026-01-0{number + 1}-{number}.txt").write_text(text, encoding="utf-8")
    read(tmp_path, into=tmp_path / "news.duckdb")
    with Dossier.open(tmp_path / "news.duckdb") as dossier:
        rows = dossier.ties(from_="VEN", to="CHN").rows()
        assert len(rows) == 2
        assert {row["channel"] for row in rows} == {"energy"}
        assert len({row["value"] for row in rows}) == 2
        assert [row["attribution"] for row in rows] == [["O:reuters"], ["O:afp"]]
        for row in rows:
            found = dossier.evidence(row["id"])
            assert row["denominator"]
            assert row["quote"] in found.text
            assert found.chain[0][0] == row["attribution"][0]
