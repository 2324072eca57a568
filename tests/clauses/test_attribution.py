"""Chains of sources, and frames that stay open."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, hans

NYT = "O:new-york-times"


def chains(text: str) -> list[tuple[str, ...]]:
    return [event.attribution for event in draft_of(text).events]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("俄羅斯攻擊了烏克蘭。", ()),
        ("馬克宏說，俄羅斯攻擊了烏克蘭。", ("P:emmanuel-macron",)),
        ("Macron said Russia attacked Ukraine.", ("P:emmanuel-macron",)),
        ("據《紐約時報》報導，俄羅斯攻擊了烏克蘭。", (NYT,)),
        ("According to the New York Times, Russia attacked Ukraine.", (NYT,)),
        ("專家認為，俄羅斯攻擊了烏克蘭。", ("experts",)),
        ("德國譴責俄羅斯，馬克宏說。", ("P:emmanuel-macron",)),
    ],
)
def test_chain_of_one(text: str, chain: tuple[str, ...]) -> None:
    assert chains(text) == [chain]
    if not text.isascii():
        assert chains(hans(text)) == [chain]


def test_outermost_source_stands_first() -> None:
    text = "據《紐約時報》報導，馬克宏說，俄羅斯攻擊了烏克蘭。"
    for version in (text, hans(text)):
        assert chains(version) == [(NYT, "P:emmanuel-macron")]


@pytest.mark.xfail(strict=True, reason="who is told (告訴《紐約時報》) is taken for what is said")
def test_who_is_told_reports_it() -> None:
    assert chains("馬克宏告訴《紐約時報》，俄羅斯攻擊了烏克蘭。") == [(NYT, "P:emmanuel-macron")]


def test_an_accusation_holds_the_act_but_not_itself() -> None:
    draft = draft_of("德國譴責俄羅斯攻擊烏克蘭。")
    found = {event.type: event.attribution for event in draft.events}
    assert found == {"ACCUSE": (), "ASSAULT": ("DEU",)}


FRAME = "據《紐約時報》報導，俄羅斯攻擊了烏克蘭。德國制裁俄羅斯。"


@pytest.mark.parametrize("text", [FRAME, hans(FRAME)])
def test_a_media_frame_covers_the_rest_of_its_paragraph(text: str) -> None:
    assert chains(text) == [(NYT,), (NYT,)]


def test_a_media_frame_closes_with_its_paragraph() -> None:
    assert chains(FRAME + "\n\n日本制裁了俄羅斯。")[-1] == ()


@pytest.mark.parametrize("opening", ["這些官員說，", "報導還說，", "该报还说，"])
def test_a_media_frame_goes_on_over_the_break(opening: str) -> None:
    chain = chains(f"{FRAME}\n\n{opening}日本制裁了俄羅斯。")[-1]
    assert chain[:1] == (NYT,)


def test_another_frame_ends_the_one_before() -> None:
    text = FRAME + "據法新社報導，日本制裁俄羅斯。北韓支持俄羅斯。"
    assert chains(text)[-1] == ("O:afp",)


def test_experts_frame_closes_with_its_sentence() -> None:
    assert chains("專家認為，俄羅斯攻擊了烏克蘭。德國制裁俄羅斯。") == [("experts",), ()]


def test_a_person_in_a_chain_carries_a_country() -> None:
    (event,) = draft_of("馬克宏說，俄羅斯攻擊了烏克蘭。").events
    assert event.attribution_countries == ("FRA",)


def test_countries_run_parallel_to_the_chain() -> None:
    (event,) = draft_of("據《紐約時報》報導，馬克宏說，俄羅斯攻擊了烏克蘭。").events
    assert len(event.attribution_countries) == len(event.attribution) == 2


def test_no_comment_is_no_source() -> None:
    assert () in chains("俄羅斯攻擊了烏克蘭。馬克宏拒絕置評。")
