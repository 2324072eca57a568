from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from tests.dossier.readings import HANT, STORIES, Story, at, reading

from legation.dossier import Dossier
from legation.dossier.anchors import make_anchor
from legation.dossier.fold_log import Seen, Word, add_run, add_word, read_fold_log
from legation.dossier.folds import load_folds, place_words
from legation.dossier.store import Paths, Store
from legation.errors import DossierError

AT = datetime(2026, 1, 5, 12, 0, 0)  # noqa: DTZ001


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A dossier of three stories, an arrest and an aid in each."""
    found = tmp_path / "d.duckdb"
    with Dossier.open(found, write=True) as opened:
        opened.add([reading(f"s{number}", story) for number, story in enumerate(STORIES)])
    return found


def parts(path: Path) -> Path:
    return path.with_suffix(".parts")


def events(path: Path, kind: str = "COERCE") -> dict[str, str]:
    with Dossier.open(path) as opened:
        rows = opened.sql("SELECT document, id FROM events WHERE type = ?", [kind]).rows()
    return {row["document"]: row["id"] for row in rows}


def run(path: Path, *groups: tuple[str, ...], kind: str = "COERCE") -> None:
    """A run that puts the reports of some documents together."""
    known = events(path, kind)
    rows = [
        {
            "happening": known[group[0]],
            "document": name,
            "id": known[name],
            "reason": "given",
            "score": 0.7,
        }
        for group in groups
        for name in group
    ]
    add_run(parts(path), "folding@0", AT, len(known), rows)


def seen(name: str, story: Story, kind: str = "COERCE") -> Seen:
    with_text = reading(name, story).document
    span = at(story.text, story.arrest)
    anchor = make_anchor(
        name, with_text.sha256, story.text, (span.start, span.end), (0, len(story.text))
    )
    return Seen(anchor, kind)


def loaded(path: Path) -> list[tuple[str, str, float | None, str]]:
    store = Store.write(Paths.of(path))
    try:
        store.connection.begin()
        load_folds(store.connection, parts(path))
        store.connection.commit()
        found: list[tuple[str, str, float | None, str]] = store.connection.execute(
            'SELECT happening, document, score, "by" FROM folds ORDER BY document'
        ).fetchall()
        return found
    finally:
        store.close()


def test_without_a_log_the_table_is_empty(path: Path) -> None:
    assert loaded(path) == []


def test_the_run_that_counts_fills_the_table(path: Path) -> None:
    run(path, ("s0", "s1", "s2"))
    first = events(path)["s0"]
    assert loaded(path) == [(first, f"s{number}", 0.7, "folding@0") for number in range(3)]
    run(path, ("s1", "s2"))
    assert [row[1] for row in loaded(path)] == ["s1", "s2"]


def test_loading_twice_changes_nothing(path: Path) -> None:
    run(path, ("s0", "s1"))
    assert loaded(path) == loaded(path)


def test_a_happening_of_which_one_report_is_left_is_none(path: Path) -> None:
    run(path, ("s0", "s1"))
    with Dossier.open(path, write=True) as opened:
        story = replace(
            HANT, text="法新社報道，法國沒有逮捕馬杜羅，但將提供約三千萬歐元援助，並派員。"
        )
        opened.add([reading("s0", story, "rules@2")])
    assert loaded(path) == []


def test_words_come_over_the_run(path: Path) -> None:
    run(path, ("s0", "s1", "s2"))
    pair = (seen("s0", STORIES[0]), seen("s2", STORIES[2]))
    word = add_word(parts(path), Word("Lin", AT, "different", "two men", pair))
    assert [row[1] for row in loaded(path)] == ["s0", "s1"]
    add_word(parts(path), Word("Lin", AT, "undo", "no", (), word.id))
    assert [row[1] for row in loaded(path)] == ["s0", "s1", "s2"]


def test_the_first_published_names_the_happening_after_words_too(path: Path) -> None:
    run(path, ("s1", "s2"))
    pair = (seen("s1", STORIES[1]), seen("s0", STORIES[0]))
    add_word(parts(path), Word("Lin", AT, "same", "one man", pair))
    assert loaded(path) == [
        (events(path)["s0"], "s0", None, "Lin"),
        (events(path)["s0"], "s1", None, "Lin"),
        (events(path)["s0"], "s2", 0.7, "folding@0"),
    ]


def test_a_word_on_a_type_that_stands_there_twice_finds_its_own(path: Path) -> None:
    one, other = seen("s0", STORIES[0]), seen("s1", STORIES[1])
    word = Word("Lin", AT, "same", "one man", (one, other))
    store = Store.read(Paths.of(path))
    try:
        (placed,) = place_words(store.connection, [word])
        gone = replace(
            word,
            reports=(
                one,
                replace(other, anchor=replace(other.anchor, document="x", sha256="1" * 64)),
            ),
        )
        (orphan,) = place_words(store.connection, [gone])
    finally:
        store.close()
    assert placed.pair == (("s0", events(path)["s0"]), ("s1", events(path)["s1"]))
    assert placed.states == ("SAME", "SAME")
    assert orphan.pair is None
    assert orphan.states[-1] == "ORPHAN"
    assert "no longer has the document x" in orphan.why


def test_a_document_that_was_renamed_is_found_by_its_text(path: Path) -> None:
    one = seen("s0", STORIES[0])
    renamed = replace(one, anchor=replace(one.anchor, document="old-name"))
    add_word(parts(path), Word("Lin", AT, "same", "one", (renamed, seen("s1", STORIES[1]))))
    assert [row[1] for row in loaded(path)] == ["s0", "s1"]


def test_a_run_that_is_no_json_leaves_the_table_as_it_was(path: Path) -> None:
    run(path, ("s0", "s1"))
    before = loaded(path)
    counts = read_fold_log(parts(path)).run
    assert counts is not None
    with counts.file.open("a", encoding="utf-8") as file:
        file.write("{ no json\n")
    with pytest.raises(DossierError, match=counts.name):
        loaded(path)
    connection = duckdb.connect(str(path), read_only=True)
    assert connection.execute("SELECT count(*) FROM folds").fetchone() == (len(before),)
    connection.close()
