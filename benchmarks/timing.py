"""How long a call takes, on a machine where other things run too."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

Work = Callable[[], object]


def seconds(work: Work, least: float = 0.3) -> float:
    """Return the seconds one call takes: the best of several rounds, each long enough for the clock."""
    calls = 1
    while (spent := _spent(work, calls)) < least / 3:
        calls *= 2
    return min(spent, _spent(work, calls), _spent(work, calls)) / calls


def race(works: Mapping[str, Work], rounds: int = 5) -> dict[str, float]:
    """Return the seconds of each: all take turns, so that a slow minute of the machine meets them all."""
    found = [{name: seconds(work, 0.06) for name, work in works.items()} for _ in range(rounds)]
    return {name: min(times[name] for times in found) for name in works}


def _spent(work: Work, calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return time.perf_counter() - start
