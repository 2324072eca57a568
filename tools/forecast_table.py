"""Score the forecasters on known processes and on the sample corpus.

    python tools/forecast_table.py [--write | --check] [--dossier SAMPLE.duckdb]

The processes are generated from a seed, so that it is known what each forecaster can know of them.
The series of the sample corpus are those of its most frequent pairs; without --dossier it is read
anew. Figures stand between the two marks of docs/situation/forecasts.md, rounded so that another
machine gives the same.

Exit code 5: with --check, the page has other figures.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation.dossier import Dossier  # noqa: E402
from legation.errors import UsageError  # noqa: E402
from legation.situation.forecasts import Record, Score, score_forecasters  # noqa: E402
from legation.situation.scores import Skill  # noqa: E402
from legation.situation.series_of_weeks import (  # noqa: E402
    WEEK,
    Measure,
    Week,
    WeekSeries,
    series_of_weeks,
)

PAGE: Final = ROOT / "docs" / "situation" / "forecasts.md"
SAMPLE: Final = ROOT / "corpus" / "sample"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
WEEKS: Final = 260
SEED: Final = 6
PAIRS: Final = 5
_BETTER: Final = "better than both baselines"

Values = list[float | None]
Make = Callable[[np.random.Generator, int], Values]


@dataclass(frozen=True)
class Process:
    """A way by which weeks come about, and what is known of it beforehand."""

    name: str
    about: str
    measure: Measure
    make: Make


def steady(random: np.random.Generator, weeks: int) -> Values:
    """Poisson counts about one mean."""
    return [float(n) for n in random.poisson(3, weeks)]


def bursts(random: np.random.Generator, weeks: int) -> Values:
    """Counts that vary much more than chance, each week for itself."""
    return [float(n) for n in random.poisson(4 * random.gamma(0.8, 1 / 0.8, weeks))]


def rare(random: np.random.Generator, weeks: int) -> Values:
    """A happening in one week of six."""
    return [float(n) for n in random.poisson(0.18, weeks)]


def answering(random: np.random.Generator, weeks: int) -> Values:
    """Counts that answer to those of the week before and go back to a mean of 6."""
    found: Values = []
    mean = 6.0
    for _ in range(weeks):
        count = float(random.poisson(mean * random.gamma(8, 1 / 8)))
        found.append(count)
        mean = 6 * 0.3 + 0.7 * (0.9 * count + 0.1 * mean)
    return found


def drifting(random: np.random.Generator, weeks: int) -> Values:
    """Counts about a mean that wanders and never comes back."""
    means = np.exp(1.5 + np.cumsum(random.normal(0, 0.08, weeks)))
    return [float(n) for n in random.poisson(means)]


def broken(random: np.random.Generator, weeks: int) -> Values:
    """Counts about 2 that from the middle on are about 9."""
    half = weeks // 2
    return [float(n) for n in random.poisson([2.0] * half + [9.0] * (weeks - half))]


def moods(random: np.random.Generator, weeks: int) -> Values:
    """Intensity that keeps 0.7 of its departure from -2; a tenth of the weeks has none."""
    found: Values = []
    level = -2.0
    for _ in range(weeks):
        level = -2 + 0.7 * (level + 2) + float(random.normal(0, 1.2))
        found.append(None if random.random() < 0.1 else max(-10.0, min(10.0, level)))
    return found


def moodless(random: np.random.Generator, weeks: int) -> Values:
    """Intensity that is drawn anew each week."""
    return [float(x) for x in np.clip(random.normal(-1, 2, weeks), -10, 10)]


PROCESSES: Final = (
    Process("steady", "Poisson about 3; nothing to be learned but the mean", "happenings", steady),
    Process("bursts", "far more spread than Poisson; no memory", "happenings", bursts),
    Process("rare", "one happening in six weeks; no memory", "happenings", rare),
    Process("answering", "answers to last week, returns to 6", "happenings", answering),
    Process("drifting", "the mean wanders and does not return", "happenings", drifting),
    Process("broken", "about 2, from the middle on about 9", "happenings", broken),
    Process("moods", "keeps 0.7 of a departure from -2; gaps", "intensity", moods),
    Process("moodless", "drawn anew each week about -1", "intensity", moodless),
)


def generated(process: Process, seed: int = SEED, weeks: int = WEEKS) -> WeekSeries:
    """The series that a process gives; its stream is its own."""
    number = [seed, *process.name.encode()]
    values = process.make(np.random.default_rng(np.random.SeedSequence(number)), weeks)
    first = date(2020, 1, 6)
    found = []
    for at, value in enumerate(values):
        count = int(value or 0) if process.measure == "happenings" else int(value is not None)
        size = value if process.measure == "intensity" else None
        found.append(Week(first + WEEK * at, count, count, size, 1, ()))
    return WeekSeries(process.name, "generated", tuple(found), 0, 0, 0, ())


def rows_of(record: Record) -> Iterator[str]:
    """A row of the table for each model and distance."""
    by_place = {(score.ahead, score.method): score for score in record.scores}
    for score in record.scores:
        if score.role == "baseline":
            continue
        recent, average = (
            by_place[score.ahead, name].crps for name in ("last 26 weeks", "moving average")
        )
        cells = (
            *(record.series.actor, str(score.ahead), f"{recent:.2f}", f"{average:.2f}"),
            *(score.method, f"{score.crps:.2f}"),
            *(_skill(score.skill_recent), _skill(score.skill_average), _verdict(score)),
        )
        yield f"| {' | '.join(cells)} |"


def _verdict(score: Score) -> str:
    return f"**{score.verdict}**" if score.verdict == _BETTER else score.verdict


def _skill(found: Skill | None) -> str:
    if found is None or found.value is None:
        return "–"
    if found.low is None or found.high is None:
        return f"{found.value:+.0%}"
    return f"{found.value:+.0%} ({found.low:+.0%} to {found.high:+.0%})"


def on_processes() -> str:
    """What the processes are, and the table of scores."""
    records = [score_forecasters(generated(one), one.measure, seed=SEED) for one in PROCESSES]
    models = [score for one in records for score in one.scores if score.role == "model"]
    better = sum(score.verdict == _BETTER for score in models)
    return "\n".join(
        [
            f"{WEEKS} weeks of each process, seed {SEED}:",
            "",
            *(f"- *{one.name}* ({one.measure}): {one.about}" for one in PROCESSES),
            "",
            "| series | weeks ahead | last 26 weeks | moving average | model | its CRPS "
            "| against last 26 weeks | against moving average | verdict |",
            "|---|---|---|---|---|---|---|---|---|",
            *(row for record in records for row in rows_of(record)),
            "",
            f"{better} of {len(models)} rows beat both baselines.",
        ]
    )


def on_dossier(path: Path) -> str:
    """The pairs with most happenings in a dossier: their series, and their scores or why none."""
    from legation.analysis.dyads import top_dyads

    with Dossier.open(path) as dossier:
        pairs = [(row["actor"], row["recipient"]) for row in top_dyads(dossier, PAIRS)]
        found = [series_of_weeks(dossier, *pair) for pair in pairs]
    return "\n".join(
        [
            "| pair | weeks | happenings in them | coarser | undated | outside "
            "| weeks without an article | what can be said |",
            "|---|---|---|---|---|---|---|---|",
            *map(_series_row, found),
        ]
    )


def _series_row(series: WeekSeries) -> str:
    bare = sum(not week.articles for week in series.weeks)
    numbers = (len(series.weeks), int(series.counts.sum()), series.coarser, series.undated)
    cells = (*map(str, numbers), str(series.outside), str(bare), _said(series))
    return f"| {series.actor}:{series.recipient} | {' | '.join(cells)} |"


def _said(series: WeekSeries) -> str:
    try:
        record = score_forecasters(series, seed=SEED)
    except UsageError as error:
        return f"refused: {error}"
    return ", ".join(
        f"{score.method} at {score.ahead}: {score.verdict}"
        for score in record.scores
        if score.role == "model"
    )


def read_sample(folder: Path) -> Path:
    """The sample corpus, read into a dossier in `folder`."""
    from click.testing import CliRunner

    from legation.cli.app import app

    path = folder / "sample.duckdb"
    CliRunner().invoke(app, ["read", str(SAMPLE), "--into", str(path), "--quiet"])
    return path


def figures(dossier: Path | None) -> str:
    """Everything that stands between the marks."""
    with tempfile.TemporaryDirectory() as folder:
        own = on_dossier(dossier or read_sample(Path(folder)))
    return (
        f"### Generated series · 生成序列\n\n{on_processes()}\n\n"
        f"### The sample corpus · 樣本語料\n\n{own}"
    )


def placed(page: str, made: str) -> str:
    """The page with `made` between its marks.

    Raises:
        UsageError: the page lacks a mark.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise UsageError(f"{PAGE} lacks {BEGIN} or {END}; put both where the figures belong")
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


def main(arguments: Iterable[str] | None = None) -> int:
    """Print, write or compare the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write them into the page")
    parser.add_argument("--check", action="store_true", help="compare them with the page")
    parser.add_argument("--dossier", type=Path, help="the sample corpus as it was read already")
    options = parser.parse_args(None if arguments is None else list(arguments))
    made = figures(options.dossier)
    if not options.write and not options.check:
        print(made)
        return 0
    page = PAGE.read_text(encoding="utf-8")
    new = placed(page, made)
    if options.check:
        if new != page:
            sys.stderr.write(f"{PAGE} has other figures; run tools/forecast_table.py --write\n")
        return 5 if new != page else 0
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
