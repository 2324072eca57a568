"""Does the confidence hold? `python tools/reliability.py [--write]` measures on split `test`.

Reads the articles of split `test`, which neither weights nor calibration have seen, puts the events
into bins of confidence and shows how many of each are right (same words, accepted type), and what
`--min-confidence` keeps. With --write the diagram goes to docs/img/reliability.svg and the
tables into docs/accuracy.md between the marks.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "tools"))

from train_confidence import partner  # noqa: E402

from legation.evaluation.articles import documents_of, load  # noqa: E402
from legation.events.confidence import language_of  # noqa: E402
from legation.reading import default_reader  # noqa: E402

PICTURE = ROOT / "docs" / "img" / "reliability.svg"
PAGE = ROOT / "docs" / "accuracy.md"
MARKS = ("<!-- reliability -->", "<!-- /reliability -->")
EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
LEAST = (0.0, 0.5, 0.6, 0.7, 0.8)
COLOURS = {"zh": "#b3402e", "en": "#2b5f8a"}
NAMES = {"zh": "中文 Chinese", "en": "English"}
SIZE, EDGE = 320, 40


@dataclass(frozen=True, slots=True)
class Bin:
    """Events of one language in one range of confidence."""

    language: str
    count: int
    said: float
    right: float


def rated() -> tuple[list[tuple[str, float, bool]], Counter[str]]:
    """(language, confidence, right) of each event of the test articles, and gold events counted."""
    articles = load(ROOT / "corpus" / "gold" / "articles").split("test")
    gold = {article.id: article for article in articles}
    out: list[tuple[str, float, bool]] = []
    counted: Counter[str] = Counter()
    for article in articles:
        language = "en" if article.language == "en" else "zh"
        counted[language] += sum(not event.optional for event in article.events)
    for reading in default_reader().read(documents_of(articles)):
        left = list(gold[reading.document.id].events)
        for event in reading.events:
            match = partner(event, left)
            if match is not None:
                left.remove(match)
                if match.optional:
                    continue
            if event.confidence is not None:
                out.append((language_of(event), event.confidence, match is not None))
    return out, counted


def bins(events: list[tuple[str, float, bool]]) -> list[Bin]:
    """The ranges that hold events."""
    out = []
    for language in NAMES:
        for low, high in pairwise(EDGES):
            own = [(c, r) for name, c, r in events if name == language and low <= c < high]
            if own:
                said = sum(c for c, _ in own) / len(own)
                out.append(Bin(language, len(own), said, sum(r for _, r in own) / len(own)))
    return out


def picture(found: list[Bin]) -> str:
    """The diagram: said along, right upwards, the area of a disc as many as there are events."""

    def at(x: float, y: float) -> tuple[float, float]:
        return EDGE + x * SIZE, EDGE / 2 + (1 - y) * SIZE

    wide, high = SIZE + EDGE * 1.5, SIZE + EDGE * 1.5
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        'font-family="sans-serif" font-size="11" role="img">',
        "<title>Confidence and share of right events, test articles</title>",
        f'<rect width="{wide:.0f}" height="{high:.0f}" fill="#fff"/>',
    ]
    for step in range(0, 11, 2):
        x, bottom = at(step / 10, 0)
        left, y = at(0, step / 10)
        out += [
            f'<path d="M{x:.0f} {EDGE / 2}V{bottom:.0f}M{left:.0f} {y:.0f}h{SIZE}" stroke="#ddd"/>',
            f'<text x="{x:.0f}" y="{bottom + 14:.0f}" text-anchor="middle">{step / 10:g}</text>',
            f'<text x="{left - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">{step / 10:g}</text>',
        ]
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    out.append(
        f'<path d="M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}" stroke="#999" stroke-dasharray="4"/>'
    )
    for one in found:
        x, y = at(one.said, one.right)
        radius = max(3.0, one.count**0.5 * 0.9)
        out.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{COLOURS[one.language]}" '
            f'fill-opacity=".65"><title>{one.count} events, said {one.said:.2f}, '
            f"right {one.right:.2f}</title></circle>"
        )
    for row, (language, name) in enumerate(NAMES.items()):
        y = EDGE / 2 + 16 + row * 16
        out += [
            f'<circle cx="{EDGE + 14}" cy="{y - 4:.0f}" r="5" fill="{COLOURS[language]}"/>',
            f'<text x="{EDGE + 24}" y="{y:.0f}">{name}</text>',
        ]
    out += [
        f'<text x="{EDGE + SIZE / 2:.0f}" y="{high - 6:.0f}" text-anchor="middle">'
        "confidence</text>",
        f'<text transform="translate(11 {EDGE / 2 + SIZE / 2:.0f}) rotate(-90)" '
        'text-anchor="middle">right</text>',
        "</svg>\n",
    ]
    return "\n".join(out)


def tables(events: list[tuple[str, float, bool]], counted: Counter[str], found: list[Bin]) -> str:
    """What the bins hold, and what a least confidence keeps."""
    out = ["| language | events | said | right |", "|---|---:|---:|---:|"]
    out += [f"| {NAMES[b.language]} | {b.count} | {b.said:.2f} | {b.right:.2f} |" for b in found]
    out += ["", "| `--min-confidence` | language | events kept | right | of the annotated found |"]
    out.append("|---:|---|---:|---:|---:|")
    for least in LEAST:
        for language, name in NAMES.items():
            kept = [right for own, c, right in events if own == language and c >= least]
            if kept:
                share, reach = sum(kept) / len(kept), sum(kept) / counted[language]
                out.append(f"| {least:.1f} | {name} | {len(kept)} | {share:.2f} | {reach:.2f} |")
    return "\n".join(out)


def main() -> None:
    """Print the tables, and write picture and page if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    events, counted = rated()
    found = bins(events)
    text = tables(events, counted, found)
    print(text)
    if options.write:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(picture(found), encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(MARKS[0])
        _, _, after = rest.partition(MARKS[1])
        PAGE.write_text(f"{before}{MARKS[0]}\n\n{text}\n\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
