"""How likely an event is right: a calibrated probability for each.

Right means that a reader of the sentence would code an event of this type on these words; its
parties, status and date have faults of their own. A logistic model over what is known of the event
(events/data/confidence.json, trained by tools/train_confidence.py) gives log odds, and a straight
line per language, fitted on articles the weights have not seen, turns them into a probability.
"""

from __future__ import annotations

import json
import math
import re
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
_CHANCE: Final = re.compile(r"event (\d\.\d)")


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of the features and, for each line (`line_of`), slope and offset of calibration."""

    weights: Mapping[str, float]
    lines: Mapping[str, tuple[float, float]]

    def of(self, event: Event, beside: int) -> float | None:
        """Probability from 0 to 1; `beside` counts the events of the sentence, this one too.

        None where no line calibrates events of this kind.
        """
        if line_of(event) not in self.lines:
            return None
        odds = sum(self.weights.get(word, 0.0) for word in features(event, beside))
        slope, offset = self.lines[line_of(event)]
        return round(1 / (1 + math.exp(-(slope * odds + offset))), _DIGITS)


def language_of(event: Event) -> str:
    """The language of the frame that matched: zh or en."""
    return event.frame.split("/", 1)[0]


def line_of(event: Event) -> str:
    """Which calibration holds: that of its language, with a plus where an encoder was asked."""
    return language_of(event) + ("" if _second_opinion(event) is None else "+")


def _second_opinion(event: Event) -> str | None:
    """The encoder's chance of an event, in tenths; None where it was not asked."""
    why = next((reason for field, reason in event.reasons if field == "type"), "")
    found = _CHANCE.search(why)
    return found[1] if found else None


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
    opinion = _second_opinion(event)
    if opinion is not None:
        yield f"{language}|encoder|{opinion}"
        yield f"encoder|{opinion}|{event.frame.split('/')[1] == '~'}"
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
