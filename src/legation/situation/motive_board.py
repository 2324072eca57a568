"""Why an actor is said to act: official and underlying motives side by side, with their asserters.

An underlying motive is always somebody's assertion; the board never says which one is true. What
speaks against a motive stands beside it: facts that the dossier holds against the stated reason,
texts that deny it, and what an analyst names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from legation.analysis.contradictions import find_pairs
from legation.analysis.pairs import Pair
from legation.analysis.statements import side_of, sides
from legation.analysis.tie_rows import make_table, on_side, side
from legation.dossier import Dossier, Table
from legation.errors import UsageError
from legation.language.script import fold
from legation.situation.cells import entries_of, entry_of, evidence_of, worded
from legation.situation.extracted import asserter_of, extracted, in_tongue
from legation.situation.records import Layer, Motive

_STATED: Final = """
SELECT r.id, r.document, r.layer, r.motive_actor, r.attributed_to, r.negated, r.cause_start,
    r.cause_end, d.outlet, d.published, s.language, s.quote AS sentence,
    substring(d.text, r.cause_start + 1, r.cause_end - r.cause_start) AS cause,
    substring(d.text, r.effect_start + 1, r.effect_end - r.effect_start) AS effect
FROM causes r JOIN documents d USING (document)
LEFT JOIN sentences s ON s.document = r.document AND s.id = r.sentence_id
WHERE r.motive_actor IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY r.id ORDER BY r.document) = 1
ORDER BY r.document, r.start, r.id
"""
_BOARD: Final = {
    "actor": "text",
    "act": "text",
    "layer": "text",
    "asserter": "text",
    "own_words": "flag",
    "motive": "text",
    "audience": "text",
    "against": "texts",
    "against_reason": "texts",
    "against_evidence": "texts",
    "basis": "text",
    "evidence": "texts",
    "entry": "text",
}
_GRID: Final = {
    "actor": "text",
    "official": "texts",
    "underlying": "texts",
    "unspecified": "texts",
    "asserters": "texts",
    "contradicted": "texts",
    "evidence": "texts",
    "entries": "texts",
}


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against a motive, in words; `reason` says how it does, `evidence` where."""

    words: str
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A motive on the board with what speaks against it.

    `own_words`: whether the actor's own side gives it; None where the asserter is a person of whom
    nobody knows for whom he speaks.
    """

    motive: Motive
    own_words: bool | None
    against: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Motives by actor, official before underlying. `denied`: texts that say it is not the motive.

    A denied motive stands on the board only where somebody else asserts the same one.
    """

    reasons: tuple[Reason, ...]
    denied: tuple[Against, ...]

    def table(self, language: str = "en") -> Table:
        """One row per motive and asserter."""
        return make_table((_row(one, language) for one in self.reasons), _BOARD)

    def grid(self, language: str = "en") -> Table:
        """One row per actor with a column per layer; each cell names the asserters."""
        actors: dict[str, list[Reason]] = {}
        for one in self.reasons:
            actors.setdefault(one.motive.actor, []).append(one)
        return make_table(
            (_grid_row(name, found, language) for name, found in actors.items()), _GRID
        )


def build_board(
    motives: Iterable[Motive], dossier: Dossier | None = None, actor: str | None = None
) -> Board:
    """Motives of analysts and of a dossier; `actor` keeps its own (a country takes in its bodies).

    A motive that an analyst wrote from a record replaces the draft from that record.

    Raises:
        UsageError: an id under `against` is none of the dossier's records.
    """
    own = list(motives)
    denied: Sequence[tuple[str, Against]] = ()
    facts: Mapping[str, Sequence[Against]] = {}
    persons: Mapping[str, str] = {}
    if dossier is not None:
        taken = tuple(name for one in own for name in one.source.evidence)
        own += [
            one for one in draft_motives(dossier) if not one.source.evidence[0].startswith(taken)
        ]
        denied, facts, persons = _denied(dossier), _facts(dossier), sides(dossier)
    reasons = [
        Reason(one, _own_words(one, persons), tuple(_against(one, facts, denied, dossier)))
        for one in own
        if on_side(one.actor, actor)
    ]
    layers = get_args(Layer)
    reasons.sort(key=lambda one: (one.motive.actor, layers.index(one.motive.layer)))
    return Board(tuple(reasons), tuple(one for whose, one in denied if on_side(whose, actor)))


