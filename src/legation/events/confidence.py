"""How likely an event is right: a calibrated probability for each.

Right means that a reader of the sentence would code an event of this type on these words; its
parties, status and date have faults of their own. A logistic model over what is known of the event
(events/data/confidence.json, trained by tools/train_confidence.py) gives log odds, and a straight
line per language, fitted on articles the weights have not seen, turns them into a probability.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from legation.events.pinned import read_pinned
from legation.model.records import Event
from legation.model.span import Span

_MANY: Final = 4
_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of the features and, for each language, slope and offset of the calibration."""

    weights: Mapping[str, float]
    lines: Mapping[str, tuple[float, float]]

    def of(self, event: Event, beside: int) -> float:
        """Probability from 0 to 1; `beside` counts the events of the sentence, this one too."""
        odds = sum(self.weights.get(word, 0.0) for word in features(event, beside))
        slope, offset = self.lines[language_of(event)]
        return round(1 / (1 + math.exp(-(slope * odds + offset))), _DIGITS)


def language_of(event: Event) -> str:
    """The language of the frame that matched: zh or en."""
    return event.frame.split("/", 1)[0]


def features(event: Event, beside: int) -> Iterator[str]:
    """What speaks for or against an event, as words; each counts once."""
    language = language_of(event)
    part = event.frame.split("/")[2] if event.frame.count("/") > 1 else ""
    yield language
    yield f"type|{event.type}"
    yield f"{language}|type|{event.type}|{part}"
    yield f"frame|{event.frame}"
    yield f"status|{event.status}"
    yield f"type|{event.type}|status|{event.status}"
    yield f"{language}|long|{min(_MANY, len(event.span))}"
    yield f"{language}|beside|{min(_MANY, beside)}"
    yield f"parties|{bool(event.actors)}{bool(event.recipients)}|{part}"
    yield f"said|{bool(event.attribution)}"
    yield f"dated|{event.date is not None}"
    for field, why in event.reasons:
        if field in ("actor", "recipient"):
            yield f"why|{field}|{why.split(':')[0].split(' of ')[0][:20]}"


def with_confidence(events: Sequence[Event], model: Confidence | None) -> list[Event]:
    """The events, each with its confidence; as they are where there is no model."""
    if model is None:
        return list(events)
    beside: Counter[Span] = Counter(event.sentence for event in events)
    return [replace(one, confidence=model.of(one, beside[one.sentence])) for one in events]


@cache
def load_confidence() -> Confidence | None:
    """The model, or None where the package carries none.

    Raises CheckError if the file is not the one whose sha256 is pinned beside it.
    """
    content = read_pinned("confidence")
    if content is None:
        return None
    data = json.loads(content)
    lines = {name: (float(a), float(b)) for name, (a, b) in data["lines"].items()}
    return Confidence(data["weights"], lines)
