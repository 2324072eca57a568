"""Dates of publication: metadata, file names, datelines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.documents.datelines import dateline_of
from legation.documents.dates import (
    PartDate,
    completed,
    date_of_stem,
    date_of_tail,
    find_date,
    read_date,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-12", "2026-01-12"),
        ("2026-01-12T23:30:00+08:00", "2026-01-12"),
        ("2026-01", "2026-01"),
        ("2026", "2026"),
        ("2025-10-31~", "2025-10-31~"),
        ("2025-12/2026-01", "2025-12/2026-01"),
        ("2026/1/12 10:00", "2026-01-12"),
        ("20260112", "2026-01-12"),
        ("20260112083000", "2026-01-12"),
        ("2026年1月12日", "2026-01-12"),
        ("民國115年1月12日", "2026-01-12"),
        ("中华民国115年1月12日", "2026-01-12"),
        ("115/01/12", "2026-01-12"),
        ("1150112", "2026-01-12"),
        ("January 12, 2026", "2026-01-12"),
        ("12 Jan 2026", "2026-01-12"),
        ("Mon, 12 Jan 2026 10:00:00 +0800", "2026-01-12"),
        ("2026-02-30", None),
        ("2026-13", None),
        ("03/04/2026", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_read_date(value: str | None, expected: str | None) -> None:
    assert read_date(value) == expected


@given(st.text(max_size=90))
def test_read_date_never_fails(value: str) -> None:
    result = read_date(value)
    assert result is None or result[:4].isdigit()


@given(st.dates(min_value=date(1921, 1, 1), max_value=date(2199, 12, 31)))
def test_read_date_knows_both_calendars(day: date) -> None:
    rest = f"年{day.month}月{day.day}日"
    assert read_date(f"{day.year}{rest}") == day.isoformat()
    assert read_date(f"民國{day.year - 1911}{rest}") == day.isoformat()


def test_find_date_gives_the_first_one_and_its_place() -> None:
    assert find_date("會議在2026年1月5日及2026-01-09舉行") == ("2026-01-05", 3, 12)
    assert find_date("從20260105到0109") is None


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2026-01-03-envoy-recalled", "2026-01-03"),
        ("20260103", "2026-01-03"),
        ("udn_2026_01_03", "2026-01-03"),
        ("2026-01-summit", "2026-01"),
        ("report-12345678", None),
        ("2026-13-40", None),
        ("story", None),
    ],
)
def test_date_of_stem(stem: str, expected: str | None) -> None:
    assert date_of_stem(stem) == expected


def test_date_of_tail_reads_the_agency_code() -> None:
    assert date_of_tail("談判將在下週恢復。（編輯：張大同）1150103") == "2026-01-03"
    assert date_of_tail("會談在1150103號室舉行。") is None


@pytest.mark.parametrize(
    ("line", "part", "outlet"),
    [
        ("（中央社記者王小美台北12日電）總統府說", PartDate(None, None, 12), "中央社"),
        ("【某報1月3日訊】港府說", PartDate(None, 1, 3), "某報"),
        ("【明報專訊】港府說", PartDate(), "明報"),
        ("〔記者王小美／台北報導〕立委說", PartDate(), None),
        ("新华社日内瓦1月3日电（记者李四）发言人说", PartDate(None, 1, 3), "新华社"),
        ("中新社北京2026年1月3日电 外交部说", PartDate(2026, 1, 3), "中新社"),
        ("GENEVA, Jan. 3 (Reuters) — The envoy", PartDate(None, 1, 3), "Reuters"),
        ("OSLO, 3 January 2026 (NTB) -- The envoy", PartDate(2026, 1, 3), "NTB"),
        ("WASHINGTON (AP) - The envoy", PartDate(), "AP"),
        ("SAN MARINO - The envoy", PartDate(), None),
    ],
)
def test_dateline_of(line: str, part: PartDate, outlet: str | None) -> None:
    found = dateline_of(line)
    assert found is not None
    assert (found.part, found.outlet) == (part, outlet)
    assert line[found.length :].startswith(
        ("總統府說", "港府說", "立委說", "发言人说", "外交部说", "The envoy")
    )


@pytest.mark.parametrize(
    "line",
    [
        "中國社會3日電力供應不足，多地停電。",
        "近期網路3日訊息混亂，各方說法不一。",
        "據路透社1月3日報道，談判破裂。",
        "NATO - the alliance - has no army of its own.",
        "The minister: we will not go.",
        "（完）",
    ],
)
def test_dateline_of_leaves_sentences_alone(line: str) -> None:
    assert dateline_of(line) is None


@pytest.mark.parametrize(
    ("part", "known", "expected"),
    [
        (PartDate(None, 1, 3), None, None),
        (PartDate(None, 1, 3), "2026", "2026-01-03"),
        (PartDate(None, None, 3), "2026-01", "2026-01-03"),
        (PartDate(None, None, 3), "2026", "2026"),
        (PartDate(2026, 1, 3), None, "2026-01-03"),
        (PartDate(None, 1, 3), "2026-01-05", "2026-01-05"),
        (PartDate(None, 2, 3), "2026-01", "2026-01"),
        (PartDate(None, 2, 30), "2026", "2026"),
        (None, "2026-01", "2026-01"),
    ],
)
def test_completed(part: PartDate | None, known: str | None, expected: str | None) -> None:
    assert completed(part, known) == expected
