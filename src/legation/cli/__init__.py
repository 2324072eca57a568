"""The command line: the only place that prints."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run `legation`; a terminal that lacks a character shows its escape instead of failing."""
    from legation.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="legation")
