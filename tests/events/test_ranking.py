"""Parties by rank: what the clause says stands, and who is implied is named with a reason."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from tests.events.rig import draft_of, event_of, events_of, hans

from legation.errors import CheckError
from legation.events import ranking
from legation.events.candidates import country
from legation.events.ranking import Candidate, load_weights, score

PLAIN = [
    ("日本制裁俄羅斯。", "Japan sanctioned Russia.", "SANCTION JPN>RUS actual"),
    ("俄羅斯被日本制裁。", "Russia was sanctioned by Japan.", "SANCTION JPN>RUS actual"),
    ("伊朗警告以色列。", "Iran warned Israel.", "THREATEN IRN>ISR actual"),
    ("波蘭向烏克蘭提供武器。", "Poland supplied weapons to Ukraine.", "AID POL>UKR actual"),
    ("法國支持烏克蘭。", "France supported Ukraine.", "SUPPORT FRA>UKR actual"),
]


@pytest.mark.parametrize(("chinese", "english", "expected"), PLAIN)
def test_what_the_clause_says_stands(chinese: str, english: str, expected: str) -> None:
    for text in (chinese, hans(chinese), english):
        assert events_of(text) == [expected], text


@pytest.mark.parametrize(("chinese", "english", "expected"), PLAIN)
def test_so_it_does_behind_another_story(chinese: str, english: str, expected: str) -> None:
    for text in (f"美國攻擊敘利亞。{chinese}", f"The United States bombed Syria. {english}"):
        assert events_of(text)[-1] == expected, text


def test_who_is_implied_is_named_in_the_reasons() -> None:
    draft = draft_of("以色列攻擊伊朗。德黑蘭誓言報復。")
    event = draft.events[-1]
    assert event.actors == ("IRN.GOV",)
    if event.recipients:
        assert {one[:3] for one in event.recipients} == {"ISR"}
        assert any(field == "recipient" and "implied" in why for field, why in event.reasons)


@pytest.mark.parametrize("text", ["專家批評伊朗。", "专家批评伊朗。", "Experts criticised Iran."])
def test_unnamed_sources_do_nothing(text: str) -> None:
    for event in draft_of(text).events:
        assert not {"experts", "observers", "media"} & {*event.actors, *event.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "以色列攻擊伊朗。伊朗逮捕三人。美國與以色列官員會談，批評伊朗。",
        "Israel attacked Iran. Iran arrested three men. The United States criticised Iran.",
    ],
)
def test_actors_and_recipients_are_apart(text: str) -> None:
    draft = draft_of(text)
    assert len(draft.events) >= 3
    for event in draft.events:
        assert not set(event.actors) & set(event.recipients)
        assert event.actors or event.recipients


@pytest.mark.parametrize(
    "text",
    [
        "日本譴責北韓，並召回大使。",
        "日本谴责朝鲜，并召回大使。",
        "Japan condemned North Korea and recalled its ambassador.",
    ],
)
def test_an_envoy_recalled_is_recalled_from_the_other_side(text: str) -> None:
    event = event_of(text, "SANCTION")
    assert {one[:3] for one in event.recipients} == {"PRK"}


def test_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "parties.json").write_text('{"weights": {"a|clause": 1.0}}')
    (data / "parties.sha256").write_text(f"{'0' * 64}  parties.json\n")
    monkeypatch.setattr("legation.events.pinned.resources.files", lambda _: tmp_path)
    load_weights.cache_clear()
    try:
        with pytest.raises(CheckError, match="is not the model"):
            load_weights()
    finally:
        monkeypatch.undo()
        load_weights.cache_clear()


def test_without_weights_the_rules_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_weights() is not None
    module = importlib.import_module("legation.events.assemble")
    monkeypatch.setattr(module, "load_weights", lambda: None)
    draft_of.cache_clear()
    event = event_of("埃及數千名民眾上街示威。", "PROTEST")
    draft_of.cache_clear()
    assert event.recipients == ("EGY.GOV",)


def test_a_score_is_the_sum_of_known_words() -> None:
    assert score(["a", "b", "unknown"], {"a": 1.5, "b": -0.5, "c": 9.0}) == 1.0


def test_countries_of_ids() -> None:
    assert [country(one) for one in ("USA", "USA.GOV", "O:nato", "P:ann-lee")] == [
        "USA",
        "USA",
        "O:nato",
        "P:ann-lee",
    ]


def test_nobody_is_always_a_candidate_and_the_clause_comes_first() -> None:
    draft = draft_of("美國觀察。日本制裁俄羅斯。")
    told = ranking.Told(draft.events[0], draft.predicates[0])
    for side, ids in (("actor", ("JPN",)), ("recipient", ("RUS",))):
        found = ranking.Ranker(draft).candidates(told, side)  # type: ignore[arg-type]
        assert found[0].ids == ids
        assert found[-1] == Candidate((), (), "nobody")
        assert ("USA",) in [one.ids for one in found]
