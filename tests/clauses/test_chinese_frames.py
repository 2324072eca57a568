"""Pivots, light verbs, conditions of frames, and triggers inside other words."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, events_of, hans

PIVOTS = [
    (
        "美國要求伊朗釋放記者。",
        ["REQUEST USA>IRN actual", "RETREAT IRN>USA proposed"],
    ),
    (
        "伊朗請求俄羅斯提供援助。",
        ["REQUEST IRN>RUS actual", "AID RUS>IRN proposed"],
    ),
    (
        "美國協助烏克蘭攻擊俄羅斯。",
        ["AID USA>UKR actual", "ASSAULT UKR>RUS actual"],
    ),
    ("美國指控伊朗攻擊以色列。", ["ACCUSE USA>IRN actual", "ASSAULT IRN>ISR actual"]),
    ("美國允許以色列攻擊伊朗。", ["AGREE USA>ISR actual"]),
]


@pytest.mark.parametrize(("text", "expected"), PIVOTS)
def test_the_object_of_a_pivot_acts_behind_it(text: str, expected: list[str]) -> None:
    for version in (text, hans(text)):
        assert events_of(version) == expected


def test_a_demand_is_the_parent_of_what_it_demands() -> None:
    draft = draft_of("美國要求伊朗釋放記者。")
    demand, release = draft.predicates
    assert demand.frame.type == "REQUEST"
    assert release.parent == 0


def test_a_demand_stays_open_over_a_comma() -> None:
    events = events_of("美國要求伊朗，釋放日本記者。")
    assert events[0] == "REQUEST USA>IRN actual"
    assert events[1].startswith("RETREAT IRN>")
    assert events[1].endswith("proposed")


@pytest.mark.parametrize(
    "text",
    [
        "日本呼籲俄羅斯停火並撤軍。",
        "日本呼籲俄羅斯停火，並要求俄羅斯撤軍。",
    ],
)
def test_each_thing_demanded_is_an_event(text: str) -> None:
    modes = {mode for event in draft_of(text).events for mode in event.modes}
    assert {"ceasefire", "withdraw"} <= modes


@pytest.mark.parametrize(
    "text",
    [
        "日本控俄羅斯攻擊菲律賓。",
        "日本控訴俄羅斯攻擊菲律賓。",
        "日本指控俄羅斯攻擊菲律賓。",
        "日本谴责俄罗斯攻击菲律宾。",
    ],
)
def test_whom_one_accuses_of_it_has_done_it(text: str) -> None:
    assert "ASSAULT RUS>PHL actual" in events_of(text)


NEEDS = [
    ("土耳其扣押一艘希臘貨輪。", ("COERCE", "seize")),
    ("土耳其扣押一名希臘記者。", ("COERCE", "arrest")),
    ("日本提供菲律賓情報。", ("COOPERATE", None)),
    ("日本提供菲律賓援助。", ("AID", None)),
]


@pytest.mark.parametrize(("text", "expected"), NEEDS)
def test_the_object_decides_between_frames(text: str, expected: tuple[str, str | None]) -> None:
    for version in (text, hans(text)):
        (event,) = draft_of(version).events
        assert (event.type, event.modes[0] if event.modes else None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "巴西隊擊敗阿根廷隊，奪得冠軍。",
        "日本與智利多年來保持密切關係。",
        "這部電影在日本攻占票房，觀眾反應熱烈。",
        "日本的氣候溫和。",
    ],
)
def test_what_is_no_political_act_gives_no_event(text: str) -> None:
    for version in (text, hans(text)):
        assert events_of(version) == []


LIGHT = [
    ("日本對俄羅斯進行了攻擊。", "ASSAULT JPN>RUS actual"),
    ("日本對俄羅斯展開調查。", "ACCUSE JPN>RUS actual"),
    ("法國對俄羅斯發出威脅。", "THREATEN FRA>RUS actual"),
    ("法國與日本展開談判。", "CONSULT FRA,JPN> actual"),
    ("日本向俄羅斯提出抗議。", "ACCUSE JPN>RUS actual"),
]


@pytest.mark.parametrize(("text", "expected"), LIGHT)
def test_a_light_verb_lends_its_arguments(text: str, expected: str) -> None:
    for version in (text, hans(text)):
        assert events_of(version) == [expected]


def test_an_eased_sanction_is_no_sanction() -> None:
    for text in ("德國解除對敘利亞的制裁。", "德国解除对叙利亚的制裁。"):
        assert [event.type for event in draft_of(text).events] == ["CONCEDE"]


def test_a_promise_or_threat_holds_no_second_event() -> None:
    assert events_of("法國承諾向烏克蘭提供飛彈。") == ["AGREE FRA>UKR actual"]
    assert events_of("法國威脅攻擊伊朗。") == ["THREATEN FRA>IRN actual"]
    assert events_of("France vowed to attack Iran.") == ["THREATEN FRA>IRN actual"]


def test_an_english_threat_holds_no_second_event() -> None:
    assert events_of("France threatened to attack Iran.") == ["THREATEN FRA>IRN actual"]


def test_a_trigger_inside_a_name_is_none() -> None:
    assert events_of("他任職於國際援助基金會。") == []
