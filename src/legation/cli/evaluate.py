"""legation evaluate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli import read as inputs
from legation.cli.output import Output, with_output, write
from legation.errors import UsageError
from legation.model.document import Failure

if TYPE_CHECKING:
    from legation.evaluation.articles import Loaded
    from legation.evaluation.goldtext import GoldArticle
    from legation.evaluation.report import Report
    from legation.model.reading import Reading


@click.command("evaluate")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--split", help="Only the articles of this split, such as dev.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="A second annotation of the same articles, to measure instead of a reading.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Count only events that are at least so likely right: dearer to miss, or to be wrong?",
)
@click.option("--fast", is_flag=True, help="Read with rules alone, without the encoder.")
@with_output
def command(
    output: Output,
    gold: Path,
    split: str | None,
    against: Path | None,
    min_confidence: float | None,
    fast: bool,
) -> None:
    """\b
    Examples:
      legation evaluate corpus/gold/articles --split dev
      legation evaluate corpus/gold/articles --json > figures.json
      legation evaluate corrected/ --quiet > report.md
      legation evaluate corpus/gold/articles --split dev --min-confidence 0.7
      legation evaluate corpus/gold/articles --against corpus/gold/second

    Read the text of annotated articles (*.gold) and say how right the reading is: figures with
    intervals, by language, type and status, and the most frequent faults, in Markdown.

    A file that cannot be read is listed with its line, the others go on, and the exit code is 3.
    """
    from legation.evaluation.agreement import readings_of
    from legation.evaluation.articles import documents_of, load
    from legation.evaluation.score import evaluate

    if not gold.exists():
        raise UsageError(f"there is no {gold}; name a *.gold file or a folder that holds some")
    loaded = load(gold)
    if not loaded.articles and not loaded.failures:
        raise UsageError(
            f"no *.gold files in {gold}; `legation annotate` makes some from any articles"
        )
    for failure in loaded.failures:
        failed(output, failure)
    articles = _chosen(loaded, split)
    if against is not None:
        pairs = list(readings_of(articles, _second(output, against)))
        report = evaluate([first for first, _ in pairs], [reading for _, reading in pairs])
        _show(output, report)
    elif articles:
        reader = inputs.load_reader(fast)
        readings = reader.read(documents_of(articles))
        report = evaluate(articles, (_sure(one, min_confidence) for one in readings))
        _show(output, report)
    if loaded.failures:
        click.get_current_context().exit(3)


def _sure(reading: Reading, least: float | None) -> Reading:
    """A reading without the events that are less likely right than `least`."""
    if least is None:
        return reading
    sure = (one for one in reading.events if one.confidence is None or one.confidence >= least)
    return replace(reading, events=tuple(sure))


def _second(output: Output, folder: Path) -> tuple[GoldArticle, ...]:
    """The articles of a second annotation; files that cannot be read are listed."""
    from legation.evaluation.articles import load

    loaded = load(folder)
    for failure in loaded.failures:
        failed(output, failure)
    if not loaded.articles:
        raise UsageError(f"no annotated articles in {folder}")
    return loaded.articles


def _show(output: Output, report: Report) -> None:
    if output.json:
        output.record(report.to_json())
    output.text(report.to_markdown().rstrip())


def _chosen(loaded: Loaded, split: str | None) -> tuple[GoldArticle, ...]:
    """The articles of the split; a split that has none is an error unless nothing was loaded."""
    articles = loaded.split(split)
    if loaded.articles and not articles:
        raise UsageError(f"no article of split {split!r}; there are {', '.join(loaded.splits)}")
    return articles


def failed(output: Output, failure: Failure) -> None:
    """List an input that could not be used, with its reason."""
    if output.json:
        output.record({"failure": {"path": failure.path, "reason": failure.reason}})
    else:
        write(f"failed: {failure.path}: {failure.reason}", err=True)
