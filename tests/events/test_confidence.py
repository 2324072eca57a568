"""How likely an event is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.events.rig import draft_of

from legation.errors import CheckError
from legation.events.confidence import (
    Confidence,
    features,
    language_of,
    load_confidence,
    with_confidence,
)


@pytest.mark.parametrize(
    "text", ["日本制裁俄羅斯。", "日本制裁俄罗斯。", "Japan sanctioned Russia."]
)
def test_every_event_has_a_probability(text: str) -> None:
    (event,) = draft_of(text).events
    assert event.confidence is not None
    assert 0 < event.confidence < 1


def test_weights_and_line_give_the_probability() -> None:
    (event,) = draft_of("日本制裁俄羅斯。").events
    assert language_of(event) == "zh"
    flat = Confidence({}, {"zh": (1.0, 0.0)})
    steep = Confidence({"type|SANCTION": 2.0}, {"zh": (1.0, -1.0)})
    assert flat.of(event, beside=1) == 0.5
    assert steep.of(event, beside=1) == pytest.approx(0.73, abs=0.005)
    assert "type|SANCTION" in features(event, 1)


def test_without_a_model_there_is_no_confidence() -> None:
    events = draft_of("日本制裁俄羅斯。").events
    bare = with_confidence(events, None)
    assert bare == list(events)


def test_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "confidence.json").write_text('{"lines": {}, "weights": {}}')
    (data / "confidence.sha256").write_text(f"{'0' * 64}  confidence.json\n")
    monkeypatch.setattr("legation.events.pinned.resources.files", lambda _: tmp_path)
    load_confidence.cache_clear()
    try:
        with pytest.raises(CheckError, match="is not the model"):
            load_confidence()
    finally:
        monkeypatch.undo()
        load_confidence.cache_clear()
