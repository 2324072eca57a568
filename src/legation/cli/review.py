"""legation review."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from legation.cli.judging import WHO, analyst, as_row, opened, plain, take_up, told
from legation.cli.output import Output, console, with_output, write
from legation.errors import UsageError

if TYPE_CHECKING:
    from legation.dossier import Evidence
    from legation.dossier.correction_log import Correction
    from legation.dossier.judge import Judge
    from legation.dossier.store import Store

Row = dict[str, Any]
_KINDS: Final = ("events", "claims", "ties", "causes", "scenarios")
_KEYS: Final = ("accept", "change", "reject", "next", "undo", "quit")
_PARTS: Final = ("content", "effect", "cause", "condition", "outcome", "quantity")
"""Marks that say what a record holds, beside its columns and who takes part."""
_ASKED: Final = " ".join(f"[{name[0]}]{name[1:]}" for name in _KEYS) + " > "


@click.command("review")
@click.argument("dossier")
@click.option("--kind", type=click.Choice(_KINDS), default="events", help="What to look at.")
@click.option("--actor", help="Who acts, speaks, stands at either end, or has the motive.")
@click.option("--type", "type_", help="PLOVER type, of events.")
@click.option("--status", help="Status, of events.")
@click.option("--max-confidence", type=float, help="Only events at most so likely right, 0-1.")
@click.option("--document", help="Id of one document.")
@click.option("--limit", type=click.IntRange(min=0), help="So many at most.")
@click.option("--again", is_flag=True, help="Also what you have decided about before.")
@WHO
@with_output
def command(
    output: Output,
    dossier: str,
    kind: str,
    again: bool,
    who: str | None,
    limit: int | None,
    max_confidence: float | None,
    **filters: str | None,
) -> None:
    """\b
    Examples:
      legation review venezuela.duckdb --max-confidence 0.5
      legation review venezuela.duckdb --actor RUS --type AID --who Lin
      legation review venezuela.duckdb --kind ties --document reuters-2025-11-02
      printf 'a\\nr\\na film is told of\\nq\\n' | legation review venezuela.duckdb

    Look at records one by one, the least certain first, each with its sentence, and decide.

    Keys, each with Enter: a the record is right, c change a column (asks which, to what, and why),
    r the text does not say this (asks why), n next, u undo the last decision, q quit.
    Each decision is on disk before the next record is shown; Ctrl-C loses none.
    """
    with opened(dossier) as store:
        review = _review(output, store, analyst(who))
        queue = _queue(store, kind, filters, max_confidence)
        left = queue if again else [row for row in queue if not review.knows(row)]
        if len(left) < len(queue):
            output.note(f"{len(queue) - len(left)} left out that {review.judge.who} decided about")
        review.run(left[:limit])
    if review.judge.made:
        take_up(output, dossier)
    _sum_up(output, review.judge)


def _queue(
    store: Store, kind: str, filters: dict[str, str | None], most: float | None
) -> list[Row]:
    """The records asked for: events by confidence, others by document and place in it."""
    from legation.dossier import Dossier, EventFilter

    opened_ = Dossier(store)
    actor, document = filters["actor"], filters["document"]
    if kind == "events":
        if most is not None and not 0 <= most <= 1:
            raise UsageError(f"{most} is no probability; --max-confidence takes 0 to 1")
        asked = EventFilter(
            actor=actor, type=filters["type_"], status=filters["status"], document=document
        )
        rows = opened_.select(asked).rows()
        if most is not None:
            rows = [row for row in rows if row["confidence"] is not None]
            rows = [row for row in rows if row["confidence"] <= most]
        return sorted(rows, key=_doubt)
    if filters["type_"] or filters["status"] or most is not None:
        raise UsageError(f"{kind} have no type, status or confidence; these options are for events")
    column = "speaker" if kind == "claims" else "actor"
    found = getattr(opened_, kind)(**{column: actor} if actor else {}, document=document)
    return list(found.rows())


def _doubt(row: Row) -> tuple[float, str, int]:
    return (1.0 if row["confidence"] is None else row["confidence"], row["document"], row["start"])


@dataclass(slots=True)
class _Review:
    """A session at the terminal or with a script on standard input."""

    output: Output
    store: Store
    judge: Judge
    known: frozenset[tuple[str, str | None]]

    def knows(self, row: Row) -> bool:
        """Whether the analyst has decided about this record."""
        return (row["document"], row["id"]) in self.known

    def run(self, queue: list[Row]) -> None:
        """Go through the queue until its end, q, the end of the input, or Ctrl-C."""
        number = 0
        try:
            while number < len(queue):
                step = self._one(queue[number], f"{number + 1} of {len(queue)}")
                number = max(0, number + step)
        except (KeyboardInterrupt, EOFError):
            _say("")

    def _one(self, row: Row, place: str) -> int:
        """Show a record and ask until something is decided; returns the step to the next."""
        from legation.dossier.evidence import find_evidence

        found = find_evidence(self.store, row["id"], row["document"])
        _show(found, place)
        while True:
            answer = _ask(_ASKED).lower()
            key = next((name for name in _KEYS if answer in (name, name[0])), None)
            if key == "quit":
                raise EOFError
            if key == "next":
                return 1
            if key == "undo":
                made = self.judge.undo()
                if made is not None:
                    self._tell(made)
                    return -1
                _say("nothing was decided in this session that is not undone")
                continue
            if key is None:
                _say(f"{answer!r} is no key")
                continue
            done = self._decide(key, found)
            if done is not None:
                self._tell(done)
                if key != "change":
                    return 1

    def _decide(self, key: str, found: Evidence) -> Correction | None:
        try:
            if key == "accept":
                return self.judge.accept(found.id, found.document)
            if key == "reject":
                return self.judge.reject(found.id, found.document, _ask("why > "))
            return self._change(found)
        except UsageError as error:
            _say(str(error))
            return None

    def _change(self, found: Evidence) -> Correction | None:
        """Ask for column, value and reason; an empty line for either of the first changes none."""
        from legation.dossier.judged import JUDGED, column, parse

        kind = found.table
        names = ", ".join(JUDGED[kind])
        field = _ask_until(f"which of {names} > ", lambda name: column(kind, name))
        to = _ask_until(f"{field} is > ", lambda text: parse(kind, field, text)) if field else ""
        if not to:
            _say("nothing was changed")
            return None
        return self.judge.change(found.id, field, to, found.document, _ask("why > "))

    def _tell(self, made: Correction) -> None:
        if self.output.json:
            self.output.record(as_row(made))
        self.output.text(told(made))


def _review(output: Output, store: Store, who: str) -> _Review:
    from legation.dossier.decided import decided
    from legation.dossier.judge import Judge

    judge = Judge(store, who)
    known = frozenset(
        (item.document, item.record)
        for item in decided(store.connection, who=judge.who)
        if item.standing in ("holds", "overruled") and item.decision != "retract"
    )
    return _Review(output, store, judge, known)


def _ask(prompt: str) -> str:
    """A line of standard input.

    Raises:
        EOFError: there is none.
    """
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def _ask_until(prompt: str, check: Callable[[str], object]) -> str:
    """A line that `check` takes, or an empty one; what is wrong with others is said."""
    while answer := _ask(prompt):
        try:
            check(answer)
        except UsageError as error:
            _say(str(error))
            continue
        return answer
    return ""


def _say(text: str) -> None:
    """Talk to the person at the keys; standard output is for what was decided."""
    write(text, err=True)


def _show(found: Evidence, place: str) -> None:
    about = [found.document, found.outlet, found.published]
    _say(f"\n{place}  {found.id[:8]}  {' · '.join(part for part in about if part)}")
    _show_sentence(found)
    _say("  " + " | ".join(_columns(found)))
    for name, reason in found.reasons:
        _say(f"  {name}: {reason}")
    for item in found.corrections:
        if item.standing != "withdrawn" and item.decision != "retract":
            change = f" {item.field} to {plain(item.new)}" if item.field else ""
            _say(f"  {item.who}: {item.decision}{change}, {item.standing}")


def _show_sentence(found: Evidence) -> None:
    """The sentence with its marks on a terminal, with >> and << around the span elsewhere."""
    from rich.text import Text

    shown = console(err=True)
    start, end = found.record["start"] - found.start, found.record["end"] - found.start
    if not shown.is_terminal:
        _say(f"{found.text[:start]}>>{found.text[start:end]}<<{found.text[end:]}")
        return
    sentence, at = Text(), 0
    for piece, kinds in found.pieces():
        style = "bold reverse" if start <= at < end else "underline" if kinds else ""
        sentence.append(piece, style)
        at += len(piece)
    shown.print(sentence)


def _columns(found: Evidence) -> list[str]:
    from legation.dossier.judged import JUDGED

    shown = [f"{name} {plain(found.record[name])}" for name in JUDGED[found.table]]
    shown += [f"{mark.kind} {mark.text}" for mark in found.marks if mark.kind in _PARTS]
    confidence = found.record.get("confidence")
    return shown if confidence is None else [*shown, f"sure {confidence:.2f}"]


def _sum_up(output: Output, judge: Judge) -> None:
    from legation.dossier.settle import withdrawn

    gone = withdrawn(judge.made)
    kept = [item for item in judge.made if item.decision != "retract" and item.id not in gone]
    noun = "decision" if len(kept) == 1 else "decisions"
    undone = f", {len(gone)} undone" if gone else ""
    output.note(f"{len(kept)} {noun} by {judge.who}{undone}")
