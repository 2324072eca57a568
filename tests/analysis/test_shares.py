from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.shaped import Link, telling, told

from legation.analysis.shares import tie_shares

_CASES = (
    ("[智利|CHL]的銅礦外銷，約三分之二運往[中國|CHN]。", "銅礦外銷"),
    ("[智利|CHL]的铜矿外销，约三分之二运往[中国|CHN]。", "铜矿外销"),
    ("About two thirds of [Chile|CHL]'s copper exports go to [China|CHN].", "copper exports"),
)


@pytest.mark.parametrize(("sentence", "whole"), _CASES, ids=["hant", "hans", "en"])
def test_share_stays_the_fraction_of_its_whole(tmp_path: Path, sentence: str, whole: str) -> None:
    link = Link("CHL", "CHN", "trade", 66.7, "percent", "about", whole, "2024", ("O:kpler",))
    with told(tmp_path, telling("one", (sentence, [link]))) as dossier:
        (row,) = tie_shares(dossier)

    assert (row["share"], row["value"]) == ("about 2/3", 66.7)
    assert row["of"] == f"of CHL: {whole}"
    assert (row["period"], row["source"]) == ("2024", ["O:kpler"])
    assert row["text"] in row["sentence_text"]
    assert row["evidence"]


@pytest.mark.parametrize(
    ("whole", "owner"),
    [("進口", "CHN"), ("进口", "CHN"), ("imports", "CHN"), ("貸款", "VEN"), ("總量", None)],
)
def test_whole_belongs_to_the_end_that_its_words_say(
    tmp_path: Path, whole: str, owner: str | None
) -> None:
    link = Link("VEN", "CHN", "energy", 4, "percent", "exact", whole)
    with told(tmp_path, telling("one", ("[甲|VEN]占[乙|CHN]的4%。", [link]))) as dossier:
        (row,) = tie_shares(dossier)

    assert row["whole_owner"] == owner
    assert row["why_owner"]


def test_whole_that_names_an_actor_is_that_actors(tmp_path: Path) -> None:
    sentence = "[甲|AGO]占[中國|CHN]在非洲放貸的40%。"
    link = Link("CHN", "AGO", "lending", 40, "percent", "at_least", "中國在非洲放貸")
    with told(tmp_path, telling("one", (sentence, [link]))) as dossier:
        (row,) = tie_shares(dossier)

    assert (row["whole_owner"], row["share"]) == ("CHN", "at least 40 percent")


def test_share_without_a_known_whole_is_of_a_question_mark(tmp_path: Path) -> None:
    link = Link("VEN", "CHN", "energy", 40, "percent")
    with told(tmp_path, telling("one", ("[甲|VEN]有40%給[乙|CHN]。", [link]))) as dossier:
        (row,) = tie_shares(dossier)

    assert row["of"] == "of ?"


@pytest.mark.parametrize("words", ["關稅", "关税", "tariff"])
def test_tariff_is_no_share(tmp_path: Path, words: str) -> None:
    link = Link("USA", "CHN", "trade", 10, "percent")
    with told(tmp_path, telling("one", (f"[甲|USA] [乙|CHN] {words} 10%。", [link]))) as dossier:
        assert len(tie_shares(dossier)) == 0
