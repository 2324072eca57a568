"""Pronouns and definite noun phrases: whom they mean."""

from __future__ import annotations

import pytest
from tests.events.rig import actors_at, draft_of, hans

ROWS = [
    ("法國總統馬克宏批評俄羅斯。他說，談判必須繼續。", "他", ("P:emmanuel-macron",)),
    ("伊朗拒絕談判。該國並威脅以色列。", "該國", ("IRN",)),
    ("日本與南韓簽署協定。兩國將分享情報。", "兩國", ("JPN", "KOR")),
    ("日本與南韓簽署協定。雙方同意再會談。", "雙方", ("JPN", "KOR")),
    ("哈瑪斯釋放人質。該組織指控以色列違約。", "該組織", ("O:hamas",)),
    ("聯合國安理會譴責北韓。該組織呼籲停火。", "該組織", ("IGO:UNSC",)),
    ("烏克蘭總統澤倫斯基說：「我們絕不退讓。」", "我們", ("UKR.GOV",)),
    ("「我們絕不退讓」，烏克蘭總統澤倫斯基說。", "我們", ("UKR.GOV",)),
    ("烏克蘭總統澤倫斯基說：「我本人絕不退讓。」", "我", ("P:volodymyr-zelenskyy",)),
    ("美國與伊朗昨日交火。台灣表示關切，兩岸關係緊張。", "兩岸", ("CHN", "TWN")),
]


@pytest.mark.parametrize(("text", "words", "actors"), ROWS)
def test_chinese(text: str, words: str, actors: tuple[str, ...]) -> None:
    assert actors_at(draft_of(text), words) == actors
    assert actors_at(draft_of(hans(text)), words) == actors


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("French President Emmanuel Macron left. He praised Italy.", "He", ("P:emmanuel-macron",)),
        ("Iran refused to talk. The country also threatened Israel.", "The country", ("IRN",)),
        (
            "Japan and South Korea signed a pact. The two countries will share intelligence.",
            "The two countries",
            ("JPN", "KOR"),
        ),
        ("Japan and South Korea met. Both sides agreed.", "Both sides", ("JPN", "KOR")),
        ("Hamas freed hostages. The group accused Israel.", "The group", ("O:hamas",)),
        ('"We will not yield," President Volodymyr Zelenskyy said.', "We", ("UKR.GOV",)),
        ("Jordan recalled its ambassador.", "its", ("JOR",)),
        (
            "The Moro Islamic Liberation Front signed. Manila fears the Front will not disarm.",
            "Front",
            ("O:milf",),
        ),
        (
            "The European Commission opened an inquiry. China told the Commission to stop.",
            "Commission",
            ("IGO:EUROPEAN-COMMISSION",),
        ),
    ],
)
def test_english(text: str, words: str, actors: tuple[str, ...]) -> None:
    assert actors_at(draft_of(text), words) == actors


PEOPLE = "烏克蘭總統澤倫斯基會見法國總統馬克宏。兩人同意合作。"


@pytest.mark.parametrize("text", [PEOPLE, hans(PEOPLE)])
def test_two_persons(text: str) -> None:
    found = actors_at(draft_of(text), "兩人")
    assert set(found) == {"P:volodymyr-zelenskyy", "P:emmanuel-macron"}


@pytest.mark.parametrize(
    "text", ["日本與南韓官員會面。雙方握手。", "日本与南韩官员会面。双方握手。"]
)
def test_the_two_sides_of_a_meeting_are_its_countries(text: str) -> None:
    assert {a[:3] for a in actors_at(draft_of(text), "雙方")} == {"JPN", "KOR"}


OWN = "日本批評俄羅斯，並召回其大使。"


def test_its_is_whose_the_clause_is_about() -> None:
    for text in (OWN, hans(OWN)):
        assert actors_at(draft_of(text), "其") == ("JPN",)


@pytest.mark.parametrize(
    "text",
    [
        "其他國家沒有回應，其中三國缺席。",
        "尤其重要的是，其實沒有人回應。",
        "It is raining.",
        "吉他聲傳來。",
    ],
)
def test_words_that_only_look_like_pronouns(text: str) -> None:
    draft = draft_of(f"日本首相離開。{text}" if not text.isascii() else f"Japan slept. {text}")
    assert not any(m.kind == "pronoun" for m in draft.mentions)


def test_nothing_before_means_nobody() -> None:
    assert draft_of("他說，事情已經結束。", published=None).mentions == []
    assert draft_of("She said so.", published=None).mentions == []


@pytest.mark.xfail(strict=True, reason="對方 finds nobody behind 指控")
def test_the_other_side_is_not_the_subject() -> None:
    text = "烏克蘭與匈牙利談判破裂。烏克蘭指控對方拖延。"
    for version in (text, hans(text)):
        assert actors_at(draft_of(version), "對方") == ("HUN",)
