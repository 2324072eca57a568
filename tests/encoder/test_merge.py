from __future__ import annotations

import numpy as np

from legation.encoder.merge import Thresholds, decide
from legation.encoder.pieces import Unit
from legation.encoder.propose import Calibration, Scores
from legation.model.codes import EVENT_TYPES, EventType
from legation.model.span import Span


def scores(*units: tuple[float, EventType]) -> Scores:
    """Units of two characters, each with a probability of an event and a nearly sure type."""
    types = np.zeros((len(units), len(EVENT_TYPES)), np.float32)
    for row, (_, kind) in enumerate(units):
        types[row, EVENT_TYPES.index(kind)] = 8
    marks = np.array([(1 - event, event, 0) for event, _ in units], np.float32).reshape(-1, 3)
    places = tuple(Unit(Span(2 * n, 2 * n + 2), n) for n in range(len(units)))
    return Scores(places, marks, types, Calibration())


def test_without_thresholds_the_rules_stand() -> None:
    found = decide([(Span(0, 2), "AID")], scores((0.01, "ASSAULT"), (0.99, "AID")), Thresholds())
    assert [(d.span, d.type, d.source, d.rule) for d in found] == [(Span(0, 2), "AID", "rules", 0)]


def test_keep_drops_what_the_encoder_doubts() -> None:
    read = scores((0.01, "AID"), (0.6, "AID"))
    rules: list[tuple[Span, EventType]] = [(Span(0, 2), "AID"), (Span(2, 4), "AID")]
    assert [d.rule for d in decide(rules, read, Thresholds(keep=0.1))] == [1]


def test_retype_takes_a_sure_other_type() -> None:
    found = decide([(Span(0, 2), "AID")], scores((0.9, "COOPERATE")), Thresholds(retype=0.8))
    assert [d.type for d in found] == ["COOPERATE"]
    assert "AID" in found[0].reason


def test_add_takes_what_touches_no_trigger_of_the_rules() -> None:
    read = scores((0.9, "AID"), (0.9, "ASSAULT"))
    found = decide([(Span(0, 2), "AID")], read, Thresholds(add=0.5))
    assert [(d.span, d.type, d.source) for d in found] == [
        (Span(0, 2), "AID", "rules"),
        (Span(2, 4), "ASSAULT", "encoder"),
    ]


def test_a_dropped_trigger_is_not_added_again() -> None:
    read = scores((0.3, "AID"))
    assert decide([(Span(0, 2), "AID")], read, Thresholds(keep=0.4, add=0.2)) == []


def test_two_types_of_one_trigger_stay() -> None:
    rules: list[tuple[Span, EventType]] = [(Span(0, 2), "AID"), (Span(0, 2), "AGREE")]
    assert [d.rule for d in decide(rules, scores((0.9, "AID")), Thresholds())] == [0, 1]
