"""What is said and what is meant, told side by side or a sentence apart; whose motive it is."""

from collections.abc import Callable

import pytest

from legation.causes import assemble
from legation.documents import document_from_text
from legation.model.reading import Draft
from legation.model.records import Cause
from legation.reading.stages import STAGES

Read = Callable[[str], list[Cause]]


@pytest.fixture(scope="session")
def read() -> Read:
    def causes(text: str) -> list[Cause]:
        draft = Draft(document_from_text(text, id="c"))
        for stage in STAGES:
            stage.run([draft])
            if stage.name == "events":
                break
        return assemble(draft)

    return causes


@pytest.mark.parametrize(
    ("text", "said", "meant"),
    [
        (
            "在官方說法中，出兵的理由是恢復秩序。然而，更深層的原因是爭奪港口。",
            "恢復秩序",
            "爭奪港口",
        ),
        (
            "在官方说法中，出兵的理由是恢复秩序。然而，更深层的原因是争夺港口。",
            "恢复秩序",
            "争夺港口",
        ),
        (
            "The official reason for the invasion is public order. "
            "Behind it lie deeper motives of revenge.",
            "public order",
            "revenge",
        ),
    ],
    ids=["Hant", "Hans", "en"],
)
def test_layers_a_sentence_apart_explain_one_act(
    text: str, said: str, meant: str, read: Read
) -> None:
    found = read(text)
    assert [(one.layer, one.cause.cut(text)) for one in found] == [
        ("official", said),
        ("underlying", meant),
    ]
    assert found[0].effect == found[1].effect


@pytest.mark.parametrize(
    "text",
    [
        "美國對伊朗實施制裁，名目是阻止核擴散，背後其實是為了保護石油利益。",
        "美国对伊朗实施制裁，名目是阻止核扩散，背后其实是为了保护石油利益。",
    ],
    ids=["Hant", "Hans"],
)
def test_layers_in_one_sentence_have_one_motive_actor(text: str, read: Read) -> None:
    found = read(text)
    assert [one.layer for one in found] == ["official", "underlying"]
    assert {one.motive_actor for one in found} == {"USA"}
    assert [one.attributed_to for one in found] == [("USA",), ()]
    assert {one.effect.cut(text)[:2] for one in found if one.effect} <= {"美國", "美国"}


@pytest.mark.parametrize(
    "text",
    [
        "法國總統表示，部署軍艦旨在保護商船。",
        "法国总统表示，部署军舰旨在保护商船。",
        "France's president said the deployment was aimed at protecting merchant ships.",
    ],
    ids=["Hant", "Hans", "en"],
)
def test_an_aim_that_the_actor_states_is_official(text: str, read: Read) -> None:
    (found,) = read(text)
    assert found.layer == "official"
    assert found.attributed_to[0].startswith(("FRA", "P:"))


@pytest.mark.parametrize(
    "text",
    [
        "分析人士認為，俄羅斯增兵是為了施壓烏克蘭。",
        "分析人士认为，俄罗斯增兵是为了施压乌克兰。",
        "Analysts believe Russia sent more troops in order to pressure Ukraine.",
    ],
    ids=["Hant", "Hans", "en"],
)
def test_an_aim_that_others_see_is_underlying(text: str, read: Read) -> None:
    (found,) = read(text)
    assert found.layer == "underlying"
    assert found.attributed_to == ("experts",)
    assert found.motive_actor is not None
    assert found.motive_actor.startswith("RUS")


@pytest.mark.parametrize(
    "text",
    [
        "這場敗選不能完全歸咎於經濟衰退。",
        "这场败选不能完全归咎于经济衰退。",
        "The defeat cannot be blamed entirely on the recession.",
    ],
    ids=["Hant", "Hans", "en"],
)
def test_a_denied_cause_is_negated(text: str, read: Read) -> None:
    (found,) = read(text)
    assert found.negated


@pytest.mark.parametrize(
    "text",
    [
        "飛彈未能命中，究竟是電子干擾，還是雷達老舊，各方說法不一。",
        "导弹未能命中，究竟是电子干扰，还是雷达老旧，各方说法不一。",
    ],
    ids=["Hant", "Hans"],
)
def test_alternatives_are_rows_of_one_effect(text: str, read: Read) -> None:
    first, second = read(text)
    assert first.effect == second.effect
    assert first.span == second.span
    assert not first.negated


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        (
            "出兵的真正動機是爭奪天然氣田，以及打擊競爭對手。",
            ["爭奪天然氣田", "打擊競爭對手"],
        ),
        (
            "出兵的真正动机是争夺天然气田，以及打击竞争对手。",
            ["争夺天然气田", "打击竞争对手"],
        ),
        (
            "The war is not about a border but about seizing the gas field and punishing a rival.",
            ["seizing the gas field", "punishing a rival"],
        ),
    ],
    ids=["Hant", "Hans", "en"],
)
def test_a_list_gives_a_row_for_each_cause(text: str, causes: list[str], read: Read) -> None:
    assert [one.cause.cut(text) for one in read(text)] == causes


@pytest.mark.parametrize(
    "text",
    [
        "智利關閉了邊境檢查站。這使得數百輛卡車滯留。",
        "智利关闭了边境检查站。这使得数百辆卡车滞留。",
    ],
    ids=["Hant", "Hans"],
)
def test_a_cause_may_stand_a_sentence_earlier(text: str, read: Read) -> None:
    (found,) = read(text)
    assert found.cause.end <= found.sentence.start
    assert found.effect is not None
    assert found.sentence.holds(found.effect)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The reason is unclear", []),
        ("", []),
        ("，。；", []),
        ("因為", []),
        ("because of", []),
        ("以", []),
    ],
)
def test_fragments_give_nothing_and_do_not_fail(text: str, pair: list[Cause], read: Read) -> None:
    if text.strip():
        assert read(text + "\n" + text) == pair


def test_spans_lie_in_the_text_and_simplified_gives_the_same(read: Read) -> None:
    traditional = "因應糧荒，埃及提高進口配額。外交部以安全為由撤僑，導致航班爆滿。"
    simplified = "因应粮荒，埃及提高进口配额。外交部以安全为由撤侨，导致航班爆满。"
    rows = [
        [(one.span, one.effect, one.cause, one.layer) for one in read(text)]
        for text in (traditional, simplified)
    ]
    assert rows[0] == rows[1]
    assert rows[0]
    assert all(0 <= cause.start < cause.end <= len(traditional) for _, _, cause, _ in rows[0])
