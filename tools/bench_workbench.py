"""Speed and weight of the workbench on a dossier of 10,000 articles; writes docs/performance.md.

    python tools/bench_workbench.py [--articles 10000] [--dossier FILE] [--write]

The dossier is made by tools/generate_events.py (five events in an article) unless one is given.
For each view: the median of five answers of the server in milliseconds, the bytes that a browser
loads (page, script, style, as sent), and how long Chromium takes until the page answers to keys.
Required: 500 ms at the server, 2 s to the first page, 1.5 MB. The exit code is 1 if one is missed.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generate_events import generate
from workbench_pictures import CHROMIUM, FLAGS, workbench

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN: Final = "<!-- workbench -->"
END: Final = "<!-- /workbench -->"
LIMITS: Final = {"server": 500.0, "open": 2000.0, "weight": 1500.0}
VIEWS: Final = {
    "brief": "/brief",
    "timeline": "/timeline?by=week",
    "timeline, a pair": "/timeline?actor=USA&recipient=CHN",
    "dyads": "/dyads",
    "dyads, a pair": "/dyads?actor=USA&recipient=CHN",
    "network": "/network",
    "map": "/map",
    "evidence": "/evidence",
    "evidence, a record": "",
    "narratives": "/narratives",
    "narratives, a pair": "/narratives?actor=USA&recipient=CHN",
    "situation": "/situation",
    "search": "/search?q=China",
    "search, SQL": "/search?tab=sql&sql=SELECT+type,count(*)+FROM+events+GROUP+BY+ALL",
    "corrections": "/corrections",
    "add": "/add",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one view: milliseconds at the server, of opening it in a browser; kilobytes."""

    name: str
    server: float
    open: float
    weight: float

    def within(self) -> bool:
        """Whether every limit is kept."""
        return all(getattr(self, name) <= most for name, most in LIMITS.items())


def server_time(address: str, rounds: int = 5) -> float:
    """Median milliseconds of an answer, after one that warms up."""
    spent = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        with urllib.request.urlopen(address) as answer:
            answer.read()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent[1:])


def in_browser(addresses: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Milliseconds until each page answers to keys, and its kilobytes, with an empty cache."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, address in addresses.items():
            page = browser.new_context().new_page()
            sizes: list[int] = []
            page.on("response", lambda answer, sizes=sizes: sizes.append(len(answer.body())))
            begun = time.perf_counter()
            page.goto(address)
            if page.locator("[data-chart]").count():
                page.wait_for_selector("html[data-ready]", state="attached")
            spent = (time.perf_counter() - begun) * 1000
            page.wait_for_load_state("networkidle")
            found[name] = (spent, sum(sizes) / 1000)
            page.context.close()
        browser.close()
    return found


def measure(dossier: Path) -> list[Figures]:
    """The figures of each view."""
    with workbench(dossier) as address:
        with urllib.request.urlopen(f"{address}/timeline?actor=USA") as answer:
            record = re.search(r"/evidence\?id=[0-9a-f]+", answer.read().decode())
        places = {
            name: f"{address}{place or (record.group() if record else '/evidence')}"
            for name, place in VIEWS.items()
        }
        servers = {name: server_time(place) for name, place in places.items()}
        browsers = in_browser(places)
    return [Figures(name, servers[name], *browsers[name]) for name in places]


def table(rows: Sequence[Figures], articles: int, events: int) -> str:
    """The figures as Markdown."""
    head = (
        f"The workbench on a dossier of {articles:,} articles and {events:,} events "
        "(`python tools/bench_workbench.py --write`). Required: 500 ms at the server, 2 s until "
        "the page is drawn and answers to keys in Chromium with an empty cache, 1.5 MB."
    )
    lines = [
        f"| {row.name} | {row.server:.0f} ms | {row.open / 1000:.2f} s | {row.weight:.0f} kB |"
        for row in rows
    ]
    return "\n".join([head, "", "| view | server | open | weight |", "|---|---|---|---|", *lines])


def write(text: str) -> None:
    """Put the figures between their marks, which stand before those of the readers."""
    page = PAGE.read_text(encoding="utf-8")
    block = f"{BEGIN}\n\n{text}\n\n{END}"
    if BEGIN in page:
        before, _, rest = page.partition(BEGIN)
        page = before + block + rest.partition(END)[2]
    else:
        page = page.replace("<!-- figures -->", f"{block}\n\n<!-- figures -->", 1)
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    """Make the dossier, measure, write; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--dossier", type=Path, help="measure on this one")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dossier = options.dossier or Path(folder) / "generated.duckdb"
        if options.dossier is None:
            generate(dossier, options.articles * 5, per_document=5)
        from legation.analysis.dossier import Dossier

        with Dossier.open(dossier) as opened:
            counted = "SELECT (SELECT count(*) FROM documents) d, (SELECT count(*) FROM events) e"
            articles, events = opened.sql(counted).rows()[0].values()
        rows = measure(dossier)
    text = table(rows, articles, events)
    print(text)
    if options.write:
        write(text)
    missed = [row.name for row in rows if not row.within()]
    if missed:
        print(f"over a limit: {', '.join(missed)}", file=sys.stderr)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
