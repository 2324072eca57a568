"""Bodies without a country, bare titles, unnamed sources: whose they are."""

from __future__ import annotations

import pytest
from tests.events.rig import actors_at, draft_of, hans, mention_at

HOME = [("TW", "TWN.GOV"), ("HK", "CHN.GOV"), ("CN", "CHN.GOV")]


@pytest.mark.parametrize(("region", "actor"), HOME)
@pytest.mark.parametrize("text", ["外交部週三說，已經提出抗議。", "外交部周三说，已经提出抗议。"])
def test_a_bare_ministry_belongs_to_the_outlets_side(text: str, region: str, actor: str) -> None:
    assert actors_at(draft_of(text, region=region), "外交部") == (actor,)


@pytest.mark.parametrize(("region", "actor"), HOME)
def test_so_it_does_where_only_others_are_named_before(region: str, actor: str) -> None:
    draft = draft_of("美國國務卿與日本外相通話後，外交部表示歡迎。", region=region)
    assert actors_at(draft, "外交部") == (actor,)


def test_a_country_right_before_owns_the_body() -> None:
    draft = draft_of("智利外交部週三說，已經提出抗議。", region="TW")
    assert actors_at(draft, "智利外交部") == ("CHL.GOV",)


def test_a_body_named_before_with_its_country_keeps_it() -> None:
    for text in (
        "日本警方說，兩人受傷。美國人受驚。警方沒有透露姓名。",
        "日本警方说，两人受伤。美国人受惊。警方没有透露姓名。",
    ):
        assert actors_at(draft_of(text, region="TW"), "警方") == ("JPN.COP",)


def test_a_body_that_one_side_alone_has() -> None:
    assert actors_at(draft_of("行政院週四通過草案。"), "行政院") == ("TWN.GOV",)
    assert actors_at(draft_of("国台办周三回应。"), "国台办") == ("CHN.GOV",)
    assert actors_at(draft_of("青瓦台週三回應。"), "青瓦台")[0].startswith("KOR")


def test_a_bare_title_means_who_holds_the_office_that_day() -> None:
    for text in ("國家主席週一接見來賓。", "国家主席周一接见来宾。"):
        mention = mention_at(draft_of(text, region="HK"), "國家主席")
        assert mention is not None
        assert mention.actors == ("P:xi-jinping",)
        assert mention.roles == ("CHN.GOV",)


def test_a_bare_title_means_the_person_named_with_it_here() -> None:
    text = "巴西總統魯拉週一抵達。記者會上，總統批評俄羅斯。"
    for version in (text, hans(text)):
        assert actors_at(draft_of(version), "總統") == ("P:lula",)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("專家認為，局勢緊張。", "專家", "experts"),
        ("美國政壇動盪，官員說，局勢緊張。", "官員", "officials:USA"),
        ("Experts doubt that.", "Experts", "experts"),
    ],
)
def test_unnamed_sources(text: str, words: str, actor: str) -> None:
    mention = mention_at(draft_of(text), words)
    assert mention is not None
    assert (mention.kind, mention.actors) == ("source", (actor,))


def test_a_suffix_is_a_body_only_behind_a_name() -> None:
    alone = draft_of("天氣很好，反抗軍一詞源自小說。", published=None)
    assert all(not m.actors[0].endswith(".REB") for m in alone.mentions)


def test_a_country_that_only_colours_a_word_owns_no_body() -> None:
    draft = draft_of("韓國首都週六爆發親北韓示威，警方逮捕三人。")
    assert actors_at(draft, "警方") == ("KOR.COP",)


def test_english_bodies_take_the_country_of_the_text() -> None:
    draft = draft_of("Kenya held a vote on Monday. The police arrested two men.")
    assert actors_at(draft, "police") == ("KEN.COP",)


def test_an_adjective_before_a_noun_is_no_actor() -> None:
    draft = draft_of("Kenya held a vote. A police station burned down.")
    assert actors_at(draft, "police") == ()
