"""Folds: which reports tell of one happening, in a log beside the parts.

The table `folds` is laid anew from the log (`fold_log`) whenever parts are loaded: first the last
run of the machine, as far as its reports are still there, then what people said, which no run can
change. Nothing else writes to the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from legation.dossier.anchors import State, find_place
from legation.dossier.fold_log import FoldLog, FoldRun, Seen, Word, read_fold_log
from legation.dossier.fold_words import Agreed, Key, Said, agree, lay
from legation.errors import DossierError

_COLUMNS: Final = (
    "{happening: 'VARCHAR', document: 'VARCHAR', id: 'VARCHAR', reason: 'VARCHAR', score: 'DOUBLE'}"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and the reports of the present reading that it is about; None: not found, see why."""

    word: Word
    pair: tuple[Key, Key] | None
    states: tuple[State, ...]
    why: str


def load_folds(connection: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Bring the table `folds` up to the log under `root`, within the caller's transaction.

    Raises:
        DossierError: the run that counts cannot be read.
    """
    connection.execute("DELETE FROM folds")
    log = read_fold_log(root)
    if log.run is not None:
        _load_run(connection, log.run)
    placed = [item for item in place_words(connection, log.standing) if item.pair]
    if placed:
        _lay_words(connection, placed)
    connection.execute(
        """DELETE FROM folds WHERE happening IN
            (SELECT happening FROM folds GROUP BY happening HAVING count(*) < 2)"""
    )


def place_words(connection: duckdb.DuckDBPyConnection, words: Sequence[Word]) -> tuple[Placed, ...]:
    """For each word the reports of the present reading that it is about, if that is certain."""
    return tuple(_place(connection, word) for word in words)


def agreed_words(connection: duckdb.DuckDBPyConnection, log: FoldLog) -> Agreed:
    """The words of the log that stand together in the present reading."""
    placed = place_words(connection, log.standing)
    return agree([said for item in placed if (said := _said(item)) is not None])


def _load_run(connection: duckdb.DuckDBPyConnection, run: FoldRun) -> None:
    try:
        connection.execute(
            f"""INSERT INTO folds
            SELECT r.happening, r.document, r.id, r.reason, r.score, ?
            FROM read_json(?, format = 'newline_delimited', columns = {_COLUMNS}) r
            SEMI JOIN events e ON e.document = r.document AND e.id = r.id
            WHERE r.happening IS NOT NULL""",
            [run.by, str(run.file)],
        )
    except duckdb.Error as error:
        raise DossierError(
            f"{run.file} cannot be read as folds ({error}); move the file away and run "
            "`legation fold DOSSIER` to make the folds anew: people's words are not in it"
        ) from error


def _place(connection: duckdb.DuckDBPyConnection, word: Word) -> Placed:
    keys: list[Key] = []
    states: list[State] = []
    for seen in word.reports:
        key, state, why = _find(connection, seen)
        states.append(state)
        if key is None:
            return Placed(word, None, tuple(states), why)
        keys.append(key)
    if keys[0] == keys[1]:
        return Placed(word, None, tuple(states), "both are read as one report now")
    return Placed(word, (keys[0], keys[1]), tuple(states), "")


def _find(connection: duckdb.DuckDBPyConnection, seen: Seen) -> tuple[Key | None, State, str]:
    """The report that stands where `seen` stood, its state, and why there is none."""
    anchor = seen.anchor
    texts = connection.execute(
        """SELECT document, sha256, text FROM documents WHERE document = ? OR sha256 = ?
        ORDER BY document <> ?, document""",
        [anchor.document, anchor.sha256, anchor.document],
    ).fetchall()
    if not texts:
        return None, "ORPHAN", f"the dossier no longer has the document {anchor.document}"
    document, sha256, text = texts[0]
    place = find_place(anchor, sha256, text)
    if place.start is None:
        return None, place.state, f"{document}: {place.why}"
    rows = connection.execute(
        'SELECT id, start, "end", type FROM events WHERE document = ? AND start < ? AND "end" > ?',
        [document, place.end, place.start],
    ).fetchall()
    exact = [row for row in rows if (row[1], row[2]) == (place.start, place.end)] or rows
    alike = [row for row in exact if row[3] == seen.type] or exact
    if len(alike) == 1:
        return (document, alike[0][0]), place.state, ""
    if not alike:
        return None, "ORPHAN", f"{document}: no report stands on {anchor.exact!r} now"
    return None, "AMBIGUOUS", f"{document}: {len(alike)} reports stand on {anchor.exact!r} now"


def _said(item: Placed) -> Said | None:
    if item.pair is None or item.word.decision == "undo":
        return None
    return Said(item.word.decision, item.pair, item.word.id)


def _lay_words(connection: duckdb.DuckDBPyConnection, placed: Sequence[Placed]) -> None:
    """Put the groups that words touch in their place."""
    words = {item.word.id: item.word for item in placed}
    agreed = agree([said for item in placed if (said := _said(item)) is not None])
    keys = sorted({key for item in placed for key in item.pair or ()})
    rows = _touched(connection, keys)
    groups: defaultdict[str, set[Key]] = defaultdict(set)
    for happening, key, *_ in rows:
        groups[happening].add(key)
    result = lay([frozenset(group) for group in groups.values()], agreed)
    held = {key: rest for _, key, *rest in rows}
    spoken = {
        key: words[said.word]
        for item in placed
        if (said := _said(item)) is not None
        and said.decision == "same"
        and said.word not in agreed.overruled
        for key in said.pair
    }
    connection.execute(
        "DELETE FROM folds WHERE happening IN (SELECT unnest(?::VARCHAR[]))", [list(groups)]
    )
    made = [row for group in result if len(group) > 1 for row in _rows(connection, group, held)]
    for row in made:
        word = spoken.get((row[1], row[2]))
        if word is not None:
            row[3:] = [word.reason, None, word.who]
    if made:
        connection.executemany("INSERT INTO folds VALUES (?, ?, ?, ?, ?, ?)", made)


def _touched(
    connection: duckdb.DuckDBPyConnection, keys: Sequence[Key]
) -> list[tuple[str, Key, str, float | None, str]]:
    """Rows of all happenings in which one of the reports is."""
    found = connection.execute(
        """SELECT happening, document, id, reason, score, "by" FROM folds
        WHERE happening IN (SELECT happening FROM folds WHERE (document, id) IN
            (SELECT (unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))))
        ORDER BY ALL""",
        [[key[0] for key in keys], [key[1] for key in keys]],
    ).fetchall()
    return [(row[0], (row[1], row[2]), row[3], row[4], row[5]) for row in found]


def _rows(
    connection: duckdb.DuckDBPyConnection, group: Iterable[Key], held: dict[Key, list[Any]]
) -> list[list[Any]]:
    """Rows of one happening; its id is that of the report published first."""
    keys = sorted(group)
    first = connection.execute(
        """SELECT e.id FROM events e JOIN documents d USING (document)
        WHERE (e.document, e.id) IN (SELECT (unnest(?::VARCHAR[]), unnest(?::VARCHAR[])))
        ORDER BY d.published NULLS LAST, e.document, e.start LIMIT 1""",
        [[key[0] for key in keys], [key[1] for key in keys]],
    ).fetchone()
    happening = first[0] if first else keys[0][1]
    kept = ["put there with another by a person", None, "a person"]
    return [[happening, *key, *held.get(key, kept)] for key in keys]
