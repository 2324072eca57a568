from pathlib import Path

import duckdb
import pytest
from tests.analysis.told import Told, dossier_of

from legation.analysis.happening_pairs import happening_pairs
from legation.dossier import Dossier
from legation.model.codes import Status
from legation.model.document import Language

TEXTS: tuple[tuple[Language, str, str], ...] = (
    ("zh-Hant-TW", "港口遭到砲擊。", "砲擊"),
    ("zh-Hans", "港口遭到炮击。", "炮击"),
    ("en", "The port was shelled.", "shelled"),
)


def _report(
    name: str,
    text: tuple[Language, str, str],
    actor: str = "CHL.MIL",
    date: str | None = "2025-06-01",
    status: Status = "actual",
) -> Told:
    told = Told(name, text[1], text[0], f"Paper {name}")
    return told.event(text[2], "ASSAULT", (actor, "PER"), date, status)


def _folded(folder: Path, *texts: Told, score: float | None = None) -> Dossier:
    dossier = dossier_of(folder, texts)
    rows = dossier.sql("SELECT document, id FROM events").rows()
    path = dossier.path
    dossier.close()
    with duckdb.connect(str(path)) as connection:
        for row in rows:
            connection.execute(
                "INSERT INTO folds VALUES ('h1', ?, ?, 'one shelling', ?, 'test')",
                [row["document"], row["id"], score],
            )
    return Dossier.open(path)


@pytest.mark.parametrize("text", TEXTS)
def test_other_actors_of_one_happening_are_listed(
    text: tuple[Language, str, str], tmp_path: Path
) -> None:
    with _folded(tmp_path, _report("a", text), _report("b", TEXTS[2], "BOL.MIL")) as dossier:
        (pair,) = happening_pairs(dossier)
    assert "Paper a says that CHL did it, Paper b that BOL did" in pair.reason


def test_other_days_of_one_happening_are_listed(tmp_path: Path) -> None:
    late = _report("b", TEXTS[1], date="2025-06-03")
    with _folded(tmp_path, _report("a", TEXTS[0]), late) as dossier:
        (pair,) = happening_pairs(dossier)
    assert "Paper a gives 2025-06-01, Paper b 2025-06-03" in pair.reason


@pytest.mark.parametrize(
    "other",
    [
        _report("b", TEXTS[1], "CHL.GOV"),
        _report("b", TEXTS[1], date="2025-06"),
        _report("b", TEXTS[1], date=None),
        _report("b", TEXTS[1], "BOL", status="planned"),
    ],
)
def test_reports_that_fit_each_other_are_not(other: Told, tmp_path: Path) -> None:
    with _folded(tmp_path, _report("a", TEXTS[0]), other) as dossier:
        assert list(happening_pairs(dossier)) == []


def test_an_unfolded_dossier_has_none(tmp_path: Path) -> None:
    texts = (_report("a", TEXTS[0]), _report("b", TEXTS[2], "BOL.MIL"))
    with dossier_of(tmp_path, texts) as dossier:
        assert list(happening_pairs(dossier)) == []


def test_what_the_program_alone_folded_is_not_held_against_anybody(tmp_path: Path) -> None:
    texts = (_report("a", TEXTS[0]), _report("b", TEXTS[2], "BOL.MIL"))
    with _folded(tmp_path, *texts, score=0.9) as dossier:
        assert list(happening_pairs(dossier)) == []
