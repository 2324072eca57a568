"""Read and check the tab-separated sources of the actor lexicon; every error names its line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation.errors import LexiconError  # noqa: E402
from legation.lexicons.tenure import edtf_bounds  # noqa: E402
from legation.model.codes import SECTORS  # noqa: E402

# Sectors of sources that PLOVER does not know: they are no part of an id.
OTHER_SECTORS = frozenset({"IGO", "NGO"})
HISTORICAL = frozenset({"DDR", "CSK", "SUN", "YUG"})
_ISO3 = re.compile(r"[A-Z]{3}")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# Traditional characters of the Hong Kong and Taiwan press that Big5 lacks.
_BEYOND_BIG5 = frozenset("着綫羣滙邨栢喆堃鑫珮啓荞姸鈺鍏荆犇")


@dataclass(frozen=True)
class Row:
    """One row of a source: its place for messages and its cells by column."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def split(self, column: str) -> list[str]:
        """The alternatives of a cell, in order."""
        return [part for part in (p.strip() for p in self.cells[column].split("|")) if part]

    def fail(self, message: str) -> LexiconError:
        """An error that names file and line."""
        return LexiconError(f"{self.place}: {message}")


def words(text: str) -> list[str]:
    """The words of a list that is easier to read as one line."""
    return text.split()


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def fold(text: str) -> str:
    """Simplified characters, of the same length."""
    folded: str = _converter("t2s").convert(text)
    if len(folded) != len(text):
        raise LexiconError(f"{text!r} changes its length when folded to Simplified")
    return folded


def is_chinese(text: str) -> bool:
    """Whether any character is Chinese."""
    return bool(_HAN.search(text))


def read_table(path: Path, columns: Iterable[str], key: Iterable[str]) -> Iterator[Row]:
    """The rows below the header; LexiconError on a wrong header, width or repeated key."""
    if not path.exists():
        raise LexiconError(f"{path.name}: no such file; the actor lexicon needs it")
    expected = list(columns)
    header: list[str] = []
    seen: dict[tuple[str, ...], str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        place = f"{path.name}:{number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            if header[: len(expected)] != expected:
                raise LexiconError(f"{place}: the columns must be {expected}, not {header}")
            continue
        cells += [""] * (len(header) - len(cells))
        if len(cells) > len(header):
            raise LexiconError(f"{place}: {len(cells)} cells in a table of {len(header)} columns")
        row = Row(place, dict(zip(header, cells, strict=True)))
        identity = tuple(row[column] for column in key)
        if identity in seen:
            raise row.fail(f"repeats {seen[identity]}: {identity}")
        seen[identity] = place
        yield row


def check_country(row: Row, codes: frozenset[str], extra: Iterable[str] = ()) -> None:
    """Refuse a country that is no territory of the lexicon."""
    country = row["country"]
    if country not in codes and country not in extra:
        raise row.fail(f"{country!r} is no territory; use a code of territories.tsv")


def check_sector(row: Row, blank: bool = False, other: bool = False) -> None:
    """Refuse a sector outside PLOVER's."""
    sector = row["sector"]
    known = sector in SECTORS or (blank and not sector) or (other and sector in OTHER_SECTORS)
    if not known:
        raise row.fail(f"{sector!r} is no sector; use one of {sorted(SECTORS)}")


def check_choice(row: Row, column: str, choices: Iterable[str]) -> None:
    """Refuse a value outside a closed list."""
    if row[column] not in choices:
        raise row.fail(f"{column} must be one of {list(choices)}, not {row[column]!r}")


def check_dates(row: Row) -> None:
    """Refuse office dates that do not parse or run backwards."""
    try:
        first = edtf_bounds(row["from"])[0] if row["from"] else None
        last = edtf_bounds(row["to"])[1] if row["to"] else None
    except LexiconError as error:
        raise row.fail(str(error)) from None
    if first and last and first > last:
        raise row.fail(f"the office ends ({row['to']}) before it begins ({row['from']})")


def _in_charset(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _is_simplified_only(character: str) -> bool:
    if character in _BEYOND_BIG5 or _in_charset(character, "big5"):
        return False
    traditional: str = _converter("s2t").convert(character)
    return traditional != character


def _is_traditional_only(character: str) -> bool:
    return fold(character) != character and not _in_charset(character, "gb2312")


def check_script(row: Row, column: str, simplified: bool) -> None:
    """Refuse characters of the wrong script."""
    wrong = _is_traditional_only if simplified else _is_simplified_only
    found = "".join(c for c in row[column] if is_chinese(c) and wrong(c))
    if found:
        script = "Simplified" if simplified else "Traditional"
        raise row.fail(f"column {column} must be {script}, but holds {found!r}")


def check_short(row: Row, columns: Iterable[str]) -> None:
    """Refuse forms of one Chinese character: those belong to short_zh alone."""
    for column in columns:
        for form in row.split(column):
            if len(form) == 1 and is_chinese(form):
                raise row.fail(f"{form!r} in {column} is too short; use short_zh of territories")


def check_iso(row: Row) -> None:
    """Refuse malformed country codes."""
    if not _ISO3.fullmatch(row["iso3"]):
        raise row.fail(f"{row['iso3']!r} is no ISO 3166-1 alpha-3 code")
    if not re.fullmatch(r"[A-Z]{2}", row["iso2"]) and row["iso3"] not in HISTORICAL:
        raise row.fail(f"{row['iso2']!r} is no ISO 3166-1 alpha-2 code")
