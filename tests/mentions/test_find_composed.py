"""A country, or a person, with a body: one mention with the country's sector."""

from __future__ import annotations

import pytest
from tests.events.rig import actors_at, draft_of, hans, named

COMPOSED = [
    ("美國國防部週五證實交火。", "美國國防部", "USA.MIL"),
    ("智利外交部週五抗議。", "智利外交部", "CHL.GOV"),
    ("委內瑞拉政府軍週五撤退。", "委內瑞拉政府軍", "VEN.MIL"),
    ("哥倫比亞反抗軍週五撤退。", "哥倫比亞反抗軍", "COL.REB"),
    ("日本警方週五逮捕兩人。", "日本警方", "JPN.COP"),
    ("日本眾議院週五表決。", "日本眾議院", "JPN.LEG"),
    ("伊朗革命衛隊週五演習。", "伊朗革命衛隊", "IRN.MIL"),
    ("馬杜羅政權週五拒絕談判。", "馬杜羅政權", "VEN.GOV"),
    ("中國軍艦週五駛近。", "中國軍艦", "CHN.MIL"),
]


@pytest.mark.parametrize(("text", "words", "actor"), COMPOSED)
def test_a_country_and_its_body_are_one(text: str, words: str, actor: str) -> None:
    assert actors_at(draft_of(text), words) == (actor,)
    assert actors_at(draft_of(hans(text)), words) == (actor,)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Maduro government objected.", "Maduro government", "VEN.GOV"),
        ("The U.S. Department of Justice sued.", "U.S. Department of Justice", "USA.GOV"),
        ("The government of Peru objected.", "government of Peru", "PER.GOV"),
        ("The foreign ministry of Japan objected.", "foreign ministry of Japan", "JPN.GOV"),
        ("Two Mexican police officers were hurt.", "Mexican police officers", "MEX.COP"),
        ("Cuban officials objected.", "Cuban officials", "CUB.GOV"),
        ("The Pentagon objected.", "Pentagon", "USA.MIL"),
    ],
)
def test_english_composition(text: str, words: str, actor: str) -> None:
    assert actors_at(draft_of(text), words) == (actor,)


@pytest.mark.parametrize("country", ["德國", "法國", "英國", "泰國", "韓國"])
def test_a_country_of_two_characters_keeps_its_ministry(country: str) -> None:
    ids = {"德國": "DEU", "法國": "FRA", "英國": "GBR", "泰國": "THA", "韓國": "KOR"}
    for text in (f"{country}外交部週五提出抗議。", hans(f"{country}外交部週五提出抗議。")):
        assert named(draft_of(text)).get(text[:5]) == f"{ids[country]}.GOV"


def test_an_agency_of_its_own_acts_as_its_country() -> None:
    for text in ("美國中情局週五否認。", "美国中情局周五否认。", "The CIA denied it on Friday."):
        assert "USA.SPY" in {a for m in draft_of(text).mentions for a in m.actors}


@pytest.mark.xfail(strict=True, reason="Ministry of Defence of Russia gives only Russia")
def test_a_ministry_of_a_country_behind_it() -> None:
    draft = draft_of("The Ministry of Defence of Russia agreed to a truce.")
    assert {a for m in draft.mentions for a in m.actors} & {"RUS.MIL", "RUS.GOV"}


@pytest.mark.parametrize("text", ["日本相信中國會支持這項協議。", "日本相信中国会支持这项协议。"])
def test_a_modal_behind_a_country_makes_no_parliament(text: str) -> None:
    ids = {a for m in draft_of(text).mentions for a in m.actors}
    assert "CHN" in ids
    assert not any(one.endswith(".LEG") for one in ids)


def test_agents_who_stay_in_a_country_are_not_its_own() -> None:
    draft = draft_of("美國表示，在墨西哥的特工已經撤離。")
    assert "墨西哥的特工" not in named(draft)


def test_a_title_in_apposition_goes_with_its_person() -> None:
    for text in ("巴西總統魯拉會見領導人馬杜羅。", "巴西总统鲁拉会见领导人马杜罗。"):
        words = named(draft_of(text))
        assert "P:lula" in words.values()
        assert "P:nicolas-maduro" in words.values()
        assert not {"總統", "总统", "領導人", "领导人"} & set(words)
