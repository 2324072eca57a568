"""Write docs/reference/cli.md from the help texts of the commands; `--check` only compares.

Exit code 5: the page differs from what the commands say of themselves.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["COLUMNS"] = "88"
ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "cli.md"
sys.path.insert(0, str(ROOT / "src"))

import click  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from legation.cli.app import app  # noqa: E402
from legation.cli.registry import COMMANDS  # noqa: E402


def render() -> str:
    """The page: the help of the program, then of each command in the order of the registry."""
    parts = [
        "# Command line",
        "Written by `tools/cli_docs.py` from the commands' own help.",
        _help([]),
    ]
    for command in COMMANDS:
        parts += [f"## legation {command.name}", _help([command.name])]
        found = app.get_command(click.Context(app), command.name)
        if isinstance(found, click.Group):
            for name in found.commands:
                parts += [f"### legation {command.name} {name}", _help([command.name, name])]
    return "\n\n".join(parts) + "\n"


def _help(arguments: list[str]) -> str:
    result = CliRunner().invoke(app, [*arguments, "--help"], prog_name="legation")
    return "```text\n" + result.output.rstrip() + "\n```"


def main() -> int:
    """Write or compare."""
    page = render()
    if "--check" in sys.argv[1:]:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        if not same:
            sys.stderr.write(f"{PAGE} is not what the commands say; run tools/cli_docs.py\n")
        return 0 if same else 5
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
