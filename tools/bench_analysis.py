"""How long the views of a dossier take on a million generated events; writes docs/performance.md.

    python tools/bench_analysis.py [--write] [--events 1000000]

Each view is asked twice and the second time counts: a dossier that is looked at is a warm one.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation import Dossier  # noqa: E402
from legation.analysis.exposure import exposure  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
MARKS = ("<!-- analysis -->", "<!-- /analysis -->")


def views(dossier: Dossier) -> dict[str, Callable[[], object]]:
    """What is asked, by what it is called."""
    return {
        "dyads, a pair": lambda: dossier.dyads("USA", "VEN"),
        "dyads, all of an actor": lambda: dossier.dyads("USA"),
        "support, a pair": lambda: dossier.support("RUS", "VEN"),
        "support, a heavy pair": lambda: dossier.support("USA", "CHN"),
        "requests, a heavy pair": lambda: dossier.requests("USA", "CHN"),
        "proposals, a heavy pair": lambda: dossier.proposals("USA", "CHN"),
        "contradictions, an actor": lambda: dossier.contradictions(actor="VEN"),
        "contradictions, all": lambda: dossier.contradictions(),
        "narratives, a pair": lambda: dossier.narratives(dyad="USA:VEN"),
        "narratives, a frequent actor": lambda: dossier.narratives(actor="USA"),
        "exposure of an actor": lambda: exposure(dossier, "VEN"),
        "events, a pair": lambda: dossier.events(dyad="USA:VEN"),
        "search, a name": lambda: dossier.search("Maduro"),
    }


def measure(path: Path) -> str:
    """The figures as Markdown."""
    rows = ["| view | seconds |", "|---|---:|"]
    with Dossier.open(path) as dossier:
        for name, ask in views(dossier).items():
            ask()
            began = time.perf_counter()
            ask()
            rows.append(f"| {name} | {time.perf_counter() - began:.2f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return "\n".join([*rows, "", f"Peak memory of the whole run: {peak:.0f} MB."])


def main() -> None:
    """Make the dossier, measure, and write the page if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.duckdb"
        maker = ROOT / "tools" / "generate_events.py"
        subprocess.run(
            [sys.executable, str(maker), "--events", str(options.events), str(path)], check=True
        )
        figures = measure(path)
    print(figures)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(MARKS[0])
        tail = rest.partition(MARKS[1])[2]
        PAGE.write_text(f"{head}{MARKS[0]}\n\n{figures}\n\n{MARKS[1]}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
