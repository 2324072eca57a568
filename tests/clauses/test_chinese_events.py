"""Triggers in longer words, orders, nouns that only name a thing, status of joined phrases."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, events_of, hans

from legation.clauses.items import load_triggers
from legation.model.span import Span


def both(text: str) -> list[list[str]]:
    return [events_of(version) for version in (text, hans(text))]


def test_a_trigger_that_splits_a_word_hides_no_other() -> None:
    text = "战俘应获释放"
    triggers = load_triggers()
    whole = Span(0, len(text))
    greedy = [word for _, word in triggers.find(text, whole, [])]
    fitting = [word for _, word in triggers.find(text, whole, [], lambda s: s != Span(3, 5))]
    assert "获释" in greedy
    assert "释放" in fitting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美國總統下令制裁伊朗。", "SANCTION USA>IRN actual"),
        ("日本首相命令封鎖俄羅斯港口。", "COERCE JPN>RUS actual"),
    ],
)
def test_what_is_ordered_is_told_as_done(text: str, expected: str) -> None:
    for events in both(text):
        assert events == [expected]


def test_an_order_without_an_act_is_a_request() -> None:
    for events in both("美國總統向日本下令。"):
        assert [event.split()[0] for event in events] == ["REQUEST"]


@pytest.mark.parametrize(
    "text",
    [
        "中國是越南最大的貿易夥伴。",
        "美國貿易代表訪問日本。",
        "挪威是該和約的保證國。",
        "德國發表停火方案。",
    ],
)
def test_a_word_that_names_a_thing_is_no_event(text: str) -> None:
    for version in (text, hans(text)):
        types = {event.type for event in draft_of(version).events}
        assert not types & {"COOPERATE", "AGREE", "RETREAT"}


def test_a_criticised_paper_is_criticised() -> None:
    for events in both("美國批評俄羅斯草案含混。"):
        assert any(event.startswith("ACCUSE USA>RUS") for event in events)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("日本外長明天訪問印度。", "planned"),
        ("日本首相定於九日訪問印度。", "planned"),
        ("根據協議，日本向印度提供援助。", "planned"),
        ("日本議會討論是否制裁俄羅斯。", "proposed"),
        ("日本會否制裁俄羅斯仍是未知數。", "conditional"),
        ("日本仍拒絕承認科索沃獨立。", "actual"),
        ("日本決定制裁俄羅斯。", "actual"),
        ("日本應印度邀請訪問印度。", "actual"),
        ("日本無權制裁俄羅斯。", "denied"),
        ("日本每年訪問印度。", "ongoing"),
    ],
)
def test_phrases_that_give_a_status(text: str, status: str) -> None:
    for version in (text, hans(text)):
        draft = draft_of(version)
        assert draft.predicates
        assert draft.predicates[-1].status == status


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("日本懇請印度提供援助。", "REQUEST"),
        ("日本婉謝印度的援助。", "REJECT"),
        ("美國為盟友追加制裁俄羅斯。", "SANCTION"),
        ("美國向日本加派兩艘軍艦。", "MOBILIZE"),
        ("美國總統宣布全國緊急狀態。", "COERCE"),
        ("印度派特使訪問日本。", "CONSULT"),
        ("印度把帳篷送往日本災區。", "AID"),
        ("美軍離開日本。", "RETREAT"),
        ("美國重申對日本的防衛承諾。", "SUPPORT"),
        ("美國通過對日本的撥款。", "AGREE"),
        ("美國總統指責俄羅斯後，奚落法國總統。", "ACCUSE"),
    ],
)
def test_frames_of_press_wording(text: str, kind: str) -> None:
    for version in (text, hans(text)):
        assert kind in {predicate.frame.type for predicate in draft_of(version).predicates}


@pytest.mark.parametrize("text", ["日本同意與印度合作。", "日本將同意與印度合作。"])
def test_a_promise_is_uttered_when_it_is_told(text: str) -> None:
    for version in (text, hans(text)):
        promise = draft_of(version).predicates[0]
        assert (promise.frame.type, promise.status) == ("AGREE", "actual")
