from __future__ import annotations

import pytest

from legation.analysis.search_query import Condition, Term, parse_query
from legation.errors import UsageError

TRUMP = ("P:donald-trump",)


@pytest.mark.parametrize(
    "text", ["川普", "特朗普", "Trump", "trump", "Donald Trump", "P:donald-trump"]
)
def test_a_name_in_every_variety_is_one_term_with_its_actor(text: str) -> None:
    assert parse_query(text).terms == (Term(text, actors=TRUMP),)


def test_words_phrases_and_exclusions_are_told_apart() -> None:
    query = parse_query('川普 「停火 協議」 “oil tanker” "Trump" -關稅 -"White House" sanction*')
    assert query.terms == (
        Term("川普", actors=TRUMP),
        Term("停火 協議", phrase=True),
        Term("oil tanker", phrase=True),
        Term("Trump", phrase=True),
        Term("關稅", excluded=True),
        Term("White House", excluded=True, phrase=True),
        Term("sanction", begins=True),
    )


def test_filters_are_checked_and_names_in_them_resolved() -> None:
    query = parse_query(
        'actor:馬杜羅 kind:events type:sanction outlet："The Ledger" -lang:en since:2026'
    )
    assert query.terms == ()
    assert query.conditions == (
        Condition("actor", "P:nicolas-maduro"),
        Condition("kind", "event"),
        Condition("type", "SANCTION"),
        Condition("outlet", "The Ledger"),
        Condition("lang", "en", excluded=True),
        Condition("since", "2026"),
    )


def test_an_id_is_no_filter() -> None:
    assert parse_query("officials:USA").terms == (Term("officials:USA", actors=("officials:USA",)),)
    assert len(parse_query("P:nicolas").terms[0].actors) > 1


def test_what_cannot_be_seen_is_not_looked_for() -> None:
    assert parse_query("川\u200b普\u202e　停火").terms == (Term("川普", actors=TRUMP), Term("停火"))


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e", "-川普", "-kind:event", '""'])
def test_nothing_to_look_for_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        parse_query(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"停火', "does not end"),
        ("「停火", "does not end"),
        ("outlets:獅嶺", "did you mean outlet:"),
        ("https://example.org", "put them in quotes"),
        ("kind:rumour", "one of event, claim"),
        ("type:WAR", "one of AGREE"),
        ("status:past", "one of actual"),
        ("since:tomorrow", "is no date"),
        ("until:2026-13", "is no date"),
        ("actor:Madruo", "did you mean P:nicolas-maduro"),
        ("actor:布希", "names 2 actors"),
        ("字" * 10_000, "this has 10000"),
        (" ".join("天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏閏"), "parts"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_remedy(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_query(text)


@pytest.mark.parametrize(
    "text", ["%", "_", "[a-z]+", "(", "\\", "'; DROP TABLE events; --", "a|b", "-"]
)
def test_signs_are_words_like_others(text: str) -> None:
    assert " ".join(str(term) for term in parse_query(text).terms) == text
