"""Processor time of a whole run of the situation model: 50 actors, 10 options, 1,000 draws.

    python tools/bench_situation.py [--actors N] [--options N] [--draws N]

Actors, intervals and options are drawn from a seed. Each step's processor time, of all threads, is
shown; the last line is their sum. The exit code is 1 if it is over five seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

import numpy as np

from legation.situation.challenge import replicate
from legation.situation.compromise import compromise
from legation.situation.condorcet import CHALLENGES, condorcet
from legation.situation.records import Interval
from legation.situation.sensitivity import sensitivity
from legation.situation.stands import Contest, make_stand
from legation.situation.winset import Ballot, Voter, by_reversion
from legation.situation.winset_sensitivity import win_set_sensitivity

LIMIT = 5.0
"""Seconds that a run may take."""
SEED = 20260116


def make_contest(actors: int, options: int) -> Contest:
    """A contest on a scale of 0 to 100 in which every input is an interval."""
    rng = np.random.default_rng(SEED)
    stands = []
    for at in range(actors):
        place = float(rng.uniform(0, 90))
        low = rng.uniform(0.1, 0.6, size=2)
        stands.append(
            make_stand(
                f"actor {at:03}",
                (place, place + 10),
                (float(low[0]), float(low[0]) * 1.5),
                (float(low[1]), float(low[1]) * 1.5),
            )
        )
    places = np.linspace(0, 100, options)
    named = {f"option {at:02}": float(place) for at, place in enumerate(places)}
    return Contest("bench", 0, 100, tuple(stands), named)


def make_ballot(contest: Contest) -> Ballot:
    """The same actors as voters, every tenth with a veto."""
    voters = (
        Voter(stand.actor, at % 10 == 0, Interval(stand.position.low, stand.position.high))
        for at, stand in enumerate(contest.stands)
    )
    first, *_, last = contest.options
    return Ballot("bench", contest.options, first, last, "majority", tuple(voters))


def main() -> None:
    """Time every step and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--actors", type=int, default=50)
    parser.add_argument("--options", type=int, default=10)
    parser.add_argument("--draws", type=int, default=1000)
    asked = parser.parse_args()
    contest = make_contest(asked.actors, asked.options)
    ballot = make_ballot(contest)
    steps: dict[str, Callable[[], object]] = {
        "win-set, every reversion point": lambda: by_reversion(ballot),
        "win-set, draws and turns": lambda: win_set_sensitivity(ballot, SEED, asked.draws),
        "weighted mean and median": lambda: compromise(contest),
        "Condorcet election, three rules": lambda: [condorcet(contest, c) for c in CHALLENGES],
        "draws, tornado and flips": lambda: sensitivity(contest, SEED, asked.draws),
        "challenge model, 10 rounds": lambda: replicate(contest),
    }
    print(f"{asked.actors} actors, {asked.options} options, {asked.draws} draws")
    total = 0.0
    for name, step in steps.items():
        started = time.process_time()
        step()
        spent = time.process_time() - started
        total += spent
        print(f"  {name:36}{spent:8.2f} s")
    print(f"  {'together':36}{total:8.2f} s")
    sys.exit(total > LIMIT)


if __name__ == "__main__":
    main()
