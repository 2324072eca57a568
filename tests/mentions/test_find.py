"""Names of three regions, capitals, papers and composed bodies, as mentions of one actor each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.events.rig import actors_at, draft_of, hans, mention_at, named

PERSONS = {
    "P:donald-trump": ("川普", "特朗普", "Donald Trump"),
    "P:volodymyr-zelenskyy": ("澤倫斯基", "澤連斯基", "Volodymyr Zelensky"),
    "P:vladimir-putin": ("普丁", "普京", "Vladimir Putin"),
    "P:emmanuel-macron": ("馬克宏", "馬克龍", "Emmanuel Macron"),
    "P:claudia-sheinbaum": ("薛恩鮑姆", "辛鮑姆", "欣鮑姆", "Claudia Sheinbaum"),
    "P:benjamin-netanyahu": ("納坦雅胡", "內塔尼亞胡", "內唐亞胡", "Benjamin Netanyahu"),
    "P:marco-rubio": ("盧比歐", "魯比奧", "Marco Rubio"),
    "P:nicolas-maduro": ("馬杜洛", "馬杜羅", "Nicolás Maduro", "Nicolas Maduro"),
}
NAMES = [(name, person) for person, names in PERSONS.items() for name in names]


@pytest.mark.parametrize(("name", "person"), NAMES)
def test_every_region_names_one_person(name: str, person: str) -> None:
    english = name.isascii() or name.startswith("N")
    text = f"{name} gave a speech on Wednesday." if english else f"{name}週三發表談話。"
    assert actors_at(draft_of(text), name) == (person,)
    if not english:
        assert actors_at(draft_of(hans(text)), name) == (person,)


@pytest.mark.parametrize(
    ("names", "country"),
    [
        (("紐西蘭", "新西蘭", "新西兰", "New Zealand"), "NZL"),
        (("義大利", "意大利", "义大利", "Italy"), "ITA"),
        (("沙烏地阿拉伯", "沙特阿拉伯", "沙特", "Saudi Arabia"), "SAU"),
        (("北韓", "朝鮮", "朝鲜", "North Korea"), "PRK"),
        (("寮國", "老撾", "老挝", "Laos"), "LAO"),
    ],
)
def test_every_region_names_one_country(names: tuple[str, ...], country: str) -> None:
    for name in names:
        text = f"{name} recalled an envoy." if name.isascii() else f"{name}在週五召回大使。"
        assert actors_at(draft_of(text), name) == (country,), name


def test_one_article_may_mix_the_names_of_regions() -> None:
    draft = draft_of("委內瑞拉的馬杜洛週一演說。反對派批評馬杜羅。")
    assert actors_at(draft, "馬杜洛") == actors_at(draft, "馬杜羅") == ("P:nicolas-maduro",)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("委內瑞拉前總統查維斯曾赴古巴就醫。", "P:hugo-chavez"),
        ("哥斯大黎加總統查維斯週三發表談話。", "P:rodrigo-chaves"),
    ],
)
def test_a_shared_surname_goes_to_the_country_beside_it(text: str, person: str) -> None:
    assert actors_at(draft_of(text), "查維斯") == (person,)
    assert actors_at(draft_of(hans(text)), "查維斯") == (person,)


CAPITALS = [
    ("莫斯科拒絕了這項提議。", "莫斯科", "metonym", "RUS.GOV"),
    ("兩人在莫斯科會晤。", "莫斯科", "place", "RUS"),
    ("代表團週日抵達莫斯科。", "莫斯科", "place", "RUS"),
    ("華盛頓批評了該項決定。", "華盛頓", "metonym", "USA.GOV"),
    ("遊客在華盛頓街頭拍照。", "華盛頓", "place", "USA"),
]


@pytest.mark.parametrize(("text", "word", "kind", "actor"), CAPITALS)
def test_a_capital_is_a_place_or_a_government(text: str, word: str, kind: str, actor: str) -> None:
    for version in (text, hans(text)):
        mention = mention_at(draft_of(version), word)
        assert mention is not None
        assert (mention.kind, mention.actors) == (kind, (actor,))


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor"),
    [
        ("Moscow rejected the proposal.", "Moscow", "metonym", "RUS.GOV"),
        ("The two men met in Moscow.", "Moscow", "place", "RUS"),
        ("He flew to Washington on Monday.", "Washington", "place", "USA"),
        ("Washington warned Tehran.", "Tehran", "metonym", "IRN.GOV"),
    ],
)
def test_an_english_capital_is_a_place_or_a_government(
    text: str, word: str, kind: str, actor: str
) -> None:
    mention = mention_at(draft_of(text), word)
    assert mention is not None
    assert (mention.kind, mention.actors) == (kind, (actor,))


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("《華盛頓郵報》刊出一篇評論。", "華盛頓郵報", "O:washington-post"),
        ("《纽约时报》刊出一篇评论。", "纽约时报", "O:new-york-times"),
        ("The Washington Post ran an editorial.", "Washington Post", "O:washington-post"),
    ],
)
def test_the_place_in_the_name_of_a_paper_is_no_government(
    text: str, word: str, actor: str
) -> None:
    draft = draft_of(text)
    assert actors_at(draft, word) == (actor,)
    assert not {"USA.GOV", "USA"} & {a for m in draft.mentions for a in m.actors}


def test_a_country_in_the_title_of_a_book_is_no_actor() -> None:
    assert named(draft_of("他寫過《俄羅斯的冬天》一書。")).get("俄羅斯") is None


def test_a_credit_is_no_actor_of_the_text() -> None:
    mention = mention_at(draft_of("一張照片顯示廣場擠滿人群。（法新社）"), "法新社")
    assert mention is None or mention.kind == "credit"


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("South Sudan criticised its neighbour.", "South Sudan", ("SSD",)),
        ("南蘇丹批評了鄰國。", "南蘇丹", ("SSD",)),
        ("南苏丹批评了邻国。", "南苏丹", ("SSD",)),
        ("拉美國家反對這項決定。", "拉美國家", ("G:latin-america",)),
        ("拉美国家反对这项决定。", "拉美国家", ("G:latin-america",)),
    ],
)
def test_the_longer_name_wins(text: str, words: str, actors: tuple[str, ...]) -> None:
    draft = draft_of(text)
    assert actors_at(draft, words) == actors
    assert not {"SDN", "USA"} & {a for m in draft.mentions for a in m.actors}


@pytest.mark.parametrize(
    "text",
    ["他愛吃日本料理。", "他爱吃日本料理。", "路旁種滿法國梧桐。", "They ate turkey at noon."],
)
def test_words_that_hold_a_country_name_nobody(text: str) -> None:
    assert not {"JPN", "FRA", "TUR"} & {a for m in draft_of(text).mentions for a in m.actors}


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("Turkey expelled the envoy.", "Turkey", "TUR"),
        ("Jordan recalled its ambassador.", "Jordan", "JOR"),
    ],
)
def test_states_with_common_names_are_states(text: str, word: str, actor: str) -> None:
    assert actors_at(draft_of(text), word) == (actor,)


def test_a_person_acts_by_the_office_held_on_the_day() -> None:
    for published, role in (("2025-06-15", "USA.GOV"), ("2022-06-15", "USA.ELI")):
        mention = mention_at(draft_of("川普週三發表談話。", published), "川普")
        assert mention is not None
        assert mention.roles == (role,)


def test_mentions_are_sorted_and_disjoint() -> None:
    draft = draft_of("美國國防部與俄烏兩國官員會談，馬杜羅（Nicolás Maduro）政權拒絕評論。")
    spans = [m.span for m in draft.mentions]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(len(m.roles) == len(m.actors) for m in draft.mentions)
