"""The gold of happenings keeps its own rules, and the folding keeps its figures on it."""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from legation.analysis.alike import Report
from legation.analysis.folding import Happening, fold_reports

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import fold_report  # type: ignore[import-not-found]  # noqa: E402

# On found reports and on all: pairwise F1 of the folding, with room for a reader that changes.
FLOORS = {"dev": (0.85, 0.76), "test": (0.82, 0.72)}
MOST_WRONG = 0.05


@pytest.fixture(scope="module")
def folded(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Report], tuple[Happening, ...]]:
    """Reports of the gold as the installed reader finds them, and their happenings."""
    path = tmp_path_factory.mktemp("gold") / "gold.duckdb"
    reports = fold_report.read_gold(fold_report.load_articles(), path)
    return reports, fold_reports(reports)


def test_the_gold_is_as_large_as_it_says() -> None:
    articles = fold_report.load_articles()
    splits = fold_report.load_splits()
    told = defaultdict(list)
    for article in articles:
        date.fromisoformat(article.published)
        assert "虛構" in article.outlet or "虚构" in article.outlet or "fictional" in article.outlet
        assert article.marks, article.id
        assert "{" not in article.text
        for mark in article.marks:
            told[mark.happening].append(article.language)
    assert set(told) == set(splits)
    assert len(told) >= 60
    assert sum(map(len, told.values())) >= 250
    assert all(len(languages) >= 2 for languages in told.values())
    assert {tag for languages in told.values() for tag in languages} == {
        "zh-Hant-TW",
        "zh-Hant-HK",
        "zh-Hans",
        "en",
    }


def test_an_article_is_in_one_half_only() -> None:
    splits = fold_report.load_splits()
    for article in fold_report.load_articles():
        assert len({splits[mark.happening] for mark in article.marks}) == 1, article.id


@pytest.mark.parametrize("half", ["dev", "test"])
def test_folds_keep_their_floors(
    half: str, folded: tuple[list[Report], tuple[Happening, ...]]
) -> None:
    reports, happenings = folded
    found = fold_report.outcome(fold_report.load_articles(), reports, happenings, half)
    made = fold_report.figures(found)
    on_found, on_all = FLOORS[half]
    assert made.f1 >= on_found
    assert made.f1_all >= on_all
    assert made.wrong_merges <= MOST_WRONG
    precision, recall = fold_report.b_cubed(found)
    assert precision >= 0.95
    assert recall >= 0.75


def test_figures_count_pairs_by_what_became_of_them() -> None:
    marks = tuple(
        fold_report.Mark(f"a{number}", happening, 0, 1)
        for number, happening in enumerate(["x", "x", "x", "y", "x"])
    )
    languages = {"a0": "zh", "a1": "zh", "a2": "en", "a3": "en", "a4": "en"}
    places = dict(zip(marks[:4], ["g", "g", "h", "h"], strict=True))
    found = fold_report.Outcome(marks, places, languages)
    made = fold_report.figures(found)
    assert (made.right, made.wrong, made.parted, made.lost) == (1, 1, 2, 3)
    assert made.precision == 0.5
    assert made.recall == pytest.approx(1 / 3)
    assert made.recall_all == pytest.approx(1 / 6)
    assert fold_report.figures(found, "within").right == 1
    assert fold_report.figures(found, "across").right == 0
    assert fold_report.b_cubed(found) == (pytest.approx(0.75), pytest.approx(0.667, abs=0.001))


def test_figures_without_pairs_are_unknown_and_not_nought() -> None:
    made = fold_report.figures(fold_report.Outcome((), {}, {}))
    assert (made.precision, made.recall, made.f1, made.wrong_merges) == (None, None, None, None)
