"""Chinese speech: who speaks, in whose words, and which characters are said."""

from __future__ import annotations

import pytest
from tests.events.rig import claims_of, draft_of, hans

MACRON = "P:emmanuel-macron"
SAID = "俄羅斯攻擊了平民"
ROWS = [
    (f"馬克宏說：「{SAID}。」", "說", "direct", f"{SAID}。"),
    (f"馬克宏說，「{SAID}。」", "說", "direct", f"{SAID}。"),
    (f"馬克宏表示，{SAID}。", "表示", "indirect", SAID),
    (f"馬克宏指出{SAID}。", "指出", "indirect", SAID),
    (f"「{SAID}」，馬克宏說。", "說", "direct", SAID),
    (f"{SAID}，馬克宏說。", "說", "indirect", SAID),
    (f"據馬克宏透露，{SAID}。", "據馬克宏透露", "indirect", SAID),
]


@pytest.mark.parametrize(("text", "cue", "form", "content"), ROWS)
def test_speech(text: str, cue: str, form: str, content: str) -> None:
    expected = [(cue, MACRON, form, "assertion", content)]
    assert claims_of(text) == expected
    assert claims_of(hans(text)) == [
        (hans(cue), MACRON, form, "assertion", hans(content)),
    ]


def test_mixed_quotation_is_indirect() -> None:
    ((_, speaker, form, _, content),) = claims_of("馬克宏說，「盟友」不會離開歐洲。")
    assert (speaker, form) == (MACRON, "indirect")
    assert content is not None
    assert content.startswith("「盟友」")


def test_a_block_behind_a_colon_is_quoted_to_its_end() -> None:
    text = f"法國總統馬克宏表示：\n\n{SAID}。德國沒有。\n\n會議結束。"
    ((_, speaker, form, _, content),) = claims_of(text)
    assert (speaker, form) == (MACRON, "direct")
    assert content == f"{SAID}。德國沒有。"


def test_a_quotation_without_a_cue_goes_on() -> None:
    text = f"馬克宏說：「德國是朋友。」\n「{SAID}。」"
    last = claims_of(text)[-1]
    assert last[1:] == (MACRON, "direct", "assertion", f"{SAID}。")


def test_nobody_speaks_behind_silence() -> None:
    assert claims_of("會議在週五結束。\n「紅色」是今年的顏色。") == []


@pytest.mark.parametrize(
    "text",
    ["馬克宏拒絕置評。", "马克宏拒绝置评。", "馬克宏沒有回應。", "馬克宏不予置評。"],
)
def test_no_comment(text: str) -> None:
    ((_, speaker, _, kind, content),) = claims_of(text)
    assert (speaker, kind, content) == (MACRON, "no_comment", None)
    assert draft_of(text).events == []


KINDS = [
    ("馬克宏否認法國攻擊敘利亞。", "denial"),
    ("馬克宏證實，法國攻擊了敘利亞。", "confirmation"),
    ("馬克宏把這次行動稱為特別任務。", "framing"),
    ("馬克宏反問，誰會支持俄羅斯？", "question"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    for version in (text, hans(text)):
        assert [(row[1], row[3]) for row in claims_of(version)] == [(MACRON, kind)]


def test_a_bare_question() -> None:
    assert [row[3] for row in claims_of("馬克宏問：「俄羅斯為何攻擊平民？」")] == ["question"]


def test_two_speakers_of_one_cue_make_two_claims() -> None:
    for text in (f"馬克宏與梅爾茨均認為，{SAID}。", hans(f"馬克宏與梅爾茨均認為，{SAID}。")):
        assert {row[1] for row in claims_of(text)} == {MACRON, "P:friedrich-merz"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("內部文件顯示，法國向烏克蘭提供飛彈。", "documents"),
        ("据报道，法国向乌克兰提供导弹。", "media"),
        ("專家認為，伊朗可能攻擊以色列。", "experts"),
        ("據法新社報導，法國向烏克蘭提供飛彈。", "O:afp"),
    ],
)
def test_papers_experts_and_the_press_speak(text: str, speaker: str) -> None:
    assert speaker in {row[1] for row in claims_of(text)}


def test_a_noun_is_no_speech() -> None:
    assert claims_of("法國總統府週五發表聲明。") == []


def test_speaking_of_an_act_is_no_event_of_its_own() -> None:
    draft = draft_of("俄羅斯稱這是特別軍事行動。")
    assert draft.events == []


@pytest.mark.parametrize(("text", "cue", "form", "content"), ROWS)
def test_spans_cut_the_text(text: str, cue: str, form: str, content: str) -> None:
    draft = draft_of(text)
    for speech in draft.speeches:
        sentence = draft.sentences[speech.sentence].span
        assert sentence.holds(speech.cue)
        assert speech.content is None or not speech.content.overlaps(speech.cue)
