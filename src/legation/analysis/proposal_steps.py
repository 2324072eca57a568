"""Steps in the life of proposals between two actors, as events, claims and wording tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 - `date` is the name of a column
from functools import cache
from typing import Any, Final

from legation.analysis.parties import Party, Values, acts_on, mentions_of
from legation.dossier import Dossier
from legation.lexicons.tables import read_table

STEPS: Final = ("made", "shelved", "revived", "countered", "rejected", "accepted", "begun")
_WORDED: Final = ("shelved", "revived", "countered", "rejected", "accepted", "begun")
"""Steps that a sentence with a word for a proposal can tell without an event."""
_ORDER: Final[Mapping[str, int]] = {step: number for number, step in enumerate(STEPS)}
_LOOK_BACK: Final = 6
"""Characters before a cue in which a negation undoes it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One report of a step. `by` made it: "proposer" or "addressee"; None where nobody is named.

    `first_day` and `last_day` bound its date, None where open or unknown. `trigger` is the id of
    the event that the text makes its occasion, or None. `names` says whether the sentence has a
    word for a proposal. `id` is a record's: an event, a claim, or the sentence itself.
    """

    kind: str
    by: str | None
    id: str
    document: str
    start: int
    first_day: Day | None
    last_day: Day | None
    trigger: str | None
    reason: str
    names: bool
    sentence_start: int
    sentence: str


@cache
def cues(sort: str) -> re.Pattern[str]:
    """The words of one sort, in every language."""
    rows = read_table("legation.analysis", "proposals-cues")
    return re.compile("|".join(row["words"] for row in rows if row["sort"] == sort), re.IGNORECASE)


@cache
def moves() -> Mapping[str, frozenset[str]]:
    """State -> the steps that may follow it."""
    rows = read_table("legation.analysis", "proposals-moves")
    return {row["state"]: frozenset(row["next"].split()) for row in rows}


def find_steps(dossier: Dossier, proposer: Party, addressee: Party) -> list[Step]:
    """All steps between the two, by publication, document and place."""
    events = _events(dossier, proposer, addressee)
    documents = sorted({row["document"] for row in events})
    found = [step for step in map(_of_event, events) if step is not None]
    found += _of_claims(dossier, proposer, addressee, documents)
    found += _of_wording(dossier, documents)
    published = {row["document"]: row["published"] or "" for row in _dates(dossier, documents)}
    found.sort(key=lambda s: (published[s.document], s.document, s.start, _ORDER[s.kind]))
    return list(_without_doubles(found))


def _without_doubles(steps: Sequence[Step]) -> Iterator[Step]:
    """Steps of one kind in one sentence are one report; that of an event or claim goes first."""
    kept: dict[tuple[str, int, str], Step] = {}
    for step in steps:
        key = (step.document, step.sentence_start, step.kind)
        before = kept.get(key)
        if before is None:
            kept[key] = step
        elif before.by is None and step.by is not None:
            kept[key] = replace(step, trigger=before.trigger or step.trigger)
    yield from kept.values()


def _dates(dossier: Dossier, documents: Sequence[str]) -> list[dict[str, Any]]:
    return dossier.sql(
        """SELECT document, published FROM documents
        WHERE document IN (SELECT unnest($1::VARCHAR[]))""",
        [documents],
    ).rows()


def _events(dossier: Dossier, proposer: Party, addressee: Party) -> list[dict[str, Any]]:
    """Acts of the two towards each other that may be steps.

    `asks`: an act to come is told behind it; `asked`: somebody asks or refuses in the sentence.
    """
    values = Values()
    there, back = acts_on(proposer, addressee, values), acts_on(addressee, proposer, values)
    return dossier.sql(
        f"""WITH told AS MATERIALIZED (
            SELECT * FROM (
                SELECT e.id, e.document, e.start, e.type, e.status, e.quote, e.date_first,
                    e.date_last, e.sentence_id, {there} AS there, {back} AS back
                FROM events e
                WHERE (e.type IN ('REQUEST', 'REJECT', 'AGREE', 'CONCEDE')
                    OR e.status = 'proposed') AND e.sentence_id IS NOT NULL
            ) WHERE there OR back
        ),
        asked AS (
            SELECT document, sentence_id, max(start) AS last FROM told
            WHERE status = 'proposed' GROUP BY ALL
        )
        SELECT t.*, coalesce(a.last > t.start, false) AS asks, q.id IS NOT NULL AS asked,
            s.start AS sentence_start, s.quote AS sentence
        FROM told t JOIN sentences s ON s.document = t.document AND s.id = t.sentence_id
        LEFT JOIN asked a ON a.document = t.document AND a.sentence_id = t.sentence_id
        LEFT JOIN (
            SELECT document, sentence_id, min(id) AS id FROM events
            WHERE type IN ('REQUEST', 'REJECT')
                AND document IN (SELECT document FROM told WHERE status = 'proposed') GROUP BY ALL
        ) q ON q.document = t.document AND q.sentence_id = t.sentence_id
        ORDER BY t.document, t.start, t.id""",
        values.list,
    ).rows()


def _of_event(row: Mapping[str, Any]) -> Step | None:
    judged = _judge(row)
    if judged is None:
        return None
    kind, reason = judged
    by = ("proposer" if row["there"] else "addressee") if row["there"] != row["back"] else None
    if kind == "made" and by == "addressee":
        kind = "countered"
    if kind in ("rejected", "accepted") and by == "proposer":
        return None
    return Step(
        kind=kind,
        by=by,
        id=row["id"],
        document=row["document"],
        start=row["start"],
        first_day=row["date_first"],
        last_day=row["date_last"],
        trigger=None,
        reason=reason,
        names=cues("noun").search(row["sentence"]) is not None,
        sentence_start=row["sentence_start"],
        sentence=row["sentence"],
    )


def _judge(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The step that an event is, as made by the proposer, and why; None if it is none."""
    kind, status, quote = row["type"], row["status"], row["quote"]
    happened = status in ("actual", "ongoing")
    if status == "denied":
        if kind in ("AGREE", "CONCEDE"):
            return "rejected", f"{kind} ({quote}) is denied"
        return None
    if kind == "REJECT" and happened:
        return "rejected", f"REJECT ({quote})"
    if cues("made").search(quote) and kind in ("REQUEST", "AGREE"):
        if not happened or _is_noun(row):
            return None
        return "made", f"{quote} is a word of proposing"
    if happened and kind == "REQUEST" and row["asks"]:
        return "made", f"REQUEST ({quote}) asks for an act to come"
    if happened and kind in ("AGREE", "CONCEDE"):
        return "accepted", f"{kind} ({quote})"
    if status == "proposed" and _is_wished(row):
        return "made", f"{kind} ({quote}) is proposed"
    return None


