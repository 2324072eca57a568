from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.errors import DateError
from legation.model.edtf import day_range


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2026-01-03", "2026-01-03", "2026-01-03"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2008", "2008-01-01", "2008-12-31"),
        ("2025-10-31~", "2025-10-31", "2025-10-31"),
        ("2025-11?", "2025-11-01", "2025-11-30"),
        ("2025%", "2025-01-01", "2025-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2010-XX", "2010-01-01", "2010-12-31"),
        ("2010-02-XX", "2010-02-01", "2010-02-28"),
        ("2014-22", "2014-06-01", "2014-08-31"),
        ("2014-24", "2014-12-01", "2015-02-28"),
        ("2005/2022", "2005-01-01", "2022-12-31"),
        ("2026-01-05/2026-01-11", "2026-01-05", "2026-01-11"),
        ("2005~/2022-03", "2005-01-01", "2022-03-31"),
    ],
)
def test_day_range_gives_first_and_last_day(edtf: str, first: str, last: str) -> None:
    assert day_range(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2005/..", (date(2005, 1, 1), None)),
        ("../2005", (None, date(2005, 12, 31))),
        ("2005/", (date(2005, 1, 1), None)),
        ("/2005", (None, date(2005, 12, 31))),
        ("../..", (None, None)),
        (None, (None, None)),
    ],
)
def test_day_range_leaves_open_ends_open(
    edtf: str | None, expected: tuple[date | None, date | None]
) -> None:
    assert day_range(edtf) == expected


@pytest.mark.parametrize(
    "edtf",
    ["soon", "", "2026-13", "2026-02-30", "2026-1-3", "20260103", "0000", "2022/2005", "2026-25"],
)
def test_day_range_refuses_what_is_no_date(edtf: str) -> None:
    with pytest.raises(DateError, match="EDTF"):
        day_range(edtf)


@given(st.text("0123456789X-/.~?%", max_size=14))
def test_day_range_refuses_or_orders(edtf: str) -> None:
    try:
        first, last = day_range(edtf)
    except DateError:
        return
    assert first is None or last is None or first <= last


@given(st.dates())
def test_day_range_of_a_day_is_the_day(day: date) -> None:
    assert day_range(day.isoformat()) == (day, day)
