"""legation annotate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from legation.cli import read as inputs
from legation.cli.evaluate import failed
from legation.cli.output import Output, with_output
from legation.errors import UsageError
from legation.model.document import Document, Failure
from legation.model.reading import Reading


@click.command("annotate")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="The folder to write into."
)
@click.option("--force", is_flag=True, help="Write over files that are there already.")
@with_output
def command(output: Output, paths: tuple[str, ...], into: Path, force: bool) -> None:
    """\b
    Examples:
      legation annotate articles/ --into annotated/
      legation annotate feed.jsonl --into annotated/ --json
      legation annotate corpus/sample --into annotated/ --force

    Write an annotated article (*.gold) for each document, as the reader has it: to be corrected
    by hand and then measured against with `legation evaluate`.

    Files that are there already are left alone and listed, since somebody may have corrected
    them; an input that cannot be read is listed too. Either way the exit code is 3.
    """
    if into.exists() and not into.is_dir():
        raise UsageError(f"{into} is a file; name a folder to write into")
    failures: list[Failure] = []
    documents = _documents(paths, failures)
    into.mkdir(parents=True, exist_ok=True)
    for reading in inputs.load_reader().read(documents):
        target = into / f"{file_stem(reading.document.id)}.gold"
        if target.exists() and not force:
            reason = "it is there already; --force writes over it, corrections included"
            failures.append(Failure(str(target), reason))
            continue
        _write(output, reading, target)
    for failure in failures:
        failed(output, failure)
    if failures:
        click.get_current_context().exit(3)


def _documents(paths: tuple[str, ...], failures: list[Failure]) -> Iterator[Document]:
    for item in inputs.load_documents(paths, None):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item


def file_stem(identifier: str) -> str:
    """A name for a file: the id without characters that some system does not take."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", identifier).strip(". ") or "_"


def _write(output: Output, reading: Reading, target: Path) -> None:
    from legation.evaluation.goldwriter import write_gold
    from legation.evaluation.preannotate import article_of

    article = article_of(reading)
    target.write_text(write_gold(article), encoding="utf-8", newline="\n")
    counts = {
        "sentences": len(article.sentences),
        "mentions": len(article.mentions),
        "events": len(article.events),
        "claims": len(article.claims),
    }
    if output.json:
        output.record({"file": str(target), **counts})
    else:
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        output.note(f"{target}: {told}")
