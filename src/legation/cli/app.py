"""The group of commands, and what becomes of an error."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import click

from legation import __version__
from legation.cli.output import error_line, write
from legation.cli.registry import COMMANDS
from legation.errors import LegationError

_JSON: Final = "legation.json"
_QUIET: Final = "legation.quiet"


class App(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of the registry."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none of this name."""
        for entry in COMMANDS:
            if entry.name == cmd_name:
                found: click.Command = getattr(import_module(entry.module), entry.attribute)
                return found
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the registry alone, so that help is quick."""
        with formatter.section("Commands"):
            formatter.write_dl([(entry.name, entry.about) for entry in COMMANDS])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note whether JSON is wanted, wherever the option stands: errors depend on it."""
        ctx.meta[_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error goes to standard error, as JSON where that is wanted."""
        try:
            return super().invoke(ctx)
        except LegationError as error:
            kind, message, code = type(error).__name__, str(error), error.exit_code
        except click.ClickException as error:
            if not ctx.meta[_JSON]:
                raise
            kind, message, code = type(error).__name__, error.format_message(), error.exit_code
        text = error_line(kind, message, code) if ctx.meta[_JSON] else f"Error: {message}"
        write(text, err=True)
        return ctx.exit(code)


@click.command(cls=App, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--json", "as_json", is_flag=True, help="Write JSON lines on standard output.")
@click.option("--quiet", is_flag=True, help="No progress and no remarks.")
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def app(ctx: click.Context, as_json: bool, quiet: bool) -> None:
    """\b
    Examples:
      legation read articles/ --into venezuela.duckdb
      legation brief venezuela.duckdb
      legation events venezuela.duckdb --dyad USA:VEN --since 2026-01
      legation evidence venezuela.duckdb 3f9a1c07

    Political news in Chinese and English, read into a dossier in which every row is tied to the
    characters it came from.

    Exit codes: 0 all went well, 1 failure, 2 wrong usage, 3 some inputs failed and are listed,
    4 the dossier is held by another process, 5 a check found something wrong.
    """
    ctx.obj = {"json": as_json, "quiet": quiet}
