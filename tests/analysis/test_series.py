from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Line, article, make

from legation.analysis.series import intervals, wilson
from legation.dossier import Dossier
from legation.errors import UsageError


def aid(day: int) -> Line:
    return Line("法國援助馬利。", (Act("援助", "AID", ("FRA",), ("MLI",), f"2024-03-{day:02}"),))


def talk(day: int) -> Line:
    return Line(
        "France met Mali.", (Act("met", "CONSULT", ("FRA",), ("MLI",), f"2024-03-{day:02}"),)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    many = [article(f"m{n}", aid(n), published="2024-04-01") for n in range(1, 13)]
    some = [article(f"t{n}", talk(n), published="2024-04-01") for n in range(1, 7)]
    later = Line("法国援助马里。", (Act("援助", "AID", ("FRA",), ("MLI",), "2024-07-01"),))
    return make(tmp_path / "d", *many, *some, article("z", later, published="2024-08-01"))


def test_intervals_hold_the_figure_and_come_again(path: Path) -> None:
    with Dossier.open(path) as dossier:
        first = intervals(dossier, "FRA", "MLI", seed=3).rows()
        assert intervals(dossier, "FRA", "MLI", seed=3).rows() == first
    march = first[0]
    assert march["period"] == "2024-03"
    assert march["articles"] == 18
    assert march["reports_low"] < march["reports"] == 18 < march["reports_high"]
    assert march["material_share"] == pytest.approx(12 / 18)
    assert march["material_share_low"] < 12 / 18 < march["material_share_high"]
    assert march["intensity_low"] < march["intensity"] < march["intensity_high"]


def test_intervals_width_is_that_of_drawing_articles(path: Path) -> None:
    with Dossier.open(path) as dossier:
        march = intervals(dossier, "FRA", "MLI", draws=4000).rows()[0]
    assert march["reports_high"] - march["reports_low"] == pytest.approx(
        2 * 1.96 * 18**0.5, rel=0.1
    )


def test_intervals_are_wider_where_one_article_tells_all(tmp_path: Path) -> None:
    days = [aid(n) for n in range(1, 13)]
    few = [article(f"f{n}", talk(n)) for n in range(1, 7)]
    clumped = make(tmp_path / "c", article("all", *days), *few)
    with Dossier.open(clumped) as dossier:
        march = intervals(dossier, "FRA", "MLI", draws=4000).rows()[0]
    assert march["reports"] == 18
    assert march["reports_high"] - march["reports_low"] > 2 * 1.96 * 18**0.5 * 1.3


def test_intervals_say_too_few_instead_of_a_bound(path: Path) -> None:
    with Dossier.open(path) as dossier:
        july = intervals(dossier, "FRA", "MLI").rows()[1]
    assert july["period"] == "2024-07"
    assert july["reports"] == 1
    assert july["reports_low"] is july["intensity_high"] is july["material_share_low"] is None
    assert july["reason"] == "articles: 1; an interval takes 5"


def test_intervals_refuse_too_few_draws(path: Path) -> None:
    with Dossier.open(path) as dossier, pytest.raises(UsageError, match="10 draws"):
        intervals(dossier, "FRA", "MLI", draws=10)


def test_wilson_gives_the_textbook_interval() -> None:
    found = wilson(8, 10)
    assert found.value == 0.8
    assert found.low == pytest.approx(0.4902, abs=1e-4)
    assert found.high == pytest.approx(0.9433, abs=1e-4)


def test_wilson_of_nothing_is_unknown() -> None:
    assert wilson(0, 0).value is None
    assert wilson(0, 0).low is None
