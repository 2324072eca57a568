"""Persons without an entry, and names repeated in brackets."""

from __future__ import annotations

import pytest
from tests.events.rig import actors_at, draft_of, hans, mention_at, named

from legation.mentions.persons import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jean-Luc O'Brien", "P:jean-luc-o-brien"),
        ("Agustín Berlai", "P:agustin-berlai"),
        ("Prof. Ada Lovett", "P:ada-lovett"),
        ("卡米洛·雷约斯", "P:卡米洛-雷约斯"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    "text",
    ["德國總理梅爾茨（Friedrich Merz）週二演說。", "德国总理梅尔茨（Friedrich Merz）周二演说。"],
)
def test_a_bracketed_name_is_a_gloss(text: str) -> None:
    gloss = mention_at(draft_of(text), "Friedrich Merz")
    assert gloss is not None
    assert (gloss.kind, gloss.actors) == ("gloss", ("P:friedrich-merz",))


@pytest.mark.parametrize(
    "text",
    [
        "馬杜羅（Nicolás Maduro）政權拒絕談判。",
        "马杜罗（Nicolás Maduro）政权拒绝谈判。",
    ],
)
def test_a_gloss_does_not_split_a_compound(text: str) -> None:
    draft = draft_of(text)
    assert actors_at(draft, "Nicolás Maduro") == ("P:nicolas-maduro",)
    assert actors_at(draft, "政權") == ("VEN.GOV",)
    assert draft.events[0].actors == ("VEN.GOV",)


UNKNOWN = "秘魯農業部長卡米洛·雷約斯（Camilo Reyos）說，計畫不變。雷約斯否認貪污。"


@pytest.mark.parametrize("text", [UNKNOWN, hans(UNKNOWN)])
def test_an_unknown_person_takes_id_and_side_from_gloss_and_title(text: str) -> None:
    draft = draft_of(text)
    first = mention_at(draft, "卡米洛·雷約斯")
    assert first is not None
    assert (first.actors, first.roles) == (("P:camilo-reyos",), ("PER.GOV",))
    assert actors_at(draft, "雷約斯") == ("P:camilo-reyos",)


@pytest.mark.parametrize("text", [UNKNOWN.replace("（Camilo Reyos）", "")])
def test_an_unknown_person_without_a_gloss(text: str) -> None:
    for version in (text, hans(text)):
        person = mention_at(draft_of(version), "卡米洛·雷約斯")
        assert person is not None
        assert person.actors == ("P:卡米洛-雷约斯",)
        assert person.roles == ("PER.GOV",)


def test_an_unknown_english_person() -> None:
    draft = draft_of("Peru's agriculture minister, Camilo Reyos, said so. Reyos denied graft.")
    assert actors_at(draft, "Camilo Reyos") == actors_at(draft, "Reyos") == ("P:camilo-reyos",)
    person = mention_at(draft, "Camilo Reyos")
    assert person is not None
    assert person.roles == ("PER.GOV",)


def test_chinese_and_english_texts_give_an_unknown_person_one_id() -> None:
    english = draft_of("Peru's agriculture minister, Camilo Reyos, said so.")
    assert actors_at(english, "Camilo Reyos") == actors_at(draft_of(UNKNOWN), "卡米洛·雷約斯")


@pytest.mark.parametrize(
    "text",
    ["The talks took place on Madison Avenue.", "Lake Victoria Region grew.", "New Year came."],
)
def test_capital_letters_alone_make_no_person(text: str) -> None:
    assert not any(a.startswith("P:") for m in draft_of(text).mentions for a in m.actors)


def test_a_later_surname_is_not_cut_to_somebody_else() -> None:
    draft = draft_of("智利次長阿古斯丁·貝爾萊（Agustín Berlai）訪問秘魯。貝爾萊說，會談順利。")
    assert "P:bill-blair" not in named(draft).values()
    assert actors_at(draft, "貝爾萊") == ("P:agustin-berlai",)


@pytest.mark.xfail(strict=True, reason="列夫·托爾斯泰 of 列夫·托爾斯泰大學 is taken for a person")
def test_an_institute_with_a_dot_is_no_person() -> None:
    draft = draft_of("他在列夫·托爾斯泰大學任教。")
    assert not any(a.startswith("P:") for m in draft.mentions for a in m.actors)
