"""Files to readings, in a process that does nothing else."""

from __future__ import annotations

from pathlib import Path

from legation.model.document import Failure
from legation.model.reading import Reading
from legation.reading.files import read_files


def test_readings_come_with_the_failures_between_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("日本制裁俄羅斯。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Japan sanctioned Russia.", encoding="utf-8")
    found = list(read_files([str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]))
    readings = [one for one in found if isinstance(one, Reading)]
    assert [one.document.id for one in readings] == ["a", "c"]
    assert all(one.events for one in readings)
    (failure,) = (one for one in found if isinstance(one, Failure))
    assert failure.path.endswith("b.txt")
