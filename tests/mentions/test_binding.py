"""Whom a pronoun cannot mean, and which subject it means: by the grammar of its sentence."""

from __future__ import annotations

import pytest
from tests.events.rig import actors_at, draft_of, hans

CHINESE = [
    # behind a verb or preposition he is another than who acts
    ("中國國家主席習近平接見澤倫斯基，感謝他支持協議。", "他", ("P:volodymyr-zelenskyy",)),
    ("法國總統馬克宏向澤倫斯基致電，讚揚他的勇氣。", "澤倫斯基", ("P:volodymyr-zelenskyy",)),
    ("普丁上午抵達北京。習近平與他簽署聲明。", "他", ("P:vladimir-putin",)),
    # who speaks of himself
    ("德國總理梅克爾會見普丁。普丁說他願意讓步。", "他", ("P:vladimir-putin",)),
    # the part behind the semicolon has a subject of its own
    ("馬克宏拒絕簽字；梅克爾則說，她願意再談。", "她", ("P:angela-merkel",)),
    # a country is not the one that does something to it
    ("伊朗向伊拉克發射飛彈。美國隨後向該國派兵。", "該國", ("IRQ",)),
]


@pytest.mark.parametrize(("text", "words", "actors"), CHINESE)
def test_chinese_pronouns_keep_apart_from_who_acts(
    text: str, words: str, actors: tuple[str, ...]
) -> None:
    assert actors_at(draft_of(text), words) == actors
    assert actors_at(draft_of(hans(text)), hans(words)) == actors


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        (
            "President Emmanuel Macron met Vladimir Putin. Angela Merkel telephoned "
            "Vladimir Putin and invited him to Berlin.",
            "him",
            ("P:vladimir-putin",),
        ),
        (
            "Hezbollah, which both Syria and Iran have armed, called its followers to Beirut.",
            "its",
            ("O:hezbollah",),
        ),
        (
            "Japan and South Korea recalled their ambassadors from Moscow.",
            "their",
            ("JPN", "KOR"),
        ),
    ],
)
def test_english_pronouns_mean_the_subject_they_are_bound_to(
    text: str, words: str, actors: tuple[str, ...]
) -> None:
    assert actors_at(draft_of(text), words) == actors


def test_a_word_that_only_stresses_the_noun_before_it_is_no_mention() -> None:
    draft = draft_of("Hamas freed hostages. The party itself said nothing.")
    assert not [m for m in draft.mentions if m.span.cut(draft.document.text) == "itself"]
