"""legation read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

import click

from legation.cli.output import Output, console, with_output, write
from legation.errors import CheckError, UsageError
from legation.model.document import Document, Failure
from legation.model.reading import Reading

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from legation.dossier import Writer


class Reader(Protocol):
    """What the command asks of a reader: its name, its version, and readings in order."""

    @property
    def name(self) -> str:
        """Name of the reader."""

    @property
    def version(self) -> str:
        """Hash of its code and lexicons."""

    def read(
        self, documents: Iterable[Document], failed: Callable[[Failure], None] | None = None
    ) -> Iterator[Reading]:
        """One reading per document, in their order; `failed` gets those on which it breaks."""


def load_reader(fast: bool = False) -> Reader:
    """The reader that is installed; `fast` leaves out its encoder.

    Looked up only now: a dossier can be queried where no reader is.

    Raises:
        CheckError: there is none.
    """
    try:
        module: Any = import_module("legation.reading")
        reader: Reader = module.fast_reader() if fast else module.default_reader()
    except (ImportError, AttributeError) as error:
        raise CheckError(
            f"no reader can be loaded ({error}); install legation anew, then run `legation doctor`"
        ) from error
    return reader


def load_documents(paths: tuple[str, ...], max_bytes: int | None) -> Iterator[Document | Failure]:
    """Documents and failures of the paths; `-` is standard input."""
    from legation.documents import MAX_BYTES, read_documents

    stdin = sys.stdin.buffer if "-" in paths else None
    return read_documents(paths, stdin, max_bytes=max_bytes or MAX_BYTES)


def origin_of(reader: Reader) -> str:
    """Name and version of a reader, as rows carry them."""
    return reader.version if "@" in reader.version else f"{reader.name}@{reader.version}"


@click.command("read")
@click.argument("paths", nargs=-1, required=True)
@click.option("--into", required=True, help="The dossier; it is made if need be.")
@click.option("--resume", is_flag=True, help="Go on with a run: the dossier must exist already.")
@click.option(
    "--max-bytes", type=click.IntRange(min=1), help="Refuse inputs larger than this [20 MB]."
)
@click.option(
    "--fast", is_flag=True, help="Rules alone, without the encoder: faster, less often right."
)
@with_output
def command(
    output: Output,
    paths: tuple[str, ...],
    into: str,
    resume: bool,
    max_bytes: int | None,
    fast: bool,
) -> None:
    """\b
    Examples:
      legation read articles/ --into venezuela.duckdb
      legation read front.html feed.jsonl - --into venezuela.duckdb < wire.txt
      legation read articles/ --into venezuela.duckdb --resume --json

    Read text, Markdown, HTML, JSON lines and CSV files, folders of them, or standard input (-)
    into a dossier.

    What the same reader has read already is skipped, so a run that was stopped goes on where it
    was; a new version of the reader reads everything again. An input that cannot be read is listed
    with its reason, the others go on, and the exit code is 3.
    """
    from legation.dossier import Dossier, Run
    from legation.dossier.store import Paths

    if resume and not Paths.of(into).parts.is_dir():
        raise UsageError(f"there is no dossier {into} to go on with; leave out --resume")
    reader = load_reader(fast)
    run = Run(origin_of(reader), f"read {' '.join(paths)} --into {into}")
    started = monotonic()
    with Dossier.open(into, write=True) as dossier, dossier.writer(run) as writer:
        sentences = _read(output, reader, load_documents(paths, max_bytes), writer)
    _report(output, writer, sentences, monotonic() - started)
    if writer.failures:
        click.get_current_context().exit(3)


def _read(
    output: Output, reader: Reader, inputs: Iterator[Document | Failure], writer: Writer
) -> int:
    """Read what has to be read; returns the number of sentences."""
    sentences = 0
    with _progress(output) as bar:
        meter = _Meter(bar, writer)
        for reading in reader.read(_to_read(inputs, writer, meter), writer.fail):
            writer.put(reading, strict=False)
            sentences += len(reading.sentences)
            meter.show(sentences)
        meter.show(sentences)
    return sentences


def _to_read(
    inputs: Iterator[Document | Failure], writer: Writer, meter: _Meter
) -> Iterator[Document]:
    for item in inputs:
        if isinstance(item, Failure):
            writer.fail(item)
        elif not writer.skips(item) and not writer.refuses(item):
            yield item
        meter.show()


def _progress(output: Output) -> AbstractContextManager[Progress | None]:
    if output.quiet:
        return nullcontext()
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        BarColumn(),
        TextColumn("{task.completed} documents"),
        TextColumn("{task.fields[rate]:.0f} sentences/s"),
        TextColumn("{task.fields[failures]} failures"),
        TimeElapsedColumn(),
        console=console(err=True),
    )


class _Meter:
    """Shows how far a run is; shows nothing without a bar."""

    def __init__(self, bar: Progress | None, writer: Writer) -> None:
        self._bar = bar
        self._writer = writer
        self._started = monotonic()
        self._sentences = 0
        self._task: TaskID | None = None
        if bar is not None:
            self._task = bar.add_task("read", total=None, rate=0.0, failures=0)

    def show(self, sentences: int | None = None) -> None:
        if self._bar is None or self._task is None:
            return
        self._sentences = self._sentences if sentences is None else sentences
        tally = self._writer.tally
        self._bar.update(
            self._task,
            completed=tally.added + tally.replaced + tally.unchanged,
            rate=self._sentences / max(monotonic() - self._started, 0.001),
            failures=tally.failed,
        )


def _report(output: Output, writer: Writer, sentences: int, seconds: float) -> None:
    tally = writer.tally
    summary: dict[str, Any] = {
        "added": tally.added,
        "replaced": tally.replaced,
        "unchanged": tally.unchanged,
        "failed": tally.failed,
        "sentences": sentences,
        "seconds": round(seconds, 3),
    }
    for failure in writer.failures:
        if output.json:
            output.record({"failure": {"path": failure.path, "reason": failure.reason}})
        else:
            write(f"failed: {failure.path}: {failure.reason}", err=True)
    if output.json:
        output.record({"summary": summary})
    elif not output.quiet:
        output.text(
            f"{tally.added} documents added, {tally.replaced} read anew, "
            f"{tally.unchanged} unchanged, {tally.failed} failed; "
            f"{sentences} sentences in {seconds:.1f} s"
        )
