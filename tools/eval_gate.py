"""The accuracy gate: read what is annotated, score it, and compare with the pinned floors.

    python tools/eval_gate.py [--raise] [--digest] [--report FILE] [--write-docs]

Scored are the annotated articles of corpus/gold (dev and test have floors, train is only shown)
and, where a folder of outside material lies beside the project (--beside), the seed articles in
both scripts and Zero-Shot-PLOVER's training sentences, by that folder's own scorers; without it
the gate says so and judges the rest.

Floors stand in corpus/gold/floors.json and only rise: a figure below its floor fails (exit 1);
`--raise` writes better figures into the file. corpus/gold/DIGEST pins the annotated articles: the
gate fails when they are not those, so that no annotation changes unnoticed; `--digest` pins anew.
Other articles have other figures: floors of articles that were not the same are dropped then, and
`--raise` with it sets new ones.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation import Dossier  # noqa: E402
from legation.documents import document_from_text  # noqa: E402
from legation.evaluation.articles import digest, documents_of, load  # noqa: E402
from legation.evaluation.markdown import (  # noqa: E402
    language_table,
    main_table,
    number,
    status_table,
    table,
    type_table,
)
from legation.evaluation.report import Report  # noqa: E402
from legation.evaluation.score import evaluate  # noqa: E402
from legation.exports.jsonl import export_jsonl  # noqa: E402
from legation.language.script import fold  # noqa: E402
from legation.model.document import Document  # noqa: E402
from legation.reading import default_reader  # noqa: E402

GOLD: Final = ROOT / "corpus" / "gold"
FLOORS: Final = GOLD / "floors.json"
DIGEST: Final = GOLD / "DIGEST"
HELD_BACK: Final = "held back"
PAGE: Final = ROOT / "docs" / "accuracy.md"
MARKS: Final = ("<!-- figures -->", "<!-- end of figures -->")

FIGURES: Final = {
    "mentions overlap F1": ("mentions", "mentions"),
    "mentions actor": ("mention actor", "mentions:actor"),
    "events type F1": ("type", "type"),
    "events dyad F1": ("dyad", "dyad"),
    "events strict F1": ("strict", "strict"),
    "events status": ("status", "status"),
    "events date compatible": ("date compatible", "date_compatible"),
    "events attribution": ("attribution", "attribution"),
    "claims cue F1": ("claims", "claims"),
}
"""Name in the table, in the project's report, in the outside scorer's."""

RECORD_FIGURES: Final = {
    "claims speaker": "claims:speaker",
    "claims form": "claims:form",
    "ties F1, same countries": "ties_loose",
    "ties F1, with channel": "ties",
    "ties value": "ties:value",
    "causes F1": "causes",
    "causes layer": "causes:layer",
    "scenarios F1": "scenarios",
}
"""Name in the table, in the outside scorer's; only the seeds have these annotated."""

