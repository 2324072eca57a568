"""Six statuses of Chinese clauses: the words that decide them, and those that only seem to."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, hans

CUES = [
    ("日本制裁俄羅斯。", "actual"),
    ("日本沒有制裁俄羅斯。", "denied"),
    ("日本未制裁俄羅斯。", "denied"),
    ("日本不會制裁俄羅斯。", "denied"),
    ("日本從未制裁俄羅斯。", "denied"),
    ("日本無意制裁俄羅斯。", "denied"),
    ("日本並未考慮制裁俄羅斯。", "denied"),
    ("日本已排除制裁俄羅斯的可能性。", "denied"),
    ("日本將制裁俄羅斯。", "planned"),
    ("日本計畫制裁俄羅斯。", "planned"),
    ("日本準備制裁俄羅斯。", "planned"),
    ("日本未來將制裁俄羅斯。", "planned"),
    ("日本考慮制裁俄羅斯。", "proposed"),
    ("日本應該制裁俄羅斯。", "proposed"),
    ("日本可能制裁俄羅斯。", "conditional"),
    ("日本恐將制裁俄羅斯。", "conditional"),
    ("如果日本制裁俄羅斯，油價勢必上漲。", "conditional"),
    ("一旦日本制裁俄羅斯，油價勢必上漲。", "conditional"),
    ("日本長期制裁俄羅斯。", "ongoing"),
    ("日本正在制裁俄羅斯。", "ongoing"),
    ("多年來日本一直制裁俄羅斯。", "ongoing"),
    ("自2022年以來，日本制裁俄羅斯。", "ongoing"),
]


@pytest.mark.parametrize(("text", "status"), CUES)
def test_cue(text: str, status: str) -> None:
    for version in (text, hans(text)):
        found = {p.status for p in draft_of(version).predicates if p.frame.type == "SANCTION"}
        assert found == {status}, version


TRAPS = [
    "日本不僅制裁俄羅斯，也援助烏克蘭。",
    "日本不得不制裁俄羅斯。",
    "日本不久前制裁俄羅斯。",
    "日本不顧反對制裁俄羅斯。",
    "日本無論如何都已制裁俄羅斯。",
    "當日本制裁俄羅斯時，股市下跌。",
    "日本制裁俄羅斯前，股市下跌。",
    "日本制裁俄羅斯之後，股市下跌。",
    "未經表決，日本制裁俄羅斯。",
]


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_like_a_cue(text: str) -> None:
    for version in (text, hans(text)):
        found = {p.status for p in draft_of(version).predicates if p.frame.type == "SANCTION"}
        assert found == {"actual"}, version


def test_a_drone_is_no_negation() -> None:
    for text in ("日本以無人機攻擊俄羅斯。", "日本以无人机攻击俄罗斯。"):
        assert {e.status for e in draft_of(text).events if e.type == "ASSAULT"} == {"actual"}


def test_a_repeated_act_is_not_denied() -> None:
    (event,) = draft_of("日本不斷攻擊俄羅斯。").events
    assert event.status in ("actual", "ongoing")


@pytest.mark.parametrize(
    "text",
    [
        "如果日本制裁俄羅斯，俄羅斯將攻擊日本。",
        "若日本制裁俄羅斯，俄羅斯就會攻擊日本。",
        "一旦日本制裁俄羅斯，俄羅斯可能攻擊日本。",
        "如果日本同意，並且中國點頭，俄羅斯將攻擊日本。",
    ],
)
def test_a_condition_reaches_over_the_comma(text: str) -> None:
    for version in (text, hans(text)):
        found = {p.status for p in draft_of(version).predicates if p.frame.type == "ASSAULT"}
        assert found == {"conditional"}


def test_a_condition_ends_with_its_sentence() -> None:
    events = draft_of("如果日本制裁俄羅斯，油價將上漲。俄羅斯攻擊日本。").events
    assert [e.status for e in events if e.type == "ASSAULT"] == ["actual"]


def test_a_negation_ends_with_its_clause() -> None:
    events = draft_of("日本沒有制裁俄羅斯，但俄羅斯攻擊日本。").events
    assert [(e.type, e.status) for e in events] == [("SANCTION", "denied"), ("ASSAULT", "actual")]


@pytest.mark.parametrize(
    "text",
    ["日本不認為俄羅斯願意支持伊朗。", "日本不认为俄罗斯愿意支持伊朗。"],
)
def test_not_to_believe_is_to_deny(text: str) -> None:
    assert {e.status for e in draft_of(text).events} == {"denied"}


def test_denial_speech_denies_what_it_holds() -> None:
    for text in (
        "日本否認攻擊俄羅斯。",
        "日本否认攻击俄罗斯。",
        "Japan denied that it attacked Russia.",
    ):
        assert [e.status for e in draft_of(text).events] == ["denied"]


def test_a_plan_of_somebody_is_proposed() -> None:
    (event,) = draft_of("根據日本的提案，俄羅斯將撤軍。").events
    assert event.status == "proposed"


def test_the_reason_names_the_cue() -> None:
    for predicate in draft_of("日本沒有制裁俄羅斯。").predicates:
        assert "没有" in predicate.status_reason
