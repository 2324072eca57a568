from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from legation.dossier.anchors import Anchor, find_place, make_anchor

TEXTS = (
    (
        "會談週二在日內瓦開始。\n\n法國外長表示，巴黎將向這個國家提供三千萬歐元援助。\n\n"
        "俄羅斯代表當天沒有出席記者會。\n\n德國政府說會議將在下週繼續舉行。",
        "提供",
    ),
    (
        "会谈周二在日内瓦开始。\n\n法国外长表示，巴黎将向这个国家提供三千万欧元援助。\n\n"
        "俄罗斯代表当天没有出席记者会。\n\n德国政府说会议将在下周继续举行。",
        "提供",
    ),
    (
        "Talks opened in Geneva on Tuesday.\n\nThe French minister said Paris would give the "
        "country 30 million euros in aid.\n\nRussia's delegate did not come to the press "
        "conference.\n\nBerlin said the meeting would go on next week.",
        "give",
    ),
)
FILLER = st.text("、。 abcXYZ甲乙丙丁\n𠮷", max_size=60)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _anchor(text: str, word: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    sentence = (first, len(text) if last < 0 else last)
    return make_anchor("story", _digest(text), text, (start, start + len(word)), sentence)


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_the_same_text_keeps_its_place(text: str, word: str) -> None:
    anchor = _anchor(text, word)
    place = find_place(anchor, _digest(text), text)
    assert (place.state, place.start, place.end) == ("SAME", anchor.start, anchor.end)


@pytest.mark.parametrize(("text", "word"), TEXTS)
@given(before=FILLER, after=FILLER, at=st.sampled_from(["text", "sentence"]))
@settings(deadline=None)
def test_inserted_text_moves_an_anchor_by_its_length(
    text: str, word: str, before: str, after: str, at: str
) -> None:
    assume(before + after)
    anchor = _anchor(text, word)
    first, last = (
        (0, len(text)) if at == "text" else (anchor.start - anchor.head, anchor.end + anchor.tail)
    )
    changed = text[:first] + before + text[first:last] + after + text[last:]
    place = find_place(anchor, _digest(changed), changed)
    assert (place.state, place.start) == ("MOVED", anchor.start + len(before))
    assert changed[place.start : place.end] == word


@pytest.mark.parametrize(("text", "word"), TEXTS)
@given(
    nth=st.integers(0, 1),
    kept=st.permutations(range(5)),
    dropped=st.sets(st.integers(0, 4), max_size=4),
    filler=st.lists(FILLER, min_size=6, max_size=6),
)
@settings(deadline=None, max_examples=200)
def test_an_anchor_never_moves_to_the_copy_of_its_sentence(
    text: str, word: str, nth: int, kept: list[int], dropped: set[int], filler: list[str]
) -> None:
    first, second, third, fourth = text.split("\n\n")
    blocks = [first, second, third, second, fourth]
    anchor = _anchor("\n\n".join(blocks), word, nth)
    own = (1, 3)[nth]
    changed, starts = "", {}
    for number in kept:
        if number not in dropped:
            changed += filler[number] + "\n\n"
            starts[number] = len(changed)
            changed += blocks[number]
    place = find_place(anchor, _digest(changed), changed)
    if place.state == "MOVED" and kept == sorted(kept) and not _edges_meet(dropped, own, filler):
        assert place.start == starts[own] + blocks[own].index(word)
    if 1 in dropped and 3 in dropped:
        assert place.state == "ORPHAN"


def _edges_meet(dropped: set[int], own: int, filler: list[str]) -> bool:
    """Whether what stood around the sentence now stands around its copy, so that they are one."""
    return own in dropped and not any(item.strip() for item in filler)


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_a_lost_copy_leaves_ambiguity_and_not_the_other(text: str, word: str) -> None:
    first, second, third, fourth = text.split("\n\n")
    twice = "\n\n".join([first, second, third, second, fourth])
    for nth, left in ((0, [third, second, fourth]), (1, [first, second, third])):
        changed = "\n\n".join(left)
        place = find_place(_anchor(twice, word, nth), _digest(changed), changed)
        assert (place.state, place.start) == ("AMBIGUOUS", None)
        assert "copies" in place.why


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_copies_are_told_apart_by_what_stands_around_them(text: str, word: str) -> None:
    first, second, third, fourth = text.split("\n\n")
    twice = "\n\n".join([first, second, third, second, fourth])
    changed = "序 Preface\n\n" + twice
    for nth in (0, 1):
        anchor = _anchor(twice, word, nth)
        place = find_place(anchor, _digest(changed), changed)
        assert (place.state, place.start) == ("MOVED", anchor.start + len("序 Preface\n\n"))


def test_a_text_doubled_as_a_whole_is_ambiguous() -> None:
    text, word = TEXTS[0]
    changed = f"{text}\n\n{text}"
    place = find_place(_anchor(text, word), _digest(changed), changed)
    assert place.state == "AMBIGUOUS"
    assert "2 places" in place.why


def test_words_without_what_stood_around_them_are_an_orphan() -> None:
    text, word = TEXTS[2]
    changed = "Nobody said what anyone would give."
    place = find_place(_anchor(text, word), _digest(changed), changed)
    assert (place.state, place.start) == ("ORPHAN", None)
    assert "'give'" in place.why


def test_contexts_grow_until_they_are_the_only_ones() -> None:
    line = "記者會在日內瓦舉行，雙方同意提供援助，但沒有說明何時開始。\n"
    text = "一\n" + line * 3 + "二\n" + line * 3
    anchor = _anchor(text, "提供", 4)
    assert "二" in anchor.prefix
    assert "prefix" in anchor.unique
    assert "sentence" not in anchor.unique
    place = find_place(anchor, _digest("零" + text), "零" + text)
    assert (place.state, place.start) == ("MOVED", anchor.start + 1)


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_an_anchor_survives_json(text: str, word: str) -> None:
    anchor = _anchor(text, word)
    assert Anchor.from_json(json.loads(json.dumps(anchor.to_json()))) == anchor


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"selector": []}, "unpack"),
        ({"sentence": [-99, 10_000]}, "sentence"),
        (
            {"selector": [{"start": 3, "end": 1}, {"exact": "x", "prefix": "", "suffix": ""}]},
            "fill",
        ),
    ],
)
def test_a_wrong_anchor_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Anchor.from_json({**_anchor(*TEXTS[0]).to_json(), **change})