SENTENCE_FIGURES: Final = {
    "first event's type": "first_accuracy",
    "type of the event between the marked parties": "given_accuracy",
    "type among all events": "any",
    "any event": "coded",
    "both parties in one event": "dyad",
    "parties and type in one event": "chain_recall",
}
"""Name in the table, in the outside scorer's report."""

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by set and name; `floored` sets fail below their floors."""

    values: dict[str, Values]
    reports: dict[str, Report]
    floored: frozenset[str]


def articles() -> dict[str, Report]:
    """A report for each split of the annotated articles."""
    loaded = load(GOLD / "articles")
    for failure in loaded.failures:
        sys.exit(f"gate: {failure.path}: {failure.reason}")
    readings = {r.document.id: r for r in default_reader().read(documents_of(loaded.articles))}
    groups = {split: loaded.split(split) for split in loaded.splits}
    groups[HELD_BACK] = tuple(a for a in loaded.articles if "held-back" in a.metadata)
    return {
        name: evaluate(chosen, [readings[article.id] for article in chosen])
        for name, chosen in groups.items()
        if chosen
    }


def outside(command: list[str], folder: Path) -> dict[str, Any]:
    """What a scorer of the outside folder writes as JSON."""
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def exported(documents: list[Document], work: Path, name: str) -> str:
    """Read documents and export the dossier; the folder of the export."""
    with Dossier.open(work / f"{name}.duckdb", write=True) as dossier:
        dossier.add(default_reader().read(documents))
    with Dossier.open(work / f"{name}.duckdb") as dossier:
        export_jsonl(dossier, work / name)
    return str(work / name)


def seeds(beside: Path, work: Path) -> Iterator[tuple[str, Values]]:
    """Figures of the seed articles, as they are and in Simplified characters (same offsets)."""
    for name, simplified in (("seeds", False), ("seeds-hans", True)):
        documents = []
        for path in sorted((beside / "seeds").glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            text = fold(text) if simplified else text
            documents.append(document_from_text(text, id=path.stem, path=path.name))
        found = exported(documents, work, name)
        gold = str(beside / "gold" / "seeds")
        figures = outside(["score.py", gold, found, "--json"], beside / "eval")["figures"]
        yield (
            name,
            {key: figures.get(theirs, {}).get("f1") or 0.0 for key, (_, theirs) in FIGURES.items()},
        )
        yield (
            f"{name}, records",
            {k: figures.get(theirs, {}).get("f1") or 0.0 for k, theirs in RECORD_FIGURES.items()},
        )


def sentences(beside: Path, source: Path, work: Path) -> Values:
    """Figures of the sentences of Zero-Shot-PLOVER."""
    texts = work / "texts.jsonl"
    subprocess.run(
        [sys.executable, "plv.py", "texts", str(source), str(texts)],
        cwd=beside / "eval",
        check=True,
        capture_output=True,
    )
    rows = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    documents = [document_from_text(row["text"], id=row["id"], language="en") for row in rows]
    found = exported(documents, work, "sentences")
    figures = outside(["plv.py", "score", str(source), found, "--json"], beside / "eval")
    return {key: figures[theirs] for key, theirs in SENTENCE_FIGURES.items()}


def measure(beside: Path) -> Measured:
    """Everything that can be scored here."""
    reports = articles()
    values = {
        split: {key: report.figure(ours).f1 or 0.0 for key, (ours, _) in FIGURES.items()}
        for split, report in reports.items()
    }
    if not (beside / "eval" / "score.py").exists():
        print("gate: no outside material beside the project; the annotated articles alone")
        return Measured(values, reports, frozenset(values) - {"train"})
    with tempfile.TemporaryDirectory() as folder:
        values |= dict(seeds(beside, Path(folder)))
        source = beside / "gold" / "plv_train.tsv"
        if source.exists():
            values["sentences"] = sentences(beside, source, Path(folder))
    return Measured(values, reports, frozenset(values) - {"train"})


def compared(measured: Measured, floors: Mapping[str, Values]) -> int:
    """Print every figure with its floor; how many are below theirs."""
    failed = 0
    for figures in (FIGURES, RECORD_FIGURES, SENTENCE_FIGURES):
        names = [n for n, values in measured.values.items() if values.keys() <= figures.keys()]
        if not names:
            continue
        print(f"{'':45}" + "".join(f"{name:>12}{'floor':>7}" for name in names))
        for figure in figures:
            row = f"{figure:45}"
            for name in names:
                value = measured.values[name][figure]
                floor = floors.get(name, {}).get(figure) if name in measured.floored else None
                low = floor is not None and value < floor
                failed += low
                row += f"{value:11.3f}{'!' if low else ' '}{number(floor):>7}"
            print(row)
    return failed


def lifted(measured: Measured, floors: dict[str, Values]) -> None:
    """Write the floors, none of them lower than before."""
    for name in measured.floored:
        kept = floors.setdefault(name, {})
        for figure, value in measured.values[name].items():
            kept[figure] = max(kept.get(figure, 0.0), int(value * 1000) / 1000)
    written(floors)


def written(floors: Mapping[str, Values]) -> None:
    """Write the file of floors."""
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def pin(floors: dict[str, Values]) -> None:
    """Pin the articles as they are; floors measured on others hold no longer."""
    line = f"{digest(GOLD)}  corpus/gold\n"
    if not DIGEST.exists() or DIGEST.read_text(encoding="utf-8") != line:
        for name in (*load(GOLD / "articles").splits, HELD_BACK):
            floors.pop(name, None)
        written(floors)
        DIGEST.write_text(line, encoding="utf-8")


def pinned() -> bool:
    """Whether the annotated articles are those that DIGEST pins; says so if not."""
    found = digest(GOLD)
    wanted = DIGEST.read_text(encoding="utf-8").split()[:1] if DIGEST.exists() else []
    if wanted == [found]:
        return True
    print(
        f"gate: the annotated articles have changed: {found[:12]}…, pinned is "
        f"{(wanted or ['nothing'])[0][:12]}…; look through the changes, then run "
        "`python tools/eval_gate.py --digest`"
    )
    return False


def tables(measured: Measured) -> str:
    """The figures for docs/accuracy.md."""
    names = [n for n, values in measured.values.items() if values.keys() <= FIGURES.keys()]
    rows = [[key, *(number(measured.values[name][key]) for name in names)] for key in FIGURES]
    parts = ["### All sets", table(["", *names], rows)]
    names = [n for n, values in measured.values.items() if values.keys() <= RECORD_FIGURES.keys()]
    if names:
        rows = [[key, *(number(measured.values[n][key]) for n in names)] for key in RECORD_FIGURES]
        parts += ["### Claims, ties, causes, scenarios", table(["", *names], rows)]
    if "sentences" in measured.values:
        rows = [[key, number(value)] for key, value in measured.values["sentences"].items()]
        parts += [
            "### Zero-Shot-PLOVER's training sentences",
            table(["share of records", ""], rows),
        ]
    for name in ("dev", "test", HELD_BACK):
        report = measured.reports.get(name)
        if report is None:
            continue
        parts += [f"### Annotated articles, {name}", main_table(report), language_table(report)]
        if name == "dev":
            parts += [type_table(report), status_table(report)]
    return "\n\n".join(parts)


def full_report(measured: Measured) -> str:
    """Every table of every split; no faults of test, so that nobody mends them one by one."""
    parts = [
        f"## {name}\n\n{report.to_markdown(faults=name in ('train', 'dev'))}"
        for name, report in measured.reports.items()
    ]
    return "# Accuracy\n\n" + "\n".join(parts)


def write_page(measured: Measured) -> None:
    """Put the tables between the marks of docs/accuracy.md."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(MARKS[0])
    _, found, tail = rest.partition(MARKS[1])
    if not found:
        sys.exit(f"gate: {PAGE} lacks the marks {MARKS[0]} and {MARKS[1]}")
    text = f"{head}{MARKS[0]}\n\n{tables(measured)}\n\n{MARKS[1]}{tail}"
    PAGE.write_text(text, encoding="utf-8")


def options() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--beside", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors")
    parser.add_argument("--digest", action="store_true", help="pin the articles as they are")
    parser.add_argument("--report", type=Path, help="write all tables and faults to this file")
    parser.add_argument("--write-docs", action="store_true", help="fill docs/accuracy.md")
    return parser.parse_args()


def main() -> int:
    """Measure, print, compare; 1 where a figure or the articles are not as pinned."""
    chosen = options()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if chosen.digest:
        pin(floors)
    same = pinned()
    measured = measure(chosen.beside)
    failed = compared(measured, floors)
    if chosen.lift and not failed:
        lifted(measured, floors)
    if chosen.report:
        chosen.report.write_text(full_report(measured), encoding="utf-8")
    if chosen.write_docs:
        write_page(measured)
    print(f"gate: {failed} figures below their floor" if failed else "gate: all floors hold")
    if not same:
        print("gate: failed, since the articles are not those that are pinned (see above)")
    return 1 if failed or not same else 0


if __name__ == "__main__":
    raise SystemExit(main())
