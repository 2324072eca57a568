"""What tests of pages share: what stands in a page, and how a view is asked without a server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from legation.analysis.dossier import Dossier
from legation.workbench import Settings
from legation.workbench.filters import Filters
from legation.workbench.languages import load_language
from legation.workbench.page import Asked

VOID = {"meta", "link", "input", "br", "img", "hr"}


@contextmanager
def asked(path: Path, query: Mapping[str, str] | None = None, tag: str = "en") -> Iterator[Asked]:
    """A request of a view as the application makes it."""
    pairs = list((query or {}).items())
    more = {name: value for name, value in pairs if name not in Filters.__dataclass_fields__}
    with Dossier.open(path) as dossier:
        yield Asked(dossier, Filters.of(pairs), load_language(tag), Settings(path), more, "a")


def option(html: str, name: str) -> dict[str, Any]:
    """The chart of a page."""
    found = re.search(r'<script type="application/json" id="charts">(.*?)</script>', html, re.S)
    assert found is not None
    chart: dict[str, Any] = json.loads(found[1])[name]
    return chart


def record_ids(html: str) -> set[str]:
    """All records that the page links to."""
    return {unescape(one) for one in re.findall(r'href="/evidence\?id=([0-9a-f]+)"', html)}


class Spoken(HTMLParser):
    """The text of elements by class, each with the language that holds there."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.found = wanted, list[tuple[str, str]]()
        self._tags: list[tuple[str, str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        if tag in VOID:
            return
        about = dict(attrs)
        outer = self._tags[-1][1] if self._tags else ""
        mine = self.wanted in (about.get("class") or "").split()
        self._tags.append((tag, about.get("lang") or outer, mine))
        if mine:
            self.found.append(("", self._tags[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._tags and self._tags.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text belongs to the innermost wanted element."""
        if any(mine for _, _, mine in self._tags):
            text, language = self.found[-1]
            self.found[-1] = (text + data, language)


def spoken(html: str, wanted: str) -> list[tuple[str, str]]:
    """(text, language) of the elements of a class."""
    parser = Spoken(wanted)
    parser.feed(html)
    return parser.found


def has_no_inline(html: str) -> bool:
    """Whether nothing in a page would be blocked by the policy: no style, no handler."""
    return not re.search(r"<[^>]+\s(style|on\w+)=", html)
