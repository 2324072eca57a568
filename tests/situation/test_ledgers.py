from __future__ import annotations

from itertools import permutations

from tests.situation.entries import ledger_entry, source

from legation.situation.ledgers import build_ledger

LOSS = ledger_entry("RUS", "loss", "experts", size="heavy")
GAIN = ledger_entry("RUS", "gain", "media", size="some")
ELSEWHERE = ledger_entry("RUS", "gain", "experts", arena="narrative")
LATER = ledger_entry("RUS", "loss", "experts", horizon="long")
OTHER = ledger_entry("CHN.GOV", "open", "experts", horizon=None)


def test_gain_and_loss_in_one_cell_both_stand() -> None:
    (row,) = build_ledger([LOSS, GAIN]).table()

    assert row["gains"] == ["some: the raid (media)"]
    assert row["losses"] == ["heavy: the raid (experts)"]
    assert row["open"] == []
    assert row["asserters"] == ["experts", "media"]
    assert row["evidence"] == ["experts-loss", "media-gain"]


def test_nothing_is_summed_or_balanced() -> None:
    ledger = build_ledger([LOSS, GAIN, ELSEWHERE, LATER, OTHER])

    for table in (ledger.table(), ledger.entries()):
        types = {str(field.type) for field in table.arrow().schema}
        assert types == {"string", "list<element: string>"} or types == {
            "string",
            "list<item: string>",
        }


def test_cells_are_by_actor_arena_and_horizon() -> None:
    ledger = build_ledger([LOSS, OTHER, ELSEWHERE, LATER, GAIN])

    assert [(cell.actor, cell.arena, cell.horizon) for cell in ledger.cells] == [
        ("RUS", "Latin America", "short"),
        ("RUS", "narrative", "short"),
        ("RUS", "Latin America", "long"),
        ("CHN.GOV", "Latin America", None),
    ]


def test_no_entry_is_lost_in_any_order() -> None:
    for order in permutations([LOSS, GAIN, ELSEWHERE, LATER, OTHER]):
        ledger = build_ledger(order)
        assert len(ledger.entries()) == 5
        assert {cell.actor for cell in ledger.cells} == {"RUS", "CHN.GOV"}
        assert len(ledger.cells) == 4


def test_what_two_asserters_sign_differently_is_contested() -> None:
    same = ledger_entry("RUS", "gain", "experts")

    assert build_ledger([LOSS, GAIN]).cells[0].contested == ("the raid",)
    assert build_ledger([LOSS, same]).cells[0].contested == ()
    assert (
        build_ledger([LOSS, ledger_entry("RUS", "gain", "media", over="talks")]).cells[0].contested
        == ()
    )


def test_actor_takes_in_its_bodies() -> None:
    assert [cell.actor for cell in build_ledger([LOSS, OTHER], "CHN").cells] == ["CHN.GOV"]


def test_entries_name_file_line_and_basis() -> None:
    entry = ledger_entry("RUS", "loss", "experts", source=source("a1", line=12, basis="extracted"))

    (row,) = build_ledger([entry]).entries()

    assert (row["entry"], row["basis"], row["evidence"]) == ("board.yaml:12", "extracted", ["a1"])


def test_no_entries_are_an_empty_ledger() -> None:
    assert len(build_ledger(()).table()) == 0
