from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.analysis.shaped import (
    GOLD,
    LANGUAGES,
    Link,
    gold_name,
    gold_readings,
    links,
    telling,
    told,
    wording,
)

from legation.analysis.comparisons import Comparison, comparison_table, read_comparisons

Found = dict[str, list[Comparison]]


def _read(tmp_path: Path, sentence: str, ties: list[Link]) -> tuple[Comparison, ...]:
    with told(tmp_path, telling("one", (sentence, ties))) as dossier:
        return read_comparisons(dossier)


def _first(row: dict[str, Any]) -> Link:
    source, target, channel = row["tie"]
    return Link(source, target, channel, 1.0, "rank")


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The comparisons of all gold sentences by document."""
    readings = [
        reading
        for kind in ("stated", "doubted", "nothing")
        for reading in gold_readings(kind, lambda row: links(row["ties"]))
    ]
    readings += gold_readings("first", lambda row: [_first(row)])
    readings += gold_readings("shared", lambda row: [_first(row)])
    found: Found = {}
    with told(tmp_path_factory.mktemp("gold"), *readings) as dossier:
        for one in read_comparisons(dossier):
            found.setdefault(one.document, []).append(one)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["stated"], ids=lambda row: row["name"])
def test_comparison_puts_the_lower_below_the_higher(
    gold: Found, row: dict[str, Any], language: str
) -> None:
    found = gold[gold_name("stated", row, language)]

    assert {(one.lower, one.higher) for one in found} == {tuple(pair) for pair in row["pairs"]}
    assert {one.scope.hub for one in found} == {row["hub"] or None}
    assert {one.told_as for one in found} == {"fact"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["first"], ids=lambda row: row["name"])
def test_first_place_is_above_every_other(gold: Found, row: dict[str, Any], language: str) -> None:
    (found,) = gold[gold_name("first", row, language)]

    assert (found.lower, found.higher) == ("*", row["ranked"])
    assert (found.scope.hub, found.scope.channel) == (row["hub"], row["tie"][2])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["shared"], ids=lambda row: row["name"])
def test_place_that_others_share_is_no_first_place(
    gold: Found, row: dict[str, Any], language: str
) -> None:
    assert gold_name("shared", row, language) not in gold


@pytest.mark.parametrize("language", LANGUAGES)
def test_rough_place_is_no_first_place(tmp_path: Path, language: str) -> None:
    sentence = wording(GOLD["first"][0], language)

    assert _read(tmp_path, sentence, [Link("CHL", "CHN", "trade", 1.0, "rank", "about")]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["doubted"], ids=lambda row: row["name"])
def test_comparison_that_is_no_fact_says_why(
    gold: Found, row: dict[str, Any], language: str
) -> None:
    (found,) = gold[gold_name("doubted", row, language)]

    assert found.told_as == row["en_word" if language == "en" else "zh_word"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["nothing"], ids=lambda row: row["name"])
def test_numbers_and_times_are_not_compared_as_parties(
    gold: Found, row: dict[str, Any], language: str
) -> None:
    assert gold_name("nothing", row, language) not in gold


def test_comparison_carries_its_period_source_clause_and_evidence(tmp_path: Path) -> None:
    ties = [
        Link("RUS", "HUN", "energy", period="2022", said_by=("O:reuters",), words="匈牙利"),
        Link("RUS", "IND", "energy", period="2024", said_by=("O:reuters",), words="不及印度"),
    ]
    sentence = "[匈牙利|HUN]也買[俄羅斯|RUS]石油，數量不及[印度|IND]。"

    (found,) = _read(tmp_path, sentence, ties)

    assert found.period == "2024"
    assert found.source == ("O:reuters",)
    assert found.text == "數量不及印度"
    assert found.scope.measure == "size"
    assert "數量" in found.reason
    assert len(found.evidence) == 3


def test_comparison_table_keeps_what_is_no_fact(tmp_path: Path) -> None:
    row = GOLD["doubted"][0]
    found = _read(tmp_path, row["zh"], links(row["ties"]))

    (line,) = comparison_table(found)

    assert line["told_as"] == "可能"
    assert line["sentence_text"] == "越南對美國的出口可能超過墨西哥。"


def test_comparison_of_one_text_in_two_documents_counts_once(tmp_path: Path) -> None:
    row = GOLD["stated"][0]
    readings = [telling(name, (row["zh"], links(row["ties"]))) for name in ("one", "two")]
    with told(tmp_path, *readings) as dossier:
        assert len(read_comparisons(dossier)) == 1
