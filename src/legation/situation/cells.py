"""How entries of a situation stand in the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from legation.situation.records import Source

_LANGUAGES: Final = ("en", "zh-Hant", "zh-Hans")
"""Languages to fall back on, first to last."""


def worded(words: Mapping[str, str], language: str = "en") -> str | None:
    """A text in `language`, else in the nearest one that it has; None where it has none.

    A text that was given without a language answers for every language; Chinese in the other
    script comes before English.
    """
    other = [one for one in _LANGUAGES if one[:2] == language[:2]]
    order = (language, "und", *other, *_LANGUAGES, *words)
    return next((words[one] for one in order if words.get(one)), None)


def entry_of(source: Source) -> str:
    """Where an entry stands: file and line, or the dossier it was drafted from."""
    return f"{source.file}:{source.line}" if source.line else source.file


def evidence_of(sources: Iterable[Source]) -> list[str]:
    """Ids of the records behind some entries, in order, each once."""
    return list(dict.fromkeys(name for source in sources for name in source.evidence))


def entries_of(sources: Iterable[Source]) -> list[str]:
    """Where some entries stand, in order, each once."""
    return list(dict.fromkeys(map(entry_of, sources)))
