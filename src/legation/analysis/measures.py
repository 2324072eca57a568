"""Sizes of ties and of acts (money, shares) of one dyad and period that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from legation.analysis.pairs import Pair
from legation.analysis.statements import Scope, Statement, root_of, same_voice, side_of, sides
from legation.dossier import Dossier

_COUNTRY: Final = "coalesce(nullif(regexp_extract({0}, '^([A-Z]{{3}})(\\.|$)', 1), ''), {0})"
_BETWEEN: Final = f"{_COUNTRY.format('a')} AS a, {_COUNTRY.format('r')} AS r"

# One row per size, then per group the size with the lowest upper and the one with the highest lower
# bound: they clash if any two of the group do, so that no group is gone through pair by pair.
_GROUPS: Final = f"""
WITH acts AS (
    SELECT document, id, date AS period, attribution AS chain, type AS what, actors[1] AS a,
        recipients[1] AS r, date_first AS f, date_last AS l, place,
        unnest(quantities, recursive := true)
    FROM events WHERE status IN ('actual', 'ongoing') AND len(quantities) > 0
        AND len(actors) > 0 AND len(recipients) > 0
), sizes AS (
    SELECT document, id, {_BETWEEN}, what, unit, "of" AS part_of, "value" AS v, bound, period, f, l,
        place, chain, 'events' AS kind
    FROM acts WHERE regexp_matches(unit, '^[A-Z]{{3}}$') OR (unit = 'percent' AND "of" IS NOT NULL)
    UNION ALL
    SELECT t.document, t.id, {_COUNTRY.format('t."from"')}, {_COUNTRY.format('t."to"')},
        t.channel, t.unit, t.denominator, t."value", t.bound,
        coalesce(t.period, left(d.published, 4)), t.period_first, t.period_last, NULL,
        t.attribution, 'ties'
    FROM ties t JOIN documents d USING (document)
    WHERE t.unit NOT IN ('rank', 'comparison')
        AND (t.unit <> 'percent' OR t.denominator IS NOT NULL)
), bounded AS (
    SELECT *, CASE WHEN bound IN ('at_most', 'less_than') THEN 0
            WHEN bound IN ('about', 'nearly') THEN v * 0.85 ELSE v END AS low,
        CASE WHEN bound IN ('at_least', 'more_than') THEN 'Infinity'::DOUBLE
            WHEN bound = 'about' THEN v * 1.15 ELSE v END AS high
    FROM sizes WHERE v IS NOT NULL AND period IS NOT NULL AND a IS NOT NULL AND r IS NOT NULL
)
SELECT what, unit, part_of, period, arg_min(struct_pack(document, id, a, r, v, bound, f, l, place,
        chain, kind), (high, document, id)) AS one,
    arg_max(struct_pack(document, id, a, r, v, bound, f, l, place, chain, kind),
        (low, document, id)) AS other
FROM bounded GROUP BY a, r, what, unit, part_of, period, place, kind
HAVING max(low) > min(high) ORDER BY what, unit, period, a, r, kind
"""
_WORDS: Final = """SELECT r.document, r.id, r.quote, coalesce(s.quote, '') AS sentence,
    coalesce(s.start, r.start) AS sentence_start, d.outlet
    FROM {table} r JOIN documents d USING (document)
    LEFT JOIN sentences s ON s.document = r.document AND s.id = r.sentence_id
    WHERE list_contains(?, r.id)"""


def measure_pairs(dossier: Dossier) -> Iterator[Pair]:
    """Sizes of one dyad, channel or type, unit, whole and period that leave no common number.

    A group gives its two furthest sizes. A tie without a period holds in the year of publication.
    """
    groups = dossier.sql(_GROUPS).rows()
    ends = [row[end] for row in groups for end in ("one", "other")]
    words: dict[tuple[str, str], dict[str, Any]] = {}
    for table in ("events", "ties"):
        ids = [end["id"] for end in ends if end["kind"] == table]
        if ids:
            for row in dossier.sql(_WORDS.format(table=table), [ids]):
                words[row["document"], row["id"]] = row
    persons = sides(dossier)
    for row in groups:
        one, other = (_statement(row, row[end], words, persons) for end in ("one", "other"))
        if same_voice(one, other):
            continue
        said = " and ".join(
            f"{_size(row[end])} {row['unit']} ({statement.root})"
            for end, statement in (("one", one), ("other", other))
        )
        reason = f"{row['what']} in {row['period']}: {said} leave no number that fits both"
        yield Pair("number", one, other, reason, (one.id, other.id))


def _size(end: dict[str, Any]) -> str:
    bound = "" if end["bound"] == "exact" else end["bound"].replace("_", " ") + " "
    return f"{bound}{end['v']:,.15g}"


def _statement(
    group: dict[str, Any],
    end: dict[str, Any],
    words: dict[tuple[str, str], dict[str, Any]],
    persons: dict[str, str],
) -> Statement:
    row = words[end["document"], end["id"]]
    root, _ = root_of(end["chain"], row["outlet"], end["document"])
    return Statement(
        end["id"],
        end["document"],
        row["quote"],
        row["sentence"],
        row["sentence_start"],
        root,
        side_of(root, persons),
        not end["chain"],
        Scope(
            (end["a"],),
            (end["r"],),
            group["what"],
            group["period"],
            end["f"],
            end["l"],
            end["place"],
        ),
    )
