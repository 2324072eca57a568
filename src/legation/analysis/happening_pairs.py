"""Reports that a person put into one happening and that yet name other actors or other days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from legation.analysis.done_denied import load_events
from legation.analysis.pairs import Pair
from legation.analysis.statements import Statement, country_of, overlap, same_voice
from legation.dossier import Dossier

CANDIDATES: Final = 2000
"""Pairs of reports looked at, by happening."""

# Within a happening only the reports with the first and the last day, and one report for each set
# of actors, are compared, so that a happening of many reports does not grow by their product.
_PAIRS: Final = f"""
WITH told AS (
    SELECT f.happening, e.document, e.id, e.date_first AS first, e.date_last AS last,
        list_sort(e.actors) AS actors
    FROM folds f JOIN events e ON e.document = f.document AND e.id = f.id
    WHERE e.status IN ('actual', 'ongoing') AND f.score IS NULL
), days AS (
    SELECT happening, arg_min(struct_pack(document, id), (last, document, id)) AS one,
        arg_max(struct_pack(document, id), (first, document, id)) AS other
    FROM told WHERE first IS NOT NULL AND last IS NOT NULL
    GROUP BY happening HAVING min(last) < max(first)
), parties AS (
    SELECT happening, actors, min(struct_pack(document, id)) AS report FROM told
    WHERE len(actors) > 0 GROUP BY happening, actors
), other_parties AS (
    SELECT a.happening, a.report AS one, b.report AS other FROM parties a JOIN parties b
        ON a.happening = b.happening AND a.report < b.report
        AND NOT list_has_any(a.actors, b.actors)
)
SELECT happening, one, other FROM days UNION SELECT happening, one, other FROM other_parties
ORDER BY happening, one, other LIMIT {CANDIDATES}
"""


def happening_pairs(dossier: Dossier) -> Iterator[Pair]:
    """Pairs of reports of one happening, by other sources, that tell it of other actors or days.

    Only folds that a person judged count (they have no score): where the program alone put reports
    together that name different actors, the fold or the reading is wrong more often than a report.
    """
    rows = dossier.sql(_PAIRS).rows()
    keys = {(row[end]["document"], row[end]["id"]) for row in rows for end in ("one", "other")}
    reports = load_events(dossier, sorted(keys))
    for row in rows:
        one, other = (reports[row[end]["document"], row[end]["id"]] for end in ("one", "other"))
        reason = _difference(one, other)
        if reason is not None and not same_voice(one, other):
            reason = f"of one happening ({row['happening']}) {reason}"
            yield Pair("who or when", one, other, reason, (one.id, other.id))


def _difference(one: Statement, other: Statement) -> str | None:
    if not overlap(one.scope, other.scope) and one.scope.when and other.scope.when:
        return f"{one.root} gives {one.scope.when}, {other.root} {other.scope.when} as the time"
    sides = [{country_of(name) or name for name in item.scope.who} for item in (one, other)]
    if not sides[0] & sides[1]:
        names = [" and ".join(sorted(side)) for side in sides]
        return f"{one.root} says that {names[0]} did it, {other.root} that {names[1]} did"
    return None
