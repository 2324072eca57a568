"""Run the examples of the docs and write what they really print; `--check` only compares.

    python tools/doc_examples.py [--check] [PAGE.md ...]

An example is a fenced block of `console` whose first line is a command (others may follow):

    ```console
    $ legation search sample.duckdb 川普 油輪 | head -8
    ```

It runs where `sample.duckdb`, read from corpus/sample, stands, and `before.duckdb`, which is like
it until a command writes, and corpus/situation: all anew for each page, so that what one page
writes is not seen by the next. A command on any other dossier is left as it is, and counted. Lines
under a command are what it printed, remarks and errors too, in 100 columns; `| head -N` keeps so
many lines of the result and says how many were left out. Only `legation` is run, and no shell. What
would differ from run to run is made alike: the clock begins at nine on 31 January 2026, and
versions of the reader are shown as `rules@…`.

Exit code 5: a page shows something else than the commands print.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from importlib import import_module
from itertools import count
from pathlib import Path
from pkgutil import iter_modules
from typing import Final
from unittest.mock import patch

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
SAMPLE: Final = ROOT / "corpus" / "sample"
SITUATIONS: Final = ROOT / "corpus" / "situation"
_COLUMNS: Final = 100
_BLOCK: Final = re.compile(
    r"^(?P<fence>`{3,})console\n(?P<body>\$ legation (?:.*\n)*?)(?P=fence)$", re.MULTILINE
)
_HEAD: Final = re.compile(r"\|\s*head -(?P<lines>\d+)\s*$")
_DOSSIER: Final = re.compile(r"[\w./-]+\.duckdb\b")
_HERE: Final = ("sample.duckdb", "before.duckdb")
_VERSION: Final = re.compile(r"\b([a-z]+)@[0-9a-f]{8,}")
_TIMED: Final = ("legation.dossier", "legation.analysis")
"""Packages whose modules note when something was done."""
_BEGIN: Final = datetime(2026, 1, 31, 9)  # noqa: DTZ001 - the zone is what `now` is asked for
Runner = Callable[[str], str]


class ExampleError(Exception):
    """An example that cannot be run; the text names the command and the remedy."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed: its result, and remarks and errors."""

    result: str
    remarks: str


def render(text: str, run: Runner) -> str:
    """The page with the output of every example in its place."""

    def shown(block: re.Match[str]) -> str:
        parts = "\n\n".join(_shown(part, run) for part in _parts(block["body"]))
        return f"{block['fence']}console\n{parts}\n{block['fence']}"

    return _BLOCK.sub(shown, text)


def _parts(body: str) -> list[str]:
    """A block cut before each of its commands; blank lines between them are dropped."""
    return [part.strip("\n") for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE) if part]


def _command(part: str) -> str | None:
    """The command of a part, if it is one of legation on a dossier that is here."""
    command = part.split("\n", 1)[0].removeprefix("$ ")
    return command if command.startswith("legation ") and at_hand(command) else None


def _shown(part: str, run: Runner) -> str:
    command = _command(part)
    if command is None:
        return part
    return f"$ {command}\n{run(command)}".rstrip("\n")


def commands(text: str) -> list[str]:
    """The commands of a page's examples, in order."""
    parts = [part for block in _BLOCK.finditer(text) for part in _parts(block["body"])]
    return [command for command in map(_command, parts) if command is not None]


def at_hand(command: str) -> bool:
    """Whether a command asks only the dossiers that are here."""
    return set(_DOSSIER.findall(command)) <= set(_HERE)


def split(command: str) -> tuple[list[str], int | None]:
    """The arguments of a command, and how many lines of its result to keep; None for all.

    Raises:
        ExampleError: it has a pipe or a redirection, for which there is no shell.
    """
    head = _HEAD.search(command)
    words = shlex.split(command[: head.start()] if head else command)
    if any(word in ("|", ">", ">>", "<", "&&", ";", "||") for word in words):
        raise ExampleError(f"$ {command}: only one `| head -N` at the end may follow a command")
    return words[1:], int(head["lines"]) if head else None


def shorten(ran: Ran, lines: int | None) -> str:
    """What a page shows of it: so many lines of the result, and all remarks."""
    result = [line.rstrip() for line in ran.result.rstrip().splitlines()]
    if lines is not None and len(result) > lines:
        left = len(result) - lines
        result = [*result[:lines], f"… {left} more {'line' if left == 1 else 'lines'}"]
    remarks = [line.rstrip() for line in ran.remarks.rstrip().splitlines()]
    return _VERSION.sub(r"\1@…", "\n".join([*result, *remarks]))


