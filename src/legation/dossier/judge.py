"""Deciding about records of an open dossier: what a session of one analyst writes to the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from legation.dossier import as_read
from legation.dossier.anchors import Anchor, make_anchor
from legation.dossier.correction_log import Correction, Decision, Session, read_log
from legation.dossier.evidence import find_record
from legation.dossier.judged import JUDGED, Row, checked, column, parse, seen
from legation.dossier.schema import quoted
from legation.dossier.settle import withdrawn
from legation.dossier.store import Store
from legation.errors import UsageError
from legation.model.codes import MODES


class Judge:
    """One analyst at work on a dossier that is open, for reading or writing.

    Each decision is on disk when the method returns. The tables of an open dossier stay as they
    are; the next opening lays the log over them.

    Raises:
        UsageError: the analyst has no name.
        DossierError: the folder of the parts, where the log is kept, is missing.
    """

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self._session = Session(store.paths.parts, who)
        self._made: list[Correction] = []

    @property
    def who(self) -> str:
        """The analyst."""
        return self._session.who

    @property
    def made(self) -> tuple[Correction, ...]:
        """The decisions of this session, in order, with what was withdrawn again."""
        return tuple(self._made)

    def accept(
        self, record_id: str, document: str | None = None, reason: str | None = None
    ) -> Correction:
        """The record is right in all its columns, as it is shown.

        Raises:
            UsageError: no record, or more than one, has such an id.
        """
        kind, row = self._find(record_id, document)
        now = self._now(kind, row)
        new = {name: now[name] for name in JUDGED[kind]}
        return self._add("accept", kind, row, None, None, new, reason)

    def reject(
        self, record_id: str, document: str | None = None, reason: str | None = None
    ) -> Correction:
        """The text does not say this: the record leaves its table.

        Raises:
            UsageError: no record, or more than one, has such an id; or it is a mention.
        """
        kind, row = self._find(record_id, document)
        if kind == "mentions":
            raise UsageError(
                "a mention cannot be rejected, since events lead to it; "
                "change its actors to none: --field actors --to null"
            )
        return self._add("reject", kind, row, None, None, None, reason)

    def change(
        self,
        record_id: str,
        field: str,
        to: str,
        document: str | None = None,
        reason: str | None = None,
    ) -> Correction:
        """A column holds something else; `to` is as a person writes it (see `judged.parse`).

        Raises:
            UsageError: no such record or column, the column does not take the value, or holds it.
        """
        kind, row = self._find(record_id, document)
        now = self._now(kind, row)
        new = parse(kind, field, to)
        if field == "modes":
            _check_modes(now["type"], new)
        if new == now[field] and not self._is_rejected(kind, row):
            raise UsageError(
                f"{field} of {row['id']} is {to} already; `accept` says that it is right"
            )
        return self._add("change", kind, row, field, now[field], new, reason)

    def retract(self, correction_id: str, reason: str | None = None) -> Correction:
        """Withdraw a decision of one's own; the beginning of its id is enough if it is the only.

        Raises:
            UsageError: there is none, it is another analyst's, or it is withdrawn already.
        """
        wanted = correction_id.strip().lower()
        log = read_log(self._store.paths.parts)
        found = [item for item in log.corrections if wanted and item.id.startswith(wanted)]
        if len(found) != 1:
            some = "no correction has" if not found else f"{len(found)} corrections begin with"
            raise UsageError(f"{some} the id {correction_id!r}; `legation corrections` lists them")
        [item] = found
        if item.decision == "retract":
            raise UsageError(f"{item.id} withdraws {item.of}; to undo that, decide anew")
        if item.id in withdrawn(log.corrections):
            raise UsageError(f"{item.id} is withdrawn already")
        if item.who != self.who:
            raise UsageError(
                f"{item.id} is a decision of {item.who}; decide otherwise, and both are kept"
            )
        return self._write(
            Correction(
                who=self.who,
                at=item.at,
                decision="retract",
                kind=item.kind,
                field=item.field,
                old=item.new,
                new=None,
                reason=reason,
                anchor=item.anchor,
                seen=item.seen,
                among=item.among,
                of=item.id,
            )
        )

    def undo(self) -> Correction | None:
        """Withdraw the last decision of this session; None where there is none left."""
        gone = withdrawn(self._made)
        for item in reversed(self._made):
            if item.decision != "retract" and item.id not in gone:
                return self.retract(item.id, "undone in the same session")
        return None

    def _find(self, record_id: str, document: str | None) -> tuple[str, Row]:
        kind, row, _ = find_record(self._store, record_id, document)
        if kind not in JUDGED:
            column(kind, "")  # raises, and says what can be corrected
        if document is None:
            others = self._store.connection.execute(
                f"SELECT document FROM {kind} WHERE id = ? ORDER BY document", [row["id"]]
            ).fetchall()
            if len(others) > 1:
                names = ", ".join(name for (name,) in others[:5])
                raise UsageError(
                    f"{row['id']} is in {len(others)} documents with the same text ({names}); "
                    "say which one with --document"
                )
        return kind, row

    def _is_rejected(self, kind: str, row: Row) -> bool:
        return not self._store.connection.execute(
            f"SELECT 1 FROM {kind} WHERE document = ? AND id = ?", [row["document"], row["id"]]
        ).fetchall()

    def _now(self, kind: str, row: Row) -> Row:
        """The record with what this session changed, which the tables do not show yet."""
        same = (kind, self._anchor(kind, row), self._seen(kind, row))
        gone = withdrawn(self._made)
        changes = {
            str(item.field): item.new
            for item in self._made
            if item.decision == "change"
            and item.id not in gone
            and (item.kind, item.anchor, item.seen) == same
        }
        return {**row, **changes}

    def _add(
        self,
        decision: Decision,
        kind: str,
        row: Row,
        field: str | None,
        old: Any,
        new: Any,
        reason: str | None,
    ) -> Correction:
        return self._write(
            Correction(
                who=self.who,
                at=datetime.min,  # noqa: DTZ901
                decision=decision,
                kind=kind,
                field=field,
                old=old,
                new=checked(kind, field, new) if field else new,
                reason=reason or None,
                anchor=self._anchor(kind, row),
                seen=self._seen(kind, row),
                among=self._among(kind, row),
            )
        )

    def _write(self, correction: Correction) -> Correction:
        made = self._session.add(correction)
        self._made.append(made)
        return made

    def _text(self, row: Row) -> tuple[str, str]:
        [(sha256, text)] = self._store.connection.execute(
            "SELECT sha256, text FROM documents WHERE document = ?", [row["document"]]
        ).fetchall()
        return sha256, text

    def _anchor(self, kind: str, row: Row) -> Anchor:
        sha256, text = self._text(row)
        span = (row["start"], row["end"])
        sentence = row.get("sentence") or span
        if kind == "mentions":
            found = self._store.connection.execute(
                f"""SELECT start, {quoted("end")} FROM sentences
                WHERE document = ? AND start <= ? AND {quoted("end")} >= ? ORDER BY start DESC""",
                [row["document"], *span],
            ).fetchall()
            sentence = found[0] if found else span
        return make_anchor(row["document"], sha256, text, span, (sentence[0], sentence[1]))

    def _seen(self, kind: str, row: Row) -> Mapping[str, Any]:
        held = as_read.original(self._store.connection, kind, row["document"], row["id"])
        return seen(kind, held or row, self._text(row)[1])

    def _among(self, kind: str, row: Row) -> int:
        """How many records of the kind the reader gave at this place."""
        connection = self._store.connection
        place = f"document = ? AND start = ? AND {quoted('end')} = ?"
        values = [row["document"], row["start"], row["end"]]
        query = f"SELECT id FROM {kind} WHERE {place}"
        if as_read.is_there(connection):
            query += f" UNION SELECT id FROM {as_read.SCHEMA}.{kind} WHERE {place}"
            values *= 2
        return len(connection.execute(query, values).fetchall())


def _check_modes(type_: str, modes: list[str]) -> None:
    allowed: Mapping[str, Any] = {str(name): found for name, found in MODES.items()}[type_]
    wrong = [mode for mode in modes if mode not in allowed]
    if wrong:
        raise UsageError(
            f"{', '.join(wrong)}: no mode of {type_}, which has "
            f"{', '.join(allowed) or 'none'}; change the type first if that is wrong"
        )
