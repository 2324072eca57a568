"""What a page of the evidence reader holds: elements with offsets, and forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset(["meta", "link", "input", "br", "img", "hr"])


@dataclass(slots=True)
class Element:
    """An element with its attributes and all its text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets in the document."""
        return int(self.attributes["data-a"]), int(self.attributes["data-b"])

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.attributes.get("class", "").split())


@dataclass(slots=True)
class Form:
    """A form: where it goes, and the fields that are filled in."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class ReaderPage(HTMLParser):
    """Parses a page as a browser would, as far as the tests need it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a hidden or filled field goes to its form."""
        given = {name: value or "" for name, value in attrs}
        element = Element(tag, given)
        self.elements.append(element)
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "input" and self.forms and "name" in given:
            self.forms[-1].fields[given["name"]] = given.get("value", "")
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of this tag."""
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text belongs to all open elements."""
        for element in self._open:
            element.text += data

    def pieces(self) -> list[Element]:
        """The stretches of the document's text, in order."""
        return [one for one in self.elements if "seg" in one.classes]

    def form(self, **fields: str) -> Form:
        """The first form to /correct whose fields hold these values."""
        return next(
            one
            for one in self.forms
            if one.action == "/correct" and fields.items() <= one.fields.items()
        )
