from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.analysis.articles import article, make

from legation.analysis.names import (
    actors_named,
    describe_actor,
    other_names,
    resolve_actor,
    taken_in,
)
from legation.dossier import Dossier
from legation.errors import UsageError


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier that knows a man whom the lexicon does not."""
    one = article("one", "漁會理事長林大山抗議。", named=[("林大山", "P:lin-da-shan")])
    with Dossier.open(make(tmp_path / "d.duckdb", one)) as opened:
        yield opened


@pytest.mark.parametrize(
    "name", ["馬杜羅", "馬杜洛", "马杜罗", "Maduro", "nicolás maduro", "MADURO"]
)
def test_names_in_every_variety_give_the_id(name: str) -> None:
    assert resolve_actor(None, name) == "P:nicolas-maduro"


@pytest.mark.parametrize("text", ["VEN", "VEN.GOV", "P:nicolas-maduro", "officials:USA", "IGO:UN"])
def test_ids_stay_as_they_are(text: str) -> None:
    assert resolve_actor(None, text) == text


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("美國", "USA"),
        ("美国", "USA"),
        ("United States", "USA"),
        ("ven", "VEN"),
        ("P:nicolas", None),
    ],
)
def test_countries_and_beginnings_of_ids(text: str, identifier: str | None) -> None:
    assert resolve_actor(None, text) == (identifier or text)


@pytest.mark.parametrize("text", ["林大山", "P:lin-da-shan"])
def test_the_dossier_knows_more_than_the_lexicon(dossier: Dossier, text: str) -> None:
    assert resolve_actor(dossier, text) == "P:lin-da-shan"
    with pytest.raises(UsageError, match="nobody is called"):
        resolve_actor(None, text)


@pytest.mark.parametrize("text", ["Madruo", "馬杜落", "尼古拉斯·马杜罗斯", "P:madurro"])
def test_a_slip_is_answered_with_who_is_meant(text: str) -> None:
    with pytest.raises(UsageError, match=r"did you mean .*P:nicolas-maduro \(.*馬杜羅"):
        resolve_actor(None, text)


@pytest.mark.parametrize("text", ["布希", "布什", "Bush"])
def test_an_ambiguous_name_lists_the_candidates(text: str) -> None:
    with pytest.raises(UsageError, match=r"names 2 actors.*george-h-w-bush.*george-w-bush"):
        resolve_actor(None, text)


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u202e"])
def test_nothing_is_no_actor(text: str) -> None:
    with pytest.raises(UsageError, match="no actor is given"):
        resolve_actor(None, text)


@pytest.mark.parametrize("text", ["%", "'; DROP TABLE events; --", "[a-z", "字" * 10_000])
def test_what_is_no_name_does_no_harm(dossier: Dossier, text: str) -> None:
    with pytest.raises(UsageError, match="nobody is called") as caught:
        resolve_actor(dossier, text)
    assert len(str(caught.value)) < 400


def test_short_latin_names_keep_their_capitals() -> None:
    assert actors_named("US") == ("USA",)
    assert actors_named("us") == ()
    assert actors_named("中") == ()


def test_other_names_are_strong_and_nobody_elses() -> None:
    texts = {form.text for form in other_names(["P:george-w-bush"])}
    assert "George W. Bush" in texts
    assert "Bush" not in texts
    assert "CNA" not in {form.text for form in other_names(["O:central-news-agency"])}
    assert "Americans" not in {form.text for form in other_names(["USA"])}


def test_a_country_takes_in_its_sectors_and_officials() -> None:
    assert {"VEN", "VEN.GOV", "VEN.MIL", "officials:VEN"} <= set(taken_in("VEN"))
    assert taken_in("P:nicolas-maduro") == ("P:nicolas-maduro",)


def test_a_description_has_the_names_of_all_regions() -> None:
    assert describe_actor("P:donald-trump") == "P:donald-trump (Donald Trump, 川普, 特朗普)"
    assert describe_actor("P:nobody-known") == "P:nobody-known"
