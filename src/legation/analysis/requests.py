"""Requests and their answers: who asked whom for what, and what was reported to follow.

An answer is looked for among what the one asked did or said towards the one who asked: later by
date (up to a year), or without dates later in the same article. A delivery or refusal must be of
the thing asked for: it shares words or a quantity with the request, or the request names nothing.
The absence of an answer in a dossier is no proof that none was given: it is "none reported".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is the name of a column
from datetime import timedelta
from typing import Any, Final

from legation.analysis.parties import (
    HAPPENED,
    Party,
    Scope,
    Values,
    acts_on,
    find_parties,
    mentions_of,
)
from legation.analysis.support import Act, find_acts
from legation.dossier import Dossier, Table
from legation.language.script import fold

ANSWERS: Final = ("none reported", "statement", "refusal", "delivery")
"""The weakest first; the strongest that is found is the answer."""
_WITHIN: Final = timedelta(days=365)
_NEXT: Final = 20
"""So many acts of the other side after a request are weighed: news answers soon or not at all."""
ALIKE: Final = 2
"""Words (pairs of characters) to be shared: one alone is often a topic, such as "military"."""
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,}")
_ASPECT: Final = "了過过著着"
"""Signs of aspect belong to the verb before them, not to what is asked for."""
_LATIN: Final = re.compile(r"[a-z][a-z-]{3,}")


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that followed a request.

    `kind` is one of ANSWERS; "other deed" or "other refusal" where nothing says that it is about
    what was asked for; or "denial", where a deed is said not to have been done.
    """

    kind: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request with what is asked for (`item`, as written) and what is reported to follow.

    `answer` is one of ANSWERS; `answers` holds everything weighed that followed, with reasons.
    `quantities` are those of the item as written.
    """

    id: str
    document: str
    asker: str
    asked: str
    date: str | None
    status: str
    attribution: tuple[str, ...]
    item: str | None
    quantities: tuple[str, ...]
    answer: str
    answers: tuple[Answer, ...]
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests of one actor to another, by date."""

    asker: str
    asked: str
    requests: tuple[Request, ...]

    def table(self) -> Table:
        """One row per request; `reason` is that of the answer, `evidence` both sides' ids."""
        import pyarrow as pa

        lists = dict.fromkeys(("attribution", "quantities", "evidence"), pa.list_(pa.string()))
        rows = []
        for one in self.requests:
            row = {name: getattr(one, name) for name in Request.__slots__ if name != "answers"}
            row["reason"] = "; ".join(
                answer.reason for answer in one.answers if answer.kind == one.answer
            )
            row["evidence"] = [one.id, *(answer.id for answer in one.answers)]
            rows.append(row)
        names = [name for name in Request.__slots__ if name != "answers"]
        schema = pa.schema(
            [(name, lists.get(name, pa.string())) for name in (*names, "reason", "evidence")]
        )
        return Table(pa.Table.from_pylist(rows, schema=schema))


def requests(
    dossier: Dossier,
    asker: str,
    asked: str,
    since: str | Day | None = None,
    until: str | Day | None = None,
) -> Requests:
    """What `asker` asked `asked` for, and what is reported to have followed.

    Requests of every status but denied are taken; `status` says which. `since` and `until` bound
    the requests, not their answers.

    Raises:
        UsageError: an unknown actor or date.
    """
    one, other = find_parties(dossier, asker, asked)
    rows = _rows(dossier, one, other, since, until)
    if not rows:
        return Requests(asker, asked, ())
    names = names_of(dossier, one, other)
    acts = _Acts((*_refusals(dossier, other, one), *_acts(dossier, other, one)), names)
    found = tuple(_request(row, asker, asked, acts) for row in rows)
    return Requests(asker, asked, found)


