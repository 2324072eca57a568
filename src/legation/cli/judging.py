"""What the commands that decide about records share: who decides, and taking up the decisions."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from legation.cli.output import Output
from legation.errors import LockedError, UsageError

if TYPE_CHECKING:
    from legation.dossier.correction_log import Correction
    from legation.dossier.store import Store

WHO = click.option(
    "--who", envvar="LEGATION_WHO", help="The analyst [LEGATION_WHO, or the user's name]."
)
"""The option that names the analyst."""


def analyst(who: str | None) -> str:
    """The analyst: as given, or the name under which the user is logged in.

    Raises:
        UsageError: neither is there.
    """
    if who is not None:
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("nobody is logged in; name the analyst with --who NAME") from None


@contextmanager
def opened(dossier: str) -> Iterator[Store]:
    """The dossier, open for reading while the block runs."""
    from legation.dossier.store import Paths, Store

    store = Store.read(Paths.of(dossier))
    try:
        yield store
    finally:
        store.close()


def take_up(output: Output, dossier: str) -> None:
    """Lay what was decided over the tables now; where another process is at work, say when."""
    from legation.dossier.store import Paths, Store

    try:
        Store.write(Paths.of(dossier)).close()
    except LockedError as error:
        output.note(f"kept in the log, and seen in the tables at the next opening: {error}")


def told(correction: Correction) -> str:
    """A decision in a line."""
    words = correction.anchor.exact
    what = f"{correction.kind.removesuffix('s')} {words} in {correction.anchor.document}"
    if correction.decision == "change":
        old, new = plain(correction.old), plain(correction.new)
        what = f"{correction.field} of {what}: {old} -> {new}"
    if correction.decision == "retract":
        what = f"{(correction.of or '')[:8]}, about the {what}"
    return f"{correction.id[:8]} {correction.who} {_PAST[correction.decision]} {what}"


def as_row(correction: Correction) -> Mapping[str, Any]:
    """A decision as a line of JSON."""
    return {"correction": correction.id, **correction.to_json()}


def plain(value: Any) -> str:
    """A value of a column for people."""
    if value is None:
        return "unknown"
    if value == []:
        return "none"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


_PAST = {"accept": "accepts", "reject": "rejects", "change": "changes", "retract": "withdraws"}
