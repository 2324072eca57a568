"""Pages of `legation situation`: each says that it is exploratory and on whose word it rests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from legation.cli.output import Output, console

if TYPE_CHECKING:
    from legation.situation.files import Loaded

Row = Mapping[str, Any]
_SHOWN: Final = 4
"""Ids of evidence that a cell shows."""
_SQUEEZED: Final = 1.2
"""Times the width of the page that the words of a table may take before it is shown as blocks."""
_ID: Final = re.compile(r"[0-9a-f]{16}")
_WORD: Final = re.compile(r"[^\s\u2e80-\uffff]+|.", re.DOTALL)
"""What a cell does not break within: Chinese breaks anywhere."""

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
    names = [name for name in found[0] if name not in hide]
    cells = [[cell(row[name], name) for name in names] for row in found]
    if _too_wide(names, cells):
        _blocks(output, title, names, cells)
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), title=title, title_justify="left")
    for name in names:
        table.add_column(name.replace("_", " "), overflow="fold")
    for line in cells:
        table.add_row(*line)
    output.show(table)


def _too_wide(names: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """Whether the longest words of the columns are too wide side by side, and would be broken."""
    columns = zip(names, *cells, strict=True)
    widths = [
        max(len(word) for text in column for word in _WORD.findall(text)) for column in columns
    ]
    return sum(widths) + 2 * len(widths) > _SQUEEZED * console(err=False).width


def _blocks(
    output: Output, title: str, names: Sequence[str], cells: Sequence[Sequence[str]]
) -> None:
    """Rows one below the other, a field a line; fields that are a dash are left out."""
    from rich.table import Table

    output.text(f"{title} (fields without a value are left out)")
    for line in cells:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(no_wrap=True)
        block.add_column(overflow="fold")
        for name, text in zip(names, line, strict=True):
            if text != "–":
                block.add_row(f"   {name.replace('_', ' ')}", text)
        output.text("")
        output.show(block)
    output.text("")


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
        if name in ("evidence", "against", "entries"):
            more = f" … ({len(value)})" if len(value) > _SHOWN else ""
            return (" ".join(_short(str(one)) for one in value[:_SHOWN]) or "–") + more
        return ", ".join(cell(one) for one in value) or "–"
    return str(value)


def _short(name: str) -> str:
    """The beginning of an id of a record; other names, as those of items, stand whole."""
    return name[:8] if _ID.fullmatch(name) else name
