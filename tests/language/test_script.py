import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.language.script import fold, is_han, strip_marks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("委內瑞拉總統馬杜羅", "委内瑞拉总统马杜罗"),
        ("委内瑞拉总统马杜罗", "委内瑞拉总统马杜罗"),
        ("the president of Venezuela", "the president of Venezuela"),
        ("這項計畫與計劃", "这项计划与计划"),
        ("宣佈、宣布", "宣布、宣布"),
        ("尼古拉斯‧馬杜洛", "尼古拉斯·马杜洛"),
        ("逾１５０名", "逾150名"),
    ],
)
def test_fold_unifies_scripts(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(strip_marks(text)) == len(text)


def test_fold_counts_astral_characters_as_one() -> None:
    assert len(fold("𠮷野家與總統")) == len("𠮷野家與總統")
    assert is_han("𠮷")


def test_strip_marks_keeps_han_and_drops_accents() -> None:
    assert strip_marks("Nicolás Maduro, 馬杜羅") == "Nicolas Maduro, 馬杜羅"
