"""How right the folds are: reads the gold of happenings, folds it, and counts pairs of reports.

    python tools/fold_report.py [--half dev|test] [--faults]

Half dev may be looked at as you like; of half test look at the figures only. A report of the gold
is found if the reader has an event whose words overlap it. Figures on "all" count a report that
the reader missed as folded with none, those on "found" leave it out; `share` is that of wrong pairs
among those joined. `--faults` lists, for half dev, what was joined wrongly and what was not joined.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from legation.analysis.alike import Report
from legation.analysis.folding import Happening, fold_reports
from legation.analysis.reports import read_reports

GOLD = Path(__file__).resolve().parents[1] / "corpus" / "gold" / "happenings"
FILES = ("taiwan", "hong-kong", "mainland", "english")
HALVES = ("dev", "test")
_MARK = re.compile(r"\{([a-z0-9-]+):([^{}]+)\}")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (exclusive) of `article` tell of `happening`."""

    article: str
    happening: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the gold, its text without the marks. `published` is a day in ISO 8601."""

    id: str
    outlet: str
    published: str
    language: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over pairs of reports; `lost` counts pairs of one happening with a missed report."""

    right: int
    wrong: int
    parted: int
    lost: int

    @property
    def precision(self) -> float | None:
        """Share of joined pairs that are of one happening; None where none was joined."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Share of pairs of one happening that were joined, among reports that were found."""
        return _share(self.right, self.right + self.parted)

    @property
    def recall_all(self) -> float | None:
        """The same among all reports of the gold."""
        return _share(self.right, self.right + self.parted + self.lost)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, on reports that were found."""
        return _mean(self.precision, self.recall)

    @property
    def f1_all(self) -> float | None:
        """The same on all reports of the gold."""
        return _mean(self.precision, self.recall_all)

    @property
    def wrong_merges(self) -> float | None:
        """Share of joined pairs that are of two happenings."""
        return _share(self.wrong, self.right + self.wrong)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Reports of one half: the happening each is of, and where the folding put it.

    Both maps go from marks; a missed report has no place. `languages` is zh or en by article.
    """

    marks: tuple[Mark, ...]
    places: Mapping[Mark, str]
    languages: Mapping[str, str]


def load_splits(folder: Path = GOLD) -> dict[str, str]:
    """For each happening the half it is in: dev or test."""
    stories = tomllib.loads((folder / "happenings.toml").read_text(encoding="utf-8"))
    return {
        happening: story["split"]
        for story in stories.values()
        for happening in story
        if happening != "split"
    }


def load_articles(folder: Path = GOLD) -> list[Article]:
    """All articles, with ids such as taiwan-012."""
    found = []
    for name in FILES:
        data = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for number, item in enumerate(data["article"], 1):
            found.append(_article(f"{name}-{number:03d}", data["language"], item))
    return found


def read_gold(articles: Sequence[Article], into: Path) -> list[Report]:
    """Read the articles with the installed reader into the dossier `into`."""
    from legation import read
    from legation.dossier import Dossier

    feed = into.with_suffix(".jsonl")
    with feed.open("w", encoding="utf-8") as lines:
        for article in articles:
            row = {
                name: getattr(article, name)
                for name in ("id", "outlet", "published", "language", "text")
            }
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    outcome = read(feed, into)
    if outcome.failures or outcome.added != len(articles):
        sys.exit(f"{len(articles)} articles, {outcome.added} read: {outcome.failures}")
    with Dossier.open(into) as dossier:
        return read_reports(dossier)


def outcome(
    articles: Sequence[Article],
    reports: Sequence[Report],
    happenings: Sequence[Happening],
    half: str,
) -> Outcome:
    """Where the folding put the reports of one half of the gold."""
    splits = load_splits()
    group = {member.key: item.id for item in happenings for member in item.members}
    by_article = defaultdict(list)
    for report in reports:
        by_article[report.key[0]].append(report)
    marks: list[Mark] = []
    places: dict[Mark, str] = {}
    for article in articles:
        for mark in article.marks:
            if splits[mark.happening] != half:
                continue
            marks.append(mark)
            found = _overlapping(mark, by_article[article.id])
            if found is not None:
                places[mark] = group.get(found.key, "/".join(found.key))
    languages = {article.id: article.language.split("-")[0] for article in articles}
    return Outcome(tuple(marks), places, languages)


