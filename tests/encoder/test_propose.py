from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from legation.encoder.pieces import Unit
from legation.encoder.propose import Calibration, Scores
from legation.model.codes import EVENT_TYPES
from legation.model.span import Span

AID, ASSAULT = EVENT_TYPES.index("AID"), EVENT_TYPES.index("ASSAULT")


def scores(
    marks: Sequence[tuple[float, float, float]],
    kinds: Sequence[int],
    calibration: Calibration | None = None,
) -> Scores:
    units = tuple(Unit(Span(2 * n, 2 * n + 2), n) for n in range(len(marks)))
    types = np.zeros((len(marks), len(EVENT_TYPES)), np.float32)
    types[np.arange(len(marks)), list(kinds)] = 4
    table = np.array(marks, np.float32).reshape(-1, 3)
    return Scores(units, table, types, calibration or Calibration())


def test_proposals_join_a_run() -> None:
    found = scores([(0.9, 0.1, 0.0), (0.1, 0.8, 0.1), (0.2, 0.1, 0.7)], [0, AID, AID]).proposals(
        0.5
    )
    assert [(p.start, p.end, p.type) for p in found] == [(2, 6, "AID")]
    assert found[0].event == pytest.approx(0.9, abs=1e-4)
    assert 0 < found[0].confidence < found[0].event


def test_proposals_part_at_a_beginning() -> None:
    found = scores([(0.1, 0.9, 0.0), (0.1, 0.9, 0.0)], [AID, ASSAULT]).proposals(0.5)
    assert [(p.start, p.end, p.type) for p in found] == [(0, 2, "AID"), (2, 4, "ASSAULT")]


def test_proposals_below_the_floor_are_none() -> None:
    assert scores([(0.8, 0.2, 0.0)], [AID]).proposals(0.5) == []


def test_at_gives_event_and_types_of_any_span() -> None:
    event, types = scores([(0.7, 0.3, 0.0), (1.0, 0.0, 0.0)], [ASSAULT, AID]).at(1, 2)
    assert event == pytest.approx(0.3, abs=1e-4)
    assert max(types, key=lambda name: types[name]) == "ASSAULT"
    assert sum(types.values()) == pytest.approx(1)


def test_at_outside_is_nothing() -> None:
    assert scores([(0.5, 0.5, 0.0)], [AID]).at(8, 9) == (0.0, {})


def test_calibration_keeps_order_and_bounds() -> None:
    curve = Calibration(slope=0.8, shift=-0.5, temperature=2)
    values = [curve.event(raw) for raw in (0.0, 0.1, 0.5, 0.9, 1.0)]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] <= 1


def test_temperature_flattens_types() -> None:
    cold = scores([(0.0, 1.0, 0.0)], [AID]).proposals()[0]
    warm = scores([(0.0, 1.0, 0.0)], [AID], Calibration(temperature=2)).proposals()[0]
    assert warm.confidence < cold.confidence


def test_no_units_give_no_proposals() -> None:
    assert scores([], []).proposals() == []
