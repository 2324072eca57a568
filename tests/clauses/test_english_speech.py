"""Who says what in English sentences."""

from __future__ import annotations

import pytest
from tests.clauses.test_english import read

from legation.model.clause import Speech
from legation.model.reading import Draft


def _said(draft: Draft, speech: Speech) -> str | None:
    return speech.content.cut(draft.document.text) if speech.content else None


@pytest.mark.parametrize(
    ("text", "cue", "speakers", "kind", "content"),
    [
        (
            "Putin said Russia was ready.",
            "said",
            "P:vladimir-putin",
            "assertion",
            "Russia was ready",
        ),
        (
            "Putin promised that Iran would leave, and urged Turkey to wait.",
            "promised",
            "P:vladimir-putin",
            "assertion",
            "Iran would leave",
        ),
        (
            "Putin said in a letter that Iran would leave.",
            "said",
            "P:vladimir-putin",
            "assertion",
            "Iran would leave",
        ),
        (
            "Israel closed the port last night; Turkey said Iran would leave.",
            "said",
            "TUR",
            "assertion",
            "Iran would leave",
        ),
        (
            "Experts say that Russia may attack.",
            "say",
            "experts",
            "assertion",
            "Russia may attack",
        ),
        (
            "A U.S. official said Iran was to blame.",
            "said",
            "officials:USA",
            "assertion",
            "Iran was to blame",
        ),
        (
            "Iran attacked the base, according to two Turkish officials.",
            "according to",
            "officials:TUR",
            "assertion",
            "Iran attacked the base",
        ),
        (
            "Two people briefed on the plan said Israel had agreed.",
            "said",
            "sources",
            "assertion",
            "Israel had agreed",
        ),
        (
            "Official Chinese data show that exports fell.",
            "show",
            "CHN",
            "assertion",
            "exports fell",
        ),
        (
            "In the official Cuban narrative, Washington attacked first.",
            "In the official Cuban narrative",
            "CUB",
            "framing",
            "Washington attacked first",
        ),
        (
            "From Moscow's viewpoint, NATO is pressuring Russia.",
            "From Moscow's viewpoint",
            "RUS.GOV",
            "framing",
            "NATO is pressuring Russia",
        ),
        (
            "Washington portrays Putin as a bully.",
            "portrays",
            "USA.GOV",
            "framing",
            "a bully",
        ),
        (
            "Israel is described by observers as an aggressor.",
            "described",
            "observers",
            "framing",
            "an aggressor",
        ),
        (
            "Iran denied that it had supplied drones.",
            "denied",
            "IRN",
            "denial",
            "it had supplied drones",
        ),
        (
            "Britain confirmed that its envoy had left.",
            "confirmed",
            "GBR",
            "confirmation",
            "its envoy had left",
        ),
        (
            "Washington accused Iran of attacking a ship.",
            "accused",
            "USA.GOV",
            "assertion",
            "attacking a ship",
        ),
        (
            "Washington blamed the war on Iran.",
            "blamed",
            "USA.GOV",
            "assertion",
            "the war on Iran",
        ),
        (
            "For Japan, losing the island is no small matter.",
            "For Japan",
            "JPN",
            "framing",
            "losing the island is no small matter",
        ),
        (
            "Israel's raid is presented as a rescue.",
            "presented",
            "ISR",
            "framing",
            "a rescue",
        ),
        (
            "Turkey's claim that Syria had attacked was false.",
            "claim",
            "TUR",
            "assertion",
            "Syria had attacked",
        ),
        (
            "The Russian army is said to have left.",
            "said",
            "",
            "assertion",
            "to have left",
        ),
    ],
)
def test_indirect_speech(text: str, cue: str, speakers: str, kind: str, content: str) -> None:
    draft = read(text)
    found = [s for s in draft.speeches if s.cue.cut(text) == cue]
    assert found, [s.cue.cut(text) for s in draft.speeches]
    speech = found[0]
    assert ("+".join(speech.speakers), speech.kind, _said(draft, speech)) == (
        speakers,
        kind,
        content,
    )
    assert speech.form == "indirect"


def test_no_comment_has_no_content() -> None:
    (speech,) = read("Beijing declined to comment.").speeches
    assert (speech.speakers, speech.kind, speech.content) == (("CHN.GOV",), "no_comment", None)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ('"We will not withdraw," Putin said.', ["We will not withdraw"]),
        ("“We will not withdraw,” Putin said.", ["We will not withdraw"]),
        ('Putin said: "We will not withdraw."', ["We will not withdraw."]),
        (
            '"We want peace," Putin said in Moscow, "but we will not give way."',
            ["We want peace", "but we will not give way."],
        ),
        (
            '"The troops will stay. We reject the demand," Putin said.',
            ["The troops will stay. We reject the demand"],
        ),
        (
            '"We condemn Israel," Putin said. "Nobody had attacked them."',
            ["We condemn Israel", "Nobody had attacked them."],
        ),
    ],
)
def test_direct_speech_leaves_the_marks_out(text: str, contents: list[str]) -> None:
    draft = read(text)
    assert [_said(draft, speech) for speech in draft.speeches] == contents
    assert {speech.form for speech in draft.speeches} == {"direct"}
    assert {speech.speakers for speech in draft.speeches} == {("P:vladimir-putin",)}


def test_mixed_quotation_is_indirect() -> None:
    text = 'Putin said that NATO was "a danger to all of us" and had to go.'
    draft = read(text)
    assert [(s.form, _said(draft, s)) for s in draft.speeches] == [
        ("indirect", 'NATO was "a danger to all of us" and had to go')
    ]


def test_quotation_without_cue_takes_the_last_speaker() -> None:
    text = "Putin warned Kyiv that it would pay.\n“They will answer for what they have done.”"
    draft = read(text)
    carried = draft.speeches[-1]
    assert carried.cue.cut(text) == "“"
    assert carried.speakers == ("P:vladimir-putin",)
    assert (carried.sentence, carried.form) == (1, "direct")


def test_chain_of_sources_is_nested_from_the_outside() -> None:
    text = (
        "The Courier Times reported, citing people familiar with the matter, "
        "that Washington had proposed a withdrawal."
    )
    draft = read(text)
    assert [s.speakers for s in draft.speeches] == [("O:courier-times",), ("sources",)]
    outer, inner = (s.content for s in draft.speeches)
    assert outer is not None
    assert inner is not None
    assert outer.holds(inner)
    assert draft.speeches[0].opens
    assert inner.cut(text) == "Washington had proposed a withdrawal"


def test_paper_that_is_told_something_is_the_outer_source() -> None:
    text = "People close to the talks told the Courier Times that Israel would attack Iran."
    draft = read(text)
    assert [s.speakers for s in draft.speeches] == [("O:courier-times",), ("sources",)]


def test_frame_of_a_paper_stays_open() -> None:
    text = "According to the Courier Times, Iran released the ship. The crew was safe."
    (speech,) = read(text).speeches
    assert speech.opens
    assert speech.speakers == ("O:courier-times",)


def test_accusation_without_accuser_and_mere_evidence_are_no_claims() -> None:
    assert read("Russia is blamed for the raid.").speeches == []
    assert read("The delay shows that Russia is weak.").speeches == []


def test_request_to_do_something_is_no_claim() -> None:
    assert read("Washington urged Moscow to release two sailors.").speeches == []


def test_what_a_relative_clause_denies_is_its_noun() -> None:
    draft = read("Prosecutors spoke of executions that Israel denied.")
    denied = [speech for speech in draft.speeches if speech.kind == "denial"]
    assert [_said(draft, speech) for speech in denied] == ["executions"]
