from __future__ import annotations

from pathlib import Path

import pytest
from tests.situation.crisis import Crisis, crisis_of

from legation.model.document import Language
from legation.situation.displacement import displacement

TEXTS: tuple[tuple[Language, str, str, str], ...] = (
    ("zh-Hant-TW", "智利取代祕魯成為最大供油國。", "智利", "祕魯"),
    ("zh-Hans", "智利取代秘鲁成为最大供油国。", "智利", "秘鲁"),
    ("en", "Chile replaced Peru as the largest supplier.", "Chile", "Peru"),
)


@pytest.mark.parametrize(("language", "text", "newcomer", "ousted"), TEXTS)
def test_partner_that_takes_anothers_place_stands_on_the_page(
    language: Language, text: str, newcomer: str, ousted: str, tmp_path: Path
) -> None:
    told = Crisis("told", text, language).mention(newcomer, "CHL").mention(ousted, "PER")
    with crisis_of(tmp_path, told) as dossier:
        found = displacement(dossier, "CHL")
        other = displacement(dossier, "GAB")

    (row,) = found.table()
    assert (row["sort"], row["one"], row["other"]) == ("substitution", "CHL", "PER")
    assert row["change"] == "replaces, by told"
    assert row["told_as"] == "fact"
    assert row["evidence"]
    assert len(found.substitutions) == 1
    assert len(other.table()) == 0


def test_worth_and_flows_stand_under_their_own_sort(tmp_path: Path) -> None:
    told = Crisis("told", "Gabon's importance to Chile has fallen. Chile cut oil exports to Peru.")
    told.mention("Gabon", "GAB").mention("Chile", "CHL")
    with crisis_of(tmp_path, told) as dossier:
        rows = displacement(dossier).table().rows()

    assert [(row["sort"], row["change"], row["one"], row["other"]) for row in rows] == [
        ("worth", "falls", "GAB", "CHL")
    ]
