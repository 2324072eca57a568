"""Shares with the wholes they are shares of: never added up across different wholes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from legation.analysis.lines import Line, read_lines
from legation.analysis.sizes import written
from legation.analysis.tie_rows import Row, make_table, read_ties, side
from legation.dossier import Dossier, Table
from legation.language.script import fold

_UNITS: Final = frozenset({"percent", "share"})
_RATE: Final = re.compile(
    r"[关關][税稅]|[税稅]率|利率|利息|tariff|\bdut(?:y|ies)\b|\binterest\b|\brate\b", re.I
)
"""Per cents that are no parts of a whole."""
_HAN: Final = {han: number for number, han in enumerate("零一二三四五六七八九十")} | {"两": 2}
_WORDS: Final = {
    **{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
    **{"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8},
    **{"tenth": 10},
}
_FRACTIONS: Final = (
    re.compile(rf"(?P<of>[{''.join(_HAN)}]|\d+)分之(?P<part>[{''.join(_HAN)}]|\d+)"),
    re.compile(
        r"\b(?P<part>a|one|two|three|four|five|six|seven)[ -]"
        r"(?P<of>half|third|quarter|fourth|fifth|sixth|eighth|tenth)s?\b",
        re.I,
    ),
)
_SENT: Final = re.compile(r"出口|输出|外销|\bexports?\b|\bsales\b|\bshipments\b", re.I)
_RECEIVED: Final = re.compile(r"进口|输入|\bimports?\b|\bpurchases\b", re.I)
_GIVEN: Final = re.compile(
    r"贷款|融资|投资|援助|\bloans?\b|\blending\b|\binvestments?\b|\baid\b", re.I
)

_COLUMNS: Final = {
    "from": "text",
    "to": "text",
    "channel": "text",
    "share": "text",
    "value": "number",
    "bound": "text",
    "of": "text",
    "whole": "text",
    "whole_owner": "text",
    "why_owner": "text",
    "period": "text",
    "source": "texts",
    "outlets": "texts",
    "text": "text",
    "sentence_text": "text",
    "evidence": "texts",
}


@dataclass(frozen=True, slots=True)
class Whole:
    """What a share is a share of: the text's own words, and whose it is.

    `owner` is the actor whose exports, imports or loans are meant, with the reason; None where the
    text does not say. Two shares belong together only if `key` is equal and not None.
    """

    words: str | None
    owner: str | None
    why: str
    period: str | None

    @property
    def key(self) -> tuple[str, str, str | None] | None:
        """What shares of one whole have in common; None for an unknown whole."""
        if self.words is None or self.owner is None:
            return None
        return self.owner, fold(self.words).lower(), self.period

    def __str__(self) -> str:
        if self.words is None:
            return "?"
        return f"{self.owner}: {self.words}" if self.owner else self.words


def tie_shares(dossier: Dossier, **filters: str | None) -> Table:
    """Shares that ties state, each with its whole, period and source.

    `share` is the fraction where the text writes one (two thirds: 2/3), else the per cent; `of`
    says of what, "?" where the text does not tell. `value` is in per cent.
    """
    rows = shared(read_ties(dossier, True, **filters))
    lines = {line.key: line for line in read_lines(dossier, sentences_of(rows))}
    return make_table(
        (_row(row, whole_of(row, lines)) for row in rows),
        _COLUMNS,
    )


def shared(rows: list[Row]) -> list[Row]:
    """The ties among `rows` whose number is a part of a whole; tariffs and interest are none."""
    return [row for row in rows if row["unit"] in _UNITS and not is_rate(row)]


def is_rate(row: Row) -> bool:
    """Whether the per cents of a tie are a tariff, tax or interest and no part of a whole."""
    return row["unit"] in _UNITS and _RATE.search(row["quote"]) is not None


def sentences_of(rows: list[Row]) -> list[str]:
    """Ids of the sentences of ties that say what their number is a part of."""
    return [row["sentence_id"] for row in rows if row["sentence_id"] and row["denominator"]]


def whole_of(row: Row, lines: Mapping[tuple[str, str], Line]) -> Whole:
    """What the share of a tie is a share of."""
    words = row["denominator"]
    if words is None:
        return Whole(None, None, "the text does not say of what", row["period"])
    line = lines.get((row["document"], row["sentence_id"]))
    named = None if line is None else line.actor_within(words)
    if named is not None:
        return Whole(words, side(named), "named in the words of the whole", row["period"])
    folded = fold(words)
    for pattern, end, why in (
        (_SENT, "from", "what is sent out is the sender's"),
        (_RECEIVED, "to", "what is taken in is the receiver's"),
        (_GIVEN, "from", "what is lent or given is the giver's"),
    ):
        if pattern.search(folded):
            return Whole(words, side(row[end]), why, row["period"])
    return Whole(words, None, "the words do not say whose it is", row["period"])


def fraction(row: Row) -> str | None:
    """The fraction as the text writes it (2/3), if it is the tie's own number; else None."""
    for pattern in _FRACTIONS:
        for found in pattern.finditer(fold(row["quote"])):
            part, of = _number(found["part"]), _number(found["of"])
            if part and of and abs(100 * Fraction(part, of) - row["value"]) < 1:
                return f"{part}/{of}"
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else (_HAN | _WORDS).get(text.lower())


def share_words(row: Row) -> str:
    """A share in words: the fraction if the text writes one, else the per cent, with its bound."""
    exact = fraction(row) if row["value"] is not None else None
    if exact is None:
        return written(row | {"denominator": None})
    bound = "" if row["bound"] == "exact" else (row["bound"] or "").replace("_", " ")
    return f"{bound} {exact}".strip()


def _row(row: Row, whole: Whole) -> dict[str, Any]:
    return row | {
        "share": share_words(row),
        "of": f"of {whole}",
        "whole": whole.words,
        "whole_owner": whole.owner,
        "why_owner": whole.why,
        "source": row["attribution"],
        "text": row["quote"],
        "evidence": [row["id"]],
    }
