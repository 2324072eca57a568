from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.situation.crisis import Crisis, crisis_of, ids
from tests.situation.entries import indicator

from legation.dossier import Dossier
from legation.errors import UsageError
from legation.situation.indicators import check_indicators
from legation.situation.records import Indicator

HANT = Crisis("hant", "歐盟5日制裁加蓬。法國將制裁加蓬。", "zh-Hant-TW", published="2026-01-06")
HANS = Crisis("hans", "法国本月撤军。", "zh-Hans", published="2026-01-31")
ENGLISH = Crisis("en", "France froze the accounts of Gabon.", published="2026-02-10")
HANT.event("5日制裁", "SANCTION", ("IGO:EU", "GAB"), "2026-01-05")
HANT.event("將制裁", "SANCTION", ("FRA.GOV", "GAB"), "2026-01-08", status="planned")
HANS.event("撤军", "RETREAT", ("FRA.MIL", "GAB"), "2026-01")
ENGLISH.event("froze", "SANCTION", ("FRA.GOV", "GAB.GOV"), "2026-02-10")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with crisis_of(tmp_path_factory.mktemp("signs"), HANT, HANS, ENGLISH) as opened:
        yield opened


def look(dossier: Dossier, sign: Indicator, as_of: str | None = None) -> tuple[str, str]:
    day = None if as_of is None else date.fromisoformat(as_of)
    (found,) = check_indicators(dossier, [sign], day).sightings
    return found.state, found.reason


def test_reported_sign_occurred_with_its_id(dossier: Dossier) -> None:
    sign = indicator(actor="IGO:EU", type="SANCTION", first="2026-01-01", last="2026-01-20")

    (found,) = check_indicators(dossier, [sign]).sightings

    assert found.state == "occurred"
    assert found.evidence == (ids(dossier, "events")["5日制裁"],)
    assert found.evidence[0] in found.reason


def test_country_takes_in_its_government_on_both_sides(dossier: Dossier) -> None:
    sign = indicator(actor="FRA", recipient="GAB", type="SANCTION", first="2026-02-01")

    assert look(dossier, sign)[0] == "occurred"


def test_plan_is_no_occurrence(dossier: Dossier) -> None:
    sign = indicator(actor="FRA", type="SANCTION", first="2026-01-01", last="2026-01-20")

    state, reason = look(dossier, sign)

    assert state == "not reported"
    assert reason == "not reported until 2026-01-20; documents of that time: 1"


def test_date_coarser_than_the_window_may_have_occurred(dossier: Dossier) -> None:
    sign = indicator(actor="FRA", type="RETREAT", first="2026-01-10", last="2026-01-20")

    assert look(dossier, sign)[0] == "may have occurred"
    wider = indicator(actor="FRA", type="RETREAT", first="2026-01-01", last="2026-01-31")
    assert look(dossier, wider)[0] == "occurred"


def test_open_window_says_until_when_it_was_looked_for(dossier: Dossier) -> None:
    sign = indicator(actor="USA", first="2026-01-01", last="2026-06-30")

    state, reason = look(dossier, sign)

    assert state == "window open"
    assert reason.startswith("not reported until 2026-02-10; documents of that time: 3")


def test_later_news_does_not_count_at_an_earlier_day(dossier: Dossier) -> None:
    sign = indicator(actor="FRA", type="SANCTION", first="2026-01-01", last="2026-03-31")

    assert look(dossier, sign)[0] == "occurred"
    assert look(dossier, sign, "2026-02-09")[0] == "window open"
    assert look(dossier, sign, "2025-12-31")[0] == "not begun"


def test_sign_without_anything_to_look_for_cannot_be_checked(dossier: Dossier) -> None:
    assert look(dossier, indicator(first="2026-01-01"))[0] == "cannot be checked"


@pytest.mark.parametrize(
    ("sign", "message"),
    [
        (indicator(type="DANCE"), "board.yaml:7: indicator sign: .*DANCE"),
        (indicator(type="AID", first="soon"), "board.yaml:7: .*as 2026-01-20"),
        (indicator(type="AID", first="2026-02-01", last="2026-01-01"), "exchange the two"),
    ],
)
def test_bad_indicator_is_refused_with_its_place(
    dossier: Dossier, sign: Indicator, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        check_indicators(dossier, [sign])


def test_dossier_without_dates_needs_a_day(tmp_path: Path) -> None:
    undated = Crisis("undated", "France helped.")
    undated.published = None  # type: ignore[assignment]
    with (
        crisis_of(tmp_path, undated) as opened,
        pytest.raises(UsageError, match="say until when to look"),
    ):
        check_indicators(opened, [indicator(type="AID")])
