import math

import pytest

from legation.analysis.counts import counts_in, interval


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "bound"),
    [
        ("爆炸造成至少四十人死亡。", "deaths", 40, "at_least"),
        ("爆炸造成至少四十人死亡，城市停电。", "deaths", 40, "at_least"),
        ("The blast killed at least 40 people.", "deaths", 40, "at_least"),
        ("當局釋放了一百二十多名囚犯。", "freed", 120, "more_than"),
        ("当局释放了一百二十多名囚犯。", "freed", 120, "more_than"),
        ("The authorities released more than 120 prisoners.", "freed", 120, "more_than"),
        ("警方拘捕約1.5萬人。", "detained", 15_000, "about"),
        ("警方拘捕约1.5万人。", "detained", 15_000, "about"),
        ("Police arrested about 15 thousand protesters.", "detained", 15_000, "about"),
        ("空軍擊落三架戰機。", "shot down", 3, "exact"),
        ("空军击落三架战机。", "shot down", 3, "exact"),
        ("The air force shot down three jets.", "shot down", 3, "exact"),
        ("不足60人獲釋。", "freed", 60, "less_than"),
        ("近2000人流离失所。", "displaced", 2000, "nearly"),
        ("The toll of dead is 31.", "deaths", 31, "exact"),
        ("The strike left 11 dead.", "deaths", 11, "exact"),
    ],
)
def test_count_has_its_kind_number_and_bound(
    sentence: str, kind: str, value: float, bound: str
) -> None:
    (count,) = counts_in(sentence)
    assert (count.kind, count.value, count.bound) == (kind, value, bound)
    assert sentence[count.start : count.end].strip() == count.text


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "數百人死亡。",
        "数百人死亡。",
        "Hundreds of people were killed.",
        "He was killed on June 24.",
        "第三人獲釋。",
        "死亡率上升百分之三。",
        "The share of dead rose by 3 percent.",
        "會談有四十人出席。",
        "Forty days later 7 boats were sunk.",
    ],
)
def test_what_is_no_count_gives_none(sentence: str) -> None:
    assert list(counts_in(sentence)) == []


def test_two_counts_in_one_clause_are_left_out() -> None:
    assert list(counts_in("5名士兵和7名平民死亡。")) == []


@pytest.mark.parametrize(
    "sentence",
    ["死者當中有32名警員。", "死者当中有32名警员。", "Among the dead are 32 officers."],
)
def test_a_part_is_marked(sentence: str) -> None:
    (count,) = counts_in(sentence)
    assert count.part


@pytest.mark.parametrize(
    "sentence",
    [
        "秘軍稱擊斃百餘人，智方則說死者是平民，人數為31人。",
        "秘军称击毙百余人，智方则说死者是平民，人数为31人。",
    ],
)
def test_a_number_carries_on_the_count_before_it(sentence: str) -> None:
    assert [(c.kind, c.value) for c in counts_in(sentence)] == [("deaths", 100), ("deaths", 31)]


def test_intervals_follow_the_bound() -> None:
    assert interval(80, "more_than") == (80, math.inf)
    assert interval(80, "exact") == (80, 80)
    assert interval(80, "at_most") == (0, 80)
    assert interval(80, "less_than")[1] < 80
    assert interval(100, "about") == pytest.approx((85, 115))
    assert interval(100, "nearly") == pytest.approx((85, 100))
