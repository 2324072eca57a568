from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legation.analysis.empty import explain_empty

ROWS = ({"type": "AID", "year": 2024}, {"type": "SANCTION", "year": 2025})


def count(filters: Mapping[str, Any]) -> int:
    return sum(all(row.get(name) == value for name, value in filters.items()) for row in ROWS)


def test_a_selection_with_rows_needs_no_explanation() -> None:
    assert explain_empty(count, {"type": "AID", "year": None}) is None


def test_a_filter_that_matches_nothing_is_named() -> None:
    said = explain_empty(count, {"type": "AID", "year": 2030}, "event")
    assert said == "no event in the dossier passes year=2030"


def test_filters_that_exclude_each_other_are_counted_one_without_the_other() -> None:
    said = explain_empty(count, {"type": "AID", "year": 2025}, "event")
    assert said is not None
    assert "without type=AID there would be 1" in said
    assert "without year=2025 there would be 1" in said


def test_three_filters_of_which_any_two_are_empty() -> None:
    sets = {"a": {1, 2}, "b": {2, 3}, "c": {1, 3}}

    def common(filters: Mapping[str, Any]) -> int:
        return len(set.intersection({1, 2, 3, 4}, *(sets[name] for name in filters)))

    said = explain_empty(common, dict.fromkeys("abc", "x"))
    assert said is not None
    assert "without a=x there would be 1" in said


def test_an_empty_dossier_says_so() -> None:
    assert explain_empty(lambda _: 0, {"type": "AID"}, "event") == "the dossier holds no event"
