from pathlib import Path

import duckdb
import pytest
from tests.analysis.told import Told, dossier_of

from legation.analysis.corroboration import corroboration
from legation.dossier import Dossier
from legation.errors import UsageError

DYAD = ("PER", "CHL")


def _freed(name: str, by: tuple[str, ...]) -> Told:
    told = Told(name, "Peru freed two men.", "en", f"Paper {name}")
    return told.event("freed", "RETREAT", DYAD, "2025-05-02", by=by, modes=("release",))


def _folded(folder: Path) -> Dossier:
    """Five reports of one happening: two quote AFP, one an unnamed source, one denies."""
    denied = Told("e", "Peru has not freed them.", "en", "Paper e")
    denied.event("freed", "RETREAT", DYAD, "2025-05", "denied", modes=("release",))
    texts = (
        _freed("a", ("O:afp",)),
        _freed("b", ("O:afp", "officials:PER")),
        _freed("c", ("sources",)),
        _freed("d", ()),
        denied,
    )
    dossier = dossier_of(folder, texts)
    rows = dossier.sql("SELECT document, id FROM events WHERE status = 'actual'").rows()
    path = dossier.path
    dossier.close()
    with duckdb.connect(str(path)) as connection:
        for row in rows:
            connection.execute(
                "INSERT INTO folds VALUES ('h1', ?, ?, 'alike', 0.9, 'test')",
                [row["document"], row["id"]],
            )
    return Dossier.open(path)


def test_papers_that_quote_one_agency_are_one_root(tmp_path: Path) -> None:
    with _folded(tmp_path) as dossier:
        found = corroboration(dossier, "h1")
    roots = {voice.root: voice.documents for voice in found.said_by}
    assert roots == {"O:afp": ("a", "b"), "Paper d": ("d",), "sources@c": ("c",)}
    assert (found.reports, found.independent) == (4, 2)
    assert [voice.root for voice in found.denied_by] == ["Paper e"]


def test_the_id_of_a_report_gives_its_happening(tmp_path: Path) -> None:
    with _folded(tmp_path) as dossier:
        report = dossier.events(document="a").rows()[0]["id"]
        by_report, by_happening = corroboration(dossier, report[:8]), corroboration(dossier, "h1")
    assert by_report.said_by == by_happening.said_by
    rows = by_report.table().rows()
    assert [row["stance"] for row in rows] == ["says", "says", "says", "denies"]
    assert all(row["evidence"] and row["sentences"] for row in rows)


def test_a_claim_is_confirmed_and_denied_by_those_who_answer_it(tmp_path: Path) -> None:
    text = "Peru said arms came. Bolivia confirmed a cargo. Chile denied it all."
    told = Told("one", text).claim("said", "PER.GOV", "arms came")
    told.claim("confirmed", "BOL.GOV", "a cargo", kind="confirmation", answers="said")
    told.claim("denied", "CHL.GOV", "it all", kind="denial", answers="said")
    with dossier_of(tmp_path, (told,)) as dossier:
        claim = next(row["id"] for row in dossier.claims() if row["cue"] == "said")
        found = corroboration(dossier, claim)
    assert [voice.root for voice in found.said_by] == ["BOL.GOV", "PER.GOV"]
    assert [voice.root for voice in found.denied_by] == ["CHL.GOV"]


def test_a_record_of_another_kind_is_refused(tmp_path: Path) -> None:
    told = Told("one", "Peru spoke.").mention("Peru", "PER")
    with dossier_of(tmp_path, (told,)) as dossier:
        mention = dossier.sql("SELECT id FROM mentions").rows()[0]["id"]
        with pytest.raises(UsageError, match="row of mentions"):
            corroboration(dossier, mention)
        with pytest.raises(UsageError, match="no record"):
            corroboration(dossier, "ffffffff")
