from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Line, article, make

from legation.analysis.changes import changes
from legation.dossier import Dossier
from legation.errors import UsageError
from legation.model.reading import Reading


def month(number: int, reports: int) -> list[Reading]:
    year, place = 2020 + number // 12, number % 12 + 1
    return [
        article(
            f"{year}-{place:02}-{n}",
            Line(
                "法國援助馬利。",
                (Act("援助", "AID", ("FRA",), ("MLI",), f"{year}-{place:02}-{n + 1:02}"),),
            ),
        )
        for n in range(reports)
    ]


def make_months(path: Path, *counts: int) -> Path:
    return make(path, *(one for n, count in enumerate(counts) for one in month(n, count)))


def test_changes_finds_when_the_rate_rose(tmp_path: Path) -> None:
    path = make_months(tmp_path / "d", *([1, 0, 1, 0, 1, 1] * 2), *([5, 6, 4, 5, 7, 5] * 2))
    with Dossier.open(path) as dossier:
        found = changes(dossier, "FRA", "MLI")
        assert changes(dossier, "FRA", "MLI") == found
    (change,) = found.changes
    assert change.first_day == date(2021, 1, 1)
    assert change.low <= change.first_day <= change.high
    assert change.low >= date(2020, 10, 1)
    assert change.high <= date(2021, 4, 1)
    assert change.before < 1 < 5 <= change.after
    assert change.p <= 0.01
    assert found.table().rows()[0]["period"] == "2021-01"


def test_changes_marks_nothing_in_a_level_series(tmp_path: Path) -> None:
    path = make_months(tmp_path / "d", *([2, 3, 1, 2, 2, 3] * 4))
    with Dossier.open(path) as dossier:
        found = changes(dossier, "FRA", "MLI")
    assert found.changes == ()
    assert found.reason.startswith("52 reports in 24 periods")


def test_changes_says_too_few_instead_of_a_mark(tmp_path: Path) -> None:
    path = make_months(tmp_path / "d", 0, 0, 1, 0, 0, 4, 5, 4)
    with Dossier.open(path) as dossier:
        found = changes(dossier, "FRA", "MLI")
    assert found.changes == ()
    assert found.reason.startswith("too few: 14 dated reports in 14 articles")
    assert len(found.table()) == 0


def test_changes_says_too_few_where_one_article_tells_all(tmp_path: Path) -> None:
    acts = [
        Line(
            f"France aided Mali in {2000 + n // 2}.",
            (Act("aided", "AID", ("FRA",), ("MLI",), f"{2000 + n // 2}-03"),),
        )
        for n in range(24)
    ]
    path = make(tmp_path / "d", article("all", *acts))
    with Dossier.open(path) as dossier:
        found = changes(dossier, "FRA", "MLI", by="year")
    assert found.reason.startswith("too few: 24 dated reports in 1 articles")


def test_changes_of_one_class_leaves_out_the_others(tmp_path: Path) -> None:
    path = make_months(tmp_path / "d", *([3] * 8))
    with Dossier.open(path) as dossier:
        assert changes(dossier, "FRA", "MLI", of="verbal_conflict").reason.startswith("too few: 0")
        with pytest.raises(UsageError, match="'words' is no series"):
            changes(dossier, "FRA", "MLI", of="words")
