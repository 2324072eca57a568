from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.situation.crisis import Crisis, crisis_of, ids
from tests.situation.entries import motive, source

from legation.errors import UsageError
from legation.model.document import Language
from legation.situation.motive_board import build_board, draft_motives

# language, a stated reason, its link and words, an underlying one, its link and words, a fact
Row = tuple[Language, tuple[str, str, str], tuple[str, str, str], str, tuple[str, str]]
TEXTS: tuple[Row, ...] = (
    (
        "zh-Hant-TW",
        ("智利封港是為了攔截阿根廷糧食。", "是為了", "攔截阿根廷糧食"),
        ("專家說智利意在爭取農民選票。", "意在", "爭取農民選票"),
        "大部分糧食其實經秘魯邊境進入智利。",
        ("秘魯", "智利"),
    ),
    (
        "zh-Hans",
        ("智利封港是为了拦截阿根廷粮食。", "是为了", "拦截阿根廷粮食"),
        ("专家说智利意在争取农民选票。", "意在", "争取农民选票"),
        "大部分粮食其实经秘鲁边境进入智利。",
        ("秘鲁", "智利"),
    ),
    (
        "en",
        ("Chile closed ports to stop Argentine grain.", "to stop", "stop Argentine grain"),
        ("Experts said Chile is after the votes of farmers.", "is after", "the votes of farmers"),
        "Most grain enters Chile over the border with Peru.",
        ("Peru", "Chile"),
    ),
)
ARGENTINE = {"zh-Hant-TW": "阿根廷", "zh-Hans": "阿根廷", "en": "Argentine"}


def told(row: Row) -> tuple[Crisis, Crisis]:
    language, stated, underlying, fact, places = row
    reasons = Crisis("reasons", f"{stated[0]} {underlying[0]}", language, "Beta", "2026-01-06")
    reasons.mention(ARGENTINE[language], "ARG")
    reasons.cause(stated[1], stated[2], "official", "CHL.GOV", ("CHL.GOV",))
    reasons.cause(underlying[1], underlying[2], "underlying", "CHL.GOV", ("experts",))
    land = Crisis("land", fact, language, "Alpha", "2026-01-07")
    land.mention(places[0], "PER").mention(places[1], "CHL")
    return reasons, land


@pytest.mark.parametrize("row", TEXTS, ids=["hant", "hans", "en"])
def test_layers_stand_side_by_side_with_asserters_and_facts_against(
    row: Row, tmp_path: Path
) -> None:
    with crisis_of(tmp_path, *told(row)) as dossier:
        official, underlying = build_board((), dossier).table()
        (grid,) = build_board((), dossier).grid()
        causes = ids(dossier, "causes")

    assert (official["layer"], official["asserter"], official["own_words"]) == (
        *("official", "CHL.GOV"),
        True,
    )
    assert official["motive"] == row[1][2]
    assert official["against"] == [row[3].rstrip("。.")] or official["against"] == [row[3]]
    assert causes[row[1][1]] in official["against_evidence"]
    assert len(official["against_evidence"]) > 1
    assert (underlying["layer"], underlying["own_words"]) == ("underlying", False)
    assert underlying["asserter"] == "experts@reasons"
    assert underlying["against"] == []
    assert underlying["evidence"] == [causes[row[2][1]]]
    assert grid["official"] == [f"{row[1][2]} (CHL.GOV)"]
    assert grid["underlying"] == [f"{row[2][2]} (experts@reasons)"]
    assert len(grid["contradicted"]) == 1


def test_analysts_motive_stands_beside_and_replaces_the_draft_of_its_record(tmp_path: Path) -> None:
    with crisis_of(tmp_path, *told(TEXTS[2])) as dossier:
        causes = ids(dossier, "causes")
        mine = motive(
            *("CHL", "underlying", "experts", "farm votes"),
            audience="farmers",
            source=source(causes["is after"][:8]),
        )
        other = motive("CHL", "underlying", "P:ana", "prestige", source=source())
        rows = build_board((mine, other), dossier).table().rows()

    assert sorted((row["motive"], row["basis"]) for row in rows) == [
        ("farm votes", "analyst"),
        ("prestige", "analyst"),
        ("stop Argentine grain", "extracted"),
    ]
    assert {row["motive"]: row["own_words"] for row in rows}["prestige"] is None
    assert {row["motive"]: row["audience"] for row in rows}["farm votes"] == "farmers"
    assert {row["motive"]: row["entry"] for row in rows}["prestige"] == "board.yaml:1"


def test_what_an_analyst_holds_against_a_motive_is_shown_in_its_words(tmp_path: Path) -> None:
    fact = Crisis("fact", "Chile took no votes.").event("took", "RETREAT", ("CHL", "CHL"), None)
    with crisis_of(tmp_path, fact) as dossier:
        event = ids(dossier, "events")["took"]
        doubtful = motive("CHL", "official", "CHL.GOV", "votes", against=(event,))
        (row,) = build_board((doubtful,), dossier).table()

        assert row["against"] == ["Chile took no votes."]
        assert row["against_evidence"] == [event]
        with pytest.raises(UsageError, match=r"board.yaml:1: against: .*ffff"):
            build_board((motive("CHL", "official", "x", "y", against=("ffff",)),), dossier)


def test_denied_motive_is_no_motive_and_stands_against_one_of_the_same_words(
    tmp_path: Path,
) -> None:
    text = Crisis("text", "Chile acted for votes. Peru said not for votes.")
    text.cause("for", "votes", "underlying", "CHL", ("PER",))
    text.cause("not for", "votes", "underlying", "CHL", ("PER",))
    text.causes[1] = replace(text.causes[1], negated=True)
    with crisis_of(tmp_path, text) as dossier:
        board = build_board((), dossier)
        drafted = draft_motives(dossier)
        others = build_board((motive("PER", "official", "PER", "votes"),), dossier, "PER")

    assert len(drafted) == len(board.reasons) == len(board.denied) == 1
    assert others.denied == ()
    assert others.reasons[0].against == ()
    (row,) = board.table()
    assert row["against_reason"] == ["PER says that this is not why CHL acts"]


def test_actor_keeps_its_own_with_its_bodies(tmp_path: Path) -> None:
    with crisis_of(tmp_path, *told(TEXTS[0])) as dossier:
        assert len(build_board((), dossier, "CHL").reasons) == 2
        assert len(build_board((), dossier, "PER").reasons) == 0


def test_board_without_a_dossier_has_the_analysts_motives_only() -> None:
    (row,) = build_board((motive("CHL", "official", "CHL", "votes", against=("abcd",)),)).table()

    assert (row["own_words"], row["against"], row["act"]) == (True, ["abcd"], "the raid")
