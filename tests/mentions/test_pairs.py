"""兩國, both sides, 四國: which of those a document names they are."""

from __future__ import annotations

import pytest
from tests.events.rig import actors_at, draft_of, hans

CHINESE = [
    # a list is no pair: the document's own two are meant
    (
        "秘魯與厄瓜多交火。美國、巴西、阿根廷與智利將派觀察團監督雙方停火。",
        "雙方",
        ("PER", "ECU"),
    ),
    # two third parties named together are not the two it speaks of
    (
        "印度與巴基斯坦停火。印度指控巴基斯坦。土耳其和埃及派出醫療隊。兩國將會談。",
        "兩國",
        ("IND", "PAK"),
    ),
    # names that touch the word
    ("美國和日本簽約。法國和德國兩國領袖表示歡迎。", "兩國", ("FRA", "DEU")),
    # one of the two is a movement
    ("以色列與哈瑪斯在開羅會談。埃及敦促雙方停火。", "雙方", ("ISR", "O:hamas")),
    (
        "沙烏地阿拉伯、埃及、巴林和科威特與卡達斷交。卡達表示遺憾。四國關閉口岸。",
        "四國",
        ("SAU", "EGY", "BHR", "KWT"),
    ),
    ("英、法、德三國發表聲明。", "三國", ("GBR", "FRA", "DEU")),
    # whom the sentence names by itself is none of the two, however often the document does
    ("中國和俄羅斯態度保留。伊朗遭到制裁。伊朗上月曾向兩國尋求援助。", "兩國", ("CHN", "RUS")),
    ("中國和俄羅斯態度保留。多年來，這兩個國家支持伊朗。伊朗沉默。", "這兩個國家", ("CHN", "RUS")),
    # a speaker may well belong to one of them
    ("法國與德國簽約。馬克宏說，兩國將制裁俄羅斯。", "兩國", ("FRA", "DEU")),
]


@pytest.mark.parametrize(("text", "words", "actors"), CHINESE)
def test_chinese_words_for_several_mean_those_named(
    text: str, words: str, actors: tuple[str, ...]
) -> None:
    assert set(actors_at(draft_of(text), words)) == set(actors)
    assert set(actors_at(draft_of(hans(text)), hans(words))) == set(actors)


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        (
            "Israel and Hamas met in Cairo. Egypt urged both sides to stop.",
            "both sides",
            ("ISR", "O:hamas"),
        ),
        (
            "Peru and Ecuador clashed. "
            "Brazil, Chile and Argentina asked the two countries to stop.",
            "the two countries",
            ("PER", "ECU"),
        ),
    ],
)
def test_english_words_for_several_mean_those_named(
    text: str, words: str, actors: tuple[str, ...]
) -> None:
    assert set(actors_at(draft_of(text), words)) == set(actors)


@pytest.mark.parametrize("text", ["四國關閉口岸。", "四国关闭口岸。"])
def test_a_number_of_countries_that_nobody_named_is_no_mention(text: str) -> None:
    draft = draft_of(text)
    assert not [m for m in draft.mentions if m.span.cut(draft.document.text).startswith("四")]


@pytest.mark.parametrize(
    "text", ["哈瑪斯發言人說，停火還沒開始。", "哈马斯发言人说，停火还没开始。"]
)
def test_a_title_behind_a_movement_is_no_office_of_a_state(text: str) -> None:
    draft = draft_of(text)
    assert {actor for m in draft.mentions for actor in m.actors} == {"O:hamas"}
