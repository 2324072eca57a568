from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.analysis.shaped import Link, telling, told

from legation.analysis.tie_rows import make_table, on_side, overlap, read_ties, side
from legation.errors import UsageError


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        ("VEN.GOV", "VEN"),
        ("VEN", "VEN"),
        ("VENEZUELA", "VENEZUELA"),
        ("P:nicolas-maduro", "P:nicolas-maduro"),
        ("IGO:UN", "IGO:UN"),
        (None, None),
    ],
)
def test_side_is_the_country_or_the_id_itself(actor: str | None, expected: str | None) -> None:
    assert side(actor) == expected


def test_country_takes_in_its_parts_and_nobody_else() -> None:
    assert on_side("VEN.GOV", "VEN")
    assert on_side("VEN", None)
    assert not on_side("VEN", "VEN.GOV")
    assert not on_side("VENX", "VEN")
    assert not on_side(None, "VEN")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (("2020", date(2020, 1, 1), date(2020, 12, 31)), True),
        (("2021", date(2021, 1, 1), date(2021, 12, 31)), False),
        (("2019/..", date(2019, 1, 1), None), True),
        ((None, None, None), None),
    ],
)
def test_periods_overlap_or_it_is_unknown(
    other: tuple[str | None, date | None, date | None], expected: bool | None
) -> None:
    names = ("period", "period_first", "period_last")
    year = dict(zip(names, ("2020", date(2020, 1, 1), date(2020, 12, 31)), strict=True))

    assert overlap(year, dict(zip(names, other, strict=True))) is expected


def test_ties_of_one_text_are_read_once_with_all_who_print_it(tmp_path: Path) -> None:
    sentence = ("[法國|FRA]援助[烏克蘭|UKR]。", [Link("FRA.GOV", "UKR", "arms")])
    other = ("[法國|FRA]借錢給[烏克蘭|UKR]。", [Link("FRA", "UKR", "lending", 3, "EUR")])
    readings = (
        telling("b", sentence, outlet="B", published="2024-02-01"),
        telling("a", sentence, outlet="A", published="2024-03-01"),
        telling("c", other),
    )
    with told(tmp_path, *readings) as dossier:
        first, second = read_ties(dossier)
        assert [row["channel"] for row in read_ties(dossier, from_="FRA")] == ["arms", "lending"]
        assert [row["channel"] for row in read_ties(dossier, True)] == ["lending"]
        assert read_ties(dossier, document="b")[0]["documents"] == ["a", "b"]
        with pytest.raises(UsageError, match="lending"):
            read_ties(dossier, channel="loans")

    assert (first["documents"], first["outlets"]) == (["a", "b"], ["A", "B"])
    assert first["published"] == "2024-02-01"
    assert (second["documents"], second["outlets"], second["published"]) == (["c"], [], None)


def test_table_keeps_its_columns_without_rows() -> None:
    table = make_table([], {"name": "text", "ids": "texts", "size": "number"})

    assert (table.columns, len(table)) == (("name", "ids", "size"), 0)
