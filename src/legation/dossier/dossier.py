"""The dossier as its users see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import duckdb

from legation.dossier import as_read
from legation.dossier.check import Finding, check
from legation.dossier.decided import Decided, decided
from legation.dossier.evidence import Evidence, find_evidence
from legation.dossier.judge import Judge
from legation.dossier.query import EventFilter, event_query
from legation.dossier.record_query import record_query
from legation.dossier.runs import Run, Tally
from legation.dossier.schema import RECORD_TABLES
from legation.dossier.store import Paths, Store, rebuild
from legation.dossier.table import Table
from legation.dossier.writer import Writer
from legation.errors import UsageError
from legation.model.document import Failure
from legation.model.reading import Reading

_QUERIES: Final = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})


@dataclass(frozen=True, slots=True)
class Summary:
    """What a dossier holds. Counts are of rows; `events` are reports of events.

    `first_day` and `last_day` span the dated events that are actual or ongoing. `failures` are
    those of the last run; `runs` counts all runs, `unfinished` those that were interrupted.
    `rejected` counts by kind the records that people took out of the tables, which `counts` leaves
    out; `corrections` counts what they decided by state.
    """

    counts: dict[str, int]
    statuses: dict[str, int]
    readers: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    runs: int
    unfinished: int
    failures: tuple[Failure, ...]
    rejected: dict[str, int]
    corrections: dict[str, int]


class Dossier:
    """An open dossier; use it in a `with` statement."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path | str, write: bool = False) -> Self:
        """Open the dossier at `path` (`.duckdb` may be left out); `write` makes it if need be.

        Raises:
            DossierError: there is none, or the file is foreign or corrupt.
            LockedError: another process writes it, or `write` is asked while one reads it.
        """
        paths = Paths.of(path)
        return cls(Store.write(paths) if write else Store.read(paths))

    @staticmethod
    def rebuild(path: Path | str) -> None:
        """Make the DuckDB file anew from the parts beside it.

        Raises:
            DossierError: there are no parts, or one is damaged.
            LockedError: another process holds the dossier.
        """
        rebuild(Paths.of(path))

    @property
    def path(self) -> Path:
        """The DuckDB file."""
        return self._store.paths.database

    def close(self) -> None:
        """Close it; a writer lets others in."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def writer(self, run: Run, batch: int = 64, seconds: float = 5.0) -> Writer:
        """A writer for one run; see `Writer`. Use it in a `with` statement.

        Raises:
            UsageError: the dossier is open for reading only.
        """
        if self._store.lock is None:
            raise UsageError(f"{self.path} is open for reading; open it with write=True")
        return Writer(self._store, run, batch, seconds)

    def add(
        self,
        readings: Iterable[Reading],
        failures: Iterable[Failure] = (),
        run: Run | None = None,
    ) -> Tally:
        """Add readings and failures as one run; what is there already is counted and skipped.

        Raises:
            SpanError, DossierError: a reading breaks the rules of the records; those before it
                are kept.
            UsageError: the dossier is open for reading only.
        """
        waiting = iter(readings)
        first = next(waiting, None)
        if run is None:
            run = Run(first.reader if first is not None else "")
        with self.writer(run) as writer:
            if first is not None:
                writer.put(first)
            for reading in waiting:
                writer.put(reading)
            for failure in failures:
                writer.fail(failure)
        return writer.tally

    def events(
        self,
        actor: str | None = None,
        recipient: str | None = None,
        dyad: str | tuple[str, str] | None = None,
        type: str | None = None,  # noqa: A002
        status: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        document: str | None = None,
        limit: int | None = None,
        min_confidence: float | None = None,
    ) -> Table:
        """Reports of events, by document and place in it, with their sentences.

        A country takes in its sectors. `since` and `until` (inclusive) keep events whose date may
        fall in that time, and leave out events without a date. `min_confidence` leaves out those
        whose confidence is lower or unknown.

        Raises:
            UsageError: a filter makes no sense.
        """
        return self.select(
            EventFilter(
                actor,
                recipient,
                dyad,
                type,
                status,
                since,
                until,
                document,
                limit,
                min_confidence,
            )
        )

    def select(self, asked: EventFilter) -> Table:
        """Reports of events that pass a filter; see `events`."""
        query, values = event_query(asked)
        return self._table(query, values)

    def claims(self, limit: int | None = None, **filters: str | None) -> Table:
        """Who says what: filters speaker, about, source, kind, form, document."""
        return self._table(*record_query("claims", filters, limit))

    def ties(self, limit: int | None = None, **filters: str | None) -> Table:
        """Standing relations: filters from_ (or "from"), to, actor, source, channel, document."""
        named = {name.removesuffix("_"): value for name, value in filters.items()}
        return self._table(*record_query("ties", named, limit))

    def causes(self, limit: int | None = None, **filters: str | None) -> Table:
        """Why, and who says so: filters actor (whose motive), source, layer, document."""
        return self._table(*record_query("causes", filters, limit))

    def scenarios(self, limit: int | None = None, **filters: str | None) -> Table:
        """What may follow: filters source, document."""
        return self._table(*record_query("scenarios", filters, limit))

    def documents(self) -> Table:
        """What was read, with counts of events and claims, without the texts."""
        return self._table(
            """SELECT d.* EXCLUDE (text), coalesce(e.n, 0) AS events, coalesce(c.n, 0) AS claims
            FROM documents d
            LEFT JOIN (SELECT document, count(*) AS n FROM events GROUP BY document) e
                USING (document)
            LEFT JOIN (SELECT document, count(*) AS n FROM claims GROUP BY document) c
                USING (document)
            ORDER BY d.document""",
            [],
        )

    def sql(self, query: str, params: Sequence[Any] | None = None) -> Table:
        """The result of one SELECT; `?` in it stand for `params`.

        Raises:
            UsageError: the query is wrong, is more than one, or does more than select.
        """
        try:
            statements = self._store.connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type not in _QUERIES:
                raise UsageError(
                    f"{query!r} is not one SELECT; a dossier is changed by reading only"
                )
            return self._table(query, list(params or ()))
        except duckdb.Error as error:
            raise UsageError(f"the query failed: {error}") from error

    def evidence(self, record_id: str) -> Evidence:
        """The characters a record rests on; the beginning of its id is enough.

        Raises:
            UsageError: no record, or more than one, has such an id.
        """
        return find_evidence(self._store, record_id)

    def corrections(self, who: str | None = None) -> tuple[Decided, ...]:
        """What people decided about records, in order, with what became of it."""
        return decided(self._store.connection, who=who)

    def judge(self, who: str) -> Judge:
        """A session of an analyst; what it decides is in the tables at the next opening.

        Raises:
            UsageError: the analyst has no name.
            DossierError: the folder of the parts, where decisions are kept, is missing.
        """
        return Judge(self._store, who)

    def status(self) -> Summary:
        """Counts, readers, runs, and the failures of the last run."""
        counts = {
            table.name: int(self._value(f"SELECT count(*) FROM {table.name}"))
            for table in RECORD_TABLES
        }
        days = self._rows(
            """SELECT min(date_first), max(date_last) FROM events
            WHERE status IN ('actual', 'ongoing')"""
        )[0]
        failed = self._rows(
            """SELECT path, reason FROM failures
            WHERE run = (SELECT max(run) FROM runs) ORDER BY path, reason"""
        )
        return Summary(
            counts=counts,
            statuses=dict(
                self._rows("SELECT status, count(*) FROM events GROUP BY status ORDER BY status")
            ),
            readers=tuple(
                name for (name,) in self._rows("SELECT DISTINCT origin FROM documents ORDER BY 1")
            ),
            first_day=days[0],
            last_day=days[1],
            runs=int(self._value("SELECT count(*) FROM runs")),
            unfinished=int(self._value("SELECT count(*) FROM runs WHERE finished IS NULL")),
            failures=tuple(Failure(path, reason) for path, reason in failed),
            rejected=self._rejected(),
            corrections=dict(Counter(item.state for item in self.corrections())),
        )

    def check(self) -> tuple[Finding, ...]:
        """Whether quotes cut the text, parts are whole, and tables equal them."""
        return check(self._store)

    def _rejected(self) -> dict[str, int]:
        counts = {
            table.name: as_read.rejected(self._store.connection, table.name)
            for table in RECORD_TABLES
        }
        return {name: count for name, count in counts.items() if count}

    def _table(self, query: str, values: list[Any]) -> Table:
        relation = self._store.connection.sql(query, params=values)
        return Table(relation.to_arrow_table())

    def _rows(self, query: str) -> list[Any]:
        return self._store.connection.execute(query).fetchall()

    def _value(self, query: str) -> Any:
        return self._rows(query)[0][0]