def _rows(
    dossier: Dossier, one: Party, other: Party, since: str | Day | None, until: str | Day | None
) -> list[dict[str, Any]]:
    """The requests, each with the words after its trigger: those of its claim, or of its sentence.

    What follows another request of the sentence belongs to that.
    """
    scope = Scope((*HAPPENED, "planned", "proposed", "conditional"), since=since, until=until)
    values = Values()
    return dossier.sql(
        f"""WITH asks AS MATERIALIZED (
            SELECT e.id, e.document, e.start, e."end", e.date, e.date_first AS first_day,
                e.date_last AS last_day, e.status, e.attribution, e.quantities, e.quote,
                e.sentence_id, e.sentence,
                lead(e.start) OVER (PARTITION BY e.document, e.sentence_id ORDER BY e.start) AS next
            FROM events e WHERE e.type = 'REQUEST' AND {scope.events(values)}
                AND {acts_on(one, other, values)}
        ),
        said AS (
            SELECT a.id, a.document, max(c.content_end) AS stop FROM asks a JOIN claims c
            ON c.document = a.document AND c.start = a.start AND c.content_start >= a."end"
            GROUP BY ALL
        )
        SELECT a.*, s.quote AS sentence_text, substring(d.text, a."end" + 1,
            least(coalesce(c.stop, a.sentence[2]), coalesce(a.next, a.sentence[2])) - a."end")
            AS item
        FROM asks a JOIN documents d USING (document)
        LEFT JOIN said c ON c.document = a.document AND c.id = a.id
        LEFT JOIN sentences s ON s.document = a.document AND s.id = a.sentence_id
        ORDER BY a.first_day NULLS LAST, a.document, a.start, a.id""",
        values.list,
    ).rows()


def names_of(dossier: Dossier, one: Party, other: Party) -> tuple[str, ...]:
    """How the two are called, folded, the longest first: a name shared is no thing shared."""
    found = dossier.sql(
        f"{mentions_of(one, 'quote')} UNION {mentions_of(other, 'quote')} ORDER BY quote"
    )
    return tuple(sorted({fold(row["quote"]).lower() for row in found}, key=len, reverse=True))


def _acts(dossier: Dossier, one: Party, other: Party) -> Iterable[Act]:
    kinds = ("deed", "word", "statement", "denial")
    everything = find_acts(dossier, one, other, Scope((*HAPPENED, "denied")))
    return (act for act in everything if act.kind in kinds)


def _refusals(dossier: Dossier, one: Party, other: Party) -> Iterable[Act]:
    """REJECT of one towards the other, and agreements or concessions that are denied."""
    scope, values = Scope((*HAPPENED, "denied")), Values()
    found = dossier.sql(
        f"""SELECT 'refusal' AS kind, if(e.status = 'denied', e.type || ' is denied', e.type)
                AS reason, 'events' AS record, e.id, e.document, e.start, e.type, e.date,
            e.date_first AS first_day, e.date_last AS last_day, e.attribution, e.id AS happening,
            e.quote, s.quote AS sentence
        FROM events e LEFT JOIN sentences s ON s.document = e.document AND s.id = e.sentence_id
        WHERE (e.type = 'REJECT' AND e.status <> 'denied'
                OR e.type IN ('AGREE', 'CONCEDE') AND e.status = 'denied')
            AND {scope.events(values)} AND {acts_on(one, other, values)}""",
        values.list,
    )
    return (Act(**{**row, "attribution": tuple(row["attribution"])}) for row in found)


