"""Words or deeds: what one actor did for another, and what it only said.

A deed is material cooperation (PLOVER's AID, COOPERATE, RETREAT) of the giver towards the
receiver or of both together; a move of forces (MOBILIZE) to a receiver whom the same article says
the giver supplies; and a dated tie of arms, troops, intelligence, lending or investment that
flows to the receiver, unless an act of the same sentence tells it already. Trade and energy are
exchange, not support. What goes on without an act (status ongoing, ties without a date) stands
beside as `standing`. A word is verbal cooperation (AGREE, CONSULT, SUPPORT, CONCEDE). What the
giver says where the receiver is named is a `statement`, whose stance nobody has judged. What a
request of the same sentence asks for is not done by that, and is `asked`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is the name of a column
from typing import Any, Final

from legation.analysis.dyads import publication
from legation.analysis.parties import (
    HAPPENED,
    Party,
    Scope,
    Values,
    acts_on,
    find_parties,
    mentions_of,
)
from legation.analysis.series import Interval, wilson
from legation.dossier import Dossier, Table
from legation.dossier.schema import literal

SUPPLY: Final = ("arms", "troops", "intelligence", "lending", "investment")
KINDS: Final = ("deed", "word", "statement", "denial", "standing", "restated", "asked", "move")
"""deed, word, statement, denial (that a deed was done), standing, restated (a tie that tells of an
act of its sentence), asked (for), and move: of forces, where nothing says for whom."""

_COUNTED: Final = KINDS[:5]
"""What a year counts; the rest are no acts of support, or are told by another record."""


@dataclass(frozen=True, slots=True)
class Act:
    """One record that bears on support, with its sentence. `own`: in the article's own voice.

    `first_day` and `last_day` bound its date; both None if it has none. `date` is as written, or
    "by" the date of the article for a statement, which has no other.
    """

    kind: str
    reason: str
    record: str
    id: str
    document: str
    start: int
    type: str
    date: str | None
    first_day: Day | None
    last_day: Day | None
    attribution: tuple[str, ...]
    happening: str
    quote: str
    sentence: str | None

    @property
    def own(self) -> bool:
        """Whether the article says it by itself."""
        return not self.attribution

    @property
    def year(self) -> str:
        """The one year it lies in, or "coarser" or "undated"."""
        if self.date is None:
            return "undated"
        if self.first_day and self.last_day and self.first_day.year == self.last_day.year:
            return f"{self.first_day.year:04}"
        return "coarser"


@dataclass(frozen=True, slots=True)
class Support:
    """The support of one actor for another, as far as the dossier tells.

    `share` is that of deeds in deeds and words (reports). `last_deed` is the deed with the latest
    end, `last_own` the latest that an article states itself; None if no deed has a date.
    `standing_ties` counts ties from the giver to the receiver and those that hold both ways.
    """

    giver: str
    receiver: str
    acts: tuple[Act, ...]
    share: Interval
    last_deed: Act | None
    last_own: Act | None
    standing_ties: int

    def of(self, *kinds: str) -> tuple[Act, ...]:
        """The acts of some kinds, undated ones last."""
        return tuple(act for act in self.acts if act.kind in kinds)

    def after(self, act: Act | None, *kinds: str) -> tuple[Act, ...]:
        """Acts of some kinds that begin after another has ended; none if that is None."""
        end = act.last_day if act else None
        return tuple(
            one for one in self.of(*kinds) if end and one.first_day and one.first_day > end
        )

    @property
    def turn(self) -> str:
        """What followed the last deed, in one sentence: the last that an article states itself, or
        where there is none the last that others report.
        """
        last = self.last_own or self.last_deed
        if last is None:
            return "no deed whose end is dated"
        counts = [
            f"{len(self.after(last, kind))} {name}"
            for kind, name in (
                ("word", "words"),
                ("statement", "statements"),
                ("denial", "denials of a deed"),
                ("deed", "deeds reported by others"),
            )
        ]
        said = "" if last.own else f" as {' ← '.join(last.attribution)} has it"
        return f"last deed {last.date}{said} ({last.id[:8]}); after it {', '.join(counts)}"

    def table(self) -> Table:
        """Every act: kind, reason, record (table), id, date and bounds, who says so, sentence."""
        import pyarrow as pa

        names = [name for name in Act.__slots__ if name not in ("happening", "start")]
        types = {"first_day": pa.date32(), "last_day": pa.date32()}
        types["attribution"] = pa.list_(pa.string())
        schema = [(name, types.get(name, pa.string())) for name in names]
        rows = [
            {**{name: getattr(act, name) for name in names}, "evidence": [act.id]}
            for act in self.acts
        ]
        schema.append(("evidence", pa.list_(pa.string())))
        return Table(pa.Table.from_pylist(rows, schema=pa.schema(schema)))

    def years(self) -> Table:
        """A row per year that has any act, then "coarser" and "undated".

        Columns: giver, receiver, year, deeds and deeds_by_others (of them, those that an article
        puts to others), deed_happenings, words, word_happenings, statements, denials, standing,
        share with low and high (Wilson; None without deeds and words), evidence.
        """
        import pyarrow as pa

        by_year: dict[str, list[Act]] = defaultdict(list)
        for act in self.of(*_COUNTED):
            by_year[act.year].append(act)
        rows = [self._year(year, acts) for year, acts in sorted(by_year.items())]
        types = {**dict.fromkeys(("giver", "receiver", "year"), pa.string())}
        types |= dict.fromkeys(("share", "low", "high"), pa.float64())
        types["evidence"] = pa.list_(pa.string())
        names = list(self._year("", ()))
        schema = pa.schema([(name, types.get(name, pa.int64())) for name in names])
        return Table(pa.Table.from_pylist(rows, schema=schema))

    def _year(self, year: str, acts: Sequence[Act]) -> dict[str, Any]:
        of = {kind: [act for act in acts if act.kind == kind] for kind in KINDS}
        share = wilson(len(of["deed"]), len(of["deed"]) + len(of["word"]))
        return {
            "giver": self.giver,
            "receiver": self.receiver,
            "year": year,
            "deeds": len(of["deed"]),
            "deeds_by_others": sum(not act.own for act in of["deed"]),
            "deed_happenings": len({act.happening for act in of["deed"]}),
            "words": len(of["word"]),
            "word_happenings": len({act.happening for act in of["word"]}),
            "statements": len(of["statement"]),
            "denials": len(of["denial"]),
            "standing": len(of["standing"]),
            "share": share.value,
            "low": share.low,
            "high": share.high,
            "evidence": sorted({act.id for act in acts}),
        }


def support(
    dossier: Dossier,
    giver: str,
    receiver: str,
    attributed: bool | str | None = None,
    since: str | Day | None = None,
    until: str | Day | None = None,
) -> Support:
    """What the giver did for the receiver, and what it said; see the module for the terms.

    Raises:
        UsageError: an unknown actor or date.
    """
    one, other = find_parties(dossier, giver, receiver)
    acts = find_acts(dossier, one, other, Scope((*HAPPENED, "denied"), attributed, since, until))
    deeds = [act for act in acts if act.kind == "deed" and act.last_day is not None]
    counts = [sum(act.kind == kind for act in acts) for kind in ("deed", "word")]
    values = Values()
    ties = dossier.sql(
        f"SELECT count(*) AS n FROM ties t WHERE {_flows(one, other, values, both=True)}",
        values.list,
    )
    return Support(
        giver=giver,
        receiver=receiver,
        acts=acts,
        share=wilson(counts[0], sum(counts)),
        last_deed=max(deeds, key=_end, default=None),
        last_own=max((act for act in deeds if act.own), key=_end, default=None),
        standing_ties=ties.rows()[0]["n"],
    )


def _end(act: Act) -> tuple[Day, Day, str]:
    end = act.last_day or Day.min
    return end, act.first_day or end, act.id


def find_acts(dossier: Dossier, one: Party, other: Party, scope: Scope) -> tuple[Act, ...]:
    """Acts of one towards the other, by date, undated last."""
    values = Values()
    query = f"""
        WITH {_told(one, other, scope, values)},
        ties_told AS ({_ties(one, other, scope, values)}),
        said AS ({statements(one, other, scope, values)})
        SELECT a.*, s.quote AS sentence FROM (
            SELECT * FROM judged UNION ALL BY NAME SELECT * FROM ties_told
            UNION ALL BY NAME SELECT * FROM said) a
        LEFT JOIN sentences s ON s.document = a.document AND s.id = a.sentence_id
        ORDER BY a.first_day NULLS LAST, a.last_day, a.document, a.start, a.id
    """
    found = dossier.sql(query, values.list)
    return tuple(
        Act(**{**row, "attribution": tuple(row["attribution"])})
        for row in ({name: row[name] for name in Act.__slots__} for row in found)
    )


_KIND: Final = """
    CASE WHEN t.status = 'denied' THEN 'denial'
        WHEN t.quad_class = 2 AND q.start < t.start THEN 'asked'
        WHEN t.quad_class = 1 THEN 'word'
        WHEN t.type = 'MOBILIZE' AND u.id IS NULL THEN 'move'
        WHEN t.status = 'ongoing' THEN 'standing' ELSE 'deed' END"""
_WHY: Final = """
    CASE WHEN t.status = 'denied' THEN t.type || ' is denied'
        WHEN t.quad_class = 2 AND q.start < t.start
            THEN 'request ' || q.id || ' of the same sentence asks for it'
        WHEN t.quad_class = 1 THEN t.type || ' is verbal cooperation'
        WHEN t.type = 'MOBILIZE' AND u.id IS NULL
            THEN 'nothing in the article says for whom the forces move'
        WHEN t.type = 'MOBILIZE' THEN 'forces move to whom the article says the giver supplies: '
            || u.channel || ', ' || u.id
        ELSE t.type || ' is material cooperation' END
    || CASE WHEN t.status = 'ongoing' THEN ', and goes on' ELSE '' END"""
"""The cases of both in the same order: of an act `t`, a request `q` before it in its sentence and
a tie `u` by which the giver supplies."""


def _told(one: Party, other: Party, scope: Scope, values: Values) -> str:
    """SQL: acts of the pair as `judged`, each with its kind and the reason for it."""
    return f"""
        told AS MATERIALIZED (
            SELECT e.document, e.id, e.start, e.type, e.quad_class, e.status, e.date,
                e.date_first AS first_day, e.date_last AS last_day, e.attribution,
                e.sentence_id, e.quote
            FROM events e
            WHERE (e.quad_class <= 2 OR e.type = 'MOBILIZE')
                AND (e.status <> 'denied' OR e.quad_class = 2)
                AND {scope.events(values)} AND {acts_on(one, other, values)}
        ),
        asked AS (
            SELECT e.document, e.sentence_id, min_by(e.id, e.start) AS id, min(e.start) AS start
            FROM events e WHERE e.type = 'REQUEST' AND e.status <> 'denied'
                AND e.sentence_id IS NOT NULL AND {acts_on(other, one, values)} GROUP BY ALL
        ),
        supplied AS (
            SELECT t.document, min(t.id) AS id, any_value(t.channel ORDER BY t.id) AS channel
            FROM ties t WHERE {_flows(one, other, values)} GROUP BY ALL
        ),
        judged AS MATERIALIZED (
            SELECT t.* EXCLUDE (quad_class, status), 'events' AS record,
                coalesce(f.happening, t.id) AS happening,
                {_KIND} AS kind, {_WHY} AS reason
            FROM told t
            LEFT JOIN asked q ON q.document = t.document AND q.sentence_id = t.sentence_id
            LEFT JOIN supplied u ON u.document = t.document
            LEFT JOIN folds f ON f.document = t.document AND f.id = t.id
        )"""


def _ties(one: Party, other: Party, scope: Scope, values: Values) -> str:
    """SQL: ties that supply the other; several of a channel in a sentence tell of one supply."""
    sources = ""
    if isinstance(scope.attributed, str):
        sources = f"AND list_contains(t.attribution, {values.add(scope.attributed)})"
    elif scope.attributed is not None:
        sources = f"AND (len(t.attribution) > 0) = {scope.attributed}"
    return f"""
        SELECT t.document, t.id, t.start, t.channel AS type, t.period AS date,
            t.period_first AS first_day, t.period_last AS last_day, t.attribution, t.sentence_id,
            t.quote, 'ties' AS record, t.id AS happening,
            CASE WHEN j.id IS NOT NULL OR t.id <> first.id THEN 'restated'
                WHEN t.period IS NULL THEN 'standing' ELSE 'deed' END AS kind,
            CASE WHEN j.id IS NOT NULL THEN 'tells of the same as ' || j.id
                WHEN t.id <> first.id THEN 'tells of the same as ' || first.id
                WHEN t.period IS NULL THEN t.channel || ' flows, without a date'
                ELSE t.channel || ' flows to the receiver' END AS reason
        FROM ties t LEFT JOIN (
            SELECT document, sentence_id, min(id) AS id FROM judged
            WHERE kind IN ('deed', 'standing') GROUP BY ALL
        ) j ON j.document = t.document AND j.sentence_id = t.sentence_id
        LEFT JOIN (
            SELECT t.document, t.sentence_id, t.channel, min(t.id) AS id FROM ties t
            WHERE {_flows(one, other, values)} GROUP BY ALL
        ) first ON first.document = t.document AND first.sentence_id = t.sentence_id
            AND first.channel = t.channel
        WHERE {_flows(one, other, values)} {sources}
            AND {scope.days("t.period_first", "t.period_last", values)}"""


def _flows(one: Party, other: Party, values: Values, both: bool = False) -> str:
    """SQL: whether a tie `t` flows from one to the other; `both`: in any channel, or both ways."""
    ids = [f"(SELECT unnest({values.add(list(party.ids))}::VARCHAR[]))" for party in (one, other)]
    there = f't."from" IN {ids[0]} AND t."to" IN {ids[1]}'
    if both:
        return f'(({there}) OR (t.undirected AND t."from" IN {ids[1]} AND t."to" IN {ids[0]}))'
    return f"({there} AND NOT t.undirected AND t.channel IN ({', '.join(map(literal, SUPPLY))}))"


def statements(one: Party, other: Party, scope: Scope, values: Values) -> str:
    """SQL: what one says where the other is named, dated by the article; nothing unsaid.

    A sentence counts once, and one that holds a word of the pair is left to that.
    """
    mine, theirs = (f"{values.add(list(party.ids))}::VARCHAR[]" for party in (one, other))
    sources = "true"
    if isinstance(scope.attributed, str):
        sources = f"list_contains(c.chain, {values.add(scope.attributed)})"
    elif scope.attributed is not None:
        sources = f"(len(c.chain) > 0) = {scope.attributed}"
    return f"""
        WITH spoken AS MATERIALIZED (
            SELECT c.document, c.id, c.start, c."end", c.kind, c.chain, c.about, c.sentence,
                c.sentence_id, c.quote
            FROM claims c
            WHERE c.kind NOT IN ('no_comment', 'question') AND {sources}
                AND (list_contains({mine}, c.speaker)
                    OR (c.document, c.speaker_mention) IN ({mentions_of(one, "document, id")}))
        ),
        named AS (
            SELECT DISTINCT c.document, c.id FROM spoken c
            JOIN ({mentions_of(other, 'document, start, "end"')}) m USING (document)
            WHERE m.start >= c.sentence[1] AND m."end" <= c.sentence[2]
        ),
        dated AS (SELECT document, {publication()} FROM documents)
        SELECT c.document, c.id, c.start, c.kind AS type, 'by ' || d.date AS date, d.first_day,
            d.last_day, c.chain AS attribution, c.sentence_id, c.quote, 'claims' AS record,
            c.id AS happening, 'statement' AS kind,
            'the giver speaks, and the receiver is named; dated by its article' AS reason
        FROM spoken c JOIN dated d USING (document) LEFT JOIN named n USING (document, id)
        LEFT JOIN (SELECT DISTINCT document, sentence_id FROM judged WHERE kind = 'word') j
            ON j.document = c.document AND j.sentence_id = c.sentence_id
        WHERE (n.id IS NOT NULL OR list_has_any(c.about, {theirs})) AND j.document IS NULL
            AND (d.date IS NULL OR {scope.days("d.first_day", "d.last_day", values)})
        QUALIFY 1 = row_number() OVER (
            PARTITION BY c.document, c.sentence ORDER BY c.start, c.id)"""
