from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.readings import ENGLISH, HANS, HANT, document, exported, plain, reading

from legation.dossier import Dossier, Run
from legation.errors import SpanError, UsageError
from legation.exports import export_jsonl
from legation.model.document import Failure
from legation.model.span import Span


def test_what_was_added_is_there_after_opening_again(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        tally = dossier.add([reading("a", HANT), reading("b", HANS), reading("c", ENGLISH)])
    assert (tally.added, tally.replaced, tally.unchanged) == (3, 0, 0)
    with Dossier.open(tmp_path / "news.duckdb") as dossier:
        counts = dossier.status().counts
        assert counts == {
            "documents": 3,
            "sentences": 3,
            "mentions": 9,
            "events": 6,
            "claims": 3,
            "ties": 3,
            "causes": 3,
            "scenarios": 3,
        }
        assert [row["document"] for row in dossier.documents()] == ["a", "b", "c"]
        assert all(finding.ok for finding in dossier.check())


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    readings = [reading("a", HANT), reading("b", HANS)]
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add(readings)
        export_jsonl(dossier, tmp_path / "first")
        parts = sorted(path.name for path in (tmp_path / "news.parts").glob("0*"))
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        assert dossier.add(readings[::-1]).unchanged == 2
        export_jsonl(dossier, tmp_path / "second")
    assert exported(tmp_path / "first") == exported(tmp_path / "second")
    assert sorted(path.name for path in (tmp_path / "news.parts").glob("0*")) == parts


def test_order_and_batches_do_not_show(tmp_path: Path) -> None:
    readings = [reading(f"d{number}", HANT) for number in range(7)]
    for name, batch, order in (("one", 64, readings), ("two", 2, readings[::-1])):
        with Dossier.open(tmp_path / name, write=True) as dossier:
            with dossier.writer(Run("rules@1"), batch=batch) as writer:
                for item in order:
                    writer.put(item)
            export_jsonl(dossier, tmp_path / f"{name}.out")
    assert exported(tmp_path / "one.out") == exported(tmp_path / "two.out")


def test_a_new_reader_replaces_only_what_it_read(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([reading("a"), reading("b")])
        newer = replace(reading("b", reader="rules@2"), events=())
        assert dossier.add([newer]).replaced == 1
        origins = {row["document"]: row["origin"] for row in dossier.documents()}
        assert origins == {"a": "rules@1", "b": "rules@2"}
        assert {row["document"] for row in dossier.events()} == {"a"}
        assert dossier.status().counts["mentions"] == 6
        assert all(finding.ok for finding in dossier.check())


def test_new_metadata_or_text_from_the_same_file_replaces(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([plain("a", "first")])
        titled = replace(plain("a", "first"), document=document("a", "first", title="Now titled"))
        assert dossier.add([titled]).replaced == 1
        assert dossier.add([plain("a", "second")]).replaced == 1
        assert dossier.sql("SELECT text FROM documents").rows() == [{"text": "second"}]


def test_one_text_under_two_ids_is_kept_twice(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([reading("a"), reading("b")])
        first, second = dossier.events(type="COERCE").rows()
        assert first["id"] == second["id"]
        assert dossier.evidence(first["id"]).also_in == ("b",)


@pytest.mark.parametrize("path", ["elsewhere/a.txt", "-"])
def test_an_id_is_not_taken_from_another_document(tmp_path: Path, path: str) -> None:
    first = replace(plain("a", "first"), document=document("a", "first", path="-"))
    second = replace(plain("a", "second"), document=document("a", "second", path=path))
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        tally = dossier.add([first, second])
        assert (tally.added, tally.failed) == (1, 1)
        assert dossier.sql("SELECT text FROM documents").rows() == [{"text": "first"}]
        (failure,) = dossier.status().failures
        assert "belongs to another text" in failure.reason


def test_a_broken_reading_is_refused_and_the_others_stay(tmp_path: Path) -> None:
    broken = plain("b", "short", (Span(0, 99),))
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        with pytest.raises(SpanError):
            dossier.add([plain("a", "text", (Span(0, 2),)), broken])
        assert [row["document"] for row in dossier.documents()] == ["a"]
        with dossier.writer(Run("rules@1")) as writer:
            writer.put(broken, strict=False)
            writer.put(plain("c", "text"))
        assert writer.tally.failed == 1
        assert "does not lie in the text" in dossier.status().failures[0].reason


def test_failures_are_kept_with_their_run(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add(
            [], [Failure("圖.png", "an image; give its text")], Run("rules@1", "read 圖.png")
        )
        found = dossier.status()
        assert found.failures == (Failure("圖.png", "an image; give its text"),)
        assert (found.runs, found.unfinished) == (1, 0)
        (run,) = dossier.sql("SELECT command, failed FROM runs").rows()
        assert run == {"command": "read 圖.png", "failed": 1}


def test_a_dossier_open_for_reading_takes_nothing(tmp_path: Path) -> None:
    Dossier.open(tmp_path / "news", write=True).close()
    with (
        Dossier.open(tmp_path / "news") as dossier,
        pytest.raises(UsageError, match="open for reading"),
    ):
        dossier.add([reading()])


_TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=40
) | st.sampled_from(
    ["𠮷野家a\u0301b", "e\u0301\u0301", "👩\u200d👩\u200d👧", "\x00x\n\u2028y", "\ufeff馬"]
)


@settings(max_examples=25, deadline=None)
@given(text=_TEXTS, data=st.data())
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    folder = tmp_path_factory.mktemp("any")
    with Dossier.open(folder / "d", write=True) as dossier:
        dossier.add([plain("d", text, (Span(start, end),))])
    Dossier.rebuild(folder / "d")
    with Dossier.open(folder / "d") as dossier:
        assert dossier.sql("SELECT text FROM documents").rows() == [{"text": text}]
        (row,) = dossier.sql("SELECT id, quote FROM mentions").rows()
        assert row["quote"] == text[start:end]
        assert dossier.evidence(row["id"]).marks[0].text == text[start:end]
        assert all(finding.ok for finding in dossier.check())
