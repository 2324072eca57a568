from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from legation.dossier.anchors import make_anchor
from legation.dossier.fold_log import FOLDER, FoldLog, Seen, Word, add_run, add_word, read_fold_log
from legation.errors import DossierError

TEXT = "法國上月逮捕一名官員，隨後釋放。"
AT = datetime(2026, 1, 5, 12, 0, 0)  # noqa: DTZ001
ROW = {"happening": "h", "document": "a", "id": "e1", "reason": "同日", "score": 0.7}


def seen(words: str) -> Seen:
    start = TEXT.index(words)
    span = (start, start + len(words))
    return Seen(make_anchor("a", "0" * 64, TEXT, span, (0, len(TEXT))), "COERCE")


WORD = Word("Lin", AT, "same", "一次行動", (seen("逮捕"), seen("釋放")))


def words_file(root: Path) -> Path:
    return root / FOLDER / "folds.jsonl"


def test_a_word_is_read_as_it_was_said(tmp_path: Path) -> None:
    add_word(tmp_path, WORD)
    log = read_fold_log(tmp_path)
    assert log.words == (WORD,)
    assert log.standing == (WORD,)
    assert (log.run, log.faults) == (None, ())


def test_a_folder_without_judgements_has_an_empty_log(tmp_path: Path) -> None:
    assert read_fold_log(tmp_path) == FoldLog((), (), ())
    assert read_fold_log(tmp_path / "none") == FoldLog((), (), ())
    with pytest.raises(DossierError, match="put the folder back"):
        add_word(tmp_path / "none", WORD)


def test_nothing_is_ever_taken_out_of_the_log(tmp_path: Path) -> None:
    add_word(tmp_path, WORD)
    before = words_file(tmp_path).read_bytes()
    add_word(tmp_path, Word("Ono", AT.replace(hour=13), "undo", "misread", (), WORD.id))
    assert words_file(tmp_path).read_bytes().startswith(before)
    log = read_fold_log(tmp_path)
    assert len(log.words) == 2
    assert log.standing == ()


def test_runs_are_numbered_and_the_last_that_is_not_undone_counts(tmp_path: Path) -> None:
    first = add_run(tmp_path, "folding@1", AT, 5, [ROW])
    second = add_run(tmp_path, "folding@2", AT.replace(hour=13), 5, [])
    assert [first.name, second.name] == ["folds-00000001", "folds-00000002"]
    assert (first.happenings, second.happenings) == (1, 0)
    assert read_fold_log(tmp_path).run == second
    add_word(tmp_path, Word("Ono", AT.replace(hour=14), "undo", "worse", (), second.name))
    assert read_fold_log(tmp_path).run == first


@pytest.mark.parametrize(("old", "new"), [('"Lin"', '"Nil"'), ('"same"', '"maybe"'), ("{", "[")])
def test_a_damaged_line_is_said_and_left_out_and_the_rest_holds(
    tmp_path: Path, old: str, new: str
) -> None:
    add_word(tmp_path, WORD)
    path = words_file(tmp_path)
    path.write_text(path.read_text("ascii").replace(old, new, 1), "ascii")
    other = replace(WORD, who="Ono")
    add_word(tmp_path, other)
    log = read_fold_log(tmp_path)
    assert log.words == (other,)
    assert len(log.faults) == 1
    assert "line 1" in log.faults[0]


def test_a_line_that_was_cut_off_does_not_swallow_the_next(tmp_path: Path) -> None:
    add_word(tmp_path, WORD)
    path = words_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    add_word(tmp_path, replace(WORD, who="Ono"))
    log = read_fold_log(tmp_path)
    assert [word.who for word in log.words] == ["Ono"]
    assert len(log.faults) == 1


def test_words_about_more_or_fewer_than_two_reports_are_faults(tmp_path: Path) -> None:
    add_word(tmp_path, replace(WORD, reports=WORD.reports[:1]))
    log = read_fold_log(tmp_path)
    assert log.words == ()
    assert "about 1 reports" in log.faults[0]


def test_a_run_whose_head_is_gone_is_a_fault(tmp_path: Path) -> None:
    run = add_run(tmp_path, "folding@1", AT, 5, [ROW])
    run.file.write_text("", "utf-8")
    log = read_fold_log(tmp_path)
    assert log.run is None
    assert run.file.name in log.faults[0]


def test_rows_of_a_run_keep_their_characters(tmp_path: Path) -> None:
    run = add_run(tmp_path, "folding@1", AT, 5, [ROW])
    line = run.file.read_text("utf-8").splitlines()[1]
    assert json.loads(line) == ROW
    assert "同日" in line
