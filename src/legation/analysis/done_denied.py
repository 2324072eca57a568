"""Done and not done: an act that one source reports and another says did not take place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from legation.analysis.pairs import Pair, clause_at, folded, language_of, pattern
from legation.analysis.statements import (
    Scope,
    Statement,
    country_of,
    is_named,
    overlap,
    root_of,
    same_voice,
    side_of,
    sides,
)
from legation.dossier import Dossier

CANDIDATES: Final = 2000
"""So many pairs of reports are looked at: same acts and the narrowest common time first."""
_EACH: Final = 5
"""Reports that each denial is set against, of all that it goes against."""

_SWEEPING: Final = ("AID", "COOPERATE", "CONSULT")
"""Types whose every act goes against a sweeping denial; "nobody was hurt" says less of ASSAULT."""

_COUNTRY: Final = "CASE WHEN length({0}) = 3 OR {0}[4] = '.' THEN {0}[:3] ELSE {0} END AS {0}"
_DYADS: Final = f"""
    SELECT * REPLACE ({_COUNTRY.format("a")}, {_COUNTRY.format("r")}) FROM (
        SELECT * EXCLUDE (tos), unnest(tos) AS r FROM (
            SELECT rowid AS report, type, modes, starts_with(frame, 'zh/') AS han,
                coalesce(split_part(frame, '/', 2), quote) AS lemma,
                coalesce(date_first, DATE '0001-01-01') AS f,
                coalesce(date_last, DATE '9999-12-31') AS l, unnest(actors) AS a,
                CASE WHEN len(recipients) = 0 THEN actors ELSE recipients END AS tos
            FROM events WHERE {{0}} AND (date_first IS NOT NULL OR date_last IS NOT NULL)))"""

# A report without any date is left out, since nothing says that it speaks of the same time; a date
# with one open end reaches as far as it may. Every denial keeps its narrowest few, and the number
# of all it goes against, so that a block of many reports does not grow by their product.
_KEPT: Final = f"""
WITH no AS ({_DYADS.format("status = 'denied'")}),
yes AS ({_DYADS.format("status IN ('actual', 'ongoing') AND type IN (SELECT type FROM no)")}),
met AS (
    SELECT n.report AS no, y.report AS yes, least(n.l, y.l) - greatest(n.f, y.f) AS days,
        CASE WHEN n.lemma = y.lemma THEN 'the same act'
            WHEN list_has_any(n.modes, y.modes) THEN 'an act of the same mode'
            WHEN n.han AND y.han
                AND list_has_any(string_split(n.lemma, ''), string_split(y.lemma, ''))
            THEN 'an act told in kindred words' END AS alike
    FROM no n JOIN yes y
        ON n.a = y.a AND n.r = y.r AND n.type = y.type AND n.f <= y.l AND y.f <= n.l
    WHERE alike IS NOT NULL OR n.type IN {_SWEEPING}
    GROUP BY ALL
), kept AS (
    SELECT *, count(*) OVER denial AS reports FROM met
    WINDOW denial AS (PARTITION BY no)
    QUALIFY row_number() OVER (denial ORDER BY alike IS NULL, days, yes) <= {_EACH}
)"""
_PAIRS: Final = f"""{_KEPT}, first AS (
    SELECT * FROM kept ORDER BY alike IS NULL, days, no, yes LIMIT {CANDIDATES}
)
SELECT n.document AS no_document, n.id AS no_id, y.document AS yes_document, y.id AS yes_id, k.*
FROM first k JOIN events n ON n.rowid = k.no JOIN events y ON y.rowid = k.yes
ORDER BY k.alike IS NULL, k.days, no_document, no_id, yes_document, yes_id"""
_UNSEEN: Final = f"{_KEPT} SELECT greatest(count(*) - {CANDIDATES}, 0) AS unseen FROM kept"


def unseen(dossier: Dossier) -> int:
    """How many pairs of reports `done_or_not` leaves unlooked at, there being very many."""
    count: int = dossier.sql(_UNSEEN).rows()[0]["unseen"]
    return count


def done_or_not(dossier: Dossier) -> Iterator[Pair]:
    """Pairs of one dyad, type and time of which one happened and one did not, by other sources.

    A pair needs the same act or mode, or words with a Han character in common, unless the denial is
    sweeping ("no aid whatsoever"), which every act of its type goes against. Within a document both
    must be told of others: an author who says one and quotes the other sets them side by side
    knowingly. An act that is planned, proposed or conditional goes against nothing.
    """
    rows = dossier.sql(_PAIRS).rows()
    keys = {(row[f"{end}_document"], row[f"{end}_id"]) for row in rows for end in ("no", "yes")}
    reports = load_events(dossier, sorted(keys))
    for row in rows:
        no = reports[row["no_document"], row["no_id"]]
        yes = reports[row["yes_document"], row["yes_id"]]
        reason = _reason(no, yes, row["alike"])
        if reason is not None and row["reports"] > _EACH:
            reason += f" (one of {row['reports']} reports that the denial may go against)"
        quoted = no.document != yes.document or not (no.voice or yes.voice)
        if reason is None or not quoted or same_voice(no, yes):
            continue
        if overlap(no.scope, yes.scope):
            yield Pair("done or not", no, yes, reason, (no.id, yes.id))


def _reason(no: Statement, yes: Statement, alike: str | None) -> str | None:
    if _clause_has(no, "unwilling") or _denies_charge(no):
        return None
    if no.scope.what.split()[0] in _SWEEPING and _clause_has(no, "sweeping"):
        alike = f"an act of the type of which a sweeping denial knows none ({yes.scope.what})"
    if alike is None:
        return None
    return (
        f"{no.root} says that it did not happen, {yes.root} reports {alike}; the dyad is the same "
        f"and {no.scope.when} and {yes.scope.when} can be one time"
    )


def _denies_charge(no: Statement) -> bool:
    """Whether the accused denies: what is denied is then the charge, not that it was brought."""
    accused = {country_of(actor) for actor in no.scope.whom}
    return no.scope.what.startswith("ACCUSE") and no.side in accused - {None}


def _clause_has(statement: Statement, sort: str) -> bool:
    """Whether the clause around the words holds a cue of this sort."""
    text = folded(statement.sentence)
    start, end = clause_at(text, max(text.find(folded(statement.words)), 0))
    return pattern("cues", sort, language_of(text)).search(text[start:end]) is not None


_EVENTS: Final = """
SELECT e.document, e.id, e.quote, e.type, e.modes, e.actors, e.recipients, e.date, e.date_first,
    e.date_last, e.place, e.attribution, e.attribution_countries, d.outlet,
    coalesce(s.quote, '') AS sentence, coalesce(s.start, e.start) AS sentence_start
