"""legation serve."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.output import Output, with_output
from legation.errors import UsageError


@click.command("serve")
@click.argument("dossier")
@click.option("--situation", type=click.Path(path_type=Path), help="Folder of a situation.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8400, show_default=True, type=click.IntRange(0, 65535))
@click.option("--token", help="What callers must know where others can reach the address.")
@click.option(
    "--analysts",
    type=click.Path(path_type=Path),
    help="File with a line `NAME TOKEN` for each analyst who corrects.",
)
@click.option("--who", default="analyst", show_default=True, help="Your name in corrections.")
@with_output
def command(
    output: Output,
    dossier: str,
    situation: Path | None,
    host: str,
    port: int,
    token: str | None,
    analysts: Path | None,
    who: str,
) -> None:
    """\b
    Examples:
      legation serve venezuela.duckdb
      legation serve venezuela.duckdb --situation mexico/ --port 9000
      legation serve venezuela.duckdb --host 0.0.0.0 --analysts analysts.txt

    Open the dossier in the browser: brief, timeline, dyads, network, map, evidence, narratives,
    situation, search, corrections. It listens on this machine alone unless told otherwise, and asks
    nothing of any other.
    """
    import uvicorn

    from legation.reading.files import read_files
    from legation.workbench import Settings, create_app

    named = _analysts(analysts) if analysts is not None else {}
    settings = Settings(Path(dossier), situation, host, port, token, who, named, read=read_files)
    app = create_app(settings)
    shown = f"[{host}]" if ":" in host else host
    output.note(f"http://{shown}:{port}/  (Ctrl-C ends it)")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _analysts(path: Path) -> dict[str, str]:
    """Names by token. Raises UsageError for a line that is not a name and a token."""
    found: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, token = line.strip().rpartition(" ")
        if not name or len(token) < 12:
            raise UsageError(
                f"{path}:{number}: write a name, a blank and a token of at least 12 characters"
            )
        if token in found:
            raise UsageError(f"{path}:{number}: {found[token]} has this token already")
        found[token] = name.strip()
    return found
