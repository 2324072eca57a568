from pathlib import Path

import pytest
from tests.analysis.told import Told, dossier_of

from legation.analysis.denials import denied_claims, who_began
from legation.model.document import Language

# language, text, cue of the claim, what is claimed, cue of the denial, what is denied
DENIALS: tuple[tuple[Language, str, str, str, str, str], ...] = (
    (
        "zh-Hant-TW",
        "秘魯指控智利偷運武器，智利否認運過武器。",
        "指控",
        "智利偷運武器",
        "否認",
        "運過武器",
    ),
    (
        "zh-Hans",
        "秘鲁指控智利偷运武器，智利否认运过武器。",
        "指控",
        "智利偷运武器",
        "否认",
        "运过武器",
    ),
    (
        "en",
        "Peru accused Chile of smuggling arms. Chile denied moving any.",
        *("accused", "smuggling arms", "denied", "moving any"),
    ),
)


@pytest.mark.parametrize("row", DENIALS)
def test_denial_goes_with_the_claim_that_it_answers(
    row: tuple[Language, str, str, str, str, str], tmp_path: Path
) -> None:
    language, text, accused, claimed, denied, content = row
    told = Told("one", text, language)
    told.claim(accused, "PER.GOV", claimed, ("CHL",))
    told.claim(denied, "CHL.GOV", content, kind="denial", answers=accused)
    with dossier_of(tmp_path, (told,)) as dossier:
        (pair,) = denied_claims(dossier)
    assert (pair.one.root, pair.other.root) == ("PER.GOV", "CHL.GOV")
    assert (pair.one.words, pair.other.words) == (claimed, content)


def test_one_side_does_not_deny_itself(tmp_path: Path) -> None:
    _, text, accused, claimed, denied, content = DENIALS[2]
    told = Told("one", text).claim(accused, "CHL.GOV", claimed)
    told.claim(denied, "CHL.MIL", content, kind="denial", answers=accused)
    with dossier_of(tmp_path, (told,)) as dossier:
        assert list(denied_claims(dossier)) == []


def test_a_demand_cannot_be_denied(tmp_path: Path) -> None:
    text = "Peru demanded that Chile explain. Chile denied moving arms."
    told = Told("one", text).claim("demanded", "PER.GOV", "that Chile explain")
    told.event("demanded", "REQUEST", ("PER.GOV", "CHL"), "2025-06-09")
    told.claim("denied", "CHL.GOV", "moving arms", kind="denial", answers="demanded")
    with dossier_of(tmp_path, (told,)) as dossier:
        assert list(denied_claims(dossier)) == []


@pytest.mark.parametrize(
    ("language", "text", "cue", "denial"),
    [
        ("zh-Hant-TW", "秘魯指控智利偷運武器，巴西不認為會開戰。", "指控", "不認為"),
        ("zh-Hans", "秘鲁指控智利偷运武器，巴西不认为会开战。", "指控", "不认为"),
        ("en", "Peru accused Chile of smuggling arms, and denied any doubt.", "accused", "denied"),
    ],
)
def test_an_opinion_or_a_denial_without_subject_is_no_denial(
    language: Language, text: str, cue: str, denial: str, tmp_path: Path
) -> None:
    told = Told("one", text, language).claim(cue, "PER.GOV", text[len(cue) + 2 : -1])
    told.claim(denial, "BRA.GOV", text[-5:-1], kind="denial", answers=cue)
    with dossier_of(tmp_path, (told,)) as dossier:
        assert list(denied_claims(dossier)) == []


def test_a_denial_behind_another_claim_does_not_reach_over_it(tmp_path: Path) -> None:
    text = "Peru said a talk was near. Bolivia said shots fell, and Chile denied it firmly."
    told = Told("one", text).claim("said", "PER.GOV", "a talk was near")
    told.claim("fell", "BOL.GOV", "shots")
    told.claim("denied", "CHL.GOV", "it firmly", kind="denial", answers="said")
    with dossier_of(tmp_path, (told,)) as dossier:
        assert list(denied_claims(dossier)) == []


FIRST: tuple[tuple[Language, str, str, str, str, str], ...] = (
    (
        "zh-Hant-TW",
        "秘魯稱是智利先開火。智利說是秘魯挑起。",
        "稱",
        "是智利先開火",
        "說",
        "是秘魯挑起",
    ),
    ("zh-Hans", "秘鲁称是智利先开火。智利说是秘鲁挑起。", "称", "是智利先开火", "说", "是秘鲁挑起"),
    (
        "en",
        "Peru said Chile fired first. Chile insisted Peru provoked it.",
        *("said", "Chile fired first", "insisted", "Peru provoked it"),
    ),
)


@pytest.mark.parametrize("row", FIRST)
def test_each_says_that_the_other_began(
    row: tuple[Language, str, str, str, str, str], tmp_path: Path
) -> None:
    language, text, one, first, two, second = row
    told = Told("one", text, language).claim(one, "PER.GOV", first, ("CHL",))
    told.claim(two, "CHL.GOV", second, ("PER",))
    with dossier_of(tmp_path, (told,)) as dossier:
        (pair,) = who_began(dossier)
    assert {pair.one.root, pair.other.root} == {"PER.GOV", "CHL.GOV"}


def test_two_that_blame_a_third_do_not_contradict_each_other(tmp_path: Path) -> None:
    _, text, one, first, two, second = FIRST[2]
    told = Told("one", text).claim(one, "PER.GOV", first, ("BOL",))
    told.claim(two, "CHL.GOV", second, ("BOL",))
    with dossier_of(tmp_path, (told,)) as dossier:
        assert list(who_began(dossier)) == []
