from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.analysis.tellings import ENGLISH, HANS, HANT, TELLINGS, dossier, folds, ids, reading

from legation.analysis.folding import VERSION
from legation.analysis.foldrun import fold_dossier, say, undo
from legation.dossier import Dossier
from legation.dossier.fold_log import FOLDER, read_fold_log
from legation.errors import DossierError, UsageError

LATER = replace(
    ENGLISH,
    name="later",
    text="Chile's navy seized a Peruvian trawler on May 9.",
    date="2019-05-09",
    published="2019-05-10",
)
ALL = {"hant", "hans", "english"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return dossier(tmp_path / "d.duckdb", *TELLINGS, LATER)


def read_again(path: Path, *told: object, before: str = "", reader: str = "rules@2") -> None:
    with Dossier.open(path, write=True) as opened:
        opened.add([reading(item, reader, before) for item in told])  # type: ignore[arg-type]


def parts(path: Path) -> Path:
    return path.with_suffix(".parts")


def test_reports_in_three_wordings_are_one_happening(path: Path) -> None:
    summary = fold_dossier(path)
    assert (summary.reports, summary.happenings, summary.folded) == (4, 2, 3)
    assert folds(path) == [ALL]
    with Dossier.open(path) as opened:
        rows = opened.sql("SELECT * FROM folds").rows()
    assert {row["by"] for row in rows} == {VERSION}
    assert all("same day" in row["reason"] and 0 < row["score"] <= 1 for row in rows)
    assert {row["happening"] for row in rows} == {ids(path)["english"]}


def test_folding_again_logs_nothing_new(path: Path) -> None:
    first = fold_dossier(path)
    again = fold_dossier(path)
    assert first.run is not None
    assert again.run is None
    assert len(read_fold_log(parts(path)).runs) == 1


def test_folds_are_there_after_a_rebuild_and_a_run_can_be_undone(path: Path) -> None:
    fold_dossier(path)
    Dossier.rebuild(path)
    assert folds(path) == [ALL]
    name, summary = undo(path, None, "Lin", "too early")
    assert name == "folds-00000001"
    assert (summary.happenings, folds(path)) == (4, [])
    assert (parts(path) / FOLDER / f"{name}.jsonl").exists()


def test_a_persons_different_holds_against_the_machine_and_can_be_undone(path: Path) -> None:
    fold_dossier(path)
    known = ids(path)
    say(path, "different", (known["hant"], known["hans"]), "Lin", "two boats")
    assert not any({"hant", "hans"} <= group for group in folds(path))
    fold_dossier(path)
    assert not any({"hant", "hans"} <= group for group in folds(path))
    undo(path, read_fold_log(parts(path)).words[0].id[:6], "Lin", "one boat")
    fold_dossier(path)
    assert folds(path) == [ALL]


def test_a_persons_same_holds_and_says_who(path: Path) -> None:
    fold_dossier(path)
    known = ids(path)
    say(path, "same", (known["hant"], known["later"]), "Lin", "the date was a slip")
    assert folds(path) == [ALL | {"later"}]
    fold_dossier(path)
    assert folds(path) == [ALL | {"later"}]
    with Dossier.open(path) as opened:
        rows = opened.sql('SELECT document, reason, score FROM folds WHERE "by" = ?', ["Lin"])
    assert {row["document"] for row in rows} == {"hant", "later"}
    assert {row["reason"] for row in rows} == {"the date was a slip"}
    assert {row["score"] for row in rows} == {None}


@pytest.mark.parametrize("told", TELLINGS)
def test_a_word_survives_a_new_reading_that_changes_ids(path: Path, told: object) -> None:
    known = ids(path)
    say(path, "same", (known[told.name], known["later"]), "Lin", "one boat")  # type: ignore[attr-defined]
    changed = replace(told, type="ASSAULT", modes=())  # type: ignore[type-var]
    read_again(path, changed)
    assert ids(path)[told.name] != known[told.name]  # type: ignore[attr-defined]
    assert folds(path) == [{told.name, "later"}]  # type: ignore[attr-defined]


def test_a_word_moves_with_its_characters(path: Path) -> None:
    known = ids(path)
    say(path, "same", (known["hant"], known["later"]), "Lin", "one boat")
    read_again(path, HANT, before="利馬消息。")
    assert folds(path) == [{"hant", "later"}]


def test_a_word_whose_characters_are_gone_is_said_to_hold_for_none(path: Path) -> None:
    known = ids(path)
    say(path, "same", (known["hant"], known["later"]), "Lin", "one boat")
    gone = replace(
        HANT, text="智利海軍1日放走一艘祕魯漁船。", trigger="放走", type="RETREAT", modes=()
    )
    read_again(path, gone)
    summary = fold_dossier(path)
    assert folds(path) == [{"hans", "english"}]
    (unplaced,) = summary.unplaced
    assert unplaced.word.who == "Lin"
    assert "hant" in unplaced.why


def test_reports_read_after_the_folding_stand_alone_until_the_next(path: Path) -> None:
    fold_dossier(path)
    more = replace(HANS, name="more", published="2019-03-03")
    read_again(path, more, reader="rules@1")
    assert folds(path) == [ALL]
    assert fold_dossier(path).folded == 4
    assert folds(path) == [ALL | {"more"}]


def test_a_report_that_is_read_otherwise_leaves_its_happening(path: Path) -> None:
    fold_dossier(path)
    read_again(path, replace(HANT, type="CONSULT", modes=("visit",)))
    assert folds(path) == [{"hans", "english"}]


def test_plans_and_acts_are_two_happenings(tmp_path: Path) -> None:
    planned = replace(HANS, status="planned")
    path = dossier(tmp_path / "d.duckdb", HANT, planned)
    assert fold_dossier(path).happenings == 2


@pytest.mark.parametrize(
    ("pair", "who", "reason", "message"),
    [
        (("hant", "hant"), "Lin", "x", "are the same report"),
        (("hant", "none"), "Lin", "x", "no report has the id"),
        (("hant", "hans"), " ", "x", "--who NAME"),
        (("hant", "hans"), "Lin", "", "--reason TEXT"),
    ],
)
def test_a_word_needs_two_reports_a_name_and_a_reason(
    path: Path, pair: tuple[str, str], who: str, reason: str, message: str
) -> None:
    known = {**ids(path), "none": "ffff0000ffff"}
    with pytest.raises(UsageError, match=message):
        say(path, "same", (known[pair[0]], known[pair[1]]), who, reason)
    assert read_fold_log(parts(path)).words == ()


def test_an_id_that_two_documents_share_is_named_with_its_document(tmp_path: Path) -> None:
    copy = replace(HANT, name="copy")
    path = dossier(tmp_path / "d.duckdb", HANT, copy)
    shared = ids(path)["hant"]
    assert shared == ids(path)["copy"]
    with pytest.raises(UsageError, match="copy/"):
        say(path, "same", (shared, shared), "Lin", "x")
    say(path, "same", (f"hant/{shared}", f"copy/{shared}"), "Lin", "a reprint")
    assert folds(path) == [{"hant", "copy"}]


def test_undoing_what_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(UsageError, match="nothing can be undone"):
        undo(path, None, "Lin", "x")
    fold_dossier(path)
    with pytest.raises(UsageError, match="folds-00000001"):
        undo(path, "folds-00000009", "Lin", "x")


def test_a_run_that_cannot_be_read_is_an_error_with_its_remedy(path: Path) -> None:
    run = fold_dossier(path).run
    assert run is not None
    head = run.file.read_text("utf-8").splitlines()[0]
    run.file.write_text(f"{head}\nno json\n", "utf-8")
    with pytest.raises(DossierError, match="move the file away"):
        Dossier.rebuild(path)


def test_an_empty_dossier_folds_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    Dossier.open(path, write=True).close()
    summary = fold_dossier(path)
    assert (summary.reports, summary.happenings, summary.folded) == (0, 0, 0)