class _Acts:
    """Acts of the one asked, ready to be looked up after a day or a place in an article."""

    def __init__(self, acts: Iterable[Act], names: Sequence[str]) -> None:
        self.names = names
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._dated: list[Act] = []
        self._inside: dict[str, list[Act]] = {}
        for act in acts:
            if act.last_day is not None:
                self._dated.append(act)
            self._inside.setdefault(act.document, []).append(act)
        self._dated.sort(key=_last)
        self._days = [_last(act) for act in self._dated]

    def words(self, act: Act) -> frozenset[str]:
        """The words of an act's sentence."""
        key = act.document, act.sentence or act.id
        if key not in self._words:
            self._words[key] = words_of(act.sentence or act.quote, self.names)
        return self._words[key]

    def after(self, row: dict[str, Any]) -> list[tuple[Act, str]]:
        """The next acts that may follow a request, each with why it comes after."""
        found: dict[tuple[str, str], tuple[Act, str]] = {}
        if row["first_day"] is not None:
            latest = (row["last_day"] or row["first_day"]) + _WITHIN
            place = bisect_left(self._days, row["first_day"])
            for act in self._dated[place : place + _NEXT]:
                if (act.first_day or _last(act)) <= latest and not _same(act, row):
                    found[act.document, act.id] = act, f"{act.date}, not before the request"
        for act in self._inside.get(row["document"], ()):
            undated = act.last_day is None or row["first_day"] is None
            if undated and act.start > row["start"] and not _same(act, row):
                found.setdefault((act.document, act.id), (act, "later in the same article"))
        return sorted(found.values(), key=lambda pair: (_last(pair[0]), pair[0].id))


def _last(act: Act) -> Day:
    return act.last_day or Day.max


def _same(act: Act, row: dict[str, Any]) -> bool:
    """Whether an act stands before the request in its own sentence or is the request itself."""
    if act.document != row["document"] or row["sentence"] is None:
        return False
    return bool(row["sentence"][0] <= act.start <= row["start"])


def _request(row: dict[str, Any], asker: str, asked: str, acts: _Acts) -> Request:
    item = (row["item"] or "").strip(" \n,，。.;；").lstrip(_ASPECT) or None
    words = words_of(item or "", acts.names)
    amounts = tuple(one["text"] for one in row["quantities"] or ())
    answers = tuple(
        _answer(act, when, words & acts.words(act), not (words or amounts), amounts)
        for act, when in acts.after(row)
    )
    kinds = {answer.kind for answer in answers}
    return Request(
        id=row["id"],
        document=row["document"],
        asker=asker,
        asked=asked,
        date=row["date"],
        status=row["status"],
        attribution=tuple(row["attribution"]),
        item=item,
        quantities=amounts,
        answer=max(
            (kind for kind in ANSWERS if kind in kinds), key=ANSWERS.index, default=ANSWERS[0]
        ),
        answers=answers,
        sentence=row["sentence_text"],
    )


def _answer(
    act: Act, when: str, common: frozenset[str], open_: bool, amounts: Sequence[str]
) -> Answer:
    """What kind of answer an act may be, and why."""
    shared = sorted(common)
    same = [amount for amount in amounts if amount in (act.sentence or act.quote)]
    alike = bool(same) or len(shared) >= ALIKE or open_
    if open_:
        about = "the request names nothing"
    elif shared or same:
        about = f"shares {', '.join([*same, *shared][:5])}"
    else:
        about = "shares no words with the request"
    kind = _KINDS.get(act.kind, {}).get(alike, act.kind)
    by = f", as {' ← '.join(act.attribution)} has it" if act.attribution else ""
    return Answer(kind, act.id, f"{act.type} {act.id[:8]}{by}: {when}; {about}")


_KINDS: Final = {
    "word": {True: "statement", False: "statement"},
    "deed": {True: "delivery", False: "other deed"},
    "refusal": {True: "refusal", False: "other refusal"},
}
"""What an act is as an answer: where it is about what was asked for, and where it is not."""


def words_of(text: str, names: Sequence[str]) -> frozenset[str]:
    """Pairs of Chinese characters and English words of four letters on, without names."""
    plain = fold(text).lower()
    for name in names:
        plain = plain.replace(name, " ")
    pairs = {run[at : at + 2] for run in _HAN.findall(plain) for at in range(len(run) - 1)}
    return frozenset(pairs | set(_LATIN.findall(plain)))
