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
    telling,
    told,
)

from legation.analysis.displacement import flow_changes, substitutions, worth_changes
from legation.language.script import fold

Found = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The changes of all gold sentences by document; each sentence holds a tie."""
    readings = [
        reading
        for kind in ("replaced", "kept", "worth")
        for reading in gold_readings(kind, lambda row: [Link(None, None, "trade")])
    ]
    readings += gold_readings("flow", lambda row: [Link(*row["tie"])])
    found: Found = {}
    with told(tmp_path_factory.mktemp("gold"), *readings) as dossier:
        for changes in (substitutions(dossier), worth_changes(dossier), flow_changes(dossier)):
            for row in changes:
                found.setdefault(row["document"], []).append(row)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["replaced"], ids=lambda row: row["name"])
def test_substitution_is_read_where_the_text_tells_it(
    gold: Found, row: dict[str, Any], language: str
) -> None:
    english = language == "en"
    (found,) = gold[gold_name("replaced", row, language)]

    assert (found["newcomer"], found["ousted"]) == (row["newcomer"], row["ousted"])
    assert found["basis"] == "told"
    assert found["told_as"] == row["told_as"][english]
    assert fold(found["what"] or "") == fold(row["what"][english])
    assert found["evidence"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["kept"], ids=lambda row: row["name"])
def test_change_within_one_country_is_no_substitution(
    gold: Found, row: dict[str, Any], language: str
) -> None:
    assert gold_name("kept", row, language) not in gold


def _share(partner: str, value: float, period: str) -> tuple[str, list[Link]]:
    words = f"[智利|CHL]的銅有{value:g}%賣給[夥伴|{partner}]。"
    link = Link("CHL", partner, "trade", value, "percent", "exact", "銅", period)
    return words, [link]


def test_substitution_is_shown_by_shares_that_cross(tmp_path: Path) -> None:
    sentences = [
        _share("USA", 40, "2000"),
        _share("USA", 15, "2020"),
        _share("CHN", 10, "2001"),
        _share("CHN", 50, "2019"),
        _share("JPN", 12, "2000"),
        _share("JPN", 12, "2020"),
    ]
    with told(tmp_path, telling("one", *sentences)) as dossier:
        (found,) = substitutions(dossier, "CHL")
        assert len(substitutions(dossier, "FRA")) == 0

    assert (found["newcomer"], found["ousted"], found["partner_of"]) == ("CHN", "USA", "CHL")
    assert found["basis"] == "numbers"
    assert len(found["evidence"]) == 4
    assert "40 percent of 銅 (2000)" in found["reason"]


@pytest.mark.parametrize(
    "last",
    [_share("CHN", 11, "2001"), _share("CHN", 50, "2030")],
    ids=["one time only", "not at the same time"],
)
def test_shares_that_do_not_cross_show_no_substitution(
    tmp_path: Path, last: tuple[str, list[Link]]
) -> None:
    early = _share("CHN", 10, "2001" if "11" in last[0] else "2029")
    sentences = [_share("USA", 40, "2000"), _share("USA", 15, "2020"), early, last]
    with told(tmp_path, telling("one", *sentences)) as dossier:
        assert len(substitutions(dossier)) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["worth"], ids=lambda row: row["name"])
def test_worth_of_an_asset_falls_or_rises_for_somebody(
    gold: Found, row: dict[str, Any], language: str
) -> None:
    (found,) = gold[gold_name("worth", row, language)]

    assert (found["asset"], found["to"], found["change"]) == (
        row["asset"],
        row["to"],
        row["change"],
    )


def test_worth_names_its_reason_time_and_nobody_where_nobody_is_known(tmp_path: Path) -> None:
    sentence = "由於新管線通氣，[烏克蘭|UKR]在歐洲能源布局中的分量近年下滑。"
    cause = ("由於", "烏克蘭在歐洲能源布局中的分量近年下滑", "新管線通氣")
    with told(tmp_path, telling("one", (sentence, []), causes=[cause])) as dossier:
        (found,) = worth_changes(dossier)

    assert (found["asset"], found["to"]) == ("UKR", None)
    assert found["reasons"] == ["新管線通氣"]
    assert found["when_text"] == "近年"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", GOLD["flow"], ids=lambda row: row["name"])
def test_flow_changes_without_a_number(gold: Found, row: dict[str, Any], language: str) -> None:
    (found,) = gold[gold_name("flow", row, language)]

    assert [found["from"], found["to"], found["channel"]] == row["tie"]
    assert found["change"] == row["change"]