def draft_motives(dossier: Dossier) -> tuple[Motive, ...]:
    """Motives that a dossier states, in the order of the texts; those it denies are left out."""
    return tuple(
        Motive(
            actor=row["motive_actor"],
            act=row["effect"] or "",
            layer=row["layer"],
            asserter=asserter_of(row, row["attributed_to"]),
            words=in_tongue(row["cause"], row["language"]),
            audience=None,
            against=(),
            source=extracted(dossier, [row["id"]], row["published"]),
        )
        for row in dossier.sql(_STATED)
        if not row["negated"]
    )


def _denied(dossier: Dossier) -> list[tuple[str, Against]]:
    """Whose motive something is said not to be, and the words."""
    return [
        (
            row["motive_actor"],
            Against(
                row["cause"],
                f"{asserter_of(row, row['attributed_to'])} says that this is not why "
                f"{row['motive_actor']} acts",
                (row["id"],),
            ),
        )
        for row in dossier.sql(_STATED)
        if row["negated"]
    ]


def _facts(dossier: Dossier) -> dict[str, list[Against]]:
    """What the dossier holds against stated reasons, by the id of the cause."""
    found: dict[str, list[Against]] = {}
    for pair in find_pairs(dossier, "reason against fact"):
        if not pair.apart:
            found.setdefault(pair.one.id, []).append(_fact(pair))
    return found


def _fact(pair: Pair) -> Against:
    said = f"{pair.other.root}: {pair.reason}"
    return Against(pair.other.words, said, tuple(pair.evidence))


def _own_words(motive: Motive, persons: Mapping[str, str]) -> bool | None:
    speaks_for = side_of(motive.asserter, persons)
    if speaks_for is None and motive.asserter.startswith("P:"):
        return None
    return speaks_for is not None and speaks_for == side(motive.actor)


def _against(
    motive: Motive,
    facts: Mapping[str, Sequence[Against]],
    denied: Iterable[tuple[str, Against]],
    dossier: Dossier | None,
) -> Iterator[Against]:
    for name, found in facts.items():
        if name.startswith(motive.source.evidence):
            yield from found
    own = {fold(text).casefold() for text in motive.words.values()}
    for whose, one in denied:
        if side(whose) == side(motive.actor) and fold(one.words).casefold() in own:
            yield one
    who = f"{motive.source.author or entry_of(motive.source)} holds it against the motive"
    for name in motive.against:
        yield Against(name if dossier is None else _words(dossier, name, motive), who, (name,))


def _words(dossier: Dossier, name: str, motive: Motive) -> str:
    try:
        return dossier.evidence(name).text
    except UsageError as error:
        raise UsageError(f"{entry_of(motive.source)}: against: {error}") from error


def _row(reason: Reason, language: str) -> dict[str, Any]:
    one = reason.motive
    return {
        "actor": one.actor,
        "act": one.act or None,
        "layer": one.layer,
        "asserter": one.asserter,
        "own_words": reason.own_words,
        "motive": worded(one.words, language),
        "audience": one.audience,
        "against": [each.words for each in reason.against],
        "against_reason": [each.reason for each in reason.against],
        "against_evidence": list(
            dict.fromkeys(name for each in reason.against for name in each.evidence)
        ),
        "basis": one.source.basis,
        "evidence": list(one.source.evidence),
        "entry": entry_of(one.source),
    }


def _grid_row(actor: str, reasons: Sequence[Reason], language: str) -> dict[str, Any]:
    def cell(layer: Layer) -> list[str]:
        return [
            f"{worded(one.motive.words, language)} ({one.motive.asserter})"
            for one in reasons
            if one.motive.layer == layer
        ]

    sources = [one.motive.source for one in reasons]
    return {
        "actor": actor,
        **{layer: cell(layer) for layer in get_args(Layer)},
        "asserters": sorted({one.motive.asserter for one in reasons}),
        "contradicted": [
            f"{worded(one.motive.words, language)}: {each.words}"
            for one in reasons
            for each in one.against
        ],
        "evidence": evidence_of(sources),
        "entries": entries_of(sources),
    }
