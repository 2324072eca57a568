"""The actor lexicon: its data, its forms and the dates of its offices."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.errors import DateError, LexiconError
from legation.lexicons.actors import ActorLexicon, Entity, Form, decode, load_actors
from legation.lexicons.tenure import Office, edtf_bounds, office_role
from legation.model.codes import SECTORS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return load_actors()


def ids(lexicon: ActorLexicon, text: str, strength: str | None = None) -> set[str]:
    forms = lexicon.by_text.get(text, ())
    return {form.entity for form in forms if strength in (None, form.strength)} - {""}


def count(lexicon: ActorLexicon, kind: str, language: str) -> int:
    return len({f.text for f in lexicon.forms if f.kind == kind and f.language == language})


def test_lexicon_holds_the_world(lexicon: ActorLexicon) -> None:
    countries = [e for e in lexicon.entities.values() if e.kind == "country"]
    assert len(countries) >= 245
    assert {"XKX", "TWN", "HKG", "PSE", "SUN", "YUG", "CSK", "DDR"} <= set(lexicon.entities)
    for country in countries:
        assert set(country.names) == {"TW", "HK", "CN"}, country.id


@pytest.mark.parametrize(
    ("kind", "least"), [("body", 250), ("title", 150), ("collective", 150), ("source", 60)]
)
def test_lexicon_holds_enough_generic_forms(lexicon: ActorLexicon, kind: str, least: int) -> None:
    assert count(lexicon, kind, "zh") >= least
    assert count(lexicon, kind, "en") >= least


@pytest.mark.parametrize(
    ("forms", "identifier"),
    [
        (("沙乌地阿拉伯", "沙特", "沙特阿拉伯", "Saudi Arabia"), "SAU"),
        (("寮国", "老挝", "Laos"), "LAO"),
        (("北韩", "朝鲜", "North Korea", "DPRK"), "PRK"),
        (("象牙海岸", "科特迪瓦", "Ivory Coast", "Cote d'Ivoire"), "CIV"),
        (("委国", "委内瑞拉", "Venezuela"), "VEN"),
        (("川普", "特朗普", "Donald Trump", "Trump"), "P:donald-trump"),
        (("马杜洛", "马杜罗", "Nicolás Maduro", "Nicolas Maduro"), "P:nicolas-maduro"),
        (("泽伦斯基", "泽连斯基"), "P:volodymyr-zelenskyy"),
        (("拉美", "拉丁美洲国家", "Latin America"), "G:latin-america"),
        (("萨赫尔国家", "萨赫勒国家", "Sahel states"), "G:sahel-states"),
    ],
)
def test_forms_of_three_regions_resolve_to_one_id(
    lexicon: ActorLexicon, forms: tuple[str, ...], identifier: str
) -> None:
    for form in forms:
        assert identifier in ids(lexicon, form), form


def test_form_keeps_the_regions_that_gave_it(lexicon: ActorLexicon) -> None:
    (form,) = (f for f in lexicon.by_text["意"] if f.entity == "ITA")
    assert form.regions == ("HK", "CN")
    assert form.kind == "abbreviation"
    assert form.strength == "weak"


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Kremlin", "metonym", "RUS.GOV"),
        ("克里姆林宫", "metonym", "RUS.GOV"),
        ("五角大厦", "metonym", "USA.MIL"),
        ("五角大楼", "metonym", "USA.MIL"),
        ("莫斯科", "place", "RUS.GOV"),
        ("Caracas", "place", "VEN.GOV"),
        ("Venezuelan", "adjective", "VEN"),
        ("Poles", "name", "POL.CVL"),
        ("国防部", "body", ".MIL"),
        ("foreign ministry", "body", ".GOV"),
        ("警方", "body", ".COP"),
        ("外长", "title", ".GOV"),
        ("opposition leader", "title", ".OPP"),
        ("知情人士", "source", "sources"),
    ],
)
def test_role_of_a_form(lexicon: ActorLexicon, text: str, kind: str, role: str) -> None:
    assert (kind, role) in {(form.kind, form.role) for form in lexicon.by_text[text]}


@pytest.mark.parametrize(
    "text", ["美", "Georgia", "乔治亚", "Jordan", "大陆", "Rodriguez", "罗德里格斯"]
)
def test_ambiguous_forms_are_weak(lexicon: ActorLexicon, text: str) -> None:
    assert ids(lexicon, text)
    assert not ids(lexicon, text, "strong")


@pytest.mark.parametrize("text", ["美国", "俄罗斯", "France", "Rubio", "White House", "白宫"])
def test_plain_names_are_strong(lexicon: ActorLexicon, text: str) -> None:
    assert ids(lexicon, text, "strong")


def test_two_character_country_is_composed_unless_a_word(lexicon: ActorLexicon) -> None:
    assert ids(lexicon, "菲国", "strong") == {"PHL"}
    assert ids(lexicon, "巴国", "strong") == set()
    assert ids(lexicon, "爱国") == set()
    assert ids(lexicon, "多国") == {"G:many-states"}


@pytest.mark.parametrize("text", ["美元", "加勒比海", "Gulf of Mexico"])
def test_words_that_hold_a_country_are_no_actors(lexicon: ActorLexicon, text: str) -> None:
    assert [form.pattern for form in lexicon.by_text[text]] == ["never"]


def test_coast_guard_is_military_in_one_country_only(lexicon: ActorLexicon) -> None:
    (form,) = (f for f in lexicon.by_text["coast guard"] if f.kind == "body")
    assert form.role == ".COP"
    assert form.detail.split() == ["org", "USA=MIL"]


def test_every_role_is_a_known_id(lexicon: ActorLexicon) -> None:
    for form in lexicon.forms:
        head, _, sector = form.role.partition(".")
        assert not sector or sector in SECTORS, form
        assert not head or head in lexicon.entities, form
        assert not form.entity or form.entity in lexicon.entities, form
        assert bool(form.regions) == (form.language == "zh"), form


@pytest.mark.parametrize(
    ("identifier", "when", "role"),
    [
        ("P:nicolas-maduro", "2008", "VEN.GOV"),
        ("P:nicolas-maduro", "2008-09", "VEN.GOV"),
        ("P:nicolas-maduro", "2025-12-31~", "VEN.GOV"),
        ("P:donald-trump", "2017", "USA.GOV"),
        ("P:donald-trump", "2022", "USA.ELI"),
        ("P:donald-trump", "2025", "USA.GOV"),
        ("P:donald-trump", None, "USA.GOV"),
        ("RUS", "2020", "RUS"),
        ("G:west", None, "G:west"),
        ("O:sinaloa-cartel", "2024", "O:sinaloa-cartel"),
    ],
)
def test_role_on_a_date(
    lexicon: ActorLexicon, identifier: str, when: str | None, role: str
) -> None:
    assert lexicon.role_on(identifier, when) == role


OFFICES = (
    Office("Member of parliament", "XYZ", "LEG", "1999", "2010-03"),
    Office("Minister", "XYZ", "GOV", "2004-06-01", "2010-03-31"),
    Office("Secretary-General", "IGO:un", "IGO", "2015-01-01", "2016-12-31"),
)


@pytest.mark.parametrize(
    ("when", "role"),
    [
        ("1990", "XYZ"),
        ("2001", "XYZ.LEG"),
        ("2005", "XYZ.GOV"),
        ("2003/2007", "XYZ.GOV"),
        ("2010-05-01", "XYZ.GOV"),
        ("2010-06-01", "XYZ.ELI"),
        ("2011", "XYZ.ELI"),
        ("2015-06", "IGO:un"),
        ("2020", "IGO:un"),
        (None, "IGO:un"),
    ],
)
def test_office_role_prefers_executive_office_and_ends_after_sixty_days(
    when: str | None, role: str
) -> None:
    assert office_role(OFFICES, when, "XYZ") == role


def test_person_without_office_acts_by_country_and_sector() -> None:
    person = Entity("P:a-b", "person", "A B", {}, "MEX", "OPP")
    nobody = Entity("P:c-d", "person", "C D", {}, None, "IGO")
    lexicon = ActorLexicon((), {"P:a-b": person, "P:c-d": nobody})
    assert lexicon.role_on("P:a-b", "2020") == "MEX.OPP"
    assert lexicon.role_on("P:c-d", "2020") is None


def test_unknown_entity_is_an_error_with_a_remedy(lexicon: ActorLexicon) -> None:
    with pytest.raises(LexiconError, match=r"P:no-one.*resources/actors"):
        lexicon.entity("P:no-one")


@pytest.mark.parametrize("value", ["2020-13", "2021-02-30", "soon", "2020-1"])
def test_edtf_bounds_refuses_what_is_no_date(value: str) -> None:
    with pytest.raises(DateError, match=value):
        edtf_bounds(value)


def test_decode_gives_strength_and_regions() -> None:
    text = '{"entities":[],"forms":[["zh","name","","",[["甲国","AAA","AAA",1,5]]]]}'
    assert decode(text).forms == (Form("甲国", "zh", "AAA", "name", "AAA", "weak", ("TW", "CN")),)
