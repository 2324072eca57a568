from pathlib import Path

import pytest
from tests.analysis.told import Told, dossier_of

from legation.analysis.measures import measure_pairs
from legation.analysis.number_pairs import number_pairs
from legation.model.document import Language
from legation.model.quantity import Quantity
from legation.model.span import Span

# language, text with a number to be filled in, its trigger, two numbers that clash, two that agree
TOLLS: tuple[tuple[Language, str, str, tuple[str, str], tuple[str, str]], ...] = (
    ("zh-Hant-TW", "空襲造成{}人死亡。", "空襲", ("12", "至少30"), ("30", "至少12")),
    ("zh-Hans", "空袭造成{}人死亡。", "空袭", ("12", "至少30"), ("30", "至少12")),
    ("en", "The raid killed {} people.", "raid", ("12", "at least 30"), ("30", "at least 12")),
)
DYAD = ("CHL.MIL", "PER")


def _toll(
    name: str,
    row: tuple[Language, str, str, tuple[str, str], tuple[str, str]],
    number: str,
    date: str = "2025-06-01",
    place: str | None = None,
) -> Told:
    told = Told(name, row[1].format(number), row[0], f"Paper {name}")
    return told.event(row[2], "ASSAULT", DYAD, date, place=place)


@pytest.mark.parametrize("row", TOLLS)
def test_numbers_without_a_common_value_clash(
    row: tuple[Language, str, str, tuple[str, str], tuple[str, str]], tmp_path: Path
) -> None:
    low, high = row[3]
    with dossier_of(tmp_path, (_toll("a", row, low), _toll("b", row, high))) as dossier:
        (pair,) = number_pairs(dossier)
    assert not pair.apart
    assert (pair.one.root, pair.other.root) == ("Paper a", "Paper b")
    assert low in pair.reason
    assert high in pair.reason


@pytest.mark.parametrize("row", TOLLS)
def test_numbers_that_their_bounds_let_agree_do_not(
    row: tuple[Language, str, str, tuple[str, str], tuple[str, str]], tmp_path: Path
) -> None:
    one, other = row[4]
    with dossier_of(tmp_path, (_toll("a", row, one), _toll("b", row, other))) as dossier:
        assert list(number_pairs(dossier)) == []


def test_numbers_across_scripts_are_compared(tmp_path: Path) -> None:
    texts = [_toll(row[0], row, number) for row, number in zip(TOLLS, ("3", "3", "9"), strict=True)]
    with dossier_of(tmp_path, texts) as dossier:
        pairs = list(number_pairs(dossier))
    assert len(pairs) == 2
    assert {pair.other.root for pair in pairs} == {"Paper en"}


def test_other_days_and_other_places_are_apart(tmp_path: Path) -> None:
    row = TOLLS[2]
    texts = (
        _toll("a", row, "3", "2025-06-01", "PER"),
        _toll("b", row, "9", "2025-06-02", "PER"),
        _toll("c", row, "9", "2025-06-01", "BOL"),
    )
    with dossier_of(tmp_path, texts) as dossier:
        pairs = list(number_pairs(dossier))
    assert [pair.apart for pair in pairs] == [True, True]
    assert {"of other times" in p.reason or "of other places" in p.reason for p in pairs} == {True}


def test_a_subset_is_no_smaller_total(tmp_path: Path) -> None:
    row = TOLLS[2]
    part = Told("part", "The raid killed 3 Bolivian people.", "en", "Paper part")
    part.event("raid", "ASSAULT", DYAD, "2025-06-01").mention("Bolivian", "BOL")
    with dossier_of(tmp_path, (part, _toll("b", row, "9"))) as dossier:
        (pair,) = number_pairs(dossier)
    assert pair.apart
    assert "counts a part" in pair.reason


@pytest.mark.parametrize("status", ["planned", "conditional", "denied"])
def test_what_did_not_happen_counts_nothing(status: str, tmp_path: Path) -> None:
    row = TOLLS[2]
    told = Told("a", row[1].format("3"), "en", "Paper a")
    told.event("raid", "ASSAULT", DYAD, "2025-06-01", status)  # type: ignore[arg-type]
    with dossier_of(tmp_path, (told, _toll("b", row, "9"))) as dossier:
        assert list(number_pairs(dossier)) == []


def test_a_dossier_without_numbers_gives_none(tmp_path: Path) -> None:
    with dossier_of(tmp_path, (Told("a", "Nothing happened."),)) as dossier:
        assert list(number_pairs(dossier)) == []
        assert list(measure_pairs(dossier)) == []


def test_ties_of_one_period_with_two_sizes_clash(tmp_path: Path) -> None:
    ends = ("CHN", "VEN")
    one = Told("a", "A bank lent 60 units.").tie("lent", ends, 6e10, "USD", ("O:bank",))
    two = Told("b", "A study says 40 units.").tie("says", ends, 4e10, "USD", ("O:study",))
    same = Told("c", "A third lent as much.").tie("lent", ends, 6e10, "USD", ("O:third",))
    with dossier_of(tmp_path, (one, two, same)) as dossier:
        (pair,) = measure_pairs(dossier)
    assert pair.one.root == "O:study"
    assert "40,000,000,000 USD" in pair.reason
    assert "2010/2015" in pair.reason


def test_money_of_one_act_with_two_sizes_clashes_unless_about(tmp_path: Path) -> None:
    def grant(name: str, value: float, exact: bool) -> Told:
        told = Told(name, "Peru gave money.", "en", name)
        quantity = Quantity(Span(10, 15), value, "EUR", "exact" if exact else "about")
        return told.event("gave", "AID", ("PER", "BOL"), "2025-05-03", quantities=(quantity,))

    with dossier_of(tmp_path, (grant("a", 1e6, True), grant("b", 1.1e6, False))) as dossier:
        assert list(measure_pairs(dossier)) == []
    (tmp_path / "more").mkdir()
    with dossier_of(tmp_path / "more", (grant("a", 1e6, True), grant("b", 2e6, True))) as dossier:
        assert len(list(measure_pairs(dossier))) == 1
