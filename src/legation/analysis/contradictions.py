"""Contradictions: statements about one thing that cannot both hold, each with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from legation.analysis.denials import denied_claims, who_began
from legation.analysis.done_denied import done_or_not
from legation.analysis.happening_pairs import happening_pairs
from legation.analysis.measures import measure_pairs
from legation.analysis.names import resolve_actor
from legation.analysis.number_pairs import number_pairs
from legation.analysis.pairs import KINDS, Pair
from legation.analysis.routes import rival_routes, routes, undercut_reasons
from legation.analysis.statements import Statement
from legation.dossier import Dossier, Table
from legation.errors import UsageError

_SIDE: Final = (
    ("document", "string"),
    ("source", "string"),
    ("who", "strings"),
    ("whom", "strings"),
    ("what", "string"),
    ("when", "string"),
    ("place", "string"),
    ("words", "string"),
    ("sentence", "string"),
    ("id", "string"),
)
"""Columns that each of the two statements has, as one_… and other_…."""


def contradictions(
    dossier: Dossier,
    actor: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
    apart: bool = False,
) -> Table:
    """Pairs of statements that cannot both hold, the surest first.

    `actor` keeps pairs one of whose statements is by or about it (a country takes in its bodies).
    `apart` gives instead the pairs of numbers that only seem to clash, with the reason why not.

    Columns: kind, score (0 to 1), reason, and for each statement `one_…` and `other_…` its
    document, source (root of the attribution), who, whom, what, when (EDTF or None), place, words,
    sentence and id; `evidence` holds the ids of all records that the pair rests on.

    Raises:
        UsageError: a kind that there is not, or a limit below 0.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of contradiction; it is one of {', '.join(KINDS)}")
    if limit is not None and limit < 0:
        raise UsageError(f"a limit of {limit} makes no sense; give 0 or more")
    whom = actor and resolve_actor(dossier, actor)
    found = [
        pair
        for pair in merged(find_pairs(dossier, kind))
        if pair.apart is apart and (whom is None or _concerns(pair, whom))
    ]
    return _table(found[:limit])


def find_pairs(dossier: Dossier, kind: str | None = None) -> Iterator[Pair]:
    """All pairs of a kind, or of every kind, those that are apart among them."""
    if kind in (None, "denial"):
        yield from denied_claims(dossier)
    if kind in (None, "done or not"):
        yield from done_or_not(dossier)
    if kind in (None, "number"):
        yield from number_pairs(dossier)
        yield from measure_pairs(dossier)
    if kind in (None, "who or when"):
        yield from happening_pairs(dossier)
    if kind in (None, "who began"):
        yield from who_began(dossier)
    if kind in (None, "route", "reason against fact"):
        moves = routes(dossier)
        if kind in (None, "route"):
            yield from rival_routes(moves)
        if kind in (None, "reason against fact"):
            yield from undercut_reasons(dossier, moves)


def merged(pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs by score, one for every two stretches of text: the surest, with all their records.

    Records of one dispute often come in pairs of pairs: a denied claim is a denied event, too.
    """
    best: dict[frozenset[tuple[str, int, str]], Pair] = {}
    records: dict[frozenset[tuple[str, int, str]], list[str]] = {}
    for pair in sorted(pairs, key=_order):
        key = _place(pair)
        best.setdefault(key, pair)
        records.setdefault(key, []).extend(pair.evidence)
    return [
        Pair(
            pair.kind,
            pair.one,
            pair.other,
            pair.reason,
            tuple(dict.fromkeys(records[key])),
            pair.apart,
        )
        for key, pair in best.items()
    ]


def _order(pair: Pair) -> tuple[Any, ...]:
    where = (pair.one.document, pair.one.sentence_start, pair.one.id, pair.other.id)
    return (pair.apart, -pair.score, KINDS.index(pair.kind), *where)


def _place(pair: Pair) -> frozenset[tuple[str, int, str]]:
    """The two sentences; in one sentence also the sources, which then tell disputes apart."""
    one, other = pair.one, pair.other
    alone = (one.document, one.sentence_start) == (other.document, other.sentence_start)
    return frozenset(
        (item.document, item.sentence_start, item.root if alone else "") for item in (one, other)
    )


def _concerns(pair: Pair, actor: str) -> bool:
    return any(
        name == actor or name.startswith((f"{actor}.", f"officials:{actor}"))
        for item in (pair.one, pair.other)
        for name in (*item.scope.who, *item.scope.whom, item.root, item.side or "")
    )


def _table(pairs: list[Pair]) -> Table:
    import pyarrow as pa

    kinds = {"string": pa.string(), "strings": pa.list_(pa.string())}
    fields = [("kind", pa.string()), ("score", pa.float64()), ("reason", pa.string())]
    for end in ("one", "other"):
        fields += [(f"{end}_{name}", kinds[sort]) for name, sort in _SIDE]
    fields.append(("evidence", pa.list_(pa.string())))
    return Table(pa.Table.from_pylist([_row(pair) for pair in pairs], pa.schema(fields)))


def _row(pair: Pair) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": pair.kind, "score": pair.score, "reason": pair.reason}
    for end, statement in (("one", pair.one), ("other", pair.other)):
        row |= {f"{end}_{name}": value for name, value in _side(statement).items()}
    return row | {"evidence": list(pair.evidence)}


def _side(statement: Statement) -> dict[str, Any]:
    scope = statement.scope
    return {
        "document": statement.document,
        "source": statement.root,
        "who": list(scope.who),
        "whom": list(scope.whom),
        "what": scope.what,
        "when": scope.when,
        "place": scope.place,
        "words": statement.words,
        "sentence": statement.sentence,
        "id": statement.id,
    }