def run_here(command: str) -> str:
    """What a command prints in the current folder, as a page shows it."""
    arguments, lines = split(command)
    return shorten(invoke(arguments), lines)


def invoke(arguments: Sequence[str]) -> Ran:
    """Run legation in this process.

    Raises:
        ExampleError: it broke, which no example should show.
    """
    from click.testing import CliRunner

    from legation.cli.app import app

    result = CliRunner(env={"COLUMNS": str(_COLUMNS)}).invoke(
        app, list(arguments), prog_name="legation"
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise ExampleError(f"$ legation {shlex.join(arguments)} broke: {result.exception!r}")
    return Ran(result.stdout, result.stderr)


@contextmanager
def as_on_a_page() -> Iterator[None]:
    """Tables in as many columns as a page has, and the clock of the page, not of today."""
    from legation.cli import output

    clock = type("Clock", (datetime,), {"now": _clock()})
    with ExitStack() as stack:
        stack.enter_context(patch.object(output, "_WIDE", _COLUMNS))
        for name in _TIMED:
            for found in iter_modules(import_module(name).__path__):
                module = import_module(f"{name}.{found.name}")
                if getattr(module, "datetime", None) is datetime:
                    stack.enter_context(patch.object(module, "datetime", clock))
        yield


def _clock() -> Callable[[tzinfo | None], datetime]:
    """A `now` that begins at nine on one day and goes on by a minute whenever it is asked."""
    minutes = count()

    def now(zone: tzinfo | None = None) -> datetime:
        return _BEGIN.replace(tzinfo=zone) + timedelta(minutes=next(minutes))

    return now


def pages(chosen: Sequence[Path]) -> Iterator[Path]:
    """The pages that have examples, in the order of their names."""
    for page in sorted(chosen or (ROOT / "docs").rglob("*.md")):
        if commands(page.read_text(encoding="utf-8")):
            yield page


def run_pages(chosen: Sequence[Path], check: bool) -> list[Path]:
    """Write the pages anew, or only compare them; those that differed."""
    found = list(pages(chosen))
    apart = sum(_elsewhere(page) for page in chosen or (ROOT / "docs").rglob("*.md"))
    if apart:
        sys.stderr.write(f"left as they are, for they ask another dossier: {apart} commands\n")
    if not found:
        return []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        with chdir(home):
            ran = invoke(["read", str(SAMPLE), "--into", "sample.duckdb", "--quiet"])
        if not (home / "sample.duckdb").exists():
            raise ExampleError(f"{SAMPLE} could not be read: {ran.remarks}")
        shutil.copy2(home / "sample.duckdb", home / "before.duckdb")
        shutil.copytree(home / "sample.parts", home / "before.parts")
        shutil.copytree(SITUATIONS, home / SITUATIONS.relative_to(ROOT))
        return [page for page in found if _run_page(page, home, check)]


def _elsewhere(page: Path) -> int:
    blocks = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return sum(_command(part) is None for block in blocks for part in _parts(block["body"]))


def _run_page(page: Path, home: Path, check: bool) -> bool:
    """Whether the page differed; each page has a copy of the dossier to itself."""
    text = page.read_text(encoding="utf-8")
    own = home.parent / "page"
    shutil.copytree(home, own)
    try:
        with chdir(own), as_on_a_page():
            made = render(text, run_here)
    finally:
        shutil.rmtree(own)
    if made == text:
        return False
    if check:
        name = os.path.relpath(page, ROOT)
        lines = difflib.unified_diff(
            text.splitlines(), made.splitlines(), name, "what is printed", lineterm="", n=1
        )
        sys.stderr.write("\n".join(lines) + "\n")
    else:
        page.write_text(made, encoding="utf-8")
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare; 5 where a page shows what is not printed."""
    parser = argparse.ArgumentParser(description="Run the examples of the docs.")
    parser.add_argument("pages", nargs="*", type=Path, help="pages; all of docs/ without any")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    asked = parser.parse_args(arguments)
    try:
        changed = run_pages([page.resolve() for page in asked.pages], asked.check)
    except ExampleError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if asked.check and changed:
        names = ", ".join(os.path.relpath(page, ROOT) for page in changed)
        sys.stderr.write(f"{names}: not what is printed; run tools/doc_examples.py\n")
        return 5
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
