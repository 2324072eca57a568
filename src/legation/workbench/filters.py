"""What a page is asked for: the state that stands in its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from legation.errors import DateError, UsageError
from legation.model.codes import EVENT_TYPES, STATUSES
from legation.model.edtf import day_range

HAPPENED: Final = ("actual", "ongoing")
STEPS: Final = ("day", "week", "month", "year")
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters all views share; empty strings ask for everything.

    `status`: statuses that count; only what happened unless others are ticked. `said`: "own" for
    what documents say in their own voice, "others" for what they attribute. `by`: length of a bar
    of time. `page` counts from 1.
    """

    actor: str = ""
    recipient: str = ""
    type: str = ""
    status: tuple[str, ...] = HAPPENED
    said: str = ""
    since: str = ""
    until: str = ""
    document: str = ""
    outlet: str = ""
    language: str = ""
    by: str = "month"
    q: str = ""
    page: int = 1

    @classmethod
    def of(cls, pairs: Pairs) -> Filters:
        """From the pairs of a query string; what is unknown is left to the view.

        Raises UsageError for a value that makes no sense, naming the field.
        """
        given: dict[str, Any] = {}
        statuses: list[str] = []
        names = {field.name for field in fields(cls)}
        for name, value in pairs:
            if name == "status":
                statuses.append(value)
            elif name in names and value.strip():
                given[name] = value.strip()
        if statuses:
            given["status"] = tuple(dict.fromkeys(statuses))
        if "page" in given:
            given["page"] = _page(given["page"])
        return cls(**given)._checked()

    def _checked(self) -> Filters:
        for name, value, allowed in (
            ("type", self.type, ("", *EVENT_TYPES)),
            ("by", self.by, STEPS),
            ("said", self.said, ("", "own", "others")),
        ):
            if value not in allowed:
                raise UsageError(
                    f"{name}={value!r}: it is one of {', '.join(filter(None, allowed))}"
                )
        for one in self.status:
            if one not in STATUSES:
                raise UsageError(f"status={one!r}: it is one of {', '.join(STATUSES)}")
        for name, value in (("since", self.since), ("until", self.until)):
            if value:
                try:
                    day_range(value)
                except DateError as error:
                    raise UsageError(
                        f"{name}={value!r} is no date; write 2026, 2026-01 or 2026-01-03"
                    ) from error
        return self

    def query(self, **changes: Any) -> str:
        """The query string with some fields changed; what equals the default is left out."""
        new, plain = replace(self, **changes), Filters()
        pairs: list[tuple[str, str]] = []
        for field in fields(new):
            value = getattr(new, field.name)
            if value == getattr(plain, field.name):
                continue
            pairs += [
                (field.name, str(one)) for one in (value if isinstance(value, tuple) else (value,))
            ]
        return urlencode(pairs)

    def set(self) -> tuple[tuple[str, str], ...]:
        """The filters that are set, as (field, value), for a line that says what is shown."""
        plain = Filters()
        return tuple(
            (field.name, ", ".join(value) if isinstance(value, tuple) else str(value))
            for field in fields(self)
            if (value := getattr(self, field.name)) != getattr(plain, field.name)
            and field.name not in ("page", "by")
        )


def _page(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"page={text!r}: pages are counted from 1")
    return int(text)
