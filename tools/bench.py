"""Speed, memory and start-up of both readers on one core; writes docs/performance.md.

    python tools/bench.py [--write]

The texts are the sample corpus, repeated under new ids until there are enough sentences: the
same words again and again flatter no cache, since readers keep none across documents.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "sample"
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"


def pin_to_one_core() -> None:
    """Keep this process on one core where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measure(language: str, sentences: int, fast: bool) -> dict[str, float | str | dict[str, float]]:
    """Figures of one reader and language in this process: speed, share of each stage, memory."""
    started = time.perf_counter()
    from legation.documents import read_documents
    from legation.model.document import Document
    from legation.model.reading import Draft
    from legation.reading import default_reader, fast_reader

    reader = fast_reader() if fast else default_reader()
    documents = [d for d in read_documents([SAMPLE]) if isinstance(d, Document)]
    wanted = [d for d in documents if (d.languages[:1] == ("en",)) == (language == "en")]
    next(iter(reader.read(wanted[:1])))
    first = time.perf_counter() - started
    spent = dict.fromkeys((stage.name for stage in reader.stages), 0.0)
    done = rounds = 0
    begun = time.perf_counter()
    while done < sentences:
        drafts = [Draft(replace(d, id=f"{d.id}-{rounds}")) for d in wanted]
        for stage in reader.stages:
            at = time.perf_counter()
            stage.run(drafts)
            spent[stage.name] += time.perf_counter() - at
        done += sum(len(draft.sentences) for draft in drafts)
        rounds += 1
    total = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "language": f"{language}, --fast" if fast else language,
        "sentences": done,
        "per_second": done / total,
        "first_sentence_s": first,
        "peak_mb": peak,
        "share": {name: seconds / total for name, seconds in spent.items()},
    }


def table(rows: Iterable[dict[str, object]]) -> str:
    """The figures as Markdown."""
    out = [
        "| | sentences | sentences/s | start-up to first reading | peak memory |",
        "|---|---|---|---|---|",
    ]
    shares = []
    for row in rows:
        out.append(
            f"| {row['language']} | {row['sentences']} | {row['per_second']:.0f} | "
            f"{row['first_sentence_s']:.2f} s | {row['peak_mb']:.0f} MB |"
        )
        parts = ", ".join(f"{k} {v:.0%}" for k, v in row["share"].items())  # type: ignore[attr-defined]
        shares.append(f"- {row['language']}: {parts}")
    return "\n".join([*out, "", "Where the time goes:", "", *shares])


def main() -> None:
    """Measure each language in a process of its own, so that memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=["zh", "en"])
    parser.add_argument("--fast", action="store_true", help="rules alone")
    parser.add_argument("--sentences", type=int, default=3000)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    if options.language:
        pin_to_one_core()
        print(json.dumps(measure(options.language, options.sentences, options.fast)))
        return
    rows = []
    for language, fast in product(("zh", "en"), ((), ("--fast",))):
        command = [
            sys.executable,
            __file__,
            "--language",
            language,
            "--sentences",
            str(options.sentences),
            *fast,
        ]
        rows.append(
            json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        )
    print(table(rows))
    if options.write:
        page = ROOT / "docs" / "performance.md"
        head = (
            page.read_text(encoding="utf-8").split("<!-- figures -->")[0]
            if page.exists()
            else "# Performance\n\n"
        )
        page.write_text(f"{head}<!-- figures -->\n\n{table(rows)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
