"""Countries named by one character, and the words that only look like them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.events.rig import actors_at, draft_of, hans

from legation.lexicons.actors import load_actors
from legation.mentions.matcher import Matcher, load_matcher

SHORT = [
    ("俄羅斯與委內瑞拉官員開會。", "俄委關係近年升溫。", {"俄": "RUS", "委": "VEN"}),
    ("美國與墨西哥官員開會。", "美墨邊境週五關閉。", {"美": "USA", "墨": "MEX"}),
    ("俄羅斯與烏克蘭官員開會。", "俄烏戰爭進入第四年。", {"俄": "RUS", "烏": "UKR"}),
    ("泰國與柬埔寨官員開會。", "泰柬邊境再傳交火。", {"泰": "THA", "柬": "KHM"}),
    ("中國官員開會。", "多家中企退出競標。", {"中企": "CHN.BUS"}),
    ("中國官員開會。", "法國外長下月訪華。", {"華": "CHN"}),
    ("美國官員開會。", "日本對美出口下降。", {"美": "USA"}),
    ("美國官員開會。", "首都爆發反美示威。", {"美": "USA"}),
    ("美國官員開會。", "美方拒絕評論。", {"美方": "USA.GOV"}),
    ("委內瑞拉官員開會。", "駐委大使已返國。", {"委": "VEN"}),
    ("印度官員開會。", "印控地區實施戒嚴。", {"印": "IND"}),
    ("中國與美國官員開會。", "中美元首通話。", {"中": "CHN", "美": "USA"}),
]
MISSED = {
    "中美元首通話。": "美元 (dollar) is cut out of 中美元首",
}
CASES = [
    pytest.param(
        first,
        second,
        found,
        marks=[pytest.mark.xfail(strict=True, reason=MISSED[second])] if second in MISSED else [],
    )
    for first, second, found in SHORT
]


@pytest.mark.parametrize(("first", "second", "found"), CASES)
def test_one_character_names_a_country(first: str, second: str, found: dict[str, str]) -> None:
    for text in (first + second, hans(first + second)):
        draft = draft_of(text)
        for words, actor in found.items():
            assert actors_at(draft, words) == (actor,), (text, words)


@pytest.mark.xfail(strict=True, reason="weak forms need their country by its longer name")
@pytest.mark.parametrize("text", ["俄烏戰爭進入第四年。", "俄乌战争进入第四年。"])
def test_a_pair_needs_no_longer_name_elsewhere(text: str) -> None:
    ids = {a for m in draft_of(text).mentions for a in m.actors}
    assert {"RUS", "UKR"} <= ids


def test_a_full_name_is_not_cut_to_its_first_character() -> None:
    draft = draft_of("美國官員開會。日本對美國出口下降。")
    words = [m.span.cut(draft.document.text) for m in draft.mentions if m.span.start > 6]
    assert words == ["日本", "美國"]


COMMON = [
    ("美國與中國官員開會。", "這座美麗的城市很大。"),
    ("美國與中國官員開會。", "村民在中間地帶搭棚，其中三人受傷。"),
    ("美國與中國官員開會。", "雙方以及鄰近城鎮都提高警戒。"),
    ("日本與法國官員開會。", "昨日的方法與法律問題仍待解決。"),
    ("委內瑞拉與德國官員開會。", "公司委託律師，這是道德。"),
    ("美國與德國官員開會。", "誠實是一種美德。"),
]


@pytest.mark.parametrize(("first", "second"), COMMON)
def test_common_words_hold_no_country(first: str, second: str) -> None:
    for text in (first + second, hans(first + second)):
        draft = draft_of(text)
        behind = [m for m in draft.mentions if m.span.start >= len(first)]
        assert not any(m.kind == "abbreviation" for m in behind), text


def test_matches_do_not_overlap_and_words_are_whole() -> None:
    matches = load_matcher().find("The Iranian and Omani envoys met; a Romanian left.", [])
    ends = [(m.span.start, m.span.end) for m in matches]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    words = {m.span.cut("The Iranian and Omani envoys met; a Romanian left.") for m in matches}
    assert {"Iranian", "Omani", "Romanian"} <= words
    assert not {"Iran", "Oman", "Roman"} & words


def test_accents_do_not_matter() -> None:
    matcher = Matcher(load_actors())
    for text in ("Nicolás Maduro spoke.", "Nicolas Maduro spoke."):
        assert "P:nicolas-maduro" in {m.form.entity for m in matcher.find(text, [])}


def test_a_hyphen_or_a_handle_is_no_bound() -> None:
    matches = load_matcher().find("Write to @France24fan or see en_Cuba_x.", [])
    assert not {"FRA", "CUB"} & {m.form.entity for m in matches}
