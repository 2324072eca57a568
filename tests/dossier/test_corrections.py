from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.dossier.readings import ENGLISH, HANS, HANT, STORIES, Story, at, document, reading

from legation.dossier import Dossier, Evidence
from legation.dossier.correction_log import FOLDER
from legation.dossier.decided import Decided, decided
from legation.dossier.judge import Judge
from legation.dossier.store import Paths, Store
from legation.errors import DossierError, UsageError
from legation.model.document import Sentence
from legation.model.reading import Reading
from legation.model.span import Span


class Desk:
    """A dossier on disk that is read into, judged and looked at, each in an opening of its own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "news.duckdb"

    def read(self, *readings: Reading) -> None:
        with Dossier.open(self.path, write=True) as dossier:
            dossier.add(readings)

    def rows(self, table: str = "events") -> list[dict[str, Any]]:
        with Dossier.open(self.path) as dossier:
            return dossier.sql(f"SELECT * FROM {table} ORDER BY document, start, id").rows()

    def decided(self) -> tuple[Decided, ...]:
        store = Store.read(Paths.of(self.path))
        found = decided(store.connection)
        store.close()
        return found

    def evidence(self, record: str) -> Evidence:
        with Dossier.open(self.path) as dossier:
            return dossier.evidence(record)

    def is_whole(self) -> bool:
        with Dossier.open(self.path) as dossier:
            return all(finding.ok for finding in dossier.check())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _decide(desk: Desk, how: str, record: str, *args: str | None, who: str = "Lin") -> str:
    store = Store.read(Paths.of(desk.path))
    try:
        return getattr(Judge(store, who), how)(record, *args).id  # type: ignore[no-any-return]
    finally:
        store.close()


def _longer(given: Reading, before: str, reader: str = "rules@2") -> Reading:
    """The reading of the same article after its publisher put something before the text."""
    by = len(before)

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    text = before + given.document.text
    return replace(
        given,
        document=document(given.document.id, text),
        reader=reader,
        sentences=tuple(replace(item, span=moved(item.span)) for item in given.sentences),
        mentions=tuple(replace(item, span=moved(item.span)) for item in given.mentions),
        events=tuple(
            replace(
                item,
                span=moved(item.span),
                sentence=moved(item.sentence),
                quantities=tuple(replace(q, span=moved(q.span)) for q in item.quantities),
            )
            for item in given.events
        ),
        claims=(),
        ties=(),
        causes=(),
        scenarios=(),
    )


@pytest.mark.parametrize("story", STORIES)
def test_a_change_is_seen_by_every_query(desk: Desk, story: Story) -> None:
    desk.read(reading(story=story))
    event = desk.rows()[0]
    _decide(desk, "change", event["id"], "status", "planned")
    _decide(desk, "change", event["id"], "type", "assault")
    _decide(desk, "change", event["id"], "date", "2026-01-03")
    _decide(desk, "change", event["id"], "recipients", "VEN.MIL, P:someone")
    with Dossier.open(desk.path) as dossier:
        (row,) = dossier.events(dyad="FRA:VEN", status="planned", type="ASSAULT", since="2026")
        assert row["id"] == event["id"]
        assert (row["plover_type"], row["quad_class"], row["intensity"]) == ("THREATEN", 4, -9.0)
        assert (row["date_first"], row["date_last"]) == (date(2026, 1, 3), date(2026, 1, 3))
        assert row["modes"] == []  # an arrest is no mode of ASSAULT
        assert row["recipient_mentions"] == []  # the mention holds neither of the recipients
        assert row["actor_mentions"] == event["actor_mentions"]
        assert {item["field"] for item in row["reasons"]} == {
            *("status", "type", "date", "recipients")
        }
        pairs = dossier.sql("SELECT id FROM event_dyads WHERE recipient = 'VEN.MIL'").rows()
        assert pairs == [{"id": event["id"]}]
    assert desk.is_whole()


@pytest.mark.parametrize(
    ("table", "field", "to", "value", "derived"),
    [
        ("claims", "speaker", "FRA.GOV", "FRA.GOV", {"speaker_mention": None}),
        ("claims", "kind", "denial", "denial", {}),
        ("ties", "channel", "arms", "arms", {}),
        ("ties", "value", "2,500", 2500.0, {}),
        ("ties", "period", "2019", "2019", {"period_first": date(2019, 1, 1)}),
        ("ties", "from", "null", None, {}),
        ("causes", "layer", "underlying", "underlying", {}),
        ("causes", "negated", "yes", True, {}),
        ("scenarios", "likelihood", "可能", "可能", {}),
        ("scenarios", "realised", "true", True, {}),
        ("mentions", "actors", "[]", [], {"roles": []}),
        ("events", "attribution", "O:afp、officials:USA", ["O:afp", "officials:USA"], {}),
    ],
)
def test_every_kind_can_be_corrected(
    desk: Desk, table: str, field: str, to: str, value: Any, derived: dict[str, Any]
) -> None:
    desk.read(reading())
    before = desk.rows(table)
    _decide(desk, "change", before[-1]["id"], field, to)
    after = desk.rows(table)
    assert [row["id"] for row in after] == [row["id"] for row in before]
    assert after[-1][field] == value
    assert {name: after[-1][name] for name in derived} == derived
    if field == "attribution":
        assert after[-1]["attribution_countries"] == ["FRA", "USA"]
    assert desk.is_whole()


def test_a_rejected_record_leaves_its_table_and_still_has_evidence(desk: Desk) -> None:
    desk.read(reading())
    first, second = desk.rows()
    _decide(desk, "reject", first["id"], None, "a film is told of")
    assert [row["id"] for row in desk.rows()] == [second["id"]]
    found = desk.evidence(first["id"][:8])
    assert found.rejected
    assert found.record["status"] == "actual"
    (one,) = found.corrections
    assert (one.who, one.decision, one.reason) == ("Lin", "reject", "a film is told of")
    assert desk.is_whole()
    _decide(desk, "retract", one.correction)
    assert len(desk.rows()) == 2
    assert not desk.evidence(first["id"]).rejected


def test_evidence_shows_who_changed_what_from_what_and_why(desk: Desk) -> None:
    desk.read(reading())
    record = desk.rows()[0]["id"]
    _decide(desk, "change", record, "status", "denied", None, "the paper took it back")
    found = desk.evidence(record)
    assert found.record["status"] == "denied"
    (one,) = found.corrections
    assert (one.field, one.old, one.new, one.standing) == ("status", "actual", "denied", "holds")
    assert one.state == "SAME"
    assert "the paper took it back" in dict(found.reasons)["status"]


def test_the_parts_keep_what_the_reader_had(desk: Desk) -> None:
    desk.read(reading())
    before = desk.rows()
    record = before[0]["id"]
    change = _decide(desk, "change", record, "status", "denied")
    assert desk.rows() != before
    with duckdb.connect(str(desk.path), read_only=True) as connection:
        kept = connection.execute("SELECT id, status FROM as_read.events").fetchall()
    assert kept == [(record, "actual")]
    _decide(desk, "retract", change)
    assert desk.rows() == before
    assert [(item.decision, item.standing) for item in desk.decided()] == [
        ("change", "withdrawn"),
        ("retract", "holds"),
    ]


@pytest.mark.parametrize("story", STORIES)
def test_corrections_outlive_another_reader_and_a_rebuild(desk: Desk, story: Story) -> None:
    given = reading(story=story)
    desk.read(given)
    first, second = desk.rows()
    _decide(desk, "change", first["id"], "status", "denied")
    _decide(desk, "reject", second["id"])
    desk.read(replace(given, reader="rules@2"))
    assert [(row["status"], row["origin"]) for row in desk.rows()] == [("denied", "rules@2")]
    Dossier.rebuild(desk.path)
    assert [(row["status"], row["origin"]) for row in desk.rows()] == [("denied", "rules@2")]
    assert {item.state for item in desk.decided()} == {"SAME"}
    assert desk.is_whole()


@pytest.mark.parametrize("story", STORIES)
def test_corrections_move_with_their_words(desk: Desk, story: Story) -> None:
    given = reading(story=story)
    desk.read(given)
    _decide(desk, "change", desk.rows()[0]["id"], "status", "denied")
    desk.read(_longer(given, "更正 Update.\n\n"))
    (one,) = desk.decided()
    row = desk.rows()[0]
    assert (one.state, one.record) == ("MOVED", row["id"])
    assert (one.record_start, one.record_end) == (row["start"], row["end"])
    assert (row["status"], row["quote"]) == ("denied", story.arrest)
    assert desk.is_whole()


def test_what_is_gone_is_reported_and_kept(desk: Desk) -> None:
    desk.read(reading())
    first, second = desk.rows()
    _decide(desk, "change", first["id"], "status", "denied")
    _decide(desk, "reject", second["id"])
    desk.read(replace(reading(), reader="rules@2", events=()))
    found = desk.decided()
    assert [(item.state, item.standing, item.record) for item in found] == [
        ("ORPHAN", "unplaced", None)
    ] * 2
    assert all("has none of its events there" in item.why for item in found)
    desk.read(reading(reader="rules@3"))
    assert [item.state for item in desk.decided()] == ["SAME", "SAME"]
    assert [row["status"] for row in desk.rows()] == ["denied"]


def test_a_rejection_does_not_take_what_is_read_otherwise(desk: Desk) -> None:
    given = reading()
    desk.read(given)
    _decide(desk, "reject", desk.rows()[0]["id"])
    other = replace(given.events[0], type="ACCUSE", plover_type="ACCUSE", recipients=("USA",))
    desk.read(replace(given, reader="rules@2", events=(other,)))
    assert [row["type"] for row in desk.rows()] == ["ACCUSE"]
    (one,) = desk.decided()
    assert one.state == "ORPHAN"
    assert "type was 'COERCE', is 'ACCUSE'" in one.why


def test_an_accepted_record_stays_as_it_was_accepted(desk: Desk) -> None:
    given = reading()
    desk.read(given)
    _decide(desk, "accept", desk.rows()[0]["id"])
    worse = replace(given.events[0], status="planned", date=None)
    desk.read(replace(given, reader="rules@2", events=(worse,)))
    (row,) = desk.rows()
    assert (row["status"], row["date"], row["date_first"]) == (
        "actual",
        "2025-12",
        date(2025, 12, 1),
    )
    assert "status was 'actual', is 'planned'" in desk.decided()[0].why


def test_two_records_at_one_place_are_told_apart(desk: Desk) -> None:
    given = reading()
    ties = (given.ties[0], replace(given.ties[0], source="DEU", value=4e7))
    desk.read(replace(given, ties=ties))
    german = next(row for row in desk.rows("ties") if row["from"] == "DEU")
    _decide(desk, "change", german["id"], "channel", "trade")
    assert {row["from"]: row["channel"] for row in desk.rows("ties")} == {
        "FRA": "lending",
        "DEU": "trade",
    }
    desk.read(replace(given, reader="rules@2"))  # only the French tie is left
    assert [row["channel"] for row in desk.rows("ties")] == ["lending"]
    assert [item.state for item in desk.decided()] == ["AMBIGUOUS"]


def test_a_reader_that_comes_to_agree_is_no_puzzle(desk: Desk) -> None:
    given = reading()
    german = replace(given.ties[0], source="DEU", value=4e7)
    desk.read(replace(given, ties=(given.ties[0], german)))
    wanted = next(row for row in desk.rows("ties") if row["from"] == "DEU")
    _decide(desk, "change", wanted["id"], "channel", "trade")
    agreed = replace(german, channel="trade")
    desk.read(replace(given, reader="rules@2", ties=(given.ties[0], agreed)))
    (one,) = desk.decided()
    assert (one.state, one.standing) == ("SAME", "holds")
    assert "channel was 'lending', is 'trade'" in one.why
    assert {row["channel"] for row in desk.rows("ties")} == {"lending", "trade"}


def test_records_that_differ_in_place_only_are_told_apart(desk: Desk) -> None:
    text = HANT.text + HANT.text
    again = at(HANT.text, HANT.arrest)
    copy = Span(again.start + len(HANT.text), again.end + len(HANT.text))
    cause = reading().causes[0]
    given = Reading(
        document("story", text),
        "rules@1",
        sentences=(Sentence(Span(0, len(text)), "body", "zh-Hant-TW", 1),),
        mentions=(),
        causes=(replace(cause, cause=again), replace(cause, cause=copy)),
    )
    desk.read(given)
    wanted = next(row for row in desk.rows("causes") if row["cause_start"] == copy.start)
    _decide(desk, "change", wanted["id"], "layer", "underlying")
    layers = {row["cause_start"]: row["layer"] for row in desk.rows("causes")}
    assert layers == {again.start: "official", copy.start: "underlying"}


def test_words_that_the_reader_cuts_anew_are_found(desk: Desk) -> None:
    given = reading(story=ENGLISH)
    desk.read(given)
    _decide(desk, "change", desk.rows()[1]["id"], "status", "proposed")
    wider = replace(given.events[1], span=at(ENGLISH.text, "will give"))
    desk.read(replace(given, reader="rules@2", events=(wider,)))
    assert [(row["quote"], row["status"]) for row in desk.rows()] == [("will give", "proposed")]
    (one,) = desk.decided()
    assert one.state == "MOVED"
    assert "will give" in one.why


def _twice(story: Story, between: str, reader: str = "rules@1", copies: int = 2) -> Reading:
    """An article that says one sentence again, each time with its event."""
    text = between.join([story.text] * copies)
    by = len(story.text) + len(between)
    spans = [Span(by * n, by * n + len(story.text)) for n in range(copies)]
    trigger = at(story.text, story.arrest)
    event = replace(reading(story=story).events[0], actor_mentions=(), recipient_mentions=())
    return Reading(
        document=document("story", text),
        reader=reader,
        sentences=tuple(Sentence(span, "body", "zh-Hant-TW", 1) for span in spans),
        mentions=(),
        events=tuple(
            replace(
                event,
                span=Span(trigger.start + span.start, trigger.end + span.start),
                sentence=span,
            )
            for span in spans
        ),
    )


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("copy", [0, 1])
def test_a_repeated_sentence_keeps_its_own_correction(desk: Desk, story: Story, copy: int) -> None:
    desk.read(_twice(story, "\n"))
    _decide(desk, "change", desk.rows()[copy]["id"], "status", "denied")
    wanted = ["actual", "actual"]
    wanted[copy] = "denied"
    assert [row["status"] for row in desk.rows()] == wanted
    desk.read(_twice(story, "\n", "rules@2"))
    assert [row["status"] for row in desk.rows()] == wanted
    desk.read(_twice(story, "\n", "rules@3", copies=1))
    assert [row["status"] for row in desk.rows()] == ["actual"]
    (one,) = desk.decided()
    assert one.state == "AMBIGUOUS"


def test_documents_with_one_text_are_judged_one_by_one(desk: Desk) -> None:
    desk.read(reading("a"), reading("b"))
    record = desk.rows()[0]["id"]
    with pytest.raises(UsageError, match="2 documents with the same text"):
        _decide(desk, "reject", record)
    _decide(desk, "reject", record, "b")
    assert [row["document"] for row in desk.rows() if row["id"] == record] == ["a"]
    assert desk.is_whole()


def test_analysts_who_disagree_are_both_kept(desk: Desk) -> None:
    desk.read(reading(), reading("other", HANS))
    record = next(row for row in desk.rows() if row["document"] == "story")["id"]
    _decide(desk, "change", record, "status", "denied")
    _decide(desk, "change", record, "status", "planned", who="García")
    row = next(row for row in desk.rows() if row["id"] == record)
    assert row["status"] == "planned"
    assert [(item.who, item.standing, item.disputed) for item in desk.decided()] == [
        ("Lin", "overruled", True),
        ("García", "holds", True),
    ]


@pytest.mark.parametrize("story", [HANT, HANS, ENGLISH])
def test_the_order_of_the_files_is_of_no_weight(tmp_path: Path, story: Story) -> None:
    desk = Desk(tmp_path / "one")
    desk.path.parent.mkdir()
    desk.read(reading(story=story))
    first, second = (row["id"] for row in desk.rows())
    _decide(desk, "change", first, "status", "denied")
    _decide(desk, "change", first, "status", "planned")
    _decide(desk, "reject", second, who="García")
    _decide(desk, "accept", second)
    expected = (desk.rows(), desk.decided())
    shutil.copytree(desk.path.parent, tmp_path / "two")
    other = Desk(tmp_path / "two")
    folder = other.path.with_suffix(".parts") / FOLDER
    names = sorted(path.name for path in folder.iterdir())
    for name, new in zip(names, reversed(names), strict=True):
        (folder / name).rename(folder / f"x{new}")
    with pytest.raises(DossierError, match="lacks corrections"):
        Dossier.open(other.path, write=True)
    Dossier.rebuild(other.path)
    assert (other.rows(), other.decided()) == expected


def test_a_log_that_another_brought_is_taken_up_when_opened(tmp_path: Path) -> None:
    mine, theirs = Desk(tmp_path / "mine"), Desk(tmp_path / "theirs")
    for desk in (mine, theirs):
        desk.path.parent.mkdir()
        desk.read(reading())
    _decide(theirs, "change", theirs.rows()[0]["id"], "status", "denied", who="García")
    shutil.copytree(
        theirs.path.with_suffix(".parts") / FOLDER, mine.path.with_suffix(".parts") / FOLDER
    )
    assert mine.rows()[0]["status"] == "denied"
    assert mine.is_whole()


def test_a_copy_without_parts_shows_corrections_and_takes_none(desk: Desk) -> None:
    desk.read(reading())
    record = desk.rows()[0]["id"]
    _decide(desk, "change", record, "status", "denied")
    assert desk.rows()[0]["status"] == "denied"
    shutil.rmtree(desk.path.with_suffix(".parts"))
    assert desk.rows()[0]["status"] == "denied"
    with pytest.raises(DossierError, match="put the folder back"):
        _decide(desk, "reject", record)


def test_a_dossier_of_the_first_columns_gets_the_present_ones(desk: Desk) -> None:
    desk.read(reading())
    with duckdb.connect(str(desk.path)) as connection:
        connection.execute("DROP TABLE corrections")
        connection.execute("CREATE TABLE corrections (correction VARCHAR)")
    assert desk.decided() == ()
    _decide(desk, "change", desk.rows()[0]["id"], "status", "denied")
    assert [item.standing for item in desk.decided()] == ["holds"]


def test_a_decision_waits_for_its_document(tmp_path: Path) -> None:
    mine, theirs = Desk(tmp_path / "mine"), Desk(tmp_path / "theirs")
    for desk in (mine, theirs):
        desk.path.parent.mkdir()
    mine.read(reading("a"))
    theirs.read(reading("b", HANS))
    _decide(theirs, "change", theirs.rows()[0]["id"], "status", "denied")
    shutil.copytree(
        theirs.path.with_suffix(".parts") / FOLDER, mine.path.with_suffix(".parts") / FOLDER
    )
    (one,) = mine.decided()
    assert (one.state, one.why) == ("ORPHAN", "the dossier no longer has the document b")
    mine.read(reading("c", ENGLISH))
    assert [item.state for item in mine.decided()] == ["ORPHAN"]
    mine.read(reading("b", HANS))
    assert [item.state for item in mine.decided()] == ["SAME"]
    assert next(row["status"] for row in mine.rows() if row["document"] == "b") == "denied"


def test_reading_more_leaves_corrections_as_they_are(desk: Desk) -> None:
    desk.read(reading("a"))
    _decide(desk, "change", desk.rows()[0]["id"], "status", "denied")
    _decide(desk, "reject", desk.rows()[1]["id"])
    before = (desk.rows(), desk.decided())
    desk.read(reading("b", HANS), reading("c", ENGLISH))
    assert [row for row in desk.rows() if row["document"] == "a"] == before[0]
    assert desk.decided() == before[1]
    assert len(desk.rows()) == 5
    assert desk.is_whole()


def test_damage_to_the_log_is_found_by_the_check(desk: Desk) -> None:
    desk.read(reading())
    for row in desk.rows():
        _decide(desk, "change", row["id"], "status", "denied")
    first, second = sorted((desk.path.with_suffix(".parts") / FOLDER).iterdir())
    assert desk.rows()[1]["status"] == "denied"
    first.write_bytes(first.read_bytes().replace(b"denied", b"actual"))
    second.unlink()
    with Dossier.open(desk.path) as dossier:
        (wrong,) = [finding for finding in dossier.check() if not finding.ok]
        assert dossier.events(status="denied").rows()  # what the tables have is kept
    assert wrong.name == "corrections can be read"
    assert f"{first.name} line 1: it was altered" in wrong.detail
    assert f"{second.name} is shorter than it was" in wrong.detail
    with pytest.raises(DossierError, match="restore the folder from a backup"):
        Dossier.open(desk.path, write=True)


def test_a_failed_load_leaves_everything_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.read(reading())
    _decide(desk, "change", desk.rows()[0]["id"], "status", "denied")
    before = (desk.rows(), desk.decided())

    def fail(*_: object) -> None:
        raise DossierError("no room")

    with monkeypatch.context() as patched:
        patched.setattr("legation.dossier.store.load_corrections", fail)
        with pytest.raises(DossierError, match="no room"):
            desk.read(reading(reader="rules@2"))
    assert {row["origin"] for row in desk.rows()} == {"rules@2"}  # its part is there, and loaded
    assert [row["status"] for row in desk.rows()] == [row["status"] for row in before[0]]
    assert [item.state for item in desk.decided()] == ["SAME"]
