from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Line, article, make

from legation.dossier import Dossier
from legation.errors import UsageError
from legation.situation.series_of_weeks import WeekSeries, series_of_weeks

FORMS = (("法國援助馬利。", "援助"), ("法国援助马里。", "援助"), ("France aided Mali.", "aided"))


def aid(when: str | None, form: int = 0, status: str = "actual") -> Line:
    text, words = FORMS[form]
    act = Act(words, "AID", ("FRA",), ("MLI",), when, status)  # type: ignore[arg-type]
    return Line(text, (act,))


def read(path: Path, actor: str = "FRA", recipient: str = "MLI", **asked: str) -> WeekSeries:
    with Dossier.open(path) as dossier:
        return series_of_weeks(dossier, actor, recipient, **asked)


def news(tmp_path: Path, *lines: Line, until: str = "2024-01-31") -> Path:
    """Lines in one article of Tuesday 2 January 2024, and an empty one that ends the coverage."""
    last = article("last", Line("查德。"), published=until)
    return make(tmp_path / "d", article("first", *lines, published="2024-01-02"), last)


@pytest.mark.parametrize("form", [0, 1, 2])
def test_a_happening_stands_in_the_week_of_its_day(tmp_path: Path, form: int) -> None:
    found = read(news(tmp_path, aid("2024-01-10", form)))
    assert [week.happenings for week in found.weeks] == [0, 1, 0, 0]
    assert [week.label for week in found.weeks] == ["2024-W01", "2024-W02", "2024-W03", "2024-W04"]
    week = found.weeks[1]
    assert (week.reports, week.intensity, len(week.evidence)) == (1, 10.0, 1)


def test_a_date_of_some_days_within_a_week_counts_and_a_longer_one_is_told(tmp_path: Path) -> None:
    days, across = aid("2024-01-09/2024-01-11"), aid("2024-01-12/2024-01-16")
    found = read(news(tmp_path, days, across, aid("2024-01"), aid("2024"), aid(None)))
    assert found.counts.sum() == 1
    assert (found.coarser, found.undated, found.outside) == (3, 1, 0)
    assert "3 happenings left out: dated to more than a week" in found.reasons
    assert "1 happenings left out: without a date" in found.reasons


def test_weeks_before_the_first_article_and_the_last_broken_one_are_left_out(
    tmp_path: Path,
) -> None:
    found = read(news(tmp_path, aid("2019-05-01"), aid("2024-01-30"), aid("2024-01-03")))
    assert found.weeks[0].monday == date(2024, 1, 1)
    assert found.weeks[-1].monday == date(2024, 1, 22)
    assert (found.counts.sum(), found.outside) == (1, 2)


def test_a_last_week_whose_sunday_is_covered_is_whole(tmp_path: Path) -> None:
    found = read(news(tmp_path, aid("2024-01-24"), until="2024-01-28"))
    assert found.weeks[-1].monday == date(2024, 1, 22)
    assert found.counts.tolist() == [0, 0, 0, 1]


def test_a_window_names_first_and_last_week(tmp_path: Path) -> None:
    path = news(tmp_path, aid("2023-12-20"), aid("2024-01-10"))
    found = read(path, since="2023-12-18", until="2024-01-14")
    assert found.counts.tolist() == [1, 0, 0, 1]


def test_weeks_without_an_article_are_told(tmp_path: Path) -> None:
    found = read(news(tmp_path, aid("2024-01-10")))
    assert [week.articles for week in found.weeks] == [1, 0, 0, 0]
    assert "3 of 4 weeks have no article: their zeros are no finding" in found.reasons


@pytest.mark.parametrize("status", ["planned", "proposed", "conditional", "denied"])
def test_what_did_not_happen_is_counted_only_when_asked(tmp_path: Path, status: str) -> None:
    path = news(tmp_path, aid("2024-01-10", status=status))
    assert read(path).counts.sum() == 0
    with Dossier.open(path) as dossier:
        assert series_of_weeks(dossier, "FRA", "MLI", [status]).counts.sum() == 1


def test_reports_of_one_happening_count_once_in_the_week_most_give(tmp_path: Path) -> None:
    told = [
        article("a", aid("2024-01-10", 0), published="2024-01-12"),
        article("b", aid("2024-01-10", 1), published="2024-01-12"),
        article("c", aid("2024-01-17", 2), published="2024-01-19"),
    ]
    path = make(tmp_path / "d", *told, article("z", Line("查德。"), published="2024-01-28"))
    before = read(path)
    assert before.counts.tolist() == [2, 1, 0]
    _fold_all(path)
    found = read(path)
    assert found.counts.tolist() == [1, 0, 0]
    assert found.weeks[0].reports == 3
    assert len(found.evidence) == 3


def _fold_all(path: Path) -> None:
    with Dossier.open(path) as dossier:
        keys = dossier.sql("SELECT document, id FROM events ORDER BY document").rows()
    import duckdb

    with duckdb.connect(str(path.with_suffix(".duckdb"))) as connection:
        connection.executemany(
            "INSERT INTO folds VALUES ('h', ?, ?, 'told', 1.0, 'test')",
            [[row["document"], row["id"]] for row in keys],
        )


def test_without_dates_of_publication_the_series_spans_what_is_dated(tmp_path: Path) -> None:
    path = make(tmp_path / "d", article("a", aid("2024-01-03"), aid("2024-01-18")))
    found = read(path)
    assert found.counts.tolist() == [1, 0, 1]
    assert any("coverage is not known" in reason for reason in found.reasons)


def test_without_any_day_there_are_no_weeks(tmp_path: Path) -> None:
    found = read(make(tmp_path / "d", article("a", aid("2024"))))
    assert (found.weeks, found.coarser) == ((), 1)
    assert "no whole week lies between" in found.reasons


def test_every_row_opens_to_its_reports(tmp_path: Path) -> None:
    path = news(tmp_path, aid("2024-01-10"))
    rows = read(path).table().rows()
    assert (rows[0]["evidence"], rows[0]["intensity"]) == ([], None)
    with Dossier.open(path) as dossier:
        (name,) = rows[1]["evidence"]
        found = dossier.evidence(name)
    assert (found.table, found.document) == ("events", "first")


def test_an_unknown_actor_is_refused(tmp_path: Path) -> None:
    path = news(tmp_path, aid("2024-01-10"))
    with pytest.raises(UsageError, match="XXX"):
        read(path, "XXX")
