from __future__ import annotations

import pytest

from legation.language.script import fold
from legation.lexicons.tables import read_table
from legation.scenarios.hedges import load_hedges
from legation.situation.likelihood import likelihood_of, sum_of

ICD_203 = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))


@pytest.mark.parametrize(
    ("words", "band"),
    [
        (("很可能", "很可能", "likely"), "55-80"),
        (("極有可能", "极有可能", "highly likely"), "80-95"),
        (("勢必", "势必", "bound to"), "95-99"),
        (("不太可能", "不太可能", "Unlikely"), "20-45"),
        (("幾乎不可能", "几乎不可能", "almost no chance"), "1-5"),
    ],
)
def test_word_of_likelihood_has_one_band_in_both_scripts_and_english(
    words: tuple[str, str, str], band: str
) -> None:
    assert [likelihood_of(word).band for word in words] == [band] * 3
    assert [likelihood_of(word).word for word in words] == list(words)


@pytest.mark.parametrize(
    "word", ["或許", "或许", "可能", "perhaps", "最可能", "most likely", "未必"]
)
def test_loose_word_is_unmapped_and_says_why(word: str) -> None:
    found = likelihood_of(word)

    assert (found.low, found.high, found.band, found.mapping) == (None, None, None, "unmapped")
    assert found.reason != likelihood_of("zzz").reason


def test_word_outside_the_table_is_unmapped_and_not_guessed_from_its_parts() -> None:
    found = likelihood_of("not at all likely")

    assert found.mapping == "unmapped"
    assert "does not have it" in found.reason


def test_only_english_words_claim_the_standard() -> None:
    assert likelihood_of("likely").mapping == "icd203"
    assert "ICD 203" in likelihood_of("likely").reason
    assert likelihood_of("很可能").mapping == "house"
    assert "no standard" in likelihood_of("很可能").reason


def test_table_has_the_bands_of_the_standard_only_and_each_word_once() -> None:
    rows = read_table("legation.situation", "likelihood")
    keys = [(row["language"], fold(row["word"])) for row in rows]

    assert len(keys) == len(set(keys))
    for row in rows:
        if row["mapping"] == "unmapped":
            assert (row["low"], row["high"]) == ("", "")
            assert row["note"]
        else:
            assert (int(row["low"]), int(row["high"])) in ICD_203
        assert not (row["language"] == "zh" and row["mapping"] == "icd203")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_hedge_of_the_reader_is_known_and_no_band_differs(language: str) -> None:
    for hedge in load_hedges(language).values():
        found = likelihood_of(hedge.word)
        assert "does not have it" not in found.reason, hedge.word
        if hedge.band and found.band:
            assert found.band == hedge.band, hedge.word


@pytest.mark.parametrize(
    ("words", "verdict", "span"),
    [
        (("likely", "unlikely"), "can hold", (75, 125)),
        (("勢必", "很可能"), "cannot hold", (150, 179)),
        (("almost no chance", "very unlikely"), "cannot hold", (6, 25)),
        (("likely", "或许"), "unknown", (55, 180)),
        (("very likely", "likely", "或许"), "cannot hold", (135, 275)),
    ],
)
def test_bands_are_held_against_the_whole(
    words: tuple[str, ...], verdict: str, span: tuple[int, int]
) -> None:
    found = sum_of(likelihood_of(word) for word in words)

    assert (found.verdict, (found.low, found.high)) == (verdict, span)


def test_branch_without_a_word_counts_as_unmapped() -> None:
    found = sum_of([likelihood_of("likely"), None])

    assert (found.unmapped, found.verdict) == (1, "unknown")
