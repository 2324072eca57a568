from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.dossier.anchors import make_anchor
from legation.dossier.correction_log import Correction, Decision
from legation.dossier.settle import Settled, settle, value_of, withdrawn

_TEXT = "法國上月逮捕一名官員，並將提供援助。"
_ANCHOR = make_anchor("story", "0" * 64, _TEXT, (4, 6), (0, len(_TEXT)))


def _made(
    number: int,
    who: str,
    decision: Decision,
    field: str | None = None,
    new: Any = None,
    of: str = "",
) -> Correction:
    return Correction(
        who=who,
        at=datetime(2026, 1, 1, 0, 0, number),  # noqa: DTZ001
        decision=decision,
        kind="events",
        field=field,
        old=None,
        new=new,
        reason=None,
        anchor=_ANCHOR,
        seen={},
        of=of or None,
        id=f"id{number}",
    )


def _settle(*corrections: Correction) -> Settled:
    return settle(corrections, withdrawn(corrections))


def _values(settled: Settled) -> dict[str, Any]:
    return {name: value_of(item, name) for name, item in settled.values.items()}


def test_the_later_decision_of_one_analyst_replaces_the_earlier() -> None:
    found = _settle(
        _made(1, "Lin", "change", "status", "planned"),
        _made(2, "Lin", "change", "status", "denied"),
    )
    assert _values(found) == {"status": "denied"}
    assert found.standing == {"id1": "superseded", "id2": "holds"}
    assert not found.disputed


def test_analysts_who_disagree_are_disputed_and_the_later_holds() -> None:
    found = _settle(
        _made(1, "Lin", "change", "status", "planned"),
        _made(2, "García", "change", "status", "denied"),
        _made(3, "García", "change", "place", "VEN"),
    )
    assert _values(found) == {"status": "denied", "place": "VEN"}
    assert found.standing == {"id1": "overruled", "id2": "holds", "id3": "holds"}
    assert found.disputed == {"id1", "id2"}


def test_analysts_who_agree_are_not_disputed() -> None:
    found = _settle(
        _made(1, "Lin", "change", "status", "denied"),
        _made(2, "García", "change", "status", "denied"),
    )
    assert set(found.standing.values()) == {"holds"}
    assert not found.disputed


def test_a_rejection_against_a_change_is_disputed() -> None:
    change = _made(1, "Lin", "change", "status", "denied")
    reject = _made(2, "García", "reject")
    found = _settle(change, reject)
    assert (found.rejected, _values(found)) == (reject, {})
    assert found.standing == {"id1": "overruled", "id2": "holds"}
    assert found.disputed == {"id1", "id2"}
    later = _settle(change, reject, _made(3, "Lin", "accept", None, {"status": "denied"}))
    assert later.rejected is None
    assert later.standing == {"id1": "holds", "id2": "overruled", "id3": "holds"}
    assert later.disputed == {"id1", "id2", "id3"}


def test_a_change_after_a_rejection_says_that_the_record_holds() -> None:
    found = _settle(_made(1, "Lin", "reject"), _made(2, "Lin", "change", "status", "denied"))
    assert found.rejected is None
    assert found.standing == {"id1": "superseded", "id2": "holds"}


def test_a_rejection_withdraws_what_the_analyst_changed() -> None:
    found = _settle(_made(1, "Lin", "change", "status", "denied"), _made(2, "Lin", "reject"))
    assert found.rejected is not None
    assert found.standing == {"id1": "superseded", "id2": "holds"}


def test_an_accepted_record_is_disputed_by_another_change() -> None:
    accept = _made(1, "Lin", "accept", None, {"status": "actual", "place": None})
    change = _made(2, "García", "change", "status", "denied")
    found = _settle(accept, change)
    assert _values(found) == {"status": "denied", "place": None}
    assert found.standing == {"id1": "overruled", "id2": "holds"}
    assert found.disputed == {"id1", "id2"}


def test_what_is_withdrawn_gives_way_to_what_was_before() -> None:
    found = _settle(
        _made(1, "Lin", "change", "status", "planned"),
        _made(2, "Lin", "change", "status", "denied"),
        _made(3, "Lin", "retract", "status", of="id2"),
    )
    assert _values(found) == {"status": "planned"}
    assert found.standing == {"id1": "holds", "id2": "withdrawn", "id3": "holds"}


@st.composite
def _logs(draw: st.DrawFn) -> list[Correction]:
    made: list[Correction] = []
    for number in range(1, draw(st.integers(1, 9))):
        who = draw(st.sampled_from(["Lin", "García", "Mwangi"]))
        decision: Decision = draw(st.sampled_from(["accept", "reject", "change", "retract"]))
        status = draw(st.sampled_from(["actual", "planned", "denied"]))
        if decision == "retract":
            of = draw(st.integers(0, number - 1))
            made.append(_made(number, who, "retract", of=f"id{of}"))
        elif decision == "change":
            made.append(_made(number, who, "change", "status", status))
        else:
            new = {"status": status, "place": None} if decision == "accept" else None
            made.append(_made(number, who, decision, None, new))
    return made


@given(_logs(), st.randoms())
def test_the_order_of_loading_is_of_no_weight(log: list[Correction], random: Any) -> None:
    shuffled = list(log)
    random.shuffle(shuffled)
    assert _settle(*shuffled) == _settle(*log)


@given(_logs())
def test_every_decision_has_a_standing_and_the_last_one_holds(log: list[Correction]) -> None:
    found = _settle(*log)
    assert set(found.standing) == {item.id for item in log}
    live = [item for item in log if item.decision != "retract" and item.id not in withdrawn(log)]
    if live:
        assert found.standing[live[-1].id] == "holds"
        assert (found.rejected is not None) == (live[-1].decision == "reject")
    else:
        assert (found.rejected, dict(found.values)) == (None, {})
    assert all(found.standing[name] in ("holds", "overruled") for name in found.disputed)


@pytest.mark.parametrize("whos", [("Lin", "Lin"), ("Lin", "García")])
def test_a_dispute_needs_two(whos: tuple[str, str]) -> None:
    found = _settle(_made(1, whos[0], "change", "status", "planned"), _made(2, whos[1], "reject"))
    assert bool(found.disputed) == (whos[0] != whos[1])
