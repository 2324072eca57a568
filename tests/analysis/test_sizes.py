from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.shaped import Link, telling, told

from legation.analysis.sizes import number_differences, tie_numbers, written

_WORDS = "[法國|FRA]貸款給[烏克蘭|UKR]。"


def _loan(
    value: float | None, bound: str = "exact", period: str | None = "2024", **more: str
) -> Link:
    unit, whole = more.get("unit", "EUR"), more.get("denominator")
    return Link("FRA", "UKR", "lending", value, unit, bound, whole, period, ("O:afp",))


def _numbers(
    tmp_path: Path, *links: Link
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    sentences = [(f"{index}. {_WORDS}", [link]) for index, link in enumerate(links)]
    with told(tmp_path, telling("one", *sentences, outlet="A", published="2025-01-01")) as dossier:
        return tie_numbers(dossier).rows(), number_differences(dossier).rows()


def test_numbers_stand_side_by_side_and_are_not_averaged(tmp_path: Path) -> None:
    rows, differing = _numbers(tmp_path, _loan(3e9), _loan(5e9))

    assert [row["value"] for row in rows] == [3e9, 5e9]
    assert [row["differs_from"] for row in rows] == [rows[1]["evidence"], rows[0]["evidence"]]
    (found,) = differing
    assert found["verdict"] == "differs"
    assert found["reason"] == "both are of 2024"
    assert found["first_source"] == ["O:afp"]
    assert rows[0]["outlets"] == ["A"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_loan(3e9), _loan(3.01e9)),
        (_loan(3e9, "at_least"), _loan(5e9)),
        (_loan(3e9, "about"), _loan(3.2e9)),
        (_loan(6e9, "at_most"), _loan(5e9)),
        (_loan(3e9), _loan(5e9, period="2023")),
        (_loan(3e9), _loan(5e9, unit="USD")),
        (
            _loan(30, unit="percent", denominator="進口"),
            _loan(50, unit="percent", denominator="出口"),
        ),
        (_loan(3e9), _loan(None)),
    ],
)
def test_numbers_that_may_both_hold_do_not_differ(
    tmp_path: Path, first: Link, second: Link
) -> None:
    rows, differing = _numbers(tmp_path, first, second)

    assert len(rows) == 2
    assert differing == []


def test_numbers_without_a_period_only_may_differ(tmp_path: Path) -> None:
    _, (found,) = _numbers(tmp_path, _loan(3e9), _loan(5e9, period=None))

    assert found["verdict"] == "may differ"
    assert "one has no period" in str(found["reason"])


def test_shares_of_one_whole_differ_in_either_script(tmp_path: Path) -> None:
    _, (found,) = _numbers(
        tmp_path,
        _loan(30, unit="percent", denominator="對外貸款", period="2020/2024"),
        _loan(60, unit="percent", denominator="对外贷款", period="2024"),
    )

    assert found["verdict"] == "differs"


def test_places_in_an_order_are_no_numbers(tmp_path: Path) -> None:
    rows, _ = _numbers(tmp_path, _loan(1, unit="rank"), _loan(None, unit="comparison"))

    assert rows == []


def test_one_text_in_two_documents_gives_its_number_once(tmp_path: Path) -> None:
    readings = [telling(name, (_WORDS, [_loan(3e9)])) for name in ("one", "two")]
    with told(tmp_path, *readings) as dossier:
        (row,) = tie_numbers(dossier)

    assert row["documents"] == ["one", "two"]


def test_many_numbers_of_one_flow_are_compared_by_their_extremes(tmp_path: Path) -> None:
    rows, differing = _numbers(tmp_path, *(_loan(1e9 * (index + 1)) for index in range(60)))

    assert len(rows) == 60
    assert all(row["differs_from"] for row in rows)
    assert len(differing) < 2 * 60


def test_number_in_words_gives_bound_unit_and_whole() -> None:
    row = {"value": 40.0, "unit": "percent", "bound": "at_least", "denominator": "進口"}

    assert written(row) == "at least 40 percent of 進口"
    assert written(row | {"value": None, "unit": "USD", "denominator": None}) == "at least USD"
