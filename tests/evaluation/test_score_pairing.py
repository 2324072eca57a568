"""One-to-one pairing: the greatest total, whatever the order."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evaluation.pairing import assign, pair


def _best(weights: dict[tuple[int, int], float], rows: int, columns: int) -> float:
    """The greatest total by trying everything; rows may stay without a partner."""
    places = [*range(columns), *[-1] * rows]
    return max(
        sum(weights.get((row, place), 0.0) for row, place in enumerate(chosen))
        for chosen in set(permutations(places, rows))
    )


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(0.25, 9), max_size=16
    )
)
def test_the_total_is_the_greatest(weights: dict[tuple[int, int], float]) -> None:
    chosen = assign(weights)
    assert len({left for left, _ in chosen}) == len(chosen) == len({right for _, right in chosen})
    total = sum(weights[edge] for edge in chosen)
    assert abs(total - _best(weights, 4, 4)) < 1e-6


def test_a_chain_of_exchanges() -> None:
    weights = {(0, 0): 2.0, (0, 1): 1.9, (1, 0): 2.0, (1, 2): 0.5, (2, 1): 1.0, (2, 2): 0.9}
    assert assign(weights) == [(0, 1), (1, 0), (2, 2)]


def test_the_rest_is_missed_or_spurious() -> None:
    found = pair("abc", "cbx", lambda gold, read: float(gold == read))
    assert found.pairs == (("b", "b"), ("c", "c"))
    assert (found.missed, found.spurious) == (("a",), ("x",))
    nothing = pair("", "x", lambda gold, read: 1.0)
    assert nothing.spurious == ("x",)
