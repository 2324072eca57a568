"""Contests and ballots for the tests of the models: two from the literature, one invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from legation.situation.records import Interval, Rule
from legation.situation.stands import Contest, Number, Stand, make_stand
from legation.situation.winset import Ballot, Voter

CAR_EMISSIONS = """
NL .08 4 .8
BE .08 7 .4
LU .03 4 .2
DE .16 4 .8
FR .16 10 .6
IT .16 10 .6
UK .16 10 .9
IE .05 7 .1
DK .05 4 1.0
GR .08 7 .7
"""
"""Actor, capability, position, salience: limits on the emissions of cars in the EU, as Scholz,
Calbert and Smith (2011) take them from Bueno de Mesquita and Stokman."""

LADDER: Mapping[str, float] = {
    "sharing": 0,
    "more information": 1,
    "command posts": 2,
    "joint raids": 4,
    "strikes alone": 6,
}
"""Forms of cooperation against drug laboratories, from what is done to what is done without
asking."""


def car_emissions() -> Contest:
    rows = [line.split() for line in CAR_EMISSIONS.split("\n") if line]
    stands = tuple(make_stand(n, float(x), float(c), float(s)) for n, c, x, s in rows)
    return Contest("car emissions", 0, 10, stands, {"four": 4, "seven": 7, "ten": 10})


def contest(
    rows: Mapping[str, tuple[Number, Number, Number]],
    options: Mapping[str, float] | None = None,
    high: float = 10,
) -> Contest:
    """`rows`: actor to position, capability, salience."""
    stands = tuple(make_stand(actor, *given) for actor, given in rows.items())
    return Contest("test", 0, high, stands, options or {})


def without_order(one: Contest) -> Contest:
    stands, options = tuple(reversed(one.stands)), dict(reversed(list(one.options.items())))
    return replace(one, stands=stands, options=options)


def mirrored(one: Contest) -> Contest:
    turn = one.low + one.high
    stands = tuple(
        replace(s, position=Interval(turn - s.position.high, turn - s.position.low))
        for s in one.stands
    )
    return replace(one, stands=stands, options={o: turn - p for o, p in one.options.items()})


def rescaled(one: Contest, unit: float, weight: float = 1) -> Contest:
    """The same in another unit of the scale and of capability."""
    stands = tuple(
        replace(
            s,
            position=Interval(s.position.low * unit, s.position.high * unit),
            capability=Interval(s.capability.low * weight, s.capability.high * weight),
        )
        for s in one.stands
    )
    options = {name: place * unit for name, place in one.options.items()}
    return Contest(one.issue, one.low * unit, one.high * unit, stands, options)


def split_first(one: Contest) -> Contest:
    """The first actor's capability shared out to two of its kind."""
    first, *rest = one.stands
    third = Interval(first.capability.low / 3, first.capability.high / 3)
    two_thirds = Interval(first.capability.low * 2 / 3, first.capability.high * 2 / 3)
    parts = (
        replace(first, actor=f"{first.actor} a", capability=third),
        replace(first, actor=f"{first.actor} b", capability=two_thirds),
    )
    return replace(one, stands=(*parts, *rest))


def with_idle(one: Contest, at: float) -> Contest:
    """An actor without weight more."""
    idle: Stand = make_stand("zz idle", at, 0, 1)
    return replace(one, stands=(*one.stands, idle))


def laboratories(reversion: str | None = None, rule: Rule = "majority") -> Ballot:
    """Mexico and the raids on laboratories: president and Senate have a veto.

    Rankings by hand: more information is welcome, a role in command posts is bearable, foreign
    troops are not; but raids that Mexico leads are better than strikes that it is not asked about.
    """
    president = (
        ("more information",),
        ("command posts",),
        ("sharing",),
        ("joint raids",),
        ("strikes alone",),
    )
    senate = (
        ("more information",),
        ("command posts",),
        ("sharing",),
        ("joint raids", "strikes alone"),
    )
    voters = (
        Voter("Senate", True, ranking=senate, ground="constitution", evidence=("bb01",)),
        Voter("President", True, ranking=president, ground="office", evidence=("aa01", "aa02")),
    )
    return Ballot("laboratories", LADDER, "sharing", reversion, rule, voters)
