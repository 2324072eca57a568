"""Sides that a clause leaves out: filled by rule from what stands around it, or left open."""

from __future__ import annotations

import pytest
from tests.events.rig import by_rules, hans

from legation.model.records import Event


def event_of(text: str, kind: str) -> Event:
    (event,) = (event for event in by_rules(text) if event.type == kind)
    return event


@pytest.mark.parametrize(
    "text",
    [
        "埃及數千名民眾上街示威。",
        "埃及数千名民众上街示威。",
        "Thousands of Egyptian protesters marched on Friday.",
    ],
)
def test_a_protest_addresses_its_own_government(text: str) -> None:
    event = event_of(text, "PROTEST")
    assert (event.actors, event.recipients) == (("EGY.CVL",), ("EGY.GOV",))


def test_a_protest_against_somebody_addresses_him() -> None:
    text = "Egyptian protesters marched against the United States."
    assert event_of(text, "PROTEST").recipients == ("USA",)


STORY = "以色列攻擊伊朗。德黑蘭誓言報復。"


@pytest.mark.parametrize(
    "text", [STORY, hans(STORY), "Israel attacked Iran. Tehran vowed revenge."]
)
def test_the_other_party_before_is_the_other_party_now(text: str) -> None:
    event = by_rules(text)[-1]
    assert event.actors == ("IRN.GOV",)
    assert {one[:3] for one in event.recipients} == {"ISR"}
    assert any(field == "recipient" and "implied" in why for field, why in event.reasons)


@pytest.mark.parametrize("text", ["日本拒絕了。", "日本拒绝了。", "Japan refused."])
def test_a_side_stays_empty_where_nobody_fits(text: str) -> None:
    assert [event.recipients for event in by_rules(text)] == [()]


def test_a_deployment_needs_no_recipient() -> None:
    event = event_of("中國抗議日本。中國派出軍艦。", "MOBILIZE")
    assert event.recipients == ()


@pytest.mark.parametrize(
    "text",
    [
        "伊朗是鄰國。法國與德國舉行會談。",
        "伊朗是邻国。法国与德国举行会谈。",
        "Iran is near. France and Germany held talks.",
    ],
)
def test_a_meeting_keeps_its_two_sides(text: str) -> None:
    event = event_of(text, "CONSULT")
    assert (set(event.actors), event.recipients) == ({"FRA", "DEU"}, ())


def test_who_never_acted_is_not_made_the_actor() -> None:
    assert event_of("日本很遠。伊朗被制裁。", "SANCTION").actors == ()


def test_one_government_does_not_act_on_itself() -> None:
    text = "以色列總理演說。以色列軍方拒絕了。"
    for event in by_rules(text):
        assert not {one[:3] for one in event.actors} & {one[:3] for one in event.recipients}
