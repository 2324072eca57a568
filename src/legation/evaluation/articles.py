"""Folders of annotated articles: loading them, their documents, and their checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from legation.documents import document_from_text
from legation.errors import DateError, InputError, LegationError, LexiconError
from legation.evaluation.goldtext import GoldArticle, read_gold
from legation.model.document import Document, Failure
from legation.model.edtf import day_range


@dataclass(frozen=True, slots=True)
class Loaded:
    """Articles in the order of their files, and the files that could not be read."""

    articles: tuple[GoldArticle, ...]
    failures: tuple[Failure, ...]

    @property
    def splits(self) -> tuple[str, ...]:
        """Names of the splits, sorted."""
        return tuple(sorted({split_of(article) for article in self.articles}))

    def split(self, name: str | None) -> tuple[GoldArticle, ...]:
        """The articles of a split; None: all."""
        return tuple(a for a in self.articles if name in (None, split_of(a)))


def split_of(article: GoldArticle) -> str:
    """The split an article says it belongs to; "train" where it says nothing."""
    return article.metadata.get("split", "train")


def gold_files(path: Path) -> list[Path]:
    """The *.gold files at or below a path, sorted."""
    return [path] if path.is_file() else sorted(path.rglob("*.gold"))


def load(path: Path) -> Loaded:
    """Read a file or a folder; a broken file is a failure that names its line, others go on."""
    articles: list[GoldArticle] = []
    failures: list[Failure] = []
    seen: dict[str, Path] = {}
    for file in gold_files(path):
        try:
            article = _checked(read_gold(file), file)
            if article.id in seen:
                raise LexiconError(f"the id {article.id!r} stands in {seen[article.id]} already")
        except (LegationError, OSError, UnicodeDecodeError) as error:
            failures.append(Failure(str(file), str(error)))
            continue
        seen[article.id] = file
        articles.append(article)
    return Loaded(tuple(articles), tuple(failures))


def _checked(article: GoldArticle, file: Path) -> GoldArticle:
    """Refuse what the format lets pass but no reading could be compared with."""
    if not article.text.strip():
        raise InputError(f"{file.name}: the article has no text below its `#` lines; add some")
    for event in article.events:
        try:
            day_range(event.date)
        except DateError as error:
            words = article.text[event.start : event.end]
            raise LexiconError(f"{file.name}: the event {words!r}: {error}") from error
    return article


def document_of(article: GoldArticle) -> Document:
    """The article's own text as a document, with what its metadata says."""
    return document_from_text(
        article.text,
        id=article.id,
        published=article.metadata.get("published") or None,
        outlet=article.metadata.get("outlet") or None,
        language=article.language,
    )


def documents_of(articles: Iterable[GoldArticle]) -> Iterator[Document]:
    """A document for each article, in order."""
    return (document_of(article) for article in articles)


def digest(folder: Path) -> str:
    """SHA-256 over names (below the folder) and contents of all *.gold files, in hex."""
    total = hashlib.sha256()
    for file in gold_files(folder):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{content}  {file.relative_to(folder).as_posix()}\n".encode())
    return total.hexdigest()