def figures(found: Outcome, kind: str = "all") -> Figures:
    """Figures over all pairs, or those of one language (`within`) or of two (`across`)."""
    counts: Counter[str] = Counter()
    for one, other, label in _pairs(found):
        crossing = found.languages[one.article] != found.languages[other.article]
        if kind == "all" or (kind == "across") == crossing:
            counts[label] += 1
    return Figures(counts["right"], counts["wrong"], counts["parted"], counts["lost"])


def b_cubed(found: Outcome) -> tuple[float, float]:
    """B-cubed precision and recall over the reports that were found."""
    gold: dict[str, set[Mark]] = defaultdict(set)
    made: dict[str, set[Mark]] = defaultdict(set)
    for mark, place in found.places.items():
        gold[mark.happening].add(mark)
        made[place].add(mark)
    overlaps = [
        (len(gold[mark.happening] & made[place]), len(made[place]), len(gold[mark.happening]))
        for mark, place in found.places.items()
    ]
    count = max(len(overlaps), 1)
    return (
        sum(common / size for common, size, _ in overlaps) / count,
        sum(common / size for common, _, size in overlaps) / count,
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--faults", action="store_true")
    asked = parser.parse_args()
    articles = load_articles()
    with tempfile.TemporaryDirectory() as folder:
        reports = read_gold(articles, Path(folder) / "gold.duckdb")
    happenings = fold_reports(reports)
    for half in [asked.half] if asked.half else HALVES:
        _print(half, outcome(articles, reports, happenings, half))
    if asked.faults:
        _print_faults(articles, outcome(articles, reports, happenings, "dev"))


def _article(name: str, language: str, item: Mapping[str, str]) -> Article:
    text, marks, last = "", [], 0
    for mark in _MARK.finditer(item["text"]):
        text += item["text"][last : mark.start()]
        marks.append(Mark(name, mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        last = mark.end()
    text += item["text"][last:]
    return Article(name, item["outlet"], item["published"], language, text, tuple(marks))


def _overlapping(mark: Mark, reports: Sequence[Report]) -> Report | None:
    """The first report whose trigger overlaps the mark."""
    for report in reports:
        if report.start < mark.end and report.start + len(report.trigger) > mark.start:
            return report
    return None


def _pairs(found: Outcome) -> Iterator[tuple[Mark, Mark, str]]:
    for one, other in combinations(found.marks, 2):
        same = one.happening == other.happening
        if one not in found.places or other not in found.places:
            if same:
                yield one, other, "lost"
            continue
        joined = found.places[one] == found.places[other]
        if same or joined:
            label = "right" if same and joined else "wrong" if joined else "parted"
            yield one, other, label


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(one: float | None, other: float | None) -> float | None:
    if not one or not other:
        return None
    return 2 * one * other / (one + other)


def _print(half: str, found: Outcome) -> None:
    happenings = len({mark.happening for mark in found.marks})
    print(
        f"{half}: {len(found.marks)} reports of {happenings} happenings, "
        f"{len(found.places)} found by the reader"
    )
    head = ("pairs", "joined", "wrong", "share", "P", "R found", "F1 found", "R all", "F1 all")
    print("  " + "".join(f"{name:>16}" if name == "pairs" else f"{name:>10}" for name in head))
    for kind in ("all", "within", "across"):
        made = figures(found, kind)
        row = (
            made.wrong_merges,
            made.precision,
            made.recall,
            made.f1,
            made.recall_all,
            made.f1_all,
        )
        shown = "".join(f"{'–' if value is None else f'{value:.3f}':>10}" for value in row)
        print(f"  {kind:>16}{made.right + made.wrong:>10}{made.wrong:>10}{shown}")
    precision, recall = b_cubed(found)
    print(f"  B-cubed on found: precision {precision:.3f}, recall {recall:.3f}")


def _print_faults(articles: Sequence[Article], found: Outcome) -> None:
    texts = {article.id: article.text for article in articles}

    def say(mark: Mark) -> str:
        words = texts[mark.article][mark.start : mark.end]
        return f"{mark.article} {words} ({mark.happening})"

    for mark in found.marks:
        if mark not in found.places:
            print(f"missed by the reader: {say(mark)}")
    for one, other, label in _pairs(found):
        if label in ("wrong", "parted"):
            print(f"{label}: {say(one)} | {say(other)}")


if __name__ == "__main__":
    main()
