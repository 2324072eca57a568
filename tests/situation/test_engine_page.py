"""What docs/situation/engine.md says the models give is what they give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.situation.contests import laboratories

from legation.situation.winset import by_reversion

PAGE = Path(__file__).resolve().parents[2] / "docs" / "situation" / "engine.md"


def test_python_examples_of_the_page_run_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile("\n".join(blocks), PAGE.name, "exec"), {})

    assert len(blocks) == 3
    assert "more information and command posts can replace sharing" in capsys.readouterr().out


def test_table_of_reversion_points_is_what_the_ballot_gives() -> None:
    rows = by_reversion(laboratories()).table().rows()
    page = PAGE.read_text(encoding="utf-8")

    assert len(rows) == 5
    for row in rows:
        state = "sharing goes on" if row["reversion"] == "sharing" else row["reversion"]
        answer = "nothing: deadlock" if row["deadlock"] else ", ".join(row["agreed"])
        assert f"| {state} | {answer} |" in page
