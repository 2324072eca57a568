from __future__ import annotations

import numpy as np

from legation.analysis.reprints import reprints, share, shingles, signature, tokens

HANT = (
    "智利海軍一日在太平洋扣押一艘祕魯漁船，船上十二名船員被帶到港口問話。祕魯外交部提出抗議，"
    "要求智利立即放人，並召見智利大使。智利政府表示，漁船越過兩國海上邊界。"
)
HANS = (
    "智利海军一日在太平洋扣押一艘秘鲁渔船，船上十二名船员被带到港口问话。秘鲁外交部提出抗议，"
    "要求智利立即放人，并召见智利大使。智利政府表示，渔船越过两国海上边界。"
)
ENGLISH = (
    "Chile's navy seized a Peruvian fishing boat in the Pacific on Friday and took its twelve "
    "crew members to port for questioning. Peru protested and summoned the ambassador of Chile."
)
OTHER = (
    "Chile and Peru opened talks on their border on Monday. The ministers met for two hours and "
    "agreed to meet again in April, when a commission of both countries will report."
)


def test_a_reprint_in_the_other_script_is_the_same_article() -> None:
    assert reprints({"a": HANT, "b": HANS, "c": ENGLISH, "d": OTHER}) == {
        "a": "a",
        "b": "a",
        "c": "c",
        "d": "d",
    }


def test_a_reprint_may_be_cut_and_signed() -> None:
    cut = ENGLISH[: len(ENGLISH) * 4 // 5] + " Example Wire reported."
    assert reprints({"a": ENGLISH, "b": cut})["b"] == "a"


def test_a_quoted_sentence_makes_no_reprint() -> None:
    longer = f"{OTHER} {OTHER.upper()} {HANT} {ENGLISH.split('.')[0]}."
    assert reprints({"a": longer, "b": ENGLISH})["b"] == "b"


def test_the_first_given_stands_for_the_rest_however_they_chain() -> None:
    found = reprints({"z": HANT, "a": HANS, "m": HANT + "完"})
    assert set(found.values()) == {"z"}


def test_empty_texts_are_alike_to_none() -> None:
    assert reprints({"a": "", "b": "  。", "c": ""}) == {"a": "a", "b": "b", "c": "c"}
    assert reprints({}) == {}


def test_many_copies_are_one_without_comparing_all_with_all() -> None:
    copies = {f"d{number:03d}": HANT for number in range(200)}
    assert set(reprints(copies).values()) == {"d000"}


def test_tokens_fold_scripts_and_marks() -> None:
    assert tokens("祕魯 Navy，２０") == tokens("秘鲁navy 20") == ["秘", "鲁", "navy", "20"]


def test_signatures_estimate_the_common_share() -> None:
    one, other = shingles(HANT), shingles(HANT[:60] + OTHER)
    equal = float(np.mean(signature(one) == signature(other)))
    union = len(np.union1d(one, other))
    jaccard = len(np.intersect1d(one, other)) / union
    assert abs(equal - jaccard) < 0.2
    assert share(one, one) == 1.0
