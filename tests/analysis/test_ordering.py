from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.analysis.shaped import GOLD, LANGUAGES, links, telling, told, wording

pytest.importorskip("networkx")

from legation.analysis.comparisons import OTHERS, Comparison, Scope
from legation.analysis.ordering import Order, order_comparisons, read_orders

SCOPE = Scope("RUS", "energy", "size")


def _below(lower: str, higher: str, year: int | None = None) -> Comparison:
    return Comparison(
        lower=lower,
        higher=higher,
        cue="<",
        scope=SCOPE,
        period=None if year is None else str(year),
        first=None if year is None else date(year, 1, 1),
        last=None if year is None else date(year, 12, 31),
        told_as="fact",
        source=("O:reuters",),
        text=f"{lower} < {higher}",
        sentence=f"{lower} < {higher}.",
        document="one",
        reason="given",
        evidence=(f"{lower}-{higher}",),
    )


def _order(*pairs: tuple[str, str]) -> Order:
    (order,) = order_comparisons(_below(*pair) for pair in pairs)
    return order


def test_order_leaves_out_what_follows() -> None:
    order = _order(("HUN", "IND"), ("IND", "CHN"), ("HUN", "CHN"))

    assert order.edges == (("HUN", "IND"), ("IND", "CHN"))
    assert order.below("HUN", "CHN")
    assert not order.below("CHN", "HUN")
    assert dict(order.levels) == {"HUN": 0, "IND": 1, "CHN": 2}


def test_order_keeps_what_is_not_compared_apart() -> None:
    order = _order(("HUN", "IND"), ("HUN", "CHN"), (OTHERS, "HUN"))

    assert order.incomparable() == (("CHN", "IND"),)
    rows = [(row["relation"], row["lower"], row["higher"]) for row in order.table()]
    assert ("not compared", "CHN", "IND") in rows


def test_order_reports_a_circle_with_both_sentences_and_draws_no_line() -> None:
    order = _order(("HUN", "IND"), ("IND", "HUN"), ("HUN", "CHN"))

    (found,) = order.contradictions
    assert found.verdict == "contradiction"
    assert [one.text for one in found.comparisons] == ["HUN < IND", "IND < HUN"]
    assert order.edges == (("HUN", "CHN"),)
    (row,) = [row for row in order.table() if row["relation"] == "contradiction"]
    assert row["evidence"] == ["HUN-IND", "IND-HUN"]


@pytest.mark.parametrize(
    ("years", "verdict"),
    [((2010, 2022), "change"), ((2022, 2022), "contradiction"), ((2010, None), "contradiction")],
)
def test_circle_over_time_is_a_change_only_if_no_day_is_shared(
    years: tuple[int, int | None], verdict: str
) -> None:
    pair = [_below("HUN", "IND", years[0]), _below("IND", "HUN", years[1])]
    (order,) = order_comparisons(pair)

    assert [found.verdict for found in order.contradictions] == [verdict]


def test_order_rests_on_facts_of_one_scope() -> None:
    other = replace(_below("IND", "CHN"), scope=Scope("RUS", "arms", "size"))
    doubted = replace(_below("TUR", "CHN"), told_as="could")

    orders = order_comparisons([_below("HUN", "IND"), other, doubted])

    assert sorted(order.edges for order in orders) == [(("HUN", "IND"),), (("IND", "CHN"),)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_orders_are_read_from_sentences(tmp_path: Path, language: str) -> None:
    rows = [row for row in GOLD["stated"] if row["hub"] == "RUS"]
    sentences = [(wording(row, language), links(row["ties"])) for row in rows]
    with told(tmp_path, telling("one", *sentences)) as dossier:
        (order,) = read_orders(dossier, "RUS")
        assert read_orders(dossier, "FRA") == ()

    assert order.below("HUN", "CHN")
    assert order.below(OTHERS, "CHN")
    assert ("CHN", "TUR") in order.incomparable()
