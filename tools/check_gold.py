"""Check annotated articles (*.gold) and count what they hold.

python tools/check_gold.py [FOLDER_OR_FILE ...]     (default: corpus/gold/articles)

All articles of one story must lie in one split, or a test would not be unseen.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation.errors import LexiconError  # noqa: E402
from legation.evaluation.goldtext import GoldArticle, read_gold  # noqa: E402


def report(articles: list[GoldArticle]) -> None:
    """Counts by language, type, status and split."""
    events = [event for article in articles for event in article.events]
    for name, counter in (
        ("language", Counter(a.language for a in articles)),
        ("split", Counter(a.metadata.get("split", "?") for a in articles)),
        ("type", Counter(e.type for e in events)),
        ("status", Counter(e.status for e in events)),
    ):
        print(f"{name:9}", ", ".join(f"{key} {n}" for key, n in sorted(counter.items())))
    print(
        f"{len(articles)} articles, {sum(len(a.sentences) for a in articles)} sentences, "
        f"{sum(len(a.mentions) for a in articles)} mentions, {len(events)} events, "
        f"{sum(len(a.claims) for a in articles)} claims, "
        f"{sum(1 for e in events if e.attribution)} with attribution, "
        f"{sum(1 for e in events if e.date)} dated"
    )


def _torn(articles: list[GoldArticle]) -> Iterator[tuple[str, list[str]]]:
    """Stories with articles in more than one split."""
    splits: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        story = article.metadata.get("story")
        if story:
            splits[story].add(article.metadata.get("split", "?"))
    yield from ((story, sorted(found)) for story, found in splits.items() if len(found) > 1)


def main(arguments: list[str]) -> int:
    """Print every fault with file and line; exit 5 if there is any."""
    paths = [Path(a) for a in arguments] or [ROOT / "corpus" / "gold" / "articles"]
    files = [f for p in paths for f in ([p] if p.is_file() else sorted(p.rglob("*.gold")))]
    articles, faults, seen = [], 0, set()
    for file in files:
        try:
            article = read_gold(file)
            if article.id in seen:
                raise LexiconError(f"{file.name}: the id {article.id} stands twice")
            seen.add(article.id)
            articles.append(article)
        except LexiconError as fault:
            faults += 1
            print(fault)
    for story, splits in _torn(articles):
        faults += 1
        print(f"story {story} lies in several splits: {', '.join(splits)}; one story, one split")
    report(articles)
    return 5 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
