"""The table of forecasts: what is generated, and how it gets into its page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Line, article, make

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import forecast_table  # type: ignore[import-not-found]  # noqa: E402

from legation.errors import UsageError  # noqa: E402
from legation.situation.forecasts import score_forecasters  # noqa: E402

PAGE = "# 預測\n\n<!-- figures -->\nold\n<!-- end of figures -->\n\nmore\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    act = Act("援助", "AID", ("FRA",), ("MLI",), "2024-01-10")
    first = article("a", Line("法國援助馬利。", (act,)), published="2024-01-11")
    return make(tmp_path / "d", first, article("b", Line("乍得。"), published="2024-01-31"))


def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process of few weeks, so that a test takes no long time."""
    monkeypatch.setattr(forecast_table, "PROCESSES", forecast_table.PROCESSES[:1])
    monkeypatch.setattr(forecast_table, "WEEKS", 90)
    make_series = forecast_table.generated
    monkeypatch.setattr(forecast_table, "generated", lambda one: make_series(one, weeks=90))


@pytest.mark.parametrize("process", forecast_table.PROCESSES, ids=lambda one: str(one.name))
def test_a_process_comes_again_by_its_seed(process: forecast_table.Process) -> None:
    one, same = (forecast_table.generated(process, 1, 40) for _ in range(2))
    other = forecast_table.generated(process, 2, 40)
    assert repr(one) == repr(same)
    assert repr(one) != repr(other)
    assert len(one.weeks) == 40


def test_a_row_names_both_baselines_and_the_verdict() -> None:
    series = forecast_table.generated(forecast_table.PROCESSES[0], weeks=90)
    record = score_forecasters(series, aheads=(1,), draws=100)
    rows = list(forecast_table.rows_of(record))
    assert len(rows) == 2
    recent, average = (one.crps for one in record.scores[:2])
    for row, score in zip(rows, record.scores[2:], strict=True):
        assert f"| steady | 1 | {recent:.2f} | {average:.2f} | {score.method} |" in row
        assert score.verdict in row


def test_a_short_series_of_a_dossier_is_shown_as_refused(dossier: Path) -> None:
    shown = forecast_table.on_dossier(dossier)
    assert "| FRA:MLI | 3 | 1 | 0 | 0 | 0 | 2 | refused: FRA:MLI cannot be forecast" in shown


def test_figures_take_the_place_between_the_marks() -> None:
    found = forecast_table.placed(PAGE, "new")
    assert found == PAGE.replace("\nold\n", "\n\nnew\n\n")
    assert forecast_table.placed(found, "new") == found


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(UsageError, match="lacks"):
        forecast_table.placed("# a page\n", "new")


def test_check_tells_an_old_page_from_a_written_one(
    tmp_path: Path,
    dossier: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    few(monkeypatch)
    page = tmp_path / "forecasts.md"
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(forecast_table, "PAGE", page)
    asked = ["--dossier", str(dossier)]
    assert forecast_table.main([*asked, "--check"]) == 5
    assert "run tools/forecast_table.py --write" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == PAGE
    assert forecast_table.main([*asked, "--write"]) == 0
    assert forecast_table.main([*asked, "--check"]) == 0
    assert "| steady | 4 |" in page.read_text(encoding="utf-8")
