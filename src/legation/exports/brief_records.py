"""Lines of the brief for claims, ties, causes and scenarios: who says it, in whose words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

Row = dict[str, Any]
_TELLING: Final = ("denial", "confirmation", "no_comment", "framing")
_LAYERS: Final = ("official", "underlying", "unspecified")


def claims(rows: Sequence[Row], most: int) -> Iterable[tuple[str, Sequence[Row]]]:
    """The speakers most often cited, then single claims that deny, confirm, decline or frame."""
    speakers = Counter(row["speaker"] for row in rows if row["speaker"])
    for speaker, count in sorted(speakers.items(), key=lambda item: (-item[1], item[0]))[:most]:
        own = [row for row in rows if row["speaker"] == speaker]
        yield f"{speaker}: {count} claims; the first", own
    telling = [row for row in rows if row["kind"] in _TELLING]
    telling.sort(key=lambda row: (_TELLING.index(row["kind"]), row["document"], row["start"]))
    for row in telling[:most]:
        yield f"{_source(row, 'chain', row['speaker'])} · {row['kind']} · {_said(row)}", [row]


def ties(rows: Sequence[Row], most: int) -> Iterable[tuple[str, Sequence[Row]]]:
    """Ties with numbers first; two reports of one tie stand side by side."""
    ordered = sorted(
        rows,
        key=lambda row: (
            row["value"] is None,
            row["from"] or "~",
            row["to"] or "~",
            row["channel"],
            row["document"],
            row["start"],
        ),
    )
    for row in ordered[:most]:
        arrow = "↔" if row["undirected"] else "→"
        size = "" if row["value"] is None else f"{row['value']:,.15g}"
        whole = f"of {row['denominator']}" if row["denominator"] else ""
        bound = "" if row["bound"] == "exact" else row["bound"] or ""
        parts = (bound, size, row["unit"] or "", whole)
        amount = " ".join(part for part in parts if part)
        when = row["period"] or row["period_text"] or "no date"
        ends = f"{row['from'] or '?'} {arrow} {row['to'] or '?'} · {row['channel']}"
        known = f" · {amount}" if amount else ""
        yield f"{ends}{known} · {when} · {_source(row, 'attribution')} · {_sentence(row)}", [row]


def causes(rows: Sequence[Row], most: int) -> Iterable[tuple[str, Sequence[Row]]]:
    """What is given as a reason: official, then underlying, then the rest."""
    ordered = sorted(
        rows, key=lambda row: (_LAYERS.index(row["layer"]), row["document"], row["start"])
    )
    for layer in _LAYERS:
        for row in [one for one in ordered if one["layer"] == layer][:most]:
            whose = f" · motive of {row['motive_actor']}" if row["motive_actor"] else ""
            denied = " · denied" if row["negated"] else ""
            effect = _line(row["effect"] or "?")
            yield (
                f"{layer}{whose}{denied} · {_source(row, 'attributed_to')} · "
                f"{effect} ← {_line(row['cause'])}",
                [row],
            )


def scenarios(rows: Sequence[Row], most: int) -> Iterable[tuple[str, Sequence[Row]]]:
    """What may follow, with its condition and the word of likelihood."""
    for row in list(rows)[:most]:
        word = "given that" if row["realised"] else "if"
        given = f"{word} {_line(row['condition'])}: " if row["condition"] else ""
        band = f" ({row['band']} %)" if row["band"] else ""
        yield (
            f"{row['likelihood']}{band} · {_source(row, 'attributed_to')} · "
            f"{given}{_line(row['outcome'])}",
            [row],
        )


SECTIONS: Final[
    tuple[tuple[str, str, Callable[[Sequence[Row], int], Iterable[tuple[str, Sequence[Row]]]]], ...]
] = (
    ("claims", "Who says what", claims),
    ("ties", "What binds them", ties),
    ("causes", "Why, by whose account", causes),
    ("scenarios", "What may follow", scenarios),
)
"""Table, heading, and what makes the lines from its rows."""


def _source(row: Row, chain: str, last: str | None = None) -> str:
    sources = [*row[chain], *([last] if last else [])]
    return f"says: {' ← '.join(sources) or 'the text of ' + row['document']}"


def _said(row: Row) -> str:
    return _line(row["content"]) if row["content"] else _sentence(row)


def _sentence(row: Row) -> str:
    return _line(row["sentence_text"] or row["quote"])


def _line(text: str) -> str:
    return " ".join(text.split())
