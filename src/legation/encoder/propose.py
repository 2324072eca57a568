"""What the encoder says of a sentence: where events are told, of which type, how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from legation.encoder.pieces import Unit
from legation.model.codes import EVENT_TYPES, EventType

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger in offsets of its sentence, with the likeliest type.

    `event` is the calibrated probability that the words tell any event, `confidence` that they
    tell one of this type.
    """

    start: int
    end: int
    type: EventType
    confidence: float
    event: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Scores to probabilities: logistic in the log odds of an event, one temperature for types."""

    slope: float = 1.0
    shift: float = 0.0
    temperature: float = 1.0

    def event(self, raw: float) -> float:
        """Probability of an event from the raw probability."""
        safe = min(max(raw, 1e-6), 1 - 1e-6)
        odds = float(np.log(safe / (1 - safe)))
        return float(1 / (1 + np.exp(-(self.slope * odds + self.shift))))

    def types(self, scores: Floats) -> Floats:
        """Probabilities of the types from their scores, in the order of EVENT_TYPES."""
        return softmax(scores / np.float32(self.temperature))


@dataclass(frozen=True, slots=True)
class Scores:
    """The encoder's scores for one sentence: a row for each unit.

    `marks`: probabilities of outside, beginning and inside of a trigger; `types`: scores before
    normalisation, in the order of EVENT_TYPES.
    """

    units: tuple[Unit, ...]
    marks: Floats
    types: Floats
    calibration: Calibration

    def at(self, start: int, end: int) -> tuple[float, dict[EventType, float]]:
        """Probability of an event at the characters, and of each type given one.

        An empty dictionary where no unit lies there.
        """
        rows = [
            row
            for row, unit in enumerate(self.units)
            if unit.span.start < end and start < unit.span.end
        ]
        if not rows:
            return 0.0, {}
        return self._judge(rows)

    def proposals(self, floor: float = 0.1) -> list[Proposal]:
        """Runs of units whose raw probability of an event is at least `floor`, in order."""
        found = []
        for rows in self._runs(floor):
            event, types = self._judge(rows)
            kind = max(types, key=lambda name: types[name])
            start, end = self.units[rows[0]].span.start, self.units[rows[-1]].span.end
            found.append(Proposal(start, end, kind, event * types[kind], event))
        return found

    def _judge(self, rows: list[int]) -> tuple[float, dict[EventType, float]]:
        inside = 1 - self.marks[rows, 0]
        weights = inside / max(float(inside.sum()), 1e-9)
        types = self.calibration.types((self.types[rows] * weights[:, None]).sum(0))
        chances = dict(zip(EVENT_TYPES, map(float, types), strict=True))
        return self.calibration.event(float(inside.max())), chances

    def _runs(self, floor: float) -> list[list[int]]:
        """Rows of neighbouring units; a likely beginning starts a new run."""
        runs: list[list[int]] = []
        for row, (outside, first, inside) in enumerate(self.marks):
            if 1 - outside < floor:
                continue
            goes_on = bool(runs) and runs[-1][-1] == row - 1 and inside >= first
            if goes_on:
                runs[-1].append(row)
            else:
                runs.append([row])
        return runs


def softmax(values: Floats) -> Floats:
    """Along the last axis."""
    power = np.exp(values - values.max(-1, keepdims=True))
    return np.asarray(power / power.sum(-1, keepdims=True), np.float32)
