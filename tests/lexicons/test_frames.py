"""The compiled frames: loaded, typed, ordered, and wide enough."""

from __future__ import annotations

from typing import Literal, get_args

import pytest

from legation.language.script import fold
from legation.lexicons.frames import FrameLexicon, load_frames
from legation.model.codes import CONTEXTS, EVENT_TYPES, MODES, STATUSES
from legation.model.frame import Frame, Roles


@pytest.fixture(params=["zh", "en"])
def lexicon(request: pytest.FixtureRequest) -> FrameLexicon:
    return load_frames(request.param)


def test_frames_speak_the_closed_vocabularies(lexicon: FrameLexicon) -> None:
    for frame in lexicon.frames:
        assert frame.type in EVENT_TYPES, frame.id
        assert frame.mode is None or frame.mode in MODES[frame.type], frame.id
        assert frame.roles in get_args(Roles), frame.id
        assert frame.pos in ("v", "n"), frame.id
        assert set(frame.contexts) <= CONTEXTS, frame.id
        assert frame.status is None or frame.status in STATUSES, frame.id
        assert set((frame.region or "TW").split(",")) <= {"TW", "HK", "CN"}, frame.id
        assert frame.language == lexicon.language, frame.id


def test_every_type_has_verbs_in_both_languages(lexicon: FrameLexicon) -> None:
    assert {frame.type for frame in lexicon.frames if frame.pos == "v"} == set(EVENT_TYPES)


def test_the_lexicon_is_wide(lexicon: FrameLexicon) -> None:
    assert len(lexicon.by_trigger) >= 2000


def test_no_two_frames_mean_the_same_on_the_same_condition(lexicon: FrameLexicon) -> None:
    keys = [(f.trigger, f.pos, f.type, f.mode, f.needs) for f in lexicon.frames]
    assert len(keys) == len(set(keys))


def test_conditions_are_tried_before_the_plain_frame(lexicon: FrameLexicon) -> None:
    for frames in lexicon.by_trigger.values():
        plain = [not frame.needs for frame in frames]
        assert plain == sorted(plain)


def test_chinese_is_folded() -> None:
    lexicon = load_frames("zh")
    for frame in lexicon.frames:
        for word in (frame.trigger, *frame.needs, *frame.blocks):
            assert fold(word) == word, frame.id
    assert all(fold(verb) == verb for verb in lexicon.light)


def test_light_verbs_act_or_receive(lexicon: FrameLexicon) -> None:
    assert set(lexicon.light.values()) == {"act", "receive"}


def test_candidates_are_found_by_the_first_word() -> None:
    lexicon = load_frames("en")
    found = lexicon.candidates("crack")
    assert found
    assert all(frame.trigger.split(" ")[0] == "crack" for frame in found)
    assert lexicon.candidates("no-such-word") == ()


def test_order_of_frames_of_one_trigger() -> None:
    plain = Frame("1", "en", "fire", "v", "ASSAULT", None, "act")
    strict = Frame("2", "en", "fire", "v", "RETREAT", None, "act", needs=("@person",))
    lexicon = FrameLexicon("en", (plain, strict), {})
    assert lexicon.by_trigger == {"fire": (strict, plain)}
    assert lexicon.candidates("fire") == (plain, strict)


def test_loading_twice_gives_the_same_object() -> None:
    assert load_frames("zh") is load_frames("zh")


@pytest.mark.parametrize(
    ("language", "trigger", "kind"),
    [
        ("zh", "拘捕", "COERCE"),
        ("zh", "活逮", "COERCE"),
        ("zh", "抓获", "COERCE"),
        ("zh", "敦促", "REQUEST"),
        ("zh", "喊话", "REQUEST"),
        ("zh", "痛批", "ACCUSE"),
        ("zh", "指摘", "ACCUSE"),
        ("en", "oust", "COERCE"),
        ("en", "urge", "REQUEST"),
    ],
)
def test_words_of_every_region_are_there(
    language: Literal["zh", "en"], trigger: str, kind: str
) -> None:
    lexicon = load_frames(language)
    assert lexicon.by_trigger.get(trigger), trigger
    if trigger != "oust":
        assert kind in {frame.type for frame in lexicon.by_trigger[trigger]}
