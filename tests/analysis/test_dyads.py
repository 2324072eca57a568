from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.analysis.deeds import Act, Line, article, ids, make
from tests.dossier.readings import STORIES, Story, reading

from legation.analysis.dyads import dyads, top_dyads
from legation.analysis.parties import find_party, split_pair
from legation.dossier import Dossier
from legation.errors import UsageError

GAVE = Line("法國援助馬利。", (Act("援助", "AID", ("FRA.GOV",), ("MLI",), "2024-03-05"),))
GAVE_HANS = Line("法国援助马里。", (Act("援助", "AID", ("FRA",), ("MLI.GOV",), "2024-03"),))
GAVE_EN = Line("France aided Mali.", (Act("aided", "AID", ("FRA",), ("MLI",), "2024"),))
MET = Line("法國與馬利會談。", (Act("會談", "CONSULT", ("FRA", "MLI"), (), "2024-05-01"),))
BLAMED = Line("法國指責馬利。", (Act("指責", "ACCUSE", ("FRA",), ("MLI",), None),))
PLANNED = Line(
    "法國將援助馬利。", (Act("援助", "AID", ("FRA",), ("MLI",), "2024-06-01", "planned"),)
)
SAID = Line(
    "France struck Mali, Reuters says.",
    (Act("struck", "ASSAULT", ("FRA",), ("MLI",), "2024-05-09", "actual", ("O:reuters",)),),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(
        tmp_path / "d",
        article("a", GAVE, MET, BLAMED, PLANNED, published="2024-05-10"),
        article("b", GAVE_HANS, published="2024-03-20"),
        article("c", GAVE_EN, SAID, published="2025"),
        article("d", Line("法國與馬利。"), published="2024-04-02"),
        article("e", Line("Chad."), published="2024-04-03"),
    )


def by_period(path: Path, *args: Any, **asked: Any) -> dict[str, dict[str, Any]]:
    with Dossier.open(path) as dossier:
        return {row["period"]: row for row in dyads(dossier, *args, **asked)}


def test_dyads_puts_each_report_into_its_month_and_none_by_guess(path: Path) -> None:
    rows = by_period(path, "FRA", "MLI")
    assert list(rows) == ["2024-03", "2024-04", "2024-05", "coarser", "undated"]
    assert rows["2024-03"]["material_cooperation"] == 2
    assert rows["2024-05"]["verbal_cooperation"] == 1
    assert rows["2024-05"]["material_conflict"] == 1
    assert rows["coarser"]["material_cooperation"] == 1
    assert rows["undated"]["verbal_conflict"] == 1
    assert rows["2024-04"]["reports"] == 0
    assert rows["2024-04"]["intensity"] is None
    assert rows["2024-03"]["intensity"] == 10.0


@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_dyads_reports_add_up_to_the_count_in_sql(path: Path, by: str) -> None:
    with Dossier.open(path) as dossier:
        found = dyads(dossier, "FRA", "MLI", by=by)
        count = dossier.sql(
            """SELECT count(DISTINCT (document, id)) AS n FROM event_dyads
            WHERE actor_country = 'FRA' AND recipient_country = 'MLI'
                AND status IN ('actual', 'ongoing')"""
        ).rows()[0]["n"]
    assert sum(row["reports"] for row in found) == count == 6


def test_dyads_counts_a_day_in_its_week(path: Path) -> None:
    rows = by_period(path, "FRA", "MLI", by="week")
    assert rows["2024-W10"]["reports"] == 1
    assert rows["coarser"]["reports"] == 2


def test_dyads_counts_mutual_acts_for_both(path: Path) -> None:
    assert by_period(path, "MLI", "FRA", by="year")["2024"]["verbal_cooperation"] == 1
    assert by_period(path, "MLI", "FRA", by="year")["2024"]["reports"] == 1


def test_dyads_shows_articles_that_named_both_beside_the_counts(path: Path) -> None:
    rows = by_period(path, "FRA", "MLI")
    assert [rows["2024-04"][name] for name in ("articles_naming_both", "articles")] == [1, 2]
    assert rows["coarser"]["articles"] == 1  # published some time in 2025


def test_dyads_takes_other_statuses_only_when_asked(path: Path) -> None:
    rows = by_period(path, "FRA", "MLI", statuses=("planned",))
    assert rows["2024-06"]["material_cooperation"] == 1
    assert sum(row["reports"] for row in rows.values()) == 1


def test_dyads_filters_by_attribution(path: Path) -> None:
    others = by_period(path, "FRA", "MLI", by="year", attributed=True)
    own = by_period(path, "FRA", "MLI", by="year", attributed=False)
    source = by_period(path, "FRA", "MLI", by="year", attributed="O:reuters")
    assert others["2024"]["material_conflict"] == source["2024"]["material_conflict"] == 1
    assert own["2024"]["material_conflict"] == 0


def test_dyads_keeps_what_may_fall_into_the_window(path: Path) -> None:
    rows = by_period(path, "FRA", "MLI", since="2024-05", until="2024-05-03")
    assert rows["2024-05"]["reports"] == 1
    assert rows["coarser"]["reports"] == 1
    assert "2024-03" not in rows


def test_dyads_opens_each_figure_to_its_events(path: Path) -> None:
    rows = by_period(path, "FRA", "MLI")
    assert rows["2024-05"]["evidence"] == sorted([*ids(path, "會談"), *ids(path, "struck")])


def test_dyads_without_a_recipient_lists_counterparts(path: Path) -> None:
    with Dossier.open(path) as dossier:
        rows = dyads(dossier, "FRA", by="year").rows()
    assert {row["recipient"] for row in rows} == {"MLI"}
    assert sum(row["reports"] for row in rows) == 6
    assert rows[0]["articles_naming_both"] == 3


def test_dyads_counts_happenings_by_the_folding(path: Path) -> None:
    assert by_period(path, "FRA", "MLI")["2024-03"]["happenings"] == 2
    with duckdb.connect(str(path.with_suffix(".duckdb"))) as connection:
        connection.execute(
            """INSERT INTO folds SELECT 'h1', document, id, 'the same', 1.0, 'test'
            FROM events WHERE date LIKE '2024-03%'"""
        )
    march = by_period(path, "FRA", "MLI")["2024-03"]
    assert (march["reports"], march["happenings"]) == (2, 1)


def test_dyads_of_an_empty_window_keep_what_has_no_date(path: Path) -> None:
    rows = by_period(path, "FRA", "MLI", since="2030")
    assert {name: row["reports"] for name, row in rows.items()} == {"coarser": 0, "undated": 1}


@pytest.mark.parametrize("story", STORIES)
def test_dyads_finds_a_person_behind_the_office(tmp_path: Path, story: Story) -> None:
    path = make(tmp_path / "d", reading(story=story))
    by_person = by_period(path, "FRA", "P:nicolas")
    assert by_person["2025-12"]["material_conflict"] == 1
    by_office = by_period(path, "FRA", "VEN")
    assert by_office["2025-12"]["evidence"] == by_person["2025-12"]["evidence"]


def test_top_dyads_ranks_pairs_of_countries(path: Path) -> None:
    with Dossier.open(path) as dossier:
        first, second = top_dyads(dossier).rows()
        assert top_dyads(dossier, limit=1).rows() == [first]
    assert (first["actor"], first["recipient"], first["reports"]) == ("FRA", "MLI", 6)
    assert first["articles"] == 3
    assert (second["actor"], second["recipient"], second["reports"]) == ("MLI", "FRA", 1)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"by": "decade"}, "'decade' is no period"),
        ({"statuses": ("real",)}, "real is no status"),
        ({"statuses": ()}, "nothing is no status"),
        ({"since": "May"}, "since:"),
        ({"since": "2025", "until": "2024"}, "since 2025-01-01 is after until 2024-12-31"),
    ],
)
def test_dyads_says_what_makes_no_sense(path: Path, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        by_period(path, "FRA", "MLI", **asked)


@pytest.mark.parametrize("name", ["法國", "法国", "france"])
def test_find_party_takes_a_name_for_an_id(path: Path, name: str) -> None:
    with Dossier.open(path) as dossier:
        assert find_party(dossier, name) == find_party(dossier, "FRA")


def test_find_party_takes_in_the_sectors_of_a_country(path: Path) -> None:
    with Dossier.open(path) as dossier:
        assert find_party(dossier, "FRA").ids == ("FRA", "FRA.GOV")
        with pytest.raises(UsageError, match="nobody is called 'Frq'"):
            find_party(dossier, "Frq")


def test_top_dyads_refuses_a_limit_below_0(path: Path) -> None:
    with Dossier.open(path) as dossier, pytest.raises(UsageError, match="-1 is below 0"):
        top_dyads(dossier, limit=-1)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("USA:VEN", ("USA", "VEN")),
        ("P:nicolas-maduro:RUS", ("P:nicolas-maduro", "RUS")),
        ("USA -> officials:VEN", ("USA", "officials:VEN")),
    ],
)
def test_split_pair_reads_pairs(text: str, pair: tuple[str, str]) -> None:
    assert split_pair(text) == pair


@pytest.mark.parametrize("text", ["USA", "", "USA:", "a b"])
def test_split_pair_refuses_others(text: str) -> None:
    with pytest.raises(UsageError, match="is no pair"):
        split_pair(text)
