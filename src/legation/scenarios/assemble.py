"""Forecasts to scenarios: what may follow, under which condition, who says so, and how likely."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from legation.clauses.attribution import Attributions
from legation.model.reading import Draft
from legation.model.records import Scenario
from legation.model.span import Span
from legation.scenarios.chinese import Forecast, find_chinese
from legation.scenarios.english import find_english

_ANALYSTS = ("experts", "observers")
_SCHOLARS = (".EDU", ".ELI", ".SOC")
_ALTERNATIVE = (
    "或者",
    "要么",
    "或是",
    "另一",
    "其次",
    "否则",
    "不然",
    "alternatively",
    "otherwise",
)


def assemble(draft: Draft) -> list[Scenario]:
    """The scenarios of a draft whose speeches are known, in the order of their hedges."""
    attributions = Attributions(draft)

    def is_forecaster(span: Span) -> bool:
        speeches = attributions.speeches(span, _sentence_of(draft, span))
        return any(
            _foretells(draft, speech.speakers, speech.speaker_mentions) for speech in speeches
        )

    rows = []
    for number, sentence in enumerate(draft.sentences):
        if sentence.kind in ("header", "noise", "credit"):
            continue
        find = find_english if sentence.language == "en" else find_chinese
        forecasts = list(find(draft, number, is_forecaster))
        rows += list(_scenarios(draft, number, forecasts, attributions))
    return rows


def _sentence_of(draft: Draft, span: Span) -> int:
    starts = [sentence.span.start for sentence in draft.sentences]
    return max(number for number, start in enumerate(starts) if start <= span.start)


def _foretells(draft: Draft, speakers: Iterable[str], mentions: Iterable[int]) -> bool:
    """Whether somebody speaks who judges what others will do: an expert, a scholar."""
    roles = [role for m in mentions for role in draft.mentions[m].roles]
    return any(one in _ANALYSTS for one in speakers) or any(
        role.endswith(_SCHOLARS) or role.startswith("P:") for role in roles
    )


def _scenarios(
    draft: Draft, number: int, forecasts: Sequence[Forecast], attributions: Attributions
) -> Iterator[Scenario]:
    sentence = draft.sentences[number].span
    for forecast in forecasts:
        yield Scenario(
            span=forecast.cue,
            condition=forecast.condition,
            outcome=forecast.outcome,
            likelihood=forecast.cue.cut(draft.document.text),
            band=forecast.hedge.band,
            attributed_to=attributions.chain(forecast.cue, number),
            tree=_tree(draft, sentence, forecast, forecasts),
            sentence=sentence,
            realised=forecast.realised,
        )


def _tree(draft: Draft, sentence: Span, one: Forecast, all_: Sequence[Forecast]) -> str | None:
    """An id shared by branches of one tree: the same condition, or told as alternatives."""
    if len(all_) < 2:
        return None
    same = [f for f in all_ if f.condition == one.condition and f.condition is not None]
    told = any(word in sentence.cut(draft.folded).lower() for word in _ALTERNATIVE)
    if len(same) < 2 and not told:
        return None
    key = one.condition if len(same) >= 2 and not told else sentence
    digest = hashlib.sha256(f"{draft.document.sha256}:{key}".encode())
    return digest.hexdigest()[:12]
