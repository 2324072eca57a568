"""Folding a dossier: read its reports, judge them, log the judgement, fill the table `folds`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from legation.analysis.folding import VERSION, Happening, Words, fold_reports
from legation.analysis.reports import read_reports
from legation.dossier import Dossier
from legation.dossier.anchors import make_anchor
from legation.dossier.fold_log import (
    Decision,
    FoldLog,
    FoldRun,
    Seen,
    Word,
    add_run,
    add_word,
    as_lines,
    read_fold_log,
    run_rows,
)
from legation.dossier.fold_words import Key
from legation.dossier.folds import Placed, agreed_words, load_folds, place_words
from legation.dossier.store import Paths, Store
from legation.errors import UsageError

_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class FoldSummary:
    """What a folding made: `reports` of the dossier, `happenings` after it, and words that stand.

    `folded` counts the reports that share a happening with another. `run` is None where the dossier
    was folded the same way already. `unplaced` are words whose reports are not found for certain.
    """

    reports: int
    happenings: int
    folded: int
    run: FoldRun | None
    unplaced: tuple[Placed, ...]
    faults: tuple[str, ...]


def fold_dossier(path: Path | str) -> FoldSummary:
    """Judge anew which reports of a dossier tell of one happening; people's words hold.

    Raises:
        DossierError, LockedError: the dossier cannot be opened for writing.
    """
    with _Opened(path) as opened:
        log = opened.log
        agreed = agreed_words(opened.store.connection, log)
        words = Words(
            frozenset(map(frozenset, agreed.same)), frozenset(map(frozenset, agreed.different))
        )
        reports = read_reports(opened.dossier)
        rows = _rows(fold_reports(reports, words))
        run = None
        if log.run is None or log.run.by != VERSION or run_rows(log.run) != as_lines(rows):
            run = add_run(opened.store.paths.parts, VERSION, _now(), len(reports), rows)
        opened.lay()
        return opened.summary(run)


def say(
    path: Path | str, decision: Decision, reports: tuple[str, str], who: str, reason: str
) -> FoldSummary:
    """Put down a person's word that two reports tell of one happening, or of two.

    A report is named by its id or the beginning of it, where several documents share it as
    DOCUMENT/ID.

    Raises:
        UsageError: no report, or more than one, has such an id; the two are one; nobody is named.
        DossierError, LockedError: the dossier cannot be opened for writing.
    """
    _named(who, reason)
    with _Opened(path) as opened:
        first, second = (find_report(opened.dossier, name) for name in reports)
        if first == second:
            raise UsageError(f"{reports[0]} and {reports[1]} are the same report; name two")
        seen = (_seen(opened.dossier, first), _seen(opened.dossier, second))
        add_word(
            opened.store.paths.parts, Word(who.strip(), _now(), decision, reason.strip(), seen)
        )
        opened.lay()
        return opened.summary(None)


def undo(path: Path | str, name: str | None, who: str, reason: str) -> tuple[str, FoldSummary]:
    """Withdraw a word or a run by its name; None: whichever came last. Nothing is deleted.

    Raises:
        UsageError: there is no such word or run, or it is withdrawn already; nobody is named.
        DossierError, LockedError: the dossier cannot be opened for writing.
    """
    _named(who, reason)
    with _Opened(path) as opened:
        log = opened.log
        standing = [(word.at, word.id) for word in log.standing]
        standing += [(run.at, run.name) for run in log.runs if run.name not in log.undone]
        if not standing:
            raise UsageError(f"{path}: nothing was folded or said, so nothing can be undone")
        chosen = max(standing)[1] if name is None else _chosen(name, standing)
        add_word(
            opened.store.paths.parts, Word(who.strip(), _now(), "undo", reason.strip(), (), chosen)
        )
        opened.lay()
        return chosen, opened.summary(None)


def find_report(dossier: Dossier, name: str) -> Key:
    """Document and id of the report whose id is, or begins with, `name`.

    Raises:
        UsageError: no report, or more than one, has such an id.
    """
    document, _, wanted = name.strip().rpartition("/")
    if len(wanted) < _SHORTEST:
        raise UsageError(f"{name!r} is too short for an id; give {_SHORTEST} characters")
    found = dossier.sql(
        "SELECT document, id FROM events WHERE starts_with(id, ?) AND (? = '' OR document = ?) "
        "ORDER BY document, id LIMIT 6",
        [wanted.lower(), document, document],
    ).rows()
    if not found:
        raise UsageError(f"no report has the id {name!r}; `legation events` lists ids")
    if len(found) > 1:
        some = ", ".join(f"{row['document']}/{row['id'][:12]}" for row in found[:5])
        raise UsageError(f"{name!r} names more than one report; name one of: {some}")
    return found[0]["document"], found[0]["id"]


class _Opened:
    """A dossier open for writing, with its log."""

    def __init__(self, path: Path | str) -> None:
        Dossier.open(path).close()  # says so where there is none: a folding makes no dossier
        self.store = Store.write(Paths.of(path))
        self.dossier = Dossier(self.store)
        self.log: FoldLog = read_fold_log(self.store.paths.parts)

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *error: object) -> None:
        self.dossier.close()

    def lay(self) -> None:
        """Bring the table up to the log."""
        connection = self.store.connection
        connection.begin()
        try:
            load_folds(connection, self.store.paths.parts)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
        self.log = read_fold_log(self.store.paths.parts)

    def summary(self, run: FoldRun | None) -> FoldSummary:
        counts = self.dossier.sql(
            """SELECT count(*) AS reports, count(f.id) AS folded,
                count(DISTINCT f.happening)
                    + count(DISTINCT (e.document, e.id)) FILTER (f.id IS NULL) AS happenings
            FROM events e LEFT JOIN folds f ON f.document = e.document AND f.id = e.id"""
        ).rows()[0]
        placed = place_words(self.store.connection, self.log.standing)
        return FoldSummary(
            counts["reports"],
            counts["happenings"],
            counts["folded"],
            run,
            tuple(item for item in placed if item.pair is None),
            self.log.faults,
        )


def _rows(happenings: tuple[Happening, ...]) -> list[dict[str, Any]]:
    return [
        {
            "happening": happening.id,
            "document": member.key[0],
            "id": member.key[1],
            "reason": member.reason,
            "score": member.score,
        }
        for happening in happenings
        for member in happening.members
    ]


def _seen(dossier: Dossier, key: Key) -> Seen:
    row = dossier.sql(
        """SELECT d.sha256, d.text, e.start, e."end", e.sentence, e.type
        FROM events e JOIN documents d ON d.document = e.document
        WHERE e.document = ? AND e.id = ?""",
        list(key),
    ).rows()[0]
    span = (row["start"], row["end"])
    sentence = row["sentence"] or span
    anchor = make_anchor(key[0], row["sha256"], row["text"], span, (sentence[0], sentence[1]))
    return Seen(anchor, row["type"])


def _chosen(name: str, standing: list[tuple[datetime, str]]) -> str:
    found = sorted({known for _, known in standing if known.startswith(name)})
    if len(found) != 1:
        some = ", ".join(known for _, known in sorted(standing, reverse=True)[:5])
        raise UsageError(f"{name!r} names {len(found)} words or runs that stand; there are: {some}")
    return found[0]


def _named(who: str, reason: str) -> None:
    if not who.strip():
        raise UsageError("a word needs who says it; name the analyst with --who NAME")
    if not reason.strip():
        raise UsageError("a word needs its reason; give one with --reason TEXT")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
