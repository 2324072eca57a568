"""From slots to parties: every role code, active and passive."""

from __future__ import annotations

from typing import get_args

import pytest

from legation.events.roles import parties
from legation.model.clause import Argument, Predicate
from legation.model.frame import Frame, Roles, Slot
from legation.model.span import Span

A, B, C = 0, 1, 2
Slots = dict[Slot, tuple[int, ...]]
Row = tuple[Roles, bool, Slots, tuple[int, ...], tuple[int, ...]]


def predicate(roles: Roles, passive: bool, slots: Slots, language: str = "zh") -> Predicate:
    """A predicate at 0 to 2 whose arguments are the mentions given."""
    frame = Frame("x", language, "x", "v", "ACCUSE", None, roles)  # type: ignore[arg-type]
    span = Span(0, 2)
    arguments = tuple(Argument(slot, span, numbers, "") for slot, numbers in slots.items())
    return Predicate(span, 0, frame, arguments, "actual", "", passive, span)


ROWS: list[Row] = [
    ("act", False, {"subject": (A,), "object": (B,)}, (A,), (B,)),
    ("act", False, {"subject": (A,), "to": (B,)}, (A,), (B,)),
    ("act", False, {"subject": (A,), "against": (B,), "object": (C,)}, (A,), (B,)),
    ("act", False, {"object": (B,)}, (), (B,)),
    ("act", True, {"subject": (B,), "by": (A,)}, (A,), (B,)),
    ("act", True, {"subject": (B,)}, (), (B,)),
    ("self", False, {"subject": (A,), "object": (B,)}, (A,), ()),
    ("self", False, {"subject": (A,), "against": (B,)}, (A,), (B,)),
    ("self", True, {"subject": (B,), "by": (A,)}, (A,), ()),
    ("with", False, {"subject": (A,), "with": (B,)}, (A, B), ()),
    ("with", False, {"subject": (A, B)}, (A, B), ()),
    ("with", True, {"subject": (A, B)}, (A, B), ()),
    ("visit", False, {"subject": (A,), "object": (B,)}, (A,), (B,)),
    ("visit", True, {"subject": (B,), "by": (A,)}, (A,), (B,)),
    ("from", False, {"subject": (B,), "from": (A,)}, (A,), (B,)),
    ("from", True, {"subject": (B,), "from": (A,)}, (A,), (B,)),
    ("undergo", False, {"subject": (B,), "by": (A,)}, (A,), (B,)),
    ("undergo", True, {"subject": (B,), "by": (A,)}, (A,), (B,)),
    ("undergo", False, {"subject": (B,)}, (), (B,)),
    ("ask", False, {"subject": (A,), "to": (B,)}, (A,), (B,)),
    ("ask", False, {"subject": (A,), "object": (B,)}, (A,), (B,)),
    ("ask", True, {"subject": (B,), "by": (A,)}, (A,), (B,)),
    ("offer", False, {"subject": (A,), "to": (B,)}, (A,), (B,)),
    ("offer", True, {"to": (B,), "by": (A,)}, (A,), (B,)),
    ("war", False, {"subject": (A,), "with": (B,)}, (A, B), ()),
    ("war", False, {"of": (A, B)}, (A, B), ()),
    ("war", True, {"subject": (A,), "against": (B,)}, (A, B), ()),
    ("of", False, {"of": (B,), "by": (A,)}, (A,), (B,)),
    ("of", True, {"of": (B,)}, (), (B,)),
    ("agentless", False, {"subject": (B,)}, (), (B,)),
    ("agentless", True, {"subject": (B,), "by": (A,)}, (A,), (B,)),
]


@pytest.mark.parametrize(("roles", "passive", "slots", "actors", "recipients"), ROWS)
def test_parties(
    roles: Roles,
    passive: bool,
    slots: Slots,
    actors: tuple[int, ...],
    recipients: tuple[int, ...],
) -> None:
    found = parties(predicate(roles, passive, slots))
    assert (set(found[0]), set(found[1])) == (set(actors), set(recipients))


def test_every_role_code_is_tried_active_and_passive() -> None:
    tried = {(roles, passive) for roles, passive, *_ in ROWS}
    assert tried == {(roles, passive) for roles in get_args(Roles) for passive in (False, True)}


@pytest.mark.parametrize("roles", get_args(Roles))
@pytest.mark.parametrize("passive", [False, True])
def test_nobody_is_on_both_sides_and_nothing_gives_nobody(roles: Roles, passive: bool) -> None:
    slots: Slots = {"subject": (A,), "object": (A, B), "by": (C,), "to": (A,), "of": (B,)}
    actors, recipients = parties(predicate(roles, passive, slots))
    assert not set(actors) & set(recipients)
    assert parties(predicate(roles, passive, {})) == ((), ())


def test_who_acts_with_the_subject_acts_too() -> None:
    actors, recipients = parties(
        predicate("act", False, {"subject": (A,), "with": (B,), "object": (C,)})
    )
    assert (set(actors), recipients) == ({A, B}, (C,))
