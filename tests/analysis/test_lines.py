from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.shaped import Link, telling, told

from legation.analysis.lines import Line, read_lines, read_patterns, search_words
from legation.lexicons.tables import read_table

TABLES = ("ties-comparisons", "ties-changes")


def _line(tmp_path: Path, marked: str, *links: Link) -> Line:
    before = "前一句。"
    with told(tmp_path, telling("one", (before, []), (marked, links))) as dossier:
        _, line = read_lines(dossier, words=".")
    return line


def test_line_leads_back_to_the_characters_of_the_document(tmp_path: Path) -> None:
    line = _line(tmp_path, "[法國|FRA]援助[烏克蘭|UKR]𠮷。", Link("FRA", "UKR", "arms"))

    assert line.masked == "\ue000援助\ue001𠮷。"
    assert line.cut(0, len(line.masked)) == line.text == "法國援助烏克蘭𠮷。"
    assert line.cut(3, 4) == "烏克蘭"
    assert line.actors(0, 4) == ("FRA", "UKR")
    assert line.actor_within("烏克蘭𠮷") == "UKR"
    assert line.actor_within("援助") is None
    assert line.party(1) is None


def test_sign_of_private_use_in_a_text_is_no_party(tmp_path: Path) -> None:
    line = _line(tmp_path, "[法國|FRA]\ue000援助。", Link("FRA", None, "arms"))

    assert line.masked == "\ue000□援助。"
    assert line.cut(1, 2) == "\ue000"


@pytest.mark.parametrize(
    ("marked", "cue", "subject"),
    [
        ("[法國|FRA]對[德國|DEU]的出口超過前年。", "超过", ("FRA",)),
        ("對[德國|DEU]，[法國|FRA]的出口超過前年。", "超过", ("FRA",)),
        ("[法國|FRA]出口多，规模超過前年。", "超过", ("FRA",)),
        ("[法国|FRA]和[德国|DEU]的出口超过前年。", "超过", ("FRA", "DEU")),
        (
            "With [Germany|DEU], [France|FRA] trades 60,000 tonnes and exceeds it.",
            "exceeds",
            ("FRA",),
        ),
        ("對[德國|DEU]的出口超過前年。", "超过", ("DEU",)),
        ("出口超過前年。", "超过", ()),
    ],
)
def test_subject_is_the_party_behind_no_preposition(
    tmp_path: Path, marked: str, cue: str, subject: tuple[str, ...]
) -> None:
    line = _line(tmp_path, marked, Link(None, None, "trade"))

    assert line.subject(line.masked.index(cue)) == subject


@pytest.mark.parametrize(
    ("marked", "doubt"),
    [
        ("[法國|FRA]將超過[德國|DEU]。", "將"),
        ("將[德國|DEU]超過。", None),
        ("如果天晴，[法國|FRA]超過[德國|DEU]。", None),
        ("[France|FRA] won't exceed [Germany|DEU].", "n't"),
    ],
)
def test_doubt_is_sought_in_the_same_clause(tmp_path: Path, marked: str, doubt: str | None) -> None:
    line = _line(tmp_path, marked, Link(None, None, "trade"))
    cue = line.masked.index("exceed" if "exceed" in line.masked else "超过")

    assert line.doubt(cue, cue + 2) == doubt


def test_lines_are_asked_for_by_words_or_by_ids(tmp_path: Path) -> None:
    reading = telling("one", ("[法國|FRA]超過[德國|DEU]。", []), ("[法國|FRA]不變。", []))
    with told(tmp_path, reading) as dossier:
        (line,) = read_lines(dossier, words="超")
        assert [found.text for found in read_lines(dossier, [line.id])] == ["法國超過德國。"]
        assert list(read_lines(dossier, [])) == []


@pytest.mark.parametrize("table", TABLES)
def test_patterns_have_names_of_their_own_and_known_sets(table: str) -> None:
    rows = read_table("legation.analysis", table)
    names = [(row["language"], row["name"], row["kind"]) for row in rows]

    assert len(set(names)) == len(names)
    assert len(read_patterns(table)) == sum(row["kind"] != "set" for row in rows)


@pytest.mark.parametrize("table", TABLES)
def test_sieve_lets_both_scripts_through(tmp_path: Path, table: str) -> None:
    sentences = (
        "[法國|FRA]超過[德國|DEU]。",
        "[法国|FRA]超过[德国|DEU]。",
        "[France|FRA] Surpasses it.",
    )
    told_here = [(sentence, [Link(None, None, "trade")]) for sentence in sentences]
    with told(tmp_path, telling("one", *told_here)) as dossier:
        assert len(list(read_lines(dossier, words=search_words(table)))) == 3
