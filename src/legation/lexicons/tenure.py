"""Offices and the dates they were held: which office a date finds a person in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from legation.model.codes import SECTORS
from legation.model.edtf import day_range

# After this the press writes "former", so the person no longer acts for the government.
ELITE_AFTER: Final = timedelta(days=60)
# An imprecise date (a year) counts for an office only if it covers this share of the date.
MIN_SHARE: Final = 0.25
# Where several offices are held at once the event is most often an act of the first of these.
_RANK: Final = ["GOV", "MIL", "SPY", "COP", "JUD", "LEG", "REB", "OPP", "PTY", "REL"]
_FIRST: Final = date(1, 1, 1)
_LAST: Final = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Office:
    """One office held by a person.

    `country` is an ISO alpha-3 code or the id of an intergovernmental body (IGO:un), None where
    neither is known. `start` and `end` are EDTF dates to the day, month or year, both inclusive;
    a `start` of None is unknown, an `end` of None unknown or not yet.
    """

    title: str
    country: str | None
    sector: str
    start: str | None
    end: str | None

    @property
    def role(self) -> str | None:
        """The id under which the holder acts."""
        if self.country and not self.country.startswith("IGO:") and self.sector in SECTORS:
            return f"{self.country}.{self.sector}"
        return self.country

    @property
    def first_day(self) -> date:
        """The earliest day that `start` allows."""
        return edtf_bounds(self.start)[0] if self.start else _FIRST

    @property
    def last_day(self) -> date:
        """The latest day that `end` allows."""
        return edtf_bounds(self.end)[1] if self.end else _LAST


def edtf_bounds(value: str) -> tuple[date, date]:
    """The first and last day of an EDTF date or interval; an open end runs to year 1 or 9999."""
    first, last = day_range(value)
    return first or _FIRST, last or _LAST


def _overlap(office: Office, low: date, high: date) -> int:
    return (min(office.last_day, high) - max(office.first_day, low)).days + 1


def _rank(office: Office) -> int:
    return _RANK.index(office.sector) if office.sector in _RANK else len(_RANK)


def _former_role(office: Office, high: date) -> str | None:
    left = high - office.last_day > ELITE_AFTER
    if left and office.sector == "GOV" and office.role and office.role.endswith(".GOV"):
        return f"{office.country}.ELI"
    return office.role


def office_role(offices: Sequence[Office], when: str | None, home: str | None) -> str | None:
    """The role that `offices` (at least one) give on a date; see `ActorLexicon.role_on`.

    `home` is the country that remains before the first office known.
    """
    if when is None:
        return max(offices, key=lambda office: (office.first_day, -_rank(office))).role
    low, high = edtf_bounds(when)
    days = (high - low).days + 1
    held = [office for office in offices if _overlap(office, low, high) > 0]
    firm = [office for office in held if _overlap(office, low, high) >= MIN_SHARE * days]
    if firm:
        return min(firm, key=lambda office: (_rank(office), -office.first_day.toordinal())).role
    past = [office for office in offices if office.first_day <= low]
    if past:
        return _former_role(max(past, key=lambda office: (office.last_day, -_rank(office))), high)
    if held:
        return min(held, key=lambda office: (office.first_day, _rank(office))).role
    return home
