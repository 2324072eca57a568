"""Figures of readings with known mistakes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.make import article, event, reading

from legation.documents import document_from_text
from legation.errors import SpanError, UsageError
from legation.evaluation.figures import MAIN, Figure
from legation.evaluation.goldtext import GoldArticle
from legation.evaluation.report import Report
from legation.evaluation.score import evaluate
from legation.model.span import Span


def scored(gold: GoldArticle, **changes: Any) -> Report:
    return evaluate([gold], [reading(gold, **changes)])


def with_event(gold: GoldArticle, place: int, **changes: Any) -> Report:
    """The report of a reading in which one event differs."""
    events = [event(one) for one in gold.events]
    events[place] = event(gold.events[place], **changes)
    return scored(gold, events=tuple(events))


def kinds(report: Report) -> dict[str, int]:
    return {fault.kind: fault.count for fault in report.faults}


def test_all_right(tmp_path: Path) -> None:
    report = scored(article(tmp_path))
    for name in MAIN:
        assert report.figure(name).f1 == 1.0, name
    assert report.figure("type") == Figure(4, 4, 4)
    assert report.figure("mentions").gold == 8
    assert (report.macro("type"), report.macro("status")) == (1.0, 1.0)
    assert report.faults == ()


def test_nothing_read(tmp_path: Path) -> None:
    report = evaluate([article(tmp_path)], [])
    assert report.figure("type") == Figure(0, 0, 4)
    assert report.figure("type").f1 == 0.0
    assert report.figure("type").precision is None
    assert report.figure("status").f1 is None
    assert kinds(report)["mention missed"] == 8


def test_optional_events_count_on_neither_side(tmp_path: Path) -> None:
    gold = article(tmp_path)
    without = scored(gold, events=tuple(event(e) for e in gold.events if not e.optional))
    assert without.figure("detection") == scored(gold).figure("detection") == Figure(4, 4, 4)


def test_types_by_alternative_and_by_plover(tmp_path: Path) -> None:
    gold = article(tmp_path)
    assert with_event(gold, 3, type="AGREE").figure("type").right == 4
    events = [event(one) for one in gold.events]
    events[2] = replace(events[2], type="AGREE", plover_type="AID")
    assert scored(gold, events=tuple(events)).figure("type").right == 4


def test_a_wrong_type_is_missed_and_spurious(tmp_path: Path) -> None:
    report = with_event(article(tmp_path), 0, type="COERCE")
    assert report.figure("detection") == Figure(4, 4, 4)
    assert report.figure("type") == Figure(3, 4, 4)
    assert report.classes("type")["SANCTION"] == Figure(0, 0, 1)
    assert report.classes("type")["COERCE"] == Figure(0, 1, 0)
    assert kinds(report) == {"SANCTION read as COERCE": 1}


def test_an_event_elsewhere_in_the_sentence_is_found_by_its_type(tmp_path: Path) -> None:
    gold = article(tmp_path)
    start = gold.sentences[1][0]
    assert with_event(gold, 2, span=Span(start, start + 1)).figure("type").right == 4
    moved = with_event(gold, 2, span=Span(0, 1), type="AID")
    assert moved.figure("detection") == Figure(3, 4, 4)
    assert kinds(moved) == {"missed AID": 1, "spurious AID": 1}


PARTIES = [
    (0, {"actors": ("MEX",)}, "actor wrong"),
    (0, {"actors": ()}, "actor empty"),
    (0, {"recipients": ("MEX",)}, "recipient wrong"),
    (0, {"recipients": ()}, "recipient empty"),
    (3, {"actors": ("JPN",)}, "a party of a reciprocal event wrong"),
]


@pytest.mark.parametrize(("place", "changes", "kind"), PARTIES)
def test_parties(tmp_path: Path, place: int, changes: dict[str, Any], kind: str) -> None:
    report = with_event(article(tmp_path), place, **changes)
    assert report.figure("type").right == 4
    assert report.figure("dyad") == Figure(3, 4, 4)
    assert report.figure("strict").right == 3
    assert kinds(report) == {kind: 1}


DETAILS = [
    (0, {"status": "denied"}, "status", "status actual read as denied", 3),
    (0, {"date": "2019"}, "date compatible", "date wrong", 3),
    (0, {"date": None}, "date compatible", "date missing", 3),
    (2, {"date": "2020"}, "date null", "date invented", 4),
    (1, {"attribution": ()}, "attribution", "attribution missing", 4),
    (0, {"attribution": ("experts",)}, "attribution", "attribution invented", 4),
    (1, {"attribution": ("experts",)}, "attribution", "attribution to another source", 4),
]


@pytest.mark.parametrize(("place", "changes", "name", "kind", "strict"), DETAILS)
def test_details(
    tmp_path: Path, place: int, changes: dict[str, Any], name: str, kind: str, strict: int
) -> None:
    report = with_event(article(tmp_path), place, **changes)
    figure = report.figure(name)
    assert figure.right == figure.gold - 1
    assert report.figure("dyad").right == 4
    assert report.figure("strict").right == strict
    assert kinds(report) == {kind: 1}


def test_mentions(tmp_path: Path) -> None:
    gold = article(tmp_path)
    made = list(reading(gold).mentions)
    made[0] = replace(made[0], span=Span(made[0].span.start, made[0].span.end + 1))
    made[1] = replace(made[1], actors=("MEX",))
    report = scored(gold, mentions=tuple(made[:-1]))
    assert report.figure("mentions") == Figure(7, 7, 8)
    assert report.figure("mention actor") == Figure(6, 7, 7)
    assert kinds(report) == {"mention missed": 1, "mention of another actor": 1}


def test_claims(tmp_path: Path) -> None:
    gold = article(tmp_path)
    (claim,) = reading(gold).claims
    trigger = gold.events[1]
    others = (
        replace(claim, span=Span(trigger.start, trigger.end)),
        replace(claim, span=Span(0, 1)),
    )
    report = scored(gold, claims=(replace(claim, speaker=None, form="direct"), *others))
    assert report.figure("claims") == Figure(1, 2, 1)
    assert report.figure("claim speaker") == Figure(0, 1, 1)
    assert report.figure("claim form") == Figure(0, 1, 1)
    assert kinds(report) == {"claim spurious": 1, "claim without its speaker": 1}


def test_readings_must_fit(tmp_path: Path) -> None:
    gold = article(tmp_path)
    with pytest.raises(UsageError, match="a reading twice: 'one'"):
        evaluate([gold], [reading(gold), reading(gold)])
    with pytest.raises(UsageError, match="of no annotated article: 'one'"):
        evaluate([article(tmp_path, "two")], [reading(gold)])
    with pytest.raises(UsageError, match="two annotated articles have the id 'one'"):
        evaluate([gold, gold], [])
    other = replace(reading(gold), document=document_from_text("別的文字。", id="one"))
    with pytest.raises(SpanError, match="of another text"):
        evaluate([gold], [other])
