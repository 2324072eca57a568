"""Quantities and dates as the text gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legation.model.span import Span

Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "nearly"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `value` is None where the text gives no number (several, 大量).

    `unit`: ISO 4217 code for money, "percent", "times", "share", or the counted noun as written.
    `of`: what a share or a percentage is a share of, as written, or None.
    `same_as`: span of the amount in another currency that this one restates, or None.
    `from_value`: the first number of "from 20 % to 10 %", whose last number is `value`.
    """

    span: Span
    value: float | None
    unit: str | None
    bound: Bound
    of: str | None = None
    same_as: Span | None = None
    from_value: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date expression, resolved. `edtf` is None where nothing resolves it (隨後, no anchor).

    `basis` says what resolved it: "explicit", "published", "previous", "era" (world knowledge).
    """

    span: Span
    edtf: str | None
    basis: str
