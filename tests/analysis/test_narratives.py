from pathlib import Path

import pytest
from tests.analysis.told import Told, dossier_of

from legation.analysis.narrative_query import any_script
from legation.analysis.narratives import narratives
from legation.dossier import Dossier
from legation.errors import UsageError

DYAD = ("CHL.GOV", "PER")


def _dossier(folder: Path) -> Dossier:
    hant = Told("tw", "智利扣押秘魯漁船，名義是護漁。", "zh-Hant-TW", "甲報")
    hant.mention("秘魯", "PER").event("扣押", "COERCE", DYAD, "2025-05", modes=("seize",))
    hant.cause("名義是", "護漁", "official", "CHL.GOV", ("CHL.GOV",))
    hans = Told("cn", "智利扣押秘鲁渔船，专家认为是为了选票。", "zh-Hans", "乙报")
    hans.mention("秘鲁", "PER").event("扣押", "COERCE", DYAD, "2025-05", modes=("seize",))
    hans.cause("为了", "选票", "underlying", "CHL.GOV", ("experts",))
    english = Told(
        "en", "Chile said it guards fish near Peru. Peru called it piracy.", "en", "Post"
    )
    english.mention("Peru", "PER").claim("said", "CHL.GOV", "it guards fish", ("CHL", "PER"))
    english.cause("guards", "guards fish", "official", "CHL.GOV", ("CHL.GOV",))
    english.claim("called", "PER.GOV", "piracy", ("CHL",), kind="framing")
    return dossier_of(folder, (hant, hans, english))


def test_cells_keep_words_as_written_under_one_key(tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier:
        found = narratives(dossier, dyad="CHL:PER")
    verbs = {cell.source: cell for cell in found.cells if cell.aspect == "verb"}
    assert {cell.key for cell in verbs.values()} == {"COERCE seize: 扣押"}
    assert verbs["甲報"].quotes == ("智利扣押秘魯漁船，名義是護漁。",)
    assert (found.reports, found.happenings) == (2, 2)
    assert all(cell.evidence and cell.quotes for cell in found.cells)


def test_framing_and_speakers_are_told_by_source(tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier:
        cells = narratives(dossier, actor="CHL").cells
    assert [cell.shown for cell in cells if cell.aspect == "framing"] == [("piracy",)]
    speakers = {cell.key for cell in cells if cell.aspect == "speaker" and cell.source == "Post"}
    assert speakers == {"CHL.GOV", "PER.GOV"}


def test_what_two_roots_elsewhere_have_is_left_out(tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier:
        gaps = narratives(dossier, dyad=("CHL", "PER")).gaps
    assert [(gap.source, gap.aspect, gap.key) for gap in gaps] == [("Post", "act", "COERCE seize")]
    assert gaps[0].roots == ("乙报", "甲報")
    assert len(gaps[0].evidence) == 2


def test_motives_stand_side_by_side_by_asserter_and_layer(tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier:
        motives = narratives(dossier, actor="CHL").motives
    official, underlying = motives
    assert (official.asserter, official.chinese, official.english) == (
        *("CHL.GOV", ("護漁",)),
        ("guards fish",),
    )
    assert (underlying.asserter, underlying.layer) == ("experts@cn", "underlying")


@pytest.mark.parametrize("words", ["漁船", "渔船"])
def test_words_are_found_in_either_script(words: str, tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier:
        assert narratives(dossier, words=words).sources == ("乙报", "甲報")


def test_words_are_no_pattern(tmp_path: Path) -> None:
    assert any_script("a.b*") == "(?i)a\\.b\\*"
    with _dossier(tmp_path) as dossier:
        assert narratives(dossier, words="PIRACY").sources == ("Post",)
        assert narratives(dossier, words="fish.*piracy").cells == ()


def test_a_happening_is_given_by_the_id_of_a_report(tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier:
        report = dossier.events(document="tw").rows()[0]["id"]
        found = narratives(dossier, happening=report[:8])
    assert found.sources == ("甲報",)
    assert {cell.aspect for cell in found.cells} >= {"verb", "official reason"}


def test_tables_carry_their_evidence(tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier:
        found = narratives(dossier, actor="CHL")
        ids = found.table().rows()[0]["evidence"]
        assert dossier.evidence(ids[0]).text
    for table in (found.table(), found.gaps_table(), found.motives_table()):
        assert all(row["evidence"] for row in table)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "not nothing"),
        ({"actor": "CHL", "words": "fish"}, "actor and words"),
        ({"dyad": "CHL"}, "USA:VEN"),
        ({"actor": "Chlie"}, "CHL"),
        ({"actor": ""}, "not nothing"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, str], says: str, tmp_path: Path) -> None:
    with _dossier(tmp_path) as dossier, pytest.raises(UsageError, match=says):
        narratives(dossier, **asked)  # type: ignore[arg-type]


def test_plans_and_denials_stand_under_status_unless_asked(tmp_path: Path) -> None:
    told = Told("one", "Chile will seize ships. Peru waits.", "en", "Post")
    told.event("seize", "COERCE", DYAD, "2025-07", "planned")
    with dossier_of(tmp_path, (told,)) as dossier:
        default = narratives(dossier, dyad="CHL:PER")
        every = narratives(dossier, dyad="CHL:PER", every_status=True)
    assert [(cell.aspect, cell.key) for cell in default.cells] == [("status", "planned")]
    assert (default.reports, every.reports) == (0, 1)
    assert {cell.aspect for cell in every.cells} == {"verb", "act", "status", "said by"}
