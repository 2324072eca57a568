"""Who is meant by bodies, titles and pronouns where several could be; and what is no mention.

Every rule in Traditional and Simplified characters and in English.
"""

from __future__ import annotations

import pytest
from tests.events.rig import actors_at, draft_of, hans, mention_at

Rows = list[tuple[str, str, str]]

GROUPS: Rows = [
    ("哈馬斯拒絕停火，稱槍手會守住隧道。", "槍手", "O:hamas"),
    ("哥倫比亞政府與民族解放軍談判破裂，游擊隊撤回山區。", "游擊隊", "O:eln"),
    (
        "Hamas turned the truce down and said its gunmen would hold the tunnels.",
        "gunmen",
        "O:hamas",
    ),
]


@pytest.mark.parametrize(("text", "words", "actor"), GROUPS)
def test_fighters_are_those_of_the_group_named_before(text: str, words: str, actor: str) -> None:
    for version in (text, hans(text)):
        mention = mention_at(draft_of(version), hans(words) if version != text else words)
        assert mention is not None
        assert actor in mention.actors


NOBODY: Rows = [
    ("法國總統馬克宏在推特上祝賀得獎者。", "推特", ""),
    ("廣場上有人放煙火，法國警方沒有干預。", "有人", ""),
    ("法國總統馬克宏在社交媒體上祝賀得獎者。", "社交媒體", ""),
    ("烏克蘭軍隊夜間襲擊克里米亞的油庫。", "克里", ""),
    ("聯合國要求支持恐怖主義國家停手。", "義國", ""),
    ("交戰雙方在巴黎簽署和約。", "約", ""),
    ("Macron congratulated the winners on Twitter.", "Twitter", ""),
    ("Macron congratulated the winners on social media.", "social media", ""),
    ("Theresa May will meet Macron in Paris on 7 May.", "May.", ""),
    ("Protesters filled Plaza Italia in the Chilean capital.", "Italia", ""),
]


@pytest.mark.parametrize(("text", "words", "_"), NOBODY)
def test_words_that_mean_no_actor(text: str, words: str, _: str) -> None:
    for version, sought in ((text, words), (hans(text), hans(words))):
        draft = draft_of(version)
        start = version.index(sought)
        assert not any(m.span.start == start for m in draft.mentions)


CITED: Rows = [
    ("伊朗外長對記者說，談判將會繼續。", "記者", "media"),
    (
        "The Iranian foreign minister told reporters that the talks would go on.",
        "reporters",
        "media",
    ),
]


@pytest.mark.parametrize(("text", "words", "actor"), CITED)
def test_reporters_are_the_media_of_no_country(text: str, words: str, actor: str) -> None:
    assert actors_at(draft_of(text), words) == (actor,)
    assert actors_at(draft_of(hans(text)), hans(words)) == (actor,)


def test_peacekeepers_and_missions_are_of_the_united_nations() -> None:
    assert actors_at(draft_of("聯合國說，維和部隊留在黎巴嫩南部。"), "維和部隊") == ("IGO:UN",)
    assert actors_at(draft_of("联合国说，维和部队留在黎巴嫩南部。"), "维和部队") == ("IGO:UN",)
    english = draft_of("South African soldiers of the UN mission were killed in Congo.")
    assert actors_at(english, "UN mission") == ("IGO:UN",)


def test_no_junta_belongs_to_an_old_democracy() -> None:
    text = "尼日政變後，法國撤回大使。法國說，軍政府應釋放人質。"
    for version in (text, hans(text)):
        assert actors_at(draft_of(version, region="TW"), "軍政府") == ("NER.GOV",)
    english = draft_of("France left Niger. France said that the junta had to free the president.")
    assert actors_at(english, "junta") == ("NER.GOV",)


def test_indefinite_and_passing_titles_name_nobody() -> None:
    for text in ("泰國下週選出新總理。", "泰国下周选出新总理。"):
        assert not any(m.kind == "nominal" for m in draft_of(text).mentions)
    english = draft_of("Thailand has not had an elected prime minister for years.")
    assert not any(m.kind == "nominal" for m in english.mentions)


def test_it_means_no_person_and_no_thing() -> None:
    draft = draft_of("Norway invited Nelson Mandela after it had helped the talks.")
    assert actors_at(draft, "it") == ("NOR",)
    draft = draft_of("Nelson Mandela signed it.")
    assert mention_at(draft, "it") is None


def test_three_countries_are_three() -> None:
    for text, words in (
        ("波蘭、捷克與匈牙利在布拉格簽署協定。三國將共享情報。", "三國"),
        ("波兰、捷克与匈牙利在布拉格签署协定。三国将共享情报。", "三国"),
    ):
        assert set(actors_at(draft_of(text), words)) == {"POL", "CZE", "HUN"}


def test_europe_is_the_union_where_the_union_is_named() -> None:
    assert actors_at(draft_of("歐盟決定加徵關稅，歐方說大門仍開。"), "歐方") == ("IGO:EU",)
    assert actors_at(draft_of("欧盟决定加征关税，欧方说大门仍开。"), "欧方") == ("IGO:EU",)
    english = draft_of("The European Union set tariffs, and European leaders defended them.")
    assert actors_at(english, "European leaders") == ("IGO:EU",)
    alone = draft_of("European leaders met in Geneva.")
    assert actors_at(alone, "European leaders") == ("G:europe",)


def test_people_and_groups_of_every_region() -> None:
    rows = [
        ("波札那總統馬西西訪問挪威。", "馬西西", "P:mokgweetsi-masisi"),
        ("格鲁吉亚总统卡韦拉什维利访问挪威。", "卡韦拉什维利", "P:mikheil-kavelashvili"),
        ("Bertie Ahern met David Trimble in Belfast.", "David Trimble", "P:david-trimble"),
        ("泰國軍方驅散紅衫軍。", "紅衫軍", "O:udd-thailand"),
        ("希腊总理说，激进左翼联盟反对紧缩。", "激进左翼联盟", "O:syriza"),
        ("The Maute group seized a school.", "Maute group", "O:maute-group"),
    ]
    for text, words, actor in rows:
        assert actors_at(draft_of(text), words) == (actor,)
