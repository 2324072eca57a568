"""Pages of `legation situation`: each says that it is exploratory and on whose word it rests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from legation.cli.output import Output

if TYPE_CHECKING:
    from legation.situation.files import Loaded

Row = Mapping[str, Any]
_SHOWN: Final = 4
"""Ids of evidence that a cell shows."""

issue_option = click.option("--issue", help="Which issue, where the situation has several.")
evidence_option = click.option("--evidence", help="Dossier in which ids of evidence are looked up.")


def settings(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --seed and --draws."""
    for option in (
        click.option("--draws", type=click.IntRange(min=1), default=1000, help="Draws."),
        click.option("--seed", type=click.IntRange(min=0), default=0, help="Seed of the draws."),
    ):
        function = option(function)
    return function


@contextmanager
def loaded_from(folder: str, evidence: str | None = None) -> Iterator[tuple[Loaded, Any]]:
    """A folder as read, and the dossier with its evidence while that is open, or None."""
    from legation.situation.files import load_situation

    if evidence is None:
        yield load_situation(folder), None
        return
    from legation.dossier import Dossier

    with Dossier.open(evidence) as opened:
        yield load_situation(folder, opened), opened


def head(output: Output, loaded: Loaded) -> None:
    """The label in both languages, and how many entries are extracted, derived and judged."""
    from legation.situation.runs import LABEL, basis_counts

    counts = basis_counts(loaded.situation)
    if output.json:
        situation = loaded.situation
        output.record(
            {
                "label": dict(LABEL),
                "situation": situation.name,
                "basis": counts,
                "inputs_sha256": situation.sha256,
                "blanks": len(loaded.blanks),
            }
        )
        return
    said = ", ".join(f"{count} {basis}" for basis, count in counts.items())
    label(output)
    output.text(f"{words(loaded.situation.title)} · entries: {said} · blank: {len(loaded.blanks)}")


def label(output: Output) -> None:
    """That the page is exploratory, in both languages."""
    from legation.situation.runs import LABEL

    if output.json:
        output.record({"label": dict(LABEL)})
    for text in LABEL.values():
        output.text(text)


def words(texts: Mapping[str, str]) -> str:
    """A text in the languages it has, each once."""
    return " / ".join(dict.fromkeys(texts.values()))


def rows(output: Output, found: Sequence[Row], title: str, hide: Sequence[str] = ()) -> None:
    """A table, with ids cut to their beginnings; as JSON every row whole, under its `kind`."""
    if output.json:
        for row in found:
            output.record({"kind": title, **row})
        return
    if not found:
        output.text(f"{title}: none")
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), title=title, title_justify="left")
    names = [name for name in found[0] if name not in hide]
    for name in names:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in found:
        table.add_row(*(cell(row[name], name) for name in names))
    output.show(table)


def reasons(output: Output, found: Sequence[str]) -> None:
    """Why a result is what it is."""
    if output.json:
        output.record({"kind": "reasons", "reasons": list(found)})
    for text in found:
        output.text(f"  - {text}")


def cell(value: Any, name: str = "") -> str:
    """A value as a cell shows it; unknown is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {cell(one)}" for key, one in value.items())
    if name.endswith("sha256"):
        return str(value)[:16]
    if isinstance(value, list | tuple):
        if name in ("evidence", "against"):
            more = f" … ({len(value)})" if len(value) > _SHOWN else ""
            return " ".join(str(one)[:8] for one in value[:_SHOWN]) + more
        return ", ".join(cell(one) for one in value) or "–"
    return str(value)
