"""Dates of acts whose sentence gives none, and dates that several acts share."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, event_of, hans


def dates(text: str, published: str | None = "2025-06-15") -> list[str | None]:
    return [event.date for event in draft_of(text, published).events]


NEWS = "6月10日，以色列攻擊伊朗。伊朗逮捕三人。"
ENGLISH = "Israel attacked Iran on June 10. Iran arrested three people."


@pytest.mark.parametrize("text", [NEWS, hans(NEWS), ENGLISH])
def test_news_moves_between_its_first_day_and_publication(text: str) -> None:
    assert dates(text) == ["2025-06-10", "2025-06-10/2025-06-15"]


@pytest.mark.parametrize(
    "text",
    [
        NEWS + "美國曾制裁伊朗。",
        hans(NEWS + "美國曾制裁伊朗。"),
        NEWS + "美國長期制裁伊朗。",
        ENGLISH + " For years the United States sanctioned Iran.",
        ENGLISH + " The United States previously sanctioned Iran.",
    ],
)
def test_background_takes_no_date_of_the_story(text: str) -> None:
    assert event_of(text, "SANCTION").date is None


def test_what_is_planned_takes_no_date_of_the_story() -> None:
    assert event_of(NEWS + "美國將制裁伊朗。", "SANCTION").date is None
    text = ENGLISH + " The United States will sanction Iran."
    assert event_of(text, "SANCTION").date is None


def test_without_a_day_in_the_news_nothing_is_carried() -> None:
    assert dates("以色列攻擊伊朗。伊朗逮捕三人。") == [None, None]
    assert dates("以色列攻擊伊朗。伊朗逮捕三人。", None) == [None, None]


def test_the_reason_of_a_carried_date_stands_with_it() -> None:
    event = event_of(NEWS, "COERCE")
    assert any(field == "date" and "carried" in why for field, why in event.reasons)


def test_an_older_story_is_carried_within_its_paragraph() -> None:
    text = "2011年3月19日，法國攻擊利比亞。德國支持法國。\n\n日本援助利比亞。\n\n北韓譴責法國。"
    found = dates(text)
    assert found[:3] == ["2011-03-19"] * 3
    assert found[3] is None


def test_an_act_told_again_has_the_date_it_was_told_with() -> None:
    for text in (
        "以色列1月3日攻擊伊朗。以色列攻擊伊朗後，油價上漲。",
        "以色列1月3日攻击伊朗。以色列攻击伊朗后，油价上涨。",
    ):
        assert dates(text) == ["2025-01-03", "2025-01-03"]


def test_two_dates_of_one_act_are_not_shared() -> None:
    text = "以色列2023年攻擊伊朗。以色列2024年攻擊伊朗。以色列曾攻擊伊朗。"
    assert dates(text) == ["2023", "2024", None]


@pytest.mark.parametrize(
    "text",
    [
        "2014年和2022年俄羅斯都曾攻擊烏克蘭。",
        "2014年和2022年俄罗斯都曾攻击乌克兰。",
        "2014年和2022年，俄羅斯攻擊烏克蘭。",
        "Russia attacked Ukraine in 2014 and 2022.",
    ],
)
def test_two_dates_of_one_verb_are_two_events(text: str) -> None:
    assert sorted(date or "" for date in dates(text)) == ["2014", "2022"]


def test_now_is_the_month_of_publication() -> None:
    assert dates("目前美國向台灣提供飛彈。") == ["2025-06"]
    assert dates("目前美國向台灣提供飛彈。", None) == [None]


def test_the_publication_date_alone_dates_nothing() -> None:
    assert dates("日本制裁俄羅斯。") == [None]


def test_each_act_has_the_date_of_its_clause() -> None:
    assert dates("俄羅斯2014年攻擊烏克蘭，2015年攻擊敘利亞。") == ["2014", "2015"]


def test_what_has_happened_since_is_not_of_the_earlier_date() -> None:
    found = dates("2019年3月俄羅斯向古巴提供貸款，後來制裁烏克蘭。", None)
    assert found[0] == "2019-03"
    assert found[1] != "2019-03"


def test_a_caption_tells_its_own_story() -> None:
    text = (
        "6月10日，以色列攻擊伊朗。\n\n▲圖為法國總統馬克宏批評俄羅斯。（法新社）\n\n伊朗逮捕三人。"
    )
    draft = draft_of(text)
    kinds = {s.span: s.kind for s in draft.sentences}
    captions = [e for e in draft.events if kinds[e.sentence] == "caption"]
    assert captions
    assert all(e.date is None for e in captions)


@pytest.mark.parametrize(
    "text",
    [
        "日本依據1960年的條約要求美國撤軍。",
        "日本依据1960年的条约要求美国撤军。",
        "Japan sanctioned Russia under the treaty of 1960.",
        "Japan sanctioned Russia under Resolution 1701.",
        "Japan sanctioned Russia under the 2015 nuclear agreement.",
    ],
)
def test_the_year_of_a_treaty_dates_no_act(text: str) -> None:
    assert dates(text, None)
    assert not any(date is not None for date in dates(text, None))


def test_a_year_that_names_no_treaty_dates_the_act() -> None:
    assert dates("Japan sanctioned Russia in 2015.", None) == ["2015"]


@pytest.mark.parametrize(
    "text",
    [
        "法國2025年3月4日攻擊俄羅斯與日本。\n\n法國攻擊日本。",
        "法国2025年3月4日攻击俄罗斯与日本。\n\n法国攻击日本。",
        "France attacked Russia and Japan on March 4, 2025.\n\nFrance attacked Japan.",
    ],
)
def test_an_act_on_two_dates_the_act_on_one_of_them(text: str) -> None:
    assert dates(text, None) == ["2025-03-04", "2025-03-04"]
