"""Notebooks run without Jupyter; the project's own runs to its end on the sample corpus."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import notebooks  # type: ignore[import-not-found]  # noqa: E402


class Page:
    def __repr__(self) -> str:
        return "a page"

    def _repr_html_(self) -> str:
        return "<p>a page</p>"


def code(*sources: str) -> list[dict[str, Any]]:
    return [
        {"cell_type": "code", "metadata": {}, "source": s.splitlines(keepends=True)}
        for s in sources
    ]


def written(folder: Path, *sources: str) -> Path:
    path = folder / "one.ipynb"
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["# 題"]}, *code(*sources)]
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    return path


def test_cells_share_their_names_and_show_their_last_value() -> None:
    one, two, three = notebooks.run_cells(code("x = 1", "print('甲')\nx + 1", "x;"), "n")
    assert (one.printed, one.text) == ("", None)
    assert (two.printed, two.text) == ("甲\n", "2")
    assert three.text is None


def test_a_value_that_shows_itself_is_kept_as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    assert notebooks._forms(Page()) == ("a page", "<p>a page</p>")
    monkeypatch.setattr(Page, "_repr_html_", lambda _: "x" * 100_000)
    assert notebooks._forms(Page()) == ("a page", None)


def test_long_outputs_are_cut_and_say_so() -> None:
    (shown,) = notebooks.run_cells(code("'字' * 9000"), "n")
    assert shown.text is not None
    assert shown.text.endswith("… (9002 characters)")


def test_outputs_are_stored_and_checking_stores_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "print('乙')", "1 + 1")
    before = path.read_text(encoding="utf-8")
    assert notebooks.main(["--check", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == before
    assert notebooks.main([str(path)]) == 0
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert cells[1]["outputs"][0]["text"] == ["乙\n"]
    assert cells[2]["outputs"][0]["data"]["text/plain"] == ["2"]


def test_a_cell_that_breaks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "x = 1", "x / 0")
    assert notebooks.main(["--check", str(path)]) == 5
    assert "one.ipynb, cell 3 broke: ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted(notebooks.FOLDER.glob("*.ipynb")), ids=lambda p: p.name)
def test_the_notebooks_of_the_docs_run_and_are_stored_with_small_outputs(path: Path) -> None:
    assert notebooks.run_notebook(path, check=True) > 0
    assert path.stat().st_size < 200_000
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert any(cell.get("outputs") for cell in cells)


def test_the_examples_of_the_page_on_python_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    shown = list(notebooks.run_cells(code(*blocks), "python.md"))
    assert "did you mean P:nicolas-maduro" in "".join(one.printed for one in shown)
