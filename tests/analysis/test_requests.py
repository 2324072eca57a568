from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Line, Saying, article, make

from legation.analysis.requests import Request, requests
from legation.dossier import Dossier
from legation.model.reading import Reading

HANT = Line(
    "馬利請求法國修復雷達和運輸機。", (Act("請求", "REQUEST", ("MLI",), ("FRA",), "2024-02"),)
)
HANS = Line(
    "马里请求法国修复雷达和运输机。", (Act("请求", "REQUEST", ("MLI",), ("FRA",), "2024-02"),)
)
ENGLISH = Line(
    "Mali asked France to repair radar stations and 12 helicopters.",
    (Act("asked", "REQUEST", ("MLI",), ("FRA",), "2024-02", amount="12 helicopters"),),
)
THREE = pytest.mark.parametrize("ask", [HANT, HANS, ENGLISH], ids=["hant", "hans", "en"])


def find(tmp_path: Path, *readings: Reading) -> tuple[Request, ...]:
    with Dossier.open(make(tmp_path / "d", *readings)) as dossier:
        return requests(dossier, "MLI", "FRA").requests


@THREE
def test_requests_without_a_later_act_have_none_reported(tmp_path: Path, ask: Line) -> None:
    before = Line("法國援助馬利。", (Act("援助", "AID", ("FRA",), ("MLI",), "2020"),))
    (found,) = find(tmp_path, article("a", before, ask))
    assert found.answer == "none reported"
    assert found.answers == ()
    assert found.sentence == ask.text


@THREE
def test_requests_are_answered_by_a_delivery_of_the_thing(tmp_path: Path, ask: Line) -> None:
    text = {
        HANT: "法國為馬利修復了雷達站。",
        HANS: "法国为马里修复了雷达站。",
        ENGLISH: "France repaired a radar and two helicopters of Mali; repair took a month.",
    }[ask]
    verb = "repaired" if ask is ENGLISH else text[4:6]
    done = Line(text, (Act(verb, "AID", ("FRA",), ("MLI",), "2024-06"),))
    (found,) = find(tmp_path, article("a", ask), article("b", done))
    assert found.answer == "delivery"
    assert "shares" in found.answers[0].reason


@THREE
def test_requests_are_not_answered_by_another_deed(tmp_path: Path, ask: Line) -> None:
    other = Line("法國向馬利贈送糧食。", (Act("贈送", "AID", ("FRA",), ("MLI",), "2024-06"),))
    (found,) = find(tmp_path, article("a", ask), article("b", other))
    assert found.answer == "none reported"
    assert [answer.kind for answer in found.answers] == ["other deed"]


def test_requests_are_answered_by_words(tmp_path: Path) -> None:
    said = Line("法國表示重視馬利。", sayings=(Saying("表示", "FRA.GOV"),))
    (found,) = find(tmp_path, article("a", HANT, published="2024-03-01"), article("b", said))
    assert found.answer == "none reported"
    (found,) = find(tmp_path / "dated", article("b", HANT, said, published="2024-03-01"))
    assert found.answer == "statement"


def test_requests_are_refused_where_the_thing_is(tmp_path: Path) -> None:
    refused = Line(
        "法国拒绝为马里修复雷达。", (Act("拒绝", "REJECT", ("FRA",), ("MLI",), "2024-03"),)
    )
    (found,) = find(tmp_path, article("a", HANS, refused))
    assert found.answer == "refusal"


def test_requests_show_that_nothing_was_given(tmp_path: Path) -> None:
    none = Line(
        "France has given Mali nothing.",
        (Act("given", "AID", ("FRA",), ("MLI",), "2024-05", "denied"),),
    )
    (found,) = find(tmp_path, article("a", ENGLISH), article("b", none))
    assert found.answer == "none reported"
    assert [answer.kind for answer in found.answers] == ["denial"]


def test_requests_are_not_answered_after_more_than_a_year(tmp_path: Path) -> None:
    late = Line("法國為馬利修復雷達。", (Act("修復", "AID", ("FRA",), ("MLI",), "2025-08"),))
    (found,) = find(tmp_path, article("a", HANT), article("b", late))
    assert found.answers == ()


def test_requests_have_item_and_amount(tmp_path: Path) -> None:
    (found,) = find(tmp_path, article("a", ENGLISH))
    assert found.item == "France to repair radar stations and 12 helicopters"
    assert found.quantities == ("12 helicopters",)


def test_requests_that_are_denied_are_none(tmp_path: Path) -> None:
    denied = Line(
        "馬利否認要求法國撤軍。",
        (Act("要求", "REQUEST", ("MLI",), ("FRA",), "2024-02", "denied"),),
    )
    assert find(tmp_path, article("a", denied)) == ()


def test_requests_table_opens_to_both_sides(tmp_path: Path) -> None:
    done = Line("法國修復馬利雷達。", (Act("修復", "AID", ("FRA",), ("MLI",), "2024-06"),))
    with Dossier.open(make(tmp_path / "d", article("a", HANT, done))) as dossier:
        (row,) = requests(dossier, "MLI", "FRA").table().rows()
    assert row["answer"] == "delivery"
    assert len(row["evidence"]) == 2
    assert row["evidence"][0] == row["id"]
