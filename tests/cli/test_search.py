from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.articles import article, make
from tests.cli.runner import lines, run


@pytest.fixture
def path(tmp_path: Path) -> str:
    one = article(
        "one",
        "哈馬斯稱停火生效。",
        "雙方在加沙停火。",
        acts=[("停火", "PSE", "ISR", "AGREE", "actual")],
        outlet="山城日報",
    )
    return str(make(tmp_path / "d.duckdb", one))


def test_text_shows_the_place_the_marks_the_reason_and_the_records(path: str) -> None:
    result = run("search", path, "停火", "加沙")
    assert result.exit_code == 0
    assert "雙方在>>加沙<<>>停火<<。" in result.stdout
    assert "as typed: 停火, 加沙" in result.stdout
    assert "1 sentence" in result.stderr


def test_a_word_after_a_hyphen_is_excluded_also_where_it_looks_like_an_option(path: str) -> None:
    assert len(lines(run("search", path, "停火", "-加沙", "--json"))) == 1
    assert len(lines(run("search", path, "停火", "-hamas", "--json"))) == 1


def test_json_has_one_line_per_hit_and_nothing_else(path: str) -> None:
    rows = lines(run("search", path, "停火", "--json"))
    assert [row["document"] for row in rows] == ["one", "one"]
    assert {"marks", "reasons", "records", "evidence"} <= set(rows[0])


def test_nothing_found_says_why(path: str) -> None:
    result = run("search", path, "停火", "火星")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no sentence in the dossier passes 火星" in result.stderr


@pytest.mark.parametrize("words", ['"停火', "kind:rumour", "actor:Hamass", "\u200b"])
def test_wrong_usage_is_code_2(path: str, words: str) -> None:
    result = run("search", path, words)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
