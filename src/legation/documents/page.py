"""Web pages: the article of a page and what the page's head states."""

from __future__ import annotations

import re

import lxml.etree  # type: ignore[import-untyped]
import trafilatura
from trafilatura.settings import Document as Extract

from legation.documents.building import normal_newlines
from legation.documents.dates import read_date
from legation.documents.metadata import Metadata, as_text
from legation.errors import InputError

_DATES = {"extensive_search": False, "original_date": True}
_TAG = re.compile(r"<[a-zA-Z!/][^<>]{0,2000}>")


def read_page(markup: str) -> tuple[str, Metadata]:
    """The stored text (title, newline, article) and metadata of a page.

    Raises InputError where no article is found.
    """
    if not _TAG.search(markup):
        raise InputError("no HTML tag in the file: if this is plain text, name it .txt")
    extract = _extracted(markup)
    text = normal_newlines(extract.text or "").strip() if extract else ""
    if extract is None or not text:
        cut = "" if "</html" in markup.lower() else ", and the page has no end: it may be truncated"
        raise InputError(
            f"no article could be extracted from the page{cut}; "
            "save the page again, or its text as .txt"
        )
    title = as_text(extract.title)
    metadata = Metadata(
        id=None,
        title=title,
        outlet=as_text(extract.sitename),
        url=as_text(extract.url),
        published=read_date(extract.date),
        language=as_text(extract.language) or _declared_language(markup),
    )
    return (f"{title}\n{_without(title, text)}" if title else text), metadata


def _extracted(markup: str) -> Extract | None:
    try:
        found = trafilatura.bare_extraction(
            markup,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except (
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        RecursionError,
        lxml.etree.LxmlError,
    ) as error:
        raise InputError(
            f"the page is too damaged to be parsed ({type(error).__name__}); save its text as .txt"
        ) from error
    return found if isinstance(found, Extract) else None


def _without(title: str, text: str) -> str:
    """`text` without a first line that says the title once more."""
    first, _, rest = text.partition("\n")
    return rest if first.strip() == title and rest.strip() else text


def _declared_language(markup: str) -> str | None:
    found = re.search(r"<html[^>]{0,300}?\blang\s*=\s*[\"']?([\w-]+)", markup[:5000], re.IGNORECASE)
    return found[1] if found else None
