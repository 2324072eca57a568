"""What commands write: text or JSON lines on standard output, remarks on standard error."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WIDE: Final = 200
"""Columns of a table that goes to a file or a pipe, where no terminal limits it."""


def error_line(kind: str, message: str, code: int) -> str:
    """An error as a line of JSON."""
    return _json({"error": {"kind": kind, "message": message, "exit_code": code}}, sys.stderr)


def write(text: str, err: bool = False) -> None:
    """Write a line as the stream's encoding and error handler say.

    Not `click.echo`, which writes UTF-8 to a stream that asked for ASCII.
    """
    print(text, file=sys.stderr if err else sys.stdout, flush=True)


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes. With `json`, standard output carries JSON lines and nothing else."""

    json: bool
    quiet: bool

    def record(self, row: Mapping[str, Any]) -> None:
        """Write a row as a line of JSON."""
        write(_json(row, sys.stdout))

    def text(self, text: str) -> None:
        """Write a result for people; not for `json`."""
        if not self.json:
            write(text)

    def note(self, text: str) -> None:
        """Remark something on standard error, unless `quiet`."""
        if not self.quiet:
            write(text, err=True)

    def show(self, thing: RenderableType) -> None:
        """Write a Rich table or text; not for `json`."""
        if not self.json:
            console(err=False).print(thing)


def console(err: bool) -> Console:
    """A Rich console on standard error or output, wide where no terminal limits it."""
    from rich.console import Console

    made = Console(stderr=err, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = _WIDE
    return made


def with_output(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--json` and `--quiet` and, as its first argument, its `Output`."""

    @click.option("--json", "as_json", is_flag=True, help="Write JSON lines on standard output.")
    @click.option("--quiet", is_flag=True, help="No progress and no remarks.")
    @click.pass_context
    @functools.wraps(command)
    def wrapped(ctx: click.Context, /, as_json: bool, quiet: bool, **options: Any) -> None:
        shared = ctx.obj or {}
        output = Output(as_json or shared.get("json", False), quiet or shared.get("quiet", False))
        command(output, **options)

    return wrapped


def _json(row: Mapping[str, Any], stream: TextIO) -> str:
    """A line of JSON; escaped where the stream has no UTF, since its own escapes are not JSON's."""
    utf = (stream.encoding or "").lower().startswith("utf")
    return json.dumps(row, ensure_ascii=not utf, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")
