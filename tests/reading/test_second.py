"""The encoder's second look at the rules' events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.documents import document_from_text
from legation.encoder import Thresholds, load_encoder
from legation.errors import CheckError
from legation.model.reading import Reading
from legation.reading import default_reader, fast_reader
from legation.reading.second import _decided, needed

TEXTS = [
    "日本制裁俄羅斯。",
    "日本制裁俄罗斯。",
    "Japan sanctioned Russia.",
]


def read(reader_text: str, encoder: bool) -> Reading:
    reader = default_reader() if encoder else fast_reader()
    return next(reader.read([document_from_text(reader_text, id="t", published="2025-06-15")]))


@pytest.mark.parametrize("text", TEXTS)
def test_a_plain_event_stays_and_says_why(text: str) -> None:
    (event,) = read(text, encoder=True).events
    (plain,) = read(text, encoder=False).events
    assert replace(event, reasons=plain.reasons, confidence=plain.confidence) == plain
    assert any(field == "type" and "event" in why for field, why in event.reasons)


def test_the_reader_has_a_name_and_version_of_its_own() -> None:
    assert default_reader().origin.startswith("rules+encoder@")
    assert default_reader().version != fast_reader().version


def test_events_keep_their_order_and_sentences() -> None:
    text = "日本制裁俄羅斯。法國與德國會談。波蘭向烏克蘭提供武器。"
    events = read(text, encoder=True).events
    assert [event.span for event in events] == sorted(event.span for event in events)
    assert {event.span for event in events} <= {e.span for e in read(text, encoder=False).events}


def test_without_an_encoder_the_remedy_is_told() -> None:
    with pytest.raises(CheckError, match="read with --fast"):
        needed(None)


def test_thresholds_are_those_of_the_language() -> None:
    encoder = needed(load_encoder())
    assert encoder.thresholds("zh-Hant-TW") == encoder.thresholds("zh-Hans")
    assert encoder.thresholds("fr") == Thresholds()


class Sure:
    """Scores of a sentence in which every word tells of aid."""

    def at(self, start: int, end: int) -> tuple[float, dict[str, float]]:
        assert 0 <= start < end
        return 0.9, {"AID": 0.95, "SANCTION": 0.05}


def test_a_planned_act_under_another_type_keeps_to_plovers_rule() -> None:
    (event,) = read("日本將制裁俄羅斯。", encoder=False).events
    assert (event.type, event.status, event.plover_type) == ("SANCTION", "planned", "THREATEN")
    (changed,) = _decided(event.sentence, [event], Sure(), Thresholds(retype=0.9))  # type: ignore[arg-type]
    assert (changed.type, changed.plover_type) == ("AID", "AGREE")
    assert changed.modes == ()
    assert changed.confidence is None