def _is_wished(row: Mapping[str, Any]) -> bool:
    """Whether the proposer wants to do it to the addressee, and not another asks or refuses it."""
    if row["asked"] or row["back"] or not row["there"] or row["type"] in _ANSWERS:
        return False
    at = row["start"] - row["sentence_start"]
    return any(cues(sort).search(row["sentence"], 0, at) for sort in ("wish", "made"))


def _is_noun(row: Mapping[str, Any]) -> bool:
    """Whether the word stands as a noun behind 的: what somebody proposes, not the proposing."""
    at = row["start"] - row["sentence_start"]
    return bool(row["sentence"][:at].endswith("的"))


_ANSWERS: Final = ("REQUEST", "REJECT", "AGREE", "CONCEDE")


def _of_claims(
    dossier: Dossier, proposer: Party, addressee: Party, documents: Sequence[str]
) -> Iterator[Step]:
    """Proposing that was read as speech only."""
    speaks = "(list_contains({ids}, c.speaker) OR (c.document, c.speaker_mention) IN ({mentions}))"
    mine, theirs = (
        speaks.format(ids=f"${n}::VARCHAR[]", mentions=mentions_of(party, "document, id"))
        for n, party in ((2, proposer), (3, addressee))
    )
    found = dossier.sql(
        f"""WITH cued AS MATERIALIZED (
            SELECT c.id, c.document, c.start, c.quote, c.sentence_id, c.speaker, c.speaker_mention
            FROM claims c WHERE c.document IN (SELECT unnest($1::VARCHAR[]))
                AND c.kind = 'assertion' AND regexp_matches(c.quote, $4, 'i')
        )
        SELECT c.id, c.document, c.start, c.quote, s.start AS sentence_start,
            s.quote AS sentence, {mine} AS mine
        FROM cued c JOIN sentences s ON s.document = c.document AND s.id = c.sentence_id
        WHERE {mine} OR {theirs} ORDER BY c.document, c.start, c.id""",
        [documents, list(proposer.ids), list(addressee.ids), cues("made").pattern],
    )
    for row in found:
        if _is_noun(row):
            continue
        yield Step(
            kind="made" if row["mine"] else "countered",
            by="proposer" if row["mine"] else "addressee",
            id=row["id"],
            document=row["document"],
            start=row["start"],
            first_day=None,
            last_day=None,
            trigger=None,
            reason=f"{row['quote']} is a word of proposing",
            names=cues("noun").search(row["sentence"]) is not None,
            sentence_start=row["sentence_start"],
            sentence=row["sentence"],
        )


