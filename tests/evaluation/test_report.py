"""Reports: the same every time, in both forms."""

from __future__ import annotations

import json
from pathlib import Path

from tests.evaluation.make import article, event, reading

from legation.evaluation.report import Report
from legation.evaluation.score import evaluate


def half_right(folder: Path) -> Report:
    """Four articles; the events of the first two are all missed."""
    articles = [article(folder, name) for name in "abcd"]
    readings = [
        reading(one, events=() if place < 2 else tuple(event(e) for e in one.events))
        for place, one in enumerate(articles)
    ]
    return evaluate(articles, readings)


def test_intervals_hold_the_figure_and_do_not_change(tmp_path: Path) -> None:
    report = half_right(tmp_path)
    low, high = report.intervals["type"]
    assert low < (report.figure("type").f1 or 0.0) < high
    assert report.intervals["mentions"] == (1.0, 1.0)
    assert report.intervals == half_right(tmp_path).intervals
    assert evaluate([article(tmp_path)], []).intervals == {}


def test_json_is_plain(tmp_path: Path) -> None:
    report = half_right(tmp_path)
    plain = json.loads(json.dumps(report.to_json()))
    assert plain["figures"]["type"]["recall"] == 0.5
    assert plain["by_language"]["zh-Hant-TW"]["type"]["gold"] == 16
    assert plain["by_class"]["type"]["AID"]["gold"] == 4
    assert plain["by_class"]["found"]["planned"]["recall"] == 0.5
    assert plain["faults"][0]["count"] == 2
    assert evaluate([article(tmp_path)], []).to_json()["figures"]["status"]["f1"] is None


def test_markdown_has_every_table(tmp_path: Path) -> None:
    text = half_right(tmp_path).to_markdown()
    for head in ("Figures", "By language (F1)", "By type", "By status", "Most frequent faults"):
        assert f"### {head}\n" in text
    assert "| type | 1.000 | 0.500 | 0.667 |" in text
    assert "- **missed ACCUSE**: 2\n  - a: 法國總統>>譴責<<襲擊者" in text
    assert "faults" not in half_right(tmp_path).to_markdown(faults=False)


def test_examples_are_of_different_articles(tmp_path: Path) -> None:
    articles = [article(tmp_path, name) for name in "abcdef"]
    report = evaluate(articles, [])
    for kind in report.faults:
        assert len({fault.document for fault in kind.examples}) == 3
    (one,) = (kind for kind in evaluate(articles[:1], []).faults if kind.kind == "mention missed")
    assert (one.count, len(one.examples)) == (8, 3)
