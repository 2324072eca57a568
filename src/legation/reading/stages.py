"""The stages of the readers."""

from __future__ import annotations

from collections.abc import Sequence

from legation import causes, claims, scenarios, ties
from legation.clauses.find import find_clauses
from legation.encoder import load_encoder
from legation.events import assemble
from legation.language.chinese import load_segmenter
from legation.language.english import parse_english
from legation.language.script import fold
from legation.language.sentences import split_sentences
from legation.lexicons.actors import load_actors
from legation.mentions.dates import find_dates
from legation.mentions.find import find_mentions
from legation.mentions.quantities import find_quantities
from legation.model.reading import Draft
from legation.reading.reader import Reader, Stage
from legation.reading.second import ask, look_again, needed
from legation.reading.settle import settle_mentions

_UNREAD = {"header", "noise"}


def _sentences(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.folded = fold(draft.document.text)
        draft.sentences = split_sentences(draft.document)


def _words(drafts: Sequence[Draft]) -> None:
    """Tokens of all Chinese and parses of all English sentences of the batch, each in one go."""
    chinese: list[tuple[Draft, int]] = []
    english: list[tuple[Draft, int]] = []
    for draft in drafts:
        draft.tokens = [()] * len(draft.sentences)
        draft.parses = [None] * len(draft.sentences)
        for number, sentence in enumerate(draft.sentences):
            if sentence.kind not in _UNREAD:
                (english if sentence.language == "en" else chinese).append((draft, number))
    spans = [draft.sentences[number].span for draft, number in chinese]
    texts = [span.cut(draft.folded) for span, (draft, _) in zip(spans, chinese, strict=True)]
    if texts:
        rows = load_segmenter().segment(texts, [span.start for span in spans])
        for (draft, number), row in zip(chinese, rows, strict=True):
            draft.tokens[number] = row
    if english:
        parses = parse_english([d.sentences[n].span.cut(d.document.text) for d, n in english])
        for (draft, number), parse in zip(english, parses, strict=True):
            draft.parses[number] = parse


def _mentions(drafts: Sequence[Draft]) -> None:
    lexicon = load_actors()
    for draft in drafts:
        draft.mentions = find_mentions(draft, lexicon)


def _numbers(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        text, spans = (
            draft.document.text,
            [s.span for s in draft.sentences if s.kind not in _UNREAD],
        )
        draft.dates = find_dates(text, draft.folded, spans, draft.document.published)
        draft.quantities = find_quantities(text, draft.folded, spans)


def _clauses(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        find_clauses(draft)


def _events(drafts: Sequence[Draft]) -> None:
    lexicon = load_actors()
    for draft in drafts:
        draft.events = assemble(draft, lexicon)


def _claims(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.claims = claims.assemble(draft)


def _ties(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.ties = ties.assemble(draft)


def _causes(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.causes = causes.assemble(draft)


def _scenarios(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.scenarios = scenarios.assemble(draft)


def _settle(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        settle_mentions(draft)


def _stage(name: str, needs: str, gives: str, run: object) -> Stage:
    return Stage(name, frozenset(needs.split()), frozenset(gives.split()), run)  # type: ignore[arg-type]


STAGES = (
    _stage("sentences", "document", "folded sentences", _sentences),
    _stage("words", "folded sentences", "tokens parses", _words),
    _stage("mentions", "folded sentences tokens parses", "mentions", _mentions),
    _stage("numbers", "folded sentences", "dates quantities", _numbers),
    _stage("clauses", "mentions tokens parses", "predicates speeches", _clauses),
    _stage("events", "predicates speeches dates quantities mentions", "events", _events),
    _stage("claims", "predicates speeches mentions", "claims", _claims),
    _stage("ties", "tokens parses mentions dates quantities predicates speeches", "ties", _ties),
    _stage("causes", "tokens parses mentions predicates speeches events", "causes", _causes),
    _stage("scenarios", "speeches mentions", "scenarios", _scenarios),
    _stage("settle", "mentions events claims", "", _settle),
)
"""What both readers do, in order; a test pins the names."""


def fast_reader() -> Reader:
    """Rules and lexicons alone: several times as fast, less often right."""
    return Reader("rules", STAGES)


def default_reader() -> Reader:
    """The reader that `legation read` uses: the rules, with the encoder as a second proposer.

    Raises CheckError where the package carries no encoder, or not the one its manifest names.
    """
    encoder = needed(load_encoder())
    stages: list[Stage] = []
    for stage in STAGES:
        if stage.name == "clauses":
            stages.append(
                _stage(
                    "opinions",
                    "sentences mentions",
                    "opinions proposed",
                    lambda drafts: ask(drafts, encoder),
                )
            )
        stages.append(stage)
        if stage.name == "events":
            stages.append(
                _stage(
                    "encoder",
                    "events opinions",
                    "events",
                    lambda drafts: look_again(drafts, encoder),
                )
            )
    return Reader("rules+encoder", tuple(stages))
