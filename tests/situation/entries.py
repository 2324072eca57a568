"""Records of a situation built by hand."""

from __future__ import annotations

from typing import Any

from legation.situation.records import (
    Basis,
    Hypothesis,
    Indicator,
    Item,
    LedgerEntry,
    Motive,
    Rating,
    Scenario,
    Source,
)

QUESTION = "why the radar was silent"


def source(*evidence: str, line: int = 1, basis: Basis = "analyst") -> Source:
    """Where an entry of a test stands."""
    return Source(basis, "A. Analyst", "2026-01-20", evidence, None, "board.yaml", line)


def hypothesis(name: str, question: str = QUESTION) -> Hypothesis:
    """A hypothesis named in both languages."""
    return Hypothesis(name, question, {"en": name, "zh-Hant": f"說法{name}"}, source(f"h-{name}"))


def item(name: str, question: str = QUESTION) -> Item:
    """Something held against hypotheses."""
    return Item(name, question, {"en": name}, source(f"i-{name}"))


def rating(
    item: str, hypothesis: str, value: int | None, rater: str = "ana", line: int = 1
) -> Rating:
    """What one rater thinks."""
    return Rating(item, hypothesis, rater, value, source(f"r-{rater}-{item}", line=line))


def ledger_entry(actor: str, sign: Any, asserter: str, **given: Any) -> LedgerEntry:
    """A gain or loss; what is not given is plain."""
    fields: dict[str, Any] = {
        "arena": "Latin America",
        "over": "the raid",
        "size": None,
        "horizon": "short",
        "source": source(f"{asserter}-{sign}"),
    }
    return LedgerEntry(actor=actor, sign=sign, asserter=asserter, **(fields | given))


def motive(actor: str, layer: Any, asserter: str, words: str, **given: Any) -> Motive:
    """A motive that an analyst wrote down."""
    fields: dict[str, Any] = {
        "act": "the raid",
        "audience": None,
        "against": (),
        "source": source(f"{asserter}-{layer}"),
    }
    return Motive(
        actor=actor, layer=layer, asserter=asserter, words={"en": words}, **(fields | given)
    )


def indicator(name: str = "sign", **given: Any) -> Indicator:
    """A sign that can be checked."""
    fields: dict[str, Any] = dict.fromkeys(("actor", "recipient", "type", "first", "last"))
    return Indicator(id=name, words={"en": name}, source=source(line=7), **(fields | given))


def scenario(
    name: str, parent: str | None = None, word: str | None = None, **given: Any
) -> Scenario:
    """A branch."""
    fields: dict[str, Any] = {
        "condition": {},
        "outcome": {"en": f"{name} happens", "zh-Hant": f"{name}發生"},
        "asserter": "observers",
        "consequences": (),
        "indicators": (),
        "exclusive": False,
        "source": source(f"s-{name}"),
    }
    return Scenario(id=name, parent=parent, likelihood=word, **(fields | given))
