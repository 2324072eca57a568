"""Sides that a clause leaves out: filled from what stands around it, with a reason, or left."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, event_of, events_of, hans


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


def test_the_other_party_before_is_the_other_party_now() -> None:
    text = "以色列攻擊伊朗。德黑蘭誓言報復。"
    for version in (text, hans(text)):
        event = event_of(version, "THREATEN")
        assert event.actors == ("IRN.GOV",)
        assert {one[:3] for one in event.recipients} == {"ISR"}
        assert any(field == "recipient" and "implied" in why for field, why in event.reasons)


def test_a_side_stays_empty_where_nobody_fits() -> None:
    assert events_of("日本拒絕了。", None) == ["REJECT JPN> actual"]


def test_a_deployment_needs_no_recipient() -> None:
    (event,) = draft_of("中國抗議日本。中國派出軍艦。").events[1:]
    assert (event.type, event.recipients) == ("MOBILIZE", ())


def test_a_meeting_keeps_its_two_sides() -> None:
    text = "伊朗是鄰國。法國與德國舉行會談。"
    assert event_of(text, "CONSULT").recipients == ()


def test_unnamed_sources_do_nothing() -> None:
    for text in ("專家批評伊朗。", "Experts criticised Iran."):
        for event in draft_of(text).events:
            assert not {"experts", "observers", "media"} & {*event.actors, *event.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "日本譴責北韓，並召回大使。",
        "日本谴责朝鲜，并召回大使。",
        "Japan condemned North Korea and recalled its ambassador.",
    ],
)
@pytest.mark.xfail(strict=True, reason="the envoy (one's own) is taken for the recipient")
def test_an_envoy_recalled_is_recalled_from_the_other_side(text: str) -> None:
    event = event_of(text, "SANCTION")
    assert {one[:3] for one in event.recipients} == {"PRK"}


def test_actors_and_recipients_are_apart() -> None:
    text = "以色列攻擊伊朗。伊朗逮捕三人。美國與以色列官員會談，批評伊朗。"
    for event in draft_of(text).events:
        assert not set(event.actors) & set(event.recipients)