def _of_wording(dossier: Dossier, documents: Sequence[str]) -> Iterator[Step]:
    """Sentences with a word for a proposal and a word for a step of it."""
    steps = "|".join(cues(step).pattern for step in _WORDED)
    found = dossier.sql(
        """SELECT s.id, s.document, s.start, s.quote FROM sentences s
        WHERE s.document IN (SELECT unnest($1::VARCHAR[]))
            AND regexp_matches(s.quote, $2, 'i') AND regexp_matches(s.quote, $3, 'i')
        ORDER BY s.document, s.start""",
        [documents, cues("noun").pattern, steps],
    ).rows()
    occasions = _occasions(dossier, [row["id"] for row in found])
    for row in found:
        told = sorted(_matches(row["quote"]))
        for number, (at, kind, words) in enumerate(told):
            after = told[number - 1][0] if number else 0
            event = _occasion(row, after, at, occasions.get((row["document"], row["id"]), ()))
            yield Step(
                kind=kind,
                by=None,
                id=row["id"],
                document=row["document"],
                start=row["start"] + at,
                first_day=event["date_first"] if event else None,
                last_day=None,
                trigger=event["id"] if event else None,
                reason=f"{words} of what is called a proposal"
                + (f", after {event['quote']}" if event else ""),
                names=True,
                sentence_start=row["start"],
                sentence=row["quote"],
            )


def _matches(text: str) -> Iterator[tuple[int, str, str]]:
    """Place, kind and words of the steps that a sentence tells, without those it negates."""
    steps = [step for step in _WORDED if cues(step).search(text)]
    if any(step in ("shelved", "revived") for step in steps):
        steps.insert(0, "made")
    for step in steps:
        for match in cues(step).finditer(text):
            before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
            negated = any(m.end() == len(before) for m in cues("not").finditer(before))
            inside = step == "made" and any(
                other.start() <= match.start() < other.end()
                for name in ("revived", "countered", "noun")
                for other in cues(name).finditer(text)
            )
            if not negated and not inside:
                yield match.start(), step, match.group()
                break


def _occasions(
    dossier: Dossier, sentences: Sequence[str]
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Dated events that happened, by document and sentence."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in dossier.sql(
        """SELECT id, document, sentence_id, start, "end", quote, date_first FROM events
        WHERE sentence_id IN (SELECT unnest($1::VARCHAR[])) AND date_first IS NOT NULL
            AND status IN ('actual', 'ongoing') AND type NOT IN ('REQUEST', 'AGREE', 'REJECT')
        ORDER BY document, start""",
        [sentences],
    ):
        found.setdefault((row["document"], row["sentence_id"]), []).append(row)
    return found


def _occasion(
    row: Mapping[str, Any], after: int, at: int, events: Sequence[dict[str, Any]]
) -> dict[str, Any] | None:
    """The event between two cues of which a word says that the second came after it."""
    inside = [one for one in events if after <= one["start"] - row["start"] < at]
    if not inside or not cues("after").search(row["quote"], after, at):
        return None
    return inside[-1]
