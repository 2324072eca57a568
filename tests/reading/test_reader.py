"""Readers as chains of stages, and what their output may not depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.events.rig import hans

import legation.reading.reader
from legation.documents import document_from_text
from legation.errors import UsageError
from legation.model.document import Document, Failure
from legation.model.mention import Mention
from legation.model.reading import Draft, Reading
from legation.model.records import Claim
from legation.model.span import Span
from legation.reading import STAGES, Reader, Stage, fast_reader
from legation.reading.settle import settle_mentions

TEXTS = [
    "日本制裁俄羅斯。俄羅斯否認攻擊烏克蘭。\n\n他說，談判結束。",
    "据《纽约时报》报道，美国将向台湾提供导弹。两国拒绝置评。",
    "Israel attacked Iran on June 10. The country arrested three people.",
    "法國與德國舉行會談。\n\nFrance and Germany held talks.",
    "會議在週五結束。",
]


def documents() -> list[Document]:
    return [
        document_from_text(text, id=f"d{number}", published="2025-06-15")
        for number, text in enumerate(TEXTS)
    ]


def nothing(drafts: Sequence[Draft]) -> None:
    """Does no work: only the order of stages is tried here."""
    assert isinstance(drafts, Sequence)


def stage(name: str, needs: str, gives: str) -> Stage:
    return Stage(name, frozenset(needs.split()), frozenset(gives.split()), nothing)


def test_a_document_that_breaks_a_stage_is_reported_and_the_others_go_on() -> None:
    def picky(drafts: Sequence[Draft]) -> None:
        if any("台灣" in draft.document.text or "台湾" in draft.document.text for draft in drafts):
            raise ValueError("no way")

    reader = Reader("picky", (Stage("picky", frozenset(), frozenset(), picky),))
    failures: list[Failure] = []
    readings = list(reader.read(documents(), failures.append))
    assert [one.document.id for one in readings] == ["d0", "d2", "d3", "d4"]
    ((path, reason),) = [(one.path, one.reason) for one in failures]
    assert path == "d1"
    assert "ValueError: no way" in reason
    assert "report" in reason
    with pytest.raises(ValueError, match="no way"):
        list(reader.read(documents()))


def test_the_stages_are_pinned() -> None:
    names = [one.name for one in STAGES]
    first = ["sentences", "words", "mentions", "numbers", "clauses", "events", "claims"]
    assert names[: len(first)] == first
    assert names[-1] == "settle"
    assert len(names) == len(set(names))


def test_a_stage_before_what_it_needs_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'words'.*folded"):
        Reader("wrong", (stage("words", "folded", "tokens"), stage("s", "document", "folded")))


def test_a_stage_may_use_what_all_before_it_gave() -> None:
    reader = Reader(
        "right",
        (
            stage("a", "document", "folded"),
            stage("b", "", "tokens"),
            stage("c", "folded tokens", ""),
        ),
    )
    assert [one.name for one in reader.stages] == ["a", "b", "c"]


@pytest.mark.parametrize("missing", range(len(STAGES) - 1))
def test_no_stage_of_the_fast_reader_can_be_left_out(missing: int) -> None:
    left = STAGES[:missing] + STAGES[missing + 1 :]
    needed = {need for one in left for need in one.needs}
    if STAGES[missing].gives & needed:
        with pytest.raises(UsageError, match="no stage before it gives"):
            Reader("short", left)


def test_an_empty_run_reads_nothing() -> None:
    assert list(fast_reader().read([])) == []


def test_order_and_batch_do_not_show() -> None:
    reader = fast_reader()
    together = {reading.document.id: reading for reading in reader.read(documents())}
    backwards = {reading.document.id: reading for reading in reader.read(documents()[::-1])}
    alone = {doc.id: next(reader.read([doc])) for doc in documents()}
    assert together == backwards == alone


def test_a_small_batch_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = fast_reader()
    large = list(reader.read(documents()))
    monkeypatch.setattr(legation.reading.reader, "_BATCH_CHARACTERS", 1)
    assert list(reader.read(documents())) == large


def test_readings_come_in_the_order_of_the_documents() -> None:
    found = [reading.document.id for reading in fast_reader().read(documents())]
    assert found == [document.id for document in documents()]


def test_reading_is_lazy() -> None:
    def endless() -> object:
        while True:
            yield document_from_text(TEXTS[0] * 400, id="x")

    reading = next(fast_reader().read(endless()))  # type: ignore[arg-type]
    assert reading.document.id == "x"


def test_both_scripts_give_the_same_records() -> None:
    def shape(reading: Reading) -> list[object]:
        events = [(e.span, e.type, e.actors, e.recipients, e.status) for e in reading.events]
        return [[(m.span, m.actors) for m in reading.mentions], events]

    reader = fast_reader()
    for text in (TEXTS[0], TEXTS[3]):
        pair = [document_from_text(version, id="t") for version in (text, hans(text))]
        first, second = reader.read(pair)
        assert shape(first) == shape(second)


def test_the_version_is_stable_and_stands_in_the_origin() -> None:
    reader = fast_reader()
    assert reader.version == fast_reader().version
    assert reader.origin == f"rules@{reader.version}"
    assert len(reader.version) == 12
    assert all(reading.reader == reader.origin for reading in reader.read(documents()[:1]))


def test_the_version_changes_with_data_and_stages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = tmp_path / "frames.json"
    data.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(legation.reading.reader, "_sources", lambda: [data])
    before = fast_reader().version
    data.write_text('{"attack": 1}', encoding="utf-8")
    after = fast_reader().version
    assert before != after
    assert Reader("rules", STAGES[:2]).version != after


def test_the_version_covers_the_lexicons() -> None:
    names = {path.name for path in legation.reading.reader._sources()}
    assert {"actors.json", "frames_zh.json", "frames_en.json", "modality_zh.tsv"} <= names


def test_a_record_cuts_its_text_and_the_hash_is_of_the_text() -> None:
    for reading in fast_reader().read(documents()):
        text = reading.document.text
        assert reading.document.sha256 == hashlib.sha256(text.encode()).hexdigest()
        for event in reading.events:
            assert event.span.cut(text)


def test_settling_renumbers_what_is_left() -> None:
    document = document_from_text("甲乙丙", id="t")
    unused = Mention(Span(0, 1), ("G:x",), "collective", "if it acts: lexicon")
    used = Mention(Span(1, 2), ("JPN",), "name", "lexicon")
    claim = Claim(Span(2, 3), "JPN", 1, "indirect", "assertion", None, (), (), Span(0, 3))
    draft = Draft(document, mentions=[unused, used], claims=[claim])
    settle_mentions(draft)
    assert draft.mentions == [used]
    assert draft.claims == [replace(claim, speaker_mention=0)]


def test_settling_keeps_who_speaks() -> None:
    document = document_from_text("甲乙丙", id="t")
    speaker = Mention(Span(0, 1), ("G:x",), "collective", "if it acts: lexicon")
    claim = Claim(Span(2, 3), "G:x", 0, "indirect", "assertion", None, (), (), Span(0, 3))
    draft = Draft(document, mentions=[speaker], claims=[claim])
    settle_mentions(draft)
    assert draft.mentions == [speaker]
