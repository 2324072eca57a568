"""Speeches to claims: who says what about whom, above whom, in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from legation.clauses.attribution import Attributions
from legation.model.clause import Predicate, Speech
from legation.model.frame import Frame
from legation.model.reading import Draft
from legation.model.records import Claim, ClaimKind
from legation.model.span import Span

# Verbal acts that say something of somebody: their object is the content of a claim.
_SPOKEN: Final = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_PROPOSALS: Final = frozenset("提议 建议 提出 倡议 主张 propose suggest offer".split())
_WORDLESS: Final = frozenset(
    "give set want need seek stand reserve hunt look be have put keep hold turn come go raise show "
    "unveil issue send file".split()
)
# How many sentences back the claim stands that is denied or confirmed.
_ANSWER_REACH: Final = 2
_MARKS: Final = "，,、；;：:。.！!？? 　\n"


def assemble(draft: Draft) -> list[Claim]:
    """The claims of a draft whose speeches and predicates are known, in the order of their cues."""
    attributions = Attributions(draft)
    claims = [
        claim for speech in draft.speeches for claim in _of_speech(draft, speech, attributions)
    ]
    taken = [claim.span for claim in claims]
    for predicate in draft.predicates:
        if not any(predicate.span.overlaps(span) for span in taken):
            claims += _of_predicate(draft, predicate, attributions)
    ordered = sorted(claims, key=lambda claim: (claim.span, claim.speaker or ""))
    order = {sentence.span: number for number, sentence in enumerate(draft.sentences)}
    return [_answering(claim, ordered[:place], order, draft) for place, claim in enumerate(ordered)]


def _answering(
    claim: Claim, before: Sequence[Claim], order: Mapping[Span, int], draft: Draft
) -> Claim:
    """A denial or confirmation with the claim about its speaker that it answers, if any."""
    if claim.kind not in ("denial", "confirmation") or claim.speaker is None:
        return claim
    own = _side(claim.speaker)
    for earlier in reversed(before):
        if order[claim.sentence] - order[earlier.sentence] > _ANSWER_REACH:
            break
        other = earlier.speaker is not None and _side(earlier.speaker) != own
        if other and own in _spoken_of(earlier, draft):
            return replace(claim, answers=earlier.span)
    return claim


def _spoken_of(claim: Claim, draft: Draft) -> set[str]:
    """The sides named from the cue to the end of what is said: also who is accused."""
    end = claim.content.end if claim.content is not None else claim.span.end
    said = Span(claim.span.start, max(claim.span.end, end))
    near = {_side(one) for m in draft.mentions if said.holds(m.span) for one in m.actors}
    return near | {_side(one) for one in claim.about}


def _side(actor: str) -> str:
    return actor if ":" in actor else actor[:3]


def _of_speech(draft: Draft, speech: Speech, attributions: Attributions) -> Iterator[Claim]:
    """One claim for each speaker of a cue; none where the text does not tell who speaks."""
    sentence = draft.sentences[speech.sentence].span
    chain = attributions.chain(speech.cue, speech.sentence)
    for speaker, mention in _speakers(draft, speech):
        yield Claim(
            span=speech.cue,
            speaker=speaker,
            speaker_mention=mention,
            form=speech.form,
            kind=speech.kind,
            content=speech.content,
            about=_about(draft, speech.content, speaker),
            chain=tuple(one for one in chain if one != speaker),
            sentence=sentence,
        )


def _speakers(draft: Draft, speech: Speech) -> Iterator[tuple[str, int | None]]:
    for speaker in speech.speakers:
        mention = next(
            (n for n in speech.speaker_mentions if speaker in draft.mentions[n].actors), None
        )
        yield speaker, mention


def _of_predicate(
    draft: Draft, predicate: Predicate, attributions: Attributions
) -> Iterator[Claim]:
    """An accusation, demand or threat: its subject speaks, what follows it is the content."""
    frame = predicate.frame
    spoken = frame.type in _SPOKEN or frame.trigger in _PROPOSALS
    if not spoken or frame.pos != "v" or predicate.passive or _is_wordless(frame):
        return
    if predicate.status not in ("actual", "ongoing"):
        return
    sentence = draft.sentences[predicate.sentence].span
    content = _behind(draft.document.text, predicate.span.end, sentence.end)
    if content is None:
        return
    kind: ClaimKind = "assertion"
    chain = attributions.chain(predicate.span, predicate.sentence)
    for argument in predicate.arguments:
        if argument.slot != "subject":
            continue
        for number in argument.mentions:
            for speaker in draft.mentions[number].actors:
                about = _about(draft, content, speaker)
                outer = tuple(one for one in chain if one != speaker)
                yield Claim(
                    predicate.span,
                    speaker,
                    number,
                    "indirect",
                    kind,
                    content,
                    about,
                    outer,
                    sentence,
                )


def _is_wordless(frame: Frame) -> bool:
    """Whether an English trigger is a demand or threat that need not be spoken: gave a week."""
    return frame.language == "en" and frame.trigger.split(" ", 1)[0] in _WORDLESS


def _behind(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end) if start < end else None


def _about(draft: Draft, content: Span | None, speaker: str) -> tuple[str, ...]:
    """Actors that the content names, as they act, without the speaker; in the text's order."""
    if content is None:
        return ()
    return tuple(
        dict.fromkeys(
            role
            for mention in draft.mentions
            if content.holds(mention.span) and mention.kind not in ("credit", "gloss", "place")
            for actor, role in _pairs(mention.actors, mention.roles)
            if speaker not in (actor, role)
        )
    )


def _pairs(actors: Iterable[str], roles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from zip(actors, roles or tuple(actors), strict=True)
