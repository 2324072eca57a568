"""What the readers of both languages hand to the assembly, and the tables they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legation.lexicons import tables
from legation.model.records import Layer
from legation.model.span import Span

Anchor = Literal["own", "topic", "before"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that link an effect to its causes.

    `effect` is None where the words name none, or only point at one; `anchor` then tells where it
    is: the act that the text speaks of ("topic") or the sentence before ("before"). `aim`: the
    causes are what somebody wants, not what brought the effect about. `said`: the words claim a
    ground for oneself, so that the actor asserts it. `holder` is where the actor of a motive
    stands, None if the effect tells. `seen`: unnamed others see it so (被視為). `pointing`: a
    pronoun stands for the act (這是).
    """

    cue: Span
    causes: tuple[Span, ...]
    effect: Span | None
    layer: Layer
    aim: bool = False
    said: bool = False
    negated: bool = False
    anchor: Anchor = "own"
    holder: Span | None = None
    seen: bool = False
    pointing: bool = False


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/NAME.tsv of this package by column, as written."""
    return tables.read_table("legation.causes", name)
