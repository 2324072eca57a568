from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.analysis.spelling import bounded, pattern, plain, printable
from legation.language import script
from legation.language.script import fold

TEXT = st.text(min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("馬杜羅", "马杜罗"),
        ("马杜罗", "馬杜羅"),
        ("台灣", "臺灣"),
        ("臺湾", "台灣"),
        ("計畫", "計劃"),
        ("计划", "計畫"),
        ("宣佈", "宣布"),
        ("乾隆", "乾隆"),
        ("隨着", "隨著"),
        ("Nicolas", "NICOLÁS"),
        ("Nicolás", "nicolas"),
        ("15%", "１５％"),
        ("AMD", "ＡＭＤ"),
        ("唐納·川普", "唐纳•川普"),
        ("People's", "People’s"),
        ("anti-drug", "anti‑drug"),
        ("White House", "White\u00a0  House"),
    ],
)
def test_every_spelling_is_found_by_both_engines(asked: str, written: str) -> None:
    expression = pattern(asked)
    assert re.fullmatch(expression, written)
    assert _duckdb(expression, f"前{written}後")


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("馬杜羅", "馬杜"),
        ("計畫", "规划"),
        ("畫", "劃"),
        ("a.c", "abc"),
        ("[a-z]+", "abc"),
        ("%", "a"),
    ],
)
def test_other_words_are_not_found(asked: str, written: str) -> None:
    assert not re.search(pattern(asked), written)
    assert not _duckdb(pattern(asked), written)


def test_words_of_three_regions_are_those_that_folding_unites() -> None:
    united = {word: other for other, word in script._PHRASES.items() if len(word) > 1}
    for word, other in united.items():
        if word != other and plain(word) == word:
            assert plain(other) == word
            assert re.fullmatch(pattern(word), other), f"{word} must find {other}"


@given(TEXT)
def test_plain_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(TEXT.map(printable).filter(bool))
def test_a_text_finds_itself_and_its_folded_form(text: str) -> None:
    assert re.search(pattern(text), text)
    assert re.search(pattern(fold(text)), text)


@given(TEXT.map(printable).filter(bool))
def test_every_pattern_is_one_that_duckdb_reads(text: str) -> None:
    assert _duckdb(pattern(text), text)


@pytest.mark.parametrize("engine", ["duckdb", "python"])
@pytest.mark.parametrize(
    ("asked", "written", "begins", "found"),
    [
        ("aid", "He said so", False, False),
        ("aid", "the aid went", False, True),
        ("aid", "在AID內", False, True),
        ("sanction", "sanctions", False, False),
        ("sanction", "sanctions", True, True),
        ("制裁", "被制裁者", False, True),
        ("US", "Us", False, True),
        ("ile", "Élle île", False, True),
        ("le", "Éle", False, False),
    ],
)
def test_latin_words_are_whole_unless_they_may_go_on(
    engine: str, asked: str, written: str, begins: bool, found: bool
) -> None:
    expression = bounded(pattern(asked), asked, begins=begins, engine=engine)
    if engine == "python":
        assert bool(re.search(expression, written)) is found
    else:
        assert _duckdb(expression, written) is found


def test_capitals_are_kept_apart_where_they_tell_a_name() -> None:
    assert re.fullmatch(pattern("US", case=True), "US")
    assert not re.fullmatch(pattern("US", case=True), "us")


def test_printable_drops_what_cannot_be_seen() -> None:
    assert printable(" \u202e川\u200b普\x00 ") == "川普"


def _duckdb(expression: str, text: str) -> bool:
    row = duckdb.execute("SELECT regexp_matches(?, ?)", [text, expression]).fetchall()[0]
    return bool(row[0])
