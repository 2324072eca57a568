"""Who says what about whom."""

from __future__ import annotations

import pytest
from tests.events.rig import claims_of, draft_of, hans

MACRON = "P:emmanuel-macron"


@pytest.mark.parametrize(
    "text",
    [
        "馬克宏說：「俄羅斯攻擊了烏克蘭。」",
        "马克龙说：“俄罗斯攻击了乌克兰。”",
        '"Russia attacked Ukraine," Emmanuel Macron said.',
    ],
)
def test_a_quotation_is_a_direct_claim(text: str) -> None:
    (claim,) = draft_of(text).claims
    assert (claim.speaker, claim.form, claim.kind) == (MACRON, "direct", "assertion")
    assert claim.about == ("RUS", "UKR")
    assert claim.chain == ()
    assert claim.content is not None
    assert not set('「」“”"') & set(claim.content.cut(text))


@pytest.mark.parametrize(
    "text",
    [
        "馬克宏說，俄羅斯攻擊了烏克蘭。",
        "马克龙说，俄罗斯攻击了乌克兰。",
        "Emmanuel Macron said Russia attacked Ukraine.",
    ],
)
def test_reported_words_are_an_indirect_claim(text: str) -> None:
    (claim,) = draft_of(text).claims
    assert (claim.speaker, claim.form) == (MACRON, "indirect")
    assert claim.about == ("RUS", "UKR")


def test_outer_sources_stand_in_the_chain() -> None:
    draft = draft_of("據《紐約時報》報導，馬克宏說，俄羅斯攻擊了烏克蘭。")
    found = {claim.speaker: claim.chain for claim in draft.claims}
    assert found == {"O:new-york-times": (), MACRON: ("O:new-york-times",)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("德國譴責俄羅斯攻擊烏克蘭。", "DEU"),
        ("德國要求俄羅斯撤軍。", "DEU"),
        ("德國威脅制裁俄羅斯。", "DEU"),
        ("德国谴责俄罗斯攻击乌克兰。", "DEU"),
        ("Germany accused Russia of attacking Ukraine.", "DEU"),
    ],
)
def test_to_accuse_or_demand_is_to_say(text: str, speaker: str) -> None:
    rows = claims_of(text)
    assert [row[1] for row in rows] == [speaker]
    assert rows[0][2] == "indirect"
    assert {"RUS", "UKR"} & set(draft_of(text).claims[0].about)


@pytest.mark.parametrize("text", ["德國沒有譴責俄羅斯。", "德國將要求俄羅斯撤軍。"])
def test_what_was_not_said_is_no_claim(text: str) -> None:
    assert claims_of(text) == []


def test_an_accusation_without_an_accuser_is_no_claim() -> None:
    assert claims_of("俄羅斯被指控攻擊烏克蘭。") == []


def test_a_speaker_is_not_what_the_claim_is_about() -> None:
    draft = draft_of("俄羅斯否認俄羅斯攻擊烏克蘭。")
    (claim,) = draft.claims
    assert claim.about == ("UKR",)


def test_a_pronoun_in_a_claim_is_about_whom_it_means() -> None:
    draft = draft_of("法國與德國簽約。馬克宏說，兩國將制裁俄羅斯。")
    assert set(draft.claims[-1].about) >= {"DEU", "RUS"}


def test_the_speakers_mention_is_kept() -> None:
    text = "馬克宏說，俄羅斯攻擊了烏克蘭。"
    for version in (text, hans(text)):
        draft = draft_of(version)
        (claim,) = draft.claims
        assert claim.speaker_mention is not None
        assert draft.mentions[claim.speaker_mention].actors == (MACRON,)


def test_a_place_or_a_credit_is_nobody_to_speak_about() -> None:
    draft = draft_of("馬克宏說，會談將在莫斯科舉行。")
    assert draft.claims[-1].about == ()


def test_claims_stand_in_the_order_of_their_cues() -> None:
    draft = draft_of("馬克宏說，俄羅斯撤軍。梅爾茨否認德國撤軍。專家認為，日本會撤軍。")
    spans = [claim.span for claim in draft.claims]
    assert spans == sorted(spans)
    assert [claim.kind for claim in draft.claims] == ["assertion", "denial", "assertion"]


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("波蘭指控俄羅斯攻擊烏克蘭，俄羅斯否認攻擊烏克蘭。", "指控"),
        ("波兰指控俄罗斯攻击乌克兰，俄罗斯否认攻击乌克兰。", "指控"),
        ("Poland accused Russia of attacking Ukraine. Russia denied attacking Ukraine.", "accused"),
        ("俄羅斯否認攻擊烏克蘭。", None),
        ("俄罗斯否认攻击乌克兰。", None),
        ("Russia denied attacking Ukraine.", None),
    ],
)
def test_a_denial_is_linked_to_what_it_answers(text: str, answered: str | None) -> None:
    (denial,) = [claim for claim in draft_of(text).claims if claim.kind == "denial"]
    assert (denial.answers and denial.answers.cut(text)) == answered


def test_a_deadline_that_is_given_is_no_claim() -> None:
    assert claims_of("Germany gave Russia an ultimatum.") == []
