from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.dossier.judged import JUDGED, checked, countries, derive, parse
from legation.dossier.schema import RECORD_TABLES
from legation.errors import UsageError
from legation.model.codes import EVENT_TYPES, MODES, QUAD_CLASS, STATUSES, intensity, plover_type


def test_every_judged_column_is_a_column_of_its_table() -> None:
    columns = {table.name: {column.name for column in table.columns} for table in RECORD_TABLES}
    for kind, fields in JUDGED.items():
        assert set(fields) <= columns[kind]


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("events", "status", "Planned", "planned"),
        ("events", "type", "sanction", "SANCTION"),
        ("events", "actors", "CHN.GOV, RUS", ["CHN.GOV", "RUS"]),
        ("events", "actors", "CHN.GOV，RUS、P:習近平", ["CHN.GOV", "RUS", "P:習近平"]),
        ("events", "actors", '["RUS", "RUS"]', ["RUS"]),
        ("events", "recipients", "none", []),
        ("events", "attribution", "officials:USA,experts", ["officials:USA", "experts"]),
        ("events", "date", "2025-10~", "2025-10~"),
        ("events", "date", "unknown", None),
        ("events", "contexts", "LEGAL,economic", ["legal", "economic"]),
        ("ties", "value", "3e7", 3e7),
        ("ties", "value", "1,500", 1500.0),
        ("ties", "undirected", "Yes", True),
        ("claims", "speaker", "null", None),
        ("scenarios", "likelihood", "很可能", "很可能"),
        ("causes", "layer", "underlying", "underlying"),
    ],
)
def test_values_are_read_as_a_person_writes_them(
    kind: str, name: str, text: str, value: Any
) -> None:
    assert parse(kind, name, text) == value


@pytest.mark.parametrize(
    ("kind", "name", "text", "message"),
    [
        ("events", "status", "done", "it is one of actual, ongoing, planned"),
        ("events", "date", "上週", "no EDTF level 1 date"),
        ("events", "date", "2025-13", "no EDTF level 1 date"),
        ("events", "actors", "中國", "no id of an actor"),
        ("events", "actors", "CHN.XXX", "no sector of PLOVER in XXX"),
        ("events", "actors", "[1, 2]", "no list of words"),
        ("events", "actors", "[CHN", "no list in JSON"),
        ("events", "trigger", "x", "columns that can are type, modes"),
        ("sentences", "kind", "body", "cannot be corrected; mentions, events"),
        ("ties", "value", "三千萬", "write such as 3e7"),
        ("ties", "value", "inf", "no number"),
        ("ties", "undirected", "maybe", "true or false"),
        ("ties", "channel", "null", "cannot be unknown; it is one of trade"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_right(
    kind: str, name: str, text: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message.replace("[", r"\[")):
        parse(kind, name, text)


@pytest.mark.parametrize("value", [True, "3", float("nan"), [3.0]])
def test_a_log_cannot_bring_what_a_person_could_not_write(value: Any) -> None:
    with pytest.raises(UsageError):
        checked("ties", "value", value)


@given(st.sampled_from(EVENT_TYPES), st.sampled_from(STATUSES), st.data())
def test_columns_that_follow_are_those_that_the_reader_would_give(
    type_: Any, status: Any, data: st.DataObject
) -> None:
    every = sorted({mode for modes in MODES.values() for mode in modes})
    modes = data.draw(st.lists(st.sampled_from(every), unique=True))
    row = {"type": type_, "status": status, "modes": modes, "date": "2025/.."}
    made = derive("events", row, ("type", "status", "date"))
    kept = [mode for mode in modes if mode in MODES[type_]]
    assert made["modes"] == kept
    assert made["plover_type"] == plover_type(type_, status)
    assert made["quad_class"] == QUAD_CLASS[type_]
    assert made["intensity"] == intensity(type_, tuple(kept))
    assert (str(made["date_first"]), made["date_last"]) == ("2025-01-01", None)


def test_the_country_of_a_source_is_kept_or_read_from_its_id() -> None:
    chain = ["O:afp", "officials:USA", "VEN.GOV", "experts"]
    assert countries(chain, {"O:afp": "FRA"}) == ["FRA", "USA", "VEN", None]
