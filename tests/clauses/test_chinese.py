"""Where subject, object and prepositional phrases of a Chinese trigger stand."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, events_of, hans

from legation.model.clause import Predicate


def predicate_of(text: str, kind: str) -> Predicate:
    (found,) = (p for p in draft_of(text).predicates if p.frame.type == kind)
    return found


def slot(text: str, kind: str, name: str) -> list[str]:
    """Words of the mentions in a slot of the only predicate of a type."""
    draft = draft_of(text)
    return [
        draft.mentions[number].span.cut(text)
        for argument in predicate_of(text, kind).arguments
        if argument.slot == name
        for number in argument.mentions
    ]


SLOTS = [
    ("日本制裁俄羅斯。", "SANCTION", {"subject": ["日本"], "object": ["俄羅斯"]}, False),
    ("日本對俄羅斯實施制裁。", "SANCTION", {"subject": ["日本"], "to": ["俄羅斯"]}, False),
    ("俄羅斯遭到日本制裁。", "SANCTION", {"subject": ["俄羅斯"], "by": ["日本"]}, True),
    ("日本記者被釋放。", "RETREAT", {"subject": ["日本記者"], "by": []}, True),
    ("俄羅斯從敘利亞撤軍。", "RETREAT", {"subject": ["俄羅斯"], "from": ["敘利亞"]}, False),
    ("法國總統訪問德國。", "CONSULT", {"subject": ["總統"], "object": ["德國"]}, False),
    ("日本警方把俄羅斯記者逮捕。", "COERCE", {"object": ["俄羅斯記者"]}, False),
]


@pytest.mark.parametrize(("text", "kind", "slots", "passive"), SLOTS)
def test_slots(text: str, kind: str, slots: dict[str, list[str]], passive: bool) -> None:
    for version in (text, hans(text)):
        predicate = predicate_of(version, kind)
        assert predicate.passive is passive
        for name, words in slots.items():
            assert [hans(w) for w in slot(version, kind, name)] == [hans(w) for w in words]


DIRECTIONS = [
    ("美國對委內瑞拉施壓。", "COERCE USA>VEN actual"),
    ("委內瑞拉對美國施壓。", "COERCE VEN>USA actual"),
    ("日本對伊朗發動空襲。", "ASSAULT JPN>IRN actual"),
    ("伊朗受到歐盟制裁。", "SANCTION IGO:EU>IRN actual"),
    ("伊朗面臨歐盟的制裁。", "SANCTION IGO:EU>IRN ongoing"),
    ("俄羅斯被制裁。", "SANCTION >RUS actual"),
    ("烏克蘭獲得日本援助。", "AID JPN>UKR actual"),
    ("菲律賓收到日本的援助。", "AID JPN>PHL actual"),
    ("日本將向菲律賓提供援助。", "AID JPN>PHL planned"),
    ("日本提供援助給菲律賓。", "AID JPN>PHL actual"),
    ("德國解除對敘利亞的制裁。", "CONCEDE DEU>SYR actual"),
    ("日本暫停對俄羅斯的援助。", "SANCTION JPN>RUS actual"),
    ("日本召見俄羅斯大使。", "ACCUSE JPN>RUS actual"),
    ("美國將墨西哥毒梟引渡。", "COOPERATE USA>MEX actual"),
    ("日本把俄羅斯外交官驅逐出境。", "COERCE JPN>RUS actual"),
    ("日本總統對俄羅斯進行了訪問。", "CONSULT JPN>RUS actual"),
]


@pytest.mark.parametrize(("text", "expected"), DIRECTIONS)
def test_direction(text: str, expected: str) -> None:
    for version in (text, hans(text)):
        assert events_of(version) == [expected]


def bug(text: str, expected: str, reason: str) -> object:
    return pytest.param(text, expected, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("伊朗遭受法國的空襲。", "ASSAULT FRA>IRN actual"),
        ("墨西哥由美國提供情報。", "COOPERATE USA>MEX actual"),
        bug("日本提出了對俄羅斯的抗議。", "ACCUSE JPN>RUS actual", "了 parts 提出 and 抗議"),
        ("日本警方向希臘民眾開火。", "ASSAULT JPN>GRC actual"),
    ],
)
def test_direction_with_words_between(text: str, expected: str) -> None:
    assert events_of(text) == [expected]


RELATIVE = [
    ("攻擊以色列的伊朗拒絕談判。", "ASSAULT IRN>ISR actual"),
    ("遭伊朗攻擊的以色列宣布動員。", "ASSAULT IRN>ISR actual"),
    ("遭美國制裁的伊朗攻擊油輪。", "SANCTION USA>IRN actual"),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_the_head_of_a_relative_clause_is_its_missing_side(text: str, expected: str) -> None:
    for version in (text, hans(text)):
        assert expected in events_of(version)


@pytest.mark.xfail(strict=True, reason="the head of the relative clause takes the object's place")
@pytest.mark.parametrize("text", ["攻擊以色列的伊朗演習。", "攻击以色列的伊朗演习。"])
def test_a_relative_clause_keeps_its_object(text: str) -> None:
    assert slot(text, "ASSAULT", "object") == ["以色列"]


JOINED = [
    ("日本和南韓譴責北韓。", "ACCUSE JPN,KOR>PRK actual"),
    ("日本、南韓與澳洲譴責北韓。", "ACCUSE AUS,JPN,KOR>PRK actual"),
    ("俄羅斯、伊朗對北韓提供援助。", "AID IRN,RUS>PRK actual"),
    ("法國與德國舉行會談。", "CONSULT DEU,FRA> actual"),
    ("在東京，日本與韓國舉行會談。", "CONSULT JPN,KOR> actual"),
    ("美國和日本一樣，沒有支持俄羅斯。", "SUPPORT JPN,USA>RUS denied"),
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_joined_subjects_act_together(text: str, expected: str) -> None:
    for version in (text, hans(text)):
        assert events_of(version) == [expected]


CARRIED = [
    ("日本譴責北韓，並制裁俄羅斯。", ["ACCUSE JPN>PRK actual", "SANCTION JPN>RUS actual"]),
    ("日本，對俄羅斯發動攻擊。", ["ASSAULT JPN>RUS actual"]),
    ("日本首相抵達首爾，並與韓國總統會談。", ["CONSULT JPN,KOR> actual"]),
    ("日本譴責北韓。隨後制裁俄羅斯。", ["ACCUSE JPN>PRK actual", "SANCTION JPN>RUS actual"]),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_a_clause_without_a_subject_takes_the_one_before(text: str, expected: list[str]) -> None:
    for version in (text, hans(text)):
        assert events_of(version) == expected


def test_nothing_is_carried_over_a_paragraph() -> None:
    carried = predicate_of("日本譴責北韓。制裁俄羅斯。", "SANCTION")
    assert "subject" in {argument.slot for argument in carried.arguments}
    apart = predicate_of("日本譴責北韓。\n\n制裁俄羅斯。", "SANCTION")
    assert "subject" not in {argument.slot for argument in apart.arguments}


def test_brackets_take_no_part_in_the_clause() -> None:
    assert events_of("日本（非中國）制裁俄羅斯。") == ["SANCTION JPN>RUS actual"]


def test_the_span_of_a_clause_holds_its_trigger() -> None:
    text = "週一，日本制裁俄羅斯，北韓抗議日本。"
    for predicate in draft_of(text).predicates:
        assert predicate.clause.holds(predicate.span)
        assert "，" not in predicate.clause.cut(text)
