from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.analysis.tellings import ENGLISH, HANS, HANT, Telling, dossier, ids

from legation.analysis.foldrun import fold_dossier
from legation.analysis.roots import Sources, happening_reports, root_of, sources
from legation.dossier import Dossier


def of(path: Path, document: str) -> Sources:
    name = ids(path)[document]
    with Dossier.open(path) as opened:
        return sources(happening_reports(opened, document, name))


def folded(path: Path, *told: Telling) -> Path:
    fold_dossier(dossier(path, *told))
    return path


@pytest.mark.parametrize(
    ("chain", "outlet", "root"),
    [
        ((), "示例報", "outlet:示例报"),
        ((), "示例报", "outlet:示例报"),
        ((), "Example Post", "outlet:example post"),
        ((), None, "document:d"),
        ((), " ", "document:d"),
        (("O:reuters",), "Example Post", "O:reuters"),
        (("O:new-york-times", "sources"), "Example Post", "O:new-york-times"),
        (("O:new-york-times", "CHL.GOV"), "Example Post", "CHL.GOV"),
        (("officials:USA",), "Example Post", "outlet:example post"),
        (("experts", "observers"), "Example Post", "outlet:example post"),
    ],
)
def test_the_root_is_the_innermost_named_source(
    chain: tuple[str, ...], outlet: str | None, root: str
) -> None:
    assert root_of(chain, outlet, "d") == root


@pytest.mark.parametrize("outlet", ["路透社", "Reuters"])
def test_an_outlet_is_one_with_those_who_quote_it(outlet: str) -> None:
    assert root_of((), outlet, "d") == root_of(("O:reuters",), "Example Post", "e") == "O:reuters"


@pytest.mark.parametrize("outlet", ["紐約時報", "纽约时报", "New York Times", "The New York Times"])
def test_names_of_an_outlet_in_every_script_are_one(outlet: str) -> None:
    assert root_of((), outlet, "d") == "O:new-york-times"


def test_ten_outlets_that_quote_one_newspaper_are_one_root(tmp_path: Path) -> None:
    quoting = [
        replace(
            ENGLISH,
            name=f"e{number}",
            text=f"Paper {number}: {ENGLISH.text}" + " It is said." * number,
            outlet=f"Paper {number}",
            attribution=("O:new-york-times",),
        )
        for number in range(10)
    ]
    found = of(folded(tmp_path / "d.duckdb", *quoting), "e3")
    assert found.reports == 10
    assert [root.source for root in found.roots] == ["O:new-york-times"]
    assert len(found.roots[0].reports) == 10


def test_three_outlets_that_report_by_themselves_are_three_roots(tmp_path: Path) -> None:
    found = of(folded(tmp_path / "d.duckdb", HANT, HANS, ENGLISH), "hans")
    assert (found.reports, found.documents, found.articles, len(found.roots)) == (3, 3, 3, 3)


def test_a_reprint_rests_on_what_it_reprints(tmp_path: Path) -> None:
    copy = replace(
        HANS,
        name="copy",
        text=HANT.text.replace("軍", "军").replace("祕魯漁", "秘鲁渔"),
        names=(("智利海军", "CHL.MIL"), ("秘鲁", "PER")),
        published="2019-03-03",
    )
    found = of(folded(tmp_path / "d.duckdb", HANT, copy, ENGLISH), "hant")
    assert (found.reports, found.documents, found.articles) == (3, 3, 2)
    assert [root.source for root in found.roots] == [
        "outlet:example post",
        "outlet:sample herald",
    ]


def test_a_report_that_is_folded_with_none_has_its_own_root(tmp_path: Path) -> None:
    found = of(dossier(tmp_path / "d.duckdb", HANT), "hant")
    assert (found.reports, found.articles, len(found.roots)) == (1, 1, 1)
    assert found.evidence == (ids(tmp_path / "d.duckdb")["hant"],)


def test_the_table_rests_each_root_on_its_reports(tmp_path: Path) -> None:
    path = folded(tmp_path / "d.duckdb", HANT, HANS, ENGLISH)
    rows = of(path, "hant").table().rows()
    assert sorted(name for row in rows for name in row["evidence"]) == sorted(ids(path).values())
    assert {row["reports"] for row in rows} == {1}
    assert {row["name"] for row in rows} == {"Example Post", "示例报", "Sample Herald"}


def test_no_rows_have_no_sources() -> None:
    assert sources([]) == Sources("", 0, 0, 0, ())