FROM events e JOIN (SELECT unnest(?::VARCHAR[]) AS document, unnest(?::VARCHAR[]) AS id) k
    ON k.document = e.document AND k.id = e.id
LEFT JOIN documents d ON d.document = e.document
LEFT JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
"""


def load_events(
    dossier: Dossier, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Statement]:
    """Reports of events as statements, by document and id."""
    if not keys:
        return {}
    persons = sides(dossier)
    documents, ids = [key[0] for key in keys], [key[1] for key in keys]
    return {
        (row["document"], row["id"]): event_statement(row, persons)
        for row in dossier.sql(_EVENTS, [documents, ids])
    }


def event_statement(row: Mapping[str, Any], persons: Mapping[str, str]) -> Statement:
    """A row of `events`, with outlet and sentence, as a statement."""
    chain = row["attribution"]
    root, _ = root_of(chain, row["outlet"], row["document"])
    side = side_of(root, persons)
    if side is None and is_named(root) and root in chain:
        side = (row["attribution_countries"] or [None] * len(chain))[chain.index(root)]
    if root.startswith("O:"):
        side = None  # a paper does not speak for the country it is printed in
    return Statement(
        row["id"],
        row["document"],
        row["quote"],
        row["sentence"],
        row["sentence_start"],
        root,
        side or country_of(root),
        not chain,
        Scope(
            tuple(row["actors"]),
            tuple(row["recipients"]),
            " ".join([row["type"], *row["modes"]]),
            row["date"],
            row["date_first"],
            row["date_last"],
            row["place"],
        ),
    )
