"""One act told once: nouns that only name again what a verb tells, and standing relations."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, events_of, hans

from legation.events.twins import needless
from legation.model.clause import Argument, Predicate
from legation.model.codes import EventType, Status
from legation.model.frame import Frame, Roles
from legation.model.span import Span


def predicate(
    at: int,
    kind: EventType,
    pos: str,
    subject: tuple[int, ...] = (),
    roles: Roles = "act",
    status: Status = "actual",
    trigger: str = "xx",
) -> Predicate:
    """A predicate of two characters at `at`, in the clause 0 to 30."""
    frame = Frame("x", "zh", trigger, pos, kind, None, roles)  # type: ignore[arg-type]
    span = Span(at, at + 2)
    arguments = (Argument("subject", span, subject, ""),) if subject else ()
    return Predicate(span, 0, frame, arguments, status, "", False, Span(0, 30))


def test_a_noun_behind_a_verb_of_its_type_is_the_same_act() -> None:
    verb, noun = predicate(2, "ASSAULT", "v", (0,)), predicate(6, "ASSAULT", "n")
    assert needless([verb, noun]) == {1}


def test_a_noun_of_another_type_is_another_act() -> None:
    verb, noun = predicate(2, "ACCUSE", "v", (0,)), predicate(6, "ASSAULT", "n")
    assert needless([verb, noun]) == set()


def test_what_is_asked_for_is_no_act() -> None:
    verb, noun = predicate(2, "REQUEST", "v", (0,), "ask"), predicate(6, "AID", "n")
    assert needless([verb, noun]) == {1}


@pytest.mark.parametrize("kind", ["AID", "COOPERATE", "SUPPORT", "AGREE", "CONCEDE"])
def test_a_relation_without_its_sides_is_no_event(kind: EventType) -> None:
    assert needless([predicate(2, kind, "n", (0,))]) == {0}
    assert needless([predicate(2, kind, "v", (0,))]) == set()


def test_a_relation_denied_is_told() -> None:
    assert needless([predicate(2, "AID", "n", (0,), status="denied")]) == set()


def test_two_sides_make_a_relation_an_event() -> None:
    assert needless([predicate(2, "COOPERATE", "n", (0, 1), "with")]) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本向菲律賓提供人道援助。", ["AID JPN>PHL actual"]),
        ("法國與德國舉行雙邊會談。", ["CONSULT DEU,FRA> actual"]),
        ("伊朗向俄羅斯尋求援助。", ["REQUEST IRN>RUS actual"]),
        ("德國解除對敘利亞的制裁。", ["CONCEDE DEU>SYR actual"]),
    ],
)
def test_one_act_is_one_event(text: str, expected: list[str]) -> None:
    assert events_of(text) == expected
    assert events_of(hans(text)) == expected


def test_english_nouns_tell_nothing_twice() -> None:
    assert events_of("France and Germany held talks.") == ["CONSULT DEU,FRA> actual"]


def test_two_acts_of_one_type_are_two_events() -> None:
    assert len(draft_of("日本攻擊俄羅斯，俄羅斯攻擊日本。").events) == 2
