"""Dates in Traditional and Simplified Chinese and in English."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from legation.mentions.dates import find_dates
from legation.mentions.tables import read_table
from legation.model.quantity import When
from legation.model.span import Span

_PUBLISHED = "2026-01-12"  # a Monday
_POINT = re.compile(
    r"(?:\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4]))?|\d{4}-\d{2}-\d{2})[~?%]?|\d{3}X|\d{2}XX"
)
_BASES = {"explicit", "published", "previous", "era", "unresolved"}


@cache
def _folder() -> OpenCC:
    return OpenCC("t2s")


def _fold(text: str) -> str:
    return str(_folder().convert(text))


def _find(text: str, published: str | None = _PUBLISHED) -> list[When]:
    return find_dates(text, _fold(text), [Span(0, len(text))], published)


def _edtf(text: str, published: str | None = _PUBLISHED) -> list[str | None]:
    return [found.edtf for found in _find(text, published)]


def _is_edtf(text: str) -> bool:
    """EDTF level 1, as far as this package writes it."""
    ends = text.split("/")
    if len(ends) > 2 or all(end == ".." for end in ends):
        return False
    for end in ends:
        if end == ".." and len(ends) == 2:
            continue
        if not _POINT.fullmatch(end):
            return False
        if len(end.rstrip("~?%")) == 10:
            date.fromisoformat(end.rstrip("~?%"))
    return True


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2008年9月簽約", "2008-09"),
        ("2008 年 9 月签约", "2008-09"),
        ("signed in September 2008", "2008-09"),
        ("於2025年3月18日出航", "2025-03-18"),
        ("二〇二五年三月十八日", "2025-03-18"),
        ("on March 18, 2025", "2025-03-18"),
        ("on 18 March 2025", "2025-03-18"),
        ("日期：2025-10-31", "2025-10-31"),
        ("日期2025/10/31", "2025-10-31"),
        ("dated 2025-10-31", "2025-10-31"),
        ("民國115年1月12日", "2026-01-12"),
        ("民国一百一十五年一月", "2026-01"),
        ("民國1150112公告", "2026-01-12"),
        ("115年1月12日", "2026-01-12"),
        ("令和7年", "2025"),
        ("2025年底", "2025-12~"),
        ("2025年末", "2025-12~"),
        ("late 2025", "2025-12~"),
        ("2025年初", "2025-01~"),
        ("early 2025", "2025-01~"),
        ("mid-2019", "2019-06~"),
        ("2025年第一季", "2025-01/2025-03"),
        ("2025年第一季度", "2025-01/2025-03"),
        ("the first quarter of 2025", "2025-01/2025-03"),
        ("2025年上半年", "2025-01/2025-06"),
        ("2014年夏天", "2014-22"),
        ("2014年夏季", "2014-22"),
        ("the summer of 2014", "2014-22"),
        ("2025年10月中旬", "2025-10-11/2025-10-20"),
        ("1990年代", "199X"),
        ("上世纪90年代", "199X"),
        ("in the 1990s", "199X"),
        ("21世紀初", "200X"),
        ("二十世纪", "19XX"),
        ("the early 21st century", "200X"),
        ("從2005年至2022年", "2005/2022"),
        ("2005-2022年间", "2005/2022"),
        ("from 2005 to 2022", "2005/2022"),
        ("between 2005 and 2022", "2005/2022"),
        ("自2005年以來", "2005/.."),
        ("2005年以来", "2005/.."),
        ("since 2005", "2005/.."),
        ("2030年前，", "../2030"),
        ("2005年以前", "../2005"),
        ("before 2005", "../2005"),
        ("2008年前後", "2008~"),
        ("around 2008", "2008~"),
        ("2025年12月30日至1月3日", "2025-12-30/2026-01-03"),
        ("2025年5月至7月", "2025-05/2025-07"),
        ("3 to 5 January 2025", "2025-01-03/2025-01-05"),
    ],
)
def test_explicit_date_needs_no_publication(text: str, edtf: str) -> None:
    assert _edtf(text, None) == [edtf]
    assert _find(text)[0].basis == "explicit"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1月3日", "2026-01-03"),
        ("on Jan. 3", "2026-01-03"),
        ("3 January", "2026-01-03"),
        ("10月底", "2025-10-31~"),
        ("at the end of October", "2025-10-31~"),
        ("in late October", "2025-10-31~"),
        ("11月初", "2025-11~"),
        ("in early November", "2025-11~"),
        ("12月", "2025-12"),
        ("年末", "2025-12~"),
        ("年初", "2026-01~"),
        ("年底前", "2026-12~"),
        ("本月初", "2026-01~"),
        ("earlier this month", "2026-01"),
        ("本月晚些時候", "2026-01"),
        ("上個月", "2025-12"),
        ("上个月", "2025-12"),
        ("last month", "2025-12"),
        ("下個月", "2026-02"),
        ("next month", "2026-02"),
        ("上週", "2026-01-05/2026-01-11"),
        ("上周", "2026-01-05/2026-01-11"),
        ("last week", "2026-01-05/2026-01-11"),
        ("本週", "2026-01-12/2026-01-18"),
        ("去年", "2025"),
        ("去年10月", "2025-10"),
        ("last year", "2025"),
        ("late last year", "2025-12~"),
        ("前年", "2024"),
        ("今年", "2026"),
        ("昨天", "2026-01-11"),
        ("昨日", "2026-01-11"),
        ("yesterday", "2026-01-11"),
        ("今日", "2026-01-12"),
        ("明天", "2026-01-13"),
        ("週三", "2026-01-07"),
        ("周三", "2026-01-07"),
        ("星期三", "2026-01-07"),
        ("on Wednesday", "2026-01-07"),
        ("下週三", "2026-01-21"),
        ("next Wednesday", "2026-01-21"),
        ("將於週四會談", "2026-01-15"),
        ("will meet on Thursday", "2026-01-15"),
        ("今天（3日）", "2026-01-03"),
        ("昨（2）日", "2026-01-02"),
        ("外長3日說", "2026-01-03"),
        ("外长28日说", "2025-12-28"),
        ("過去三十年", "1996/2026"),
        ("近三十年来", "1996/2026"),
        ("the past three decades", "1996/2026"),
        ("兩年前", "2024"),
        ("两年前", "2024"),
        ("two years ago", "2024"),
        ("三個月前", "2025-10"),
        ("十多年前", "2016~"),
        ("第三季", "2025-07/2025-09"),
        ("Q3", "2025-07/2025-09"),
        ("原定於1月5日", "2026-01-05"),
        ("1月3日至5日", "2026-01-03/2026-01-05"),
        ("last October", "2025-10"),
        ("半個世紀前", "1976~"),
        ("half a century ago", "1976~"),
        ("周五前答复", "2026-01-16"),
        ("by Friday", "2026-01-16"),
    ],
)
def test_relative_date_is_resolved_by_publication(text: str, edtf: str) -> None:
    assert [(found.edtf, found.basis) for found in _find(text)] == [(edtf, "published")]
    assert [(found.edtf, found.basis) for found in _find(text, None)] == [(None, "unresolved")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2008年9月出訪，同年11月演習", ["2008-09", "2008-11"]),
        ("2008年9月出访，同年11月演习", ["2008-09", "2008-11"]),
        ("They met in September 2008 and drilled in November.", ["2008-09", "2008-11"]),
        ("2019年選舉後，當時無人承認", ["2019", "2019"]),
        ("In 2019 no one agreed at the time.", ["2019", "2019"]),
        ("11月初表態，差不多同時部隊撤離", ["2025-11~", "2025-11~"]),
        ("2025年3月18日出航，翌日靠岸", ["2025-03-18", "2025-03-19"]),
        ("從2005年至2022年放款，在此期間利率不變", ["2005/2022", "2005/2022"]),
        ("自2022年戰事爆發以來，開支上升", ["2022", "2022/.."]),
        ("自2022年战事爆发以来，开支上升", ["2022", "2022/.."]),
        ("2019年和2024年都曾派兵", ["2019", "2024"]),
        ("2019、2020和2024年", ["2019", "2020", "2024"]),
        ("troops came in 2019 and 2024", ["2019", "2024"]),
        ("2025年3月18日抵達，20日離開", ["2025-03-18", "2025-03-20"]),
        ("2019年開戰，此後交通中斷", ["2019", "2019/.."]),
        ("War came in 2019; since then trade stopped.", ["2019", "2019/.."]),
        ("於2010年簽約，三年後履約", ["2010", "2013"]),
        ("signed in 2010 and kept three years later", ["2010", "2013"]),
        ("1月5日會面，12月再訪", ["2026-01-05", "2025-12"]),
    ],
)
def test_date_leans_on_the_one_before(text: str, edtf: list[str]) -> None:
    assert _edtf(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "近年",
        "多年來",
        "多年来",
        "隨後",
        "随后",
        "日前",
        "稍早",
        "recently",
        "in recent years",
        "幾年前",
        "數月來",
    ],
)
def test_vague_word_has_no_date(text: str) -> None:
    (found,) = _find(text)
    assert (found.edtf, found.basis) == (None, "unresolved")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("查維斯時代", "1999/2013"),
        ("查韦斯执政时期", "1999/2013"),
        ("the Chávez era", "1999/2013"),
        ("under Hugo Chávez", "1999/2013"),
        ("後查維斯時代", "2013/.."),
        ("在拜登（Joe Biden）政府時期", "2021/2025"),
        ("拜登政府时期", "2021/2025"),
        ("under the Biden administration", "2021/2025"),
        ("川普第一任期", "2017/2021"),
        ("特朗普第一任期", "2017/2021"),
        ("during Trump's first term", "2017/2021"),
        ("歐巴馬任內", "2009/2017"),
        ("奥巴马执政期间", "2009/2017"),
        ("冷戰時期", "1947/1991"),
        ("冷战结束后", "1991/.."),
        ("during the Cold War", "1947/1991"),
        ("after the Cold War", "1991/.."),
        ("二戰期間", "1939/1945"),
        ("蔡英文上台後", "2016/.."),
    ],
)
def test_era_is_dated_by_its_years(text: str, edtf: str) -> None:
    (found,) = _find(text, None if "2025/" not in edtf else _PUBLISHED)
    assert (found.edtf, found.basis) == (edtf, "era")


@pytest.mark.parametrize(
    "text",
    [
        "近15000名士兵",
        "2000万美元",
        "about 2,000 troops",
        "some 2000 troops",
        "30日內必須答覆",
        "貨輪「海星1號」",
        "The minister may go.",
        "Theresa May spoke",
        "officials of the Biden administration",
        "拜登政府官員",
        "冷戰思維",
        "每週三開會",
        "every Monday",
        "今日俄羅斯電視台",
        "三艘軍艦",
        "圖-160",
        "at the same time, however",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert _find(text) == []


@pytest.mark.parametrize(
    ("published", "edtf"), [("2026-01", "2025-10-31~"), ("2026", "2026-10-31~"), ("soon", None)]
)
def test_publication_may_be_known_in_part(published: str, edtf: str | None) -> None:
    assert _edtf("10月底", published) == [edtf]


def test_month_far_ahead_belongs_to_the_year_before() -> None:
    assert _edtf("3月開會", "2026-01-12") == ["2026-03"]
    assert _edtf("4月開會", "2026-01-12") == ["2025-04"]
    assert _edtf("將於1月開會", "2025-12-20") == ["2026-01"]


def test_date_stays_in_its_sentence() -> None:
    text = "2008年9月"
    found = find_dates(text, text, [Span(0, 5), Span(5, 7)], None)
    assert [when.span for when in found] == [Span(0, 5), Span(5, 7)]
    assert found[0].edtf == "2008"


def test_terms_are_many_and_in_order() -> None:
    rows = read_table("terms")
    assert len(rows) > 80
    for row in rows:
        assert row["end"] == ".." or int(row["start"]) <= int(row["end"])


_PIECES = st.sampled_from(
    [
        *(
            "2008",
            "年",
            "10",
            "月",
            "31",
            "日",
            "底",
            "初",
            "至",
            "自",
            "以來",
            "同年",
            "去年",
            "上週",
        ),
        *(
            "週三",
            "前",
            "過去",
            "三十",
            "個",
            "民國",
            "115",
            "世紀",
            "年代",
            "查維斯",
            "時代",
            "當時",
        ),
        *("此後", "-", "/", "30", "week", "Monday", "years", "quarter", "Q3", "9999", "0000", " "),
        *("to ", "since ", "Feb. ", "last ", "the ", "past ", " ago", "early "),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_PIECES | st.text(max_size=3), max_size=16).map("".join),
    st.sampled_from(
        [None, "2026-01-12", "2026-01", "2024-02-29", "0001-01-01", "9998-12-31", "2026"]
    ),
)
def test_any_text_gives_edtf_and_spans_without_overlap(text: str, published: str | None) -> None:
    middle = len(text) // 2
    sentences = [Span(0, middle), Span(middle, len(text))]
    folded = _fold(text)
    end = 0
    for found in find_dates(
        text, folded if len(folded) == len(text) else text, sentences, published
    ):
        assert end <= found.span.start < found.span.end <= len(text)
        assert any(span.holds(found.span) for span in sentences)
        assert found.edtf is None or _is_edtf(found.edtf), found
        assert found.basis in _BASES
        end = found.span.end
