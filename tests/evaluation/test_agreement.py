"""Two annotations of one article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.evaluation.make import article

from legation.errors import UsageError
from legation.evaluation.agreement import reading_of, readings_of
from legation.evaluation.score import evaluate


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    gold = article(tmp_path)
    report = evaluate([gold], [reading_of(gold)])
    assert report.figure("strict").f1 == 1.0
    assert report.figure("claims").f1 == 1.0
    assert report.figure("mention actor").f1 == 1.0


def test_optional_events_of_the_second_count_only_where_the_first_has_them(tmp_path: Path) -> None:
    first = article(tmp_path)
    doubtful = replace(first.events[0], optional=True)
    second = replace(first, events=(doubtful, *first.events[1:]))
    bare = replace(first, events=first.events[1:])
    ((_, met),) = readings_of([first], [second])
    ((_, alone),) = readings_of([bare], [second])
    assert len(met.events) == len(first.events)
    assert first.events[0].start not in [event.span.start for event in alone.events]


def test_articles_of_one_side_are_left_out(tmp_path: Path) -> None:
    gold = article(tmp_path)
    assert list(readings_of([gold], [replace(gold, id="other")])) == []


def test_two_texts_are_refused(tmp_path: Path) -> None:
    gold = article(tmp_path)
    with pytest.raises(UsageError, match="not of one text"):
        list(readings_of([gold], [replace(gold, text=gold.text + "。")]))
