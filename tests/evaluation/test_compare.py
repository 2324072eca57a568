"""When ids, parties and dates count as the same."""

from __future__ import annotations

import pytest

from legation.errors import DateError
from legation.evaluation.compare import (
    compare_dates,
    list_right,
    outermost_right,
    parties_right,
    same_actor,
    same_list,
)

SAME = [
    ("USA", "USA.MIL"),
    ("officials:USA", "USA.GOV"),
    ("P:ann-lee", "P:ann-marie-lee"),
    ("P:Ann-Lee", "P:ann-lee"),
    ("O:new-york-times", "O:york-times"),
    ("IGO:UN", "IGO:UNSC"),
    ("IGO:UN", "O:united-nations-security-council"),
    ("experts", "experts"),
    ("G:west", "G:west"),
]
DIFFERENT = [
    ("USA", "MEX.GOV"),
    ("P:ann-lee", "USA"),
    ("P:ann-lee", "P:bob-lee-wu"),
    ("P:ann-lee", "O:ann-lee"),
    ("IGO:UNHCR", "IGO:UN"),
    ("experts", "sources"),
    ("O:---", "O:+++"),
    ("", "USA"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_the_same(left: str, right: str) -> None:
    assert same_actor(left, right)
    assert same_actor(right, left)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_not_the_same(left: str, right: str) -> None:
    assert not same_actor(left, right)
    assert not same_actor(right, left)


LISTS = [
    ([], [], True),
    ([], ["USA"], False),
    (["USA"], [], False),
    (["USA"], ["USA.GOV", "USA.MIL"], True),
    (["USA"], ["USA", "MEX"], False),
    (["USA", "MEX"], ["MEX.GOV"], True),
    (["USA", "MEX", "CAN"], ["MEX.GOV"], False),
    (["USA", "MEX", "CAN"], ["MEX", "CAN", "CUB"], True),
    (["USA", "MEX"], ["MEX", "CUB"], False),
]


@pytest.mark.parametrize(("gold", "read", "right"), LISTS)
def test_lists(gold: list[str], read: list[str], right: bool) -> None:
    assert list_right(gold, read) is right


def test_mentions_want_all_and_nothing_else() -> None:
    assert same_list(["USA", "MEX"], ["MEX.GOV", "USA"])
    assert not same_list(["USA", "MEX"], ["MEX"])
    assert not same_list(["USA"], ["USA", "MEX"])
    assert not same_list(["USA"], [])


def test_sides_matter_but_not_in_a_reciprocal_event() -> None:
    assert parties_right((["USA"], ["MEX"]), (["USA.GOV"], ["MEX.GOV"]))
    assert not parties_right((["USA"], ["MEX"]), (["MEX"], ["USA"]))
    talks: tuple[list[str], list[str]] = (["USA", "MEX"], [])
    assert parties_right(talks, (["MEX"], ["USA"]))
    assert parties_right(talks, (["MEX", "USA"], []))
    assert not parties_right(talks, (["MEX"], []))
    assert not parties_right(talks, (["MEX.GOV", "MEX.MIL"], []))
    one_state: tuple[list[str], list[str]] = (["USA.GOV", "USA.LEG"], [])
    assert parties_right(one_state, (["USA"], []))


def test_outermost_source() -> None:
    assert outermost_right([], [])
    assert outermost_right(["O:afp", "experts"], ["O:afp"])
    assert not outermost_right(["O:afp"], [])
    assert not outermost_right([], ["O:afp"])
    assert not outermost_right(["experts", "O:afp"], ["O:afp"])


DATES = [
    ("2020-01-02", "2020-01-02", True, True),
    ("2020-01-02", "2020-01-02~", True, True),
    ("2020-01-02", "2020-01", False, True),
    ("2020-01-02", "2020", False, False),
    ("2020-01", "2020-01-31", False, True),
    ("2020-01", "2020-02-01", False, False),
    ("2020", "2015/2022", False, True),
    ("2020-01", "2020/..", False, False),
    ("../2020", "2019-05-01", False, True),
    ("2020-01-02", None, False, False),
    ("2020-01-02", "soon", False, False),
]


@pytest.mark.parametrize(("gold", "read", "exact", "compatible"), DATES)
def test_dates(gold: str, read: str | None, exact: bool, compatible: bool) -> None:
    verdict = compare_dates(gold, read)
    assert (verdict.exact, verdict.compatible) == (exact, compatible)


def test_a_gold_date_must_be_one() -> None:
    with pytest.raises(DateError):
        compare_dates("2020-02-31", "2020-02")
