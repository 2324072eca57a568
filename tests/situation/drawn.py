"""Contests and ballots for Hypothesis to draw."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from legation.situation.records import Interval, Rule
from legation.situation.stands import Contest, Stand
from legation.situation.winset import Ballot, Voter

unhurried = settings(deadline=None)
"""Busy machines are slow at times; that is no failure."""

HIGH = 100
_places = st.integers(0, HIGH)
_weights = st.integers(0, 50)
_rules: tuple[Rule, ...] = ("unanimity", "majority", "two thirds")
OPTIONS = ("o1", "o2", "o3", "o4", "o5")


@st.composite
def intervals(draw: st.DrawFn, numbers: st.SearchStrategy[int], wide: bool) -> Interval:
    one = draw(numbers)
    other = draw(numbers) if wide else one
    return Interval(float(min(one, other)), float(max(one, other)))


@st.composite
def contests(draw: st.DrawFn, wide: bool = False, options: bool = False) -> Contest:
    """One to six actors, one of them with weight for certain; points unless `wide`."""
    count = draw(st.integers(1, 6))
    stands = [
        Stand(
            f"actor {at}",
            draw(intervals(_places, wide)),
            draw(intervals(_weights, wide)) if at else Interval(5, 5),
            draw(intervals(_weights, wide)) if at else Interval(2, 2),
        )
        for at in range(count)
    ]
    places = draw(st.lists(_places, min_size=2, max_size=5)) if options else []
    named = {f"option {at}": float(place) for at, place in enumerate(places)}
    return Contest("drawn", 0, HIGH, tuple(stands), named)


@st.composite
def voters(draw: st.DrawFn, name: str, veto: bool) -> Voter:
    """By place, by a ranking in which ties and gaps may be, or by both."""
    place = draw(st.none() | intervals(_places, True))
    order = draw(st.permutations(OPTIONS))
    kept = draw(st.integers(0 if place else 2, len(OPTIONS)))
    tied = draw(st.booleans()) and kept > 1
    ranked = [(name,) for name in order[:kept]]
    ranking = ((*ranked[0], *ranked[1]), *ranked[2:]) if tied else tuple(ranked)
    return Voter(name, veto, place, ranking)


@st.composite
def ballots(draw: st.DrawFn) -> Ballot:
    """One to three veto players and up to three others on five options with places."""
    vetoes = [draw(voters(f"veto {at}", True)) for at in range(draw(st.integers(1, 3)))]
    others = [draw(voters(f"other {at}", False)) for at in range(draw(st.integers(0, 3)))]
    reversion = draw(st.none() | st.sampled_from(OPTIONS))
    options = {name: float(draw(_places)) for name in OPTIONS}
    # Somebody has to rank every option: a place does.
    first = Voter("veto 0", True, Interval(50, 50), vetoes[0].ranking)
    members = (first, *vetoes[1:], *others)
    rule = draw(st.sampled_from(_rules))
    return Ballot("drawn", options, OPTIONS[0], reversion, rule, members)
