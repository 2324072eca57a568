from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.articles import article, make

from legation.analysis.search import search
from legation.dossier import Dossier
from legation.errors import UsageError
from legation.model.reading import Reading

TRUMP = "P:donald-trump"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Four articles on one thing, in three varieties of Chinese and English."""
    path = tmp_path_factory.mktemp("search") / "d.duckdb"
    with Dossier.open(make(path, *_articles())) as opened:
        yield opened


def _articles() -> Iterator[Reading]:
    yield article(
        "tw",
        "川普週二宣布制裁三艘油輪。",
        "他沒有說明計畫細節。",
        named=[("川普", TRUMP), ("他", TRUMP)],
        acts=[("制裁", "USA.GOV", "VEN", "SANCTION", "actual")],
        title="川普談油輪",
        outlet="島嶼通訊",
        published="2026-01-05",
    )
    yield article(
        "hk",
        "特朗普周二宣佈制裁三艘油輪。",
        "馬杜羅批評計劃。",
        language="zh-Hant-HK",
        outlet="山城日報",
        published="2026-01-06",
    )
    yield article("cn", "特朗普周二宣布制裁三艘油轮。", language="zh-Hans", published="2026-01-07")
    yield article(
        "en",
        "Trump said on Tuesday he would sanction three tankers.",
        "Nicolás Maduro told us that it was piracy.",
        named=[("Trump", TRUMP)],
        acts=[("sanction", "USA.GOV", "VEN", "SANCTION", "planned")],
        language="en",
        outlet="The Harbour Post",
    )


def places(dossier: Dossier, text: str) -> list[str]:
    return [f"{hit.document}:{hit.start}" for hit in search(dossier, text)]


def marked(dossier: Dossier, text: str) -> list[list[str]]:
    return [[mark.text for mark in hit.marks] for hit in search(dossier, text)]


@pytest.mark.parametrize("name", ["川普", "特朗普", "Trump", "唐納·川普", TRUMP])
def test_a_name_finds_the_other_names_and_what_stands_for_it(dossier: Dossier, name: str) -> None:
    found = search(dossier, name)
    assert found.total == 6
    assert {hit.document for hit in found} == {"tw", "hk", "cn", "en"}
    assert any("stands for P:donald-trump: 他" in hit.reasons for hit in found)
    assert found.understood


@pytest.mark.parametrize("words", ["油輪 制裁", "油轮 制裁", "制裁 油轮"])
def test_words_are_found_in_both_scripts(dossier: Dossier, words: str) -> None:
    assert {hit.document for hit in search(dossier, words)} == {"tw", "hk", "cn"}


@pytest.mark.parametrize("word", ["計畫", "計劃", "计划"])
def test_words_of_other_regions_are_found_and_said_to_be_the_same(
    dossier: Dossier, word: str
) -> None:
    found = search(dossier, word)
    assert {hit.document for hit in found} == {"tw", "hk"}
    assert {mark.text for hit in found for mark in hit.marks} == {"計畫", "計劃"}


def test_marks_are_characters_of_the_document(dossier: Dossier) -> None:
    for text in ("川普", "宣布", "sanction*", "kind:event", "馬杜洛"):
        for hit in search(dossier, text):
            (row,) = dossier.sql("SELECT text FROM documents WHERE document = ?", [hit.document])
            assert hit.marks
            assert row["text"][hit.start : hit.start + len(hit.text)] == hit.text
            for mark in hit.marks:
                assert row["text"][mark.start : mark.end] == mark.text


def test_a_beginning_of_ids_finds_what_stands_for_any_of_them(dossier: Dossier) -> None:
    found = search(dossier, "P:")
    assert places(dossier, "P:") == ["tw:0", "tw:20", "en:0"]
    assert len(found.understood[0]) < 400


def test_a_phrase_names_nobody(dossier: Dossier) -> None:
    assert {hit.document for hit in search(dossier, '"川普"')} == {"tw"}


def test_excluded_words_and_names_are_not_in_what_is_found(dossier: Dossier) -> None:
    assert {hit.document for hit in search(dossier, "計畫 -川普")} == {"hk"}
    assert search(dossier, "油輪 -特朗普").total == 0


def test_latin_words_are_whole_and_short_names_keep_their_capitals(dossier: Dossier) -> None:
    assert search(dossier, "tank").total == 0
    assert places(dossier, "tank*") == ["en:0"]
    assert search(dossier, "US").query.terms[0].actors == ("USA",)
    assert marked(dossier, "us") == [["us"]]


def test_accents_do_not_matter(dossier: Dossier) -> None:
    assert marked(dossier, "nicolas") == [["Nicolás"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outlet:山城 油輪", {"hk"}),
        ("lang:zh 制裁", {"tw", "hk", "cn"}),
        ("lang:zh-Hant 制裁", {"tw", "hk"}),
        ("制裁 since:2026-01-06", {"hk", "cn"}),
        ("制裁 since:2026-01-06 until:2026-01-06", {"hk"}),
        ("制裁 until:2026", {"tw", "hk", "cn"}),
        ("document:en tankers", {"en"}),
        ("kind:event", {"tw", "en"}),
        ("type:SANCTION status:planned", {"en"}),
        ("type:SANCTION -status:planned", {"tw"}),
        ("actor:VEN", {"tw", "en"}),
        ("actor:川普 -kind:event", {"tw"}),
    ],
)
def test_filters(dossier: Dossier, text: str, expected: set[str]) -> None:
    assert {hit.document for hit in search(dossier, text)} == expected


def test_articles_without_a_date_are_counted_where_dates_leave_them_out(dossier: Dossier) -> None:
    assert search(dossier, "Trump since:2026").undated == 1
    assert search(dossier, "Trump").undated == 0


def test_the_order_is_as_typed_then_titles_then_newest(dossier: Dossier) -> None:
    assert places(dossier, "川普") == ["tw:0", "tw:6", "cn:0", "hk:0", "tw:20", "en:0"]
    assert places(dossier, "川普") == places(dossier, "川普")


def test_hits_carry_their_records_and_open_to_evidence(dossier: Dossier) -> None:
    (hit,) = search(dossier, "制裁 type:SANCTION lang:zh")
    assert [kind for kind, _ in hit.records] == ["event"]
    (row,) = search(dossier, "制裁 type:SANCTION lang:zh").table()
    for record in row["evidence"]:
        assert dossier.evidence(record).document == "tw"


def test_a_limit_leaves_the_total_as_it_is(dossier: Dossier) -> None:
    found = search(dossier, "川普", limit=2)
    assert (len(found), found.total) == (2, 6)
    assert found.summary() == "6 sentences, the first 2 shown"
    with pytest.raises(UsageError, match="makes no sense"):
        search(dossier, "川普", limit=0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("火星", "no sentence in the dossier passes 火星"),
        ("川普 since:2030", "no sentence in the dossier passes since:2030"),
        ("piracy 油輪", "without piracy there would be 4"),
    ],
)
def test_an_empty_result_says_which_part_emptied_it(dossier: Dossier, text: str, said: str) -> None:
    found = search(dossier, text)
    assert found.total == 0
    assert found.why_empty is not None
    assert said in found.why_empty
    assert len(found.table()) == 0


@given(
    st.text(
        alphabet=st.sampled_from("川普油輪aA-\"「」:*.[](){}|\\%_^$+?'’ \u200b\u202e\x00é１"),
        max_size=12,
    )
)
def test_whatever_is_typed_is_found_or_refused(dossier: Dossier, text: str) -> None:
    try:
        found = search(dossier, text)
    except UsageError:
        return
    assert (found.total == 0) == (found.why_empty is not None)


@pytest.mark.parametrize(
    "text", ["%", "_", "[a-z]+", "(", "\\", "'; DROP TABLE events; --", ".*", "a|b"]
)
def test_signs_of_other_languages_match_only_themselves(dossier: Dossier, text: str) -> None:
    assert search(dossier, text).total == 0
    assert dossier.status().counts["events"] == 2


def test_two_articles_with_one_text_are_two_hits(tmp_path: Path) -> None:
    path = make(tmp_path / "d.duckdb", article("a", "雙方停火。"), article("b", "雙方停火。"))
    with Dossier.open(path) as dossier:
        assert places(dossier, "停火") == ["a:0", "b:0"]
